"""An open case brought to another version of its pathway, by the rule that the other version has for it. Pure.

What the new version knows of a case goes on as it was; what it doesn't know is left aside, and named. A case that the
rule can't place is stuck where it is, with every reason, under the version that it was: nothing is guessed, nothing
lost. Judges no right, and knows neither where cases are kept nor who asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple

from engine.core.answers import HELD, missing
from engine.core.case import CaseState, snapshot
from engine.core.clocks import carried_clocks
from engine.core.definition import Branch, MigrationRule, Text
from engine.core.events import Draft, Json
from engine.core.life import next_dates
from engine.core.machine import Condition, Machine, Situation, condition, moments_of
from engine.core.rules import label_of
from engine.core.values import value_reason

Obstacle = Literal[
    "closed",
    "already_there",
    "no_rule",
    "not_concerned",
    "unknown",
    "state_gone",
    "no_way",
    "now_final",
    "value_refused",
    "would_be_bared",
    "erased",
    "altered",
    "of_another_kind",
    "acted_since",
]
"""Why a case stays under its version: it is closed, or of that version already; the new version has no rule for its
own; the rule's condition isn't for it, or turns on what isn't known (so does the way it would go); its state is gone,
or ended by the new version; no way of the rule is its own; a value isn't one any more, or would stand in clear; nothing
of the person is left; its row doesn't hold; the pathway has become another kind, protected or for another subject; or,
for a passage to be undone, acts of the new version rest on it."""


class Stuck(NamedTuple):
    """One reason why a case can't be brought to another version."""

    code: Obstacle
    what: str = ""
    "A state, a field, a version."
    titles: tuple[Text | str, ...] = ()
    "What people call it, or what is lacking."


@dataclass(frozen=True, slots=True)
class Carried:
    """A case as it would be under the new version."""

    case: CaseState
    private: Mapping[str, Json]
    "Its private values there."
    draft: Draft
    "What is recorded of it."
    left: Mapping[str, list[str]]
    "`fields`, `documents`, `consents`, `deadlines` → what the new version doesn't know; it stays in the history."
    renamed: Mapping[str, str]
    "Former field → the one under which what is known of it carries on."


@dataclass(frozen=True, slots=True)
class Passage:
    """The way from one version to another, prepared once for all its cases."""

    former: Machine
    machine: Machine
    rule: MigrationRule
    when: Condition | None
    ways: Mapping[str, tuple[tuple[str, Condition | None], ...]]
    "Former state → where its cases may go."


def passage(former: Machine, machine: Machine) -> Passage | None:
    """The way between two versions of a pathway; None when the newer one has no rule for the former."""
    rule = machine.definition.migration.get(former.definition.version)
    return None if rule is None else passage_by(former, machine, rule)


def passage_by(former: Machine, machine: Machine, rule: MigrationRule) -> Passage:
    """The way between two versions by a rule, be it written or supposed (`plain_rule`)."""
    moments = moments_of(machine.definition)

    def prepared(branch: Branch) -> tuple[str, Condition | None]:
        return branch.state, None if branch.when is None else condition(branch.when, moments)

    ways = {state: tuple(map(prepared, branches)) for state, branches in rule.states.items()}
    return Passage(former, machine, rule, None if rule.when is None else condition(rule.when, moments), ways)


def plain_rule(version: int) -> MigrationRule:
    """A rule that changes nothing of itself: what an impact supposes where the new version says nothing."""
    return MigrationRule(version, {}, {}, "keep", {}, None)


def carry(way: Passage, situation: Situation, *, erased: bool = False) -> Carried | tuple[Stuck, ...]:
    """The case under the new version, or every reason why it stays; `situation` is of the new machine."""
    return _Carrying(way, situation).carried(erased=erased)


def _renamed(names: Mapping[str, str], case: CaseState) -> dict[str, str]:
    """Of the data that a rule renames, those that a case holds; what it holds under the new name already is kept."""
    held = {*case.fields, *case.sealed}
    found = {old: new for old, new in names.items() if old in held and old != new}
    # One that can't go keeps its own name, and whatever would have come under that one stays too.
    while stays := {old for old, new in found.items() if new in held - found.keys()}:
        found = {old: new for old, new in found.items() if old not in stays}
    return found


def _under_new_names(situation: Situation, renamed: Mapping[str, str]) -> Situation:
    if not renamed:
        return situation
    fields, sealed, private = (
        {renamed.get(name, name): each for name, each in held.items()}
        for held in (situation.case.fields, situation.case.sealed, situation.private)
    )
    return situation._replace(case=replace(situation.case, fields=fields, sealed=sealed), private=private)


class _Carrying:
    """One case on its way."""

    def __init__(self, way: Passage, situation: Situation) -> None:
        self.way = way
        self.definition = way.machine.definition
        self.left: dict[str, list[str]] = {}
        self.renamed = _renamed(way.rule.fields, situation.case)
        # Under their names of the new version from here on: its conditions, and its clocks, know no others.
        self.situation = _under_new_names(situation, self.renamed)
        self.case = self.situation.case
        self.former_name = {new: old for old, new in self.renamed.items()}

    def carried(self, *, erased: bool) -> Carried | tuple[Stuck, ...]:
        case, definition = self.case, self.definition
        if case.outcome is not None or self.way.former.definition.states[case.state].kind == "final":
            return (Stuck("closed", case.state, (self.way.former.definition.states[case.state].title,)),)
        if case.version == definition.version:
            return (Stuck("already_there", str(case.version)),)
        if erased:
            return (Stuck("erased"),)
        former = self.way.former.definition
        if (former.confidentiality, former.subject) != (definition.confidentiality, definition.subject):
            return (Stuck("of_another_kind"),)
        target, stuck = self._target()
        stuck = (*self._concerned(), *stuck, *self._values())
        if stuck or target is None:
            return stuck
        after = replace(case.copy(), state=target, version=definition.version, digest=definition.digest)
        after.lapsed, after.lapsed_on = 0, ""
        private, secret = self._take_fields(after)
        self._take_papers(after)
        after.consents = self._known("consents", case.consents, definition.consents)
        after.came = self._came()
        after.clocks = self._clocks(after, private)
        body: dict[str, Json] = {"to_version": definition.version, "restores": snapshot(after)}
        if self.left:
            body["left"] = self.left
        if self.renamed:
            body["renamed"] = {"fields": self.renamed}
        draft = Draft("migrated", None, case.state, target, body, secret)
        return Carried(after, private, draft, self.left, self.renamed)

    # --- whether, and where ---

    def _concerned(self) -> Iterator[Stuck]:
        when = self.way.when
        if when is not None:
            answer = when.holds(self.situation.facts())
            if answer is None:
                yield self._unknown(when)
            elif answer is False:
                yield Stuck("not_concerned", when.text)

    def _target(self) -> tuple[str | None, tuple[Stuck, ...]]:
        """Where the case goes, or why that can't be said."""
        state, states = self.case.state, self.definition.states
        title = self.way.former.definition.states[state].title
        ways = self.way.ways.get(state)
        if ways is None:
            if state not in states:
                return None, (Stuck("state_gone", state, (title,)),)
            ways = ((state, None),)
        for target, when in ways:
            answer = True if when is None else when.holds(self.situation.facts())
            if answer is None and when is not None:
                return None, (self._unknown(when),)
            if answer is True:
                if states[target].kind == "final":
                    return None, (Stuck("now_final", target, (states[target].title,)),)
                return target, ()
        return None, (Stuck("no_way", state, (title,)),)

    def _unknown(self, when: Condition) -> Stuck:
        names = missing(when.tree, self.situation.facts())
        return Stuck("unknown", when.text, tuple(label_of(self.way.machine, name) for name in names))

    def _values(self) -> Iterator[Stuck]:
        """Values that the new version wouldn't take, of the fields that it declares otherwise."""
        known = {**self.case.fields, **self.situation.private}
        former = self.way.former.definition.fields
        for name in dict.fromkeys((*self.case.fields, *self.case.sealed)):
            field = self.definition.fields.get(name)
            if field is None or (field == former.get(name) and name not in self.former_name):
                continue
            if name in self.case.sealed and not field.is_private:
                yield Stuck("would_be_bared", name, (field.label,))
            elif name in known and value_reason(field, known[name], self.situation.day, known) is not None:
                yield Stuck("value_refused", name, (field.label,))

    # --- what goes along ---

    def _take_fields(self, after: CaseState) -> tuple[dict[str, Json], dict[str, Json]]:
        """(the private values there, what has to be sealed again, or to be sealed no more)."""
        fields, private, secret = self.definition.fields, dict(self.situation.private), dict[str, Json]()
        for name, value in self.case.fields.items():
            field = fields.get(name)
            if field is None or not field.kept:
                self._leave("fields", self.former_name.get(name, name))
                del after.fields[name]
            elif field.is_private:
                del after.fields[name]
                after.sealed[name] = 0
                private[name] = secret[f"fields.{name}"] = value
        for name in self.case.sealed:
            field, former = fields.get(name), self.former_name.get(name, name)
            if field is None or not field.kept:
                self._leave("fields", former)
                del after.sealed[name]
                private.pop(name, None)
                # Another datum may come under its former name, sealed.
                secret.setdefault(f"fields.{former}", None)
            elif former != name:
                # Sealed once more under its new name: the seal of before is of the old one.
                after.sealed[name] = 0
                secret[f"fields.{name}"] = private.get(name)
        for former, name in self.renamed.items():
            if name in self.case.sealed:
                secret.setdefault(f"fields.{former}", None)
        return private, secret

    def _take_papers(self, after: CaseState) -> None:
        papers: dict[str, dict[str, Json]] = {}
        for name, paper in self.case.documents.items():
            new = self._paper(name)
            if new is None:
                self._leave("documents", name)
            elif new not in papers or papers[new]["status"] not in HELD:
                papers[new] = paper
        after.documents = papers
        after.undue = list(dict.fromkeys(new for name in self.case.undue if (new := self._paper(name)) is not None))
        after.flags = [flag for each in self.case.flags if (flag := self._flag(each)) is not None]

    def _paper(self, name: str) -> str | None:
        new = self.way.rule.documents.get(name, name)
        return new if new in self.definition.documents else None

    def _flag(self, flag: str) -> str | None:
        word, sign, paper = flag.partition(":")
        if not sign:
            return flag
        new = self._paper(paper)
        return None if new is None else f"{word}:{new}"

    def _came(self) -> dict[str, str]:
        """From where states were entered, as far as the new version has them: a way back never leads nowhere."""
        pairs = ((self._place(state), self._place(source)) for state, source in self.case.came.items())
        return {state: source for state, source in pairs if state is not None and source is not None}

    def _place(self, state: str) -> str | None:
        ways = self.way.rule.states.get(state)
        if ways is not None and len(ways) == 1:
            return ways[0].state
        return state if state in self.definition.states else None

    def _clocks(self, after: CaseState, private: Mapping[str, Json]) -> dict[str, dict[str, Any]]:
        former, rule = self.way.former.definition.deadlines, self.way.rule
        for name in self.case.clocks:
            if name not in self.definition.deadlines:
                self._leave("deadlines", name)
        situation = self.situation
        # What starts a clock that the former version didn't have: data known, papers held, the state entered.
        held = {
            name: date.fromisoformat(paper.get("issued") or paper["on"])
            for name, paper in after.documents.items()
            if paper["status"] in HELD
        }
        return carried_clocks(
            self.way.machine.clocks,
            former,
            self.case.clocks,
            fate=rule.fate,
            entered=(self.case.state, after.state, date.fromisoformat(self.case.entered_on)),
            known=({**after.fields, **private}, held, next_dates(self.way.machine, situation.day)),
            day=situation.day,
            calendar=situation.calendar,
        )

    def _known(
        self, part: str, held: Mapping[str, dict[str, Json]], declared: Mapping[str, object]
    ) -> dict[str, dict[str, Json]]:
        for name in held:
            if name not in declared:
                self._leave(part, name)
        return {name: each for name, each in held.items() if name in declared}

    def _leave(self, part: str, name: str) -> None:
        self.left.setdefault(part, []).append(name)
