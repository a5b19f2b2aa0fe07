"""What a request asks for, read with limits: the path as IRIs write it, and the values behind the question mark."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote

from starlette.requests import Request

from ontology.errors import SijillError

_SAFE = "/()!$&'*+,;=:@-._~"
MOST_VALUES = 40
LONGEST_VALUE = 20_000


class WrongAddress(SijillError):
    """The address of a request cannot be read."""


def path_of(request: Request) -> str:
    """The part of the path that a route leaves open, percent-encoded as the IRIs of the graph are."""
    return encoded(str(request.path_params.get("path", "")))


def encoded(path: str) -> str:
    """A path as the IRIs of the graph have it: what they do not allow is percent-encoded.

    >>> encoded("document/A/RES/217(III)[A]")
    'document/A/RES/217(III)%5BA%5D'
    """
    return quote(path, safe=_SAFE)


def values_of(request: Request) -> dict[str, str]:
    """The values behind the question mark, the last of each name, without those that are empty.

    Raises WrongAddress where they are too many, too long, or no UTF-8.
    """
    text = request.scope["query_string"].decode("latin-1")
    try:
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
