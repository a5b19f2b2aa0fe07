"""A folder of results: written whole or not at all, and never over what is not ours."""

from __future__ import annotations

import errno
import shutil
import signal
import tempfile
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from ontology.errors import SijillError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Errors of writing, whatever file they name."""
ENDED = 128 + signal.SIGTERM
"""The exit status of a command that was told to end."""


class OutputRefused(SijillError):
    """The output folder cannot be written, or holds something that we did not make and is left alone."""

    status = 2


def refuse_foreign(output: Path, ours: Collection[str]) -> None:
    """Refuse a folder that cannot be replaced: the one we are in, a file, or one with names that are not `ours`.

    Raises OutputRefused.

    >>> refuse_foreign(Path("no such folder"), ())
    """
    if Path.cwd().is_relative_to(output.resolve()):
        raise OutputRefused(
            {
                "ar": f"{output} هو المجلد الحالي، ومحتوى المجلد يُستبدل كله؛ سمِّ مجلداً آخر",
                "en": f"{output} is the folder you are in, and it would be replaced whole; name another folder",
            }
        )
    if output.exists() and not output.is_dir():
        raise OutputRefused({"ar": f"{output} ملف؛ سمِّ مجلداً", "en": f"{output} is a file; name a folder"})
    if output.is_dir() and (strange := sorted({path.name for path in output.iterdir()} - set(ours))):
        listed = ", ".join(strange[:3]) + (", …" if len(strange) > 3 else "")
        raise OutputRefused(
            {
                "ar": f"في {output} ما لم يكتبه هذا البرنامج ({listed})؛ سمِّ مجلداً آخر أو انقل ما فيه",
                "en": f"{output} holds what was not made here ({listed}); name another folder, or move it away",
            }
        )


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """Give an empty folder beside the output; on success it takes the output's place, on failure it goes.

    Raises OutputRefused, also where the disk is full before all is written. Told to end by SIGTERM, where nobody else
    heeds it, this raises SystemExit, so that the folder goes then as well.
    """
    output = output.resolve()
    with _orderly_end():
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            beside = tempfile.TemporaryDirectory(prefix=f".{output.name}-", dir=output.parent)
        except OSError as error:
            raise _unwritten(output, error) from None
        with beside as scratch, _placed(output, Path(scratch)) as fresh:
            try:
                yield fresh
            except OSError as error:
                if not _of_writing(error, scratch):
                    raise
                raise _unwritten(output, error) from None


@contextmanager
def _placed(output: Path, scratch: Path) -> Iterator[Path]:
    """Give an empty folder in another, and put it in the place of the output unless something goes wrong before."""
    fresh, old = scratch / "new", scratch / "old"
    fresh.mkdir()
    yield fresh
    try:
        if output.exists():
            output.rename(old)
        fresh.rename(output)
    except BaseException as error:  # an interrupt as well: the last build comes back
        if old.exists() and not output.exists():
            old.rename(output)
        if isinstance(error, OSError):
            raise OutputRefused(
                {
                    "ar": f"تعذر استبدال {output}: {error.strerror}",
                    "en": f"{output} cannot be replaced: {error.strerror}",
                }
            ) from None
        raise


def _unwritten(output: Path, error: OSError) -> OutputRefused:
    # Where several files were copied the reasons are in a list.
    several = error.args[0] if isinstance(error, shutil.Error) and isinstance(error.args[0], list) else ()
    reason = error.strerror or (several[0][2] if several else error)
    return OutputRefused({"ar": f"تعذرت الكتابة في {output}: {reason}", "en": f"{output} cannot be written: {reason}"})


def _of_writing(error: OSError, folder: str) -> bool:
    """Whether an error is one of writing in a folder: an error of a write alone names no file."""
    if isinstance(error, BrokenPipeError):  # of who is told how far it is
        return False
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    return not names or error.errno in _FULL or any(name.startswith(folder) for name in names)


@contextmanager
def _orderly_end() -> Iterator[None]:
    """Have SIGTERM raise SystemExit, if nothing else is to happen: as it is it would end the process on the spot."""
    ours = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    if ours:
        signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        if ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(*_: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: what was begun is now cleared away
    raise SystemExit(ENDED)
