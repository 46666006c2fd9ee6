"""One message per code, as an editor reads it: compared as prose with a file, refreshed by hand, reviewed by eye."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine
from engine.core.refusals.translations import TRANSLATIONS
from engine.errors import Said
from engine.reader.references import _KINDS
from tests.reader.folders import SMALL, copied, problems_of, spoilt, told

GOLDEN = Path(__file__).parent / "golden"
ENGINE = Path(engine.__file__ or "").parent

N = "naissance.yaml"
DIFFERENCES = "territories/souss/differences.yaml"
LATE = '{state: hors_delai, when: "overdue(declaration)"}'
STARTS = "    starts: {earliest: [{enter: deposee}, {do: deposer}]}\n    within: 12 working days\n"
LOST = "  oubliee: {kind: task, title: {fr: Oubliée, ar: منسية}}\n"
CHOOSE = "    choices: {delai: [constituer_dossier, constater_hors_delai]}\n"
SURE = (
    'invariants:\n  un: {text: {fr: Un, ar: واحد}, in: any, holds: "parents < 2 or parents > 1"}\n'
    '  deux: {text: {fr: Deux, ar: اثنان}, after: [deposer], holds: "parents < 1 and parents > 1"}\n'
)
NEVER = 'invariants:\n  un: {text: {fr: Un, ar: واحد}, in: [deposee], holds: "satisfied(preuve)"}\n'
AGAIN = "      refaire: {title: {fr: Refaire, ar: إعادة}, by: system, to: deposee}\n"
CHOICE = "    type: choice\n    class: plain\n    label: {fr: Lieu"
ASKED = (N, "ask: [date_naissance, lieu, commune", "ask: [date_naissance, commune")
KNOWN = (N, "known(lieu) and ", "")
DEADLINE = "    within: 30 days\n"
EXPIRY = "    on_expiry: constater_hors_delai\n"

CASES: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    ("E100", (("services.yaml", "bureau_etat_civil", "#" + "x" * 400_000 + "\nbureau_etat_civil"),)),
    ("E102", ((N, "Réunion des pièces", "Réunion\u202e des pièces"),)),
    ("E102", ((N, "{fr: Enfant enregistré", '{fr: "Enfant\\u200benregistré"'),)),
    ("E103", ((N, "{fr: Relance, ar", '{fr: "Relance, ar'),)),
    ("E103", ((N, "{fr: Relance, ar", '{fr: "Relance, ar: "معاودة", en'),)),
    ("E103", ((N, "title: {fr: Hors délai, ar: خارج الأجل}", 'title: {fr: "Hors délai}'),)),
    ("E103", ((N, "{fr: Relance, ar", "{fr: “Relance : encore”, ar"),)),
    ("E103", ((N, "{fr: Relance, ar", "{fr: “Relance”, ar"),)),
    ("E103", ((N, "{fr: Relance, ar", '{fr: Relance", ar'),)),
    ("E103", ((N, "    title: {fr: Qualification", "\ttitle: {fr: Qualification"),)),
    ("E103", ((N, "    title: {fr: Hors délai", "  title: {fr: Hors délai"),)),
    ("E103", ((N, "    ask: [date_naissance, lieu", "      ask: [date_naissance, lieu"),)),
    ("E103", (("socle.yaml", "{fr: J'accepte.,", "{fr: 'J'accepte.',"),)),
    ("E103", ((N, "  qualification:\n", "  qualification\n"),)),
    ("E103", ((N, "[deposee, hors_delai]\n", "[deposee, hors_delai\n"),)),
    ("E103", (("socle.yaml", '"times(relancer)', "@times(relancer)"),)),
    ("E104", (("sante.yaml", "", "# rien encore\n"),)),
    ("E105", ((N, "process: naissance\n", "%YAML 1.1\n---\nprocess: naissance\n"),)),
    ("E105", ((N, "\nfields:\n", "\n---\nfields:\n"),)),
    ("E106", ((N, "    within: 30 days", "    within: &delai 30 days"),)),
    ("E106", ((N, "    within: 30 days", "    within: *delai"),)),
    ("E106", ((N, "    within: 30 days", "    within: !!str 30 days"),)),
    ("E106", ((N, "    within: 30 days", "    <<: {within: 30 days}"),)),
    ("E107", ((N, "    kind: legal\n", "    kind: legal\n    kind: internal\n"),)),
    ("E107", ((N, "  hors_delai:\n", "  collecte:\n"),)),
    ("E108", ((N, "forms: [resume]", "forms: " + "[" * 21 + "resume" + "]" * 21),)),
    ("E109", ((N, "forms: [resume]", "? [a, b]\n: resume"),)),
    ("E109", ((N, "forms: [resume]", "true: [resume]"),)),
    ("E110", ((N, "    target: 1 day\n", "    target:\n"),)),
    ("E110", ((N, "{fr: Hors délai, ar", "{fr: Hors délai, sauf jugement, ar"),)),
    ("E110", ((N, "forms: [resume]", "forms:\n  - resume\n  -"),)),
    ("E201", ((N, "    ask: [date_naissance, lieu", "    aks: [date_naissance, lieu"),)),
    ("E201", ((N, "    within: 30 days", "    délai: 30 days"),)),
    ("E201", (("sources.yaml", "  read: 2026", "  couleur: 2026"),)),
    ("E202", ((N, "    kind: legal\n", ""),)),
    ("E202", (("sante.yaml", "basis: guide\n", ""),)),
    ("E202", (("documents.yaml", "  confidence: sourced\n", ""),)),
    ("E203", ((N, "    title: {fr: Hors délai, ar: خارج الأجل}", "    title: Hors délai"),)),
    ("E203", ((N, "    ask: [date_naissance, lieu, commune_naissance, parents]", "    ask: date_naissance"),)),
    ("E203", (("documents.yaml", "  issuer: maternite\n", "  issuer: null\n"),)),
    ("W501", ((N, "        to: collecte\n", "        to: null\n"),)),
    ("E203", (("sante.yaml", "    ask: [date_naissance]\n", "    ask: null\n"),)),
    ("E203", ((N, '        when: "not overdue(declaration)"', "        when: true"),)),
    ("E203", ((N, "fields:\n", "fields: aucun\nfelds:\n"),)),
    ("E204", ((N, "  hors_delai:\n", "  hors_délai:\n"),)),
    ("E204", ((N, "  lieu:\n", "  Lieu de naissance:\n"),)),
    ("E204", ((N, "  lieu:\n", "  today:\n"),)),
    ("E204", ((N, "  1: {states", "  un: {states"),)),
    ("E205", ((N, "    kind: wait\n", "    kind: waits\n"),)),
    ("E205", ((N, "subject: person", "subject: personne"),)),
    ("E206", ((N, DEADLINE, "    within: 30 jours\n"),)),
    ("E206", ((N, "12 working days", "12 jours ouvrables"),)),
    ("E206", ((N, DEADLINE, "    within: 30\n"),)),
    ("E206", ((N, DEADLINE, "    within: un mois\n"),)),
    ("E207", (("sources.yaml", "read: 2026-11-01", "read: 01/11/2026"),)),
    ("E207", (("sources.yaml", "read: 2026-11-01", "read: 2026-02-30"),)),
    ("E207", (("sources.yaml", "read: 2026-11-01", "read: 9999-12-31"),)),
    ("E208", ((N, "version: 2\n", 'version: "1"\n'),)),
    ("E208", ((N, "version: 2\n", "version: 01\n"),)),
    ("E208", ((N, "version: 2\n", "version: 0\n"),)),
    ("E208", ((N, "version: 2\n", "version: 1.5\n"),)),
    ("E209", ((N, "    every: true\n", "    every: oui\n"),)),
    ("E210", ((N, "{fr: Refus, ar", '{fr: "  ", ar'),)),
    ("E210", (("sources.yaml", "https://example.org/decret", "https://example.org/\u200edecret"),)),
    ("E210", (("sources.yaml", "https://example.org/decret", "javascript:alert(1)"),)),
    ("E210", (("sources.yaml", "{fr: Guide du bureau", "{fr: " + "x" * 6001),)),
    ("E211", ((N, "starts: {field: date_naissance}", "starts: {field: date_naissance, enter: collecte}"),)),
    ("E211", ((N, "    until: [deposee, hors_delai]\n", ""),)),
    ("E212", ((N, "until: [deposee, hors_delai]", "until: [deposee, hors_delai, deposee]"),)),
    ("E212", ((N, "from: any\n    except", "from: []\n    except"),)),
    ("E213", ((N, "from: any\n    except", "".join(f"x{n}: 1\n    " for n in range(201)) + "from: any\n    except"),)),
    ("E301", ((N, "        to: collecte\n", "        to: colecte\n"),)),
    ("E301", ((N, "at: commune_naissance}", "at: commune}"),)),
    ("E301", ((N, EXPIRY, "    on_expiry: constater_le_hors_delai\n"),)),
    ("E301", ((N, "requires: [preuve,", "requires: [preuves,"),)),
    ("E301", (("socle.yaml", "requires: [reason]", "requires: [motif_ecrit]"),)),
    ("E301", ((N, "consent: [partage]", "consent: [partages]"),)),
    ("E301", ((N, "to: [{state: hors_delai,", "to: [{state: zzz,"),)),
    ("E302", ((N, "mere: [passeport_mere]", "mere: [pasport_mere]"),)),
    ("E302", (("documents.yaml", "issuer: maternite", "issuer: maternites"),)),
    ("E302", ((N, "basis: decret_art_15\nsubject", "basis: decret_15\nsubject"),)),
    ("E303", ((N, "forms: [resume]", "forms: [resumé]"),)),
    ("E303", ((N, "{process: sante,", "{process: santé,"),)),
    ("E303", ((N, "base: socle", "base: socles"),)),
    ("E304", ((N, "process: naissance", "process: naissances"),)),
    ("E305", ((N, "carry: [date_naissance]", "carry: [date_naissance, lieu]"),)),
    ("E401", ((N, '"overdue(declaration)"}, {state: deposee', "\"lieu = 'domicile'\"}, {state: deposee"),)),
    ("E401", ((N, '"overdue(declaration)"}, {state: deposee', '"lieu == ‘domicile’"}, {state: deposee'),)),
    ("E402", ((N, '"not overdue(declaration)"', '"not overdue(declarations)"'),)),
    ("E402", ((N, "lieu == 'maternite'", "lieu == 'maternité'"),)),
    ("E402", (("socle.yaml", '"times(relancer) >=', '"times(relance) >='),)),
    ("W220", ((N, "{fr: Refus, ar: رفض}", "{fr: Refus}"),)),
    ("W221", ((N, "{fr: Refus, ar: رفض}", '{fr: "À écrire : le titre", ar: رفض}'),)),
    ("W221", ((N, "{fr: Refus, ar: رفض}", '{fr: "À écrire : le titre", ar: "يكتب هنا: العنوان"}'),)),
    ("W501", ((N, "  ancienne: null", "  anciene: null"),)),
    ("E303", ((DIFFERENCES, "", "naissances: {}\n"),)),
    (
        "E502",
        (
            (
                DIFFERENCES,
                "",
                (
                    "naissance:\n"
                    "  deadlines: {declaration: {basis: guide}}\n"
                    "  states: {collecte: {documents: {preuve: null}}}\n"
                ),
            ),
        ),
    ),
    (
        "E503",
        (
            (
                DIFFERENCES,
                "",
                ("naissance:\n  deadlines:\n    declaration:\n      within: 31 days\n      until: [enregistre]\n"),
            ),
        ),
    ),
    ("E503", ((DIFFERENCES, "", "naissance: {deadlines: {declaration: {within: 1 month}}}\n"),)),
    ("E503", ((DIFFERENCES, "", "naissance: {deadlines: {declaration: null}}\n"),)),
    ("E601", ((N, "  hors_delai:\n    kind: task", f"{LOST}  hors_delai:\n    kind: task"),)),
    (
        "E602",
        (
            ("sante.yaml", "  suivi:\n", "  trou: {kind: task, title: {fr: Trou, ar: حفرة}}\n  suivi:\n"),
            ("sante.yaml", "to: fini}\n", "to: fini}\n      tomber: {title: {fr: Tomber, ar: سقوط}, to: trou}\n"),
        ),
    ),
    ("E603", ((N, '"not overdue(declaration)"', '"overdue(declaration) and not overdue(declaration)"'),)),
    ("E603", ((N, "by: third_party, to: collecte", "by: system, to: collecte"),)),
    ("E603", ((N, "count: parents", "count: 3"),)),
    ("E603", (("socle.yaml", "from: [sans_suite], to", "from: [suspendu], except: [suspendu], to"),)),
    ("E604", ((N, f"[{LATE}, {{state: deposee}}]", f"[{{state: deposee}}, {LATE}]"),)),
    ("E604", ((N, "{state: deposee}]", '{state: qualification, when: "overdue( declaration )"}, {state: deposee}]'),)),
    (
        "E604",
        (
            (
                N,
                "{state: deposee}]",
                "{state: collecte, when: lieu == 'domicile' and lieu == 'maternite'}, {state: deposee}]",
            ),
        ),
    ),
    ("E605", ((N, "until: [deposee, hors_delai]", "until: [deposee, hors_delai, qualification, collecte]"),)),
    ("E606", ((N, "  enregistre: {kind: final,", "  enregistre: {kind: final, ask: [lieu],"),)),
    ("E607", ((N, "  enregistre: {kind: final, outcome: success,", "  enregistre: {kind: final,"),)),
    ("E607", ((N, "    kind: wait\n", "    kind: wait\n    outcome: success\n"),)),
    ("E608", ((N, "        to: collecte\n", "        to: back\n"),)),
    ("E609", (("documents.yaml", "  issuer: maternite\n", ""), ("documents.yaml", "  issuer: autorite_locale\n", ""))),
    (
        "E610",
        (
            (N, "    in: [deposee]\n    every: true\n", "    in: [deposee]\n    on_expiry: refaire\n"),
            (N, STARTS, "    starts: {enter: deposee}\n    within: 0 days\n"),
            (N, "      refuser: {", f"{AGAIN}      refuser: {{"),
        ),
    ),
    ("E610", ((N, "    within: 12 working days\n", "    within: 0 days\n    on_expiry: refuser\n"),)),
    ("E611", ((N, "status: draft", "status: validated"),)),
    ("E612", ((N, CHOICE, CHOICE.replace("choice", "text")), (N, " and lieu == 'maternite'", ""))),
    ("E612", (("sante.yaml", "type: date,", "type: choice,"),)),
    ("E612", ((N, "min: 1, max: 2", "min: 3, max: 2"),)),
    ("E612", ((N, "      carte_sejour: {text", "      carte: {text"),)),
    ("E612", ((N, "{type: commune, class: plain,", "{type: commune, class: plain, not_after: now, min: 1,"),)),
    ("E613", ((N, "at: commune_naissance}", "at: lieu}"),)),
    ("E613", ((N, "starts: {field: date_naissance}", "starts: {next: relances}"),)),
    ("E613", ((N, "not_after: now", "not_after: lieu"),)),
    ("E614", ((N, "share: {with: service_social", "share: {with: maternite"),)),
    ("E614", (("socle.yaml", "    service: service_social\n", ""),)),
    ("E615", (("values.yaml", "value: 4", "value: true"),)),
    ("E615", (("values.yaml", "from: 2026-01-01", "from: 2019-01-01"),)),
    ("E616", (("sante.yaml", "subject: person", "subject: person\nconfidentiality: protected"),)),
    ("E617", (("sante.yaml", "type: date,", "type: moment, appointment: bureau_etat_civil,"),)),
    ("E618", ((N, "{dossier: collecte}", "{dossier: [{state: enregistre}]}"), (N, "version: 2", "version: 1"))),
    ("E618", ((N, "{dossier: collecte}", "{dossier: collecte}, fields: {naissance: lieu, endroit: lieu}"),)),
    ("W621", (ASKED, KNOWN)),
    ("W622", (ASKED, KNOWN, (N, "ask: [motif]", "ask: [motif, lieu]"))),
    ("W623", ((N, "    remind: [10]\n", ""),)),
    ("W624", ((N, "{any_of: [bureau_etat_civil], at", "{any_of: [consulat, autorite_locale], at"),)),
    ("W625", ((N, "        max_age: 3 months\n        basis: decret_art_15\n", "        max_age: 3 months\n"),)),
    ("W625", ((N, "    basis: [decret_art_15, loi_neuve]\n", ""),)),
    ("W626", (("sante.yaml", "    ask: [date_naissance]\n", ""),)),
    ("W627", ((N, "requires: [preuve, identite, date", "requires: [preuve, date"),)),
    (
        "E619",
        (
            (N, "    actions:\n      constituer_dossier:", f"{CHOOSE}    actions:\n      constituer_dossier:"),
            (N, 'when: "not overdue(declaration)"', 'when: "days_left(declaration) > 0"'),
        ),
    ),
    ("E620", ((N, "alerts:\n", f"{SURE}alerts:\n"),)),
    ("W630", ((N, "alerts:\n", f"{NEVER}alerts:\n"),)),
    ("W628", ((N, "level: warn,", "level: stop,"),)),
    ("W629", ((N, f"[{LATE}, {{state: deposee}}]", f'[{LATE}, {{state: deposee, when: "parents == 2"}}]'),)),
)
"A code, and changes to the small referential after which it is told."


def found(code: str, tmp_path: Path, changes: tuple[tuple[str, str, str], ...]) -> str:
    """The messages of that code after these changes."""
    return told(each for each in problems_of(spoilt(tmp_path, *changes)) if each.code == code)


def test_the_small_referential_has_no_problem() -> None:
    assert problems_of(SMALL) == ()


@pytest.mark.parametrize("code", sorted({code for code, _ in CASES}))
def test_each_code_is_told_as_its_golden_file_says(code: str, tmp_path: Path) -> None:
    """The other side, that nothing is told without a cause, is the test above."""
    cases = [changes for each, changes in CASES if each == code]
    said = [found(code, tmp_path / str(rank), changes) for rank, changes in enumerate(cases)]
    assert all(said)
    assert "\n".join(said) == (GOLDEN / f"{code}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted({code for code, _ in CASES}))
def test_each_code_is_told_in_arabic_and_in_english(code: str, tmp_path: Path) -> None:
    """Down to its smallest part: whatever of a finding is a sentence in French stands in the tables."""
    for rank, (_, changes) in enumerate(case for case in CASES if case[0] == code):
        for problem in problems_of(spoilt(tmp_path / str(rank), *changes)):
            assert problem.said is not None, problem
            parts = [part for said in problem.said for part in sentences(said)]
            assert [part for part in parts if part not in TRANSLATIONS] == []


def sentences(said: Said) -> Iterator[str]:
    """The sentences that one is made of, holes open."""
    yield said.text
    for each in said.holes.values():
        for part in each if isinstance(each, tuple) else (each,):
            if isinstance(part, Said) and part.text:
                yield from sentences(part)


def test_a_territory_adds_an_invariant_and_takes_away_none_that_a_source_holds(tmp_path: Path) -> None:
    held = 'invariants:\n  un: {text: {fr: Un, ar: واحد}, after: [deposer], holds: "held(recepisse)", basis: guide}\n'
    more = held.replace("un:", "deux:").replace("invariants:", "naissance:\n invariants:").replace("\n  ", "\n   ")
    for rank, (declared, patch, codes) in enumerate(
        (
            (held, more, []),
            (held.replace(", basis: guide", ""), "naissance: {invariants: {un: null}}\n", []),
            (held, "naissance: {invariants: {un: null}}\n", ["E502"]),
        )
    ):
        folder = spoilt(tmp_path / str(rank), (N, "alerts:\n", f"{declared}alerts:\n"), (DIFFERENCES, "", patch))
        assert [each.code for each in problems_of(folder)] == codes


def test_a_missing_catalogue_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "values.yaml").unlink()
    assert told(problems_of(folder)) == (GOLDEN / "E001.txt").read_text(encoding="utf-8")


def test_what_can_not_be_read_in_place_of_a_file_is_told_by_its_name(tmp_path: Path) -> None:
    """A folder in the place of a pathway, and of a catalogue."""
    folder = copied(tmp_path)
    (folder / "sante.yaml").unlink()
    (folder / "sante.yaml").mkdir()
    (folder / "values.yaml").unlink()
    (folder / "values.yaml").mkdir()
    said = told(each for each in problems_of(folder) if each.code == "E002")
    assert said == (GOLDEN / "E002.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may read everything is refused nothing")
def test_a_file_that_may_not_be_read_is_told_by_its_name(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "sante.yaml").chmod(0)
    (problem,) = [each for each in problems_of(folder) if each.code == "E002"]
    assert (problem.place.file, problem.message) == (
        "parcours/sante.yaml",
        "ce fichier ne se lit pas : sa lecture n'est pas permise.",
    )


def test_a_file_that_is_not_utf_8_is_told_at_its_first_bad_byte(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / "sante.yaml"
    path.write_bytes(path.read_bytes().replace("Suivi de santé".encode(), "Suivi de santé".encode("latin-1")))
    assert told(problems_of(folder)) == (GOLDEN / "E101.txt").read_text(encoding="utf-8")


def test_every_code_of_the_reader_and_of_the_checks_has_its_golden_message() -> None:
    files = [path for path in (ENGINE / "reader").glob("*.py") if path.name not in ("territory.py", "holidays.py")]
    files += (ENGINE / "core").glob("checks_*.py")
    codes = {code for path in files for code in re.findall(r'"([EW][0-9]{3})"', path.read_text(encoding="utf-8"))}
    assert codes == {path.stem for path in GOLDEN.glob("*.txt")}


def test_every_remedy_begins_with_a_verb_and_ends_as_a_sentence() -> None:
    for path in GOLDEN.glob("*.txt"):
        for remedy in re.findall(r"À faire : (.*)", path.read_text(encoding="utf-8")):
            assert remedy[0].isupper(), remedy
            assert remedy.endswith((".", "'")), remedy


def test_all_the_problems_of_all_the_files_are_told_in_one_pass(tmp_path: Path) -> None:
    folder = spoilt(
        tmp_path,
        (N, "        to: collecte\n", "        to: colecte\n"),
        (N, DEADLINE, "    within: 30 jours\n"),
        (N, "lieu == 'maternite'", "lieu = 'maternite'"),
        ("sante.yaml", "to: fini}", "to: finit}"),
        ("documents.yaml", "issuer: consulat", "issuer: consul"),
        ("socle.yaml", "kind: wait", "kind: attente"),
    )
    places = [(each.code, each.place.file.removeprefix("parcours/")) for each in problems_of(folder)]
    assert places == [
        ("E302", "documents.yaml"),
        ("E206", N),
        ("E301", N),
        ("E401", N),
        ("E301", "sante.yaml"),
        ("E205", "socle.yaml"),
    ]


@pytest.mark.parametrize("kind", ["field", "state", "deadline", "alert", "invariant", "consent"])
def test_what_a_remedy_says_to_write_is_read_without_an_error(kind: str, tmp_path: Path) -> None:
    """Fails when an editor who does as told is told of another error: its holes filled, it is the language's own."""
    model = _KINDS[kind].model
    for hole, filled in (
        ('"…"', '"parents == 2"'),
        ("enter: …", "enter: collecte"),
        ("until: […]", "until: [deposee]"),
        ("…", "Un texte"),
    ):
        model = model.replace(hole, filled)
    section = f"{kind}s:\n"
    text = (SMALL / N).read_text(encoding="utf-8")
    change = (section, f"{section}  nouveau: {model}\n")
    if f"\n{section}" not in text:
        change = ("\nstates:\n", f"\n{section}  nouveau: {model}\n\nstates:\n")
    assert [
        each for each in problems_of(spoilt(tmp_path, (N, *change))) if each.severity == "error" and each.code < "E4"
    ] == []
