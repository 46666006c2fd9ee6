"""What a database is made of, as its own catalogue says it, against what the migrations make.

Triggers and rules change what is written, views, policies, inherited tables and expressions what is read, a default or
a constraint both: nothing of it stands in any event. What the migrations make is kept in a file beside them, item by
item, so that an opening compares without making anything. Knows catalogues; knows no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from engine.errors import AlteredBase
from engine.store import carried
from engine.store.connect import Database, Link
from engine.store.statements import statements
from engine.store.tables import Dialect

MADE = Path(__file__).with_name("migrations")
"Where `made.sqlite.txt` and `made.postgresql.txt` are."

_SQLITE = "SELECT type, name, tbl_name || ' ' || sql FROM sqlite_master WHERE sql IS NOT NULL"
"""SQLite's own are left out by what they are, not by how they are named: whoever writes in its catalogue may give a
trigger any name. Its indexes have no SQL; of its tables only statistics may come and go."""

_STATISTICS = frozenset(("table", f"sqlite_stat{number}") for number in (1, 4))

_CARRIED = ("table", carried.TABLE, f"{carried.TABLE} {carried.MADE}")
"What a backup carries is taken out of it before it is anybody's database: this very table and no other."

_POSTGRESQL = """
WITH ours AS (SELECT c.* FROM pg_class c WHERE c.relname = ANY(%s) AND pg_table_is_visible(c.oid))
SELECT 'table', relname::text, concat_ws(' ', relkind::text, relpersistence::text, relrowsecurity::text,
    relforcerowsecurity::text, (SELECT count(*) FROM pg_inherits WHERE inhparent = ours.oid),
    (SELECT count(*) FROM pg_trigger WHERE tgrelid = ours.oid AND tgisinternal AND tgenabled <> 'O')) FROM ours
UNION ALL SELECT 'column', relname || '.' || attname, concat_ws(' ', format_type(atttypid, atttypmod),
    attnotnull::text, 'identity=' || attidentity::text, 'generated=' || attgenerated::text,
    pg_get_expr(adbin, adrelid), (SELECT collname::text FROM pg_collation WHERE oid = attcollation))
    FROM ours JOIN pg_attribute ON attrelid = ours.oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attnum > 0 AND NOT attisdropped
UNION ALL SELECT 'constraint', relname || '.' || conname, pg_get_constraintdef(c.oid, true)
    FROM ours JOIN pg_constraint c ON conrelid = ours.oid WHERE contype <> 'n'
UNION ALL SELECT 'index', i.relname::text, pg_get_indexdef(indexrelid, 0, true)
    FROM ours JOIN pg_index ON indrelid = ours.oid JOIN pg_class i ON i.oid = indexrelid
UNION ALL SELECT 'trigger', relname || '.' || tgname, concat_ws(' ', tgenabled::text,
    pg_get_triggerdef(t.oid, true), lanname::text, prosrc)
    FROM ours JOIN pg_trigger t ON tgrelid = ours.oid JOIN pg_proc p ON p.oid = tgfoid
    JOIN pg_language l ON l.oid = prolang WHERE NOT tgisinternal
UNION ALL SELECT 'rule', relname || '.' || rulename, pg_get_ruledef(r.oid, true)
    FROM ours JOIN pg_rewrite r ON ev_class = ours.oid
UNION ALL SELECT 'policy', relname || '.' || polname, concat_ws(' ', polcmd::text, pg_get_expr(polqual, polrelid),
    pg_get_expr(polwithcheck, polrelid)) FROM ours JOIN pg_policy ON polrelid = ours.oid
"""
"""Of a server, only our tables and what hangs on them: it may hold others. That a column isn't null is told of the
column, not by the constraints that newer servers keep for it."""


def schema_of(database: Database, link: Link) -> list[str]:
    """Everything that a database is made of, an item a line: its kind, its name, a tab, what it is."""
    if database.dialect == "sqlite":
        items = [row for row in link.execute(_SQLITE) if tuple(row[:2]) not in _STATISTICS and tuple(row) != _CARRIED]
    else:
        items = link.execute(_POSTGRESQL, (_ours(),)).fetchall()
    # Blanks are the writing of SQLAlchemy, of one version or another.
    return sorted(f"{kind} {name}\t{' '.join(said.split())}" for kind, name, said in items)


@cache
def made_schema(dialect: Dialect) -> tuple[str, ...]:
    """What `schema_of` tells of a database that the migrations have just made."""
    return tuple((MADE / f"made.{dialect}.txt").read_text(encoding="utf-8").splitlines())


def schema_faults(database: Database, link: Link) -> Iterator[str]:
    """What a database lacks, what was added to it, and what was changed in it, each named."""
    made, found = made_schema(database.dialect), schema_of(database, link)
    if tuple(found) == made:
        return
    lacking, added = (
        {line.partition("\t")[0] for line in lines} for lines in (set(made) - {*found}, {*found} - {*made})
    )
    for name in sorted(lacking | added):
        if name not in added:
            yield f"Il manque ce que la base avait à l'origine : {name}."
        elif name not in lacking:
            yield f"Quelque chose a été ajouté à la base : {name}."
        else:
            yield f"Quelque chose a été changé dans la base : {name}."
    if not lacking | added:
        yield "Quelque chose est deux fois dans le catalogue de la base."


@cache
def _ours() -> list[str]:
    return [*statements("postgresql").tables.metadata.tables, "alembic_version"]


def _names(lines: set[str]) -> set[str]:
    return {line.partition("\t")[0] for line in lines}


def require_made(database: Database, link: Link) -> None:
    """Refuse a database that isn't made as this program made it.

    Raises:
        AlteredBase: with the first thing that differs.
    """
    fault = next(schema_faults(database, link), None)
    if fault is not None:
        raise AlteredBase(
            "Cette base n'est plus faite comme ce programme l'a faite, et n'est pas ouverte. {fault}",
            "Ne plus s'en servir ; voir tout ce qui diffère : baom db check ; puis restaurer une sauvegarde.",
            fault=fault,
        )
