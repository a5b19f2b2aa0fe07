"""Differences for a reader: plain text for the screen, and Markdown for a change log or an issue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from loaders.text import ARABIC_LETTER, grouped, printable
from ontology.namespaces import expand
from ontology.vocabulary import RDF_TYPE, key

from .diff import CONSEQUENCES, Difference, Entry, Kind
from .diff_names import Names
from .diff_statements import Statement, Step, read

_TEXTS = {
    "title": {"ar": "ما تغيّر في الرسم البياني", "en": "What changed in the graph"},
    "new": {"ar": "أشياء جديدة: {}", "en": "New: {}"},
    "changed": {"ar": "أشياء تغيّرت: {}", "en": "Changed: {}"},
    "gone": {"ar": "أشياء حُذفت: {}", "en": "Gone: {}"},
    "replaced": {"ar": "من {} إلى {}", "en": "from {} to {}"},
    "moved": {"ar": "نُقلت العبارة من {} إلى {}", "en": "moved from {} to {}"},
    "still": {"ar": "{}؛ وما زالت العبارة واردة في {}", "en": "{}; still stated in {}"},
    "already": {"ar": "{}؛ وكانت واردة من قبل في {}", "en": "{}; already stated in {}"},
    "brackets": {"ar": "{} ({})", "en": "{} ({})"},
    "line": {"ar": "{}: {}", "en": "{}: {}"},
    "only": {"ar": "لم يتغيّر شيء مما ذُكر صراحةً.", "en": "Nothing that is stated changed."},
    "besides": {"ar": "التغيّرات التابعة: {}", "en": "Consequences: {}"},
    "more": {"ar": "تفصيلها بالخيار --all", "en": "--all lists them"},
    "count": {"ar": "{}: أُضيف {} وحُذف {}", "en": "{}: {} added, {} removed"},
    "semicolon": {"ar": "؛ ", "en": "; "},
    "inferred": {"ar": "الثلاثيات المستنتجة", "en": "inferred triples"},
    "description": {"ar": "وصف مجموعة البيانات", "en": "description of the dataset"},
    "vocabulary": {"ar": "الأنطولوجيا وقوائم الرموز", "en": "ontology and code lists"},
    "label": {"ar": "التسميات المركّبة من القيم", "en": "labels made from values"},
}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~&])")


@dataclass(frozen=True)
class Style:
    """How a form writes the text of the data, and an id."""

    text: Callable[[str], str]
    id: Callable[[str], str]


@dataclass(frozen=True)
class Passage:
    """An entry for a reader: its heading, its id where the heading is not that, its marked lines."""

    heading: str
    id: str
    lines: tuple[tuple[Step, str], ...]


def to_text(difference: Difference, language: str, *, everything: bool = False) -> str:
    """Write what changed for the screen; nothing where nothing did.

    The mark of a line says what happened: `+` added, `-` removed, `~` another value, `>` moved to another graph.

    >>> event, date = ox.NamedNode("https://w3id.org/sijill/id/event/x"), ox.NamedNode(expand("date"))
    >>> years = [ox.Literal(year, datatype=ox.NamedNode(expand("xsd:gYear"))) for year in ("2018", "2019")]
    >>> print(to_text(Difference(*([ox.Quad(event, date, year)] for year in years)), "en"), end="")
    Changed: 1
    <BLANKLINE>
      event/x
        ~ date: from 2018 to 2019
    <BLANKLINE>
    """
    lines: list[str] = []
    sections, notes = _parts(difference, language, Style(printable, printable), everything=everything)
    for heading, passages in sections:
        lines += [heading, ""]
        for passage in passages:
            # The id has a line of its own, so that no line begins in one direction and goes on in the other.
            lines += [f"  {passage.heading}", *([f"    {passage.id}"] if passage.id else [])]
            lines += [*(f"    {step} {line}" for step, line in passage.lines), ""]
    return "".join(f"{line}\n" for line in [*lines, *notes])


def to_markdown(difference: Difference, language: str, *, everything: bool = False) -> str:
    """Write what changed as a section of a change log; Arabic in a block from right to left.

    >>> to_markdown(Difference([], []), "ar")
    ''
    """
    sections, notes = _parts(difference, language, _markdown_style(language), everything=everything)
    if not sections and not notes:
        return ""
    lines = [f"## {_TEXTS['title'][language]}", ""]
    for heading, passages in sections:
        lines += [f"### {heading}", ""]
        for passage in passages:
            lines.append(f"- **{passage.heading}**" + (f" {passage.id}" if passage.id else ""))
            lines += [f"  - {_SIGNS[step]} {line}" for step, line in passage.lines]
        lines.append("")
    lines += [line for note in notes for line in (note, "")]
    if language == "ar":
        lines = ['<div dir="rtl">', "", *lines, "</div>", ""]
    return "\n".join(lines)


_SIGNS = {Step.added: "➕", Step.removed: "➖", Step.replaced: "✏️", Step.moved: "↪️"}
"""Marks that Markdown does not take for those of a list."""


def _markdown_style(language: str) -> Style:
    def left_to_right(text: str) -> str:
        return f'<span dir="ltr">{text}</span>' if language == "ar" else text

    def escaped(text: str) -> str:
        safe = _MARKDOWN.sub(r"\\\1", printable(text))
        return safe if ARABIC_LETTER.search(text) or not re.search(r"[A-Za-z]", text) else left_to_right(safe)

    return Style(escaped, lambda text: left_to_right(f"`{printable(text)}`"))


def _parts(
    difference: Difference, language: str, style: Style, *, everything: bool
) -> tuple[list[tuple[str, list[Passage]]], list[str]]:
    """The sections with their passages, and the closing lines."""
    if difference.equal:
        return [], []
    names = Names(difference)
    entries = difference.entries(() if everything else CONSEQUENCES)
    sections = []
    for kind in Kind:
        found = [(names.label(e.thing, language), e) for e in entries if e.kind is kind]
        if found:
            found.sort(key=lambda pair: (_natural(pair[0]), str(pair[1].thing)))
            heading = _TEXTS[kind][language].format(grouped(str(len(found)), language))
            sections.append((heading, [_passage(entry, names, language, style) for _, entry in found]))
    notes = list(_notes(difference, language, everything=everything))
    return sections, [*([_TEXTS["only"][language]] if not sections else []), *notes]


def _natural(text: str) -> list[tuple[int, str]]:
    """Sort by the numbers in a text as numbers: paragraph 9 before paragraph 36."""
    return [(int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in re.split(r"(\d+)", text)]


def _notes(difference: Difference, language: str, *, everything: bool) -> Iterator[str]:
    counts = [
        _TEXTS["count"][language].format(_TEXTS[origin][language], *(grouped(str(n), language) for n in pair))
        for origin, pair in difference.consequences().items()
        if any(pair)
    ]
    if counts:
        line = _TEXTS["besides"][language].format(_TEXTS["semicolon"][language].join(counts))
        yield line if everything else _TEXTS["brackets"][language].format(line, _TEXTS["more"][language])


def _passage(entry: Entry, names: Names, language: str, style: Style) -> Passage:
    identifier, label = names.id(entry.thing), names.label(entry.thing, language)
    kind = names.class_of(entry.thing)
    heading = style.id(identifier) if label == identifier else style.text(label)
    if kind is not None:
        heading = _TEXTS["brackets"][language].format(heading, style.text(_term(kind, names, language)))
    found = read(entry, names.difference)
    shown = [s for s in found if not _in_heading(s, entry, kind, language)] if entry.kind is not Kind.changed else found
    lines = tuple((s.step, _line(s, entry, names, language, style)) for s in shown)
    return Passage(heading, style.id(identifier) if label != identifier else "", lines)


def _in_heading(statement: Statement, entry: Entry, kind: str | None, language: str) -> bool:
    """Whether the heading of a new or gone thing says it already: its class, its label in the language."""
    value = statement.new or statement.old
    assert value is not None
    if statement.subject != entry.thing:
        return False
    if statement.predicate == RDF_TYPE:
        return key(value) == kind
    return statement.predicate == expand("skos:prefLabel") and getattr(value, "language", "") == language


def _line(statement: Statement, entry: Entry, names: Names, language: str, style: Style) -> str:
    name = _term(statement.predicate, names, language)
    if statement.predicate == expand("labelStatus") and statement.subject != entry.thing:
        name = f"{name} [{key(statement.subject).rpartition('-')[2]}]"
    values = [style.text(names.value(value, language)) for value in statement.values]
    told = names.difference.graphs_told
    old, new, kept = (
        style.text(names.graphs(graphs, language)) if told else ""
        for graphs in (statement.old_graphs, statement.new_graphs, statement.kept_graphs)
    )
    if statement.step is Step.moved:
        said = _bracketed(values[0], _TEXTS["moved"][language].format(old, new), language)
    elif statement.step is Step.replaced and statement.old_graphs != statement.new_graphs:
        both = (_bracketed(value, graphs, language) for value, graphs in zip(values, (old, new), strict=True))
        said = _TEXTS["replaced"][language].format(*both)
    elif statement.step is Step.replaced:
        said = _bracketed(_TEXTS["replaced"][language].format(*values), new, language)
    else:
        where = new or old
        if kept:
            where = _TEXTS["already" if new else "still"][language].format(where, kept)
        said = _bracketed(values[0], where, language)
    return _TEXTS["line"][language].format(style.text(name), said)


def _bracketed(text: str, note: str, language: str) -> str:
    return _TEXTS["brackets"][language].format(text, note) if note else text


def _term(iri: str, names: Names, language: str) -> str:
    return names.label(ox.NamedNode(iri), language)
