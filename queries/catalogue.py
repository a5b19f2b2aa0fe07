"""The catalogue of questions: reads the header of each `.rq` file.

A header is comment lines at the top of the file:

    # question@en: Which countries take part in a programme?
    # question@ar: ...
    # group: البرامج | programmes
    # param programme iri programme/glo-act: البرنامج | programme
    # column country: البلد | country
    # graphs: optional          (where it answers without named graphs as well)
    # paragraphs: 41

A parameter's place in the query is a line `VALUES ?x { ... } # @name`; as it stands it holds the example value, so
that the file runs as it is in any SPARQL tool.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from ontology.errors import SijillError, suggestions

HERE = Path(__file__).parent
KINDS = ("iri", "first", "last", "day", "month", "integer", "paragraph", "lang")
_LINE = re.compile(r"#\s*(?P<key>question@ar|question@en|group|param|column|paragraphs)\b\s*(?P<rest>.*)")
_PARAM = re.compile(r"(?P<name>\w+)\s+(?P<kind>\w+)\s+(?P<example>\S+)\s*:\s*(?P<ar>[^|]+?)\s*\|\s*(?P<en>.+)")
_GROUP = re.compile(r"(?P<ar>[^|]+?)\s*\|\s*(?P<en>.+)")
_COLUMN = re.compile(r"(?P<name>\w+)\s*:\s*(?P<ar>[^|]+?)\s*\|\s*(?P<en>.+)")
_PLACE = re.compile(r"(?P<head>\s*VALUES \?\w+) \{.*\} # @(?P<name>\w+)")


class QuestionError(SijillError):
    """A question is not there, or its file is not as the catalogue expects it."""


class UnknownQuestion(QuestionError):
    """No question has the name."""

    status = 2


@dataclass(frozen=True)
class Parameter:
    """A typed parameter: its kind is one of KINDS, its example is written as a table would write it."""

    name: str
    kind: str
    example: str
    labels: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class Question:
    """A question with its query text; `columns` gives the heading of each result variable by language."""

    name: str
    text: str
    questions: dict[str, str] = field(hash=False)
    group: dict[str, str] = field(hash=False)
    parameters: tuple[Parameter, ...]
    columns: dict[str, dict[str, str]] = field(hash=False)
    paragraphs: tuple[str, ...]

    @property
    def takes_language(self) -> bool:
        """Whether the question has labels, and takes the language of its reader."""
        return any(parameter.name == "lang" for parameter in self.parameters)


def read(path: Path) -> Question:
    """Read one question. Raises QuestionError where the header is not complete."""
    return parse(path.stem, path.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Question:
    """Understand the text of a question. Raises QuestionError where the header is not complete."""
    file = f"{name}.rq"
    questions: dict[str, str] = {}
    group: dict[str, str] = {}
    paragraphs: tuple[str, ...] = ()
    parameters: list[Parameter] = []
    columns: dict[str, dict[str, str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line.strip())
        if not match:
            continue
        key, rest = match["key"], match["rest"].removeprefix(":").strip()
        if key.startswith("question@"):
            questions[key[-2:]] = rest
        elif key == "group":
            names = _GROUP.fullmatch(rest)
            group = names.groupdict() if names else {}
        elif key == "paragraphs":
            paragraphs = tuple(rest.replace(",", " ").split())
        else:
            found = (_PARAM if key == "param" else _COLUMN).fullmatch(rest)
            if not found:
                raise QuestionError(f"{file}:{number}: the {key} line is not as expected: {line}")
            labels = {"ar": found["ar"], "en": found["en"].strip()}
            if key == "column":
                columns[found["name"]] = labels
            elif found["kind"] not in KINDS:
                raise QuestionError(f"{file}:{number}: unknown kind {found['kind']}; one of {', '.join(KINDS)}")
            else:
                parameters.append(Parameter(found["name"], found["kind"], found["example"], labels))
    if set(questions) != {"ar", "en"} or not group or not columns:
        raise QuestionError(f"{file}: the header needs question@ar, question@en, group (Arabic | English) and columns")
    places = {place["name"] for line in text.splitlines() if (place := _PLACE.fullmatch(line))}
    for parameter in parameters:
        if parameter.name not in places:
            raise QuestionError(f"{file}: no line is `VALUES ?x {{ ... }} # @{parameter.name}`")
    return Question(name, text, questions, group, tuple(parameters), columns, paragraphs)


def questions() -> dict[str, Question]:
    """All questions by name, in the order of their names."""
    return {path.stem: read(path) for path in sorted(HERE.glob("*.rq"))}


def question(name: str) -> Question:
    """One question. Raises UnknownQuestion with the names that are like it."""
    path = HERE / f"{name}.rq"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
        names = [p.stem for p in HERE.glob("*.rq")]
        near = suggestions(name, names)
        raise UnknownQuestion(
            {
                "ar": f"لا سؤال اسمه {name}؛ {near['ar'] or 'الأمر sijill query --list يعرض الأسئلة كلها'}",
                "en": f"there is no question {name!r}; {near['en'] or 'sijill query --list shows them all'}",
            }
        )
    return read(path)


def bind(asked: Question, values: dict[str, str]) -> str:
    """Put terms in N-Triples form in the marked places; a parameter without a value keeps its example.

    >>> asked = Question("q", 'VALUES ?lang { "en" } # @lang', {}, {}, (Parameter("lang", "lang", "en", {}),), {}, ())
    >>> bind(asked, {"lang": '"ar"'})
    'VALUES ?lang { "ar" } # @lang'
    """
    lines = []
    for line in asked.text.split("\n"):
        place = _PLACE.fullmatch(line)
        if place and place["name"] in values:
            line = f"{place['head']} {{ {values[place['name']]} }} # @{place['name']}"
        lines.append(line)
    return "\n".join(lines)
