"""Another master key in the place of one: every data key wrapped again, in one transaction, or none.

What the data keys seal isn't touched: neither events, nor rows, nor scans. Knows wrapped keys and what the log says of
itself; the files of the two keys are the caller's.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.store.connect import reach
from engine.store.journal import Store, Writing
from engine.store.keyring import Rewrap
from engine.store.log import Log, Vault
from engine.store.transaction import Stamp
from engine.store.versions import require_current


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did."""

    before: str
    after: str
    keys: int
    "Data keys wrapped again."


def sealed_by(url: str) -> str:
    """The name of the master key that opens a database, as the database says."""
    database = reach(url, readonly=True)
    link = database.link()
    try:
        require_current(database, link)
        return Log.found(database, link, None).key_id
    except database.errors as error:
        raise database.explain(error) from error
    finally:
        link.close()
        database.close()


def rotate(url: str, vault: Vault, by: Rewrap, key_id: str, stamp: Stamp) -> Rotated:
    """Wrap every data key by the master key of this name; from the commit on, the old one opens nothing here.

    Cut short, the database is as it was. On PostgreSQL whoever has a key in hand is waited for.

    Raises:
        EnvironmentUnusable: `vault` isn't the key of this database, or the database can't be used.
        BrokenHistory: a key was changed, or comes from elsewhere; nothing was changed.
    """
    store = Store.open(url, vault)
    try:
        done = store.write(lambda writing: _rewrapped(writing, vault.key_id, by, key_id, stamp))
        store.empty_log()
        return done
    finally:
        store.close()


def _rewrapped(writing: Writing, before: str, by: Rewrap, after: str, stamp: Stamp) -> Rotated:
    writing.hold_keys()
    keys = writing.wrapped_keys()
    # Told first: the log's own key is one of them, and this transaction opens nothing any more afterwards.
    writing.system("key_rotated", {"before": before, "after": after, "keys": len(keys)}, {}, stamp)
    writing.rewrap(keys, by, after)
    return Rotated(before, after, len(keys))
