"""The registers of the project whose names the tests of names look for, and those names."""

from __future__ import annotations

from functools import cache

from loaders.documents.names import Names
from loaders.register import REGISTERS, Register, read_register


@cache
def registers() -> tuple[Register, ...]:
    """The register of authorities and that of the first report."""
    return tuple(read_register(REGISTERS / name) for name in ("authority", "ctoc-cop-2018-2"))


@cache
def names() -> Names:
    """All names of both."""
    return Names.of(registers())
