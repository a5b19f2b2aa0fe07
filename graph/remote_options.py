"""Options of the commands that go to a store on the web."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Kind = Annotated[
    str,
    typer.Option("--kind", help="What the store is, as sijill stores lists them; auto recognises it.", metavar="NAME"),
]
Login = Annotated[
    Path | None,
    typer.Option(
        "--login",
        help="File with user and password, or token (TOML); else SIJILL_STORE_USER and SIJILL_STORE_PASSWORD, or "
        "SIJILL_STORE_TOKEN.",
        metavar="FILE",
    ),
]
Auth = Annotated[
    str,
    typer.Option(
        "--auth", help="How to log in: none, basic, digest or bearer; else as stores of the kind do it.", metavar="WAY"
    ),
]
TimeLimit = Annotated[
    float, typer.Option("--time-limit", help="Seconds that a request may be silent; 0 for no limit.", min=0)
]
Tries = Annotated[
    int, typer.Option("--tries", help="How often a request is tried that fails in a way that may pass.", min=1, max=20)
]
OfBase = Annotated[
    str,
    typer.Option(
        "--base", help="Where the things of the dataset are minted, if the store holds several.", metavar="IRI"
    ),
]
