"""What keeps a database sound: checked, rebuilt, copied, restored, brought to the program's version.

Each opens the database itself, and closes it: nobody works in it meanwhile from here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from engine.app.drafts import Drafts
from engine.app.verifying import Outside, standings_of, verify
from engine.store import backups, projections, redoing, restoring, upkeep
from engine.store.backups import Backup
from engine.store.checks import Report
from engine.store.log import Vault
from engine.store.projections import Rebuilt
from engine.store.redoing import Redone
from engine.store.restoring import NOTHING, Beside, Restoration
from engine.store.transaction import Stamp
from engine.store.upkeep import Upgraded

__all__ = ["Backup", "Restoration", "Upgraded", "Upkeep"]


@dataclass(frozen=True, slots=True)
class Upkeep:
    """One database and what its upkeep needs; its acts are signed by `stamp`."""

    url: str
    vault: Vault
    stamp: Stamp
    beside: Beside = NOTHING
    "What is kept beside the keys."
    drafts: Drafts | None = None
    "The editors' drafts, which go with the copies."

    def check(self) -> Report:
        """Check everything that can be checked with nothing kept elsewhere."""
        return verify(self.url, self.vault, Outside(erasures=self.beside.erasures))

    def rebuild(self) -> Rebuilt:
        """Fold every row again from the events."""
        return projections.rebuild(self.url, self.vault, standings_of, self.stamp)

    def backup(self, path: Path) -> Backup:
        """Copy the database, in use or not, and the editors' drafts; check the copy before saying so."""
        along = self.drafts.texts() if self.drafts is not None else {}
        return backups.backup(self.url, path, self.vault, standings_of, self.stamp, along)

    def restore(self, backup: Path, *, accept_loss: bool) -> Restoration:
        """Put a checked backup in the place of the database; without `accept_loss`, only when nothing is lost."""
        made = restoring.restore(
            backup,
            self.url,
            self.vault,
            standings_of,
            self.stamp,
            beside=self.beside,
            accept_loss=accept_loss,
        )
        left = self.drafts.put_back(made.along) if made.done and self.drafts is not None else 0
        return replace(made, left=left)

    def erase_again(self) -> Redone:
        """Erase again whoever was erased and is here again, since an older file was put in the database's place."""
        return redoing.erase_again(self.url, self.vault, self.beside.erasures, self.beside.signed_by, self.stamp)

    def upgrade(self) -> Upgraded:
        """Bring the tables to this program's version and fold every row again, in one go or not at all."""
        return upkeep.upgrade(self.url, self.vault, standings_of, self.stamp)
