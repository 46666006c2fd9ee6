"""Every story of the scenarios, lived, then looked at: a case of each kind of event, on each of its pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.app.demo import fill
from engine.app.house import House
from engine.app.publishing import stories
from engine.bootstrap import Settings, make_database, shipped, workshop_of
from engine.web.app import create_app
from tests.web.conftest import Browser

OF_EVERYONE = ("opened", "moved", "acted", "recorded", "document_changed", "consented", "reminded", "expired")
RARE = ("shared", "linked", "corrected", "reverted", "demanded_undue", "noted")
"Kinds that some story must bring: without them this test would look at less than it says."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    key = tmp_path / "cle" / "baom.key"
    return Settings(str(tmp_path / "demo.db"), key, shipped("processes"), shipped("forms"), {})


@pytest.fixture
def lived(settings: Settings) -> Iterator[House]:
    """A training base in which every story of the scenarios was lived once."""
    house, _ = make_database(settings, training=True)
    every = stories(workshop_of(settings, house.territory))
    fill(house, every, len(every))
    yield house
    house.store.close()


def of_each_kind(house: House) -> dict[str, tuple[str, int, frozenset[str]]]:
    """Cases that bring together each kind of event of each pathway: case → person, steps, what they are picked for."""
    seen: set[tuple[str, str]] = set()
    found = {}
    for line in house.store.read(lambda reading: reading.cases(limit=10_000)):
        events = [event for event, _ in house.store.read(lambda reading, case=line.case: reading.history(case))]
        new = {(line.process, event.kind) for event in events} - seen
        if new:
            seen |= new
            found[line.case] = (line.subject, len(events), frozenset(kind for _, kind in new))
    return found


def test_a_case_of_every_kind_of_event_opens_on_each_of_its_pages(lived: House, settings: Settings):
    """Fails when something that a case may hold ends a page in an incident, in either language."""
    app = create_app(lived, settings)
    cases = of_each_kind(lived)
    assert {kind for _, _, kinds in cases.values() for kind in kinds} >= {*OF_EVERYONE, *RARE}
    ended = []
    for part, paths in (
        (
            "superviseur.formation",
            ("/cases/{case}", "/cases/{case}?lang=ar", "/cases/{case}/contact", "/people/{subject}"),
        ),
        (
            "auditeur.formation",
            ("/audit/cases/{case}?at={steps}", "/audit/cases/{case}?at=1&lang=ar", "/audit/cases/{case}/timeline"),
        ),
    ):
        with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
            browser = Browser(client)
            browser.get("/login")
            browser.post("/login", part=part)
            for case, (subject, steps, kinds) in cases.items():
                for path in paths:
                    answer = browser.get(path.format(case=case, subject=subject, steps=steps))
                    if answer.status_code != 200:
                        ended.append((path, answer.status_code, sorted(kinds)))
    assert ended == []
