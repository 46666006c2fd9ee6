"""Screens for people: 80 columns in a pipe, three languages, a watermark, and nothing that garbles a terminal."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from engine.app.drafts import Draft, Drafts, mark_of
from engine.bootstrap import shipped
from tests.commands.conftest import KNOWN, Baom, flat

READING = [
    "case next {case}",
    "case next {case} --all",
    "case show {case}",
    "case list",
    "case search Fatou",
    "case print {case}",
    "worklist",
    "person show {subject}",
    "person search Fatou",
    "process list --published",
    "process show naissance",
    "directory list --commune tiznit",
    "directory check",
]
LANGUAGES = ("fr", "ar", "en")


@pytest.fixture
def names(baom: Baom) -> dict[str, str]:
    """A case of a named person, some steps on its way."""
    subject = baom.json("person", "add", "--commune", "tiznit", "--name", "Fatou Ndiaye", "--name-ar", "فاتو ندياي")
    case = baom.open("--subject", subject["subject"], "--set", "date_naissance=2026-11-01", *KNOWN)
    baom("case", "do", case, "constituer_dossier")
    baom("case", "document", case, "passeport_mere=received")
    return {"case": case, "subject": subject["subject"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_is_calm_in_a_pipe(baom: Baom, names: dict[str, str], language: str):
    """No colour, no line beyond 80 columns but the commands to copy, no blank at the end of a line."""
    for command in READING:
        told = baom("--lang", language, *command.format(**names).split()).output
        assert "\x1b" not in told, command
        for line in told.splitlines():
            assert line == line.rstrip(), (command, line)
            assert cell_len(line) <= 80 or "baom " in line or "=" in line, (command, line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_training_database_says_so_on_every_screen_of_it(baom: Baom, names: dict[str, str], language: str):
    said = {"fr": "BASE D'ENTRAÎNEMENT : données fictives", "ar": "قاعدة تدريب", "en": "TRAINING DATABASE"}
    for command in (each for each in READING if not each.startswith(("process show", "directory"))):
        told = baom("--lang", language, *command.format(**names).split()).output
        assert flat(told).startswith(said[language]), command


def test_the_guidance_has_its_parts_in_the_order_of_a_counter(baom: Baom, names: dict[str, str]):
    """Whole: clock and step first, then what to say, ask, obtain, where, what can be done, and on what ground."""
    told = flat(baom("case", "next", names["case"], "--all").output)
    parts = [
        *("Fatou Ndiaye", "Réunion des pièces", "Échéances", "Maintenant", "À demander", "Pièces"),
        *("Il reste à obtenir", "Où aller", "Actions possibles", "Pas encore possible", "En tout temps"),
        *("À imprimer", "Base légale"),
    ]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)


def test_what_an_agent_needs_first_comes_first_on_one_screen(baom: Baom, names: dict[str, str]):
    """Step and clock, what to say and ask, what can be done, what to obtain, where; the texts last and short."""
    for consent in ("accompagnement", "statistiques"):
        baom("case", "consent", names["case"], consent, "oui")
    lines = baom("case", "next", names["case"]).output.splitlines()
    told = flat("\n".join(lines))
    parts = [
        *("Fatou Ndiaye", "Réunion des pièces", "Déclarer la naissance", "Maintenant", "À demander"),
        *("Actions possibles", "Pièces à obtenir", "Où aller", "En tout temps", "À imprimer", "Base légale", "--all"),
    ]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    assert len(lines) <= 45
    assert "non exigible" not in told


def test_an_act_shows_its_choices_and_what_to_do_without_a_receipt(baom: Baom, names: dict[str, str]):
    """The commands of a filing with and without a receipt; the motives of a refusal, by what is typed."""
    case = names["case"]
    baom("case", "document", case, "attestation_domicile=received")
    baom("case", "do", case, "completer", "--set", "prenom_verifie=oui")
    told = baom("case", "next", case).output
    assert f"baom case do {case} deposer --receipt NUMÉRO:DATE" in told
    assert f'baom case do {case} deposer --receipt none --reason "…"' in told
    refusal = next(each for each in baom.json("case", "next", case)["actions"] if each["fields"])
    motive = refusal["fields"][0]
    assert f"{motive['id']} : {motive['label']} — {next(iter(motive['options']))} (" in flat(told)


def test_a_closed_case_has_no_alert_left_and_is_closed_in_few_words(baom: Baom):
    """No consent to ask for any more; the outcome isn't said twice."""
    case = baom.open(*KNOWN)
    assert baom.json("case", "next", case)["alerts"]
    baom("--as", "supervisor", "case", "force", case, "cloture_injoignable", "--reason", "partie")
    told = flat(baom("case", "next", case).output)
    assert "☑ Clos – personne injoignable " in told
    assert told.count("injoignable") == 1
    assert [each["id"] for each in baom.json("case", "next", case)["alerts"]] == ["forced"]


def welcomed(baom: Baom) -> str:
    """A welcome brought to the choice of a pathway, for a birth."""
    case = baom.open(process="accueil")
    baom("case", "do", case, "ecouter", "--set", "langue=darija")
    baom("case", "do", case, "demander_accord")
    baom("case", "consent", case, "accompagnement", "oui")
    baom("case", "do", case, "accord_donne")
    baom("case", "set", case, "besoin=naissance", "date_naissance=2026-11-01", "commune_naissance=tiznit")
    return case


def test_a_linked_case_is_named_by_its_number(baom: Baom):
    """A birth opened from the welcome: each names the other, and the closed one says what to open next."""
    case = welcomed(baom)
    opened = baom("case", "do", case, "ouvrir_naissance").output
    (link,) = baom.json("case", "next", case)["links"]
    assert f"Dossier lié ouvert : Enregistrement d'une naissance à l'état civil ({link['case']})" in flat(opened)
    assert f"La suite : baom case next {link['case']}" in flat(opened)
    assert f"Dossier lié : Enregistrement d'une naissance à l'état civil, {link['case']}" in flat(
        baom("case", "next", case).output
    )
    assert f"Ouvert depuis : Accueil et orientation, {case}" in flat(baom("case", "next", link["case"]).output)


def test_a_possible_action_comes_with_the_command_that_does_it(baom: Baom, names: dict[str, str]):
    """Copied as it stands, it runs."""
    told = baom("case", "next", names["case"]).output
    shown = re.search(r"^ +baom (case do \S+ demander_attestation)$", told, flags=re.MULTILINE)
    assert baom.json(*shown[1].split())["state"] == "attestation_domicile"


def test_the_papers_show_what_is_held_and_who_delivers_the_rest(baom: Baom, names: dict[str, str]):
    told = flat(baom("case", "next", names["case"], "--all").output)
    assert "☑ Passeport de la mère" in told
    assert "Identité d'un parent au moins : Passeport" not in flat(baom("case", "next", names["case"]).output)
    assert "☐ Attestation administrative de naissance à domicile — délivrée par : Autorité locale" in told
    assert "(non exigible : souvent demandée, à tort) Tout étranger « résidant ou se trouvant » au Maroc" in told


def test_a_paper_held_in_another_case_is_said_to_be(baom: Baom, names: dict[str, str]):
    """Obtained once, a paper serves again: the person's other case names it."""
    second = baom.open("--subject", names["subject"], "--set", "date_naissance=2026-11-01", *KNOWN)
    shown = baom.json("case", "show", second)["documents"]
    assert shown["passeport_mere"]["from"] == names["case"]
    baom("case", "do", second, "constituer_dossier")
    told = flat(baom("case", "next", second).output)
    held = f"Passeport de la mère — déjà détenue (dossier {names['case']})"
    assert f"☑ Identité d'un parent au moins : {held}" in told, "nobody is sent to fetch it again"
    baom("case", "document", second, "passeport_mere=missing")
    told = flat(baom("case", "next", second).output)
    assert f"Passeport de la mère — déjà détenue (dossier {names['case']})" in told


def test_an_alert_that_stops_comes_before_anything_else_to_do(baom: Baom, names: dict[str, str]):
    baom("case", "do", names["case"], "signaler_urgence")
    told = flat(baom("case", "next", names["case"]).output)
    assert told.index("⚠") < told.index("⏱")
    refused = baom("case", "do", names["case"], "demander_attestation", code=1).output
    assert "alerte" in refused


def test_values_are_set_apart_in_arabic(baom: Baom, names: dict[str, str]):
    told = baom("--lang", "ar", "case", "next", names["case"]).output
    assert f"\u2068{names['case']}\u2069" in told
    assert "\u2068فاتو ندياي\u2069" in told


def test_what_is_set_apart_in_arabic_is_so_on_every_line(baom: Baom, names: dict[str, str]):
    """A terminal lays out each line for itself: what a line opens, that line closes; and arrows point the way read."""
    baom("case", "note", names["case"], "Rappeler la famille lundi, avant midi, et lui redire la date limite. " * 3)
    for command in (*READING, "case do {case} rien", "case do {case} completer"):
        told = baom("--lang", "ar", *command.format(**names).split(), code=None).output
        assert "→" not in told, command
        for line in told.splitlines():
            assert line.count("\u2068") == line.count("\u2069"), (command, line)


def test_the_worklist_puts_first_what_presses(baom: Baom):
    """Overdue, today, within a week, with another office, then the rest; each line says the next act and when."""
    born = {"2026-10-01": "overdue", "2026-10-07": "today", "2026-10-12": "soon", "2026-11-01": "open"}
    cases = {baom.open("--set", f"date_naissance={day}", *KNOWN): status for day, status in born.items()}
    rows = baom.json("worklist")["rows"]
    assert [row["status"] for row in rows] == ["overdue", "today", "soon", "open"]
    assert {row["case"]: row["status"] for row in rows} == cases
    told = flat(baom("worklist").output)
    assert told.index("En retard (1)") < told.index("Aujourd'hui (1)") < told.index("Dans les sept jours (1)")
    assert "il y a 6 jours" in told
    assert "dans 5 jours" in told


def test_the_worklist_is_filtered(baom: Baom):
    here, there = baom.open(*KNOWN), baom.open(*KNOWN, commune="agadir")
    baom("case", "assign", there, "fatima")
    assert [row["case"] for row in baom.json("worklist", "--commune", "agadir")["rows"]] == [there]
    assert [row["case"] for row in baom.json("worklist", "--assigned", "fatima")["rows"]] == [there]
    assert baom.json("worklist", "--process", "accueil")["rows"] == []
    assert len(baom.json("worklist", "--limit", "1")["rows"]) == 1
    assert baom.json("worklist", "--limit", "1")["more"] is True
    assert {row["case"] for row in baom.json("worklist")["rows"]} == {here, there}


def test_a_step_is_undone_in_one_gesture(baom: Baom, names: dict[str, str]):
    """Without a number, the last step that can be undone; the journal keeps both, and shows it."""
    before = baom.json("case", "show", names["case"])
    baom("case", "do", names["case"], "demander_attestation")
    undone = baom.json("case", "revert", names["case"], "--reason", "mauvais dossier")
    assert undone["state"] == before["state"]
    told = baom("case", "show", names["case"]).output
    assert "annulée" in told
    assert "Annulation" in told


def test_the_same_demand_with_the_same_key_is_recorded_once(baom: Baom, names: dict[str, str]):
    line = ("case", "do", names["case"], "demander_attestation", "--key", "k1")
    first, again = baom.json(*line), baom.json(*line)
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert first["events"] == again["events"]
    other = baom("case", "note", names["case"], "Autre chose", "--key", "k1", code=3)
    assert "clé" in other.stderr


def test_an_opening_with_a_key_is_recorded_once(baom: Baom):
    line = ("case", "open", "naissance", "--commune", "tiznit", "--key", "k1")
    assert baom.json(*line)["case"] == baom.json(*line)["case"]
    assert len(baom.json("case", "list")["cases"]) == 1


def test_an_identifier_is_read_as_people_type_it(baom: Baom, names: dict[str, str]):
    loose = names["case"].lower().replace("-", " ")
    assert baom.json("case", "next", loose)["case"] == names["case"]


def test_who_acts_and_where_is_what_was_said(baom: Baom, names: dict[str, str]):
    home = baom.json("case", "show", names["case"])["commune"]
    baom("--as", f"superviseur@{home}", "case", "note", names["case"], "Vu.")
    baom("--as", "supervisor", "case", "note", names["case"], "Vu.")
    roles = [each["role"] for each in baom.json("case", "show", names["case"])["journal"]]
    assert roles[-2:] == ["supervisor", "supervisor"]


def test_a_person_is_found_by_sound_in_both_alphabets(baom: Baom, names: dict[str, str]):
    for words in ("fatu ndiay", "Fatou", "فاتو"):
        assert [each["subject"] for each in baom.json("person", "search", words)["matches"]] == [names["subject"]]
        assert [each["case"] for each in baom.json("case", "search", words)["cases"]] == [names["case"]]


def test_a_likely_duplicate_is_told_and_merged(baom: Baom, names: dict[str, str]):
    second = baom.json("person", "add", "--commune", "agadir", "--name", "Fatou N'Diaye")
    assert [each["subject"] for each in second["alike"]] == [names["subject"]]
    merged = baom.json("person", "merge", names["subject"], second["subject"], "--reason", "même téléphone")
    assert merged == {"subject": names["subject"], "merged": second["subject"]}
    assert names["case"] in [each["case"] for each in baom.json("person", "show", second["subject"])["cases"]]


def test_a_drawing_shows_where_a_case_stands(baom: Baom, names: dict[str, str]):
    plain = baom("process", "graph", "naissance", "--out", "-").stdout
    drawn = baom("process", "graph", "naissance", "--case", names["case"], "--out", "-").stdout
    assert plain.startswith("<")
    assert "svg" in plain[:200]
    assert plain != drawn


WRITTEN = Draft("nadia", "ecole.yaml", "process: ecole  # Sa phrase \u0627.\n", "", "2026-11-06T10:00:00.000Z")


def test_a_backup_has_the_drafts_and_a_restoration_puts_them_back(baom: Baom):
    """Fails when an editor's weeks are lost with a disk, stand in clear in the copy, or go over newer ones."""
    assert baom.json("db", "backup", "une.db")["drafts"] == 0
    drafts = Drafts(baom.folder / "baom.db.drafts")
    drafts.keep(WRITTEN, "")
    drafts.keep(replace(WRITTEN, file="socle.yaml", text="a"), "")
    assert "brouillons des éditeurs, scellés : 2" in flat(baom("db", "backup", "deux.db").stdout)
    held = (baom.folder / "deux.db").read_bytes()
    assert b"Sa phrase" not in held
    assert b"ecole.yaml" not in held
    drafts.drop("nadia", "ecole.yaml")
    drafts.keep(replace(WRITTEN, file="socle.yaml", text="b"), mark_of("a"))
    told = flat(baom("db", "restore", "deux.db", "--accept-loss").stdout)
    assert "qui sont là de nouveau : 1" in told
    assert "laissés de côté" in told
    assert drafts.of("nadia", "ecole.yaml") == WRITTEN
    kept = drafts.of("nadia", "socle.yaml")
    assert kept is not None
    assert kept.text == "b", "what is here stays"
    assert baom.json("db", "check")["verdict"] == "intact"
    answer = baom.json("db", "restore", "une.db", "--accept-loss")
    assert (answer["done"], answer["drafts"], answer["drafts_left"]) == (True, 0, 0)
    assert drafts.of("nadia", "ecole.yaml") == WRITTEN, "a backup without drafts takes none away"


def test_a_backup_with_drafts_is_put_where_there_is_no_database_yet(baom: Baom):
    Drafts(baom.folder / "baom.db.drafts").keep(WRITTEN, "")
    baom("db", "backup", "copie.db")
    baom("db", "restore", "copie.db", "--unattended", "--db", "ailleurs.db")
    assert Drafts(baom.folder / "ailleurs.db.drafts").of("nadia", "ecole.yaml") == WRITTEN
    assert baom.json("db", "check", "--db", "ailleurs.db")["verdict"] == "intact"
    baom("db", "rotate-key")
    drafts = Drafts(baom.folder / "baom.db.drafts")
    drafts.drop("nadia", "ecole.yaml")
    assert baom.json("db", "restore", "copie.db", "--accept-loss")["older_key"]
    assert drafts.of("nadia", "ecole.yaml") == WRITTEN, "sealed by the key of its time"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE carried SET sealed = zeroblob(200)",
        "UPDATE carried SET wrapped = zeroblob(60)",
        "DROP TABLE carried; CREATE TABLE carried (wrapped, sealed)",
        "CREATE TABLE more (x)",
    ],
)
def test_what_a_backup_carries_is_that_and_nothing_else(baom: Baom, change: str):
    """Fails when somebody's own table, or drafts that they wrote, come in with a backup."""
    Drafts(baom.folder / "baom.db.drafts").keep(WRITTEN, "")
    baom("db", "backup", "copie.db")
    with closing(sqlite3.connect(baom.folder / "copie.db")) as link:
        link.executescript(change)
    baom("db", "restore", "copie.db", "--accept-loss", code=5)
    assert baom.json("db", "check")["verdict"] == "intact"


def test_no_draft_is_put_outside_its_folder(tmp_path: Path):
    drafts = Drafts(tmp_path / "brouillons")
    for name in ("../x.json", "of/../../x.json", "/x.json", "of/n/../../../x.json", "x.json", "of/n/x.txt", "packs/.."):
        assert drafts.put_back({name: "{}"}) == 1
    assert list(tmp_path.rglob("*")) == []


def test_a_backup_is_restored_after_saying_what_would_be_lost(baom: Baom, names: dict[str, str]):
    baom("db", "backup", "copie.db")
    baom("case", "note", names["case"], "Après la sauvegarde.")
    lost = baom.json("db", "restore", "copie.db", code=1)
    assert (lost["done"], lost["cases"], lost["in_cases"], lost["covered"]) == (False, [names["case"]], 1, 0)
    told = flat(baom("db", "restore", "copie.db", code=1).stdout)
    assert f"Dossiers qui en perdraient : 1 ({names['case']})" in told
    assert "T0" not in told
    assert baom.json("case", "show", names["case"])["journal"][-1]["kind"] == "noted"
    assert baom.json("db", "restore", "copie.db", "--accept-loss")["done"] is True
    assert baom.json("case", "show", names["case"])["journal"][-1]["kind"] == "document_changed"


def test_what_a_checkpoint_covers_is_said_before_a_restoration_loses_it(baom: Baom, names: dict[str, str]):
    """Fails when the operator first learns it from « altérée », the night after. What it foretells is what happens."""
    baom("audit", "checkpoint", "--out", "avant.txt")
    baom("db", "backup", "copie.db")
    assert baom.json("db", "restore", "copie.db", "--accept-loss")["covered"] == 0
    baom("case", "note", names["case"], "Après la sauvegarde.")
    size = baom.json("audit", "checkpoint", "--out", "point.txt")["events"]
    assert baom.json("db", "restore", "copie.db", code=1)["covered"] == size
    told = flat(baom("db", "restore", "copie.db", code=1).stdout)
    assert f"à {size} étapes" in told
    assert "« incomplet », puis « altérée »" in told
    baom("db", "restore", "copie.db", "--accept-loss")
    assert baom("audit", "verify", "--checkpoint", "avant.txt").exit_code == 0
    baom("audit", "verify", "--checkpoint", "point.txt", code=6)
    while baom.json("db", "check")["events"] < size:
        baom("case", "note", names["case"], "Le travail reprend.")
    baom("audit", "verify", "--checkpoint", "point.txt", code=4)
    baom("audit", "checkpoint", "--out", "autre.txt", code=4)
    baom("db", "new-signing-key")
    baom("audit", "checkpoint", "--out", "autre.txt")


def test_a_loss_that_is_no_case_s_is_said_so(baom: Baom):
    """Fails when a stream of the database's own is named as a case."""
    baom("db", "backup", "copie.db")
    baom("person", "add", "--commune", "tiznit", "--name", "Awa Diop")
    lost = baom.json("db", "restore", "copie.db", code=1)
    assert (lost["cases"], lost["in_cases"]) == ([], 0)
    assert "Aucune n'est d'un dossier" in flat(baom("db", "restore", "copie.db", code=1).stdout)


def test_a_schema_is_given_for_each_sort_of_file(baom: Baom):
    for name in baom.json("process", "schema", "--list")["schemas"]:
        assert baom.json("process", "schema", name)["$schema"]


def test_another_folder_of_pathways_is_read(baom: Baom):
    """`BAOM_PROCESSES` and `--processes` name a folder where M&D works on its own copy."""
    import shutil

    from engine.bootstrap import shipped

    shutil.copytree(shipped("processes"), baom.folder / "parcours", ignore=shutil.ignore_patterns("__pycache__"))
    text = (baom.folder / "parcours" / "naissance.yaml").read_text(encoding="utf-8")
    changed = text.replace("\nversion: 2\n", "\nversion: 7\n")
    (baom.folder / "parcours" / "naissance.yaml").write_text(changed, encoding="utf-8")
    found = baom.json("--processes", "parcours", "process", "list")["processes"]
    assert {each["process"]: each["version"] for each in found}["naissance"] == 7


def test_what_an_action_asks_is_called_by_its_name(baom: Baom):
    """« --set x=oui|non » alone doesn't say what is answered: each datum of a command is explained once."""
    case = baom.open("--set", "date_naissance=2026-11-01", *KNOWN)
    for _ in range(2):
        view = baom.json("case", "next", case)
        told = flat(baom("case", "next", case).output)
        for action in view["actions"]:
            for each in action["fields"] if action["possible"] and not action["anywhere"] else ():
                assert each["label"] in told, each["id"]
        baom("case", "do", case, "constituer_dossier", code=None)


def test_a_receipt_withheld_is_told_by_one_alert(baom: Baom):
    """The pathway says what to do about it; the engine's own alert would say it twice."""
    case = baom.open("--set", "date_naissance=2026-11-01", "--set", "situation_avis=jamais_delivre", *KNOWN)
    baom("case", "do", case, "constituer_dossier")
    baom("case", "document", case, "passeport_mere=received", "attestation_domicile=received")
    baom("case", "do", case, "completer", "--set", "prenom_verifie=oui")
    baom("case", "do", case, "deposer", "--receipt", "none", "--reason", "Le bureau n'en remet pas.")
    alerts = [each["id"] for each in baom.json("case", "next", case)["alerts"]]
    assert [each for each in alerts if "recepisse" in each] == ["recepisse_du"]
    assert "unproved:recepisse" in baom.json("case", "show", case)["flags"]


def test_a_receipt_withheld_of_which_a_pathway_says_nothing_is_still_told(baom: Baom):
    """Another receipt of the same pathway: no alert of its own speaks of it."""
    case = baom.open("--set", "date_naissance=2026-11-01", "--set", "situation_avis=jamais_delivre", *KNOWN)
    baom("case", "do", case, "constituer_dossier")
    baom("case", "do", case, "demander_attestation")
    baom("case", "do", case, "deposer_demande_attestation", "--receipt", "none", "--reason", "Le caïd n'en remet pas.")
    alerts = [each["id"] for each in baom.json("case", "next", case)["alerts"]]
    assert "unproved:recepisse_attestation" in alerts


def test_pathways_are_listed_and_shown_in_words(baom: Baom):
    """No name is cut, and kinds and lengths of time are said in the language."""
    listed = baom("process", "list").output
    assert "Enregistrement d'une naissance à l'état civil" in listed
    assert "succession_procuration_foncier ·" in listed
    shown = baom("process", "show", "pension_vieillesse").output
    assert "4 mois" in shown
    assert "(à faire)" in shown
    assert not {"months", "days", "(task)", "(wait)", "(success)"} & set(shown.split())
    assert "(للإنجاز)" in flat(baom("--lang", "ar", "process", "show", "pension_vieillesse").output)


def test_one_story_is_tried_without_what_it_leaves_aside(baom: Baom):
    """A line says how much of the pathway it took; the list comes when it is asked for, or with a whole file."""
    whole = shipped("processes") / "scenarios" / "accueil.yaml"
    head, first, *_ = whole.read_text(encoding="utf-8").split("\n  - title:")
    story = baom.folder / "histoire.yaml"
    story.write_text(f"{head}\n  - title:{first}\n", encoding="utf-8")
    told = baom("process", "test", str(story)).output
    assert "le détail avec --coverage" in flat(told)
    assert "non pris" not in told
    assert "non pris" in baom("process", "test", str(story), "--coverage").output
    assert "Couverture de accueil" in baom("process", "test", str(whole)).output
    assert baom.json("process", "test", str(story))["coverage"]["states"]["accueil"]["missing"]
