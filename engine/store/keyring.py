"""The wrapped keys of a log as a whole: held while one is destroyed, and wrapped again by another master key."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import bindparam, literal_column, select, update

from engine.store.transaction import Recording

Rewrap = Callable[[str, str, bytes], bytes]
"(log, stream, wrapped key) → the same key, wrapped by another master key."


class KeyWriting(Recording):
    """What is done to all keys at once, or while nobody else may have one in hand."""

    def hold_keys(self) -> None:
        """On PostgreSQL, wait until nobody has a key in hand, and let nobody take one before this transaction ends.

        To be called first. A step begun earlier would otherwise seal its values under a key that is gone by the time
        it commits. On SQLite one writer is alone already.
        """
        if self._sql.postgres:
            self._link.execute("LOCK TABLE keys IN ACCESS EXCLUSIVE MODE")

    def wrapped_keys(self) -> list[tuple[int, str, bytes]]:
        """Every wrapped key: its row, its stream, itself."""
        streams, keys = self._sql.tables.streams, self._sql.tables.keys
        found = select(keys.c.stream, streams.c.name, keys.c.wrapped).join(streams, streams.c.id == keys.c.stream)
        rows = self._link.execute(self._sql.text(found.order_by(keys.c.stream)), ()).fetchall()
        return [(row, name, bytes(wrapped)) for row, name, wrapped in rows]

    def rewrap(self, keys: list[tuple[int, str, bytes]], by: Rewrap, key_id: str) -> None:
        """Wrap keys by another master key, of which the log then bears the name; nothing of it opens any more here."""
        kept, log = self._sql.tables.keys, self._sql.tables.log
        change = update(kept).where(kept.c.stream == bindparam("row")).values(wrapped=bindparam("new"))
        statement = self._sql.text(change, "new", "row")
        for row, name, wrapped in keys:
            self._link.execute(statement, (by(self._log.log_id, name, wrapped), row))
        named = update(log).where(log.c.name == literal_column("'key_id'")).values(value=bindparam("key"))
        self._link.execute(self._sql.text(named, "key"), (key_id,))
