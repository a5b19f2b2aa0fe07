"""What a web server is told: which data or page an IRI leads to, media types, and the page for what is missing.

The rules look at which of the types is named first in Accept, and which language in Accept-Language; they do not weigh
q-values, which the languages of such rules cannot.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from ..policy import CONTENT_POLICY
from ..site.formats import FORMATS

_TEMPLATES = Path(__file__).parent / "templates"
FILES = {"htaccess.txt": ".htaccess", "nginx.conf": "nginx.conf"}
"""The templates, and the names of the files that are made of them."""
_FOLDER, _LISTEN = "/var/www/sijill", "80"
"""What whoever runs nginx will change."""


def rules(base: str, folder: str = _FOLDER, listen: str = _LISTEN) -> dict[str, str]:
    """The rules for Apache and nginx for a site at a base, by the names of their files.

    `folder` is where the files lie, `listen` the address and port, both for nginx alone.

    >>> sorted(rules("https://a.net/data/"))
    ['.htaccess', 'nginx.conf']
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,
    )
    shown = {
        "root": urlsplit(base).path or "/",
        "formats": FORMATS,
        "policy": CONTENT_POLICY,
        "folder": folder,
        "listen": listen,
    }
    return {name: environment.get_template(template).render(shown) for template, name in FILES.items()}
