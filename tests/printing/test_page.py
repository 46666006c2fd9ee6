"""The pages as they are printed, compared as text and read as prose.

To renew them after a change of wording: `python tests/printing/test_page.py`, then read the difference.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from engine.printing.printer import Printer
from engine.printing.words import WATERMARK

GOLDEN = Path(__file__).parent / "golden"
FORMS = Path(__file__).parents[2] / "forms"
_STYLE = re.compile("<style>.*</style>", re.DOTALL)
PRINTED = [
    (form, language)
    for form in (
        *("liste_pieces", "fiche_liaison", "resume_dossier"),
        *("courrier_refus", "courrier_recepisse", "formulaire_consentement"),
        *("fiche_personne", "courrier_recours", "courrier_relance", "courrier_restitution", "demande_inscription"),
        *("declaration_honneur_enfant", "demande_soins", "demande_pension", "courrier_discordance"),
        *("rappel_certificat_vie", "liste_procuration", "liste_vehicule", "dossier_remis"),
    )
    for language in ("fr", "ar")
]


def _written(printer: Printer, samples: dict, form: str, language: str) -> str:
    """The page without its style sheet, one block a line."""
    page = printer.html(form, language, samples[language], watermark=language == "ar")
    return re.sub(r"(?=<(?:li|tr|h[1-6]|section|footer)\b)", "\n", _STYLE.sub("<style>…</style>", page))


@pytest.mark.parametrize(("form", "language"), PRINTED)
def test_a_page_reads_as_it_was_approved(printer: Printer, samples: dict, form: str, language: str) -> None:
    golden = GOLDEN / f"{form}.{language}.html"
    assert _written(printer, samples, form, language) == golden.read_text(encoding="utf-8")


def test_every_form_has_its_golden_page(printer: Printer) -> None:
    approved = {path.name for path in GOLDEN.iterdir()}
    assert approved == {f"{entry.id}.{language}.html" for entry in printer.forms() for language in ("fr", "ar")}


@pytest.mark.parametrize(("form", "language"), PRINTED)
def test_a_page_says_its_language_direction_case_definition_and_day(
    printer: Printer, samples: dict, form: str, language: str
) -> None:
    page = printer.html(form, language, samples[language], watermark=False)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    footer = page[page.index("<footer>") :]
    for printed in ("AME-2026-0147", "3f2a8c41d07b<", "6 novembre 2026" if language == "fr" else "6 نونبر 2026"):
        assert printed in footer
    assert len(page.encode()) < 20_000


def test_a_training_page_says_so_twice_and_a_real_one_never(printer: Printer, samples: dict) -> None:
    for form, language in PRINTED:
        assert printer.html(form, language, samples[language], watermark=True).count(WATERMARK) == 2
        assert WATERMARK not in printer.html(form, language, samples[language], watermark=False)


def test_what_is_uncertain_is_shown_as_such(printer: Printer, samples: dict) -> None:
    """A reader must see which dates and texts nobody has confirmed."""
    for form in ("liste_pieces", "resume_dossier", "courrier_refus", "courrier_recepisse"):
        assert "à valider" in printer.html(form, "fr", samples["fr"], watermark=False).split("<footer>")[0]
        assert "في انتظار التأكيد" in printer.html(form, "ar", samples["ar"], watermark=False).split("<footer>")[0]


def test_what_is_unknown_is_a_line_to_fill_in(printer: Printer, samples: dict) -> None:
    unknown = {"person": {"name": "", "language": ""}, "refusal": {}, "receipt": {}, "addressees": [], "offices": []}
    data = {**samples["fr"], **unknown}
    for form, _ in PRINTED[::2]:
        if form == "dossier_remis":
            # It says what is held: there is nothing for the person to write on it.
            continue
        assert 'class="vide"' in printer.html(form, "fr", data, watermark=False)
        assert "None" not in printer.html(form, "fr", data, watermark=False)


def test_an_empty_case_prints_in_every_form(printer: Printer, samples: dict) -> None:
    """A case opened a minute ago: no step, no paper, no clock."""
    data = {
        key: [] if isinstance(value, list) else {} if isinstance(value, dict) else value
        for key, value in samples["ar"].items()
    }
    for form, language in PRINTED:
        assert printer.html(form, language, data, watermark=False)


def test_an_overdue_clock_calls_the_person_in(printer: Printer, samples: dict) -> None:
    late = {**samples["fr"]["deadlines"][0], "overdue": True, "days_left": -3}
    page = printer.html("liste_pieces", "fr", {**samples["fr"], "deadlines": [late]}, watermark=False)
    assert "est passée" in page
    assert "Il reste" not in page


def _renew() -> None:
    where = importlib.util.spec_from_file_location("samples", Path(__file__).with_name("conftest.py"))
    samples = importlib.util.module_from_spec(where)
    where.loader.exec_module(samples)
    GOLDEN.mkdir(exist_ok=True)
    for form, language in PRINTED:
        text = _written(Printer(FORMS), samples.SAMPLES, form, language)
        (GOLDEN / f"{form}.{language}.html").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _renew()
