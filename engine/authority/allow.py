"""Who may do what: one function decides, and what no line of the table allows is refused.

Knows roles, communes and confidentiality; knows neither accounts, nor cases, nor how a refusal is told. Every use case
asks here, so that the command line, the web and whatever comes next share one answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from engine.core.events import EVERYWHERE, Actor

Role = Literal["agent", "supervisor", "editor", "auditor", "admin", "system"]

Action = Literal[
    "case.open",
    "case.list",
    "case.read",  # with what is personal in it
    "case.act",
    "case.print",
    "case.history",  # its events, without what is sealed
    "person.add",
    "person.search",
    "person.read",
    "person.correct",
    "person.rights",  # access given, objection, erasure asked for
    "person.erase",  # the second approval
    "process.read",
    "process.publish",
    "process.migrate",  # open cases to another version, and what that would do to them
    "stats.read",
    "user.list",
    "user.manage",
    "user.attest",  # that its owner holds an account; that a telephone be forgotten
    "audit.verify",
    "audit.replay",
    "audit.cases",  # a list of those that one may replay
    "audit.access",  # the log of reads
    "audit.export",
    "audit.export_personal",
    "audit.checkpoint",
    "glass.break",
    "base.tick",
    "base.care",  # backup, restore, check, rebuild, upgrade, keys
]

Reach = Literal["ordinary", "protected", "anywhere"]
"""How far a right goes: `ordinary` cases of the actor's own commune; `protected` ones there as well; or `anywhere`, in
every commune and whatever the confidentiality."""

_DESK: Mapping[str, Reach] = {"agent": "ordinary", "supervisor": "protected", "system": "anywhere"}
_LEAD: Mapping[str, Reach] = {"supervisor": "protected", "system": "anywhere"}
_ANYONE: Mapping[str, Reach] = dict.fromkeys(
    ("agent", "supervisor", "editor", "auditor", "admin", "system"), "anywhere"
)

RIGHTS: Mapping[str, Mapping[str, Reach]] = MappingProxyType(
    {
        "case.open": _DESK,
        "case.list": _DESK,
        "case.read": _DESK,
        "case.act": _DESK,
        "case.print": _DESK,
        "case.history": {**_DESK, "auditor": "anywhere"},
        "person.add": _DESK,
        "person.search": _DESK,
        "person.read": _DESK,
        "person.correct": _DESK,
        "person.rights": _DESK,
        "person.erase": _LEAD,
        "process.read": _ANYONE,
        "process.publish": {"editor": "anywhere", "system": "anywhere"},
        "process.migrate": {"supervisor": "protected", "editor": "anywhere"},
        "stats.read": {**_DESK, "editor": "anywhere", "auditor": "anywhere"},
        "user.list": {**_LEAD, "admin": "anywhere", "auditor": "anywhere"},
        "user.manage": {"admin": "anywhere", "system": "anywhere"},
        "user.attest": {"supervisor": "protected", "auditor": "anywhere", "admin": "anywhere"},
        "audit.verify": {"auditor": "anywhere", "admin": "anywhere", "system": "anywhere"},
        "audit.replay": {**_LEAD, "auditor": "anywhere"},
        "audit.cases": {**_LEAD, "auditor": "anywhere"},
        "audit.access": {**_LEAD, "auditor": "anywhere"},
        "audit.export": {"auditor": "anywhere", "system": "anywhere"},
        "audit.export_personal": _LEAD,
        "audit.checkpoint": {"auditor": "anywhere", "admin": "anywhere", "system": "anywhere"},
        "glass.break": {"agent": "ordinary", "supervisor": "protected"},
        "base.tick": {**_DESK, "admin": "anywhere"},
        "base.care": {"admin": "anywhere", "system": "anywhere"},
    }
)
"For each action, who may, and how far. A role that isn't there may not."

_OPENED_BY_GLASS: frozenset[Action] = frozenset({"case.read", "case.history", "case.print", "person.read"})
"What a broken glass opens, for the case that it names: reading, never acting."


@dataclass(frozen=True, slots=True)
class Resource:
    """What an action is about; the defaults are what has no commune and holds nothing protected."""

    commune: str = ""
    "The slug of the commune whose desk keeps it; empty where it belongs to none (a definition, the database)."
    protected: bool = False
    case: str = ""


def allow(actor: Actor, action: Action, resource: Resource) -> bool:
    """Whether the actor may do this to that. Total: an unknown role or action is refused."""
    rights = RIGHTS.get(action, {})
    reach = rights.get(actor.role)
    if reach is None:
        return False
    if reach == "anywhere":
        return True
    if action == "glass.break":
        # It is for the cases of other desks: it widens where one may look, never what one's role may see.
        return not resource.protected or reach == "protected"
    if resource.case and resource.case in actor.glass and action in _OPENED_BY_GLASS:
        return not resource.protected or reach == "protected"
    if resource.protected and reach != "protected":
        return False
    return is_own(actor, resource.commune)


def reading_alone(actor: Actor, action: Action) -> Actor:
    """The actor as far as this action goes: without the glass they broke, unless it opens what the action does."""
    return actor if action in _OPENED_BY_GLASS else replace(actor, glass=frozenset())


def is_own(actor: Actor, commune: str) -> bool:
    """Whether a commune is among the actor's; what belongs to no commune is everybody's who has the right at all."""
    return commune == "" or actor.commune in (commune, EVERYWHERE)


def communes_seen(actor: Actor) -> str | None:
    """The commune that a list for this actor keeps to; None for every one."""
    return None if actor.role == "system" or actor.commune == EVERYWHERE else actor.commune
