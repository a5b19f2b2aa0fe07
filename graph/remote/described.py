"""What is known of the kinds of stores, for a reader: a table of all, one in words, and one as data for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from loaders.text import grouped

from ..table import Column, Table
from .profiles import Profile, behind, profiles

_COLUMNS = {
    "name": {"ar": "النوع", "en": "Kind"},
    "title": {"ar": "المنتج", "en": "Product"},
    "tried": {"ar": "جُرّب بالإصدار", "en": "Tried with"},
    "logins": {"ar": "تسجيل الدخول", "en": "Logins"},
    "whole": {"ar": "ما يُنفذ كله أو لا يُنفذ منه شيء", "en": "Done wholly or not at all"},
    "bulk": {"ar": "التحميل بالجملة", "en": "Bulk load"},
}
_PARTS = {
    "home": {"ar": "الموقع", "en": "Home"},
    "address": {"ar": "العنوان المطلوب", "en": "The address to give"},
    "example": {"ar": "مثال", "en": "Example"},
    "query": {"ar": "نقطة الاستعلام", "en": "Queries"},
    "update": {"ar": "نقطة التحديث", "en": "Updates"},
    "read": {"ar": "قراءة رسم بياني واحد", "en": "Reading one graph"},
    "write": {"ar": "كتابة رسم بياني واحد", "en": "Writing one graph"},
    "load": {"ar": "تحميل N-Quads", "en": "Loading N-Quads"},
    "insert": {"ar": "ثلاثيات التحديث الواحد", "en": "Triples in one update"},
    "request": {"ar": "ثلاثيات الطلب الواحد", "en": "Triples in one request"},
    "rows": {"ar": "الحد الأقصى لصفوف الجواب", "en": "Most rows of an answer"},
    "union": {
        "ar": "هل يرى الاستعلام الذي لا يسمي رسماً بيانياً الرسوم كلها؟",
        "en": "Does a query that names no graph see all?",
    },
}
_WORDS = {
    "": {"ar": "لا يوجد", "en": "none"},
    "untried": {"ar": "لم يُجرَّب", "en": "not tried"},
    "none": {"ar": "بلا دخول", "en": "none"},
    "request": {"ar": "الطلب", "en": "a request"},
    "operation": {"ar": "العملية الواحدة", "en": "one operation"},
    "nothing": {"ar": "لا شيء مؤكد", "en": "nothing for certain"},
    "unlimited": {"ar": "بلا حد", "en": "no limit"},
    "yes": {"ar": "نعم", "en": "yes"},
    "no": {"ar": "لا", "en": "no"},
    "notes": {"ar": "ما يجب أن تعرفه", "en": "What you should know"},
    "part": {"ar": "الخاصية", "en": "Property"},
    "value": {"ar": "القيمة", "en": "Value"},
}


def stores_table(language: str, *, plain: bool = False) -> Table:
    """The kinds of stores; in the words of a language, or as the profiles have it where `plain` is wanted.

    >>> [row[0] for row in stores_table("en").rows][:3], stores_table("en", plain=True).rows[-1][3:5]
    (['fuseki', 'graphdb', 'neptune'], ['digest', 'operation'])
    """
    columns = [Column(key, heading[language]) for key, heading in _COLUMNS.items()]
    return Table(columns, [_row(told, language, plain) for told in profiles().values()], language)


def _row(told: Profile, language: str, plain: bool) -> list[str]:
    if plain:
        return [told.name, told.title, told.tried, " ".join(told.logins), told.whole, told.bulk]
    return [told.name, told.title, *_words(told, language), told.bulk]


def _words(told: Profile, language: str) -> list[str]:
    """With what it was tried, the logins, and what is done wholly or not at all."""
    tried = told.tried or _WORDS["untried"][language]
    between = "، " if language == "ar" else ", "
    logins = between.join(_WORDS["none"][language] if way == "none" else way.title() for way in told.logins)
    return [tried, logins, _WORDS[told.whole][language]]


def profile_table(told: Profile, language: str) -> Table:
    """One kind of store in words, a property a row.

    >>> from .profiles import profile
    >>> [row for row in profile_table(profile("virtuoso"), "en").rows if row[0] == "Updates"]
    [['Updates', 'http://127.0.0.1:8890/sparql-auth']]
    """
    names = {key: heading[language] for key, heading in (_COLUMNS | _PARTS).items()}
    rows = [[names[key], value] for key, value in _values(told, language)]
    headings = [Column("property", _WORDS["part"][language]), Column("value", _WORDS["value"][language])]
    return Table(headings, rows, language)


def _values(told: Profile, language: str) -> Iterator[tuple[str, str]]:
    yield "title", told.title
    yield "home", told.home
    tried, logins, whole = _words(told, language)
    yield "tried", tried
    yield "address", told.address[language]
    yield "example", told.address["example"]
    for key in ("query", "update", "read", "write", "load"):
        path = getattr(told, key)
        yield key, behind(told.address["example"], path) if path else _WORDS[""][language]
    yield "logins", logins
    yield "insert", grouped(str(told.limits.insert), language)
    yield "request", grouped(str(told.limits.request), language)
    yield "rows", grouped(str(told.limits.rows), language) if told.limits.rows else _WORDS["unlimited"][language]
    yield "union", _WORDS["yes" if told.union else "no"][language]
    yield "whole", whole
    yield "bulk", told.bulk


def notes_heading(language: str) -> str:
    """What stands above the notes of a profile.

    >>> notes_heading("en")
    'What you should know'
    """
    return _WORDS["notes"][language]


def to_json(told: Profile) -> str:
    """A profile as data: a JSON object with the names of the profile.

    >>> from .profiles import profile
    >>> json.loads(to_json(profile("oxigraph")))["whole"]
    'request'
    """
    return json.dumps(asdict(told), ensure_ascii=False, indent=2) + "\n"
