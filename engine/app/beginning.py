"""A pathway begun: its file and its scenarios, from the model, which pass their checks before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.app.bench import Bench
from engine.app.drafts import Draft, mark_of
from engine.app.publishing import Workshop, sound
from engine.core.events import Actor
from engine.errors import EnvironmentUnusable, Problem, UsageError, why_not
from engine.reader.shapes import ID_PATTERN, RESERVED

_NAME = b"nouveau_parcours"
_HERE = b"COMMUNE"
"What the model has in the place of the name, and of a commune where its stories happen."


@dataclass(frozen=True, slots=True)
class Begun:
    """A new pathway, and what is left to do in it."""

    process: str
    files: Sequence[Path]
    problems: Sequence[Problem]
    "Warnings alone: texts to be written."


def begin(workshop: Workshop, model: Path, name: str) -> Begun:
    """Write the files of a new pathway of that name; nothing that is there is ever replaced.

    `model`: the folder of the two files that it begins as.

    Raises:
        UsageError: the name can't be, or something of that name is there.
        DefinitionError: the workshop's own catalogues have errors, or lack what the model names.
        EnvironmentUnusable: the workshop can't be written.
    """
    texts = _texts(workshop, model, name)
    for path in texts:
        if path.exists():
            raise _taken(name, path)
    pathway, stories = texts
    read = workshop.referential().read_process(pathway, texts[pathway])
    sound(read)
    write_together(name, texts)
    return Begun(name, (pathway, stories), [each for each in read.problems if each.place.file == read.file])


def begin_drafts(bench: Bench, actor: Actor, model: Path, name: str) -> str:
    """Begin a pathway as two drafts of this editor, as `begin` does in the folder; the key of its file.

    Raises:
        UsageError: the name can't be, or a pathway has it.
        DefinitionError: the shared files, as this editor's drafts have them, have errors, or lack what the model names.
        NotAllowed: the actor is no editor.
        EnvironmentUnusable: the drafts can't be kept.
    """
    known = {each.key for each in bench.files(actor)}
    texts = _texts(bench.workshop, model, name)
    pathway, stories = texts
    keys = {pathway: pathway.name, stories: f"scenarios~{stories.name}"}
    for path, key in keys.items():
        # A shared file may have this name too; one that isn't for editors may stand there as well.
        if key in known or path.exists():
            raise _taken(name, path.relative_to(bench.workshop.processes))
    sound(bench.referential(actor).read_process(pathway, texts[pathway]))
    now, nothing = bench.house.recorded_at(), mark_of("")
    try:
        for path in (stories, pathway):
            bench.drafts.keep(Draft(actor.name, keys[path], texts[path].decode(), nothing, now), "")
    except EnvironmentUnusable:
        # Half a pathway would have its name, and couldn't be begun again.
        bench.drafts.drop(actor.name, keys[stories])
        raise
    return keys[pathway]


def _texts(workshop: Workshop, model: Path, name: str) -> dict[Path, bytes]:
    """The pathway's file and its scenarios', each with what it begins as.

    Raises:
        UsageError: the name can't be.
    """
    if not re.fullmatch(ID_PATTERN, name) or name in RESERVED:
        raise UsageError(
            "« {name} » ne peut pas nommer un parcours.",
            "Écrire des minuscules sans accent, des chiffres et « _ », une lettre d'abord : regroupement_familial.",
            name=name,
        )
    pathway = workshop.processes / f"{name}.yaml"
    stories = workshop.processes / "scenarios" / f"{name}.yaml"
    commune = min(workshop.territory.communes).encode()
    models = {pathway: model / "parcours.yaml", stories: model / "scenarios" / "parcours.yaml"}
    return {
        # The model lies in a folder of its own, one further from the schemas.
        path: text.read_bytes()
        .replace(b"$schema=../", b"$schema=")
        .replace(_NAME, name.encode())
        .replace(_HERE, commune)
        for path, text in models.items()
    }


def write_together(name: str, texts: Mapping[Path, bytes]) -> None:
    """Write every one of these new files, or none.

    Raises:
        UsageError: one is there.
        EnvironmentUnusable: one can't be written.
    """
    written: list[Path] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(text)
    except OSError as error:
        for each in written:
            each.unlink(missing_ok=True)
        if isinstance(error, FileExistsError) and path.exists():
            raise _taken(name, path) from error
        raise EnvironmentUnusable(
            "Ces fichiers ne peuvent pas être écrits dans {folder} : {why}.",
            "Copier le dossier des parcours là où l'on peut écrire, et le nommer : --processes DOSSIER.",
            folder=path.parent,
            why=why_not(error),
        ) from error


def _taken(name: str, path: Path) -> UsageError:
    return UsageError(
        "Le nom « {name} » est pris : {file} est déjà là. Rien n'a été écrit.",
        "Choisir un autre nom, ou corriger ce fichier.",
        name=name,
        file=path,
    )
