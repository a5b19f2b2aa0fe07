"""The order of letters on a terminal: which is sent when, and what terminals of each kind make of it."""

from __future__ import annotations

import io

import pytest
from bidi import get_display

from graph.direction import Order, framed, order_for, runs_leftward, sent, visual
from graph.terminal import cells, lines_for

TEXTS = [
    "قرار الجمعية العامة ٧١/١٦٧ بشأن الاتجار بالنساء",
    "الوثيقة: CTOC/COP/2018/2، الفقرات ٣، ٤١، ٤٤",
    "أنشطة تدريب (برنامج العمل العالمي (GLO.ACT)) لعام 2017",
    "من ٢٠١٦-١٢-١٩ إلى 2018-10-15؛ أيّ نسبة؟ ١٢٪ «كلا» [٢]",
    "مُؤْتَمَر الأطراف",
]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "order"),
    [
        ({"TERM": "xterm-256color"}, Order.visual),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, Order.visual),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230804"}, Order.words),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, Order.words),
        ({"TERM": "mlterm-256color"}, Order.visual),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0", "VTE_VERSION": "7200"}, Order.visual),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0", "KONSOLE_VERSION": "230804"}, Order.words),
        ({"TERM": "xterm", "SIJILL_BIDI": "logical"}, Order.logical),
        ({"KONSOLE_VERSION": "230804", "SIJILL_BIDI": "visual"}, Order.visual),
    ],
)
def test_the_order_fits_the_terminal(environment: dict[str, str], order: Order) -> None:
    assert order_for(Terminal(), environment) is order


def test_a_file_gets_the_text_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert order_for(io.StringIO(), {"TERM": "xterm"}) is Order.logical
    assert lines_for(["القرار ٧١/١٦٧"], "ar", io.StringIO(), {}) == "القرار ٧١/١٦٧\n"


def test_a_terminal_is_told_not_to_reorder_and_told_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    shown = lines_for(["القرار A/RES/71/167 بشأن"], "ar", Terminal(), {"TERM": "xterm"})
    assert shown.startswith("\x1b[8l") and shown.endswith("\x1b[8h")
    line = shown.removeprefix("\x1b[8l").removesuffix("\n\x1b[8h")
    assert line.startswith(" \u200e\u202d"), "the controls have a cell before them"
    assert cells(line) == 30
    assert "A/RES/71/167" in line, "a symbol inside Arabic keeps its own direction"
    assert line.index("A/RES") < line.index(visual("القرار", True)), "the first word stands at the right"


def test_the_direction_of_a_text_is_that_of_its_reader_or_its_beginning() -> None:
    assert runs_leftward("GLO.ACT (المرحلة الأولى)", "ar")
    assert not runs_leftward("GLO.ACT (المرحلة الأولى)", "en")
    assert runs_leftward("المرحلة الأولى (GLO.ACT)", "en")
    assert not runs_leftward("2018", "ar")
    assert runs_leftward("٣، ٤١", "ar"), "a list of numbers runs as its words do"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("أ (GLO.ACT)", "(GLO.ACT) ﺃ"),
        ("أ (GLO) UNODC", "UNODC (GLO) ﺃ"),
        ("(أ [GLO])", "([GLO] ﺃ)"),
        ("أ ((GLO)) «ب»", "«ﺏ» ((GLO)) ﺃ"),
        ("أ (", ") ﺃ"),
    ],
)
def test_brackets_enclose_what_they_enclosed(text: str, shown: str) -> None:
    assert visual(text, True) == shown


def test_brackets_that_meet_face_as_they_should_in_a_line_from_left_to_right() -> None:
    assert visual("GLO (أ (GLO))", False) == "GLO (ﺃ (GLO))"


def test_marks_are_kept_and_follow_their_letters() -> None:
    assert visual("سِجِلّ", True) == "ﻞّﺠِﺳِ"
    assert visual("مُؤْتَمَر A", True) == "A ﺮﻤَﺗَﺆْﻣُ"
    assert visual("مدّة مدَّة", True).count("ﺪَّ") == 1, "two marks keep their order"


@pytest.mark.parametrize("leftward", [True, False])
@pytest.mark.parametrize("text", TEXTS)
def test_a_terminal_that_reorders_lines_leaves_an_overridden_one(text: str, leftward: bool) -> None:
    shown = sent(text, Order.visual, leftward)
    line = framed(f" {shown}\n", Order.visual).removeprefix("\x1b[8l").removesuffix("\n\x1b[8h")
    assert get_display(line).replace("\u200e", "").replace("\u202d", "") == f" {shown}"


@pytest.mark.parametrize("leftward", [True, False])
@pytest.mark.parametrize("text", TEXTS)
def test_a_terminal_that_turns_words_turns_them_into_visual_order(text: str, leftward: bool) -> None:
    """The terminal joins letters itself, so the letters are compared as they are before that."""
    seen = get_display(f" {sent(text, Order.words, leftward)}").replace("\u200e", "")
    turned = get_display(text, base_dir="R" if leftward else "L")
    assert _unbracketed(seen) == f" {_unbracketed(turned)}"


def _unbracketed(text: str) -> str:
    """A text whose brackets do not tell their direction: python-bidi does not turn them."""
    return text.translate(str.maketrans("()[]«»", "||||||"))
