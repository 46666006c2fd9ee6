"""The register of versions: who published each, with whom, when and why, and how many open cases live under it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.app.migrating import Asked, migrate
from engine.app.publishing import publish, publish_ready, sound
from engine.app.registry import registry
from engine.app.requests import waiting_for
from engine.core.events import EVERYWHERE, Actor
from engine.core.rules import SYSTEM
from engine.core.values import MAX_SAID
from engine.errors import NotAllowed, UsageError
from engine.reader.load import Referential
from engine.store import upkeep
from tests.app.conftest import Server
from tests.app.desk import COMMUNE, EDITOR, Desk, Referentials, anyone, desk_vault, open_desk, write_pathways
from tests.app.test_two_people import HUGO, NADIA, account
from tests.store.samples import STAMP


@pytest.fixture(params=["sqlite", "postgresql"])
def real(request: pytest.FixtureRequest, tmp_path: Path, referentials: Referentials) -> Iterator[Desk]:
    """A real database without any pathway, once of each kind."""
    server: Server | None = request.getfixturevalue("postgresql_models") if request.param == "postgresql" else None
    name = server.create("template0") if server else ""
    url = server.url(name) if server else f"sqlite:///{(tmp_path / 'reelle.db').as_posix()}"
    upkeep.init(url, desk_vault(), log_id="reelle", training=False, stamp=STAMP)
    desk = open_desk(url, referentials)
    for actor in (NADIA, HUGO):
        account(desk, actor, SYSTEM)
    yield desk
    desk.house.store.close()
    if server:
        server.run(f"DROP DATABASE {name} WITH (FORCE)")


def family(folder: Path, version: int = 1):
    number = ("process: famille\nversion: 1", f"process: famille\nversion: {version}")
    file = write_pathways(folder, number) / "famille.yaml"
    if version > 1:
        file.write_text(file.read_text(encoding="utf-8") + "\nmigration: {1: {}}\n", encoding="utf-8")
    return sound(Referential(folder).read_process(file))


def test_a_version_is_told_with_who_asked_who_published_and_why(real, tmp_path):
    publish_ready(real.house, family(tmp_path), NADIA, "Circulaire du 3 novembre")
    publish_ready(real.house, family(tmp_path), HUGO)
    (line,) = registry(real.house, HUGO)
    assert (line.asked_by, line.author, line.reason) == ("nadia", "hugo", "Circulaire du 3 novembre")
    assert (line.line.process, line.line.version, line.open) == ("famille", 1, "< 5")


def test_why_a_version_was_published_stands_in_no_event_in_clear(any_family, tmp_path):
    """Fails when the reason, where a name may be, is written beside the digest."""
    publish_ready(any_family.house, family(tmp_path, 2), EDITOR, "Zqmotif de Madame Tazi")
    stored = any_family.house.store.read(lambda reading: reading.stored("system"))
    assert not [each for _, each, _ in stored if b"Zqmotif" in each]
    assert registry(any_family.house, EDITOR)[-1].reason == "Zqmotif de Madame Tazi"


def test_a_reason_too_long_publishes_nothing(any_family, tmp_path):
    before = len(registry(any_family.house, EDITOR))
    with pytest.raises(UsageError):
        publish_ready(any_family.house, family(tmp_path, 2), EDITOR, "x" * (MAX_SAID + 1))
    assert len(registry(any_family.house, EDITOR)) == before


def test_open_cases_are_counted_under_their_version_as_far_as_one_may_count(any_family, tmp_path):
    any_family.open("famille")
    any_family.open("famille", commune="agadir")
    publish_ready(any_family.house, family(tmp_path, 2), EDITOR)
    any_family.open("famille")

    def told(actor: Actor) -> dict[tuple[str, int], str | None]:
        return {(each.line.process, each.line.version): each.open for each in registry(any_family.house, actor)}

    assert told(anyone("supervisor"))["famille", 1] == "2"
    assert told(Actor("s", "supervisor", COMMUNE))["famille", 1] == "1"
    assert told(anyone("supervisor"))["famille", 2] == "1"
    assert told(EDITOR)["famille", 1] == "< 5"
    assert told(anyone("admin"))["famille", 1] is None
    assert told(anyone("agent"))["abri", 1] is None, "an agent sees no protected case"
    assert told(anyone("supervisor"))["abri", 1] == "0"


def test_bringing_cases_over_takes_two_people_in_a_real_database(real, tmp_path):
    """Fails when one stolen account moves every open case."""
    for version in (1, 2):
        for actor in (NADIA, HUGO):
            publish_ready(real.house, family(tmp_path / str(version), version), actor)
    asked = Asked("famille", 2)
    for _ in range(2):
        assert migrate(real.house, asked, NADIA).waiting
    (request,) = waiting_for(real.house, HUGO)
    assert (request.act, request.named, request.asked_by) == ("process.migrate", "famille v2", "nadia")
    assert not migrate(real.house, asked._replace(dry_run=True), NADIA).waiting
    assert migrate(real.house, asked._replace(undo=True), HUGO).waiting, "undoing is another thing"
    assert not migrate(real.house, asked, HUGO).waiting
    assert [each.asked_by for each in waiting_for(real.house, NADIA)] == ["hugo"]


def test_what_waits_is_told_to_who_could_join_it_alone(real, tmp_path):
    publish(real.house, Referential(write_pathways(tmp_path)).read_process(tmp_path / "famille.yaml"), NADIA)
    assert [each.act for each in waiting_for(real.house, HUGO)] == ["process.publish"]
    assert waiting_for(real.house, Actor("s", "supervisor", EVERYWHERE)) == []
    with pytest.raises(NotAllowed):
        waiting_for(real.house, Actor("a", "agent", EVERYWHERE))
