"""Whose resolution it is: the organ named beside it, that speaks in the sentence or the document, or that numbers so.

Every organ that the surroundings name is tried in order of nearness; the first whose way of numbering fits is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .citing import Noun
from .organs import FOREIGN, Named, Organ, named_organs, organ, speaker
from .readings import readings
from .records import Context
from .resolution_numbers import Number
from .sessions import numbered_in

_SENTENCE_END = re.compile(r"[.!?؟](?:[\"\])]|\d{1,3})? (?=[A-Zء-ي\d(\"])(?<!No\. )(?<!para\. )(?<!Nos\. )")
_NOUN_FOLLOWS = re.compile(r"(?:'s?)? (?:(?:relevant|previous|earlier|draft) )*(?:resolution|decision)")
_NOUN_BEFORE = re.compile(r"(?:قرار|مقرر)[ء-ي]* [وفبكل]?\Z")
_PREAMBULAR = re.compile(
    r"\W*(?:\w+ )?(?:Recall|Reaffirm|Not(?:ing|es)|Taking|Bearing|Guided|Reiterat|Mindful|Having|واذ |اذ |ان )"
)
_BESIDE = re.compile(
    r"(?:'s?)?(?: (?:relevant|previous|earlier|draft|related|recent|landmark|historic|adopted|in|its|by|the|of))* "
)
_REACH = 1500
_CODED = {
    **{"BC": "UNEP/CHW", "RC": "UNEP/FAO/RC", "SC": "UNEP/POPS"},
    **{"CP": "FCCC", "CMP": "FCCC", "CMA": "FCCC", "COP": "ICCD", "SS": "UNEP/GC"},
}
_CODE = re.compile("|".join(sorted(_CODED, key=len, reverse=True)))


_USUAL = {
    "year_in_brackets": ("S",),
    "roman": ("A",),
    "special": ("A",),
    "session": ("A", "E", "A/HRC"),
    "bare": ("S",),
    "coded": ("UNEP/CBD/COP",),
}
"""Whose numbers have a form more often than others'."""
_PRINCIPAL = ("A", "S", "E")


@dataclass(frozen=True, slots=True)
class Attributed:
    """An organ, and whether the surroundings name it rather than only its way of numbering."""

    organ: Organ
    certain: bool


class Surroundings:
    """A text with what is known of its document, for asking whose its resolutions are."""

    def __init__(self, text: str, context: Context, year: int) -> None:
        self.text = text
        self.year = year
        self.speaker = speaker(context)
        self._sentence: tuple[int, int] = (0, -1)
        self._named: list[Named] = []
        self._earlier: list[Named] = []

    def sentence(self, place: int) -> tuple[int, int]:
        """Where the sentence begins and ends in which a place lies."""
        start, end = self._sentence
        if not start <= place < end:
            low = max(0, place - _REACH)
            starts = [match.end() for match in _SENTENCE_END.finditer(self.text, low, place)]
            ending = _SENTENCE_END.search(self.text, place, place + _REACH)
            self._earlier = [*self._earlier, *self._named][-20:] if end >= 0 else []
            start = starts[-1] if starts else low
            end = ending.start() if ending else min(len(self.text), place + _REACH)
            self._sentence = start, max(end, place + 1)
            self._named = named_organs(self.text, start, end)
        return self._sentence

    def named_before(self, noun: Noun) -> list[Named]:
        """The organ that an English text names right before a noun: `General Assembly resolution`."""
        if noun.arabic:
            return []
        self.sentence(noun.start)
        found: list[Named] = []
        begin, joint = noun.start, _BESIDE
        for named in reversed(self._named):
            if named.end <= begin and joint.fullmatch(self.text, named.end, begin):
                found.append(named)
                begin, joint = named.start, _JOINED
        return found

    def attribute(self, noun: Noun, first: Number, beside: list[Named], end: int) -> Attributed | None:
        """The organ of a number after a noun and of those like it; None where it is none of this family."""
        start, _ = self.sentence(noun.start)
        if first.form == "coded" and (coded := self._by_code(first)):
            return coded
        for named in beside:
            if any(FOREIGN in found.forms for found in named.organs) or _broken_off(self.text, named):
                return None
            fitting = [found for found in self._ranked(named.organs, noun.start) if self.fits(found, first, noun)]
            if fitting:
                return Attributed(fitting[0], not named.short or len(fitting) == 1 or fitting[0] == self.speaker)
        if any(not named.short and named.organs[0].code != "UN" for named in beside):
            return None
        if noun.abbreviated or first.form == "assembly":
            found = organ("S" if noun.abbreviated else "WHA")
            return Attributed(found, True) if found else None
        perhaps = None
        for candidate, known in self._candidates(noun, start, end):
            if self.fits(candidate, first, noun):
                if known or noun.possessive:
                    return Attributed(candidate, known)
                perhaps = perhaps or candidate
        usual = self._by_form(first, noun)
        if perhaps and (not usual or usual.organ.code not in _PRINCIPAL):
            return Attributed(perhaps, False)
        return Attributed(perhaps, True) if perhaps and usual and usual.organ == perhaps else usual

    def _candidates(self, noun: Noun, start: int, end: int) -> Iterator[tuple[Organ, bool]]:
        """The organs that may have passed it, the likeliest first, and whether it is known which one a name means."""
        before = [named for named in reversed(self._named) if named.end <= noun.start]
        after = [named for named in self._named if named.start >= end]
        speaks = [(self.speaker, True)] if self.speaker else []
        groups: list[Iterable[tuple[Organ, bool]]]
        if noun.possessive:
            subjects, following = ([n for n in some if not self._modifies(n)] for some in (before, after))
            preambular = bool(_PREAMBULAR.match(self.text, start))
            groups = [self._all(subjects, noun)]
            groups += [speaks, self._all(following, noun)] if preambular else [self._all(following, noun), speaks]
            groups += [self._all(before, noun), self._all(after, noun)]
        else:
            groups = [self._all(before, noun), self._all(after, noun), speaks]
        groups.append(self._all(reversed(self._earlier), noun))
        for group in groups:
            for candidate, known in group:
                wrong = noun.possessive in ("m", "f") and candidate.feminine != (noun.possessive == "f")
                if not wrong and FOREIGN not in candidate.forms and candidate.code != "UN":
                    yield candidate, known

    def _modifies(self, named: Named) -> bool:
        """Whether a name only says whose resolution another one is, and is no subject that `its` may refer to."""
        before = self.text[max(0, named.start - 16) : named.start]
        return bool(_NOUN_FOLLOWS.match(self.text, named.end) or _NOUN_BEFORE.search(before))

    def _all(self, names: Iterable[Named], noun: Noun) -> Iterator[tuple[Organ, bool]]:
        for named in names:
            if len(named.organs) == 1:
                yield named.organs[0], True
                continue
            order = self._named_in_full(noun.start)
            for one in self._ranked(named.organs, noun.start):
                yield one, one == self.speaker or one in order

    def _named_in_full(self, place: int) -> dict[Organ, int]:
        """The organs that are named in full before a place, with a rank that grows towards it."""
        full = (n.organs[0] for n in (*self._earlier, *self._named) if not n.short and n.start < place)
        return {candidate: rank for rank, candidate in enumerate(full)}

    def _ranked(self, found: tuple[Organ, ...], place: int) -> list[Organ]:
        """The organs of a short name: the speaker first, then those named in full before."""
        if len(found) == 1:
            return list(found)
        order = self._named_in_full(place)
        return sorted(found, key=lambda one: (one != self.speaker, -order.get(one, -1)))

    def fits(self, candidate: Organ, number: Number, noun: Noun) -> bool:
        """Whether an organ numbers its resolutions or decisions so."""
        if candidate.code == "UN":
            return False
        if number.form == "session":
            return bool(readings(candidate, noun.kind, number, self.year))
        if number.form == "roman" and "S-" in number.second:
            return "special" in candidate.forms
        if number.form == "bare" and noun.kind == "DEC" and candidate.code in ("A", "S"):
            return False  # their decisions are never called by one number alone
        return number.form in candidate.forms

    def _by_code(self, number: Number) -> Attributed | None:
        """The organ that the letters of a number name, as in `1/CP.21` and `BC-11/3`."""
        letters = _CODE.search(number.first)
        found = organ(_CODED[letters[0]]) if letters else None
        return Attributed(found, True) if found else None

    def _by_form(self, number: Number, noun: Noun) -> Attributed | None:
        """The organ that numbers so more often than others, where nothing names one."""
        codes = _USUAL.get(number.form, ())
        if number.form == "year_in_brackets" and noun.kind == "DEC":
            codes = ("UNCC",)
        elif number.form == "bare" and (len(number.first) < 3 or not numbered_in("S", int(number.first))):
            codes = ()
        for code in codes:
            found = organ(code)
            if found and self.fits(found, number, noun):
                sure = number.form in ("year_in_brackets", "roman", "special") or code == "A"
                return Attributed(found, sure)
        return None


_JOINED = re.compile(r" and (?:the )?|, (?:the )?")


def _broken_off(text: str, named: Named) -> bool:
    """Whether the name goes on to a body that is not known: `مجلس الوزراء`, `the Council of X`."""
    return named.short and bool(re.match(r" of the (?!United Nations)[A-Z]", text[named.end : named.end + 20]))
