"""Who takes care of a database: an administrator logged in, or, where nobody can log in any more, whoever has its keys.

Damage alone makes nobody the system: whoever may write in the file could else choose when that is.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from engine.commands.desk import nobody
from engine.errors import EnvironmentUnusable, HistoryError, OlderDatabase, Said, UsageError

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.commands.desk import Desk
    from engine.core.events import Actor

UNATTENDED = click.option("--unattended", is_flag=True, help="Par un programme, la nuit : sans connexion.")
SHUT_OUT = click.option(
    "--unattended",
    is_flag=True,
    help="Quand plus aucun administrateur ne peut se connecter : au nom du système ; tout le monde en est averti.",
)

_HOW = Said(
    "Personne ne peut se connecter à une base qui ne s'ouvre pas : qui tient ses clés ajoute --unattended. L'acte est "
    "alors signé du système, et tout le monde en est averti."
)


def keeper(desk: Desk, *, unattended: bool, nightly: bool = False, older: bool = False) -> Actor:
    """Who takes care of the database: an administrator logged in on a real one, the system on a training one.

    `unattended` is the system's: at any time for what a program does each night (`nightly`), else only while no
    administrator can log in. With `older`, a database that waits for its upgrade is the system's too: it is no damage.

    Raises:
        AccessRefused: nobody is logged in.
        NotAllowed: no administrator is.
        BrokenAccount: whoever is logged in can't be believed.
        EnvironmentUnusable, HistoryError: the database doesn't open, and `unattended` wasn't said.
        UsageError: `unattended`, while an administrator can log in.
    """
    from engine.app.sessions import enter
    from engine.app.sight import require
    from engine.bootstrap import open_house
    from engine.commands.session_file import kept_token
    from engine.core.rules import SYSTEM

    if unattended and nightly:
        return SYSTEM
    try:
        house = open_house(desk.settings)
    except (EnvironmentUnusable, HistoryError) as error:
        if unattended or (older and isinstance(error, OlderDatabase)):
            return SYSTEM
        error.then(_HOW)
        raise
    # Closed before the care begins: a restoration takes the file's place.
    with closing(house.store):
        if house.store.training:
            return SYSTEM
        desk.refuse_pretence(house)
        if unattended:
            _require_shut_out(house)
            return SYSTEM
        session = enter(house, kept_token(desk.settings.environ, house.store.log_id), "terminal")
    if session is None:
        raise nobody()
    require(session.actor, "base.care")
    return session.actor


def _require_shut_out(house: House) -> None:
    """Refuse to do without an administrator while there is one whose account can be believed; raises UsageError."""
    from engine.app.accounts import sound_admins

    if house.store.read(sound_admins):
        raise UsageError(
            "Un administrateur peut se connecter : il fait cela en son nom.",
            "baom user login IDENTIFIANT, puis la même commande sans --unattended ; mot de passe ou téléphone perdu : "
            "baom user recover IDENTIFIANT.",
        )
