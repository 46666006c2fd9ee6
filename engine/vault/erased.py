"""The list of erasures, kept beside the keys: a backup older than one of them would bring the person back.

A line is the very event that recorded an erasure, with its signature; nothing personal stands in it. The list is no
authority: what a database says comes first, and a line counts only if the log's own key signed it. It is copied with
the keys, apart from the backups: the day a disk is lost, it is what is left of what was erased since the last of them.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from pathlib import Path

from engine.errors import EnvironmentUnusable, why_not
from engine.vault.lines import append, whole


class ErasedList:
    """One file, for every log that its owner's keys open."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, event: bytes, signature: bytes) -> None:
        """Add an erasure, on disk when this returns.

        Raises:
            EnvironmentUnusable: it can't be written; the erasure itself is done, and the database says so.
        """
        line = {"event": base64.b64encode(event).decode(), "signature": base64.b64encode(signature).decode()}
        try:
            append(self.path, json.dumps(line).encode() + b"\n")
        except OSError as error:
            raise EnvironmentUnusable(
                "La personne est effacée, mais la liste {path} n'a pas pu être complétée : {why}.",
                "Rendre ce fichier accessible, et prendre une sauvegarde de la base : elle portera l'effacement.",
                path=self.path,
                why=why_not(error),
            ) from error

    def __iter__(self) -> Iterator[tuple[bytes, bytes]]:
        """The events and their signatures, in the order of the file.

        Raises:
            EnvironmentUnusable: it can't be read; or, after all the others, a line of it: who was erased may be back.
        """
        try:
            lines = whole(self.path)
        except OSError as error:
            raise EnvironmentUnusable(
                "La liste des effacements {path} ne peut pas être lue : {why}.",
                "Vérifier à qui appartient ce fichier : sans elle, une personne effacée pourrait revenir.",
                path=self.path,
                why=why_not(error),
            ) from error
        wrong = []
        for number, line in lines:
            try:
                found = json.loads(line)
                event = base64.b64decode(found["event"], validate=True)
                signature = base64.b64decode(found["signature"], validate=True)
                told = isinstance(json.loads(event)["stream"], str)
            except (ValueError, KeyError, TypeError, binascii.Error):
                told = False
            if told:
                yield event, signature
            else:
                wrong.append(number)
        if wrong:
            raise EnvironmentUnusable(
                "La liste des effacements {path} a {count} ligne(s) illisible(s), dont la ligne {line}.",
                "La remettre depuis la copie des clés. Sans copie, retirer ces lignes : une personne qu'elles nommaient"
                " ne serait plus reconnue si une ancienne copie de la base revenait.",
                path=self.path,
                count=len(wrong),
                line=wrong[0],
            )
