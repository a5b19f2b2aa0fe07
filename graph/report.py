"""Showing a validation report: as a table in the reader's language, as JSON, as Turtle."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rdflib import SH, Graph
from rdflib.compare import to_canonical_graph

from loaders.text import arabic_digits
from ontology.namespaces import PREFIXES

from .dataset import local_name
from .table import Column, Table
from .validate import Report, Result

_HEADINGS = {
    "severity": {"ar": "الدرجة", "en": "Severity"},
    "focus": {"ar": "العقدة", "en": "Node"},
    "label": {"ar": "التسمية", "en": "Label"},
    "path": {"ar": "الخاصية", "en": "Path"},
    "value": {"ar": "القيمة", "en": "Value"},
    "message": {"ar": "الرسالة", "en": "Message"},
}
_SEVERITY = {
    "Violation": {"ar": "مخالفة", "en": "violation"},
    "Warning": {"ar": "تنبيه", "en": "warning"},
    "Info": {"ar": "معلومة", "en": "info"},
}


def to_table(report: Report, languages: Sequence[str]) -> Table:
    """A table of the results, labels and messages in the first language of the order that they have."""
    first = languages[0]
    columns = [Column(key, heading[first]) for key, heading in _HEADINGS.items()]
    return Table(columns, [_row(r, languages) for r in report.results], first)


def _row(result: Result, languages: Sequence[str]) -> list[str]:
    return [
        _SEVERITY[result.severity][languages[0]],
        local_name(result.focus),
        _first(result.labels, languages),
        result.path,
        result.value,
        _first(result.messages, languages),
    ]


def _first(texts: dict[str, str], languages: Sequence[str]) -> str:
    """The text in the first language that there is; a fallback carries its tag."""
    for language in languages:
        if language in texts:
            return texts[language] if language == languages[0] else f"{texts[language]} [{language}]"
    return ""


def to_json(report: Report) -> str:
    """The report as JSON: `conforms` and a list of results, both languages in each."""
    results = [
        {
            "severity": r.severity,
            "focus": r.focus,
            "labels": r.labels,
            "path": r.path,
            "value": r.value,
            "constraint": r.constraint,
            "shape": r.shape,
            "messages": r.messages,
        }
        for r in report.results
    ]
    return json.dumps({"conforms": report.conforms, "results": results}, ensure_ascii=False, indent=2) + "\n"


def to_turtle(report: Report) -> str:
    """The report as SHACL prescribes it, in an order that does not change from run to run."""
    trimmed = Graph()
    for triple in report.graph:
        if triple[1] != SH.detail:
            trimmed.add(triple)
    canonical = to_canonical_graph(trimmed)
    lines = sorted(f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in canonical)
    head = [
        f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items()) if name in ("sh", "sj", "sjc", "xsd")
    ]
    return "\n".join([*head, "", *lines]) + "\n"


def verdict(report: Report, language: str) -> str:
    """One line that says how the validation ended.

    >>> verdict(Report((), Graph()), "en")
    'conforms: 0 violations, 0 warnings'
    """
    violations, warnings = report.count("Violation"), report.count("Warning")
    if language == "ar":
        outcome = "مطابق" if report.conforms else "غير مطابق"
        return f"{outcome}: المخالفات {arabic_digits(str(violations))}، التنبيهات {arabic_digits(str(warnings))}"
    return f"{'conforms' if report.conforms else 'does not conform'}: {violations} violations, {warnings} warnings"
