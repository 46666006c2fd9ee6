"""`baom user login|logout|whoami|password`: being one of those who may work here."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

import click

from engine.commands.asking import OPTION, Asking
from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import command
from engine.commands.notices import hour
from engine.commands.session_file import keep_token, kept_token
from engine.commands.user_accounts import place_in_words
from engine.core.wording import ROLES, isolated, tell_said, who

if TYPE_CHECKING:
    from engine.app.house import House
    from engine.app.login import Given, Wanted
    from engine.app.sessions import Begun
    from engine.commands.screen import Screen

CODES = 3
"Codes that may be tried in one go."


@command("login")
@click.argument("login", required=False, metavar="IDENTIFIANT")
@OPTION
@pass_desk
def login(desk: Desk, login: str | None, stdin: bool) -> None:
    """Se connecter ; les autres commandes agissent alors en votre nom, dans votre rôle, pour votre commune.

    Le mot de passe se tape sans qu'on le voie. Superviseurs, éditeurs, auditeurs et administrateurs donnent aussi le
    code de leur téléphone ; la première fois, un carré à lire avec une application d'authentification s'affiche.

    La session finit après une demi-heure sans commande, et au plus tard après dix heures.

    Exemple :
      baom user login f.amrani
    """
    from engine.app.accounts import account_view
    from engine.app.login import Given
    from engine.app.news import alerts, own_news
    from engine.app.requests import refused_to
    from engine.core.events import Actor

    house = _real(desk)
    asking = Asking(desk.screen, stdin=stdin)
    given = Given(login or asking.shown("ask_login"), asking.secret("ask_password"))
    begun = _begun(house, given, asking)
    keep_token(desk.settings.environ, house.store.log_id, begun.token)
    view = account_view(begun.account) | {"until": begun.ends_at}

    def human(screen: Screen) -> None:
        place = place_in_words(desk, view["commune"])
        screen.done(
            "logged_in", isolated(view["login"], screen.language), ROLES[view["role"]].of(screen.language), place
        )
        screen.line(screen.say("logged_in_until", hour(begun.ends_at)), "dim", 2)
        for each in alerts(house):
            about, by = (isolated(word, screen.language) for word in (each.about, who(each.by, screen.language)))
            screen.entry(
                screen.glyphs.alert, screen.say(f"alert_{each.kind}", hour(each.at), about, by), "bold yellow", 0
            )
        for change in own_news(house, begun.account):
            told = screen.say(
                "own_" + change.kind, hour(change.at), isolated(who(change.by, screen.language), screen.language)
            )
            screen.entry(screen.glyphs.alert, told, "bold yellow", 0)
        for no in refused_to(house, Actor(begun.account.login, begun.account.role, begun.account.commune)):
            by, named = (isolated(word, screen.language) for word in (no.by, no.request.named))
            told = screen.say("refused_to", hour(no.at), by, named, no.reason)
            screen.entry(screen.glyphs.alert, told, "bold yellow", 0)

    desk.answer(view, human)


def _begun(house: House, given: Given, asking: Asking) -> Begun:
    """Ask for whatever else is wanted, until the session is open."""
    from engine.app.login import Wanted, log_in, refused

    tries = 0
    while isinstance(answer := log_in(house, given, "terminal"), Wanted):
        if answer.why:
            click.echo(tell_said(answer.why, asking.screen.language), err=True)
        if answer.what == "password":
            given = replace(given, new_password=asking.chosen())
            continue
        tries += 1
        if tries > CODES:
            raise refused()
        if answer.what == "telephone" and not given.secret:
            _show_telephone(asking.screen, answer)
        given = replace(given, secret=answer.secret, code=asking.shown("ask_code"))
    return answer


def _show_telephone(screen: Screen, wanted: Wanted) -> None:
    """What a telephone reads to be enrolled, on the error output: the standard one may be read by a program."""
    import segno

    drawn = StringIO()
    if screen.is_fine:
        segno.make(wanted.address, error="l").terminal(drawn, border=2, compact=True)
    lines = (
        screen.say("enrol_telephone"),
        drawn.getvalue(),
        wanted.address,
        screen.say("enrol_by_hand", wanted.secret),
    )
    click.echo("\n".join(lines), err=True)


@command("logout")
@pass_desk
def logout(desk: Desk) -> None:
    """Se déconnecter ; la session finit aussi dans la base.

    Exemple :
      baom user logout
    """
    from engine.app.sessions import log_out

    house = _real(desk)
    environ, log = desk.settings.environ, house.store.log_id
    log_out(house, kept_token(environ, log), "terminal")
    keep_token(environ, log, "")
    desk.answer({"logged_out": True}, lambda screen: screen.done("logged_out"))


@command("token")
@pass_desk
def token(desk: Desk) -> None:
    """Donner à un programme un jeton pour l'API, en votre nom et avec vos droits ; il finit au plus tard avec vous.

    Qui l'a agit comme vous : le passer par un fichier lisible de vous seul, jamais par un courriel ni un historique.
    Une demi-heure sans demande l'éteint, comme tout changement de vos droits ou de votre mot de passe.

    Exemple :
      baom user token
    """
    from engine.app.sessions import lend

    session = desk.logged_in()
    lent = lend(desk.house, session)

    def human(screen: Screen) -> None:
        # Alone on the standard output, for a program to take.
        click.echo(lent.token)
        click.echo(screen.say("token_until", hour(lent.ends_at)), err=True)

    desk.answer({"token": lent.token, "ends_at": lent.ends_at}, human)


@command("whoami")
@pass_desk
def whoami(desk: Desk) -> None:
    """Dire qui est connecté, dans quel rôle, et jusqu'à quand.

    Exemple :
      baom user whoami
    """
    from engine.app.accounts import account_view

    session = desk.logged_in()
    view = account_view(session.account) | {"until": session.ends_at}

    def human(screen: Screen) -> None:
        place = place_in_words(desk, view["commune"])
        role = ROLES[view["role"]].of(screen.language)
        screen.line(screen.say("you_are", isolated(view["login"], screen.language), role, place), "bold")
        screen.line(screen.say("logged_in_until", hour(session.ends_at)), "dim", 2)

    desk.answer(view, human)


@command("password")
@click.argument("login", required=False, metavar="[IDENTIFIANT]")
@OPTION
@pass_desk
def password(desk: Desk, login: str | None, stdin: bool) -> None:
    """Changer son mot de passe, après avoir donné l'ancien ; ou en donner un provisoire à un autre compte.

    Au moins douze caractères. Trois ou quatre mots sans lien font un bon mot de passe. Toutes les sessions du compte
    finissent : se connecter ensuite avec le nouveau.

    Exemple :
      baom user password
      baom user password f.amrani
    """
    from engine.app.accounts import account_view, reset_password
    from engine.app.login import change_password
    from engine.app.sight import require

    asking = Asking(desk.screen, stdin=stdin)
    if login is not None:
        actor = desk.actor("admin")
        require(actor, "user.manage")
        account = reset_password(desk.house, actor, login, asking.chosen())
    else:
        account = desk.logged_in().account
        house = desk.house
        change_password(house, account, asking.secret("ask_password"), asking.chosen())
        keep_token(desk.settings.environ, house.store.log_id, "")
    done = "password_given" if login is not None else "password_changed"
    desk.answer(account_view(account), lambda screen: screen.done(done, isolated(account.login, screen.language)))


def _real(desk: Desk) -> House:
    """The house, opened without asking who is there.

    Raises:
        UsageError: a training database, where nobody logs in.
    """
    desk.refuse_training()
    return desk.opened
