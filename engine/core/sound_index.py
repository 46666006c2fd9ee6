"""People by how their names sound: those like a name that is sought are looked up, not compared one after the other.

A name is proposed where one of its words at least is like one that is sought: so only words are gone through, each once
however many bear it, and only one of those that differ in vowels alone. The answer is that of comparing everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.core.names import FIRM, LIKENESS, Sought, Wanted, skeleton

Name = tuple[str, ...]
"A name, as `sounds` has it."

_NEARLY = LIKENESS - 1e-9
"A mean isn't above the best of its terms, but for rounding."


class SoundIndex:
    """Who is called what, by sound."""

    def __init__(self) -> None:
        self._named: dict[str, tuple[Name, ...]] = {}
        self._bearers: dict[Name, list[str]] = {}
        self._names: dict[str, set[Name]] = {}
        "Word → the names that it is in."
        self._words: dict[str, set[str]] = {}
        "Consonants → the words that have them."

    def __contains__(self, who: object) -> bool:
        return who in self._named

    def put(self, who: str, names: Sequence[Name]) -> None:
        """Somebody, by each of their names; what they were called before is forgotten."""
        self.drop(who)
        self._named[who] = kept = tuple(dict.fromkeys(names))
        for name in kept:
            bearers = self._bearers.setdefault(name, [])
            if not bearers:
                for word in name:
                    self._names.setdefault(word, set()).add(name)
                    self._words.setdefault(skeleton(word), set()).add(word)
            bearers.append(who)

    def drop(self, who: str) -> None:
        """Somebody is here no more."""
        for name in self._named.pop(who, ()):
            self._bearers[name].remove(who)
            if not self._bearers[name]:
                del self._bearers[name]
                for word in set(name):
                    self._forget(word, name)

    def _forget(self, word: str, name: Name) -> None:
        self._names[word].discard(name)
        if not self._names[word]:
            del self._names[word]
            bones = skeleton(word)
            self._words[bones].discard(word)
            if not self._words[bones]:
                del self._words[bones]

    def alike(self, sought: Sequence[Sought]) -> dict[str, float]:
        """Those whose name sounds enough like one of these, each with how much."""
        found: dict[str, float] = {}
        for each in sought:
            names = {name for wanted in each.words for word in self._near(wanted) for name in self._names[word]}
            for name in names:
                likeness = each.likeness(name)
                if likeness >= LIKENESS:
                    for who in self._bearers[name]:
                        found[who] = max(likeness, found.get(who, 0.0))
        return found

    def _near(self, wanted: Wanted) -> Iterator[str]:
        """Every word that is like this one by itself."""
        wide = len(wanted.bones)
        for bones, words in self._words.items():
            if min(wide, len(bones)) < FIRM:
                yield from (word for word in words if wanted.likeness(word) >= _NEARLY)
            elif wanted.bones.ratio(bones) >= _NEARLY:
                yield from words
