"""A folder of pathways read whole: merged, resolved, digested, and the same whatever reads it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from engine.core.definition import Definition, Text
from engine.core.resolved import definition_of
from engine.reader.load import Referential, Surroundings
from engine.reader.pathway import ReadProcess
from tests.reader.folders import AROUND, SMALL, copied, problems_of, spoilt

N = "naissance.yaml"


def read(folder: Path, process: str = "naissance", around: Surroundings = AROUND) -> ReadProcess:
    """One pathway of a folder."""
    return Referential(folder, around).read_process(folder / f"{process}.yaml")


def defined(folder: Path, process: str = "naissance") -> Definition:
    """Its definition; the folder must be sound."""
    found = read(folder, process)
    assert found.definition is not None, found.problems
    return found.definition


@pytest.fixture(scope="module")
def naissance() -> Definition:
    return defined(SMALL)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("purpose: {fr: Accompagner la déclaration., ar: المواكبة في التصريح.}\n", "", "purpose"),
        ("basis: decret_art_15\nsubject", "subject", "basis"),
        ("    type: date\n    class: personal\n", "    type: date\n", "class"),
    ],
)
def test_nothing_is_read_that_does_not_say_why_it_keeps_what(tmp_path: Path, old: str, new: str, what: str) -> None:
    """Fails when a pathway may go without its purpose or its legal basis, or a field without its class (rule P5)."""
    folder = spoilt(tmp_path, (N, old, new))
    assert any(each.severity == "error" and what in f"{each.message} {each.remedy}" for each in problems_of(folder))


def test_nothing_is_read_that_does_not_say_how_long_it_keeps_it(tmp_path: Path) -> None:
    """Neither in the pathway, nor in the base that it takes up."""
    base = (SMALL / "socle.yaml").read_text(encoding="utf-8")
    (line,) = [each for each in base.splitlines(keepends=True) if each.startswith("retention:")]
    folder = spoilt(tmp_path, ("socle.yaml", line, ""))
    assert any(
        each.severity == "error" and "retention" in f"{each.message} {each.remedy}" for each in problems_of(folder)
    )


# ------------------------------------------------------------------------------------------------- the folder


def test_pathways_and_bases_are_told_apart() -> None:
    assert Referential(SMALL).processes == ("naissance", "sante")


def test_names_beyond_the_folder_are_judged_only_when_they_are_known(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, (N, "forms: [resume]", "forms: [inconnu]"))
    assert [each.code for each in problems_of(folder)] == ["E303"]
    assert problems_of(folder, Surroundings()) == ()


def test_a_group_of_papers_may_not_wait_for_another(tmp_path: Path) -> None:
    """Two groups due each when the other is satisfied would never answer; an action may ask for any of its state."""
    folder = spoilt(tmp_path, (N, "known(lieu) and lieu == 'maternite'", "satisfied(preuve)"))
    assert [each.code for each in problems_of(folder)] == ["E402"]
    asked = '{fr: Déposer, ar: إيداع}\n        when: "satisfied(preuve)"'
    folder = spoilt(tmp_path / "action", (N, "{fr: Déposer, ar: إيداع}", asked))
    assert problems_of(folder) == ()


def test_a_pathway_from_elsewhere_is_read_against_the_folder(tmp_path: Path) -> None:
    elsewhere = tmp_path / "ailleurs" / "sante.yaml"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes((SMALL / "sante.yaml").read_bytes().replace(b"basis: guide", b"basis: guides"))
    found = Referential(copied(tmp_path), AROUND).read_process(elsewhere)
    assert [(each.code, each.place.file) for each in found.problems] == [("E302", str(elsewhere))]


def test_an_unreadable_base_is_told_once_and_hides_nothing_else(tmp_path: Path) -> None:
    folder = spoilt(
        tmp_path, ("socle.yaml", "retention: {", "retention: ["), (N, "    kind: wait\n", "    kind: vait\n")
    )
    assert [(each.code, each.place.file) for each in problems_of(folder)] == [
        ("E205", f"parcours/{N}"),
        ("E103", "parcours/socle.yaml"),
    ]


def test_a_pathway_is_not_read_while_a_shared_file_is_wrong(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, ("documents.yaml", "issuer: maternite", "issuer: maternites"))
    found = read(folder)
    assert (found.is_sound, found.definition, found.resolved) == (False, None, None)
    assert [each.code for each in found.problems] == ["E302"]


def test_warnings_do_not_keep_a_pathway_from_being_read(tmp_path: Path) -> None:
    found = read(spoilt(tmp_path, (N, "{fr: Refus, ar: رفض}", "{fr: Refus}")))
    assert (found.is_sound, [each.code for each in found.problems]) == (True, ["W220"])


@pytest.mark.parametrize("damage", ["*delai", "!!str 30 days", ""])
def test_what_was_said_of_a_value_is_not_said_again(damage: str, tmp_path: Path) -> None:
    folder = spoilt(tmp_path, (N, "    within: 30 days\n", f"    within: {damage}\n"))
    assert [each.code for each in problems_of(folder)] == ["E106" if damage else "E110"]


@pytest.mark.parametrize(
    ("file", "old", "new", "codes"),
    [
        ("documents.yaml", "issuer: consulat", "issuer: consul", ["E302"]),
        ("sources.yaml", "read: 2026", "lu: 2026", ["E201"]),
        ("socle.yaml", "kind: wait", "kind: attente", ["E205"]),
        (N, "kind: wait", "kind: attente", ["E205"]),
        ("sante.yaml", "to: fini", "to: finir", ["E301"]),
    ],
)
def test_one_file_is_checked_for_what_it_is(file: str, old: str, new: str, codes: list[str], tmp_path: Path) -> None:
    folder = spoilt(tmp_path, (file, old, new))
    assert [each.code for each in Referential(folder, AROUND).check_file(folder / file)] == codes
    assert Referential(SMALL, AROUND).check_file(SMALL / file) == ()


def test_what_is_carried_is_not_judged_when_the_other_pathway_cannot_be_read(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, ("sante.yaml", "title: {", "title: ["))
    assert [each.code for each in problems_of(folder)] == ["E103"]


# ------------------------------------------------------------------------------------------------- merging


def test_a_pathway_takes_over_what_its_base_brings(naissance: Definition) -> None:
    assert naissance.retention_after_close.amount == 5
    assert {"suspendu", "sans_suite"} < set(naissance.states)
    assert naissance.consents["partage"].service == "service_social"


def test_null_removes_what_the_base_brings(naissance: Definition) -> None:
    assert "ancienne" not in naissance.actions


def test_a_key_said_again_changes_that_key_alone(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, (N, "  ancienne: null\n", "  ancienne: null\n  relancer: {roles: [supervisor]}\n"))
    changed = defined(folder).actions["relancer"]
    assert changed.action.roles == {"supervisor"}
    assert changed.action.title == Text("Relancer la famille", "معاودة الاتصال")
    assert changed.excepted == {"suspendu"}


def test_a_problem_points_into_the_file_that_it_comes_from(tmp_path: Path) -> None:
    folder = spoilt(
        tmp_path,
        (N, "  ancienne: null\n", "  ancienne: null\n  relancer: {to: nulle_part}\n"),
        ("socle.yaml", "requires: [reason]", "requires: [rien]"),
    )
    assert [(each.code, str(each.place)) for each in problems_of(folder)] == [
        ("E301", "parcours/naissance.yaml:129:18"),
        ("E301", "parcours/socle.yaml:17:106"),
    ]


def test_what_the_pathway_declares_comes_before_what_its_base_brings(naissance: Definition) -> None:
    assert list(naissance.states) == [
        "qualification",
        "collecte",
        "deposee",
        "hors_delai",
        "enregistre",
        "suspendu",
        "sans_suite",
    ]
    assert list(naissance.actions) == ["constater_hors_delai", "relancer", "suspendre", "reprendre", "clore", "rouvrir"]


def test_a_base_alone_changes_nothing(tmp_path: Path) -> None:
    """A pathway over an empty base is itself: base + nothing = base, the other way round."""
    alone = read(spoilt(tmp_path / "a"), "sante").resolved
    (tmp_path / "b").mkdir()
    folder = spoilt(
        tmp_path / "b", ("sante.yaml", "version: 1\n", "version: 1\nbase: vide\n"), ("vide.yaml", "", "{}\n")
    )
    based = read(folder, "sante").resolved
    assert alone is not None
    assert based is not None
    assert {**based.json, "source_sha256": ""} == {
        **alone.json,
        "source_sha256": "",
        "process": {**alone.json["process"], "base": "vide"},
    }


DIFFERENCES = """
naissance:
  title: {fr: Naissance dans le Souss}
  fields: {lieu: {options: {trajet: {fr: En chemin, ar: في الطريق}}}}
  deadlines:
    declaration: {within: 20 days, basis: [decret_art_15, loi_neuve, guide], remind: [3]}
    interne: {title: {fr: I, ar: د}, kind: internal, starts: {enter: collecte}, within: 2 days, until: [], remind: [1]}
"""


def test_a_territory_adds_and_shortens(tmp_path: Path) -> None:
    definition = defined(spoilt(tmp_path, ("territories/souss/differences.yaml", "", DIFFERENCES)))
    assert definition.title == Text("Naissance dans le Souss", "ولادة")
    assert list(definition.fields["lieu"].options) == ["maternite", "domicile", "trajet"]
    assert str(definition.deadlines["declaration"].within) == "20 days"
    assert "interne" in definition.deadlines
    assert definition.territory == "souss"


@pytest.mark.parametrize(
    ("within", "refused"),
    [
        ("30 days", False),
        ("29 days", False),
        ("0 days", False),
        ("31 days", True),
        ("29 clear days", False),
        ("30 clear days", True),
        ("720 hours", False),
        ("744 hours", True),
        ("6 working days", False),
        ("22 working days", True),
        ("1 month", True),
        ("1 year", True),
    ],
)
def test_a_territory_never_lengthens_a_legal_deadline(within: str, refused: bool, tmp_path: Path) -> None:
    """Where two units can't be compared for sure, the longer reading decides."""
    patch = f"naissance: {{deadlines: {{declaration: {{within: {within}}}}}}}\n"
    codes = [each.code for each in problems_of(spoilt(tmp_path, ("territories/souss/differences.yaml", "", patch)))]
    assert codes == (["E503"] if refused else [])


def test_a_territory_lengthens_an_internal_deadline(tmp_path: Path) -> None:
    patch = "naissance: {deadlines: {suivi: {within: 3 months}}}\n"
    assert problems_of(spoilt(tmp_path, ("territories/souss/differences.yaml", "", patch))) == ()


def test_another_territory_changes_nothing_here(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, ("territories/ailleurs/differences.yaml", "", DIFFERENCES))
    assert defined(folder).title == Text("Naissance", "ولادة")


# ------------------------------------------------------------------------------------------------- what is published


def test_the_published_bytes_are_canonical() -> None:
    resolved = read(SMALL).resolved
    assert resolved is not None
    assert resolved.content == rfc8785.dumps(dict(resolved.json))
    assert orjson.loads(resolved.content) == resolved.json


def test_the_published_form_gives_the_definition_back(naissance: Definition) -> None:
    resolved = read(SMALL).resolved
    assert resolved is not None
    assert definition_of(json.loads(resolved.content), resolved.digest) == naissance


def test_only_the_catalogue_entries_in_use_are_published(naissance: Definition) -> None:
    assert set(naissance.documents) == {
        "avis_naissance",
        "attestation_domicile",
        "passeport_mere",
        "acte_mariage",
        "recepisse",
    }
    assert set(naissance.values) == {"relances"}, "named by a condition alone"
    assert "rentree" not in naissance.values
    assert set(naissance.sources) == {"decret_art_15", "guide", "loi_neuve", "pratique"}
    assert set(naissance.services) == {
        "bureau_etat_civil",
        "maternite",
        "autorite_locale",
        "consulat",
        "service_social",
    }
    assert set(defined(SMALL, "sante").sources) == {"guide"}


@pytest.mark.parametrize(
    ("file", "old", "new", "changes"),
    [
        (N, "# yaml-language", "# un autre mot\n# yaml-language", True),
        (N, "within: 30 days", "within: 29 days", True),
        (N, "maternite: {fr: Maternité", "maternite: {fr: La maternité", True),
        ("socle.yaml", "after_close: 5 years", "after_close: 4 years", True),
        ("socle.yaml", "# Un socle", "# Ce socle", False),
        ("documents.yaml", "validity: 3 months", "validity: 2 months", True),
        ("documents.yaml", "issuer: consulat", "issuer:   consulat", False),
        ("values.yaml", "value: 4", "value: 5", True),
        ("values.yaml", "value: 2026-09-07", "value: 2026-09-08", False),
        ("sante.yaml", "2 months", "3 months", False),
    ],
)
def test_the_digest_covers_all_that_decides_and_nothing_else(
    file: str, old: str, new: str, changes: bool, tmp_path: Path
) -> None:
    if file == "sante.yaml":
        old, new = "title: {fr: Suivi,", "title: {fr: Le suivi,"
    before, after = read(SMALL).resolved, read(spoilt(tmp_path, (file, old, new))).resolved
    assert before is not None
    assert after is not None
    assert (before.digest != after.digest) is changes


def test_the_order_of_the_file_is_kept_and_belongs_to_the_digest(tmp_path: Path) -> None:
    options = "maternite: {fr: Maternité, ar: مصلحة الولادة}"
    other = "domicile: {fr: À domicile, ar: بالبيت}"
    swapped = (N, f"      {options}\n      {other}\n", f"      {other}\n      {options}\n")
    before, after = read(SMALL), read(spoilt(tmp_path, swapped))
    assert before.definition is not None
    assert after.definition is not None
    assert list(before.definition.fields["lieu"].options) == ["maternite", "domicile"]
    assert list(after.definition.fields["lieu"].options) == ["domicile", "maternite"]
    assert before.definition.digest != after.definition.digest


def test_a_composed_and_a_decomposed_accent_publish_the_same(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, ("socle.yaml", "J'accepte.", "J'accepte é."))
    (tmp_path / "autre").mkdir()
    other = spoilt(tmp_path / "autre", ("socle.yaml", "J'accepte.", "J'accepte e\u0301."))
    first, second = read(folder).resolved, read(other).resolved
    assert first is not None
    assert second is not None
    assert first.digest == second.digest


def test_the_digest_is_the_same_for_every_hash_seed_locale_and_zone() -> None:
    code = (
        "from engine.reader.load import Referential; from tests.reader.folders import AROUND, SMALL;"
        "print(*(each.resolved.digest for each in Referential(SMALL, AROUND).read_all()))"
    )
    root = str(Path(__file__).parents[2])
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PYTHONPATH": root},
            cwd=SMALL,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Africa/Casablanca"), ("3", "Pacific/Kiritimati"))
    }
    assert len(said) == 1


def test_every_path_of_a_definition_has_a_place() -> None:
    found = read(SMALL)
    for path, place in (
        (("states", "collecte", "documents", "preuve"), "parcours/naissance.yaml"),
        (("states", "suspendu"), "parcours/socle.yaml"),
        (("catalogue", "documents", "passeport_mere"), "parcours/documents.yaml"),
        (("nulle", "part"), "parcours/naissance.yaml"),
    ):
        assert found.place_of(path).file == place.replace("parcours", SMALL.name), path


# ------------------------------------------------------------------------------------------------- what is refused


def mangled() -> Iterator[str]:
    """Each line of the small pathway, to be spoilt in turn."""
    return iter((SMALL / N).read_text(encoding="utf-8").splitlines(keepends=True))


@given(
    line=st.integers(0, sum(1 for _ in mangled()) - 1),
    column=st.integers(0, 80),
    text=st.sampled_from(
        ["x", "'", '"', ":", "- ", "[", "}", "é", " ", "\t", "#", "null", "true", "1", "\n", ", ", "& "]
    ),
    cut=st.integers(0, 6),
)
def test_a_pathway_changed_anywhere_is_read_or_refused_with_a_place(
    line: int, column: int, text: str, cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = list(mangled())
    lines[line] = lines[line][:column] + text + lines[line][column + cut :]
    path = tmp_path_factory.getbasetemp() / N
    path.write_text("".join(lines), encoding="utf-8")
    found = Referential(SMALL, AROUND).read_process(path)
    assert found.is_sound or any(each.severity == "error" for each in found.problems)
    assert all(each.place.line >= 1 and each.message and each.remedy for each in found.problems)
