"""PDFs: the same bytes anywhere, words that can be read, copied and searched, and limits."""

from __future__ import annotations

import copy
import hashlib
import io
import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

import engine.printing.pdf
from engine.errors import DefinitionError
from engine.printing.pdf import MAX_PAGES
from engine.printing.printer import Printer

ROOM = Path(engine.printing.pdf.__file__).parent
FORMS = Path(__file__).parents[2] / "forms"
ISSUED_AT = datetime(2026, 11, 6, 10, 30, tzinfo=UTC)
PRINTED = {
    "liste_pieces": [
        "Liste des pièces à apporter",
        "avant la fin du 1er décembre 2026",
        "Il reste 25 jours",
        "Aminata",
    ],
    "fiche_liaison": [
        "Fiche de liaison",
        "Enregistrement d'une naissance",
        "bambara",
        "accord donné le 4 novembre 2026",
    ],
    "resume_dossier": ["Résumé du dossier", "Réunion des pièces", "Passeport de la mère", "pas commencée"],
    "courrier_refus": [
        "décision écrite et motivée",
        "Pas de carte de séjour",
        "article 17",
        "considération distinguée",
    ],
    "courrier_recepisse": ["demande de récépissé", "Aucun récépissé ne m'a été remis", "Déposer la déclaration"],
    "formulaire_consentement": ["Formulaire de consentement", "Numéro CNDP", "à valider", "Mes droits"],
    "fiche_personne": [
        "Votre démarche",
        "mardi 1er décembre 2026",
        "Il reste 25 jours",
        "à confirmer",
        "05 28 00 00 00",
    ],
    "courrier_recours": ["recours contre un refus", "Wilaya", "Or :", "revenir sur ce refus", "article 17"],
    "courrier_relance": ["demande de réponse", "65 jours", "trente jours", "par écrit"],
    "courrier_restitution": ["Le passeport", "je demande sa restitution", "traiter à part"],
    "demande_inscription": ["demande d'inscription", "1er novembre 2026", "récépissé daté", "carnet de vaccination"],
    "declaration_honneur_enfant": ["déclare sur l'honneur", "1er novembre 2026", "Je soussigné", "acte de naissance"],
    "demande_soins": ["demande d'accueil", "bambara", "de vive voix"],
    "demande_pension": ["Livret de famille", "Pièce du déclarant", "récépissé", "immatriculation"],
    "courrier_discordance": ["une seule et même personne", "attestation de concordance"],
    "rappel_certificat_vie": ["certificat de vie", "mardi 1er décembre 2026", "faire viser", "Aminata"],
    "liste_procuration": ["Préparer une procuration", "Qui me représente", "Pièce du déclarant"],
    "liste_vehicule": ["Les dates à ne pas dépasser", "mardi 1er décembre 2026", "Les papiers à apporter"],
}


def _pdf(printer: Printer, samples: dict, form: str, language: str, *, watermark: bool = False) -> bytes:
    return printer.pdf(form, language, samples[language], issued_at=ISSUED_AT, watermark=watermark)


def _pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("form", PRINTED)
def test_the_words_of_a_pdf_can_be_read(printer: Printer, samples: dict, form: str) -> None:
    pages = _pages(_pdf(printer, samples, form, "fr"))
    for words in PRINTED[form]:
        assert words in " ".join(pages)
    for page in pages:
        assert "AME-2026-0147" in page
        assert "3f2a8c41d07b" in page
        assert "6 novembre 2026" in page


@pytest.mark.parametrize("form", PRINTED)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_sheet_keeps_to_two_pages_and_can_be_read_aloud(
    printer: Printer, samples: dict, form: str, language: str
) -> None:
    """PDF/UA-1, a language and a title: a screen reader knows what it holds."""
    pdf = _pdf(printer, samples, form, language)
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) <= 2
    assert b"pdfuaid" in pdf
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    assert reader.metadata.title


def _long(data: dict) -> dict:
    """The same case with everything that a page may have to hold: six demands, two clocks, long names of places."""
    long = copy.deepcopy(data)
    (group, *_) = long["bring"]["groups"]
    group["instead"] = [{"papers": [*way["papers"], *group["papers"]]} for way in group["instead"]]
    long["bring"]["groups"] = [group] * 6
    long["offices"] = [{**office, "name": office["name"] * 2, "verified": None} for office in long["offices"] * 3]
    clock = long["deadlines"][0]
    long["deadlines"] = [{**clock, "title": clock["title"] * 3, "overdue": late} for late in (True, False, True)]
    long["case"]["process_title"] *= 2
    return long


@pytest.mark.parametrize("form", ["fiche_personne", "rappel_certificat_vie"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_for_the_person_is_one_page_whatever_the_case(
    printer: Printer, samples: dict, form: str, language: str
) -> None:
    long = printer.pdf(form, language, _long(samples[language]), issued_at=ISSUED_AT, watermark=True)
    assert len(_pages(long)) == 1


@pytest.mark.parametrize("form", ["demande_inscription", "declaration_honneur_enfant"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_what_a_school_receives_is_one_page(printer: Printer, samples: dict, form: str, language: str) -> None:
    """Signatures alone on a second page would be worth nothing; with as many texts and services as there may be."""
    data = _long(samples[language])
    basis = data["bases"][0]
    data["bases"] = [{**basis, "title": basis["title"] * 2}] * 4
    data["addressees"] *= 3
    data["person"]["name"] = "Marie Joséphine Aminata Diallo épouse Ouédraogo"
    assert len(_pages(printer.pdf(form, language, data, issued_at=ISSUED_AT, watermark=True))) == 1


def _letters_tall(pdf: bytes) -> float:
    """The size of the greater part of the letters, in points."""
    sizes: Counter[float] = Counter()

    def seen(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        sizes[round(abs(size * matrix[3]), 1)] += len(text)

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=seen)
    return sizes.most_common(1)[0][0]


def test_a_short_page_has_larger_letters_than_a_long_one(printer: Printer, samples: dict) -> None:
    """It takes the largest print that keeps to one page, and never one that a relative can't read."""
    short = _letters_tall(_pdf(printer, samples, "fiche_personne", "fr"))
    long = printer.pdf("fiche_personne", "fr", _long(samples["fr"]), issued_at=ISSUED_AT, watermark=False)
    assert short >= 13
    assert 9.5 <= _letters_tall(long) < short


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_letter_shrinks_a_little_to_hold_on_one_page_and_no_further(
    printer: Printer, samples: dict, language: str
) -> None:
    """Beyond what small print can save, it keeps its size and runs on: an office must want to read it."""

    def with_papers(number: int) -> bytes:
        undue = [{"title": f"{samples[language]['undue'][0]['title']} {rank}"} for rank in range(number)]
        data = {**samples[language], "undue": undue}
        return printer.pdf("courrier_refus", language, data, issued_at=ISSUED_AT, watermark=False)

    sheets = [with_papers(number) for number in range(0, 20, 2)]
    sizes = [_letters_tall(sheet) for sheet in sheets]
    pages = [len(_pages(sheet)) for sheet in sheets]
    assert (pages[0], pages[-1]) == (1, 2)
    assert min(sizes) < sizes[0] == sizes[-1]
    assert all(count == 1 for count, size in zip(pages, sizes, strict=True) if size < sizes[0])


def test_the_same_sheet_at_the_same_moment_has_the_same_bytes(printer: Printer, samples: dict) -> None:
    for language in ("fr", "ar"):
        first = _pdf(printer, samples, "courrier_refus", language)
        assert _pdf(Printer(FORMS), copy.deepcopy(samples), "courrier_refus", language) == first


def test_a_moment_is_the_same_in_every_zone(printer: Printer, samples: dict) -> None:
    for zone in (timezone(timedelta(hours=1)), ZoneInfo("Africa/Casablanca")):
        local = ISSUED_AT.astimezone(zone)
        made = printer.pdf("courrier_refus", "fr", samples["fr"], issued_at=local, watermark=False)
        assert made == _pdf(printer, samples, "courrier_refus", "fr")
    later = printer.pdf(
        "courrier_refus", "fr", samples["fr"], issued_at=ISSUED_AT + timedelta(seconds=1), watermark=False
    )
    assert later != made


def test_a_real_clock_has_parts_of_a_second_and_a_pdf_has_none(printer: Printer, samples: dict) -> None:
    moment = ISSUED_AT.replace(microsecond=123_456)
    made = printer.pdf("courrier_refus", "fr", samples["fr"], issued_at=moment, watermark=False)
    assert made == _pdf(printer, samples, "courrier_refus", "fr")


def test_every_page_of_a_training_sheet_says_so(printer: Printer, samples: dict) -> None:
    for form in PRINTED:
        assert all("FICTIF" in page for page in _pages(_pdf(printer, samples, form, "fr", watermark=True)))
        assert not any("FICTIF" in page for page in _pages(_pdf(printer, samples, form, "fr")))


def test_arabic_letters_are_in_the_text_layer(printer: Printer, samples: dict) -> None:
    """Shaped glyphs, but copied and searched as letters; no invisible isolate hangs on a full stop."""
    text = "".join(_pages(_pdf(printer, samples, "liste_pieces", "ar")))
    assert set("لائحةالوثائقالمطلوب") <= set(text)
    assert not re.search("[\u2066-\u2069\ufe70-\ufeff]", text)


def test_a_sheet_of_too_many_pages_is_refused(printer: Printer, samples: dict) -> None:
    data = {**samples["fr"], "undue": [{"title": "Une pièce de plus à fournir. " * 12}] * 400}
    with pytest.raises(DefinitionError) as refused:
        printer.pdf("resume_dossier", "fr", data, issued_at=ISSUED_AT, watermark=False)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == ("E807", "forms/resume_dossier.fr.md.j2")
    assert str(MAX_PAGES) in problem.message


def test_the_program_reads_its_data_and_nothing_else() -> None:
    """No package, no file, no image; and nothing beside it for it to read."""
    programs = {path.name: path.read_text(encoding="utf-8") for path in (ROOM / "shell").iterdir()}
    # The sheet of a checkpoint draws one picture, its QR, out of bytes that it is handed.
    wanted = {"sheet.typ": [], "slips.typ": [], "checkpoint.typ": ["image(bytes("]}
    assert programs.keys() == wanted.keys()
    for name, program in programs.items():
        assert re.findall(r"sys\.inputs\.?\w*", program) == [f"sys.inputs.{name.removesuffix('.typ')}"], name
        found = re.findall(
            r"\b(?:read|image|import|include|eval|plugin|csv|toml|yaml|xml|cbor|bibliography|datetime)\b\W*\((?:bytes\()?",
            program,
        )
        assert found == wanted[name], name
        assert "#import" not in program
        assert "@preview" not in program


def test_each_font_is_the_one_that_was_chosen() -> None:
    """The bytes are those of the list, each file is listed, and the licence is beside them."""
    listed = dict(
        re.findall(
            r"^\| (\S+\.ttf) \| [\d.]+ \| `(\w{64})` \|$",
            (ROOM / "fonts" / "README.md").read_text("utf-8"),
            re.MULTILINE,
        )
    )
    shipped = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (ROOM / "fonts").glob("*.ttf")}
    assert shipped == listed
    assert "SIL OPEN FONT LICENSE Version 1.1" in (ROOM / "fonts" / "OFL.txt").read_text(encoding="utf-8")
