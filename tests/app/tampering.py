"""A lived database, and what somebody who holds its file can do to it: one function for each kind of tampering."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from engine.app import erasing
from engine.app.checkpoints import Checkpoint, take_checkpoint
from engine.app.people import add_person
from engine.app.reading import read_case
from engine.core.events import Actor, Attach, Note, Record
from engine.core.merkle import root
from engine.store.bound import Command, event_tag
from engine.store.codec import canonical, decode, encode, leaf
from engine.store.connect import reach
from engine.vault.signing import SigningKey
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, Desk, desk_vault, done

ADMIN = Actor("nadia", "admin", "*")
REGION = Actor("rachida", "supervisor", "*")
FORGER = SigningKey(b"f" * 32)
OWN = desk_vault().signing


@dataclass
class Story:
    """What happened, in the order of the log."""

    cases: list[str] = field(default_factory=list)
    erased: str = ""
    old: Checkpoint | None = None
    new: Checkpoint | None = None


def live(desk: Desk, heads: Path) -> Story:
    """Two cases, a first checkpoint, a third case, a scan, reads, a lawful erasure, a second checkpoint, two steps."""
    story = Story()
    for name, age in (("Awa", 9), ("Binta", 30)):
        desk.open("famille", fields={"prenom": name, "age": age})
        story.cases.append(desk.case)
        done(desk.ask(Note(f"Vue au guichet : {name}"), key="sent"))
        done(desk.ask(Record({"depart": "2026-11-20"})))
    story.old = take_checkpoint(desk.house, OWN, heads, ADMIN)
    desk.open("famille", fields={"prenom": "Fanta", "age": 41})
    story.cases.append(desk.case)
    done(desk.ask(Note("Revenue")))
    kept = desk.house.store.write(
        lambda writing: writing.keep_attachment(
            writing.case(desk.case), "A-0000-0001", b"une image", "image/png", desk.house.recorded_at()
        )
    )
    done(desk.ask(Attach("carte", kept.id, kept.sha256, kept.media, kept.size, "0" * 64)))
    for case in story.cases:
        read_case(desk.house, case, AGENT)
    story.erased = add_person(desk.house, "person", COMMUNE, {"name": "Zoubida"}, AGENT)
    erasing.ask_erasure(desk.house, story.erased, "retrait", "Elle le demande.", SUPERVISOR)
    erasing.approve_erasure(desk.house, story.erased, REGION)
    story.new = take_checkpoint(desk.house, OWN, heads, ADMIN)
    for case in story.cases[:2]:
        done(desk.ask(Note("Rappelée"), case=case))
    desk.house.store.place_events()
    desk.house.store.close()
    return story


class Hand:
    """Somebody who has the file, or the server: past the triggers, which are put back as they were."""

    def __init__(self, url: str) -> None:
        self._database = reach(url)
        self._link = self._database.link()
        self._postgres = self._database.dialect == "postgresql"
        self._triggers: list[tuple[str, str]] = []
        if self._postgres:
            self._link.execute("SET session_replication_role = replica")
        else:
            self._link.execute("PRAGMA foreign_keys=OFF")
            self._triggers = self.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for name, _ in self._triggers:
                self._link.execute(f"DROP TRIGGER {name}")

    def rows(self, statement: str, *given) -> list:
        return [tuple(row) for row in self._link.execute(self._said(statement), given).fetchall()]

    def run(self, statement: str, *given) -> None:
        changed = self._link.execute(self._said(statement), given).rowcount
        assert changed != 0, f"nothing was tampered with: {statement}"

    def leave(self, *, triggers: bool = True) -> None:
        for _, sql in self._triggers if triggers else ():
            self._link.execute(sql)
        self._link.close()
        self._database.close()

    def _said(self, statement: str) -> str:
        return statement.replace("?", "%s") if self._postgres else statement

    # What an insider knows of the tables.

    def stream(self, name: str) -> int:
        ((row,),) = self.rows("SELECT id FROM streams WHERE name = ?", name)
        return row

    def event(self, name: str, sequence: int) -> bytes:
        statement = "SELECT bytes FROM events WHERE stream = ? AND sequence = ?"
        ((stored,),) = self.rows(statement, self.stream(name), sequence)
        return bytes(stored)

    def put(self, name: str, sequence: int, stored: bytes, key: SigningKey | None = None) -> None:
        """Write an event's bytes and their hash, and a signature if there is a key."""
        digest = leaf(stored)
        self.run(
            "UPDATE events SET bytes = ?, hash = ? WHERE stream = ? AND sequence = ?",
            *(stored, digest, self.stream(name), sequence),
        )
        if key is not None:
            self.run(
                "UPDATE events SET signature = ? WHERE stream = ? AND sequence = ?",
                *(self.signed(key, digest), self.stream(name), sequence),
            )
            self.bind(name, sequence)

    def bind(self, name: str, sequence: int) -> None:
        """Tag an event's row, as an insider can who has the master key as well as a key to sign with."""
        statement = "SELECT hash, command_key, command_mac, command_events FROM events"
        ((digest, *command),) = self.rows(f"{statement} WHERE stream = ? AND sequence = ?", self.stream(name), sequence)
        tag = event_tag(self._row_key(), name, sequence, bytes(digest), Command(*command))
        self.run("UPDATE events SET row_mac = ? WHERE stream = ? AND sequence = ?", tag, self.stream(name), sequence)

    def _row_key(self) -> bytes:
        ((log_id,),) = self.rows("SELECT value FROM log WHERE name = 'log_id'")
        ((wrapped,),) = self.rows("SELECT wrapped FROM keys WHERE stream = ?", self.stream("system"))
        return desk_vault().subject_key(log_id, "system", bytes(wrapped)).rows

    def signed(self, key: SigningKey, digest: bytes) -> bytes:
        ((log_id,),) = self.rows("SELECT value FROM log WHERE name = 'log_id'")
        return key.sign(f"baom leaf 1\n{log_id}\n".encode() + digest)

    def change(self, name: str, sequence: int, key: SigningKey | None = None, **parts) -> None:
        """Change an event and carry the new hashes to the end of its history."""
        self.put(name, sequence, encode(decode(self.event(name, sequence))._replace(**parts)), key)
        self.carry(name, sequence, key)

    def carry(self, name: str, sequence: int, key: SigningKey | None = None) -> None:
        """Chain again all that follows an event."""
        previous = leaf(self.event(name, sequence)).hex()
        while sequence < self.last(name):
            sequence += 1
            stored = encode(decode(self.event(name, sequence))._replace(previous=previous))
            self.put(name, sequence, stored, key)
            previous = leaf(stored).hex()

    def last(self, name: str) -> int:
        ((sequence,),) = self.rows("SELECT max(sequence) FROM events WHERE stream = ?", self.stream(name))
        return sequence

    def append(self, name: str, key: SigningKey | None, **parts) -> None:
        """A forged step at the end of a history, as the last one was but for `parts`, with a fresh chain."""
        sequence = self.last(name)
        stored = self.event(name, sequence)
        forged = encode(decode(stored)._replace(sequence=sequence + 1, previous=leaf(stored).hex(), **parts))
        ((position,),) = self.rows("SELECT max(position) + 1 FROM events")
        self.run(
            "INSERT INTO events (stream, sequence, hash, bytes, signature, position) VALUES (?, ?, ?, ?, ?, ?)",
            *(self.stream(name), sequence + 1, leaf(forged), forged),
            *(self.signed(key, leaf(forged)) if key is not None else None, position),
        )
        if key is not None:
            self.bind(name, sequence + 1)

    def mend(self, key: SigningKey) -> None:
        """Have each checkpoint that the log says it gave say what the log holds now."""
        for sequence in range(1, self.last("system") + 1):
            event = decode(self.event("system", sequence))
            if event.kind == "checkpointed":
                size = event.body["size"]
                rows = self.rows("SELECT bytes FROM events WHERE position <= ? ORDER BY position", size)
                found = root(leaf(bytes(stored)) for (stored,) in rows).hex()
                self.change("system", sequence, key, body={**event.body, "root": found})

    def resign(self, key: SigningKey) -> None:
        """Sign the whole log with another key, and say everywhere that it was always this one."""
        begun = decode(self.event("system", 1))
        self.run("UPDATE log SET value = ? WHERE name = 'signing_key'", key.public)
        self.change("system", 1, key, body={**begun.body, "signing_key": key.public})
        for stream, sequence, digest in self.rows("SELECT stream, sequence, hash FROM events"):
            self.run(
                "UPDATE events SET signature = ? WHERE stream = ? AND sequence = ?",
                *(self.signed(key, bytes(digest)), stream, sequence),
            )
        self.mend(key)


@dataclass(frozen=True)
class Tampering:
    """One kind of tampering: what is done, and how it is found."""

    name: str
    do: Callable[[Hand, Story], object]
    found: str
    "The kind of a finding that tells it; with a checkpoint when `needs` says so."
    where: Callable[[Story], tuple[str, int] | None] = lambda _: None
    "The case and the step that must be named; None when nothing is left to be named."
    needs: str = ""
    "Empty: found without anything from outside. `new`: the checkpoint taken after it. `pin`: the key from paper."
    verdict: str = "altered"
    rebuilds: bool = False
    "Whether whoever did it then has the program fold every row again."


def case(number: int, sequence: int) -> Callable[[Story], tuple[str, int]]:
    return lambda story: (story.cases[number], sequence)


def in_log(sequence: int) -> Callable[[Story], tuple[str, int]]:
    return lambda _: ("system", sequence)


def _body(hand: Hand, name: str, sequence: int, **more) -> dict:
    return {**decode(hand.event(name, sequence)).body, **more}


def _edit(hand: Hand, story: Story) -> None:
    stored = hand.event(story.cases[0], 2).replace(b'"role":"agent"', b'"role":"admin"')
    hand.run("UPDATE events SET bytes = ? WHERE stream = ? AND sequence = 2", stored, hand.stream(story.cases[0]))


def _cut(hand: Hand, story: Story, *, rows: bool = False) -> None:
    """The last events of the log, gone with all that tells of them."""
    ((position,),) = hand.rows("SELECT max(position) - 1 FROM events")
    hand.run("DELETE FROM events WHERE position >= ?", position)
    if rows:
        for name in story.cases[:2]:
            hand.run("DELETE FROM cases WHERE stream = ?", hand.stream(name))


def _reorder(hand: Hand, story: Story) -> None:
    row = hand.stream(story.cases[0])
    for before, after in ((2, 99), (3, 2), (99, 3)):
        hand.run("UPDATE events SET sequence = ? WHERE stream = ? AND sequence = ?", after, row, before)


def _swap_places(hand: Hand, story: Story) -> None:
    """Two steps of two cases, in the order of the whole log: each history by itself stays as it was."""
    places = [
        hand.rows("SELECT position FROM events WHERE stream = ? AND sequence = 3", hand.stream(name))[0][0]
        for name in story.cases[:2]
    ]
    ((second,),) = hand.rows(
        "SELECT position FROM events WHERE stream = ? AND sequence = 1", hand.stream(story.cases[1])
    )
    for before, after in ((places[0], -1), (second, places[0]), (-1, second)):
        hand.run("UPDATE events SET position = ? WHERE position = ?", after, before)


def _swap_own_places(hand: Hand, story: Story) -> None:
    """Two steps of one case, in the order of the whole log alone."""
    row = hand.stream(story.cases[0])
    one, two = (
        hand.rows("SELECT position FROM events WHERE stream = ? AND sequence = ?", row, sequence)[0][0]
        for sequence in (2, 3)
    )
    for before, after in ((one, -1), (two, one), (-1, two)):
        hand.run("UPDATE events SET position = ? WHERE position = ?", after, before)


def _swap_histories(hand: Hand, story: Story) -> None:
    one, two = (hand.stream(name) for name in story.cases[:2])
    for before, after in ((one, -1), (two, one), (-1, two)):
        hand.run("UPDATE events SET stream = ? WHERE stream = ?", after, before)


def _duplicate(hand: Hand, story: Story) -> None:
    hand.run(
        "INSERT INTO events (stream, sequence, hash, bytes, sealed, signature, position) "
        "SELECT stream, sequence + 100, hash, bytes, sealed, signature, (SELECT max(position) + 1 FROM events) "
        "FROM events WHERE stream = ? AND sequence = 2",
        hand.stream(story.cases[0]),
    )


def _swap_seals(hand: Hand, story: Story) -> None:
    row = hand.stream(story.cases[0])
    ((one,), (two,)) = hand.rows("SELECT sealed FROM events WHERE stream = ? AND sequence IN (1, 2) ORDER BY 1", row)
    ((first,),) = hand.rows("SELECT sealed FROM events WHERE stream = ? AND sequence = 2", row)
    other = two if bytes(first) == bytes(one) else one
    hand.run("UPDATE events SET sealed = ? WHERE stream = ? AND sequence = 2", other, row)


def _subject(hand: Hand, story: Story, number: int = 0) -> str:
    return str(decode(hand.event(story.cases[number], 1)).body["subject"])


def _swap_keys(hand: Hand, story: Story) -> None:
    one, two = (hand.stream(_subject(hand, story, number)) for number in (0, 1))
    ((wrapped,),) = hand.rows("SELECT wrapped FROM keys WHERE stream = ?", two)
    hand.run("UPDATE keys SET wrapped = ? WHERE stream = ?", wrapped, one)


def _erase_quietly(hand: Hand, story: Story) -> None:
    subject = hand.stream(_subject(hand, story))
    hand.run("DELETE FROM keys WHERE stream = ?", subject)
    hand.run("UPDATE events SET sealed = NULL WHERE stream IN (?, ?)", subject, hand.stream(story.cases[0]))


def _keep_key(hand: Hand, story: Story) -> None:
    """A person lawfully erased, whose key somebody had kept."""
    hand.run("INSERT INTO keys (stream, wrapped) VALUES (?, ?)", hand.stream(story.erased), b"k" * 60)


def _definition(hand: Hand, _: Story, *, digest: bool = False) -> None:
    ((row, resolved),) = hand.rows("SELECT id, resolved FROM definitions WHERE process = 'famille'")
    weaker = bytes(resolved).replace(b"reason", b"raison")
    hand.run("UPDATE definitions SET resolved = ? WHERE id = ?", weaker, row)
    if digest:
        hand.run("UPDATE definitions SET digest = ? WHERE id = ?", hashlib.sha256(weaker).hexdigest(), row)


def _scan(hand: Hand, _: Story) -> None:
    ((sealed,),) = hand.rows("SELECT sealed FROM attachments")
    hand.run("UPDATE attachments SET sealed = ?", bytes(sealed)[:-1] + bytes([bytes(sealed)[-1] ^ 1]))


def _read(hand: Hand, _: Story) -> None:
    ((stored,),) = hand.rows("SELECT bytes FROM reads WHERE position = 2")
    hand.run("UPDATE reads SET bytes = ? WHERE position = 2", bytes(stored).replace(b'"agent"', b'"admin"'))


def _cut_reads(hand: Hand, _: Story) -> None:
    """The end of the log of reads: its chain by itself is whole."""
    hand.run("DELETE FROM reads WHERE position >= 2")


def _log_id(hand: Hand, _: Story) -> None:
    hand.run("UPDATE log SET value = ? WHERE name = 'log_id'", "e" * 32)


def _shift(hand: Hand, story: Story) -> None:
    """A day that a list sorts by, in the row alone."""
    hand.run("UPDATE cases SET state = 'suivi' WHERE stream = ?", hand.stream(story.cases[0]))


def _move(hand: Hand, story: Story) -> None:
    """A case given to another desk, in its row alone: what a list goes by, and what the program reads of it."""
    row = hand.stream(story.cases[0])
    ((snapshot,),) = hand.rows("SELECT snapshot FROM cases WHERE stream = ?", row)
    moved = bytes(snapshot).replace(COMMUNE.encode(), b"agadir")
    hand.run("UPDATE cases SET commune = 'agadir', snapshot = ? WHERE stream = ?", moved, row)


def _protect(hand: Hand, story: Story) -> None:
    row = hand.stream(story.cases[0])
    hand.run("UPDATE cases SET confidentiality = 'protected' WHERE stream = ?", row)


def _move_person(hand: Hand, story: Story) -> None:
    hand.run("UPDATE subjects SET commune = 'agadir' WHERE stream = ?", hand.stream(_subject(hand, story)))


def _swap_rows(hand: Hand, story: Story) -> None:
    one, two = (hand.stream(name) for name in story.cases[:2])
    for before, after in ((one, -1), (two, one), (-1, two)):
        hand.run("UPDATE cases SET stream = ? WHERE stream = ?", after, before)


def _tag(hand: Hand, story: Story) -> None:
    """Nothing of a row but what binds it: from then on the program would give the case to nobody."""
    hand.run("UPDATE cases SET mac = line_mac WHERE stream = ?", hand.stream(story.cases[0]))


def _command(hand: Hand, story: Story, key: str | None, sequence: int = 2) -> None:
    """Sent again, a step whose command was taken away is recorded twice; one that was given another's is lost."""
    given = (key, None, None) if key is None else (key, b"m" * 32, 1)
    hand.run(
        "UPDATE events SET command_key = ?, command_mac = ?, command_events = ? WHERE stream = ? AND sequence = ?",
        *(*given, hand.stream(story.cases[0]), sequence),
    )


def _untold(hand: Hand, story: Story) -> None:
    hand.run("UPDATE events SET row_mac = NULL WHERE stream = ? AND sequence = ?", *(hand.stream(story.cases[0]), 2))


def _act_from_elsewhere(hand: Hand, story: Story) -> None:
    """A step of another desk's agent on a case that was never theirs, signed as the program would have."""
    hand.append(story.cases[1], OWN, kind="assigned", body={"to": "brahim"}, actor="brahim", commune="agadir")


def _without(hand: Hand, story: Story) -> None:
    """A whole history, its rows included."""
    row = hand.stream(story.cases[1])
    hand.run("DELETE FROM cases WHERE stream = ?", row)
    hand.run("DELETE FROM events WHERE stream = ?", row)
    hand.run("DELETE FROM streams WHERE id = ?", row)


def _signature(hand: Hand, story: Story, made: bytes | None) -> None:
    hand.run("UPDATE events SET signature = ? WHERE stream = ? AND sequence = 2", made, hand.stream(story.cases[0]))


def _rewrite(number: int) -> Callable[[Hand, Story], None]:
    """The past of a case, by whoever holds the signing key: all that the log says of itself agrees."""

    def do(hand: Hand, story: Story) -> None:
        hand.change(story.cases[number], 2, OWN, actor="brahim")
        hand.mend(OWN)

    return do


def _forge(key: SigningKey | None) -> Callable[[Hand, Story], None]:
    def do(hand: Hand, story: Story) -> None:
        hand.append(story.cases[0], key, body={}, kind="noted", recorded_at="2026-11-07T09:00:00.000Z")

    return do


def _skip_a_rule(hand: Hand, story: Story) -> None:
    """A passage that needs a paper, without it, written and signed by whoever has the key."""
    moved = {"kind": "moved", "trigger": "avancer", "to_state": "suivi", "body": {"fields": {}}}
    hand.append(story.cases[1], OWN, **moved)


def _new_key(hand: Hand, _: Story) -> None:
    """A change of key, told by the new one alone: a lost key, or somebody who took over."""
    before = decode(hand.event("system", hand.last("system")))
    body = {"before": OWN.public, "after": FORGER.public}
    hand.append("system", FORGER, kind="signing_key_changed", body=body, recorded_at=before.recorded_at)
    hand.run("UPDATE log SET value = ? WHERE name = 'signing_key'", FORGER.public)


def _delete(hand: Hand, story: Story, sequence: int) -> None:
    hand.run("DELETE FROM events WHERE stream = ? AND sequence = ?", hand.stream(story.cases[0]), sequence)


def _hash(hand: Hand, story: Story) -> None:
    hand.run("UPDATE events SET hash = ? WHERE stream = ? AND sequence = 2", b"h" * 32, hand.stream(story.cases[0]))


def _seal(hand: Hand, story: Story, sealed: bytes | None) -> None:
    hand.run("UPDATE events SET sealed = ? WHERE stream = ? AND sequence = 2", sealed, hand.stream(story.cases[0]))


def _no_json(hand: Hand, story: Story) -> None:
    hand.put(story.cases[0], 2, canonical({"kind": "noted"}))


def _write_twice(hand: Hand, story: Story) -> None:
    """A step that says two names of who acted, hashed and signed as it stands: each program reads the one it likes."""
    name, stored = story.cases[0], hand.event(story.cases[0], 2)
    hand.put(name, 2, stored.replace(b'{"actor":', b'{"actor":"brahim","actor":', 1), OWN)
    hand.carry(name, 2, OWN)


TAMPERINGS = (
    Tampering("edit the bytes of a step", _edit, "event", case(0, 2)),
    Tampering("edit a hash", _hash, "event", case(0, 2)),
    Tampering("put something else in the place of a step", _no_json, "event", case(0, 2)),
    Tampering("name two actors in one step, as an insider", _write_twice, "event", case(0, 2)),
    Tampering(
        "change who acted, and chain again", lambda h, s: h.change(s.cases[0], 2, actor="x"), "signature", case(0, 2)
    ),
    Tampering(
        "backdate a step, and chain again",
        lambda h, s: h.change(s.cases[1], 3, recorded_at="2026-01-01T09:00:00.000Z"),
        "signature",
        case(1, 3),
    ),
    Tampering("delete a step in the middle", lambda h, s: _delete(h, s, 2), "chain", case(0, 3)),
    Tampering("delete the last step of a case", lambda h, s: _delete(h, s, 4), "projection", case(0, 3)),
    Tampering("cut the tail of the log", _cut, "projection", case(0, 3)),
    Tampering("cut the tail and its rows", lambda h, s: _cut(h, s, rows=True), "projection", case(0, 3)),
    Tampering("take a whole history away", _without, "position"),
    Tampering("reorder two steps", _reorder, "event", case(0, 2)),
    Tampering("reorder two steps of two cases in the log", _swap_places, "checkpoint"),
    Tampering("reorder two steps of one case in the log", _swap_own_places, "position", case(0, 3)),
    Tampering("swap two histories", _swap_histories, "event", case(0, 1)),
    Tampering("write a step twice", _duplicate, "chain", case(0, 102)),
    Tampering("append a step with a fresh chain", _forge(None), "signature", case(0, 5)),
    Tampering("append a step signed by another key", _forge(FORGER), "signature", case(0, 5)),
    Tampering("append a step that the rules forbid, signed by an insider", _skip_a_rule, "decision", case(1, 5)),
    Tampering("take a signature away", lambda h, s: _signature(h, s, None), "signature", case(0, 2)),
    Tampering("change a signature", lambda h, s: _signature(h, s, b"s" * 64), "signature", case(0, 2)),
    Tampering("change a seal", lambda h, s: _seal(h, s, b"s" * 90), "seal", case(0, 2)),
    Tampering("empty a seal", lambda h, s: _seal(h, s, None), "seal", case(0, 2)),
    Tampering("swap two seals", _swap_seals, "seal", case(0, 2)),
    Tampering("move a key", _swap_keys, "key"),
    Tampering("erase quietly", _erase_quietly, "erasure"),
    Tampering("keep the key of an erased person", _keep_key, "erasure"),
    Tampering("replace a definition", _definition, "definition"),
    Tampering("replace a definition and its digest", lambda h, s: _definition(h, s, digest=True), "definition"),
    Tampering("edit the log's own history", lambda h, _: h.change("system", 2, actor="x"), "signature", in_log(2)),
    Tampering("change the identifier of the log", _log_id, "log", in_log(1)),
    Tampering("change what lists show", _shift, "projection", case(0, 4)),
    Tampering("give a case to another desk in its row", _move, "projection", case(0, 4)),
    Tampering("call a case protected in its row", _protect, "projection", case(0, 4)),
    Tampering("give a person to another desk in their row", _move_person, "projection"),
    Tampering("swap the rows of two cases", _swap_rows, "projection", case(1, 4)),
    Tampering("take away what binds a row", _tag, "projection", case(0, 4)),
    Tampering("take away what tells a step sent again", lambda h, s: _command(h, s, None), "command", case(0, 2)),
    Tampering("change what tells a step sent again", lambda h, s: _command(h, s, "k"), "command", case(0, 2)),
    Tampering("say of a step that a command wrote it", lambda h, s: _command(h, s, "k", 3), "command", case(0, 3)),
    Tampering("take away what binds a step's row", _untold, "command", case(0, 2)),
    Tampering("act on a case from another desk", _act_from_elsewhere, "desk", case(1, 5)),
    Tampering("change a scan", _scan, "attachment"),
    Tampering("change a line of the log of reads", _read, "read"),
    Tampering("cut the log of reads", _cut_reads, "read"),
    Tampering("sign all of it again with another key", lambda h, _: h.resign(FORGER), "key", needs="pin"),
    Tampering(
        "sign all of it again with another key, and trust nothing in it",
        lambda h, _: h.resign(FORGER),
        "checkpoint",
        needs="old",
    ),
    Tampering(
        "rewrite the past with the signing key itself",
        _rewrite(0),
        "checkpoint",
        needs="old",
        rebuilds=True,
    ),
    Tampering(
        "rewrite with the signing key what only the new checkpoint covers",
        _rewrite(2),
        "checkpoint",
        needs="new",
        rebuilds=True,
    ),
    Tampering("hand the log to another key", _new_key, "unvouched", verdict="incomplete"),
)
