"""A pathway of a real database takes two editors: the second gives the same command for the very same text."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from engine.app.house import new_id
from engine.app.publishing import publish, waiting
from engine.app.requests import may_refuse, refuse, refused_lately, refused_to, waiting_for
from engine.app.two_people import LASTS, Request, reason_of
from engine.core.events import EVERYWHERE, Actor
from engine.core.rules import SYSTEM
from engine.errors import DefinitionError, NotAllowed, Place, Problem, Said, UsageError
from engine.reader.load import Referential
from engine.store import upkeep
from tests.app.conftest import Server
from tests.app.desk import ATELIER, Desk, Referentials, desk_vault, open_desk
from tests.store.samples import STAMP

NADIA, HUGO = (Actor(name, "editor", EVERYWHERE) for name in ("nadia", "hugo"))


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


def account(desk: Desk, actor: Actor, maker: Actor) -> None:
    """An account for somebody, made by somebody."""
    stamp, rights = desk.house.stamp(maker, desk.house.today(), ""), (actor.role, actor.commune)
    desk.house.store.write(lambda writing: writing.new_user(new_id("U"), actor.name, rights, {}, stamp))


def pathway():
    return next(each for each in Referential(ATELIER).read_all() if each.is_sound)


def digests(desk: Desk) -> list[str]:
    return [line.digest for line in desk.house.store.read(lambda reading: reading.definitions())]


def test_one_editor_alone_publishes_nothing(real):
    """Fails when the second person isn't asked for: a stolen account would change what every desk does."""
    for _ in range(3):
        asked = publish(real.house, pathway(), NADIA)
        assert (asked.waiting, asked.new) == (True, False)
    assert digests(real) == []
    assert [(each.asked_by, each.about) for each in waiting(real.house, HUGO)] == [("nadia", asked.digest)]


def test_another_editor_publishes_the_very_same_text(real):
    asked = publish(real.house, pathway(), NADIA)
    done = publish(real.house, pathway(), HUGO)
    assert (done.waiting, done.new, digests(real)) == (False, True, [asked.digest])
    assert waiting(real.house, HUGO) == []
    events = [event for event, _ in real.house.store.read(lambda reading: reading.history("system"))]
    assert [(event.kind, event.actor) for event in events[-3:-1]] == [
        ("approval_asked", "nadia"),
        ("approval_given", "hugo"),
    ]
    assert (events[-1].kind, events[-1].actor) == ("definition_published", "hugo")
    again = publish(real.house, pathway(), NADIA)
    assert (again.waiting, again.new) == (False, False)


def test_a_number_that_is_taken_is_told_before_a_second_editor_is_asked(real):
    """Fails when a proposal waits that nobody could agree to."""
    publish(real.house, pathway(), NADIA)
    publish(real.house, pathway(), HUGO)
    read = pathway()
    other = Referential(ATELIER).read_process(ATELIER / f"{read.process}.yaml", read.text + b"# autre\n")
    with pytest.raises(UsageError, match="déjà publiée avec un autre contenu"):
        publish(real.house, other, NADIA)
    assert waiting(real.house, HUGO) == []


def test_another_text_is_not_what_was_asked_for(real, tmp_path):
    """Fails when the name of a pathway is agreed to, and not its content."""
    publish(real.house, pathway(), NADIA)
    other = next(each for each in Referential(ATELIER).read_all() if each.definition != pathway().definition)
    assert publish(real.house, other, HUGO).waiting
    assert digests(real) == []
    assert len(waiting(real.house, NADIA)) == 2


def test_a_request_is_forgotten_after_a_month(real):
    publish(real.house, pathway(), NADIA)
    now = real.house.now()
    later = replace(real.house, now=lambda: now + LASTS + timedelta(seconds=1))
    assert waiting(later, HUGO) == []
    assert publish(later, pathway(), HUGO).waiting


def test_a_text_still_to_be_written_comes_to_no_real_desk(real, family):
    """Fails when the model's own words pass: an agent would read them to somebody at the counter."""
    sound = pathway()
    place = Place(sound.file, 3, 8)
    said = Problem.told(
        "W221", "warning", place, Said("« title » : texte à écrire (fr)."), Said("Mettre le vrai texte.")
    )
    begun = replace(sound, problems=(*sound.problems, said))
    with pytest.raises(DefinitionError) as refused:
        publish(real.house, begun, NADIA)
    assert [(each.code, each.severity, each.place) for each in refused.value.problems] == [("W221", "error", place)]
    assert (digests(real), waiting(real.house, HUGO)) == ([], [])
    assert publish(family.house, begun, NADIA).digest == begun.definition.digest


def test_what_is_shipped_is_published_by_the_system_alone(real):
    assert publish(real.house, pathway(), SYSTEM).new


def test_a_training_database_asks_nobody_else(family):
    family.house.store.read(lambda reading: reading.definitions())
    assert not publish(family.house, pathway(), NADIA).waiting


def test_only_editors_see_what_waits(real):
    with pytest.raises(NotAllowed):
        waiting(real.house, Actor("x", "admin", EVERYWHERE))


WHY = "L'article cité n'est plus en vigueur."


def asked_of(desk: Desk, reason: str = "") -> Request:
    publish(desk.house, pathway(), NADIA, reason)
    (found,) = waiting_for(desk.house, HUGO)
    return found


def log(desk: Desk) -> list[tuple[str, str]]:
    history = desk.house.store.read(lambda reading: reading.history("system"))
    return [(event.kind, event.actor) for event, _ in history]


def test_a_second_editor_refuses_with_a_reason_that_the_first_reads(real):
    """Fails when a refused text still waits: a third person would publish it with one word."""
    request = asked_of(real)
    assert refuse(real.house, HUGO, request.id, WHY) == request
    assert waiting(real.house, HUGO) == []
    assert log(real)[-1] == ("approval_refused", "hugo")
    (told,) = refused_to(real.house, NADIA)
    assert (told.request, told.by, told.reason, told.taken_back) == (request, "hugo", WHY, False)
    assert refused_to(real.house, HUGO) == []
    assert refused_lately(real.house, HUGO) == [told]
    assert WHY not in repr(real.house.store.read(lambda reading: reading.history("system")))
    # Asked for again, it takes two again, and the refusal is no longer told.
    assert publish(real.house, pathway(), HUGO).waiting
    assert refused_lately(real.house, HUGO) == []
    assert publish(real.house, pathway(), NADIA).new


def test_whoever_asked_takes_it_back_and_says_why(real):
    request = asked_of(real)
    refuse(real.house, NADIA, request.id, WHY)
    assert waiting(real.house, HUGO) == []
    (told,) = refused_lately(real.house, HUGO)
    assert (told.by, told.taken_back) == ("nadia", True)
    assert refused_to(real.house, NADIA) == []


@pytest.mark.parametrize("reason", ["", " \n", "\u200b", "x" * 10_000])
def test_a_refusal_without_a_reason_is_none(real, reason):
    request = asked_of(real)
    with pytest.raises(UsageError):
        refuse(real.house, HUGO, request.id, reason)
    assert waiting(real.house, HUGO) == [request]


def test_what_no_longer_waits_is_refused_by_nobody(real):
    """Fails when a text already published is recorded as refused."""
    request = asked_of(real)
    publish(real.house, pathway(), HUGO)
    before = log(real)
    for number in (request.id, "Q-0000-0000"):
        with pytest.raises(UsageError):
            refuse(real.house, HUGO, number, WHY)
    assert log(real) == before


@pytest.mark.parametrize("role", ["agent", "auditor", "admin", "supervisor"])
def test_only_whoever_could_publish_refuses_a_publication(real, role):
    request = asked_of(real)
    other = Actor("x", role, EVERYWHERE)
    with pytest.raises((NotAllowed, UsageError)):
        refuse(real.house, other, request.id, WHY)
    assert waiting(real.house, HUGO) == [request]


@pytest.mark.parametrize(("commune", "may"), [("tiznit", True), (EVERYWHERE, True), ("agadir", False)])
def test_a_passage_of_one_desk_is_refused_there_or_by_whoever_sees_every_desk(commune, may):
    asked = Request("Q-1", "process.migrate", "d:to:tiznit", "naissance v3", "nadia", "")
    assert may_refuse(Actor("x", "supervisor", commune), asked) is may
    everywhere = replace(asked, about=f"d:to:{EVERYWHERE}")
    assert may_refuse(Actor("x", "supervisor", commune), everywhere) is (commune == EVERYWHERE)


def test_a_refusal_is_told_for_as_long_as_a_request_lasts(real):
    refuse(real.house, HUGO, asked_of(real).id, WHY)
    now = real.house.now()
    later = replace(real.house, now=lambda: now + LASTS + timedelta(seconds=1))
    assert refused_lately(later, NADIA) == []


def test_the_reason_of_a_request_is_its_own(real):
    """Fails when what one demand or its refusal said is shown as the reason of another."""
    first = asked_of(real, "Circulaire du 3 novembre")
    assert reason_of(real.house, first) == "Circulaire du 3 novembre"
    refuse(real.house, HUGO, first.id, WHY)
    assert reason_of(real.house, asked_of(real)) == ""
