"""The automatic numbers of a Word document's paragraphs, as Word prints them.

ECMA-376 Part 1, 17.9: numbering definitions, their instances, levels, and how levels start again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from .number_forms import numbered

_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "–", "o": "○"}
"""Signs of the fonts Symbol, Wingdings and Courier New by which Word draws its usual bullets."""
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: form of its number, text around it (`%1.`), first number, level after which it starts again.

    `restart` is the level (from 1) whose numbers start this one again, 0 for none, None for every level above.
    """

    form: str
    text: str
    start: int
    restart: int | None
    legal: bool
    style: str
    gap: str


@dataclass(slots=True)
class Numbering:
    """Gives the paragraphs of a document, in their order, the numbers that Word prints before them."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """By the id of an instance, with what the instance overrides."""
    family: dict[str, str] = field(default_factory=dict)
    """The definition of an instance: instances of one definition go on counting."""
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    """Forms of numbers that were met and are not known."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, number_id: str, style: str) -> int:
        """The level that a paragraph style stands for in a list, the first where none is linked to it."""
        return next((i for i, level in self.levels.get(number_id, {}).items() if level.style == style), 0)

    def printed(self, number_id: str, depth: int) -> str:
        """Count one paragraph of a list and give its number with what stands between it and the text."""
        levels = self.levels.get(number_id, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self.family[number_id], {})
        override = self.starts.get(number_id, {}).get(depth)
        if override is not None and (number_id, depth) not in self._begun:
            counts[depth] = override
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._begun.add((number_id, depth))
        for deeper in [d for d in counts if d > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del counts[deeper]
        if level.form == "none":
            return ""
        if level.form == "bullet":
            bullet = _PRIVATE.sub("•", "".join(_BULLETS.get(c, c) for c in level.text))
            return f"{bullet} " if bullet.strip() else ""
        text = _PLACE.sub(lambda match: self._part(levels, counts, int(match[1]) - 1, level.legal), level.text)
        return text + level.gap if text.strip() else ""

    def _part(self, levels: dict[int, Level], counts: dict[int, int], depth: int, legal: bool) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        number = counts.setdefault(depth, level.start)
        text = numbered(number, "decimal" if legal else level.form)
        if text is None and level.form not in ("bullet", "none"):
            self.unknown.add(level.form)
        return str(number) if text is None else text


def numbering_of(root: Any, styles: dict[str, tuple[str, str]]) -> Numbering:
    """Read `word/numbering.xml`; `styles` gives the instance and level that a numbering style stands for."""
    numbering = Numbering()
    definitions = {d.get(qn("w:abstractNumId")): d for d in root.iterchildren(qn("w:abstractNum"))}
    instances = {n.get(qn("w:numId")): n for n in root.iterchildren(qn("w:num"))}

    def definition_of(number_id: str, seen: frozenset[str] = frozenset()) -> str:
        """The definition of an instance, through the style that it borrows from."""
        instance = instances.get(number_id)
        found = _value(instance, "w:abstractNumId") if instance is not None else ""
        link = _value(definitions.get(found), "w:numStyleLink")
        if link in styles and number_id not in seen and styles[link][0] in instances:
            return definition_of(styles[link][0], seen | {number_id})
        return found

    for number_id, instance in instances.items():
        name = definition_of(number_id)
        definition = definitions.get(name)
        levels = _levels(definition) if definition is not None else {}
        for override in instance.iterchildren(qn("w:lvlOverride")):
            depth = _depth(override)
            levels |= _levels(override)
            start = _value(override, "w:startOverride")
            if start.isdecimal():
                numbering.starts.setdefault(number_id, {})[depth] = int(start)
        numbering.levels[number_id] = levels
        numbering.family[number_id] = name
    return numbering


def _levels(parent: Any) -> dict[int, Level]:
    levels = {}
    for element in parent.iterchildren(qn("w:lvl")):
        start, restart = _value(element, "w:start"), _value(element, "w:lvlRestart")
        legal = element.find(qn("w:isLgl"))
        gap = _value(element, "w:suff")
        levels[_depth(element)] = Level(
            form=_form(element),
            text=_value(element, "w:lvlText"),
            start=int(start) if start.isdecimal() else 0,
            restart=int(restart) if restart.isdecimal() else None,
            legal=legal is not None and legal.get(qn("w:val")) not in ("0", "false", "off"),
            style=_value(element, "w:pStyle"),
            gap="" if gap == "nothing" else " ",
        )
    return levels


def _form(level: Any) -> str:
    """The form of a level's numbers; newer ones stand where older programs do not look."""
    element = next(level.iter(qn("w:numFmt")), None)
    if element is None:
        return "decimal"
    form = element.get(qn("w:val")) or "decimal"
    if form != "custom":
        return str(form)
    return "decimalZero" if "01" in (element.get(qn("w:format")) or "") else "decimal"


def _depth(element: Any) -> int:
    text = element.get(qn("w:ilvl")) or "0"
    return min(int(text), _DEEPEST) if text.isdecimal() else 0


def _value(parent: Any, name: str) -> str:
    """The value of a child element, empty where there is none."""
    child = parent.find(qn(name)) if parent is not None else None
    return (child.get(qn("w:val")) or "") if child is not None else ""
