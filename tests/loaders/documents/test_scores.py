"""How well documents are read: no kind falls below the mark, on sentences of our own and on the hand-made gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.documents.names import Names
from loaders.documents.records import Document, Front, Heading, Mention, Part
from loaders.documents.scores import ALL, Score, score, scores
from loaders.problems import Place
from loaders.records import Paragraph, Section
from loaders.register import Register
from tests.scores import Tally, gold_scores, own_scores, report_scores

MARK, CITED, MENTIONED = 0.97, 0.98, 0.90


@pytest.fixture(scope="module")
def names(registers: list[Register]) -> Names:
    return Names.of(registers)


def falls_below(tally: Tally) -> list[tuple[str, str]]:
    return [key for key, one in tally.items() if one.f1 < (CITED if key[0] == "citation" else MARK)]


def test_own_sentences_are_read(names: Names) -> None:
    tally = own_scores(names)
    assert {kind for kind, _ in tally} == {"citation", "symbol", "date", "number"}
    assert min(one.wanted for one in tally.values()) > 10
    assert falls_below(tally) == []


def test_the_hand_made_gold_is_read(names: Names, shared: Path) -> None:
    for tally in gold_scores(shared / "data" / "gold", shared / "data" / "unpc" / "UNv1.0.devset", names).values():
        assert falls_below(tally) == []


def test_the_report_is_read_as_its_register_has_it(registers: list[Register], shared: Path) -> None:
    found = report_scores(registers, shared / "sources" / "CTOC-COP-2018-2.ar.txt")
    assert [found[kind].f1 for kind in ("paragraph", "section", "footnote", "country")] == [1.0] * 4
    assert found[ALL].wanted == 1385 and found[ALL].f1 >= MENTIONED


def test_a_score_counts_pairs_of_a_paragraph_and_a_thing() -> None:
    mentions = (Mention("country", "JOR", 0, 6, "Jordan"), Mention("thing", "body/unodc", 9, 14, "UNODC"))
    twice = (*mentions, Mention("country", "JOR", 20, 26, "Jordan"))
    document = Document(
        "a.txt",
        Front(symbol="A/1/1"),
        [Heading("I", "I", "", "One", 1)],
        [Part("1", "paragraph", "I", "Jordan", (2,), mentions=twice), Part("fn1", "footnote", "", "", (3,))],
    )
    place = Place("a", 1)
    register = Register(Path("a"), "A/1/1", "document/A/1/1", {})
    register.sections.append(Section(place, "section/I", "I", "", {}))
    register.paragraphs.append(Paragraph(place, "1", "section/I", "numbered", ("country/JOR", "country/EGY")))
    register.paragraphs.append(Paragraph(place, "fn1", "para/1", "footnote", ()))
    found = scores(document, register)
    assert found["paragraph"] == found["section"] == Score(1, 1, 1)
    assert found["footnote"] == Score(0, 1, 1)  # it hangs on nothing
    assert found["country"] == Score(1, 1, 2) and found["body"] == Score(0, 1, 0)
    assert found[ALL] == Score(1, 2, 2)


def test_a_score_of_nothing() -> None:
    assert score([], []).f1 == 1.0
    assert score(["a"], []).precision == 0.0 and score([], ["a"]).recall == 0.0
    assert score(["a"], ["b"]).f1 == 0.0
