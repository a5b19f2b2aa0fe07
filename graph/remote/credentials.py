"""Who one is to a store: read from the environment or from a file, never from a command line, never shown."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ontology.errors import SijillError, suggestions

VARIABLES = {"user": "SIJILL_STORE_USER", "password": "SIJILL_STORE_PASSWORD", "token": "SIJILL_STORE_TOKEN"}
"""The variables of the environment that hold what a login file may hold."""
_TOKEN = re.compile(r"[!-~]*")
"""What a token is made of; RFC 6750 allows less, but stores have their own."""


class WrongCredentials(SijillError):
    """The credentials cannot be read, or are where they must not be."""

    status = 2


@dataclass(frozen=True)
class Credentials:
    """A name and a password, or a token; none of the secrets is in its text.

    >>> Credentials("loader", "secret")
    Credentials(user='loader')
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def given(self) -> bool:
        """Whether there is anything to log in with."""
        return bool(self.user or self.token)


def credentials(file: Path | None = None, environment: Mapping[str, str] = os.environ) -> Credentials:
    """The credentials in a login file (TOML: `user` and `password`, or `token`), else those of the environment.

    Raises WrongCredentials where the file cannot be read as such, or holds anything else, and where a secret cannot be
    sent.

    >>> credentials(environment={"SIJILL_STORE_USER": "loader", "SIJILL_STORE_PASSWORD": "x"}).user
    'loader'
    """
    if file is None:
        return _fit(Credentials(**{name: environment.get(variable, "") for name, variable in VARIABLES.items()}))
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise WrongCredentials({"ar": f"تعذرت قراءة {file}: {reason}", "en": f"{file}: {reason}"}) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise _unlike(file) from None  # the message of the parser could repeat a secret
    for name, value in told.items():
        if name not in VARIABLES:
            near = suggestions(name, VARIABLES)
            raise WrongCredentials(
                {
                    "ar": f"{file}: لا مكان للاسم {name} في ملف الدخول؛ {near['ar'] or 'فيه user وpassword، أو token'}",
                    "en": f"{file}: a login file has no {name}; {near['en'] or 'it has user and password, or token'}",
                }
            )
        if not isinstance(value, str):
            raise _unlike(file)
    return _fit(Credentials(**told))


def _fit(given: Credentials) -> Credentials:
    """Credentials that go into a header. Raises WrongCredentials for others: what sends them would repeat them."""
    if not _TOKEN.fullmatch(given.token):
        raise WrongCredentials(
            {
                "ar": "في الرمز (token) مسافة أو نهاية سطر أو حرف غير لاتيني؛ أزلها منه",
                "en": "the token holds a space, the end of a line, or a letter that is not of ASCII; take it out",
            }
        )
    if not (given.user + given.password).isprintable():
        raise WrongCredentials(
            {
                "ar": "في اسم المستخدم أو كلمة السر نهاية سطر أو محرف لا يُطبع؛ أزلها",
                "en": "the user or password holds the end of a line or a character that is not printed; take it out",
            }
        )
    return given


def without_secrets(address: str) -> str:
    """The address as it is. Raises WrongCredentials where it has a name or password in it, without repeating them.

    That is so for any with the sign before them, since in one that is mistyped they may be anywhere.

    >>> without_secrets("https://me:secret@example.org/")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    graph.remote.credentials.WrongCredentials: the address of the store holds a name or ...
    """
    if "@" in address:
        raise WrongCredentials(
            {
                "ar": "في عنوان المخزن اسم أو كلمة سر، وقد يراهما غيرك في قائمة العمليات؛ "
                f"ضعهما في {VARIABLES['user']} و{VARIABLES['password']}، أو في ملف تسميه بالخيار --login",
                "en": "the address of the store holds a name or password, which others see in the list of processes; "
                f"put them into {VARIABLES['user']} and {VARIABLES['password']}, or into a file named by --login",
            }
        )
    return address


def _unlike(file: Path) -> WrongCredentials:
    return WrongCredentials(
        {
            "ar": f'{file}: المنتظر ملف TOML فيه سطران مثل user = "…" وpassword = "…"، أو سطر مثل token = "…"',
            "en": f'{file}: a TOML file is expected, with lines such as user = "…" and password = "…", or token = "…"',
        }
    )
