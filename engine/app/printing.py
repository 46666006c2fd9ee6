"""Paper: which sheets may be printed of a case at its step, and one of them as a page or a PDF."""

from __future__ import annotations

from difflib import get_close_matches

from engine.app.exchanges import Past, past_of
from engine.app.house import House
from engine.app.reading import Opened, read_case
from engine.app.sheets import form_data
from engine.app.sight import PROTECTED
from engine.core.answers import consent_holds
from engine.core.definition import ConsentPurpose, Language
from engine.core.events import Actor
from engine.errors import NotPrintedHere, UsageError, did_you_mean

_PAGE = "fiche_personne"
_ON_PAPER: tuple[ConsentPurpose, ...] = ("accompany", "share")
"What an agreement is for, when it lets a sheet go to a service; the first is the one to ask for."


def print_form(house: House, case_id: str, form: str, language: Language, actor: Actor, *, as_pdf: bool) -> bytes:
    """One form for one case, as the bytes of a PDF or of a self-contained HTML page.

    Raises:
        CaseNotFound, UsageError (no such form), NotPrintedHere, DefinitionError (a template has errors).
    """
    opened = read_case(house, case_id, actor, "case.print")
    known = {entry.id: entry for entry in house.printer.forms()}
    if form not in known:
        near = get_close_matches(form, known, n=1)
        hint = did_you_mean(near)
        raise UsageError(
            "Le modèle « {form} » n'existe pas.{hint}",
            "Modèles : {known}.",
            form=form,
            hint=hint,
            known=", ".join(known),
        )
    offered = printable(house, opened)
    if form not in offered:
        title, step = known[form].title, opened.guidance.state.title
        raise NotPrintedHere(
            "« {title} » ({form}) ne s'imprime pas à l'étape « {step} » : elle dirait une chose inexacte.",
            "À imprimer ici : {offered}.",
            title=title,
            form=form,
            step=step,
            offered=", ".join(offered),
        )
    if known[form].audience == "service" and not _agreed(house, opened):
        raise NotPrintedHere(
            "« {title} » ({form}) va à un service : il faut un accord de la personne, donné et encore valable.",
            "Lire le texte avec elle, puis : baom case consent {case} {asked_first}",
            title=known[form].title,
            form=form,
            case=opened.held.case.case,
            asked_first=_asked_first(opened),
        )
    return draw_form(house, opened, form, language, as_pdf=as_pdf)


def sheet_name(house: House, case_id: str, form: str) -> str:
    """The name of a sheet's file: the number of the case, and which sheet; of a protected case, nothing at all.

    A file lies in the downloads of a machine that others use: it never bears a name, nor a protected subject matter.
    """
    line = house.store.read(lambda reading: reading.line(case_id))
    is_told = line is not None and not line.altered and line.confidentiality != PROTECTED
    return f"{case_id}-{form.replace('_', '-')}.pdf" if is_told else "baom.pdf"


def _agreed(house: House, opened: Opened) -> bool:
    """Whether anything may leave the desk on paper: the person agreed to be accompanied, or to share with a service.

    By an agreement that holds today; one to be counted in figures says nothing about it.
    """
    case, known = opened.held.case, opened.machine.definition.consents
    asked = [name for name, consent in known.items() if consent.purpose in _ON_PAPER]
    return not asked or any(consent_holds(case.consents.get(name), house.today()) for name in asked)


def _asked_first(opened: Opened) -> str:
    known = opened.machine.definition.consents
    return min(
        (name for name, each in known.items() if each.purpose in _ON_PAPER),
        key=lambda name: _ON_PAPER.index(known[name].purpose),
    )


def printable(house: House, opened: Opened, past: Past | None = None) -> tuple[str, ...]:
    """The forms of the step, then those of what was just done (also of the act that led here), and letters due.

    Any other sheet would speak of another moment: a reminder to send what is already sent, an answer never asked for.
    """
    machine, case = opened.machine, opened.held.case
    if machine.definition.confidentiality == PROTECTED:
        # Nothing but what the pathway lists, and the discreet page for the person.
        return tuple(dict.fromkeys((*opened.guidance.forms, _PAGE)))
    history = (past_of(house, case.case) if past is None else past).events
    arrivals = [rank for rank, event in enumerate(history) if case.state == event.to_state != event.from_state]
    plans = [
        machine.table.get(event.from_state, {}).get(event.trigger or "") for event in history[(arrivals or [0])[-1] :]
    ]
    done = [form for plan in plans if plan is not None for form in plan.action.forms]
    papers = [paper for word, _, paper in (flag.partition(":") for flag in case.flags) if word == "unproved"]
    letters = [letter for paper in papers if (letter := machine.definition.documents[paper].letter) is not None]
    return tuple(dict.fromkeys((*opened.guidance.forms, *done, *letters)))


def draw_form(house: House, opened: Opened, form: str, language: Language, *, as_pdf: bool) -> bytes:
    """One form for one case, whatever the step.

    Raises:
        DefinitionError: a template has errors.
    """
    (entry,) = (each for each in house.printer.forms() if each.id == form)
    data = form_data(house, opened, language, entry.takes, letter=entry.audience == "service")
    training = house.store.training
    if as_pdf:
        return house.printer.pdf(form, language, data, issued_at=house.now(), watermark=training)
    return house.printer.html(form, language, data, watermark=training).encode("utf-8")
