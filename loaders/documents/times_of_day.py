"""Times of day, which Arabic prints from 0 to 23 and English often with a.m. and p.m., to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .plain import Plain

_TIME = re.compile(
    r"(?<![\d.,:/])(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))? ?(?P<half>[ap])\.? ?m\b\.?"
    r"|(?<![\d.,:/])(?P<a>\d{1,2}):(?P<b>\d{2})(?![\d:])"
    r"|(?<=الساعه )(?P<c>\d{1,2})(?:[/.](?P<d>\d{2}))?(?![\d:/])"
    r"|(?<![\d.,:/])(?P<e>[0-2]\d)(?P<f>[0-5]\d)(?= ?(?:hours|hrs|h\b|Z\b|(?:and|to|-) ?[0-2]\d[0-5]\d hours))"
    r"|(?<=\b[Aa]t )(?!19|20)(?P<g>[0-2]\d)(?P<i>[0-5]\d)\b(?! [^\W\d_])"
    r"|(?P<noon>\b(?:noon|midnight)\b|منتصف الليل|(?<![^\W\d_])(?:الظهر|ظهرا)(?![^\W\d_]))",
    re.IGNORECASE,
)


def times(text: Plain) -> Iterator[tuple[int, int, str]]:
    """The times of day of a text: where each begins and ends in the plain text, and its value.

    Arabic may print `00/15` or `15/00`: the value is two numbers in order of size, the same for both.

    >>> from .plain import plain
    >>> [value for _, _, value in times(plain("from 11 a.m. to 3.30 p.m., at 1310 hours"))]
    ['0:11', '15:30', '10:13']
    >>> [value for _, _, value in times(plain("من الساعة ١٥:٣٠ إلى الساعة 00/18"))]
    ['15:30', '0:18']
    """
    for match in _TIME.finditer(text.text):
        found = match.groupdict()
        if found["noon"]:
            noon = found["noon"].casefold() in ("noon", "ظهرا", "الظهر")
            yield match.start(), match.end(), "0:12" if noon else "0:0"
            continue
        hour = next(int(found[name]) for name in "haceg" if found[name])
        minutes = next((int(found[name]) for name in "mbdfi" if found[name]), 0)
        if found["half"]:
            hour = hour % 12 + (12 if found["half"].casefold() == "p" else 0)
        yield match.start(), match.end(), ":".join(map(str, sorted((hour % 60, minutes))))
