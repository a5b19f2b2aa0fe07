"""Citations and symbols: sentences of every organ and form in both languages, and what holds for any of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.dates import months
from loaders.documents.citations import find_citations
from loaders.documents.number_forms import roman
from loaders.documents.plain import Plain, plain, spelled_plainly
from loaders.documents.records import Context, Mention
from loaders.documents.resolution_numbers import LETTERS
from loaders.documents.symbols import find_symbols
from loaders.text import arabic_digits

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "citations.jsonl").read_text(encoding="utf-8").splitlines()
    if line
]
MONTHS = {
    spelled_plainly(name): number
    for number, names in months().items()
    for name in (names["en"], names["ar"].rpartition("/")[2])
}
DAY = re.compile(rf"(\d{{1,2}}) (?:[ء-ي ]+/ ?)?({'|'.join(MONTHS)}) (\d{{4}})")


def days(text: Plain) -> list[Mention]:
    """The full dates of a text, enough for these sentences."""
    found = []
    for match in DAY.finditer(text.text):
        start, end = text.span(*match.span())
        value = f"{match[3]}-{MONTHS[match[2]]:02d}-{int(match[1]):02d}"
        found.append(Mention("date", value, start, end, text.printed[start:end]))
    return found


def mentions(printed: str, **context: str) -> list[Mention]:
    text, of = plain(printed), Context(**context)
    found = [*find_citations(text, of, days(text)), *find_symbols(text, of)]
    for mention in found:
        assert printed[mention.start : mention.end] == mention.text != ""
    return found


def values(kind: str, printed: str, **context: str) -> list[str]:
    return [mention.value for mention in mentions(printed, **context) if mention.kind == kind]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']}-{case['text'][:40]}")
def test_sentences_are_read(case: dict[str, Any]) -> None:
    found = mentions(case["text"], language=case["lang"], **case.get("context", {}))
    read = {kind: Counter(m.value for m in found if m.kind == kind) for kind in ("citation", "symbol")}
    assert read == {"citation": Counter(case["citations"]), "symbol": Counter(case["symbols"])}, case["why"]


def test_the_sentences_are_of_both_languages_and_all_forms() -> None:
    assert all(sum(case["lang"] == language for case in CASES) >= 60 for language in ("ar", "en"))
    cited = {re.sub(r"/\d.*|/[SE]+-.*", "", value) for case in CASES for value in case["citations"]}
    assert len(cited) >= 30


@pytest.mark.parametrize(
    ("printed", "context", "certain"),
    [
        ("القرار ٦٥/٦٧", {}, False),
        ("القرار ٦٥/٦٧ المؤرخ ٨ كانون الأول/ديسمبر ٢٠١٠", {}, True),
        ("القرار ٦٥/١٦٧", {}, True),
        ("resolution 65/67", {}, True),
        ("قرار مجلس الأمن ٩٩٩٩", {}, False),
    ],
)
def test_what_the_text_cannot_decide_is_uncertain(printed: str, context: dict[str, str], certain: bool) -> None:
    (mention,) = mentions(printed, **context)
    assert mention.certain is certain


ORGANS = {
    "A": ("الجمعية العامة", "General Assembly"),
    "A/HRC": ("مجلس حقوق الإنسان", "Human Rights Council"),
    "CCPCJ": ("لجنة منع الجريمة والعدالة الجنائية", "Commission on Crime Prevention and Criminal Justice"),
    "CND": ("لجنة المخدرات", "Commission on Narcotic Drugs"),
}


def rendered(organ: tuple[str, str], number: str, decision: bool, arabic: bool, western: bool) -> str:
    if not arabic:
        return f"Recalling {organ[1]} {'decision' if decision else 'resolution'} {number} on the matter,"
    noun = "مقرر" if decision else "قرار"
    return f"وإذ تشير إلى {noun} {organ[0]} {number if western else arabic_digits(number)} بشأن هذه المسألة،"


@given(
    session=st.integers(31, 80),
    number=st.integers(81, 330),
    arabic=st.booleans(),
    western=st.booleans(),
    session_first=st.booleans(),
    spaced=st.booleans(),
)
def test_a_number_of_the_assembly_is_read_back(
    session: int, number: int, arabic: bool, western: bool, session_first: bool, spaced: bool
) -> None:
    pair = (session, number) if session_first else (number, session)
    printed = (" / " if spaced else "/").join(map(str, pair))
    text = rendered(ORGANS["A"], printed, False, arabic, western)
    assert values("citation", text) == [f"A/RES/{session}/{number}"]


@given(organ=st.sampled_from(["A", "CCPCJ", "CND"]), data=st.data(), western=st.booleans(), session_first=st.booleans())
def test_the_session_in_words_or_the_date_tells_the_order(
    organ: str, data: st.DataObject, western: bool, session_first: bool
) -> None:
    session = data.draw(st.integers(*{"A": (45, 72), "CCPCJ": (16, 27), "CND": (46, 61)}[organ]))
    number = data.draw(st.integers(1, 60 if organ == "A" else 14))
    year = session + {"A": 1945, "CCPCJ": 1991, "CND": 1957}[organ]
    month = "كانون الأول/ديسمبر" if organ == "A" else "آذار/مارس"
    printed = f"{session}/{number}" if session_first else f"{number}/{session}"
    tail = f" المؤرخ ٥ {month} {year}"
    text = rendered(ORGANS[organ], printed + tail, False, True, western)
    assert values("citation", text) == [f"{organ}/RES/{session}/{number}"]


@given(number=st.integers(1, 2767), arabic=st.booleans(), western=st.booleans(), glued=st.booleans())
def test_a_number_of_the_council_is_read_back_with_and_without_its_year(
    number: int, arabic: bool, western: bool, glued: bool
) -> None:
    council = ("مجلس الأمن", "Security Council")
    (bare,) = values("citation", rendered(council, str(number), False, arabic, western))
    year = bare.removesuffix(")").rpartition("(")[2]
    full = f"{number}{'' if glued else ' '}({year})"
    assert values("citation", rendered(council, full, False, arabic, western)) == [bare]
    assert values("citation", rendered(council, f"({year}) {number}", False, arabic, western)) == [bare]
    assert bare == f"S/RES/{number}({year})"


@given(year=st.integers(1978, 2025), number=st.integers(1, 60), arabic=st.booleans(), year_first=st.booleans())
def test_a_number_of_the_economic_and_social_council_is_read_back(
    year: int, number: int, arabic: bool, year_first: bool
) -> None:
    printed = f"{year}/{number}" if year_first else f"{number}/{year}"
    council = ("المجلس الاقتصادي والاجتماعي", "Economic and Social Council")
    assert values("citation", rendered(council, printed, True, arabic, False)) == [f"E/DEC/{year}/{number}"]


@given(session=st.integers(1, 30), number=st.integers(1, 3450), letter=st.integers(0, 5), western=st.booleans())
def test_an_old_number_is_read_back_with_its_letter(session: int, number: int, letter: int, western: bool) -> None:
    wanted = f"A/RES/{number}({roman(session)})" + (f"[{chr(64 + letter)}]" if letter else "")
    latin = f"{number} {chr(64 + letter)} ({roman(session)})" if letter else f"{number} ({roman(session)})"
    name = list(LETTERS)[letter - 1] if letter else ""
    arabic = f"{number} {name} (د-{session})" if letter else f"{number} (د - {session})"
    assert values("citation", rendered(ORGANS["A"], latin, False, False, False)) == [wanted]
    assert values("citation", rendered(ORGANS["A"], arabic, False, True, western)) == [wanted]


STEMS = (
    "A/{n}/{m}",
    "S/20{n}/{m}",
    "CTOC/COP/WG.{n}/2017/{m}",
    "E/CN.15/20{n}/{m}",
    "CEDAW/C/{n}/{m}",
    "ST/SGB/20{n}/{m}",
)
BREAKS = ("/", "/\n", " / ", "/\u200e")


@given(
    stem=st.sampled_from(STEMS),
    n=st.integers(10, 99),
    m=st.integers(100, 999),
    ending=st.sampled_from(("", "/Add.1", "/Corr.2", "/Rev.1/Add.3")),
    slash=st.sampled_from(BREAKS),
    around=st.sampled_from((("(", ")"), ("\u202a", "\u202c"), ("و", "،"), ("see ", "."), ("\u2066", "\u2069"))),
)
def test_a_symbol_is_read_back_however_it_is_broken(
    stem: str, n: int, m: int, ending: str, slash: str, around: tuple[str, str]
) -> None:
    symbol = stem.format(n=n, m=m) + ending
    printed = f"{around[0]}{symbol.replace('/', slash)}{around[1]} text"
    assert values("symbol", printed) == [symbol]


WORDS = (
    "قرار مقررات القرارين resolution decisions its 71/167 (٢٠١٦) ١٣٢٥ و to A/ S/RES/ / - ( ) . د- ألف A Council Add.1"
    " CTOC/COP/ ٧ Ⅷ"
)
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", "مجلس الأمن", "\ud800", "\x00"])


@settings(max_examples=200)
@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join))
def test_no_text_raises_and_every_place_holds_its_text(printed: str) -> None:
    mentions(printed, organ="A", symbol="A/RES/71/1")


RUNS = ("قرار ", "resolution 71/1, ", "A/", "A/71/1 ", "71/1 و", "(", "مجلس ", "resolution (", "A/72 / ", "S-", "د - ")


@pytest.mark.parametrize("piece", RUNS)
def test_the_cost_grows_with_the_length_only(piece: str) -> None:
    """Long runs of what patterns begin with are read to the end: a pattern that tries again would not come back."""
    mentions(piece * (120_000 // len(piece)), organ="A")


def test_addresses_and_file_names_hold_no_symbols() -> None:
    assert not values("symbol", "https://undocs.org/A/72/643 or /srv/A/72/643 or A/72/643.pdf or x@A/72/643")
