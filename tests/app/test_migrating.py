"""Open cases brought to another version of their pathway and back, in a real database of each kind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.app.answer import NotDone
from engine.app.migrating import Asked, Migration, migrate
from engine.app.migrating_view import migration_view
from engine.app.publishing import publish
from engine.app.replaying import Asked as Replaying
from engine.app.replaying import replay
from engine.app.verifying import standings_of
from engine.core.case import snapshot
from engine.core.events import EVERYWHERE, Actor, Note, Revert
from engine.core.verdicts import AGREES
from engine.errors import EnvironmentUnusable, NotAllowed, UsageError
from engine.reader.load import Referential
from engine.store.projections import rebuild
from tests.app.desk import COMMUNE, EDITOR, SUPERVISOR, Desk, anyone, desk_vault, write_pathways

REGION = Actor("region", "supervisor", EVERYWHERE)
SPLIT = """
migration:
  1:
    states:
      debut: [{state: majeur, when: "age >= 18"}, {state: mineur}]
    deadlines: {passage: recount}
"""
DEBUT = "  debut:\n    kind: task\n    title: {fr: Début, ar: البداية, en: Beginning}\n"


@pytest.fixture
def publishes(tmp_path: Path) -> Callable[..., int]:
    """Publish another version of the invented family pathway, its text changed; its number."""

    def published(desk: Desk, *changes: tuple[str, str], rule: str = "\nmigration: {1: {}}\n", version: int = 2) -> int:
        number = ("process: famille\nversion: 1", f"process: famille\nversion: {version}")
        folder = write_pathways(tmp_path / f"v{version}", number, *changes)
        file = folder / "famille.yaml"
        file.write_text(file.read_text(encoding="utf-8") + rule, encoding="utf-8")
        made = publish(desk.house, Referential(folder).read_process(file), EDITOR)
        assert made.new
        return made.version

    return published


SPLIT_STATES = (
    ("start: debut", "start: majeur"),
    (
        DEBUT,
        """  mineur:
    kind: task
    title: {fr: Mineur, ar: قاصر}
    actions: {grandir: {title: {fr: Grandir, ar: كبر}, to: majeur}}
  majeur:
    kind: task
    title: {fr: Majeur, ar: راشد}
""",
    ),
    ("to: debut", "to: majeur"),
    ("from: [debut]", "from: [majeur]"),
    ("within: 10 days", "within: 15 days"),
)
"The first step split in two: nothing leads to the children's, but the rule of passage."


RENAMED = ("debut", "commencement")


def cases(desk: Desk) -> dict[str, str]:
    """Three open cases and a closed one: an adult's, a child's, one of nobody's known age."""
    found = {}
    for name, age in (("adulte", 30), ("enfant", 9), ("inconnu", None)):
        desk.open("famille")
        found[name] = desk.case
        desk.set(prenom="Awa", depart="2026-11-06", **({} if age is None else {"age": age}))
    desk.open("famille")
    desk.do("clore", reason="doublon")
    found["clos"] = desk.case
    return found


def brought(desk: Desk, to: int = 2, actor: Actor = REGION, **more: bool) -> Migration:
    return migrate(desk.house, Asked("famille", to, **more), actor)


def told(found: Migration) -> dict[str, tuple[str | None, list[str]]]:
    return {each.case: (each.to, [stuck.code for stuck in each.stuck]) for each in found.told}


def test_a_dry_run_names_every_case_and_why_one_cannot_move_and_writes_nothing(any_family, publishes):
    known = cases(any_family)
    publishes(any_family, *SPLIT_STATES, rule=SPLIT)
    before = {case: any_family.kinds(case) for case in known.values()}
    found = brought(any_family, dry_run=True)
    assert told(found) == {
        known["adulte"]: ("majeur", []),
        known["enfant"]: ("mineur", []),
        known["inconnu"]: (None, ["unknown"]),
    }
    assert (found.moved, found.stays) == (2, 1)
    assert {case: any_family.kinds(case) for case in known.values()} == before


def test_cases_move_by_the_rule_each_by_one_event_and_a_second_run_moves_none(any_family, publishes):
    known = cases(any_family)
    publishes(any_family, *SPLIT_STATES, rule=SPLIT)
    seen: list[tuple[int, int]] = []
    migrate(any_family.house, Asked("famille", 2), REGION, lambda done, of: seen.append((done, of)))
    assert seen[-1] == (3, 3)
    adult = any_family.held(known["adulte"]).case
    assert (adult.state, adult.version, adult.clocks["passage"]["due"]) == ("majeur", 2, "2026-11-21")
    assert any_family.held(known["enfant"]).case.state == "mineur"
    assert any_family.held(known["inconnu"]).case.version == 1
    assert any_family.kinds(known["adulte"]) == ["opened", "recorded", "migrated"]
    assert any_family.history(known["adulte"])[-1].commune == COMMUNE
    again = brought(any_family)
    assert (again.moved, again.stays) == (0, 1)
    assert any_family.kinds(known["adulte"]).count("migrated") == 1


OTHER_NAMES = (("prenom", "prenom_usuel"), ("depart", "depart_le"))
"A sealed datum, and one that starts a clock."


def test_data_that_change_names_carry_on_and_come_back(any_family, publishes):
    """Fails when a name that changes loses what is known, or what was sealed can't be read under the other one."""
    known = cases(any_family)
    case = known["adulte"]
    rule = "\nmigration: {1: {fields: {prenom: prenom_usuel, depart: depart_le}}}\n"
    publishes(any_family, *OTHER_NAMES, rule=rule)
    before = snapshot(any_family.held(case).case)
    dry = brought(any_family, dry_run=True)
    assert any_family.kinds(case) == ["opened", "recorded"]
    assert dry.renamed == {(1, "prenom", "prenom_usuel"): 3, (1, "depart", "depart_le"): 3}
    said = [each["message"] for each in migration_view(any_family.house, dry, "fr")["renamed"]]
    assert "« Prénom » (prenom) continue sous « Prénom » (prenom_usuel)" in said
    assert brought(any_family).moved == 3
    held = any_family.held(case)
    assert (held.private, held.case.fields["depart_le"]) == ({"prenom_usuel": "Awa"}, "2026-11-06")
    assert held.case.clocks["passage"]["due"] == before["clocks"]["passage"]["due"]
    assert "Awa" not in repr(any_family.history(case))
    lived = replay(any_family.house, Replaying(case), anyone("auditor"))
    assert list(lived.verdicts) == [AGREES] * 3
    assert not lived.strays
    stamp = any_family.house.stamp(REGION, any_family.today, "")
    assert rebuild(any_family.url, desk_vault(), standings_of, stamp).changed == 0
    assert brought(any_family, undo=True).moved == 3
    back = any_family.held(case)
    assert (back.private, back.case.fields) == ({"prenom": "Awa"}, before["fields"])
    lived = replay(any_family.house, Replaying(case), anyone("auditor"))
    assert list(lived.verdicts) == [AGREES] * 4


def test_without_a_rule_what_changes_names_is_left_aside_and_named(any_family, publishes):
    cases(any_family)
    publishes(any_family, *OTHER_NAMES)
    (left,) = {tuple(each.left["fields"]) for each in brought(any_family, dry_run=True).told}
    assert set(left) == {"prenom", "depart"}


def test_a_closed_case_never_moves(any_family, publishes):
    known = cases(any_family)
    publishes(any_family)
    brought(any_family)
    assert any_family.held(known["clos"]).case.version == 1
    assert known["clos"] not in told(brought(any_family))


def test_a_moved_case_lives_on_under_its_new_version_and_its_replay_crosses_both(any_family, publishes):
    known = cases(any_family)
    publishes(any_family, *SPLIT_STATES, rule=SPLIT)
    brought(any_family)
    any_family.case = known["enfant"]
    any_family.do("grandir")
    assert any_family.held().case.state == "majeur"
    assert any_family.held().private == {"prenom": "Awa"}
    found = replay(any_family.house, Replaying(known["enfant"]), anyone("auditor"))
    assert list(found.verdicts) == [AGREES] * 4
    assert not found.strays
    assert [found.machines[event.definition].definition.version for event, _ in found.events] == [1, 1, 2, 2]


def test_undone_the_cases_are_as_they_were_but_for_those_that_acts_rest_on(any_family, publishes):
    known = cases(any_family)
    publishes(any_family, *SPLIT_STATES, rule=SPLIT)
    before = snapshot(any_family.held(known["adulte"]).case)
    brought(any_family)
    any_family.ask(Note("Dit."), case=known["adulte"])
    any_family.case = known["enfant"]
    any_family.do("grandir")
    dry = brought(any_family, undo=True, dry_run=True)
    found = brought(any_family, undo=True)
    assert told(dry) == told(found) == {known["adulte"]: ("debut", []), known["enfant"]: (None, ["acted_since"])}
    after = snapshot(any_family.held(known["adulte"]).case)
    for moved in ("sequence", "head"):
        before.pop(moved)
        after.pop(moved)
    assert after == before
    assert any_family.held(known["enfant"]).case.version == 2
    line = any_family.house.store.read(lambda reading: reading.line(known["adulte"]))
    assert not line.altered
    assert line.digest == before["digest"]
    lived = replay(any_family.house, Replaying(known["adulte"]), anyone("auditor"))
    assert list(lived.verdicts) == [AGREES] * 5
    assert brought(any_family).moved == 1


def test_a_row_made_again_is_the_row_of_a_case_that_moved_and_came_back(any_family, publishes):
    cases(any_family)
    publishes(any_family, *SPLIT_STATES, rule=SPLIT)
    brought(any_family)
    brought(any_family, undo=True)
    stamp = any_family.house.stamp(REGION, any_family.today, "")
    assert rebuild(any_family.url, desk_vault(), standings_of, stamp).changed == 0


def test_a_passage_undone_for_all_is_nobody_s_slip_in_any_case(any_family, publishes):
    """Fails when an auditor who looks for undone steps is shown every case of a pathway once brought over and back."""
    known = cases(any_family)
    publishes(any_family)
    brought(any_family)
    brought(any_family, undo=True)
    assert "reverted" in any_family.kinds(known["adulte"])
    lines = any_family.house.store.read(lambda reading: reading.cases())
    assert [line.marks for line in lines] == [frozenset()] * 4


def test_no_person_undoes_a_passage_as_a_step_of_the_case(any_family, publishes):
    known = cases(any_family)
    publishes(any_family)
    brought(any_family)
    answer = any_family.ask(Revert(3, "erreur"), case=known["adulte"])
    assert isinstance(answer, NotDone)


def test_versions_without_a_rule_for_another_leave_its_cases_where_they_are(any_family, publishes):
    cases(any_family)
    publishes(any_family)
    brought(any_family)
    publishes(any_family, version=3, rule="\nmigration: {1: {}}\n")
    found = brought(any_family, to=3)
    assert [codes for _, codes in told(found).values()] == [["no_rule"]] * 3
    assert found.moved == 0


# --- whose right it is ---


def test_a_supervisor_moves_the_cases_of_their_desk_alone(any_family, publishes):
    any_family.open("famille")
    own = any_family.case
    any_family.open("famille", commune="agadir")
    elsewhere = any_family.case
    publishes(any_family)
    found = brought(any_family, actor=SUPERVISOR)
    assert list(told(found)) == [own]
    assert any_family.held(elsewhere).case.version == 1


def test_an_editor_moves_every_case_and_is_told_the_number_of_none(any_family, publishes):
    """Fails when an editor, who sees no case, is given a list of them."""
    known = cases(any_family)
    publishes(any_family)
    found = brought(any_family, actor=EDITOR)
    assert (found.told, found.exact, found.moved) == ([], False, 3)
    assert any_family.held(known["adulte"]).case.version == 2


@pytest.mark.parametrize("role", ["agent", "auditor", "admin"])
def test_nobody_else_moves_any(any_family, publishes, role):
    cases(any_family)
    publishes(any_family)
    with pytest.raises(NotAllowed):
        brought(any_family, actor=anyone(role))


def test_what_was_told_is_a_line_of_the_log_of_reads(any_family, publishes):
    known = cases(any_family)
    publishes(any_family)
    brought(any_family, dry_run=True)
    lines = any_family.house.store.read(lambda reading: list(reading.sights("", "~")))
    assert set(lines[-1].seen) == {known[name] for name in ("adulte", "enfant", "inconnu")}
    assert lines[-1].act == "process.migrate"


@pytest.mark.parametrize(("process", "to"), [("familles", 2), ("famille", 9)])
def test_a_pathway_or_version_that_is_not_there_is_told(any_family, process, to):
    with pytest.raises(UsageError):
        migrate(any_family.house, Asked(process, to), REGION)


# --- what publishing refuses ---


def test_a_version_that_leaves_open_cases_without_a_step_is_refused_with_the_rule_to_write(any_family, publishes):
    cases(any_family)
    with pytest.raises(UsageError) as refused:
        publishes(any_family, RENAMED, rule="\n")
    assert "étape « Début » (debut) de la version 1 : < 5" in refused.value.message
    assert "migration: {1: {states: {debut: ÉTAPE}}}" in refused.value.remedy
    # Of a file that has rules, the one to add to them: a second « migration » would be an error.
    with pytest.raises(UsageError) as refused:
        publishes(any_family, RENAMED, rule="migration: {1: {deadlines: keep}}\n")
    assert "sous « migration » : 1: {states: {debut: ÉTAPE}} ;" in refused.value.remedy
    assert publishes(any_family, *SPLIT_STATES, rule=SPLIT, version=3) == 3


def test_a_step_where_no_open_case_stands_may_go(any_family, publishes):
    any_family.open("famille")
    any_family.do("clore", reason="doublon")
    assert publishes(any_family, RENAMED, rule="\n") == 2


def test_a_disk_that_fills_on_the_way_says_how_many_had_moved_and_the_rest_move_later(family, publishes, monkeypatch):
    """Fails when whoever moved five thousand cases is told that nothing was written."""
    monkeypatch.setattr("engine.app.open_cases.PAGE", 1)
    cases = 60
    for _ in range(cases):
        family.open("famille")
    publishes(family)

    def limit(pages: int) -> None:
        family.house.store.write(lambda writing: writing._link.execute(f"PRAGMA max_page_count={pages}"))  # noqa: SLF001

    full = family.house.store.read(lambda reading: reading._link.execute("PRAGMA page_count").fetchone()[0])  # noqa: SLF001
    limit(full + 5)
    with pytest.raises(EnvironmentUnusable) as stopped:
        migrate(family.house, Asked("famille", 2), REGION)
    moved = int(stopped.value.message.partition("passés : ")[2].partition(" ")[0])
    assert 0 < moved < cases
    limit(1_000_000)
    assert migrate(family.house, Asked("famille", 2), REGION).moved == cases - moved
