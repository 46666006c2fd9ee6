"""The page of one case: where it stands, what to do now, the papers, the offices, and its journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.case_file import show_view
from engine.app.exchanges import counter_answers
from engine.app.guidance import next_view
from engine.app.house import written_id
from engine.app.listing import name_of
from engine.app.printing import print_form
from engine.app.reading import read_case
from engine.app.views import field_view, reason_view
from engine.authority.allow import Resource, allow
from engine.core.wording import OUTCOMES
from engine.web.journal import journal_of
from engine.web.visit import LANGUAGES, Visit, Visiting
from engine.web.widgets import in_words

if TYPE_CHECKING:
    from engine.app.answer import NotDone
    from engine.app.reading import Opened
    from engine.errors import EngineError

router = APIRouter()


@router.get("/cases/{word}/print/{form}")
def sheet(visit: Visiting, word: str, form: str) -> Response:
    """A sheet or a letter of the case as a PDF, in the language asked for."""
    wanted = visit.request.query_params.get("in", "")
    language = next((each for each in LANGUAGES if each == wanted), visit.language)
    pdf = print_form(visit.house, written_id(word), form, language, visit.actor, as_pdf=True)
    # The name of the file tells neither whose it is nor what it is about.
    headers = {"content-disposition": 'inline; filename="baom.pdf"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.get("/cases/{word}")
def case(visit: Visiting, word: str) -> Response:
    """A case, as of today."""
    return case_page(visit, written_id(word))


def case_page(
    visit: Visit,
    case_id: str,
    status: int = 200,
    /,
    *,
    refused: NotDone | None = None,
    problem: EngineError | None = None,
    overtaken: int | None = None,
) -> Response:
    """The page of a case; after an act that wasn't recorded, with why, and with what had been typed."""
    opened = read_case(visit.house, case_id, visit.actor)
    return visit.page(
        "case.html",
        status,
        **of_case(visit, opened),
        refused=[reason_view(each, visit.language) for each in refused.refused.reasons] if refused else [],
        problem=visit.told(problem) if problem is not None else None,
        overtaken=overtaken,
        typed=visit.form,
        tried=visit.request.url.path if visit.request.method == "POST" else "",
        just=_sequence(visit.request.query_params.get("since")),
    )


def of_case(visit: Visit, opened: Opened) -> dict[str, Any]:
    """All that the page of a case shows."""
    language, house = visit.language, visit.house
    view, whole = next_view(opened, language), show_view(house, opened, language)
    held = opened.held.case
    forms = {entry.id: entry.title.of(language) for entry in house.printer.forms()}
    return {
        "view": view,
        "whole": whole,
        "person": name_of(opened.subject, language),
        "subject": held.subject,
        "sequence": held.sequence,
        "forms": [(form, forms.get(form, form)) for form in view["forms"]],
        "answers": counter_answers(opened, language),
        "outcome": OUTCOMES[held.outcome].of(language) if held.outcome is not None else "",
        "own_actions": [each for each in view["actions"] if not each["anywhere"]],
        "shared_actions": [each for each in view["actions"] if each["anywhere"] and each["possible"]],
        "scannable": _papers_here(view),
        "due_groups": [each for each in view["documents"] if _is_due(each)],
        "other_groups": [each for each in view["documents"] if not _is_due(each)],
        "takes_notes": opened.machine.definition.notes == "free",
        "journal": journal_of(house, opened.machine.definition, whole["journal"], language),
        "today": house.today().isoformat(),
        "may_act": allow(
            visit.actor,
            "case.act",
            Resource(held.commune, opened.machine.definition.confidentiality == "protected", held.case),
        ),
        "all_papers": [(name, paper.title.of(language)) for name, paper in opened.machine.definition.documents.items()],
        "known": _known(visit, opened),
        "states": [(name, state.title.of(language)) for name, state in opened.machine.definition.states.items()],
        "path": _path(opened, whole, language),
    }


def _known(visit: Visit, opened: Opened) -> list[dict[str, Any]]:
    """The data on record, each with its label and its value in words, for reading and for correcting."""
    found = []
    for name, value in {**opened.held.case.fields, **opened.held.private}.items():
        field = opened.machine.definition.fields.get(name)
        if field is not None and value is not None:
            found.append(
                {
                    "id": name,
                    "label": field.label.of(visit.language),
                    "value": in_words(visit, field, value),
                    "field": {**field_view(field, visit.language), "hint": ""},
                }
            )
    return found


def _is_due(group: dict[str, Any]) -> bool:
    """Whether a group of papers is for this person, as far as is known: another's are folded away, never asked for."""
    return group["due"] is not False and group["need"] != "not_due"


def _papers_here(view: dict[str, Any]) -> list[tuple[str, str]]:
    """The papers of the step, each once, in their order."""
    options = (papers for group in view["documents"] for papers in group["options"].values())
    return list({paper["id"]: (paper["id"], paper["title"]) for papers in options for paper in papers}.values())


def _path(opened: Opened, whole: dict[str, Any], language: Any) -> list[str]:
    """The steps that the case went through, in their order, each once; the present one isn't among them."""
    states = opened.machine.definition.states
    passed = [each["from"] for each in whole["journal"] if each["from"] != each["to"] and each["from"] in states]
    here = opened.held.case.state
    return [states[name].title.of(language) for name in dict.fromkeys(passed) if name != here]


def _sequence(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else 0
