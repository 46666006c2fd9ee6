"""What stands above every page of somebody logged in: what others did that they must know, and what is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from engine.app.glass import minutes_left
from engine.app.house import ZONE
from engine.app.news import alerts, news, own_news
from engine.app.requests import refused_to
from engine.core.wording import who
from engine.telling.voice import voice_of

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.app.sessions import Session
    from engine.app.two_people import Request
    from engine.core.definition import Language

ENTERED = "entered"
"Said of the first page after a login: what was done to one's own account is told there."
SHOWN = 3
"News of one kind that a page tells; the others are where they are read."


class Item(NamedTuple):
    """One thing told: how grave it is, in what words, and where more of it is read."""

    grave: str
    told: str
    where: str = ""


def news_above(house: House, session: Session | None, language: Language, *, entered: bool) -> Iterator[Item]:
    """What a visitor is to be told now, the gravest first; `entered`: on the first page after the login."""
    if session is None:
        return
    told, voice, signed = (
        news(house, session),
        voice_of(language),
        partial(who, language=language),
    )
    for login in told.altered:
        yield Item("bad", voice.say("account_altered", login))
    if entered:
        for alert in alerts(house):
            yield Item("warn", voice.say(f"alert_{alert.kind}", at_the_desk(alert.at), alert.about, signed(alert.by)))
        for own in own_news(house, session.account):
            yield Item("warn", voice.say(f"own_{own.kind}", at_the_desk(own.at), signed(own.by)))
        for each in refused_to(house, session.actor)[:SHOWN]:
            told_no = voice.say("refused_to", at_the_desk(each.at), signed(each.by), each.request.named, each.reason)
            yield Item("warn", told_no, _read_at(each.request))
    for mine in session.glass:
        left = minutes_left(house, mine.until)
        yield Item("warn", voice.say("glass_running", mine.case, left), f"/cases/{mine.case}")
    for other in told.glass[-SHOWN:]:
        desk = house.territory.communes.get(other.glass.commune)
        place = other.glass.commune if desk is None else desk.name.of(language)
        words = voice.say("glass_by", other.account.login, other.glass.case, place, at_the_desk(other.glass.at))
        yield Item("warn", words, "/audit/glass")
    for account, change in told.changes[-SHOWN:]:
        what = voice.say(f"done_{change.kind}", signed(change.by))
        yield Item("warn", voice.say("account_news", account.login, what, at_the_desk(change.at)), "/users")


def _read_at(request: Request) -> str:
    """Where what was refused is read, and asked for anew."""
    if request.act == "process.publish":
        return "/editor"
    process, _, version = request.named.partition(" v")
    return f"/referential/{process}/migration?to={version}"


def at_the_desk(instant: str) -> str:
    """A moment on the desks' own clock, in figures."""
    return f"{datetime.fromisoformat(instant).astimezone(ZONE):%d/%m %H:%M}"
