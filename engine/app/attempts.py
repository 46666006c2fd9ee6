"""Tries at a password: counted as wrong before they are looked at, and made to wait, longer and longer.

Knows counts and time; neither passwords nor codes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from engine.app.house import instant
from engine.store.journal import Writing
from engine.store.users import UNTOLD, Account, Attempts
from engine.vault.codes import latest_counter

FREE = 2
"Wrong tries that cost nothing: fingers slip."
MOST = 1_000
"Wrong tries counted, at most: whoever can write in the file could put there a number that nothing can be added to."
LONGEST_WAIT = 900
"Seconds before the next try, at most: it doubles from one to this, and nobody is shut out for ever."


def count(writing: Writing, account: Account | None, now: datetime) -> Attempts | None:
    """Count a try as wrong before it is looked at; what was held before, None when it comes too soon."""
    before = held(writing, account, now)
    if _too_soon(before, now):
        # Written again as it is: this answer takes as long as the others.
        writing.set_attempts(account, before)
        return None
    failures = before.failures + 1
    writing.set_attempts(account, Attempts(failures, instant(now + wait_after(failures)), before.last_code))
    return before


def take_back(writing: Writing, account: Account, before: Attempts, now: datetime) -> None:
    """Take back one count, this very one: whoever knows the password could else erase those of wrong codes."""
    counted = held(writing, account, now)
    if counted.failures == before.failures + 1:
        writing.set_attempts(account, before)
    else:
        writing.set_attempts(account, counted._replace(failures=max(counted.failures - 1, 0)))


def wait_after(failures: int) -> timedelta:
    """How long nothing is looked at after so many wrong tries in a row."""
    if failures <= FREE:
        return timedelta(0)
    # Beyond ten doublings it is the longest anyway, and 2**failures would be a number of any size.
    return timedelta(seconds=min(2 ** min(failures - FREE - 1, 10), LONGEST_WAIT))


def held(writing: Writing, account: Account | None, now: datetime) -> Attempts:
    """What is held against an account, nobody else counting meanwhile; numbers that a hand put in bounded.

    Where nobody can tell which code was the last, every code that a telephone shows at this moment was.
    """
    found = writing.hold_attempts(account)
    last = found.last_code if found.last_code != UNTOLD else latest_counter(now)
    return found._replace(failures=min(max(found.failures, 0), MOST), last_code=last)


def _too_soon(before: Attempts, now: datetime) -> bool:
    # A wait longer than any that is ever set comes from a clock that was wrong: it would shut somebody out.
    latest = instant(now + timedelta(seconds=LONGEST_WAIT))
    return instant(now) < before.not_before <= latest
