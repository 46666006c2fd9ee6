"""A person's rights at the command line: erased by two, with what remains and until when."""

import json
import shutil

import pytest

from tests.app.tampering import Hand
from tests.commands.conftest import flat

WHY = ("--basis", "retrait", "--reason", "Elle retire son accord.")


@pytest.fixture
def person(baom):
    """Somebody whose only case is closed."""
    subject = baom.json("person", "add", "--commune", "tiznit", "--name", "Zoubida Ouazzani")["subject"]
    case = baom.open("--subject", subject)
    baom("case", "set", case, "motif_abandon=choix")
    baom("case", "do", case, "abandonner")
    return subject


def test_an_erasure_takes_two(baom, person):
    asked = baom.json("person", "erase", person, *WHY)
    assert (asked["subject"], asked["basis"], asked["asked_by"]) == (person, "retrait", "agent")
    assert "Zoubida" in baom("person", "show", person).output
    refused = baom("person", "erase", person, "--approve", code=2)
    assert "pas ce droit" in flat(refused.stderr)
    done = baom.json("person", "erase", person, "--approve", "--as", "supervisor")
    assert (done["done"], done["cases"], done["log"], done["gone_on"]) == (True, 1, "emptied", "2026-11-06")
    assert "Zoubida" not in baom("person", "show", person).output
    assert baom.json("db", "check")["verdict"] == "intact"


def test_the_screens_say_what_comes_next_and_until_when_a_copy_lives(baom, person):
    baom("db", "backup", "sauvegarde.db")
    assert f"baom person erase {person} --approve" in baom("person", "erase", person, *WHY).output
    assert "Elle retire son accord." in baom("person", "erase", person, "--as", "supervisor").output
    listed = baom("person", "erase", "--as", "supervisor").output
    assert person in listed
    assert "retire son accord." not in listed
    erased = flat(baom("person", "erase", person, "--approve", "--as", "supervisor@tiznit").output)
    assert "clé détruite" in erased
    assert "au plus tard le" in erased
    assert "Aucun effacement" in baom("person", "erase", "--as", "supervisor").output


def test_a_demand_is_refused_with_a_reason(baom, person):
    baom("person", "erase", person, *WHY)
    assert "motif" in baom("person", "erase", person, "--refuse", "--as", "supervisor", code=2).stderr
    baom("person", "erase", person, "--refuse", "--reason", "Une démarche est en cours.", "--as", "supervisor")
    assert "Personne n'a demandé" in baom("person", "erase", person, "--approve", "--as", "supervisor", code=2).stderr


def test_a_person_who_is_accompanied_is_not_erased(baom, person):
    case = baom.open("--subject", person)
    told = flat(baom("person", "erase", person, *WHY, code=2).stderr)
    assert case in told
    assert "Le clore d'abord" in told


def test_a_backup_restored_on_a_new_disk_brings_nobody_back(baom, person):
    """Fails when nothing is kept beside the keys: the database that knew of the erasure is gone."""
    baom("db", "backup", "sauvegarde.db")
    baom("person", "erase", person, *WHY)
    baom("person", "erase", person, "--approve", "--as", "supervisor")
    gone(baom)
    told = baom.json("db", "restore", "sauvegarde.db", "--unattended")
    assert (told["done"], told["erased"]) == (True, [person])
    assert "Zoubida" not in baom("person", "show", person).output
    assert baom.json("db", "check")["verdict"] == "intact"


def gone(baom):
    """The database and what SQLite left beside it, lost."""
    for ending in ("", "-wal", "-shm"):
        (baom.folder / f"baom.db{ending}").unlink(missing_ok=True)


def erased_since(baom, person):
    """A backup, and after it the person erased; the list of erasures."""
    baom("db", "backup", "sauvegarde.db")
    baom("person", "erase", person, *WHY)
    baom("person", "erase", person, "--approve", "--as", "supervisor")
    return baom.folder / "cle" / "baom.erased"


def test_an_older_file_copied_in_place_shows_nobody_whom_it_brings_back(baom, person):
    """Fails when only `db restore` asks the list: a copy by hand would bring the person back for good."""
    erased_since(baom, person)
    gone(baom)
    shutil.copyfile(baom.folder / "sauvegarde.db", baom.folder / "baom.db")
    assert "Zoubida" not in baom("person", "show", person).output
    assert "Zoubida" not in baom("person", "search", "Zoubida", code=None).output.replace("« Zoubida »", "")
    for check in (("db", "check"), ("audit", "verify", "--as", "auditor")):
        (finding,) = baom.json(*check, code=4)["findings"]
        assert (finding["kind"], finding["case"]) == ("erasure", person)
        assert "baom db erase-again" in finding["message"]
    assert f"Effacées de nouveau : {person}" in flat(baom("db", "erase-again").output).replace("\u2068", "").replace(
        "\u2069", ""
    )
    assert baom.json("db", "check")["verdict"] == "intact"
    assert baom.json("db", "erase-again") == {"erased": [], "unproved": [], "log": "emptied"}


def test_a_restoration_without_the_list_of_erasures_says_so(baom, person):
    """Fails when nothing is said: erasures would be told as done again that nobody knew of."""
    listed = erased_since(baom, person)
    listed.unlink()
    told = flat(baom("db", "restore", "sauvegarde.db", "--accept-loss", "--unattended").output)
    assert "Aucune liste d'effacements à côté des clés" in told
    assert "disait la base remplacée" in told
    (baom.folder / "baom.db").write_bytes(b"plus rien")
    told = flat(baom("db", "restore", "sauvegarde.db", "--accept-loss", "--unattended").output)
    assert "personne ne peut dire qui avait été effacé" in told
    assert baom.json("db", "restore", "sauvegarde.db", "--accept-loss", "--unattended")["erasures_listed"] is False


def test_one_thing_at_a_time(baom, person):
    assert "une seule chose" in baom("person", "erase", person, "--approve", "--refuse", code=2).stderr


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_screens_of_an_erasure_are_in_every_language(baom, person, language):
    baom("person", "erase", person, *WHY, "--lang", language)
    shown = baom("person", "erase", person, "--approve", "--as", "supervisor", "--lang", language).output
    assert {"ar": "تم محو", "en": "is erased"}[language] in shown


def test_what_is_held_is_handed_over_as_a_paper_or_as_json(baom, person):
    told = baom.json("person", "access", person)
    assert {"title": "Nom", "value": "Zoubida Ouazzani"} in told["person"]
    baom("person", "access", person, "--lang", "ar", "--out", "donnees.pdf")
    assert (baom.folder / "donnees.pdf").read_bytes().startswith(b"%PDF")
    baom("person", "access", person, "--out", "donnees.json")
    assert json.loads((baom.folder / "donnees.json").read_text(encoding="utf-8"))["subject"] == person
    assert f"{person}-fr.pdf" in baom("person", "access", person).output


def test_an_objection_is_told_with_what_it_withdraws(baom, person):
    case = baom.open("--subject", person)
    baom("case", "consent", case, "statistiques")
    shown = flat(baom("person", "object", person, "--purpose", "statistiques", "--reason", "Non merci.").output)
    assert f"accord « statistiques » retiré, dossier {case}" in shown
    assert baom.json("case", "show", case)["consents"]["statistiques"]["given"] is False


def test_whoever_was_kept_too_long_is_listed_then_asked_for(baom, person):
    assert "trop longtemps" in baom("person", "retention").output
    later = "2032-01-01"
    shown = flat(baom("person", "retention", "--dry-run", now=later).output)
    assert person in shown
    assert "à valider" in shown
    assert [each["subject"] for each in baom.json("person", "retention", now=later)["people"]] == [person]
    assert person in baom("person", "erase", "--as", "supervisor", now=later).output
    assert "retention" not in baom("person", "retention", now=later).output


def test_the_file_of_an_erased_person_says_so_and_what_remains(baom, person):
    """Fails when an erased person's record is an empty screen."""
    baom("person", "erase", person, *WHY)
    baom("person", "erase", person, "--approve", "--as", "supervisor")
    assert "Personne effacée" in flat(baom("person", "show", person).output)
    assert baom.json("person", "show", person)["erased"] is True


def test_one_s_own_demand_is_listed_as_one_s_own(baom, person):
    """Fails when whoever asked sees no demand, or is told to approve it."""
    baom("person", "erase", person, *WHY)
    mine, theirs = baom("person", "erase").output, baom("person", "erase", "--as", "supervisor").output
    assert "votre demande" in flat(mine)
    assert "--approve" not in mine
    assert "--approve" in theirs
    assert [each["own"] for each in baom.json("person", "erase")["pending"]] == [True]


def test_no_file_is_ever_overwritten(baom, person):
    """Fails when a sheet printed yesterday is replaced by today's."""
    first, second = (baom("person", "access", person).output.split()[-1] for _ in range(2))
    assert (first, second) == (f"{person}-fr.pdf", f"{person}-fr-2.pdf")
    told = baom("person", "access", person, "--out", first, code=2).stderr
    assert "existe déjà" in told
    assert "Nommer un autre fichier" in told


def test_what_was_changed_by_hand_is_named_beside_the_rest(baom, person):
    """On the person's screen, and where it keeps anybody from saying how long they may be kept."""
    sound = baom.open("--subject", person)
    ((changed,),) = ([each["case"] for each in baom.json("person", "show", person)["cases"] if each["case"] != sound],)
    hand = Hand(f"sqlite:///{baom.folder}/baom.db")
    hand.run("UPDATE cases SET state = 'ailleurs' WHERE stream = (SELECT id FROM streams WHERE name = ?)", changed)
    hand.leave()
    shown = baom("person", "show", person).output
    assert sound in shown
    assert f"Endommagé, ne peut pas être montré : {changed}" in flat(shown)
    assert baom.json("person", "retention", "--dry-run")["damaged"] == [person]
    assert f"n'en est pas connue : {person}" in flat(baom("person", "retention", "--dry-run").output)
