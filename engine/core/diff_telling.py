"""A comparison of two versions in words: one sentence a change, with the names that people know.

Knows how each part of a pathway is written for a reader; which parts there are is `engine.core.diff`'s to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.core.calendar import Duration
from engine.core.days import day_in_words, duration_in_words
from engine.core.definition import Anchor, Branch, Definition, Language, OpenCase, Share, Text
from engine.core.diff import Change, Owner
from engine.core.diff_words import (
    ANY_STATE,
    BETWEEN,
    CHANGED,
    CONDITION_OF_WAY,
    ENTRY_ADDED,
    ENTRY_REMOVED,
    FEMININE,
    GAINED,
    IN_MINUS,
    IN_PLUS,
    KINDS,
    LOST,
    ONLY_TEXT,
    OTHERWISE_ORDERED,
    PARTS_IN_WORDS,
    PROCESS,
    QUOTED,
    REORDERED,
    SET_CHANGED,
    THEN,
    VALUES,
)
from engine.core.wording import OUTCOMES, ROLES, isolated

REFERS: Mapping[str, str] = {
    "Definition.start": "states",
    "Definition.basis": "sources",
    "Field.basis": "sources",
    "Field.appointment": "services",
    "CounterAnswer.basis": "sources",
    "Deadline.until": "states",
    "Deadline.pauses_in": "states",
    "Deadline.ends": "actions",
    "Deadline.on_expiry": "actions",
    "Deadline.basis": "sources",
    "Alert.lets": "actions",
    "Alert.basis": "sources",
    "Invariant.states": "states",
    "Invariant.after": "actions",
    "Invariant.basis": "sources",
    "DocumentGroup.basis": "sources",
    "Papers": "documents",
    "Choice": "actions",
    "Action.ask": "fields",
    "Action.renews": "fields",
    "Action.requires": "requirements",
    "Action.receipt": "documents",
    "Action.gives": "documents",
    "Action.consent": "consents",
    "Action.basis": "sources",
    "Action.roles": "roles",
    "SharedAction.sources": "states",
    "SharedAction.excepted": "states",
    "State.ask": "fields",
    "State.services": "services",
    "State.at": "fields",
    "State.basis": "sources",
    "State.outcome": "outcomes",
    "Consent.service": "services",
    "CatalogueDocument.issuer": "services",
    "CatalogueDocument.basis": "sources",
    "Service.basis": "sources",
    "DatedValue.basis": "sources",
    "MigrationRule.fields": "fields",
    "MigrationRule.documents": "documents",
}
"`Kind.field` → what the names that it holds are names of."
_ANCHORED = {"field": "fields", "enter": "states", "do": "actions", "document": "documents", "next": "values"}
_LONG = 160
"Letters of a text that are told: a longer one is read in its file."


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, in whose words changes are told."""

    before: Definition
    after: Definition
    language: Language

    def told(self, change: Change) -> str:
        """One change in one sentence."""
        if change.part == "Definition.digest":
            return ONLY_TEXT.of(self.language)
        return _upper(self._sentence(change))

    def _sentence(self, change: Change) -> str:
        if change.manner in ("added", "removed"):
            words = (ENTRY_ADDED if change.manner == "added" else ENTRY_REMOVED).of(self.language)
            e = "e" if change.owners[-1].kind in FEMININE else ""
            return words.format(owner=self._owner(change.owners), e=e)
        part = PARTS_IN_WORDS[change.part].of(self.language)
        holes = {"part": part, "owner": self._owner(change.owners), "of_owner": self._of(change.owners)}
        if change.manner == "reordered":
            return REORDERED.of(self.language).format_map(holes)
        if _is_set(change.before) and _is_set(change.after):
            return SET_CHANGED.of(self.language).format_map({**holes, "moves": self._moves(change)})
        before, after = self._value(change, self.before, change.before), self._value(change, self.after, change.after)
        form = GAINED if _nothing(change.before) else LOST if _nothing(change.after) else CHANGED
        return form.of(self.language).format_map({**holes, "before": before, "after": after})

    # --- whose ---

    def _owner(self, owners: tuple[Owner, ...]) -> str:
        """« l'action « Déposer » (deposer) de l'étape « Pièces » (pieces) »."""
        if not owners:
            return PROCESS.of(self.language)
        names = [self._named(each) for each in reversed(owners)]
        if self.language == "fr":
            return " ".join([names[0], *(_declined(each) for each in names[1:])])
        return THEN.of(self.language).join(reversed(names))

    def _of(self, owners: tuple[Owner, ...]) -> str:
        return _declined(self._owner(owners)) if self.language == "fr" else ""

    def _named(self, owner: Owner) -> str:
        kind = KINDS[owner.kind].of(self.language)
        title = owner.title.of(self.language)
        name = isolated(owner.id, self.language)
        if not title:
            return f"{kind} {name}" if owner.kind == "MigrationRule" else f"{kind} {self._quoted(name)}"
        return f"{kind} {self._quoted(_cut(title))} ({name})"

    # --- what ---

    def _moves(self, change: Change) -> str:
        before, after = change.before, change.after
        new = self._names(change, self.after, [each for each in _in_order(after) if each not in before])
        gone = self._names(change, self.before, [each for each in _in_order(before) if each not in after])
        told = [
            words.of(self.language).format(names=names) for words, names in ((IN_PLUS, new), (IN_MINUS, gone)) if names
        ]
        # The same names in another order, or one of them twice.
        return BETWEEN.of(self.language).join(told) or OTHERWISE_ORDERED.of(self.language)

    def _names(self, change: Change, definition: Definition, values: Collection[Any]) -> str:
        return THEN.of(self.language).join(self._one(change, definition, each) for each in values)

    def _value(self, change: Change, definition: Definition, value: Any) -> str:
        """A value as a sentence holds it."""
        if change.part in ("SharedAction.sources", "Invariant.states") and value is None:
            return ANY_STATE.of(self.language)
        if isinstance(value, Text):
            return self._quoted(_cut(value.of(self.language) if self.language != "fr" else _every(value)))
        if isinstance(value, Mapping):
            pairs = (f"{each} → {self._value(change, definition, value[each])}" for each in value)
            return THEN.of(self.language).join(pairs) or VALUES[None].of(self.language)
        if _is_set(value):
            return self._names(change, definition, _in_order(value)) or VALUES[None].of(self.language)
        return self._one(change, definition, value)

    def _one(self, change: Change, definition: Definition, value: Any) -> str:  # noqa: C901, PLR0911 -- one a type
        language = self.language
        match value:
            case Duration():
                return duration_in_words(value, language)
            case date():
                return isolated(day_in_words(value, language), language)
            case Branch(state=state, when=when):
                title = self._title(definition, "states", state)
                return title if when is None else CONDITION_OF_WAY.of(language).format(state=title, when=when)
            case Anchor(kind=kind, name=name):
                return f"{kind} {self._title(definition, _ANCHORED[kind], name)}"
            case Share(service=service, fields=names):
                named = THEN.of(language).join(self._title(definition, "fields", each) for each in names)
                return f"{self._title(definition, 'services', service)} ({named})"
            case OpenCase():
                return isolated(", ".join(_opening(value)), language)
            case tuple():
                return isolated(" = ".join(self._one(change, definition, each) for each in value), language)
            case str() if change.part in REFERS:
                return self._title(definition, REFERS[change.part], value)
            case str() if change.part.endswith((".when", ".holds", ".prompt", ".url")):
                return self._quoted(isolated(_cut(value), language))
            case bool() | None:
                return VALUES[value].of(language)
            case str() if value in VALUES:
                return VALUES[value].of(language)
            case _:
                return isolated(str(value), language)

    def _title(self, definition: Definition, kind: str, name: str) -> str:
        """What people call something, its identifier beside it."""
        if kind in ("roles", "outcomes"):
            return (ROLES if kind == "roles" else OUTCOMES)[name].of(self.language)
        found = next((title for title in _titles(definition, kind, name)), None)
        shown = isolated(name, self.language)
        return f"{self._quoted(_cut(found.of(self.language)))} ({shown})" if found is not None else shown

    def _quoted(self, text: str) -> str:
        return QUOTED.of(self.language).format(text=text)


def _titles(definition: Definition, kind: str, name: str) -> Iterator[Text]:
    """The titles of what bears that name."""
    if kind == "actions":
        yield from (each.action.title for each in (definition.actions.get(name),) if each is not None)
        yield from (state.actions[name].title for state in definition.states.values() if name in state.actions)
    elif kind == "requirements":
        yield from (state.documents[name].title for state in definition.states.values() if name in state.documents)
        yield from _titles(definition, "fields", name)
    elif kind == "fields":
        yield from (each.label for each in (definition.fields.get(name),) if each is not None)
    else:
        found = getattr(definition, kind).get(name)
        if found is not None:
            yield found.title


def _opening(opened: OpenCase) -> Iterator[str]:
    """A linked case to open, part by part: two that differ are never told alike."""
    yield opened.process
    yield f"as {opened.name}"
    if opened.carry:
        yield f"carry {' + '.join(opened.carry)}"
    if opened.after is not None:
        yield f"after {opened.after[0]} + {opened.after[1]}"
    if opened.on_close is not None:
        yield f"on_close {opened.on_close}"


def _every(text: Text) -> str:
    """A text with its translations: one that changes in Arabic alone is a change too."""
    return " / ".join(filter(None, text))


def _is_set(value: Any) -> bool:
    return isinstance(value, tuple | frozenset) and not isinstance(value, Text)


def _in_order(value: Collection[Any]) -> list[Any]:
    return sorted(value) if isinstance(value, frozenset) else list(value)


def _nothing(value: Any) -> bool:
    return value is None or value == ""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[: _LONG - 1]}…"


def _declined(words: str) -> str:
    """« de » before a French name with its article."""
    for article, contracted in (("le ", "du "), ("les ", "des ")):
        if words.startswith(article):
            return contracted + words[len(article) :]
    return f"de {words}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
