"""A failure of ours: a number for whoever tells of it, and its place in our own log; nothing of what was typed."""

from __future__ import annotations

import logging
import secrets

LOG = logging.getLogger("baom.web")


def incident(error: BaseException) -> str:
    """Note a failure that nobody foresaw; the number under which it is found."""
    number = secrets.token_hex(4)
    # The kind of the error and where it was raised; never its words, which may hold what somebody typed.
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where is not None else "?"
    LOG.error("incident %s: %s at %s", number, type(error).__name__, place)
    return number
