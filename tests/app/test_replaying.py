"""A case replayed from a real database: who may, what they see, what is judged, and what isn't as it was written."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import orjson
import pytest

from engine.app.publishing import Workshop, publish
from engine.app.replay_view import replay_view
from engine.app.replaying import Asked, replay
from engine.app.verifying import Outside, verify, view_of
from engine.bootstrap import shipped
from engine.core.events import EVERYWHERE, Actor, Correct, Do, Force, Note, Revert
from engine.core.machine import compile_definition
from engine.core.verdicts import AGREES, Differs
from engine.errors import BrokenHistory, CaseNotFound, NotAllowed, UsageError
from engine.store import rejudged
from engine.store.codec import decode, encode, leaf
from engine.store.connect import reach
from engine.telling.checks import claims
from tests.app.desk import COMMUNE, EDITOR, Desk, desk_vault, done, erase

NAME = "Aminata-Témoin"
AUDITOR = Actor("audit", "auditor", EVERYWHERE)
LEADER = Actor("chef", "supervisor", COMMUNE)
BORN = {"date_naissance": "2026-11-01", "lieu_accouchement": "domicile"}


@pytest.fixture
def birth(desk) -> Desk:
    """A birth told, agreed to, corrected, and something undone; a day for each."""
    return live(desk)


def live(desk: Desk) -> Desk:
    done(desk.open("naissance", fields=BORN))
    desk.wait(1)
    done(desk.ask(Note(NAME)))
    desk.wait(1)
    done(desk.ask(Correct({"date_naissance": "2026-11-02"}, NAME)))
    desk.wait(1)
    desk.papers(passeport_mere="received")
    done(desk.ask(Revert(desk.held().case.sequence, "mauvaise pièce")))
    return desk


def replayed(desk: Desk, actor: Actor = LEADER, **asked):
    return replay(desk.house, Asked(asked.pop("case", desk.case), **asked), actor)


def lines(desk: Desk) -> list[dict]:
    """The log of reads."""
    return [sight._asdict() for sight in desk.house.store.read(lambda reading: list(reading.sights("2000", "2999")))]


# --- who may, and what they see ---


def test_every_step_of_a_case_agrees_on_both_databases(any_desk):
    desk = live(any_desk)
    found = replayed(desk)
    assert set(found.verdicts) == {AGREES}
    assert found.case == desk.held().case
    assert (found.unfinished, found.strays) == (None, False)


def test_an_auditor_sees_the_history_without_what_is_personal(birth):
    """Fails when the private values are given to whoever may audit."""
    seen, whole = (replay_view(birth.house, replayed(birth, actor), "fr") for actor in (AUDITOR, LEADER))
    assert not seen["personal"]
    assert NAME not in orjson.dumps(seen).decode()
    assert "date_naissance" not in seen["fields"]
    assert NAME in orjson.dumps(whole).decode()
    assert whole["fields"]["date_naissance"] == "2026-11-02"
    assert seen["agrees"]
    assert [each["kind"] for each in seen["journal"]] == birth.kinds()


def test_a_sight_is_noted_for_what_it_was(birth):
    replayed(birth, AUDITOR)
    replayed(birth, LEADER)
    noted = [(line["actor"], line["act"], line["denied"]) for line in lines(birth)[-2:]]
    assert noted == [("audit", "case.history", False), ("chef", "audit.replay", False)]
    assert {birth.case} <= set(lines(birth)[-1]["seen"])


@pytest.mark.parametrize("actor", [replace(LEADER, commune="agadir"), Actor("a", "supervisor", "")])
def test_a_case_of_another_desk_is_not_there_and_the_try_is_noted(birth, actor):
    with pytest.raises(CaseNotFound):
        replayed(birth, actor)
    assert lines(birth)[-1]["denied"]
    with pytest.raises(CaseNotFound):
        replayed(birth, LEADER, case="D-0000-0000")


@pytest.mark.parametrize("role", ["agent", "editor", "admin", "inconnu"])
def test_who_may_not_audit_is_told_who_may(birth, role):
    with pytest.raises(NotAllowed, match="auditeur"):
        replayed(birth, Actor("x", role, EVERYWHERE))
    assert (lines(birth)[-1]["act"], lines(birth)[-1]["denied"]) == ("audit.replay", True)


# --- moments ---


def test_a_case_is_as_it_was_known_on_a_day_and_after_a_step(birth):
    day = birth.today - timedelta(days=3)
    first, second = replayed(birth, at=day.isoformat()), replayed(birth, at="3")
    assert (first.case.sequence, first.private) == (1, {"date_naissance": "2026-11-01"})
    assert (second.case.sequence, second.private) == (3, {"date_naissance": "2026-11-02"})
    assert first.day == day
    corrected = replayed(birth, at=day.isoformat(), corrected=True)
    assert corrected.private == {"date_naissance": "2026-11-02"}
    assert corrected.case.clocks["declaration"]["due"] == "2026-12-02"
    assert replayed(birth, at=f"{day}T23:00").case.sequence == 1


def test_what_is_undone_is_said_as_of_the_moment_or_as_of_now(birth):
    assert replayed(birth, at="4").undone == frozenset()
    assert replayed(birth, at="4", corrected=True).undone == {4}
    assert replayed(birth).undone == {4}


@pytest.mark.parametrize("at", ["0", "99", "2020-01-01", "2026-13-01", "2026-11-06T99:00", "hier"])
def test_a_moment_that_is_none_is_told(birth, at):
    with pytest.raises(UsageError):
        replayed(birth, at=at)


def test_two_moments_are_compared_the_earlier_first(birth):
    there, back = replayed(birth, at="1", compare="3"), replayed(birth, at="3", compare="1")
    assert there.changes == back.changes
    told = {(each.part, each.name): (each.before, each.after) for each in there.changes}
    assert told["fields", "date_naissance"] == ("2026-11-01", "2026-11-02")
    hidden = replayed(birth, AUDITOR, at="1", compare="3")
    assert [(each.before, each.after) for each in hidden.changes if each.part == "fields"] == [(None, None)]


# --- under another version ---


def test_another_version_from_a_file_is_asked(birth):
    definition = replayed(birth).machine.definition
    states = {**definition.states, definition.start: replace(definition.states[definition.start], ask=())}
    other = compile_definition(replace(definition, version=99, digest="other", states=states))
    found = replayed(birth, against=other)
    assert {each.came for each in found.otherwise} == {"same"}
    assert found.other_case.state == found.case.state


def test_a_version_that_is_not_published_or_of_another_pathway_is_told(birth):
    with pytest.raises(UsageError, match="pas publiée"):
        replayed(birth, against=99)
    definition = replace(replayed(birth).machine.definition, process="sante")
    with pytest.raises(UsageError, match="autre parcours"):
        replayed(birth, against=compile_definition(definition))
    own = replayed(birth).case.version
    assert {each.came for each in replayed(birth, against=own).otherwise} == {"same"}


# --- what isn't as it was written ---


def by_hand(desk: Desk, statement: str, *values) -> None:
    database = reach(desk.url)
    link = database.link()
    link.execute(statement, values)
    link.close()
    database.close()


def test_a_row_that_shows_something_else_is_told(birth):
    """Fails when the history alone is believed to be what people were shown."""
    by_hand(birth, "UPDATE cases SET snapshot = CAST(replace(CAST(snapshot AS TEXT), 'domicile', 'maternite') AS BLOB)")
    found = replayed(birth, AUDITOR)
    view = replay_view(birth.house, found, "fr")
    assert not view["agrees"]
    assert [each["what"] for each in view["differences"]] == ["projection"]


def forge(desk: Desk, clock: dict) -> None:
    """Cut the last event, and write the one before again with a clock of one's own, hashes and all."""
    database = reach(desk.url)
    link = database.link()
    for (trigger,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        link.execute(f"DROP TRIGGER {trigger}")
    found = "SELECT stream, bytes FROM events WHERE instr(bytes, CAST('document_changed' AS BLOB))"
    stream, stored = link.execute(found).fetchone()
    link.execute("DELETE FROM events WHERE stream = ? AND sequence = 5", (stream,))
    event = decode(stored)
    forged = encode(event._replace(body={**event.body, "clocks": {"declaration": clock}}))
    written = (forged, leaf(forged), stream)
    link.execute("UPDATE events SET bytes = ?, hash = ? WHERE stream = ? AND sequence = 4", written)
    link.close()
    database.close()


def test_a_step_written_by_a_forger_with_its_hashes_is_told(birth):
    """The chain holds, and the rules of that day don't."""
    forge(birth, {"start": "2026-11-02", "due": "2027-12-01", "estimated": False})
    found = replayed(birth, AUDITOR)
    assert isinstance(found.verdicts[3], Differs)
    (told,) = [each for each in replay_view(birth.house, found, "fr")["differences"] if each["what"] == "clocks"]
    assert told["sequence"] == 4
    assert "échéances" in told["message"]


def test_what_a_forger_wrote_without_sense_is_told_in_words(birth):
    """Fails when a view falls over a body that nobody ever wrote."""
    forge(birth, {"due": "2027-12-01"})
    with pytest.raises(BrokenHistory, match="sens"):
        replay_view(birth.house, replayed(birth, AUDITOR), "fr")


def test_an_erased_person_is_replayed_without_accusing_anybody(birth):
    erase(birth, birth.held().case.subject)
    view = replay_view(birth.house, replayed(birth), "fr")
    assert view["agrees"]
    assert {each["why"] for each in view["undecided"]} == {"erased"}
    assert NAME not in orjson.dumps(view).decode()


def test_the_view_has_the_keys_of_case_show_and_more(birth):
    shown, view = birth.show(), replay_view(birth.house, replayed(birth, compare="1", against=2), "fr")
    assert set(shown) <= set(view)
    assert set(shown["journal"][0]) <= set(view["journal"][0])
    assert {"agrees", "differences", "undecided", "compare", "against"} <= set(view)
    correction = view["journal"][2]
    assert correction["changes"] == {"date_naissance": {"was": "2026-11-01", "now": "2026-11-02"}}
    opened = view["journal"][0]
    assert {"date_naissance", "lieu_accouchement"} <= {each["id"] for each in opened["asked"]}
    assert opened["answers"]["date_naissance"] == "2026-11-01"


# --- what must always be true ---


def test_a_broken_invariant_is_told_beside_the_verdict_and_alters_nothing(any_desk):
    """Fails when it makes a step differ, or a history altered; and when who replays isn't told."""
    desk = any_desk
    done(desk.open("naissance", fields=BORN))
    desk.wait(1)
    done(desk.ask(Force("cloture_succes", "repris d'un dossier papier"), actor=LEADER))
    desk.wait(1)
    done(desk.ask(Note(NAME)))
    found = replayed(desk)
    assert set(found.verdicts) == {AGREES}
    view = replay_view(desk.house, found, "fr")
    assert view["agrees"]
    (told,) = view["invariants"]
    assert (told["invariant"], told["since"], told["until"], told["kept"]) == ("acte_en_main", 2, None, False)
    assert told["message"].startswith("Ce dossier ne respecte pas l'invariant « Un dossier n'est réussi que si")
    assert "depuis l'étape n° 2 (version 2 du parcours)" in told["message"]
    for language in ("ar", "en"):
        (other,) = replay_view(desk.house, found, language)["invariants"]
        assert other["message"] not in ("", told["message"])
    assert replay_view(desk.house, replayed(desk, at="1"), "fr")["invariants"] == []
    report = verify(desk.url, desk_vault(), Outside(), desk.house.territory.calendar)
    assert (report.verdict, report.findings) == ("intact", ())
    ((case, breach),) = report.broken
    assert (case, breach.invariant.id, breach.since, breach.until) == (desk.case, "acte_en_main", 2, None)
    names = dict(claims(view_of(report), brought=False))
    assert names["invariants_broken"] == (1, f"{desk.case} (2)")


def test_of_more_broken_invariants_than_are_kept_all_are_counted(desk, monkeypatch: pytest.MonkeyPatch):
    """Fails when a verdict says that there are as many as it keeps."""
    monkeypatch.setattr(rejudged, "ENOUGH", 2)
    for _ in range(3):
        done(desk.open("naissance", fields=BORN))
        done(desk.ask(Force("cloture_succes", "repris d'un dossier papier"), actor=LEADER))
    told = view_of(verify(desk.url, desk_vault(), Outside(), desk.house.territory.calendar))
    assert (len(told["invariants"]), told["invariants_broken"]) == (2, 3)
    assert dict(claims(told, brought=False))["invariants_broken"][0] == 3


def test_a_broken_invariant_over_a_sealed_answer_names_no_case_to_who_may_not_read_it(desk, tmp_path):
    """Fails when an editor, by writing an invariant, learns from a verdict who is a refugee."""
    folder = Path(shutil.copytree(shipped("processes"), tmp_path / "processes"))
    path = folder / "naissance.yaml"
    text = path.read_text(encoding="utf-8").replace("version: 2\n", "version: 3\n", 1)
    probe = "{in: any, holds: \"suivi_hcr != 'reconnu'\", text: {fr: Sonde, ar: مسبار}, basis: asile_jamais_consulat}"
    path.write_text(text.replace("invariants:\n", f"invariants:\n  sonde: {probe}\n", 1), encoding="utf-8")
    workshop = Workshop(folder, shipped("forms"), desk.house.territory)
    publish(desk.house, workshop.referential().read_process(path), EDITOR)
    done(desk.open("naissance", fields={**BORN, "suivi_hcr": "reconnu"}))
    (seen,) = replay_view(desk.house, replayed(desk), "fr")["invariants"]
    assert (seen["invariant"], seen["kept"]) == ("sonde", False)
    assert replay_view(desk.house, replayed(desk, AUDITOR), "fr")["invariants"] == []
    report = verify(desk.url, desk_vault(), Outside(), desk.house.territory.calendar)
    told = view_of(report)
    assert (told["invariants"], told["invariants_reserved"]) == ([], 1)
    names = dict(claims(told, brought=False))
    assert names["invariants_reserved"] == (1,)
    assert desk.case not in str(names)


def test_what_a_person_erased_took_along_breaks_no_invariant(desk):
    """Fails when what can't be seen any more is taken for what was never so."""
    done(desk.open("naissance", fields={**BORN, "suivi_hcr": "aucun"}))
    done(desk.ask(Force("copies_delivrees", "repris d'un dossier papier"), actor=LEADER))
    done(desk.ask(Do("demarche_consulaire", {"accord_consulat": True})))
    assert replay_view(desk.house, replayed(desk), "fr")["invariants"] == []
    erase(desk, desk.held().case.subject)
    (told,) = replay_view(desk.house, replayed(desk, AUDITOR), "fr")["invariants"]
    assert (told["invariant"], told["kept"]) == ("asile_jamais_consulat", None)
    assert "n'a pas pu être jugé à l'étape n° 3." in told["message"]
    assert "Il manque : " in told["message"]
