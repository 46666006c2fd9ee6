"""A widow of Tiznit and a pension from France, from the welcome to the payment, at a terminal."""

from tests.commands.conftest import Baom, flat

FIRST, FILED, ASKED, SENT, DECIDED, PAID = (
    "2026-03-02",
    "2026-03-12",
    "2026-05-04",
    "2026-05-07",
    "2026-06-22",
    "2026-07-30",
)
PAPERS = ("traduction_acte_mariage", "certificat_monogamie", "releve_carriere", "certificat_vie_vise")
MORE = ("extrait_naissance", "rib", "formulaire_cnss_459")


def test_a_widow_gets_her_pension_after_her_name_was_questioned(baom: Baom, tmp_path):
    desk = baom.json("case", "open", "accueil", "--commune", "tiznit", now=FIRST)["case"]
    baom("case", "consent", desk, "accompagnement", "oui", now=FIRST)
    baom("case", "do", desk, "ecouter", "--set", "langue=tachelhit", now=FIRST)
    baom("case", "do", desk, "demander_accord", now=FIRST)
    baom("case", "do", desk, "accord_donne", now=FIRST)
    baom(
        "case",
        "do",
        desk,
        "ouvrir_reversion",
        "--set",
        "besoin=pension",
        "--set",
        "besoin_pension=survivant",
        now=FIRST,
    )
    (link,) = baom.json("case", "show", desk, now=FIRST)["links"]
    case = link["case"]

    baom("case", "consent", case, "accompagnement", "oui", now=FIRST)
    known = ("commune_residence=tiznit", "pays_pension=france", "lien=conjoint", "date_deces=2026-01-10")
    about = ("date_naissance=1958-05-05", "regimes_du_defunt=general", "numero_etranger_connu=oui", "orphelins=non")
    baom("case", "set", case, *known, *about, "nom_ou_date_divergents=non", "vit_en_couple=non", now=FIRST)
    baom("case", "document", case, "acte_mariage=received", "cnie=received", "acte_deces=received", now=FIRST)
    baom("case", "do", case, "constituer_dossier", "--set", "ressources_annuelles=3141", now=FIRST)
    assert "3141" not in baom("case", "show", case, "--json", now=FIRST).stdout, (
        "resources serve one step and are not kept"
    )
    wanted = {each["id"] for each in baom.json("case", "next", case, now=FIRST)["missing_shortest"]}
    assert wanted == {*PAPERS, *MORE}
    baom("case", "document", case, *(f"{each}=received" for each in (*PAPERS, *MORE)), now=FILED)
    baom("case", "do", case, "completer_dossier", now=FILED)
    baom("case", "do", case, "deposer", code=1, now=FILED)
    baom("case", "do", case, "deposer", "--receipt", f"RV-12/2026:{FILED}", now=FILED)

    baom("case", "do", case, "pieces_demandees", "--set", "demande_caisse=discordance", now=ASKED)
    assert "Attestation de concordance" in flat(baom("case", "next", case, now=ASKED).stdout)
    baom("case", "do", case, "envoyer_complement", "--receipt", f"RR55:{ASKED}", code=1, now=ASKED)
    baom("case", "do", case, "chercher_concordance", now=ASKED)
    baom("case", "document", case, "acte_divergent=received", now=ASKED)
    baom("case", "do", case, "demander_attestation", "--receipt", f"31:{ASKED}", now=ASKED)
    baom("case", "do", case, "concordance_obtenue", now=SENT)
    baom("case", "do", case, "expliquer_discordance", now=SENT)
    for language in ("fr", "ar"):
        letter = tmp_path / f"lettre-{language}.html"
        sheet = ("case", "print", case, "courrier_discordance", "--lang", language)
        baom(*sheet, "--format", "html", "--out", str(letter), now=SENT)
        assert case in letter.read_text(encoding="utf-8")
    baom("case", "do", case, "envoyer_complement", "--receipt", f"RR55:{SENT}", now=SENT)

    baom("case", "do", case, "notification_recue", "--set", "date_notification=2026-06-20", now=DECIDED)
    clock = next(each for each in baom.json("case", "next", case, now=DECIDED)["deadlines"] if each["id"] == "recours")
    assert clock["due"] == "2026-08-20"
    baom("case", "do", case, "accord", now=DECIDED)
    right = ("part_juste=oui", "date_effet_juste=oui", "montant_coherent=oui", "compte_juste=oui")
    baom("case", "do", case, "conforme", *(word for each in right for word in ("--set", each)), now=DECIDED)
    baom("case", "do", case, "ouvrir_certificat_vie", now=PAID)
    closed = baom.json("case", "do", case, "suite_faite", "--set", "premier_versement_recu=oui", now=PAID)

    assert closed["state"] == "cloture_succes"
    assert baom.json("case", "show", case, now=PAID)["outcome"] == "success"
    assert "Bilan avec la personne" in flat(baom("case", "next", desk, now=PAID).stdout)
    assert baom.json("db", "check", now=PAID)["verdict"] == "intact"
