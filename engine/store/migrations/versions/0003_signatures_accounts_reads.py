"""What makes a history trustworthy: each event's signature, accounts and sessions, the log of reads, scans.

Events written before are signed by the upgrade itself (`engine.store.upkeep`), which says so in the log.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Text

revision = "0003"
down_revision = "0002"

ROW = sa.BigInteger().with_variant(Integer, "sqlite")
STRICT = {"sqlite_strict": True}
EVENT = ("stream", "sequence", "hash", "command_key", "command_mac", "command_events", "bytes")
SCAN = ("id", '"case"', "subject", "sha256", "size", "media", "made_at")


def upgrade() -> None:
    op.add_column("events", Column("signature", LargeBinary))
    _accounts()
    op.create_table(
        "reads",
        Column("position", Integer, nullable=False, autoincrement=False),
        Column("at", Text, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        Column("bytes", LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_reads"),
        **STRICT,
    )
    op.create_index("ix_reads_at", "reads", ["at"])
    op.create_table(
        "attachments",
        Column("id", Text, nullable=False),
        Column("case", ROW, ForeignKey("streams.id", name="fk_attachments_case_streams"), nullable=False),
        Column("subject", ROW, ForeignKey("streams.id", name="fk_attachments_subject_streams"), nullable=False),
        Column("sha256", LargeBinary, nullable=False),
        Column("size", Integer, nullable=False),
        Column("media", Text, nullable=False),
        Column("made_at", Text, nullable=False),
        Column("sequence", Integer),
        Column("sealed", LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
        **STRICT,
    )
    op.create_index("ix_attachments_case", "attachments", ["case"])
    op.create_index("ix_attachments_subject", "attachments", ["subject"])
    unclaimed = sa.text("sequence IS NULL")
    op.create_index(
        "ix_attachments_unclaimed", "attachments", ["made_at"], sqlite_where=unclaimed, postgresql_where=unclaimed
    )
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_seat_belts()
    else:
        _postgres_seat_belts()


def _accounts() -> None:
    op.create_table(
        "users",
        Column(
            "stream", ROW, ForeignKey("streams.id", name="fk_users_stream_streams"), nullable=False, autoincrement=False
        ),
        Column("login", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("commune", Text, nullable=False),
        Column("active", Integer, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("data", LargeBinary),
        sa.PrimaryKeyConstraint("stream", name="pk_users"),
        sa.UniqueConstraint("login", name="uq_users_login"),
        **STRICT,
    )
    op.create_table(
        "attempts",
        Column(
            "user", ROW, ForeignKey("streams.id", name="fk_attempts_user_streams"), nullable=False, autoincrement=False
        ),
        Column("failures", Integer, nullable=False),
        Column("not_before", Text, nullable=False),
        Column("last_code", Integer, nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_attempts"),
        **STRICT,
    )
    op.create_table(
        "sessions",
        Column("digest", LargeBinary, nullable=False),
        Column("user", ROW, ForeignKey("streams.id", name="fk_sessions_user_streams"), nullable=False),
        Column("rights", Integer, nullable=False),
        Column("begun_at", Text, nullable=False),
        Column("seen_at", Text, nullable=False),
        Column("ends_at", Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
        **STRICT,
    )
    op.create_index("ix_sessions_user", "sessions", ["user"])


def _sqlite_seat_belts() -> None:
    kept = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in ("position", *EVENT))
    op.execute("DROP TRIGGER IF EXISTS events_no_update")
    # A seal may be emptied, when a person is erased; an event that has no signature may receive one.
    op.execute(
        f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events WHEN NOT ({kept}"
        " AND (NEW.sealed IS NULL OR NEW.sealed IS OLD.sealed)"
        " AND (OLD.signature IS NULL OR NEW.signature IS OLD.signature)) "
        "BEGIN SELECT RAISE(ABORT, 'events: append-only'); END"
    )
    # So may a scan; it is claimed once, by its event, and only one that no event ever claimed is swept.
    kept = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in SCAN)
    op.execute(
        f"CREATE TRIGGER attachments_no_update BEFORE UPDATE ON attachments WHEN NOT ({kept}"
        " AND (NEW.sealed IS NULL OR NEW.sealed IS OLD.sealed)"
        " AND (OLD.sequence IS NULL OR NEW.sequence IS OLD.sequence)) "
        "BEGIN SELECT RAISE(ABORT, 'attachments: append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER attachments_no_delete BEFORE DELETE ON attachments WHEN OLD.sequence IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'attachments: append-only'); END"
    )
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER reads_no_{change.lower()} BEFORE {change} ON reads "
            "BEGIN SELECT RAISE(ABORT, 'reads: append-only'); END"
        )


def _postgres_seat_belts() -> None:
    old, new = (", ".join(f"{row}.{name}" for name in ("ordinal", *EVENT)) for row in ("OLD", "NEW"))
    op.execute("DROP TRIGGER IF EXISTS events_no_update ON events")
    op.execute(
        f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new})"
        " OR (OLD.position IS NOT NULL AND NEW.position IS DISTINCT FROM OLD.position)"
        " OR (NEW.sealed IS NOT NULL AND NEW.sealed IS DISTINCT FROM OLD.sealed)"
        " OR (OLD.signature IS NOT NULL AND NEW.signature IS DISTINCT FROM OLD.signature)"
        ") EXECUTE FUNCTION refuse_change()"
    )
    old, new = (", ".join(f"{row}.{name}" for name in SCAN) for row in ("OLD", "NEW"))
    op.execute(
        f"CREATE TRIGGER attachments_no_update BEFORE UPDATE ON attachments FOR EACH ROW"
        f" WHEN (({old}) IS DISTINCT FROM ({new})"
        " OR (NEW.sealed IS NOT NULL AND NEW.sealed IS DISTINCT FROM OLD.sealed)"
        " OR (OLD.sequence IS NOT NULL AND NEW.sequence IS DISTINCT FROM OLD.sequence)"
        ") EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER attachments_no_delete BEFORE DELETE ON attachments FOR EACH ROW"
        " WHEN (OLD.sequence IS NOT NULL) EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER reads_no_change BEFORE UPDATE OR DELETE ON reads FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER reads_no_truncate BEFORE TRUNCATE ON reads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
