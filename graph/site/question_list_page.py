"""The page of all questions of the catalogue, by group, with what each is found by."""

from __future__ import annotations

from loaders.folding import PROCLITIC, SUFFIX
from queries.catalogue import Question, questions

from .ordering import sort_key
from .question_forms import example
from .search_rules import in_script
from .site import Page, Site
from .wording import LANGUAGES

LIST = "questions.html"


def list_page(site: Site, language: str) -> Page:
    """The page of all questions by group.

    >>> import pyoxigraph as ox
    >>> list_page(Site(ox.Store(), "https://a.net/"), "en").title
    'Questions'
    """
    words = site.words[language]
    groups = questions_by_group(language)
    shown = {
        "groups": groups,
        "count": sum(len(found) for _, found in groups),
        "found_by": {one.name: _found_by(site, one) for _, found in groups for one in found},
        "before": in_script(PROCLITIC),
        "behind": in_script(SUFFIX),
    }
    return Page(
        LIST,
        "questions.html",
        words("nav.questions"),
        shown,
        description=words("question.lead"),
        trail=(("index.html", words("nav.home")),),
    )


def _found_by(site: Site, one: Question) -> str:
    """What a question is found by beside its text in the language of the page: its name, and in both languages its
    text, its group, its columns, its values and their examples.
    """
    texts = [one.name]
    for language in LANGUAGES:
        texts += [one.questions[language], one.group[language]]
        texts += [headings[language] for headings in one.columns.values()]
        for parameter in one.parameters:
            if parameter.name != "lang":
                texts += [parameter.labels[language], example(site, language, parameter)]
    return " ".join(dict.fromkeys(texts))


def questions_by_group(language: str) -> list[tuple[str, list[Question]]]:
    """The questions of the catalogue under their groups, both in the order of the language.

    >>> len(questions_by_group("ar")) == len(questions_by_group("en"))
    True
    """
    groups: dict[str, list[Question]] = {}
    for one in questions().values():
        groups.setdefault(one.group[language], []).append(one)
    for found in groups.values():
        found.sort(key=lambda one: sort_key(one.questions[language], language))
    return sorted(groups.items(), key=lambda group: sort_key(group[0], language))
