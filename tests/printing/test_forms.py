"""The shelf: every form in both languages, nothing undeclared, nothing orphan."""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from engine.errors import DefinitionError, UsageError
from engine.printing.forms import CATALOGUE, check_forms, read_shelf
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
    "courrier_restitution",
    "demande_inscription",
    "declaration_honneur_enfant",
    "demande_soins",
    "demande_pension",
    "courrier_discordance",
    "rappel_certificat_vie",
    "liste_procuration",
    "liste_vehicule",
    "dossier_remis",
]


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FORMS, tmp_path / "forms", ignore=shutil.ignore_patterns("__pycache__")))


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


TAKEN = ("date_naissance", "projet", "dernier_niveau", "commune_ecole", "piece_retenue")
KNOWN: dict[str, set] = {name: {"plain"} for name in TAKEN}
"The fields that shipped forms take, as the pathways would have them."


def _taking(tmp_path: Path, field: str) -> Path:
    """The shipped forms, one of which takes another field than it should."""
    folder = _copy(tmp_path)
    for path in folder.iterdir():
        written = path.read_text(encoding="utf-8")
        path.write_text(written.replace("fields.date_naissance", f"fields.{field}"), encoding="utf-8")
    return folder


def test_a_field_that_no_pathway_has_is_told_with_the_nearest(tmp_path: Path) -> None:
    folder = _taking(tmp_path, "date_naisance")
    assert not [each for each in check_forms(folder) if each.code == "E813"]
    told = check_forms(folder, KNOWN)
    assert {each.code for each in told} == {"E813"}
    assert "fields.date_naissance" in told[0].remedy
    line = (folder / "forms.yaml").read_text(encoding="utf-8").splitlines()[told[0].place.line - 1]
    assert line[told[0].place.column - 1 :].startswith("fields.date_naisance")


@pytest.mark.parametrize("classes", [{"sensitive"}, {"id_number"}, {"plain", "sensitive"}])
def test_a_field_that_is_sensitive_in_any_pathway_is_on_no_form(tmp_path: Path, classes: set) -> None:
    told = check_forms(_copy(tmp_path), {**KNOWN, "date_naissance": classes})
    assert {each.code for each in told} == {"E814"}
    assert check_forms(FORMS, {**KNOWN, "date_naissance": {"plain", "personal"}}) == ()


def test_a_field_on_a_form_is_one_that_it_takes(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    template = folder / "demande_inscription.fr.md.j2"
    written = template.read_text(encoding="utf-8")
    template.write_text(written.replace("fields.date_naissance", "fields.statut"), encoding="utf-8")
    (problem,) = check_forms(folder)
    assert (problem.code, problem.place.file) == ("E803", "forms/demande_inscription.fr.md.j2")


SHOWN_TO_OTHERS = ["fiche_personne", "fiche_liaison"]
"Sheets that are carried about, or handed to a service: whoever finds one must not learn whose it is."


@pytest.mark.parametrize("form", SHOWN_TO_OTHERS)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_sheet_that_others_see_tells_neither_a_name_nor_a_refusal(
    printer: Printer, samples: dict, form: str, language: str
) -> None:
    page = printer.html(form, language, samples[language], watermark=False)
    assert samples[language]["person"]["name"].split()[0] not in page
    assert samples[language]["refusal"]["motive"] not in page


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_of_a_protected_case_says_neither_its_matter_nor_its_step(
    printer: Printer, samples: dict, language: str
) -> None:
    data = samples[language]
    discreet = {**data, "case": {**data["case"], "discreet": True}}
    shown, hidden = (
        unescape(printer.html("fiche_personne", language, each, watermark=False)) for each in (data, discreet)
    )
    for words in (data["case"]["process_title"], data["case"]["state_title"]):
        assert words in shown
        assert words not in hidden
    assert data["case"]["number"] in hidden


@pytest.mark.parametrize("form", ["demande_soins", "demande_inscription", "declaration_honneur_enfant"])
def test_no_request_for_a_school_or_a_health_centre_speaks_of_residence(form: str) -> None:
    for language in ("fr", "ar"):
        words = (FORMS / f"{form}.{language}.md.j2").read_text(encoding="utf-8")
        told = re.sub(r"\{#.*?#\}", "", words, flags=re.DOTALL).lower()
        for word in ("séjour", "nationalité", "réfugié", "irrégul", "الإقامة", "الجنسية", "لاجئ"):
            assert word not in told


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_nobody_promises_a_birth_certificate_on_oath(printer: Printer, samples: dict, language: str) -> None:
    """Whoever UNHCR follows must not ask a country for it, and a sentence said to others only would tell who."""
    page = unescape(printer.html("declaration_honneur_enfant", language, samples[language], watermark=False))
    assert {"fr": "acte de naissance", "ar": "رسم ولادة"}[language] in page
    for promise in ("remettrai", "dès que je l", "سأدلي", "فور حصولي"):
        assert promise not in page


def test_a_liaison_sheet_shows_the_consent_to_share_and_no_other(printer: Printer, samples: dict) -> None:
    for language in ("fr", "ar"):
        page = unescape(printer.html("fiche_liaison", language, samples[language], watermark=False))
        assert samples[language]["sharing"][0]["title"] in page
        for consent in samples[language]["consents"]:
            assert consent["title"] not in page
        alone = printer.html("fiche_liaison", language, {**samples[language], "sharing": []}, watermark=False)
        assert "case cochee" not in alone.split("</style>")[1]


def test_a_letter_with_several_authorities_has_them_ticked_and_never_goes_to_who_refused(
    printer: Printer, samples: dict
) -> None:
    """An appeal climbs step by step: who writes ticks where it goes this time."""
    data = copy.deepcopy(samples["fr"])
    data["addressees"] = [{"name": "Médiateur"}, {"name": "Commission régionale"}, {"name": data["refusal"]["office"]}]
    letter = printer.html("courrier_recours", "fr", data, watermark=False)
    addressed = letter[
        letter.index('class="destinataire"') : letter.index("</section>", letter.index('"destinataire"'))
    ]
    assert addressed.count('class="case"') == 2
    assert "Médiateur" in addressed
    assert "Commission régionale" in addressed
    assert "Tiznit" not in addressed


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


def test_a_catalogue_changed_under_an_open_program_is_read_again(tmp_path: Path):
    """Fails when the titles are kept for ever: M&D changes a form while the desks' server stays open."""
    shutil.copytree(FORMS, tmp_path / "forms")
    printer, catalogue = Printer(tmp_path / "forms"), tmp_path / "forms" / CATALOGUE
    before = printer.forms()
    assert printer.forms() is before
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace(before[0].title.fr, "Un autre titre", 1), encoding="utf-8")
    assert printer.forms()[0].title.fr == "Un autre titre"
