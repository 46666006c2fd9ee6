"""What an auditor looks for in a case: `cases` made anew, for its rows follow from the events.

It leaves the table empty: `engine.store.upkeep.upgrade` folds the rows again, in the same transaction.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Text

revision = "0006"
down_revision = "0005"

ROW = sa.BigInteger().with_variant(Integer, "sqlite")


def upgrade() -> None:
    op.drop_table("cases")
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
        sa.PrimaryKeyConstraint("stream", name="pk_cases"),
        postgresql_with={"fillfactor": 70},
        sqlite_strict=True,
    )
    is_open = sa.text("open = 1")
    for name, columns in (
        ("ix_cases_worklist", ["commune", "queue", "due", "stream"]),
        ("ix_cases_due", ["queue", "due", "stream"]),
        ("ix_cases_wake", ["wake", "stream"]),
    ):
        op.create_index(name, "cases", columns, sqlite_where=is_open, postgresql_where=is_open)
    meets = sa.text("open = 1 AND meets_last < '9999-12-31'")
    for name, columns in (
        ("ix_cases_meets", ["meets_last", "stream"]),
        ("ix_cases_desk_meets", ["commune", "meets_last", "stream"]),
    ):
        op.create_index(name, "cases", columns, sqlite_where=meets, postgresql_where=meets)
    op.create_index("ix_cases_commune", "cases", ["commune", "stream"])
    op.create_index("ix_cases_subject", "cases", ["subject", "stream"])
    op.create_index("ix_cases_opened", "cases", ["opened_on", "stream"])
    op.create_index("ix_cases_desk_opened", "cases", ["commune", "opened_on", "stream"])
    marked = sa.text("marks > 0")
    op.create_index("ix_cases_marked", "cases", ["opened_on", "stream"], sqlite_where=marked, postgresql_where=marked)
