"""The second factor: six figures that a telephone computes from a shared secret and the time (TOTP, RFC 6238).

Knows secrets and moments; neither users nor where a secret is kept. A code is good for its half minute and the ones
beside it, for a telephone's clock drifts; which half minute it was of is given back, so that a code serves once.
"""

from __future__ import annotations

from datetime import datetime
from hmac import compare_digest

from pyotp import TOTP, random_base32

PERIOD = 30
"Seconds that a code lasts."
DRIFT = 1
"Half minutes by which a telephone may be late or early."
FIGURES = 6


def new_secret() -> str:
    """A secret of 160 random bits, in base 32, as telephones take it."""
    return random_base32()


def enrolment(secret: str, login: str, house: str) -> str:
    """The `otpauth://` address of a secret: shown as a QR code, the telephone reads it."""
    return TOTP(secret).provisioning_uri(name=login, issuer_name=house)


def latest_counter(now: datetime) -> int:
    """The last half minute whose code is taken at this moment, counted from 1970."""
    return int(now.timestamp()) // PERIOD + DRIFT


def counter_of(secret: str, code: str, now: datetime, after: int = 0) -> int | None:
    """The half minute that a code is of, counted from 1970; None where it is wrong, too old, or of `after` or before.

    `after` is that of the last code taken: whoever looked over a shoulder has nothing.
    """
    typed = "".join(each for each in code if not each.isspace())
    if len(typed) != FIGURES or not (typed.isascii() and typed.isdecimal()):
        return None
    here = int(now.timestamp()) // PERIOD
    totp = TOTP(secret)
    # All of them are computed, whichever fits: how long it takes tells nothing.
    fitting = [
        counter
        for counter in range(here - DRIFT, here + DRIFT + 1)
        if compare_digest(totp.generate_otp(counter), typed) and counter > after
    ]
    return fitting[0] if fitting else None
