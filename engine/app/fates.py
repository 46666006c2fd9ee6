"""What becomes of each thing that a pack brings, beside what stands here: a pure comparison of hashes.

Nothing that was changed here is taken over unless somebody names it. What was published here stays published, and open
cases keep to it, whatever comes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Literal

from engine.app.packs import Pack, PackedFile, PackedPathway
from engine.store.definitions import DefinitionLine
from engine.store.files import FileVersion
from engine.store.journal import Reading, Writing

Fate = Literal["new", "newer", "same", "older", "edited", "clash", "program"]
"""`new`: not here yet; `newer`: it follows what is here; `same`; `older`: what is here follows it; `edited`: what is
here was changed here, or came from elsewhere; `clash`: its number is taken here by another text; `program`: of a file
that nobody edited, two programs came with two texts."""

TAKEN: frozenset[Fate] = frozenset(("new", "newer"))
"What is taken in without a word."
ON_DEMAND: frozenset[Fate] = frozenset(("edited", "program"))
"What is taken in where somebody names it."


def fates(reading: Reading | Writing, pack: Pack, folder: Mapping[str, bytes]) -> dict[str, Fate]:
    """Pathway or file → what becomes of it; `folder`: the texts that came with this program."""
    lines, files = reading.definitions(), reading.files_published()
    found = {each.process: _of_pathway(each, lines) for each in pack.pathways}
    return found | {each.name: _of_file(each, files, folder.get(each.name)) for each in pack.files}


def _of_pathway(packed: PackedPathway, lines: list[DefinitionLine]) -> Fate:
    here = {line.version: line.digest for line in lines if line.process == packed.process}
    if not here:
        return "new"
    newest = max(here)
    if packed.digest in here.values():
        return "same" if here[newest] == packed.digest else "older"
    if packed.version in here:
        return "clash"
    if packed.version < newest:
        return "older"
    return "newer" if here[newest] in packed.before else "edited"


def _of_file(packed: PackedFile, files: list[FileVersion], shipped: bytes | None) -> Fate:
    history = [each.sha256 for each in files if each.file == packed.name]
    own = hashlib.sha256(shipped).hexdigest() if shipped is not None else None
    standing = history[-1] if history else own
    if standing is None:
        return "new"
    if standing == packed.sha256:
        return "same"
    if standing in packed.before:
        return "newer"
    if packed.sha256 in (*history, own):
        return "older"
    if not history:
        # Nobody edited it here: what they edited there goes, what merely came with their program stays.
        return "newer" if packed.edited else "program"
    return "edited"
