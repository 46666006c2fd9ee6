"""What is sent about one case: judged and recorded at once; what isn't comes back with why, and with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import Response

from engine.app.answer import NotDone
from engine.app.cases import perform
from engine.app.colleagues import giving
from engine.app.given import KnownCase, day_of, known_case, papers_given, receipt_given, values_given
from engine.app.house import written_id
from engine.app.reading import read_case
from engine.app.sending import sending
from engine.app.weighing import weighed
from engine.core.events import (
    Ask,
    ChangeDocuments,
    Correct,
    DemandUndue,
    Do,
    Force,
    GiveConsent,
    Note,
    Receipt,
    Record,
    Revert,
    Transfer,
)
from engine.errors import ConcurrentChange, KeyReused, UsageError
from engine.web.case import case_page, of_case
from engine.web.one_form import answered_once, is_anything, typed
from engine.web.sent import Form, number
from engine.web.visit import TOKEN, Acting, Visit

router = APIRouter(prefix="/cases/{word}")

TO_THE_DESK = "*"
"In the place of a colleague: nobody in particular. No account is called so."
AskOf = Callable[[Visit, KnownCase], Ask]


def expected(form: Form) -> int | None:
    """The step that the page was made at."""
    return number(form.one("expect")) if form.one("expect").isdecimal() else None


def key_of(form: Form, act: str) -> str | None:
    """The key of one act of a page: the page's own, and which act it is."""
    return f"{form.one('key')}/{act}" if form.one("key") else None


def recorded(visit: Visit, case: str, act: str, first: int) -> Response:
    """Go back to the case; where something was typed for other acts, the page comes at once, with all of it."""
    left = typed(visit.form, but=act)
    if is_anything(left):
        return case_page(visit, case, left=left, just=first)
    return visit.go(f"/cases/{case}?since={first}")


def _answer(visit: Visit, word: str, act: str, ask_of: AskOf, taken: Form | None = None) -> Response:
    """Ask it; go back to the case when it is recorded, else show the case again with why, and what had been typed.

    Args:
        act: the head of its names in the form.
        taken: the form once the act has taken from it what was typed elsewhere on the page, where it takes any.
    """
    known = known_case(visit.house, word, visit.actor)
    form = visit.form
    try:
        day = form.one(f"{act}.on")
        answer = perform(
            visit.house,
            known.case,
            ask_of(visit, known),
            visit.actor,
            day_of(day) if day else visit.house.today(),
            expect=expected(form),
            key=key_of(form, act),
        )
    except ConcurrentChange as conflict:
        return case_page(visit, known.case, 409, problem=conflict, overtaken=conflict.expected, act=act)
    except (UsageError, KeyReused) as problem:
        return case_page(visit, known.case, 422, problem=problem, act=act)
    if isinstance(answer, NotDone):
        return case_page(visit, known.case, 422, refused=answer, act=act)
    kept = visit if taken is None else replace(visit, form=taken)
    return recorded(kept, known.case, act, answer.events[0].sequence if answer.events else answer.case.sequence)


@router.post("/typed")
def nothing(visit: Acting, word: str) -> Response:
    """The form sent by the Enter key of a browser without script, or back from a page: nothing asked, nothing lost."""
    known = known_case(visit.house, word, visit.actor)
    return case_page(visit, known.case, greeting="nothing_changed" if visit.form.one("back") else "press_a_button")


@router.post("/do/{trigger}")
def do(visit: Acting, word: str, trigger: str) -> Response:
    """An action, with the data, the papers and the receipt that it needs."""
    act = f"do.{trigger}"
    definition = known_case(visit.house, word, visit.actor).definition
    form = answered_once(visit.form, act, weighed(definition, trigger))

    def ask(visit: Visit, known: KnownCase) -> Ask:
        return Do(
            trigger,
            values_given(visit.house, known.definition.fields, form.under(f"{act}.set")),
            papers_given(form.under(f"{act}.paper")),
            _receipt(form, act),
            form.one(f"{act}.reason") or None,
        )

    return _answer(visit, word, act, ask, form)


def _receipt(form: Form, act: str) -> Receipt | None:
    if form.one(f"{act}.receipt") == "none":
        return receipt_given("none")
    number, day = form.one(f"{act}.receipt_number"), form.one(f"{act}.receipt_day")
    if not number:
        return None
    return receipt_given(f"{number}:{day}" if day else number)


@router.post("/fields")
def fields(visit: Acting, word: str) -> Response:
    """Data that were asked for."""

    def ask(visit: Visit, known: KnownCase) -> Ask:
        given = values_given(visit.house, known.definition.fields, visit.form.under("set"))
        if not given:
            raise UsageError("Rien n'a été rempli.", "Répondre à une question au moins.")
        return Record(given)

    return _answer(visit, word, "set", ask)


@router.post("/papers")
def papers(visit: Acting, word: str) -> Response:
    """The state of papers: those alone that were changed on the page, or given a date."""

    def ask(visit: Visit, _: KnownCase) -> Ask:
        before, after = visit.form.under("papers.was"), visit.form.under("papers.is")
        issued = visit.form.under("papers.issued")
        changed = {
            name: status for name, status in after.items() if before.get(name, "missing") != status or name in issued
        }
        if not changed:
            raise UsageError("Aucune pièce n'a changé.", "Choisir l'état d'une pièce, puis enregistrer.")
        return ChangeDocuments(
            papers_given(changed), {name: day_of(issued[name]) for name in changed if name in issued}
        )

    return _answer(visit, word, "papers", ask)


@router.post("/paper")
def paper(visit: Acting, word: str) -> Response:
    """The state of any paper of the pathway, whether or not the step asks for it."""

    def ask(visit: Visit, _: KnownCase) -> Ask:
        name, status, day = (visit.form.one(f"one.{each}") for each in ("document", "status", "issued"))
        if not name or not status:
            raise UsageError("Aucune pièce n'a changé.", "Choisir l'état d'une pièce, puis enregistrer.")
        return ChangeDocuments(papers_given({name: status}), {name: day_of(day)} if day else {})

    return _answer(visit, word, "one", ask)


@router.post("/receipts/{document}")
def receipt(visit: Acting, word: str, document: str) -> Response:
    """A receipt that an office hadn't handed over, and that came since."""
    act = f"receipt.{document}"

    def ask(visit: Visit, _: KnownCase) -> Ask:
        day = visit.form.one(f"{act}.receipt_day")
        return ChangeDocuments({document: "received"}, {document: day_of(day)} if day else {})

    return _answer(visit, word, act, ask)


@router.post("/consents/{consent}")
def consent(visit: Acting, word: str, consent: str) -> Response:
    """What the person agreed to, or didn't, once the text was read to them."""
    act, given = f"consent.{consent}", visit.form.one("given") == "yes"
    language = visit.form.one(f"{act}.language") or visit.language
    return _answer(visit, word, act, lambda *_: GiveConsent(consent, given, language))


@router.post("/notes")
def note(visit: Acting, word: str) -> Response:
    """A note; it is sealed."""
    return _answer(visit, word, "note", lambda visit, _: Note(visit.form.one("note.text")))


@router.post("/corrections/{field}")
def correct(visit: Acting, word: str, field: str) -> Response:
    """Another value for a datum on record; the old one stays in the history."""
    act = f"correct.{field}"

    def ask(visit: Visit, known: KnownCase) -> Ask:
        value = ",".join(filter(None, map(str.strip, visit.form.values.get(f"{act}.value", ()))))
        given = values_given(visit.house, known.definition.fields, {field: value} if value else {})
        return Correct(given, visit.form.one(f"{act}.reason"))

    return _answer(visit, word, act, ask)


@router.post("/reverts")
def revert(visit: Acting, word: str) -> Response:
    """Undo a step, chosen in the history and read about on a page of its own."""

    def ask(visit: Visit, _: KnownCase) -> Ask:
        step = number(visit.form.one("revert.step"))
        if not step:
            raise UsageError("Aucune étape n'a été choisie.", "La choisir dans l'historique du dossier.")
        return Revert(step, visit.form.one("revert.reason"))

    return _answer(visit, word, "revert", ask)


@router.post("/assignments")
def assign(visit: Acting, word: str) -> Response:
    """Give the case to an agent, to oneself, or back to the desk."""

    def ask(visit: Visit, known: KnownCase) -> Ask:
        to = visit.actor.name if visit.form.one("mine") else visit.form.one("assign.to")
        if not to:
            raise UsageError("Personne n'a été choisi.", "Choisir un collègue, ou le bureau.")
        return giving(visit.house, known, None if to == TO_THE_DESK else to)

    return _answer(visit, word, "assign", ask)


@router.post("/transfers")
def transfer(visit: Acting, word: str) -> Response:
    """Send the case to another commune's desk, when whoever asks has read what that means."""
    to, why, sure = (visit.form.one(f"transfer.{name}") for name in ("commune", "reason", "sure"))
    if not sure and bool(to) == bool(why):
        opened = read_case(visit.house, written_id(word), visit.actor)
        going = sending(visit.house, opened, to, visit.actor) if to else None
        if opened.may_act and opened.guidance.status == "open" and (going is not None or not to):
            names = visit.communes_in(visit.language)
            return visit.page(
                "transfer.html",
                **of_case(visit, opened),
                going=going,
                other_communes={slug: name for slug, name in names.items() if slug != opened.held.case.commune},
                why=why,
                sent=[
                    (name, each)
                    for name, sent in visit.form.values.items()
                    if name != TOKEN and (going is not None or not name.startswith("transfer."))
                    for each in sent
                ],
            )
    return _answer(
        visit,
        word,
        "transfer",
        lambda visit, _: Transfer(visit.form.one("transfer.commune"), visit.form.one("transfer.reason")),
    )


@router.post("/undue")
def undue(visit: Acting, word: str) -> Response:
    """Note that an office demanded a paper that isn't due."""
    return _answer(
        visit,
        word,
        "one",
        lambda visit, _: DemandUndue(visit.form.one("one.document"), visit.form.one("one.reason")),
    )


@router.post("/forced")
def force(visit: Acting, word: str) -> Response:
    """Move the case against its rules, with a reason."""
    return _answer(
        visit, word, "force", lambda visit, _: Force(visit.form.one("force.to"), visit.form.one("force.reason"))
    )
