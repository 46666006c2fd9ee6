"""Lists of cases: what they show, in which order, page by page, and by which index they are found."""

from dataclasses import replace

import pytest

from engine.core.events import Draft
from engine.errors import UsageError
from engine.store.connect import reach
from engine.store.statements import Statements
from tests.store.samples import DIGEST, STAMP, at_desk, moved, noted, open_case, opening, standing_of, step


def cases(store, *rows):
    """Open cases: (name, commune, due or None, waking day or None)."""

    def work(writing):
        for name, commune, due, wake in rows:
            open_case(writing, name, None, opening(due=due, wake=wake), stamp=at_desk(commune))

    store.write(work)


@pytest.fixture
def desk(store):
    """Five cases of two communes, one without a due day."""
    cases(
        store,
        ("d1", "tiznit", "2026-12-10", "2026-11-20"),
        ("d2", "tiznit", "2026-12-01", None),
        ("d3", "agadir", "2026-11-30", "2026-11-10"),
        ("d4", "tiznit", None, "2026-11-15"),
        ("d5", "tiznit", "2026-12-01", "2026-11-12"),
    )
    return store


def names(lines):
    return [line.case for line in lines]


def test_a_worklist_goes_by_due_day_and_those_without_one_come_last(desk):
    assert names(desk.read(lambda reading: reading.worklist(commune="tiznit"))) == ["d2", "d5", "d1", "d4"]
    assert names(desk.read(lambda reading: reading.worklist())) == ["d3", "d2", "d5", "d1", "d4"]


def test_a_line_shows_where_a_case_stands(desk):
    (line,) = desk.read(lambda reading: reading.worklist(commune="agadir"))
    shown = (line.case, line.process, line.digest, line.state, line.commune, line.due, line.subject, line.sequence)
    assert shown == ("d3", "naissance", DIGEST, "qualification", "agadir", "2026-11-30", "person-of-d3", 1)
    assert (line.assigned, line.opened_on, line.open, line.confidentiality) == (None, "2026-11-06", True, "ordinary")


def test_a_worklist_is_filtered(desk):
    step(desk, "d5", Draft("assigned", None, "a", "a", {"to": "brahim"}))

    def listed(**filters):
        return names(desk.read(lambda reading: reading.worklist(**filters)))

    assert listed(until="2026-12-01") == ["d3", "d2", "d5"]
    assert listed(assigned="brahim") == ["d5"]
    assert listed(process="sante") == []
    assert listed(process="naissance", commune="agadir", until="2026-11-29") == []


def test_a_worklist_is_read_by_queue(desk):
    """Each queue lies in an order of its own in the index; together they go by due day all the same."""
    step(desk, "d3", Draft("transferred", None, "a", "a", {"commune": "tiznit"}))
    told = desk.read(lambda reading: reading.worklist(commune="tiznit"))
    assert [(line.case, line.queue) for line in told] == [
        ("d3", "referral"),
        ("d2", "task"),
        ("d5", "task"),
        ("d1", "task"),
        ("d4", "task"),
    ]
    assert names(desk.read(lambda reading: reading.worklist(queues=("referral",)))) == ["d3"]
    assert names(desk.read(lambda reading: reading.worklist(queues=("task",), since="2026-12-02"))) == ["d1", "d4"]


def test_cases_of_nobody_are_told_from_those_of_an_agent(desk):
    step(desk, "d5", Draft("assigned", None, "a", "a", {"to": "brahim"}))
    assert names(desk.read(lambda reading: reading.worklist(assigned="", commune="tiznit"))) == ["d2", "d1", "d4"]


def test_appointments_are_found_by_their_days(desk):
    """A case is found when one of its appointments may fall in the period; a closed one never is."""

    def met(since, until, **more):
        return names(desk.read(lambda reading: reading.meeting(since, until, **more)))

    for case, days in {"d1": ("2026-12-03", "2026-12-03"), "d2": ("2026-11-01", "2026-12-20")}.items():
        meet(desk, case, days)
    assert met("2026-12-03", "2026-12-03") == ["d1", "d2"]
    assert met("2026-12-04", "2026-12-10") == ["d2"]
    assert met("2026-12-21", "2027-01-01") == []
    assert met("2026-10-01", "2026-11-01", commune="tiznit") == ["d2"]
    assert met("2026-10-01", "2026-11-01", commune="agadir") == []
    meet(desk, "d2", None)
    assert met("2026-11-01", "2026-12-31") == ["d1"]
    step(desk, "d1", Draft("moved", "clore", "a", "cloture", {"outcome": "success"}))
    assert met("2026-11-01", "2026-12-31") == []


def meet(store, case, days):
    """A step after which the case has appointments from one day to another."""

    def work(writing):
        held = writing.case(case)
        writing.append(held, (noted(held),), STAMP, lambda state: replace(standing_of(state), meets=days))

    store.write(work)


def test_a_closed_case_leaves_the_worklist_and_stays_in_the_list(desk):
    step(desk, "d2", Draft("moved", "clore", "a", "cloture", {"outcome": "success"}))
    assert "d2" not in names(desk.read(lambda reading: reading.worklist()))
    assert names(desk.read(lambda reading: reading.cases(state="cloture"))) == ["d2"]
    assert "d2" not in names(desk.read(lambda reading: reading.cases(open_only=True)))
    assert desk.read(lambda reading: reading.cases(state="cloture"))[0].open is False


def test_a_protected_case_can_be_left_out(desk):
    desk.write(lambda writing: open_case(writing, "d6", confidentiality="protected"))
    assert names(desk.read(lambda reading: reading.cases(confidentiality="protected"))) == ["d6"]
    assert "d6" not in names(desk.read(lambda reading: reading.worklist(confidentiality="ordinary")))


def test_a_transferred_case_changes_desk(desk):
    step(desk, "d3", Draft("transferred", None, "a", "a", {"commune": "tiznit"}))
    assert names(desk.read(lambda reading: reading.worklist(commune="agadir"))) == []
    assert names(desk.read(lambda reading: reading.worklist(commune="tiznit")))[0] == "d3"


def test_the_last_case_opened_comes_first(desk):
    assert names(desk.read(lambda reading: reading.cases())) == ["d5", "d4", "d3", "d2", "d1"]
    assert names(desk.read(lambda reading: reading.cases(commune="tiznit", process="naissance"))) == [
        "d5",
        "d4",
        "d2",
        "d1",
    ]


@pytest.mark.parametrize("kind", ["worklist", "cases"])
def test_pages_follow_each_other_without_a_gap_or_a_double(desk, kind):
    whole = desk.read(lambda reading: getattr(reading, kind)())
    seen, after = [], None
    while page := desk.read(lambda reading, after=after: getattr(reading, kind)(after=after, limit=2)):
        seen += page
        after = page[-1].cursor
    assert seen == whole


@pytest.mark.parametrize("after", ["", "x", "2026-12-01", "2026-12-01.", ".3", "2026-12-01.x", "2026-12-01.٣"])
def test_a_page_that_means_nothing_is_refused(desk, after):
    with pytest.raises(UsageError):
        desk.read(lambda reading: reading.worklist(after=after))


def test_a_subject_has_its_cases(desk):
    desk.write(lambda writing: open_case(writing, "d6", "person-of-d1"))
    assert names(desk.read(lambda reading: reading.cases_of("person-of-d1"))) == ["d6", "d1"]
    assert desk.read(lambda reading: reading.cases_of("personne")) == []


def test_cases_wake_on_their_day_in_bounded_batches(desk):
    def waking(day, limit=10, after=None):
        return desk.read(lambda reading: reading.waking(day, limit, after))

    assert waking("2026-11-09") == []
    assert waking("2026-11-15") == ["d3", "d4", "d5"]
    assert waking("2026-11-15", 2) == ["d3", "d4"]
    assert waking("2026-11-15", 2, "d4") == ["d5"]
    step(desk, "d4", moved(desk.read(lambda reading: reading.case("d4")), "b", {"clocks": {"declaration": None}}))
    assert waking("2026-12-31") == ["d1", "d3", "d5"]


def test_lists_are_found_by_their_index(file, sqlite_url):
    """Fails when the flag of an open case is given as a parameter: no partial index can then be used."""
    cases(file, *[(f"d{rank}", "tiznit", f"2026-12-{rank:02}", "2026-11-20") for rank in range(1, 20)])
    link = reach(sqlite_url).link()
    link.execute("ANALYZE")
    sql = Statements("sqlite")
    plans = {
        "ix_cases_worklist": (
            sql.list_of("due", "commune", "queue", "open", "since", "after"),
            ("tiznit", "task", "2026-12-01", "2026-12-01", 1, 50),
        ),
        "ix_cases_due": (sql.list_of("due", "queue", "open", "until"), ("task", "2026-12-05", 50)),
        "ix_cases_meets": (sql.list_of("meets", "open", "meets"), ("2026-12-01", "2026-12-05", 50)),
        "ix_cases_desk_meets": (
            sql.list_of("meets", "commune", "open", "meets", "after"),
            ("tiznit", "2026-12-01", "2026-12-05", "2026-12-01", 1, 50),
        ),
        "ix_cases_commune": (sql.list_of("newest", "commune"), ("tiznit", 50)),
        "ix_cases_subject": (sql.list_of("newest", "subject"), ("person-of-d1", 50)),
        "ix_cases_wake": (sql.waking, ("2026-11-19", 0, 50)),
    }
    for index, (statement, parameters) in plans.items():
        plan = "\n".join(row[3] for row in link.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))
        assert f"cases USING INDEX {index}" in plan, plan
        assert index == "ix_cases_wake" or "TEMP B-TREE" not in plan, plan
    link.close()
