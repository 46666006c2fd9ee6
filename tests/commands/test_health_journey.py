"""A mother without cover, treated and followed up: welcomed, refused, heard, from the terminal, her papers printed."""

import re
from html import unescape
from typing import Any

from tests.commands.conftest import Baom, flat

SEALED = ("maternite", "rossesse", "ccouche", "ouverture", "irréguli", "الحمل", "الولادة", "التغطية", "غير نظامية")
"""What no sheet that leaves the desk may say of her."""


def step(baom: Baom, now: str, case: str, action: str, *given: str) -> Any:
    """One act on a day; `given` are `field=value` words."""
    return baom.json("case", "do", case, action, *(word for each in given for word in ("--set", each)), now=now)


def printed(baom: Baom, case: str, form: str, now: str) -> dict[str, str]:
    """A sheet of the case in both languages, as text."""
    texts = {}
    for language in ("fr", "ar"):
        name = f"{case}.{form}.{now}.{language}.html"
        baom("case", "print", case, form, "--lang", language, "--format", "html", "--out", name, now=now)
        page = (baom.folder / name).read_text(encoding="utf-8")
        texts[language] = flat(unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)))
        baom("case", "print", case, form, "--lang", language, "--out", f"{case}.{form}.{now}.{language}.pdf", now=now)
        assert (baom.folder / f"{case}.{form}.{now}.{language}.pdf").read_bytes().startswith(b"%PDF")
    return texts


def test_a_mother_without_cover_is_treated_and_follows_up(baom: Baom) -> None:
    day = "2026-11-06"
    welcome = baom.open(process="accueil", commune="ait_melloul")
    step(baom, day, welcome, "ecouter", "langue=francais")
    step(baom, day, welcome, "demander_accord")
    baom("case", "consent", welcome, "accompagnement", "oui")
    step(baom, day, welcome, "accord_donne")
    baom("case", "set", welcome, "public=rpt", "canal_sur=message_neutre")
    step(baom, day, welcome, "ouvrir_sante", "besoin=sante")
    case = baom.json("case", "next", welcome)["links"][0]["case"]

    told = baom.json("case", "next", case)
    assert told["state"]["id"] == "accueil"
    assert [each["trigger"] for each in told["actions"][:2]] == ["besoin_qualifie", "urgence_constatee"]
    baom("case", "set", case, "commune_soins=ait_melloul", "travail_en_cours=non", "accompagnement_mineur=majeur")
    step(baom, day, case, "besoin_qualifie", "besoin_sante=maternite")
    step(baom, day, case, "grossesse", "semaines_grossesse=30")
    joining = baom.json("case", "next", case)
    assert joining["missing_shortest"] == []
    assert {office["service"] for office in joining["offices"]} == {"centre_sante"}
    asked = printed(baom, case, "demande_soins", day)

    step(baom, day, case, "refus", "motif_refus_centre=titre_sejour")
    baom("case", "undue", case, "carte_sejour", "--reason", "à l'accueil du centre")
    letter = printed(baom, case, "courrier_refus", day)
    assert "Cet accès ne dépend pas d'un titre de séjour" in letter["fr"]
    assert "مهما كانت جنسيته ووضعيته" in letter["ar"]
    for text in (*asked.values(), *letter.values()):
        assert [word for word in SEALED if word in text] == []
    step(baom, day, case, "mediation_ok")
    step(baom, day, case, "inscrit", "piece_presentee=aucune", "prochain_rendez_vous=2026-12-04 09:30")
    assert baom.json("case", "show", case)["state"] == "suivi_grossesse"
    sheet = printed(baom, case, "fiche_personne", day)
    assert "Fatou" not in sheet["fr"]

    later = "2027-01-15"
    step(baom, later, case, "accouchement", "date_naissance=2027-01-14", "commune_naissance=inezgane")
    step(baom, later, case, "ouvrir_naissance")
    birth = next(each for each in baom.json("case", "next", case)["links"] if each["name"] == "naissance")
    declared = baom.json("case", "next", birth["case"], now=later)
    clock = next(each for each in declared["deadlines"] if each["id"] == "declaration")
    assert clock["due"] == "2027-02-13"
    step(baom, later, case, "sortie")
    step(baom, later, case, "a_payer", "facture_montant=900", "etablissement_soins=hopital_public")
    step(baom, later, case, "rappeler_gratuite")
    step(baom, later, case, "accord_facture", "mode_reglement=exoneration", "reste_a_payer=0")
    early = baom.json("case", "do", case, "controle_ok", "--set", "besoin_satisfait=oui", now=later, code=1)
    assert [reason["code"] for reason in early["refused"]] == ["condition_false"]

    month = "2027-02-14"
    closed = step(baom, month, case, "controle_ok", "besoin_satisfait=oui")
    assert closed["state"] == "cloture_succes"
    assert baom.json("case", "next", welcome, now=month)["state"]["id"] == "bilan"
    assert baom.json("db", "check", now=month)["verdict"] == "intact"
