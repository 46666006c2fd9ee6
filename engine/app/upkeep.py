"""What keeps a database sound: checked, rebuilt, copied, restored, brought to the program's version.

Each opens the database itself, and closes it: nobody works in it meanwhile from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.app.verifying import Outside, standings_of, verify
from engine.store import backups, projections, restoring, upkeep
from engine.store.backups import Backup
from engine.store.checks import Report
from engine.store.projections import Rebuilt
from engine.store.restoring import Erasures, Restoration
from engine.store.transaction import Stamp, Vault
from engine.store.upkeep import Upgraded


@dataclass(frozen=True, slots=True)
class Upkeep:
    """One database and what its upkeep needs; its acts are signed by `stamp`."""

    url: str
    vault: Vault
    stamp: Stamp
    erasures: Erasures = ()
    "Who was erased, as it is kept beside the keys."

    def check(self) -> Report:
        """Check everything that can be checked with nothing kept elsewhere."""
        return verify(self.url, self.vault, Outside())

    def rebuild(self) -> Rebuilt:
        """Fold every row again from the events."""
        return projections.rebuild(self.url, self.vault, standings_of, self.stamp)

    def backup(self, path: Path) -> Backup:
        """Copy the database, in use or not, and check the copy before saying so."""
        return backups.backup(self.url, path, self.vault, standings_of, self.stamp)

    def restore(self, backup: Path, *, accept_loss: bool) -> Restoration:
        """Put a checked backup in the place of the database; without `accept_loss`, only when nothing is lost."""
        return restoring.restore(
            backup,
            self.url,
            self.vault,
            standings_of,
            self.stamp,
            accept_loss=accept_loss,
            erasures=self.erasures,
        )

    def upgrade(self) -> Upgraded:
        """Bring the tables to this program's version and fold every row again, in one go or not at all."""
        return upkeep.upgrade(self.url, self.vault, standings_of, self.stamp)
