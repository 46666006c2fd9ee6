"""What is asked of a case: judged and recorded at once; what isn't says every reason."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.answer import NotDone
from engine.app.case_file import conflict_view
from engine.app.cases import last_revertible, perform
from engine.app.colleagues import giving
from engine.app.given import KnownCase, day_of, known_case, papers_given, receipt_given, values_given
from engine.app.views import answer_view
from engine.core.events import (
    Ask,
    ChangeDocuments,
    Correct,
    DemandUndue,
    Do,
    Force,
    GiveConsent,
    Note,
    Record,
    Revert,
    Transfer,
)
from engine.core.events import Receipt as Proof
from engine.errors import ConcurrentChange, UsageError
from engine.web.api import bodies
from engine.web.api.bodies import Case, Name, typed
from engine.web.api.caller import Caller, Doing
from engine.web.api.problems import problem, refused
from engine.web.api.shapes import Done, answers

router = APIRouter(prefix="/cases/{case}", tags=["acts"], responses=answers(Done))

AskOf = Callable[[KnownCase], Ask]


def _answer(caller: Caller, case: str, body: bodies.Asked, ask_of: AskOf) -> Response:
    known = known_case(caller.house, case, caller.actor)
    on = day_of(body.on) if body.on else caller.house.today()
    try:
        answer = perform(caller.house, known.case, ask_of(known), caller.actor, on, expect=body.expect, key=caller.key)
    except ConcurrentChange as conflict:
        return problem(conflict, caller.language, conflict_view(caller.house, known.case, conflict))
    if isinstance(answer, NotDone):
        return refused(answer, caller.language)
    return caller.give(answer_view(answer, caller.language))


def _proof(receipt: bodies.Receipt | None) -> Proof | None:
    if receipt is None:
        return None
    if receipt.withheld:
        return receipt_given("none")
    return receipt_given(f"{receipt.number}:{receipt.day}" if receipt.day else receipt.number)


@router.post("/do/{trigger}")
def do(caller: Doing, case: Case, trigger: Name, body: bodies.Doing) -> Response:
    """An action, with the data, the papers and the receipt that it needs."""

    def ask(known: KnownCase) -> Ask:
        fields = values_given(caller.house, known.definition.fields, typed(body.fields))
        return Do(trigger, fields, papers_given(body.documents), _proof(body.receipt), body.reason)

    return _answer(caller, case, body, ask)


@router.post("/fields")
def fields(caller: Doing, case: Case, body: bodies.Recording) -> Response:
    """Data that were asked for."""
    return _answer(
        caller,
        case,
        body,
        lambda known: Record(values_given(caller.house, known.definition.fields, typed(body.fields))),
    )


@router.post("/papers")
def papers(caller: Doing, case: Case, body: bodies.Changing) -> Response:
    """The state of papers."""

    def ask(_: KnownCase) -> Ask:
        stray = next((name for name in body.issued if name not in body.documents), None)
        if stray is not None:
            raise UsageError(
                "« issued » nomme « {stray} », qui n'est pas parmi les pièces.",
                "L'ajouter à « documents ».",
                stray=stray,
            )
        return ChangeDocuments(papers_given(body.documents), {name: day_of(day) for name, day in body.issued.items()})

    return _answer(caller, case, body, ask)


@router.post("/consents/{consent}")
def consent(caller: Doing, case: Case, consent: Name, body: bodies.Agreeing) -> Response:
    """What the person agreed to, or didn't."""
    return _answer(caller, case, body, lambda _: GiveConsent(consent, body.given, body.language))


@router.post("/notes")
def note(caller: Doing, case: Case, body: bodies.Noting) -> Response:
    """A note; it is sealed."""
    return _answer(caller, case, body, lambda _: Note(body.text))


@router.post("/corrections")
def correct(caller: Doing, case: Case, body: bodies.Correcting) -> Response:
    """Other values for data on record; the old ones stay in the history."""
    return _answer(
        caller,
        case,
        body,
        lambda known: Correct(values_given(caller.house, known.definition.fields, typed(body.fields)), body.reason),
    )


@router.post("/reverts")
def revert(caller: Doing, case: Case, body: bodies.Reverting) -> Response:
    """Undo a step: the history keeps it and its undoing. A note, named by its `step`, loses its text for ever."""

    def ask(known: KnownCase) -> Ask:
        target = body.step if body.step is not None else last_revertible(caller.house, known.case)
        return Revert(target, body.reason)

    return _answer(caller, case, body, ask)


@router.post("/assignments")
def assign(caller: Doing, case: Case, body: bodies.Assigning) -> Response:
    """Give the case to an agent, or back to the desk."""
    return _answer(caller, case, body, lambda known: giving(caller.house, known, body.to or None))


@router.post("/transfers")
def transfer(caller: Doing, case: Case, body: bodies.Transferring) -> Response:
    """Send the case to another commune's desk."""
    return _answer(caller, case, body, lambda _: Transfer(body.commune, body.reason))


@router.post("/undue")
def undue(caller: Doing, case: Case, body: bodies.Demanded) -> Response:
    """Note that an office demanded a paper that isn't due."""
    return _answer(caller, case, body, lambda _: DemandUndue(body.document, body.reason))


@router.post("/forced")
def force(caller: Doing, case: Case, body: bodies.Forcing) -> Response:
    """Move the case against its rules; marked for ever."""
    return _answer(caller, case, body, lambda _: Force(body.to, body.reason))
