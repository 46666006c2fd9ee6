"""`baom user add|list|role|disable|enable|second-factor|recover`: the accounts, as an administrator keeps them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from engine.commands.asking import OPTION, Asking
from engine.commands.desk import Desk, pass_desk, role_of
from engine.commands.frame import command
from engine.core.events import EVERYWHERE
from engine.core.wording import ROLES, isolated

if TYPE_CHECKING:
    from engine.app.closing import Waiting
    from engine.commands.screen import Screen

LOGIN = click.argument("login", metavar="IDENTIFIANT")


@command("add")
@LOGIN
@click.option("--role", "word", required=True, metavar="RÔLE", help="agent, supervisor, editor, auditor ou admin.")
@click.option("--commune", metavar="COMMUNE", help="Le bureau de ce compte ; obligatoire pour un agent.")
@click.option("--everywhere", is_flag=True, help="Tout le territoire (superviseur, auditeur).")
@click.option("--name", default="", metavar="NOM", help="Le nom de la personne ; il reste scellé.")
@OPTION
@pass_desk
def add(desk: Desk, login: str, word: str, commune: str | None, everywhere: bool, name: str, stdin: bool) -> None:
    """Ajouter un compte ; son mot de passe provisoire ne sert qu'à en choisir un autre, à la première connexion.

    L'identifiant signe chaque étape pour toujours : des minuscules sans accent, comme f.amrani.

    Exemple :
      baom user add f.amrani --role agent --commune tiznit
      baom user add m.saidi --role supervisor --everywhere
    """
    from engine.app.accounts import NewUser, account_view, add_user, login_of, place_of
    from engine.app.sight import require

    actor = desk.actor("admin")
    require(actor, "user.manage")
    place = place_of(desk.house, role_of(word), commune, everywhere=everywhere)
    new = NewUser(login_of(login), role_of(word), place, name, Asking(desk.screen, stdin=stdin).chosen())
    _told(desk, account_view(add_user(desk.house, actor, new)), "user_added")


@command("list")
@pass_desk
def list_(desk: Desk) -> None:
    """Les comptes : rôle, commune, ouverts ou fermés ; et ce qui attend une seconde personne.

    Exemple :
      baom user list
    """
    from engine.app.accounts import account_view, list_users
    from engine.app.closing import waiting_for_two

    actor = desk.actor("admin")
    found = list_users(desk.house, actor)
    views = [account_view(each) for each in found.sound]
    altered = [{"login": each.login, "account": each.stream, "message": each.message} for each in found.broken]
    waiting = waiting_for_two(desk.house, actor)

    def human(screen: Screen) -> None:
        if not views and not altered:
            screen.line(screen.say("no_user"))
            return
        rows = [
            (
                each["login"],
                each["name"],
                ROLES[each["role"]].of(screen.language),
                place_in_words(desk, each["commune"]),
                _remarks(screen, each),
            )
            for each in views
        ]
        rows += [(each["login"], "", "", "", screen.say("user_altered")) for each in altered]
        screen.columns(rows, styles=("bold",), flexible=4)
        for asked in waiting:
            screen.entry(screen.glyphs.clock, _asked(desk, screen, asked), indent=0)

    desk.answer({"users": views, "altered": altered, "waiting": [asdict(each) for each in waiting]}, human)


def _asked(desk: Desk, screen: Screen, asked: Waiting) -> str:
    """What waits for a second person about an account, in words."""
    from engine.app.retrial import desk_day
    from engine.core.days import day_in_words

    login, by = isolated(asked.login, screen.language), isolated(asked.asked_by, screen.language)
    day = day_in_words(desk_day(asked.asked_at), screen.language)
    if asked.role:
        rights = (ROLES[asked.role].of(screen.language), place_in_words(desk, asked.commune))
        return screen.say(f"waits_{asked.act}", login, *rights, by, day)
    return screen.say(f"waits_{asked.act}", login, by, day)


def _remarks(screen: Screen, view: dict[str, Any]) -> str:
    remarks = {
        "user_closed": not view["active"],
        "user_provisional": view["provisional"],
        "user_telephone": view["second_factor"],
        "user_in_hands": bool(view["in_hands_of"]),
    }
    return screen.enumerated(screen.say(name) for name, holds in remarks.items() if holds)


def place_in_words(desk: Desk, commune: str) -> str:
    """What people call the commune of an account."""
    return desk.screen.say("whole_territory") if commune == EVERYWHERE else desk.place(commune)


@command("role")
@LOGIN
@click.argument("word", metavar="RÔLE")
@click.option("--commune", metavar="COMMUNE", help="Le bureau de ce compte ; obligatoire pour un agent.")
@click.option("--everywhere", is_flag=True, help="Tout le territoire (superviseur, auditeur).")
@pass_desk
def role(desk: Desk, login: str, word: str, commune: str | None, everywhere: bool) -> None:
    """Changer le rôle ou la commune d'un compte ; ses sessions ouvertes finissent aussitôt.

    Il y faut deux personnes, comme pour le fermer, là où plus personne ne pourrait ensuite dire non à la première.

    Exemple :
      baom user role f.amrani supervisor --commune tiznit
    """
    from engine.app.accounts import account_view, place_of
    from engine.app.closing import change_rights

    named = role_of(word)
    rights = (named, place_of(desk.house, named, commune, everywhere=everywhere))
    done = change_rights(desk.house, desk.actor("admin"), login, rights)
    _by_two(desk, login, account_view(done) if done is not None else None, ("user_changed", "rights_asked"))


@command("disable")
@LOGIN
@click.option("--reason", default="", metavar="TEXTE", help="Pourquoi ; reste scellé.")
@pass_desk
def disable(desk: Desk, login: str, reason: str) -> None:
    """Fermer un compte : il ne se connecte plus, et il est dehors aussitôt là où il l'était.

    Le dernier auditeur, et le dernier compte d'une autre origine que qui le ferme, se ferment à deux : une seconde
    personne donne la même commande, administrateur, auditeur, superviseur de ce bureau, ou le titulaire lui-même.

    Exemple :
      baom user disable f.amrani --reason "A quitté le bureau."
    """
    from engine.app import closing
    from engine.app.accounts import account_view

    done = closing.disable(desk.house, desk.actor("admin"), login, reason)
    _by_two(desk, login, account_view(done) if done is not None else None, ("user_disabled", "closing_asked"))


@command("enable")
@LOGIN
@pass_desk
def enable(desk: Desk, login: str) -> None:
    """Rouvrir un compte fermé, avec ses droits et son mot de passe.

    Exemple :
      baom user enable f.amrani
    """
    from engine.app import accounts
    from engine.app.accounts import account_view

    _told(desk, account_view(accounts.enable(desk.house, desk.actor("admin"), login)), "user_enabled")


@command("second-factor")
@LOGIN
@pass_desk
def second_factor(desk: Desk, login: str) -> None:
    """Oublier le téléphone d'un compte : un autre sera enrôlé à la prochaine connexion. Il y faut deux personnes.

    La première le demande, la seconde donne la même commande : administrateur, auditeur, superviseur de ce bureau, ou
    le titulaire lui-même. Aucune des deux n'a fait le compte de l'autre.

    Exemple :
      baom user second-factor m.saidi
    """
    from engine.app.accounts import account_view, reset_second_factor

    found = reset_second_factor(desk.house, desk.actor("admin"), login)
    _by_two(
        desk, login, account_view(found) if found is not None else None, ("user_telephone_forgotten", "telephone_asked")
    )


@command("attest")
@LOGIN
@pass_desk
def attest(desk: Desk, login: str) -> None:
    """Attester qu'un compte est tenu par son titulaire, après l'avoir vu ou appelé : qui l'a fait ne peut plus l'être.

    Tant que personne ne l'a attesté, un compte et celui qui l'a fait ne comptent que pour une personne là où il en faut
    deux. L'attestation est signée, et tombe quand un autre redonne un mot de passe.

    Exemple :
      baom user attest m.saidi
    """
    from engine.app import kinship
    from engine.app.accounts import account_view

    _told(desk, account_view(kinship.attest(desk.house, desk.actor("auditor"), login)), "user_attested")


@command("recover")
@LOGIN
@OPTION
@pass_desk
def recover(desk: Desk, login: str, stdin: bool) -> None:
    """Reprendre l'administration quand plus personne ne le peut ; la clé maîtresse suffit, et tout le monde le saura.

    Le compte devient un administrateur, avec ce mot de passe et sans téléphone. Chacun en est averti à sa prochaine
    connexion, pendant trente jours.

    Exemple :
      baom user recover k.idrissi
    """
    from engine.app import accounts
    from engine.app.accounts import account_view

    house = desk.opened
    accounts.login_of(login)
    password = Asking(desk.screen, stdin=stdin).chosen()
    _told(desk, account_view(accounts.recover(house, login, password)), "user_recovered")


def _by_two(desk: Desk, login: str, done: dict[str, Any] | None, said: tuple[str, str]) -> None:
    """Say what was done to an account, or that it waits for a second person."""
    if done is None:
        view = {"login": login, "waiting": True}
        desk.answer(view, lambda screen: screen.done(said[1], isolated(login, screen.language)))
        return
    _told(desk, done | {"waiting": False}, said[0])


def _told(desk: Desk, view: dict[str, Any], done: str) -> None:
    """Say what was done to an account."""

    def human(screen: Screen) -> None:
        named = isolated(view["login"], screen.language)
        screen.done(done, named, ROLES[view["role"]].of(screen.language), place_in_words(desk, view["commune"]))

    desk.answer(view, human)
