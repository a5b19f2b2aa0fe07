"""Files that cannot be read: both languages say which one, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.files import MissingFile, UnreadableFile, read_quads
from loaders.text import ARABIC_LETTER


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("absent.ttl", None, MissingFile),
        ("absent", None, MissingFile),
        ("notes.xyz", "", UnreadableFile),
        ("bad.ttl", "<a> <b> .", UnreadableFile),
        ("newer.nt", "<x:a> <x:b> <<( <x:c> <x:d> <x:e> )>> .", UnreadableFile),
        ("far.jsonld", '{"@context": "https://example.org/c", "@id": "x:a"}', UnreadableFile),
    ],
)
def test_trouble_is_told_in_both_languages(
    tmp_path: Path, name: str, text: str | None, kind: type[UnreadableFile]
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(kind) as raised:
        list(read_quads(path))
    arabic, english = raised.value.said("ar"), raised.value.said("en")
    assert str(path) in arabic and str(path) in english
    assert ARABIC_LETTER.search(arabic) and not ARABIC_LETTER.search(english)
