"""What the registers know already, so that a document that was read refers to it and does not say it again."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Thing
from ..register import Register


class Known:
    """The things and sessions of the registers, and the parts of their documents.

    >>> Known([]).thing("body/unodc") is None
    True
    """

    def __init__(self, registers: Iterable[Register]) -> None:
        self.things: dict[str, Thing] = {}
        self.curated: dict[str, Register] = {}
        self.said: set[tuple[str, str]] = set()
        """The subject and property of every statement."""
        self._by_name: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        for register in registers:
            if register.document:
                self.curated[register.document] = register
            for thing in register.things:
                self.things.setdefault(thing.id, thing)
                for language, label in thing.labels.items():
                    for name in (label, *thing.alternatives[language]):
                        self._by_name.setdefault(name.casefold(), thing.id)
            for statement in register.statements:
                self.said.add((statement.subject, statement.property))
                if statement.property == "sessionNumber":
                    self._numbers[statement.subject] = statement.value
                elif statement.property == "sessionOf":
                    self._bodies[statement.subject] = statement.value

    def thing(self, identifier: str) -> Thing | None:
        """The thing with an id, if any register has it."""
        return self.things.get(identifier)

    def named(self, name: str, kind: str) -> str:
        """The id of the thing of a kind (`body`, `city`) that bears a name in either language, or nothing."""
        identifier = self._by_name.get(name.casefold(), "")
        return identifier if identifier.startswith(f"{kind}/") else ""

    def session(self, body: str, number: str) -> str:
        """The id of the session of a body with a number, or nothing."""
        found = (s for s, n in self._numbers.items() if n == number and self._bodies.get(s) == body)
        return min(found, default="")

    def parts(self, document: str) -> set[str]:
        """The numbers of the paragraphs and footnotes that a register gives a document."""
        register = self.curated.get(document)
        return {p.number for p in register.paragraphs} if register else set()
