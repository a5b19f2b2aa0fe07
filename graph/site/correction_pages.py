"""The pages of corrections: all of them, and those of one degree of confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ontology.vocabulary import vocabulary

from .corrections import DEGREES, all_corrections, correction
from .sheets import sheet, sheet_paths
from .site import Page, Site

PER_PAGE = 50


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of corrections at a path; None for other paths."""
    if not path.startswith("corrections"):
        return None
    for degree in ("", *DEGREES):
        rows = _rows(site, degree)
        found = sheet(rows, _stem(degree), path, PER_PAGE)
        if found:
            break
    else:
        return None
    words = site.words[language]
    counts = Counter(known for _, known in all_corrections(site.reader))
    codes = vocabulary().codes["confidence"]
    degrees = [(f"{_stem(one)}.html", site.reader.label(codes[one], language), counts[one], one) for one in DEGREES]
    told = (correction(site.reader, iri, language) for iri, _ in found.rows)
    shown = {
        "corrections": [one for one in told if one],
        "count": len(rows),
        "all": sum(counts.values()),
        "degrees": degrees,
        "degree": degree,
        "sheet": found,
    }
    title, steps = words("nav.corrections"), [("index.html", words("nav.home"))]
    if degree:
        steps.append(("corrections.html", title))
        title += f"{words('title.mark')}{site.reader.label(codes[degree], language).text}"
    return Page(path, "corrections.html", title, shown, words("doc.corrections.about"), trail=tuple(steps))


def paths(site: Site) -> Iterator[str]:
    """The paths of the pages of corrections."""
    for degree in ("", *DEGREES):
        yield from sheet_paths(len(_rows(site, degree)), _stem(degree), PER_PAGE)


def _stem(degree: str) -> str:
    return f"corrections/{degree}" if degree else "corrections"


def _rows(site: Site, degree: str) -> list[tuple[str, str]]:
    return [row for row in all_corrections(site.reader) if not degree or row[1] == degree]
