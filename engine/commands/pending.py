"""`baom process pending`: what one person asked for about versions, and another hasn't joined yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command
from engine.core.wording import isolated

if TYPE_CHECKING:
    from engine.commands.screen import Screen


@command("pending")
@pass_desk
def pending(desk: Desk) -> None:
    """Les demandes qui attendent une seconde personne.

    Publications et passages de dossiers ; oubliés après trente jours.

    Exemple :
      baom process pending
    """
    from engine.app.registry import waiting_for
    from engine.app.retrial import desk_day
    from engine.core.days import day_in_words

    found = waiting_for(desk.house, desk.actor("editor"))
    view = [
        {
            "id": each.id,
            "act": each.act,
            "named": each.named,
            "digest": each.about,
            "by": each.asked_by,
            "at": each.asked_at,
        }
        for each in found
    ]

    def human(screen: Screen) -> None:
        if not view:
            screen.line(screen.say("none_waiting"))
        for each in view:
            day = day_in_words(desk_day(each["at"]), screen.language)
            told = screen.say(
                "asked_by", each["named"], each["digest"][:12], isolated(each["by"], screen.language), day
            )
            screen.entry(screen.glyphs.clock, told, indent=0)
            if each["act"] == "process.migrate":
                screen.line(screen.say("open_cases_over"), "dim", 2)

    desk.answer({"pending": view}, human)
