"""`baom audit access`: who saw whom, when, for which act, and what of it is worth a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Count, command
from engine.core.days import day_in_words
from engine.core.events import EVERYWHERE
from engine.core.wording import ROLES, isolated
from engine.telling.words import ACTS

if TYPE_CHECKING:
    from engine.app.access import Access
    from engine.commands.screen import Screen
    from engine.core.sights import Sight

LINES = 100
"Lines shown, unless more are asked for."
NAMES = 3
"Identifiers shown of one line: a page of cases has fifty."


@command("access")
@click.option("--person", metavar="FICHE", help="Qui a vu cette personne, et ses dossiers ?")
@click.option("--case", "case", metavar="DOSSIER", help="Qui a vu ce dossier ?")
@click.option("--agent", metavar="IDENTIFIANT", help="Qu'a vu cet agent ?")
@click.option("--since", metavar="DATE", help="Depuis ce jour compris ; sinon trente jours.")
@click.option("--until", metavar="DATE", help="Jusqu'à ce jour compris.")
@click.option("--limit", type=Count(), default=LINES, show_default=True, help="Lignes montrées, les dernières.")
@pass_desk
def access(
    desk: Desk,
    person: str | None,
    case: str | None,
    agent: str | None,
    since: str | None,
    until: str | None,
    limit: int,
) -> None:
    """Qui a vu quoi, quand, pour quel acte, refus compris ; et ce qui mérite une question.

    Quatre choses sont signalées : les personnes d'un autre bureau (bris de glace, accès refusés), ce qu'a vu ou fait un
    compte dont une autre personne a refait le mot de passe, tant que son titulaire n'est pas confirmé, vingt dossiers
    ou plus ouverts dans une journée sans rien y faire, et les consultations quand les bureaux sont fermés.

    Exemple :
      baom audit access --person B-7K2M-9QXH
      baom audit access --agent f.amrani --since 01/11/2026 --until 30/11/2026
    """
    from engine.app.access import Asked
    from engine.app.access import access as asked_of_the_log
    from engine.app.access_view import access_view
    from engine.app.given import day_of
    from engine.app.house import written_id

    asked = Asked(
        person=written_id(person) if person is not None else None,
        case=written_id(case) if case is not None else None,
        agent=agent,
        since=day_of(since) if since is not None else None,
        until=day_of(until) if until is not None else None,
    )
    answer = asked_of_the_log(desk.house, asked, desk.actor("auditor"), limit)
    desk.answer(access_view(answer), lambda screen: _show(screen, answer, limit, desk.place))


def _show(screen: Screen, answer: Access, limit: int, place: Callable[[str], str]) -> None:
    until = day_in_words(answer.until, screen.language)
    if answer.since is None:
        screen.line(screen.say("seen_until", until, answer.found))
    else:
        screen.line(screen.say("seen_between", day_in_words(answer.since, screen.language), until, answer.found))
    if answer.found > len(answer.sights):
        screen.line(screen.say("seen_last", len(answer.sights), limit * 2), "dim")
    if answer.sights:
        screen.blank()
        screen.columns([_line(screen, each, place) for each in answer.sights], styles=("", "bold", "", ""), flexible=3)
    if answer.patterns:
        screen.heading(screen.say("worth_asking"))
    for pattern in answer.patterns:
        who = screen.say("of_desk", pattern.actor, _who(screen, pattern.role, pattern.commune, place))
        told = screen.say(f"pattern_{pattern.kind}", pattern.things)
        day = day_in_words(pattern.day, screen.language)
        screen.entry(
            screen.glyphs.alert, screen.say("known_as", screen.enumerated([day, who]), told), mark_style="yellow"
        )


def _line(screen: Screen, sight: Sight, place: Callable[[str], str]) -> tuple[str, str, str, str]:
    from engine.app.house import ZONE
    from engine.commands.screen import BELOW

    when = datetime.fromisoformat(sight.at).astimezone(ZONE)
    act = ACTS[sight.act].of(screen.language) if sight.act in ACTS else sight.act
    marks = [screen.say("seen_denied")] if sight.denied else []
    marks += [screen.say("seen_glass")] if sight.why == "glass" else []
    names = [isolated(name, screen.language) for name in sight.seen[:NAMES]]
    more = len(sight.seen) - NAMES
    return (
        isolated(f"{when:%d/%m/%Y %H:%M}", screen.language),
        BELOW.join((sight.actor, _who(screen, sight.role, sight.commune, place))),
        BELOW.join((act, *(f"({mark})" for mark in marks))),
        screen.enumerated([*names, f"+{more}"] if more > 0 else names),
    )


def _who(screen: Screen, role: str, commune: str, place: Callable[[str], str]) -> str:
    known = ROLES[role].of(screen.language) if role in ROLES else role
    if commune in ("", EVERYWHERE):
        return known
    return screen.enumerated([known, place(commune)])
