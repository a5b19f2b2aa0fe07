"""Labels proposed from the other version: titles and headings, names beside an acronym; what speaks against them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.label_proposals import Proposal, proposals
from loaders.documents.name_candidates import candidates
from loaders.documents.pairs import paired
from loaders.documents.records import Document, Front, Heading, Mention, Part
from loaders.problems import Place
from loaders.records import Thing

NETWORK = "body/harbour-network"


def thing(identifier: str = NETWORK, ar: str = "شبكة الموانئ الزرقاء", en: str = "Network of Blue Harbours") -> Thing:
    statuses = {"ar": "described", "en": "official"}
    return Thing(
        Place("things.csv", 2), identifier, "Network", {"ar": ar, "en": en}, statuses, {"ar": [], "en": []}, ""
    )


def part(number: str, text: str, *named: str, identifier: str = NETWORK) -> Part:
    found = [Mention("thing", identifier, text.index(n), text.index(n) + len(n), n) for n in named]
    return Part(number, "paragraph", "", text, (int(number),), mentions=tuple(found))


def proposed(ar: list[Part], en: list[Part], *things: Thing) -> list[Proposal]:
    documents = [
        Document(f"a.{language}.txt", Front(language=language), parts=parts)
        for language, parts in (("ar", ar), ("en", en))
    ]
    return proposals(documents[0], documents[1], paired(*documents), {t.id: t for t in things or [thing()]})


AR = "وعقدت شبكة الموانئ الزرقاء (BHN) اجتماعها."
NAME = "شبكة الموانئ الزرقاء"


def test_a_name_in_capitals_beside_the_same_acronym() -> None:
    (found,) = proposed([part("1", AR, NAME)], [part("1", "The meeting of the Blue Harbours Network (BHN) was held.")])
    assert (found.id, found.en, found.ar, found.languages) == (NETWORK, "Blue Harbours Network", NAME, ("en",))
    assert found.confidence == "likely"
    assert [(a.number, b.number) for a, b in found.evidence] == [("1", "1")]


def test_a_quoted_arabic_name_beside_the_same_acronym() -> None:
    en = part("1", "The Network of Blue Harbours (BHN) met.", "Network of Blue Harbours")
    (found,) = proposed([part("1", "واجتمعت الشبكة المسماة «المرافئ الزرقاء» (BHN) في دورتها.")], [en])
    assert (found.ar, found.languages, found.confidence) == ("المرافئ الزرقاء", ("ar",), "likely")


def test_the_only_name_of_two_pairs_is_possible() -> None:
    ar = [part(n, f"وعقدت {NAME} اجتماعها {word}.", NAME) for n, word in (("1", "الأول"), ("2", "الثاني"))]
    en = [
        part(n, f"The {nth} meeting of the Blue Piers League was held.") for n, nth in (("1", "first"), ("2", "second"))
    ]
    (found,) = proposed(ar, en)
    assert (found.en, found.confidence, len(found.evidence)) == ("Blue Piers League", "possible", 2)


NOTHING = {
    "the only name of one pair": (
        [part("1", f"وعقدت {NAME} اجتماعها.", NAME)],
        ["A meeting of the Blue Piers League."],
    ),
    "another acronym": ([part("1", AR, NAME)], ["The meeting of the Green Lamps Group (GLG) was held."]),
    "an acronym that does not fit the name": ([part("1", AR, NAME)], ["The meeting of the Green Lamps Group (BHN)."]),
    "the first word of a sentence": ([part("1", AR, NAME)], ["Experts of the Harbours met."]),
    "no name at all": ([part("1", AR, NAME)], ["The network met."]),
    "the name without the thing elsewhere": (
        [part("1", AR, NAME), part("2", "وعُقد اجتماع آخر في المدينة نفسها.")],
        ["The meeting of the Blue Harbours Network (BHN).", "Another meeting of the Blue Harbours Network was held."],
    ),
}


@pytest.mark.parametrize("why", NOTHING)
def test_nothing_is_proposed(why: str) -> None:
    ar, texts = NOTHING[why]
    assert proposed(ar, [part(str(n), text) for n, text in enumerate(texts, start=1)]) == []


def test_nothing_is_proposed_for_a_thing_that_the_version_names_elsewhere() -> None:
    known = "The Network of Blue Harbours met."
    en = [part("1", "The meeting of the Blue Harbours Network (BHN)."), part("2", known, "Network of Blue Harbours")]
    assert proposed([part("1", AR, NAME), part("2", f"واجتمعت {NAME}.", NAME)], en) == []


def test_nothing_is_proposed_for_a_name_that_is_a_label_already() -> None:
    ar, en = [part("1", AR, NAME)], [part("1", "The meeting of the Blue Harbours Network (BHN).")]
    assert proposed(ar, en, thing(), thing("body/other", "شبكة أخرى", "Blue Harbours Network")) == []


def headed(language: str, title: str, *titles: str) -> Document:
    headings = [Heading(n, n, "", t, 3) for n, t in zip(("I", "II"), titles, strict=False)]
    return Document(f"a.{language}.txt", Front("A/73/5", language=language, title=title), headings)


def test_titles_and_headings() -> None:
    ar, en = headed("ar", "حالة الموانئ", "مقدمة", "الخاتمة"), headed("en", "State of the harbours", "Introduction")
    found = proposals(ar, en, paired(ar, en))
    assert [(p.id, p.kind, p.ar, p.en, p.languages) for p in found] == [
        ("document/A/73/5", "title", "حالة الموانئ", "State of the harbours", ("ar", "en")),
        ("section/I", "heading", "مقدمة", "Introduction", ("ar", "en")),
    ]


def test_a_title_that_a_register_has_is_not_proposed() -> None:
    ar, en = headed("ar", "حالةُ الموانئ"), headed("en", "State of the harbours")
    known = {"document/A/73/5": thing("document/A/73/5", "حالة الموانئ", "Another title")}
    (found,) = proposals(ar, en, paired(ar, en), known)
    assert found.languages == ("en",)


def test_a_title_in_another_script_is_not_proposed() -> None:
    ar, en = headed("ar", "State of the harbours"), headed("en", "State of the harbours")
    assert proposals(ar, en, paired(ar, en)) == []


@given(st.text(st.characters(codec=None), max_size=200), st.sampled_from(["ar", "en"]))
def test_any_text_may_have_candidates(text: str, language: str) -> None:
    for found in candidates(Part("1", "paragraph", "", text, (1,)), language):
        assert " ".join(text[found.start : found.end].split()) == found.text
