"""A draft of a form seen filled: with a case that a scenario of the pathways lives, in memory, about nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import islice

from engine.app.bench import Bench, WorkFile
from engine.app.exchanges import Past, standing
from engine.app.house import ZONE
from engine.app.in_service import texts_of_forms
from engine.app.preview import opened_at
from engine.app.printing import printable
from engine.app.reading import Opened
from engine.app.sheets import form_data
from engine.app.trying import definition_drafted, stories_drafted
from engine.core.definition import Language, Text
from engine.core.events import Actor
from engine.core.machine import compile_definition
from engine.core.rehearsal import Stand, stands_along
from engine.errors import DefinitionError, UsageError
from engine.printing.printer import Printer
from engine.store.subjects import Subject

MOST = 8
"Examples that a page offers: enough to choose among, and a search that ends."
_NUMBER = "D-0000-0000"
_PERSON = {"name": "Fatou Exemple", "name_ar": "فاتو مثال", "language": "français"}
"Nobody: who stands on the sheet where a name is asked for."
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Example:
    """A moment of a story at which the form is printed."""

    id: str
    "`<pathway>:<rank of the story>`, as an address carries it."
    pathway: Text
    story: str
    state: Text
    stand: Stand


def examples(bench: Bench, actor: Actor, key: str) -> list[Example]:
    """The stories in which a form is printed, each at the first moment when it is; as this editor's drafts have them.

    None for a form that no pathway prints: what is held about a person, or what isn't used yet.

    Raises:
        UsageError: this file is no template of a form.
    """
    file = _template(bench, actor, key)
    found: list[Example] = []
    for pathway in _naming(bench, actor, file.subject):
        found += islice(_along(bench, actor, pathway, file.subject), MOST)
        if len(found) >= MOST:
            break
    return found[:MOST]


def filled(bench: Bench, actor: Actor, key: str, example_id: str, *, as_pdf: bool) -> bytes:
    """The sheet of an example as the draft writes it: the bytes of a PDF or of a page that needs nothing else.

    Raises:
        DefinitionError: the draft of the template, or of the catalogue, has errors.
        UsageError: no such example, or the form wants what such a case can't give.
    """
    file = _template(bench, actor, key)
    example = _example(bench, actor, file, example_id)
    language: Language = "ar" if file.language == "ar" else "fr"
    printer = Printer(bench.workshop.forms, _texts(bench, actor))
    day = datetime.combine(example.stand.situation.day, _NOON, ZONE)
    house = replace(bench.house, now=lambda: day, printer=printer)
    entry = next((each for each in printer.forms() if each.id == file.subject), None)
    if entry is None:
        raise UsageError("Ce modèle n'est pas au catalogue des modèles.", "L'ajouter à forms.yaml.")
    opened, past = _opened(bench, example.stand)
    data = form_data(house, opened, language, entry.takes, letter=entry.audience == "service", past=past)
    if as_pdf:
        return printer.pdf(entry.id, language, data, issued_at=day, watermark=True)
    return printer.html(entry.id, language, data, watermark=True).encode("utf-8")


def _template(bench: Bench, actor: Actor, key: str) -> WorkFile:
    file = bench.file(actor, key)
    if not file.language:
        raise UsageError("Ce fichier n'est pas un modèle à imprimer.", "Ouvrir le modèle, en français ou en arabe.")
    return file


def _texts(bench: Bench, actor: Actor) -> dict[str, bytes]:
    """File → the text of a form that stands for the program's own: in service, or as this editor drafts it."""
    drafts = {
        each.file.partition("~")[2]: each.text.encode("utf-8", "surrogatepass")
        for each in bench.drafts.every()
        if each.editor == actor.name and each.file.startswith("forms~")
    }
    return texts_of_forms(bench.house.in_service) | drafts


def _naming(bench: Bench, actor: Actor, form: str) -> list[str]:
    """The pathways that name a form; all of them where what they share does."""
    named = re.compile(rf"\b{re.escape(form)}\b")
    files = [each for each in bench.files(actor) if each.kind in ("pathway", "base", "catalogue")]
    naming = [each for each in files if named.search(bench.open(actor, each.key).text)]
    shared = any(each.kind != "pathway" for each in naming)
    return [each.key for each in (files if shared else naming) if each.kind == "pathway"]


def _example(bench: Bench, actor: Actor, file: WorkFile, example_id: str) -> Example:
    process, _, rank = example_id.partition(":")
    known = f"{process}.yaml" in {each.key for each in bench.files(actor) if each.kind == "pathway"}
    along = _along(bench, actor, f"{process}.yaml", file.subject) if known else iter(())
    found = next((each for each in along if each.id == f"{process}:{rank}"), None)
    if found is None:
        raise UsageError("Ce modèle ne s'imprime plus dans cette histoire.", "Reprendre la liste des exemples.")
    return found


def _along(bench: Bench, actor: Actor, key: str, form: str) -> Iterator[Example]:
    """The moments of a pathway's stories at which a form is printed, one a story; lived as they are asked for."""
    try:
        definition = definition_drafted(bench, actor, key)
        stories = stories_drafted(bench, actor, definition.process)
    except DefinitionError:
        # A slip in one pathway is told on its own page, and keeps no letter from being seen.
        return
    machine = compile_definition(definition)
    for rank, story in enumerate(stories):
        for stand in stands_along(machine, story, bench.workshop.territory):
            opened, past = _opened(bench, stand)
            if form in printable(bench.house, opened, past):
                state = definition.states[opened.held.case.state].title
                yield Example(f"{definition.process}:{rank}", definition.title, story.title, state, stand)
                break


def _opened(bench: Bench, stand: Stand) -> tuple[Opened, Past]:
    opened = opened_at(bench, stand)
    case = replace(opened.held.case, case=_NUMBER)
    nobody = Subject("B-0000-0000", "person", case.commune, 0, _PERSON, erased=False, row=0, key=None)
    past = Past(standing(stand.history), lambda sequence: stand.private.get(sequence, {}))
    return replace(opened, held=replace(opened.held, case=case), subject=nobody), past
