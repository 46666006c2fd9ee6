"""The grammar of a territory's four files; what each key means is told in French, for messages and editors."""

from __future__ import annotations

from collections.abc import Mapping

from engine.reader.grammar import COMMUNE, CONFIDENCE, SERVICE
from engine.reader.shapes import Address, Choice, Day, Either, Integer, Key, Line, ListOf, MapOf, Record, Ref, Texts

WEEK: Mapping[str, str] = {
    "monday": "lundi",
    "tuesday": "mardi",
    "wednesday": "mercredi",
    "thursday": "jeudi",
    "friday": "vendredi",
    "saturday": "samedi",
    "sunday": "dimanche",
}
"Days in the order of `date.weekday()`."

_CONFIDENCE = Key(CONFIDENCE, "Ce que vaut ce fait.", required=True)
_CITED = Line("https://www.lenouvelliste.ma/jours-feries-ce-que-prevoit-le-calendrier-2026", 600)
_PAGE = Address(_CITED.example, _CITED.longest)
_SOURCE = Key(_CITED, "Le texte ou la page qui le dit.", required=True)
_NOTE = Key(Texts(), "Ce qu'il faut savoir avant d'y envoyer quelqu'un.")
_PROVINCE = Ref("province", "une province de territory.yaml")
_SERVICE = Key(SERVICE, "Le genre d'institution.", required=True)
_OFFICE_SOURCE = Key(Ref("office_source", "une source de ce fichier"), "La source du fait.", required=True)
_CODE = Line("09.581.01.07", 20)
_FRENCH = Key(Line("Tiznit", 80), "Son nom en français.", required=True)
_ARABIC = Key(Line("تيزنيت", 80), "Son nom en arabe.", required=True)

# ------------------------------------------------------------------------------------------- territory.yaml

_A_PROVINCE = Record(
    "province",
    "une province",
    {
        "code": Key(_CODE, "Son code, qui commence par celui de la région.", required=True),
        "kind": Key(
            Choice({"prefecture": "préfecture", "province": "province"}), "Préfecture ou province.", required=True
        ),
        "fr": _FRENCH,
        "ar": _ARABIC,
        "seat": Key(COMMUNE, "Sa commune chef-lieu.", required=True),
    },
)
TERRITORY = Record(
    "territory",
    "le fichier du territoire",
    {
        "territory": Key(Line("souss_massa", 48), "Son identifiant : le nom de son dossier.", required=True),
        "code": Key(_CODE, "Le code de la région, donné par le Haut-Commissariat au Plan.", required=True),
        "title": Key(Texts(), "Le nom de la région.", required=True),
        "provinces": Key(
            MapOf(_A_PROVINCE, "une province", at_least=1), "Ses provinces et préfectures.", required=True
        ),
    },
)

# -------------------------------------------------------------------------------------------- communes.yaml

_ORIGIN = Record(
    "data_source",
    "la source des données",
    {
        "title": Key(Line("HCP, RGPH 2024"), "Son nom, qui doit être cité.", required=True),
        "url": Key(_PAGE, "Son adresse.", required=True),
        "licence": Key(Line("CC BY 4.0"), "Les conditions de réemploi.", required=True),
        "read": Key(Day(), "Le jour où elle a été lue.", required=True),
        "confidence": _CONFIDENCE,
    },
)
_BAOM = Record(
    "baom",
    "le BAOM d'une commune",
    {
        "status": Key(
            Choice({"atteste": "attesté", "a_confirmer": "à confirmer"}), "Si un bureau y est attesté.", required=True
        ),
        "confidence": _CONFIDENCE,
    },
)
_A_COMMUNE = Record(
    "commune",
    "une commune",
    {
        "code": Key(_CODE, "Son code, qui commence par celui de sa province.", required=True),
        "fr": _FRENCH,
        "ar": _ARABIC,
        "province": Key(_PROVINCE, "Sa province.", required=True),
        "kind": Key(Choice({"urban": "urbaine", "rural": "rurale"}), "Urbaine ou rurale.", required=True),
        "baom": Key(_BAOM, "Son bureau d'accueil et d'orientation des migrants, s'il est connu."),
    },
)
COMMUNES = Record(
    "communes",
    "le fichier des communes",
    {
        "source": Key(_ORIGIN, "D'où viennent les noms et les codes.", required=True),
        "communes": Key(MapOf(_A_COMMUNE, "une commune", at_least=1), "Les communes de la région.", required=True),
    },
)

# --------------------------------------------------------------------------------------------- offices.yaml

_AN_OFFICE_SOURCE = Record(
    "office_source",
    "une source",
    {
        "title": Key(Line("Tribunaux de la région"), "Son titre.", required=True),
        "url": Key(_PAGE, "Son adresse."),
        "dated": Key(Line("12/2023", 40), "Sa date, comme elle l'écrit."),
    },
)
_A_RULE = Record(
    "office_rule",
    "une règle",
    {
        "service": _SERVICE,
        "each": Key(Choice({"commune": "chaque commune"}), "Ce qui en a une.", required=True),
        "name": Key(Texts(), "Le nom, avec {commune} ou {de_commune} pour celui de la commune.", required=True),
        "note": _NOTE,
        "source": _OFFICE_SOURCE,
        "confidence": _CONFIDENCE,
    },
)
_SERVES = Either(
    (
        Choice({"region": "toute la région"}),
        Record(
            "serves",
            "ce qu'un service dessert",
            {
                "provinces": Key(ListOf(_PROVINCE, at_least=1), "Les provinces desservies."),
                "communes": Key(ListOf(COMMUNE, at_least=1), "Les communes desservies."),
            },
        ),
    )
)
_AN_OFFICE = Record(
    "office",
    "une fiche de service",
    {
        "service": _SERVICE,
        "commune": Key(COMMUNE, "La commune où il se trouve, si elle est connue."),
        "serves": Key(_SERVES, "Ce qu'il dessert.", required=True),
        "name": Key(Texts(), "Son nom.", required=True),
        "address": Key(Line("10, avenue Mehdi Ben Barka, Rabat"), "Son adresse, si une source la donne."),
        "phone": Key(Line("+212 5 37 54 54 00"), "Son téléphone, si une source le donne."),
        "hours": Key(Line("9 h – 15 h"), "Ses horaires, si une source les donne."),
        "note": _NOTE,
        "verified": Key(Day(), "Le jour de la dernière vérification, sur place ou par téléphone."),
        "source": _OFFICE_SOURCE,
        "confidence": _CONFIDENCE,
    },
)
OFFICES = Record(
    "offices",
    "l'annuaire des services",
    {
        "sources": Key(MapOf(_AN_OFFICE_SOURCE, "une source"), "Les sources que citent les fiches.", required=True),
        "rules": Key(MapOf(_A_RULE, "une règle"), "Ce que chaque commune a par nature."),
        "offices": Key(MapOf(_AN_OFFICE, "une fiche"), "Les services connus, un par un.", required=True),
    },
)

# -------------------------------------------------------------------------------------------- holidays.yaml

_COVERS = Record(
    "covers",
    "la période couverte",
    {
        "from": Key(Day(), "Premier jour couvert : toutes les fêtes y sont écrites à partir de là.", required=True),
        "until": Key(Day(), "Dernier jour couvert.", required=True),
    },
)
_WEEKEND = Record(
    "weekend",
    "le repos hebdomadaire",
    {
        "days": Key(ListOf(Choice(WEEK), at_least=1), "Les jours de la semaine chômés.", required=True),
        "source": _SOURCE,
        "confidence": _CONFIDENCE,
    },
)
_FIXED = Record(
    "fixed_feast",
    "une fête à date fixe",
    {
        "day": Key(Line("11-18", 5), "Le mois et le jour, par exemple « 11-18 ».", required=True),
        "title": Key(Texts(), "Le nom de la fête.", required=True),
        "since": Key(Integer(1900, 2200), "La première année où ce jour est férié."),
        "until": Key(Integer(1900, 2200), "La dernière année où ce jour est férié."),
        "source": _SOURCE,
        "confidence": _CONFIDENCE,
    },
)
_DATED = Record(
    "dated_feast",
    "la date d'une fête",
    {
        "first": Key(Day(), "Le premier jour de la fête cette année-là.", required=True),
        "status": Key(
            Choice({"announced": "annoncée par le ministère des Habous", "estimated": "estimée"}),
            "Si la date a été annoncée, ou n'est encore qu'estimée.",
            required=True,
        ),
        "source": Key(_CITED, "L'annonce, ou la façon d'estimer.", required=True),
    },
)
_RELIGIOUS = Record(
    "religious_feast",
    "une fête religieuse",
    {
        "title": Key(Texts(), "Le nom de la fête.", required=True),
        "days": Key(Integer(1, 7), "Le nombre de jours chômés.", required=True),
        "dates": Key(ListOf(_DATED, at_least=1), "Sa date, année par année.", required=True),
    },
)
_EXCEPTIONAL = Record(
    "exceptional_day",
    "un jour chômé une seule fois",
    {
        "day": Key(Day(), "Ce jour.", required=True),
        "title": Key(Texts(), "À quelle occasion.", required=True),
        "source": _SOURCE,
        "confidence": _CONFIDENCE,
    },
)
HOLIDAYS = Record(
    "holidays",
    "le fichier des jours fériés",
    {
        "covers": Key(_COVERS, "La période sur laquelle ce fichier est complet.", required=True),
        "weekend": Key(_WEEKEND, "Le repos hebdomadaire des administrations.", required=True),
        "fixed": Key(MapOf(_FIXED, "une fête"), "Les fêtes du même jour chaque année.", required=True),
        "religious": Key(MapOf(_RELIGIOUS, "une fête"), "Les fêtes dont la date est annoncée.", required=True),
        "exceptional": Key(ListOf(_EXCEPTIONAL), "Les jours chômés décidés une seule fois."),
    },
)

GRAMMARS: Mapping[str, Record] = {
    "territory.yaml": TERRITORY,
    "communes.yaml": COMMUNES,
    "offices.yaml": OFFICES,
    "holidays.yaml": HOLIDAYS,
}
"File of a territory's folder → its grammar."
