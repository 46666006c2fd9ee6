"""Pathways from their files into the database: checked, tried on their scenarios, published for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from engine.app.house import House
from engine.app.live_states import require_live_states
from engine.app.scenarios import ProcessTest, run_scenarios
from engine.app.sight import require
from engine.app.two_people import Request, agreed, pending
from engine.app.walking import Found, what_walks_find
from engine.core.definition import Definition, FieldClass
from engine.core.events import Actor
from engine.core.rules import SYSTEM
from engine.core.scenario import Scenario
from engine.core.territory import Territory, services_with_office
from engine.core.values import MAX_SAID, clean_text, is_visible
from engine.core.veiling import Chance
from engine.errors import DefinitionError, Problem, Said, UsageError, did_you_mean
from engine.printing.forms import check_forms, read_shelf
from engine.reader.load import Referential, Surroundings
from engine.reader.pathway import ReadProcess
from engine.reader.scenarios import ReadScenarios, read_scenarios
from engine.store.definitions import DefinitionLine
from engine.store.journal import Reading, Writing

_UNWRITTEN = "W221"
"The finding of a text that is still the model's (`engine.reader.walker`)."


A_FILE = Said("un fichier du référentiel, comme naissance.yaml")


@dataclass(frozen=True, slots=True)
class Workshop:
    """The files that M&D works on: pathways with their catalogues and scenarios, forms, the territory."""

    processes: Path
    forms: Path
    territory: Territory

    def referential(self, instead: Mapping[str, bytes] = MappingProxyType({})) -> Referential:
        """The folder of pathways, read against the forms and the territory; `instead`: file → what stands for it."""
        return Referential(
            self.processes,
            Surroundings(
                territory=self.territory.id,
                forms=frozenset(entry.id for entry in read_shelf(self.forms).entries),
                communes=frozenset(self.territory.communes),
                served=services_with_office(self.territory),
            ),
            instead,
        )

    def every_file(self) -> list[Path]:
        """Every file that a check of the whole workshop reads, the territory's apart."""
        forms = (path for path in self.forms.iterdir() if path.suffix in (".yaml", ".j2"))
        return [*sorted(self.processes.glob("*.yaml")), *self.scenario_files(), *sorted(forms)]

    def shared_files(self) -> list[Path]:
        """Those of the folder itself: pathways, their base, catalogues."""
        return [path for path in sorted(self.processes.glob("*.yaml")) if path.is_file()]

    def scenario_files(self) -> list[Path]:
        """The scenario files beside the pathways."""
        return sorted((self.processes / "scenarios").glob("*.yaml"))


@dataclass(frozen=True, slots=True)
class Published:
    """What became of one pathway."""

    process: str
    version: int
    digest: str
    new: bool
    "False: this very version was already there, or it waits."
    waiting: bool = False
    "It waits for a second person: a stolen account alone changes no pathway of a real database."


def check_files(workshop: Workshop, files: Sequence[Path]) -> tuple[Problem, ...]:
    """Everything that is wrong in some files, or in the whole workshop when none is named.

    Raises:
        UsageError: a file that can't be read.
    """
    referential = workshop.referential()
    if not files:
        stories = (problem for path in workshop.scenario_files() for problem in read_scenarios(path).problems)
        pathways = referential.read_all()
        return (*referential.check(pathways), *stories, *check_forms(workshop.forms, field_classes(pathways)))
    found: list[Problem] = []
    for path in files:
        if existing(path).parent.name == "scenarios":
            found += read_scenarios(path).problems
        else:
            found += referential.check_file(path)
    return tuple(found)


def field_classes(pathways: Iterable[ReadProcess]) -> dict[str, set[FieldClass]] | None:
    """Each field that some pathway keeps, with its classes: one name may be harmless here and sensitive there.

    None while a pathway can't be read: nobody knows then which fields there are.
    """
    found: list[Definition] = []
    for each in pathways:
        if each.definition is None:
            return None
        found.append(each.definition)
    return classes_in(found)


def classes_in(definitions: Iterable[Definition]) -> dict[str, set[FieldClass]]:
    """As `field_classes`, of pathways that were read."""
    found: dict[str, set[FieldClass]] = {}
    for each in definitions:
        for field in each.fields.values():
            if field.kept:
                found.setdefault(field.id, set()).add(field.data_class)
    return found


def existing(path: Path, wanted: Said = A_FILE) -> Path:
    """The path of a file that is there; `wanted`: what it should be, for whoever names a folder.

    Raises:
        UsageError: it isn't.
    """
    if path.is_dir():
        raise UsageError(
            "« {path} » est un dossier : il faut {wanted}.", "Nommer le fichier lui-même.", path=path, wanted=wanted
        )
    if not path.is_file():
        raise UsageError("Le fichier « {path} » n'existe pas.", "Vérifier le chemin du fichier.", path=path)
    return path


def run_files(workshop: Workshop, files: Sequence[Path]) -> list[ProcessTest]:
    """Run the scenarios of some files, or all; each against its pathway as it stands in the workshop.

    Raises:
        DefinitionError: a scenario file or a pathway has errors.
        UsageError: a file that can't be read, or a scenario of an unknown pathway.
    """
    read = [read_scenarios(existing(path)) for path in files or workshop.scenario_files()]
    problems = tuple(problem for each in read for problem in each.problems if problem.severity == "error")
    if problems:
        raise DefinitionError(problems)
    referential = workshop.referential()
    return [
        run_scenarios(_definition(referential, process), _of(read, process), workshop.territory)
        for process in dict.fromkeys(each.process for each in read)
    ]


def walk_files(workshop: Workshop, files: Sequence[Path], chance: Chance, number: int) -> list[Found]:
    """Walk through the pathways of some files, or of all, for what their scenarios don't take.

    Raises:
        DefinitionError, UsageError: as `run_files`.
    """
    referential = workshop.referential()
    return [
        each
        for tested in run_files(workshop, files)
        for each in what_walks_find(
            _definition(referential, tested.process), tested, workshop.territory, chance, number
        )
    ]


def stories(workshop: Workshop) -> list[Scenario]:
    """Every scenario of the workshop, file by file; those of a file with errors are left out."""
    read = (read_scenarios(path) for path in workshop.scenario_files())
    return [
        scenario
        for each in read
        if not any(problem.severity == "error" for problem in each.problems)
        for scenario in each.scenarios
    ]


def _of(read: Iterable[ReadScenarios], process: str) -> list[Scenario]:
    return [scenario for each in read if each.process == process for scenario in each.scenarios]


def definition_in(workshop: Workshop, process: str) -> Definition:
    """A pathway of the workshop, as it stands in its file.

    Raises:
        UsageError: no such pathway, with the nearest one.
        DefinitionError: it has errors.
    """
    return _definition(workshop.referential(), process)


def _definition(referential: Referential, process: str) -> Definition:
    if process not in referential.processes:
        near = get_close_matches(process, referential.processes, n=1)
        hint = did_you_mean(near)
        raise UsageError(
            "Aucun parcours « {process} » dans {folder}.{hint}",
            "Parcours connus : {processes}.",
            process=process,
            folder=referential.folder,
            hint=hint,
            processes=", ".join(referential.processes),
        )
    return sound(referential.read_process(referential.folder / f"{process}.yaml")).definition


@dataclass(frozen=True, slots=True)
class SoundProcess:
    """A pathway without error, ready to be published or tried."""

    definition: Definition
    content: bytes
    text: str
    unwritten: tuple[Problem, ...] = ()
    "Where the model's own words still stand: nobody at a counter may be shown them."


def sound(read: ReadProcess) -> SoundProcess:
    """The definition of a pathway without error.

    Raises:
        DefinitionError: with everything that is wrong.
    """
    if not read.is_sound or read.definition is None or read.resolved is None:
        raise DefinitionError(read.problems)
    unwritten = tuple(replace(each, severity="error") for each in read.problems if each.code == _UNWRITTEN)
    return SoundProcess(read.definition, read.resolved.content, read.text.decode("utf-8"), unwritten)


def publish(house: House, read: ReadProcess, actor: Actor, reason: str = "") -> Published:
    """Publish one pathway for ever, under its digest, with the exact text it was written in.

    Raises:
        DefinitionError: it has errors; or, on a real base, texts that are still to be written.
        UsageError: its number was published with another content.
    """
    return publish_ready(house, sound(read), actor, reason)


def publish_ready(house: House, ready: SoundProcess, actor: Actor, reason: str = "") -> Published:
    """Publish a pathway that was found sound, as `publish` does; `reason`: why this version, for the register.

    Raises:
        UsageError: its number was published with another content, it forgets live cases, or the reason is too long.
    """
    require(actor, "process.publish")
    house.publish_calendar(actor)
    return _publish(house, [ready], actor, _said(reason))[0]


def publish_all(house: House, workshop: Workshop, actor: Actor, reason: str = "") -> list[Published]:
    """Publish every pathway of the workshop, or none when one has errors.

    Raises:
        DefinitionError: with every error of every pathway.
        UsageError: a number was published with another content; nothing was published.
    """
    require(actor, "process.publish")
    house.publish_calendar(actor)
    read = workshop.referential().read_all()
    problems = tuple(problem for each in read for problem in each.problems if problem.severity == "error")
    if problems:
        raise DefinitionError(problems)
    return _publish(house, [sound(each) for each in read], actor, _said(reason))


def _said(reason: str) -> dict[str, str]:
    """The reason as it is sealed; nothing where none was given."""
    if len(reason) > MAX_SAID:
        raise UsageError(
            "Le motif est trop long : {most} signes au plus.", "Dire pourquoi en une phrase.", most=MAX_SAID
        )
    return {"reason": clean_text(reason)} if is_visible(reason) else {}


def _publish(house: House, ready: Sequence[SoundProcess], actor: Actor, said: Mapping[str, str]) -> list[Published]:
    """Publish in one transaction."""
    unwritten = tuple(problem for each in ready for problem in each.unwritten)
    if unwritten and not house.store.training:
        raise DefinitionError(unwritten)

    def work(writing: Writing) -> list[Published]:
        return [_publish_one(house, writing, each, actor, said) for each in ready]

    return house.store.write(work)


def _publish_one(
    house: House, writing: Writing, ready: SoundProcess, actor: Actor, said: Mapping[str, str]
) -> Published:
    definition = ready.definition
    # Before a second person is asked: they would read it all, agree, and learn then that its number is taken.
    if writing.is_free(definition.process, definition.version, definition.digest):
        require_live_states(house, writing, definition, actor)
    if not house.store.training and actor != SYSTEM and writing.definition(definition.digest) is None:
        request = ("process.publish", definition.digest, f"{definition.process} v{definition.version}")
        if not agreed(house, writing, actor, request, said):
            return Published(definition.process, definition.version, definition.digest, False, waiting=True)
    return publish_agreed(house, writing, ready, actor, said)


def publish_agreed(
    house: House, writing: Writing, ready: SoundProcess, actor: Actor, said: Mapping[str, str]
) -> Published:
    """Publish what its two people agreed to, within a transaction that may hold more of it.

    Raises:
        UsageError: its number was published with another content.
    """
    definition = ready.definition
    stamp = house.stamp(actor, house.today(), definition.digest)
    new = writing.publish(
        definition.process,
        definition.version,
        definition.digest,
        ready.content,
        ready.text,
        definition.status,
        stamp,
        said,
    )
    return Published(definition.process, definition.version, definition.digest, new)


def waiting(house: House, actor: Actor) -> list[Request]:
    """Publications that wait for a second person.

    Raises:
        NotAllowed: publishing isn't this actor's to do.
    """
    require(actor, "process.publish")
    every = house.store.read(lambda reading: pending(house, reading))
    return [each for each in every if each.act == "process.publish"]


def free_number(house: House, process: str, version: int, is_same: Callable[[Reading, DefinitionLine], bool]) -> int:
    """The number that a version may be published under: its own, or the next where another content has it."""

    def work(reading: Reading) -> int:
        lines = [line for line in reading.definitions() if line.process == process]
        taken = any(line.version == version and not is_same(reading, line) for line in lines)
        return max(line.version for line in lines) + 1 if taken else version

    return house.store.read(work)


def published(house: House) -> list[tuple[DefinitionLine, Definition]]:
    """Every published version, with its definition."""

    def work(reading: Reading) -> list[tuple[DefinitionLine, Definition]]:
        return [(line, house.machine(reading, line.digest).definition) for line in reading.definitions()]

    return house.store.read(work)
