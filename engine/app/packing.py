"""Making a pack: the newest version of each pathway, and the offices, holidays and forms that go with them.

Nothing of a case, a person or an account goes into it: what is taken is what was published, and of who published it
their role. The log remembers that a pack left, and counts it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import version

from engine.app.house import House
from engine.app.in_service import OF_TERRITORY
from engine.app.packs import Origin, Pack, PackedFile, PackedPathway, write_pack
from engine.app.publishing import Workshop
from engine.app.registry import Publication, publications_of
from engine.app.sight import require
from engine.app.unpacking import MOST_NAME
from engine.core.definition import Definition
from engine.core.events import Actor
from engine.core.values import is_visible, one_line
from engine.errors import UsageError, did_you_mean
from engine.printing.forms import CATALOGUE
from engine.store.definitions import DefinitionLine
from engine.store.files import FileVersion
from engine.store.journal import Writing
from engine.store.tables import SYSTEM
from engine.vault.signing import SigningKey

SCOPE = "pack"
"What the event of an export says that it was of."


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack just made."""

    pack: Pack
    content: bytes


def make_pack(
    house: House, workshop: Workshop, key: SigningKey, actor: Actor, processes: Sequence[str] = (), name: str = ""
) -> Packed:
    """Make a pack of some pathways, or of all; `name`: what its makers call themselves, as last time where empty.

    Raises:
        NotAllowed: publishing isn't this actor's to do.
        UsageError: a pathway isn't published here, or the name is too long.
    """
    require(actor, "process.publish")
    called = one_line(name)
    if len(called) > MOST_NAME:
        raise UsageError("Ce nom est trop long : {most} signes au plus.", "L'abréger.", most=MOST_NAME)
    folder = served_texts(workshop)

    def work(writing: Writing) -> Packed:
        # Held first: of two made at the same moment, each has its number.
        writing.hold_log()
        lines = _chosen(writing.definitions(), processes)
        before = _before(writing)
        pack = Pack(
            Origin(house.store.log_id, called if is_visible(called) else before.name),
            before.serial + 1,
            house.recorded_at(),
            version("baom"),
            house.store.training,
            house.territory.id,
            tuple(_pathways(writing, lines)),
            tuple(_files(writing, house.territory.id, folder, _needed(house, writing, lines) if processes else None)),
        )
        content, made = write_pack(pack, key)
        body = {"cases": 0, "personal": False, "scope": SCOPE, "serial": made.serial, "pack": made.sha256}
        said = {"name": made.origin.name} if made.origin.name else {}
        writing.system("exported", body, said, house.stamp(actor, house.today(), ""))
        return Packed(made, content)

    return house.store.write(work)


def served_texts(workshop: Workshop) -> dict[str, bytes]:
    """File that is put in service by itself → its text in the folders."""
    territory = workshop.processes / "territories" / workshop.territory.id
    paths = {f"territories/{territory.name}/{name}": territory / name for name in OF_TERRITORY}
    paths |= {
        f"forms/{path.name}": path
        for path in workshop.forms.iterdir()
        if path.name == CATALOGUE or path.name.endswith(".md.j2")
    }
    return {name: path.read_bytes() for name, path in sorted(paths.items()) if path.is_file()}


def _chosen(lines: Sequence[DefinitionLine], processes: Sequence[str]) -> list[tuple[DefinitionLine, tuple[str, ...]]]:
    """The newest version of each pathway wanted, with the digests of those before it."""
    known: dict[str, list[DefinitionLine]] = {}
    for line in sorted(lines, key=lambda line: line.version):
        known.setdefault(line.process, []).append(line)
    if not known:
        raise UsageError(
            "Aucun parcours n'est publié dans cette base : il n'y a rien à envoyer.",
            "Publier d'abord : baom process publish.",
        )
    for process in processes:
        if process not in known:
            raise UsageError(
                "Le parcours « {process} » n'est pas publié dans cette base.{hint}",
                "Voir ce qui l'est : baom process list --published",
                process=process,
                hint=did_you_mean(get_close_matches(process, known, n=1)),
            )
    wanted = sorted(set(processes) or known)
    return [(known[name][-1], tuple(each.digest for each in known[name][:-1])) for name in wanted]


@dataclass(frozen=True, slots=True)
class _Before:
    """What the log tells of the packs made before."""

    serial: int
    name: str


def _before(writing: Writing) -> _Before:
    made = [
        event for event, _ in writing.history(SYSTEM) if event.kind == "exported" and event.body.get("scope") == SCOPE
    ]
    named = [event.sequence for event in made if "name" in event.body.get("sealed", ())]
    name = str(writing.private(SYSTEM, named[-1]).get("name", "")) if named else ""
    return _Before(max((int(event.body["serial"]) for event in made), default=0), name)


def _pathways(writing: Writing, lines: Iterable[tuple[DefinitionLine, tuple[str, ...]]]) -> Iterator[PackedPathway]:
    told = publications_of(writing)
    for line, before in lines:
        each = told.get(line.digest, Publication())
        yield PackedPathway(
            line.process,
            line.version,
            line.digest,
            (writing.definition(line.digest) or b"").decode(),
            writing.source_text(line.source_sha256) or "",
            line.published_at,
            each.role or "system",
            each.reason,
            before,
        )


def _needed(house: House, writing: Writing, lines: Iterable[tuple[DefinitionLine, tuple[str, ...]]]) -> frozenset[str]:
    """The forms that some pathways print, with those of the papers that they ask for."""
    definitions = [house.machine(writing, line.digest).definition for line, _ in lines]
    return frozenset(form for each in definitions for form in _forms_of(each))


def _forms_of(definition: Definition) -> Iterator[str]:
    yield from definition.forms
    for state in definition.states.values():
        yield from state.forms
        for action in state.actions.values():
            yield from action.forms
    for shared in definition.actions.values():
        yield from shared.action.forms
    for paper in definition.documents.values():
        if paper.letter is not None:
            yield paper.letter


def _files(
    writing: Writing, territory: str, folder: Mapping[str, bytes], forms: frozenset[str] | None
) -> Iterator[PackedFile]:
    """The files in service, else those of the folders; of the templates, those of some forms where they are named."""
    versions: dict[str, list[FileVersion]] = {}
    for each in writing.files_published():
        if each.file.startswith(("forms/", f"territories/{territory}/")):
            versions.setdefault(each.file, []).append(each)
    for name in sorted({*folder, *versions}):
        template = name.removeprefix("forms/").partition(".")[0] if name.endswith(".j2") else None
        if forms is not None and template is not None and template not in forms:
            continue
        served = versions.get(name, [])
        before = [each.sha256 for each in served[:-1]]
        if not served:
            yield PackedFile(name, folder[name].decode(), False, "", ())
            continue
        if name in folder:
            before.append(hashlib.sha256(folder[name]).hexdigest())
        reason = str(writing.private(SYSTEM, served[-1].sequence).get("reason", ""))
        yield PackedFile(name, writing.file_text(served[-1]), True, reason, tuple(sorted(set(before))))
