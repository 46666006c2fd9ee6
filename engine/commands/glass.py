"""`baom case glass` and `baom audit glass`: reading another desk's case in an emergency, and who did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command
from engine.core.wording import isolated, who

if TYPE_CHECKING:
    from engine.app.news import News
    from engine.commands.screen import Screen

SHOWN = 3
"Changes of accounts told above an answer; the list has them all."


@command("glass")
@click.argument("case_id", metavar="DOSSIER")
@click.option("--reason", default="", metavar="TEXTE", help="Pourquoi maintenant ; obligatoire, il reste scellé.")
@click.option("--close", is_flag=True, help="Refermer avant l'heure ce qui a été lu.")
@pass_desk
def glass(desk: Desk, case_id: str, reason: str, close: bool) -> None:
    """Lire dans l'urgence le dossier d'un autre bureau : une heure, sans rien y écrire, et les autres en sont avertis.

    Superviseurs et auditeurs le voient à leur prochaine commande, avec le motif, jusqu'à ce qu'ils l'aient lu.

    Exemple :
      baom case glass D-7K2M-9QXH --reason "Mère hospitalisée ici, bureau de Tiznit fermé."
      baom case glass D-7K2M-9QXH --close
    """
    from engine.app.glass import break_glass, close_glass, minutes_left
    from engine.app.house import written_id

    session = desk.logged_in()
    if close:
        number = written_id(case_id)
        close_glass(desk.house, session, number)
        desk.hush()
        desk.answer({"case": number}, lambda screen: screen.done("glass_closed", isolated(number, screen.language)))
        return
    broken = break_glass(desk.house, session, written_id(case_id), reason)
    view = {"case": broken.case, "until": broken.until}

    def human(screen: Screen) -> None:
        case = isolated(broken.case, screen.language)
        screen.done("glass_broken", case, minutes_left(desk.house, broken.until))
        screen.command(f"baom case show {broken.case}", 2)

    desk.answer(view, human)


@command("glass")
@pass_desk
def seen(desk: Desk) -> None:
    """Qui a lu dans l'urgence le dossier d'un autre bureau, quand et pourquoi ; l'avoir lu éteint l'avertissement.

    Exemple :
      baom audit glass
    """
    from engine.app.glass import read_about

    found = read_about(desk.house, desk.logged_in())
    views = [
        {
            "login": each.account.login,
            "case": each.glass.case,
            "commune": each.glass.commune,
            "at": each.glass.at,
            "until": each.glass.until,
            "reason": each.reason,
        }
        for each in found
    ]
    desk.hush()
    desk.answer({"glass": views}, lambda screen: _show(desk, screen, views))


def _show(desk: Desk, screen: Screen, views: list[dict[str, Any]]) -> None:
    if not views:
        screen.line(screen.say("no_glass"))
    for each in views:
        case = isolated(each["case"], screen.language)
        told = screen.say(
            "glass_by", isolated(each["login"], screen.language), case, desk.place(each["commune"]), hour(each["at"])
        )
        screen.entry(screen.glyphs.alert, told)
        screen.line(screen.say("said", each["reason"]), "dim", 4)


def notices(desk: Desk, screen: Screen, *, hushed: bool = False) -> None:
    """What stands above every answer to whoever is logged in: what they broke themselves, and what others did."""
    from engine.app.glass import minutes_left
    from engine.app.news import news

    session = desk.session()
    told_now = news(desk.house, session)
    for login in told_now.altered:
        told = screen.say("account_altered", isolated(login, screen.language))
        screen.entry(screen.glyphs.alert, told, "bold red", 0)
    if hushed:
        return
    _changes(screen, told_now)
    for each in session.glass:
        case = isolated(each.case, screen.language)
        left = minutes_left(desk.house, each.until)
        screen.entry(screen.glyphs.clock, screen.say("glass_running", case, left), "bold yellow", 0)
    for other in told_now.glass:
        reader, case = (isolated(word, screen.language) for word in (other.account.login, other.glass.case))
        told = screen.say("glass_by", reader, case, desk.place(other.glass.commune), hour(other.glass.at))
        screen.entry(screen.glyphs.alert, told, "bold yellow", 0)
    if told_now.glass:
        screen.command("baom audit glass", 2)


def _changes(screen: Screen, told_now: News) -> None:
    """What others did to accounts: the newest in words, and how many more."""
    for account, change in told_now.changes[-SHOWN:]:
        by, login = (isolated(word, screen.language) for word in (who(change.by, screen.language), account.login))
        told = screen.say("account_news", login, screen.say(f"done_{change.kind}", by), hour(change.at))
        screen.entry(screen.glyphs.alert, told, "bold yellow", 0)
    if len(told_now.changes) > SHOWN:
        screen.line(screen.say("and_more", len(told_now.changes) - SHOWN), "dim", 2)
    if told_now.changes:
        screen.command("baom audit accounts", 2)


def hour(moment: str) -> str:
    """A moment on the desks' own clock."""
    from datetime import datetime

    from engine.app.house import ZONE

    return f"{datetime.fromisoformat(moment).astimezone(ZONE):%d/%m %H:%M}"
