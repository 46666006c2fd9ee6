"""The projections, folded again from the events: what each row of what can be dropped must be, and setting it so.

The same functions write a row at a step and here: a rebuilt row is the stored one, byte for byte, or one of them is
wrong. Knows every stream in turn, holds one at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Table, bindparam, delete, exists, select

from engine.core.events import Event, Json
from engine.errors import BrokenHistory
from engine.store.cases import StandingOf, before_any, carried, case_row
from engine.store.codec import decode, leaf
from engine.store.connect import Link, reach
from engine.store.histories import Entry, entries, faults
from engine.store.journal import Writing, require_key
from engine.store.subjects import sealed_data, values_after
from engine.store.transaction import Log, Recorded, Stamp, SubjectKey, Vault
from engine.store.users import account_after, user_row
from engine.store.versions import require_current

StandingsOf = Callable[[str, bytes], StandingOf]
"(digest, resolved definition) → how lists see its cases; given by whoever can compile a definition."


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuilding did."""

    cases: int
    subjects: int
    changed: int
    "Rows that were not what the events say, missing ones and those too many included."


class Folder:
    """Folds streams into rows. Keeps what all of them need: keys, definitions, and how lists see their cases."""

    def __init__(self, link: Link, log: Log, standings_of: StandingsOf) -> None:
        self._link = link
        self._log = log
        self._standings_of = standings_of
        self._definitions: dict[str, tuple[int, StandingOf]] = {}

    def row(self, events: list[Entry], recorded: list[Recorded] | None = None) -> tuple[Any, ...]:
        """The row of a case, subject or account; raises BrokenHistory or UnreadableEvent when its events make none.

        `recorded` spares what reads a case a second time: it is what `recorded` gave of the same events.
        """
        try:
            if events[0].kind == "case":
                return self._case(events, self.recorded(events) if recorded is None else recorded)
            return _FOLDS[events[0].kind](self, events)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            # Bytes that hash right and were never written by us: their body may hold anything.
            raise BrokenHistory(events[0].name, events[-1].sequence, "Ce qu'il enregistre n'a pas de sens.") from error

    def recorded(self, events: list[Entry], told: list[Event] | None = None) -> list[Recorded]:
        """The events of a case with what still opens of their seals; `told` is them read already, their hashes held.

        Raises as `row` does.
        """
        first = told[0] if told else decode(events[0].stored)
        _, key = self._subject(str(first.body.get("subject", "")), first.stream)
        if told is None:
            return [self._recorded(entry, key) for entry in events]
        return [
            Recorded(event, entry.stored, entry.hash, entry.sealed, self._private(entry, key))
            for entry, event in zip(events, told, strict=True)
        ]

    def _case(self, events: list[Entry], recorded: list[Recorded]) -> tuple[Any, ...]:
        first = recorded[0].event
        subject, key = self._subject(str(first.body.get("subject", "")), first.stream)
        definition, standing_of = self._definition(_digest(recorded), first.stream)
        held = carried(before_any(events[0].stream, key), recorded, standing_of)
        return case_row(held, subject, definition, str(first.body.get("confidentiality", "ordinary")))

    def _person(self, events: list[Entry]) -> tuple[Any, ...]:
        name = events[0].name
        row, key = self._subject(name, name)
        kind = commune = ""
        values: dict[str, Json] = {}
        for entry in events:
            recorded = self._recorded(entry, key)
            kind = recorded.event.body.get("kind", kind)
            commune = recorded.event.body.get("commune", commune)
            values = values_after(values, recorded.private)
        sequence = events[-1].sequence
        return (row, kind, commune, sequence, sealed_data(key, values, name, sequence))

    def _user(self, events: list[Entry]) -> tuple[Any, ...]:
        name = events[0].name
        row, key = self._subject(name, name)
        values: dict[str, Json] = {}
        for entry in events:
            recorded = self._recorded(entry, key)
            values = account_after(values, recorded.event, recorded.private)
        return user_row(row, key, values, name, events[-1].sequence)

    def _recorded(self, entry: Entry, key: SubjectKey | None) -> Recorded:
        return Recorded(decode(entry.stored), entry.stored, leaf(entry.stored), entry.sealed, self._private(entry, key))

    def _private(self, entry: Entry, key: SubjectKey | None) -> dict[str, Json]:
        if entry.sealed is None or key is None:
            return {}
        private: dict[str, Json] = orjson.loads(key.open(entry.sealed, entry.name, entry.sequence))
        return private

    def _subject(self, name: str, stream: str) -> tuple[int, SubjectKey | None]:
        found = self._link.execute(self._log.sql.key, (name,)).fetchone()
        if found is None:
            raise BrokenHistory(stream, 1, "Son bénéficiaire n'est pas dans la base.")
        return int(found[0]), self._log.key(name, found[1])

    def _definition(self, digest: str, stream: str) -> tuple[int, StandingOf]:
        known = self._definitions.get(digest)
        if known is None:
            found = self._link.execute(self._log.sql.definition, (digest,)).fetchone()
            if found is None:
                raise BrokenHistory(stream, 1, f"Sa définition {digest[:12]} n'est pas dans la base.")
            known = int(found[0]), self._standings_of(digest, bytes(found[1]))
            self._definitions[digest] = known
        return known


_FOLDS = {"subject": Folder._person, "user": Folder._user}  # noqa: SLF001 -- of this very class
"By the kind of a stream, how its row is made."


def _digest(recorded: list[Recorded]) -> str:
    """The definition that a case ends under: that of its opening, or of its last migration."""
    events = (each.event for each in reversed(recorded))
    return next((event.definition for event in events if event.kind in ("opened", "migrated")), "")


class Projection(NamedTuple):
    """The statements on one projected table."""

    stored: str
    new: str
    drop: str
    orphans: str


def projections(log: Log) -> dict[str, Projection]:
    """The projected tables, by the kind of stream whose rows they hold."""
    sql = log.sql
    return {
        "case": _projection(log, sql.tables.cases, sql.new_case),
        "subject": _projection(log, sql.tables.subjects, sql.new_subject),
        "user": _projection(log, sql.tables.users, sql.new_user),
    }


def _projection(log: Log, table: Table, new: str) -> Projection:
    events = log.sql.tables.events
    here = table.c.stream == bindparam("row")
    orphans = select(table.c.stream).where(~exists().where(events.c.stream == table.c.stream))
    return Projection(
        stored=log.sql.text(select(table).where(here), "row"),
        new=new,
        drop=log.sql.text(delete(table).where(here), "row"),
        orphans=log.sql.text(orphans),
    )


def rebuild(url: str, vault: Vault, standings_of: StandingsOf, stamp: Stamp) -> Rebuilt:
    """Set every row of cases, subjects and accounts to what the events make of it, in one transaction.

    Raises:
        BrokenHistory, UnreadableEvent: the events of one stream make no row; nothing was changed.
        EnvironmentUnusable: the database or the key can't be used.
    """
    database = reach(url)
    link = database.link()
    try:
        require_current(database, link)
        log = Log.found(database, link, vault)
        require_key(log)
        link.execute(database.begin_write)
        done = refold(link, log, standings_of, stamp)
        database.commit(link)
    except database.errors as error:
        raise database.explain(error) from error
    finally:
        link.close()
        database.close()
    return done


def refold(link: Link, log: Log, standings_of: StandingsOf, stamp: Stamp) -> Rebuilt:
    """Rebuild inside the caller's transaction, and say so in the log; raises as `rebuild`, the caller then undoes."""
    done = _rebuild(link, log, Folder(link, log, standings_of))
    body = {"cases": done.cases, "subjects": done.subjects, "changed": done.changed}
    Writing(link, log).system("projections_rebuilt", body, {}, stamp)
    return done


def _rebuild(link: Link, log: Log, folder: Folder) -> Rebuilt:
    tables = projections(log)
    counts = dict.fromkeys(tables, 0)
    changed = 0
    for events in entries(link, log):
        first = events[0]
        for fault in faults(link, log, events):
            # Rows made of a history that was changed would show the change as the truth.
            raise BrokenHistory(fault.entry.name, fault.entry.sequence, fault.message)
        table = tables.get(first.kind)
        if table is None:
            continue
        counts[first.kind] += 1
        folded = folder.row(events)
        stored = link.execute(table.stored, (first.stream,)).fetchone()
        if stored is None or tuple(stored) != folded:
            link.execute(table.drop, (first.stream,))
            link.execute(table.new, folded)
            changed += 1
    for table in tables.values():
        for (orphan,) in link.execute(table.orphans, ()).fetchall():
            link.execute(table.drop, (orphan,))
            changed += 1
    return Rebuilt(counts["case"], counts["subject"], changed)
