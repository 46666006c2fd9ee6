"""`baom audit access`: who saw whom, as an auditor reads it, over a log of reads made by hand."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from engine.app.house import instant
from engine.app.people import add_person
from engine.authority.allow import Action
from engine.bootstrap import Settings, open_house, shipped
from engine.commands.audit_access import ACTS
from engine.core.events import Actor
from tests.behind import past_triggers
from tests.commands.conftest import NOW, flat

FATIMA = Actor("f.amrani", "agent", "tiznit")
ZINEB = Actor("z.alaoui", "agent", "tiznit")
OMAR = Actor("o.idrissi", "agent", "agadir")


@pytest.fixture
def house(baom):
    """The house over the same database, on the day before the holiday that the command lines live on."""
    settings = Settings(
        str(baom.folder / "baom.db"),
        baom.folder / "cle" / "baom.key",
        shipped("processes"),
        shipped("forms"),
        {},
        now=datetime(2026, 11, 5, 9, tzinfo=UTC),
    )
    house = open_house(settings)
    yield house
    house.store.close()


@pytest.fixture
def see(house):
    """Notes that somebody saw something, at a moment of the desks' week."""

    def noted(actor, *seen, at="2026-11-06T10:00", act="case.read", denied=False, why=""):
        moment = instant(datetime.fromisoformat(at).replace(tzinfo=UTC))
        house.store.write(lambda writing: writing.trace(actor, act, seen, moment, denied=denied, why=why))

    return noted


@pytest.fixture
def tiznit(baom):
    """A case of Tiznit, and the person it is for."""
    person = baom.json("person", "add", "--name", "Amina Berrada", "--commune", "tiznit")["subject"]
    return baom.open("--subject", person), person


def seen_of(answer):
    return [(line["actor"], line["act"], line["denied"]) for line in answer["sights"]]


def test_all_who_saw_a_person_or_their_cases_are_told_with_those_who_were_refused(baom, see, tiznit):
    case, person = tiznit
    other = baom.open()
    see(FATIMA, case, person)
    see(FATIMA, other)
    see(OMAR, case, denied=True)
    see(OMAR, person, act="person.search")
    told = baom.json("audit", "access", "--person", person, "--as", "auditor")
    assert seen_of(told) == [
        ("f.amrani", "case.read", False),
        ("o.idrissi", "case.read", True),
        ("o.idrissi", "person.search", False),
    ]
    assert told["sights"][0] | {"position": 0} == {
        "position": 0,
        "at": "2026-11-06T10:00:00.000Z",
        "actor": "f.amrani",
        "role": "agent",
        "commune": "tiznit",
        "act": "case.read",
        "seen": [case, person],
        "count": 2,
        "denied": False,
        "why": "",
    }
    # The sixth of November is a holiday.
    assert [(each["pattern"], each["actor"], each["count"]) for each in told["patterns"]] == [
        ("off_hours", "f.amrani", 3),
        ("elsewhere", "o.idrissi", 1),
        ("off_hours", "o.idrissi", 2),
    ]


def test_a_case_an_agent_and_a_period_are_asked_about(baom, see, tiznit):
    case, person = tiznit
    see(FATIMA, case, at="2026-11-04T10:00")
    see(FATIMA, person, at="2026-11-05T10:00")
    see(OMAR, case, at="2026-11-06T10:00")
    asked = ("audit", "access", "--as", "auditor")
    assert len(baom.json(*asked, "--case", case)["sights"]) == 2
    assert len(baom.json(*asked, "--agent", "f.amrani")["sights"]) == 2
    since = baom.json(*asked, "--since", "05/11/2026", "--until", "05/11/2026")
    assert seen_of(since) == [("f.amrani", "case.read", False)]
    assert (since["since"], since["until"]) == ("2026-11-05", "2026-11-05")
    assert baom.json(*asked, "--case", case, "--agent", "f.amrani")["found"] == 1


def test_a_day_is_the_desks_own(baom, see, tiznit):
    """Half past midnight in Tiznit is the day before in UTC. Fails on UTC days."""
    see(FATIMA, tiznit[0], at="2026-11-05T23:30")
    asked = ("audit", "access", "--as", "auditor", "--since", NOW, "--until", NOW)
    assert baom.json(*asked, "--agent", "f.amrani")["found"] == 1


def test_without_a_period_the_last_thirty_days_are_told_and_of_a_person_all(baom, see, tiznit):
    case, person = tiznit
    see(FATIMA, case, person, at="2026-09-01T10:00")
    assert baom.json("audit", "access", "--as", "auditor", "--agent", "f.amrani")["found"] == 0
    assert baom.json("audit", "access", "--as", "auditor", "--person", person)["found"] == 1


def test_twenty_people_opened_without_a_word_are_pointed_out_and_work_is_not(baom, house, see):
    """The journal is looked at: the same reads, by whoever recorded those people that day, are work."""
    people = [add_person(house, "person", "tiznit", {"name": "Amina"}, ZINEB) for _ in range(20)]
    for each in people:
        see(FATIMA, each, at="2026-11-05T10:00", act="person.read")
        see(ZINEB, each, at="2026-11-05T10:00", act="person.read")
    told = baom.json("audit", "access", "--as", "auditor", "--since", "2026-11-05")
    assert [(each["pattern"], each["actor"], each["count"]) for each in told["patterns"]] == [("many", "f.amrani", 20)]
    only = baom.json("audit", "access", "--as", "auditor", "--person", people[0])
    assert [(each["actor"], each["count"]) for each in only["patterns"]] == [("f.amrani", 20)]


def test_the_last_lines_are_shown_and_all_are_counted(baom, see, tiznit):
    for minute in range(5):
        see(FATIMA, tiznit[0], at=f"2026-11-06T10:0{minute}")
    told = baom.json("audit", "access", "--as", "auditor", "--agent", "f.amrani", "--limit", "2")
    assert (told["found"], [line["at"][14:16] for line in told["sights"]]) == (5, ["03", "04"])
    assert "--limit 4" in baom("audit", "access", "--as", "auditor", "--agent", "f.amrani", "--limit", "2").output


def test_a_supervisor_is_told_of_their_own_desk_and_of_whoever_looked_there(baom, see, tiznit):
    """Of what other desks keep, not even the numbers. Fails when lines aren't looked into one by one."""
    case, _ = tiznit
    agadir = baom.open(commune="agadir")
    see(FATIMA, case)
    see(FATIMA, agadir, denied=True)
    see(OMAR, case, agadir, why="glass")
    see(OMAR, agadir)
    told = baom.json("audit", "access", "--as", "supervisor@tiznit", "--since", NOW)
    assert [(line["actor"], line["seen"]) for line in told["sights"] if line["act"] == "case.read"] == [
        ("f.amrani", [case]),
        ("f.amrani", ["?"]),
        ("o.idrissi", [case, "?"]),
    ]


def test_a_case_or_a_person_of_another_desk_is_not_there_for_a_supervisor(baom, see, tiznit):
    """The same words as for a number that nobody has, and the try is a line."""
    case, person = tiznit
    asked = ("audit", "access", "--as", "supervisor@agadir")
    for option, name, nobody in (("--case", case, "D-0000-0000"), ("--person", person, "B-0000-0000")):
        refused, absent = (baom(*asked, option, each, code=2).output for each in (name, nobody))
        assert refused.replace(name, nobody) == absent
    tries = baom.json("audit", "access", "--as", "auditor", "--agent", "supervisor")["sights"]
    assert [(line["act"], line["denied"], line["seen"]) for line in tries] == [
        ("audit.access", True, [case]),
        ("audit.access", True, ["?"]),
        ("audit.access", True, [person]),
        ("audit.access", True, ["?"]),
    ]


@pytest.mark.parametrize("role", ["agent", "editor", "admin"])
def test_whoever_may_not_audit_is_told_nothing(baom, tiznit, role):
    told = baom("audit", "access", "--person", tiznit[1], "--as", f"{role}@tiznit", code=2)
    assert tiznit[1] not in told.output
    lines = baom.json("audit", "access", "--agent", role, "--as", "auditor")["sights"]
    assert [(line["act"], line["denied"]) for line in lines][-1] == ("audit.access", True)


def test_to_ask_is_a_line_too(baom, tiznit):
    for _ in range(2):
        told = baom.json("audit", "access", "--person", tiznit[1], "--as", "auditor")
    assert seen_of(told) == [("auditor", "audit.access", False)]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_screen_says_who_when_what_and_what_to_ask_about(baom, see, tiznit, language):
    case, person = tiznit
    see(FATIMA, case, person, at="2026-11-06T21:00")
    see(OMAR, case, at="2026-11-06T10:00", why="glass")
    told = flat(baom("--lang", language, "audit", "access", "--person", person, "--as", "auditor").output)
    desks = ("تيزنيت", "أكادير") if language == "ar" else ("Tiznit", "Agadir")
    for expected in ("f.amrani", "o.idrissi", case, "06/11/2026 22:00", *desks):
        assert expected in told
    if language == "fr":
        assert "bris de glace" in told
        assert "À éclaircir" in told
        assert "quand les bureaux sont fermés (2)" in told


def test_a_damaged_line_is_told_and_nothing_is_shown_in_its_place(baom, see, tiznit):
    see(FATIMA, tiznit[0])
    with past_triggers(baom.folder / "baom.db") as link:
        link.execute("UPDATE reads SET bytes = x'7b7d'")
    assert "registre des consultations" in baom("audit", "access", "--as", "auditor", code=5).output


def test_every_act_has_words():
    """Fails when an act is shown by its own name, as `glass.break` was."""
    assert sorted(set(get_args(Action)) - ACTS.keys()) == []
