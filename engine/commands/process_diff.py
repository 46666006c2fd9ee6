"""`baom process diff`: what changes from one version of a pathway to another, in sentences or as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.files import give_file
from engine.commands.frame import command
from engine.errors import UsageError

if TYPE_CHECKING:
    from engine.app.comparing import Compared, Version
    from engine.commands.screen import Screen


@command("diff")
@click.argument("first", metavar="A")
@click.argument("second", default="", metavar="[B]")
@click.option(
    "--html",
    "out",
    metavar="FICHIER",
    help="Une page qui se suffit, avec les deux schémas ; « - » pour la sortie standard.",
)
@pass_desk
def diff(desk: Desk, first: str, second: str, out: str | None) -> None:
    """Dire ce qui change d'une version A à une version B d'un parcours, une phrase par changement, avec sa place.

    Une version est un fichier, « naissance@2 » (publiée) ou « naissance » (la dernière publiée). Un fichier seul est
    comparé à la dernière version publiée du même parcours.

    Exemple :
      baom process diff processes/naissance.yaml
      baom process diff naissance@1 naissance@2
      baom process diff naissance@1 processes/naissance.yaml --html changements.html
    """
    from engine.app import comparing

    after = _version(desk, second or first)
    before = (
        _version(desk, first)
        if second
        else comparing.of_base(desk.house, after.definition.process, None, desk.actor("editor"))
    )
    found = comparing.compare(before, after, desk.language)
    if out is not None:
        sides = {"process": after.definition.process, "changes": len(found.changes)}
        give_file(desk, out, out, comparing.page_of(found, desk.language).encode(), sides)
        return
    desk.answer(_view(found), lambda screen: _show(screen, found))


def _version(desk: Desk, word: str) -> Version:
    """A side as it was typed: a file where it looks like one, else what is published."""
    from engine.app import comparing

    if word.endswith((".yaml", ".yml")) or "/" in word:
        workshop = desk.workshop
        return comparing.of_file(workshop, Path(word))
    process, sign, number = word.partition("@")
    if sign and not (number.isascii() and number.isdecimal() and len(number) < len("100000")):
        raise UsageError(
            "« {word} » ne nomme pas une version.", "Écrire naissance@2, naissance, ou un fichier .yaml.", word=word
        )
    return comparing.of_base(desk.house, process, int(number) if sign else None, desk.actor("editor"))


def _view(found: Compared) -> dict[str, Any]:
    return {
        "process": found.after.definition.process,
        **{
            side: {"name": each.name, "version": each.definition.version, "digest": each.definition.digest}
            for side, each in (("before", found.before), ("after", found.after))
        },
        "changes": [
            {
                "class": each.change.aspect,
                "manner": each.change.manner,
                "decides": each.change.decides,
                "path": list(each.change.path),
                "message": each.sentence,
                "file": each.place.file if each.place else None,
                "line": each.place.line if each.place else None,
                "column": each.place.column if each.place else None,
            }
            for each in found.changes
        ],
    }


def _show(screen: Screen, found: Compared) -> None:
    from engine.core.diff_words import ASPECTS_IN_WORDS

    screen.line(screen.say("from_to", found.before.name, found.after.name), "bold")
    if not found.changes:
        screen.line(screen.say("versions_alike"))
    for aspect, changes in found.by_aspect.items():
        screen.heading(ASPECTS_IN_WORDS[aspect].of(screen.language))
        for each in changes:
            screen.entry(screen.glyphs.item, each.sentence)
            if each.place is not None:
                screen.line(str(each.place), "dim", 4)
