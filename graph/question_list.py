"""The catalogue of questions for a reader: the list of all or of those about some words, and the help of one."""

from __future__ import annotations

from difflib import get_close_matches

from loaders.folding import stems, words
from queries.catalogue import Parameter, Question, questions

from .table import Column, Table

_HEADINGS = {
    "group": {"ar": "الباب", "en": "Group"},
    "name": {"ar": "الاسم", "en": "Name"},
    "question": {"ar": "السؤال", "en": "Question"},
    "parameters": {"ar": "الخيارات", "en": "Parameters"},
}
_KINDS = {
    "iri": {"ar": "معرّف شيء أو رمز", "en": "the id of a thing, or a code"},
    "first": {"ar": "يوم أو شهر أو سنة، وتبدأ الفترة من أولها", "en": "a day, month or year; the period begins there"},
    "last": {"ar": "يوم أو شهر أو سنة، وتنتهي الفترة بآخرها", "en": "a day, month or year; the period ends there"},
    "day": {"ar": "يوم", "en": "a day"},
    "month": {"ar": "شهر", "en": "a month"},
    "integer": {"ar": "عدد صحيح", "en": "a whole number"},
    "paragraph": {
        "ar": "رقم فقرة أو حاشية، أو 0 لصفحة الغلاف",
        "en": "the number of a paragraph or footnote, or 0 for the cover page",
    },
    "lang": {"ar": "ar أو en", "en": "ar or en"},
}
_HELP = {
    "parameters": {"ar": "الخيارات:", "en": "Parameters:"},
    "columns": {"ar": "أعمدة الجواب:", "en": "Columns of the answer:"},
    "example": {"ar": "مثال:", "en": "Example:"},
}


def found_questions(wanted: str) -> list[Question]:
    """The questions whose name, group, question or parameters hold all the words, in either language, by group.

    >>> [q.name for q in found_questions("وسع حملة adaptations")], [q.name for q in found_questions("حملة adaptations")]
    ([], ['campaign-adaptations'])
    """
    asked = [{form for form, _ in stems(word)} for word in words(wanted)]
    forms_of = {q.name: _forms(q) for q in questions().values()}
    known = set().union(*forms_of.values())
    for forms in asked:
        if not forms & known:  # a word that no question has may be misspelt, or the beginning of one
            near = [word for form in forms for word in get_close_matches(form, known, n=3, cutoff=0.8)]
            forms.update(near or [word for word in known if any(len(f) > 3 and word.startswith(f) for f in forms)])
    found = [q for q in questions().values() if all(forms & forms_of[q.name] for forms in asked)]
    return sorted(found, key=lambda q: (q.group["en"], q.name))


def _forms(question: Question) -> set[str]:
    labels = [question.questions, question.group, *(p.labels for p in question.parameters)]
    texts = [question.name, *(text for label in labels for text in label.values())]
    return {form for text in texts for word in words(text) for form, _ in stems(word)}


def question_table(wanted: str, language: str) -> Table:
    """The questions about some words, all where there are none, for a program.

    >>> question_table("campaign adaptations", "en").rows[0][1::2]
    ['campaign-adaptations', '--campaign campaign/blue-heart']
    """
    rows = [[q.group[language], q.name, q.questions[language], _options(q)] for q in found_questions(wanted)]
    return Table([Column(key, heading[language]) for key, heading in _HEADINGS.items()], rows, language)


def question_lines(wanted: str, language: str) -> list[str]:
    """The questions for a terminal: a heading for each group; each name with its parameters; the question twice.

    The reader's language comes first. No line mixes two directions.

    >>> question_lines("campaign adaptations", "en")[:3]
    ['campaigns', 'الحملات', '  campaign-adaptations --campaign campaign/blue-heart']
    """
    other = "en" if language == "ar" else "ar"
    lines: list[str] = []
    last = None
    for q in found_questions(wanted):
        if q.group != last:
            lines += [*([""] if lines else []), q.group[language], q.group[other]]
            last = q.group
        lines += [f"  {q.name} {_options(q)}".rstrip(), f"      {q.questions[language]}", f"      {q.questions[other]}"]
    return lines


def question_help(question: Question, language: str) -> list[str]:
    """What one question asks, which parameters it takes and how, and what its answer holds.

    >>> from queries.catalogue import question
    >>> question_help(question("campaign-adaptations"), "en")[-1]
    '  sijill query campaign-adaptations --campaign campaign/blue-heart'
    """
    lines = [question.questions[language], ""]
    if question.parameters:
        lines.append(_HELP["parameters"][language])
        for parameter in question.parameters:
            lines += [f"  --{parameter.name} {parameter.example}", f"      {_described(parameter, language)}"]
        lines.append("")
    lines.append(_HELP["columns"][language])
    lines += [f"  {heading[language]}" for heading in question.columns.values()]
    command = f"sijill query {question.name} {_options(question)}".rstrip()
    return [*lines, "", _HELP["example"][language], f"  {command}{' --lang ar' if language == 'ar' else ''}"]


def example_taken(parameter: Parameter, language: str) -> str:
    """Say that a parameter was not given, and what is taken for it.

    >>> example_taken(Parameter("country", "iri", "country/NGA", {}), "en")
    '--country was not given; its example is taken: --country country/NGA'
    """
    given = f"--{parameter.name} {parameter.example}"
    return {
        "ar": f"لم يُعطَ الخيار --{parameter.name}، فأُخذ مثاله: {given}",
        "en": f"--{parameter.name} was not given; its example is taken: {given}",
    }[language]


def _described(parameter: Parameter, language: str) -> str:
    between = {"ar": "؛ ", "en": "; "}[language]
    return f"{parameter.labels[language]}{between}{_KINDS[parameter.kind][language]}"


def _options(question: Question) -> str:
    return " ".join(f"--{p.name} {p.example}" for p in question.parameters if p.kind != "lang")
