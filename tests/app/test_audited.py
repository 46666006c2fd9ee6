"""The cases among which somebody audits: what is asked is what is listed, without a name, and at the cost of a page."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from engine.app import audited
from engine.app.agenda import tick
from engine.app.audited import Found, Wanted, audited_cases, audited_view, suspicions_of
from engine.app.publishing import Workshop, publish
from engine.app.replaying import Asked, replay
from engine.app.verifying import Outside, verify
from engine.bootstrap import shipped
from engine.core.events import EVERYWHERE, Actor, Force, Note, Receipt, Revert
from engine.errors import CaseNotFound, NotAllowed, UsageError
from engine.store.connect import reach
from tests.app.desk import EDITOR, SUPERVISOR, Desk, anyone, desk_vault, done
from tests.app.test_late_typing import ready
from tests.bench.watching import statements_told

AUDITOR = Actor("samira", "auditor", EVERYWHERE)
NAME = "Fatoumata Zébrine"


def found(desk: Desk, actor: Actor = AUDITOR, limit: int = 50, after: str | None = None, **wanted) -> Found:
    return audited_cases(desk.house, Wanted(**wanted), actor, limit, after)


def numbers(desk: Desk, actor: Actor = AUDITOR, **wanted) -> list[str]:
    return [each.line.case for each in found(desk, actor, **wanted).cases]


def birth(desk: Desk, commune: str = "ait_melloul") -> str:
    done(desk.open("naissance", commune=commune))
    desk.set(lieu_accouchement="domicile")
    return desk.case


def forced(desk: Desk, to: str = "cloture_succes") -> str:
    case = birth(desk)
    done(desk.ask(Force(to, "repris d'un dossier papier"), actor=SUPERVISOR))
    return case


def undone(desk: Desk) -> str:
    case = birth(desk)
    done(desk.ask(Revert(2, "mauvais bouton")))
    return case


def told(desk: Desk) -> dict[str, list[str]]:
    return {each.line.case: list(suspicions_of(each)) for each in found(desk).cases}


def is_intact(desk: Desk) -> bool:
    """Whether every row, its marks with it, is the one that its history makes when it is folded again."""
    report = verify(desk.url, desk_vault(), Outside(), desk.house.territory.calendar)
    return (report.verdict, report.findings) == ("intact", ())


def test_what_is_held_suspicious_is_asked_for_and_told(any_desk):
    """Fails when a mark isn't kept with the step that makes it, or when one is asked for and another is given."""
    desk = any_desk
    plain, by_force, back = birth(desk), forced(desk), undone(desk)
    irregular = forced(desk, "transcription")
    desk.do("inscrit")
    assert told(desk) == {
        irregular: ["forced", "irregular"],
        back: ["undone"],
        by_force: ["forced"],
        plain: [],
    }
    assert numbers(desk, suspicion="forced") == [irregular, by_force]
    assert numbers(desk, suspicion="irregular") == [irregular]
    assert numbers(desk, suspicion="undone") == [back]
    (broken,) = found(desk, suspicion="broken").cases
    assert (broken.line.case, suspicions_of(broken)) == (by_force, ["forced", "broken"])
    assert [each.invariant.id for each in broken.breaches] == ["acte_en_main"]
    assert is_intact(desk)


def test_a_note_withdrawn_is_something_undone(any_desk):
    """Fails when an auditor isn't led to where a text was destroyed."""
    desk = any_desk
    case = birth(desk)
    done(desk.ask(Note(NAME)))
    done(desk.ask(Revert(len(desk.history()), "dossier d'une autre personne")))
    assert numbers(desk, suspicion="undone") == [case]
    assert is_intact(desk)


def test_an_irregular_act_taken_back_is_a_step_undone_and_a_forced_one_stays(any_desk):
    desk = any_desk
    case = forced(desk, "transcription")
    desk.do("inscrit")
    done(desk.ask(Revert(len(desk.history()), "inscrit dans un autre dossier")))
    assert told(desk) == {case: ["forced", "undone"]}
    assert is_intact(desk)


def test_what_the_clocks_take_back_by_themselves_is_nobody_s_slip(any_desk):
    """Fails when a case typed late looks like one where somebody erred: most late cases would."""
    ready(any_desk)
    any_desk.wait(27)
    tick(any_desk.house)
    any_desk.do("deposer", on=date(2026, 11, 30), receipt=Receipt("118/2026", None))
    assert "reverted" in any_desk.kinds()
    assert told(any_desk)[any_desk.case] == []


def test_cases_are_asked_for_by_pathway_commune_step_days_and_whether_they_are_open(any_desk):
    """Fails when a filter is passed over, or a day isn't in its period."""
    desk = any_desk
    first = birth(desk)
    desk.wait(3)
    other = birth(desk, "tiznit")
    done(desk.open("sante", commune="tiznit"))
    health = desk.case
    desk.wait(3)
    closed = forced(desk)
    today = desk.today
    assert numbers(desk) == [closed, health, other, first]
    assert numbers(desk, process="naissance") == [closed, other, first]
    assert numbers(desk, commune="tiznit") == [health, other]
    assert numbers(desk, process="naissance", state="cloture_succes") == [closed]
    assert numbers(desk, open_only=True) == [health, other, first]
    middle = today - timedelta(days=3)
    assert numbers(desk, since=middle, until=middle) == [health, other]
    assert numbers(desk, since=middle) == [closed, health, other]
    assert numbers(desk, until=middle, process="naissance", commune="ait_melloul") == [first]


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"process": "naissanse"}, "n'est pas publié"),
        ({"process": "naissance", "state": "nulle_part"}, "d'aucune version"),
        ({"state": "qualification"}, "Une étape est celle d'un parcours"),
        ({"commune": "atlantide"}, "atlantide"),
        ({"since": date(2026, 11, 2), "until": date(2026, 11, 1)}, "finit avant"),
    ],
)
def test_what_there_is_none_of_is_said_and_is_no_empty_list(desk, wanted, why):
    with pytest.raises(UsageError) as refused:
        found(desk, **wanted)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "after", ["x", ".", "2026-11-06.", "2026-11-06.-1", "2026-11-06." + "9" * 19, "a\0.1", "\ud83d.1"]
)
def test_a_place_that_no_list_gave_is_said(any_desk, after):
    birth(any_desk)
    with pytest.raises(UsageError, match="suite de liste"):
        found(any_desk, after=after)


# --- pages ---


def pages(desk: Desk, limit: int, **wanted) -> Iterator[list[str]]:
    after = None
    while True:
        page = found(desk, limit=limit, after=after, **wanted)
        yield [each.line.case for each in page.cases]
        after = page.after
        assert (after is None) == (page.reached == "")
        if after is None:
            return


def test_pages_hold_every_case_once_however_little_each_goes_through(any_desk, monkeypatch):
    """Fails when a case between two pages is lost, or the end is told before what no page has looked at."""
    desk = any_desk
    for number in range(9):
        if number % 4 == 0:
            done(desk.open("sante", commune="tiznit"))
        elif number % 3 == 0:
            forced(desk, "transcription")
        else:
            birth(desk)
        desk.wait(number % 2)
    asked = ({}, {"process": "sante"}, {"suspicion": "forced"}, {"commune": "tiznit"})
    whole = [numbers(desk, **wanted) for wanted in asked]
    assert [len(each) for each in whole] == [9, 3, 2, 3]
    for window in (2, 3, 100):
        monkeypatch.setattr(audited, "WINDOW", window)
        for wanted, every in zip(asked, whole, strict=True):
            turned = list(pages(desk, 2, **wanted))
            assert [case for page in turned for case in page] == every, (window, wanted)
            assert all(len(page) <= 2 for page in turned)


@pytest.mark.parametrize(
    "wanted", [{}, {"suspicion": "forced"}, {"process": "sante"}, {"suspicion": "broken"}], ids=str
)
def test_a_page_costs_the_same_among_more_cases(any_desk, monkeypatch, wanted):
    """Fails when each case is asked about alone, or all of them for the few that are shown."""
    monkeypatch.setattr(audited, "JUDGED", 2)
    monkeypatch.setattr(audited, "WINDOW", 4)
    desk, seen, words = any_desk, [], list[str]()
    for _ in range(5):
        birth(desk)
    with statements_told(lambda statement, _began, _ended: words.append(statement.split()[0])):
        for _ in range(2):
            for _ in range(6):
                birth(desk)
            page = partial(found, desk, limit=3, **wanted)
            page()
            words.clear()
            page()
            seen.append(list(words))
    assert seen[0] == seen[1]


PLANS = {
    (): "ix_cases_opened",
    ("commune",): "ix_cases_desk_opened",
    ("mark",): "ix_cases_marked",
}


@pytest.mark.parametrize(("filters", "index"), PLANS.items())
def test_what_a_page_goes_through_lies_in_an_index(desk, filters, index):
    """Fails when the places of a list are found by going through the cases, or put in order after they were found."""
    names = tuple(name for name in ("commune", "opened", "mark", "after") if name in (*filters, "opened", "after"))
    values = {"commune": ("tiznit",), "opened": ("2026-01-01", "2026-12-31"), "mark": (1,), "after": ("2026-11-06", 9)}

    def plan(reading) -> str:
        statement = reading._sql.places_by_opening(*names)  # noqa: SLF001
        given = [value for name in names for value in values[name]]
        return str(reading._link.execute(f"EXPLAIN QUERY PLAN {statement}", (*given, 5)).fetchall())  # noqa: SLF001

    told = desk.house.store.read(plan)
    assert f"INDEX {index} (" in told
    assert "TEMP B-TREE" not in told


# --- who is told what ---


@pytest.mark.parametrize("role", ["agent", "editor", "admin"])
def test_who_audits_no_case_has_no_list_and_the_try_is_a_line(desk, role):
    birth(desk)
    with pytest.raises(NotAllowed):
        found(desk, anyone(role))
    last = list(desk.house.store.read(lambda reading: list(reading.sights("0", "9"))))[-1]
    assert (last.act, last.denied, last.seen) == ("audit.cases", True, ())


def test_a_supervisor_is_told_of_their_own_desk_alone(any_desk):
    desk = any_desk
    here, away = birth(desk), birth(desk, "tiznit")
    assert numbers(desk, SUPERVISOR) == [here]
    assert numbers(desk) == [away, here]
    with pytest.raises(NotAllowed):
        found(desk, SUPERVISOR, commune="tiznit")


def test_a_list_is_one_line_that_names_the_cases_shown(any_desk):
    desk = any_desk
    first, second = birth(desk), birth(desk, "tiznit")
    found(desk, commune="tiznit")
    found(desk)
    lines = desk.house.store.read(lambda reading: list(reading.sights("0", "9")))
    assert [each.seen for each in lines if each.act == "audit.cases"] == [(second,), (second, first)]


def test_nobody_is_in_the_list_not_even_by_their_number(any_desk):
    """Fails when a list says whose a case is: the cases of one person could be put together."""
    desk = any_desk
    done(desk.open("naissance", fields={"date_naissance": "2026-11-01"}))
    done(desk.ask(Note(NAME)))
    told = json.dumps(audited_view(found(desk, suspicion=None), "fr"), ensure_ascii=False)
    assert desk.case in told
    assert desk.held().case.subject not in told
    assert NAME not in told
    assert "2026-11-01" not in told


def test_a_reserved_case_is_listed_where_its_pathway_is_named_to_who_may_replay_it(any_desk):
    """Fails when it shows among all the others, or to somebody to whom its number would answer « no such case »."""
    desk = any_desk
    shown = birth(desk)
    desk.actor = SUPERVISOR
    done(desk.open("protection"))
    hidden = desk.case
    elsewhere = Actor("nadia", "supervisor", "tiznit")
    for actor in (AUDITOR, SUPERVISOR):
        assert numbers(desk, actor) == [shown]
        assert numbers(desk, actor, process="protection") == [hidden]
        assert replay(desk.house, Asked(hidden), actor).case.case == hidden
    assert numbers(desk, elsewhere, process="protection") == []
    with pytest.raises(CaseNotFound):
        replay(desk.house, Asked(hidden), elsewhere)


def by_hand(desk: Desk, statement: str) -> None:
    """Write in the base as somebody with the file would."""
    database = reach(desk.url)
    link = database.link()
    link.execute(statement)
    link.close()
    database.close()


def test_a_reserved_case_made_ordinary_by_hand_stays_out(desk):
    """Fails when the row alone decides: whoever has the file would show where somebody is protected."""
    desk.actor = SUPERVISOR
    done(desk.open("protection"))
    by_hand(desk, "UPDATE cases SET confidentiality = 'ordinary'")
    assert numbers(desk) == []


def test_a_case_given_to_another_desk_by_hand_is_not_in_its_list(desk):
    birth(desk, "tiznit")
    by_hand(desk, "UPDATE cases SET commune = 'ait_melloul'")
    assert numbers(desk, SUPERVISOR) == []
    (told,) = found(desk).cases
    assert (told.line.commune, told.damaged) == ("tiznit", True)


def test_marks_taken_away_by_hand_are_found(desk):
    """Fails when the tag of a row doesn't hold its marks: one statement would make a forced step look like none."""
    forced(desk)
    by_hand(desk, "UPDATE cases SET marks = 0")
    (told,) = found(desk).cases
    assert told.damaged
    assert not is_intact(desk)


def test_an_invariant_that_rests_on_a_sealed_answer_names_no_case(desk, tmp_path):
    """Fails when an answer of somebody's is learnt from the number of their case (ADR 68)."""
    folder = Path(shutil.copytree(shipped("processes"), tmp_path / "processes"))
    path = folder / "naissance.yaml"
    text = path.read_text(encoding="utf-8").replace("version: 2\n", "version: 3\n", 1)
    probe = "{in: any, holds: \"suivi_hcr != 'reconnu'\", text: {fr: Sonde, ar: مسبار}, basis: asile_jamais_consulat}"
    path.write_text(text.replace("invariants:\n", f"invariants:\n  sonde: {probe}\n", 1), encoding="utf-8")
    workshop = Workshop(folder, shipped("forms"), desk.house.territory)
    publish(desk.house, workshop.referential().read_process(path), EDITOR)
    done(desk.open("naissance", fields={"suivi_hcr": "reconnu"}))
    assert numbers(desk, suspicion="broken") == []
    assert numbers(desk, SUPERVISOR, suspicion="broken") == []
