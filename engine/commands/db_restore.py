"""`baom db restore`: what a backup put back would lose, told as it is to be weighed; then, and only then, done."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.commands.desk import REFUSED, Desk, pass_desk
from engine.commands.frame import command
from engine.commands.keeper import SHUT_OUT, keeper
from engine.core.days import distance_in_words, moment_in_words

if TYPE_CHECKING:
    from engine.app.upkeep import Restoration
    from engine.commands.screen import Screen


@command("restore")
@click.argument("file", metavar="FICHIER")
@click.option("--accept-loss", is_flag=True, help="Perdre ce que la sauvegarde n'a pas, une fois qu'on l'a lu.")
@SHUT_OUT
@pass_desk
def restore(desk: Desk, file: str, accept_loss: bool, unattended: bool) -> None:
    """Remettre une sauvegarde vérifiée à la place de la base ; dit d'abord ce qui serait perdu, sans rien toucher.

    Exemple :
      baom db restore sauvegarde-2026-11-06.db
      baom db restore sauvegarde-2026-11-06.db --accept-loss
    """
    from engine.bootstrap import upkeep_of

    listed = desk.settings.erased_file
    actor = keeper(desk, unattended=unattended)
    made = upkeep_of(desk.settings, actor).restore(Path(file), accept_loss=accept_loss)
    view = {
        "done": made.done,
        "events": made.events,
        "lost": made.lost,
        "since": made.since,
        "cases": list(made.cases),
        "in_cases": made.in_cases,
        "covered": made.covered,
        "erased": list(made.erased),
        "erasures_listed": listed.exists(),
        "older_key": made.older_key,
        "drafts": len(made.along),
        "drafts_left": made.left,
    }

    def human(screen: Screen) -> None:
        if made.done:
            _tell_done(screen, made, listed)
        else:
            _tell_loss(screen, made, desk.settings.clock()())
        if made.covered:
            screen.line(screen.say("loss_covered", made.covered), "yellow", indent=2)
        if not made.done:
            screen.entry(screen.glyphs.leads, f"baom db restore {file} --accept-loss", "dim", 0)

    desk.answer(view, human)
    if not made.done:
        desk.end(REFUSED)


def _tell_done(screen: Screen, made: Restoration, listed: Path) -> None:
    screen.done("restored", made.events)
    if made.along:
        screen.line(screen.say("drafts_back", len(made.along) - made.left), indent=2)
    if made.left:
        screen.line(screen.say("drafts_not_back", made.left), "yellow", indent=2)
    if made.older_key:
        screen.line(screen.say("older_key", made.older_key), indent=2)
    if made.erased:
        screen.line(screen.say("erased_again", screen.enumerated(made.erased)), indent=2)
    if not listed.exists():
        unknown = "erased_unlisted" if made.lost is not None else "erased_nowhere"
        screen.line(screen.say(unknown, listed), "yellow", indent=2)
    elif made.lost is None:
        screen.line(screen.say("erased_unknown"), "yellow", indent=2)


def _tell_loss(screen: Screen, made: Restoration, now: datetime) -> None:
    """How much, since when, and of whom; what is lost of no case is of people, of accounts, or the database's own."""
    if made.lost is None or made.since is None:
        screen.entry(screen.glyphs.refused, screen.say("lost_unknown"), "bold", 0, "red")
        return
    from engine.app.house import ZONE

    since = datetime.fromisoformat(made.since).astimezone(ZONE)
    moment = moment_in_words(f"{since:%Y-%m-%dT%H:%M}", screen.language)
    ago = distance_in_words((since.date() - now.astimezone(ZONE).date()).days, screen.language)
    screen.entry(screen.glyphs.refused, screen.say("lost", made.lost, moment, ago), "bold", 0, "red")
    if not made.cases:
        screen.line(screen.say("lost_of_no_case"), indent=2)
        return
    more = "…" if made.in_cases > len(made.cases) else ""
    screen.line(screen.say("lost_of_cases", made.in_cases, screen.enumerated(made.cases) + more), indent=2)
