"""What is asked of a case: one command each; all are judged, recorded and answered the same way."""

from __future__ import annotations

import click

from engine.commands.answers import demand
from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Count, command
from engine.core.events import (
    ChangeDocuments,
    Correct,
    DemandUndue,
    Do,
    Force,
    GiveConsent,
    Note,
    Record,
    Revert,
    Transfer,
)
from engine.errors import Said, UsageError

_case = click.argument("case_id", metavar="DOSSIER")
_on = click.option("--on", metavar="DATE", help="Jour où cela s'est passé, si ce n'est pas aujourd'hui.")
_expect = click.option(
    "--expect", type=Count(), metavar="N", help="Numéro d'étape que l'on a lu ; un autre est un conflit."
)
_key = click.option("--key", metavar="CLÉ", help="La même demande avec la même clé n'est enregistrée qu'une fois.")
_reason = click.option("--reason", metavar="TEXTE", help="Motif, en une phrase simple.")


@command("do")
@_case
@click.argument("trigger", required=False, metavar="[ACTION]")
@_on
@click.option("--set", "values", multiple=True, metavar="DONNÉE=VALEUR", help="Donnée de l'action ; à répéter.")
@click.option("--document", "papers", multiple=True, metavar="PIÈCE=ÉTAT", help="Pièce de l'action ; à répéter.")
@click.option("--receipt", metavar="NUMÉRO:DATE|none", help="Récépissé du dépôt ; none s'il n'a pas été remis.")
@_reason
@_expect
@_key
@pass_desk
def do(
    desk: Desk,
    case_id: str,
    trigger: str | None,
    on: str | None,
    values: tuple[str, ...],
    papers: tuple[str, ...],
    receipt: str | None,
    reason: str | None,
    expect: int | None,
    key: str | None,
) -> None:
    """Faire une action ; si elle est refusée, toutes les raisons, et ce qui débloque chacune. Sans action : le choix.

    Exemple :
      baom case do D-7K2M-9QXH constituer_dossier
      baom case do D-7K2M-9QXH deposer --receipt 118/2026:2026-11-10 --on 2026-11-10
      baom case do D-7K2M-9QXH deposer --receipt none --reason "Le bureau n'en remet pas."
    """
    from engine.app.given import known_case, pairs, papers_given, receipt_given, values_given

    known = known_case(desk.house, case_id, desk.actor())
    if trigger is None:
        trigger = _chosen(desk, known.case)
    typed = pairs(values, "--set date_naissance=2026-11-01")
    ask = Do(
        trigger,
        values_given(desk.house, known.definition.fields, typed),
        papers_given(pairs(papers, "--document passeport_mere=received")),
        receipt_given(receipt) if receipt is not None else None,
        reason,
    )
    demand(desk, known, ask, on=on, expect=expect, key=key, typed=typed)


def _chosen(desk: Desk, case_id: str) -> str:
    """The action chosen at the terminal, among those possible now.

    Raises:
        UsageError: nobody is at a terminal; it says what is possible.
    """
    from engine.commands.questions import Option, at_terminal, choose
    from engine.commands.reading import read_guidance

    view, _ = read_guidance(desk, case_id)
    possible = [each for each in view["actions"] if each["possible"]]
    if desk.asked.json or not at_terminal() or not possible:
        named = ", ".join(f"{each['trigger']} ({each['title']})" for each in possible) or Said("rien")
        raise UsageError(
            "Quelle action ? Possibles à l'étape « {title} » : {named}.",
            "Avec ce qu'il faut donner à chacune : baom case next {case_id}",
            title=view["state"]["title"],
            named=named,
            case_id=case_id,
        )
    options = [Option(each["title"], each["trigger"]) for each in possible]
    return str(choose(desk.screen.say("what_now"), options, desk.screen.say("arrows")))


@command("set")
@_case
@click.argument("values", nargs=-1, required=True, metavar="DONNÉE=VALEUR…")
@_on
@_expect
@_key
@pass_desk
def set_(
    desk: Desk, case_id: str, values: tuple[str, ...], on: str | None, expect: int | None, key: str | None
) -> None:
    """Enregistrer des données : dates 2026-11-01 ou 01/11/2026, oui ou non, choix par leur identifiant.

    Exemple :
      baom case set D-7K2M-9QXH date_naissance=01/11/2026 lieu_accouchement=domicile
    """
    from engine.app.given import known_case, pairs, values_given

    known = known_case(desk.house, case_id, desk.actor())
    typed = pairs(values, "date_naissance=2026-11-01")
    ask = Record(values_given(desk.house, known.definition.fields, typed))
    demand(desk, known, ask, on=on, expect=expect, key=key, typed=typed)


@command("document")
@_case
@click.argument("papers", nargs=-1, required=True, metavar="PIÈCE=ÉTAT…")
@click.option("--issued", multiple=True, metavar="PIÈCE=DATE", help="Jour écrit sur la pièce ; à répéter.")
@_on
@_expect
@_key
@pass_desk
def document(
    desk: Desk,
    case_id: str,
    papers: tuple[str, ...],
    issued: tuple[str, ...],
    on: str | None,
    expect: int | None,
    key: str | None,
) -> None:
    """Changer l'état de pièces : missing, requested, received, verified, rejected, waived ; ou reçue, vérifiée.

    Exemple :
      baom case document D-7K2M-9QXH passeport_mere=received avis_naissance=verified
      baom case document D-7K2M-9QXH passeport_mere=reçue --issued passeport_mere=2024-05-02
    """
    from engine.app.given import day_of, known_case, pairs, papers_given

    known = known_case(desk.house, case_id, desk.actor())
    statuses = papers_given(pairs(papers, "passeport_mere=received"))
    dates = {name: day_of(day) for name, day in pairs(issued, "--issued passeport_mere=2024-05-02").items()}
    stray = next((name for name in dates if name not in statuses), None)
    if stray is not None:
        raise UsageError(
            "--issued nomme « {stray} », qui n'est pas parmi les pièces.", "Ajouter « {stray}=received ».", stray=stray
        )
    demand(desk, known, ChangeDocuments(statuses, dates), on=on, expect=expect, key=key)


@command("note")
@_case
@click.argument("text", nargs=-1, required=True, metavar="TEXTE…")
@_on
@_expect
@_key
@pass_desk
def note(desk: Desk, case_id: str, text: tuple[str, ...], on: str | None, expect: int | None, key: str | None) -> None:
    """Écrire une note, là où le parcours en garde ; elle est scellée.

    Exemple :
      baom case note D-7K2M-9QXH "Rappeler jeudi matin."
    """
    from engine.app.given import known_case

    demand(desk, known_case(desk.house, case_id, desk.actor()), Note(" ".join(text)), on=on, expect=expect, key=key)


@command("consent")
@_case
@click.argument("consent_id", metavar="ACCORD")
@click.argument("answer", default="oui", metavar="[oui|non]")
@click.option("--language", default="fr", show_default=True, metavar="LANGUE", help="Langue de la lecture.")
@_on
@_expect
@_key
@pass_desk
def consent(
    desk: Desk,
    case_id: str,
    consent_id: str,
    answer: str,
    language: str,
    on: str | None,
    expect: int | None,
    key: str | None,
) -> None:
    """Enregistrer un accord (oui), un refus ou un retrait (non), après avoir lu le texte à la personne.

    Exemple :
      baom case consent D-7K2M-9QXH accompagnement oui --language ar
      baom case consent D-7K2M-9QXH accompagnement non
    """
    from engine.app.given import NO, YES, known_case

    word = answer.strip().casefold()
    if word not in YES | NO:
        raise UsageError(
            "« {answer} » n'est pas une réponse.", "Répondre oui ou non ; un retrait est un non.", answer=answer
        )
    known = known_case(desk.house, case_id, desk.actor())
    demand(desk, known, GiveConsent(consent_id, word in YES, language), on=on, expect=expect, key=key)


@command("correct")
@_case
@click.argument("values", nargs=-1, required=True, metavar="DONNÉE=VALEUR…")
@_reason
@_on
@_expect
@_key
@pass_desk
def correct(
    desk: Desk,
    case_id: str,
    values: tuple[str, ...],
    reason: str | None,
    on: str | None,
    expect: int | None,
    key: str | None,
) -> None:
    """Remplacer une donnée fausse ; l'ancienne reste dans l'historique.

    Exemple :
      baom case correct D-7K2M-9QXH date_naissance=2026-11-02 --reason "Date lue sur l'avis de naissance."
    """
    from engine.app.given import known_case, pairs, values_given

    known = known_case(desk.house, case_id, desk.actor())
    typed = pairs(values, "date_naissance=2026-11-02")
    fields = values_given(desk.house, known.definition.fields, typed)
    demand(desk, known, Correct(fields, reason or ""), on=on, expect=expect, key=key)


@command("revert")
@_case
@click.option("--step", type=Count(), metavar="N", help="Étape à annuler ; sans elle, la dernière qui peut l'être.")
@_reason
@_on
@_expect
@_key
@pass_desk
def revert(
    desk: Desk,
    case_id: str,
    step: int | None,
    reason: str | None,
    on: str | None,
    expect: int | None,
    key: str | None,
) -> None:
    """Annuler une étape : rien n'est effacé, l'historique garde l'étape et son annulation.

    Une note se retire ainsi, par son auteur ou un superviseur, toujours avec --step : elle seule perd son texte.

    Exemple :
      baom case revert D-7K2M-9QXH --reason "Mauvais dossier."
      baom case revert D-7K2M-9QXH --step 7 --reason "Saisi deux fois."
    """
    from engine.app.cases import last_revertible
    from engine.app.given import known_case

    known = known_case(desk.house, case_id, desk.actor())
    target = step if step is not None else last_revertible(desk.house, known.case)
    demand(desk, known, Revert(target, reason or ""), on=on, expect=expect, key=key)


@command("force")
@_case
@click.argument("state", metavar="ÉTAPE")
@_reason
@_on
@_expect
@_key
@pass_desk
def force(
    desk: Desk,
    case_id: str,
    state: str,
    reason: str | None,
    on: str | None,
    expect: int | None,
    key: str | None,
) -> None:
    """Déplacer le dossier contre les règles : réservé au superviseur, marqué pour toujours.

    Exemple :
      baom --as supervisor case force D-7K2M-9QXH collecte_pieces --reason "Erreur de saisie ancienne."
    """
    from engine.app.given import known_case

    demand(
        desk, known_case(desk.house, case_id, desk.actor()), Force(state, reason or ""), on=on, expect=expect, key=key
    )


@command("transfer")
@_case
@click.argument("commune", metavar="COMMUNE")
@_reason
@_on
@_expect
@_key
@pass_desk
def transfer(
    desk: Desk,
    case_id: str,
    commune: str,
    reason: str | None,
    on: str | None,
    expect: int | None,
    key: str | None,
) -> None:
    """Passer le dossier au bureau d'une autre commune.

    Exemple :
      baom case transfer D-7K2M-9QXH tiznit --reason "La famille a déménagé."
    """
    from engine.app.given import known_case

    slug = desk.house.commune(commune)
    demand(
        desk, known_case(desk.house, case_id, desk.actor()), Transfer(slug, reason or ""), on=on, expect=expect, key=key
    )


@command("assign")
@_case
@click.argument("agent", required=False, metavar="[AGENT]")
@_on
@_expect
@_key
@pass_desk
def assign(desk: Desk, case_id: str, agent: str | None, on: str | None, expect: int | None, key: str | None) -> None:
    """Confier le dossier à un agent ; sans nom, le rendre au bureau.

    Exemple :
      baom case assign D-7K2M-9QXH fatima
      baom case assign D-7K2M-9QXH
    """
    from engine.app.colleagues import giving
    from engine.app.given import known_case

    known = known_case(desk.house, case_id, desk.actor())
    demand(desk, known, giving(desk.house, known, agent), on=on, expect=expect, key=key)


@command("undue")
@_case
@click.argument("document_id", metavar="PIÈCE")
@_reason
@_on
@_expect
@_key
@pass_desk
def undue(
    desk: Desk,
    case_id: str,
    document_id: str,
    reason: str | None,
    on: str | None,
    expect: int | None,
    key: str | None,
) -> None:
    """Noter qu'un bureau a demandé une pièce qui n'est pas due.

    Exemple :
      baom case undue D-7K2M-9QXH carte_sejour_mere --reason "Demandée au guichet le 10 novembre."
    """
    from engine.app.given import known_case

    ask = DemandUndue(document_id, reason or "")
    demand(desk, known_case(desk.house, case_id, desk.actor()), ask, on=on, expect=expect, key=key)
