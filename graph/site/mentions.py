"""What a program read in a part of a document: each mention with its words, its place and its meaning, and the text.

A mention is an annotation (Web Annotation Data Model) in the graph of what was read in the part; it has no page, but a
place on that of the part, which its own address leads to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from loaders.dates import months
from loaders.labels import quantity
from loaders.text import arabic_digits
from ontology.namespaces import SJC, expand
from ontology.vocabulary import RDF_TYPE, key, vocabulary

from .outline import part_kind
from .reader import Reader, Text
from .said import Value
from .wording import Wording

_READ = "/read"
_WITH_LABEL = ("percent", "usd", "eur")
"""The units that the text of a quantity has with it."""


@dataclass(frozen=True)
class Mention:
    """A mention: its place from the first letter to behind the last, the words there, what is meant, how sure it is.

    `amount` is the fragment of the quantity that was read, where it is one.
    """

    iri: str
    printed: Text
    start: int
    end: int
    meaning: Value
    degree: str
    sure: Text
    amount: str = ""

    @property
    def fragment(self) -> str:
        """The part of its address behind the mark.

        >>> nothing = Text("", "")
        >>> Mention("https://a.net/id/a#en-4-7", nothing, 4, 7, Value(nothing, None, ()), "", nothing).fragment
        'en-4-7'
        """
        return self.iri.partition("#")[2]

    @property
    def order(self) -> tuple[str, int, int, str]:
        """What mentions are sorted by: their place, the longer one first."""
        return self.printed.language, self.start, -self.end, self.iri


@dataclass(frozen=True)
class Written:
    """The text of a part in a language: its runs, each with the fragment of the mention that it is; or with none."""

    language: str
    direction: str
    runs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Run:
    """A reading: its IRI and name, the tool and its version, and the digest of the file that was read."""

    iri: str
    name: Text
    tool: Text
    tool_iri: str
    version: str
    digest: str


@dataclass(frozen=True)
class Read:
    """What a program read in a part: mentions in their order, the text in each language, and the readings."""

    mentions: tuple[Mention, ...]
    texts: tuple[Written, ...]
    runs: tuple[Run, ...]


def read_in(reader: Reader, part: str, language: str) -> Read | None:
    """What a program read in a paragraph, footnote or document; None where none read it.

    >>> read_in(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1/para/1", "ar")
    """
    graphs = [key(graph) for graph in reader.values(part, "readGraph")]
    if not graphs:
        return None
    targets = reader.subjects("oa:hasSource", part)
    nodes = {iri for target in targets for iri in reader.subjects("oa:hasTarget", target)}
    found = [mention(reader, iri, language) for iri in nodes if is_mention(reader, iri)]
    mentions = tuple(sorted((one for one in found if one), key=lambda one: one.order))
    runs = dict.fromkeys(key(run) for graph in graphs for run in reader.values(graph, "prov:wasGeneratedBy"))
    texts = [text for text in reader.values(part, "schema:text") if isinstance(text, ox.Literal)]
    texts.sort(key=lambda text: text.language != language)
    return Read(
        mentions, tuple(_written(text, mentions) for text in texts), tuple(run(reader, iri, language) for iri in runs)
    )


def is_mention(reader: Reader, iri: str) -> bool:
    """Whether a node is a mention that a program read.

    >>> is_mention(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1#en-4-7")
    False
    """
    return expand("Mention") in reader.classes(iri)


def read_count(reader: Reader, part: str) -> int:
    """How many mentions a program read in a part.

    >>> read_count(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1/para/1")
    0
    """

    def count() -> Counter[str]:
        pattern = (None, ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("Mention")), ox.DefaultGraph())
        return Counter(key(quad.subject).partition("#")[0] for quad in reader.store.quads_for_pattern(*pattern))

    return reader.once("mentions read", count)[part]


def read_place(reader: Reader, iri: str) -> str:
    """Where a thing is shown: what was read in a paragraph on the page of that; all else at its own address.

    >>> read_place(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1/para/1/read")
    'https://a.net/id/document/A/1/para/1/read'
    """
    parts = reader.subjects("readGraph", iri) if iri.endswith(_READ) else []
    return f"{parts[0]}#read" if parts and part_kind(reader, parts[0]) else iri


def mention(reader: Reader, iri: str, language: str) -> Mention | None:
    """A mention by its IRI; None where the data do not say which words it is, and where they stand."""
    selectors = [key(v) for v in reader.values(reader.value(iri, "oa:hasTarget"), "oa:hasSelector")]
    quotes = [v for selector in selectors for v in reader.values(selector, "oa:exact") if isinstance(v, ox.Literal)]
    ends = [[_whole(reader, selector, name) for selector in selectors] for name in ("oa:start", "oa:end")]
    start, end = (max(found, default=-1) for found in ends)
    if not quotes or start < 0 or end < 0:
        return None
    meaning, amount = _meaning(reader, iri, language)
    sure = reader.value(iri, "confidence")
    return Mention(
        iri,
        Text(" ".join(quotes[0].value.split()), quotes[0].language or ""),
        start,
        end,
        meaning,
        sure.removeprefix(f"{SJC}confidence-"),
        reader.label(sure, language) if sure else Text("", ""),
        amount,
    )


def run(reader: Reader, iri: str, language: str) -> Run:
    """A reading by its IRI.

    >>> run(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1/read#run-ar", "ar").digest
    ''
    """
    tool = reader.value(iri, "prov:wasAssociatedWith")
    return Run(
        iri,
        reader.label(iri, language),
        reader.label(tool, language) if tool else Text("", ""),
        tool,
        reader.value(tool, "schema:softwareVersion") if tool else "",
        reader.value(iri, "fileDigest"),
    )


def _whole(reader: Reader, selector: str, name: str) -> int:
    value = reader.value(selector, name)
    return int(value) if value.isascii() and value.isdigit() else -1


def _meaning(reader: Reader, iri: str, language: str) -> tuple[Value, str]:
    """What is meant: a thing, a date or a period, or a quantity with the fragment of its node."""
    dates = [v for name in ("mentionedDate", "mentionedUntil") for v in reader.values(iri, name)[:1]]
    told = [_date(reader, v, language) for v in dates if isinstance(v, ox.Literal)]
    if told:
        text = Wording(language)("span", begin=told[0].text, end=told[1].text) if len(told) > 1 else told[0].text
        return Value(Text(text, told[0].language), None, ()), ""
    body = reader.value(iri, "oa:hasBody")
    if not body:
        return Value(Text("", ""), None, ()), ""
    if expand("Quantity") in reader.classes(body):
        return Value(_amount(reader, body, language), None, ()), body.partition("#")[2]
    ours = reader.known(body) or body in vocabulary().by_iri
    return Value(reader.label(body, language), body, (), external=not ours), ""


def _date(reader: Reader, value: ox.Literal, language: str) -> Text:
    """A date in words; of one that has no year the day and the month (XML Schema: `--09-19`, `--09`)."""
    month, _, day = value.value.removeprefix("--").partition("-")
    if value.value.startswith("--") and month.isdigit() and int(month) in months():
        name = months()[int(month)][language]
        text = f"{int(day)} {name}" if day.isdigit() else name
        return Text(arabic_digits(text) if language == "ar" else text, language)
    return reader.written(value, language)


def _amount(reader: Reader, iri: str, language: str) -> Text:
    """A quantity as a reader sees it: its qualifier, the number, and its unit."""
    value, qualifier, unit = (reader.value(iri, name) for name in ("schema:value", "qualifier", "unit"))
    codes = {name: iri.rpartition(f"{name}-")[2] for name, iri in (("qualifier", qualifier), ("unit", unit))}
    names = {f"qualifier/{codes['qualifier']}": qualifier, f"unit/{codes['unit']}": unit}
    plain = "exact" if codes["qualifier"] in ("", "counted") else codes["qualifier"]

    def label(token: str) -> dict[str, str]:
        return {tag: reader.label(names[token], tag).text for tag in ("ar", "en")}

    text = quantity(value, plain, codes["unit"], label)[language]
    beside = codes["unit"] and codes["unit"] not in _WITH_LABEL
    return Text(f"{text} ({reader.label(unit, language).text})" if beside else text, language)


def _written(text: ox.Literal, mentions: Iterable[Mention]) -> Written:
    """The text in runs: of mentions within one another the outermost is one."""
    runs: list[tuple[str, str]] = []
    end = 0
    for one in mentions:
        if one.printed.language == text.language and end <= one.start < one.end <= len(text.value):
            runs += [(text.value[end : one.start], ""), (text.value[one.start : one.end], one.fragment)]
            end = one.end
    runs.append((text.value[end:], ""))
    tag = text.language or ""
    return Written(tag, Text("", tag).direction, tuple(run for run in runs if run[0]))
