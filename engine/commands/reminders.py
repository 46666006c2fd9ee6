"""`baom reminders`: whom to tell of what, slips to cut, who was told, and who agreed to be told by which way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from engine.commands.answers import demand
from engine.commands.desk import REFUSED, Desk, pass_desk
from engine.commands.files import give_file
from engine.commands.frame import Among, LazyGroup, command
from engine.core.days import moment_in_words
from engine.core.events import AgreedWay
from engine.core.wording import isolated
from engine.errors import UsageError
from engine.telling.words_reminders import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.app.reminders import Reminder, Wanted
    from engine.app.reminding import Reminded
    from engine.commands.screen import Screen

_HERE = "engine.commands.reminders"
PLACES = {
    "list": (_HERE, "list_", "Qui prévenir, de quel jour, et ce qui a déjà été dit."),
    "print": (_HERE, "print_", "Imprimer les rappels, à découper."),
    "told": (_HERE, "told", "Noter qu'une personne a été prévenue."),
    "send": (_HERE, "send", "Envoyer les rappels à qui accepte d'être prévenu par courriel."),
    "agree": (_HERE, "agree", "Noter par quelle voie une personne accepte d'être prévenue."),
}

reminders = LazyGroup(
    "reminders",
    places=PLACES,
    help="""Les rappels : qui prévenir, de quel jour, par quelle voie.

    Un rappel dit un jour et une heure ; ni le motif, ni le lieu, ni le parcours.

    Exemple :
      baom reminders list
      baom reminders print
    """,
)

_commune = click.option("--commune", metavar="COMMUNE", help="Un seul bureau.")
_until = click.option("--until", metavar="DATE", help="Jours et rendez-vous jusqu'à ce jour compris (sinon, 3 jours).")


def _wanted(commune: str | None, until: str | None) -> Wanted:
    from engine.app.given import day_of
    from engine.app.reminders import Wanted

    return Wanted(commune, day_of(until) if until else None)


@command("list")
@_commune
@_until
@click.option("--all", "every", is_flag=True, help="Aussi ce qui a déjà été dit.")
@pass_desk
def list_(desk: Desk, commune: str | None, until: str | None, every: bool) -> None:
    """Qui prévenir : les rendez-vous qui viennent et les jours que la loi fixe, le plus proche d'abord.

    Exemple :
      baom reminders list --until 31/12/2027
      baom reminders list --all --json
    """
    from engine.app import reminders as app

    found = [
        app.reminder_view(each, desk.language)
        for each in app.reminders(desk.house, _wanted(commune, until), desk.actor())
    ]
    shown = [each for each in found if every or each["pending"]]
    hidden = len(found) - len(shown)
    desk.answer({"reminders": shown, "done": hidden}, lambda screen: _show(screen, shown, hidden))


def _show(screen: Screen, shown: Sequence[dict[str, Any]], hidden: int) -> None:
    if not shown:
        screen.line(screen.say("reminders_none"))
    screen.columns([_line(screen, each) for each in shown], styles=("bold", "", "", "green"), flexible=1)
    if hidden:
        screen.line(screen.say("reminders_more", hidden), "dim")


def _line(screen: Screen, each: dict[str, Any]) -> tuple[str, str, str, str]:
    language = screen.language
    return (
        each["person"] or screen.say("unnamed"),
        f"{moment_in_words(each['on'], language)} ({each['title']})",
        STANDINGS[each["standing"]].of(language).format(each["why"]),
        isolated(each["case"], language),
    )


@command("print")
@click.argument("cases", nargs=-1, metavar="[DOSSIER…]")
@_commune
@_until
@click.option("--out", metavar="FICHIER", help="PDF à écrire ; « - » pour la sortie standard.")
@pass_desk
def print_(desk: Desk, cases: tuple[str, ...], commune: str | None, until: str | None, out: str | None) -> None:
    """Imprimer les rappels qui restent à dire, en français et en arabe, à découper : ni nom, ni motif, ni lieu.

    Ceux d'un dossier protégé ne s'impriment qu'avec l'accord de la personne.

    Exemple :
      baom reminders print
      baom reminders print D-7K2M-9QXH --out rappel.pdf
    """
    from engine.app.reminding import chosen, print_slips

    actor = desk.actor()
    asked = chosen(desk.house, _wanted(commune, until), actor, "slip", cases=cases)
    content, found = print_slips(desk.house, asked, actor)
    give_file(desk, out, "rappels.pdf", content, _view(found))


@command("told")
@click.argument("cases", nargs=-1, required=True, metavar="DOSSIER…")
@click.option(
    "--by", "way", type=Among(("voice", "phone")), default="voice", show_default=True, help="Par quelle voie."
)
@_commune
@_until
@pass_desk
def told(desk: Desk, cases: tuple[str, ...], way: str, commune: str | None, until: str | None) -> None:
    """Noter que la personne a été prévenue de vive voix (voice) ou au téléphone (phone).

    Exemple :
      baom reminders told D-7K2M-9QXH --by phone
    """
    from engine.app.reminding import chosen, tell

    actor = desk.actor()
    spoken: Any = way
    found = tell(desk.house, chosen(desk.house, _wanted(commune, until), actor, spoken, cases=cases), spoken, actor)
    desk.answer(_view(found), lambda screen: _show_done(screen, "reminders_told", found))


def _view(found: Reminded) -> dict[str, Any]:
    return {"done": [_named(each) for each in found.done], "left": [_named(each) for each in found.left]}


def _named(each: Reminder) -> dict[str, str]:
    return {"case": each.line.case, "about": each.about, "on": each.on}


def _show_done(screen: Screen, phrase: str, found: Reminded) -> None:
    screen.done(phrase, len(found.done))
    if found.left:
        screen.line(screen.say("reminders_left", len(found.left)), "yellow")


@command("send")
@click.argument("cases", nargs=-1, metavar="[DOSSIER…]")
@_commune
@_until
@pass_desk
def send(desk: Desk, cases: tuple[str, ...], commune: str | None, until: str | None) -> None:
    """Envoyer par courriel les rappels à dire, à qui l'accepte ; le serveur est celui de BAOM_SMTP.

    Un envoi interrompu, dont personne ne sait s'il est parti, ne recommence que pour un dossier nommé.

    Exemple :
      baom reminders send
      baom reminders send D-7K2M-9QXH
    """
    from engine.app.mailing import send as send_them
    from engine.app.post import server_of
    from engine.app.reminding import chosen

    actor = desk.actor()
    asked = chosen(desk.house, _wanted(commune, until), actor, "email", cases=cases)
    found = send_them(desk.house, server_of(desk.settings.environ), asked, actor)
    view = {
        "sent": [_named(each) for each in found.sent],
        "refused": [{**_named(each), "code": code} for each, code in found.refused],
        "unsure": [_named(each) for each in found.unsure],
        "left": [_named(each) for each in found.left],
    }

    def human(screen: Screen) -> None:
        screen.done("reminders_sent", len(found.sent))
        for each, code in found.refused:
            screen.line(screen.say("reminders_refused", each.line.case, code), "red")
        for each in found.unsure:
            screen.line(screen.say("reminders_unsure", each.line.case), "red")
        if found.left:
            screen.line(screen.say("reminders_left", len(found.left)), "yellow")

    desk.answer(view, human)
    if found.refused or found.unsure:
        desk.end(REFUSED)


@command("agree")
@click.argument("case_id", metavar="DOSSIER")
@click.argument("way", type=Among(get_args(AgreedWay)), metavar="email|phone|slip")
@click.argument("answer", default="oui", metavar="[oui|non]")
@click.option("--address", default="", metavar="ADRESSE", help="L'adresse électronique que donne la personne.")
@click.option("--language", default="fr", show_default=True, metavar="LANGUE", help="Langue de la lecture.")
@pass_desk
def agree(desk: Desk, case_id: str, way: AgreedWay, answer: str, address: str, language: str) -> None:
    """Noter que la personne accepte (oui) d'être prévenue par cette voie pour ce dossier, refuse ou se ravise (non).

    Lui dire d'abord ce que le message contient et qui peut le lire. L'adresse est scellée avec le dossier.

    Exemple :
      baom reminders agree D-7K2M-9QXH email oui --address awa@example.org
      baom reminders agree D-7K2M-9QXH email non
    """
    from engine.app.given import NO, YES, known_case
    from engine.app.reminding import agreement

    word = answer.strip().casefold()
    if word not in YES | NO:
        raise UsageError(
            "« {answer} » n'est pas une réponse.", "Répondre oui ou non ; un retrait est un non.", answer=answer
        )
    known = known_case(desk.house, case_id, desk.actor())
    demand(desk, known, agreement(way, given=word in YES, language=language, address=address))
