"""A pathway begun: its file and its scenarios, from the model, which pass their checks before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.app.publishing import Workshop, sound
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
    texts = {
        # The model lies in a folder of its own, one further from the schemas.
        path: text.read_bytes()
        .replace(b"$schema=../", b"$schema=")
        .replace(_NAME, name.encode())
        .replace(_HERE, commune)
        for path, text in models.items()
    }
    for path in texts:
        if path.exists():
            raise _taken(name, path)
    read = workshop.referential().read_process(pathway, texts[pathway])
    sound(read)
    write_together(name, texts)
    return Begun(name, (pathway, stories), [each for each in read.problems if each.place.file == read.file])


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
