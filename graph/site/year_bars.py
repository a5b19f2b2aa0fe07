"""How many things each year has, as a picture: one column a year, from the right in Arabic, each a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from .wording import Wording

MOST = 60
"""How many years are drawn: the latest ones."""
_WIDE, _HIGH, _TOP, _FOOT = 980, 120, 24, 28
_SLOT = (32, 52)
"""The least and the greatest width of a year."""
_FEW = 12
"""How many years fit the width of a telephone."""


def drawn_years(counts: Mapping[int, int]) -> range:
    """The years that are drawn: from the first to the last, at most the latest sixty.

    >>> drawn_years({2015: 1, 2018: 2}), drawn_years({1850: 1, 2018: 2}), drawn_years({})
    (range(2015, 2019), range(1959, 2019), range(0, 0))
    """
    if not counts:
        return range(0)
    return range(max(min(counts), max(counts) - MOST + 1), max(counts) + 1)


def bars(counts: Mapping[int, int], words: Wording, link: Callable[[int], str], current: int | None = None) -> Markup:
    """Draw the columns; `link` gives the address of a year, `current` is the year of the page that shows them.

    The colours are attributes of the drawing; a style sheet may give others. An empty text where there are no years.

    >>> print(bars({2018: 3}, Wording("en"), str).partition(" xmlns")[0])
    <svg class="bars few" role="group" aria-label="How many dates there are in each year"
    >>> bars({}, Wording("ar"), str)
    Markup('')
    """
    years = drawn_years(counts)
    if not years:
        return Markup("")
    slot = max(_SLOT[0], min(_SLOT[1], _WIDE // len(years)))
    width, height = slot * len(years), _TOP + _HIGH + _FOOT
    most = max(counts.get(year, 0) for year in years)
    size = " many" if width > _WIDE else " few" if len(years) <= _FEW else ""
    parts = [
        f'<svg class="bars{size}" role="group" aria-label="{escape(words("timeline.bars"))}" '
        f'xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-size="13" text-anchor="middle" fill="#1b2530">'
    ]
    for place, year in enumerate(years):
        turned = len(years) - 1 - place if words.direction == "rtl" else place
        parts.append(_bar(year, counts.get(year, 0), most, (turned * slot, slot), words, link, year == current))
    base = _TOP + _HIGH
    parts.append(f'<path class="bar-ground" d="M0 {base}.5H{width}" stroke="#7b8491" stroke-width="1"/></svg>')
    return Markup("".join(parts))


def _bar(
    year: int,
    count: int,
    most: int,
    place: tuple[int, int],
    words: Wording,
    link: Callable[[int], str],
    current: bool,
) -> str:
    left, slot = place
    middle, name = left + slot // 2, words.digits(str(year))
    label = f'<text class="bar-year" x="{middle}" y="{_TOP + _HIGH + 19}" aria-hidden="true">{name}</text>'
    if not count:
        return label.replace('class="bar-year"', 'class="bar-year bar-none" fill="#55606d"')
    high = max(3, round(_HIGH * count / most))
    told = escape(words("timeline.bar", year=name, dates=words.of("timeline.dates", count)))
    here = ' aria-current="page"' if current else ""
    return (
        f'<a href="{escape(link(year))}" aria-label="{told}"{here}>'
        f'<rect class="bar-back" x="{left}" y="0" width="{slot}" height="{_TOP + _HIGH + _FOOT}" fill="none" '
        f'pointer-events="all"/><rect class="bar-column" x="{left + 4}" y="{_TOP + _HIGH - high}" width="{slot - 8}" '
        f'height="{high}" rx="3" fill="{"#8a4b00" if current else "#0f5a6b"}"/>'
        f'<text class="bar-count" x="{middle}" y="{_TOP + _HIGH - high - 7}" aria-hidden="true">'
        f"{words.number(count)}</text>{label}</a>"
    )
