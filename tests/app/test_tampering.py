"""Test 7: every kind of tampering that can be found is found, by case and step; and nothing else is.

Each is done behind the program's back, past the triggers, which are put back. What only a checkpoint or the key from
paper can show isn't claimed without them.
"""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engine.app.upkeep import Upkeep
from engine.app.verifying import Outside, verify
from engine.core.events import Note
from engine.core.rules import SYSTEM
from engine.store.codec import decode
from engine.store.connect import reach
from engine.store.transaction import Stamp
from tests.app.desk import desk_at, desk_vault, open_desk
from tests.app.tampering import OWN, TAMPERINGS, Hand, Story, Tampering, live

VAULT = desk_vault()


@pytest.fixture(scope="module")
def lived(tmp_path_factory, referentials) -> tuple[Path, Story]:
    """A SQLite file in which the story happened."""
    folder = tmp_path_factory.mktemp("vecue")
    story = live(desk_at(str(folder / "baom.db"), referentials, referentials.invented), folder / "baom.heads")
    with closing(sqlite3.connect(folder / "baom.db")) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "baom.db", story


@pytest.fixture
def copy(lived, tmp_path) -> str:
    shutil.copyfile(lived[0], tmp_path / "baom.db")
    return str(tmp_path / "baom.db")


@pytest.fixture
def story(lived) -> Story:
    return lived[1]


@pytest.fixture(scope="module")
def lived_server(postgresql_models, tmp_path_factory, referentials):
    """The same story on a PostgreSQL server: the models, the database's name, what happened."""
    name = postgresql_models.create("template0")
    desk = desk_at(postgresql_models.url(name), referentials, referentials.invented)
    story = live(desk, tmp_path_factory.mktemp("vecue-pg") / "baom.heads")
    yield postgresql_models, name, story
    postgresql_models.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def server_copy(lived_server):
    models, name, _ = lived_server
    copied = models.create(name)
    yield models.url(copied)
    models.run(f"DROP DATABASE {copied} WITH (FORCE)")


def outside(story: Story, what: str) -> Outside:
    """What somebody brings: nothing, the old checkpoint, the new one, or the key from paper."""
    if what == "pin":
        return Outside(public_key=OWN.public)
    kept = {"": (), "old": (story.old,), "new": (story.new,), "both": (story.old, story.new)}[what]
    return Outside(tuple((f"{each.head.size}.txt", each.note) for each in kept))


def named(report, tampering: Tampering, story: Story) -> bool:
    where = tampering.where(story)
    return any(
        each.kind == tampering.found and (where is None or (each.stream, each.sequence) == where)
        for each in report.findings
    )


def tamper(url: str, tampering: Tampering, story: Story) -> None:
    hand = Hand(url)
    tampering.do(hand, story)
    hand.leave()
    if tampering.rebuilds:
        keeper(url).rebuild()


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda each: each.name)
def test_a_tampering_is_found_and_named(copy, story, tampering):
    """Fails when the rule that finds it is switched off: each finding's kind names it."""
    tamper(copy, tampering, story)
    report = verify(copy, VAULT, outside(story, tampering.needs))
    assert report.verdict == tampering.verdict
    assert named(report, tampering, story), report.findings
    if tampering.needs:
        # What needs something from outside is told by nothing else: no finding is claimed by luck.
        alone = verify(copy, VAULT, Outside())
        assert (alone.verdict, alone.vouched) == ("intact", None)


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda each: each.name)
def test_no_tampering_is_intact_beside_both_checkpoints(copy, story, tampering):
    tamper(copy, tampering, story)
    brought = outside(story, "both")
    report = verify(copy, VAULT, Outside(brought.checkpoints, public_key=OWN.public))
    assert report.verdict == tampering.verdict


FIRST_OF_EACH = tuple({each.found: each for each in reversed(TAMPERINGS)}.values())
"One for each way of being found; all of them at night."


@pytest.mark.parametrize(
    "tampering", TAMPERINGS if os.environ.get("BAOM_NIGHTLY") else FIRST_OF_EACH, ids=lambda each: each.name
)
def test_on_a_server_too(server_copy, lived_server, tampering):
    story = lived_server[2]
    tamper(server_copy, tampering, story)
    report = verify(server_copy, VAULT, outside(story, tampering.needs))
    assert report.verdict == tampering.verdict
    assert named(report, tampering, story), report.findings


def test_triggers_taken_off_or_changed_are_found(copy, story):
    hand = Hand(copy)
    hand.leave(triggers=False)
    report = verify(copy, VAULT, Outside())
    assert report.verdict == "altered"
    assert {each.kind for each in report.findings} == {"schema"}


@pytest.mark.parametrize("what", ["", "old", "new"])
def test_an_old_copy_put_back_is_told_by_a_checkpoint_that_came_after_it(copy, story, what):
    """A copy of the time of the old checkpoint, consistent in itself, rows and all. Nothing else can tell."""
    hand = Hand(copy)
    every = hand.rows("SELECT position, bytes FROM events ORDER BY position")
    position = next(place for place, stored in every if decode(stored).kind == "checkpointed")
    kept = {stream for (stream,) in hand.rows("SELECT DISTINCT stream FROM events WHERE position <= ?", position)}
    hand.run("DELETE FROM events WHERE position > ?", position)
    for table, column in (
        ("attachments", '"case"'),
        ("cases", "stream"),
        ("subjects", "stream"),
        ("keys", "stream"),
        ("streams", "id"),
    ):
        for (stream,) in hand.rows(f"SELECT {column} FROM {table}"):
            if stream not in kept:
                hand.run(f"DELETE FROM {table} WHERE {column} = ?", stream)
    hand.run("DELETE FROM reads")
    hand.leave()
    Upkeep(copy, VAULT, Stamp("2026-11-06T20:00:00.000Z", "2026-11-06", SYSTEM)).rebuild()
    report = verify(copy, VAULT, outside(story, what))
    expected = {"": ("intact", None), "old": ("intact", story.old.head.size), "new": ("incomplete", None)}[what]
    assert (report.verdict, report.vouched and report.vouched.size) == expected, report.findings
    assert {each.kind for each in report.findings} == ({"missing"} if what == "new" else set())


def vacuum(url: str, _) -> str:
    with closing(sqlite3.connect(url)) as link:
        link.execute("VACUUM")
        link.execute("ANALYZE")
        link.execute("REINDEX")
    return url


def keeper(url: str) -> Upkeep:
    return Upkeep(url, VAULT, Stamp("2026-11-06T20:00:00.000Z", "2026-11-06", SYSTEM))


def backed_up(url: str, _) -> str:
    copy = Path(url).with_name("sauvegarde.db")
    keeper(url).backup(copy)
    return str(copy)


def restored(url: str, known) -> str:
    copy = Path(url).with_name("sauvegarde.db")
    keeper(url).backup(copy)
    target = str(Path(url).with_name("remise.db"))
    keeper(target).restore(copy, accept_loss=False)
    return target


def rebuilt(url: str, _) -> str:
    keeper(url).rebuild()
    return url


def upgraded(url: str, _) -> str:
    keeper(url).upgrade()
    return url


def at_work(url: str, known) -> str:
    desk = open_desk(url, known)
    desk.open("famille", fields={"prenom": "Oumou", "age": 7})
    desk.ask(Note("Une étape de plus"))
    desk.next()
    desk.house.store.close()
    return url


def read_only(url: str, known) -> str:
    desk = open_desk(url, known)
    for line in desk.house.store.read(lambda reading: reading.cases()):
        desk.show(line.case)
    desk.house.store.close()
    return url


def checked_before(url: str, _) -> str:
    before = Path(url).read_bytes()
    assert verify(url, VAULT, Outside()).verdict == "intact"
    assert Path(url).read_bytes() == before
    return url


def moved_file(url: str, _) -> str:
    other = Path(url).with_name("ailleurs.db")
    shutil.copyfile(url, other)
    return str(other)


def emptied_journal(url: str, _) -> str:
    with closing(sqlite3.connect(url)) as link:
        link.execute("PRAGMA journal_mode=DELETE")
    return url


HARMLESS = (
    *(vacuum, backed_up, restored, rebuilt, upgraded, at_work, read_only, checked_before, moved_file, emptied_journal),
)


@pytest.mark.parametrize("operation", HARMLESS, ids=lambda each: each.__name__)
def test_a_harmless_operation_is_no_alteration(copy, story, operation, referentials):
    """0 false alarms, with all that can be brought from outside. Fails when a check calls a lawful change a fault."""
    url = operation(copy, referentials)
    brought = outside(story, "both")
    report = verify(url, VAULT, Outside(brought.checkpoints, (story.new.code,), OWN.public))
    assert (report.verdict, report.findings) == ("intact", ())
    assert report.vouched.size == story.new.head.size
    assert (report.erased, report.undecidable) == (1, 0)


def test_a_verdict_without_the_master_key_claims_no_more_than_it_saw(copy, story):
    report = verify(copy, None, outside(story, "new"))
    assert (report.verdict, {each.kind for each in report.findings}) == ("incomplete", {"unchecked"})
    assert report.vouched.size == story.new.head.size


def test_the_checkpoint_of_another_log_vouches_for_nothing(copy, story, tmp_path, referentials):
    note = story.old.note.replace("baom/essai", "baom/autre")
    report = verify(copy, VAULT, Outside((("autre.txt", note),)))
    assert (report.verdict, report.vouched) == ("incomplete", None)


def test_a_checkpoint_that_the_log_never_signed_is_told(copy, story):
    note = story.old.note[:-10] + "AAAAAAAA=\n"
    report = verify(copy, VAULT, Outside((("faux.txt", note),)))
    assert (report.verdict, [each.kind for each in report.findings]) == ("altered", ["key"])
    assert reach(copy).path.exists()


@pytest.mark.parametrize("row", ["INSERT INTO keys VALUES (99999, x'00')", "UPDATE subjects SET stream = 99999"])
def test_a_row_that_refers_to_nothing_hides_nothing_else(copy, story, row):
    """Fails when it stops the check: one row put in by hand would hide every edit, and a good checkpoint would be
    said to be of another history though nothing was compared."""
    hand = Hand(copy)
    hand.run("UPDATE events SET signature = x'00' WHERE stream = ? AND sequence = 2", hand.stream(story.cases[0]))
    hand.run(row if row.startswith("INSERT") else f"{row} WHERE stream = (SELECT max(stream) FROM subjects)")
    hand.leave()
    report = verify(copy, VAULT, outside(story, "new"))
    assert (report.verdict, report.compared, report.vouched.size) == ("altered", True, story.new.head.size)
    found = [(each.kind, each.stream, each.sequence) for each in report.findings]
    assert ("reference", "", 0) in found
    assert ("signature", story.cases[0], 2) in found


def test_what_was_brought_is_said_uncompared_when_the_check_stopped_before(copy, story):
    """Fails when a file that can't be read is said to be of another history than a checkpoint's."""
    with closing(sqlite3.connect(copy)) as link:
        ((page,),) = link.execute("SELECT rootpage FROM sqlite_master WHERE name = 'reads'").fetchall()
        ((size,),) = link.execute("PRAGMA page_size").fetchall()
    with Path(copy).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    report = verify(copy, VAULT, outside(story, "new"))
    assert (report.verdict, report.compared, report.vouched) == ("unreadable", False, None)


def test_a_verdict_says_up_to_which_read_a_checkpoint_vouches(copy, story):
    """A checkpoint covers what the events before it tell of the reads: its own are told by the event that comes after.

    Fails when a verdict is silent on them: the end of the log of reads could be cut off and all be called intact.
    """
    old, new = (verify(copy, VAULT, outside(story, what)) for what in ("old", "new"))
    assert (old.vouched.reads, new.reads) == (0, old.reads)
    hand = Hand(copy)
    told = [json.loads(bytes(row[0]))["body"] for row in hand.rows("SELECT bytes FROM events ORDER BY position")]
    hand.leave()
    assert [new.vouched.reads] == [body["reads"] for body in told[: story.new.head.size] if "reads_head" in body][-1:]
    assert new.vouched.reads < new.reads
