"""The history on screen: the words that a colleague left are there to be read."""

from tests.commands.conftest import KNOWN, Baom


def test_notes_and_reasons_are_read_again_in_the_history(baom: Baom) -> None:
    case = baom.open("--set", "date_naissance=2026-11-01", *KNOWN)
    baom("case", "note", case, "Rappeler lundi [bold]avant midi[/bold].")
    baom("case", "set", case, "prenom_verifie=oui")
    baom("case", "revert", case, "--reason", "mauvaise ligne cochée")
    shown = baom("case", "show", case).stdout
    assert "Rappeler lundi [bold]avant midi[/bold]." in shown
    assert "mauvaise ligne cochée" in shown
