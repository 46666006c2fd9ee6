"""One story for each reason to refuse: how it comes, and the same demand once nothing stands in its way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from engine.core.decision import Decision, ReasonCode
from engine.core.events import (
    Actor,
    Assign,
    ChangeDocuments,
    Correct,
    DemandUndue,
    Draft,
    Force,
    GiveConsent,
    Note,
    Receipt,
    Record,
)
from tests.core.definitions import BIRTH, SHELTER
from tests.core.desk import Desk

TODAY = date(2026, 11, 6)
BORN = "2026-11-01"
AGREED = {"accompagnement": {"given": True, "on": "2026-11-06", "version": 2, "until": "2027-11-06"}}
RECEIPT = Receipt("12/2026", None)
COMPLETE = {"attestation": "received", "passeport_mere": "verified"}


def birth(*, on: date = TODAY, **fields: Any) -> Desk:
    """A birth file just opened, with its consent."""
    desk = Desk(BIRTH, on)
    desk.open(consents=AGREED, **fields)
    return desk


def told() -> Desk:
    """A home birth told in time, to a married mother's surprise: no marriage paper is due."""
    return birth(ne_le=BORN, lieu="domicile", mariee=False)


def gathering() -> Desk:
    desk = told()
    desk.do("constituer")
    return desk


def ready() -> Desk:
    desk = gathering()
    desk.do("completer", documents=COMPLETE)
    return desk


def filed() -> Desk:
    desk = ready()
    desk.do("deposer", receipt=RECEIPT)
    return desk


def refused() -> Desk:
    desk = filed()
    desk.do("refuser", motif="papier")
    return desk


def registered() -> Desk:
    desk = filed()
    desk.do("inscrire")
    return desk


def closed() -> Desk:
    desk = registered()
    desk.do("cloturer")
    return desk


STAGES: dict[str, Callable[[], Desk]] = {
    "accueil": told,
    "pieces": gathering,
    "pret": ready,
    "depose": filed,
    "refus": refused,
    "inscrit": registered,
    "clos": closed,
}
"State → a case that has come to it."


@dataclass(frozen=True)
class Story:
    """A demand refused for one reason, and the like of it accepted."""

    refused: Callable[[], Decision]
    accepted: Callable[[], Decision]


def after(desk: Desk, *steps: Callable[[Desk], Decision]) -> Decision:
    """The last decision of several steps."""
    return [step(desk) for step in steps][-1]


def _noted_by(name: str) -> Desk:
    """A case with a note signed by that name; whoever then asks is « a »."""
    desk = told()
    note = Draft("noted", None, desk.case.state, desk.case.state, {}, {"note": "vue hier"})
    desk.record([note], Actor(name, "agent", desk.seat), TODAY)
    return desk


def _shelter() -> Desk:
    desk = Desk(SHELTER, TODAY)
    desk.open(danger=True)
    return desk


def _with_sante(outcome: str) -> Desk:
    desk = registered()
    desk.do("orienter")
    desk.close_linked("sante", outcome)
    return desk


def _old_booklet(on: date) -> Desk:
    """A hospital birth whose booklet was written on a day."""
    desk = gathering()
    desk.ask(ChangeDocuments({"avis": "received", "carnet": "received", "passeport_mere": "verified"}, {"carnet": on}))
    return desk


STORIES: dict[ReasonCode, Story] = {
    "case_closed": Story(lambda: closed().do("relancer"), lambda: registered().do("relancer")),
    "unknown_action": Story(lambda: told().do("relancr"), lambda: told().do("relancer")),
    "not_open_here": Story(
        lambda: told().do("deposer", receipt=RECEIPT), lambda: ready().do("deposer", receipt=RECEIPT)
    ),
    "system_only": Story(
        lambda: _with_sante("success").do("sante_close"),
        lambda: _with_sante("success").do("sante_close", role="system"),
    ),
    "role_refused": Story(
        lambda: ready().do("deposer", receipt=RECEIPT, role="supervisor"),
        lambda: ready().do("deposer", receipt=RECEIPT, role="agent"),
    ),
    "stopped_by_alert": Story(
        lambda: after(told(), lambda desk: desk.do("signaler"), lambda desk: desk.do("constituer")),
        lambda: after(
            told(), lambda desk: desk.do("signaler"), lambda desk: desk.do("lever"), lambda desk: desk.do("constituer")
        ),
    ),
    "condition_false": Story(
        lambda: birth(ne_le="2026-09-01").do("constituer"), lambda: birth(ne_le=BORN).do("constituer")
    ),
    "condition_unknown": Story(lambda: birth().do("constituer"), lambda: birth().do("constituer", ne_le=BORN)),
    "document_missing": Story(
        lambda: gathering().do("completer", documents={"passeport_mere": "verified"}),
        lambda: gathering().do("completer", documents=COMPLETE),
    ),
    "document_stale": Story(
        lambda: _old_booklet(date(2026, 8, 5)).do("completer"), lambda: _old_booklet(date(2026, 8, 6)).do("completer")
    ),
    "document_unverified": Story(
        lambda: gathering().do("completer", documents={"attestation": "received", "passeport_mere": "received"}),
        lambda: gathering().do("completer", documents=COMPLETE),
    ),
    "document_condition_unknown": Story(
        lambda: after(
            birth(ne_le=BORN, lieu="domicile"),
            lambda desk: desk.do("constituer"),
            lambda desk: desk.do("completer", documents=COMPLETE),
        ),
        lambda: after(
            birth(ne_le=BORN, lieu="domicile"),
            lambda desk: desk.do("constituer"),
            lambda desk: desk.do("completer", documents=COMPLETE, mariee=False),
        ),
    ),
    "field_missing": Story(
        lambda: after(
            birth(ne_le=BORN, mariee=False),
            lambda desk: desk.do("constituer"),
            lambda desk: desk.do("completer", documents=COMPLETE),
        ),
        lambda: after(
            birth(ne_le=BORN, mariee=False),
            lambda desk: desk.do("constituer"),
            lambda desk: desk.do("completer", documents=COMPLETE, lieu="domicile"),
        ),
    ),
    "reason_missing": Story(
        lambda: refused().do("recourir", reason=" \u200b"), lambda: refused().do("recourir", reason="refus infondé")
    ),
    "receipt_missing": Story(lambda: ready().do("deposer"), lambda: ready().do("deposer", receipt=RECEIPT)),
    "consent_missing": Story(
        lambda: after(
            ready(),
            lambda desk: desk.ask(GiveConsent("accompagnement", False)),
            lambda desk: desk.do("deposer", receipt=RECEIPT),
        ),
        lambda: after(
            ready(),
            lambda desk: desk.ask(GiveConsent("accompagnement", False)),
            lambda desk: desk.ask(GiveConsent("accompagnement", True)),
            lambda desk: desk.do("deposer", receipt=RECEIPT),
        ),
    ),
    "unknown_field": Story(lambda: told().set(nomm="Awa"), lambda: told().set(nom="Awa")),
    "unknown_document": Story(
        lambda: told().ask(ChangeDocuments({"passeport": "received"})),
        lambda: told().ask(ChangeDocuments({"passeport_mere": "received"})),
    ),
    "unknown_consent": Story(
        lambda: told().ask(GiveConsent("partages", True)), lambda: told().ask(GiveConsent("partage", True))
    ),
    "unknown_state": Story(
        lambda: told().ask(Force("prets", "erreur"), role="supervisor"),
        lambda: told().ask(Force("pret", "erreur"), role="supervisor"),
    ),
    "already_known": Story(lambda: told().set(lieu="maternite"), lambda: told().set(lieu="domicile")),
    "not_known": Story(
        lambda: told().ask(Correct({"nom": "Awa"}, "mal entendu")),
        lambda: told().ask(Correct({"lieu": "maternite"}, "mal entendu")),
    ),
    "bad_value": Story(lambda: told().set(parents=3), lambda: told().set(parents=2)),
    "in_the_future": Story(
        lambda: told().do("relancer", on=TODAY + timedelta(days=1)), lambda: told().do("relancer", on=TODAY)
    ),
    "before_opening": Story(
        lambda: told().do("relancer", on=TODAY - timedelta(days=1)), lambda: told().do("relancer", on=TODAY)
    ),
    "notes_closed": Story(lambda: _shelter().ask(Note("vue hier")), lambda: told().ask(Note("vue hier"))),
    "text_refused": Story(lambda: told().ask(Note("\u200b ")), lambda: told().ask(Note("vue hier"))),
    "nothing_to_do": Story(lambda: told().ask(Record({})), lambda: told().ask(Record({"nom": "Awa"}))),
    "not_revertible": Story(lambda: told().revert(1), lambda: gathering().revert(2)),
    "note_of_another": Story(lambda: _noted_by("b").revert(2), lambda: _noted_by("a").revert(2)),
    "already_there": Story(lambda: told().ask(Assign(None)), lambda: told().ask(Assign("salma"))),
    "not_undue": Story(
        lambda: gathering().ask(DemandUndue("attestation", "")),
        lambda: gathering().ask(DemandUndue("acte_mariage", "")),
    ),
}
