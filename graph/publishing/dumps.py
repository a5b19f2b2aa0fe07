"""The whole graph as files to fetch: each form of a build, plain and packed, the same bytes for the same graph.

The plain files are where the description of the dataset says that they are (void:dataDump), which is within them too.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox

from ontology.vocabulary import vocabulary

from ..dataset import Dataset
from ..export import write_quads, write_triples
from ..site.formats import DUMPS, FORMATS, Dump, Format


def write_dumps(store: ox.Store, base: str, folder: Path) -> list[Dump]:
    """Write every form of a store into the folder, which is made, also packed; gives what the pages say of the packed.

    The forms with named graphs are left out where the data have none.
    """
    folder.mkdir(parents=True)
    named = [quad for quad in store if isinstance(quad.graph_name, ox.NamedNode)]
    if named:
        write_quads(Dataset(named, base), folder)
    merged = (quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    write_triples(merged, folder / "sijill", base, vocabulary())
    return [_packed(form, folder / form.dump) for form in FORMATS if (folder / form.dump).exists()]


def _packed(form: Format, path: Path) -> Dump:
    packed = path.with_name(f"{path.name}.gz")
    packed.write_bytes(gzip.compress(path.read_bytes(), compresslevel=6, mtime=0))
    return Dump(f"{DUMPS}/{packed.name}", form.media_type, form.name, packed.stat().st_size)
