"""Checking a database whole, from its file to the checkpoints that were kept of it elsewhere.

Its chains, signatures, definitions, projections, erasures and reads; each step judged again; the tree over all of it.
Reads only. What a holder of the file could change together with all the hashes takes signatures to be seen, and what a
holder of the signing key could, a checkpoint kept elsewhere: no verdict here claims more than what it was given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import exists, func, literal_column, select

from engine.core.events import Event, Json
from engine.core.invariants import Breach
from engine.core.moments import set_back
from engine.errors import BrokenHistory, EngineError, EnvironmentUnusable, UnreadableEvent
from engine.store.alongside import Alongside, Keys
from engine.store.attachments import scan_faults, stray_scans
from engine.store.codec import decode
from engine.store.connect import Database, Link, reach
from engine.store.heads import Heads, reads_heads
from engine.store.histories import Entry, History, entries, examined, left_behind
from engine.store.journal import require_key
from engine.store.log import Log, Vault
from engine.store.origins import Origins
from engine.store.projections import Folder, StandingsOf, projections
from engine.store.reads import faults as read_faults
from engine.store.reads import head_of
from engine.store.rejudged import Rejudged, RetrialsOf
from engine.store.returned import Erasures, ReturnedReading
from engine.store.schema import schema_faults
from engine.store.signers import Signers
from engine.store.tables import MARK, SYSTEM
from engine.store.trust import Trust, Vouched
from engine.store.versions import require_current

Verdict = Literal["intact", "altered", "incomplete", "unreadable"]
Progress = Callable[[int, int], None]
"(events checked so far, events in all)."

NOT_SEEN = ("missing", "unvouched", "unchecked")
"Kinds of findings that show no change: something is not there, or nobody could look at it."

PROGRESS = 500
"Events between two words about how far a check has come."
ENOUGH = 1_000
"Findings kept: a database altered everywhere is told as such long before."

_KINDS = {"log_begun": SYSTEM, "subject_added": "subject", "user_added": "user", "opened": "case"}
"The first event of a stream, and what kind of stream it begins."

_ERASED = "subject_erased"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that isn't as it was written."""

    kind: str
    """`file`, `reference`, `schema`, `log`, `chain`, `event`, `command`, `signature`, `seal`, `key`, `erasure`,
    `position`, `definition`, `decision`, `desk`, `projection`, `attachment`, `checkpoint`, `read`; or one of NOT_SEEN.
    """
    stream: str
    "The case or subject; empty for the database itself."
    sequence: int
    "Of the event; the position of a line, for the log of reads."
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, and how much it looked at."""

    verdict: Verdict
    events: int
    cases: int
    subjects: int
    findings: tuple[Finding, ...]
    erased: int = 0
    "Subjects lawfully erased: asked for by one name, carried out by another, and nothing of them left."
    signatures: int = 0
    "Signatures tried."
    judged: int = 0
    "Events of cases judged again under the definition of their day."
    undecidable: int = 0
    "Among them, those that nobody can judge any more: what they looked at was erased, or is lost."
    vouched: Vouched | None = None
    "Up to where a checkpoint kept elsewhere vouches for all this; None when there was none."
    compared: bool = False
    "Whether the check came as far as holding the history against what was kept elsewhere."
    reads: int = 0
    "Lines in the log of reads."
    broken: tuple[tuple[str, Breach], ...] = ()
    """(case, stretch) of the invariants that cases didn't keep, the first few; of those on sealed data, none. It says
    something of a pathway, or of who went against its rules, and nothing of the history, which is what was written."""
    unkept: int = 0
    "How many such stretches there are in all, those on sealed data apart."
    unkept_reserved: int = 0
    "How many there are that rest on sealed data."
    set_back: tuple[tuple[str, int], ...] = ()
    "(stream, sequence) of events recorded before one that they follow, the first few: a clock was put back (rule S5)."


@dataclass(frozen=True, slots=True)
class Means:
    """What a check may use beside the database; without one of them, what needs it is left out."""

    standings_of: StandingsOf | None = None
    "For the projections: how lists see the cases of a definition."
    retrials_of: RetrialsOf | None = None
    "For judging each step again."
    trust: Trust | None = None
    "For the signatures and the checkpoints."
    erasures: Erasures = ()
    "Who was erased, as it is told outside the database."
    progress: Progress | None = None


def check(url: str, vault: Vault | None, standings_of: StandingsOf | None) -> Report:
    """Check what can be checked without anything from outside, as `check_with` does."""
    return check_with(url, vault, Means(standings_of))


def check_with(url: str, vault: Vault | None, means: Means) -> Report:
    """Check a database whole, with the means at hand.

    Without a vault, the projections and the decisions are left out: they hold and look at sealed values.

    Raises:
        EnvironmentUnusable: unreachable, not one of ours, of another version, or sealed by another key.
    """
    database = reach(url, readonly=True)
    link = database.link()
    try:
        require_current(database, link)
        log = Log.found(database, link, vault)
        require_key(log)
        link.execute(database.begin_read)
        return _Check(database, link, log, means).report()
    except (database.errors, UnicodeDecodeError) as error:
        return Report("unreadable", 0, 0, 0, (_unreadable(database.explain(error)),))
    finally:
        link.close()
        database.close()


class _Check:
    def __init__(self, database: Database, link: Link, log: Log, means: Means) -> None:
        self._database = database
        self._link = link
        self._log = log
        self._means = means
        self._keys = Keys(link, log)
        self._folder: Folder | None = None
        self._rejudged: Rejudged | None = None
        if log.vault is not None and means.standings_of is not None:
            self._folder = Folder(link, log, means.standings_of, self._keys)
            if means.retrials_of is not None:
                self._rejudged = Rejudged(link, log, means.retrials_of)
        self._signers: Signers | None = None
        self._vouched: Vouched | None = None
        self._compared = False
        self._reads = 0
        self._projections = projections(log)
        self._rows = {kind: Alongside(link, each.onward) for kind, each in self._projections.items()}
        self._origins = Origins()
        self._counts = {SYSTEM: 0, "case": 0, "subject": 0}
        self._events = 0
        self._erased = 0
        self._set_back: list[tuple[str, int]] = []

    def report(self) -> Report:
        findings: list[Finding] = []
        try:
            for finding in self._findings():
                findings.append(finding)
                if len(findings) == ENOUGH:
                    break
        except (self._database.errors, UnicodeDecodeError) as error:
            # A page that can't be read, or names that are no text: whatever was found before stays true.
            findings.append(_unreadable(self._database.explain(error)))
        return Report(
            _verdict(findings),
            self._events,
            self._counts["case"],
            self._counts["subject"],
            tuple(findings),
            self._erased,
            self._signers.tried if self._signers is not None else 0,
            self._rejudged.judged if self._rejudged is not None else 0,
            self._rejudged.undecidable if self._rejudged is not None else 0,
            self._vouched,
            self._compared,
            self._reads,
            tuple(self._rejudged.broken) if self._rejudged is not None else (),
            self._rejudged.unkept[False] if self._rejudged is not None else 0,
            self._rejudged.unkept[True] if self._rejudged is not None else 0,
            tuple(self._set_back),
        )

    def _findings(self) -> Iterator[Finding]:
        if self._database.path is not None:
            damages = list(self._file())
            yield from damages
            if damages:
                # Values may be of any type now: nothing that is read has a meaning.
                return
            yield from self._references()
        yield from self._schema()
        yield from self._definitions()
        trust = self._means.trust
        if trust is not None and trust.signatures:
            self._signers = Signers.of(self._link, self._log, trust)
        yield from self._streams()
        if not self._log.training:
            # In a training database nobody has an account: two names are two people.
            yield from (Finding(*doubt) for doubt in self._origins.doubts())
        yield from self._positions()
        if trust is not None:
            yield from self._outside(trust)
        if self._log.vault is None and self._means.standings_of is not None:
            blind = "Sans la clé maîtresse, les listes et les décisions n'ont pu être vérifiées."
            yield Finding("unchecked", "", 0, blind)
        yield from self._orphans()
        yield from self._returned()
        for name, sequence in left_behind(self._link, self._log):
            yield Finding(
                "erasure", name, sequence, "Effacement incomplet : la personne n'a plus de clé, et reste ici."
            )
        yield from (Finding("attachment", *stray) for stray in stray_scans(self._link, self._log))
        yield from (
            Finding("read", "", *fault)
            for fault in read_faults(self._link, self._log, reads_heads(self._link, self._log))
        )
        self._reads = head_of(self._link, self._log).size

    def _streams(self) -> Iterator[Finding]:
        progress, told = self._means.progress, 0
        counted = select(func.count()).select_from(self._log.sql.tables.events)
        row = self._link.execute(self._log.sql.text(counted), ()).fetchone()
        whole = row[0] if row is not None else 0
        for events in entries(self._link, self._log):
            yield from self._stream(events)
            if progress is not None and self._events - told >= PROGRESS:
                told = self._events
                progress(told, whole)

    def _outside(self, trust: Trust) -> Iterator[Finding]:
        """Checkpoints kept elsewhere, then the key from paper, beyond what those vouch for."""
        signers = self._signers or Signers.of(self._link, self._log, trust)
        keys = [key for _, key in signers.spans] + [key for key in (trust.pinned,) if key is not None]
        heads = Heads(self._link, self._log, trust.kept, keys)
        yield from (Finding(*doubt) for doubt in heads.doubts())
        self._vouched, self._compared = heads.vouched, True
        vouched = heads.vouched.size if heads.vouched is not None else 0
        yield from (Finding(*doubt) for doubt in signers.pinned_doubts(vouched))

    def _file(self) -> Iterator[Finding]:
        """SQLite's own checks of its pages, its indexes and the types of its values."""
        for (message,) in self._link.execute("PRAGMA integrity_check").fetchall():
            if message != "ok":
                yield Finding("file", "", 0, f"Le fichier est endommagé : {message}")

    def _references(self) -> Iterator[Finding]:
        """Rows put in by hand, that refer to nothing: all the rest can still be read, and one must not hide it."""
        for table, row, parent, _ in self._link.execute("PRAGMA foreign_key_check").fetchall():
            yield Finding(
                "reference", "", 0, f"La ligne {row} de {table} renvoie à une ligne de {parent} qui n'existe pas."
            )

    def _schema(self) -> Iterator[Finding]:
        """What the database is made of, against what the migrations make: a trigger changes every step to come."""
        yield from (Finding("schema", "", 0, fault) for fault in schema_faults(self._database, self._link))

    def _definitions(self) -> Iterator[Finding]:
        """Contents against their hashes, and lines against the events that published them."""
        said = dict(self._published())
        tables = self._log.sql.tables
        contents = self._log.sql.text(select(tables.definitions.c.digest, tables.definitions.c.resolved))
        texts = self._log.sql.text(select(tables.texts.c.sha256, tables.texts.c.text))
        for digest, resolved in self._link.execute(contents, ()):
            if hashlib.sha256(resolved).hexdigest() != digest:
                yield Finding("definition", "", 0, f"La définition {digest[:12]} n'est plus celle qui a été publiée.")
        kept = set()
        for sha256, text in self._link.execute(texts, ()):
            kept.add(sha256)
            if hashlib.sha256(text).hexdigest() != sha256:
                yield Finding("definition", "", 0, f"Le texte {sha256[:12]} n'est plus celui qui a été publié.")
        for row in self._link.execute(self._log.sql.definitions, ()):
            if said.pop(row[2], None) != tuple(row):
                yield Finding(
                    "definition", "", 0, f"La ligne de la définition {row[2][:12]} n'est pas ce qui a été publié."
                )
        for digest in said:
            yield Finding("definition", "", 0, f"La définition {digest[:12]}, publiée, n'est plus là.")
        yield from self._gone(kept)

    def _gone(self, kept: Collection[str]) -> Iterator[Finding]:
        """Texts that the log says were published, and that aren't there."""
        for event in self._log_events("file_published"):
            if event.body.get("sha256") not in kept:
                name = str(event.body.get("file"))
                yield Finding("definition", "", 0, f"Le texte de « {name} », mis en service, n'est plus là.")
        for event in self._log_events("calendar_published"):
            # Without it, the steps counted in working days could not be judged again, and nothing else would say why.
            if event.body.get("digest") not in kept:
                name = str(event.body.get("digest"))[:12]
                yield Finding("definition", "", 0, f"Le calendrier {name}, publié, n'est plus là.")

    def _published(self) -> Iterator[tuple[str, tuple[object, ...]]]:
        """What the log says of each definition, as its line must show it."""
        for event in self._log_events("definition_published"):
            names = ("process", "version", "digest", "status")
            shown = [event.body.get(name) for name in names]
            yield str(shown[2]), (*shown, event.recorded_at, event.body.get("source_sha256"))

    def _log_events(self, kind: str) -> Iterator[Event]:
        """The events of the log itself of one kind."""
        for _, stored, _ in self._link.execute(self._log.sql.history, (SYSTEM,)):
            with suppress(UnreadableEvent):
                event = decode(stored)
                if event.kind == kind:
                    yield event

    def _stream(self, events: list[Entry]) -> Iterator[Finding]:
        first = events[0]
        self._counts[first.kind] = self._counts.get(first.kind, 0) + 1
        self._events += len(events)
        history = examined(self._link, self._log, events, self._keys)
        found = [_at(*fault) for fault in history.faults]
        if len(self._set_back) < ENOUGH:
            self._set_back += [(first.name, sequence) for sequence in sorted(set_back(history.events))]
        if not found and _KINDS.get(history.events[0].kind) != first.kind:
            found.append(_at("event", first, "Cet historique n'est pas de la sorte que dit la base."))
        if not found and first.kind == "case":
            found += [_at(*fault) for fault in scan_faults(self._link, self._log, history)]
        if not found and first.kind == SYSTEM:
            found += self._log_itself(history)
        if not found and first.kind != SYSTEM and self._folder is not None:
            found += self._projection(history, self._folder)
        if not found:
            self._origins.take(history)
        found += _out_of_order(events)
        if self._signers is not None:
            # Last: what isn't signed is told beside what else is wrong with it, and hides none of it.
            found += _unsigned(self._signers, history)
        # A tag holds the step's hash too: whatever is told of a step already is why it doesn't hold.
        told = {each.sequence for each in found}
        found += [each for each in self._retold(events) if each.sequence not in told]
        if not found and first.kind == "subject" and any(event.kind == _ERASED for event in history.events):
            self._erased += 1
        yield from found

    def _retold(self, events: list[Entry]) -> Iterator[Finding]:
        """Steps whose row was given another command, or none: sent again, one would be lost or recorded twice."""
        if self._log.vault is None:
            return
        try:
            key = self._log.row_key
        except BrokenHistory:
            # Told of the log itself: nothing vouches for any row then.
            return
        for entry in events:
            if entry.row_mac != entry.tag(key):
                message = "Ce qui dit quelle demande a écrit cette étape n'est pas ce qui a été enregistré."
                yield _at("command", entry, message)

    def _log_itself(self, history: History) -> Iterator[Finding]:
        """What the log shows of itself, against what its events say; and its own key, which nothing else opens."""
        first = history.entries[0]
        said = _said(history.events)
        facts = dict(self._link.execute(self._log.sql.log, ()).fetchall())
        mark = facts.pop(MARK, None)
        for name, value in (facts | {"training": self._log.training}).items():
            if said.get(name) != value:
                yield _at("log", first, f"« {name} » n'est pas ce qui a été enregistré.")
        if self._log.vault is not None:
            owner = self._link.execute(self._log.sql.key, (SYSTEM,)).fetchone()
            try:
                if self._log.mark(owner[1] if owner else b"") != mark:
                    yield _at("log", first, "Ce qui dit si cette base est fictive n'est pas ce qui a été scellé.")
            except BrokenHistory as error:
                yield _at("log", first, error.message)

    def _projection(self, history: History, folder: Folder) -> Iterator[Finding]:
        first, last = history.entries[0], history.entries[-1]
        try:
            recorded = folder.recorded(history)
            if first.kind == "case" and self._rejudged is not None:
                judging = self._rejudged.judging()
                folded = folder.row(history, recorded, judging.take)
                yield from (Finding(*doubt) for doubt in judging.doubts())
            else:
                folded = folder.row(history, recorded)
        except (BrokenHistory, UnreadableEvent) as error:
            yield _at("event", last, error.message)
            return
        if self._rows[first.kind].row(first.stream) != folded:
            yield _at("projection", last, "Ce que montrent les listes n'est pas ce que dit l'historique.")

    def _returned(self) -> Iterator[Finding]:
        """Who was erased, by the list beside the keys, and is here again: nothing in the database itself tells."""
        returned = ReturnedReading(self._link, self._log).returned(self._means.erasures)
        while True:
            try:
                event, _, _ = next(returned)
            except StopIteration:
                return
            except EnvironmentUnusable as error:
                # The list itself: whoever it named there may be back, and nobody can tell.
                yield Finding("unchecked", "", 0, error.message)
                return
            yield Finding(
                "erasure",
                event.stream,
                0,
                f"Cette personne a été effacée le {event.happened_on}, et sa clé est de nouveau ici : une ancienne"
                " copie a été mise à la place de la base. Elle n'est pas montrée ; l'effacer de nouveau :"
                " baom db erase-again.",
            )

    def _positions(self) -> Iterator[Finding]:
        events = self._log.sql.tables.events
        last = func.coalesce(func.max(events.c.position), literal_column("0"))
        counted = select(func.count(events.c.position), last).where(events.c.position > literal_column("0"))
        row = self._link.execute(self._log.sql.text(counted)).fetchone()
        if row is not None and row[0] != row[1]:
            yield Finding("position", "", 0, f"{row[1] - row[0]} événement(s) manquent dans l'ordre du journal.")

    def _orphans(self) -> Iterator[Finding]:
        """Rows without a history, histories that are gone whole, and events of no stream at all."""
        events, streams = self._log.sql.tables.events, self._log.sql.tables.streams
        gone = select(streams.c.name).where(~exists().where(events.c.stream == streams.c.id))
        for (name,) in self._link.execute(self._log.sql.text(gone), ()).fetchall():
            yield Finding("chain", name, 0, "Tout son historique manque.")
        lost = select(func.count(events.c.sequence)).where(~exists().where(streams.c.id == events.c.stream))
        row = self._link.execute(self._log.sql.text(lost)).fetchone()
        if row is not None and row[0]:
            yield Finding("chain", "", 0, f"{row[0]} événement(s) n'appartiennent à aucun historique.")
        for kind, projection in self._projections.items():
            for _ in self._link.execute(projection.orphans, ()).fetchall():
                yield Finding("projection", "", 0, f"Une ligne ({kind}) n'a aucun historique.")


def _unsigned(signers: Signers, history: History) -> Iterator[Finding]:
    for entry, digest in zip(history.entries, history.leaves, strict=True):
        for doubt in signers.doubts(entry, digest):
            yield Finding(*doubt)


def _said(events: list[Event]) -> dict[str, Json]:
    """What the events of the log say of it: its beginning, then the keys that came in the place of others."""
    begun = events[0]
    said = {**begun.body, "begun_at": begun.recorded_at}
    for event in events[1:]:
        if event.kind == "key_rotated":
            said["key_id"] = event.body.get("after")
        elif event.kind == "signing_key_changed":
            said["signing_key"] = event.body.get("after")
        elif event.kind == "database_upgraded" and "signing_key" in event.body:
            said["signing_key"] = event.body["signing_key"]
    return said


def _verdict(findings: list[Finding]) -> Verdict:
    kinds = {finding.kind for finding in findings}
    if "file" in kinds:
        return "unreadable"
    if not kinds:
        return "intact"
    return "incomplete" if kinds <= set(NOT_SEEN) else "altered"


def _out_of_order(events: list[Entry]) -> Iterator[Finding]:
    """Events that come in the whole log before the one that they follow in their own history."""
    last = 0
    for entry in events:
        if entry.position is not None:
            if entry.position < last:
                yield _at("position", entry, "Cette étape vient, dans l'ordre du journal, avant celle qu'elle suit.")
            last = entry.position


def _at(kind: str, entry: Entry, message: str) -> Finding:
    return Finding(kind, entry.name, entry.sequence, message)


def _unreadable(error: Exception) -> Finding:
    message = error.message if isinstance(error, EngineError) else str(error)
    return Finding("file", "", 0, message)
