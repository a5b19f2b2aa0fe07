"""The words of the pages, in Arabic and English, with the plural forms of each language."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from loaders.text import arabic_digits, grouped

WORDING = Path(__file__).parent / "wording.csv"
LANGUAGES = ("ar", "en")
_LANGUAGE = "language."
"""Before the tag of a language: the text that tells which one it is."""


class Wording:
    """The words of one language.

    >>> Wording("ar").of("count.things", 11), Wording("en").of("count.things", 1)
    ('١١ شيئاً', '1 thing')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = "rtl" if language == "ar" else "ltr"

    def __call__(self, name: str, **values: object) -> str:
        """The text of a name, with its values put in. Raises KeyError where there is no such text.

        A language that the site has no name for is told with its tag: data may have labels in any.

        >>> Wording("en")("page.of", page=2, pages=3)
        'Page 2 of 3'
        >>> Wording("en")("language.fr")
        'fr'
        """
        if name.startswith(_LANGUAGE) and (name, "") not in wording():
            return name.removeprefix(_LANGUAGE)
        text = wording()[name, ""][self.language]
        return text.format(**{k: self.number(v) if isinstance(v, int) else v for k, v in values.items()})

    def get(self, name: str) -> str:
        """The text of a name, nothing where there is no such text.

        >>> Wording("en").get("site.name"), Wording("en").get("no.such.text")
        ('Sijill', '')
        """
        return wording().get((name, ""), {}).get(self.language, "")

    def of(self, name: str, count: int) -> str:
        """The form of a text that the language has for a count, with the count in its digits."""
        forms = wording()
        form = plural(count, self.language)
        texts = forms.get((name, form)) or forms[name, "other"]
        return (texts[self.language] or forms[name, "other"][self.language]).format(n=self.number(count))

    def number(self, count: int) -> str:
        """A whole number in the digits of the language."""
        return grouped(str(count), self.language)

    def size(self, count: float) -> str:
        """A number of bytes, in thousands or millions of them.

        >>> Wording("ar").size(512_000_000), Wording("en").size(16_500)
        ('٥١٢ ميغابايت', '16.5 kB')
        """
        unit, amount = ("mb", count / 1e6) if count >= 1e6 else ("kb", count / 1e3)
        return self(f"about.size.{unit}", n=grouped(f"{amount:.3f}".rstrip("0").rstrip("."), self.language))

    def digits(self, text: str) -> str:
        """The digits of a text as the language writes them, without separators: a year, the number of a part."""
        return arabic_digits(text) if self.language == "ar" else text


def other_language(language: str) -> str:
    """The language that is not the given one.

    >>> other_language("ar"), other_language("en")
    ('en', 'ar')
    """
    return next(other for other in LANGUAGES if other != language)


def plural(count: int, language: str) -> str:
    """The plural category of a whole number (Unicode CLDR, Language Plural Rules).

    >>> [plural(n, "ar") for n in (0, 1, 2, 3, 11, 100, 103)], [plural(n, "en") for n in (0, 1, 2)]
    (['zero', 'one', 'two', 'few', 'many', 'other', 'few'], ['other', 'one', 'other'])
    """
    if language != "ar":
        return "one" if count == 1 else "other"
    if count <= 2:
        return ("zero", "one", "two")[count]
    return "few" if 3 <= count % 100 <= 10 else "many" if count % 100 >= 11 else "other"


@cache
def wording() -> dict[tuple[str, str], dict[str, str]]:
    """All texts by name and plural form.

    >>> wording()["site.name", ""]["en"]
    'Sijill'
    """
    with WORDING.open(encoding="utf-8", newline="") as file:
        return {(row["key"], row["form"]): {lang: row[lang] for lang in LANGUAGES} for row in csv.DictReader(file)}
