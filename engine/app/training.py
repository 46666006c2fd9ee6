"""The people of a training database: one account for each role, entered without a password, since nobody is real there.

A session begun so is a session like any other: what a learner sees is what an agent sees.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.app.accounts import NewUser, add_user
from engine.app.house import House
from engine.app.sessions import Begun, Kind, begin
from engine.core.events import EVERYWHERE
from engine.core.rules import SYSTEM
from engine.errors import AccessRefused
from engine.store.journal import Writing
from engine.store.users import Account

NEARBY = 2
"Desks that have an agent: the first for the day's work, another one to see that it sees other cases."


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a learner may take."""

    login: str
    role: str
    commune: str
    "A slug, or `EVERYWHERE`."


def parts(house: House) -> list[Part]:
    """One part for each role, agents first."""
    communes = house.territory.communes
    desks = sorted(
        (slug for slug in communes if communes[slug].baom == "atteste"), key=lambda slug: not communes[slug].urban
    )
    agents = [Part(f"agent.{slug.replace('_', '-')}", "agent", slug) for slug in desks[:NEARBY]]
    others = (("superviseur", "supervisor"), ("editeur", "editor"), ("auditeur", "auditor"), ("gestion", "admin"))
    return [*agents, *(Part(f"{login}.formation", role, EVERYWHERE) for login, role in others)]


def take_part(house: House, login: str, kind: Kind) -> Begun:
    """Begin a session as one of the parts; its account is made at its first use.

    Raises:
        AccessRefused: a real database, or no such part.
    """
    part = next((each for each in parts(house) if each.login == login), None) if house.store.training else None
    if part is None:
        raise AccessRefused("Ce rôle n'existe pas ici.", "En choisir un autre.")
    account = house.store.read(lambda reading: reading.user(part.login)) or _made(house, part)

    def work(writing: Writing) -> Begun:
        here = writing.user_named(account.id)
        if here is None or not here.active:
            raise AccessRefused(
                "Ce compte de formation a été fermé.", "Le rouvrir : baom user enable, ou en choisir un autre."
            )
        return begin(writing, here, kind, house.now())

    return house.store.write(work)


def _made(house: House, part: Part) -> Account:
    """The account of a part: its password is nobody's, for it is entered as a part, or not at all."""
    return add_user(house, SYSTEM, NewUser(part.login, part.role, part.commune, "", None))
