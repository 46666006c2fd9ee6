"""What is sent about one case: judged and recorded at once; what isn't comes back with why, and with what was typed."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.answer import NotDone
from engine.app.cases import last_revertible, perform
from engine.app.given import KnownCase, day_of, known_case, papers_given, receipt_given, values_given
from engine.core.events import (
    Ask,
    Assign,
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
from engine.errors import CaseNotFound, ConcurrentChange, KeyReused, UsageError
from engine.web.case import case_page
from engine.web.visit import Acting, Visit

router = APIRouter(prefix="/cases/{word}")

AskOf = Callable[[Visit, KnownCase], Ask]


def _answer(visit: Visit, word: str, ask_of: AskOf) -> Response:
    """Ask it; go back to the case when it is recorded, else show the case again with why, and what had been typed."""
    known = known_case(visit.house, word, visit.actor)
    form = visit.form
    try:
        on = day_of(form.one("on")) if form.one("on") else visit.house.today()
        answer = perform(
            visit.house,
            known.case,
            ask_of(visit, known),
            visit.actor,
            on,
            expect=int(form.one("expect")) if form.one("expect").isdecimal() else None,
            key=form.one("key") or None,
        )
    except ConcurrentChange as conflict:
        return case_page(visit, known.case, 409, problem=conflict, overtaken=conflict.expected)
    except CaseNotFound:
        raise
    except (UsageError, KeyReused) as problem:
        return case_page(visit, known.case, 422, problem=problem)
    if isinstance(answer, NotDone):
        return case_page(visit, known.case, 422, refused=answer)
    return visit.go(f"/cases/{known.case}?since={answer.events[0].sequence if answer.events else answer.case.sequence}")


@router.post("/do/{trigger}")
def do(visit: Acting, word: str, trigger: str) -> Response:
    """An action, with the data, the papers and the receipt that it needs."""

    def ask(visit: Visit, known: KnownCase) -> Ask:
        form = visit.form
        receipt = None
        if form.one("receipt") == "none":
            receipt = receipt_given("none")
        elif form.one("receipt_number"):
            day = form.one("receipt_day")
            receipt = receipt_given(f"{form.one('receipt_number')}:{day}" if day else form.one("receipt_number"))
        return Do(
            trigger,
            values_given(visit.house, known.definition.fields, form.under("set")),
            papers_given(form.under("paper")),
            receipt,
            form.one("reason") or None,
        )

    return _answer(visit, word, ask)


@router.post("/fields")
def fields(visit: Acting, word: str) -> Response:
    """Data that were asked for."""

    def ask(visit: Visit, known: KnownCase) -> Ask:
        given = values_given(visit.house, known.definition.fields, visit.form.under("set"))
        if not given:
            raise UsageError("Rien n'a été rempli.", "Répondre à une question au moins.")
        return Record(given)

    return _answer(visit, word, ask)


@router.post("/papers")
def papers(visit: Acting, word: str) -> Response:
    """The state of papers: those alone that were changed on the page."""

    def ask(visit: Visit, _: KnownCase) -> Ask:
        before, after = visit.form.under("was"), visit.form.under("paper")
        changed = {name: status for name, status in after.items() if before.get(name, "missing") != status}
        issued = {name: day_of(day) for name, day in visit.form.under("issued").items() if name in changed}
        if not changed:
            raise UsageError("Aucune pièce n'a changé.", "Choisir l'état d'une pièce, puis enregistrer.")
        return ChangeDocuments(papers_given(changed), issued)

    return _answer(visit, word, ask)


@router.post("/consents/{consent}")
def consent(visit: Acting, word: str, consent: str) -> Response:
    """What the person agreed to, or didn't, once the text was read to them."""
    given = visit.form.one("given") == "yes"
    return _answer(visit, word, lambda visit, _: GiveConsent(consent, given, visit.form.one("language") or "fr"))


@router.post("/notes")
def note(visit: Acting, word: str) -> Response:
    """A note; it is sealed."""
    return _answer(visit, word, lambda visit, _: Note(visit.form.one("text")))


@router.post("/corrections")
def correct(visit: Acting, word: str) -> Response:
    """Another value for a datum on record; the old one stays in the history."""
    return _answer(
        visit,
        word,
        lambda visit, known: Correct(
            values_given(visit.house, known.definition.fields, visit.form.under("set")), visit.form.one("reason")
        ),
    )


@router.post("/reverts")
def revert(visit: Acting, word: str) -> Response:
    """Undo a step: the one named, else the last that can be."""

    def ask(visit: Visit, known: KnownCase) -> Ask:
        step = visit.form.one("step")
        target = int(step) if step.isdecimal() else last_revertible(visit.house, known.case)
        return Revert(target, visit.form.one("reason"))

    return _answer(visit, word, ask)


@router.post("/assignments")
def assign(visit: Acting, word: str) -> Response:
    """Give the case to an agent, to oneself, or back to the desk."""

    def ask(visit: Visit, _: KnownCase) -> Ask:
        to = visit.actor.name if visit.form.one("mine") else visit.form.one("to")
        return Assign(to or None)

    return _answer(visit, word, ask)


@router.post("/transfers")
def transfer(visit: Acting, word: str) -> Response:
    """Send the case to another commune's desk."""
    return _answer(visit, word, lambda visit, _: Transfer(visit.form.one("commune"), visit.form.one("reason")))


@router.post("/undue")
def undue(visit: Acting, word: str) -> Response:
    """Note that an office demanded a paper that isn't due."""
    return _answer(visit, word, lambda visit, _: DemandUndue(visit.form.one("document"), visit.form.one("reason")))


@router.post("/forced")
def force(visit: Acting, word: str) -> Response:
    """Move the case against its rules, with a reason."""
    return _answer(visit, word, lambda visit, _: Force(visit.form.one("to"), visit.form.one("reason")))
