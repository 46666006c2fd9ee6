"""Whether web addresses still answer. They are public pages: nothing of any case is said to them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

SECONDS = 10.0
AT_ONCE = 8
_AGENT = "baom (veille des sources)"
_REFUSES_PROGRAMS = frozenset((401, 403, 405, 429))
"A page that answers so is there: it wants a person, or another way of asking."


def unanswered(addresses: Sequence[str]) -> dict[str, str]:
    """The addresses that don't answer, each with why: a status of the web, or what the network said."""
    every = list(dict.fromkeys(addresses))
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return {address: why for address, why in zip(every, threads.map(_why_not, every), strict=True) if why}


def _why_not(address: str) -> str:
    """Why an address doesn't answer; empty when it does."""
    if not address.startswith(("https://", "http://")):
        return "http(s) ?"
    try:
        with urlopen(Request(address, headers={"User-Agent": _AGENT}), timeout=SECONDS):  # noqa: S310 -- http(s) only
            return ""
    except HTTPError as error:
        return "" if error.code in _REFUSES_PROGRAMS else str(error.code)
    except (OSError, HTTPException, ValueError) as error:
        # Whatever a broken server sends, or an address that can't be asked: told, the others go on.
        return str(error) or type(error).__name__
