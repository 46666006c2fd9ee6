"""Drafts of the referential's files: one for each editor and file, kept on the server until it is published or dropped.

They are files in a folder of their own, beside the database: no history, and nothing in them but what an editor writes
of pathways, never of people. What is published, and the files that the program came with, are never touched here. A
text that meets another one, saved meanwhile by the same editor on another page, is set aside: neither is lost.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, get_type_hints

from engine.app.whole_file import write_whole
from engine.errors import EnvironmentUnusable, UsageError, why_not

MOST = 1_600_000
"Characters of a draft: four times what the reader reads, so that what is too long for it can still be shortened."
MOST_OF_A_STORY = 100_000
"Characters of a story that is handed over: more than a page shows, or anybody reads."
MOST_HANDED = 40
"Stories of one pathway that wait for an editor: more would be read by nobody."
DIGEST = 64
"Signs of a digest; whatever is longer names no file."
ASIDE = "aside"
PROPOSED = "proposed"
"The folder of what was proposed to a second editor; no login has this name, which the system keeps."
HANDED = "handed"
"The folder of the stories that desks handed over."


_NAME = re.compile(r"(?:of/)?[a-z0-9][A-Za-z0-9._~-]{0,127}/[A-Za-z0-9_][A-Za-z0-9._~-]{0,200}\.json")
"How what lies here is named, in the folder: nothing that comes back is put anywhere else."


class DraftOvertakenError(Exception):
    """Another page of the same editor saved another text meanwhile; both are kept."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor has written of one file."""

    editor: str
    file: str
    text: str
    began_from: str
    "The mark of the text that it was begun from."
    saved_at: str

    @property
    def mark(self) -> str:
        """By which a page knows whether it still shows this text."""
        return mark_of(self.text)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The very text that waits for a second editor, as the first one proposed it."""

    digest: str
    process: str
    "The pathway; else the file, as the referential names it."
    version: int
    text: str
    content: str
    "The resolved definition: what the digest is of; empty for a file that is put in service by itself."
    editor: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """A story about nobody that a desk made of one of its cases, for whoever keeps the pathway."""

    process: str
    version: int
    text: str
    "A file of one scenario."
    by: str
    handed_at: str

    @property
    def mark(self) -> str:
        """By which it is named."""
        return mark_of(self.text)


Kept = TypeVar("Kept", Draft, Proposal, Handed)


def mark_of(text: str) -> str:
    """A short mark of a text: two texts that differ have two."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def as_written(text: str) -> str:
    """A text as its file holds it: a browser sends lines ended as no file of ours ends them."""
    return text.replace("\r\n", "\n")


class Drafts:
    """The drafts of one database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()

    def of(self, editor: str, file: str) -> Draft | None:
        """An editor's draft of a file."""
        return self._load(self._path(editor, file), Draft)

    def aside(self, editor: str, file: str) -> Draft | None:
        """The text that was set aside when two pages of the same editor met."""
        return self._load(self._path(editor, file, ASIDE), Draft)

    def every(self) -> list[Draft]:
        """Every draft of every editor; what was set aside, left out."""
        return [each for path in self._paths() if (each := self._load(path, Draft)) is not None]

    def texts(self) -> dict[str, str]:
        """All that lies here and would be missed, by its name: drafts, what was set aside, what waits.

        Raises:
            EnvironmentUnusable: one of them can't be read.
        """
        found = {}
        for path in sorted(self.folder.rglob("*.json")):
            try:
                found[path.relative_to(self.folder).as_posix()] = path.read_bytes().decode("utf-8", "replace")
            except FileNotFoundError:
                continue  # published, or dropped, this very moment
            except OSError as error:
                raise _unusable(path, error) from error
        return found

    def put_back(self, texts: Mapping[str, str]) -> int:
        """Put back what a backup carried, never over what is here; how many of them aren't here afterwards."""
        left = 0
        for name, text in texts.items():
            path = self.folder / name
            try:
                if not _NAME.fullmatch(name) or (path.exists() and path.read_bytes() != text.encode()):
                    left += 1
                elif not path.exists():
                    write_whole(path, text.encode())
            except OSError:
                left += 1
        return left

    def keep(self, draft: Draft, seen: str) -> None:
        """Keep a text in the place of the one that its writer last saw, `seen`: its mark, empty for none.

        Raises:
            DraftOvertakenError: another text was saved meanwhile; this one is set aside, and both are kept.
            UsageError: it is longer than any file of a referential.
            EnvironmentUnusable: it can't be written.
        """
        if len(draft.text) > MOST:
            raise UsageError(
                "Ce texte est trop long : {most} signes au plus. Rien n'a été enregistré.",
                "Le découper ; il est encore sur la page.",
                most=MOST,
            )
        with self._lock:
            standing = self.of(draft.editor, draft.file)
            if standing is not None and standing.mark not in (seen, draft.mark):
                self._write(self._path(draft.editor, draft.file, ASIDE), asdict(draft))
                raise DraftOvertakenError
            self._write(self._path(draft.editor, draft.file), asdict(draft))

    def drop(self, editor: str, file: str, *, aside: bool = False) -> None:
        """Forget a draft, or what was set aside beside it."""
        self._path(editor, file, ASIDE if aside else "").unlink(missing_ok=True)

    def drop_published(self, proposal: Proposal, file: str) -> None:
        """Forget the draft that a proposal was made of, now that it is published; what was written since stays."""
        with self._lock:
            held = self.of(proposal.editor, file)
            if held is not None and held.text == proposal.text:
                self.drop(proposal.editor, file)

    def propose(self, proposal: Proposal) -> None:
        """Keep the very text that a second editor will be asked to agree to."""
        self._write(self.folder / PROPOSED / f"{proposal.digest}.json", asdict(proposal))

    def proposal(self, digest: str) -> Proposal | None:
        """What was proposed under this digest; None when it was asked for at the command line."""
        if not (digest.isascii() and digest.isalnum() and len(digest) == DIGEST):
            return None
        return self._load(self.folder / PROPOSED / f"{digest}.json", Proposal)

    def hand(self, story: Handed) -> None:
        """Keep a story until an editor takes it, or leaves it.

        Raises:
            UsageError: it is too long, or as many wait for that pathway as editors can be expected to read.
            EnvironmentUnusable: it can't be written.
        """
        if len(story.text) > MOST_OF_A_STORY:
            raise UsageError(
                "Cette histoire est trop longue pour être confiée : {most} signes au plus.",
                "Prendre le fichier, et l'envoyer soi-même à qui écrit le parcours.",
                most=MOST_OF_A_STORY,
            )
        with self._lock:
            if sum(each.process == story.process for each in self.handed()) >= MOST_HANDED:
                raise UsageError(
                    "Déjà {most} histoires de ce parcours attendent un éditeur : celle-ci n'a pas été confiée.",
                    "Demander aux éditeurs d'ajouter ou de laisser celles qui attendent ; ou prendre le fichier.",
                    most=MOST_HANDED,
                )
            self._write(self.folder / HANDED / f"{story.mark}.json", asdict(story))

    def handed(self) -> list[Handed]:
        """Every story that a desk handed over, oldest first."""
        found = (self._load(path, Handed) for path in (self.folder / HANDED).glob("*.json"))
        return sorted((each for each in found if each is not None), key=lambda each: each.handed_at)

    def leave(self, story: Handed) -> None:
        """Forget a story that was handed over."""
        (self.folder / HANDED / f"{story.mark}.json").unlink(missing_ok=True)

    def _path(self, editor: str, file: str, kind: str = "") -> Path:
        return self.folder / "of" / editor / f"{file}{'.' if kind else ''}{kind}.json"

    def _paths(self) -> Iterator[Path]:
        found = sorted((self.folder / "of").glob("*/*.json"))
        return (path for path in found if not path.name.endswith(f".{ASIDE}.json"))

    def _load(self, path: Path, kind: type[Kept]) -> Kept | None:
        try:
            written = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(path, error) from error
        try:
            loaded = json.loads(written)
            _require_shape(loaded, kind)
            return kind(**loaded)
        # Too deep, or with words that a draft doesn't have: written by another hand, or cut short.
        except (ValueError, TypeError, RecursionError) as error:
            raise EnvironmentUnusable(
                "{path} n'est pas un brouillon tel que ce programme les garde.",
                "Le remettre d'une copie, ou l'ôter de ce dossier.",
                path=path,
            ) from error

    def _write(self, path: Path, held: dict[str, Any]) -> None:
        """Write a file whole or not at all: it takes the place of the one before in one move."""
        try:
            write_whole(path, json.dumps(held, ensure_ascii=True).encode())
        except OSError as error:
            raise _unusable(path, error) from error


def _require_shape(loaded: Any, kind: type[Draft | Proposal | Handed]) -> None:
    """Raises: TypeError, for what isn't a record of this kind, or holds another sort of value than it says."""
    wanted = get_type_hints(kind)
    if not isinstance(loaded, dict) or any(type(loaded[name]) is not wanted.get(name) for name in loaded):
        raise TypeError(kind.__name__)


def _unusable(path: Path, error: OSError) -> EnvironmentUnusable:
    return EnvironmentUnusable(
        "Le brouillon {path} ne peut être ni lu ni gardé : {why}.",
        "Libérer de la place ou rendre ce dossier accessible ; ce qui est sur la page n'est pas perdu.",
        path=path,
        why=why_not(error),
    )
