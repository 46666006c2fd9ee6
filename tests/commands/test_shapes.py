"""The shapes that machine callers rely on, key by key."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import KNOWN, Baom, flat

EVENT = {"sequence", "kind", "trigger", "from", "to", "actor", "role", "recorded_at", "happened_on", "digest"}
REASON = {"code", "what", "message", "unlock"}


@pytest.fixture
def case(baom: Baom) -> str:
    """A home birth at the step where papers are collected."""
    name = baom.open("--set", "date_naissance=2026-11-01", *KNOWN)
    baom("case", "do", name, "constituer_dossier")
    return name


def test_case_open(baom: Baom):
    answer = baom.json("case", "open", "naissance", "--commune", "tiznit", "--set", "date_naissance=01/11/2026")
    assert {"case", "subject", "process", "version", "digest", "state", "sequence"} <= set(answer)
    assert (answer["process"], answer["version"], answer["state"], answer["sequence"]) == (
        "naissance",
        2,
        "qualification",
        1,
    )
    assert len(answer["digest"]) == 64


def test_case_next(baom: Baom, case: str):
    answer = baom.json("case", "next", case)
    assert {
        *("case", "sequence", "digest", "status", "state", "fields", "documents", "deadlines", "alerts", "offices"),
        *("actions", "forms", "links"),
    } <= set(answer)
    assert set(answer["state"]) >= {"id", "kind", "title", "prompt"}
    assert all({"id", "type", "label", "known"} <= set(each) for each in answer["fields"])
    group = {"group", "title", "need", "satisfied", "options", "missing_shortest", "basis"}
    assert all(group <= set(each) and isinstance(each["options"], dict) for each in answer["documents"])
    clock = {"id", "title", "kind", "due", "days_left", "overdue", "basis"}
    assert [set(each) >= clock for each in answer["deadlines"]] == [True]
    assert all({"id", "level", "text"} <= set(each) for each in answer["alerts"])
    assert all({"service", "name", "commune", "verified"} <= set(each) for each in answer["offices"])
    action = {"trigger", "title", "to", "possible", "blocked_by"}
    assert all(action <= set(each) for each in answer["actions"])
    assert all(set(reason) >= REASON for each in answer["actions"] for reason in each["blocked_by"])
    assert isinstance(answer["forms"], list)
    assert answer["links"] == []
    assert answer["status"] == "open"


def test_case_do_accepted(baom: Baom, case: str):
    answer = baom.json("case", "do", case, "demander_attestation")
    assert {"case", "state", "sequence", "events", "effects"} <= set(answer)
    assert [set(each) >= EVENT for each in answer["events"]] == [True]
    assert answer["events"][0]["kind"] == "moved"


def test_case_do_refused(baom: Baom, case: str):
    answer = baom.json("case", "do", case, "completer", code=1)
    assert answer["refused"]
    assert all(set(each) >= REASON for each in answer["refused"])
    assert "events" not in answer


def test_case_do_in_conflict(baom: Baom, case: str):
    answer = baom.json("case", "do", case, "demander_attestation", "--expect", "1", code=3)
    assert (answer["expected"], answer["found"]) == (1, 2)
    assert [each["trigger"] for each in answer["since"]] == ["constituer_dossier"]


@pytest.mark.parametrize(
    "line",
    [
        ("set", "prenom_verifie=oui"),
        ("document", "passeport_mere=received"),
        ("note", "À rappeler."),
        ("consent", "accompagnement", "oui"),
        ("correct", "lieu_accouchement=trajet", "--reason", "mal entendu"),
        ("revert", "--reason", "erreur"),
        ("transfer", "agadir", "--reason", "déménagement"),
        ("assign", "fatima"),
        ("undue", "carte_sejour_mere", "--reason", "demandée au guichet"),
    ],
    ids=lambda line: line[0],
)
def test_the_other_commands_that_write_answer_as_do(baom: Baom, case: str, line):
    answer = baom.json("case", line[0], case, *line[1:])
    assert {"case", "state", "sequence", "events", "effects"} <= set(answer)
    assert answer["events"]


def test_a_forced_step_answers_as_do(baom: Baom, case: str):
    answer = baom.json("--as", "supervisor", "case", "force", case, "pret_a_declarer", "--reason", "vu avec M&D")
    assert (answer["state"], answer["events"][0]["kind"]) == ("pret_a_declarer", "forced")


def test_case_show(baom: Baom, case: str):
    answer = baom.json("case", "show", case)
    assert {
        *("case", "process", "version", "digest", "subject", "commune", "state", "outcome", "fields", "documents"),
        *("deadlines", "journal"),
    } <= set(answer)
    assert isinstance(answer["fields"], dict)
    assert isinstance(answer["documents"], dict)
    assert all(EVENT | {"hash"} <= set(each) for each in answer["journal"])
    assert answer["outcome"] is None


def test_process_check_and_test(baom: Baom):
    answer = baom.json("process", "check")
    assert {Path(file).name for file in answer["files"]} >= {"naissance.yaml", "documents.yaml", "forms.yaml"}
    assert answer["problems"] == []
    tried = baom.json("process", "test")
    assert (tried["passed"], tried["failed"]) == (tried["scenarios"], [])
    assert set(tried["coverage"]) == {"states", "transitions", "guards", "invariants"}


def test_a_broken_file_is_told_with_its_place(baom: Baom):
    wrong = baom.folder / "naissance.yaml"
    wrong.write_text("process: naissance\nversion: 1\nstats: draft\n", encoding="utf-8")
    answer = baom.json("process", "check", str(wrong), code=1)
    assert answer["files"] == [str(wrong)]
    assert {"code", "severity", "file", "line", "column", "message", "remedy"} == set(answer["problems"][0])
    screen = baom("process", "check", str(wrong), code=1).output
    assert "naissance.yaml:3:1: erreur" in screen


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        (["worklist"], {"today", "rows", "more"}),
        (["tick"], {"rung", "cases"}),
        (["case", "list"], {"cases", "more"}),
        (["case", "search", "Awa"], {"cases", "more"}),
        (["person", "search", "Awa"], {"matches"}),
        (["person", "add", "--commune", "tiznit", "--name", "Awa Diop"], {"subject", "alike"}),
        (["process", "list"], {"processes"}),
        (["process", "list", "--published"], {"processes"}),
        (["process", "show", "naissance"], {"process", "states", "actions", "deadlines", "fields"}),
        (["process", "publish"], {"published"}),
        (["process", "pack", "--out", "un.baom"], {"code", "serial", "pathways", "files", "public_key"}),
        (["process", "schema", "--list"], {"schemas"}),
        (["sources", "list"], {"sources"}),
        (["sources", "show", "loi_55_19"], {"id", "confidence", "url", "read", "rests", "open_cases"}),
        (["guide", "build", "--out", "guide", "--lang", "fr"], {"folder", "digest", "day", "files"}),
        (["sources", "check"], {"sources", "concerns", "without_basis", "unreachable"}),
        (["directory", "list", "--commune", "tiznit"], {"offices"}),
        (["directory", "list", "--communes"], {"communes"}),
        (["directory", "check"], {"offices", "to_verify"}),
        (["db", "check"], {"verdict", "events", "cases", "subjects", "findings"}),
        (["db", "rebuild"], {"cases", "subjects", "changed"}),
        (["db", "backup", "copie.db"], {"file", "sha256", "events", "drafts"}),
        (["db", "upgrade"], {"before", "after", "cases", "subjects"}),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_every_result_has_its_object(baom: Baom, case: str, line, keys):
    assert keys <= set(baom.json(*line))


def test_a_line_of_the_worklist_says_whose_what_and_when(baom: Baom, case: str):
    row = baom.json("worklist")["rows"][0]
    assert {"case", "person", "process", "next_act", "due", "days_left", "status"} <= set(row)
    assert (row["case"], row["due"], row["days_left"]) == (case, "2026-12-01", 25)


def test_a_private_value_never_stands_in_what_the_journal_keeps(baom: Baom, case: str):
    """A note is opened beside its event for whoever may see the case; the event's own body never holds it."""
    baom("case", "note", case, "Zzyzx, au coin de la rue")
    *_, noted = baom.json("case", "show", case)["journal"]
    assert noted["note"] == "Zzyzx, au coin de la rue"
    assert "Zzyzx" not in json.dumps({**noted, "note": None}, ensure_ascii=False)


def test_a_guide_is_put_in_a_new_folder_whole_or_not_at_all(baom: Baom):
    """Nothing that is there is replaced, an empty folder is filled, and a draft never stays behind."""
    taken, empty = baom.folder / "pris", baom.folder / "vide"
    taken.mkdir()
    (taken / "lettre.txt").write_text("à garder", encoding="utf-8")
    empty.mkdir()
    refused = baom("guide", "build", "--out", "pris", code=2)
    assert "existe déjà" in flat(refused.output)
    assert [each.name for each in taken.iterdir()] == ["lettre.txt"]
    baom("guide", "build", "--out", "vide", "--lang", "ar")
    names = {each.name for each in empty.iterdir()}
    assert {"index.html", "naissance.html", "sources.html", "NotoNaskhArabic-Regular.ttf"} <= names
    assert not any(".fr." in name or ".ar." in name for name in names)
    assert 'dir="rtl"' in (empty / "index.html").read_text(encoding="utf-8")
    assert not list(baom.folder.glob(".*"))


def test_a_guide_of_what_is_published_says_that_a_training_base_is_none_to_rely_on(baom: Baom):
    baom("guide", "build", "--out", "guide", "--published", "--lang", "fr", "--as", "editor")
    assert "FICTIF" in (baom.folder / "guide" / "naissance.html").read_text(encoding="utf-8").rpartition("<footer>")[2]
