"""The whole graph as files to fetch from a server: each form plain and packed, written when it is first asked for.

The files have no name and lie where temporary files do; the processes of the server have them in common, and they are
gone with the last. No more of the graph than a part is in memory at a time.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import struct
import tempfile
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, cast

import pyoxigraph as ox

from ontology.namespaces import prefixes

from ..site.formats import DUMPS, FORMATS, Dump, Format

_PART = 1 << 18
"""Bytes that are read, or packed and written, at a time."""
_NOTE = struct.Struct("<QQ8s?")
"""What is known of a form: bytes of its file and of the packed one, a digest, and whether both are written."""
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True)
class DumpFile:
    """A file that is written: its descriptor, how many bytes it has, a tag of what is in it, and its format.

    `packed` is that of the same content packed with gzip; the packed file itself has none.
    """

    descriptor: int
    size: int
    tag: str
    form: Format
    packed: DumpFile | None = None

    def parts(self) -> Iterator[bytes]:
        """The content, part by part; others may read it at the same time."""
        place = 0
        while place < self.size and (part := os.pread(self.descriptor, min(_PART, self.size - place), place)):
            yield part
            place += len(part)


class DumpFiles:
    """The files of a store whose things are minted at a base; best made before the processes part.

    The forms with named graphs are left out where the data have none. Raises OSError where no file can be made.

    >>> store = ox.Store()
    >>> store.add(ox.Quad(ox.NamedNode("https://a.net/x"), ox.NamedNode("https://a.net/y"), ox.Literal("z")))
    >>> dumps = DumpFiles(store, "https://a.net/")
    >>> [dump.address for dump in dumps.listed()][:2], dumps.sizes()
    (['dumps/sijill.ttl.gz', 'dumps/sijill.jsonld.gz'], {})
    >>> b"".join(dumps.file("sijill.nt").parts()), dumps.file("sijill.nq") is None
    (b'<https://a.net/x> <https://a.net/y> "z" .\\n', True)
    >>> dumps.sizes()
    {'sijill.nt': 42}
    """

    def __init__(self, store: ox.Store, base: str) -> None:
        self._store, self._base = store, base
        named = next(store.named_graphs(), None) is not None
        self._forms = [form for form in FORMATS if named or not form.graphs]
        self._files = [(_nameless(), _nameless()) for _ in self._forms]
        self._notes = mmap.mmap(-1, _NOTE.size * max(len(self._forms), 1))
        self._locks = [threading.Lock() for _ in self._forms]

    def listed(self) -> list[Dump]:
        """What pages say of the packed files, whose sizes are not known yet."""
        return [Dump(f"{DUMPS}/{form.dump}.gz", form.media_type, form.name) for form in self._forms]

    def sizes(self) -> dict[str, int]:
        """The bytes of the plain files that are written, by their names."""
        notes = {form.dump: self._note(number) for number, form in enumerate(self._forms)}
        return {name: size for name, (size, _, _, done) in notes.items() if done}

    def file(self, name: str) -> DumpFile | None:
        """The file of a name, plain or packed, which is written if it is not yet; None for any other name.

        This waits until it is written. Raises OSError where it cannot be.
        """
        plain = name.removesuffix(".gz")
        number = next((n for n, form in enumerate(self._forms) if form.dump == plain), None)
        if number is None:
            return None
        form, (whole, packed) = self._forms[number], self._files[number]
        # The first lock keeps out the threads of this process, the second the other processes.
        with self._locks[number]:
            fcntl.lockf(whole, fcntl.LOCK_EX)
            try:
                if not self._note(number)[3]:
                    self._write(number)
                size, packed_size, digest, _ = self._note(number)
            finally:
                fcntl.lockf(whole, fcntl.LOCK_UN)
        tag = digest.hex()
        small = DumpFile(packed, packed_size, f'"{tag}-gzip"', form)
        return small if name != plain else DumpFile(whole, size, f'"{tag}"', form, small)

    def close(self) -> None:
        """Let go of the files."""
        for pair in self._files:
            for descriptor in pair:
                os.close(descriptor)
        self._files = []

    def _note(self, number: int) -> tuple[int, int, bytes, bool]:
        size, packed, digest, done = _NOTE.unpack_from(self._notes, number * _NOTE.size)
        return size, packed, digest, done

    def _write(self, number: int) -> None:
        form, sink = self._forms[number], _Sink(*self._files[number])
        ox.serialize(
            self._statements(form),
            output=cast("IO[bytes]", sink),
            format=ox.RdfFormat.from_extension(form.ending),
            prefixes=None if form.ending in ("nt", "nq") else prefixes(self._base),
        )
        _NOTE.pack_into(self._notes, number * _NOTE.size, *sink.end(), True)

    def _statements(self, form: Format) -> Iterable[ox.Quad] | Iterable[ox.Triple]:
        """The named graphs, one after the other, or the merged set."""
        store = self._store
        if form.graphs:
            names = (name for name in store.named_graphs() if isinstance(name, ox.NamedNode))
            return (quad for name in names for quad in store.quads_for_pattern(None, None, None, name))
        return (quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


class _Sink:
    """Writes what comes into one file, and packed into another, from their beginning."""

    def __init__(self, plain: int, packed: int) -> None:
        self._descriptors = (plain, packed)
        self._sizes = [0, 0]
        self._left = bytearray()
        self._packing = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
        self._digest = hashlib.blake2b(digest_size=8)
        for descriptor in self._descriptors:
            os.ftruncate(descriptor, 0)

    def write(self, part: bytes) -> int:
        self._left += part
        if len(self._left) >= _PART:
            self.flush()
        return len(part)

    def flush(self) -> None:
        part = bytes(self._left)
        self._left.clear()
        self._digest.update(part)
        self._put(0, part)
        self._put(1, self._packing.compress(part))

    def end(self) -> tuple[int, int, bytes]:
        """The bytes of both files, and the digest of what is in them; nothing can be written any more."""
        self.flush()
        self._put(1, self._packing.flush())
        return self._sizes[0], self._sizes[1], self._digest.digest()

    def _put(self, which: int, part: bytes) -> None:
        view = memoryview(part)
        while view:
            put = os.pwrite(self._descriptors[which], view, self._sizes[which])
            self._sizes[which] += put
            view = view[put:]


def _nameless() -> int:
    """The descriptor of a new file without a name; it is no object that closes it behind a fork."""
    with tempfile.TemporaryFile() as made:
        return os.dup(made.fileno())
