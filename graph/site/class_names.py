"""What the things of a class are called when there are many of them, and when they are counted, in each language.

`class_names.csv` has a row for each class of the ontology. `list` is the heading of a list of them. It is a plural in
the nominative and indefinite, as the labels of the ontology are: a list has those that the documents name, not all
that there are. Only a name within it may make it definite (كيانات الأمانة العامة). The other columns are the forms
that go with a number, by the plural categories of Unicode CLDR: `one` and, in Arabic, `two` tell the number
themselves, `few` is a plural in the genitive, `many` a singular in the accusative, `other` a singular in the
genitive, which is written as the label is. What a name adds to its noun stays in the number that the label has
(بنود من جدول الأعمال), since the noun alone is counted.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from loaders.text import grouped
from ontology.namespaces import compress
from ontology.vocabulary import vocabulary

from .reader import Text
from .wording import plural

NAMES = Path(__file__).parent / "class_names.csv"


def listed(cls: str, language: str) -> Text:
    """The name of a class, by its IRI, over a list of its things or as a link to one; without a row, its label.

    >>> from ontology.namespaces import expand
    >>> [listed(expand("Resolution"), language).text for language in ("ar", "en")]
    ['قرارات', 'Resolutions']
    """
    row = forms().get(cls)
    return Text(row[f"{language}_list"], language) if row else _label(cls, language)


def counted(cls: str, number: int, language: str) -> Text:
    """So many things of a class, by its IRI; of one without a row, its label and the number in brackets.

    >>> from ontology.namespaces import expand
    >>> [counted(expand("Session"), n, "ar").text for n in (0, 1, 2, 3, 11, 100)]
    ['لا دورة', 'دورة واحدة', 'دورتان', '٣ دورات', '١١ دورة', '١٠٠ دورة']
    >>> [counted(expand("Figure"), n, "ar").text for n in (2, 10, 11, 102, 111)]
    ['رقمان', '١٠ أرقام', '١١ رقماً', '١٠٢ رقم', '١١١ رقماً']
    >>> [counted(expand("Body"), n, "en").text for n in (0, 1, 2, 1000)]
    ['no bodies', '1 body', '2 bodies', '1,000 bodies']
    >>> counted("https://a.net/Shrine", 3, "ar")
    Text(text='https://a.net/Shrine (٣)', language='')
    """
    row, figure = forms().get(cls), grouped(str(number), language)
    if row is None:
        label = _label(cls, language)
        return Text(f"{label.text} ({figure})", label.language)
    form = plural(number, language)
    if not number:
        # After the لا that denies a kind the singular of the label is right in every row.
        return Text(f"لا {row['ar_other']}" if language == "ar" else f"no {row['en_other']}", language)
    noun = row[f"{language}_{form}"]
    return Text(noun if language == "ar" and form in ("one", "two") else f"{figure} {noun}", language)


def _label(cls: str, language: str) -> Text:
    """The label of a class in the language, else in another one; else its IRI in short."""
    labels = vocabulary().by_iri[cls].labels if cls in vocabulary().by_iri else {}
    tag = next((tag for tag in (language, *labels) if tag in labels), "")
    return Text(labels[tag], tag) if tag else Text(compress(cls), "")


@cache
def forms() -> dict[str, dict[str, str]]:
    """The forms of all rows by the IRI of the class and the name of the column.

    >>> from ontology.namespaces import expand
    >>> forms()[expand("Country")]["ar_two"]
    'بلدان اثنان'
    """
    with NAMES.open(encoding="utf-8", newline="") as file:
        return {vocabulary().terms[row["class"]].iri: row for row in csv.DictReader(file)}
