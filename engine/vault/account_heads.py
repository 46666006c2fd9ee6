"""How far each account's history was seen to go, kept beside the keys: an older copy gives nobody a lost right back.

A line is a log, an account, the number of its last event, that event's hash and its moment; nothing personal stands in
it. Lines are only added, so that two programs at once lose none; the last of an account counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from engine.errors import EnvironmentUnusable, why_not
from engine.vault.lines import append, whole

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
            EnvironmentUnusable: it can't be read, or a line of it.
        """
        try:
            lines = whole(self.path)
        except OSError as error:
            raise self._unusable(error) from error
        found = {}
        for number, line in lines:
            parts = line.decode("ascii", "replace").split(" ")
            if len(parts) != _PARTS or not parts[2].isdecimal():
                raise EnvironmentUnusable(
                    "Le fichier {path}, qui dit jusqu'où vont les comptes, a une ligne illisible : la ligne {line}.",
                    "Vérifier la base (baom audit verify), puis retirer cette ligne : un compte qu'elle nommait ne"
                    " serait plus reconnu s'il revenait en arrière.",
                    path=self.path,
                    line=number,
                )
            if parts[0] == log_id:
                found[parts[1]] = AccountHead(parts[1], int(parts[2]), parts[3], parts[4])
        return found

    def add(self, log_id: str, heads: Iterable[AccountHead]) -> None:
        """Remember how far these accounts go, on disk when this returns; raises as `of`."""
        lines = "".join(f"{log_id} {each.account} {each.sequence} {each.hash} {each.at}\n" for each in heads)
        try:
            append(self.path, lines.encode("ascii"))
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> EnvironmentUnusable:
        return EnvironmentUnusable(
            "Le fichier {path}, qui dit jusqu'où vont les comptes, ne peut pas être lu ou écrit : {why}.",
            "Vérifier à qui appartient ce fichier : sans lui, un droit retiré pourrait revenir.",
            path=self.path,
            why=why_not(error),
        )
