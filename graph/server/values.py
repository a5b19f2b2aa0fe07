"""What a request asks for, read with limits: the path as IRIs write it, and the values behind the question mark."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote

from starlette.requests import Request

from ontology.errors import SijillError

_SAFE = "/()!$&'*+,;=:@-._~"
_ASCII = re.compile(r"[\x00-\x7f]+")
_SENT = re.compile(r"(?:[A-Za-z0-9/()!$&'*+,;=:@._~-]|%[0-9A-Fa-f]{2})+")
MOST_VALUES = 40
LONGEST_VALUE = 20_000
_HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


class WrongAddress(SijillError):
    """The address of a request cannot be read."""


def paths_of(request: Request) -> tuple[str, ...]:
    """The part of the path that a route leaves open, in the ways in which an IRI of the graph may have it."""
    path = str(request.path_params.get("path", ""))
    sent = request.scope.get("raw_path", b"").decode("latin-1").split("/")
    return written(path, "/".join(sent[len(sent) - 1 - path.count("/") :]))


def addresses_of(request: Request) -> tuple[str, ...]:
    """The whole path without its first slash, in the ways in which an address of the site may have it."""
    return written(request.scope["path"][1:], request.scope.get("raw_path", b"").decode("latin-1")[1:])


def written(path: str, sent: str) -> tuple[str, ...]:
    """A path in the ways in which IRIs may have it, each once.

    Percent-encoded as the project mints them, with letters beyond ASCII as they are, and as it was sent: what an IRI
    encodes or leaves is its own affair (RFC 3986, section 2.2), and nothing of it is left in the decoded path.

    >>> written("body/هيئة", "body/%D9%87%D9%8A%D8%A6%D8%A9")
    ('body/%D9%87%D9%8A%D8%A6%D8%A9', 'body/هيئة')
    >>> written("a'b", "a%27b")
    ("a'b", 'a%27b')
    """
    letters = path if path.isascii() else _ASCII.sub(lambda found: encoded(found[0]), path)
    forms = [encoded(path), encoded(path) if letters is path else letters]
    return tuple(dict.fromkeys([*forms, sent] if _SENT.fullmatch(sent) else forms))


def encoded(path: str) -> str:
    """A path as the IRIs of the graph have it: what they do not allow is percent-encoded.

    >>> encoded("document/A/RES/217(III)[A]")
    'document/A/RES/217(III)%5BA%5D'
    """
    return quote(path, safe=_SAFE)


def site_address(request: Request) -> str:
    """The address of the site as the client has it, with a slash at the end; what is no host is not said again."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        name, port = request.scope.get("server") or ("localhost", None)
        host = f"[{name}]" if ":" in name else name
        host += f":{port}" if port else ""
    return f"{request.scope['scheme']}://{host}/"


def values_of(request: Request) -> dict[str, str]:
    """The values behind the question mark, the last of each name, without those that are empty.

    Raises WrongAddress where they are too many, too long, or no UTF-8.
    """
    try:
        text = request.scope["query_string"].decode("utf-8")  # many programs send letters as they are
        found = parse_qsl(text, errors="strict", max_num_fields=MOST_VALUES)
    except ValueError:
        raise WrongAddress(
            {
                "ar": "القيم الواردة بعد علامة الاستفهام في العنوان ليست بترميز UTF-8، أو هي أكثر مما يُقبل",
                "en": "the values after the question mark of the address are not UTF-8, or too many",
            }
        ) from None
    if any(len(value) > LONGEST_VALUE for _, value in found):
        raise WrongAddress(
            {
                "ar": "إحدى القيم الواردة في العنوان أطول مما يُقبل",
                "en": "a value in the address is longer than is accepted",
            }
        )
    return dict(found)
