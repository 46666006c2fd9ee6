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

from engine.core.events import Json
from engine.errors import BrokenHistory, Said
from engine.store.account_fold import account_after, user_row
from engine.store.alongside import Keys
from engine.store.bound import subject_tag
from engine.store.case_rows import StandingOf, Taking, before_any, carried, case_row
from engine.store.connect import Link, reach
from engine.store.histories import Entry, History, entries, examined
from engine.store.journal import Writing, require_key
from engine.store.log import Log, SubjectKey, Vault
from engine.store.subjects import sealed_data, values_after
from engine.store.transaction import Recorded, Stamp
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
    left: tuple[str, ...] = ()
    "Logins of accounts whose own history was changed: their rows stay as they are, and the others are made again."


class Folder:
    """Folds streams into rows. Keeps what all of them need: keys, definitions, and how lists see their cases."""

    def __init__(self, link: Link, log: Log, standings_of: StandingsOf, keys: Keys) -> None:
        self._link = link
        self._log = log
        self._standings_of = standings_of
        self._keys = keys
        self._definitions: dict[str, tuple[int, StandingOf]] = {}
        self._met: tuple[str, tuple[int, SubjectKey | None]] | None = None
        "Whom the last history is about: asked of again for its row, and mostly by the history that follows."

    def row(self, history: History, recorded: list[Recorded], taking: Taking | None = None) -> tuple[Any, ...]:
        """The row of a case, subject or account; raises BrokenHistory or UnreadableEvent when its events make none.

        `recorded` is what `recorded` gave of the same history, in which no fault was found; `taking` folds the events
        of a case, for whoever looks at each on the way.
        """
        first = history.entries[0]
        try:
            if first.kind == "case":
                return self._case(first, recorded, taking)
            return self._person(first, recorded) if first.kind == "subject" else self._user(first, recorded)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            # Bytes that hash right and were never written by us: their body may hold anything.
            raise BrokenHistory(first.name, len(recorded), "Ce qu'il enregistre n'a pas de sens.") from error

    def recorded(self, history: History) -> list[Recorded]:
        """The events of a history with what still opens of their seals; raises as `row` does."""
        first = history.entries[0]
        name = first.name
        if first.kind == "case":
            name = str(history.events[0].body.get("subject", ""))
        _, key = self._subject(name, first)
        return [
            Recorded(
                event,
                entry.stored,
                digest,
                entry.sealed,
                {} if entry.sealed is None or key is None else _private(entry.sealed, entry, key),
            )
            for entry, event, digest in zip(history.entries, history.events, history.leaves, strict=True)
        ]

    def _case(self, entry: Entry, recorded: list[Recorded], taking: Taking | None) -> tuple[Any, ...]:
        first = recorded[0].event
        subject, key = self._subject(str(first.body.get("subject", "")), entry)
        definition, standing_of = self._definition(_digest(recorded), entry.name)
        held = carried(before_any(entry.stream, key), recorded, standing_of, taking)
        return case_row(held, subject, definition, self._log.row_key)

    def _person(self, entry: Entry, recorded: list[Recorded]) -> tuple[Any, ...]:
        row, key = self._subject(entry.name, entry)
        kind = commune = ""
        values: dict[str, Json] = {}
        for each in recorded:
            kind = each.event.body.get("kind", kind)
            commune = each.event.body.get("commune", commune)
            values = values_after(values, each.private)
        sequence, head = recorded[-1].event.sequence, recorded[-1].hash.hex()
        sealed = sealed_data(key, values, entry.name, sequence)
        mac = subject_tag(self._log.row_key, (entry.name, kind, commune, sequence), head, sealed)
        return (row, kind, commune, sequence, mac, sealed)

    def _user(self, entry: Entry, recorded: list[Recorded]) -> tuple[Any, ...]:
        row, key = self._subject(entry.name, entry)
        values: dict[str, Json] = {}
        for each in recorded:
            values = account_after(values, each.event, each.private)
        return user_row(row, key, values, recorded[-1])

    def _subject(self, name: str, entry: Entry) -> tuple[int, SubjectKey | None]:
        if self._met is None or self._met[0] != name:
            found = self._keys.of(name)
            if found is None:
                raise BrokenHistory(entry.name, 1, "Son bénéficiaire n'est pas dans la base.")
            self._met = name, (found[0], self._log.key(name, found[1]))
        return self._met[1]

    def _definition(self, digest: str, stream: str) -> tuple[int, StandingOf]:
        known = self._definitions.get(digest)
        if known is None:
            found = self._link.execute(self._log.sql.definition, (digest,)).fetchone()
            if found is None:
                raise BrokenHistory(
                    stream, 1, Said("Sa définition {digest} n'est pas dans la base.", digest=digest[:12])
                )
            known = int(found[0]), self._standings_of(digest, bytes(found[1]))
            self._definitions[digest] = known
        return known


def _private(sealed: bytes, entry: Entry, key: SubjectKey) -> dict[str, Json]:
    try:
        private: dict[str, Json] = orjson.loads(key.open(sealed, entry.name, entry.sequence))
    except ValueError as error:
        raise BrokenHistory(entry.name, entry.sequence, "Ses valeurs scellées ne sont pas lisibles.") from error
    return private


def _digest(recorded: list[Recorded]) -> str:
    """The definition that a case ends under: that of its opening, of its last migration, or of what undid one."""
    for each in reversed(recorded):
        if each.event.kind in ("opened", "migrated"):
            return each.event.definition
        if each.event.kind == "reverted":
            return str(each.event.body["restores"]["digest"])
    return ""


class Projection(NamedTuple):
    """The statements on one projected table."""

    stored: str
    onward: str
    "The rows from a stream on, in the order of streams."
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
        onward=log.sql.onward(table),
        new=new,
        drop=log.sql.text(delete(table).where(here), "row"),
        orphans=log.sql.text(orphans),
    )


def rebuild(url: str, vault: Vault, standings_of: StandingsOf, stamp: Stamp) -> Rebuilt:
    """Set every row of cases, subjects and accounts to what the events make of it, in one transaction.

    Raises:
        BrokenHistory, UnreadableEvent: the events of one case or person make no row; nothing was changed.
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
    done = _rebuild(link, log, standings_of)
    body = {"cases": done.cases, "subjects": done.subjects, "changed": done.changed}
    Writing(link, log).system("projections_rebuilt", body, {}, stamp)
    return done


def _rebuild(link: Link, log: Log, standings_of: StandingsOf) -> Rebuilt:
    tables, keys = projections(log), Keys(link, log)
    folder = Folder(link, log, standings_of, keys)
    counts = dict.fromkeys(tables, 0)
    changed, left = 0, list[str]()
    for events in entries(link, log):
        first = events[0]
        history = examined(link, log, events, keys)
        if first.kind == "user" and (history.faults or not Writing(link, log).told_of_account(first.name).holds):
            # Its row was sealed before, or opens nothing: one account keeps nobody from their work.
            left.append(_login(history, first.name))
            continue
        for fault in history.faults:
            # Rows made of a history that was changed would show the change as the truth.
            raise BrokenHistory(fault.entry.name, fault.entry.sequence, fault.message)
        table = tables.get(first.kind)
        if table is None:
            continue
        counts[first.kind] += 1
        folded = folder.row(history, folder.recorded(history))
        stored = link.execute(table.stored, (first.stream,)).fetchone()
        if stored is None or tuple(stored) != folded:
            link.execute(table.drop, (first.stream,))
            link.execute(table.new, folded)
            changed += 1
    for table in tables.values():
        for (orphan,) in link.execute(table.orphans, ()).fetchall():
            link.execute(table.drop, (orphan,))
            changed += 1
    return Rebuilt(counts["case"], counts["subject"], changed, tuple(left))


def _login(history: History, name: str) -> str:
    """How an account is called in its history; by its public identifier, where that tells nothing."""
    told = (event.body.get("login") for event in history.events if event.kind == "user_added")
    return next((login for login in told if isinstance(login, str)), name)
