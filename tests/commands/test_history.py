"""The history on screen: each event in words, with names, and what a colleague left there to be read."""

import pytest

from tests.commands.conftest import KNOWN, Baom, flat


def test_notes_and_reasons_are_read_again_in_the_history(baom: Baom) -> None:
    case = baom.open("--set", "date_naissance=2026-11-01", *KNOWN)
    baom("case", "note", case, "Rappeler lundi [bold]avant midi[/bold].")
    baom("case", "set", case, "prenom_verifie=oui")
    baom("case", "revert", case, "--reason", "mauvaise ligne cochée")
    shown = baom("case", "show", case).stdout
    assert "« Rappeler lundi [bold]avant midi[/bold]. »" in shown.replace("\u00a0", " ")
    assert "mauvaise ligne cochée" in shown


def test_a_machine_reads_the_notes_and_reasons_that_a_person_reads(baom: Baom) -> None:
    """Same right, same words; an event without any says so."""
    case = baom.open("--set", "date_naissance=2026-11-01", *KNOWN)
    baom("case", "note", case, "Rappeler lundi.")
    baom("case", "transfer", case, "agadir", "--reason", "déménagement")
    first, noted, moved = baom.json("case", "show", case)["journal"]
    assert (first["note"], first["reason"]) == (None, None)
    assert (noted["note"], noted["reason"]) == ("Rappeler lundi.", None)
    assert (moved["note"], moved["reason"]) == (None, "déménagement")


@pytest.fixture
def lived(baom: Baom) -> str:
    """A case with one of each: transferred, given and given back, corrected, undone, filed without receipt."""
    case = baom.open("--set", "date_naissance=2026-11-01", "--set", "date_naissance_mere=1999-05-02", *KNOWN)
    for words in (
        ("case", "transfer", case, "tiznit", "--reason", "déménagement"),
        ("case", "assign", case, "fatima"),
        ("case", "assign", case),
        ("case", "correct", case, "date_naissance=2026-11-02", "declarant=pere", "--reason", "acte relu"),
        ("case", "consent", case, "accompagnement", "non"),
        ("case", "do", case, "constituer_dossier"),
        ("case", "document", case, "passeport_mere=received", "attestation_domicile=requested"),
        ("case", "do", case, "demander_attestation"),
        ("case", "revert", case, "--reason", "erreur"),
        ("case", "document", case, "attestation_domicile=received"),
        ("case", "do", case, "completer", "--set", "prenom_verifie=oui"),
        ("case", "do", case, "deposer", "--receipt", "none", "--reason", "refus"),
    ):
        if words[:3] == ("case", "transfer", case):
            baom("case", "transfer", case, "agadir", "--reason", "avant")
        baom(*words)
    return case


def test_each_event_is_told_with_names(baom: Baom, lived: str) -> None:
    """Communes, papers and their statuses, what was corrected from what to what, which step was undone."""
    told = flat(baom("case", "show", lived).output)
    for words in (
        "Transfert : Tiznit",
        "Attribution : fatima",
        "Attribution : rendu au bureau",
        "Qui ira déclarer : La mère → Le père",
        "Date de naissance de l'enfant : 1er novembre 2026 → 2 novembre 2026",
        "Accord : Être accompagné et avoir un dossier (non)",
        "Passeport de la mère (reçue)",
        "Annulation : étape n° 10, Demander l'attestation de naissance à domicile",
        "Déposer la déclaration (récépissé non remis)",
    ):
        assert words in told


def test_a_proposed_letter_has_its_title(baom: Baom) -> None:
    case = baom.open("--set", "date_naissance=2026-11-01", *KNOWN)
    baom("case", "do", case, "constituer_dossier")
    baom("case", "document", case, "passeport_mere=received", "attestation_domicile=received")
    baom("case", "do", case, "completer", "--set", "prenom_verifie=oui")
    told = flat(baom("case", "do", case, "deposer", "--receipt", "none", "--reason", "refus").output)
    assert "Courrier proposé : Demande de récépissé" in told
    assert f"baom case print {case} courrier_recepisse" in told


def test_a_clock_that_rings_is_named(baom: Baom) -> None:
    """With what it pulled, on the screen of the bell and in the history."""
    case = baom.open("--set", "date_naissance=2026-11-01", *KNOWN)
    rung = flat(baom("tick", now="2026-12-05").output)
    words = "Échéance passée : Déclarer la naissance à l'état civil"
    assert words in rung
    assert words in flat(baom("case", "show", case, now="2026-12-05").output)


def test_a_former_value_that_is_sensitive_is_not_told(baom: Baom) -> None:
    """The history says that it was corrected, no more; what it is now stands in the data of the case."""
    case = baom.open("--set", "suivi_hcr=aucun")
    baom("case", "correct", case, "suivi_hcr=reconnu", "--reason", "relu")
    corrected = baom.json("case", "show", case)["journal"][-1]
    assert (corrected["kind"], corrected["changes"]) == ("corrected", {})
    assert "Correction : Suivi par le HCR (l'un des parents) « relu »" in flat(baom("case", "show", case).output)
