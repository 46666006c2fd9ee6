"""The grammar of pathways, and the words that the other files of a referential share with them, key by key.

Declared once, as data. The descriptions are read in the editor while typing and in the messages; so they say what the
key is for to somebody who accompanies people, not to a programmer.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.reader.shapes import (
    Boolean,
    Choice,
    Day,
    DurationText,
    Either,
    Guard,
    Id,
    Integer,
    Key,
    ListOf,
    MapOf,
    OneOrMany,
    Record,
    Ref,
    Texts,
)

FIELD = Ref("field", "une donnée")
STATE = Ref("state", "une étape")
ACTION = Ref("action", "une action")
DOCUMENT = Ref("document", "une pièce du catalogue")
SERVICE = Ref("service", "un service du catalogue")
CONSENT = Ref("consent", "un consentement")
FORM = Ref("form", "un modèle")
PROCESS = Ref("process", "un parcours")
LINK = Ref("link", "un dossier lié")
COMMUNE = Ref("commune", "une commune")

TEXTS = Texts()
GUARD = Guard()
DURATION = DurationText()
BASIS = OneOrMany(Ref("source", "une source"))
CONFIDENCE = Choice(
    {
        "sourced": "lu dans la source citée",
        "common_knowledge": "su de ceux qui accompagnent, sans source lue",
        "to_validate": "incertain : affiché « à valider »",
    }
)
OUTCOMES = Choice(
    {
        "success": "réussi",
        "partial": "réussi en partie",
        "refused": "refusé",
        "abandoned": "abandonné par la personne",
        "unreachable": "personne injoignable",
        "referred": "orienté vers un autre service",
        "out_of_scope": "hors du champ du parcours",
        "deceased": "personne décédée",
    }
)
SUBJECTS = Choice(
    {
        "person": "une personne",
        "household": "un ménage",
        "association": "une association",
        "commune": "une commune",
        "initiative": "une initiative",
        "none": "personne : information anonyme",
    }
)
ROLES = Choice(
    {
        "agent": "l'agent du guichet",
        "supervisor": "le superviseur",
        "editor": "l'éditeur du référentiel",
        "auditor": "l'auditeur",
        "admin": "l'administrateur",
    }
)
STATUSES = Choice(
    {
        "missing": "manquante",
        "requested": "demandée",
        "received": "reçue",
        "verified": "vérifiée",
        "rejected": "rejetée",
        "waived": "dispensée",
    }
)

BASIS_KEY = Key(BASIS, "La base légale : une source de sources.yaml, ou plusieurs.")
CONFIDENCE_KEY = Key(CONFIDENCE, "La confiance dans ce fait.", required=True)

CONSENT_ENTRY = Record(
    "consent",
    "un consentement",
    {
        "for": Key(
            Choice({"accompany": "être accompagné", "share": "transmettre à un service", "statistics": "compter"}),
            "À quoi la personne consent.",
            required=True,
        ),
        "title": Key(TEXTS, "Le nom du consentement, tel qu'affiché.", required=True),
        "text": Key(TEXTS, "Le texte lu à la personne.", required=True),
        "version": Key(Integer(1), "Le numéro du texte : il augmente à chaque changement.", required=True),
        "valid": Key(DURATION, "Combien de temps l'accord tient ; sans cette clé, jusqu'au retrait."),
        "service": Key(SERVICE, "Pour « share » : le service qui reçoit."),
    },
)

FIELD_ENTRY = Record(
    "field",
    "une donnée",
    {
        "type": Key(
            Choice(
                {
                    "text": "un texte court",
                    "integer": "un nombre entier",
                    "boolean": "oui ou non",
                    "date": "une date",
                    "moment": "un jour, avec ou sans heure",
                    "choice": "un choix dans une liste",
                    "choices": "plusieurs choix dans une liste",
                    "commune": "une commune",
                    "country": "un pays",
                }
            ),
            "La nature de la valeur.",
            required=True,
        ),
        "class": Key(
            Choice(
                {
                    "plain": "ne dit rien d'une personne ; lisible dans l'historique",
                    "personal": "donnée personnelle ; scellée",
                    "sensitive": "donnée sensible ; scellée",
                    "id_number": "numéro de pièce ; scellé",
                }
            ),
            "La protection due à la valeur.",
            required=True,
        ),
        "label": Key(TEXTS, "Le nom de la donnée, tel qu'affiché.", required=True),
        "options": Key(
            MapOf(TEXTS, "une réponse possible", reserved=False, at_least=1),
            "Les réponses possibles d'un choix : valeur, puis texte affiché.",
        ),
        "not_after": Key(
            Either((Choice({"now": "aujourd'hui"}), Day(), FIELD)),
            "La valeur la plus tardive admise, incluse : now, une date, ou une donnée qui porte un jour.",
        ),
        "not_before": Key(
            Either((Choice({"now": "aujourd'hui"}), Day(), FIELD)),
            "La valeur la plus ancienne admise, incluse : now, une date, ou une donnée qui porte un jour.",
        ),
        "min": Key(Integer(), "Le plus petit nombre admis."),
        "max": Key(Integer(), "Le plus grand nombre admis."),
        "keep": Key(
            Choice({"never": "sert à l'étape, n'est jamais gardée"}), "« never » : la valeur n'est pas gardée."
        ),
        "appointment": Key(SERVICE, "Pour un « moment » : le service avec qui le rendez-vous est pris."),
        "hint": Key(TEXTS, "Une aide à la saisie, montrée sous la donnée."),
        "answers": Key(
            MapOf(
                Record(
                    "counter_answer",
                    "une réponse à donner",
                    {
                        "text": Key(TEXTS, "Ce qu'il faut répondre.", required=True),
                        "basis": BASIS_KEY,
                    },
                ),
                "une réponse possible",
                reserved=False,
                at_least=1,
            ),
            "Pour un motif de refus : valeur, puis ce qu'il faut répondre au guichet.",
        ),
        "basis": BASIS_KEY,
    },
)

_ANCHOR: Mapping[str, Key] = {
    "field": Key(FIELD, "À la date portée par cette donnée."),
    "enter": Key(STATE, "Quand le dossier entre dans cette étape."),
    "do": Key(ACTION, "Quand cette action est faite."),
    "document": Key(DOCUMENT, "Quand cette pièce est reçue."),
    "next": Key(Ref("value", "une valeur datée"), "À la prochaine date de cette liste de values.yaml."),
}
ANCHOR_ENTRY = Record("anchor", "un départ d'échéance", _ANCHOR, exactly_one=tuple(_ANCHOR))
START_ENTRY = Record(
    "start",
    "le départ d'une échéance",
    {**_ANCHOR, "earliest": Key(ListOf(ANCHOR_ENTRY, at_least=1), "Le premier connu de ces départs.")},
    exactly_one=(*_ANCHOR, "earliest"),
)
DEADLINE_ENTRY = Record(
    "deadline",
    "une échéance",
    {
        "title": Key(TEXTS, "Le nom de l'échéance, tel qu'affiché.", required=True),
        "kind": Key(
            Choice({"legal": "fixée par un texte", "internal": "fixée par l'équipe"}),
            "Qui fixe ce délai.",
            required=True,
        ),
        "starts": Key(START_ENTRY, "Ce qui fait partir l'échéance.", required=True),
        "within": Key(DURATION, "Sa durée ; le dernier jour compte encore.", required=True),
        "until": Key(ListOf(STATE), "Les étapes qui l'éteignent ; elle court partout ailleurs."),
        "in": Key(ListOf(STATE, at_least=1), "Les seules étapes où elle court, à la place de « until »."),
        "ends": Key(
            ListOf(ACTION, at_least=1),
            "Les actions qui la terminent, où que soit le dossier ; elle ne repart que si elle recommence.",
        ),
        "pauses_in": Key(ListOf(STATE), "Les étapes où elle est suspendue."),
        "remind": Key(
            ListOf(Integer(-3650, 3650)),
            "Jours de rappel à l'agent, après le départ ; un nombre négatif compte avant la fin.",
        ),
        "escalate": Key(ListOf(Integer(-3650, 3650)), "Les mêmes jours, pour le superviseur."),
        "every": Key(Boolean(), "true : elle recommence à chaque échéance."),
        "on_expiry": Key(ACTION, "L'action que l'échéance déclenche quand elle est dépassée."),
        "basis": BASIS_KEY,
        "note": Key(TEXTS, "Ce qui est incertain dans ce délai ou dans sa façon d'être compté."),
    },
    exactly_one=("until", "in"),
    or_else=("ends",),
)

ALERT_ENTRY = Record(
    "alert",
    "une alerte",
    {
        "when": Key(GUARD, "La condition qui la fait paraître.", required=True),
        "level": Key(
            Choice({"info": "à savoir", "warn": "à regarder", "stop": "refuse toute action sauf celles de « lets »"}),
            "Sa gravité.",
            required=True,
        ),
        "text": Key(TEXTS, "Ce qu'elle dit.", required=True),
        "to": Key(ROLES, "À qui elle s'adresse aussi."),
        "lets": Key(ListOf(ACTION), "Les actions qui restent possibles quand elle est « stop »."),
        "basis": BASIS_KEY,
    },
)

INVARIANT_ENTRY = Record(
    "invariant",
    "un invariant",
    {
        "text": Key(TEXTS, "Ce qui doit toujours être vrai, tel que la personne qui relit le lit.", required=True),
        "in": Key(
            Either((Choice({"any": "toutes les étapes"}), ListOf(STATE, at_least=1))),
            "Les étapes où c'est vrai tant que le dossier y est, ou any.",
        ),
        "after": Key(
            ListOf(ACTION, at_least=1), "À la place de « in » : les actions juste après lesquelles c'est vrai."
        ),
        "holds": Key(GUARD, "La condition qui doit être remplie ; elle n'empêche rien.", required=True),
        "basis": BASIS_KEY,
    },
    exactly_one=("in", "after"),
)

GROUP_ENTRY = Record(
    "document_group",
    "un groupe de pièces",
    {
        "title": Key(TEXTS, "Le nom du groupe ; à défaut, celui de ses pièces."),
        "any_of": Key(
            MapOf(ListOf(DOCUMENT, at_least=1), "une façon de répondre", reserved=False, at_least=1),
            "Les façons de répondre : une seule suffit, et toutes ses pièces sont dues.",
            required=True,
        ),
        "need": Key(
            Choice({"required": "due", "useful": "utile, ne bloque jamais", "not_due": "souvent demandée, et non due"}),
            "Si la pièce est due ; à défaut, elle l'est.",
        ),
        "when": Key(GUARD, "La condition à laquelle le groupe est dû."),
        "count": Key(Either((Integer(1, 50), FIELD)), "Combien de réponses sont dues : un nombre, ou une donnée."),
        "max_age": Key(DURATION, "L'âge au-delà duquel la pièce est périmée."),
        "check": Key(Boolean(), "true : la pièce doit être vérifiée, pas seulement reçue."),
        "copies": Key(Integer(1, 20), "Le nombre de copies."),
        "note": Key(TEXTS, "Une précision pour la personne ou l'agent."),
        "basis": BASIS_KEY,
    },
)

SERVICE_ENTRY_OF_STATE = Record(
    "state_service",
    "le service d'une étape",
    {
        "any_of": Key(ListOf(SERVICE, at_least=1), "Les genres de service qui répondent de l'étape.", required=True),
        "at": Key(FIELD, "La donnée de type commune où chercher le service ; à défaut, la commune du dossier."),
    },
)

BRANCH_ENTRY = Record(
    "branch",
    "une destination",
    {
        "state": Key(STATE, "L'étape d'arrivée.", required=True),
        "when": Key(GUARD, "La condition de cette destination ; à défaut, elle est toujours prise."),
    },
)

OPEN_ENTRY = Record(
    "linked_case",
    "un dossier lié à ouvrir",
    {
        "process": Key(PROCESS, "Le parcours à ouvrir.", required=True),
        "as": Key(Id(), "Le nom du lien dans ce parcours ; à défaut, celui du parcours ouvert."),
        "carry": Key(ListOf(FIELD), "Les données recopiées dans le nouveau dossier."),
        "after": Key(
            Record(
                "later",
                "un départ différé",
                {
                    "field": Key(FIELD, "La date de départ.", required=True),
                    "within": Key(DURATION, "Le temps à laisser passer.", required=True),
                },
            ),
            "Quand le nouveau dossier sera à prendre en main, s'il ne l'est pas tout de suite.",
        ),
        "on_close": Key(ACTION, "L'action tirée ici quand le dossier lié se clôt."),
    },
)
EFFECT_ENTRY = Record(
    "effect",
    "une suite",
    {
        "form": Key(FORM, "Un modèle à imprimer."),
        "open": Key(OPEN_ENTRY, "Un dossier lié à ouvrir."),
    },
    exactly_one=("form", "open"),
)

_ACTION: Mapping[str, Key] = {
    "title": Key(TEXTS, "Le nom de l'action, tel qu'affiché.", required=True),
    "to": Key(
        Either((Choice({"back": "revenir à l'étape d'où l'on vient"}), STATE, ListOf(BRANCH_ENTRY, at_least=1))),
        "L'étape d'arrivée, une liste de destinations à condition, ou back ; sans cette clé, le dossier reste.",
    ),
    "when": Key(GUARD, "La condition à laquelle l'action est possible."),
    "otherwise": Key(TEXTS, "Ce qui est dit quand la condition n'est pas remplie."),
    "ask": Key(ListOf(FIELD), "Les données à donner en faisant l'action."),
    "renews": Key(
        ListOf(FIELD),
        "Les données d'un tour passé, à redonner : avec l'action si elle les demande (« ask »), sinon plus tard.",
    ),
    "requires": Key(
        ListOf(Either((Choice({"reason": "un motif"}), Ref("requirement", "un groupe de pièces ou une donnée")))),
        "Ce qu'il faut : groupes de pièces de l'étape, données, ou le mot reason (un motif).",
    ),
    "roles": Key(ListOf(ROLES, at_least=1), "Qui peut la faire ; à défaut, l'agent et le superviseur."),
    "by": Key(
        Choice(
            {
                "agent": "l'agent ou la personne",
                "third_party": "un bureau, un tribunal, un hôpital",
                "system": "les échéances et les dossiers liés seuls",
            }
        ),
        "Qui agit ; à défaut, l'agent.",
    ),
    "receipt": Key(DOCUMENT, "La pièce qui prouve le dépôt."),
    "gives": Key(ListOf(DOCUMENT), "Les pièces que l'action procure."),
    "consent": Key(ListOf(CONSENT), "Les consentements qu'il faut."),
    "share": Key(
        Record(
            "share",
            "une transmission",
            {
                "with": Key(SERVICE, "Le service qui reçoit.", required=True),
                "fields": Key(ListOf(FIELD), "Les données transmises.", required=True),
            },
        ),
        "Ce que l'action transmet au dehors.",
    ),
    "do": Key(ListOf(EFFECT_ENTRY), "Les suites : modèles à imprimer, dossiers liés à ouvrir."),
    "prompt": Key(TEXTS, "Ce que l'agent dit ou fait."),
    "basis": BASIS_KEY,
}
ACTION_ENTRY = Record("action", "une action", _ACTION)
SHARED_ACTION_ENTRY = Record(
    "shared_action",
    "une action commune",
    {
        **_ACTION,
        "from": Key(
            Either((Choice({"any": "toutes les étapes non finales"}), ListOf(STATE, at_least=1))),
            "Les étapes d'où elle est possible ; une étape finale doit être nommée.",
            required=True,
        ),
        "except": Key(ListOf(STATE), "Les étapes d'où elle ne l'est pas."),
    },
)

STATE_ENTRY = Record(
    "state",
    "une étape",
    {
        "kind": Key(
            Choice({"task": "l'agent ou la personne agit", "wait": "un tiers agit", "final": "le parcours est fini"}),
            "La nature de l'étape.",
            required=True,
        ),
        "title": Key(TEXTS, "Le nom de l'étape, tel qu'affiché.", required=True),
        "prompt": Key(TEXTS, "Ce que l'agent dit ou fait, en Markdown."),
        "target": Key(DURATION, "Le séjour habituel ; au-delà, l'étape est montrée en retard."),
        "ask": Key(ListOf(FIELD), "Les données à demander."),
        "service": Key(SERVICE_ENTRY_OF_STATE, "Le service qui répond de l'étape."),
        "documents": Key(MapOf(GROUP_ENTRY, "un groupe de pièces"), "Les groupes de pièces : tous sont dus."),
        "actions": Key(MapOf(ACTION_ENTRY, "une action"), "Les actions possibles depuis cette étape."),
        "choices": Key(
            MapOf(ListOf(ACTION, at_least=2), "un choix"),
            "Des actions dont une, et une seule, doit être possible quoi qu'il arrive : « check » le prouve.",
        ),
        "forms": Key(ListOf(FORM), "Les modèles à imprimer depuis cette étape."),
        "outcome": Key(OUTCOMES, "L'issue d'une étape finale."),
        "basis": BASIS_KEY,
    },
)

RETENTION = Record(
    "retention",
    "une durée de conservation",
    {
        "after_close": Key(DURATION, "Combien de temps le dossier est gardé après sa clôture.", required=True),
        "confidence": CONFIDENCE_KEY,
    },
)

_SHARED: Mapping[str, Key] = {
    "retention": Key(RETENTION, "Combien de temps les dossiers sont gardés."),
    "consents": Key(MapOf(CONSENT_ENTRY, "un consentement"), "Les consentements demandés."),
    "fields": Key(MapOf(FIELD_ENTRY, "une donnée"), "Les données enregistrées."),
    "deadlines": Key(MapOf(DEADLINE_ENTRY, "une échéance"), "Les échéances."),
    "alerts": Key(MapOf(ALERT_ENTRY, "une alerte"), "Les alertes."),
    "invariants": Key(
        MapOf(INVARIANT_ENTRY, "un invariant"),
        "Ce qui doit toujours être vrai d'un dossier, quoi qu'on ait fait : relu, jamais imposé.",
    ),
    "states": Key(MapOf(STATE_ENTRY, "une étape"), "Les étapes."),
    "actions": Key(MapOf(SHARED_ACTION_ENTRY, "une action commune"), "Les actions possibles depuis plusieurs étapes."),
    "forms": Key(ListOf(FORM), "Les modèles à imprimer depuis toute étape."),
}

BASE_FILE = Record("base", "un socle", _SHARED)

_FATES = Choice(
    {
        "keep": "gardées telles qu'elles ont été comptées",
        "recount": "recomptées depuis leur départ, avec le délai d'ici",
        "restart": "reparties du jour du passage",
        "drop": "éteintes",
    }
)

PROCESS_FILE = Record(
    "process",
    "un parcours",
    {
        "process": Key(Id(), "L'identifiant du parcours : le nom du fichier.", required=True),
        "version": Key(Integer(1, 99999), "Le numéro de version ; une fois publié, il ne change plus.", required=True),
        "base": Key(Ref("base", "un socle"), "Le socle commun à reprendre."),
        "status": Key(
            Choice({"draft": "à valider", "validated": "confirmé par M&D", "retired": "n'ouvre plus de dossier"}),
            "Où en est le contenu.",
            required=True,
        ),
        "title": Key(TEXTS, "Le nom du parcours, tel qu'affiché.", required=True),
        "purpose": Key(TEXTS, "Pourquoi les données sont gardées.", required=True),
        "basis": Key(BASIS, "La base légale du parcours.", required=True),
        "subject": Key(SUBJECTS, "Pour qui un dossier est ouvert.", required=True),
        "confidentiality": Key(
            Choice({"ordinary": "ordinaire", "protected": "protégé : dossier scellé"}),
            "La protection du dossier ; à défaut, ordinaire.",
        ),
        "notes": Key(
            Choice({"free": "libres", "coded": "choisies dans une liste", "none": "aucune"}),
            "Les notes permises ; à défaut, libres.",
        ),
        **_SHARED,
        "retention": Key(RETENTION, "Combien de temps les dossiers sont gardés.", required=True),
        "start": Key(STATE, "La première étape.", required=True),
        "states": Key(MapOf(STATE_ENTRY, "une étape", at_least=1), "Les étapes.", required=True),
        "migration": Key(
            MapOf(
                Record(
                    "migration_rule",
                    "une règle de passage",
                    {
                        "states": Key(
                            MapOf(
                                Either((STATE, ListOf(BRANCH_ENTRY, at_least=1))),
                                "une étape de l'ancienne version",
                                reserved=False,
                            ),
                            "Ancienne étape, puis étape d'ici, ou plusieurs : la première dont la condition est vraie.",
                        ),
                        "fields": Key(
                            MapOf(FIELD, "une donnée de l'ancienne version", reserved=False),
                            "Ancienne donnée, puis celle d'ici sous laquelle ce qui est connu continue.",
                        ),
                        "documents": Key(
                            MapOf(DOCUMENT, "une pièce de l'ancienne version", reserved=False),
                            "Ancienne pièce, puis pièce d'ici.",
                        ),
                        "deadlines": Key(
                            Either((_FATES, MapOf(_FATES, "une échéance", names=Ref("deadline", "une échéance")))),
                            "Ce que deviennent les échéances, toutes ou chacune ; à défaut, gardées.",
                        ),
                        "when": Key(GUARD, "Les dossiers concernés ; à défaut, tous."),
                    },
                ),
                "un numéro de version publiée",
                pattern="^[1-9][0-9]{0,4}$",
            ),
            "Comment les dossiers ouverts d'une ancienne version passent à celle-ci.",
        ),
    },
)

DIFFERENCES_FILE = MapOf(
    Record(
        "difference",
        "une différence de territoire",
        {name: key for name, key in PROCESS_FILE.keys.items() if name not in ("process", "version", "base", "status")},
    ),
    "un parcours",
    names=PROCESS,
)
"What a territory changes: process → a fragment merged over it, and checked once merged."
