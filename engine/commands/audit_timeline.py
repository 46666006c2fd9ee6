"""`baom audit timeline`: the life of a case, day after day; as text, or as a page that stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.files import give_file
from engine.commands.frame import command
from engine.core.wording import isolated

if TYPE_CHECKING:
    from engine.app.timeline import Timeline
    from engine.commands.screen import Screen

View = Mapping[str, Any]


@command("timeline")
@click.argument("case_id", metavar="DOSSIER")
@click.option("--at", metavar="DATE|ÉTAPE", help="Jusqu'à ce jour, ce moment ou cette étape.")
@click.option("--html", "out", metavar="FICHIER", help="Une page qui se suffit ; « - » pour la sortie standard.")
@pass_desk
def timeline(desk: Desk, case_id: str, at: str | None, out: str | None) -> None:
    """La vie d'un dossier, jour après jour, en texte ou en une page HTML sans script ni fichier extérieur.

    L'auditeur la voit sans les données personnelles ; qui peut lire le dossier les voit, et cela se note.

    Exemple :
      baom --as auditor audit timeline D-7K2M-9QXH
      baom --as auditor --lang ar audit timeline D-7K2M-9QXH --html chronologie.html
    """
    from engine.app.house import written_id
    from engine.app.replay_view import replay_view
    from engine.app.replaying import Asked
    from engine.app.replaying import replay as replay_case
    from engine.app.timeline import page_of
    from engine.telling.timeline import timeline_of

    found = replay_case(desk.house, Asked(written_id(case_id), at), desk.actor("auditor"))
    view = replay_view(desk.house, found, desk.language)
    watermark = desk.screen.say("training") if desk.house.store.training else ""
    told = timeline_of(desk.house, desk.screen.voice, found, view, watermark)
    if out is not None:
        named = {"case": view["case"], "sequence": view["sequence"], "personal": view["personal"]}
        give_file(desk, out, out, page_of(told).encode(), named)
        return
    desk.answer(_as_json(view, told), lambda screen: _show(screen, told))


def _as_json(view: View, told: Timeline) -> dict[str, Any]:
    return {
        **{name: view[name] for name in ("case", "process", "version", "state", "sequence", "personal", "agrees")},
        "stays": [{"title": each.title, "since": each.since, "days": each.days} for each in told.stays],
        "steps": [
            {"sequence": each.number, "on": each.on, "title": each.title, "by": each.by, "mark": each.mark}
            for each in told.passages
        ],
    }


def _show(screen: Screen, told: Timeline) -> None:
    """The timeline in a terminal."""
    screen.heading(f"{isolated(told.case, screen.language)} {screen.glyphs.dash} {told.title}")
    for note in told.notes:
        screen.line(note, "dim")
    day = ""
    for each in told.passages:
        if each.day != day:
            screen.rule(each.day)
            day = each.day
        mark = screen.glyphs.here if each.moves else screen.glyphs.item
        remark = f" ({each.remark})" if each.remark else ""
        screen.entry(mark, f"{each.title}{remark}", "dim strike" if each.mark == "undone" else "")
        for label, value in each.lines:
            screen.line(f"{label} {isolated(value, screen.language)}".strip(), "dim", 4)
        screen.line(each.by, "dim", 4)
    screen.heading(told.stays_title)
    screen.columns([(stay.title, stay.since, stay.lasted) for stay in told.stays], styles=("", "dim"), flexible=0)
    screen.blank()
    screen.line(told.verdict)
