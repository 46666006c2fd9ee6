"""The shelf: every form in both languages, nothing undeclared, nothing orphan."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from engine.errors import DefinitionError, UsageError
from engine.printing.forms import check_forms, read_shelf
from engine.printing.printer import Printer

FORMS = Path(__file__).parents[2] / "forms"
SHIPPED = [
    "liste_pieces",
    "fiche_liaison",
    "resume_dossier",
    "courrier_refus",
    "courrier_recepisse",
    "formulaire_consentement",
    "fiche_personne",
    "courrier_recours",
    "courrier_relance",
    "demande_inscription",
    "declaration_honneur_enfant",
    "demande_soins",
    "demande_pension",
    "courrier_discordance",
    "rappel_certificat_vie",
    "liste_procuration",
    "liste_vehicule",
]


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FORMS, tmp_path / "forms"))


def test_the_shipped_forms_have_no_problem() -> None:
    assert check_forms(FORMS) == ()


def test_the_forms_that_the_pathways_name_are_there(printer: Printer) -> None:
    assert [entry.id for entry in printer.forms()] == SHIPPED


def test_each_form_is_titled_in_each_language(printer: Printer) -> None:
    for entry in printer.forms():
        assert all(entry.title)


def _used(form: str, language: str) -> set[str]:
    """The declared paths a template reads: `today`, `case.number`, `documents`."""
    tree = Environment(autoescape=True).parse((FORMS / f"{form}.{language}.md.j2").read_text(encoding="utf-8"))
    dotted = {
        f"{each.node.name}.{each.attr}" for each in tree.find_all(nodes.Getattr) if isinstance(each.node, nodes.Name)
    }
    return dotted | {each.name for each in tree.find_all(nodes.Name)}


@pytest.mark.parametrize("form", SHIPPED)
def test_a_form_takes_nothing_that_it_does_not_print(form: str, printer: Printer) -> None:
    """What isn't printed isn't asked for: a form is also a disclosure."""
    (entry,) = (each for each in printer.forms() if each.id == form)
    for language in ("fr", "ar"):
        assert set(entry.takes) <= _used(form, language)


@pytest.mark.parametrize("form", SHIPPED)
def test_both_languages_of_a_form_print_the_same_data(form: str) -> None:
    declared = {path for path in _used(form, "fr") if "." in path}
    assert declared == {path for path in _used(form, "ar") if "." in path}


def test_the_liaison_sheet_gives_neither_name_nor_story(printer: Printer, samples: dict) -> None:
    """The case number is enough for a service; the rest is said by voice, with the person's consent."""
    for language in ("fr", "ar"):
        page = printer.html("fiche_liaison", language, samples[language], watermark=False)
        assert samples[language]["case"]["number"] in page
        for hidden in (samples[language]["person"]["name"], samples[language]["refusal"]["motive"]):
            assert hidden.split()[0] not in page


def test_a_template_without_entry_and_an_entry_without_template_are_told(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "liste_pieces.ar.md.j2").rename(folder / "liste_piece.ar.md.j2")
    told = {(problem.code, problem.place.file) for problem in check_forms(folder)}
    assert told == {("E811", "forms/liste_pieces.ar.md.j2"), ("W812", "forms/liste_piece.ar.md.j2")}


def test_a_slip_in_the_catalogue_is_told_with_the_good_word(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    catalogue = folder / "forms.yaml"
    written = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(written.replace("person.language, today", "person.langage, today", 1), encoding="utf-8")
    (problem,) = check_forms(folder)
    assert (problem.place.file, problem.place.line) == ("forms/forms.yaml", 16)
    assert "person.language" in problem.remedy
    with pytest.raises(DefinitionError):
        Printer(folder).forms()


def test_a_folder_without_catalogue_is_told(tmp_path: Path) -> None:
    (problem,) = check_forms(tmp_path)
    assert problem.code == "E810"
    assert read_shelf(tmp_path).entries == ()


def test_a_form_with_a_bad_template_is_not_printed(tmp_path: Path, samples: dict) -> None:
    folder = _copy(tmp_path)
    (folder / "courrier_refus.fr.md.j2").write_text("{{ case.__class__ }}", encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        Printer(folder).html("courrier_refus", "fr", samples["fr"], watermark=False)
    assert refused.value.problems[0].place.file == "forms/courrier_refus.fr.md.j2"
    assert Printer(folder).html("courrier_refus", "ar", samples["ar"], watermark=False)


def test_an_unknown_form_or_language_is_said_with_what_there_is(printer: Printer, samples: dict) -> None:
    with pytest.raises(UsageError) as refused:
        printer.html("lettre", "fr", samples["fr"], watermark=False)
    assert "courrier_refus" in refused.value.remedy
    with pytest.raises(UsageError):
        printer.html("courrier_refus", "en", samples["fr"], watermark=False)


def test_a_missing_template_is_said_without_traceback(tmp_path: Path, samples: dict) -> None:
    folder = _copy(tmp_path)
    (folder / "courrier_refus.fr.md.j2").unlink()
    with pytest.raises(UsageError):
        Printer(folder).html("courrier_refus", "fr", samples["fr"], watermark=False)


def test_no_legal_number_stands_in_a_template() -> None:
    """Laws, decrees, articles and delays come with the data, each with its source and confidence."""
    for path in FORMS.glob("*.j2"):
        words = path.read_text(encoding="utf-8").lower()
        for law in ("loi ", "décret", "dahir", "article", "circulaire", "القانون ", "المرسوم", "الظهير", "المادة"):
            assert law not in words, path.name


def test_a_printer_costs_nothing_until_it_prints() -> None:
    """The command line starts without the parsers and the typesetter."""
    code = (
        "import sys, engine.printing.printer as p, pathlib; p.Printer(pathlib.Path('forms')).forms();"
        "print(sorted({'jinja2', 'markdown_it', 'typst'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=FORMS.parent, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
