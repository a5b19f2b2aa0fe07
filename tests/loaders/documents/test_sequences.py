"""Matching two sequences of texts: what one lacks, what is split, numbers that mislead; whole, in order, and linear."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.sequences import ENGLISH_LENGTH, Group, Item, matched


def item(number: str, length: int, *keys: str) -> Item:
    return Item(number, "paragraph", length, frozenset(keys))


def translated(one: Item, number: str | None = None) -> Item:
    return Item(one.number if number is None else number, one.kind, round(one.length * ENGLISH_LENGTH), one.keys)


def shown(groups: list[Group]) -> list[tuple[list[int], list[int]]]:
    return [(list(a), list(b)) for a, b in groups]


ONE = [
    item("1", 300, "date:2018-07-23"),
    item("2", 80, "country:KEN"),
    item("3", 410, "number:12"),
    item("4", 150),
    item("5", 240, "document:A/RES/71/167"),
    item("6", 95, "country:GHA", "number:7"),
]


def test_equal_sequences_are_matched_one_to_one() -> None:
    assert shown(matched(ONE, [translated(i) for i in ONE])) == [([n], [n]) for n in range(6)]


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("gone", range(6))
def test_a_missing_text_is_found(gone: int, numbered: bool) -> None:
    one = ONE if numbered else [item("", i.length, *i.keys) for i in ONE]
    other = [translated(i) for i in one]
    del other[gone]
    groups = matched(one, other)
    assert [(list(a), list(b)) for a, b in groups if not (a and b)] == [([gone], [])]


def test_a_text_in_two_parts_without_a_number_is_matched_with_both() -> None:
    other = [translated(i) for i in ONE]
    other[2:3] = [item("3", 250, "number:12"), item("", 235)]
    assert ([2], [2, 3]) in shown(matched(ONE, other))


def test_numbers_that_were_counted_on_after_a_split_do_not_mislead() -> None:
    other = [translated(i) for i in ONE[:2]] + [item("3", 250, "number:12"), item("4", 235)]
    other += [translated(i, str(int(i.number) + 1)) for i in ONE[3:]]
    expected = [([0], [0]), ([1], [1]), ([2], [2, 3]), ([3], [4]), ([4], [5]), ([5], [6])]
    assert shown(matched(ONE, other)) == expected
    turned = [(b, a) for a, b in shown(matched(other, ONE, 1 / ENGLISH_LENGTH))]
    assert turned == expected


def test_numbers_are_believed_where_one_text_is_much_longer() -> None:
    other = [translated(i) for i in ONE]
    other[3] = item("4", 500)
    assert shown(matched(ONE, other)) == [([n], [n]) for n in range(6)]


def test_other_numbers_are_not_matched_for_want_of_better() -> None:
    one = [item("1", 300), item("2", 80), item("4", 150)]
    other = [item("1", 354), item("3", 90), item("4", 177)]
    assert ([1], [1]) not in shown(matched(one, other))


def test_one_side_empty() -> None:
    assert matched([], []) == []
    assert shown(matched(ONE[:2], [])) == [([0], []), ([1], [])]
    assert shown(matched([], ONE[:2])) == [([], [0]), ([], [1])]


def made(count: int, seed: int) -> tuple[list[Item], list[Item], set[int]]:
    """A long sequence without numbers and its translation, which lacks some texts: those are given."""
    chance = random.Random(seed)
    one, other, gone = [], [], set()
    for place in range(count):
        keys = {f"number:{chance.randrange(10 * count)}" for _ in range(chance.randrange(3))}
        one.append(item("", chance.randrange(60, 900), *keys))
        if chance.random() < 0.02:
            gone.add(place)
        else:
            length = one[-1].length * ENGLISH_LENGTH * chance.gauss(1, 0.1)
            other.append(item("", max(20, round(length)), *keys))
    return one, other, gone


def test_a_long_sequence_without_numbers() -> None:
    one, other, gone = made(1200, 5)
    groups = matched(one, other)
    assert _wrong(groups, gone, len(one)) <= 12  # of 1,200: short ones among their like


@pytest.mark.parametrize("shifted", [0, 1])
def test_a_long_sequence_with_numbers_that_are_right_or_counted_on(shifted: int) -> None:
    one, other, _ = made(600, 4)
    other = [translated(i) for i in one]
    del other[200:202]
    numbered = [item(str(n), i.length, *i.keys) for n, i in enumerate(one)]
    places = [n for n in range(600) if n not in (200, 201)]
    numbers = range(598) if shifted else places
    translation = [item(str(n), i.length, *i.keys) for n, i in zip(numbers, other, strict=True)]
    assert _wrong(matched(numbered, translation), {200, 201}, 600) <= 2 * shifted


def _wrong(groups: list[Group], gone: set[int], count: int) -> int:
    places = {place: number for number, place in enumerate(n for n in range(count) if n not in gone)}
    right = {(n, places.get(n, -1)) for n in range(count)}
    found = {(i, b.start if b else -1) for a, b in groups for i in a}
    return len(right - found)


def test_the_work_grows_with_the_length_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    from loaders.documents import sequences

    looked_at: list[int] = []
    cost = sequences._Match._cost

    def counted(self: sequences._Match, a: range, b: range) -> float:
        looked_at[-1] += 1
        return cost(self, a, b)

    monkeypatch.setattr(sequences._Match, "_cost", counted)
    for count in (1000, 2000):
        looked_at.append(0)
        one, other, _ = made(count, 9)
        matched(one, other)
    assert looked_at[1] < 2.6 * looked_at[0]


ITEMS = st.lists(
    st.builds(
        Item,
        st.sampled_from(["", "1", "2", "3", "4", "51bis", "II.A"]),
        st.sampled_from(["paragraph", "preambular"]),
        st.integers(0, 5000),
        st.frozensets(st.sampled_from(["number:1", "date:2018", "country:KEN"])),
    ),
    max_size=12,
)


@given(ITEMS, ITEMS)
def test_every_text_is_in_one_group_and_in_order(one: list[Item], other: list[Item]) -> None:
    groups = matched(one, other)
    assert [i for a, _ in groups for i in a] == list(range(len(one)))
    assert [j for _, b in groups for j in b] == list(range(len(other)))
    assert all(1 <= len(a) + len(b) <= 3 for a, b in groups)
