"""Showing a validation report: as a table in the reader's language, as JSON, as Turtle."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rdflib import RDF, SH, BNode, Graph
from rdflib.term import Node

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
    "Info": {"ar": "ثغرة", "en": "gap"},
}


def to_table(report: Report, languages: Sequence[str], severities: Sequence[str]) -> Table:
    """A table of the results of some severities, their texts in the first language of the order that they have.

    `severities` are names as the table prints them in English; a column that would be empty is left out.
    """
    wanted = [r for r in report.results if _SEVERITY[r.severity]["en"] in severities]
    rows = [_row(r, languages) for r in wanted]
    kept = [i for i in range(len(_HEADINGS)) if any(row[i] for row in rows)]
    columns = [Column(key, heading[languages[0]]) for key, heading in _HEADINGS.items()]
    return Table([columns[i] for i in kept], [[row[i] for i in kept] for row in rows], languages[0])


def _row(result: Result, languages: Sequence[str]) -> list[str]:
    return [
        _SEVERITY[result.severity][languages[0]],
        local_name(result.focus),
        _first(result.labels, languages),
        result.path,
        "" if result.value == result.focus else local_name(result.value),
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
    """The report as SHACL prescribes it, in an order that does not change from run to run.

    Result nodes are named by their place in the report, and the blank nodes below them by the way that leads there.
    """
    lines: list[str] = []
    for node in report.graph.subjects(RDF.type, SH.ValidationReport):
        head = "_:report"
        for predicate, value in report.graph.predicate_objects(node):
            if predicate != SH.result:
                lines.append(f"{head} {predicate.n3()} {value.n3()} .")
    for number, result in enumerate(report.nodes, 1):
        lines.append(f"_:report {SH.result.n3()} _:r{number} .")
        lines += _described(report.graph, result, f"_:r{number}")
    prefixes = [
        f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items()) if name in ("sh", "sj", "sjc", "xsd")
    ]
    return "\n".join([*prefixes, "", *sorted(set(lines))]) + "\n"


def _described(graph: Graph, node: Node, name: str) -> list[str]:
    """What the graph says of a node, under a name, with the blank nodes it leads to; not what failed inside a shape."""
    lines = []
    pairs = sorted((p, "" if isinstance(o, BNode) else o.n3(), o) for p, o in graph.predicate_objects(node))
    for number, (predicate, text, value) in enumerate(pairs):
        if predicate == SH.detail:
            continue
        if isinstance(value, BNode):
            text = f"{name}-{number}"
            lines += _described(graph, value, text)
        lines.append(f"{name} {predicate.n3()} {text} .")
    return lines


def verdict(report: Report, language: str) -> str:
    """One line that says how the validation ended.

    >>> verdict(Report((), Graph()), "en")
    'conforms: violations 0, warnings 0, gaps 0'
    """
    counts = [report.count(severity) for severity in ("Violation", "Warning", "Info")]
    if language == "ar":
        names, outcome = ("المخالفات", "التنبيهات", "الثغرات"), "مطابق" if report.conforms else "غير مطابق"
        shown = "، ".join(f"{n} {arabic_digits(str(c))}" for n, c in zip(names, counts, strict=True))
        return f"{outcome}: {shown}"
    names, outcome = ("violations", "warnings", "gaps"), "conforms" if report.conforms else "does not conform"
    return f"{outcome}: {', '.join(f'{n} {c}' for n, c in zip(names, counts, strict=True))}"
