"""A condition is said as it is judged, by what people call things."""

import re
import string

import pytest

from engine.core.examined import all_conditions
from engine.guide.conditions import condition_in_words
from engine.guide.guide import Matter
from engine.guide.words import CONDITIONS, WORDS

SAID = [
    ("lieu_accouchement == 'chu'", "Où l'enfant est né : Centre hospitalier universitaire"),
    ("'chu' == lieu_accouchement", "Où l'enfant est né : Centre hospitalier universitaire"),
    ("lieu_accouchement != 'chu'", "Où l'enfant est né : autre que Centre hospitalier universitaire"),
    ("not lieu_accouchement == 'chu'", "Où l'enfant est né : autre que Centre hospitalier universitaire"),
    (
        "lieu_accouchement in ['domicile', 'trajet']",
        "Où l'enfant est né : À domicile, ou En route, en campement, dehors",
    ),
    (
        "lieu_accouchement not in ['chu', 'clinique']",
        "Où l'enfant est né : ni Centre hospitalier universitaire ni Clinique",
    ),
    ("commune_naissance == 'tiznit'", "Commune où l'enfant est né : Tiznit"),
    ("mere_decedee", "La mère est décédée : oui"),
    ("not mere_decedee", "La mère est décédée : non"),
    ("known(couple)", "donnée connue : « Nationalité des parents »"),
    ("not known(couple)", "donnée encore inconnue : « Nationalité des parents »"),
    ("known(mere_decedee) and mere_decedee", "La mère est décédée : oui"),
    (
        "not (known(mere_decedee) and mere_decedee)",
        "donnée encore inconnue : « La mère est décédée » ; ou La mère est décédée : non",
    ),
    (
        "known(declarant) and (declarant == 'pere' or declarant == 'mere')",
        "donnée connue : « Qui ira déclarer » ; et (Qui ira déclarer : Le père ; ou Qui ira déclarer : La mère)",
    ),
    (
        "not (known(mere_decedee) or mere_decedee)",
        "donnée encore inconnue : « La mère est décédée » ; et La mère est décédée : non",
    ),
    ("overdue(declaration)", "échéance dépassée : « Déclarer la naissance à l'état civil »"),
    ("not overdue(declaration)", "échéance non dépassée : « Déclarer la naissance à l'état civil »"),
    ("days_left(declaration) <= 5", "temps restant pour « Déclarer la naissance à l'état civil » : 5 jours au plus"),
    (
        "not days_left(declaration) <= 5",
        "temps restant pour « Déclarer la naissance à l'état civil » : plus de 5 jours",
    ),
    ("5 >= days_left(declaration)", "temps restant pour « Déclarer la naissance à l'état civil » : 5 jours au plus"),
    ("age_years(date_naissance_mere) < 18", "âge d'après « Date de naissance de la mère » : moins de 18 ans"),
    ("age_months(date_naissance) >= 9", "âge d'après « Date de naissance de l'enfant » : 9 mois au moins"),
    ("days_since(date_naissance) > 30", "temps écoulé depuis « Date de naissance de l'enfant » : plus de 30 jours"),
    ("date_naissance >= date('2026-01-01')", "Date de naissance de l'enfant : 1er janvier 2026 ou après"),
    ("today < date('2026-01-01')", "aujourd'hui : avant 1er janvier 2026"),
    ("held(recepisse)", "pièce en main : « {recepisse} »"),
    ("not held(recepisse)", "pièce pas encore en main : « {recepisse} »"),
    ("satisfied(preuve_naissance)", "pièces réunies : « Preuve de la naissance »"),
    ("times(deposer) >= 1", "« Déposer la déclaration » déjà fait"),
    ("times(deposer) == 0", "« Déposer la déclaration » pas encore fait"),
    ("not times(deposer) == 0", "« Déposer la déclaration » déjà fait"),
    ("times(deposer) >= 3", "nombre de fois « Déposer la déclaration » : 3 au moins"),
    (
        "times_since(deposer, constituer_dossier) >= 1",
        "« Déposer la déclaration » déjà fait depuis « Constituer le dossier »",
    ),
    ("came_from(hors_delai)", "on vient de « Délai légal dépassé »"),
    ("consent(partage_hopital)", "accord donné : « Parler de la naissance avec le service social de l'hôpital »"),
    ("linked(ecole) == 'success'", "dossier lié « ecole » : succès"),
    ("cout_supporte + 1 > 5", "Ce que la démarche a coûté à la famille, en dirhams + 1 : plus de 5"),
    ("'a' in couple", "Nationalité des parents : a"),
    ("'a' not in couple", "Nationalité des parents : sans a"),
    ("true", "toujours"),
    ("not true", "jamais"),
]


@pytest.mark.parametrize(("condition", "said"), SAID)
def test_each_form_has_its_words(matter: Matter, condition: str, said: str):
    birth = next(each for each in matter.definitions if each.process == "naissance")
    said = said.replace("{recepisse}", birth.documents["recepisse"].title.fr)
    assert condition_in_words(birth, condition, matter.territory, "fr") == said


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_condition_of_the_referential_is_said_without_a_sign_of_its_language(matter: Matter, language):
    for definition in matter.definitions:
        for _, condition, _ in all_conditions(definition):
            told = condition_in_words(definition, condition, matter.territory, language)
            assert told
            assert not re.search(r"==|!=|<|>|\b[a-z]+_[a-z_]+\b|'[a-z]+'", told), (condition, told)


@pytest.mark.parametrize("name", [*WORDS, *CONDITIONS])
def test_the_words_of_the_guide_are_in_three_languages_with_the_same_holes(name: str):
    for table in (WORDS, CONDITIONS):
        if name in table:
            holes = [[hole for _, hole, _, _ in string.Formatter().parse(text)] for text in table[name]]
            assert all(table[name])
            assert len({sum(hole is not None for hole in each) for each in holes}) == 1
