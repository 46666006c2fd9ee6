"""What is asked of people: papers that somebody delivers, services that exist, a text behind each demand."""

from __future__ import annotations

from collections.abc import Iterator

from engine.core.examined import Examined, Finding, Path, all_actions, all_groups, error, warning
from engine.errors import Said


def check_issuers(seen: Examined) -> Iterator[Finding]:
    """E609: due papers that nobody delivers."""
    definition = seen.definition
    given = {paper for _, action in all_actions(definition) for paper in (*action.gives, action.receipt or "")}
    sources = {name for name, paper in definition.documents.items() if paper.issuer is not None} | given
    for path, group in all_groups(definition):
        if group.need == "required" and not any(sources.issuperset(papers) for papers in group.any_of.values()):
            lacking = sorted({paper for papers in group.any_of.values() for paper in papers} - sources)
            what = Said(
                "le groupe « {id} » est dû, et personne ne délivre : {names}.", id=group.id, names=", ".join(lacking)
            )
            remedy = Said(
                "Dire dans documents.yaml qui délivre la pièce (« issuer »), ou quelle action la procure (« gives »)."
            )
            yield error("E609", path, what, remedy)


def check_offices(seen: Examined) -> Iterator[Finding]:
    """W624: services without an office in the territory."""
    for name, state in seen.definition.states.items():
        if seen.served is not None and state.services and seen.served.isdisjoint(state.services):
            what = Said("aucun bureau connu dans le territoire pour : {names}.", names=", ".join(state.services))
            yield warning("W624", ("states", name, "service"), what, Said("Ajouter son adresse dans offices.yaml."))


def check_basis(seen: Examined) -> Iterator[Finding]:
    """W625: demands and legal delays without a text behind them."""
    definition = seen.definition
    for path, group in all_groups(definition):
        if not group.basis and group.need != "useful":
            what = (
                Said(
                    "la pièce « {id} » est demandée sans base légale : une personne peut refuser de la donner.",
                    id=group.id,
                )
                if group.need == "required"
                else Said("« {id} » est dite non due, sans texte à montrer au guichet.", id=group.id)
            )
            yield warning(
                "W625", path, what, Said("Ajouter « basis: » ; si rien n'a été lu, une source « to_validate ».")
            )
    for deadline in definition.deadlines.values():
        if deadline.kind == "legal" and not deadline.basis:
            what = Said("l'échéance légale « {id} » n'a pas de base légale.", id=deadline.id)
            yield warning(
                "W625", ("deadlines", deadline.id), what, Said("Ajouter « basis: », ou écrire « kind: internal ».")
            )


def check_certainty(seen: Examined) -> Iterator[Finding]:
    """E611: uncertain facts in a pathway said to be validated."""
    definition = seen.definition
    if definition.status != "validated":
        return
    facts: dict[Path, str] = {
        ("catalogue", kind, name): entry.confidence
        for kind, entries in (
            ("documents", definition.documents),
            ("services", definition.services),
            ("sources", definition.sources),
            ("values", definition.values),
        )
        for name, entry in entries.items()
    }
    facts["retention", "confidence"] = definition.retention_confidence
    for path, confidence in facts.items():
        if confidence == "to_validate":
            name = path[-1] if path[0] == "catalogue" else "retention"
            what = Said("« {name} » est « à valider », et le parcours qui s'en sert est dit validé.", name=name)
            yield error("E611", path, what, Said("Le faire confirmer, ou remettre le parcours à « status: draft »."))
