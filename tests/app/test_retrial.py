"""Cases of a real database judged again: under the definitions, the calendars and the seals that it holds."""

from dataclasses import replace
from datetime import date

import pytest

from engine.app.retrial import desk_day, new_retrial, opened
from engine.app.upkeep import Upkeep
from engine.app.verifying import Outside, verify
from engine.core.calendar import calendar_of
from engine.core.events import Correct, Note, Revert
from engine.core.rules import SYSTEM
from engine.core.verdicts import AGREES, NotRedecidable, Verdict
from engine.store.checks import check
from engine.store.connect import reach
from engine.store.journal import Reading
from engine.store.transaction import Stamp
from tests.app.desk import Desk, desk_vault, done, erase
from tests.app.tampering import Hand


def verdicts(desk: Desk, case: str | None = None) -> list[Verdict]:
    """The verdict on each event of a case, and on its last step."""

    def judged(reading: Reading) -> list[Verdict]:
        retrial = new_retrial(desk.house, reading)
        history = reading.history(case or desk.case)
        return [*(retrial.judge(event, digest, opened(reading, event)) for event, digest in history), retrial.ended()]

    return desk.house.store.read(judged)


def live(desk: Desk) -> None:
    """A birth told, its papers gathered, something corrected and a step undone."""
    desk.house.publish_calendar()
    fields = {"date_naissance": "2026-11-01", "lieu_accouchement": "domicile", "commune_naissance": "tiznit"}
    done(desk.open("naissance", fields=fields))
    desk.agree("accompagnement")
    done(desk.ask(Note("vue à l'accueil")))
    done(desk.ask(Correct({"date_naissance": "2026-11-02"}, "mal entendu")))
    done(desk.ask(Revert(desk.held().case.sequence, "le premier jour était le bon")))


def test_every_event_of_a_real_case_agrees(any_desk):
    live(any_desk)
    found = verdicts(any_desk)
    assert found == [AGREES] * len(found)
    assert len(found) > 5


def test_linked_cases_agree_on_both_sides(any_family):
    """Opened by a step, closed, and the action that this pulls, which opens another."""
    desk = any_family
    desk.house.publish_calendar()
    desk.open("famille", fields={"prenom": "Awa", "depart": "2026-10-01", "age": 9})
    desk.agree("accord")
    opener = desk.case
    (opened_here,) = [effect for effect in desk.do("confier").effects if effect.kind == "open"]
    desk.do("admettre", case=opened_here.details["case"])
    cases = [line.case for line in desk.house.store.read(lambda reading: reading.cases())]
    assert len(cases) == 3
    for case in cases:
        assert set(verdicts(desk, case)) == {AGREES}, case
    assert [event.trigger for event in desk.history(opener) if event.role == "system"][:2] == [None, "ecole_faite"]


def test_an_old_event_is_judged_by_the_feasts_of_its_day(desk):
    """The calendar changes after the step: it still agrees, because the text of the old one was kept.

    Fails when today's calendar judges every day, or when the text isn't kept.
    """
    live(desk)
    feasts = desk.house.territory.calendar
    desk.house.territory = replace(desk.house.territory, calendar=calendar_of(feasts.holidays[:-1]))
    desk.house.publish_calendar()
    assert set(verdicts(desk)) == {AGREES}
    done(desk.ask(Note("après le changement")))
    kinds = [event.kind for event, _ in desk.house.store.read(lambda reading: reading.history("system"))]
    assert kinds.count("calendar_published") == 2
    assert not desk.house.publish_calendar()
    assert set(verdicts(desk)) == {AGREES}


def test_a_calendar_is_kept_as_its_digest_says(desk):
    calendar = desk.house.territory.calendar
    stamp = desk.house.stamp(desk.actor, desk.today, "")
    with pytest.raises(ValueError, match="SHA-256"):
        desk.house.store.write(lambda writing: writing.publish_calendar(calendar.digest, "autre", stamp))


def test_a_published_calendar_that_is_gone_is_told_by_the_check(desk):
    """Fails when its steps are only « not re-decidable »: somebody took away what would have judged them."""
    desk.house.publish_calendar()
    assert [each.message for each in check(desk.url, None, None).findings] == []
    digest = desk.house.territory.calendar.digest
    database = reach(desk.url)
    link = database.link()
    (made,) = link.execute("SELECT sql FROM sqlite_master WHERE name = 'texts_no_delete'").fetchone()
    for statement in ("DROP TRIGGER texts_no_delete", f"DELETE FROM texts WHERE sha256 = '{digest}'", made):
        link.execute(statement)
    link.close()
    database.close()
    (finding,) = check(desk.url, None, None).findings
    assert (finding.kind, digest[:12] in finding.message) == ("definition", True)


def test_an_erased_person_leaves_steps_that_are_not_re_decidable(desk):
    live(desk)
    erase(desk, desk.held().case.subject)
    found = verdicts(desk)
    assert NotRedecidable("erased") in found
    assert {type(verdict) for verdict in found} == {type(AGREES), NotRedecidable}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-06T22:59:59.999Z", date(2026, 11, 6)),
        ("2026-11-06T23:00:00.000Z", date(2026, 11, 7)),
        # During Ramadan the clocks of Morocco go back by an hour.
        ("2027-02-20T23:30:00.000Z", date(2027, 2, 20)),
    ],
)
def test_the_day_of_an_event_is_that_of_the_desks_wall(moment, day):
    assert desk_day(moment) == day


def test_a_step_cut_after_its_first_half_is_named_by_its_judge_alone(any_family):
    """What was to be sent was sent, and that it was is taken out of the end of the log; the rows are folded again.

    Fails when the last step of a case isn't asked whether it is whole: every other rule finds nothing.
    """
    desk = any_family
    desk.open("famille", fields={"prenom": "Awa", "age": 9})
    desk.agree("partage")
    moved, shared = desk.do("transmettre").events
    assert (moved.kind, shared.kind) == ("moved", "shared")
    desk.house.store.place_events()
    desk.house.store.close()
    assert verify(desk.url, desk_vault(), Outside()).verdict == "intact"
    hand = Hand(desk.url)
    hand.run("DELETE FROM events WHERE stream = ? AND sequence = ?", hand.stream(desk.case), shared.sequence)
    hand.leave()
    Upkeep(desk.url, desk_vault(), Stamp("2026-11-06T20:00:00.000Z", "2026-11-06", SYSTEM)).rebuild()
    (finding,) = verify(desk.url, desk_vault(), Outside()).findings
    assert (finding.kind, finding.stream, finding.sequence) == ("decision", desk.case, moved.sequence)
