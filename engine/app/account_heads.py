"""Whether the accounts of a database went back: an older copy of theirs gives a lost right, or an old password, back.

Nothing in the database tells: cut at its end, a history is whole. What was last seen of each is kept beside the keys.
"""

from __future__ import annotations

from engine.app.house import House
from engine.errors import AlteredBase
from engine.store.journal import Reading
from engine.store.tables import SYSTEM
from engine.vault.account_heads import AccountHead


def require_not_gone_back(house: House, account_id: str) -> None:
    """Refuse an account whose history ends before what was seen of it, and remember how far all the others go.

    A backup restored since by `baom db restore`, which the log tells, may have taken it back lawfully.

    Raises:
        AlteredBase: it went back.
        EnvironmentUnusable: what was seen can't be read or kept.
    """
    heads = house.accounts
    if heads is None:
        return
    # Read before the database: an event that another program adds meanwhile is ahead of the file, never behind it.
    known = heads.of(house.store.log_id)
    ahead, back = house.store.read(lambda reading: _compared(reading, known))
    if ahead:
        heads.add(house.store.log_id, ahead)
    if account_id in back:
        raise AlteredBase(
            "L'historique de ce compte est plus ancien que ce qu'on en a vu ici : une ancienne copie a été remise, et"
            " un droit retiré serait rendu.",
            "Vérifier : baom audit verify ; puis restaurer une sauvegarde par baom db restore.",
        )


def _compared(reading: Reading, known: dict[str, AccountHead]) -> tuple[list[AccountHead], set[str]]:
    """The accounts that went on since, and those that went back."""
    ahead, back = [], set[str]()
    restored = ""
    for head in (AccountHead(*row) for row in reading.account_heads()):
        last = known.get(head.account)
        if last is not None and last[:3] == head[:3]:
            continue
        if last is not None and reading.event_hash(head.account, last.sequence) != last.hash:
            restored = restored or _restored_at(reading)
            if restored <= last.at:
                back.add(head.account)
                continue
        ahead.append(head)
    return ahead, back


def _restored_at(reading: Reading) -> str:
    """When a backup was last put back by the program; empty when none was."""
    told = (event for event, _ in reading.history(SYSTEM) if event.kind == "restored" and event.body.get("sha256"))
    return max((event.recorded_at for event in told), default="")
