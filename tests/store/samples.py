"""What the tests of the store share: a vault, a stamp, a definition of three lines, and how a case is made of them."""

import hashlib
from dataclasses import replace

from engine.core.case import CaseState
from engine.core.events import Actor, Draft, Event
from engine.store.case_rows import Held, Standing
from engine.store.journal import Store, Writing
from engine.store.transaction import Stamp
from engine.vault.keys import MasterKey
from engine.vault.sealing import Vault
from engine.vault.signing import SigningKey

LOG = "f" * 32
MASTER = MasterKey(bytes(range(32)))
SIGNING = SigningKey(bytes(range(32, 64)))

TEXT = "process: naissance\nversion: 1\n"
RESOLVED = b'{"process":"naissance","version":1}'
DIGEST = hashlib.sha256(RESOLVED).hexdigest()

STAMP = Stamp(
    recorded_at="2026-11-06T09:00:00.000Z",
    happened_on="2026-11-06",
    actor=Actor("fatima", "agent", "tiznit"),
    definition=DIGEST,
    calendar="c" * 64,
)
DUE = "2026-12-01"


def vault() -> Vault:
    return Vault(MASTER, signing=SIGNING)


def standing_of(case: CaseState) -> Standing:
    """Due and waking days as the core would compute them: the clock that the case carries, if it is open."""
    clock = case.clocks.get("declaration")
    if clock is None or case.outcome is not None:
        return Standing(None, None)
    return Standing(clock["due"], clock.get("wake"))


def opening(process: str = "naissance", due: str | None = DUE, wake: str | None = None, **private: str) -> Draft:
    clocks = {"declaration": {"start": "2026-11-01", "due": due, "wake": wake}} if due or wake else {}
    body = {"process": process, "version": 1, "subject": "", "fields": {"lieu": "domicile"}, "clocks": clocks}
    return Draft("opened", None, "", "qualification", body, {f"fields.{name}": each for name, each in private.items()})


def open_case(writing: Writing, case: str, subject: str | None = None, draft: Draft | None = None, **more) -> Held:
    """Open a case, for a new subject unless one is named; `stamp` and what `Writing.open_case` takes may be given."""
    stamp = more.pop("stamp", STAMP)
    if subject is None:
        subject = f"person-of-{case}"
        writing.new_subject(subject, "person", stamp.actor.commune, {"nom": "Amina"}, stamp)
    draft = draft or opening(naissance="2026-11-01")
    draft.body["subject"] = subject
    return writing.open_case(case, subject, draft, stamp, standing_of, **more)


def moved(held: Held, to: str = "collecte", body: dict | None = None, **private: str | None) -> Draft:
    names = {name: f"fields.{name}" for name in private} | {
        name: name for name in ("note", "reason") if name in private
    }
    return Draft(
        "moved", "avancer", held.case.state, to, body or {}, {names[name]: each for name, each in private.items()}
    )


def noted(held: Held, text: str = "vu au guichet") -> Draft:
    return Draft("noted", None, held.case.state, held.case.state, {}, {"note": text})


def step(store: Store, case: str, *drafts: Draft, **more) -> tuple[Event, ...]:
    """Load a case and carry it one step further: a note, unless drafts are given."""

    def work(writing: Writing) -> tuple[Event, ...]:
        held = writing.case(case)
        return writing.append(held, drafts or (noted(held),), STAMP, standing_of, **more)

    return store.write(work)


def at_desk(commune: str) -> Stamp:
    return replace(STAMP, actor=replace(STAMP.actor, commune=commune))


def standings_of(_digest: str, _resolved: bytes):
    """As whoever compiles definitions would give it: here one way for all of them."""
    return standing_of
