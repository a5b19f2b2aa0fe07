"""The root of the errors that Sijill shows to a person, and suggestions for mistyped words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class SijillError(Exception):
    """Anything that Sijill says to a person instead of failing with a traceback."""

    status = 1
    """The exit status of a command that ends with this error: 1 problems were found, 2 it was used wrongly."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """Say which known words are meant perhaps, or nothing.

    >>> suggestion("adoptdBy", ["adoptedBy", "adoptedOn", "unit"])
    'did you mean adoptedBy?'
    """
    close = difflib.get_close_matches(word, list(known), n=2, cutoff=0.75)
    return f"did you mean {', '.join(close)}?" if close else ""
