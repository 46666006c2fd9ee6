"""`baom audit accounts`: what was done to accounts, by whom, to whom, when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command
from engine.commands.user_accounts import place_in_words
from engine.core.days import day_in_words
from engine.core.wording import ROLES, isolated, who

if TYPE_CHECKING:
    from engine.app.account_events import Line
    from engine.commands.screen import Screen


@command("accounts")
@click.option("--account", "login", metavar="IDENTIFIANT", help="Ce qui est arrivé à ce compte seul.")
@click.option("--since", metavar="DATE", help="Depuis ce jour compris ; sinon trente jours.")
@click.option("--until", metavar="DATE", help="Jusqu'à ce jour compris.")
@pass_desk
def accounts(desk: Desk, login: str | None, since: str | None, until: str | None) -> None:
    """Ce qui a été fait aux comptes, par qui, quand : ajoutés, changés, fermés, mots de passe et téléphones refaits.

    Les bris de glace aussi. Rien de personnel : des identifiants, des rôles, des communes. L'avoir lu éteint les
    avertissements.

    Exemple :
      baom audit accounts
      baom audit accounts --account f.amrani --since 01/11/2026
    """
    from engine.app.account_events import Asked, account_lines
    from engine.app.given import day_of

    actor = desk.actor("auditor")
    session = None if desk.house.store.training else desk.session()
    asked = Asked(login, *(day_of(each) if each is not None else None for each in (since, until)))
    found = account_lines(desk.house, actor, asked, session)
    view = {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "lines": [
            {"at": each.at, "by": each.by, "role": each.role, "what": each.kind, "login": each.login}
            | {"detail": list(each.detail)}
            for each in found.lines
        ],
        "altered": list(found.altered),
        "unvouched": list(found.unvouched),
    }

    def human(screen: Screen) -> None:
        days = (day_in_words(each, screen.language) for each in (found.since, found.until))
        screen.line(screen.say("accounts_between", *days, len(found.lines)))
        for name in found.unvouched:
            told = screen.say("lines_left", isolated(name, screen.language))
            screen.entry(screen.glyphs.alert, told, "bold red", 0)
        if found.lines:
            screen.blank()
            screen.columns([_row(desk, screen, each) for each in found.lines], styles=("", "bold", "", ""), flexible=3)

    desk.hush()
    desk.answer(view, human)


def _row(desk: Desk, screen: Screen, line: Line) -> tuple[str, str, str, str]:
    from engine.app.house import ZONE

    when = datetime.fromisoformat(line.at).astimezone(ZONE)
    said = [ROLES[each].of(screen.language) if each in ROLES else place_in_words(desk, each) for each in line.detail]
    return (
        isolated(f"{when:%d/%m/%Y %H:%M}", screen.language),
        line.login,
        screen.say(f"done_{line.kind}", isolated(who(line.by, screen.language), screen.language)),
        screen.enumerated(said),
    )
