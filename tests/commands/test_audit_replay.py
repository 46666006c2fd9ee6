"""`baom audit replay` and `baom audit timeline`, as an auditor types them."""

import pytest

from engine.bootstrap import shipped
from engine.commands.audit_replay import WORDS
from tests.commands.conftest import flat


@pytest.fixture
def birth(baom):
    """A birth with a corrected date and a paper withdrawn."""
    case = baom.open("--set", "date_naissance=2026-11-01", "--set", "lieu_accouchement=domicile")
    baom("case", "correct", case, "date_naissance=2026-11-02", "--reason", "mal entendu")
    baom("case", "document", case, "passeport_mere=received")
    baom("case", "revert", case, "--reason", "mauvaise pièce")
    return case


def replay(baom, case, *more, actor="auditor"):
    return baom.json("audit", "replay", case, *more, "--as", actor)


def test_an_auditor_reads_who_did_what_under_which_rule(baom, birth):
    told = flat(baom("audit", "replay", birth, "--as", "auditor").output)
    assert "Dossier ouvert" in told
    assert "version 2 du parcours" in told
    assert "toutes les étapes concordent (4)" in told
    assert "Sans les données personnelles" in told
    assert "mal entendu" not in told
    assert "annulée" in told


def test_a_clock_put_back_is_said_by_every_way_to_look(baom, birth):
    """The computer's clock was hours late for one step."""
    baom("case", "note", birth, "vu au bureau", now="2026-11-06T01:00:00Z")
    words = "horloge reculée : l'heure n'est pas sûre, l'ordre des étapes l'est"
    for way in (("replay", birth), ("timeline", birth)):
        assert flat(baom("audit", *way, "--as", "auditor").output).count(words) == 1
    verified = flat(baom("audit", "verify").output)
    assert f"Horloge reculée à 1 étape(s), dont {birth} n° 5" in verified
    assert "Base intacte" in verified


def test_a_supervisor_of_the_desk_reads_what_was_said(baom, birth):
    told = flat(baom("audit", "replay", birth, "--as", "supervisor@tiznit").output)
    assert "mal entendu" in told
    assert "2 novembre 2026" in told


def test_a_moment_is_a_day_a_step_or_an_hour(baom, birth):
    assert [replay(baom, birth, "--at", at)["sequence"] for at in ("1", "3", "2026-11-06")] == [1, 3, 4]
    corrected = replay(baom, birth, "--at", "1", "--as-corrected", actor="supervisor@tiznit")
    assert corrected["fields"]["date_naissance"] == "2026-11-02"
    assert corrected["corrected"]
    assert corrected["agrees"]


def test_two_moments_are_compared_in_words(baom, birth):
    told = flat(baom("audit", "replay", birth, "--at", "1", "--compare", "3", "--as", "supervisor@tiznit").output)
    assert "Entre les étapes n° 1 et n° 3" in told
    assert "1er novembre 2026 → 2 novembre 2026" in told
    assert "Passeport" in told
    same = flat(baom("audit", "replay", birth, "--compare", "4", "--as", "auditor").output)
    assert "Rien n'a changé" in same


def test_another_version_in_a_file_is_asked_what_it_would_have_done(baom, birth):
    text = (shipped("processes") / "naissance.yaml").read_text(encoding="utf-8")
    folder = baom.folder / "autres"
    folder.mkdir()
    for path in shipped("processes").glob("*.yaml"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    changed = text.replace("version: 2", "version: 9").replace("within: 30 days", "within: 2 days")
    assert changed != text
    (folder / "naissance.yaml").write_text(changed, encoding="utf-8")
    told = flat(baom("audit", "replay", birth, "--against", str(folder / "naissance.yaml"), "--as", "auditor").output)
    assert "Sous la version 9" in told
    assert "acceptée, même étape" in told


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_replay_speaks_three_languages(baom, birth, language):
    output = baom(
        "--lang", language, "audit", "replay", birth, "--compare", "1", "--against", "2", "--as", "auditor"
    ).output
    first = WORDS["all_agree"].of(language).partition("{")[0].strip(" (")
    assert first in flat(output)


@pytest.mark.parametrize(
    "asked",
    [
        ("D-0000-0000",),
        ("{}", "--at", "hier"),
        ("{}", "--at", "99"),
        ("{}", "--against", "77"),
        ("{}", "--against", "x.yaml"),
    ],
)
def test_what_can_not_be_replayed_is_told_in_words(baom, birth, asked):
    answer = baom("audit", "replay", *(word.format(birth) for word in asked), "--as", "auditor", code=2)
    assert "→" in answer.output
    assert "Traceback" not in answer.output


def test_another_desks_supervisor_is_answered_as_for_no_case(baom, birth):
    there = baom("audit", "replay", birth, "--as", "supervisor@agadir", code=2).output
    nowhere = baom("audit", "replay", "D-0000-0000", "--as", "supervisor@agadir", code=2).output
    assert there.replace(birth, "D-0000-0000") == nowhere


# --- the timeline ---


def test_a_timeline_tells_the_days_of_a_case(baom, birth):
    told = flat(baom("audit", "timeline", birth, "--as", "auditor").output)
    assert "6 novembre 2026" in told
    assert "Temps passé à chaque étape" in told
    assert "4 étapes sur 4 concordent" in told
    view = baom.json("audit", "timeline", birth, "--at", "2", "--as", "auditor")
    assert [each["sequence"] for each in view["steps"]] == [1, 2]
    assert view["agrees"]
    assert view["stays"][0]["days"] == 0


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_timeline_is_a_page_for_its_reader_alone(baom, birth, language):
    out = baom.folder / "vie.html"
    asked = ("--lang", language, "audit", "timeline", birth, "--html", str(out))
    baom(*asked, "--as", "supervisor@tiznit")
    whole = out.read_text(encoding="utf-8")
    assert "mal entendu" in whole
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in whole
    assert out.stat().st_mode & 0o777 == 0o600
    assert "vie.html" in baom(*asked, "--as", "auditor", code=2).stderr, "what is there isn't replaced"
    out.unlink()
    baom(*asked, "--as", "auditor")
    seen = out.read_text(encoding="utf-8")
    assert "mal entendu" not in seen
    assert "<script" not in seen


def test_a_page_can_go_to_the_standard_output(baom, birth):
    assert baom("audit", "timeline", birth, "--html", "-", "--as", "auditor").output.startswith("<!DOCTYPE html>")
