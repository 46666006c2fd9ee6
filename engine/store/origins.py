"""Erasures looked at again: whether the two names of each were those of two people, at that very moment.

Goes by histories alone, as a check reads them one after another: an account's row may have been written since, and
whoever holds the signing key could let a program erase that doesn't ask. Knows through whose hands an account came
(`account_fold`); not what a login may do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from engine.core.events import Event, Json
from engine.core.rules import SYSTEM
from engine.store.account_fold import account_after
from engine.store.erasing import ERASED
from engine.store.histories import Entry, History
from engine.store.trust import Doubt

Moment = tuple[float, str]
"(position in the whole log, recorded at): what has no position yet comes last, by its clock."


class _Standing(NamedTuple):
    """An account from one of its events on."""

    since: Moment
    hands: tuple[str, ...]
    attested: str


class _Erasure(NamedTuple):
    stream: str
    sequence: int
    at: Moment
    asked_by: str
    asked_at: str
    approved_by: str


@dataclass(slots=True)
class Origins:
    """Gathers accounts and erasures while histories go by; what is to be said of them comes last."""

    _accounts: dict[str, list[_Standing]] = field(default_factory=dict)
    _erasures: list[_Erasure] = field(default_factory=list)

    def take(self, history: History) -> None:
        """Look at a history in which nothing is wrong."""
        kind = history.entries[0].kind
        if kind == "user":
            self._account(history)
        elif kind == "subject":
            self._erasures += _erasures(history)

    def doubts(self) -> Iterator[Doubt]:
        """The erasures whose two names weren't surely two people's."""
        for each in self._erasures:
            why = self._doubt(each)
            if why:
                yield Doubt("erasure", each.stream, each.sequence, why)

    def _account(self, history: History) -> None:
        values: dict[str, Json] = {}
        login = str(history.events[0].body.get("login"))
        standings = self._accounts.setdefault(login, [])
        for entry, event in zip(history.entries, history.events, strict=True):
            # Whether a telephone was enrolled is all that matters of what is sealed, and stands in clear.
            telephone = {"totp": True} if "totp" in event.body.get("sealed", ()) else {}
            values = account_after(values, event, telephone)
            hands = (*values.get("hands", ()), *values.get("given", ()))
            standings.append(_Standing(_moment(entry, event), hands, str(values.get("attested", ""))))

    def _doubt(self, erasure: _Erasure) -> str:
        if SYSTEM.name in (erasure.asked_by, erasure.approved_by):
            return ""
        shared = self._behind(erasure.approved_by, erasure.at) & self._behind(erasure.asked_by, erasure.at)
        if shared:
            return (
                f"Demandé par « {erasure.asked_by} », approuvé par « {erasure.approved_by} » : ils ne comptaient que"
                f" pour une personne, leurs comptes étant passés par « {min(shared)} »."
            )
        known = self._standing(erasure.asked_by, erasure.at)
        if known is not None and known.attested > erasure.asked_at:
            return (
                f"Demandé par « {erasure.asked_by} » avant que quelqu'un atteste qui tenait ce compte :"
                " la demande ne valait rien."
            )
        return ""

    def _behind(self, login: str, at: Moment) -> frozenset[str]:
        """The logins of all who might stand behind an account then, itself among them."""
        found: set[str] = set()
        following = [login]
        while following:
            name = following.pop()
            if name not in found:
                found.add(name)
                standing = self._standing(name, at)
                following += standing.hands if standing is not None else ()
        return frozenset(found)

    def _standing(self, login: str, at: Moment) -> _Standing | None:
        return next((each for each in reversed(self._accounts.get(login, [])) if each.since < at), None)


def _erasures(history: History) -> Iterator[_Erasure]:
    asked: Event | None = None
    for entry, event in zip(history.entries, history.events, strict=True):
        if event.kind == "erasure_asked":
            asked = event
        # One that is done again rests on what was agreed the first time, in a log whose end is gone.
        elif event.kind == ERASED and asked is not None and "redone" not in event.body:
            at = _moment(entry, event)
            yield _Erasure(entry.name, entry.sequence, at, asked.actor, asked.recorded_at, event.actor)


def _moment(entry: Entry, event: Event) -> Moment:
    return (inf if entry.position is None else entry.position, event.recorded_at)
