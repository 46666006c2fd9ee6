"""Small pathways as tests need them, named like stories, in the words of the language.

They are built from the resolved JSON, as a published one is read, so that no test depends on the reader of YAML.
"""

from collections.abc import Mapping
from typing import Any

from engine.core.definition import Definition
from engine.core.guard_types import Scope
from engine.core.resolved import definition_of

Json = Any

SCOPE = Scope(
    fields={
        "lieu": "choice",
        "besoins": "choices",
        "ne_le": "date",
        "depot": "date",
        "enfants": "integer",
        "danger": "boolean",
        "recit": "text",
        "commune": "commune",
        "pays": "country",
    },
    options={"lieu": frozenset({"maternite", "domicile"}), "besoins": frozenset({"logement", "langue"})},
    deadlines=frozenset({"declaration"}),
    states=frozenset({"depose", "recours"}),
    actions=frozenset({"relancer", "repondre"}),
    documents=frozenset({"passeport"}),
    groups=frozenset({"identite"}),
    links=frozenset({"sante"}),
    values={"plafond": "integer", "rentree": "date", "ouvert": "boolean"},
    consents=frozenset({"accompagnement"}),
)
"The names that conditions may use when no pathway is needed to read them."


def text(fr: str) -> dict[str, str]:
    """A text with its translations, recognisable in each language."""
    return {"fr": fr, "ar": f"ع {fr}", "en": f"en {fr}"}


def titled(word: str, **more: Json) -> dict[str, Json]:
    """Something with a title of its own."""
    return {"title": text(word.replace("_", " ").capitalize()), **more}


def papers(*words: str, **more: Mapping[str, Json]) -> dict[str, Json]:
    """Papers of the catalogue, and those with something to say (`validity`, `letter`)."""
    plain: dict[str, Mapping[str, Json]] = {word: {} for word in words}
    return {word: titled(word, confidence="sourced", **each) for word, each in {**plain, **more}.items()}


def pathway(
    process: str,
    *,
    documents: Mapping[str, Json] | None = None,
    values: Mapping[str, Json] | None = None,
    **words: Json,
) -> Definition:
    """A definition from the words of the language; what every pathway must say is filled in."""
    whole = {
        "process": process,
        "version": 1,
        "status": "draft",
        "title": text(process.capitalize()),
        "subject": "person",
        "retention": {"after_close": "5 years", "confidence": "to_validate"},
        **words,
    }
    catalogue = {
        "documents": documents or {},
        "services": {
            "bureau": titled("bureau", confidence="sourced"),
            "hopital": titled("hopital", confidence="sourced"),
        },
        "sources": {"loi": {"title": text("La loi"), "confidence": "sourced"}},
        "values": values or {},
    }
    resolved = {"format": 1, "process": whole, "order": {}, "catalogue": catalogue, "territory": ""}
    return definition_of(resolved, f"{process}-digest")


# A birth declared within the delay or after it, refused and appealed, suspended, closed and reopened.
BIRTH = pathway(
    "naissance",
    start="accueil",
    notes="free",
    documents=papers(
        "avis",
        "attestation",
        "passeport_mere",
        "passeport_pere",
        "acte_mariage",
        "copie",
        carnet={"validity": "3 months"},
        recepisse={"letter": "courrier_recepisse"},
    ),
    values={
        "relances": {
            **titled("relances", type="integer", confidence="sourced"),
            "series": [{"from": "2020-01-01", "value": 2}, {"from": "2027-01-01", "value": 3}],
        }
    },
    consents={
        "accompagnement": {
            **titled("accompagnement", version=2, valid="12 months"),
            "for": "accompany",
            "text": text("J'accepte d'être accompagné."),
        },
        "partage": {
            **titled("partage", version=1, service="hopital"),
            "for": "share",
            "text": text("J'accepte que l'hôpital sache."),
        },
    },
    fields={
        "ne_le": {"type": "date", "class": "personal", "label": text("Date de naissance"), "not_after": "now"},
        "lieu": {
            "type": "choice",
            "class": "plain",
            "label": text("Lieu"),
            "options": {"maternite": text("Maternité"), "domicile": text("Domicile")},
        },
        "nom": {"type": "text", "class": "personal", "label": text("Nom")},
        "parents": {"type": "integer", "class": "plain", "label": text("Parents"), "min": 1, "max": 2},
        "mariee": {"type": "boolean", "class": "plain", "label": text("Mariée")},
        "fragile": {"type": "boolean", "class": "sensitive", "label": text("Point d'attention")},
        "recit": {"type": "text", "class": "sensitive", "label": text("Récit"), "keep": "never"},
        "motif": {
            "type": "choice",
            "class": "plain",
            "label": text("Motif"),
            "options": {"papier": text("Un papier"), "delai": text("Le délai")},
        },
        "besoins": {
            "type": "choices",
            "class": "plain",
            "label": text("Besoins"),
            "options": {"langue": text("Langue"), "transport": text("Transport")},
        },
    },
    deadlines={
        "declaration": {
            **titled("declaration", kind="legal"),
            "starts": {"field": "ne_le"},
            "within": "30 days",
            "until": ["depose", "hors_delai", "inscrit"],
            "remind": [7, -5],
            "escalate": [25],
            "basis": "loi",
            "on_expiry": "constater",
        },
        "reponse": {
            **titled("reponse", kind="legal"),
            "starts": {"document": "recepisse"},
            "within": "60 days",
            "until": ["inscrit", "refus"],
            "pauses_in": ["suspendu"],
            "basis": "loi",
        },
        "relance": {
            **titled("relance", kind="internal"),
            "starts": {"enter": "depose"},
            "within": "15 days",
            "every": True,
            "in": ["depose"],
        },
    },
    alerts={
        "urgence": {
            "when": "times_since(signaler, lever) >= 1",
            "level": "stop",
            "lets": ["lever", "appeler"],
            "text": text("La sécurité d'abord."),
        },
        "seule": {"when": "fragile", "level": "warn", "text": text("À voir seule."), "to": "supervisor"},
        "bientot": {"when": "days_left(declaration) <= 5", "level": "info", "text": text("Bientôt.")},
    },
    states={
        "accueil": {
            **titled("accueil", kind="task", ask=["ne_le", "lieu"], target="2 days"),
            "actions": {
                "constituer": {
                    **titled("constituer", to="pieces"),
                    "when": "not overdue(declaration)",
                    "otherwise": text("Le délai est passé."),
                }
            },
        },
        "pieces": {
            **titled("pieces", kind="task", basis="loi"),
            "service": {"any_of": ["bureau"]},
            "documents": {
                "preuve": {
                    **titled("preuve"),
                    "any_of": {"maternite": ["avis", "carnet"], "domicile": ["attestation"]},
                    "basis": "loi",
                },
                "identite": {
                    **titled("identite"),
                    "any_of": {"mere": ["passeport_mere"], "pere": ["passeport_pere"]},
                    "count": "parents",
                    "check": True,
                },
                "mariage": {**titled("mariage"), "any_of": {"acte": ["acte_mariage"]}, "when": "mariee"},
                "carnet_utile": {**titled("carnet_utile"), "any_of": {"carnet": ["carnet"]}, "need": "useful"},
            },
            "actions": {
                "completer": {
                    **titled("completer", to="pret"),
                    "requires": ["preuve", "identite", "mariage", "carnet_utile", "lieu"],
                },
                "raconter": {
                    **titled("raconter", ask=["recit"], to="pret"),
                    "when": "recit == 'oui'",
                    "otherwise": text("Le récit ne suffit pas."),
                },
            },
        },
        "pret": {
            **titled("pret", kind="task", forms=["fiche"]),
            "actions": {
                "deposer": {
                    **titled("deposer", to="depose", receipt="recepisse", gives=["copie"]),
                    "roles": ["agent"],
                    "consent": ["accompagnement"],
                    "do": [{"form": "declaration"}],
                }
            },
        },
        "depose": {
            **titled("depose", kind="wait"),
            "actions": {
                "inscrire": {**titled("inscrire", to="inscrit"), "by": "third_party", "when": "lieu == 'domicile'"},
                "refuser": {
                    **titled("refuser", ask=["motif"], requires=["motif"]),
                    "by": "third_party",
                    "to": [{"state": "refus", "when": "motif == 'papier'"}, {"state": "hors_delai"}],
                },
            },
        },
        "refus": {
            **titled("refus", kind="task"),
            "actions": {
                "recourir": {**titled("recourir", to="recours", requires=["reason"])},
                "redeposer": {**titled("redeposer", to="pret")},
            },
        },
        "recours": {
            **titled("recours", kind="wait"),
            "actions": {
                "gagner": {
                    **titled("gagner"),
                    "to": [{"state": "pret", "when": "came_from(refus)"}, {"state": "hors_delai"}],
                }
            },
        },
        "hors_delai": {
            **titled("hors_delai", kind="task"),
            "actions": {
                "juger": {**titled("juger", to="recours")},
                "attendre": {**titled("attendre", to="hors_delai")},
            },
        },
        "suspendu": {**titled("suspendu", kind="wait")},
        "inscrit": {
            **titled("inscrit", kind="task"),
            "actions": {
                "orienter": {
                    **titled("orienter"),
                    "do": [
                        {
                            "open": {
                                "process": "sante",
                                "as": "sante",
                                "carry": ["ne_le", "lieu"],
                                "on_close": "sante_close",
                            }
                        }
                    ],
                },
                "transmettre": {
                    **titled("transmettre"),
                    "share": {"with": "hopital", "fields": ["lieu"]},
                },
                "sante_close": {**titled("sante_close", to="clos", by="system"), "when": "linked(sante) == 'success'"},
                "cloturer": {**titled("cloturer", to="clos")},
            },
        },
        "clos": {**titled("clos", kind="final"), "outcome": "success"},
        "abandon": {**titled("abandon", kind="final"), "outcome": "abandoned"},
    },
    actions={
        "constater": {
            **titled("constater", to="hors_delai"),
            "from": "any",
            "except": ["depose", "hors_delai", "inscrit", "suspendu"],
            "when": "overdue(declaration)",
        },
        "relancer": {**titled("relancer"), "from": "any"},
        "repondre": {**titled("repondre"), "from": "any", "when": "times_since(relancer, repondre) >= 1"},
        "signaler": {**titled("signaler"), "from": "any"},
        "appeler": {**titled("appeler"), "from": "any"},
        "lever": {**titled("lever"), "from": "any", "when": "times_since(signaler, lever) >= 1"},
        "suspendre": {**titled("suspendre", to="suspendu"), "from": "any", "except": ["suspendu"]},
        "reprendre": {**titled("reprendre", to="back"), "from": ["suspendu"]},
        "abandonner": {
            **titled("abandonner", to="abandon", requires=["reason"]),
            "from": "any",
            "when": "times_since(relancer, repondre) >= value(relances)",
        },
        "rouvrir": {**titled("rouvrir", to="back", requires=["reason"]), "from": ["abandon"]},
    },
    forms=["liste"],
)

# A shelter where nothing free may be written, and a supervisor decides.
SHELTER = pathway(
    "abri",
    start="ecoute",
    confidentiality="protected",
    notes="none",
    fields={
        "danger": {"type": "boolean", "class": "sensitive", "label": text("Danger")},
        "enfants": {"type": "integer", "class": "personal", "label": text("Enfants"), "min": 0, "max": 12},
    },
    deadlines={
        "reponse": {**titled("reponse", kind="internal"), "starts": {"enter": "ecoute"}, "within": "2 days"},
    },
    states={
        "ecoute": {
            **titled("ecoute", kind="task", ask=["danger"]),
            "actions": {
                "heberger": {
                    **titled("heberger", roles=["supervisor"], requires=["danger"]),
                    "to": [{"state": "abrite", "when": "danger"}, {"state": "sorti"}],
                }
            },
        },
        "abrite": {**titled("abrite", kind="task"), "actions": {"sortir": {**titled("sortir", to="sorti")}}},
        "sorti": {**titled("sorti", kind="final"), "outcome": "success"},
    },
)

# Every way a clock can start, end, pause and come round.
CLOCKYARD = pathway(
    "horloges",
    start="un",
    documents=papers("jugement", "preuve"),
    values={
        "rentree": {
            **titled("rentree", type="date", confidence="sourced"),
            "series": [
                {"from": "2025-01-01", "value": "2025-09-08"},
                {"from": "2026-01-01", "value": "2026-09-07"},
                {"from": "2027-01-01", "value": "2027-09-06"},
            ],
        }
    },
    fields={
        "fait_le": {"type": "date", "class": "plain", "label": text("Fait le")},
        "su_le": {"type": "date", "class": "personal", "label": text("Su le")},
        "mot": {"type": "text", "class": "plain", "label": text("Mot")},
    },
    deadlines={
        "au_champ": {
            **titled("au_champ", kind="legal", remind=[3, -2], escalate=[5]),
            "starts": {"field": "fait_le"},
            "within": "10 days",
            "until": ["trois"],
            "pauses_in": ["pause"],
            "on_expiry": "aller",
        },
        "a_lentree": {**titled("a_lentree", kind="internal"), "starts": {"enter": "deux"}, "within": "4 days"},
        "a_lacte": {**titled("a_lacte", kind="internal"), "starts": {"do": "noter"}, "within": "2 days"},
        "au_papier": {**titled("au_papier", kind="legal"), "starts": {"document": "jugement"}, "within": "30 days"},
        "a_la_rentree": {**titled("a_la_rentree", kind="legal"), "starts": {"next": "rentree"}, "within": "0 days"},
        "au_plus_tot": {
            **titled("au_plus_tot", kind="legal"),
            "starts": {"earliest": [{"field": "su_le"}, {"enter": "deux"}, {"document": "preuve"}]},
            "within": "20 days",
            "pauses_in": ["pause"],
        },
        "toujours": {
            **titled("toujours", kind="internal"),
            "starts": {"enter": "deux"},
            "within": "7 days",
            "every": True,
            "until": ["trois"],
        },
        "ouvre": {
            **titled("ouvre", kind="legal"),
            "starts": {"do": "compter"},
            "within": "5 working days",
            "on_expiry": "aller",
        },
    },
    states={
        "un": {**titled("un", kind="task"), "actions": {"entrer": {**titled("entrer", to="deux")}}},
        "deux": {**titled("deux", kind="task"), "actions": {"revenir": {**titled("revenir", to="un")}}},
        "trois": {**titled("trois", kind="task"), "actions": {"sortir": {**titled("sortir", to="un")}}},
        "pause": {**titled("pause", kind="wait")},
        "fini": {**titled("fini", kind="final"), "outcome": "success"},
    },
    actions={
        "noter": {**titled("noter"), "from": "any"},
        "compter": {**titled("compter"), "from": "any"},
        "aller": {**titled("aller", to="trois"), "from": ["un", "deux"], "when": "mot != 'non' or not known(mot)"},
        "arreter": {**titled("arreter", to="pause"), "from": "any", "except": ["pause"]},
        "reprendre": {**titled("reprendre", to="back"), "from": ["pause"]},
        "finir": {**titled("finir", to="fini"), "from": "any"},
        "rouvrir": {**titled("rouvrir", to="back"), "from": ["fini"]},
    },
)

STORIES = (BIRTH, SHELTER, CLOCKYARD)
