"""`baom audit verify`: whether the history is what was written, and up to where somebody outside vouches for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.app.verifying import Outside, is_next_group, view_of
from engine.commands.desk import ALTERED, INCOMPLETE, UNREADABLE, Desk, pass_desk
from engine.commands.frame import Command, command
from engine.commands.progress import progress_of
from engine.errors import EnvironmentUnusable, HistoryError, UsageError
from engine.telling.checks import claims

if TYPE_CHECKING:
    from engine.commands.screen import Screen

SHOWN = 20
"Findings of a check shown on a screen; `--json` has them all."

ENDS = {"intact": 0, "altered": ALTERED, "unreadable": UNREADABLE, "incomplete": INCOMPLETE}


class _CodesInGroups(Command):
    """Takes a code as it is printed, in groups, without quotes: the words that follow `--code` until it is whole."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, each code in one word."""
        return super().parse_args(ctx, with_whole_codes(args))


def with_whole_codes(words: Iterable[str]) -> list[str]:
    """A command line in which each code is one word, in however many it was typed."""
    rest, whole = list(words), []
    while rest:
        whole.append(rest.pop(0))
        if whole[-1] == "--code" and rest:
            code = rest.pop(0)
            while rest and is_next_group(code, rest[0]):
                code = f"{code} {rest.pop(0)}"
            whole.append(code)
    return whole


@command("verify", _CodesInGroups)
@click.option(
    "--checkpoint", "files", metavar="FICHIER", multiple=True, help="Un point de contrôle gardé ailleurs ; répétable."
)
@click.option(
    "--code", "codes", metavar="CODE", multiple=True, help="Le code de 26 signes, recopié du papier en groupes."
)
@click.option("--public-key", metavar="CLÉ", help="La clé publique, recopiée du papier, ou un fichier qui la contient.")
@click.option("--unattended", is_flag=True, help="Par un programme, chaque nuit : sans connexion.")
@click.option("--no-signatures", is_flag=True, help="Sans essayer les signatures : plus rapide, moins sûr.")
@pass_desk
def verify(
    desk: Desk,
    files: tuple[str, ...],
    codes: tuple[str, ...],
    public_key: str | None,
    unattended: bool,
    no_signatures: bool,
) -> None:
    """Vérifier l'historique, sans rien y écrire, et dire jusqu'où quelque chose d'extérieur en répond.

    Enchaînement, signatures, valeurs scellées, définitions, listes, effacements, consultations ; chaque étape est
    rejugée sous les règles de son jour. Sans point de contrôle gardé ailleurs, une fin coupée ne se voit pas.
    Un invariant du parcours qui n'a pas été respecté se dit à part : ce n'est pas une altération.
    Fin 0 intact, 4 altéré, 6 incomplet, 5 illisible.

    Exemple :
      baom audit verify
      baom audit verify --checkpoint controle.txt
      baom audit verify --code 7K2M 9QXH 3F8T 0ABC 1DEF 2GHJ 3K
    """
    outside = Outside(
        tuple((name, _text_of(name)) for name in files),
        codes,
        _key_of(public_key) if public_key is not None else None,
        not no_signatures,
    )
    answer_check(desk, outside, unattended=unattended)


def answer_check(desk: Desk, outside: Outside, *, unattended: bool = False) -> None:
    """Check the desk's database, and answer with the verdict.

    Raises:
        AccessRefused, NotAllowed: on a real database, nobody is logged in, or nobody who may.
    """
    from engine.bootstrap import verify as verified

    if not unattended:
        _require_right(desk)
    view = view_of(verified(desk.settings, outside, progress_of(desk)))
    desk.answer(view, lambda screen: _show(screen, view, brought=outside.brought))
    if view["verdict"] != "intact":
        desk.end(ENDS[view["verdict"]])


def _require_right(desk: Desk) -> None:
    """Refuse on a real database whoever may not; one that can't be opened can't tell, and nothing is done to it."""
    from engine.app.sight import require
    from engine.bootstrap import open_house

    try:
        store = open_house(desk.settings, readonly=True).store
    except (EnvironmentUnusable, HistoryError):
        return
    store.close()
    if store.training:
        return
    require(desk.session().actor, "audit.verify")


def _show(screen: Screen, view: Mapping[str, Any], *, brought: bool) -> None:
    counts = (view["events"], view["cases"], view["subjects"])
    if view["verdict"] == "intact":
        screen.done("intact", *counts)
    else:
        screen.entry(screen.glyphs.refused, screen.say(view["verdict"], *counts), "bold", 0, "red")
    findings = view["findings"]
    for each in findings[:SHOWN]:
        where = f"{each['case']} n° {each['sequence']} : " if each["case"] else ""
        screen.entry(screen.glyphs.item, f"{where}{each['message']}")
    if len(findings) > SHOWN:
        screen.line(screen.say("and_more", len(findings) - SHOWN), "dim", 2)
    for name, holes in claims(view, brought=brought):
        if name in ("clocks_set_back", "invariants_broken", "invariants_reserved"):
            screen.entry(screen.glyphs.alert, screen.say(name, *holes), "yellow", 2)
        else:
            screen.line(screen.say(name, *holes), "dim" if name == "looked_at" else "", 2)


def _text_of(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            "Le fichier {name} ne peut pas être lu.", "Vérifier le chemin du fichier.", name=name
        ) from error


def _key_of(word: str) -> str:
    """A public key given as such, or by the file that holds it."""
    return _text_of(word).strip() if Path(word).is_file() else word
