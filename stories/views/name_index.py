"""An index of spellings: which entities a name can mean, out of many thousand names. Pure.

It finds whatever `candidates` can give a score, and some more; `candidates` decides. Names are
only ever added, so one index serves all moments: what was known at each, the rows of the
projection say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from rapidfuzz import fuzz, process

from stories.views.addressing import addressed
from stories.views.likeness import FUZZY_LEAST, FUZZY_LETTERS, Spelled

CUTOFF = FUZZY_LEAST * 100 - 0.01
"""Of likenesses, with room for rounding."""


class NameIndex:
    """To be asked and added to by one thread at a time."""

    def __init__(self) -> None:
        self._bearers: dict[str, set[str]] = {}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._by_latin: dict[str, list[str]] = defaultdict(list)
        self._by_letters: dict[str, list[str]] = defaultdict(list)

    def add(self, name: str, entity: str) -> None:
        """That an entity has, or had, the name."""
        bearers = self._bearers.get(name)
        if bearers is None:
            bearers = self._bearers[name] = set()
            self._enter(name)
        bearers.add(entity)

    def _enter(self, name: str) -> None:
        spelled = Spelled.of(name)
        for key in _keys(spelled):
            self._by_key[key].append(name)
        for beginning in spelled.beginnings:
            self._by_beginning[beginning].append(name)
        for word in spelled.words:
            self._by_word[word].append(name)
        for latin in {spelled.transliterated, spelled.bare}:
            if len(latin) >= FUZZY_LETTERS:
                if latin not in self._by_latin:
                    self._by_letters[_letters(latin)].append(latin)
                self._by_latin[latin].append(name)

    def bearers(self, text: str) -> set[str]:
        """The entities that a searched name can mean."""
        asked = {Spelled.of(text), Spelled.of(addressed(text)[1])}
        names = (name for query in asked if query.joined for name in self._names(query))
        return {entity for name in names for entity in self._bearers[name]}

    def _names(self, query: Spelled) -> Iterator[str]:
        for key in _keys(query) - {""}:
            yield from self._by_key.get(key, ())
        yield from self._by_beginning.get(query.joined, ())
        for beginning in query.beginnings:
            yield from self._by_key.get(beginning, ())
        yield from self._by_word.get(query.transliterated, ())
        yield from self._with_all(query.words)
        yield from self._within(query.words)
        yield from self._with_all(frozenset(w for w in query.initials if len(w) > 1))
        if query.legal:
            yield from self._with_all(query.core)
        for acronym in query.acronyms:
            yield from self._with_all(query.words - {acronym})
        if len(query.transliterated) >= FUZZY_LETTERS:
            yield from self._misspelled(query)

    def _misspelled(self, query: Spelled) -> Iterator[str]:
        near = self._of_like_letters(query.transliterated)
        for spelled in (query.transliterated, *query.turned):
            for latin in _like(spelled, near):
                yield from self._by_latin[latin]
        if query.bare != query.transliterated:
            for latin in _like(query.bare, self._of_like_letters(query.bare)):
                yield from self._by_latin[latin]
        if len(query.words) == 1:
            for word in _like(query.transliterated, self._by_word.keys()):
                yield from self._by_word[word]

    def _of_like_letters(self, text: str) -> list[str]:
        """Spellings that can be like it, or like it with its words turned, by the letters that they
        share: what two texts have in common in their order is no more than that.
        """
        found = _like(_letters(text), self._by_letters.keys())
        return [latin for letters in found for latin in self._by_letters[letters]]

    def _with_all(self, words: frozenset[str]) -> Iterable[str]:
        """Names of which these are some of the words."""
        having = sorted((self._by_word.get(word, []) for word in words), key=len)
        if not having:
            return ()
        return set(having[0]).intersection(*having[1:])

    def _within(self, words: frozenset[str]) -> Iterator[str]:
        """Names whose words are all among these."""
        for word in words:
            for name in self._by_word.get(word, ()):
                if Spelled.of(name).words <= words:
                    yield name


def _keys(query: Spelled) -> set[str]:
    consonants = f"{query.consonants} without vowels"  # unlike all other keys: they have no spaces
    return {query.joined, query.transliterated, query.skeleton, query.bare, consonants}


def _letters(text: str) -> str:
    return "".join(sorted(text))


def _like(text: str, others: Collection[str]) -> list[str]:
    found = process.extract_iter(text, others, scorer=fuzz.ratio, score_cutoff=CUTOFF)
    return [like for like, *_ in found]
