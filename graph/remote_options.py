"""Options of the commands that go to a store on the web."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from ontology.errors import SijillError

from .options import checked_base

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
StoreKind = Annotated[
    str,
    typer.Option(
        "--store-kind",
        help="What the store is, as sijill stores lists them; auto recognises it. A question may have a --kind.",
        metavar="NAME",
    ),
]
EndpointUrl = Annotated[
    str,
    typer.Option("--endpoint", help="Web address of a store to ask instead, as http://127.0.0.1:7878.", metavar="URL"),
]


class WrongSource(SijillError):
    """A command is given a store and files at once, or neither."""

    status = 2


@dataclass(frozen=True)
class StoreAt:
    """A store as the options of a command name it: its address, how to log in, which dataset of it is meant.

    `seconds` is how long a request may be silent, 0 for no limit.
    """

    address: str
    kind: str = "auto"
    login: Path | None = None
    auth: str = ""
    base: str = ""
    seconds: float = 0

    @property
    def wanted(self) -> str:
        """The base of the dataset that is meant, as it is used; nothing where none is named. Raises WrongBase."""
        return checked_base(self.base) if self.base else ""


def apart(context: typer.Context, endpoint: str, option: str) -> bool:
    """Whether a store is to be asked. Raises WrongSource where files are given as well, by the option of that name."""
    source = context.get_parameter_source(option)
    if endpoint and source is not None and source.name == "COMMANDLINE":
        raise WrongSource(
            {
                "ar": "أعط مخزناً بالخيار --endpoint أو ملفات، لا كليهما",
                "en": "give a store by --endpoint, or files, not both",
            }
        )
    return bool(endpoint)
