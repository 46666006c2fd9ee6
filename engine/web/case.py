"""The page of one case: where it stands, what to do now, the papers, the offices, and its journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.case_file import show_view
from engine.app.colleagues import colleagues
from engine.app.exchanges import counter_answers
from engine.app.glass import minutes_left
from engine.app.guidance import is_beside, next_view
from engine.app.house import written_id
from engine.app.listing import name_of
from engine.app.printing import print_form, sheet_name
from engine.app.reading import read_case
from engine.app.so_far import asked_view, other_papers, receipts, standing_in, unanswered
from engine.app.views import reason_view
from engine.app.worklist import gives_up
from engine.authority.allow import Resource, allow
from engine.core.appointments import appointments
from engine.core.contact import asked_ways
from engine.core.events import EVERYWHERE
from engine.core.guards import names
from engine.core.wording import OUTCOMES
from engine.web.journal import journal_of
from engine.web.one_form import is_anything, touched, typed
from engine.web.sent import Form, number
from engine.web.unsent import Again, carried, unsent
from engine.web.visit import LANGUAGES, Visit, Visiting
from engine.web.widgets import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.app.answer import NotDone
    from engine.app.reading import Opened
    from engine.core.decision import Reason
    from engine.core.definition import Language
    from engine.errors import EngineError

router = APIRouter()


@router.get("/cases/{word}/print/{form}")
def sheet(visit: Visiting, word: str, form: str) -> Response:
    """A sheet or a letter of the case as a PDF, in the language asked for."""
    wanted = visit.request.query_params.get("in", "")
    language = next((each for each in LANGUAGES if each == wanted), visit.language)
    pdf = print_form(visit.house, written_id(word), form, language, visit.actor, as_pdf=True)
    headers = {"content-disposition": f'inline; filename="{sheet_name(visit.house, written_id(word), form)}"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.get("/cases/{word}")
def case(visit: Visiting, word: str) -> Response:
    """A case, as of today."""
    return case_page(visit, written_id(word))


def case_page(  # noqa: PLR0913 -- what an act may come back with
    visit: Visit,
    case_id: str,
    status: int = 200,
    /,
    *,
    refused: NotDone | None = None,
    problem: EngineError | None = None,
    overtaken: int | None = None,
    act: str = "",
    left: Form | None = None,
    just: int = 0,
    greeting: str = "",
    again: Again | None = None,
) -> Response:
    """The page of a case; after an act, with what came of it, and with all that had been typed.

    Args:
        act: the head of the names of the act that wasn't recorded.
        left: what is typed and not sent yet, after an act that was recorded.
        just: the first event of what has just been recorded.
        greeting: the words for a form that came back without any of its acts.
        again: the act that was being sent when the session ended.
    """
    opened = read_case(visit.house, case_id, visit.actor)
    shown = typed(visit.form) if left is None else left
    page = of_case(visit, opened)
    waits = unsent(visit, opened.machine.definition, page, shown)
    return visit.page(
        "case.html",
        status,
        **page,
        refused=_told_once(refused.refused.reasons, visit.language) if refused else [],
        problem=visit.told(problem) if problem is not None else None,
        overtaken=overtaken,
        typed=shown,
        touched=touched(shown) | {act},
        unsaved=is_anything(shown),
        just=just or number(visit.request.query_params.get("since")),
        greeting=greeting,
        again=again,
        still_typed=list(dict.fromkeys(each.what for each in waits if each.is_here)) if left is not None else [],
        gone=[each for each in waits if not each.is_here],
        carried=carried(shown, page),
        home=f"/cases/{case_id}",
    )


def of_case(visit: Visit, opened: Opened) -> dict[str, Any]:
    """All that the page of a case shows."""
    language, house = visit.language, visit.house
    view, whole = next_view(opened, language), show_view(house, opened, language)
    held, definition = opened.held.case, opened.machine.definition
    for shown, step in zip(view["actions"], opened.guidance.actions, strict=True):
        shown["blocked_by"] = _told_once(step.blocked_by, language)
        shown["gives_up"] = gives_up(opened.machine, step)
        shown["elsewhere"] = is_beside(opened, step)
    forms = {entry.id: entry.title.of(language) for entry in house.printer.forms()}
    due = [each for each in view["documents"] if _is_due(each)]
    others = other_papers(opened, language)
    return {
        "view": view,
        "whole": whole,
        "person": name_of(opened.subject, language),
        "subject": held.subject,
        "sequence": held.sequence,
        "to_take_up": opened.held.awaits_its_desk and visit.actor.commune in {EVERYWHERE, held.commune},
        "sent_away": opened.held.awaits_its_desk and visit.actor.commune not in {EVERYWHERE, held.commune},
        "forms": [(form, forms.get(form, form)) for form in view["forms"]],
        "answers": counter_answers(house, opened, language),
        "outcome": OUTCOMES[held.outcome].of(language) if held.outcome is not None else "",
        "own_actions": sorted(
            (each for each in view["actions"] if not each["anywhere"]), key=lambda each: bool(each["gives_up"])
        ),
        "shared_actions": [each for each in view["actions"] if each["anywhere"] and each["possible"]],
        "unanswered": unanswered(opened, whole["journal"], language),
        "papers_by_need": [*_papers_here(view), *((each["id"], each["title"]) for each in others)],
        # A useful paper that lacks makes no file incomplete.
        "asked_groups": [each for each in due if each["need"] == "required"],
        "due_groups": [each for each in due if not each["satisfied"]],
        "complete_groups": [each for each in due if each["satisfied"]],
        "other_groups": [each for each in view["documents"] if not _is_due(each)],
        "held_papers": [each for each in others if each["status"] != "missing" or each["scans"]],
        "scans_there": {scan["id"] for scans in whole["scans"].values() for scan in scans if scan["there"]},
        "agreeing": _about_an_agreement(opened),
        "receipts": receipts(house, opened, whole["journal"], language),
        "takes_notes": definition.notes == "free",
        "journal": journal_of(house, definition, whole["journal"], language, visit.actor),
        "consents": _consents(visit, opened, whole["journal"], view["consents"]),
        "is_told": bool(asked_ways(definition)),
        "today": house.today().isoformat(),
        "minutes_left": _minutes_left(visit, held.case),
        "has_meetings": any(
            each.day >= house.today() for each in appointments(opened.machine.appointments, held.fields)
        ),
        "may_act": opened.may_act,
        "may_tell": opened.may_act and allow(visit.actor, "audit.replay", Resource(held.commune)),
        "is_open": view["status"] == "open",
        "known": _known(visit, opened),
        "colleagues": [
            (each.login, f"{each.name} ({each.login})" if each.name else each.login)
            for each in colleagues(house, definition, held)
            if each.login != held.assigned
        ],
        "states": [(name, state.title.of(language)) for name, state in definition.states.items()],
        "path": _path(opened, whole, language),
    }


def _minutes_left(visit: Visit, case_id: str) -> int | None:
    """How long a case that a broken glass opened can still be read; None of one that is open anyway."""
    running = [each.until for each in visit.session.glass if each.case == case_id] if visit.session is not None else []
    return minutes_left(visit.house, max(running)) if running else None


def _told_once(reasons: Iterable[Reason], language: Language) -> list[dict[str, Any]]:
    """Why something isn't possible, in words; two conditions that lack the same data are one sentence."""
    told = [reason_view(each, language, on_page=True) for each in reasons]
    return list({(each["message"], each["unlock"]): each for each in told}.values())


def _consents(
    visit: Visit, opened: Opened, journal: list[dict[str, Any]], views: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The agreements, each with its text as it is read out in each language, and who recorded the last answer."""
    last = {each["body"]["consent"]: each for each in standing_in(journal) if each["kind"] == "consented"}
    today = visit.house.today().isoformat()
    return [
        {
            **view,
            "texts": [
                (code, name, opened.machine.definition.consents[view["id"]].text.of(code))
                for code, name in visit.languages
            ],
            "withdrawn": view["given"] is False and _was_given(view["id"], standing_in(journal)),
            "over": bool(view["given"] and view["until"] and view["until"] < today),
            "by": last[view["id"]]["actor"] if view["given"] is not None and view["id"] in last else "",
            "read_in": _read_in(visit, last.get(view["id"])),
        }
        for view in views
    ]


def _was_given(consent: str, standing: list[dict[str, Any]]) -> bool:
    """Whether an agreement was ever given, here or before this case was opened: no is then a withdrawal."""
    answers = (
        each["body"] if each["kind"] == "consented" else each["body"].get("consents", {}).get(consent, {})
        for each in standing
        if each["kind"] == "opened" or (each["kind"] == "consented" and each["body"]["consent"] == consent)
    )
    return any(each.get("given") for each in answers)


def _read_in(visit: Visit, event: dict[str, Any] | None) -> str:
    return dict(visit.languages).get(event["body"]["language"], "") if event is not None else ""


def _known(visit: Visit, opened: Opened) -> list[dict[str, Any]]:
    """The data on record, each with its label and its value in words, for reading and for correcting."""
    found = []
    values = {**opened.held.case.fields, **opened.held.private}
    for name, field in opened.machine.definition.fields.items():
        value = values.get(name)
        if value is not None:
            found.append(
                {
                    "id": name,
                    "label": field.label.of(visit.language),
                    "value": in_words(visit, field, value),
                    "field": asked_view(field, visit.language),
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


def _about_an_agreement(opened: Opened) -> frozenset[str]:
    """The alerts that an agreement would lift: its text is far below them on a narrow screen."""
    if not opened.may_act:
        return frozenset()
    return frozenset(
        alert.id for alert, when in opened.machine.alerts if any(kind == "consent" for kind, _ in names(when.tree))
    )


def _path(opened: Opened, whole: dict[str, Any], language: Language) -> list[str]:
    """The steps that the case went through, in their order, each once; the present one isn't among them."""
    states = opened.machine.definition.states
    passed = [each["from"] for each in whole["journal"] if each["from"] != each["to"] and each["from"] in states]
    here = opened.held.case.state
    return [states[name].title.of(language) for name in dict.fromkeys(passed) if name != here]
