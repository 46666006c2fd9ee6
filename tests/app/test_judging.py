"""A pack is judged once, within bounds, and the file that a pathway was written in is held against what was signed."""

import hashlib
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from engine.app.believing import Choice
from engine.app.packing import make_pack
from engine.app.packs import Pack, PackedPathway, write_pack
from engine.app.publishing import Workshop, sound
from engine.app.receiving import Plan, plan
from engine.app.unpacking import MOST_BYTES, MOST_FILES, MOST_PATHWAYS, pack_of
from engine.bootstrap import shipped
from engine.errors import DefinitionError, UsageError
from engine.reader.letters import MAX_BYTES
from engine.reader.load import Referential, Surroundings
from engine.reader.marks import parse_tree
from engine.reader.sources import Held, held_against
from tests.app.desk import EDITOR, Desk, Referentials
from tests.app.test_packs import KEY, here, model, origin, publish, second, taken, workshop  # noqa: F401 -- fixtures
from tests.app.test_two_people import NADIA
from tests.bench.watching import function_calls

AROUND = Surroundings(territory="souss_massa")
Change = tuple[str, str]


@pytest.fixture
def birth(desk: Desk, workshop: Workshop) -> Pack:  # noqa: F811 -- the fixture
    """A pack of the birth, as it is published."""
    return make_pack(desk.house, workshop, KEY, EDITOR, ("naissance",)).pack


def next_version(pack: Pack, folder: Path, *changes: Change, said: tuple[Change, ...] = ()) -> Pack:
    """The pack with the next version of its pathway, published in a folder; `said`: what its text alone says else."""
    [packed] = pack.pathways
    text = packed.text.replace(f"version: {packed.version}\n", f"version: {packed.version + 1}\n", 1)
    text = swapped(text, *changes)
    ready = sound(Referential(folder, AROUND).read_process(folder / "naissance.yaml", text.encode()))
    changed = replace(packed, version=packed.version + 1, before=(packed.digest,))
    return with_pathways(pack, told(changed, ready.content, swapped(text, *said)))


def swapped(text: str, *changes: Change) -> str:
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def told(packed: PackedPathway, form: bytes, text: str) -> PackedPathway:
    """A pathway whose form names this text by its hash, so that both are believed to belong together."""
    held = orjson.loads(form) | {"source_sha256": hashlib.sha256(text.encode()).hexdigest()}
    resolved = orjson.dumps(held, option=orjson.OPT_SORT_KEYS)
    return replace(packed, text=text, resolved=resolved.decode(), digest=hashlib.sha256(resolved).hexdigest())


def with_pathways(pack: Pack, *pathways: PackedPathway) -> Pack:
    return write_pack(replace(pack, pathways=pathways), KEY)[1]


def planned(desk: Desk, workshop: Workshop, pack: Pack) -> Plan:  # noqa: F811 -- the argument
    return plan(desk.house, workshop, pack, Choice(pack.code), EDITOR, None)


def problems(found: Plan) -> list[tuple[str, str]]:
    return [(each.code, each.message) for one in found.pathways for each in one.problems]


def test_every_shipped_pathway_says_what_its_published_form_says(referentials: Referentials, workshop: Workshop):  # noqa: F811
    """Fails when an honest pathway is accused."""
    shelf = workshop.referential().shelf
    for each in referentials.shipped:
        assert each.resolved is not None
        tree, _ = parse_tree(each.text, each.process)
        assert tree is not None
        assert held_against(tree, each.resolved.json["process"], each.resolved.json["order"], shelf) == Held()


def test_a_next_version_is_taken_with_its_text(desk: Desk, workshop: Workshop, birth: Pack):  # noqa: F811
    found = planned(desk, workshop, next_version(birth, shipped("processes"), ("within: 30 days", "within: 45 days")))
    assert (problems(found), found.errors) == ([], ())


OTHERWISE: dict[str, tuple[Change, str]] = {
    "another number": (("within: 30 days", "within: 3 days"), "within"),
    "a step more": (
        ("\nstates:\n", "\nstates:\n  de_plus: {kind: task, title: {fr: De plus}}\n"),
        "states.de_plus",
    ),
    "an action of the base taken away": (("\nactions:\n", "\nactions:\n  suspendre: null\n"), "actions.suspendre"),
    "another list": (("ask: [", "ask: [autre, "), ".ask"),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_text_that_says_else_than_what_was_signed_is_refused(
    desk: Desk,
    workshop: Workshop,  # noqa: F811 -- the fixture
    birth: Pack,
    name: str,
):
    """Fails when people read one pathway and live by another: the text is what they are shown, and draft from."""
    said, at = OTHERWISE[name]
    bad = next_version(birth, shipped("processes"), said=(said,))
    found = planned(desk, workshop, bad)
    [message] = [message for code, message in problems(found) if code == "E306"]
    assert "son texte dit autre chose que sa forme publiée" in message
    assert at in message
    assert found.pathways[0].definition is None
    with pytest.raises(DefinitionError):
        taken(desk, workshop, bad, EDITOR, code=bad.code)


def test_what_comes_of_another_base_is_named_and_taken(
    desk: Desk,
    workshop: Workshop,  # noqa: F811 -- the fixture
    birth: Pack,
    tmp_path: Path,
):
    """Fails when a desk whose program is older can't take in what its makers publish, or isn't told of it."""
    elsewhere = tmp_path / "ailleurs"
    shutil.copytree(shipped("processes"), elsewhere)
    socle = elsewhere / "socle.yaml"
    text = socle.read_text(encoding="utf-8")
    socle.write_text(swapped(text, ('"Signaler une urgence"', '"Appeler les secours"')), encoding="utf-8")
    pack = next_version(birth, elsewhere)
    found = planned(desk, workshop, pack)
    [(code, message)] = problems(found)
    assert code == "W306"
    assert "un socle qui n'est pas celui d'ici : actions.signaler_urgence." in message
    assert found.errors == ()
    assert taken(desk, workshop, pack, EDITOR, code=pack.code).done


def test_a_pack_is_judged_once_by_however_many(here: Desk, workshop: Workshop, second: Pack, tmp_path: Path):  # noqa: F811
    """Fails when each page of a pack has it read again: whoever made it chooses what that costs."""

    def family() -> object:
        found = plan(here.house, workshop, second, Choice(), NADIA, None)
        return next(each.definition for each in found.pathways if each.packed.process == "famille")

    with ThreadPoolExecutor(3) as several:
        first, *others = (each.result() for each in [several.submit(family) for _ in range(6)])
    assert first is not None
    assert all(each is first for each in others)
    publish(here, tmp_path / "ici", 2, ("title: {fr: Famille,", "title: {fr: Clan,"))
    assert family() is not first


HOSTILE: dict[str, Callable[[PackedPathway], PackedPathway]] = {
    "a text of ones": lambda each: told(each, each.resolved.encode(), each.text + "\nx: [" + "1," * 180_000 + "1]\n"),
    "a form of ones": lambda each: told(
        each,
        orjson.dumps(
            orjson.loads(each.resolved) | {"order": {}, "catalogue": {"documents": {str(i): 1 for i in range(99_000)}}}
        ),
        each.text,
    ),
    "steps without end": lambda each: told(
        each,
        orjson.dumps(
            (held := orjson.loads(each.resolved))
            | {"process": held["process"] | {"notes": [{"a": 1} for _ in range(50_000)]}}
        ),
        each.text,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pack_costs_so_many_calls_and_once(here: Desk, workshop: Workshop, second: Pack, name: str):  # noqa: F811
    """Fails when each pathway of eight megabytes is read to its end, or all of it again at each page."""
    [family] = [each for each in second.pathways if each.process == "famille"]
    many = []
    for number in range(20):
        text = family.text.replace("process: famille", f"process: f{number}", 1)
        held = orjson.loads(family.resolved)
        held["process"]["process"] = f"f{number}"
        many.append(HOSTILE[name](told(replace(family, process=f"f{number}"), orjson.dumps(held), text)))
    content, pack = write_pack(replace(second, pathways=tuple(many)), KEY)
    assert len(content) > 5_000_000
    plans: list[Plan] = []
    first = function_calls(lambda: plans.append(planned(here, workshop, pack)))
    found = plans[0]
    assert len(found.errors) >= 20
    assert sum("n'a pas été lu" in message for _, message in problems(found)) == 17
    again = function_calls(lambda: planned(here, workshop, pack))
    assert first < 8_000_000
    assert again < 10_000


def test_bounds_are_of_every_part(second: Pack):  # noqa: F811 -- the fixture
    [family] = [each for each in second.pathways if each.process == "famille"]
    for many in (
        replace(second, pathways=tuple(replace(family, process=f"f{n}") for n in range(MOST_PATHWAYS + 1))),
        replace(
            second,
            files=tuple(replace(second.files[0], name=f"forms/f{n}.fr.md.j2") for n in range(MOST_FILES + 1)),
        ),
        with_pathways(second, told(family, family.resolved.encode(), family.text + "#" * MAX_BYTES)),
        replace(second, files=(replace(second.files[0], text="#" * (MAX_BYTES + 1)),)),
    ):
        with pytest.raises(UsageError, match="n'est pas un colis"):
            pack_of(write_pack(many, KEY)[0])
    with pytest.raises(UsageError, match="trop gros"):
        pack_of(b"a" * (MOST_BYTES + 1))
