"""Which kind of store answers at an address, and where its parts are."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from ontology.errors import SijillError

from .client import Client
from .credentials import Credentials, without_secrets
from .patience import Patience
from .profiles import LOGINS, Profile, behind, profile, profiles
from .trouble import RemoteTrouble

AUTO = "auto"
"""The name that stands for the kind that a store is recognised as."""


class WrongAddress(SijillError):
    """What is given for the address of a store cannot be one."""

    status = 2


class UnrecognisedStore(SijillError):
    """A store does not say of which kind it is."""


class WrongLogin(SijillError):
    """A store takes no credentials of that form, or there are none to log in with."""

    status = 2


@dataclass(frozen=True)
class Place:
    """A store at an address, which ends with a slash, and its kind; the way to log in is one of LOGINS."""

    root: str
    profile: Profile
    login: str

    def part(self, path: str) -> str:
        """The address of a part, such as its queries; a path that is an address already is taken as it is.

        >>> place("http://127.0.0.1:7878/", "oxigraph").part("query")
        'http://127.0.0.1:7878/query'
        """
        return path if path.startswith(("http://", "https://")) else behind(self.root, path)


def place(
    address: str,
    kind: str = AUTO,
    credentials: Credentials | None = None,
    login: str = "",
    patience: Patience | None = None,
) -> Place:
    """The store at an address, which may be that of one of its parts; its kind is recognised for `auto`.

    Raises WrongAddress, WrongCredentials, UnknownKind, UnrecognisedStore, WrongLogin, and RemoteTrouble.

    >>> place("http://127.0.0.1:8890/sparql", "virtuoso", Credentials("me", "x")).root
    'http://127.0.0.1:8890/'
    """
    known = credentials or Credentials()
    address = _checked(address)
    found = recognised(address, patience or Patience()) if kind == AUTO else profile(kind)
    return Place(root_of(address, found), found, _login(found, known, login))


def root_of(address: str, known: Profile) -> str:
    """The address of a store without the path of a part of it, with a slash at its end.

    >>> root_of("http://a.net/query", profile("oxigraph")), root_of("http://a.net/x", profile("oxigraph"))
    ('http://a.net/', 'http://a.net/x/')
    """
    bare = address.rstrip("/")
    for path in sorted((known.query, known.update, known.read, known.write, known.load), key=len, reverse=True):
        end = f"/{path.partition('?')[0]}"
        if path and bare.endswith(end):
            return bare.removesuffix(end) + "/"
    return f"{bare}/"


def recognised(address: str, patience: Patience) -> Profile:
    """The kind of store at an address, by what it answers. Raises RemoteTrouble and UnrecognisedStore."""
    answers: dict[str, dict[str, str]] = {}
    client = Client(Credentials(), "none", seconds=20)
    try:
        for known in profiles().values():
            for sign in known.signs:
                asked = behind(root_of(address, known), sign.path)
                if asked not in answers:
                    try:
                        answers[asked] = dict(patience.attempt(lambda asked=asked: client.headers(asked)))  # type: ignore[misc]
                    except RemoteTrouble as trouble:
                        if trouble.again or not answers:
                            raise
                        answers[asked] = {}
                if sign.met(answers[asked]):
                    return known
    finally:
        client.close()
    names = ", ".join(profiles())
    raise UnrecognisedStore(
        {
            "ar": f"{address}: لا يُعرف نوع المخزن؛ سمِّه بالخيار --kind: {names}",
            "en": f"{address}: it does not say what kind of store it is; name it with --kind: {names}",
        }
    )


def _checked(address: str) -> str:
    without_secrets(address)
    try:
        parts = urlsplit(address)
        right = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        right = False
    shown = address.partition("?")[0]
    if not right or address != shown or "#" in address:
        raise WrongAddress(  # what is behind the question mark may be secret
            {
                "ar": f"{shown} ليس عنوان مخزن؛ اكتب عنواناً مثل http://127.0.0.1:7878، ولا تُلحق به ? ولا #",
                "en": f"{shown} is not the address of a store; write one such as http://127.0.0.1:7878, without ? or #",
            }
        )
    return address


def _login(known: Profile, given: Credentials, login: str) -> str:
    """How to log in: as it was asked for; else the first way of the kind that fits what there is to log in with."""
    if login and login not in LOGINS:
        raise WrongLogin(
            {
                "ar": f"لا طريقة دخول اسمها {login}؛ والطرق: {'، '.join(LOGINS)}",
                "en": f"no way to log in is called {login!r}; use {', '.join(LOGINS)}",
            }
        )
    fitting = [way for way in known.logins if way != "none" and (way == "bearer") == bool(given.token)]
    way = login or (fitting[0] if given.given and fitting else "none")
    if way != "none" and not (given.token if way == "bearer" else given.user):
        raise WrongLogin(
            {
                "ar": f"يتطلب الدخول بطريقة {way} اسماً وكلمة سر، أو رمزاً، في متغيرات البيئة أو في ملف",
                "en": f"to log in by {way} takes a name and password, or a token, in the environment or a file",
            }
        )
    if way == "digest" and not given.user.isascii():
        raise WrongLogin(
            {
                "ar": "لا يُرسل بطريقة digest اسم مستخدم فيه حروف غير لاتينية؛ استعمل مستخدماً آخر، أو الخيار "
                "‎--auth basic",
                "en": "a user whose name has letters that are not of ASCII cannot log in by digest; use another user, "
                "or --auth basic",
            }
        )
    return way
