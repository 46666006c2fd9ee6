"""The first tables: the log, its streams and events; definitions; the projections of cases and subjects.

Never edited once released: `engine.store.tables` says what the tables are now, this says what they were then.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Text

revision = "0001"
down_revision = None

ROW = sa.BigInteger().with_variant(Integer, "sqlite")
STRICT = {"sqlite_strict": True}
CLUSTERED = {"sqlite_strict": True, "sqlite_with_rowid": False}


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    _facts()
    _events(sqlite)
    _definitions()
    _projections()
    if sqlite:
        _sqlite_seat_belts()
    else:
        _postgres_seat_belts()


def _facts() -> None:
    op.create_table(
        "log",
        Column("name", Text, nullable=False),
        Column("value", Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_log"),
        **CLUSTERED,
    )
    op.create_table(
        "streams",
        Column("id", ROW, sa.Identity(), nullable=False),
        Column("name", Text, nullable=False),
        Column("kind", Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_streams"),
        sa.UniqueConstraint("name", name="uq_streams_name"),
        **STRICT,
    )
    op.create_table(
        "keys",
        Column("stream", ROW, ForeignKey("streams.id", name="fk_keys_stream_streams"), autoincrement=False),
        Column("wrapped", LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("stream", name="pk_keys"),
        **STRICT,
    )


def _events(sqlite: bool) -> None:
    place = (
        (
            Column("position", Integer, nullable=False),
            sa.PrimaryKeyConstraint("position", name="pk_events"),
            sa.UniqueConstraint("stream", "sequence", name="uq_events_stream_sequence"),
        )
        if sqlite
        else (
            Column("position", sa.BigInteger),
            Column("ordinal", sa.BigInteger, sa.Identity(always=True), nullable=False),
            sa.PrimaryKeyConstraint("stream", "sequence", name="pk_events"),
            sa.UniqueConstraint("position", name="uq_events_position"),
        )
    )
    op.create_table(
        "events",
        Column("stream", ROW, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        Column("command_key", Text),
        Column("command_mac", LargeBinary),
        Column("command_events", Integer),
        Column("bytes", LargeBinary, nullable=False),
        Column("sealed", LargeBinary),
        *place,
        **STRICT,
    )
    for name, columns, chosen in (
        ("ux_events_stream_command_key", ["stream", "command_key"], "command_key IS NOT NULL"),
        ("ux_events_opening_command_key", ["command_key"], "command_key IS NOT NULL AND sequence = 1"),
    ):
        where = sa.text(chosen)
        op.create_index(name, "events", columns, unique=True, sqlite_where=where, postgresql_where=where)


def _definitions() -> None:
    op.create_table(
        "texts",
        Column("sha256", Text, nullable=False),
        Column("text", LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_texts"),
        **STRICT,
    )
    op.create_table(
        "definitions",
        Column("id", ROW, sa.Identity(), nullable=False),
        Column("process", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("digest", Text, nullable=False),
        Column("status", Text, nullable=False),
        Column("published_at", Text, nullable=False),
        Column(
            "source_sha256",
            Text,
            ForeignKey("texts.sha256", name="fk_definitions_source_sha256_texts"),
            nullable=False,
        ),
        Column("resolved", LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_definitions"),
        sa.UniqueConstraint("digest", name="uq_definitions_digest"),
        sa.UniqueConstraint("process", "version", name="uq_definitions_process_version"),
        **STRICT,
    )


def _projections() -> None:
    op.create_table(
        "cases",
        Column(
            "stream",
            ROW,
            ForeignKey("streams.id", name="fk_cases_stream_streams"),
            nullable=False,
            autoincrement=False,
        ),
        Column("subject", ROW, ForeignKey("streams.id", name="fk_cases_subject_streams"), nullable=False),
        Column("definition", ROW, ForeignKey("definitions.id", name="fk_cases_definition_definitions"), nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("open", Integer, nullable=False),
        Column("confidentiality", Text, nullable=False),
        Column("commune", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("due", Text, nullable=False),
        Column("wake", Text, nullable=False),
        Column("opened_on", Text, nullable=False),
        Column("assigned", Text),
        Column("sealed_at", Integer),
        Column("snapshot", LargeBinary, nullable=False),
        Column("sealed", LargeBinary),
        sa.PrimaryKeyConstraint("stream", name="pk_cases"),
        postgresql_with={"fillfactor": 70},
        **STRICT,
    )
    is_open = sa.text("open = 1")
    for name, columns in (
        ("ix_cases_worklist", ["commune", "due", "stream"]),
        ("ix_cases_due", ["due", "stream"]),
        ("ix_cases_wake", ["wake", "stream"]),
    ):
        op.create_index(name, "cases", columns, sqlite_where=is_open, postgresql_where=is_open)
    op.create_index("ix_cases_commune", "cases", ["commune", "stream"])
    op.create_index("ix_cases_subject", "cases", ["subject", "stream"])
    op.create_table(
        "subjects",
        Column(
            "stream",
            ROW,
            ForeignKey("streams.id", name="fk_subjects_stream_streams"),
            nullable=False,
            autoincrement=False,
        ),
        Column("kind", Text, nullable=False),
        Column("commune", Text, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("data", LargeBinary),
        sa.PrimaryKeyConstraint("stream", name="pk_subjects"),
        **STRICT,
    )
    op.create_index("ix_subjects_commune", "subjects", ["commune"])


# What is only ever added to: a seat belt against our own mistakes. Whoever holds the file can take it off.
KEPT = ("streams", "events", "texts", "definitions")
EVENT = ("stream", "sequence", "hash", "command_key", "command_mac", "command_events", "bytes")


def _sqlite_seat_belts() -> None:
    kept = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in ("position", *EVENT))
    for table in KEPT:
        for change in ("UPDATE", "DELETE"):
            # A seal may be emptied, when a person is erased; nothing else of an event ever changes.
            when = f"WHEN NOT ({kept} AND NEW.sealed IS NULL) " if (table, change) == ("events", "UPDATE") else ""
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} {when}"
                f"BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END"
            )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER log_no_{change.lower()} BEFORE {change} ON log "
            "WHEN OLD.name IN ('log_id', 'training', 'begun_at') "
            "BEGIN SELECT RAISE(ABORT, 'log: for ever'); END"
        )


def _postgres_seat_belts() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: append-only', TG_TABLE_NAME; END $$"
    )
    for table in KEPT:
        if table != "events":
            op.execute(_refusal(table, "UPDATE OR DELETE"))
        op.execute(_refusal(table, "TRUNCATE"))
    # An event without a position receives one, once, and its seal may be emptied; nothing else of it ever changes.
    op.execute(_refusal("events", "DELETE"))
    old, new = (", ".join(f"{row}.{name}" for name in ("ordinal", *EVENT)) for row in ("OLD", "NEW"))
    op.execute(
        f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new})"
        " OR (OLD.position IS NOT NULL AND NEW.position IS DISTINCT FROM OLD.position)"
        " OR (NEW.sealed IS NOT NULL AND NEW.sealed IS DISTINCT FROM OLD.sealed)"
        ") EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER log_no_change BEFORE UPDATE OR DELETE ON log FOR EACH ROW "
        "WHEN (OLD.name IN ('log_id', 'training', 'begun_at')) EXECUTE FUNCTION refuse_change()"
    )


def _refusal(table: str, change: str) -> str:
    name = change.lower().replace(" ", "_")
    each = "STATEMENT" if change == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {table}_no_{name} BEFORE {change} ON {table} FOR EACH {each} EXECUTE FUNCTION refuse_change()"
    )
