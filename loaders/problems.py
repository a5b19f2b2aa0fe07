"""What is wrong with an input, said so that a person can find it and mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import SijillError


@dataclass(frozen=True, order=True)
class Place:
    """A place in an input: file, line (from 1) and the name of the column, empty where the whole row is meant."""

    file: str
    line: int = 0
    column: str = ""

    def at(self, column: str) -> Place:
        """The same row, another column.

        >>> Place("things.csv", 4).at("en")
        Place(file='things.csv', line=4, column='en')
        """
        return Place(self.file, self.line, column)

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where} [{self.column}]" if self.column else where


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that cannot be loaded: where it stands, what is wrong, and what was expected."""

    place: Place
    message: str
    expected: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f"; {self.expected}" if self.expected else "")


class LoadError(SijillError):
    """An input was refused; `problems` holds every reason, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def shown(path: Path, root: Path) -> str:
    """The path as a person knows it: relative to where the register lies.

    >>> shown(Path("/data/registers/a/things.csv"), Path("/data/registers/a"))
    'a/things.csv'
    """
    return f"{root.name}/{path.relative_to(root)}"
