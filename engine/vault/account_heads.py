"""How far each account's history was seen to go, kept beside the keys: an older copy gives nobody a lost right back.

A line is a log, an account, the number of its last event, that event's hash and its moment; nothing personal stands in
it. Lines are only added, so that two programs at once lose none; the last of an account counts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from engine.errors import EnvironmentUnusable, why_not

_PARTS = 5


class AccountHead(NamedTuple):
    """The last event of an account's history."""

    account: str
    sequence: int
    hash: str
    "Hexadecimal."
    at: str


class AccountHeads:
    """One file, for every log that its owner's keys open."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def of(self, log_id: str) -> dict[str, AccountHead]:
        """What was last seen of each account of a log; nothing where there is no file yet.

        Raises:
            EnvironmentUnusable: it can't be read.
        """
        try:
            lines = self.path.read_text(encoding="ascii", errors="replace").splitlines()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._unusable(error) from error
        told = (line.split(" ") for line in lines)
        return {
            parts[1]: AccountHead(parts[1], int(parts[2]), parts[3], parts[4])
            for parts in told
            if len(parts) == _PARTS and parts[0] == log_id and parts[2].isdecimal()
        }

    def add(self, log_id: str, heads: Iterable[AccountHead]) -> None:
        """Remember how far these accounts go, on disk when this returns; raises as `of`."""
        lines = "".join(f"{log_id} {each.account} {each.sequence} {each.hash} {each.at}\n" for each in heads)
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, lines.encode("ascii"))
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> EnvironmentUnusable:
        return EnvironmentUnusable(
            "Le fichier {path}, qui dit jusqu'où vont les comptes, ne peut pas être lu ou écrit : {why}.",
            "Vérifier à qui appartient ce fichier : sans lui, un droit retiré pourrait revenir.",
            path=self.path,
            why=why_not(error),
        )
