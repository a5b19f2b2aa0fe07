"""States by any of their names: the members and observers of the United Nations, and what only sounds like one.

The names are those of the register of countries and of `states.csv`; what holds the name of a State without being
it (a city, a sea, another land) is found as well, and passed over. Values are ISO 3166-1 alpha-3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest

from ..records import SearchName, Thing
from ..register import REGISTERS, read_register
from ..tables import split
from .doubts import is_meant, rows
from .plain import Plain
from .records import Mention
from .trie import Found, Trie, name_of
from .wording import words_of

LANGUAGES = ("ar", "en")
COUNTRY = "country/"
_ELSEWHERE = ""
_UNCERTAIN = frozenset({"كوريا", "korea"})
"""Names that two States have."""


class States:
    """Finds the names of States, and of the other lands of a register of countries.

    >>> from .plain import plain
    >>> [(m.value, m.text) for m in states().find(plain("وفي جنوب السودان وغينيا - بيساو، لا في خليج غينيا"))]
    [('SSD', 'جنوب السودان'), ('GNB', 'غينيا - بيساو')]
    """

    def __init__(self, countries: Iterable[Thing], names: Iterable[SearchName] = ()) -> None:
        labels = [(thing.id, name) for thing in countries for name in _labels(thing)]
        labels += [(name.id, name.text) for name in names]
        self._members = {row["code"] for row in rows("states")}
        labels += [
            (COUNTRY + row["code"], name) for row in rows("states") for lang in LANGUAGES for name in split(row[lang])
        ]
        labels += [(_ELSEWHERE, row["name"]) for row in rows("elsewhere")]
        named = [made for value, label in labels if (made := name_of(value, label, proper=True))]
        self._trie = Trie(name for name, _ in named)
        for name, between in named:
            self._trie.allow(name, [signs + ",،" if "(" in signs else signs for signs in between])

    def find(self, text: Plain) -> list[Mention]:
        """The States and lands that a text names, in its order: a State as a country, another land as a thing."""
        return self.read(text)[0]

    def read(self, text: Plain) -> tuple[list[Mention], list[Found]]:
        """The same, with every place that is spelled as a State, a land or what only sounds like one."""
        words = words_of(text)
        every = list(self._trie.find(words))
        lands = [found for found in every if found.name.value != _ELSEWHERE]
        mentions, after = [], -1
        for found, following in zip_longest(lands, lands[1:]):
            leads = following is not None and following.first == found.last and following.joined == 1
            if is_meant(found, words, text, listed=after == found.first or leads):
                after = found.last
                mentions.append(self._mention(found, text))
        return mentions, every

    def _mention(self, found: Found, text: Plain) -> Mention:
        start, end = found.span(words_of(text), text)
        code = found.name.value.removeprefix(COUNTRY)
        certain = found.exact and " ".join(found.name.keys) not in _UNCERTAIN
        kind, value = ("country", code) if code in self._members else ("thing", found.name.value)
        return Mention(kind, value, start, end, text.printed[start:end], certain)


def _labels(thing: Thing) -> Iterator[str]:
    for language in LANGUAGES:
        yield thing.labels[language]
        yield from thing.alternatives[language]


@cache
def states() -> States:
    """The States and lands of the authority register."""
    register = read_register(REGISTERS / "authority")
    countries = [thing for thing in register.things if thing.cls == "Country"]
    return States(countries, [name for name in register.names if name.id.startswith(COUNTRY)])
