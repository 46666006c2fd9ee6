"""An editor's bench: the files of the referential, as they stand or as a draft has them, and what is wrong in them.

A file is checked by the reader of the command line, against the other files as the same editor's drafts have them; so
what is told here is told there, at the same line and column. Nothing here writes in the workshop's own folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Literal

from engine.app.drafts import Draft, Drafts, as_written, mark_of
from engine.app.house import House
from engine.app.in_service import OF_TERRITORY, renewed, texts_of_forms, texts_of_territory
from engine.app.publishing import Workshop, field_classes, free_number
from engine.app.sight import require
from engine.core.events import Actor
from engine.errors import DefinitionError, Problem, UsageError
from engine.printing.forms import CATALOGUE, check_forms
from engine.printing.words import LANGUAGES
from engine.reader.load import Referential
from engine.reader.pathway import ReadProcess
from engine.reader.resolve import CATALOGUES
from engine.reader.scenarios import read_scenarios
from engine.reader.territory import read_territory
from engine.reader.territory_grammar import GRAMMARS
from engine.store.journal import Reading

Kind = Literal["pathway", "base", "catalogue", "scenarios", "territory", "form"]
KINDS: tuple[Kind, ...] = ("pathway", "scenarios", "base", "catalogue", "territory", "form")

_VERSION = re.compile(r"^version:\s*([0-9]{1,5})\b", re.MULTILINE)
_BEGUN = re.compile(r"(scenarios~)?([a-z][a-z0-9_]{0,47})\.yaml")
"The key of a pathway, or of its scenarios."
_REMEMBERED = 4
"Readings of the shared files that are kept: one for each editor at work."


@dataclass(frozen=True, slots=True)
class WorkFile:
    """A file of the referential."""

    key: str
    "What it is called in an address: its path, « ~ » between folders."
    kind: Kind
    path: Path

    @property
    def name(self) -> str:
        """Its name within its folder."""
        return self.key.replace("~", "/")

    @property
    def process(self) -> str:
        """The pathway that it is, or tells stories of."""
        return self.path.stem

    @property
    def subject(self) -> str:
        """What it is about: a pathway, a catalogue, a form whatever its language."""
        return self.path.name.partition(".")[0]

    @property
    def is_served(self) -> bool:
        """Whether it is put in service by itself: the newest counts for every desk, not for the cases to come alone."""
        return self.kind == "form" or self.path.name in OF_TERRITORY

    @property
    def language(self) -> str:
        """Of a form, the language that it is written in; empty for a file that isn't of one language."""
        _, found, *_ = (*self.path.name.split("."), "")
        return found if self.path.suffix == ".j2" and found in LANGUAGES else ""


@dataclass(frozen=True, slots=True)
class Open:
    """A file as it lies on an editor's bench."""

    file: WorkFile
    text: str
    standing: str
    "The text that stands without the draft: published, or in the folder."
    draft: Draft | None
    aside: Draft | None
    others: tuple[Draft, ...]
    "Other editors' drafts of the same file."

    @property
    def mark(self) -> str:
        """The mark of the draft that the page shows; empty when it shows none."""
        return self.draft.mark if self.draft is not None else ""

    @property
    def overtaken(self) -> bool:
        """Whether the text that the draft was begun from has been replaced since."""
        return self.draft is not None and self.draft.began_from != mark_of(self.standing)


@dataclass(slots=True)
class Bench:
    """The workshop, its drafts, and the shared files as they were last read."""

    house: House
    workshop: Workshop
    drafts: Drafts
    _read: dict[object, Referential] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def renew(self) -> None:
        """See what was put in service since, from a page of this server or of another."""
        house = renewed(self.house, self.workshop.processes, self.workshop.forms)
        if house is not self.house:
            self.workshop = replace(self.workshop, territory=house.territory)
            self.house = house

    def files(self, actor: Actor) -> list[WorkFile]:
        """Every file that may be worked on.

        Raises:
            NotAllowed: the actor is no editor.
        """
        require(actor, "process.publish")
        return list(self._files().values())

    def file(self, actor: Actor, key: str) -> WorkFile:
        """One file, by its key.

        Raises:
            NotAllowed: the actor is no editor.
            UsageError: there is none of this name.
        """
        require(actor, "process.publish")
        found = self._files().get(key)
        if found is None:
            raise UsageError("Le fichier « {path} » n'existe pas.", "Vérifier le chemin du fichier.", path=key)
        return found

    def open(self, actor: Actor, key: str) -> Open:
        """A file as this editor has it: their draft, or what stands."""
        file = self.file(actor, key)
        standing, draft = self.standing(file), self.drafts.of(actor.name, key)
        others = tuple(each for each in self.drafts.every() if each.file == key and each.editor != actor.name)
        text = standing if draft is None else draft.text
        return Open(file, text, standing, draft, self.drafts.aside(actor.name, key), others)

    def save(self, actor: Actor, key: str, text: str, seen: str) -> Draft:
        """Keep this editor's text of a file; `seen`: the mark of the draft that it was written over.

        Raises:
            DraftOvertakenError: another page of the same editor saved another text meanwhile; both are kept.
            UsageError, EnvironmentUnusable: as `Drafts.keep`.
        """
        opened = self.open(actor, key)
        began = opened.draft.began_from if opened.draft is not None else mark_of(opened.standing)
        draft = Draft(actor.name, key, as_written(text), began, self.house.recorded_at())
        self.drafts.keep(draft, seen)
        return draft

    def free_number(self, file: WorkFile, text: str) -> int:
        """The number under which a pathway of this text may be published: its own, if no other text has it."""
        written = as_written(text)
        return free_number(
            self.house,
            file.process,
            number_in(text),
            lambda reading, line: reading.source_text(line.source_sha256) == written,
        )

    def numbered(self, actor: Actor, key: str, text: str) -> str:
        """The text of a pathway under a number that is free."""
        return _VERSION.sub(f"version: {self.free_number(self.file(actor, key), text)}", text, count=1)

    def problems(self, actor: Actor, key: str, text: str) -> tuple[Problem, ...]:
        """Everything that is wrong in a file if it held this text, as `baom process check` tells it."""
        file = self.file(actor, key)
        given = as_written(text).encode("utf-8", "surrogatepass")
        match file.kind:
            case "scenarios":
                return read_scenarios(file.path, given).problems
            case "territory":
                return self._in_territory(file, given, actor)
            case "form":
                return self._in_forms(file, given, actor)
        return self.referential(actor, without=file.path.name).check_file(file.path, given)

    def read(self, actor: Actor, key: str, text: str) -> ReadProcess:
        """A pathway as it would be with this text, over the editor's drafts of the files that it shares."""
        file = self.file(actor, key)
        return self.referential(actor, without=file.path.name).read_process(file.path, as_written(text).encode())

    def referential(self, actor: Actor, *, without: str = "") -> Referential:
        """The folder of pathways with this editor's drafts in it, but for the file `without`; read once a state.

        A pathway that was published since under a greater number than its file's stands as it was published.
        """
        drafted = {key: text for key, text in self._drafted(actor).items() if "~" not in key}
        shared = {key: text for key, text in {**self._newer(), **drafted}.items() if key != without}
        stamp = (*self._stamp(), *sorted((key, hash(text)) for key, text in shared.items()))
        with self._lock:
            found = self._read.pop(stamp, None) or self.workshop.referential(shared)
            self._read[stamp] = found
            while len(self._read) > _REMEMBERED:
                del self._read[next(iter(self._read))]
        return found

    def _files(self) -> dict[str, WorkFile]:
        processes, forms = self.workshop.processes, self.workshop.forms
        territory = processes / "territories" / self.workshop.territory.id
        found = [WorkFile(path.name, _kind_of(path), path) for path in self.workshop.shared_files()]
        stories = (path for path in self.workshop.scenario_files() if path.is_file())
        found += [WorkFile(f"scenarios~{path.name}", "scenarios", path) for path in stories]
        found += [
            WorkFile(f"territories~{territory.name}~{name}", "territory", territory / name)
            for name in GRAMMARS
            if (territory / name).is_file()
        ]
        found += [
            WorkFile(f"forms~{path.name}", "form", path)
            for path in sorted(forms.iterdir())
            if path.name == CATALOGUE or path.suffix == ".j2"
        ]
        known = {each.key: each for each in found}
        known |= {each.key: each for each in self._begun() if each.key not in known}
        return {each.key: each for each in sorted(known.values(), key=lambda each: KINDS.index(each.kind))}

    def _begun(self) -> Iterator[WorkFile]:
        """Pathways begun from a page, and their scenarios: no file of the folder has them."""
        processes = self.workshop.processes
        for process in sorted({line.process for line in self.house.store.read(lambda reading: reading.definitions())}):
            yield WorkFile(f"{process}.yaml", "pathway", processes / f"{process}.yaml")
        for draft in self.drafts.every():
            if found := _BEGUN.fullmatch(draft.file):
                kind: Kind = "scenarios" if found[1] else "pathway"
                yield WorkFile(draft.file, kind, processes.joinpath(*draft.file.split("~")))

    def standing(self, file: WorkFile) -> str:
        """The text of the folder, or that in service; of a pathway, the published one where its number is greater."""
        if file.name in self.house.in_service:
            return self.house.in_service[file.name].decode()
        # What isn't UTF-8 is shown as far as it can be: whoever is to mend it has to see it.
        held = file.path.read_text(encoding="utf-8", errors="replace") if file.path.exists() else ""
        newer = self._newer_than({file.process: held}) if file.kind == "pathway" else {}
        return newer.get(file.path.name, held)

    def _newer(self) -> dict[str, bytes]:
        """The file of each pathway that is older than what was published of it → the text that was published."""
        held = {path.stem: path.read_text("utf-8", errors="replace") for path in self.workshop.shared_files()}
        return {name: text.encode() for name, text in self._newer_than(held).items()}

    def _newer_than(self, held: Mapping[str, str]) -> dict[str, str]:
        """Of pathways with the text that is held of each: file → the published text, where its number is greater."""

        def published(reading: Reading) -> dict[str, str]:
            newest = {line.process: line for line in sorted(reading.definitions(), key=lambda line: line.version)}
            return {
                f"{process}.yaml": found
                for process, text in held.items()
                if process in newest and newest[process].version > number_in(text)
                if (found := reading.source_text(newest[process].source_sha256)) is not None
            }

        return self.house.store.read(published)

    def _drafted(self, actor: Actor) -> dict[str, bytes]:
        """File → this editor's draft of it."""
        return {each.file: each.text.encode() for each in self.drafts.every() if each.editor == actor.name}

    def _stamp(self) -> tuple[tuple[str, int, int], ...]:
        """By which it is known whether the folder has changed since it was read."""
        paths = (*self.workshop.shared_files(), self.workshop.forms / CATALOGUE)
        states = ((path, path.stat()) for path in paths)
        folder = tuple((str(path), state.st_mtime_ns, state.st_size) for path, state in states)
        return (*folder, *((name, hash(text), 0) for name, text in self.house.in_service.items()))

    def _in_territory(self, file: WorkFile, given: bytes, actor: Actor) -> tuple[Problem, ...]:
        head = file.key.rpartition("~")[0]
        drafted = self._drafted(actor) | {file.key: given}
        drafts = {key.rpartition("~")[2]: text for key, text in drafted.items() if key.rpartition("~")[0] == head}
        instead = texts_of_territory(file.path.parent.name, self.house.in_service) | drafts
        try:
            return read_territory(file.path.parent, instead=instead).warnings
        except DefinitionError as error:
            return error.problems

    def _in_forms(self, file: WorkFile, given: bytes, actor: Actor) -> tuple[Problem, ...]:
        drafted = self._drafted(actor) | {file.key: given}
        drafts = {key.partition("~")[2]: text for key, text in drafted.items() if key.startswith("forms~")}
        instead = texts_of_forms(self.house.in_service) | drafts
        known = field_classes(self.referential(actor).read_all()) if file.path.name == CATALOGUE else None
        found = check_forms(self.workshop.forms, known, instead)
        own = f"{self.workshop.forms.name}/{file.path.name}"
        return tuple(each for each in found if each.place.file == own)


def number_in(text: str) -> int:
    """The number of a version, as its text has it."""
    found = _VERSION.search(text)
    return int(found[1]) if found else 0


def _kind_of(path: Path) -> Kind:
    if path.stem in CATALOGUES:
        return "catalogue"
    # As the reader tells them apart: a base starts nothing.
    return "pathway" if re.search(r"^start:", path.read_text("utf-8", errors="replace"), re.MULTILINE) else "base"
