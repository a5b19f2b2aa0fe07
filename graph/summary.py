"""The summary that a build prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from loaders.text import arabic_digits, grouped
from ontology.vocabulary import vocabulary

from .build import Build
from .table import Column, Table

STEPS = {
    "reading": {"ar": "قراءة السجلات", "en": "reading the registers"},
    "assembling": {"ar": "تجميع الرسم البياني", "en": "assembling the graph"},
    "validating": {"ar": "التحقق من المطابقة للأشكال", "en": "validating against the shapes"},
    "writing": {"ar": "كتابة الملفات", "en": "writing the files"},
}
"""What the build is doing, for a reader."""
_LINES = {
    "things": {"ar": "الأشياء المسماة", "en": "Named things"},
    "statements": {"ar": "العبارات", "en": "Statements"},
    "figures": {"ar": "الأرقام", "en": "Figures"},
    "mandates": {"ar": "الولايات والطلبات", "en": "Mandates"},
    "memberships": {"ar": "العضويات", "en": "Memberships"},
    "corrections": {"ar": "التصويبات", "en": "Corrections"},
    "paragraphs": {"ar": "الفقرات", "en": "Paragraphs"},
    "read": {"ar": "ما قُرئ آلياً في الوثائق", "en": "Read by machine in documents"},
    "triples": {"ar": "الثلاثيات", "en": "Triples"},
    "conflicts": {"ar": "التعارضات", "en": "Conflicts"},
    "labels_ar": {"ar": "التسميات بالعربية", "en": "Labels in Arabic"},
    "labels_en": {"ar": "التسميات بالإنكليزية", "en": "Labels in English"},
    "translated": {"ar": "أسماء إنكليزية مترجمة هنا", "en": "English names translated here"},
    "validation": {"ar": "المطابقة للأشكال", "en": "Validation"},
}


def summary_tables(made: Build, language: str) -> list[Table]:
    """Two tables: things by class, then the totals."""
    counts = made.manifest["counts"]
    terms = vocabulary().terms
    by_class = sorted(counts["by_class"].items(), key=lambda item: (-item[1], item[0]))
    names = {"class": {"ar": "الصنف", "en": "Class"}, "count": {"ar": "العدد", "en": "Count"}}
    heads = [Column(key, label[language]) for key, label in names.items()]
    classes = [[terms[c.removeprefix("sj:")].labels[language], _number(n, language)] for c, n in by_class]
    labels = {"ar": ("البيان", "القيمة"), "en": ("What", "Value")}[language]
    totals = [[_LINES[key][language], value] for key, value in _totals(made, counts, language)]
    return [
        Table(heads, classes, language),
        Table([Column("what", labels[0]), Column("value", labels[1])], totals, language),
    ]


def _totals(made: Build, counts: dict[str, Any], language: str) -> list[tuple[str, str]]:
    plain = (
        "things",
        "statements",
        "figures",
        "mandates",
        "memberships",
        "corrections",
        "paragraphs",
        "triples",
    )
    lines = [(key, _number(counts[key], language)) for key in plain]
    if counts["read"]:
        lines.append(("read", _number(counts["read"], language)))
    lines.append(("conflicts", _number(made.manifest["counts"]["conflicts"], language)))
    lines += [(f"labels_{lang}", _percent(counts["labels"][lang], language)) for lang in ("ar", "en")]
    lines.append(("translated", _number(counts["label_status"]["en"].get("translated", 0), language)))
    warnings = made.report.count("Warning")
    outcome = {
        "ar": f"مطابق، والتنبيهات: {arabic_digits(str(warnings))}",
        "en": f"conforms, warnings: {warnings}",
    }
    lines.append(("validation", outcome[language]))
    return lines


def summary_notes(made: Build, output: Path, language: str) -> list[str]:
    """What stands below the tables: where the files are, and how to see conflicts and warnings."""
    option = " --lang ar" if language == "ar" else ""
    look = {"ar": "للاطلاع على {}: {}", "en": "to see the {}: {}"}[language]
    lines = [{"ar": "الملفات في المجلد {}", "en": "files in {}"}[language].format(f"{output}/")]
    if made.manifest["counts"]["conflicts"]:
        what = {"ar": "التعارضات", "en": "conflicts"}[language]
        lines.append(look.format(what, f"sijill query conflicts --data {output}{option}"))
    if made.report.count("Warning"):
        what = {"ar": "التنبيهات", "en": "warnings"}[language]
        lines.append(look.format(what, f"sijill validate {output}{option}"))
    return lines


def _number(value: int, language: str) -> str:
    return grouped(str(value), language)


def _percent(share: float, language: str) -> str:
    text = f"{100 * share:.1f}".rstrip("0").rstrip(".")
    return f"{arabic_digits(text.replace('.', '٫'))} في المائة" if language == "ar" else f"{text} per cent"
