"""The versions of one document in two languages as one: what each prints is its language's label."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ..records import Node, Paragraph, Section, Thing
from ..register import Register


def joined(one: Register, other: Register) -> Register:
    """Join the records of two versions of one document.

    Of two labels in one language the printed one is kept; what both say is said once; a part that only one version
    has is kept.
    """
    whole = replace(one)
    whole.titles = {lang: _better(one, other, lang) for lang in one.titles}
    whole.things = _things(one, other)
    whole.sections = _sections(one.sections, other.sections, other)
    whole.paragraphs = _paragraphs(one.paragraphs, other.paragraphs)
    seen = {(s.paragraph, s.subject, s.property, s.value, s.language) for s in one.statements}
    whole.statements = one.statements + [
        s for s in other.statements if (s.paragraph, s.subject, s.property, s.value, s.language) not in seen
    ]
    whole.nodes = _nodes(one.nodes, other.nodes)
    return whole


def printed(register: Register, language: str) -> bool:
    """Whether a register of a reading has its document's title as printed in a language."""
    return any(t.id == register.document and t.statuses[language] == "printed" for t in register.things)


def _better(one: Register, other: Register, language: str) -> str:
    return (other if printed(other, language) else one).titles[language]


def _things(one: Register, other: Register) -> list[Thing]:
    found = {thing.id: thing for thing in one.things}
    for thing in other.things:
        have = found.get(thing.id)
        if have is None:
            found[thing.id] = thing
            continue
        labels, statuses = dict(have.labels), dict(have.statuses)
        for language, status in thing.statuses.items():
            if status == "printed" != statuses[language]:
                labels[language], statuses[language] = thing.labels[language], status
        found[thing.id] = replace(have, labels=labels, statuses=statuses)
    return list(found.values())


def _sections(one: list[Section], other: list[Section], second: Register) -> list[Section]:
    texts = {section.id: section for section in other}
    language = next((lang for lang in ("ar", "en") if printed(second, lang)), "")
    whole = []
    for section in one:
        same = texts.pop(section.id, None)
        if same and language:
            section = replace(section, labels={**section.labels, language: same.labels[language]})
        whole.append(section)
    return whole + list(texts.values())


def _nodes(one: list[Node], other: list[Node]) -> list[Node]:
    """The figures of both: a value that both versions print in a paragraph is one figure."""
    have = {(n.paragraph, n.values("schema:value")[0]) for n in one}
    last = Counter(node.paragraph for node in one)
    whole = list(one)
    for node in other:
        if (node.paragraph, node.values("schema:value")[0]) not in have:
            last[node.paragraph] += 1
            whole.append(replace(node, ordinal=str(last[node.paragraph])))
    return whole


def _paragraphs(one: list[Paragraph], other: list[Paragraph]) -> list[Paragraph]:
    found = {paragraph.number: paragraph for paragraph in one}
    for paragraph in other:
        have = found.get(paragraph.number)
        mentions = tuple(sorted({*have.mentions, *paragraph.mentions})) if have else paragraph.mentions
        found[paragraph.number] = replace(have or paragraph, mentions=mentions)
    return list(found.values())
