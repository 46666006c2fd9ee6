"""The grammar of the catalogues that pathways share: papers, services, sources, dated values."""

from __future__ import annotations

from collections.abc import Mapping

from engine.reader.grammar import BASIS_KEY, CONFIDENCE_KEY, DURATION, FORM, SERVICE, TEXTS
from engine.reader.shapes import Address, Boolean, Choice, Day, Either, Integer, Key, Line, ListOf, MapOf, Record, Shape

DOCUMENTS_FILE = MapOf(
    Record(
        "document",
        "une pièce du catalogue",
        {
            "title": Key(TEXTS, "Le nom de la pièce, tel qu'affiché.", required=True),
            "issuer": Key(SERVICE, "Le service qui la délivre."),
            "validity": Key(DURATION, "Combien de temps elle vaut."),
            "serves": Key(
                Choice(
                    {
                        "person": "à la personne, dans tous ses dossiers",
                        "case": "à une seule affaire : une naissance, un dépôt, un refus",
                    }
                ),
                "À quoi elle sert ; à défaut, à la personne. « case » : elle ne passe jamais d'un dossier à un autre.",
            ),
            "cost": Key(TEXTS, "Ce qu'elle coûte."),
            "note": Key(TEXTS, "Une précision."),
            "letter": Key(FORM, "Le modèle de lettre pour la réclamer au bureau qui la retient."),
            "confidence": CONFIDENCE_KEY,
            "basis": BASIS_KEY,
        },
    ),
    "une pièce",
)

SERVICES_FILE = MapOf(
    Record(
        "service",
        "un service",
        {
            "title": Key(TEXTS, "Le nom du service, tel qu'affiché.", required=True),
            "role": Key(TEXTS, "Ce qu'il fait."),
            "confidence": CONFIDENCE_KEY,
            "basis": BASIS_KEY,
        },
    ),
    "un service",
)

SOURCES_FILE = MapOf(
    Record(
        "source",
        "une source",
        {
            "title": Key(TEXTS, "Le texte, l'article, le guide ou la pratique.", required=True),
            "url": Key(Address("https://www.sgg.gov.ma/…"), "Où le lire."),
            "dated": Key(Line("02/10/2002"), "La date que la source porte, telle qu'elle l'écrit."),
            "read": Key(Day(), "Le jour où elle a été lue."),
            "confidence": CONFIDENCE_KEY,
            "note": Key(TEXTS, "Ce qu'il faut en savoir."),
        },
    ),
    "une source",
)

VALUES_FILE = MapOf(
    Record(
        "value",
        "une valeur datée",
        {
            "title": Key(TEXTS, "Le nom de la valeur, tel qu'affiché.", required=True),
            "type": Key(
                Choice({"integer": "un nombre entier", "date": "une date", "boolean": "oui ou non"}),
                "Sa nature.",
                required=True,
            ),
            "series": Key(
                ListOf(
                    Record(
                        "value_since",
                        "une valeur et sa date d'effet",
                        {
                            "from": Key(Day(), "Le premier jour où elle vaut.", required=True),
                            "value": Key(Either((Integer(), Boolean(), Day())), "La valeur.", required=True),
                        },
                    ),
                    at_least=1,
                ),
                "Les valeurs, de la plus ancienne à la plus récente.",
                required=True,
            ),
            "confidence": CONFIDENCE_KEY,
            "reread_by": Key(Day(), "Le jour où il faut la relire au plus tard."),
            "basis": BASIS_KEY,
        },
    ),
    "une valeur",
)

CATALOGUE_FILES: Mapping[str, Shape] = {
    "documents": DOCUMENTS_FILE,
    "services": SERVICES_FILE,
    "sources": SOURCES_FILE,
    "values": VALUES_FILE,
}
