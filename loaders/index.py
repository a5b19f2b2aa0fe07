"""What the tables may refer to: every id of all registers with its class, and the codes of the lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ontology.errors import suggestion
from ontology.namespaces import DEFAULT_BASE, compress, expand, thing_iri
from ontology.vocabulary import Term, Vocabulary

from .problems import Place
from .records import Thing
from .register import Register

_FRAGMENT = re.compile(r"(figure|membership|mandate|correction)-[1-9][0-9]*")
MOST_HINTS = 200
"""For how many unknown tokens a likeness is looked for."""
_PART = re.compile(r"(para|footnote|section)/")


class Index:
    """The ids and codes known to a set of registers.

    `classes` gives the class IRI of each id, `places` where its row stands, `labels` the id of each label.
    """

    def __init__(self, registers: Iterable[Register], vocabulary: Vocabulary, base: str = DEFAULT_BASE) -> None:
        self.vocabulary = vocabulary
        self.base = base
        self.classes: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self.repeated: list[tuple[str, Place]] = []
        self.labels: dict[str, str] = {}
        self._things: dict[str, Thing] = {}
        self._hints: dict[str, str] = {}
        for register in registers:
            for thing in register.things:
                if self._same_elsewhere(thing):
                    continue  # two documents that cite each other both know it
                self._add(thing.id, thing.cls, thing.place)
                self._things[thing.id] = thing
                self.labels.update({label.casefold(): thing.id for label in thing.labels.values()})
            for section in register.sections:
                self._add(f"{register.document}/{section.id}", "Section", section.place)
            for paragraph in register.paragraphs:
                kind = "Footnote" if paragraph.number.startswith("fn") else "Paragraph"
                self._add(register.part(paragraph.number), kind, paragraph.place)
            for node in register.nodes:
                self._add(register.node_id(node), node.cls, node.place)

    def _same_elsewhere(self, thing: Thing) -> bool:
        """Whether another register has the thing already, with the same class and labels."""
        other = self._things.get(thing.id)
        return other is not None and (
            other.place.file != thing.place.file and (other.cls, other.labels) == (thing.cls, thing.labels)
        )

    def _add(self, identifier: str, cls: str, place: Place) -> None:
        if identifier in self.places:
            self.repeated.append((identifier, place))
            return
        self.places[identifier] = place
        term = self.vocabulary.terms.get(cls)
        self.classes[identifier] = term.iri if term else ""

    def local(self, token: str, register: Register, paragraph: str = "") -> str:
        """Write a shorthand of a table out: `para/36` and `figure-1` are parts of the register's document."""
        if _FRAGMENT.fullmatch(token) and paragraph:
            return f"{register.part(paragraph)}#{token}"
        if _PART.match(token) and register.document:
            return f"{register.document}/{token}"
        return token

    def subject(self, token: str, register: Register, paragraph: str = "") -> tuple[str, str] | None:
        """Give the IRI and class IRI of a token in a subject's place; None where it is unknown."""
        return self._thing(token, register, paragraph)

    def resolve(self, term: Term, token: str, register: Register, paragraph: str = "") -> tuple[str, str] | None:
        """Give the IRI that a token of a table stands for, and its class IRI; None where it is unknown."""
        if term.code_list:
            code = self.vocabulary.codes[term.code_list].get(token)
            return (code, expand("skos:Concept")) if code else None
        if token.startswith(("http://", "https://")):
            return token, ""
        return self._thing(token, register, paragraph)

    def _thing(self, token: str, register: Register, paragraph: str) -> tuple[str, str] | None:
        scheme, _, notation = token.partition("/")
        if notation in self.vocabulary.codes.get(scheme, {}):
            kind = "StakeholderGroup" if scheme == "audience" else "skos:Concept"
            return self.vocabulary.codes[scheme][notation], expand(kind)
        identifier = self.local(token, register, paragraph)
        if identifier in self.classes:
            return thing_iri(identifier, self.base), self.classes[identifier]
        return None

    def hint(self, term: Term, token: str) -> str:
        """What may be meant by an unknown token."""
        if term.code_list:
            codes = self.vocabulary.codes[term.code_list]
            return suggestion(token, codes) or f"one of {', '.join(sorted(codes))}"
        return self.meant(token)

    def meant(self, token: str) -> str:
        """Which id may be meant by an unknown one: that of a thing with such a label, else one that is like it."""
        if token.casefold() in self.labels:
            return f"did you mean {self.labels[token.casefold()]}?"
        if token not in self._hints:
            many = len(self._hints) >= MOST_HINTS  # searching likenesses of thousands of tokens takes hours
            self._hints[token] = "" if many else suggestion(token, self.classes)
        return self._hints[token] or "add it to things.csv, or mend the id"

    def fits(self, cls: str, wanted: frozenset[str]) -> bool:
        """Whether a class is one of the wanted ones or below one of them; no wanted classes accept all."""
        return not wanted or not cls or bool(self.vocabulary.superclasses.get(cls, frozenset({cls})) & wanted)


def names(iris: Iterable[str]) -> str:
    """Class IRIs as a person knows them.

    >>> names(["https://w3id.org/sijill/ontology#Body"])
    'Body'
    """
    return " or ".join(sorted(compress(iri).removeprefix("sj:") for iri in iris))
