"""The form that somebody sends before there is a session: shown to be of a page that this very browser was given.

A browser that opens the door is given a mark, drawn at random, which it alone brings back; the form bears a proof of
that mark, keyed by the house. Without both, another site could log somebody in under an account that isn't theirs, and
read afterwards what they typed. Nothing is kept of it: any worker knows its own house's proof.
"""

from __future__ import annotations

import hmac
import re
import secrets

from engine.app.house import House

MARK_BYTES = 16
SALT_BYTES = 8
_MARK = re.compile(rf"[0-9a-f]{{{2 * MARK_BYTES}}}")


def mark_of(brought: str) -> str:
    """The mark that a browser brings, or another where it brings none."""
    return brought if _MARK.fullmatch(brought) else secrets.token_hex(MARK_BYTES)


def door_token(house: House, mark: str) -> str:
    """What the form bears: another one each time, so that a page compressed twice tells nothing of it."""
    salt = secrets.token_hex(SALT_BYTES)
    return f"{salt}.{_proof(house, mark, salt)}"


def is_of_this_door(house: House, brought: str, given: str) -> bool:
    """Whether a form (`salt.proof`) is of a page that this house gave to whoever brings this mark."""
    salt, _, proof = given.partition(".")
    is_mark = _MARK.fullmatch(brought) is not None
    return hmac.compare_digest(_proof(house, brought, salt).encode(), proof.encode()) and is_mark


def _proof(house: House, mark: str, salt: str) -> str:
    return house.store.mac(f"door 1\n{salt}\n{mark}".encode()).hex()
