"""One page of each kind: what is asked of every page of the site is asked of these."""

from __future__ import annotations

from urllib.parse import quote

REPORT = "id/document/CTOC/COP/2018/2"
MISTAKEN = "SELECT ?x WHERE {\n  ?x a sj:Campaign ;\n  FILTR(?x = 1)\n}"
KINDS = [
    "index.html",
    "id/programme/glo-act.html",
    "id/country/NGA.html",
    f"{REPORT}.html",
    f"{REPORT}/section/II.html",
    f"{REPORT}/para/36.html",
    f"{REPORT}/footnote/1.html",
    "id/dataset/sijill.html",
    "lists.html",
    "list/Event.html",
    "list/Event/year-2017.html",
    "documents.html",
    "countries.html",
    "timeline.html",
    "timeline/2017.html",
    "conflicts.html",
    "corrections.html",
    "gaps.html",
    "questions.html",
    "question/who-must-act.html",
    "query.html",
    f"query.html?query={quote('SELECT * { ?x a sj:Campaign }')}",
    f"query.html?query={quote(MISTAKEN)}",
    "ontology.html",
    "ontology/Body.html",
    "ontology/assistedCountry.html",
    "concepts.html",
    "concepts/unit.html",
    "concepts/unit-person.html",
    "search.html",
    "search.html?q=UNODC",
    "about.html",
    "nothing.html",
]
