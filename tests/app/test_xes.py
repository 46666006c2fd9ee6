"""Histories for process mining: every event, under pseudonyms, and nothing personal."""

import re
from xml.etree import ElementTree as ET

import pytest

from engine.app.retrial import desk_day
from engine.app.xes import EXTENSIONS, UNKNOWN, activity, export_xes
from engine.core.events import EVERYWHERE, Actor, Correct, Note, Revert
from engine.errors import EngineError, NotAllowed, UsageError
from tests.app.desk import SUPERVISOR, Desk, done

AUDITOR = Actor("audit", "auditor", EVERYWHERE)
NAME = "Aminata-Témoin"
SPACE = "{http://www.xes-standard.org/}"


@pytest.fixture
def birth(desk) -> Desk:
    """A birth with words, a correction and something undone."""
    done(desk.open("naissance", fields={"date_naissance": "2026-11-01", "lieu_accouchement": "domicile"}))
    done(desk.ask(Note(NAME)))
    done(desk.ask(Correct({"date_naissance": "2026-11-02"}, NAME)))
    desk.papers(passeport_mere="received")
    done(desk.ask(Revert(desk.held().case.sequence, NAME)))
    return desk


def exported(desk: Desk, process: str | None = None, actor: Actor = AUDITOR) -> str:
    pieces: list[str] = []
    export_xes(desk.house, actor, process, pieces.append)
    return "".join(pieces)


def read(text: str) -> list[list[dict[str, str]]]:
    """The events of each trace, by key; parsed as any reader would."""
    root = ET.fromstring(text)  # noqa: S314 -- our own file
    assert root.tag == f"{SPACE}log"
    return [
        [{each.get("key", ""): each.get("value", "") for each in event} for event in trace.iter(f"{SPACE}event")]
        for trace in root.iter(f"{SPACE}trace")
    ]


def test_every_event_is_there_in_its_order_with_what_was_done(birth):
    (trace,) = read(exported(birth))
    history = birth.history()
    assert [each["concept:name"] for each in trace] == [activity(event) for event in history]
    assert [each["to"] for each in trace] == [event.to_state for event in history]
    assert [each["happened_on"][:10] for each in trace] == [event.happened_on for event in history]
    assert {desk_day(each["time:timestamp"]) for each in trace} == {birth.today}
    assert [each.get("undone") for each in trace] == [None, None, None, "true", None]


def test_nothing_personal_goes_out_nor_any_identifier(birth):
    """Fails when a datum, a word, a number of ours, an agent's name or a second goes out."""
    text = exported(birth)
    held = birth.held().case
    for secret in (NAME, held.case, held.subject, birth.actor.name, "2026-11-01", "2026-11-02", "domicile", held.head):
        assert f'"{secret}"' not in text, secret
        assert NAME not in text
    assert not re.search(r"T\d\d:\d\d:(?!00\.000)", text)
    keys = {key for trace in read(text) for event in trace for key in event}
    assert keys == {
        *("concept:name", "lifecycle:transition", "org:resource", "org:role", "org:group", "time:timestamp"),
        *("happened_on", "title", "kind", "from", "to", "undone"),
    }


def test_pseudonyms_hold_in_one_file_and_in_no_other(birth):
    """Fails when a pseudonym is a plain hash: whoever knows a number would find its case."""
    done(birth.open("naissance", fields={}))
    first, second = exported(birth), exported(birth)

    def names(text, kind):
        return re.findall(rf'value="({kind}-[0-9a-f]{{16}})"', text)

    assert len(set(names(first, "case"))) == 2
    assert len(set(names(first, "actor"))) == 1
    assert not {*names(first, "case"), *names(first, "actor")} & {*names(second, "case"), *names(second, "actor")}


def test_extensions_are_the_standard_ones_and_every_prefix_is_declared(birth):
    root = ET.fromstring(exported(birth))  # noqa: S314 -- our own file
    declared = {each.get("prefix") for each in root.iter(f"{SPACE}extension")}
    assert declared == {prefix for _, prefix in EXTENSIONS}
    used = {each.get("key", "").partition(":")[0] for each in root.iter() if ":" in each.get("key", "")}
    assert used <= declared
    order = [each.tag.removeprefix(SPACE) for each in root]
    assert order == sorted(order, key=["extension", "global", "classifier", "string", "trace"].index)


def test_a_protected_pathway_goes_out_by_name_alone_and_without_its_communes(desk):
    """Fails when few cases of a protected pathway stand in everybody's file."""
    done(desk.open("naissance", fields={}))
    desk.actor = SUPERVISOR
    done(desk.open("protection", fields={}))
    assert len(read(exported(desk))) == 1
    (trace,) = read(exported(desk, "protection"))
    assert {each["org:group"] for each in trace} == {UNKNOWN}


def test_an_export_is_an_event_of_the_log(birth):
    exported(birth, "naissance")
    history = birth.house.store.read(lambda reading: reading.history("system"))
    (event,) = [event for event, _ in history if event.kind == "exported"]
    assert (event.body["scope"], event.body["process"], event.body["cases"]) == ("xes", "naissance", 1)
    assert (event.actor, event.body["personal"]) == ("audit", False)


@pytest.mark.parametrize("role", ["agent", "supervisor", "editor", "admin"])
def test_who_may_not_export_is_refused_and_the_try_is_noted(birth, role):
    with pytest.raises(NotAllowed):
        exported(birth, actor=Actor("x", role, EVERYWHERE))
    noted = list(birth.house.store.read(lambda reading: list(reading.sights("2000", "2999"))))[-1]
    assert (noted.act, noted.denied) == ("audit.export", True)


def test_a_pathway_that_is_not_published_is_told(birth):
    with pytest.raises(UsageError, match="inconnu"):
        exported(birth, "inconnu")


def test_nothing_is_recorded_when_the_file_can_not_be_written(birth):
    """The event comes once all is written: a full disk leaves no export that never was."""

    def full(text: str) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises((OSError, EngineError)):
        export_xes(birth.house, AUDITOR, None, full)
    history = birth.house.store.read(lambda reading: reading.history("system"))
    assert "exported" not in [event.kind for event, _ in history]


def test_an_export_holds_one_page_of_cases_at_a_time(desk, monkeypatch):
    """More cases than a page: all are there, once."""
    for _ in range(3):
        done(desk.open("naissance", fields={}))
    monkeypatch.setattr("engine.app.xes._PAGE", 2)
    assert len(read(exported(desk))) == 3
