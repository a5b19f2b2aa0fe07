"""A text as patterns read it: the same when it is made plain again, and every place leads back to the print."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.plain import Places, plain, spelled_plainly
from loaders.folding import fold

LETTERS = (
    "قرارأإآٱىیةکؤئ ـ\u064b\u0651\u0670\u200e\u200f\u202b\u202c\u2066\u2069\u200b\ufeff"
    "ﻻﷲ﷽ﷺﺍ٠٩۷7/A-–—«»“” \n\t\u00a0\ud800e\u0301é"
)
TEXTS = st.one_of(st.text(alphabet=LETTERS, max_size=60), st.text(max_size=60))


@given(TEXTS)
def test_folding_and_making_plain_are_idempotent(text: str) -> None:
    once = plain(text).text
    assert plain(once).text == once == spelled_plainly(text)
    assert fold(fold(text)) == fold(text)


@given(TEXTS, st.data())
def test_every_place_leads_back_to_what_was_printed(text: str, data: st.DataObject) -> None:
    found = plain(text)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    first, last = found.span(start, end)
    assert 0 <= first <= last <= len(text)
    if start < end:
        assert found.text[start:end] in spelled_plainly(text[first:last])


@given(st.text(alphabet="abـc\u200e", max_size=40))
def test_places_are_those_of_the_letters_that_stay(text: str) -> None:
    kept = [place for place, letter in enumerate(text) if letter not in "ـ\u200e"]
    places = Places(text, frozenset("ـ\u200e"), len(kept))
    assert list(places) == kept and len(places) == len(kept)
    assert places[1:3] == kept[1:3] and (not kept or places[-1] == kept[-1])
