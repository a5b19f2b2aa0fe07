"""How well documents are read: `python -m tests.scores` prints precision, recall and F1 by kind and language.

Sentences of our own with what they cite (`tests/loaders/documents/gold/`) are scored always; hand-made gold and the
scanned report, where the shared material lies beside the project. A value counts as often as it is wanted; `alt` names
forms that count as well.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.build import default_registers, load
from loaders.documents.mentions import find_mentions
from loaders.documents.names import Names
from loaders.documents.reader import Reader
from loaders.documents.records import Context
from loaders.documents.scores import Score, scores
from loaders.documents.structure import Given
from loaders.register import Register
from tests.conftest import SHARED

OWN = Path(__file__).parent / "loaders" / "documents" / "gold"
FIELDS = {"citations": "citation", "symbols": "symbol", "dates": "date", "numbers": "number"}
Tally = dict[tuple[str, str], Score]
"""A score by kind and language."""


def sentences(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, list[str]]]]:
    """The segments of a file of sentences, each with the values that it wants by kind."""
    for case in _lines(path):
        wanted = {kind: [_value(v) for v in case.get(field) or []] for field, kind in FIELDS.items()}
        yield {**case, "optional": ()}, wanted


def corpus(path: Path, stem: Path) -> Iterator[tuple[dict[str, Any], dict[str, list[str]]]]:
    """The segments of the aligned corpus that a file speaks of, in both languages; a value is wanted once."""
    texts = {
        lang: stem.with_name(f"{stem.name}.{lang}").read_text(encoding="utf-8").split("\n") for lang in ("ar", "en")
    }
    ids = stem.with_name(f"{stem.name}.ids").read_text(encoding="utf-8").split("\n")
    for case in _lines(path):
        for lang in ("ar", "en"):
            side, place = case[lang], case["n"] - 1
            wanted = (
                {"citation": side["citations"], "symbol": side["symbols"]}
                if isinstance(side, dict)
                else {"country" if path.stem.endswith("countries") else "date": side}
            )
            segment = {
                "lang": lang,
                "text": texts[lang][place],
                "context": {"symbol": symbol_of(ids[place].split()[0])},
                "alt": case.get("alt") or {},
                "optional": case.get(f"optional_{lang}") or (),
                "once": True,
            }
            yield segment, wanted


def symbol_of(identifier: str) -> str:
    """The symbol of a document of the corpus from its id.

    >>> symbol_of("2015/s/res/2213__2015_"), symbol_of("2015/e/cn_15/2015/3")
    ('S/RES/2213(2015)', 'E/CN.15/2015/3')
    """
    parts = identifier.split("/")[1:] if identifier[:4].isdigit() else identifier.split("/")
    text = "/".join(parts).replace("__", "(").upper()
    return (text[:-1] + ")" if text.endswith("_") and "(" in text else text).replace("_", ".")


def tallied(segments: Iterable[tuple[dict[str, Any], dict[str, list[str]]]], names: Names) -> Tally:
    """Score what is found in segments against what they want."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for segment, wanted in segments:
        known = segment.get("context") or {}
        symbol, organ, date = (known.get(name) or "" for name in ("symbol", "organ", "date"))
        context = Context(symbol, organ, date, segment["lang"])
        mentions = find_mentions(segment["text"], context, names)
        also = {other: value for value, others in (segment.get("alt") or {}).items() for other in others}
        for kind, values in wanted.items():
            found = [_numeral(m.value) if kind == "number" else m.value for m in mentions if m.kind == kind]
            got = [also.get(value, value) for value in found]
            got = [value for value in got if value not in segment["optional"]]
            bags = [Counter(set(bag) if segment.get("once") else bag) for bag in (got, values)]
            row = sums[kind, segment["lang"]]
            for place, count in enumerate(((bags[0] & bags[1]).total(), bags[0].total(), bags[1].total())):
                row[place] += count
    return {key: Score(*row) for key, row in sorted(sums.items())}


def own_scores(names: Names) -> Tally:
    """The scores on the sentences of our own."""
    return tallied((pair for path in sorted(OWN.glob("*.jsonl")) for pair in sentences(path)), names)


def gold_scores(folder: Path, stem: Path, names: Names) -> dict[str, Tally]:
    """The scores on a folder of gold: sentences, and segments of the corpus."""
    made = (pair for path in sorted(folder.glob("challenge_*.jsonl")) for pair in sentences(path))
    printed = (pair for path in sorted(folder.glob("unpc_*.jsonl")) for pair in corpus(path, stem))
    return {"gold, sentences": tallied(made, names), "gold, corpus": tallied(printed, names)}


def report_scores(registers: list[Register], source: Path) -> dict[str, Score]:
    """The scores of reading the scanned report, against its register."""
    symbol = "CTOC/COP/2018/2"
    document = Reader(registers).read(source, Given(symbol=symbol)).document
    return scores(document, next(r for r in registers if r.document == f"document/{symbol}"))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _value(value: object) -> str:
    return _numeral(value["value"]) if isinstance(value, dict) else str(value)


def _numeral(value: object) -> str:
    return f"{float(str(value)):.3f}"


def main() -> None:
    """Print all scores that can be had here."""
    registers = load(default_registers())
    names = Names.of(registers)
    sets: dict[str, Tally] = {"own sentences": own_scores(names)}
    if SHARED.is_dir():
        sets |= gold_scores(SHARED / "data" / "gold", SHARED / "data" / "unpc" / "UNv1.0.devset", names)
    print(f"{'set':<16} {'kind':<12} {'lang':<4} {'wanted':>6} {'P':>6} {'R':>6} {'F1':>6}")
    for title, tally in sets.items():
        for (kind, lang), one in tally.items():
            print(
                f"{title:<16} {kind:<12} {lang:<4} {one.wanted:>6} {one.precision:.3f} {one.recall:.3f} {one.f1:>6.3f}"
            )
    if not SHARED.is_dir():
        print("the shared material is not beside this clone: neither its gold nor the report was read", file=sys.stderr)
        return
    for kind, one in report_scores(registers, SHARED / "sources" / "CTOC-COP-2018-2.ar.txt").items():
        print(
            f"{'report':<16} {kind:<12} {'ar':<4} {one.wanted:>6} {one.precision:.3f} {one.recall:.3f} {one.f1:>6.3f}"
        )


if __name__ == "__main__":
    main()
