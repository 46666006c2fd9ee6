"""`baom case glass` and `baom audit glass`: reading another desk's case in an emergency, and who did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command
from engine.commands.notices import hour
from engine.core.wording import isolated

if TYPE_CHECKING:
    from engine.commands.screen import Screen


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
