"""The pages of whoever audits, and which of them somebody may open: the tabs above each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi.responses import Response

from engine.app.accounts import LOGIN, MOST_OF_A_LOGIN
from engine.app.given import day_of
from engine.app.house import written_id
from engine.authority.allow import Action, Resource, allow
from engine.core.events import Actor
from engine.errors import UsageError

if TYPE_CHECKING:
    from engine.web.visit import Visit

TABS: tuple[tuple[str, str, tuple[Action, ...]], ...] = (
    ("/audit", "tab_replay", ("audit.replay",)),
    ("/audit/cases", "tab_cases", ("audit.cases",)),
    ("/audit/verification", "tab_check", ("audit.verify",)),
    ("/audit/checkpoints", "tab_checkpoints", ("audit.checkpoint",)),
    ("/audit/evidence", "tab_evidence", ("audit.export", "audit.export_personal")),
    ("/audit/reads", "tab_reads", ("audit.access",)),
    ("/audit/accounts", "tab_accounts", ("audit.access",)),
    ("/audit/glass", "tab_glass", ("audit.access",)),
)
"Path, name of its words, and the rights of which one is enough."


STANDS_ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
"Of a page that dresses itself and does nothing else."


def tabs_for(actor: Actor) -> list[tuple[str, str]]:
    """The tabs that this visitor may open."""
    about = Resource(actor.commune)
    return [(path, name) for path, name, actions in TABS if any(allow(actor, each, about) for each in actions)]


def audit_page(visit: Visit, template: str, status: int = 200, /, **context: Any) -> Response:
    """A page under the tabs."""
    return visit.page(template, status, tabs=tabs_for(visit.actor), **context)


_NUMBER = re.compile(r"[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}")
"What the number of a case or of a record is made of."


def is_number(word: str) -> bool:
    """Whether a word is written as a number is, or is empty: then it may stand in an address, and in its logs."""
    return not word or _NUMBER.fullmatch(written_id(word)) is not None


def is_login(word: str) -> bool:
    """The same of the identifier of an account."""
    return len(word) <= MOST_OF_A_LOGIN and (not word or LOGIN.fullmatch(word) is not None)


def are_days(asked: Mapping[str, str]) -> bool:
    """The same of the two days of a period."""
    with suppress(UsageError):
        return all(day_of(asked[name]) for name in ("since", "until") if asked[name])
    return False


def address(path: str, asked: Mapping[str, str]) -> str:
    """A page with what is asked of it."""
    words = urlencode({name: word for name, word in asked.items() if word})
    return f"{path}?{words}" if words else path


def as_attachment(name: str) -> dict[str, str]:
    """Headers of a file to be kept: its name tells of nobody, and a browser that opens it lets it do nothing."""
    return {
        "content-disposition": f'attachment; filename="{name}"',
        "content-security-policy": "sandbox; default-src 'none'",
    }


def attached(content: bytes, media: str, name: str) -> Response:
    """A file to be kept."""
    return Response(content, media_type=media, headers=as_attachment(name))
