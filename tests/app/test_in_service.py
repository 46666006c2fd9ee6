"""Offices, holidays and forms put in service: by two, with a reason, for every desk from then on."""

from datetime import date
from pathlib import Path

import pytest

from engine.app.bench import Bench
from engine.app.drafts import Drafts
from engine.app.in_service import territory_in_service
from engine.app.publishing import Workshop
from engine.app.serving import versions_of
from engine.app.trying import agree, propose, what_waits
from engine.bootstrap import shipped
from engine.errors import AlteredProposal, DefinitionError, NotAllowed, UnreadableEvent, UsageError
from engine.reader.territory import read_territory
from engine.store.checks import check
from tests.app.desk import Desk, Referentials, desk_vault
from tests.app.tampering import Hand
from tests.app.test_two_people import HUGO, NADIA, real  # noqa: F401 -- the fixture
from tests.bench.houses import AGENT

OFFICES = "territories~souss_massa~offices.yaml"
HOLIDAYS = "territories~souss_massa~holidays.yaml"
LETTER = "forms~courrier_recepisse.fr.md.j2"
WHY = "appel du 3 novembre au bureau"


def bench_of(real: Desk, referentials: Referentials, folder: Path) -> Bench:  # noqa: F811 -- the fixture
    return Bench(real.house, Workshop(shipped("processes"), shipped("forms"), referentials.territory), Drafts(folder))


@pytest.fixture
def bench(real: Desk, referentials: Referentials, tmp_path: Path) -> Bench:  # noqa: F811 -- the fixture
    return bench_of(real, referentials, tmp_path / "brouillons")


def drafted(bench: Bench, key: str, before: str, after: str) -> str:
    text = bench.open(NADIA, key).text
    assert before in text
    bench.save(NADIA, key, text.replace(before, after, 1), bench.open(NADIA, key).mark)
    return propose(bench, NADIA, key, WHY).digest


def phone(bench: Bench) -> str:
    return next(each.phone for each in bench.house.territory.offices if each.phone)


def test_offices_are_put_in_service_by_two_and_stand_for_every_desk(bench: Bench, real: Desk, referentials, tmp_path):  # noqa: F811
    """Fails when one editor is enough, or when another server goes on with the old address."""
    other, old = bench_of(real, referentials, tmp_path / "autre"), phone(bench)
    digest = drafted(bench, OFFICES, old, "05 00 00 00 01")
    assert phone(bench) == old
    [waits] = what_waits(bench, HUGO)
    assert ("+", "05 00 00 00 01") in [
        (sign, line.partition("phone: ")[2].strip("\"'")) for sign, line in waits.changes
    ]
    assert waits.proposal is not None
    assert waits.proposal.reason == WHY
    assert not agree(bench, HUGO, digest).waiting
    other.renew()
    for each in (bench, other):
        assert phone(each) == "05 00 00 00 01"
        assert "05 00 00 00 01" in each.open(HUGO, OFFICES).standing
        assert any(office.phone == "05 00 00 00 01" for office in each.workshop.territory.offices)
    [told] = versions_of(bench.house, HUGO, "territories/souss_massa/offices.yaml")
    assert (told.version.version, told.version.published_by, told.reason) == (1, HUGO.name, WHY)
    assert bench.drafts.of(NADIA.name, OFFICES) is None
    assert check(real.url, desk_vault(), None).verdict == "intact"


def test_holidays_put_in_service_bring_their_calendar_and_keep_the_former_one(bench: Bench):
    former = bench.house.territory.calendar
    text = bench.open(NADIA, HOLIDAYS).text
    digest = drafted(bench, HOLIDAYS, text[text.index("11-18") :][:5], "11-19")
    agree(bench, HUGO, digest)
    calendar = bench.house.territory.calendar
    assert calendar.digest != former.digest
    assert (former.is_working(date(2026, 11, 18)), calendar.is_working(date(2026, 11, 18))) == (False, True)
    assert bench.house.store.read(lambda reading: reading.holds_text(calendar.digest))
    bench.house.require_calendar()


def test_the_forms_in_service_are_those_that_are_printed(bench: Bench):
    digest = drafted(bench, "forms~forms.yaml", "Demande de récépissé de dépôt", "Réclamation d'un récépissé")
    agree(bench, HUGO, digest)
    assert "Réclamation d'un récépissé" in [each.title.fr for each in bench.house.printer.forms()]


def test_a_text_with_errors_is_never_put_in_service(bench: Bench):
    """Fails when drafts of other files count: they aren't put in service with it."""
    with pytest.raises(DefinitionError):
        drafted(bench, OFFICES, "\noffices:", "\nofices:")
    with pytest.raises(DefinitionError):
        drafted(bench, LETTER, "{{", "{{ inconnu }}{{")
    with pytest.raises(DefinitionError):
        drafted(bench, "forms~forms.yaml", "courrier_recepisse:", "courrier_perdu:")
    assert what_waits(bench, HUGO) == []


def test_a_file_wants_a_reason_an_editor_and_a_change(bench: Bench):
    text = bench.open(NADIA, OFFICES).text
    bench.save(NADIA, OFFICES, f"{text}# relu\n", "")
    for reason in ("", "x" * 501):
        with pytest.raises(UsageError, match="motif"):
            propose(bench, NADIA, OFFICES, reason)
    with pytest.raises(NotAllowed):
        propose(bench, AGENT, OFFICES, WHY)
    digest = propose(bench, NADIA, OFFICES, WHY).digest
    agree(bench, HUGO, digest)
    bench.save(NADIA, OFFICES, f"{text}# relu\n", "")
    with pytest.raises(UsageError, match="déjà en service"):
        propose(bench, NADIA, OFFICES, WHY)
    with pytest.raises(UsageError, match="Seul un parcours"):
        propose(bench, NADIA, "territories~souss_massa~communes.yaml", WHY)


@pytest.mark.parametrize(("said", "altered"), [("05 00 00 00 01", "06 66 66 66 66"), (WHY, "circulaire du ministre")])
def test_another_text_or_reason_than_those_read_is_never_put_in_service(bench: Bench, said: str, altered: str):
    """Fails when what was kept of a proposal is believed without its digest."""
    digest = drafted(bench, OFFICES, phone(bench), "05 00 00 00 01")
    kept = bench.drafts.folder / "proposed" / f"{digest}.json"
    kept.write_text(kept.read_text().replace(said, altered))
    [waits] = what_waits(bench, HUGO)
    assert waits.proposal is None
    with pytest.raises(AlteredProposal):
        agree(bench, HUGO, digest)


def test_a_text_in_service_that_was_altered_is_told_and_not_followed(bench: Bench, real: Desk):  # noqa: F811
    agree(bench, HUGO, drafted(bench, OFFICES, phone(bench), "05 00 00 00 01"))
    sql = real.house.store.read(lambda reading: reading.files_published())[0].sha256
    hand = Hand(real.url)
    hand.run("UPDATE texts SET text = ? WHERE sha256 = ?", b"rien", sql)
    hand.leave()
    bench.house.log_seen = 0
    with pytest.raises(UnreadableEvent):
        bench.renew()
    assert check(real.url, desk_vault(), None).verdict == "altered"


def test_a_text_that_the_program_can_not_read_any_more_stands_aside():
    """Fails when an upgrade leaves a desk that can't be opened, and nobody could set it right from a page."""
    folder, file = shipped("processes") / "territories/souss_massa", "territories/souss_massa/offices.yaml"
    newer = (folder / "offices.yaml").read_bytes() + b"\nmot_d_un_autre_temps: {}\n"
    with pytest.raises(DefinitionError):
        read_territory(folder, instead={"offices.yaml": newer})
    assert territory_in_service(folder, {file: newer}) == read_territory(folder).territory
