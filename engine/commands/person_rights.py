"""`baom person access`, `object`, `erase`: what a person may ask about their own data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command
from engine.core.days import day_in_words
from engine.core.rights import BASES, PURPOSES
from engine.core.wording import CONFIDENCES, isolated

if TYPE_CHECKING:
    from engine.app.erasing import Erasure, Request
    from engine.commands.screen import Screen


@command("erase")
@click.argument("subject", metavar="PERSONNE", required=False)
@click.option("--basis", metavar="FONDEMENT", help=f"Sur quel fondement : {', '.join(BASES)}.")
@click.option("--reason", default="", metavar="TEXTE", help="Motif, en une phrase simple ; obligatoire.")
@click.option("--approve", is_flag=True, help="Effacer ce qu'un autre a demandé.")
@click.option("--refuse", is_flag=True, help="Refuser ce qu'un autre a demandé, ou retirer sa propre demande.")
@pass_desk
def erase(desk: Desk, subject: str | None, basis: str | None, reason: str, approve: bool, refuse: bool) -> None:
    """Effacer une personne, à deux : l'un le demande avec --basis, un autre l'approuve. Rien ne revient.

    Sans option, montre la demande en cours ; sans personne, toutes celles qui attendent. Chacun sous son propre compte
    (baom user login) ; dans une base d'entraînement, qui approuve se dit par --as supervisor.

    Exemple :
      baom person erase B-7K2M-9QXH --basis retrait --reason "Elle retire son accord."
      baom person erase B-7K2M-9QXH --approve
      baom person erase B-7K2M-9QXH --refuse --reason "Une démarche est en cours."
    """
    from engine.app import erasing
    from engine.app.house import written_id
    from engine.errors import UsageError

    if subject is None:
        _pending(desk)
        return
    if (basis is not None) + approve + refuse > 1:
        raise UsageError(
            "Demander, approuver ou refuser : une seule chose à la fois.", "Voir : baom person erase --help"
        )
    name, actor = written_id(subject), desk.actor()
    if approve:
        _show_erased(desk, erasing.approve_erasure(desk.house, name, actor))
    elif refuse:
        request = erasing.refuse_erasure(desk.house, name, reason, actor)
        desk.answer(
            _view(request, desk) | {"done": True}, lambda screen: screen.done("erasure_refused", request.subject)
        )
    elif basis is not None:
        asked = erasing.ask_erasure(desk.house, name, basis, reason, actor)
        desk.answer(_view(asked, desk), lambda screen: _show_asked(screen, asked))
    else:
        found = erasing.see_request(desk.house, name, actor)
        desk.answer(
            {"subject": name, "pending": None if found is None else _view(found, desk)},
            lambda screen: (
                screen.line(screen.say("no_erasure")) if found is None else _show_request(screen, found, actor.name)
            ),
        )


def _pending(desk: Desk) -> None:
    from engine.app.erasing import requests

    actor = desk.actor()
    found = requests(desk.house, actor)

    def human(screen: Screen) -> None:
        if not found:
            screen.line(screen.say("no_erasure"))
        for each in found:
            _show_request(screen, each, actor.name)

    desk.answer({"pending": [_view(each, desk) for each in found]}, human)


def _view(request: Request, desk: Desk) -> dict[str, Any]:
    basis = BASES.get(request.basis)
    return {
        "subject": request.subject,
        "records": list(request.records),
        "basis": request.basis,
        "basis_title": basis.of(desk.language) if basis is not None else request.basis,
        "asked_by": request.asked_by,
        "asked_on": request.asked_on,
        "reason": request.reason,
        "own": request.asked_by == desk.actor().name,
    }


def _show_asked(screen: Screen, request: Request) -> None:
    screen.done("erasure_asked", isolated(request.subject, screen.language))
    screen.line(screen.say("erasure_next"), indent=2)
    screen.command(f"baom person erase {request.subject} --approve", 4)


def _show_request(screen: Screen, request: Request, reader: str) -> None:
    """A demand and what its reader may answer: one's own is taken back, never approved."""
    own = request.asked_by == reader
    basis = BASES.get(request.basis)
    title = basis.of(screen.language) if basis is not None else request.basis
    screen.entry(screen.glyphs.open, f"{isolated(request.subject, screen.language)} : {title}", "bold", 0)
    day = day_in_words(date.fromisoformat(request.asked_on), screen.language)
    screen.line(screen.say("erasure_asked_by", isolated(request.asked_by, screen.language), day), indent=2)
    if request.reason:
        screen.line(screen.say("erasure_reason", isolated(request.reason, screen.language)), indent=2)
    if own:
        screen.line(screen.say("erasure_own"), indent=2)
    answer = '--refuse --reason "…"' if own else "--approve"
    screen.command(f"baom person erase {request.subject} {answer}", 4)


def _show_erased(desk: Desk, done: Erasure) -> None:
    view = _view(done.request, desk) | {
        "done": True,
        "approved_by": done.approved_by,
        "cases": done.cases,
        "seals": done.seals,
        "attachments": done.attachments,
        "log": done.log,
        "last_backup": done.last_backup.isoformat() if done.last_backup is not None else None,
        "gone_on": done.gone_on.isoformat(),
    }

    def human(screen: Screen) -> None:
        screen.done("erased", isolated(done.request.subject, screen.language), done.cases, done.seals, done.attachments)
        screen.line(screen.say(f"erased_log_{done.log}"), indent=2)
        gone = day_in_words(done.gone_on, screen.language)
        if done.last_backup is None:
            screen.line(screen.say("erased_no_backup"), indent=2)
        else:
            screen.line(
                screen.say("erased_backups", day_in_words(done.last_backup, screen.language), gone), "yellow", indent=2
            )

    desk.answer(view, human)


@command("access")
@click.argument("subject", metavar="PERSONNE")
@click.option(
    "--out", metavar="FICHIER", help="PDF à écrire, ou JSON si le nom finit par .json ; « - » pour la sortie."
)
@click.option("--protected", is_flag=True, help="Avec les dossiers réservés, si la personne le veut ainsi sur papier.")
@pass_desk
def access(desk: Desk, subject: str, out: str | None, protected: bool) -> None:
    """Remettre à une personne tout ce qui est gardé d'elle, en français ou en arabe (--lang), en PDF ou en JSON.

    Ce que le bureau lui remet est noté. Un dossier réservé n'y est que si la personne le demande : un papier se lit
    aussi à la maison.

    Exemple :
      baom person access B-7K2M-9QXH
      baom person access B-7K2M-9QXH --lang ar --out donnees.pdf
      baom person access B-7K2M-9QXH --json
    """
    import orjson

    from engine.app.holdings import give_access, printed
    from engine.app.house import written_id
    from engine.commands.files import give_file

    name = written_id(subject)
    as_json = desk.asked.json if out is None else out.endswith(".json")
    view = give_access(
        desk.house, name, desk.actor(), desk.language, protected=protected, kind="json" if as_json else "pdf"
    )
    if out is None and as_json:
        desk.answer(view, lambda _: None)
        return
    content = orjson.dumps(view, option=orjson.OPT_INDENT_2) if as_json else printed(desk.house, view, desk.language)
    told = {"subject": name, "format": "json" if as_json else "pdf", "language": desk.language}
    give_file(desk, out, f"{name}-{desk.language}.pdf", content, told)


@command("object")
@click.argument("subject", metavar="PERSONNE")
@click.option("--purpose", required=True, metavar="BUT", help=f"À quoi la personne s'oppose : {', '.join(PURPOSES)}.")
@click.option("--reason", default="", metavar="TEXTE", help="Motif, en une phrase simple ; obligatoire.")
@pass_desk
def object_(desk: Desk, subject: str, purpose: str, reason: str) -> None:
    """Noter qu'une personne s'oppose à un usage de ses données ; ses accords à cet usage sont retirés.

    Exemple :
      baom person object B-7K2M-9QXH --purpose statistiques --reason "Elle ne veut pas être comptée."
    """
    from engine.app.house import written_id
    from engine.app.objecting import object_to

    done = object_to(desk.house, written_id(subject), purpose, reason, desk.actor())
    view = {
        "subject": done.subject,
        "purpose": done.purpose,
        "withdrawn": [{"case": case, "consent": name} for case, name in done.withdrawn],
    }

    def human(screen: Screen) -> None:
        screen.done("objected", isolated(done.subject, screen.language), PURPOSES[done.purpose].of(screen.language))
        for case, name in done.withdrawn:
            screen.entry(screen.glyphs.item, screen.say("objected_withdrawn", name, case))

    desk.answer(view, human)


@command("retention")
@click.option("--dry-run", is_flag=True, help="Montrer seulement, sans rien demander.")
@pass_desk
def retention(desk: Desk, dry_run: bool) -> None:
    """Demander l'effacement de ceux qui ont été gardés assez longtemps ; quelqu'un d'autre l'approuve, un par un.

    La durée est celle du parcours qui garde le plus longtemps, comptée de la dernière chose arrivée dans le dossier.

    Exemple :
      baom person retention --dry-run
      baom person retention
    """
    from engine.app.retention import ask_for_expired, expired

    unjudged = list[str]()
    found = (expired if dry_run else ask_for_expired)(desk.house, desk.actor(), unjudged)
    view = {
        "asked": not dry_run,
        "people": [
            {
                "subject": each.subject,
                "cases": each.cases,
                "last": each.last.isoformat(),
                "until": each.until.isoformat(),
                "pathway": each.pathway.of(desk.language),
                "confidence": each.confidence,
            }
            for each in found
        ],
        "damaged": unjudged,
    }

    def human(screen: Screen) -> None:
        for name in unjudged:
            told = screen.say("unjudged", isolated(name, screen.language))
            screen.entry(screen.glyphs.alert, told, "bold red", 0)
        if not found:
            screen.line(screen.say("nobody_expired"))
            return
        for each in found:
            title = f"{each.pathway.of(screen.language)} ({CONFIDENCES[each.confidence].of(screen.language)})"
            until = screen.say("kept_until", day_in_words(each.until, screen.language), title)
            screen.entry(screen.glyphs.item, f"{isolated(each.subject, screen.language)} : {until}")
        if dry_run:
            screen.line(screen.say("nothing_asked"), "dim")
        else:
            screen.done("all_asked", len(found))
            screen.command("baom person erase", 4)

    desk.answer(view, human)
