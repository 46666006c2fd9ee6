"""`baom db`: making the database, checking it, and keeping copies of it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.commands.asking import OPTION, Asking
from engine.commands.db_restore import restore
from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Group, command
from engine.commands.keeper import SHUT_OUT, UNATTENDED, keeper
from engine.core.wording import isolated
from engine.errors import EnvironmentUnusable, UsageError

if TYPE_CHECKING:
    from engine.commands.screen import Screen

ORIGINS = 2
"Administrators that a base may begin with: enough for what takes two; any other is made by one of them."

db = Group(
    "db",
    help="""La base de données : créer, vérifier, sauvegarder, restaurer.

    Exemple :
      baom db init --training
      baom db check
    """,
)


@command("init")
@click.option("--training", is_flag=True, help="Base d'entraînement, marquée fictive pour toujours.")
@click.option(
    "--admin",
    "admins",
    multiple=True,
    metavar="IDENTIFIANT",
    help="Base réelle : son premier administrateur ; une seconde fois, un second d'une autre origine.",
)
@click.option("--name", "names", multiple=True, metavar="NOM", help="Le nom de cette personne ; il reste scellé.")
@OPTION
@pass_desk
def init(desk: Desk, training: bool, admins: tuple[str, ...], names: tuple[str, ...], stdin: bool) -> None:
    """Créer une base et y publier les parcours livrés ; les deux clés sont faites si elles manquent.

    Sans --training, la base est réelle : elle demande le mot de passe de son premier administrateur, et ne montre rien
    ensuite à qui n'est pas connecté. Garder une copie des clés ailleurs. Ce qui se fait à deux (effacer, publier) veut
    deux personnes dont aucune n'a fait le compte de l'autre : nommer ici deux administrateurs, qui choisissent chacun
    leur mot de passe.

    Exemple :
      baom db init --training
      baom db init --admin k.idrissi
      baom db init --admin k.idrissi --admin m.diallo
    """
    from engine.bootstrap import make_database

    chosen = _chosen(desk, training, admins, names, stdin=stdin)
    house, made = make_database(desk.settings, training=training)
    desk.ctx.call_on_close(house.store.close)
    if not training:
        from engine.app.accounts import first_admin

        for each in chosen:
            first_admin(house, *each)
    view: dict[str, Any] = {
        "database": desk.shown_database(),
        "key_file": str(desk.settings.key_file),
        "signing_file": str(desk.settings.signing_file),
        "training": house.store.training,
        "published": [{"process": each.process, "version": each.version, "digest": each.digest} for each in made],
    }

    def human(screen: Screen) -> None:
        screen.done("made", view["database"])
        screen.line(screen.say("key_is", view["key_file"]), indent=2)
        screen.line(screen.say("signing_key_is", view["signing_file"]), indent=2)
        names = ", ".join(f"{each.process} v{each.version}" for each in made)
        screen.line(screen.say("published", names), indent=2)
        screen.blank()
        following = "baom case open naissance --commune tiznit" if training else f"baom user login {admins[0]}"
        screen.line(screen.say("next_step", following), "dim")
        if not training:
            screen.line(screen.say("then_others" if len(admins) == 1 else "then_auditor"), "dim")

    desk.answer(view, human)


def _chosen(
    desk: Desk, training: bool, admins: tuple[str, ...], names: tuple[str, ...], *, stdin: bool
) -> list[tuple[str, str, str]]:
    """(login, name, password) of the first administrators, asked for before anything is made; none for training.

    Raises:
        UsageError: what a real database doesn't take, what a training one doesn't need, a login or a password refused.
    """
    if training:
        if admins:
            raise UsageError("Une base d'entraînement n'a pas d'administrateur.", "Retirer --admin, ou --training.")
        return []
    if not admins:
        raise UsageError(
            "Une base réelle a besoin d'un premier administrateur.",
            "baom db init --admin IDENTIFIANT ; pour apprendre : baom db init --training.",
        )
    if desk.asked.now or desk.asked.actor:
        raise UsageError("--now et --as ne sont acceptés que par une base d'entraînement.", "Les retirer.")
    if len(set(admins)) < len(admins) or len(admins) > ORIGINS or len(names) > len(admins):
        raise UsageError(
            "Une base réelle commence par un ou deux administrateurs, aux identifiants différents.",
            "Donner --admin une ou deux fois, et --name pas plus souvent.",
        )
    from engine.app.accounts import login_of, require_choice
    from engine.bootstrap import database_exists

    for admin in admins:
        login_of(admin)
    found = list[tuple[str, str, str]]()
    asking = Asking(desk.screen, stdin=stdin)
    for admin, name in zip(admins, (*names, "", ""), strict=False):
        if database_exists(desk.settings):
            # It is refused where it is made, in the words of what stands there.
            break
        if len(admins) > 1 and not stdin:
            click.echo(desk.screen.say("chooses_password", isolated(admin, desk.screen.language)), err=True)
        password = asking.chosen()
        require_choice(admin, name, password)
        found.append((admin, name, password))
    return found


@command("check")
@UNATTENDED
@pass_desk
def check(desk: Desk, unattended: bool) -> None:
    """Vérifier toute la base : fichier, étapes, signatures, définitions, listes. Fin 4 si elle est altérée.

    La même chose que baom audit verify, sans rien qui soit gardé ailleurs.

    Exemple :
      baom db check
    """
    from engine.app.verifying import Outside
    from engine.commands.audit_verify import answer_check

    answer_check(desk, Outside(), unattended=unattended)


@command("rebuild")
@SHUT_OUT
@pass_desk
def rebuild(desk: Desk, unattended: bool) -> None:
    """Refaire les listes et les dossiers à partir du seul historique ; sur une base saine, rien ne change.

    Exemple :
      baom db rebuild
    """
    from engine.bootstrap import upkeep_of

    rebuilt = upkeep_of(desk.settings, keeper(desk, unattended=unattended)).rebuild()
    view: dict[str, Any] = {"cases": rebuilt.cases, "subjects": rebuilt.subjects, "changed": rebuilt.changed}
    view["left"] = list(rebuilt.left)

    def human(screen: Screen) -> None:
        screen.done("rebuilt", rebuilt.cases, rebuilt.subjects, rebuilt.changed)
        for login in rebuilt.left:
            screen.entry(
                screen.glyphs.alert, screen.say("account_left", isolated(login, screen.language)), "bold red", 0
            )

    desk.answer(view, human)


@command("backup")
@click.argument("file", metavar="FICHIER")
@UNATTENDED
@pass_desk
def backup(desk: Desk, file: str, unattended: bool) -> None:
    """Copier la base, même en service ; la copie est vérifiée avant d'être annoncée. La clé n'y est pas.

    Exemple :
      baom db backup sauvegarde-2026-11-06.db
    """
    from engine.bootstrap import upkeep_of

    actor = keeper(desk, unattended=unattended, nightly=True, older=True)
    made = upkeep_of(desk.settings, actor).backup(Path(file))
    view = {"file": str(made.path), "sha256": made.sha256, "events": made.events, "drafts": made.along}

    def human(screen: Screen) -> None:
        screen.done("backed_up", made.path, made.events)
        if made.along:
            screen.line(screen.say("drafts_in_it", made.along), indent=2)
        screen.line(screen.say("keep_key"), "dim", 2)

    desk.answer(view, human)


@command("erase-again")
@SHUT_OUT
@pass_desk
def erase_again(desk: Desk, unattended: bool) -> None:
    """Effacer de nouveau les personnes qu'un ancien fichier, mis à la place de la base, a fait revenir.

    La liste gardée à côté des clés dit qui a été effacé. Jusque-là, ces personnes ne sont montrées à personne.

    Exemple :
      baom db erase-again
    """
    from engine.bootstrap import upkeep_of

    done = upkeep_of(desk.settings, keeper(desk, unattended=unattended)).erase_again()
    view = {"erased": list(done.erased), "unproved": list(done.unproved), "log": done.log}

    def human(screen: Screen) -> None:
        if done.erased:
            screen.done("redone", screen.enumerated(done.erased))
            screen.line(screen.say(f"erased_log_{done.log}"), indent=2)
        else:
            screen.line(screen.say("redone_nobody"))
        if done.unproved:
            screen.line(screen.say("redone_unproved", screen.enumerated(done.unproved)), "yellow", indent=2)

    desk.answer(view, human)


@command("rotate-key")
@click.option(
    "--new-key-file", metavar="FICHIER", help="Où faire la nouvelle clé ; sans elle, à la place de l'ancienne."
)
@SHUT_OUT
@pass_desk
def rotate_key(desk: Desk, new_key_file: str | None, unattended: bool) -> None:
    """Remplacer la clé maîtresse : celles des personnes sont reprises par la nouvelle, d'un coup ou pas du tout.

    Interrompu, relancer la même commande : elle reprend où elle en était. L'ancienne clé ne sert plus qu'aux
    sauvegardes d'avant.

    Exemple :
      baom db rotate-key
    """
    from engine.bootstrap import renew_key

    actor = keeper(desk, unattended=unattended)
    done = renew_key(desk.settings, Path(new_key_file) if new_key_file else None, actor)
    view = {
        "before": done.before,
        "after": done.after,
        "keys": done.keys,
        "key_file": str(done.file),
        "old_key_file": str(done.kept) if done.kept is not None else None,
    }

    def human(screen: Screen) -> None:
        screen.done("key_rotated", done.after, done.before, done.keys)
        screen.line(screen.say("key_is", done.file), indent=2)
        if done.kept is not None:
            screen.line(screen.say("old_key_is", done.kept), indent=2)
        else:
            screen.line(screen.say("new_key_elsewhere", desk.settings.key_file), "yellow", indent=2)
        screen.line(screen.say("old_key_backups"), "dim", 2)

    desk.answer(view, human)


@command("new-signing-key")
@click.option("--lost", is_flag=True, help="L'ancienne clé est perdue : la suite ne sera attestée par aucune clé.")
@SHUT_OUT
@pass_desk
def new_signing_key(desk: Desk, lost: bool, unattended: bool) -> None:
    """Commencer une nouvelle clé de signature, attestée par l'ancienne. Personne ne travaille pendant ce temps.

    Perdue, l'ancienne n'atteste rien : la vérification le dira, jusqu'à ce qu'on lui donne la nouvelle clé publique et
    un point de contrôle pris depuis.

    Exemple :
      baom db new-signing-key
    """
    from engine.bootstrap import renew_signing_key

    done = renew_signing_key(desk.settings, keeper(desk, unattended=unattended), lost=lost)
    view = {
        "before": done.before,
        "after": done.after,
        "lost": done.lost,
        "key_file": str(desk.settings.signing_file),
        "old_key_file": str(done.kept) if done.kept is not None else None,
    }

    def human(screen: Screen) -> None:
        screen.done("signing_key_changed", done.before[:8])
        screen.line(screen.say("public_key_is", done.after), indent=2)
        screen.line(screen.say("signing_key_is", desk.settings.signing_file), indent=2)
        if done.kept is not None:
            screen.line(screen.say("old_key_is", done.kept), indent=2)
        if done.lost:
            screen.line(screen.say("signing_key_lost"), "yellow", indent=2)
        screen.line(screen.say("checkpoint_now"), "dim", 2)

    desk.answer(view, human)


@command("upgrade")
@SHUT_OUT
@pass_desk
def upgrade(desk: Desk, unattended: bool) -> None:
    """Mettre la base à la version du logiciel ; faire d'abord une sauvegarde.

    Les tables sont changées, l'historique vérifié, les listes et les dossiers refaits à partir de lui : en une seule
    fois, ou pas du tout. Sur une base déjà à jour, il n'y a rien à faire, et personne n'a à se connecter.

    Exemple :
      baom db upgrade
    """
    from engine.app.upkeep import Upgraded
    from engine.bootstrap import current_version, upkeep_of

    # Where there is nothing to do, nobody has to say who they are to be told so; of what doesn't open, keeper() tells.
    current = None
    with suppress(EnvironmentUnusable):
        current = current_version(desk.settings)
    if current is not None:
        done = Upgraded(current, current, None)
    else:
        done = upkeep_of(desk.settings, keeper(desk, unattended=unattended, older=True)).upgrade()
    rebuilt = done.rebuilt
    view = {
        "before": done.before,
        "after": done.after,
        "cases": rebuilt.cases if rebuilt is not None else 0,
        "subjects": rebuilt.subjects if rebuilt is not None else 0,
    }

    def human(screen: Screen) -> None:
        if rebuilt is None:
            screen.done("up_to_date")
            return
        screen.done("upgraded", done.before, done.after)
        screen.line(screen.say("folded_again", rebuilt.cases, rebuilt.subjects), indent=2)

    desk.answer(view, human)


for _each in (init, check, backup, restore, erase_again, rebuild, upgrade, rotate_key, new_signing_key):
    db.add_command(_each)
