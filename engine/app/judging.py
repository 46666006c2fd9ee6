"""What a pack brings, judged against what stands here: each pathway read again, each file among the others.

That costs what the pack's makers want it to cost, and every page of it asks: it is judged once, one pack at a time, as
long as nothing is published here meanwhile. What was found stays in memory: on a disk, beside the pack, whoever writes
there could say of any pack that it is sound.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

import orjson

from engine.app.believing import Choice, takes
from engine.app.fates import Fate
from engine.app.in_service import texts_of_forms, texts_of_territory
from engine.app.packs import Pack, PackedFile, PackedPathway
from engine.app.publishing import Workshop, classes_in
from engine.app.trying import changes
from engine.core.definition import Definition
from engine.core.territory import Territory, services_with_office
from engine.errors import DefinitionError, Place, Problem, Said
from engine.printing.forms import check_forms, read_shelf
from engine.reader.marks import Tree, parse_tree, plain
from engine.reader.pathway import Shelf, has_errors, in_order
from engine.reader.received import Beside, read_received
from engine.reader.sources import held_against
from engine.reader.territory import read_territory

KEPT = 4
"Judgements that are kept: those of the packs that are being talked about."
MOST_UNSOUND = 3
"Pathways with errors that are read of one pack: it is refused by then."
MOST_NAMED = 12
"Parts of another base that are named."
_BY_TURNS = Lock()
"Two who open the same page don't have it judged twice."


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """A pathway as this program read it again."""

    definition: Definition | None
    "None where it has errors."
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of a pack."""

    territory: Territory
    "As it would then be."
    pathways: Mapping[str, ReadAgain]
    "Of those that are neither here already nor older."
    changes: Mapping[str, tuple[tuple[str, str], ...]]
    "File → what changes in the text that stands here."
    problems: tuple[Problem, ...]
    "Of the files."


@dataclass(frozen=True, slots=True)
class Question:
    """A pack, and all that it is judged against; two that have the same mark have the same answer."""

    mark: str
    pack: Pack = field(compare=False, repr=False)
    workshop: Workshop = field(compare=False, repr=False)
    territory: Territory = field(compare=False, repr=False)
    definitions: Mapping[str, Definition] = field(compare=False, repr=False)
    "The newest version of each pathway that is here."
    fates: Mapping[str, Fate] = field(compare=False, repr=False)
    taken: frozenset[str] = field(compare=False, repr=False)
    folder: Mapping[str, bytes] = field(compare=False, repr=False)
    "The texts that came with this program."
    in_service: Mapping[str, bytes] = field(compare=False, repr=False)
    "Those that stand in their place."


def judgement(  # noqa: PLR0913 the pack, the words said of it, and what stands here
    workshop: Workshop,
    territory: Territory,
    pack: Pack,
    choice: Choice,
    fates: Mapping[str, Fate],
    definitions: Mapping[str, Definition],
    folder: Mapping[str, bytes],
    in_service: Mapping[str, bytes],
) -> Judgement:
    """What a pack brings, judged; the same one again as long as nothing that it is judged against has changed."""
    taken = frozenset(name for name in fates if takes(fates, choice, name))
    shared = {path.name: path.read_bytes() for path in workshop.shared_files()}
    told = [
        pack.sha256,
        # What is asked holds on to its territory: no other one has its number meanwhile.
        str(id(territory)),
        str(workshop.processes),
        *sorted(fates.items()),
        *sorted(taken),
        *sorted((name, each.digest) for name, each in definitions.items()),
        *((name, hashlib.sha256(text).hexdigest()) for of in (folder, in_service, shared) for name, text in of.items()),
    ]
    mark = hashlib.sha256(repr(told).encode()).hexdigest()
    with _BY_TURNS:
        return _judge(Question(mark, pack, workshop, territory, definitions, fates, taken, folder, in_service))


@lru_cache(maxsize=KEPT)
def _judge(asked: Question) -> Judgement:
    given = {each.name: each.text.encode() for each in asked.pack.files if each.name in asked.taken}
    texts = {**asked.in_service, **given}
    territory, problems = _territory(asked, texts, given)
    forms = frozenset(entry.id for entry in read_shelf(asked.workshop.forms, texts_of_forms(texts)).entries)
    beside = _beside(asked, forms, territory)
    pathways = _pathways(asked, beside)
    found = (*problems, *_forms(asked, pathways, texts, given))
    return Judgement(territory, pathways, {each.name: _changes(asked, each) for each in asked.pack.files}, found)


def _territory(
    asked: Question, texts: Mapping[str, bytes], given: Mapping[str, bytes]
) -> tuple[Territory, tuple[Problem, ...]]:
    """The territory with the texts that would be in service, and what is wrong in it."""
    here = asked.territory
    if not texts_of_territory(here.id, given):
        return here, ()
    folder = asked.workshop.processes / "territories" / here.id
    try:
        read = read_territory(folder, instead=texts_of_territory(here.id, texts))
    except DefinitionError as error:
        return here, error.problems
    return read.territory, read.warnings


def _changes(asked: Question, packed: PackedFile) -> tuple[tuple[str, str], ...]:
    if asked.fates[packed.name] in ("same", "older"):
        return ()
    standing = asked.in_service.get(packed.name, asked.folder.get(packed.name, b"")).decode()
    return tuple(changes(standing, packed.text))


def _beside(asked: Question, forms: frozenset[str], territory: Territory) -> Beside:
    fields = {name: frozenset(each.fields) for name, each in asked.definitions.items()}
    for each in asked.pack.pathways:
        declared = orjson.loads(each.resolved)["process"].get("fields", {})
        fields[each.process] = frozenset(declared) if isinstance(declared, dict) else frozenset()
    return Beside(territory.id, tuple(fields), forms, services_with_office(territory), fields)


def _pathways(asked: Question, beside: Beside) -> dict[str, ReadAgain]:
    found: dict[str, ReadAgain] = {}
    shelf = asked.workshop.referential().shelf
    for each in asked.pack.pathways:
        if asked.fates[each.process] in ("same", "older"):
            continue
        name = f"{each.process}@{each.version}"
        if sum(one.definition is None for one in found.values()) < MOST_UNSOUND:
            found[each.process] = _read_again(each, name, beside, shelf)
        else:
            unread = Said("il n'a pas été lu : d'autres parcours de ce colis ont déjà des erreurs.")
            found[each.process] = ReadAgain(None, (_not_whole(name, unread),))
    return found


def _read_again(packed: PackedPathway, name: str, beside: Beside, shelf: Shelf) -> ReadAgain:
    tree, problems = parse_tree(packed.text, name)
    found, definition = list(problems), None
    try:
        received = read_received(packed.resolved.encode(), beside)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        found.append(_not_whole(name, Said("sa forme publiée n'est pas de celles que ce programme écrit.")))
    else:
        found += received.problems
        definition = received.definition
        if definition is not None and definition.territory not in ("", beside.territory):
            found.append(_not_whole(name, Said("il porte les différences d'un autre territoire.")))
        if definition is not None and tree is not None:
            found += _in_text(packed, name, tree, shelf)
    return ReadAgain(None if has_errors(found) else definition, in_order(found))


def _in_text(packed: PackedPathway, name: str, tree: Tree, shelf: Shelf) -> Iterator[Problem]:
    """What is wrong in the file that it was written in: the next draft begins from it, and people read it."""
    held = plain(tree.root)
    said = (held.get("process"), held.get("version")) if isinstance(held, dict) else None
    if said != (packed.process, packed.version):
        yield _not_whole(name, Said("son texte n'est pas celui de cette version."))
        return
    form = orjson.loads(packed.resolved)
    answer = held_against(tree, form["process"], form["order"], shelf)
    if answer.otherwise:
        at = ".".join(map(str, answer.otherwise))
        yield _not_whole(name, Said("son texte dit autre chose que sa forme publiée, à « {at} ».", at=at))
    elif answer.elsewhere:
        more = len(answer.elsewhere) - MOST_NAMED
        names = (*answer.elsewhere[:MOST_NAMED], *(("…",) if more > 0 else ()))
        what = Said("il a été publié sur un socle qui n'est pas celui d'ici : {names}.", names=names)
        remedy = Said("Il est installé tel qu'il a été publié ; un brouillon écrit ici partirait du socle d'ici.")
        yield Problem.told("W306", "warning", Place(name, 1, 1), what, remedy)


def _not_whole(name: str, what: Said) -> Problem:
    remedy = Said("Ne pas installer ce colis, et en parler à qui l'a fait ; ou mettre à jour ce programme.")
    return Problem.told("E306", "error", Place(name, 1, 1), what, remedy)


def _forms(
    asked: Question, pathways: Mapping[str, ReadAgain], texts: Mapping[str, bytes], given: Mapping[str, bytes]
) -> Iterator[Problem]:
    """What would be wrong in the forms, with the pathways as they would then be."""
    if any(name.startswith("forms/") for name in given):
        then = {name: each.definition for name, each in pathways.items() if each.definition is not None}
        classes = classes_in({**asked.definitions, **then}.values())
        yield from check_forms(asked.workshop.forms, classes, texts_of_forms(texts))
