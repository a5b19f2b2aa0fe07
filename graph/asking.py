"""The commands that ask: query and search."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Data as DataOption
from .options import Form, Lang, Language, Whole, emit, note, say, show
from .remote_options import Auth, EndpointUrl, Kind, Login, OfBase, StoreAt, StoreKind, TimeLimit, apart

if TYPE_CHECKING:
    from .ask import Asked
    from .store import Data

app = typer.Typer()


class AnswerForm(StrEnum):
    """The form of an answer: for a reader, or one that SPARQL 1.1 defines."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    markdown = "markdown"
    md = "md"


_FOR_READERS = {AnswerForm.table: Form.table, AnswerForm.markdown: Form.markdown, AnswerForm.md: Form.markdown}


@app.command(
    epilog="Example: sijill query programme-countries --programme programme/glo-act --lang ar",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def query(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(help="A question's name, a query file, or - for the standard input.", metavar="NAME|FILE.rq|-"),
    ] = None,
    *,
    list_: Annotated[
        bool, typer.Option("--list", help="Show the questions, or those about the words that follow.")
    ] = False,
    data: DataOption,
    form: Annotated[AnswerForm, typer.Option("--format", help="Form of the answer.")] = AnswerForm.table,
    time_limit: Annotated[
        float, typer.Option(help="Seconds after which the query is stopped; 0 for no limit.", min=0)
    ] = 60,
    whole: Whole = False,
    endpoint: EndpointUrl = "",
    kind: StoreKind = "auto",
    login: Login = None,
    auth: Auth = "",
    base: OfBase = "",
    lang: Lang,
) -> None:
    """Ask a question of the graph: one of the catalogue, with its parameters as options, or a query of your own.

    sijill query NAME --help shows the parameters of a question.
    """
    if {"--help", "-h"} & {name, *context.args}:
        _help(context, None if name in ("--help", "-h") else name, lang)
        return
    if list_:
        _list(" ".join(word for word in [name, *context.args] if word), form, lang)
        return
    if name is None:
        raise typer.BadParameter("name a question or a file, or use --list", param_hint="NAME")
    values = _extra_options(context.args)
    if apart(context, endpoint, "data"):
        from .from_store import asked_at

        with asked_at(StoreAt(endpoint, kind, login, auth, base, time_limit), lang) as opened:
            _ask(name, values, opened, form, lang, time_limit, whole=whole)
    else:
        _ask(name, values, data, form, lang, time_limit, whole=whole)


def _ask(
    name: str,
    values: dict[str, str],
    data: Data,
    form: AnswerForm,
    lang: Language,
    time_limit: float,
    *,
    whole: bool,
) -> None:
    from .ask import ask
    from .question_list import example_taken
    from .syntax import unknown_terms

    asked = ask(name, values, data, lang.value)
    for parameter in asked.left_out:
        note(example_taken(parameter, lang.value), lang)
    if print_answer(asked, form, lang, time_limit, whole=whole):
        about = asked.about(lang.value)
        said = {Language.ar: "لا نتائج", Language.en: "no rows"}[lang]
        note(f"{said}: {about}" if about else said, lang)
        for line in asked.unfitting(lang.value):
            note(line, lang)
        for line in unknown_terms(asked.text, lang.value):
            note(line, lang)


def print_answer(asked: Asked, form: AnswerForm, lang: Language, seconds: float = 0, *, whole: bool = False) -> bool:
    """Print an answer in the form that was asked for, and tell whether a reader is shown no rows.

    A table without rows is not printed. Raises QueryError, and TimeIsOver after so many seconds; 0 is no limit.
    """
    if form not in _FOR_READERS:
        emit(asked.results(form.value, seconds))
        return False
    table = asked.table(lang.value, seconds)
    if table.rows or _FOR_READERS[form] is not Form.table:
        show(table, _FOR_READERS[form], whole=whole)
    return not table.rows


def _help(context: typer.Context, name: str | None, lang: Language) -> None:
    if name is None:
        typer.echo(context.get_help(), nl=False)
        return
    from queries.catalogue import question

    from .question_list import question_help

    say(question_help(question(name), lang.value), lang)


def _list(wanted: str, form: AnswerForm, lang: Language) -> None:
    from .question_list import question_lines, question_table

    table = question_table(wanted, lang.value)
    if not table.rows:
        note({Language.ar: "لا سؤال عن ذلك", Language.en: "no question is about that"}[lang], lang)
        raise typer.Exit(1)
    if form is AnswerForm.table:
        say(question_lines(wanted, lang.value), lang)
    elif form is AnswerForm.tsv:
        emit(table.to_csv("\t"))
    elif form is AnswerForm.xml:
        raise typer.BadParameter("the list comes as table, csv, tsv, json or markdown", param_hint="--format")
    else:
        show(table, _FOR_READERS.get(form) or Form(form.value))


def _extra_options(arguments: list[str]) -> dict[str, str]:
    """Read `--name value` and `--name=value` pairs."""
    values: dict[str, str] = {}
    waiting = list(arguments)
    while waiting:
        option = waiting.pop(0)
        name, equals, value = option.removeprefix("--").partition("=")
        if not option.startswith("--") or not name:
            raise typer.BadParameter(f"{option!r} is not understood; parameters are given as --name value")
        if not equals:
            if not waiting:
                raise typer.BadParameter("a value is missing", param_hint=option)
            value = waiting.pop(0)
        if name in values:
            raise typer.BadParameter("the parameter is given twice", param_hint=option)
        values[name] = value
    return values


@app.command(epilog="Example: sijill search القرار 167/71 --lang ar")
def search(
    context: typer.Context,
    text: Annotated[
        list[str],
        typer.Argument(help="A name or a part of it, an acronym, a symbol, in Arabic or English.", metavar="TEXT..."),
    ],
    *,
    of_class: Annotated[
        str | None, typer.Option("--class", help="Only things of a class, by its name or label.", metavar="CLASS")
    ] = None,
    limit: Annotated[int, typer.Option(help="At most so many things.", min=1)] = 10,
    data: DataOption,
    form: Annotated[Form, typer.Option("--format", help="Form of the answer.")] = Form.table,
    whole: Whole = False,
    endpoint: EndpointUrl = "",
    kind: Kind = "auto",
    login: Login = None,
    auth: Auth = "",
    base: OfBase = "",
    time_limit: TimeLimit = 60,
    lang: Lang,
) -> None:
    """Find things by their names in either language, best first, and say by which name each was found.

    Marks, the forms of hamza, ta marbuta, the article and case do not matter, nor does one wrong letter in a long word.
    """
    from .found import found_table

    if apart(context, endpoint, "data"):
        from .from_store import asked_at

        with asked_at(StoreAt(endpoint, kind, login, auth, base, time_limit), lang) as opened:
            table, lines = found_table(" ".join(text), opened, lang.value, of_class, limit)
    else:
        table, lines = found_table(" ".join(text), data, lang.value, of_class, limit)
    if table.rows or form is not Form.table:
        show(table, form, whole=whole)
    for line in lines:
        note(line, lang)
    if not table.rows:
        note({Language.ar: "لم يُعثر على شيء", Language.en: "nothing was found"}[lang], lang)
        raise typer.Exit(1)
