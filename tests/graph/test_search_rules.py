"""Search: what each rule counts, shown on an index of invented things, whose ids would put them the other way round."""

from __future__ import annotations

import math
from typing import Any

import pytest

from graph.hits import Hit
from graph.names import Name, Thing
from graph.search import Index
from ontology.namespaces import expand
from ontology.vocabulary import vocabulary


def thing(identifier: str, *names: str, other: str = "", symbol: str = "", of: str = "", **more: Any) -> Thing:
    """An invented thing; its own id is a name too, as of every thing."""
    named = [Name(name, "label", "en") for name in names] + [Name(name, "other-name", "en") for name in [other] if name]
    named += [Name(name, "identifier", "") for name in [symbol, identifier] if name]
    return Thing(identifier, frozenset([expand(of)] if of else []), named, **more)


INVENTED = [
    thing("x/1", "Agate Bay"),
    thing("x/2", "Bay with many other words that nobody ever asked about, being so many"),
    thing("x/beryl-1", "Beryl"),
    thing("x/beryl-2", "Beryl", mentions=9),
    thing("x/beryl-3", "Beryl", mentions=2),
    thing("x/0#figure-1", "Coral"),
    thing("x/0", "Coral", of="Measure"),
    thing("x/1/para/1", "Coral", of="Paragraph"),
    thing("sjc:y", "Coral"),
    thing("x/9", "Coral", described=True),
    thing("z/1", "Coral"),
    thing("z/2", "Coral"),
    thing("druse", "Kind four"),
    thing("x/k-1", "Kind three", symbol="Druse"),
    thing("x/k-2", "Kind two", other="Druse"),
    thing("x/k-3", "Druse"),
    thing("x/emery", "Emery paper", symbol="E/RES/12/34"),
    thing("x/flint", "Stone tools", symbol="flint-axes"),
    thing("x/garnet-1", "Garnet session", beside=["2030"]),
    thing("x/garnet-2", "Garnet session", beside=["2031"], of="Resolution"),
    thing("x/j-1", "Jade east"),
    thing("x/j-2", "Jade west"),
    thing("x/j-3", "Kunzite pit"),
    thing("x/l-1", "Lazuli blue lapis"),
    thing("x/l-2", "Lapis lazuli blue"),
    thing("x/moon", "Council of the Moon"),
    thing("x/n-2", "Indicator", symbol="Goal 16.2.2"),
    thing("x/n-3", "Target", symbol="Goal 16.2"),
    thing("sjc:nacre", "nacre workers"),
    thing("z/nacre", "Training in far-away Ophir for tired nacre workers and their many old friends"),
    thing("x/onyxes", "Onyxite"),
    thing("x/perid", "Peridotite"),
    thing("x/r", "شبكات"),
    thing("x/t", "Tourmalina", other="Tourmaline", symbol="T/DEC/56/78"),
    thing("x/q", "مؤتمر الياقوت المسؤوليات"),
    thing("case/77", "Opal v. Pearl", symbol="77/946/16"),
    thing("doc/1/para/77", "Paragraph 77 of DOC/1", of="Paragraph", number="77"),
    thing("doc/1/para/77#correction-1", "Correction 8, paragraph 77"),
    thing("doc/1/section/77", "Opal mines", of="Section", number="77"),
    thing("x/y", "Item (z) of Ruby"),
    *(thing(f"x/s-{n}", f"Sard {word}") for n, word in enumerate(("one", "two", "three", "four"))),
]


@pytest.fixture(scope="module")
def invented() -> Index:
    return Index(INVENTED, vocabulary())


def scores(hits: list[Hit]) -> dict[str, float]:
    return {hit.thing.identifier: hit.score for hit in hits}


def rare(things: int) -> float:
    """How rare a word is that so many things have."""
    return math.log1p(len(INVENTED) / (1 + things))


WHOLE = 1 + 0.5 + 0.04 + 0.1
UNKNOWN = math.log1p(len(INVENTED)) / 2


@pytest.mark.parametrize(
    ("question", "identifier", "score"),
    [
        pytest.param("agate bay", "x/1", WHOLE, id="whole name"),
        pytest.param("AgateBay", "x/1", WHOLE, id="whole name, written as one"),
        pytest.param("bay agate", "x/1", 1 + 0.3 + 0.1, id="all words, another order"),
        pytest.param("the agate bay", "x/1", 1 + 0.3 + 0.1 + 0.04, id="and a little word"),
        pytest.param("moon council", "x/moon", 1 + 0.3 + 0.1, id="little words of the name do not count"),
        pytest.param("council moon", "x/moon", 1 + 0.3 + 0.1 + 0.04, id="nor part what follows"),
        pytest.param("emery", "x/emery", 0.6 + 0.4 * 0.5 + 0.1, id="half of a name"),
        pytest.param("kunzites pit", "x/j-3", (rare(1) * 1.92 / 2 / rare(1)) ** 2 + 0.44, id="a plural"),
        pytest.param(
            "kunzite nonsuch",
            "x/j-3",
            (rare(1) / (rare(1) + UNKNOWN)) ** 2 * (0.6 + 0.4 * 0.5),
            id="a word that nothing has",
        ),
        pytest.param("beryl", "x/beryl-2", WHOLE + 0.04, id="most mentions"),
        pytest.param("beryl", "x/beryl-3", WHOLE + 0.04 * math.log(3) / math.log(10), id="some mentions"),
        pytest.param("coral", "x/9", WHOLE - 0.05, id="described"),
        pytest.param("coral", "sjc:y", WHOLE - 0.1, id="code"),
        pytest.param("coral", "x/1/para/1", WHOLE - 0.1, id="part of a document"),
        pytest.param("coral", "x/0#figure-1", WHOLE - 0.15, id="node"),
        pytest.param("coral", "x/0", WHOLE - 0.15, id="measure"),
        pytest.param("druse", "x/k-3", WHOLE, id="label"),
        pytest.param("druse", "x/k-2", WHOLE - 0.02, id="other name"),
        pytest.param("druse", "x/k-1", WHOLE - 0.04, id="identifier"),
        pytest.param("druse", "druse", WHOLE - 0.23, id="own id"),
        pytest.param("12/34", "x/emery", 0.96 * (0.6 + 0.4 * 0.5) + 0.04 + 0.1 + 0.3, id="numbers of a symbol"),
        pytest.param("34/12", "x/emery", 0.96 * (0.6 + 0.4 * 0.5) + 0.1 + 0.2, id="numbers the other way round"),
        pytest.param(
            "e/res/12/34 nonsuch",
            "x/emery",
            0.96 * (4 * rare(1) / (4 * rare(1) + UNKNOWN)) ** 2 + 0.04 + 0.45,
            id="a symbol inside",
        ),
        pytest.param(
            "flint axes nonsuch",
            "x/flint",
            0.96 * (2 * rare(1) / (2 * rare(1) + UNKNOWN)) ** 2 + 0.04,
            id="a code of words is no symbol",
        ),
        pytest.param("garnet session 2030", "x/garnet-1", 0.88 + 0.04 + 0.1, id="all names and numbers together"),
        pytest.param("شبكه", "x/r", 0.9**2 + 0.3 + 0.1, id="the plural of a noun in ta marbuta"),
        pytest.param("شبكون", "x/r", (0.85**2 * 0.8) ** 2 + 0.1, id="endings cut from both are near only"),
        pytest.param("peri", "x/perid", (0.75 + 0.15 * 0.4) ** 2 + 0.1, id="beginning"),
        pytest.param("peridotyte", "x/perid", 0.72**2 + 0.1, id="one letter"),
    ],
)
def test_what_a_name_counts(invented: Index, question: str, identifier: str, score: float) -> None:
    assert scores(invented.search(question))[identifier] == pytest.approx(score, abs=1e-6)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("coral", ["z/1", "z/2", "x/9", "sjc:y", "x/1/para/1", "x/0", "x/0#figure-1"]),
        ("beryl", ["x/beryl-2", "x/beryl-3", "x/beryl-1"]),
        ("druse", ["x/k-3", "x/k-2", "x/k-1", "druse"]),
        ("agate bay", ["x/1"]),
        ("lapis lazuli", ["x/l-2", "x/l-1"]),
        ("jade kunzite", ["x/j-3", "x/j-1", "x/j-2"]),
        ("garnet session 2031", ["x/garnet-2", "x/garnet-1"]),
        ("garnet session 2030", ["x/garnet-1", "x/garnet-2"]),
        ("garnet session resolution", ["x/garnet-2", "x/garnet-1"]),
        ("nacre workers ophir", ["z/nacre", "sjc:nacre"]),
        ("16.2", ["x/n-3", "x/n-2"]),
        ("16.2.2", ["x/n-2", "x/n-3"]),
        ("indicator 16.2.2", ["x/n-2"]),
        ("1234", []),
        ("77", ["doc/1/para/77", "case/77", "doc/1/para/77#correction-1", "doc/1/section/77"]),
        ("٧٧", ["doc/1/para/77", "case/77", "doc/1/para/77#correction-1", "doc/1/section/77"]),
        ("الفقرة ٧٧", ["doc/1/para/77"]),
        ("z", []),
        ("<b>z", []),
        ("<b>agate", ["x/1"]),
        ("opal pearl sard", ["case/77", "x/s-1", "x/s-2", "x/s-3"]),
    ],
)
def test_what_comes_first(invented: Index, question: str, order: list[str]) -> None:
    assert [hit.thing.identifier for hit in invented.search(question)] == order


@pytest.mark.parametrize(
    ("question", "how", "taken"),
    [
        ("AGATE bay", "exact", ()),
        ("agate's bay", "exact", ()),
        ("bay agate", "words", ()),
        ("garnet 2031", "words", ()),
        ("indicator 16.2.2", "words", ()),
        ("emery e/res/12/34", "words", ()),
        ("tourmaline t/dec/56/78", "words", ()),
        ("agate nonsuch", "part", ()),
        ("agate ba bay", "part", ()),
        ("onyxi", "beginning", ()),
        ("bay agat", "beginning", ()),
        ("onyxyte", "similar", (("onyxyte", "onyxite"),)),
        ("مؤتمر الياقووت", "similar", (("الياقووت", "الياقوت"),)),
        ("المسؤولياات", "similar", (("المسؤولياات", "المسؤوليات"),)),
    ],
)
def test_how_it_matched_is_true(invented: Index, question: str, how: str, taken: tuple[tuple[str, str], ...]) -> None:
    hit = invented.search(question)[0]
    assert (hit.how, hit.taken) == (how, taken)


NUMBERED = ["77", "paragraph 77", "para. 77", "paragraphs 77", "الفقرة ٧٧", "فقره 77", "للفقرات ٧٧"]


@pytest.mark.parametrize("question", NUMBERED)
def test_a_paragraph_is_asked_for_by_its_number(invented: Index, question: str) -> None:
    assert invented.search(question)[0].thing.identifier == "doc/1/para/77"


def test_another_part_is_asked_for_by_its_class_and_number(invented: Index) -> None:
    assert invented.search("section 77")[0].thing.identifier == "doc/1/section/77"
    assert invented.search("القسم ٧٧")[0].thing.identifier == "doc/1/section/77"
    assert invented.search("correction 8 paragraph 77")[0].thing.identifier == "doc/1/para/77#correction-1"


@pytest.mark.parametrize(
    ("question", "how", "taken", "forms", "missing"),
    [
        ("agates bay", "words", (), (("agates", "agate"),), ()),
        ("AgateBays nonsuch", "part", (), (), ("agatebays", "nonsuch")),
        ("lapis lazuli-blues zz", "part", (), (("blues", "blue"),), ("zz",)),
        ("onyxi", "beginning", (), (("onyxi", "onyxite"),), ()),
        ("peridotyte Nonsuch nonsuch", "part", (("peridotyte", "peridotite"),), (), ("nonsuch",)),
        ("شبكون", "similar", (("شبكون", "شبكات"),), (), ()),
        ("الشبكة", "words", (), (("الشبكة", "شبكات"),), ()),
    ],
)
def test_what_is_told_of_the_words(
    invented: Index, question: str, how: str, taken: object, forms: object, missing: object
) -> None:
    hit = next(iter(invented.search(question)), None)
    if hit is None:
        assert invented.find(question).unknown == missing
    else:
        assert (hit.how, hit.taken, hit.forms, hit.missing) == (how, taken, forms, missing)


def test_all_that_is_found_is_counted_and_can_be_seen(invented: Index) -> None:
    whole = invented.find("coral", limit=99)
    assert whole.total == len(whole.hits) == 7 and whole.unknown == ()
    parts = [invented.find("coral", limit=3, start=start) for start in (0, 3, 6, 9)]
    assert [hit for part in parts for hit in part.hits] == list(whole.hits)
    assert {part.total for part in parts} == {7}
    with pytest.raises(ValueError, match="start"):
        invented.find("coral", start=-1)


def test_names_together_are_told_from_one_name(invented: Index) -> None:
    assert invented.search("garnet session 2030")[0].together
    assert not invented.search("garnet session")[0].together


def test_a_number_that_is_twice_in_a_name_is_twice_in_all_names(invented: Index) -> None:
    assert invented.search("indicator 16.2.2")[0].name.text == "Indicator"


def test_the_own_id_is_not_among_all_names(invented: Index) -> None:
    assert invented.search("kind four")[0].thing.identifier == "druse"
    assert scores(invented.search("druse kind four"))["druse"] < 0.8


def test_the_limit_is_at_least_one(invented: Index) -> None:
    assert len(invented.search("coral", limit=1)) == 1 and len(invented.search("coral", limit=99)) == 7
    for limit in (0, -1):
        with pytest.raises(ValueError, match="limit"):
            invented.search("coral", limit=limit)


def test_only_what_may_be_found_is_found(invented: Index) -> None:
    assert list(scores(invented.search("coral", lambda thing: thing.described))) == ["x/9"]
