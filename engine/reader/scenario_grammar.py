"""The grammar of the files of scenarios: stories about one case each, and what is expected on the way."""

from __future__ import annotations

from engine.reader.grammar import (
    ACTION,
    COMMUNE,
    CONSENT,
    DOCUMENT,
    DURATION,
    FIELD,
    FORM,
    LINK,
    OUTCOMES,
    PROCESS,
    ROLES,
    STATE,
    STATUSES,
    SUBJECTS,
)
from engine.reader.shapes import (
    Boolean,
    Choice,
    Day,
    Either,
    Integer,
    Key,
    Line,
    ListOf,
    MapOf,
    OneOrMany,
    Record,
    Ref,
    Shape,
    Value,
)

_SET: Shape = MapOf(Value(), "une donnée", names=FIELD)
_HELD: Shape = MapOf(STATUSES, "une pièce", names=DOCUMENT)
_ISSUED = Key(MapOf(Day(), "une pièce", names=DOCUMENT), "Le jour écrit sur des pièces, s'il compte pour leur âge.")
_EXPECT = Record(
    "expectation",
    "ce qui est attendu",
    {
        "state": Key(STATE, "L'étape où se trouve le dossier."),
        "refused": Key(ListOf(Line("condition_false")), "Les codes du refus de la demande qui précède."),
        "possible": Key(ListOf(ACTION), "Les actions ouvertes et que rien n'empêche."),
        "blocked": Key(
            MapOf(ListOf(Line("document_missing")), "une action", names=ACTION),
            "Les actions ouvertes mais empêchées, avec les codes de ce qui manque.",
        ),
        "missing": Key(ListOf(DOCUMENT), "Le plus petit ensemble de pièces qui reste à obtenir."),
        "deadlines": Key(
            MapOf(
                Record(
                    "expected_deadline",
                    "une échéance attendue",
                    {
                        "due": Key(Day(), "Son dernier jour."),
                        "days_left": Key(Integer(), "Les jours qui restent."),
                        "overdue": Key(Boolean(), "Si elle est dépassée."),
                        "running": Key(Boolean(), "Si elle court."),
                    },
                ),
                "une échéance",
                names=Ref("deadline", "une échéance"),
            ),
            "Les échéances.",
        ),
        "alerts": Key(ListOf(Ref("alert", "une alerte")), "Les alertes montrées, exactement celles-là."),
        "broken": Key(
            ListOf(Ref("invariant", "un invariant")), "Les invariants qui ne sont plus respectés, exactement ceux-là."
        ),
        "offices": Key(ListOf(Line("bec_tiznit")), "Les services locaux indiqués."),
        "office_in": Key(COMMUNE, "La commune du service indiqué."),
        "forms": Key(ListOf(FORM), "Les modèles proposés."),
        "linked": Key(ListOf(LINK), "Les dossiers liés ouverts."),
        "outcome": Key(OUTCOMES, "L'issue du dossier clos."),
        "value": Key(_SET, "Les valeurs des données."),
    },
)
ACTS = (
    *("do", "note", "consent", "withdraw", "after", "tick"),
    *("correct", "revert", "undue", "transfer", "force", "linked"),
)
"What a step can be."
BESIDE = ("set", "document", "expect")
"What it can be alone, or with an act."
_REASON = Key(Line("erreur de saisie"), "Le motif.")
_STEP = Record(
    "step",
    "un pas du scénario",
    {
        "do": Key(ACTION, "L'action demandée."),
        "set": Key(_SET, "Les données enregistrées, seules ou avec l'action."),
        "document": Key(_HELD, "Les pièces reçues, seules ou avec l'action."),
        "issued": _ISSUED,
        "note": Key(Line("rappelé au téléphone", 2000), "La note écrite."),
        "consent": Key(OneOrMany(CONSENT), "Le consentement donné."),
        "withdraw": Key(OneOrMany(CONSENT), "Le consentement retiré."),
        "after": Key(DURATION, "Le temps qui passe ; les échéances sonnent en chemin."),
        "tick": Key(Boolean(), "true : les échéances sont relevées."),
        "correct": Key(_SET, "Les données corrigées, avec un motif."),
        "revert": Key(
            Either((Choice({"last": "le dernier pas"}), ACTION, Integer(1))),
            "Ce qui est annulé, avec un motif : last, une action, ou un numéro d'événement.",
        ),
        "undue": Key(DOCUMENT, "La pièce qu'un bureau a demandée sans qu'elle soit due."),
        "transfer": Key(COMMUNE, "La commune qui reprend le dossier."),
        "force": Key(STATE, "L'étape où un superviseur met le dossier malgré les règles, avec un motif."),
        "linked": Key(
            MapOf(OUTCOMES, "un dossier lié", names=Ref("link", "un dossier lié")), "L'issue d'un dossier lié."
        ),
        "expect": Key(_EXPECT, "Ce qui est attendu après ce pas."),
        "on": Key(Day(), "Le jour où la chose s'est passée, s'il n'est pas celui du scénario."),
        "receipt": Key(
            Either(
                (
                    Choice({"none": "le bureau n'en a pas donné"}),
                    Record(
                        "receipt",
                        "un récépissé",
                        {
                            "number": Key(Line("12/2026"), "Son numéro.", required=True),
                            "date": Key(Day(), "Sa date."),
                        },
                    ),
                )
            ),
            "Le récépissé reçu, ou none.",
        ),
        "reason": _REASON,
        "as": Key(ROLES, "Qui agit ; à défaut, l'agent."),
    },
    exactly_one=ACTS,
    or_else=BESIDE,
)
SCENARIOS_FILE = Record(
    "scenarios",
    "un fichier de scénarios",
    {
        "process": Key(PROCESS, "Le parcours raconté.", required=True),
        "people": Key(
            Record(
                "people",
                "à qui ces histoires arrivent",
                {
                    "origins": Key(ListOf(Line("MA")), "Les pays, en code ISO ; à défaut, de partout."),
                    "youngest": Key(Integer(0), "L'âge le plus jeune, en années."),
                    "oldest": Key(Integer(0), "L'âge le plus avancé, en années."),
                },
            ),
            "À qui ces histoires arrivent : les personnes inventées de la démonstration leur ressemblent.",
        ),
        "scenarios": Key(
            ListOf(
                Record(
                    "scenario",
                    "un scénario",
                    {
                        "title": Key(Line("Naissance à domicile"), "L'histoire en une ligne.", required=True),
                        "given": Key(
                            Record(
                                "given",
                                "une situation de départ",
                                {
                                    "commune": Key(COMMUNE, "La commune du guichet.", required=True),
                                    "on": Key(Day(), "Le jour où l'histoire commence.", required=True),
                                    "subject": Key(SUBJECTS, "Pour qui."),
                                    "set": Key(_SET, "Les données connues."),
                                    "consents": Key(ListOf(CONSENT), "Les consentements donnés."),
                                    "documents": Key(_HELD, "Les pièces déjà détenues."),
                                    "issued": _ISSUED,
                                },
                            ),
                            "La situation de départ.",
                            required=True,
                        ),
                        "steps": Key(ListOf(_STEP, at_least=1), "Ce qui se passe, pas à pas.", required=True),
                    },
                ),
                at_least=1,
            ),
            "Les scénarios.",
            required=True,
        ),
    },
)
