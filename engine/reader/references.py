"""Names that refer to something declared elsewhere, judged against what there is, with the nearest good word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from engine.errors import Said
from engine.reader.spelling import ascii_form, listed, nearest
from engine.reader.walker import Reading, Reference


@dataclass(frozen=True, slots=True)
class _Kind:
    code: str
    missing: Said
    "The sentence, with `{name}` to fill in."
    known: Said
    declare: Said
    "What else to do than to write a known name."
    model: str = ""
    "What is written to declare it, after its name."


_TO_ADD = Said("l'y ajouter")
_KINDS: Mapping[str, _Kind] = {
    "field": _Kind(
        "E301",
        Said("la donnée « {name} » n'existe pas dans ce parcours"),
        Said("Données connues"),
        Said("la déclarer sous « fields »"),
        "{type: text, class: plain, label: {fr: …, ar: …}}",
    ),
    "state": _Kind(
        "E301",
        Said("l'étape « {name} » n'existe pas dans ce parcours"),
        Said("Étapes connues"),
        Said("la déclarer sous « states »"),
        "{kind: task, title: {fr: …, ar: …}}",
    ),
    "action": _Kind(
        "E301",
        Said("l'action « {name} » n'existe pas dans ce parcours"),
        Said("Actions connues"),
        Said("la déclarer sous « actions »"),
        "{title: {fr: …, ar: …}, to: …}",
    ),
    "deadline": _Kind(
        "E301",
        Said("l'échéance « {name} » n'existe pas dans ce parcours"),
        Said("Échéances connues"),
        Said("la déclarer sous « deadlines »"),
        "{title: {fr: …, ar: …}, kind: internal, starts: {enter: …}, within: 15 days, until: […]}",
    ),
    "alert": _Kind(
        "E301",
        Said("l'alerte « {name} » n'existe pas dans ce parcours"),
        Said("Alertes connues"),
        Said("la déclarer sous « alerts »"),
        '{when: "…", level: warn, text: {fr: …, ar: …}}',
    ),
    "invariant": _Kind(
        "E301",
        Said("l'invariant « {name} » n'existe pas dans ce parcours"),
        Said("Invariants connus"),
        Said("le déclarer sous « invariants »"),
        '{text: {fr: …, ar: …}, in: any, holds: "…"}',
    ),
    "consent": _Kind(
        "E301",
        Said("le consentement « {name} » n'existe pas dans ce parcours"),
        Said("Consentements connus"),
        Said("le déclarer sous « consents »"),
        "{for: accompany, title: {fr: …, ar: …}, text: {fr: …, ar: …}, version: 1}",
    ),
    "link": _Kind(
        "E301",
        Said("aucun dossier lié ne s'appelle « {name} » dans ce parcours"),
        Said("Liens connus"),
        Said("l'ouvrir sous « do »"),
    ),
    "requirement": _Kind(
        "E301",
        Said("« {name} » n'est ni un groupe de pièces de cette étape, ni une donnée"),
        Said("Connus"),
        Said("déclarer ce groupe sous « documents » de cette étape (un motif se demande par « reason »)"),
        "{title: {fr: …, ar: …}, any_of: {une: […]}, basis: …}",
    ),
    "option": _Kind(
        "E301",
        Said("la valeur « {name} » n'est pas une des réponses possibles"),
        Said("Réponses"),
        Said("l'ajouter à « options »"),
    ),
    "document": _Kind(
        "E302", Said("la pièce « {name} » n'est pas dans documents.yaml"), Said("Pièces connues"), _TO_ADD
    ),
    "service": _Kind(
        "E302", Said("le service « {name} » n'est pas dans services.yaml"), Said("Services connus"), _TO_ADD
    ),
    "source": _Kind("E302", Said("la source « {name} » n'est pas dans sources.yaml"), Said("Sources connues"), _TO_ADD),
    "value": _Kind("E302", Said("la valeur « {name} » n'est pas dans values.yaml"), Said("Valeurs connues"), _TO_ADD),
    "form": _Kind("E303", Said("le modèle « {name} » n'existe pas"), Said("Modèles connus"), Said("écrire ce modèle")),
    "process": _Kind(
        "E303", Said("le parcours « {name} » n'existe pas"), Said("Parcours connus"), Said("écrire ce parcours")
    ),
    "base": _Kind("E303", Said("le socle « {name} » n'existe pas"), Said("Socles connus"), Said("écrire ce socle")),
    "commune": _Kind(
        "E303",
        Said("la commune « {name} » n'existe pas dans ce territoire"),
        Said("Communes connues"),
        Said("vérifier son nom"),
    ),
}


def judge(references: Iterable[Reference], known: Mapping[str, Collection[str]], reading: Reading) -> None:
    """Note each reference to a name that isn't known; a kind absent from `known` isn't judged."""
    for each in references:
        if reading.full:
            return
        names = known.get(each.kind)
        if names is not None and each.name not in names:
            unknown(each, names, reading)


def unknown(reference: Reference, names: Collection[str], reading: Reading) -> None:
    """Note one unknown name, with the nearest good one."""
    kind = _KINDS[reference.kind]
    near = nearest(reference.name, names)
    first = [near] if near else []
    what = Said(
        "{missing}. {known} : {names}.",
        missing=Said(kind.missing.text, name=reference.name),
        known=kind.known,
        names=listed([*first, *(name for name in names if name != near)]),
    )
    reading.error(kind.code, reference.place, what, _remedy(kind, reference.name, near, has_others=bool(names)))


def _remedy(kind: _Kind, name: str, near: str | None, *, has_others: bool) -> Said:
    """What to write instead; else to choose another name, take the mention away, or declare it, and how."""
    if near:
        # Asked, never told: where a step was taken away, the nearest name may be its contrary.
        return Said(
            "Vouliez-vous dire « {near} » ? Sinon, ôter cette mention, ou {declare}.", near=near, declare=kind.declare
        )
    if not kind.model:
        return Said("Aucun nom connu n'est proche : {declare}.", declare=kind.declare)
    model = f"{ascii_form(name) or '…'}: {kind.model}"
    if has_others:
        return Said(
            "Choisir un des noms connus, ôter cette mention, ou {declare} : {model}.",
            declare=kind.declare,
            model=model,
        )
    return Said("Ôter cette mention, ou {declare} : {model}.", declare=kind.declare, model=model)
