"""What the rows of events and of tries hold beside the history, bound by a tag: no history says it.

`engine.store.upkeep.upgrade` tags what it finds, in the same transaction: those tags vouch for that, and for nothing
that was changed before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

EVENT = ("stream", "sequence", "hash", "command_key", "command_mac", "command_events", "bytes")


def upgrade() -> None:
    op.add_column("events", sa.Column("row_mac", sa.LargeBinary))
    op.add_column("attempts", sa.Column("code_mac", sa.LargeBinary))
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_seat_belt()
    else:
        _postgres_seat_belt()


def _sqlite_seat_belt() -> None:
    """As before; and an event that has no tag may receive one."""
    kept = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in ("position", *EVENT))
    op.execute("DROP TRIGGER IF EXISTS events_no_update")
    op.execute(
        f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events WHEN NOT ({kept}"
        " AND (NEW.sealed IS NULL OR NEW.sealed IS OLD.sealed)"
        " AND (OLD.signature IS NULL OR NEW.signature IS OLD.signature)"
        " AND (OLD.row_mac IS NULL OR NEW.row_mac IS OLD.row_mac)) "
        "BEGIN SELECT RAISE(ABORT, 'events: append-only'); END"
    )


def _postgres_seat_belt() -> None:
    old, new = (", ".join(f"{row}.{name}" for name in ("ordinal", *EVENT)) for row in ("OLD", "NEW"))
    op.execute("DROP TRIGGER IF EXISTS events_no_update ON events")
    op.execute(
        f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new})"
        " OR (OLD.position IS NOT NULL AND NEW.position IS DISTINCT FROM OLD.position)"
        " OR (NEW.sealed IS NOT NULL AND NEW.sealed IS DISTINCT FROM OLD.sealed)"
        " OR (OLD.signature IS NOT NULL AND NEW.signature IS DISTINCT FROM OLD.signature)"
        " OR (OLD.row_mac IS NOT NULL AND NEW.row_mac IS DISTINCT FROM OLD.row_mac)"
        ") EXECUTE FUNCTION refuse_change()"
    )
