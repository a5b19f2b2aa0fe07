"""The terms and codes that tables may use, as `sijill terms` lists them."""

from __future__ import annotations

from ontology.vocabulary import Term, Vocabulary, vocabulary

from .table import Column, Table

_HEADINGS = {
    "kind": {"ar": "النوع", "en": "Kind"},
    "name": {"ar": "الاسم في الجداول", "en": "Name in tables"},
    "label": {"ar": "التسمية", "en": "Label"},
    "of": {"ar": "مجالها", "en": "Said of"},
    "takes": {"ar": "قيمتها", "en": "Takes"},
    "definition": {"ar": "التعريف", "en": "Definition"},
}
_KINDS = {
    "class": {"ar": "صنف", "en": "class"},
    "property": {"ar": "خاصية", "en": "property"},
    "code": {"ar": "رمز", "en": "code"},
}
_VALUES = {
    "date": {"ar": "تاريخ", "en": "date"},
    "text": {"ar": "نص باللغتين", "en": "text in both languages"},
    "code": {"ar": "رمز من القائمة {}", "en": "code of the list {}"},
    "any": {"ar": "أي شيء", "en": "anything"},
}


def term_table(words: str, language: str) -> Table:
    """Classes, properties and codes whose name, label or definition holds all the words; all where there are none.

    >>> [row[1] for row in term_table("assisted country", "en").rows]
    ['assistedCountry']
    """
    wanted = words.casefold().split()
    rows = [row for row in _rows(vocabulary(), language) if all(word in " ".join(row).casefold() for word in wanted)]
    return Table([Column(key, heading[language]) for key, heading in _HEADINGS.items()], rows, language)


def _rows(words: Vocabulary, language: str) -> list[list[str]]:
    rows = []
    for term in sorted(words.terms.values(), key=lambda t: (not t.is_class, t.name.casefold())):
        if not term.is_annotation and (not term.is_class or ":" not in term.name):
            kind = _KINDS["class" if term.is_class else "property"][language]
            of = "" if term.is_class else _names(term.domains, words, language)
            takes = "" if term.is_class else _takes(term, words, language)
            rows.append([kind, term.name, term.labels[language], of, takes, term.definitions.get(language, "")])
    for list_name, codes in sorted(words.codes.items()):
        for notation, iri in sorted(codes.items()):
            where = _VALUES["code"][language].format(list_name)
            rows.append([_KINDS["code"][language], notation, words.code_labels[iri][language], "", where, ""])
    return rows


def _takes(term: Term, words: Vocabulary, language: str) -> str:
    if term.code_list:
        return _VALUES["code"][language].format(term.code_list)
    if term.printed_date:
        return _VALUES["date"][language]
    if term.takes_text:
        return _VALUES["text"][language]
    return _names(term.ranges, words, language)


def _names(iris: frozenset[str], words: Vocabulary, language: str) -> str:
    names = sorted(words.by_iri[i].name if i in words.by_iri else i.rpartition("#")[2] for i in iris)
    return ", ".join(names) or _VALUES["any"][language]
