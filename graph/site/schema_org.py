"""schema.org data of a page."""

from __future__ import annotations

import json
from collections.abc import Mapping


def script_safe(data: Mapping[str, object]) -> str:
    """JSON that can stand in a script element."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
