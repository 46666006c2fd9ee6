"""The pages of whoever audits, and which of them somebody may open: the tabs above each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.responses import Response

from engine.authority.allow import Action, Resource, allow
from engine.core.events import Actor

if TYPE_CHECKING:
    from engine.web.visit import Visit

TABS: tuple[tuple[str, str, tuple[Action, ...]], ...] = (
    ("/audit", "tab_replay", ("audit.replay",)),
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


def as_attachment(name: str) -> dict[str, str]:
    """Headers of a file to be kept: its name tells of nobody, and a browser that opens it lets it do nothing."""
    return {
        "content-disposition": f'attachment; filename="{name}"',
        "content-security-policy": "sandbox; default-src 'none'",
    }


def attached(content: bytes, media: str, name: str) -> Response:
    """A file to be kept."""
    return Response(content, media_type=media, headers=as_attachment(name))
