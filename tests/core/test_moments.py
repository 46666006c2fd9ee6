"""A case at another moment, and under another version."""

from dataclasses import replace
from datetime import date

from engine.core.case import snapshot
from engine.core.machine import Machine, compile_definition
from engine.core.moments import as_corrected, as_known, changes, known_until
from engine.core.otherwise import Demand, Elsewhere, Otherwise
from tests.core.definitions import BIRTH
from tests.core.test_late import MACHINE, THREE_DAYS_LATE, TO_PAPERS, TO_READY, lived, step
from tests.core.test_redecide import FILED, LATE_FILING, WHOLE_BIRTH, birth, tales
from tests.core.trials import Life
from tests.test_pathways import PATHWAYS

FIXED = step("correct", {"ne_le": "2026-11-05"}, reason="mal entendu")


def test_a_moment_holds_what_was_recorded_by_then():
    life = birth(TO_PAPERS, THREE_DAYS_LATE, step("note", "vue"))
    days = [event.recorded_at for event, _ in life.events]
    assert [known_until(life.events, moment) for moment in days] == sorted(
        len([day for day in days if day <= moment]) for moment in days
    )
    assert known_until(life.events, "2026-01-01") == 0


def test_a_clock_that_went_back_hides_nothing():
    """What came before the last event known by then was known too, whatever the server's clock said."""
    life = birth(TO_PAPERS, TO_READY)
    late = [(event._replace(recorded_at="2027-01-01T00:00:00.000Z"), digest) for event, digest in life.events[1:2]]
    assert known_until([life.events[0], *late, life.events[2]], "2026-12-31") == 3


def test_every_cut_is_the_case_that_stood():
    for process in PATHWAYS[:3]:
        for life in tales(process)[:3]:
            retrial = life.retrial()
            for cut, (event, digest) in enumerate(life.events, start=1):
                retrial.judge(event, digest, life.given(event))
                assert snapshot(as_known(life.events, cut)) == snapshot(retrial.case)


def test_a_later_correction_puts_right_what_was_known_and_its_clocks():
    life = birth(TO_PAPERS, step("note", "vue"), FIXED, step("correct", {"lieu": "maternite"}, reason="relu"))
    then, now = as_known(life.events, 2), as_corrected(life.events, 2)
    assert (then.clocks["declaration"]["due"], now.clocks["declaration"]["due"]) == ("2026-12-01", "2026-12-05")
    assert (then.fields["lieu"], now.fields["lieu"]) == ("domicile", "maternite")
    assert (then.sealed["ne_le"], now.sealed["ne_le"]) == (1, 4)
    assert (now.state, now.sequence) == (then.state, 2)


def test_a_correction_of_what_was_not_known_yet_changes_nothing():
    life = birth(TO_PAPERS, step("set", {"nom": "Awa"}), step("correct", {"nom": "Aminata"}, reason="relu"))
    assert snapshot(as_corrected(life.events, 2)) == snapshot(as_known(life.events, 2))


def test_a_step_undone_since_is_left_out_and_one_undone_before_too():
    undone = birth(TO_PAPERS, TO_READY, step("revert", "last"))
    assert as_known(undone.events, 3).state == "pret"
    assert as_corrected(undone.events, 3).state == "pieces"
    again = birth(TO_PAPERS, step("set", {"nom": "Awa"}), step("revert", "last"), TO_READY, step("revert", "last"))
    assert as_known(again.events, 5).state == "pret"
    assert as_corrected(again.events, 5).state == "pieces"
    assert "nom" not in as_corrected(again.events, 5).sealed


def test_a_correction_that_was_undone_is_no_correction():
    life = birth(TO_PAPERS, FIXED, step("revert", "last"))
    assert as_corrected(life.events, 2).clocks["declaration"]["due"] == "2026-12-01"


def test_what_differs_between_two_moments_is_named_and_private_values_only_if_given():
    life = birth(TO_PAPERS, TO_READY, FIXED)
    first, last = as_known(life.events, 1), as_known(life.events, 4)
    found = {(each.part, each.name): (each.before, each.after) for each in changes(first, last, {}, {})}
    assert found["state", ""] == ("accueil", "pret")
    assert found["fields", "ne_le"] == (None, None)
    assert found["documents", "attestation"][0] is None
    assert ("clocks", "declaration") in found
    shown = changes(first, last, {"ne_le": "2026-11-01"}, {"ne_le": "2026-11-05"})
    assert [each.after for each in shown if each.name == "ne_le"] == ["2026-11-05"]
    assert changes(last, last, {}, {}) == []


# ------------------------------------------------------------------------------------------- under another version


def elsewhere(life: Life, machine: Machine, until: date | None = None) -> Elsewhere:
    retrial = life.retrial()
    other = Elsewhere(machine, life.calendar, lambda recorded_at: date.fromisoformat(recorded_at[:10]))
    for event, digest in life.events:
        private = life.given(event)
        other.take(Demand(event, retrial.asked(event, private), private))
        retrial.judge(event, digest, private)
    if until is not None:
        other.until(until)
    return other


def came(found: list[Otherwise]) -> list[tuple[int, str]]:
    return [(each.sequence, each.came) for each in found]


IN_ALL_THAT_DECIDES = ("state", "outcome", "fields", "documents", "clocks", "consents", "flags", "links", "commune")


def test_under_its_own_version_a_case_goes_as_it_went():
    """Every story of every pathway: nothing is refused, and it ends as it did."""
    for process in PATHWAYS:
        for life in tales(process):
            if any(not each.kept for each in life.machine.definition.fields.values()):
                continue
            last = life.events[-1][0]
            other = elsewhere(life, life.machine, date.fromisoformat(last.recorded_at[:10]))
            assert {each.came for each in other.found if each.sequence} <= {"same"}, other.found
            real = as_known(life.events, len(life.events))
            for name in IN_ALL_THAT_DECIDES:
                assert getattr(other.case, name) == getattr(real, name), name


def test_an_act_typed_late_takes_the_other_clock_back_too():
    life = birth(TO_PAPERS, THREE_DAYS_LATE, LATE_FILING)
    other = elsewhere(life, MACHINE)
    assert came(other.found) == [(1, "same"), (2, "same"), (0, "elsewhere"), (7, "same")]
    assert other.case.state == "pret"


def shorter(days: str) -> Machine:
    """The birth pathway with another delay."""
    from engine.core.calendar import parse_duration

    declaration = replace(BIRTH.deadlines["declaration"], within=parse_duration(days))
    changed = replace(BIRTH, version=2, digest="other", deadlines={**BIRTH.deadlines, "declaration": declaration})
    return compile_definition(changed)


def test_a_shorter_delay_would_have_led_elsewhere():
    life = birth(TO_PAPERS, step("after", parse("20 days")), TO_READY, FILED)
    other = elsewhere(life, shorter("10 days"))
    rang = [each for each in other.found if each.clock]
    assert [(each.clock, each.on, each.state) for each in rang] == [("declaration", "2026-11-12", "hors_delai")]
    refused = [each for each in other.found if each.came == "refused"]
    assert [reason.code for each in refused for reason in each.reasons] == ["not_open_here", "not_open_here"]
    assert other.case.state == "hors_delai"


def test_a_longer_delay_would_have_kept_the_case_where_it_was():
    life = birth(TO_PAPERS, THREE_DAYS_LATE)
    assert elsewhere(life, shorter("90 days")).case.state == "pieces"


def test_what_the_other_version_does_not_know_is_left_out_and_named():
    known = {name: each for name, each in BIRTH.fields.items() if name != "lieu"}
    papers = {name: each for name, each in BIRTH.documents.items() if name != "passeport_mere"}
    trimmed = replace(BIRTH, version=2, digest="other", fields=known, documents=papers)
    found = elsewhere(birth(TO_PAPERS, step("document", {"passeport_mere": "received"})), _bare(trimmed)).found
    assert found[0].unknown == ("lieu",)
    assert found[2].unknown == ("passeport_mere",)


def _bare(definition) -> Machine:
    """Without the conditions and groups that name what was taken away."""
    states = {
        name: replace(
            each,
            documents={},
            ask=(),
            actions={key: replace(action, when=None, requires=()) for key, action in each.actions.items()},
        )
        for name, each in definition.states.items()
    }
    return compile_definition(replace(definition, states=states))


def test_undoing_what_was_refused_is_without_object():
    life = birth(TO_PAPERS, step("after", parse("20 days")), TO_READY, step("revert", "last"))
    other = elsewhere(life, shorter("10 days"))
    assert came(other.found)[-1] == (life.events[-1][0].sequence, "without")


def test_a_case_that_could_not_open_there_has_no_steps():
    closed = replace(
        BIRTH,
        version=2,
        digest="other",
        fields={**BIRTH.fields, "ne_le": replace(BIRTH.fields["ne_le"], not_after="2020-01-01")},
    )
    other = elsewhere(birth(TO_PAPERS), compile_definition(closed))
    assert came(other.found) == [(1, "refused"), (2, "without")]


def test_links_are_told_where_the_step_that_made_them_is_done():
    life = birth(*WHOLE_BIRTH, step("linked", {"sante": "success"}))
    assert elsewhere(life, MACHINE).case.outcome == "success"
    assert elsewhere(life, shorter("1 days")).case.links == {}


def parse(words: str):
    from engine.core.calendar import parse_duration

    return parse_duration(words)


def test_the_lived_helper_still_tells_a_story():
    assert lived(TO_PAPERS).failures == []
