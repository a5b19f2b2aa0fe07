"""The front page: what a document says of itself before its first paragraph, in Arabic, in English or in both."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from .front_dates import date_in
from .lines import Line
from .numbering import any_of, letter, nth, words_of
from .organs import Named, named_organs, speaker
from .plain import plain, spelled_plainly
from .records import Context, Front

_HERE = Path(__file__).parent
SYMBOL = r"[A-Z]{1,8}(?:/[A-Z0-9][A-Za-z0-9.\-]*)+(?: ?\(\d{4}\))?(?: ?\[[A-Z]\])?"
_SYMBOL_LINE = re.compile(
    rf"(?:United Nations|الامم المتحده)? ?(?P<symbol>{SYMBOL}) ?[*]*(?: ?(?:United Nations|الامم المتحده))?"
)
_FULL_SYMBOL = re.compile(SYMBOL)
_DISTRIBUTION = re.compile(r"(?:distr\.?|التوزيع) ?:? ?(?P<value>[^\W\d_]+)(?P<rest>.*)", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"(?:original|الاصل|اللغه الاصليه) ?:? ?(?P<value>[^\W\d_]+(?: ?(?:/|and|و) ?[^\W\d_]+)*)", re.IGNORECASE
)
_SESSION = re.compile(
    r"(?P<en>[a-z -]+?|\d+(?:st|nd|rd|th)) (?P<special>(?:emergency )?special )?"
    r"(?:(?:regular|annual|substantive|resumed) )*session\b.*"
    r"|(?:ال)?دوره (?:العاديه |السنويه |الموضوعيه |المستانفه )*(?P<ar>الاستثناييه )?(?P<emergency>الطاريه )?"
    r"(?P<nth>[^\d(،]+?)(?: \(|، | لعام .*|$).*"
    r"|(?:.*\bsession (?:of|for) (?P<year>\d{4})|(?P<before>\d{4}) session"
    r"|(?:ال)?دوره (?:[^\W\d_]+ )?(?:عام|لعام|سنه) (?P<year_ar>\d{4})).*",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:(?:agenda )?items? |(?:ال)?(?:بند|بندان|بندين|بنود) )(?P<items>\d.*)", re.IGNORECASE)
_NUMBERED_ITEM = re.compile(
    rf"(?P<number>\d{{1,3}}) ?(?P<points>(?:(?:[,،] ?|and |و ?)?\((?:[a-z]|[ivx]+|ه|{any_of('point')})\) ?)*)"
)
_AND = re.compile(r"(?<=\)) ?(?:[,،]|and|و) ?(?=\()")
"""What stands between the points of an item that are items of their own: 27 (a) and (b)."""
_ADOPTED = re.compile(r"adopt|^(?:resolution )?of \d|resolution of \d|اتخذ|اعتمد|المورخ|الصادر", re.IGNORECASE)
_NUMBER_OF_RESOLUTION = re.compile(
    r"(?:resolution |القرار |قرار )?(?P<number>\d{1,4}) ?\((?P<year>(?:19|20)\d\d)\)\.?(?: .*)?", re.IGNORECASE
)
_TITLED = re.compile(r"(?P<number>\d{1,4}/\d{1,4}|\d{4} ?\([IVXL]+\))(?P<part> ?[A-Z])? ?[.-] ?(?=\S)")
_NAMED = re.compile(
    r"(?:(?P<decision>decision|المقرر|مقرر)|resolution|القرار|قرار) (?P<number>\d{1,4}/\d{1,4})[.:]?", re.IGNORECASE
)
_BY = re.compile(
    r"(?:reports? (?:of|by) the|note by|report submitted|تقرير|مذكره (?:من|مقدمه|شفويه)|note verbale)", re.IGNORECASE
)


_SPEAKS = re.compile(r"(?:the|ان) ", re.IGNORECASE)
_AUTHOR = 6
"""An author alone, “Report of the Secretary-General”, has no more words than this."""


@cache
def _words(field: str) -> dict[str, str]:
    """The value of each word of a field, as patterns read it, in small letters."""
    with (_HERE / "front_words.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["field"] == field]
    return {spelled_plainly(row[lang]).lower(): row["value"] for row in rows for lang in ("ar", "en")}


def organ_of(symbol: str, texts: Sequence[str] = ()) -> str:
    """The organ that a document comes from: by its symbol, or by the first of some texts that names one.

    >>> organ_of("A/HRC/23/48"), organ_of("E/CN.15/2018/7"), organ_of("", ["The Security Council,"])
    ('A/HRC', 'CCPCJ', 'S')
    """
    found = speaker(Context(symbol=symbol)) if symbol else None
    if found:
        return found.code
    for text in texts:
        for named in _named(text):
            if not named.short and named.organs[0].code not in ("", "UN"):
                return named.organs[0].code
    return ""


def _named(text: str) -> list[Named]:
    whole = plain(" ".join(text.split())).text
    return named_organs(whole, 0, len(whole))


def read_front(cover: Sequence[Line], language: str) -> Front:
    """Read the front page from its lines; what it does not say stays empty.

    The organ and the kind of document are codes (`CTOC/COP`, `report`), so is the distribution (`general`).
    """
    front = Front(language=language)
    rest: list[tuple[Line, str]] = []
    for line in cover:
        whole = line.whole
        said = _said(line, whole, front)
        if said is None:
            rest.append((line, whole))
        else:
            front = said
    front = _numbered(cover, rest, front)
    kind, title = _title(rest, front)
    kind = kind or next(
        (kind for part, kind in (("/RES/", "resolution"), ("/DEC/", "decision")) if part in front.symbol), ""
    )
    organ = organ_of(front.symbol) or _speaker(cover)
    return replace(front, kind=kind, title=title, organ=organ, date=front.date or front.adopted)


def is_of_front(line: Line) -> bool:
    """Whether a line is one that only a front page has: a symbol, a session, an item of the agenda, a kind."""
    whole = line.whole
    return bool(whole) and (_said(line, whole, Front()) is not None or _kind(whole) is not None)


def _said(line: Line, whole: str, front: Front) -> Front | None:
    """The front with what a line says, or None where it is no line of the form."""
    if not whole:
        return None
    if (match := _SYMBOL_LINE.fullmatch(whole)) and not front.symbol:
        return replace(front, symbol=match["symbol"].replace(" ", ""))
    if whole.lower() in ("united nations", "الامم المتحده") or whole.startswith("["):
        return front
    if "istr" in whole or "التوزيع" in whole:
        at = re.search(r"[Dd]istr|DISTR|التوزيع", whole)
        match = _DISTRIBUTION.match(whole, at.start() if at else 0)
        value = _words("distribution").get(match["value"].lower(), "") if match else ""
        return replace(front, distribution=value) if value else None
    if match := _ORIGINAL.match(whole):
        codes = [_words("language").get(word.lower(), "") for word in re.split(r" ?/ ?| and | و ?", match["value"])]
        return replace(front, original_language="/".join(filter(None, codes))) if all(codes) else None
    if whole.lower() in _words("language") or whole.lower() in _words("distribution"):
        known = _words("distribution").get(whole.lower(), "")
        return replace(front, distribution=front.distribution or known)
    if (found := date_in(line.text)) and found[2] == len(line.plain.text.rstrip()):
        value, start, _ = found
        if start == 0:
            return replace(front, date=front.date or value) if "/" not in value else replace(front, dates=value)
        if _ADOPTED.search(whole):
            return None
        before = line.plain.text[:start].rstrip()
        if before.endswith((",", "،")) and len(before) < 60:
            place = line.plain.span(0, len(before.rstrip(",، ")))
            return replace(front, place=line.text[slice(*place)], dates=value)
    if match := _ITEM.fullmatch(whole):
        items = [item for found in _NUMBERED_ITEM.finditer(match["items"]) for item in _items(found)]
        return replace(front, agenda_item=", ".join(items))
    if (session := _session(whole)) and not front.session:
        return replace(front, session=session)
    return None


def _items(match: re.Match[str]) -> list[str]:
    items = []
    for points in _AND.split(match["points"]):
        found = re.findall(r"\(([^)]+)\)", points)
        latin = [point if point.isascii() else letter(words_of("point").get(point, 5)).lower() for point in found]
        items.append(" ".join([match["number"], *(f"({point})" for point in latin)]))
    return items


def _session(whole: str) -> str:
    """The number of a session; `S-30` of a special one, `ES-10` of an emergency one, the year where it has none."""
    match = _SESSION.fullmatch(whole)
    if match is None:
        return ""
    year = match["year"] or match["before"] or match["year_ar"]
    if year:
        return str(year)
    words = match["en"] or match["nth"]
    number = int(re.sub(r"\D", "", words)) if words[0].isdecimal() else nth(words.rstrip("* "))
    special = match["special"] or match["ar"]
    emergency = match["emergency"] or "emergency" in (match["special"] or "").lower()
    return f"{('ES-' if emergency else 'S-') if special else ''}{number}" if number else ""


def _numbered(cover: Sequence[Line], rest: Sequence[tuple[Line, str]], front: Front) -> Front:
    """The front with the day of adoption, and with the symbol of a resolution that only prints its number."""
    adopted = ""
    for at, line in enumerate(cover):
        if _ADOPTED.search(line.whole):
            found = date_in(" ".join(other.text for other in cover[at : at + 3]))
            adopted = adopted or (found[0] if found else "")
    symbol = front.symbol
    for _, whole in rest if not symbol else ():
        if match := _NUMBER_OF_RESOLUTION.fullmatch(whole):
            symbol = f"S/RES/{match['number']}({match['year']})"
        elif match := _NAMED.fullmatch(whole):
            organ = _speaker(cover)
            symbol = f"{organ}/{'DEC' if match['decision'] else 'RES'}/{match['number']}" if organ else ""
        elif match := _TITLED.match(whole):
            organ = _speaker(cover)
            number = f"{match['number'].replace(' ', '')}{(match['part'] or '').strip()}"
            symbol = f"{organ}/RES/{number}" if organ and any("قرار" in w or "esolution" in w for _, w in rest) else ""
        if symbol:
            break
    return replace(front, adopted=adopted, symbol=symbol)


def _speaker(cover: Sequence[Line]) -> str:
    """The organ that the last lines of a front page name, or else the first that it names at all."""
    return organ_of("", [" ".join(line.text for line in cover[-count:]) for count in (1, 2, 3, len(cover))])


def _title(rest: Sequence[tuple[Line, str]], front: Front) -> tuple[str, str]:
    """The kind of document and its title, from the blocks that are left of a front page."""
    blocks: list[list[tuple[Line, str]]] = []
    for line, whole in rest:
        if not blocks or line.gap or line.number > blocks[-1][-1][0].number + 1:
            blocks.append([])
        blocks[-1].append((line, whole))
    blocks = [block for block in blocks if not _is_body(block) and not _is_number(block[0][1])]
    kind = next((k for block in blocks for k in [_kind(block[0][1])] if k is not None), None) or ""
    for block in blocks:
        if _NAMED.fullmatch(block[0][1]) and len(block) > 1:
            return kind or "resolution", _joined([line.text for line, _ in block[1:]])
        if match := _TITLED.match(block[0][1]):
            first = block[0][0]
            texts = [first.text[first.after(match.end()) :].strip(), *(line.text for line, _ in block[1:])]
            return kind or "resolution", _joined(texts)
    if kind == "resolution":
        named = [block for block in blocks if _kind(block[0][1]) is None]
        return kind, _joined([line.text for line, _ in named[-1]]) if named and front.agenda_item else ""
    by = next((at for at, block in enumerate(blocks) if _BY.match(block[0][1])), 0)
    author = " ".join(whole for _, whole in blocks[by]) if blocks else ""
    # the title of the item stands before a title that names its author; an author alone stands after the title
    before_author = by > 0 and (by > 1 or not front.agenda_item or len(author.split()) <= _AUTHOR)
    of_kind = next((block for block in blocks if _kind(block[0][1])), blocks[-1] if blocks else [])
    chosen = blocks[by - 1] if before_author else of_kind
    return kind, _joined([line.text for line, _ in chosen])


def _joined(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split()).rstrip("*")


def _kind(whole: str) -> str | None:
    lower = whole.lower()
    found = [(len(words), kind) for words, kind in _words("kind").items() if re.match(rf"{re.escape(words)}\b", lower)]
    return max(found)[1] if found else None


def _is_number(whole: str) -> bool:
    """Whether a line gives the number of a resolution and the day of its adoption, as one without a title does."""
    return bool(_NUMBER_OF_RESOLUTION.fullmatch(whole) and _ADOPTED.search(whole))


def _is_body(block: Sequence[tuple[Line, str]]) -> bool:
    """Whether a block of a front page is the name of the organ alone, a sentence, or a note to what it says."""
    whole = " ".join(text for _, text in block)
    text = whole.strip(" *,،")
    name = _SPEAKS.sub("", text, count=1) if _SPEAKS.match(text) else text
    named = [found for found in _named(name) if not found.short]
    alone = any(found.end - found.start >= len(name) - 2 for found in named)
    speaks = name != text and any(found.start == 0 and name[found.end :].startswith((",", "،")) for found in named)
    return alone or speaks or whole.startswith("*")
