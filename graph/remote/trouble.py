"""What can go wrong with a store on the web, told so that a person knows what to do, and whether to try again helps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from ontology.errors import SijillError

from .credentials import VARIABLES

_SHOWN = 300
"""Of what a store says of an error, so many characters are repeated."""
_FULL = re.compile(r"no space left|disk.{0,20}full|out of disk|while appending to file|quota", re.IGNORECASE)
"""What stores say when they cannot write any more."""
_LOGIN = {
    "ar": f"{VARIABLES['user']} و{VARIABLES['password']} أو الخيار --login",
    "en": f"{VARIABLES['user']} and {VARIABLES['password']}, or --login",
}


class RemoteTrouble(SijillError):
    """A request to a store failed. `again` says whether the same may succeed later, `after` how many seconds later.

    `tried` is how often it was sent: one of which the answer was lost may have done its work.
    """

    def __init__(self, message: Mapping[str, str], *, again: bool = False, after: float | None = None) -> None:
        super().__init__(message)
        self.again, self.after, self.tried = again, after, 1


class Unreachable(RemoteTrouble):
    """Nothing answers at the address, or the connection broke."""


class Forbidden(RemoteTrouble):
    """The store does not know who is asking, or does not let them do this."""


class TooLarge(RemoteTrouble):
    """The request is larger than the store, or what stands before it, takes."""


class Misunderstood(RemoteTrouble):
    """The store does not understand the request, or has no such address."""


class Busy(RemoteTrouble):
    """The store has no time now."""


class Failed(RemoteTrouble):
    """The store tried and failed."""


class NoStore(RemoteTrouble):
    """What answers is no store: a page for people, or something in another form."""


class CutOff(RemoteTrouble):
    """An answer is not whole."""


def unreachable(address: str, error: Exception) -> Unreachable:
    """The trouble of a connection that cannot be made or broke.

    >>> unreachable("http://127.0.0.1:9/", ConnectionRefusedError("refused")).again
    True
    """
    reason = re.sub(r"^\[Errno -?\d+\] ", "", str(error)) or type(error).__name__
    return Unreachable(
        {"ar": f"{address}: لا اتصال بالمخزن: {reason}", "en": f"{address}: no connection to the store: {reason}"},
        again=True,
    )


def cut_off(address: str) -> CutOff:
    """The trouble of an answer that ends too early."""
    return CutOff(
        {"ar": f"{address}: انقطع جواب المخزن قبل تمامه", "en": f"{address}: the answer of the store was cut off"},
        again=True,
    )


def refused(status: int, headers: Mapping[str, str], body: str, address: str, final: str = "") -> RemoteTrouble:
    """The trouble that the status of an answer stands for (RFC 9110, section 15).

    `final` is a pattern of what a store says of failures that come again whenever the request does.

    >>> refused(401, {}, "", "http://a.net/").again, refused(429, {"retry-after": "3"}, "", "http://a.net/").after
    (False, 3.0)
    """
    said = _said(headers, body)
    told = {"ar": f"؛ وقال: {said}", "en": f"; it says: {said}"} if said else {"ar": "", "en": ""}
    name = f"{status} {HTTPStatus(status).phrase}" if status in list(HTTPStatus) else str(status)

    def both(arabic: str, english: str) -> dict[str, str]:
        return {"ar": f"{address}: {arabic} ({name}){told['ar']}", "en": f"{address}: {english} ({name}){told['en']}"}

    if status in (401, 407):
        return Forbidden(
            both(
                f"لم يقبل المخزن هوية صاحب الطلب؛ تحقق من {_LOGIN['ar']}",
                f"the store does not accept who is asking; check {_LOGIN['en']}",
            )
        )
    if status == 403:
        return Forbidden(
            both(
                "لا يأذن المخزن بهذا: فهو للقراءة فقط، أو لا حق للمستخدم في الكتابة",
                "the store does not allow this: it is read-only, or the user may not write",
            )
        )
    if status in (413, 414):
        return TooLarge(both("الطلب أكبر مما يقبله المخزن", "the request is larger than the store takes"))
    if status in (429, 503):
        return Busy(both("المخزن مشغول", "the store is busy"), again=True, after=_after(headers))
    if status == HTTPStatus.INSUFFICIENT_STORAGE or (status >= 500 and _FULL.search(body)):
        return Failed(
            both(
                "لا متسع على قرص المخزن؛ أفسح له مكاناً وأعد تشغيله ثم أعد الأمر",
                "the disk of the store is full; make room, restart the store, then do it again",
            )
        )
    if status >= 500 and re.search(r"no permission|permission denied|not allowed", body, re.IGNORECASE):
        return Forbidden(both("لا حق للمستخدم في هذا", "the user may not do this"))
    if final and re.search(final, body):
        return Failed(both("رفض المخزن الطلب", "the store refuses the request"))
    if status in (408, 500, 502, 504):
        return Failed(both("تعذر ذلك على المخزن", "the store failed"), again=True)
    if 300 <= status < 400:
        place = _line(headers.get("location", ""))
        return NoStore(
            both(
                f"يحيل العنوان إلى مكان آخر: {place}؛ فاستعمله إن كان هو الصحيح",
                f"the address sends elsewhere: {place}; give that one if it is right",
            )
        )
    if status in (404, 405, 501):
        return Misunderstood(
            both(
                "ليس عند هذا العنوان ما طُلب؛ تحقق من العنوان ومن --kind",
                "what was asked for is not at this address; check the address and --kind",
            )
        )
    return Misunderstood(both("لم يفهم المخزن الطلب", "the store did not understand the request"))


def no_store(address: str, said: str) -> NoStore:
    """The trouble of an answer in a form that no store gives: a page of a login, of a proxy.

    >>> no_store("http://a.net/", "text/html").said("en")
    'http://a.net/: what answers is no store: its answer is text/html; is the address right, is there a login page?'
    """
    kind = _line(said)
    return NoStore(
        {
            "ar": f"{address}: ما يجيب ليس مخزناً: جوابه {kind}؛ فهل العنوان صحيح، وهل هناك صفحة لتسجيل الدخول؟",
            "en": f"{address}: what answers is no store: its answer is {kind}; is the address right, is there a login "
            "page?",
        }
    )


def _said(headers: Mapping[str, str], body: str) -> str:
    """What the store says in words, on one line and not too long; nothing of a page for people."""
    if "html" in headers.get("content-type", ""):
        found = re.search(r"<title>([^<]*)</title>", body, re.IGNORECASE)
        body = found[1] if found else ""
    return _line(body.split("SPARQL query:")[0])


def _line(text: str) -> str:
    """What a store says, as a line that is not too long and gives no commands to a terminal."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _after(headers: Mapping[str, str]) -> float | None:
    """The seconds of Retry-After, which may be a number or a date (RFC 9110, section 10.2.3)."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        import datetime

        return max(0.0, (parsedate_to_datetime(value) - datetime.datetime.now(datetime.UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
