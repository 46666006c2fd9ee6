"""Scans through the application, on both databases: once, by whoever may, whatever is cut short; seen only by those."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from engine.app.answer import Done, NotDone
from engine.app.replaying import Asked, replay
from engine.app.scans import Brought, attach, open_scan, scans_of, sweep
from engine.core.events import Force, Transfer
from engine.core.verdicts import AGREES
from engine.errors import CaseError, CaseNotFound, ConcurrentChange, KeyReused, NotAllowed, RefusedScan, UsageError
from engine.store.checks import check
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk
from tests.scans.samples import photograph, screenshot

ROOT = Path(__file__).resolve().parents[2]
PAPER = "passeport_mere"
PHOTOGRAPH = photograph()


@pytest.fixture
def desk(any_desk: Desk) -> Desk:
    any_desk.open("naissance")
    return any_desk


def bring(desk, content=PHOTOGRAPH, paper=PAPER, actor=AGENT, **more):
    return attach(desk.house, desk.case, Brought(paper, content), actor, desk.today, **more)


def rows(desk):
    """(scans held, scans that no event claimed)."""
    table = "SELECT count(*), count(*) - count(sequence) FROM attachments"
    return tuple(desk.house.store.read(lambda reading: reading._link.execute(table).fetchone()))  # noqa: SLF001


def test_a_scan_is_joined_and_opened_again(desk):
    joined = bring(desk)
    assert isinstance(joined.answer, Done)
    assert joined.removed == ("metadata",)
    (scan,), undone, _ = scans_of(desk.house, desk.case, AGENT)
    assert not undone
    found, content = open_scan(desk.house, desk.case, scan.id, AGENT)
    assert found == scan
    assert content.startswith(b"\xff\xd8\xff")
    assert len(content) == scan.event.body["size"]


def test_many_who_bring_the_same_file_under_one_key_join_it_once(desk):
    """Fails when the number drawn for a scan is part of what a key names, or when a loser leaves its scan behind."""
    with ThreadPoolExecutor(6) as pool:
        answers = [each.answer for each in pool.map(lambda _: bring(desk, key="k"), range(6))]
    assert [answer.repeated for answer in answers].count(False) == 1
    assert all(answer.events == answers[0].events for answer in answers)
    assert desk.kinds() == ["opened", "attached"]
    assert rows(desk) == (1, 0)


def test_a_key_names_one_file_of_one_paper_by_one_person(desk):
    bring(desk, key="k")
    for other in ({"content": screenshot()}, {"paper": "avis_naissance"}, {"actor": replace(AGENT, name="salma")}):
        with pytest.raises(KeyReused):
            bring(desk, key="k", **other)
    assert rows(desk) == (1, 0)


CRASHING = """
import os, sys
from engine.app import scans
from tests.app.desk import AGENT, open_desk, read_referentials
from tests.scans.samples import photograph
url, case, when = sys.argv[1:]
desk = open_desk(url, read_referentials())
perform = scans.perform
def gone(*words, **more):
    if when == "before":
        os._exit(9)
    perform(*words, **more)
    os._exit(9)
scans.perform = gone
scans.attach(desk.house, case, scans.Brought("passeport_mere", photograph()), AGENT, desk.today, key="k")
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_between_the_scan_its_event_and_the_answer_loses_and_doubles_nothing(desk, when):
    """The whole process is gone; the same demand comes again, and what was left behind is swept the next day."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-c", CRASHING, desk.url, desk.case, when]
    assert subprocess.run(line, cwd=ROOT, env=environment, check=False).returncode == 9
    assert rows(desk) == (1, 1 if when == "before" else 0)
    assert len(scans_of(desk.house, desk.case, AGENT)[0]) == (0 if when == "before" else 1)
    assert bring(desk, key="k").answer.repeated is (when == "after")
    assert desk.kinds() == ["opened", "attached"]
    assert sweep(desk.house) == 0
    desk.wait(2)
    assert sweep(desk.house) == (1 if when == "before" else 0)
    assert rows(desk) == (1, 0)


def test_a_file_that_is_refused_or_overtaken_leaves_nothing(desk):
    with pytest.raises(RefusedScan):
        bring(desk, b"%PDF-")
    with pytest.raises(ConcurrentChange):
        bring(desk, expect=7)
    assert isinstance(bring(desk, paper="permis").answer, NotDone)
    desk.ask(Force("cloture_succes", "fini"), actor=SUPERVISOR)
    closed = bring(desk)
    assert isinstance(closed.answer, NotDone)
    assert [reason.code for reason in closed.answer.refused.reasons] == ["case_closed"]
    assert rows(desk) == (0, 0)


def denied(desk):
    """Lines of the log of reads that say a demand was refused."""
    lines = desk.house.store.read(lambda reading: list(reading.sights("2000", "9999")))
    return [(line.actor, line.act, line.seen) for line in lines if line.denied]


def test_nobody_of_another_desk_joins_lists_or_opens_a_scan_and_each_try_is_noted(desk):
    """Fails for each door that asks nobody: the same answer as for a number that no case has."""
    bring(desk)
    (scan,), _, _ = scans_of(desk.house, desk.case, AGENT)
    stranger = replace(AGENT, name="x", commune="tiznit")
    doors = (
        lambda case, who: attach(desk.house, case, Brought(PAPER, PHOTOGRAPH), who, desk.today),
        lambda case, who: scans_of(desk.house, case, who),
        lambda case, who: open_scan(desk.house, case, scan.id, who),
    )
    for door in doors:
        with pytest.raises(CaseNotFound) as refused:
            door(desk.case, stranger)
        with pytest.raises(CaseNotFound) as absent:
            door("D-0000-0000", stranger)
        assert refused.value.message.replace(desk.case, "") == absent.value.message.replace("D-0000-0000", "")
    assert [who for who, _, seen in denied(desk) if desk.case in seen] == ["x"] * 3
    assert rows(desk) == (1, 0)


def test_whoever_audits_sees_no_scan(desk):
    bring(desk)
    (scan,), _, _ = scans_of(desk.house, desk.case, AGENT)
    for role in ("auditor", "admin", "editor"):
        with pytest.raises(CaseNotFound):
            open_scan(desk.house, desk.case, scan.id, replace(AGENT, role=role, commune="*"))


def test_a_broken_glass_opens_a_scan_and_joins_none(desk):
    """Reading, never acting. Fails when the right to act is taken from the right to read."""
    bring(desk)
    (scan,), _, _ = scans_of(desk.house, desk.case, AGENT)
    passing = replace(AGENT, name="y", commune="tiznit", glass=frozenset((desk.case,)))
    assert open_scan(desk.house, desk.case, scan.id, passing)[1]
    with pytest.raises(NotAllowed, match="que la lecture"):
        bring(desk, actor=passing)


def test_scans_go_with_the_case_to_another_desk(desk):
    bring(desk)
    desk.ask(Transfer("tiznit", "déménagement"))
    (scan,), _, _ = scans_of(desk.house, desk.case, replace(AGENT, commune="tiznit"))
    assert scan.event.commune == COMMUNE


def test_the_scan_of_another_case_is_not_there_and_the_try_is_noted(desk):
    bring(desk)
    (scan,), _, _ = scans_of(desk.house, desk.case, AGENT)
    desk.open("naissance")
    with pytest.raises(UsageError, match="n'a pas de scan"):
        open_scan(desk.house, desk.case, scan.id, AGENT)
    assert denied(desk)[-1] == ("amina", "case.read", (desk.case, scan.id))


def test_an_erased_person_s_scan_is_said_to_be_gone(desk):
    bring(desk)
    (scan,), _, _ = scans_of(desk.house, desk.case, AGENT)
    subject = desk.held().case.subject
    stamp = desk.house.stamp(SUPERVISOR, desk.today, "")
    desk.house.store.write(lambda writing: writing.erase(subject, {"basis": "retrait"}, stamp))
    (left,), _, _ = scans_of(desk.house, desk.case, AGENT)
    assert (left.id, left.there) == (scan.id, False)
    with pytest.raises(CaseError, match="effacée"):
        open_scan(desk.house, desk.case, scan.id, AGENT)
    with pytest.raises(CaseError, match="effacée"):
        bring(desk)


def test_a_database_with_scans_is_intact_and_its_steps_are_judged_the_same_again(desk):
    """Fails when `attached` is recorded as nothing that the rules would answer."""
    bring(desk)
    desk.papers(**{PAPER: "verified"})
    bring(desk, screenshot())
    bring(desk, paper="avis_naissance")
    found = replay(desk.house, Asked(desk.case), replace(SUPERVISOR, commune=COMMUNE))
    assert [event.kind for event, _ in found.events].count("attached") == 3
    assert set(found.verdicts) == {AGREES}
    assert not found.strays
    desk.house.store.place_events()
    assert check(desk.url, None, None).findings == ()
