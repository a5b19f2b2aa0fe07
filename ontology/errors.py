"""The root of the errors that Sijill shows to a person, and suggestions for mistyped words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from types import MappingProxyType


class SijillError(Exception):
    """Anything that Sijill says to a person instead of failing with a traceback.

    The message is a text, or one in each language; as a string the error is its English text.

    >>> SijillError({"ar": "لا ملف", "en": "no file"}).said("ar")
    'لا ملف'
    """

    status = 1
    """The exit status of a command that ends with this error: 1 problems were found, 2 it was used wrongly."""
    titles: Mapping[str, str] = MappingProxyType({})
    """What is the matter in a few words, by language, for what has room for a heading; few errors have one."""

    def __init__(self, message: str | Mapping[str, str]) -> None:
        self._texts = {"en": message} if isinstance(message, str) else dict(message)
        super().__init__(self._texts["en"])

    def said(self, language: str) -> str:
        """The message in the language, or in English where it has no other."""
        return self._texts.get(language, self._texts["en"])


def suggestion(word: str, known: Iterable[str]) -> str:
    """Say in English which known words are meant perhaps, or nothing.

    >>> suggestion("adoptdBy", ["adoptedBy", "adoptedOn", "unit"])
    'did you mean adoptedBy?'
    """
    return suggestions(word, known)["en"]


def suggestions(word: str, known: Iterable[str]) -> dict[str, str]:
    """Say in both languages which known words are meant perhaps; empty texts where none is.

    >>> suggestions("adoptdBy", ["adoptedBy", "unit"])["ar"]
    'لعلك تقصد adoptedBy؟'
    """
    return asked_whether(difflib.get_close_matches(word, list(known), n=2, cutoff=0.75))


def asked_whether(meant: Iterable[str]) -> dict[str, str]:
    """Ask in both languages whether one of some words is meant.

    >>> asked_whether(["a", "b"])["en"], asked_whether([])["en"]
    ('did you mean a, b?', '')
    """
    found = list(meant)
    if not found:
        return {"ar": "", "en": ""}
    return {"ar": f"لعلك تقصد {' أو '.join(found)}؟", "en": f"did you mean {', '.join(found)}?"}
