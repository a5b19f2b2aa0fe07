"""Labels of what has no name of its own: paragraphs, figures, memberships, mandates and corrections.

Each template gives the Arabic and the English label; numbers follow the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ontology.vocabulary import Vocabulary

from .dates import date_for_reader
from .records import Node, Text
from .section_numbers import section_name
from .text import arabic_digits, grouped

SAID_WITH_NUMBER = ("percent", "usd", "eur")
"""Units without which a number means little; the others say what is counted."""
_AGAIN = {"bis": "مكرراً", "ter": "مكرراً ثانياً"}
"""What Arabic documents put after the number of a paragraph that is printed again."""
LabelOf = Callable[[str], Text]
"""Gives both labels of the thing or code that a token of a table stands for."""


def paragraph_label(number: str, symbol: str) -> Text:
    """Label a paragraph or footnote of a document.

    >>> paragraph_label("51bis", "CTOC/COP/2018/2")["ar"]
    'الفقرة ٥١ مكرراً من الوثيقة CTOC/COP/2018/2'
    >>> paragraph_label("fn2", "CTOC/COP/2018/2")["en"]
    'Footnote 2 of CTOC/COP/2018/2'
    """
    ar, en = part_name(number)
    return {"ar": f"{ar} من الوثيقة {symbol}", "en": f"{en[0].upper()}{en[1:]} of {symbol}"}


def part_name(number: str) -> tuple[str, str]:
    """Name a part of the document as a sentence would: Arabic, English.

    >>> part_name("36"), part_name("pp3")
    (('الفقرة ٣٦', 'paragraph 36'), ('الفقرة ٣ من الديباجة', 'preambular paragraph 3'))
    >>> part_name("annex-1/2"), part_name("u1")
    (('الفقرة ٢ من المرفق ١', 'paragraph 2 of annex 1'), ('الفقرة غير المرقمة ١', 'unnumbered paragraph 1'))
    >>> part_name("0")
    ('صفحة الغلاف', 'cover page')
    """
    if number == "0":
        return "صفحة الغلاف", "cover page"
    scope, _, local = number.rpartition("/")
    if scope:
        (ar, en), (of_ar, of_en) = part_name(local), section_name(scope)
        return f"{ar} من {of_ar}", f"{en} of {of_en}"
    if number.startswith("fn"):
        mark = number[2:]
        return f"الحاشية {arabic_digits(mark)}", f"footnote {mark}"
    if number.startswith("pp"):
        return f"الفقرة {number_in_arabic(number[2:])} من الديباجة", f"preambular paragraph {number[2:]}"
    if number.startswith("u"):
        return f"الفقرة غير المرقمة {number_in_arabic(number[1:])}", f"unnumbered paragraph {number[1:]}"
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    again = number.removeprefix(digits)
    return f"الفقرة {number_in_arabic(number)}", f"paragraph {digits}{' ' + again if again else ''}"


def number_in_arabic(number: str) -> str:
    """Write the number of a paragraph in Arabic, that of one printed again as a repetition.

    >>> number_in_arabic("51bis"), number_in_arabic("51ter")
    ('٥١ مكرراً', '٥١ مكرراً ثانياً')
    """
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    again = number.removeprefix(digits)
    return arabic_digits(f"{digits} {_AGAIN.get(again, _AGAIN['bis'])}" if again else number)


def quantity(value: str, qualifier: str, unit: str, labels: LabelOf) -> Text:
    """Write a figure's value with its qualifier, and its unit where the number means little without it."""
    result = {}
    for lang in ("ar", "en"):
        text = grouped(value, lang)
        if qualifier != "exact":
            text = f"{labels(f'qualifier/{qualifier}')[lang]} {text}"
        if unit in SAID_WITH_NUMBER:
            text = f"{text} {labels(f'unit/{unit}')[lang]}"
        result[lang] = text
    return result


def node_label(node: Node, labels: LabelOf, vocabulary: Vocabulary) -> Text:
    """Label an n-ary node from its values."""
    assert vocabulary.term(node.cls).is_class
    return _TEMPLATES[node.cls](node, labels)


def _one(node: Node, name: str, language: str = "") -> str:
    values = node.values(name, language)
    return values[0] if values else ""


def _figure(node: Node, labels: LabelOf) -> Text:
    amount = quantity(_one(node, "schema:value"), _one(node, "qualifier"), _one(node, "unit"), labels)
    measure, about = labels(_one(node, "measure")), labels(_one(node, "schema:observationAbout"))
    ar, en = part_name(node.paragraph)
    of = {"ar": in_brackets(about["ar"], "، "), "en": in_brackets(about["en"], ", ")}
    return {
        "ar": f"{measure['ar']} ({of['ar']}): {amount['ar']}، {ar}، الرقم {arabic_digits(node.ordinal)}",
        "en": f"{measure['en']} ({of['en']}): {amount['en']}, {en}, figure {node.ordinal}",
    }


def in_brackets(name: str, comma: str) -> str:
    """A name as it stands in brackets: what it has in brackets itself at its end follows a comma.

    >>> in_brackets("National hotline (Mexico)", ", "), in_brackets("Resolution A/RES/217(III)", ", ")
    ('National hotline, Mexico', 'Resolution A/RES/217(III)')
    """
    ending = re.fullmatch(r"(?P<name>.*\S) \((?P<inner>[^()]+)\)", name)
    return f"{in_brackets(ending['name'], comma)}{comma}{ending['inner']}" if ending else name


def _membership(node: Node, labels: LabelOf) -> Text:
    member, body = labels(_one(node, "org:member")), labels(_one(node, "org:organization"))
    role = labels(f"role/{_one(node, 'org:role')}")
    dates = dict.fromkeys(date for date in (_one(node, "from"), _one(node, "to")) if date)
    spans = {lang: " – ".join(date_for_reader(date, lang) for date in dates) for lang in ("ar", "en")}
    return {
        "ar": f"{member['ar']}: {role['ar']}، {body['ar']}" + (f" ({spans['ar']})" if dates else ""),
        "en": f"{member['en']}: {role['en']}, {body['en']}" + (f" ({spans['en']})" if dates else ""),
    }


def _mandate(node: Node, labels: LabelOf) -> Text:
    actor = labels(_one(node, "actor") or _one(node, "mandatedIn"))
    verb = labels(f"operative-verb/{_one(node, 'operativeVerb')}")
    ar, en = part_name(node.paragraph)
    kind, _, symbol = _one(node, "mandatedIn").partition("/")
    if kind == "document":  # several texts can say the same in one paragraph
        ar, en = f"{symbol}، {ar}", f"{symbol}, {en}"
    return {
        "ar": f"{actor['ar']} ({verb['ar']}): {_one(node, 'content', 'ar')} ({ar})",
        "en": f"{actor['en']}, {verb['en']}: {_one(node, 'content', 'en')} ({en})",
    }


def _correction(node: Node, _labels: LabelOf) -> Text:
    ar, en = part_name(node.paragraph)
    return {
        "ar": f"التصويب {arabic_digits(node.ordinal)} في {ar}",
        "en": f"Correction {node.ordinal}, {en}",
    }


_TEMPLATES: dict[str, Callable[[Node, LabelOf], Text]] = {
    "Figure": _figure,
    "Membership": _membership,
    "Mandate": _mandate,
    "Correction": _correction,
}
LABELLED_FROM_VALUES = frozenset(_TEMPLATES)
"""The classes whose labels are made from their values and from the labels of what they refer to."""
