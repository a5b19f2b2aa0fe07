"""Checking the records of registers against the ontology and against each other, all problems in one run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ontology.errors import suggestion
from ontology.namespaces import expand, is_web_address
from ontology.vocabulary import Term, Vocabulary

from .folding import fold
from .index import Index, names
from .problems import Place, Problem
from .records import Statement, Thing
from .register import Register
from .text import WESTERN_DIGITS, script_defect
from .values import ValueProblem, literal

ID = re.compile(r"[a-z][a-z0-9-]*/[A-Za-z0-9][A-Za-z0-9/._()\[\]+*-]*")
SECTION = re.compile(r"section/[A-Za-z0-9.()-]+")
OTHER_NUMBER = re.compile(r"fn([1-9][0-9]*|\*+)(-[1-9][0-9]*)?|([A-Za-z0-9.-]+/)?(pp|u)?[1-9][0-9]*(bis|ter)?")
"""The numbers of footnotes, and of paragraphs that do not count from the first of the document on."""
RESERVED = ("inferred", "dataset")
EXTERNAL = {expand("skos:exactMatch"), expand("dcterms:source")}


def check(registers: Sequence[Register], vocabulary: Vocabulary) -> list[Problem]:
    """Give every problem of the registers, those of reading included, in the order of the files."""
    refused = [register for register in registers if register.refused]
    if refused:  # what hangs on a table that could not be read would be reported a thousand times
        return sorted({problem for register in registers for problem in register.problems})
    index = Index(registers, vocabulary)
    problems = [
        Problem(place, f"the id {identifier} is given twice", f"first at {index.places[identifier]}")
        for identifier, place in index.repeated
    ]
    problems += _settings(registers, index)
    for register in registers:
        problems += register.problems
        checker = _Checker(register, index)
        problems += checker.things()
        problems += checker.names()
        problems += checker.parts()
        problems += checker.statements()
        problems += checker.nodes()
    return sorted(set(problems))


def _settings(registers: Sequence[Register], index: Index) -> Iterator[Problem]:
    """Check what registers say of themselves: a name of their own, a document that is one, titles in their script."""
    seen: dict[str, Place] = {}
    document = expand("Document")
    for register in registers:
        place = Place(f"{register.folder.name}/register.toml")
        if register.name in RESERVED or register.name in seen:
            taken = f"it is that of {seen[register.name]}" if register.name in seen else "Sijill uses it itself"
            yield Problem(place, f"the name {register.name!r} is taken", taken)
        seen.setdefault(register.name, place)
        for language, title in register.titles.items():
            if defect := script_defect(title, language):
                yield Problem(place, defect, f"in {title!r}")
        if register.document and not index.fits(index.classes.get(register.document, document), frozenset({document})):
            yield Problem(place, f"{register.document} is no document", "its class is Document or one below it")
        elif register.document and register.document not in index.classes:
            yield Problem(place, f"{register.document} is in no things.csv", "add its row")


class _Checker:
    """The checks of one register."""

    def __init__(self, register: Register, index: Index) -> None:
        self.register = register
        self.index = index
        self.vocabulary = index.vocabulary
        self.numbers = {p.number for p in register.paragraphs}

    def things(self) -> Iterator[Problem]:
        for thing in self.register.things:
            term = self.vocabulary.terms.get(thing.cls)
            if term is None or not term.is_class or not thing.cls.isidentifier():
                classes = [t.name for t in self.vocabulary.terms.values() if t.is_class]
                yield Problem(thing.place.at("class"), f"unknown class {thing.cls!r}", suggestion(thing.cls, classes))
            if not ID.fullmatch(thing.id):
                yield Problem(
                    thing.place.at("id"),
                    f"{thing.id!r} is no id",
                    "kind/name in ASCII, as body/unodc or country/NGA",
                )
            yield from self._labels(thing)

    def _labels(self, thing: Thing) -> Iterator[Problem]:
        statuses = self.vocabulary.codes["label-status"]
        for language in ("ar", "en"):
            label = thing.labels[language]
            if not label:
                name = "Arabic" if language == "ar" else "English"
                yield Problem(thing.place.at(language), f"{thing.id} has no {name} label", "every thing has both")
                continue
            for text in (label, *(thing.alternatives["ar"] if language == "ar" else ())):
                defect = script_defect(text, language)
                if defect:
                    yield Problem(thing.place.at(language), defect, f"in {text!r}")
            status = thing.statuses[language]
            if status not in statuses:
                hint = suggestion(status, statuses) or f"one of {', '.join(sorted(statuses))}"
                yield Problem(thing.place.at(f"{language}_status"), f"unknown label status {status!r}", hint)

    def names(self) -> Iterator[Problem]:
        """Check the names for searching: of a thing that is known, in its script, and of one thing only."""
        owners: dict[tuple[str, str], str] = {}
        for name in self.register.names:
            if not self.index.subject(name.id, self.register):
                yield Problem(name.place.at("id"), f"unknown id {name.id!r}", self.index.meant(name.id))
            if name.language not in ("ar", "en"):
                yield Problem(name.place.at("lang"), f"unknown language {name.language!r}", "ar or en")
            elif defect := script_defect(name.text, name.language):
                yield Problem(name.place.at("name"), defect, f"in {name.text!r}")
            owner = owners.setdefault((name.language, fold(name.text)), name.id)
            if owner != name.id:
                yield Problem(
                    name.place.at("name"), f"{name.text!r} is a name of {owner} too", "a name finds one thing"
                )

    def parts(self) -> Iterator[Problem]:
        sections = {s.id for s in self.register.sections}
        for section in self.register.sections:
            if not SECTION.fullmatch(section.id):
                yield Problem(section.place.at("id"), f"{section.id!r} is no section", "as section/II.A")
            if section.parent and section.parent not in sections:
                yield Problem(
                    section.place.at("parent"),
                    f"no section {section.parent}",
                    suggestion(section.parent, sections),
                )
            yield from self._both(section.place, section.labels)
        expected = 1
        for paragraph in self.register.paragraphs:
            digits = re.fullmatch(r"([1-9][0-9]*)(bis|ter)?", paragraph.number)
            if digits and not digits[2]:
                if int(digits[1]) != expected:
                    yield Problem(
                        paragraph.place.at("number"),
                        f"paragraph {expected} is missing before {paragraph.number}",
                    )
                expected = int(digits[1]) + 1
            elif not digits and not OTHER_NUMBER.fullmatch(paragraph.number):
                hint = "as 36, 51bis, pp3, u2, annex-1/2 or fn2"
                yield Problem(paragraph.place.at("number"), f"{paragraph.number!r} is no number", hint)
            if paragraph.parent and not self._is_part(paragraph.parent):
                yield Problem(
                    paragraph.place.at("section"),
                    f"no section {paragraph.parent}",
                    suggestion(paragraph.parent, sections),
                )
            yield from self._object(paragraph.place.at("kind"), "paragraphKind", paragraph.kind, "")
            for token in paragraph.mentions:
                yield from self._object(paragraph.place.at("mentions"), "schema:mentions", token, "")

    def _is_part(self, token: str) -> bool:
        return self.index.local(token, self.register) in self.index.classes

    def _both(self, place: Place, labels: dict[str, str]) -> Iterator[Problem]:
        for language, text in labels.items():
            defect = script_defect(text, language) if text else "the text is missing"
            if defect:
                yield Problem(place.at(language), defect)

    def statements(self) -> Iterator[Problem]:
        seen: dict[tuple[str, ...], Place] = {}
        for s in self.register.statements:
            key = (s.paragraph, s.subject, s.property, s.value, s.language)
            if key in seen:
                yield Problem(s.place, "the row is there twice", f"first at {seen[key]}")
            seen.setdefault(key, s.place)
            yield from self._paragraph(s.place, s.paragraph, required=False)
            yield from self._fact(s)
        yield from self._texts_in_both()

    def _texts_in_both(self) -> Iterator[Problem]:
        found: dict[tuple[str, str, str], dict[str, Place]] = {}
        for s in self.register.statements:
            if s.language:
                found.setdefault((s.paragraph, s.subject, s.property), {}).setdefault(s.language, s.place)
        for (_, subject, name), languages in found.items():
            if self.index.classes.get(subject) == expand("LanguageVersion"):
                continue  # a version speaks one language
            for language in {"ar", "en"} - set(languages):
                place = next(iter(languages.values()))
                yield Problem(place, f"{name} of {subject} has no {language} text", "a text is given in both languages")

    def _paragraph(self, place: Place, paragraph: str, *, required: bool) -> Iterator[Problem]:
        if not paragraph:
            if required:
                yield Problem(place.at("para"), "the paragraph is missing")
        elif not self.register.document:
            yield Problem(place.at("para"), "an authority register has no paragraphs", "leave the cell empty")
        elif paragraph != "0" and paragraph not in self.numbers:
            number = paragraph.rpartition("/")[2].translate(WESTERN_DIGITS)
            hint = f"did you mean {number}?" if number in self.numbers else suggestion(paragraph, self.numbers)
            yield Problem(place.at("para"), f"paragraph {paragraph} does not exist", hint)

    def _fact(self, s: Statement) -> Iterator[Problem]:
        found = self.index.subject(s.subject, self.register, s.paragraph)
        cls = found[1] if found else ""
        if found is None:
            yield Problem(s.place.at("subject"), f"unknown id {s.subject!r}", self.index.meant(s.subject))
        term = self.vocabulary.terms.get(s.property)
        if term is None or term.is_class:
            wide = bool(s.place.column)  # a column of a wide table: said once, at the header
            yield self._unknown_property(
                Place(s.place.file, 1, s.property) if wide else s.place.at("property"), s.property
            )
            return
        if cls and not self.index.fits(cls, term.domains):
            yield Problem(
                s.place.at("property"),
                f"{s.property} is said of {names(term.domains)}, but {s.subject} is a {names([cls])}",
            )
        yield from self._value(s.place.at("object"), term, s.value, s.language, s.paragraph)

    def _unknown_property(self, place: Place, name: str) -> Problem:
        known = [t.name for t in self.vocabulary.terms.values() if not t.is_class]
        return Problem(place, f"unknown property {name!r}", suggestion(name, known))

    def nodes(self) -> Iterator[Problem]:
        """Check the wide tables: each column is a property of the row's class."""
        for node in self.register.nodes:
            yield from self._paragraph(node.place, node.paragraph, required=True)
            cls = self.vocabulary.term(node.cls).iri
            for cell in node.cells:
                place = node.place.at(cell.column)
                term = self.vocabulary.terms.get(cell.property)
                if term is None or term.is_class:
                    yield self._unknown_property(Place(node.place.file, 1, cell.column), cell.property)
                    continue
                if cell.property != "oa:exact" and not self.index.fits(cls, term.domains):
                    yield Problem(place, f"{cell.property} is said of {names(term.domains)}, not of a {node.cls}")
                yield from self._value(place, term, cell.value, cell.language, node.paragraph)

    def _value(self, place: Place, term: Term, value: str, language: str, paragraph: str) -> Iterator[Problem]:
        if not value:
            yield Problem(place, "the value is missing")
        elif term.is_object_property:
            yield from self._object(place, term.name, value, paragraph)
            if language:
                yield Problem(place, "a language on a value that is a thing", "leave lang empty")
        else:
            try:
                literal(term, value, language)
            except ValueProblem as problem:
                yield Problem(place, f"{value!r} is no value of {term.name}", str(problem))
            defect = script_defect(value, language) if language else None
            if defect:
                yield Problem(place, defect, f"in {value!r}")

    def _object(self, place: Place, name: str, token: str, paragraph: str) -> Iterator[Problem]:
        term = self.vocabulary.term(name)
        found = self.index.resolve(term, token, self.register, paragraph)
        if found is None:
            kind = f"code of the list {term.code_list}" if term.code_list else "id"
            yield Problem(place, f"unknown {kind} {token!r}", self.index.hint(term, token))
        elif not found[1] and not is_web_address(token):
            yield Problem(place, f"{token!r} is no web address", "ASCII characters without spaces or quotes")
        elif not found[1] and term.iri not in EXTERNAL:
            yield Problem(place, f"{name} takes an id of the registers, not a web address")
        elif not term.code_list and not self.index.fits(found[1], term.ranges):
            yield Problem(place, f"{name} takes {names(term.ranges)}, but {token} is a {names([found[1]])}")
