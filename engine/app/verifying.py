"""Whether a history can be trusted: what somebody brings from outside, and the rules of every day of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from engine.app.compiled import compiled
from engine.app.house import standing_of
from engine.app.retrial import desk_day
from engine.core.calendar import Calendar, calendar_from
from engine.core.invariant_words import say_breach
from engine.core.machine import Machine
from engine.core.redecide import Retrial
from engine.store.case_rows import StandingOf
from engine.store.checks import Means, Progress, Report, check_with
from engine.store.log import Vault
from engine.store.rejudged import RetrialsOf, Texts
from engine.store.returned import Erasures
from engine.store.trust import Kept, Trust
from engine.vault.notes import CODE_LETTERS, Head, Note, in_groups, plain_code, read_note
from engine.vault.signing import public_key


@dataclass(frozen=True, slots=True)
class Outside:
    """What somebody kept elsewhere, and brings to a check."""

    checkpoints: tuple[tuple[str, str], ...] = ()
    "(name, text) of each."
    codes: tuple[str, ...] = ()
    "Short codes, as they were typed."
    public_key: str | None = None
    "From paper: 64 hexadecimal digits."
    signatures: bool = True
    erasures: Erasures = ()
    "Who was erased, as it is told beside the keys."

    @property
    def brought(self) -> bool:
        """Whether anything was brought that could vouch for the history."""
        return bool(self.checkpoints or self.codes or self.public_key)

    def trust(self) -> Trust:
        """As the store is given it.

        Raises:
            UsageError: a checkpoint or a code is none.
            EnvironmentUnusable: the public key is none.
        """
        pinned = "".join(self.public_key.split()).lower() if self.public_key is not None else None
        if pinned is not None:
            public_key(pinned)
        kept = [_of_note(name, read_note(text)) for name, text in self.checkpoints]
        kept += [_of_code(plain_code(each)) for each in self.codes]
        return Trust(public_key, pinned, tuple(kept), self.signatures)


def is_next_group(code: str, word: str) -> bool:
    """Whether a word is a further group of a short code begun: a code is printed in groups, and typed as printed."""
    is_group = not word.startswith("-") and word.replace("-", "").isalnum()
    return is_group and sum(letter.isalnum() for letter in code + word) <= CODE_LETTERS


def verify(
    url: str, vault: Vault | None, outside: Outside, today: Calendar | None = None, progress: Progress | None = None
) -> Report:
    """Check a database whole, against what was kept elsewhere; `today` is the desks' calendar.

    Raises:
        EnvironmentUnusable: unreachable, not one of ours, of another version, or sealed by another key.
        UsageError: what was brought is no checkpoint, no code.
    """
    means = Means(standings_of, retrials_of(today), outside.trust(), outside.erasures, progress)
    return check_with(url, vault, means)


def standings_of(digest: str, resolved: bytes) -> StandingOf:
    """How lists see the cases of a stored definition."""
    return standing_of(compiled(resolved, digest))


def view_of(report: Report) -> dict[str, Any]:
    """A verdict, as a machine reads it."""
    vouched = report.vouched
    return {
        "verdict": report.verdict,
        "events": report.events,
        "cases": report.cases,
        "subjects": report.subjects,
        "erased": report.erased,
        "signatures": report.signatures,
        "judged": report.judged,
        "undecidable": report.undecidable,
        "compared": report.compared,
        "reads": report.reads,
        "invariants": [
            {
                "case": stream,
                "invariant": each.invariant.id,
                "version": each.version,
                "since": each.since,
                "until": each.until,
                "message": say_breach(each, "fr"),
            }
            for stream, each in report.broken
        ],
        "invariants_broken": report.unkept,
        # Of these not even the case is named: whoever writes a pathway would learn a sealed answer from its number.
        "invariants_reserved": report.unkept_reserved,
        "set_back": [{"case": stream, "sequence": sequence} for stream, sequence in report.set_back],
        "vouched_to": None
        if vouched is None
        else {"events": vouched.size, "checkpoint": vouched.name, "reads": vouched.reads},
        "findings": [
            {"kind": each.kind, "case": each.stream, "sequence": each.sequence, "message": each.message}
            for each in report.findings
        ],
    }


def _of_note(name: str, note: Note) -> Kept:
    def covers(log_id: str, size: int, root: bytes) -> bool:
        return note.head == Head(log_id, size, root)

    return Kept(name, note.head.size, note.head.log_id, covers, note.signed_by)


def _of_code(code: str) -> Kept:
    def covers(log_id: str, size: int, root: bytes) -> bool:
        return Head(log_id, size, root).code == code

    return Kept(in_groups(code), None, None, covers, lambda _key: True)


def retrials_of(today: Calendar | None = None) -> RetrialsOf:
    """What judges the cases of a database again; `today` is the desks' calendar, which may not be published there."""

    def of(texts: Texts) -> Callable[[], Retrial]:
        @cache
        def machine_of(digest: str) -> Machine | None:
            resolved = texts.resolved(digest)
            return None if resolved is None else compiled(resolved, digest)

        @cache
        def calendar_of(digest: str) -> Calendar | None:
            if today is not None and today.digest == digest:
                return today
            text = texts.text(digest)
            return None if text is None else calendar_from(text.decode())

        return lambda: Retrial(machine_of, calendar_of, desk_day)

    return of
