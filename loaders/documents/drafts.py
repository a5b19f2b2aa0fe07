"""A register drafted from a document, so that it stands alone: with the authority, and with no other document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..register import Register


def standing_alone(drafted: Register, known: Iterable[Register]) -> Register:
    """Add to a drafted register the things that it refers to and that only registers of documents have.

    A thing that two registers have alike is one thing.
    """
    registers = list(known)
    shared = {thing.id for register in registers if not register.document for thing in register.things}
    have = shared | {thing.id for thing in drafted.things}
    others = {thing.id: thing for register in registers if register.document for thing in register.things}
    wanted = {thing for paragraph in drafted.paragraphs for thing in paragraph.mentions}
    wanted |= {value for statement in drafted.statements for value in (statement.subject, statement.value)}
    added = [others[identifier] for identifier in sorted(wanted - have) if identifier in others]
    return replace(drafted, things=[*drafted.things, *added])
