"""A pack goes from its makers to a desk: signed, believed by its code, explained, taken in by two and once."""

import base64
import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.app.believing import Choice
from engine.app.installing import Installed, install
from engine.app.kept_packs import MOST, KeptPacks
from engine.app.pack_view import plan_view
from engine.app.packing import make_pack
from engine.app.packs import Pack, canonical, signed_of, write_pack
from engine.app.publishing import Workshop, publish_ready, sound
from engine.app.receiving import Plan, plan
from engine.app.registry import registry
from engine.app.requests import waiting_for
from engine.app.serving import put_in_service
from engine.app.unpacking import MOST_BYTES, pack_of, read_pack
from engine.bootstrap import shipped
from engine.core.rules import SYSTEM
from engine.core.wording import tell
from engine.errors import AlteredProposal, DefinitionError, EngineError, NotAllowed, UnreadableEvent, UsageError
from engine.reader.load import Referential
from engine.reader.received import Beside, read_received
from engine.store import upkeep
from engine.store.checks import check
from engine.vault.signing import SigningKey
from tests.app.desk import AGENT, EDITOR, Desk, Referentials, desk_vault, open_desk, write_pathways
from tests.app.tampering import Hand
from tests.app.test_two_people import HUGO, NADIA, account, real  # noqa: F401 -- the fixture
from tests.store.samples import STAMP

KEY = SigningKey(b"o" * 32)
THIEF = SigningKey(b"v" * 32)
OFFICES = "territories/souss_massa/offices.yaml"
LONGER = ("within: 7 days", "within: 9 days")


@pytest.fixture(scope="session")
def workshop(referentials: Referentials) -> Workshop:
    return Workshop(shipped("processes"), shipped("forms"), referentials.territory)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory, referentials: Referentials) -> Path:
    """A real database with the first version of each invented pathway, and two editors."""
    folder = tmp_path_factory.mktemp("colis")
    url = f"sqlite:///{(folder / 'modele.db').as_posix()}"
    upkeep.init(url, desk_vault(), log_id="origine", training=False, stamp=STAMP)
    desk = open_desk(url, referentials)
    for actor in (NADIA, HUGO):
        account(desk, actor, SYSTEM)
    everything(desk, folder / "parcours")
    desk.house.store.close()
    return folder / "modele.db"


def copied(model: Path, folder: Path, referentials: Referentials) -> Iterator[Desk]:
    folder.mkdir()
    shutil.copyfile(model, folder / "baom.db")
    desk = open_desk(f"sqlite:///{(folder / 'baom.db').as_posix()}", referentials)
    yield desk
    desk.house.store.close()


@pytest.fixture
def origin(model: Path, tmp_path: Path, referentials: Referentials) -> Iterator[Desk]:
    """Where the referential is written."""
    yield from copied(model, tmp_path / "origine", referentials)


@pytest.fixture
def here(model: Path, tmp_path: Path, referentials: Referentials) -> Iterator[Desk]:
    """A desk that receives it."""
    yield from copied(model, tmp_path / "ici", referentials)


def everything(desk: Desk, folder: Path) -> None:
    write_pathways(folder)
    for each in Referential(folder).read_all():
        publish_ready(desk.house, sound(each), SYSTEM)


def publish(desk: Desk, folder: Path, number: int, *changes: tuple[str, str], reason: str = "") -> None:
    """The family's pathway with some words changed, published under a number."""
    write_pathways(folder, ("process: famille\nversion: 1", f"process: famille\nversion: {number}"), *changes)
    file = folder / "famille.yaml"
    publish_ready(desk.house, sound(Referential(folder).read_process(file)), SYSTEM, reason)


def made(desk: Desk, workshop: Workshop, *names: str, key: SigningKey = KEY) -> Pack:
    packed = make_pack(desk.house, workshop, key, EDITOR, names, "M&D")
    assert pack_of(packed.content) == packed.pack
    return packed.pack


@pytest.fixture(scope="session")
def second(
    model: Path, tmp_path_factory: pytest.TempPathFactory, referentials: Referentials, workshop: Workshop
) -> Pack:
    """A pack whose family is at its second version."""
    folder = tmp_path_factory.mktemp("envoi")
    for origin in copied(model, folder / "origine", referentials):
        publish(origin, folder / "la2", 2, ("title: {fr: Famille,", "title: {fr: Foyer,"), reason="Circulaire du 3")
        pack = made(origin, workshop)
    return pack


def _at_second(origin: Desk, folder: Path) -> None:
    publish(origin, folder / "la2", 2, ("title: {fr: Famille,", "title: {fr: Foyer,"))


def planned(desk: Desk, workshop: Workshop, pack: Pack, actor: Any = NADIA, **choice: Any) -> Plan:
    return plan(desk.house, workshop, pack, Choice(**choice), actor)


def taken(desk: Desk, workshop: Workshop, pack: Pack, actor: Any = NADIA, **choice: Any) -> Installed:
    return install(desk.house, workshop, planned(desk, workshop, pack, actor, **choice), actor)


def by_two(desk: Desk, workshop: Workshop, pack: Pack, **choice: Any) -> Installed:
    assert taken(desk, workshop, pack, NADIA, **choice).waiting
    return taken(desk, workshop, pack, HUGO, **choice)


def versions(desk: Desk) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for line in desk.house.store.read(lambda reading: reading.definitions()):
        found.setdefault(line.process, []).append(line.version)
    return found


def test_a_pack_is_taken_in_by_two_in_one_transaction_with_its_reasons(
    real: Desk,  # noqa: F811 -- the fixture
    tmp_path: Path,
    workshop: Workshop,
    second: Pack,
):
    """Fails when one person is enough, when half of it is done, or when what came in isn't told as such."""
    here = real
    everything(here, tmp_path / "ici")
    for _ in range(2):
        asked = taken(here, workshop, second, NADIA, code=second.code)
        assert (asked.waiting, asked.done) == (True, ())
    assert versions(here)["famille"] == [1]
    [request] = waiting_for(here.house, HUGO)
    assert (request.named, request.asked_by) == ("pack 1", "nadia")
    done = taken(here, workshop, second, HUGO, code=second.code)
    assert [(each.process, each.version) for each in done.done] == [("famille", 2)]
    line = registry(here.house, HUGO)[-1]
    assert (line.line.process, line.line.version, line.author, line.asked_by) == ("famille", 2, "hugo", "nadia")
    assert (line.reason, line.pack and (line.pack.name, line.pack.serial)) == ("Circulaire du 3", ("M&D", 1))
    again = planned(here, workshop, second)
    assert again.is_empty
    head = here.house.store.read(lambda reading: reading.log_head())
    assert install(here.house, workshop, again, NADIA) == Installed(())
    assert here.house.store.read(lambda reading: reading.log_head()) == head
    assert check(here.url, desk_vault(), None).verdict == "intact"


def test_what_a_pack_would_change_is_told_before_it_does(here: Desk, workshop: Workshop, second: Pack):
    found = planned(here, workshop, second)
    assert found.fates["famille"] == "newer"
    assert {fate for name, fate in found.fates.items() if name != "famille"} == {"same"}
    view = plan_view(here.house, found, "fr")
    [family] = [each for each in view["pathways"] if each["process"] == "famille"]
    assert (family["version"], family["here"], family["reason"]) == (2, 1, "Circulaire du 3")
    assert any("Foyer" in change["message"] for change in family["changes"])
    assert family["impact"]["cases"] is not None
    assert (view["trust"], view["code"]) == ("unknown", None), "it is to be heard, not copied from the screen"
    assert versions(here)["famille"] == [1]


def test_a_key_is_believed_by_its_code_and_then_known(here: Desk, workshop: Workshop, second: Pack, origin, tmp_path):
    """Fails when a file vouches for itself, or when another key takes the place of the one that is known."""
    with pytest.raises(UsageError, match="ne connaît pas encore la clé"):
        taken(here, workshop, second)
    other = write_pack(replace(second, made_at="2026-11-07T09:00:00.000Z"), KEY)[1]
    for wrong in (other.code, "0000", "…"):
        with pytest.raises(UsageError, match="Le code donné"):
            taken(here, workshop, second, code=wrong)
    # As it is typed: without its blanks, in small letters, O for 0.
    by_two(here, workshop, second, code=second.code.replace(" ", "").lower().replace("0", "o"))
    _at_second(origin, tmp_path)
    made(origin, workshop)
    publish(origin, tmp_path / "la3", 3)
    third = made(origin, workshop)
    assert planned(here, workshop, third).trust == "known"
    forged = write_pack(third, THIEF)[1]
    with pytest.raises(UsageError, match="n'est pas signé par la clé de « M&D »"):
        planned(here, workshop, forged, code=forged.code)
    with pytest.raises(UsageError, match="ne connaît pas encore la clé"):
        taken(here, workshop, forged, new_key=True)
    assert by_two(here, workshop, forged, new_key=True, code=forged.code).done
    fourth = write_pack(replace(third, serial=9), KEY)[1]
    with pytest.raises(UsageError, match="n'est pas signé"):
        planned(here, workshop, fourth)


def test_an_older_pack_or_a_second_of_the_same_number_is_refused(
    here: Desk, workshop: Workshop, second: Pack, origin: Desk, tmp_path: Path
):
    made(origin, workshop)
    publish(origin, tmp_path / "la3", 3)
    third = made(origin, workshop)
    assert (second.serial, third.serial) == (1, 2)
    by_two(here, workshop, third, code=third.code)
    with pytest.raises(UsageError, match="est déjà installé"):
        planned(here, workshop, second, code=second.code)
    twin = write_pack(replace(third, program="9"), KEY)[1]
    with pytest.raises(UsageError, match="Deux colis différents"):
        planned(here, workshop, twin)


def test_what_was_changed_here_gives_way_only_where_it_is_named(
    here: Desk, workshop: Workshop, second: Pack, tmp_path: Path
):
    """Fails when a desk's own edit is replaced without a word, or its number used again for another text."""
    publish(here, tmp_path / "ici2", 2, ("title: {fr: Famille,", "title: {fr: Ménage,"))
    assert planned(here, workshop, second).fates["famille"] == "clash"
    with pytest.raises(UsageError, match="n'a pas à céder"):
        planned(here, workshop, second, over=frozenset({"famille"}))
    third = _renumbered(second, 3, tmp_path)
    found = planned(here, workshop, third)
    assert (found.fates["famille"], found.is_empty) == ("edited", True)
    [family] = [each for each in plan_view(here.house, found, "fr")["pathways"] if each["fate"] == "edited"]
    assert (family["taken"], any("Ménage" in change["message"] for change in family["changes"])) == (False, True)
    over = frozenset({"famille"})
    assert taken(here, workshop, third, NADIA, code=third.code, over=over).waiting
    assert [each.version for each in taken(here, workshop, third, HUGO, code=third.code, over=over).done] == [3]
    assert versions(here)["famille"] == [1, 2, 3], "what was published here stays"


def _renumbered(pack: Pack, number: int, folder: Path) -> Pack:
    """The same family under another number, as its makers would send it."""
    file = write_pathways(folder / "renum", ("famille\nversion: 1", f"famille\nversion: {number}")) / "famille.yaml"
    ready = sound(Referential(folder / "renum").read_process(file))
    changed = [
        replace(each, version=number, digest=ready.definition.digest, resolved=ready.content.decode(), text=ready.text)
        if each.process == "famille"
        else each
        for each in pack.pathways
    ]
    return write_pack(replace(pack, pathways=tuple(changed)), KEY)[1]


def test_offices_put_in_service_there_come_with_it_and_those_changed_here_stay(
    here: Desk, workshop: Workshop, origin: Desk, tmp_path: Path
):
    text = (workshop.processes / OFFICES).read_text(encoding="utf-8")
    for number in (1, 2):
        put_in_service(origin.house, OFFICES, f"{text}# relu {number}\n", "appel", NADIA, workshop.territory)
        put_in_service(origin.house, OFFICES, f"{text}# relu {number}\n", "appel", HUGO, workshop.territory)
    pack = made(origin, workshop)
    found = planned(here, workshop, pack)
    [offices] = [each for each in found.files if each.packed.name == OFFICES]
    assert (offices.fate, ("+", "# relu 2") in offices.changes) == ("newer", True)
    own = write_pack(_with_file(pack, f"{text}# autre\n", before=()), KEY)[1]
    by_two(here, workshop, pack, code=pack.code)
    newest = [each for each in here.house.store.read(lambda reading: reading.files_published()) if each.file == OFFICES]
    assert [each.sha256 for each in newest] == [hashlib.sha256(f"{text}# relu 2\n".encode()).hexdigest()]
    assert planned(here, workshop, write_pack(replace(own, serial=5), KEY)[1]).fates[OFFICES] == "edited"
    back = write_pack(replace(_with_file(pack, text, before=()), serial=6), KEY)[1]
    assert planned(here, workshop, back).fates[OFFICES] == "older", "what a pack brings never goes back"


def test_files_of_a_territory_that_is_not_the_desks_own_go_into_no_pack(origin: Desk, workshop: Workshop):
    """Fails when a desk makes a pack that its own reader refuses."""
    other = "territories/ailleurs/offices.yaml"
    origin.house.store.write(lambda writing: writing.publish_file(other, "offices: {}\n", "", STAMP))
    pack = pack_of(write_pack(made(origin, workshop), KEY)[0])
    assert OFFICES in {each.name for each in pack.files}
    assert other not in {each.name for each in pack.files}


def _with_file(pack: Pack, text: str, before: tuple[str, ...]) -> Pack:
    files = [replace(each, text=text, before=before) if each.name == OFFICES else each for each in pack.files]
    return replace(pack, files=tuple(files))


def test_a_file_with_errors_keeps_the_whole_pack_out(here: Desk, workshop: Workshop, second: Pack):
    text = (workshop.processes / OFFICES).read_text(encoding="utf-8").replace("\noffices:", "\nofices:", 1)
    files = [replace(each, text=text, edited=True) if each.name == OFFICES else each for each in second.files]
    bad = write_pack(replace(second, files=tuple(files)), KEY)[1]
    assert planned(here, workshop, bad).errors
    with pytest.raises(DefinitionError):
        taken(here, workshop, bad, code=bad.code)
    assert versions(here)["famille"] == [1]


def test_a_version_that_strands_cases_is_refused_with_its_reason(
    here: Desk, workshop: Workshop, origin: Desk, tmp_path: Path
):
    """Fails when a pack passes where `process publish` would not."""
    here.house.publish_calendar()
    here.open("famille")
    state = here.held().case.state
    publish(
        origin,
        tmp_path / "la2",
        2,
        (f"start: {state}", "start: arrivee"),
        (f"  {state}:", "  arrivee:"),
        (f"[{state}", "[arrivee"),
        (f": {state}", ": arrivee"),
    )
    pack = made(origin, workshop)
    view = plan_view(here.house, planned(here, workshop, pack), "fr")
    [family] = [each for each in view["pathways"] if each["process"] == "famille"]
    assert "sans étape" in family["refusal"]
    with pytest.raises(UsageError, match="sans étape"):
        taken(here, workshop, pack, code=pack.code)
    assert versions(here)["famille"] == [1]


def test_what_was_published_here_since_is_read_again(here: Desk, workshop: Workshop, second: Pack, tmp_path: Path):
    """Fails when what two people read isn't what is done."""
    found = planned(here, workshop, second, code=second.code)
    publish(here, tmp_path / "ici2", 2)
    with pytest.raises(UsageError, match="entre-temps"):
        install(here.house, workshop, found, NADIA)


def test_a_newer_pack_taken_in_meanwhile_keeps_an_older_one_out(here: Desk, workshop: Workshop, second: Pack):
    """Fails when what was judged before minutes of trying on open cases is believed after them."""
    older = write_pack(replace(second, files=()), KEY)[1]
    found = planned(here, workshop, older, code=older.code)
    text = (workshop.processes / OFFICES).read_text(encoding="utf-8")
    newer = write_pack(replace(_served(second, f"{text}# relu\n"), serial=2, pathways=()), KEY)[1]
    by_two(here, workshop, newer, code=newer.code)
    with pytest.raises(UsageError, match="est déjà installé"):
        install(here.house, workshop, found, NADIA)


def _served(pack: Pack, text: str) -> Pack:
    """The offices as they were put in service there, after those that came with the program."""
    files = [
        replace(each, text=text, edited=True, before=(each.sha256,)) if each.name == OFFICES else each
        for each in pack.files
    ]
    return replace(pack, files=tuple(files))


def test_a_pack_is_for_its_territory_and_of_real_bases(here: Desk, workshop: Workshop, second: Pack):
    for other, words in (
        (replace(second, territory="autre"), "autre territoire"),
        (replace(second, training=True), "entraînement"),
    ):
        with pytest.raises(UsageError, match=words):
            planned(here, workshop, write_pack(other, KEY)[1])


def test_only_editors_make_packs_and_take_them_in(here: Desk, workshop: Workshop, second: Pack):
    with pytest.raises(NotAllowed):
        make_pack(here.house, workshop, KEY, AGENT)
    with pytest.raises(NotAllowed):
        planned(here, workshop, second, AGENT)


def test_no_pack_is_made_of_a_text_that_was_altered(origin: Desk, workshop: Workshop):
    """Fails when a desk sends, under its own signature, a pack that every other desk refuses."""
    sha256 = origin.house.store.read(lambda reading: reading.definitions())[0].source_sha256
    hand = Hand(origin.url)
    hand.run("UPDATE texts SET text = ? WHERE sha256 = ?", b"rien", sha256)
    hand.leave()
    with pytest.raises(UnreadableEvent):
        made(origin, workshop)


def test_the_same_base_makes_the_same_pack_but_for_its_number(here: Desk, workshop: Workshop):
    first, again = (make_pack(here.house, workshop, KEY, EDITOR, (), "M&D") for _ in range(2))
    assert first.content != again.content
    assert write_pack(replace(again.pack, serial=first.pack.serial), KEY)[0] == first.content


def test_a_pack_of_one_pathway_has_it_alone_and_the_forms_that_it_prints(desk: Desk, workshop: Workshop):
    pack = make_pack(desk.house, workshop, KEY, EDITOR, ("naissance",)).pack
    assert [each.process for each in pack.pathways] == ["naissance"]
    forms = [each.name for each in pack.files if each.name.endswith(".j2")]
    assert "forms/courrier_recepisse.fr.md.j2" in forms
    assert "forms/demande_pension.fr.md.j2" not in forms
    with pytest.raises(UsageError, match="Vouliez-vous dire « naissance »"):
        make_pack(desk.house, workshop, KEY, EDITOR, ("naisance",))


def test_every_shipped_pathway_is_read_again_as_it_is(referentials: Referentials, workshop: Workshop):
    """Fails when a word of the language can't make the journey."""
    forms = {path.name.partition(".")[0] for path in shipped("forms").glob("*.j2")}
    known = tuple(each.process for each in referentials.shipped)
    beside = Beside("souss_massa", known, forms, frozenset(), {})
    for each in referentials.shipped:
        assert each.resolved is not None
        received = read_received(each.resolved.content, beside)
        assert received.definition == each.definition


Spoil = Callable[[dict[str, Any]], Any]


def _resigned(
    pack: Pack, spoil: Spoil, key: SigningKey = KEY, text: Callable[[bytes], bytes] = lambda body: body
) -> bytes:
    """A pack whose body was changed by somebody who has the key."""
    body = orjson.loads(write_pack(pack, key)[0].split(b"\n")[1])
    spoil(body)
    return _signed(text(canonical(body)), key)


def _signed(body: bytes, key: SigningKey = KEY, **head: Any) -> bytes:
    signature = base64.b64encode(key.sign(signed_of(key.public, hashlib.sha256(body).hexdigest()))).decode()
    said = {"format": "baom-pack", "shape": 1, "key": key.public, "signature": signature, **head}
    return canonical(said) + b"\n" + body + b"\n"


def _refused(held: bytes) -> EngineError:
    with pytest.raises((UsageError, AlteredProposal)) as refused:
        pack_of(held)
    assert "Rien n'a été changé" in tell(refused.value, "fr")[0]
    return refused.value


def test_a_file_changed_on_its_way_is_found_wherever_it_was_changed(second: Pack):
    """Fails when the signature isn't tried, or is of something else than what is read."""
    content = write_pack(second, KEY)[0]
    head = content.index(b"\n")
    for at in (*range(0, head, 7), *range(head + 1, len(content) - 1, len(content) // 40)):
        changed = bytearray(content)
        changed[at] ^= 1
        _refused(bytes(changed))
    for cut in (0, 1, head, head + 1, len(content) // 2, len(content) - 1):
        _refused(content[:cut])
    assert isinstance(_refused(content + b"\n"), AlteredProposal)
    assert isinstance(_refused(content[:-1]), AlteredProposal)
    assert isinstance(_refused(content.replace(b'"serial":1', b'"serial":9')), AlteredProposal)
    mine = canonical({**orjson.loads(content[:head]), "key": THIEF.public})
    assert isinstance(_refused(mine + content[head:]), AlteredProposal)


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"PK\x03\x04" + b"\0" * 2_000,
        b"\x1f\x8b\x08" + b"\0" * 2_000,
        b"%PDF-1.7\n",
        b"null\nnull\n",
        b"[" * 100_000 + b"\n",
        b"{" * 900 + b"\n{}\n",
        b'{"format":"baom-pack"}\n{}\n',
        b'{"format":"baom-pack","shape":1,"key":3,"signature":3}\n{}\n',
        b'{"format":"baom-pack","shape":1,"key":"' + b"0" * 64 + b'","signature":""}\n{}\n',
        b"a" * 5_000_000,
        b"\xff\xfe\n\xff\n",
    ],
)
def test_what_is_no_pack_is_refused_at_once(held: bytes):
    _refused(held)


def test_what_is_too_big_is_read_no_further(tmp_path: Path):
    path = tmp_path / "gros.baom"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES * 1_000)
    with pytest.raises(UsageError, match="trop gros"):
        read_pack(path)
    with pytest.raises(UsageError):
        read_pack(tmp_path)


def _first(body: dict[str, Any]) -> dict[str, Any]:
    return body["pathways"][0]


SPOILT: dict[str, Spoil] = {
    "a path": lambda body: body["files"][0].update(name="../../etc/passwd"),
    "an absolute path": lambda body: body["files"][0].update(name="/etc/passwd"),
    "a folder within": lambda body: body["files"][0].update(name="forms/../x.fr.md.j2"),
    "a file of another kind": lambda body: body["files"][0].update(name="territories/souss_massa/communes.yaml"),
    "a line in a name": lambda body: body["files"][0].update(name="forms/forms.yaml\n"),
    "its own receipts": lambda body: body["files"][0].update(name="packs/received"),
    "a pathway twice": lambda body: body["pathways"].append(_first(body)),
    "a file twice": lambda body: body["files"].append(body["files"][0]),
    "no pathway": lambda body: body.pop("pathways"),
    "one word more": lambda body: body.update(more=1),
    "one word more below": lambda body: _first(body).update(more=1),
    "a number as text": lambda body: body.update(serial="1"),
    "a yes as a number": lambda body: body.update(serial=True),
    "a number for a no": lambda body: body.update(training=0),
    "a negative number": lambda body: body.update(serial=-1),
    "a fraction": lambda body: body.update(serial=1.0),
    "too many": lambda body: body.update(files=body["files"] * 400),
    "another digest": lambda body: _first(body).update(digest="0" * 64),
    "another content": lambda body: _first(body).update(resolved="{}"),
    "no JSON": lambda body: _first(body).update(resolved="]"),
    "another text": lambda body: _first(body).update(text="process: x"),
    "another number": lambda body: _first(body).update(version=7),
    "a long name": lambda body: body["origin"].update(name="x" * 81),
    "an odd moment": lambda body: body.update(made_at="hier"),
    "a day that never was": lambda body: body.update(made_at="2026-99-99T99:99:99Z"),
    "a day after the last": lambda body: body.update(made_at="9999-12-31T23:59:59Z"),
    "an hour that never was": lambda body: _first(body).update(published_at="2026-01-01T::::::::Z"),
    "a name of two lines": lambda body: body["origin"].update(name="M&D\n\n\u2713 cl\u00e9 connue"),
    "a name read backwards": lambda body: body["origin"].update(name="M&D \u202ex"),
    "a name that nobody sees": lambda body: body["origin"].update(name="\u200d"),
    "a program that says more": lambda body: body.update(program="1\x1b[2J"),
    "a file of another territory": lambda body: body["files"][0].update(name="territories/ailleurs/offices.yaml"),
    "a very deep one": lambda body: body.update(files=_deep(200)),
}


def _deep(depth: int) -> Any:
    found: Any = []
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_whoever_has_the_key_writes_nothing_but_packs(second: Pack, spoil: Spoil):
    """Fails when a signature alone lets something in: a key may be stolen."""
    assert isinstance(_refused(_resigned(second, spoil)), UsageError)


def test_what_two_programs_would_read_differently_is_no_pack(second: Pack):
    for before, after in (
        (b'"serial":1', b'"serial":9,"serial":1'),
        (b'"serial":1', b'"serial": 1'),
        (b'"serial":1', b'"serial":1e0'),
        (b'"M&D"', b'"\\u004d&D"'),
    ):

        def changed(body: bytes, before: bytes = before, after: bytes = after) -> bytes:
            assert before in body
            return body.replace(before, after, 1)

        _refused(_resigned(second, lambda body: None, text=changed))


def test_what_a_newer_program_made_says_so(second: Pack):
    newer = _resigned(second, lambda body: body.update(grammar=2, unheard_of=1))
    for held in (newer, _signed(b"{}", shape=2)):
        assert "plus récent" in _refused(held).message


def _spoilt(pack: Pack, spoil: Callable[[dict[str, Any]], Any]) -> Pack:
    """A pack whose first pathway says something else, under a digest of its own."""
    family = pack.pathways[-1]
    held = orjson.loads(family.resolved)
    spoil(held)
    resolved = orjson.dumps(held, option=orjson.OPT_SORT_KEYS)
    changed = replace(family, resolved=resolved.decode(), digest=hashlib.sha256(resolved).hexdigest())
    return write_pack(replace(pack, pathways=(*pack.pathways[:-1], changed)), KEY)[1]


def _entry(held: dict[str, Any], catalogue: str) -> dict[str, Any]:
    return next(iter(held["catalogue"][catalogue].values()))


WRONG: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a state unheard of": lambda held: held["process"].update(start="nulle_part"),
    "a key unheard of": lambda held: held["process"].update(run="rm"),
    "code for a condition": lambda held: next(iter(held["process"]["alerts"].values()), held["process"]).update(
        when="__import__('os').system('x')"
    ),
    "an order of other names": lambda held: held["order"].update({"states": ["x"]}),
    "a key beside": lambda held: held.update(more=1),
    "a newer form": lambda held: held.update(format=2),
    "another territory": lambda held: held.update(territory="ailleurs"),
    "an unused source": lambda held: held["catalogue"]["sources"].update(
        rien={"title": {"fr": "Rien"}, "confidence": "to_validate"}
    ),
    "a hidden letter": lambda held: held["process"]["title"].update(fr="a\u202eb"),
    "no states": lambda held: held["process"].pop("states"),
    "a list of states": lambda held: held["process"].update(states=[]),
    "an address that runs": lambda held: _entry(held, "sources").update(url="javascript:alert(1)"),
    "a list for a title": lambda held: _entry(held, "documents").update(title={"fr": ["x"]}),
    "a text without end": lambda held: _entry(held, "sources").update(title={"fr": "x" * 300_000}),
    "a word that isn't one": lambda held: _entry(held, "sources").update(confidence="sure"),
    "a paper on no ground": lambda held: _entry(held, "documents").update(basis=["nulle_part"]),
    "a letter from elsewhere": lambda held: _entry(held, "documents").update(letter="../../x"),
    "a key of a catalogue unheard of": lambda held: _entry(held, "services").update(run="rm"),
    "depth": lambda held: held["process"].update(title=_deep(200)),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_a_pathway_that_this_reader_would_refuse_is_never_taken_in(
    family: Desk, workshop: Workshop, second: Pack, spoil: Callable[[dict[str, Any]], Any]
):
    """Fails when what comes from another desk is believed because it is signed."""
    bad = _spoilt(second, spoil)
    found = planned(family, workshop, bad, EDITOR, code=bad.code)
    assert found.errors
    with pytest.raises(DefinitionError):
        install(family.house, workshop, found, EDITOR)
    assert versions(family)["famille"] == [1]


def test_a_second_editor_finds_what_the_first_asked_for_and_nothing_else(
    here: Desk, workshop: Workshop, second: Pack, tmp_path: Path
):
    """Fails when whoever writes in that folder chooses what a second editor agrees to."""
    kept, other = KeptPacks(tmp_path / "colis"), write_pack(replace(second, program="9"), KEY)
    content = write_pack(second, KEY)[0]
    assert kept.keep(content) == second
    assert kept.keep(other[0]) == other[1]
    with pytest.raises(AlteredProposal):
        kept.keep(content[:-1])
    choice = Choice(second.code)
    assert taken(here, workshop, second, NADIA, code=second.code).waiting
    [request] = waiting_for(here.house, HUGO)
    assert kept.waiting(request) is None
    kept.asked(second, choice)
    assert kept.waiting(request) == (second, Choice())
    [asked] = (tmp_path / "colis").glob("*.asked")
    assert second.code.encode() not in asked.read_bytes()
    said = asked.read_bytes()
    for spoilt in (
        said.replace(second.sha256.encode(), other[1].sha256.encode()),
        b"[]",
        said.replace(b"[]", b'["x"]'),
    ):
        asked.write_bytes(spoilt)
        assert kept.waiting(request) is None
    asked.write_bytes(said)
    (tmp_path / "colis" / f"{second.sha256}.baom").write_bytes(content[:-1])
    assert kept.waiting(request) is None
    resigned = write_pack(second, THIEF)[1]
    assert resigned.sha256 == second.sha256
    assert taken(here, workshop, resigned, HUGO, code=resigned.code).waiting, "the first one vouched for another key"
    assert versions(here)["famille"] == [1]
    assert kept.content("../" + "0" * 61) is None
    assert kept.content("0" * 64) is None


def test_what_was_asked_for_is_not_remembered_for_ever(second: Pack, tmp_path: Path):
    """Fails when each demand leaves a file behind it, for as long as the server lives."""
    kept = KeptPacks(tmp_path / "colis")
    for number in range(MOST + 3):
        kept.asked(second, Choice(over=frozenset((f"parcours_{number}",))))
    assert len(list(kept.folder.glob("*.asked"))) == MOST
