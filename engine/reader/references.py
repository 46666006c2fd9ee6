"""Names that refer to something declared elsewhere, judged against what there is, with the nearest good word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from engine.reader.spelling import ascii_form, listed, nearest
from engine.reader.walker import Reading, Reference


@dataclass(frozen=True, slots=True)
class _Kind:
    code: str
    missing: str
    "« l'étape « {} » n'existe pas… »: the sentence, with the name to fill in."
    known: str
    declare: str
    "What to do when no known name is near."
    model: str = ""
    "What is written to declare it, after its name."


_HERE = "dans ce parcours"
_KINDS: Mapping[str, _Kind] = {
    "field": _Kind(
        "E301",
        f"la donnée « {{}} » n'existe pas {_HERE}",
        "Données connues",
        "la déclarer sous « fields »",
        "{type: text, class: plain, label: {fr: …, ar: …}}",
    ),
    "state": _Kind(
        "E301",
        f"l'étape « {{}} » n'existe pas {_HERE}",
        "Étapes connues",
        "la déclarer sous « states »",
        "{kind: task, title: {fr: …, ar: …}}",
    ),
    "action": _Kind(
        "E301",
        f"l'action « {{}} » n'existe pas {_HERE}",
        "Actions connues",
        "la déclarer sous « actions »",
        "{title: {fr: …, ar: …}, to: …}",
    ),
    "deadline": _Kind(
        "E301",
        f"l'échéance « {{}} » n'existe pas {_HERE}",
        "Échéances connues",
        "la déclarer sous « deadlines »",
        "{title: {fr: …, ar: …}, kind: internal, starts: {enter: …}, within: 15 days, until: […]}",
    ),
    "alert": _Kind(
        "E301",
        f"l'alerte « {{}} » n'existe pas {_HERE}",
        "Alertes connues",
        "la déclarer sous « alerts »",
        '{when: "…", level: warn, text: {fr: …, ar: …}}',
    ),
    "invariant": _Kind(
        "E301",
        f"l'invariant « {{}} » n'existe pas {_HERE}",
        "Invariants connus",
        "le déclarer sous « invariants »",
        '{text: {fr: …, ar: …}, in: any, holds: "…"}',
    ),
    "consent": _Kind(
        "E301",
        f"le consentement « {{}} » n'existe pas {_HERE}",
        "Consentements connus",
        "le déclarer sous « consents »",
        "{for: accompany, title: {fr: …, ar: …}, text: {fr: …, ar: …}, version: 1}",
    ),
    "link": _Kind("E301", f"aucun dossier lié ne s'appelle « {{}} » {_HERE}", "Liens connus", "l'ouvrir sous « do »"),
    "requirement": _Kind(
        "E301",
        "« {} » n'est ni un groupe de pièces de cette étape, ni une donnée",
        "Connus",
        "déclarer ce groupe sous « documents » de cette étape (un motif se demande par « reason »)",
        "{title: {fr: …, ar: …}, any_of: {une: […]}, basis: …}",
    ),
    "option": _Kind(
        "E301", "la valeur « {} » n'est pas une des réponses possibles", "Réponses", "l'ajouter à « options »"
    ),
    "document": _Kind("E302", "la pièce « {} » n'est pas dans documents.yaml", "Pièces connues", "l'y ajouter"),
    "service": _Kind("E302", "le service « {} » n'est pas dans services.yaml", "Services connus", "l'y ajouter"),
    "source": _Kind("E302", "la source « {} » n'est pas dans sources.yaml", "Sources connues", "l'y ajouter"),
    "value": _Kind("E302", "la valeur « {} » n'est pas dans values.yaml", "Valeurs connues", "l'y ajouter"),
    "form": _Kind("E303", "le modèle « {} » n'existe pas", "Modèles connus", "écrire ce modèle"),
    "process": _Kind("E303", "le parcours « {} » n'existe pas", "Parcours connus", "écrire ce parcours"),
    "base": _Kind("E303", "le socle « {} » n'existe pas", "Socles connus", "écrire ce socle"),
    "commune": _Kind(
        "E303", "la commune « {} » n'existe pas dans ce territoire", "Communes connues", "vérifier son nom"
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
    what = (
        f"{kind.missing.format(reference.name)}. {kind.known} : {listed([*first, *(n for n in names if n != near)])}."
    )
    reading.error(kind.code, reference.place, what, _remedy(kind, reference.name, near, has_others=bool(names)))


def _remedy(kind: _Kind, name: str, near: str | None, *, has_others: bool) -> str:
    """What to write instead; else to choose another name, take the mention away, or declare it, and how."""
    if near:
        return f"Écrire « {near} », ou {kind.declare}."
    if not kind.model:
        return f"{kind.declare[0].upper()}{kind.declare[1:]}."
    declare = f"{kind.declare} : {ascii_form(name) or '…'}: {kind.model}"
    return f"{'Choisir un des noms connus, ôter' if has_others else 'Ôter'} cette mention, ou {declare}."
