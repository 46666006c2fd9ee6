"""Somebody with the file moves a case or a person to another desk by hand, and puts it back: it opens no door there.

The attack is lived whole: the row is written in, an agent of the other desk tries every door that the program has, the
row is put back, and the history verifies as before.
"""

from datetime import timedelta

import pytest

from engine.app.access import Asked as Access
from engine.app.access import access
from engine.app.cases import open_case, perform
from engine.app.listing import Wanted, list_cases
from engine.app.opening import Opening
from engine.app.people import add_person, search
from engine.app.person_file import show_person
from engine.app.reading import read_case
from engine.app.replaying import Asked, replay
from engine.app.verifying import Outside, verify
from engine.app.worklist import Wanted as Day
from engine.app.worklist import every_row, worklist
from engine.core.events import Actor, Assign, Note, Transfer
from engine.errors import BrokenHistory, CaseNotFound, EngineError, PersonNotFound
from engine.store.tables import tables
from tests.app.desk import Desk, desk_vault, done
from tests.app.tampering import OWN, Hand
from tests.app.test_doors import (
    ABSENT,
    BY_CASE,
    BY_PERSON,
    LISTS,
    NAME,
    OWNER,
    STRANGER,
    lines,
    subject_of,
    tiznit,
    told,
)

__all__ = ["tiznit"]

CHIEF = Actor("omar", "supervisor", "*")


class Rows:
    """The rows of cases and subjects, as a hand copies them, writes in them and puts them back."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.kept = self._all()

    def edit(self, statement: str, *given: object) -> None:
        hand = Hand(self.desk.url)
        hand.run(statement, *given)
        hand.leave()

    def put_back(self) -> None:
        """As they were when they were copied."""
        hand = Hand(self.desk.url)
        for table, rows in self.kept.items():
            hand.run(f"DELETE FROM {table}")
            for row in rows:
                hand.run(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", *row)
        hand.leave()

    def _all(self) -> dict[str, list[tuple[object, ...]]]:
        hand = Hand(self.desk.url)
        described = tables("sqlite")
        kept = {
            table.name: hand.rows(f"SELECT {', '.join(column.name for column in table.c)} FROM {table.name}")
            for table in (described.cases, described.subjects)
        }
        hand.leave()
        return kept


@pytest.fixture
def rows(tiznit: Desk) -> Rows:
    return Rows(tiznit)


def moved(rows: Rows) -> None:
    rows.edit("UPDATE cases SET commune = 'taroudant'")


def moved_snapshot_too(rows: Rows) -> None:
    moved(rows)
    snapshot_alone(rows)


def snapshot_alone(rows: Rows) -> None:
    """What the program reads of a case, and no list does."""
    ((snapshot,),) = ((row[-2],) for row in rows.kept["cases"])
    rows.edit("UPDATE cases SET snapshot = ?", bytes(snapshot).replace(b'"tiznit"', b'"taroudant"'))


def sent(rows: Rows) -> None:
    rows.edit("UPDATE cases SET queue = 'referral', assigned = 'brahim'")


def everything(rows: Rows) -> None:
    """All that a stranger to the keys can do: both rows, and the history that would have to tell of it."""
    moved_snapshot_too(rows)
    rows.edit("UPDATE subjects SET commune = 'taroudant'")
    case = rows.desk.case
    hand = Hand(rows.desk.url)
    hand.change(case, 1, commune="taroudant")
    hand.leave()


BY_HAND = {each.__name__: each for each in (moved, snapshot_alone, moved_snapshot_too, sent, everything)}


@pytest.mark.parametrize("edit", BY_HAND)
def test_a_case_moved_by_hand_to_another_desk_opens_no_door_there(tiznit, rows, edit):
    """Fails without the tags: Taroudant reads and writes the case, and nothing shows once it is put back."""
    before = tiznit.history()
    BY_HAND[edit](rows)
    for door in BY_CASE.values():
        refused = told(lambda door=door: door(tiznit, tiznit.case, ""))
        assert refused.replace(tiznit.case, ABSENT) == told(lambda door=door: door(tiznit, ABSENT, ""))
    for door in BY_PERSON.values():
        refused = told(lambda door=door: door(tiznit, "", subject_of_row(rows)))
        assert NAME not in refused
        assert "n'est accessible" in refused
    for listed in LISTS.values():
        assert listed(tiznit) == []
    assert all(line.denied or line.seen == () for line in lines(tiznit) if line.actor == "brahim")
    if edit != "everything":
        assert tiznit.history() == before
        rows.put_back()
        assert verify(tiznit.url, desk_vault(), Outside()).verdict == "intact"
        assert read_case(tiznit.house, tiznit.case, OWNER)


def subject_of_row(rows: Rows) -> str:
    hand = Hand(rows.desk.url)
    ((name,),) = hand.rows("SELECT name FROM streams JOIN cases ON cases.subject = streams.id")
    hand.leave()
    return name


def test_its_own_desk_is_told_that_it_was_changed_and_by_what_it_is_mended(tiznit, rows):
    """By the signed history, since the row says nothing any more; and a list names it, and goes on."""
    moved(rows)
    with pytest.raises(BrokenHistory, match="Sa ligne") as refused:
        read_case(tiznit.house, tiznit.case, OWNER)
    assert "baom db rebuild" in refused.value.remedy
    rows.put_back()
    rows.edit("UPDATE cases SET state = 'ailleurs'")
    (listed,) = list_cases(tiznit.house, Wanted(), 50, OWNER)[0]
    assert (listed.line.case, listed.line.state, listed.damaged) == (tiznit.case, "?", True)
    assert {(row.line.case, row.damaged) for _, row in every_row(worklist(tiznit.house, Day(), OWNER))} == {
        (tiznit.case, True)
    }


def test_a_history_written_in_as_well_gives_the_case_to_no_desk(tiznit, rows):
    """Fails when the signatures aren't tried: the history that was forged would tell whose case it is."""
    everything(rows)
    for actor in (OWNER, STRANGER):
        with pytest.raises(CaseNotFound):
            read_case(tiznit.house, tiznit.case, actor)
    with pytest.raises(BrokenHistory):
        read_case(tiznit.house, tiznit.case, CHIEF)


def test_an_older_row_put_back_whole_opens_nothing(tiznit):
    """With its own tags, of the day when the case was still here. Fails when a row isn't held to the last event."""
    house = tiznit.house
    before = Rows(tiznit)
    done(perform(house, tiznit.case, Transfer("taroudant", "déménagement"), OWNER, tiznit.today))
    done(perform(house, tiznit.case, Assign("brahim"), STRANGER, tiznit.today))
    after = Rows(tiznit)
    before.put_back()
    for door in (
        lambda: read_case(house, tiznit.case, OWNER),
        lambda: perform(house, tiznit.case, Note("vu"), OWNER, tiznit.today),
    ):
        with pytest.raises(CaseNotFound):
            door()
    assert list_cases(house, Wanted(), 50, OWNER)[0] == []
    with pytest.raises(BrokenHistory):
        read_case(house, tiznit.case, STRANGER)
    after.put_back()
    assert verify(tiznit.url, desk_vault(), Outside()).verdict == "intact"


def test_a_sender_written_into_the_history_of_a_case_on_its_way_sees_nothing(tiznit):
    """It is its sender's too until it is taken up. Fails when the history isn't walked from the row's end."""
    house = tiznit.house
    done(perform(house, tiznit.case, Transfer("agadir", "déménagement"), OWNER, tiznit.today))
    assert read_case(house, tiznit.case, OWNER)
    hand = Hand(tiznit.url)
    hand.change(tiznit.case, 2, commune="taroudant")
    hand.leave()
    with pytest.raises(CaseNotFound):
        read_case(house, tiznit.case, STRANGER)


def test_the_rows_of_two_cases_changed_for_each_other_open_neither(tiznit):
    own = done(open_case(tiznit.house, Opening("naissance", "taroudant", tiznit.today), STRANGER)).case.case
    hand = Hand(tiznit.url)
    here, there = (hand.stream(name) for name in (tiznit.case, own))
    for before, after in ((here, -1), (there, here), (-1, there)):
        hand.run("UPDATE cases SET stream = ? WHERE stream = ?", after, before)
    hand.leave()
    with pytest.raises(CaseNotFound):
        read_case(tiznit.house, tiznit.case, STRANGER)
    with pytest.raises(BrokenHistory):
        read_case(tiznit.house, own, STRANGER)
    assert [listed.damaged for listed in list_cases(tiznit.house, Wanted(), 50, STRANGER)[0]] == []


def test_the_names_of_two_histories_changed_for_each_other_open_neither(tiznit):
    own = done(open_case(tiznit.house, Opening("naissance", "taroudant", tiznit.today), STRANGER)).case.case
    hand = Hand(tiznit.url)
    here, there = (hand.stream(name) for name in (tiznit.case, own))
    for row, name in ((here, "x"), (there, tiznit.case), (here, own)):
        hand.run("UPDATE streams SET name = ? WHERE id = ?", name, row)
    hand.leave()
    for case in (tiznit.case, own):
        with pytest.raises(EngineError):
            read_case(tiznit.house, case, STRANGER)


def test_a_person_moved_by_hand_is_found_by_nobody_of_the_other_desk(tiznit, rows):
    subject = subject_of(tiznit)
    rows.edit("UPDATE subjects SET commune = 'taroudant'")
    assert search(tiznit.house, NAME, STRANGER) == []
    with pytest.raises(PersonNotFound):
        show_person(tiznit.house, subject, STRANGER)
    with pytest.raises(BrokenHistory):
        show_person(tiznit.house, subject, OWNER)
    rows.put_back()
    assert verify(tiznit.url, desk_vault(), Outside()).verdict == "intact"


def test_a_person_given_the_case_of_another_desk_by_hand_is_no_guest_there(tiznit, rows):
    """Fails when the guests of a desk are looked for by rows that nothing binds."""
    done(open_case(tiznit.house, Opening("naissance", "taroudant", tiznit.today), STRANGER))
    hand = Hand(tiznit.url)
    ((subject,),) = hand.rows("SELECT subject FROM cases WHERE stream = ?", hand.stream(tiznit.case))
    hand.run("UPDATE cases SET subject = ? WHERE commune = 'taroudant'", subject)
    hand.leave()
    assert search(tiznit.house, NAME, STRANGER) == []


def test_an_altered_person_ends_no_search(tiznit, rows):
    other = add_person(tiznit.house, "person", "tiznit", {"name": NAME}, OWNER)
    rows.edit("UPDATE subjects SET kind = 'household' WHERE stream = (SELECT min(stream) FROM subjects)")
    assert [match.subject.id for match in search(tiznit.house, NAME, OWNER)] == [other]


@pytest.mark.parametrize(
    "written",
    [
        "UPDATE subjects SET data = ? WHERE stream = (SELECT min(stream) FROM subjects)",
        "UPDATE keys SET wrapped = ? WHERE stream = (SELECT min(stream) FROM subjects)",
    ],
)
def test_a_search_says_that_a_record_could_not_be_shown_to_its_own_desk_alone(tiznit, rows, written: str):
    """Fails when one bad row ends the search, or when it says « nobody » of somebody who is there."""
    rows.edit(written, b"0")
    for actor, count in ((OWNER, 1), (STRANGER, 0)):
        unshown: list[str] = []
        assert search(tiznit.house, NAME, actor, unshown=unshown) == []
        assert len(unshown) == count


def test_the_auditor_still_replays_what_the_history_says(tiznit, rows):
    """The evidence isn't taken away with the row; what is personal in it isn't shown on anybody's word."""
    moved_snapshot_too(rows)
    found = replay(tiznit.house, Asked(tiznit.case), Actor("amal", "auditor", "*"))
    assert (found.case.commune, found.strays) == ("tiznit", True)


def test_a_sender_may_still_act_until_the_case_is_taken_up_and_then_no_more(tiznit):
    """What the rules allow is no finding; the same act signed afterwards, by whoever has the key, is one."""
    house = tiznit.house
    for step, actor in (
        (Transfer("taroudant", "déménagement"), OWNER),
        (Assign("amina"), OWNER),
        (Assign("brahim"), STRANGER),
        (Note("vue"), CHIEF),
    ):
        done(perform(house, tiznit.case, step, actor, tiznit.today))
    assert verify(tiznit.url, desk_vault(), Outside()).findings == ()
    hand = Hand(tiznit.url)
    hand.append(tiznit.case, OWN, kind="assigned", body={"to": "amina"}, actor="amina", role="agent", commune="tiznit")
    hand.leave()
    found = {each.kind: each for each in verify(tiznit.url, desk_vault(), Outside()).findings}
    assert (found["desk"].stream, found["desk"].sequence) == (tiznit.case, len(tiznit.history()))
    assert "tiznit" in found["desk"].message


def test_a_sight_of_a_case_that_was_another_desk_s_by_its_history_is_pointed_out(tiznit):
    """Fails when the desk of a case is asked of its row: put back, it says nothing of the hour before."""
    house = tiznit.house
    house.trace(STRANGER, "case.read", (tiznit.case,))
    tiznit.wall.day += timedelta(days=3)
    done(perform(house, tiznit.case, Transfer("taroudant", "déménagement"), OWNER, tiznit.today))
    for actor in (OWNER, STRANGER, CHIEF):
        read_case(house, tiznit.case, actor)
    found = access(house, Access(case=tiznit.case), Actor("amal", "auditor", "*"), 100).patterns
    assert [(each.kind, each.actor, each.positions) for each in found if each.kind == "elsewhere"] == [
        ("elsewhere", "brahim", (lines(tiznit)[0].position,))
    ]
