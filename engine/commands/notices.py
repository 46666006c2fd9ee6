"""What stands above every answer to whoever is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.core.wording import isolated, who

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.app.news import News
    from engine.app.sessions import Session
    from engine.commands.screen import Screen

SHOWN = 3
"Changes of accounts told above an answer; the list has them all."


def notices(screen: Screen, house: House, session: Session, *, hushed: bool) -> None:
    """What stands above every answer to whoever is logged in: what they broke themselves, and what others did.

    Hushed, only what is damaged: the answer itself tells the rest.
    """
    from engine.app.glass import minutes_left
    from engine.app.news import news
    from engine.core.territory import commune_name

    told_now = news(house, session)
    for login in told_now.altered:
        told = screen.say("account_altered", isolated(login, screen.language))
        screen.entry(screen.glyphs.alert, told, "bold red", 0)
    if hushed:
        return
    _changes(screen, told_now)
    for each in session.glass:
        case = isolated(each.case, screen.language)
        left = minutes_left(house, each.until)
        screen.entry(screen.glyphs.clock, screen.say("glass_running", case, left), "bold yellow", 0)
    for other in told_now.glass:
        reader, case = (isolated(word, screen.language) for word in (other.account.login, other.glass.case))
        place = isolated(commune_name(house.territory, other.glass.commune, screen.language), screen.language)
        told = screen.say("glass_by", reader, case, place, hour(other.glass.at))
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
