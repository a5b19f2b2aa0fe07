"""What a reader is told of a push and a pull: how it will be done, what changes, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from loaders.text import grouped

from ..dataset import local_name
from ..table import Column, Table
from .endpoint import Endpoint
from .plan import Plan
from .pull import Pulled
from .push import Done
from .source import Source
from .trouble import RemoteTrouble

STEPS = {
    "compare": {"ar": "مقارنة ما هنا بما في المخزن", "en": "comparing with what the store holds"},
    "send": {"ar": "الإرسال", "en": "sending"},
    "switch": {"ar": "اعتماد ما أُرسل", "en": "putting it in place"},
    "clear": {"ar": "إزالة ما جُهّز جانباً", "en": "clearing away what was laid out aside"},
    "verify": {"ar": "التحقق مما وصل", "en": "checking what arrived"},
    "read": {"ar": "القراءة من المخزن", "en": "reading from the store"},
    "write": {"ar": "كتابة الملفات", "en": "writing the files"},
}
"""What the work is doing, for a reader."""
_WAYS = {
    "load": {
        "ar": "{store}: يُرسل الكل في طلب واحد، فإما أن يصل كله وإما ألا يصل منه شيء",
        "en": "{store}: all is sent in one request, which arrives whole or not at all",
    },
    "switch": {
        "ar": "{store}: يُجهَّز الجديد جانباً ثم يُعتمد بعملية واحدة؛ وإلى ذلك الحين يبقى القديم كما هو",
        "en": "{store}: the new state is laid out aside and put in place by one operation; until then the old stays",
    },
    "parts": {
        "ar": "{store}: لا يُعتمد الجديد دفعة واحدة، بل جزءاً بعد جزء؛ فإن انقطع الإرسال فأعده ليكتمل",
        "en": "{store}: the new state is not put in place at once, but part by part; "
        "if the push is broken off, do it again to complete it",
    },
    "too much": {
        "ar": "قد يكون التغيير أكبر مما يقبله {store} في عملية واحدة، فإن رفضه بقي القديم كما هو؛ "
        "ارفع حده (sijill stores) أو استعمل ‎--in-parts",
        "en": "the change may be more than {store} takes in one operation; if it refuses, the old state stays; "
        "raise its limit (see sijill stores) or use --in-parts",
    },
}
_CHANGES = {
    "new": {"ar": "جديد", "en": "new"},
    "changed": {"ar": "يُستبدل", "en": "replaced"},
    "gone": {"ar": "يُحذف", "en": "removed"},
}
_HEADS = {
    "change": {"ar": "التغيير", "en": "Change"},
    "graph": {"ar": "الرسم البياني", "en": "Graph"},
    "triples": {"ar": "الثلاثيات", "en": "Triples"},
}
_LINES = {
    "nothing": {
        "ar": "في المخزن هذه النسخة بعينها، فلم يُمس شيء. الرسوم البيانية: {graphs}، الثلاثيات: {triples}",
        "en": "the store holds this very version; nothing was touched. Graphs: {graphs}, triples: {triples}",
    },
    "compared": {
        "ar": "قورنت أعداد الثلاثيات في الرسوم البيانية كلها، ومحتوى {compared} من {graphs} منها؛ "
        "والخيار --thorough يقارن الكل",
        "en": "the numbers of triples of all graphs were compared, and the content of {compared} of {graphs}; "
        "--thorough compares all",
    },
    "would": {
        "ar": "رسوم بيانية تُضاف: {new}، وتُستبدل: {changed}، وتُحذف: {gone}، وتبقى: {same}؛ لم يُمس شيء",
        "en": "graphs to be added: {new}, replaced: {changed}, removed: {gone}, left as they are: {same}; "
        "nothing was touched",
    },
    "done": {
        "ar": "رسوم بيانية أُضيفت: {new}، واستُبدلت: {changed}، وحُذفت: {gone}، وبقيت: {same}؛ ثلاثيات أُرسلت: {sent}",
        "en": "graphs added: {new}, replaced: {changed}, removed: {gone}, left as they were: {same}; "
        "triples sent: {sent}",
    },
    "verified": {
        "ar": "قُرئ ما أُرسل من المخزن ثانية وقورن رسماً بيانياً رسماً بيانياً: مطابق. الثلاثيات: {verified}",
        "en": "what was sent was read back and compared graph by graph: it is the same. Triples: {verified}",
    },
    "unverified": {"ar": "لم يُقرأ ما أُرسل ثانية", "en": "what was sent was not read back"},
    "pulled": {
        "ar": "الرسوم البيانية: {graphs}، الثلاثيات: {triples}؛ الملفات في المجلد {folder}/",
        "en": "graphs: {graphs}, triples: {triples}; files in {folder}/",
    },
    "again": {
        "ar": "{trouble}\nيُعاد الطلب بعد مهلة بالثواني: {seconds}؛ المحاولات الباقية: {left}",
        "en": "{trouble}\nthe request is tried again in {seconds} seconds; tries left: {left}",
    },
}


def way_lines(way: str, endpoint: Endpoint, *, too_much: bool, language: str) -> list[str]:
    """How a change will be made, and what that means where it is broken off or is too much for one operation."""
    names = [way, *(["too much"] if too_much and way == "switch" else [])]
    return [_WAYS[name][language].format(store=endpoint.profile.title) for name in names]


def plan_table(planned: Plan, base: str, language: str) -> Table:
    """The graphs that a push would change, each with the number of its triples.

    >>> print(plan_table(Plan({"https://a.net/id/x": 1200}, {}, {}, {}), "https://a.net/", "en").to_csv(), end="")
    change,graph,triples
    new,x,"1,200"
    """
    sides: dict[str, Mapping[str, int]] = {"new": planned.new, "changed": planned.changed, "gone": planned.gone}
    rows = [
        [_CHANGES[change][language], local_name(name, base), grouped(str(graphs[name]), language)]
        for change, graphs in sides.items()
        for name in sorted(graphs)
    ]
    heads = [Column(name, labels[language], name == "triples") for name, labels in _HEADS.items()]
    return Table(heads, rows, language)


def done_lines(here: Source, planned: Plan, done: Done | None, language: str) -> list[str]:
    """What was done, or would be where nothing is done yet."""
    numbers = {
        "graphs": len(here.graphs),
        "triples": here.triples,
        "compared": len(planned.compared),
        "new": len(planned.new),
        "changed": len(planned.changed),
        "gone": len(planned.gone),
        "same": len(planned.same),
        "sent": done.sent if done else 0,
        "verified": done.verified if done else 0,
    }
    if planned.nothing:
        names = ["nothing", *(["compared"] if len(planned.compared) < len(here.graphs) else [])]
    elif done is None:
        names = ["would"]
    else:
        names = ["done", "verified" if done.verified else "unverified"]
    said = {name: grouped(str(number), language) for name, number in numbers.items()}
    return [_LINES[name][language].format(**said) for name in names]


def record(here: Source, endpoint: Endpoint, planned: Plan, done: Done | None) -> dict[str, object]:
    """What was done, or would be, for a program; the graphs with their numbers of triples."""
    return {
        "endpoint": endpoint.address,
        "kind": endpoint.profile.name,
        "base": here.base,
        "graphs": len(here.graphs),
        "triples": here.triples,
        "new": dict(planned.new),
        "changed": dict(planned.changed),
        "gone": dict(planned.gone),
        "same": len(planned.same),
        "compared": len(planned.compared),
        "sent": done.sent if done else 0,
        "verified": done.verified if done else 0,
    }


def pulled_line(pulled: Pulled, folder: Path, language: str) -> str:
    """What was brought, and where it is.

    >>> pulled_line(Pulled("https://a.net/", 84, 30875), Path("x"), "ar")
    'الرسوم البيانية: ٨٤، الثلاثيات: ٣٠٬٨٧٥؛ الملفات في المجلد x/'
    """
    said = {name: grouped(str(getattr(pulled, name)), language) for name in ("graphs", "triples")}
    return _LINES["pulled"][language].format(folder=folder, **said)


def again_line(trouble: RemoteTrouble, seconds: float, left: int, language: str) -> str:
    """What went wrong, and when it is tried again."""
    said = {"seconds": f"{seconds:.1f}", "left": str(left)}
    told = {name: grouped(number, language) for name, number in said.items()}
    return _LINES["again"][language].format(trouble=trouble.said(language), **told)
