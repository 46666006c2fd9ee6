"""The workload of every bench: a pathway like that of a birth, and eight steps of a case, to the last before its end.

Some ten states, conditions, papers with alternatives, a legal clock and an answer awaited, one loop, shared actions, an
alert that can stop everything, private fields. Fictitious: nothing here says what the law says.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

import orjson

from engine.core.events import Ask, ChangeDocuments, Do, Json, Receipt

PROCESS = "naissance_mesuree"
OPENED = date(2026, 11, 6)
"The day on which every measured case is opened, and the last on which the clock of the house stands."
BORN = "2026-11-01"

_PAPERS = (
    *("avis_naissance", "attestation_domicile", "passeport_mere", "passeport_pere", "carte_refugie_mere"),
    *("acte_mariage", "recepisse", "copie_acte"),
)


def _text(words: str) -> dict[str, str]:
    return {"fr": words, "ar": "نص", "en": words}


def _state(kind: str, **parts: Json) -> dict[str, Json]:
    return {"kind": kind, "title": _text("Étape")} | parts


def _action(**parts: Json) -> dict[str, Json]:
    return {"title": _text("Action")} | parts


def resolved() -> dict[str, Json]:
    """The pathway, resolved: plain JSON in the shape that `engine.core.resolved` reads."""
    return {
        "format": 1,
        "process": {
            "process": PROCESS,
            "version": 1,
            "status": "draft",
            "title": _text("Naissance mesurée"),
            "subject": "person",
            "retention": {"after_close": "5 years", "confidence": "to_validate"},
            "start": "qualification",
            "basis": "source_mesuree",
            "fields": {
                "date_naissance": {
                    "type": "date",
                    "class": "personal",
                    "label": _text("Date de naissance"),
                    "not_after": "now",
                },
                "date_naissance_mere": {
                    "type": "date",
                    "class": "personal",
                    "label": _text("Date de naissance de la mère"),
                    "not_after": "now",
                },
                "lieu_accouchement": {
                    "type": "choice",
                    "class": "plain",
                    "label": _text("Lieu"),
                    "options": {"maternite": _text("Maternité"), "domicile": _text("À domicile")},
                },
                "commune_naissance": {"type": "commune", "class": "plain", "label": _text("Commune")},
                "danger_immediat": {"type": "boolean", "class": "plain", "label": _text("Danger")},
                "motif_complement": {"type": "text", "class": "personal", "label": _text("Motif")},
            },
            "deadlines": {
                "declaration": {
                    "title": _text("Déclaration"),
                    "kind": "legal",
                    "starts": {"field": "date_naissance"},
                    "within": "30 days",
                    "until": ["depose", "acte_dresse", "copies", "hors_delai"],
                    "remind": [7, 15, 20],
                    "escalate": [25],
                    "basis": "source_mesuree",
                    "on_expiry": "constater_hors_delai",
                },
                "reponse": {
                    "title": _text("Réponse"),
                    "kind": "legal",
                    "starts": {"document": "recepisse"},
                    "within": "60 days",
                    "until": ["acte_dresse", "copies"],
                    "pauses_in": ["complement"],
                    "basis": "source_mesuree",
                },
            },
            "alerts": {
                "mere_mineure": {
                    "when": "age_years(date_naissance_mere) < 18",
                    "level": "warn",
                    "text": _text("Mère mineure"),
                },
                "danger": {
                    "when": "danger_immediat",
                    "level": "stop",
                    "text": _text("Danger"),
                    "lets": ["clore_sans_suite"],
                },
            },
            "states": _states(),
            "actions": {
                "constater_hors_delai": _action(
                    **{"from": "any", "except": ["depose", "acte_dresse", "copies", "hors_delai"]},
                    to="hors_delai",
                    when="overdue(declaration)",
                    by="system",
                ),
                "relancer": _action(**{"from": "any"}),
                "clore_sans_suite": _action(
                    **{"from": "any"}, to="cloture_sans_suite", when="times(relancer) >= 3", requires=["reason"]
                ),
            },
        },
        "catalogue": {
            "documents": {
                name: {"title": _text(name), "issuer": "bureau_etat_civil", "confidence": "to_validate"}
                for name in _PAPERS
            },
            "services": {"bureau_etat_civil": {"title": _text("Bureau de l'état civil"), "confidence": "to_validate"}},
            "sources": {"source_mesuree": {"title": _text("Source fictive"), "confidence": "to_validate"}},
            "values": {},
        },
        "territory": "",
    }


def _states() -> dict[str, Json]:
    office = {"any_of": ["bureau_etat_civil"], "at": "commune_naissance"}
    return {
        "qualification": _state(
            "task",
            ask=["date_naissance", "lieu_accouchement", "commune_naissance", "danger_immediat"],
            actions={"constituer_dossier": _action(to="collecte", when="not overdue(declaration)")},
        ),
        "collecte": _state(
            "task",
            service=office,
            documents={
                "preuve_naissance": {
                    "title": _text("Preuve"),
                    "any_of": {"maternite": ["avis_naissance"], "domicile": ["attestation_domicile"]},
                    "basis": "source_mesuree",
                },
                "identite_parent": {
                    "title": _text("Identité"),
                    "any_of": {
                        "mere": ["passeport_mere"],
                        "pere": ["passeport_pere"],
                        "refugiee": ["carte_refugie_mere"],
                    },
                    "basis": "source_mesuree",
                },
                "acte_mariage": {
                    "title": _text("Acte de mariage"),
                    "need": "not_due",
                    "any_of": {"acte": ["acte_mariage"]},
                },
            },
            actions={"completer": _action(to="pret", requires=["preuve_naissance", "identite_parent"])},
        ),
        "pret": _state(
            "task",
            service=office,
            actions={
                "deposer": _action(
                    to="depose", receipt="recepisse", when="known(date_naissance) and not overdue(declaration)"
                )
            },
        ),
        "depose": _state(
            "wait",
            service=office,
            actions={
                "demander_complement": _action(to="complement", by="third_party", ask=["motif_complement"]),
                "dresser": _action(to="acte_dresse", by="third_party", gives=["copie_acte"]),
                "refuser": _action(to="refus", by="third_party", requires=["reason"]),
            },
        ),
        "complement": _state(
            "task",
            service=office,
            actions={
                "redeposer": _action(to="depose", when="times(demander_complement) <= 3"),
                "abandonner": _action(to="refus", when="times(demander_complement) > 3"),
            },
        ),
        "acte_dresse": _state("task", service=office, actions={"retirer_copies": _action(to="copies")}),
        "copies": _state(
            "task",
            actions={"clore": _action(to="cloture_succes", when="held(copie_acte) and times(relancer) < 5")},
        ),
        "refus": _state(
            "task", actions={"reprendre": _action(to="collecte"), "clore_refus": _action(to="cloture_sans_suite")}
        ),
        "hors_delai": _state("task", actions={"clore_hors_delai": _action(to="cloture_sans_suite")}),
        "cloture_succes": _state("final", outcome="success"),
        "cloture_sans_suite": _state("final", outcome="abandoned"),
    }


def resolved_bytes() -> tuple[bytes, str]:
    """The pathway as it is stored, and its digest."""
    stored = orjson.dumps(resolved(), option=orjson.OPT_SORT_KEYS)
    return stored, hashlib.sha256(stored).hexdigest()


@dataclass(frozen=True, slots=True)
class Step:
    """One demand of the workload."""

    name: str
    ask: Ask


STEPS = (
    Step(
        "constituer_dossier",
        Do(
            "constituer_dossier",
            fields={
                "date_naissance": BORN,
                "lieu_accouchement": "domicile",
                "commune_naissance": "tiznit",
                "danger_immediat": False,
            },
        ),
    ),
    Step("pieces", ChangeDocuments({"attestation_domicile": "received", "passeport_mere": "verified"})),
    Step("completer", Do("completer")),
    Step("deposer", Do("deposer", receipt=Receipt("118/2026", OPENED))),
    Step("demander_complement", Do("demander_complement", fields={"motif_complement": "signature du père"})),
    Step("redeposer", Do("redeposer")),
    Step("dresser", Do("dresser")),
    Step("retirer_copies", Do("retirer_copies")),
)
"The eight durable steps of a case, its opening apart; the case is then one step from its end."

DAYS = tuple(OPENED + timedelta(days=index) for index in range(len(STEPS)))
"The day of each step: none stands after the clock of the house (`houses.NOW`)."
