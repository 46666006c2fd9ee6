"""Another signing key in the place of one: told by an event that the old key signs, or the new one when it is lost.

What is signed stays signed by the key of its day; from this event on, the new one signs. Nobody should be writing
meanwhile: a program that still holds the old key is refused, and starts again. The files are the caller's.
"""

from __future__ import annotations

from dataclasses import replace

from engine.errors import EnvironmentUnusable
from engine.store.connect import reach
from engine.store.journal import Writing, require_key
from engine.store.log import Log, SigningKey, Vault
from engine.store.transaction import Stamp
from engine.store.versions import require_current


def hand_over(url: str, old: Vault, new: Vault, key: SigningKey, stamp: Stamp, *, lost: bool) -> str:
    """Have `key`, which `new` carries, sign from now on; the public key that signed until now.

    With `lost`, the key that signed isn't there to say so: whoever verifies is told. Done already, it does nothing.

    Raises:
        EnvironmentUnusable: the old key isn't there and wasn't said to be lost, or the database can't be used.
    """
    database = reach(url)
    link = database.link()
    try:
        require_current(database, link)
        link.execute(database.begin_write)
        log = Log.found(database, link, old)
        require_key(log)
        before = log.signing_key
        if before != key.public:
            after = replace(log, vault=new, signing_key=key.public)
            attested = old.signing is not None and old.signing.public == before
            if not attested and not lost:
                raise EnvironmentUnusable(
                    "La clé de signature de cette base ({before}) n'est pas là : elle ne peut "
                    "pas dire quelle clé lui succède.",
                    "La remettre à sa place ; perdue pour toujours : baom db new-signing-key --lost.",
                    before=before[:8],
                )
            writing = Writing(link, log if attested else after)
            writing.system("signing_key_changed", {"before": before, "after": key.public}, {}, stamp)
            link.execute(log.sql.set_signing_key, (key.public,))
            if log.sql.postgres:
                # At once: from its position on, another key signs.
                writing.place()
        database.commit(link)
    except database.errors as error:
        raise database.explain(error) from error
    finally:
        link.close()
        database.close()
    return before
