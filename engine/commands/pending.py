"""`baom process pending` and `refuse`: what one person asked for about versions, and how another says no to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command
from engine.core.wording import isolated

if TYPE_CHECKING:
    from engine.app.two_people import Request
    from engine.commands.screen import Screen


@command("pending")
@pass_desk
def pending(desk: Desk) -> None:
    """Les demandes qui attendent une seconde personne.

    Publications et passages de dossiers ; oubliés après trente jours. Puis les passages acceptés qui ne sont pas
    arrivés au bout, et les demandes refusées ou retirées.

    Exemple :
      baom process pending
    """
    from engine.app.migrating import unfinished
    from engine.app.requests import refused_lately, waiting_for

    actor = desk.actor("editor")
    found, refused = waiting_for(desk.house, actor), refused_lately(desk.house, actor)
    begun = unfinished(desk.house, actor)
    view = {
        "pending": [_view(each) for each in found],
        "unfinished": [{**_view(each.request), "agreed_by": each.by, "agreed_at": each.at} for each in begun],
        "refused": [
            {**_view(each.request), "refused_by": each.by, "refused_at": each.at, "reason": each.reason}
            for each in refused
        ],
    }

    def human(screen: Screen) -> None:
        if not found:
            screen.line(screen.say("none_waiting"))
        for each in found:
            _show(screen, each, screen.glyphs.clock)
            screen.command(f'baom process refuse {each.id} --reason "…"', 2)
        for agreed in begun:
            people = screen.enumerated(isolated(name, screen.language) for name in agreed.people)
            told = screen.say("passage_unfinished", agreed.request.named, people, _day(screen, agreed.at))
            screen.entry(screen.glyphs.alert, told, "yellow", 0)
            screen.command(_again(agreed.request), 2)
        if refused:
            screen.heading(screen.say("refused_lately"))
        for no in refused:
            _show(screen, no.request, screen.glyphs.item)
            by = isolated(no.by, screen.language)
            screen.line(
                screen.say("taken_back_by" if no.taken_back else "refused_by", by, _day(screen, no.at)), indent=2
            )
            screen.line(screen.say("quoted_reason", no.reason), "dim", 2)

    desk.answer(view, human)


@command("refuse")
@click.argument("request", metavar="DEMANDE")
@click.option("--reason", required=True, metavar="MOTIF", help="Pourquoi : l'autre personne le lira.")
@pass_desk
def refuse(desk: Desk, request: str, reason: str) -> None:
    """Refuser une demande qui attend, ou retirer la sienne.

    Le motif est gardé, et montré à qui l'avait faite. Rien n'est publié ; la même chose peut être redemandée.

    Exemple :
      baom process refuse Q-7K2M-9QXH --reason "L'article cité n'est plus en vigueur."
    """
    from engine.app.requests import refuse as refuse_request

    actor = desk.actor("editor")
    found = refuse_request(desk.house, actor, request, reason)
    phrase = "request_taken_back" if found.asked_by == actor.name else "request_refused"
    desk.answer({"refused": _view(found)}, lambda screen: screen.done(phrase, isolated(found.named, screen.language)))


def _view(each: Request) -> dict[str, Any]:
    return {
        "id": each.id,
        "act": each.act,
        "named": each.named,
        "digest": each.about,
        "by": each.asked_by,
        "at": each.asked_at,
    }


def _show(screen: Screen, each: Request, sign: str) -> None:
    by, day = isolated(each.asked_by, screen.language), _day(screen, each.asked_at)
    screen.entry(sign, screen.say("asked_by", each.named, each.about[:12], by, day), indent=0)
    if each.act == "process.migrate":
        screen.line(screen.say("open_cases_over"), "dim", 2)


def _again(request: Request) -> str:
    """The command by which one of its two people goes on with a passage."""
    process, _, version = request.named.rpartition(" v")
    undo = " --undo" if request.about.split(":")[1] == "undo" else ""
    return f"baom process migrate {process} --to {version}{undo}"


def _day(screen: Screen, moment: str) -> str:
    from engine.app.retrial import desk_day
    from engine.core.days import day_in_words

    return day_in_words(desk_day(moment), screen.language)
