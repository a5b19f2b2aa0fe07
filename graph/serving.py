"""The commands that give the graph to readers: a server, and a site of static files."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Lang, Language, checked_base, emit, note
from .remote_options import Auth, EndpointUrl, Kind, Login, StoreAt, apart

if TYPE_CHECKING:
    import pyoxigraph as ox

app = typer.Typer()
Sources = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Build folders, RDF files, or the folder of a store; build where none is named.", metavar="PATH..."
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--base",
        help="Web address of the site, under which things are minted anew; where the data have them if not given.",
        metavar="URL",
    ),
]


@app.command(epilog="Example: sijill serve build --port 8000")
def serve(
    context: typer.Context,
    sources: Sources = None,
    *,
    base: Address = None,
    host: Annotated[str, typer.Option("--host", help="Address of this machine to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 for any that is free.")] = 8000,
    processes: Annotated[
        int, typer.Option("--processes", min=0, max=64, help="How many processes answer; as many as cores for 0.")
    ] = 0,
    time_limit: Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds a query may take.")] = 15,
    most_rows: Annotated[int, typer.Option("--most-rows", min=1, help="How many rows a query may give.")] = 100_000,
    endpoint: EndpointUrl = "",
    kind: Kind = "auto",
    login: Login = None,
    auth: Auth = "",
    lang: Lang,
) -> None:
    """Serve pages, linked data and SPARQL, from this machine alone unless another host is named.

    The dataset of a store (--endpoint) is read once, at the start, and served from memory.
    """
    from .server.running import Settings, run

    if apart(context, endpoint, "sources"):
        from .from_store import brought

        with brought(StoreAt(endpoint, kind, login, auth, base or "", _SILENT), lang, any_base=True) as dataset:
            store, minted, folder = opened([dataset], base)
        _say_what_is_served(store, minted, endpoint, lang)
    else:
        store, minted, folder = opened(sources, base)
    settings = Settings(host, port, processes, time_limit, most_rows, lang.value)
    address = (base and checked_base(base)) or ""
    run(store, minted, address, settings, changed(sources), lambda line: emit(line + "\n"), folder)


@app.command(epilog="Example: sijill publish site --base https://data.example.org/")
def publish(
    output: Annotated[Path, typer.Argument(help="Folder of the site; replaced whole.", metavar="DIR")],
    sources: Sources = None,
    *,
    base: Annotated[
        str,
        typer.Option(
            "--base", help="Web address under which things are minted and the site is reached.", metavar="URL"
        ),
    ],
    address: Annotated[
        str, typer.Option("--address", help="Web address at which the site is reached, if not the base.", metavar="URL")
    ] = "",
    processes: Annotated[
        int, typer.Option("--processes", min=0, max=64, help="How many processes write; as many as cores for 0.")
    ] = 0,
    lang: Lang,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no summary.")] = False,
) -> None:
    """Write the same site as static files, for any web server or pages host."""
    from rich.console import Console
    from rich.progress import Progress

    from .publishing.static import publish as write

    reached = checked_base(address) if address else ""
    store, minted, _ = opened(sources, base)
    beside = Console(stderr=True)
    with Progress(console=beside, transient=True, disable=quiet or not beside.is_terminal) as shown:
        task = shown.add_task(_WRITING[lang.value], total=None)

        def tell(done: int, total: int) -> None:
            shown.update(task, completed=done, total=total)

        made = write(store, minted, output, reached, processes, tell, changed(sources))
    if not quiet:
        _tell(made.pages, made.files, made.bytes, output, lang)


_SILENT = 60.0
"""Seconds that a request to a store may be silent."""
_SERVED = {
    "ar": "{store}: قُرئت النسخة {version}، وتُقدَّم من الذاكرة؛ وما يتغير في المخزن بعد ذلك لا يظهر حتى يعاد التشغيل",
    "en": "{store}: version {version} was read and is served from memory; what changes there shows after a restart",
}
_WRITING = {"ar": "كتابة الموقع", "en": "Writing the site"}


def _say_what_is_served(store: ox.Store, minted: str, endpoint: str, lang: Language) -> None:
    """Tell of which version the copy is that is served, since the store may go on."""
    import pyoxigraph as ox

    from ontology.namespaces import expand, thing_iri
    from ontology.vocabulary import key

    from .dataset import DATASET_ID

    itself, name = ox.NamedNode(thing_iri(DATASET_ID, minted)), ox.NamedNode(expand("dcat:version"))
    versions = sorted({key(quad.object) for quad in store.quads_for_pattern(itself, name, None, ox.DefaultGraph())})
    note(_SERVED[lang.value].format(store=endpoint, version=" ".join(versions) or "?"), lang)


def _tell(pages: int, files: int, size: int, output: Path, lang: Language) -> None:
    from .site.wording import Wording

    words = Wording(lang.value)
    note(words("publish.done", folder=str(output), pages=pages, files=files, size=size // 2**20), lang)


def opened(sources: list[Path] | None, base: str | None) -> tuple[ox.Store, str, Path | None]:
    """The store of some files or of a folder of a store, with the base at which its things are minted.

    The third is the folder that the store keeps itself in; None where it is in memory. Raises WrongBase, and what
    reading files raises.
    """
    from .rebase import rebased
    from .store import base_of, from_files, is_store

    wanted = checked_base(base) if base is not None else None
    named = sources or [Path("build")]
    read = from_files(named)
    store = rebased(read, wanted) if wanted else read
    on_disk = store is read and len(named) == 1 and is_store(named[0])
    return store, wanted or base_of(store), named[0] if on_disk else None


def changed(sources: list[Path] | None) -> float:
    """When the data were last changed, in seconds since 1970: at the latest now, whatever the files say."""
    named = sources or [Path("build")]
    paths = [path for source in named for path in (source, *(source.glob("*") if source.is_dir() else ()))]
    return min(time.time(), max((path.stat().st_mtime for path in paths if path.exists()), default=0.0))
