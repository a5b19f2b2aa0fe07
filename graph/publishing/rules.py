"""What a web server is told: which data or page an IRI leads to, media types, and the page for what is missing.

The rules look at which of the types is named first in Accept, and which language in Accept-Language; they do not weigh
q-values, which the languages of such rules cannot.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from ..policy import CONTENT_POLICY
from ..site.formats import FORMATS, Format
from ..site.wording import LANGUAGES

_HERE = Path(__file__).parent
FILES = {"htaccess.txt": ".htaccess", "nginx.conf": "nginx.conf"}
"""The templates, and the names of the files that are made of them."""
_FOLDER, _LISTEN = "/var/www/sijill", "80"
"""What whoever runs nginx will change."""
_PAGES = r"text/html|application/xhtml|\*/\*"
"""What of Accept leads to a page."""


def rules(base: str, folder: str = _FOLDER, listen: str = _LISTEN) -> dict[str, str]:
    """The rules for Apache and nginx for a site at a base, by the names of their files.

    `folder` is where the files lie, `listen` the address and port, both for nginx alone.

    >>> sorted(rules("https://a.net/data/"))
    ['.htaccess', 'nginx.conf']
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,
    )
    root = urlsplit(base).path or "/"
    types = media_types()
    shown = {
        "root": root,
        "root_pattern": re.escape(root),
        "forms": [(form.ending, _named_first(form)) for form in FORMATS],
        "types": [(ending, media_type) for ending, (media_type, _) in types.items()],
        "texts": [(ending, media_type) for ending, (media_type, text) in types.items() if text],
        "languages": [(tag, _language_first(tag)) for tag in LANGUAGES],
        "default_language": LANGUAGES[0],
        "policy": CONTENT_POLICY,
        "folder": folder,
        "listen": listen,
    }
    return {name: environment.get_template(template).render(shown) for template, name in FILES.items()}


def media_types() -> dict[str, tuple[str, bool]]:
    """The media types of all files of a site by their endings, each with whether it is text in UTF-8.

    >>> media_types()["ttl"], media_types()["gz"]
    (('text/turtle', True), ('application/gzip', False))
    """
    with (_HERE / "types.csv").open(encoding="utf-8", newline="") as file:
        found = {row["ending"]: (row["media_type"], row["text"] == "yes") for row in csv.DictReader(file)}
    return found | {form.ending: (form.media_type, True) for form in FORMATS}


def _named_first(form: Format) -> str:
    """The pattern of an Accept header that names a format before pages and the other formats."""
    others = "|".join(_types(other) for other in FORMATS if other != form)
    return rf"^((?!{_PAGES}|{others}).)*({_types(form)})"


def _types(form: Format) -> str:
    """The pattern of the names by which a format is asked for."""
    return "|".join(name.replace("+", r"\+") for name in (form.media_type, *form.aliases))


def _language_first(tag: str) -> str:
    """The pattern of an Accept-Language header that names a language before the others of the site.

    A tag is looked for at the beginning of a range alone: `es-AR` is the Spanish of Argentina.
    """
    others = "|".join(other for other in LANGUAGES if other != tag)
    return rf"^((?!(?<![a-z-])({others})(?![a-z])).)*(?<![a-z-]){tag}(?![a-z])"
