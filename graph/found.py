"""What `sijill search` shows: the things found, their classes, and the name by which each was found."""

from __future__ import annotations

from collections.abc import Callable

from loaders.folding import fold
from loaders.text import ARABIC_LETTER, grouped
from ontology.errors import SijillError, suggestions
from ontology.vocabulary import Vocabulary, vocabulary

from .direction import turned
from .hits import Found, Hit
from .names import Name, Thing
from .search import index_of
from .store import Data, base_of, readable
from .table import Column, Table

_HEADINGS = {
    "label": {"ar": "التسمية", "en": "Label"},
    "class": {"ar": "الصنف", "en": "Class"},
    "id": {"ar": "المعرّف", "en": "Id"},
    "matched": {"ar": "الاسم المطابق", "en": "Name that matched"},
    "how": {"ar": "المطابقة", "en": "Match"},
}
_COMMA = {"ar": "، ", "en": ", "}
NAMED = {
    "label": {"ar": "التسمية", "en": "label"},
    "other-name": {"ar": "تسمية أخرى", "en": "alternative label"},
    "identifier": {"ar": "رمز أو معرّف", "en": "symbol or id"},
    "together": {"ar": "الأسماء والأرقام والصنف مجتمعة", "en": "names, numbers and class together"},
}
"""What a name is (graph.names.KINDS), for a reader; `together` where no name alone speaks for the thing."""
HOW = {
    "exact": {"ar": "الاسم كله", "en": "the whole name"},
    "words": {"ar": "كل الكلمات", "en": "all words"},
    "part": {"ar": "بعض الكلمات", "en": "some words"},
    "beginning": {"ar": "أوائل الكلمات", "en": "beginnings of words"},
    "similar": {"ar": "كلمة قريبة", "en": "a similar word"},
}
"""How a thing was found (graph.search.Hit.how), for a reader."""


class UnknownClass(SijillError):
    """No class of the ontology has the name or label."""

    status = 2


def found_table(text: str, data: Data, language: str, of_class: str | None, limit: int) -> tuple[Table, list[str]]:
    """Search the names of files, or of a store that is opened; gives a table, and lines about what is not in it.

    Raises UnknownClass, UnreadableFile, and what opening the store raises.
    """
    terms = vocabulary()
    among = class_filter(of_class, terms) if of_class else lambda _: True
    store = readable(data)
    index = index_of(store, base_of(store))
    found = index.find(text, among, limit)
    if not found.hits:
        round_about = index.find(turned(text), among, limit)
        found = round_about if round_about.hits else found
    columns = [Column(key, heading[language]) for key, heading in _HEADINGS.items()]
    return Table(columns, [_row(hit, language, terms) for hit in found.hits], language), _left_out(found, language)


def _left_out(found: Found, language: str) -> list[str]:
    """What is not shown of what was found, and which words nothing has."""
    lines = []
    if found.unknown:
        words = _COMMA[language].join(found.unknown)
        lines.append({"ar": f"لم ترد في أي اسم: {words}", "en": f"in no name: {words}"}[language])
    if len(found.hits) < found.total:
        shown, total = (grouped(str(number), language) for number in (len(found.hits), found.total))
        told = {"ar": "المعروض {} من {}؛ الخيار --limit يعرض المزيد", "en": "shown: {} of {}; --limit shows more"}
        lines.append(told[language].format(shown, total))
    return lines


def class_filter(name: str, terms: Vocabulary) -> Callable[[Thing], bool]:
    """Whether a thing is of the class with a name or a label in either language, or of one below it.

    Raises UnknownClass, with the names that may be meant.

    >>> from ontology.namespaces import expand
    >>> events = class_filter("Event", vocabulary())
    >>> [events(Thing("x", frozenset({expand(name)}))) for name in ("Event", "Session", "Country")]
    [True, True, False]
    """
    classes = {t.iri: {t.name, f"sj:{t.name}", *t.labels.values()} for t in terms.terms.values() if t.is_class}
    meant = {iri for iri, names in classes.items() if fold(name) in map(fold, names)}
    if not meant:
        near = suggestions(name, {n for names in classes.values() for n in names if not n.startswith("sj:")})
        raise UnknownClass(
            {
                "ar": f"لا صنف اسمه {name}؛ {near['ar'] or 'الأمر sijill terms يعرض الأصناف'}",
                "en": f"there is no class {name!r}; {near['en'] or 'sijill terms lists the classes'}",
            }
        )
    below = {sub for iri in meant for sub in terms.subclasses(iri)}
    return lambda thing: bool(thing.classes & below)


def class_names(thing: Thing, language: str, terms: Vocabulary) -> str:
    """The labels of a thing's classes in a language.

    >>> from ontology.namespaces import expand
    >>> country = Thing("country/NGA", frozenset({expand("Country")}))
    >>> class_names(country, "en", vocabulary()), class_names(country, "ar", vocabulary())
    ('country', 'بلد')
    """
    names = sorted(terms.by_iri[iri].labels.get(language, terms.by_iri[iri].name) for iri in thing.classes)
    return _COMMA[language].join(names)


def tagged(name: Name, language: str) -> str:
    """A name for a reader; one in another language carries its tag.

    >>> name = Name("Body", "label", "en")
    >>> tagged(name, "en"), tagged(name, "ar")
    ('Body', 'Body [en]')
    """
    return f"{name.text} [{name.language}]" if name.language not in ("", language) else name.text


def _row(hit: Hit, language: str, terms: Vocabulary) -> list[str]:
    label = hit.thing.label([language, "en" if language == "ar" else "ar"])
    told = [HOW[hit.how][language]]
    if hit.taken or hit.forms:
        told[0] += ": " + _COMMA[language].join(_taken(*pair) for pair in (*hit.taken, *hit.forms))
    if hit.missing:
        told.append({"ar": "لم ترد: ", "en": "not met: "}[language] + _COMMA[language].join(hit.missing))
    matched = NAMED["together" if hit.together else hit.name.kind][language]
    if not hit.together and hit.name not in (label, Name(hit.thing.identifier, "identifier", "")):
        matched += f": {tagged(hit.name, language)}"
    how = {"ar": "؛ ", "en": "; "}[language].join(told)
    return [tagged(label, language), class_names(hit.thing, language, terms), hit.thing.identifier, matched, how]


def _taken(asked: str, word: str) -> str:
    """The word that was asked for and the one taken for it; the arrow points the way in which the words are read."""
    return f"{asked} {'←' if ARABIC_LETTER.search(asked + word) else '→'} {word}"
