"""Two versions of a document beside each other, for a reader: what has no partner, what differs, what is proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loaders.documents.alignment import Alignment
from loaders.documents.differences import Difference
from loaders.documents.label_proposals import LIKELY, POSSIBLE, Proposal
from loaders.documents.pairs import Pair
from loaders.documents.records import Part
from loaders.labels import part_name
from loaders.section_numbers import section_name
from loaders.text import arabic_digits, grouped
from ontology.vocabulary import vocabulary

from .table import Column, Table

WORDS = {
    "what": {"ar": "البيان", "en": "What"},
    "value": {"ar": "القيمة", "en": "Value"},
    "kind": {"ar": "النوع", "en": "Kind"},
    "version": {"ar": "النسخة", "en": "Version"},
    "place": {"ar": "الموضع", "en": "Where"},
    "text": {"ar": "النص", "en": "Text"},
    "ar_place": {"ar": "الموضع في النسخة العربية", "en": "In the Arabic version"},
    "ar_text": {"ar": "النص العربي", "en": "Arabic text"},
    "en_place": {"ar": "الموضع في النسخة الإنكليزية", "en": "In the English version"},
    "en_text": {"ar": "النص الإنكليزي", "en": "English text"},
    "sure": {"ar": "درجة اليقين", "en": "How sure"},
    "how": {"ar": "أساس المقابلة", "en": "Paired by"},
    "of": {"ar": "ما يُسمّى", "en": "What is named"},
    "ar_label": {"ar": "بالعربية", "en": "In Arabic"},
    "en_label": {"ar": "بالإنكليزية", "en": "In English"},
    "wanted": {"ar": "اللغة المقترح لها", "en": "Proposed for"},
    "evidence": {"ar": "موضع ورودها", "en": "Where it stands"},
    "counts": {"ar": "النسختان", "en": "The two versions"},
    "alone": {"ar": "ما لا مقابل له في النسخة الأخرى", "en": "Without a partner in the other version"},
    "uneven": {"ar": "أجزاء قوبلت مع اختلاف رقمها أو عددها", "en": "Paired although number or count differ"},
    "differences": {"ar": "ما يختلف", "en": "What differs"},
    "proposals": {"ar": "تسميات مقترحة", "en": "Proposed labels"},
    "lacking": {"ar": "لا يرد", "en": "not there"},
    "equal": {"ar": "لا اختلاف بين النسختين", "en": "the two versions do not differ"},
    "line": {"ar": "{}، السطر {}", "en": "{}, line {}"},
    "ar": {"ar": "العربية", "en": "Arabic"},
    "en": {"ar": "الإنكليزية", "en": "English"},
    "comma": {"ar": "، ", "en": ", "},
    "semicolon": {"ar": "؛ ", "en": "; "},
    "brackets": {"ar": "{} ({})", "en": "{} ({})"},
}
COUNTS = {
    "number": {"ar": "أجزاء قوبلت بأرقامها", "en": "Parts paired by number"},
    "content": {"ar": "أجزاء قوبلت بما تذكره", "en": "Parts paired by what they mention"},
    "place": {"ar": "أجزاء قوبلت بموضعها وطولها وحدهما", "en": "Parts paired by place and length alone"},
    "alone": {"ar": "أجزاء لا مقابل لها", "en": "Parts without a partner"},
    "likely": {"ar": "اختلافات مرجحة", "en": "Likely differences"},
    "possible": {"ar": "اختلافات محتملة", "en": "Possible differences"},
    "proposals": {"ar": "تسميات مقترحة", "en": "Proposed labels"},
}
HOW = {
    "number": {"ar": "الرقم", "en": "number"},
    "content": {"ar": "ما تذكره", "en": "what they mention"},
    "place": {"ar": "الموضع والطول", "en": "place and length"},
}
KINDS = {
    "citation": {"ar": "استشهاد", "en": "citation"},
    "symbol": {"ar": "رمز وثيقة", "en": "document symbol"},
    "date": {"ar": "تاريخ", "en": "date"},
    "number": {"ar": "كمية", "en": "quantity"},
    "numeral": {"ar": "عدد آخر (سنة أو مادة أو دورة)", "en": "other number (year, article, session)"},
    "time": {"ar": "وقت من اليوم", "en": "time of day"},
    "country": {"ar": "دولة", "en": "State"},
    "thing": {"ar": "شيء معروف", "en": "known thing"},
}
FRONT = {
    "symbol": {"ar": "رمز الوثيقة", "en": "symbol of the document"},
    "date": {"ar": "تاريخ الوثيقة", "en": "date of the document"},
    "session": {"ar": "الدورة", "en": "session"},
    "dates": {"ar": "تواريخ الانعقاد", "en": "dates of the session"},
    "agenda_item": {"ar": "بند جدول الأعمال", "en": "agenda item"},
}
WHY = {
    "uncertain": {"ar": "يُقرأ على وجهين", "en": "can be read in two ways"},
    "precision": {"ar": "أحدهما أدق", "en": "one is more exact"},
    "times": {"ar": "عدد مرات الورود مختلف", "en": "not named equally often"},
    "named": {"ar": "قد يكون مقصوداً بلا تسمية", "en": "may be meant without its name"},
    "organ": {"ar": "الرقم نفسه لهيئة أخرى", "en": "the same number of another organ"},
}
_SHORT = 160
"""So many letters of a part without a partner are shown."""


def place(part: Part, language: str) -> str:
    """A part of a document, as a sentence would name it.

    >>> [place(Part(n, k, "", "", ()), "en") for n, k in (("annex-1/3", "paragraph"), ("pp2", "preambular"))]
    ['paragraph 3 of annex 1', 'preambular paragraph 2']
    >>> place(Part("II.A", "heading", "", "", ()), "ar"), place(Part("0", "cover", "", "", ()), "en")
    ('القسم ثانياً-ألف', 'cover page')
    """
    names = section_name(part.number) if part.kind == "heading" else part_name(part.number)
    return names[language != "ar"]


def _digits(number: str, language: str) -> str:
    return arabic_digits(number) if language == "ar" else number


def tables(alignment: Alignment, language: str) -> list[tuple[str, Table]]:
    """Headed tables for a reader: counts, parts without a partner, pairs that are uneven, differences, proposals."""
    uneven = [p for p in alignment.pairs if p.ar and p.en and (p.renumbered or len(p.ar) + len(p.en) > 2)]
    found = [
        ("counts", _table(("what", "value"), _counted(alignment, language), language)),
        ("alone", _table(("version", "place", "text"), [_alone(p, language) for p in alignment.alone], language)),
        ("uneven", _table(("ar_place", "en_place", "how"), [_uneven(p, language) for p in uneven], language)),
        (
            "differences",
            _table(
                ("kind", "ar_place", "ar_text", "en_place", "en_text", "sure"),
                [*_fronts(alignment, language), *(_differing(d, language) for d in alignment.differences)],
                language,
            ),
        ),
        (
            "proposals",
            _table(
                ("of", "ar_label", "en_label", "wanted", "sure", "evidence"),
                [_proposed(p, language) for p in alignment.proposals],
                language,
            ),
        ),
    ]
    return [(WORDS[name][language], table) for name, table in found if table.rows]


def _table(names: Sequence[str], rows: Sequence[Sequence[str]], language: str) -> Table:
    return Table([Column(name, WORDS[name][language]) for name in names], rows, language)


def counts(alignment: Alignment) -> dict[str, int]:
    """How many pairs there are by how they were found, how many differences by how sure, how many proposals."""
    found = Counter(pair.how for pair in alignment.pairs)
    found[LIKELY] = sum(d.certain for d in alignment.differences) + len(alignment.front)
    found[POSSIBLE] = sum(not d.certain for d in alignment.differences)
    found["proposals"] = len(alignment.proposals)
    return {name: found[name] for name in COUNTS}


def _counted(alignment: Alignment, language: str) -> list[list[str]]:
    files = [[WORDS[tag][language], alignment.of(tag).file] for tag in ("ar", "en")]
    numbers = counts(alignment).items()
    return files + [[COUNTS[name][language], grouped(str(number), language)] for name, number in numbers]


def _at(part: Part, line: int, language: str) -> str:
    return WORDS["line"][language].format(place(part, language), _digits(str(line), language))


def _places(parts: Sequence[Part], language: str) -> str:
    named = [_at(part, part.lines[0] if part.lines else 0, language) for part in parts]
    return WORDS["semicolon"][language].join(named)


def _alone(pair: Pair, language: str) -> list[str]:
    text = " ".join((pair.ar or pair.en)[0].text.split())
    text = text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + " …"
    return [WORDS["ar" if pair.ar else "en"][language], _places(pair.ar or pair.en, language), text]


def _uneven(pair: Pair, language: str) -> list[str]:
    return [_places(pair.ar, language), _places(pair.en, language), HOW[pair.how][language]]


def _fronts(alignment: Alignment, language: str) -> list[list[str]]:
    page, sure = part_name("0")[language != "ar"], _sure(LIKELY, language)
    return [[FRONT[name][language], page, ar, page, en, sure] for name, ar, en in alignment.front]


def _differing(difference: Difference, language: str) -> list[str]:
    cells = [KINDS[difference.kind][language]]
    for tag in ("ar", "en"):
        found = difference.of(tag)
        if found:
            cells += [_at(found.part, found.line, language), " ".join(found.mention.text.split())]
        else:
            cells += [_places(difference.pair.of(tag), language), WORDS["lacking"][language]]
    sure = _sure(LIKELY if difference.certain else POSSIBLE, language)
    why = WHY.get(difference.why)
    return [*cells, WORDS["brackets"][language].format(sure, why[language]) if why else sure]


def _sure(code: str, language: str) -> str:
    words = vocabulary()
    return words.code_labels[words.codes["confidence"][code]][language]


def _proposed(proposal: Proposal, language: str) -> list[str]:
    named = [tuple(dict.fromkeys(place(part, language) for part in pair)) for pair in proposal.evidence]
    where = WORDS["semicolon"][language].join(dict.fromkeys(" – ".join(names) for names in named))
    wanted = WORDS["comma"][language].join(WORDS[tag][language] for tag in proposal.languages)
    return [proposal.id, proposal.ar, proposal.en, wanted, _sure(proposal.confidence, language), where]
