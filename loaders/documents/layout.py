"""How a text is laid out: whether blank lines, indents or lines part its paragraphs, and where its body begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import sub

from .front import is_of_front
from .headings import could_be_title, is_first_title
from .lines import GAP, INDENTED, SHORT, TOP, Line, Lines, lines_of
from .marks import chapter, division, heading_marks, may_divide, paragraph_mark
from .resolution import is_enacting

_FRONT = 150
"""A front page has no more lines than this."""
_SPACED = 0.06
"""The share of lines after a blank one from which blank lines part paragraphs."""
_INDENTED = (0.01, 0.5)
_WIDE = 170
"""A line of paper has fewer characters; longer ones are whole paragraphs."""


def laid_out(text: str) -> Lines:
    """The lines of a text; `gap` is also set where indents, or the ends of lines, part its paragraphs.

    `indented` stays only where indents do.

    >>> [line.gap for line in laid_out("a\\n" + "long " * 50 + "\\n" + "b " * 100 + "\\n" + "c " * 100)]
    [True, True, True, True]
    """
    lines = lines_of(text)
    begin = min(30, len(lines) // 3)  # a front page is laid out in its own way
    inner = len(lines) - begin
    if not inner:
        return lines
    counts = Counter(lines.signs[begin:])
    gaps = sum(count for signs, count in counts.items() if signs & GAP and not signs & TOP)
    indents = sum(count for signs, count in counts.items() if signs & INDENTED)
    widths = map(sub, lines.ends[begin:], lines.starts[begin:])
    if gaps >= _SPACED * inner:
        wide = indented = False
    else:
        wide = sum(width > _WIDE for width in widths) >= inner - inner * 9 // 10
        indented = _INDENTED[0] * inner <= indents <= _INDENTED[1] * inner
    lines.signs = lines.signs.translate(bytes(_laid_out(signs, wide, indented) for signs in range(256)))
    return lines


def _laid_out(signs: int, wide: bool, indented: bool) -> int:
    """The signs of a line where wide lines or indents part paragraphs."""
    signs = signs if indented else signs & ~INDENTED
    return signs | GAP if wide or signs & INDENTED else signs


def enacting(lines: Sequence[Line], index: int) -> int:
    """How many lines name the organ that speaks in a resolution, from one on; 0 where they do not.

    >>> enacting(lines_of("The Conference of the Parties to\\nthe Convention,\\nRecalling"), 0)
    2
    """
    head = lines[index].head[:4].lower()
    if not head.startswith(("the ", "ان ")):
        return 0
    whole = ""
    for count, line in enumerate(lines[index : index + 4], 1):
        if count > 1 and line.gap:
            return 0
        whole = f"{whole} {line.whole}".strip()
        if line.tail.endswith((",", "،")):
            return count if is_enacting(whole) else 0
    return 0


def body_begins(lines: Sequence[Line], skipped: set[int]) -> int:
    """The index of the line at which the body of a document begins, after its front page.

    The name of the organ that speaks in a resolution still belongs to the front page.
    """
    for index, line in enumerate(lines[:_FRONT]):
        if index in skipped:
            continue
        if count := enacting(lines, index):
            return index + count
        head = line.head
        mark = paragraph_mark(head)
        if mark and mark.value == 1 and mark.style in ("dash", "dot") and mark.end < len(head):
            return index
        if line.gap and any(m.value == 1 and could_be_title(head[m.end :]) for m in heading_marks(head)):
            return index
        if line.gap and (is_first_title(line.whole) or (may_divide(head) and division(line.whole)) or chapter(head)):
            return index
        if (
            line.gap
            and head == "A"
            and any(enacting(lines, other) for other in range(index + 1, min(index + 8, len(lines))))
        ):
            return index
    last = max((index for index, line in enumerate(lines[:60]) if is_of_front(line)), default=-1)
    if last < 0:
        return 0
    body = last + 1
    blocks = 0
    while body < len(lines) and lines[body].end - lines[body].start <= SHORT and blocks < 4:
        blocks += lines[body].gap
        if lines[body].tail.endswith((".", ";", "؛", ":")):
            return max(start for start in range(last + 1, body + 1) if lines[start].gap or start == last + 1)
        body += 1
    return min(body, len(lines))
