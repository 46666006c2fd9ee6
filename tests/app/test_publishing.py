"""Pathways from their files into the database: checked, tried on their stories, published for ever."""

import shutil
from pathlib import Path

import pytest

from engine.app.publishing import (
    Workshop,
    check_files,
    publish,
    publish_all,
    published,
    run_files,
)
from engine.app.scenarios import run_scenarios
from engine.app.scenarios import tests_view as view_of
from engine.bootstrap import shipped
from engine.errors import DefinitionError, UsageError
from engine.reader.load import Referential
from tests.app.desk import EDITOR, Desk, desk_at, done, shape, write_pathways


@pytest.fixture
def workshop(referentials) -> Workshop:
    """The shipped files."""
    return Workshop(shipped("processes"), shipped("forms"), referentials.territory)


@pytest.fixture
def copied(referentials, tmp_path) -> Workshop:
    """The shipped files in a folder that a test may spoil."""
    shutil.copytree(shipped("processes"), tmp_path / "processes")
    shutil.copytree(shipped("forms"), tmp_path / "forms")
    return Workshop(tmp_path / "processes", tmp_path / "forms", referentials.territory)


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def lines(desk: Desk) -> list[tuple[str, int, str]]:
    return [(line.process, line.version, line.status) for line, _ in published(desk.house)]


# --- checked ---


def test_what_is_shipped_has_no_error(workshop):
    assert [each for each in check_files(workshop, ()) if each.severity == "error"] == []


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("processes/naissance.yaml", "to: collecte_pieces", "to: colecte_pieces"),
        ("processes/socle.yaml", "kind: final", "kind: finale"),
        ("processes/documents.yaml", "confidence: sourced", "confidence: sur"),
        ("processes/scenarios/naissance.yaml", "scenarios:", "scenario:"),
        ("forms/courrier_refus.fr.md.j2", "{{ today | jour }}", "{{ hier | jour }}"),
        ("forms/forms.yaml", "fields.date_naissance", "fields.point_attention"),  # it is sensitive in the pathways
    ],
)
def test_an_error_in_any_kind_of_file_is_found(copied, file, before, after):
    change(copied.processes.parent / file, before, after)
    errors = [each for each in check_files(copied, ()) if each.severity == "error"]
    assert Path(file).name in {Path(each.place.file).name for each in errors}


def test_one_file_is_checked_alone(copied):
    change(copied.processes / "naissance.yaml", "to: collecte_pieces", "to: colecte_pieces")
    wrong = check_files(copied, [copied.processes / "naissance.yaml"])
    assert any("colecte_pieces" in each.message for each in wrong)
    assert not [each for each in check_files(copied, [copied.processes / "accueil.yaml"]) if each.severity == "error"]
    assert check_files(copied, [copied.processes / "scenarios" / "naissance.yaml"]) == ()


@pytest.mark.parametrize("act", [check_files, run_files])
def test_a_file_that_is_not_there_is_told(workshop, act):
    with pytest.raises(UsageError, match=r"absent\.yaml"):
        act(workshop, [Path("absent.yaml")])


# --- tried on their stories ---


def test_the_shipped_stories_all_end_well_and_go_everywhere(workshop):
    tests = run_files(workshop, ())
    view = view_of(tests)
    shape(view, "scenarios", "passed", "failed", "coverage:states transitions guards")
    assert view["failed"] == []
    assert view["passed"] == view["scenarios"] > 0
    for part in ("states", "transitions", "guards"):
        for process, taken in view["coverage"][part].items():
            assert (process, taken["missing"], taken["taken"]) == (process, [], taken["total"])


def test_a_story_that_goes_wrong_is_told_at_its_line(copied):
    path = copied.processes / "scenarios" / "naissance.yaml"
    change(path, "state: collecte_pieces", "state: qualification")
    view = view_of(run_files(copied, [path]))
    assert view["passed"] == view["scenarios"] - 1
    (failure,) = view["failed"][:1]
    shape({"failed": [failure]}, "failed:process title file line message")
    assert failure["process"] == "naissance"
    text = path.read_text(encoding="utf-8").splitlines()
    assert "state: qualification" in "\n".join(text[failure["line"] - 1 : failure["line"] + 8])
    assert "collecte_pieces" in failure["message"]


WRONG = (
    ("state: collecte_pieces", "state: qualification", "attendue est « Qualification du cas » (qualification) ; c'est"),
    ("due: 2026-12-01", "due: 2026-12-02", "(declaration), dernier jour : attendu 2026-12-02, trouvé 2026-12-01."),
    ("overdue: false", "overdue: true", "(declaration), dépassée : attendu oui, trouvé non."),
    ("missing: [avis_naissance, p", "missing: [p", "présentes sans être attendues : « Avis de naissance » (avis_nai"),
    (
        "completer: [document_missing]",
        "completer: [role_refused]",
        "un autre motif (role_refused) ; voici : Pièce à obt",
    ),
    ("completer: [document_missing]", "deposer: [role_refused]", "« deposer » devait être bloquée ; elle n'existe pas"),
    ("possible: [completer]", "possible: [deposer]", "« deposer » devait être possible ; elle n'existe pas"),
    ("forms: [liste_pieces]", "forms: [courrier_refus]", "Modèles attendus et absents : courrier_refus ; trouvés"),
    (
        "refused: [condition_unknown]",
        "refused: [role_refused]",
        "(role_refused) ; voici : On ne peut pas encore savoir",
    ),
    (
        "expect: {refused: [condition_unknown], state",
        "expect: {state",
        "« Compléter le dossier » (completer) est refusé.",
    ),
    ("office_in: inezgane", "office_in: agadir", "Le guichet attendu est à agadir ; il est à inezgane."),
    ("linked: [ecole]", "linked: [mairie]", "Dossiers liés attendus et absents : mairie ; trouvés : ecole."),
    ("outcome: success", "outcome: refused", "L'issue attendue est « refus » (refused) ; c'est « succès » (success)."),
    ("cout_supporte: 40}}", "cout_supporte: 41}}", "(cout_supporte) : attendu 41, trouvé 40."),
    ("alerts: []", "alerts: [mere_mineure]", "Alertes attendues et absentes : mere_mineure."),
)


@pytest.mark.parametrize(("old", "new", "words"), WRONG)
def test_what_differs_is_told_once_in_words(copied, old, new, words):
    """The first expectation that isn't met, with titles and identifiers; what follows from it isn't told again."""
    path = copied.processes / "scenarios" / "naissance.yaml"
    change(path, old, new)
    head, first, *_ = path.read_text(encoding="utf-8").split("\n  - title:")
    path.write_text(f"{head}\n  - title:{first}\n", encoding="utf-8", newline="\n")
    (failure,) = view_of(run_files(copied, [path]))["failed"]
    assert words in failure["message"]


def test_what_no_story_takes_is_named(referentials):
    """Without any story, all of it is missing, in words that an editor reads."""
    (family,) = [each for each in referentials.invented if each.process == "famille"]
    test = run_scenarios(family.definition, (), referentials.territory)
    assert (test.states.taken, test.states.total) == (0, 5)
    assert "retard" in test.states.missing
    assert "debut --avancer--> suivi" in test.transitions.missing
    assert "* --clore--> fini" in test.transitions.missing
    assert "overdue(passage) : oui" in test.guards.missing
    view = view_of([test])
    assert view["coverage"]["states"]["famille"]["taken"] == 0


def test_stories_of_an_unknown_pathway_are_refused(copied):
    path = copied.processes / "scenarios" / "accueil.yaml"
    change(path, "process: accueil", "process: acceuil")
    with pytest.raises(UsageError, match="acceuil"):
        run_files(copied, [path])


def test_a_story_that_cannot_be_read_runs_nothing(copied):
    path = copied.processes / "scenarios" / "accueil.yaml"
    change(path, "scenarios:", "scenario:")
    with pytest.raises(DefinitionError):
        run_files(copied, ())


# --- published ---


def test_each_version_is_published_once(any_family, referentials):
    for each in referentials.invented:
        again = publish(any_family.house, each, EDITOR)
        assert (again.new, again.digest) == (False, each.definition.digest)
    assert lines(any_family) == [("abri", 1, "draft"), ("ecole", 1, "draft"), ("famille", 1, "draft")]
    events = any_family.house.store.read(lambda reading: reading.history("system"))
    assert [event.kind for event, _ in events].count("definition_published") == 3


def test_a_number_is_never_published_with_other_bytes(any_family, tmp_path):
    other = Referential(write_pathways(tmp_path, ("Début", "Commencement"))).read_all()
    before = lines(any_family)
    with pytest.raises(UsageError, match="version 1") as refused:
        any_family.publish(other)
    assert "version: 2" in refused.value.remedy
    assert lines(any_family) == before


def test_the_exact_text_is_kept_beside_what_it_means(family, referentials):
    (line,) = [line for line, _ in published(family.house) if line.process == "famille"]
    text = family.house.store.read(lambda reading: reading.source_text(line.source_sha256))
    (read,) = [each for each in referentials.invented if each.process == "famille"]
    assert text.encode() == read.text
    assert "# Un parcours inventé" in text


def test_all_are_published_or_none(sqlite_url, copied, referentials):
    """One number was published with other bytes: the others wait for it."""
    desk = desk_at(sqlite_url, referentials, referentials.shipped)
    before = lines(desk)
    change(copied.processes / "accueil.yaml", "version: 2", "version: 3")
    change(copied.processes / "naissance.yaml", "Registering a birth", "Registering a child")
    with pytest.raises(UsageError, match="naissance"):
        publish_all(desk.house, copied, EDITOR)
    assert lines(desk) == before
    change(copied.processes / "naissance.yaml", "to: collecte_pieces", "to: colecte_pieces")
    with pytest.raises(DefinitionError):
        publish_all(desk.house, copied, EDITOR)
    assert lines(desk) == before
    desk.house.store.close()


def test_publishing_everything_twice_changes_nothing(desk, workshop):
    before = lines(desk)
    assert {each.new for each in publish_all(desk.house, workshop, EDITOR)} == {False}
    assert lines(desk) == before


def test_a_pathway_with_errors_is_not_published(family, tmp_path):
    folder = write_pathways(tmp_path, ("to: suivi", "to: ailleurs"), ("version: 1", "version: 2"))
    wrong = [each for each in Referential(folder).read_all() if each.process == "famille"]
    with pytest.raises(DefinitionError):
        family.publish(wrong)
    assert ("famille", 2, "draft") not in lines(family)


def test_what_was_published_runs_the_cases_of_its_day(family, tmp_path):
    """The file may be gone: the database alone knows what it meant."""
    case = done(family.open("famille")).case.case
    folder = write_pathways(tmp_path, ("version: 1", "version: 2"), ("attendre:", "patienter:"))
    family.publish(Referential(folder).read_all())
    assert family.do("attendre", case=case).case.state == "pause"
    done(family.open("famille"))
    assert family.do("patienter").case.state == "pause"
