"""Packs that came to a server or were made there by a page, until they are taken away: files beside the drafts.

A pack holds nothing of anybody, and its signature is tried each time that it is read: what lies here is believed no
more than what comes by mail. What waits for a second editor is remembered with what was said of it, so that both agree
to one thing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from engine.app.believing import Choice
from engine.app.installing import request_of
from engine.app.packs import Pack, canonical
from engine.app.two_people import Request
from engine.app.unpacking import pack_of
from engine.app.whole_file import write_whole
from engine.errors import AlteredProposal, EnvironmentUnusable, UsageError, why_not

MOST = 12
"Packs that are kept, and demands for a second editor; the oldest go first."
DIGEST = 64


@dataclass(frozen=True, slots=True)
class KeptPacks:
    """The packs of one server."""

    folder: Path

    def keep(self, content: bytes) -> Pack:
        """Keep a pack, found whole and signed.

        Raises:
            UsageError, AlteredProposal: it is none.
            EnvironmentUnusable: it can't be kept.
        """
        pack = pack_of(content)
        self._write(f"{pack.sha256}.baom", content)
        self._keep_the_newest("*.baom")
        return pack

    def content(self, sha256: str) -> bytes | None:
        """The bytes of a pack, by its hash; None where there is none."""
        if len(sha256) != DIGEST or not (sha256.isascii() and sha256.isalnum()):
            return None
        with suppress(OSError):
            return (self.folder / f"{sha256}.baom").read_bytes()
        return None

    def pack(self, sha256: str) -> Pack | None:
        """A pack as it was kept; raises as `pack_of` where it was changed."""
        content = self.content(sha256)
        return None if content is None else pack_of(content)

    def asked(self, pack: Pack, choice: Choice) -> None:
        """Remember what a first editor asked for, so that a second is asked for the same; the code isn't kept."""
        said = {"sha256": pack.sha256, "over": sorted(choice.over), "new_key": choice.new_key}
        self._write(f"{request_of(pack, choice)}.asked", canonical(said))
        self._keep_the_newest("*.asked")

    def waiting(self, request: Request) -> tuple[Pack, Choice] | None:
        """What a request that waits is of; None where it was asked for elsewhere, or what lies here isn't it."""
        # What was changed on the disk is believed by nobody, and keeps nobody from the other packs.
        with suppress(OSError, ValueError, TypeError, KeyError, UsageError, AlteredProposal):
            said = orjson.loads((self.folder / f"{request.about}.asked").read_bytes())
            choice = Choice(over=frozenset(map(str, said["over"])), new_key=bool(said["new_key"]))
            pack = self.pack(str(said["sha256"]))
            if pack is not None and request_of(pack, choice) == request.about:
                return pack, choice
        return None

    def _keep_the_newest(self, kind: str) -> None:
        for path in sorted(self.folder.glob(kind), key=_age)[:-MOST]:
            path.unlink(missing_ok=True)

    def _write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all, for this account of the computer alone."""
        path = self.folder / name
        try:
            write_whole(path, content)
        except OSError as error:
            raise EnvironmentUnusable(
                "Le fichier {path} ne peut pas être écrit : {why}.",
                "Libérer de la place sur le disque, puis refaire l'action ; parcours et guichets restent lisibles.",
                path=path,
                why=why_not(error),
            ) from error


def _age(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0
