"""How a push can end otherwise than well, told with the state in which the store is then."""

from __future__ import annotations

from loaders.text import grouped
from ontology.errors import SijillError

from .trouble import RemoteTrouble

_STATES = {
    "untouched": {
        "ar": "لم يُكتب في المخزن شيء بعد",
        "en": "Nothing was written to the store yet.",
    },
    "before": {
        "ar": "في المخزن ما كان فيه من قبل، لم يتغيّر منه شيء؛ وما أُرسل، إن أُرسل شيء، محفوظ جانباً، "
        "فإعادة الأمر تبدأ من حيث انقطع",
        "en": "The store holds what it held before, nothing of it is changed; what was sent, if anything was, is kept "
        "aside, and the same command goes on from there.",
    },
    "unknown": {
        "ar": "انقطع الطلب الذي يضع الجديد مكانه: ففي المخزن إما الجديد كله وإما القديم كله؛ "
        "أعد الأمر ليتبين أيهما فيه ويكتمل",
        "en": "The request that puts the new state in place broke off: the store holds either all of the new state or "
        "all of the old one; the same command finds out and completes it.",
    },
    "parts": {
        "ar": "قد يكون في المخزن بعض الجديد وبعض القديم؛ أعد الأمر ليكتمل",
        "en": "The store may hold a part of the new state and a part of the old one; the same command completes it.",
    },
    "after": {
        "ar": "وُضع الجديد كله في المخزن، ولكن تعذر التحقق منه أو تعذرت إزالة ما جُهّز جانباً؛ أعد الأمر ليكتمل",
        "en": "All of the new state was put in place, but it could not be checked, or what was kept aside not be "
        "cleared away; the same command completes that.",
    },
}
"""What a store holds after a push broke off."""


class NotVerified(SijillError):
    """The store does not hold what was sent."""


INTERRUPTED = 130
"""The exit status of a command that a person stops (Ctrl-C): 128 and the number of SIGINT."""


class BrokenOff(SijillError):
    """A push could not be brought to its end; the message says in which state the store is."""

    def __init__(self, trouble: RemoteTrouble, state: str, status: int = 1) -> None:
        said = _STATES[state]
        super().__init__({language: f"{trouble.said(language)}\n{text}" for language, text in said.items()})
        self.state, self.status = state, status


def interrupted() -> RemoteTrouble:
    """The trouble of a person who stops a command."""
    return RemoteTrouble({"ar": "أُوقف الأمر", "en": "the command was stopped"}, again=True)


class Disturbed(SijillError):
    """Somebody else is at work in the store, or what a push laid out there is not as it was sent."""


def not_verified(wrong: list[str], address: str) -> NotVerified:
    """The error of a store that holds something else in some graphs than was sent."""
    listed = ", ".join(wrong[:3]) + (", …" if len(wrong) > 3 else "")
    return NotVerified(
        {
            "ar": f"{address}: ليس في المخزن ما أُرسل إليه؛ رسوم بيانية تختلف ({grouped(str(len(wrong)), 'ar')}): "
            f"{listed}؛ أعد الإرسال، فإن بقي الاختلاف فالمخزن يغيّر ما يُكتب فيه: قارن بالأمر sijill diff",
            "en": f"{address}: the store does not hold what was sent; graphs that differ ({len(wrong)}): "
            f"{listed}; push again; if they still differ, the store changes what is written: compare with sijill diff",
        }
    )


def disturbed(address: str) -> Disturbed:
    """The error of a push whose staged graphs are not what was sent."""
    return Disturbed(
        {
            "ar": f"{address}: ليس ما جُهّز في المخزن ما أُرسل إليه، فلم يُعتمد ولم يتغيّر الرسم البياني: لعل إرسالاً "
            "آخر يجري، أو يكتب المخزن قيمتين مختلفتين كتابة واحدة؛ أعد الإرسال",
            "en": f"{address}: what was staged in the store is not what was sent, so it was not put in place, and the "
            "graph is as it was: perhaps another push is at work, or the store writes two different values alike; "
            "push again",
        }
    )


def overtaken(address: str) -> Disturbed:
    """The error of a push during which another put its version in place."""
    return Disturbed(
        {
            "ar": f"{address}: وُضعت في المخزن نسخة أخرى أثناء تجهيز هذه النسخة، فلم تُعتمد هذه؛ أعد الإرسال إن كانت "
            "هي المطلوبة",
            "en": f"{address}: another version was put into the store while this one was being laid out, so this one "
            "was not put in place; push again if this is the one that is wanted",
        }
    )
