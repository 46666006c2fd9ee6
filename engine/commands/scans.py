"""`baom case attach`, `attachments` and `attachment`: the scans of a case's papers, brought, listed and opened."""

from __future__ import annotations

import errno
import os
import stat
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.answers import show_answer, show_conflict
from engine.commands.desk import Desk, pass_desk
from engine.commands.files import write_new
from engine.commands.frame import Count, command
from engine.core.days import day_in_words
from engine.core.definition import Text
from engine.core.wording import isolated
from engine.errors import ConcurrentChange, UsageError, why_not

if TYPE_CHECKING:
    from engine.app.answer import Done
    from engine.app.given import KnownCase
    from engine.commands.screen import Screen
    from engine.core.events import Actor

REMOVED = {
    "metadata": Text("informations cachées", "معلومات مخفية", "hidden information"),
    "scripts": Text("programmes", "برامج", "scripts"),
    "files": Text("fichiers contenus", "ملفات مضمنة", "embedded files"),
    "links": Text("liens", "روابط", "links"),
    "form": Text("champs de formulaire, restés tels qu'ils s'affichaient", "حقول الاستمارة", "form fields"),
    "signature": Text("signature électronique", "توقيع إلكتروني", "electronic signature"),
    "layers": Text("calques", "طبقات", "layers"),
}
"What isn't kept of a file, as an agent reads it."

_KILO = 1024
_case = click.argument("case_id", metavar="DOSSIER")


@command("attach")
@_case
@click.argument("document", metavar="PIÈCE")
@click.argument("file", metavar="FICHIER")
@click.option("--on", metavar="DATE", help="Jour où la pièce a été apportée, si ce n'est pas aujourd'hui.")
@click.option("--expect", type=Count(), metavar="N", help="Numéro d'étape que l'on a lu ; un autre est un conflit.")
@click.option("--key", metavar="CLÉ", help="La même demande avec la même clé n'est enregistrée qu'une fois.")
@pass_desk
def attach(
    desk: Desk, case_id: str, document: str, file: str, on: str | None, expect: int | None, key: str | None
) -> None:
    """Joindre le scan d'une pièce : PDF, JPEG ou PNG, 10 Mo au plus. Une pièce attendue devient « reçue ».

    Le fichier est reconnu à son contenu, redessiné (2 000 points au plus) ou réécrit sans rien de caché, puis scellé
    sous la clé de la personne. Une signature électronique n'y survit pas : garder aussi le fichier d'origine.

    Exemple :
      baom case attach D-7K2M-9QXH passeport_mere passeport.jpg
    """
    from engine.app.scans import Brought
    from engine.app.scans import attach as join

    known, actor = _known(desk, case_id)
    brought = Brought(document, read_scan(Path(file)))
    try:
        joined = join(desk.house, known.case, brought, actor, desk.day(on), expect=expect, key=key)
    except ConcurrentChange as conflict:
        show_conflict(desk, known, conflict)
        return

    def removed(screen: Screen, _: Done) -> None:
        if joined.removed:
            words = screen.enumerated(REMOVED[each].of(screen.language) for each in joined.removed)
            screen.line(screen.say("scan_without", words), "dim", 2)
        if "signature" in joined.removed:
            screen.line(screen.say("scan_unsigned"), "yellow", 2)
        screen.line(screen.say("next_step", isolated(f"baom case attachments {known.case}", screen.language)), "dim")

    show_answer(desk, joined.answer, removed)


@command("attachments")
@_case
@pass_desk
def attachments(desk: Desk, case_id: str) -> None:
    """Lister les scans d'un dossier : quelle pièce, de quel jour, joint par qui.

    Exemple :
      baom case attachments D-7K2M-9QXH
    """
    from engine.app.scans import scan_views, scans_of

    known, actor = _known(desk, case_id)
    scans, undone, machine = scans_of(desk.house, known.case, actor)
    views = scan_views(scans, undone, machine, desk.language)

    def human(screen: Screen) -> None:
        if not views:
            screen.line(screen.say("no_scan"))
            return
        screen.blank()
        screen.columns([_row(screen, view) for view in views], styles=("bold",), flexible=1)
        screen.blank()
        screen.command(f"baom case attachment {known.case} {views[-1]['id']}", 2)

    desk.answer({"case": known.case, "attachments": views}, human)


@command("attachment")
@_case
@click.argument("attachment_id", metavar="SCAN")
@click.option("--out", metavar="FICHIER", help="Fichier neuf à écrire ; sans lui, un nom tiré au hasard, ici.")
@pass_desk
def attachment(desk: Desk, case_id: str, attachment_id: str, out: str | None) -> None:
    """Ouvrir un scan dans un fichier neuf, lisible par vous seul ; la consultation est notée. À effacer après lecture.

    Exemple :
      baom case attachment D-7K2M-9QXH A-4T8W-2RKC --out passeport.jpg
    """
    from engine.app.house import written_id
    from engine.app.scans import name_for, open_scan
    from engine.app.views import scan_view

    known, actor = _known(desk, case_id)
    scan, content = open_scan(desk.house, known.case, written_id(attachment_id), actor)
    if out == "-":
        click.echo(content, nl=False)
        return
    path = Path(out or name_for(scan))
    write_new(path, content)
    view = {"case": known.case, **scan_view(scan), "file": str(path)}

    def human(screen: Screen) -> None:
        screen.done("written", path)
        screen.line(screen.say("scan_in_clear"), "dim", 2)

    desk.answer(view, human)


def _known(desk: Desk, word: str) -> tuple[KnownCase, Actor]:
    """The case that is meant, and who acts."""
    from engine.app.given import known_case

    actor = desk.actor()
    return known_case(desk.house, word, actor), actor


def _row(screen: Screen, view: dict[str, Any]) -> tuple[str, ...]:
    day = day_in_words(date.fromisoformat(view["on"]), screen.language)
    about = view["title"]
    if view["undone"]:
        about = f"{about} ({screen.say('undone')})"
    if not view["there"]:
        about = f"{about} ({screen.say('scan_gone')})"
    size = f"{max(1, view['size'] // _KILO)} {screen.say('kilobytes')}"
    return (isolated(view["id"], screen.language), about, day, view["actor"], size)


def read_scan(path: Path) -> bytes:
    """The bytes of an ordinary file, at most one more than a scan may have; nothing else is ever opened.

    Raises:
        UsageError: no such file, or a link, a folder, a pipe or a device: what stands behind isn't what was named.
    """
    from engine.app.scans import LARGEST_FILE

    # A pipe would make us wait for whoever writes into it; a link may lead to a key, or to somebody else's papers.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_symlink():
            raise UsageError("{path} est un raccourci, pas un fichier.", "Nommer le fichier lui-même.", path=path)
        number = os.open(path, flags)
        try:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise UsageError(
                    "{path} n'est pas un fichier ordinaire.", "Nommer un fichier PDF, JPEG ou PNG.", path=path
                )
            with os.fdopen(number, "rb", closefd=False) as file:
                return file.read(LARGEST_FILE + 1)
        finally:
            os.close(number)
    except (OSError, ValueError) as error:
        raise _unread(path, error) from error


def _unread(path: Path, error: OSError | ValueError) -> UsageError:
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return UsageError("{path} est un raccourci, pas un fichier.", "Nommer le fichier lui-même.", path=path)
    return UsageError(
        "Le fichier {path} ne peut pas être lu : {why}.",
        "Vérifier son nom et son dossier.",
        path=path,
        why=why_not(error),
    )
