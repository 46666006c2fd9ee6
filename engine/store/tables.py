"""The tables, the same on SQLite and PostgreSQL, but for how an event gets its place in the whole log.

What is true for ever: `log`, `streams`, `keys`, `events`, `definitions`, `texts`. What is folded from it and
can be dropped and rebuilt: `cases`, `subjects` and `users`. Beside them: `reads`, the chained log of who saw what;
`attachments`, scans under their owner's key, their hashes in the events; `sessions` and `attempts`, which say who is
logged in now and who mistyped, and are no history. Integers join the tables; the public identifier of a case or of a
subject stands once, in `streams`. No column holds a personal value in clear.

`events.position` numbers all events of the log without a gap. On SQLite it is the row's own number, taken in the
writing transaction, which is alone. On PostgreSQL writers don't wait for each other: it stays empty at first, and is
given just after the commit in the order of `ordinal` (`Store.place_events`).

`events.sealed` is the ciphertext of what is private about an event: beside the bytes that are hashed, which hold its
hash, and the one column that may be emptied, when a person is erased. In a table of its own it would cost each step
one more page to write. `events.signature` is the Ed25519 signature of the leaf, by a key that isn't in the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

Dialect = Literal["sqlite", "postgresql"]

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"Every constraint has a name, the same on both databases: a migration can find it."

NO_DAY = "9999-12-31"
"Stored where a case has no such day: a plain value sorts last on both databases, a null doesn't."

SYSTEM = "system"
"Public name of the stream beside the cases: definitions published, backups, restores."

MARK = "mark"
"Name, in `log`, of what says under the log's own key whether it is fictitious."

_ROW = BigInteger().with_variant(Integer, "sqlite")
_WITHOUT_ROWID: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
_STRICT: dict[str, Any] = {"sqlite_strict": True}


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one dialect."""

    metadata: MetaData
    log: Table
    streams: Table
    keys: Table
    events: Table
    texts: Table
    definitions: Table
    cases: Table
    subjects: Table
    users: Table
    attempts: Table
    sessions: Table
    reads: Table
    attachments: Table


def tables(dialect: Dialect) -> Tables:
    """Describe the tables for one dialect."""
    metadata = MetaData(naming_convention=NAMES)
    return Tables(
        metadata,
        log=Table(
            "log",
            metadata,
            Column("name", Text, primary_key=True),
            Column("value", Text, nullable=False),
            **_WITHOUT_ROWID,
        ),
        streams=Table(
            "streams",
            metadata,
            Column("id", _ROW, Identity(), primary_key=True),
            Column("name", Text, nullable=False, unique=True),
            Column("kind", Text, nullable=False),
            **_STRICT,
        ),
        keys=Table(
            "keys",
            metadata,
            Column("stream", _ROW, ForeignKey("streams.id"), primary_key=True, autoincrement=False),
            Column("wrapped", LargeBinary, nullable=False),
            **_STRICT,
        ),
        events=_events(dialect, metadata),
        texts=Table(
            "texts",
            metadata,
            Column("sha256", Text, primary_key=True),
            Column("text", LargeBinary, nullable=False),
            **_STRICT,
        ),
        definitions=Table(
            "definitions",
            metadata,
            Column("id", _ROW, Identity(), primary_key=True),
            Column("process", Text, nullable=False),
            Column("version", Integer, nullable=False),
            Column("digest", Text, nullable=False, unique=True),
            Column("status", Text, nullable=False),
            Column("published_at", Text, nullable=False),
            Column("source_sha256", Text, ForeignKey("texts.sha256"), nullable=False),
            Column("resolved", LargeBinary, nullable=False),
            UniqueConstraint("process", "version"),
            **_STRICT,
        ),
        cases=_cases(metadata),
        subjects=Table(
            "subjects",
            metadata,
            Column("stream", _ROW, ForeignKey("streams.id"), primary_key=True, autoincrement=False),
            Column("kind", Text, nullable=False),
            Column("commune", Text, nullable=False, index=True),
            Column("sequence", Integer, nullable=False),
            Column("mac", LargeBinary, nullable=False),
            Column("data", LargeBinary),
            **_STRICT,
        ),
        users=_users(metadata),
        attempts=Table(
            "attempts",
            metadata,
            Column("user", _ROW, ForeignKey("streams.id"), primary_key=True, autoincrement=False),
            Column("failures", Integer, nullable=False),
            Column("not_before", Text, nullable=False),
            Column("last_code", Integer, nullable=False),
            Column("code_mac", LargeBinary),
            **_STRICT,
        ),
        sessions=Table(
            "sessions",
            metadata,
            Column("digest", LargeBinary, primary_key=True),
            Column("user", _ROW, ForeignKey("streams.id"), nullable=False, index=True),
            Column("rights", Integer, nullable=False),
            Column("begun_at", Text, nullable=False),
            Column("seen_at", Text, nullable=False),
            Column("ends_at", Text, nullable=False),
            Column("mac", LargeBinary, nullable=False),
            **_STRICT,
        ),
        reads=Table(
            "reads",
            metadata,
            Column("position", Integer, primary_key=True, autoincrement=False),
            Column("at", Text, nullable=False, index=True),
            Column("hash", LargeBinary, nullable=False),
            Column("bytes", LargeBinary, nullable=False),
            **_STRICT,
        ),
        attachments=_attachments(metadata),
    )


def _attachments(metadata: MetaData) -> Table:
    """Scans, each written before its event, whose sequence in the case it then bears; without one it is nobody's."""
    attachments = Table(
        "attachments",
        metadata,
        Column("id", Text, primary_key=True),
        Column("case", _ROW, ForeignKey("streams.id"), nullable=False, index=True),
        Column("subject", _ROW, ForeignKey("streams.id"), nullable=False, index=True),
        Column("sha256", LargeBinary, nullable=False),
        Column("size", Integer, nullable=False),
        Column("media", Text, nullable=False),
        Column("made_at", Text, nullable=False),
        Column("sequence", Integer),
        Column("sealed", LargeBinary),
        **_STRICT,
    )
    unclaimed = text("sequence IS NULL")
    Index("ix_attachments_unclaimed", attachments.c.made_at, sqlite_where=unclaimed, postgresql_where=unclaimed)
    return attachments


def _users(metadata: MetaData) -> Table:
    """Accounts: a projection of their own streams. `data` holds all of it, sealed; the columns are for lists."""
    return Table(
        "users",
        metadata,
        Column("stream", _ROW, ForeignKey("streams.id"), primary_key=True, autoincrement=False),
        Column("login", Text, nullable=False, unique=True),
        Column("role", Text, nullable=False),
        Column("commune", Text, nullable=False),
        Column("active", Integer, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("data", LargeBinary),
        **_STRICT,
    )


def _events(dialect: Dialect, metadata: MetaData) -> Table:
    """The journal: the exact bytes hashed, and their hash; what else they say is read from them alone."""
    place: list[Any] = [
        Column("position", Integer, primary_key=True),
        UniqueConstraint("stream", "sequence"),
    ]
    if dialect == "postgresql":
        place = [
            Column("position", BigInteger, unique=True),
            Column("ordinal", BigInteger, Identity(always=True), nullable=False),
            PrimaryKeyConstraint("stream", "sequence"),
        ]
    events = Table(
        "events",
        metadata,
        # No foreign key: PostgreSQL would lock the stream's row at each step, and a stream is never taken away.
        Column("stream", _ROW, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        # Of the first event that a command wrote: its key, the keyed hash of the demand, and how many events it wrote.
        Column("command_key", Text),
        Column("command_mac", LargeBinary),
        Column("command_events", Integer),
        Column("bytes", LargeBinary, nullable=False),
        Column("sealed", LargeBinary),
        Column("signature", LargeBinary),
        # What its columns of the command hold is in no event: tagged (`engine.store.bound`).
        Column("row_mac", LargeBinary),
        *place,
        **_STRICT,
    )
    # By stream first, as the events themselves: a key is drawn at random, and would touch a page of its own each time.
    for name, columns, chosen in (
        ("ux_events_stream_command_key", (events.c.stream, events.c.command_key), "command_key IS NOT NULL"),
        ("ux_events_opening_command_key", (events.c.command_key,), "command_key IS NOT NULL AND sequence = 1"),
    ):
        Index(name, *columns, unique=True, sqlite_where=text(chosen), postgresql_where=text(chosen))
    return events


def _cases(metadata: MetaData) -> Table:
    """Where each case stands: a projection. Small columns first, so that a list reads no page of snapshots.

    `line_mac` holds what lists show, `mac` all of the row (`engine.store.bound`).
    """
    cases = Table(
        "cases",
        metadata,
        Column("stream", _ROW, ForeignKey("streams.id"), primary_key=True, autoincrement=False),
        Column("subject", _ROW, ForeignKey("streams.id"), nullable=False),
        Column("definition", _ROW, ForeignKey("definitions.id"), nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("open", Integer, nullable=False),
        Column("confidentiality", Text, nullable=False),
        Column("commune", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("queue", Text, nullable=False),
        Column("due", Text, nullable=False),
        Column("wake", Text, nullable=False),
        Column("meets", Text, nullable=False),
        Column("meets_last", Text, nullable=False),
        Column("opened_on", Text, nullable=False),
        Column("assigned", Text),
        Column("marks", Integer, nullable=False),
        Column("line_mac", LargeBinary, nullable=False),
        Column("mac", LargeBinary, nullable=False),
        Column("sealed_at", Integer),
        Column("snapshot", LargeBinary, nullable=False),
        Column("sealed", LargeBinary),
        # Room for a row's next version beside it: PostgreSQL then leaves the indexes alone.
        postgresql_with={"fillfactor": 70},
        **_STRICT,
    )
    is_open = text("open = 1")
    for name, columns in (
        ("ix_cases_worklist", (cases.c.commune, cases.c.queue, cases.c.due, cases.c.stream)),
        ("ix_cases_due", (cases.c.queue, cases.c.due, cases.c.stream)),
        ("ix_cases_wake", (cases.c.wake, cases.c.stream)),
    ):
        Index(name, *columns, sqlite_where=is_open, postgresql_where=is_open)
    # Few cases have an appointment: the others stand in no index of them, and pay nothing for it.
    meets = text(f"open = 1 AND meets_last < '{NO_DAY}'")
    for name, columns in (
        ("ix_cases_meets", (cases.c.meets_last, cases.c.stream)),
        ("ix_cases_desk_meets", (cases.c.commune, cases.c.meets_last, cases.c.stream)),
    ):
        Index(name, *columns, sqlite_where=meets, postgresql_where=meets)
    Index("ix_cases_commune", cases.c.commune, cases.c.stream)
    # For whoever audits: by the day of opening, and those marked alone, which are few.
    Index("ix_cases_opened", cases.c.opened_on, cases.c.stream)
    Index("ix_cases_desk_opened", cases.c.commune, cases.c.opened_on, cases.c.stream)
    marked = text("marks > 0")
    Index("ix_cases_marked", cases.c.opened_on, cases.c.stream, sqlite_where=marked, postgresql_where=marked)
    Index("ix_cases_subject", cases.c.subject, cases.c.stream)
    return cases
