"""What is said about the results of a search: how many there are, which are shown, and which words were not met."""

from __future__ import annotations

from ..found import HOW, NAMED
from .wording import Wording, wording

_PLAIN = (
    *("search.none", "search.failed", "search.loading", "search.taken", "search.form", "search.missing"),
    *("search.unknown", "search.quoted", "search.and", "search.range", "search.range.one", "list.comma", "list.colon"),
    *("doc.pages", "doc.page", "language.ar", "language.en"),
)
_PLACES = ("asked", "word", "count", "first", "last", "n")
"""What the texts have a place for, which the script fills."""


def count(words: Wording, total: int, first: int = 1, last: int = 0) -> str:
    """How many things were found, and from which to which they are shown where these are not all.

    >>> [count(Wording("ar"), total, 1, min(total, 20)) for total in (0, 2, 3)]
    ['لا نتائج. جرّب كلمات أقل، أو كتابة أخرى.', 'نتيجتان', '٣ نتائج']
    >>> count(Wording("ar"), 352, 21, 40), count(Wording("en"), 21, 21, 21)
    ('٣٥٢ نتيجة (من ٢١ إلى ٤٠)', '21 results (21)')
    """
    if not total:
        return words("search.none")
    told = words.of("search.count", total)
    if not last or (first, last) == (1, total):
        return told
    return words("search.range.one" if first == last else "search.range", count=told, first=first, last=last)


def suggested(words: Wording, number: int) -> str:
    """How many things are suggested.

    >>> suggested(Wording("ar"), 2), suggested(Wording("en"), 1)
    ('اقتراحان', '1 suggestion')
    """
    return words.of("search.suggested", number) if number else words("search.none")


def whole(words: Wording, total: int) -> str:
    """What leads from suggestions to all results.

    >>> whole(Wording("ar"), 352)
    'كل النتائج (٣٥٢)'
    """
    return words("search.all", n=total)


def script_words(words: Wording) -> dict[str, object]:
    """The words that the script of the search page needs; counted ones by plural category."""
    return {
        **_texts(words, _PLAIN),
        "search.count": _forms(words, "search.count"),
        "how": {name: text[words.language] for name, text in HOW.items()},
        "named": {name: text[words.language] for name, text in NAMED.items()},
    }


def suggestion_words(words: Wording) -> dict[str, object]:
    """The words that the script needs that suggests from an index.

    >>> sorted(suggestion_words(Wording("en")))
    ['search.all', 'search.none', 'search.suggested']
    """
    return {**_texts(words, ("search.none", "search.all")), "search.suggested": _forms(words, "search.suggested")}


def _texts(words: Wording, names: tuple[str, ...]) -> dict[str, str]:
    """Texts with their places left open."""
    return {name: words(name, **{place: f"{{{place}}}" for place in _PLACES}) for name in names}


def _forms(words: Wording, name: str) -> dict[str, str]:
    return {form: texts[words.language] for (key, form), texts in wording().items() if key == name}
