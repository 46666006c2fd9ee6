"""Whom a desk believes, of those who send it packs; and which of their packs may still be taken in.

The first time, whoever takes one in types the code that they were told on the telephone; from then on the key is known,
and another one is refused. A pack older than the last of its origin is refused too: old offices would come back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.app.fates import ON_DEMAND, TAKEN, Fate
from engine.app.house import House
from engine.app.packs import Pack
from engine.app.receipts import Receipt
from engine.errors import UsageError
from engine.vault.notes import as_typed, short_code

Trust = Literal["known", "confirmed", "unknown"]
"""`known`: its key is that of the packs taken in before; `confirmed`: somebody typed the code that they were told."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What whoever takes a pack in says of it."""

    code: str = ""
    "As it was told on the telephone."
    over: frozenset[str] = frozenset()
    "What was changed here and is to give way."
    new_key: bool = False
    "Its makers have another key than before."


def takes(known: Mapping[str, Fate], choice: Choice, name: str) -> bool:
    """Whether something that a pack brings would be taken in."""
    return known[name] in TAKEN or (known[name] in ON_DEMAND and name in choice.over)


def require_for_here(house: House, pack: Pack) -> None:
    """Require that a pack is of this territory, and of a real base where this one is; raises UsageError."""
    if pack.training and not house.store.training:
        raise UsageError(
            "Ce colis vient d'une base d'entraînement : une base réelle ne l'accepte pas. Rien n'a été changé.",
            "Le faire dans la base réelle où deux personnes ont publié ces parcours : baom process pack.",
        )
    if pack.territory != house.territory.id:
        raise UsageError(
            "Ce colis est d'un autre territoire ({theirs}) que cette base ({ours}). Rien n'a été changé.",
            "En demander un de ce territoire : ses services, ses jours fériés et ses différences sont les siens.",
            theirs=pack.territory,
            ours=house.territory.id,
        )


def trust_of(pack: Pack, choice: Choice, last: Receipt | None) -> Trust:
    """Whether one may believe that the pack is whose it says.

    Raises:
        UsageError: it is of another key than before, or the code that was typed is of another pack.
    """
    if choice.code and as_typed(choice.code) != short_code(pack.signed):
        raise UsageError(
            "Le code donné n'est pas celui de ce colis. Rien n'a été changé.",
            "Se le faire relire au téléphone ; si c'est bien lui, ce fichier n'est pas celui qui a été envoyé.",
        )
    if last is not None and last.key != pack.key and not choice.new_key:
        raise UsageError(
            "Ce colis n'est pas signé par la clé de « {name} », que cette base connaît. Rien n'a été changé.",
            "Ne pas s'en servir. Si ses auteurs disent au téléphone avoir changé de clé, ajouter --new-key et --code.",
            name=last.name or last.log_id,
        )
    if choice.code:
        return "confirmed"
    return "known" if last is not None and last.key == pack.key else "unknown"


def require_newer(pack: Pack, before: Sequence[Receipt]) -> None:
    """Require that nothing newer of the same origin was taken in; the very same may come again.

    Raises:
        UsageError: with the numbers of both.
    """
    same = [each for each in before if each.log_id == pack.origin.log_id]
    if not same or same[-1].sha256 == pack.sha256:
        return
    if pack.serial < same[-1].serial:
        raise UsageError(
            "Ce colis porte le n° {serial}, et le n° {newest} de la même origine est déjà installé. Rien n'a été"
            " changé.",
            "Demander le plus récent ; pour revenir à un ancien texte, le faire publier sous un numéro neuf.",
            serial=pack.serial,
            newest=same[-1].serial,
        )
    if pack.serial == same[-1].serial:
        raise UsageError(
            "Deux colis différents de la même origine portent le n° {serial}. Rien n'a été changé.",
            "En demander un nouveau, et chercher pourquoi : une base restaurée, ou quelqu'un d'autre.",
            serial=pack.serial,
        )


def require_named(known: Mapping[str, Fate], choice: Choice) -> None:
    """Require that what is to give way was changed here; raises UsageError."""
    for name in sorted(choice.over):
        if known.get(name) not in ON_DEMAND:
            raise UsageError(
                "« {name} » n'a pas à céder : ce colis ne l'apporte pas, ou rien n'en a été changé ici.",
                "Lire ce qui a été changé ici : baom process install FICHIER --dry-run.",
                name=name,
            )
