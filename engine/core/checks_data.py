"""What is declared: bounds and types of data, dated values, consents, notes, and what serves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from engine.core.checks_questions import all_asked
from engine.core.definition import Definition, Field, State
from engine.core.examined import Examined, Finding, Path, all_actions, all_conditions, all_groups, error, warning
from engine.core.guards import names, parse
from engine.core.values import DATED
from engine.errors import Said


def check_bounds(seen: Examined) -> Iterator[Finding]:
    """E612, E613, E617: keys of a field that contradict its type, or its use."""
    for name, each in seen.definition.fields.items():
        path: Path = ("fields", name)
        choice = each.type in ("choice", "choices")
        if choice and not each.options:
            yield error(
                "E612", path, Said("le choix « {name} » n'a pas de réponses.", name=name), Said("Ajouter « options: ».")
            )
        if not choice and (each.options or each.answers):
            what = Said("« {name} » n'est pas un choix : il n'a pas de réponses à proposer.", name=name)
            yield error("E612", path, what, Said("Écrire « type: choice », ou ôter « options » et « answers »."))
        for option in each.answers:
            if choice and option not in each.options:
                what = Said("« {option} » n'est pas une des réponses de « {name} ».", option=option, name=name)
                yield error(
                    "E612",
                    (*path, "answers", option),
                    what,
                    Said("Écrire l'une de : {names}.", names=", ".join(each.options)),
                )
        if each.type != "integer" and not each.minimum is each.maximum is None:
            what = Said("« {name} » n'est pas un nombre : « min » et « max » n'y veulent rien dire.", name=name)
            yield error("E612", path, what, Said("Les ôter, ou écrire « type: integer »."))
        elif each.minimum is not None and each.maximum is not None and each.minimum > each.maximum:
            yield error(
                "E612",
                path,
                Said("« {name} » : « min » est plus grand que « max ».", name=name),
                Said("Corriger l'un des deux."),
            )
        yield from _appointment(each)
        for key, bound in (("not_after", each.not_after), ("not_before", each.not_before)):
            yield from _bound(seen, name, key, bound)


def _appointment(each: Field) -> Iterator[Finding]:
    path: Path = ("fields", each.id)
    if each.appointment is not None and each.type != "moment":
        what = Said("« {id} » n'est pas un moment : un rendez-vous a un jour, et souvent une heure.", id=each.id)
        yield error("E612", (*path, "appointment"), what, Said("Écrire « type: moment »."))
    if each.appointment is not None and each.is_private:
        # The list of the day finds it without opening anybody's seal, and the pathway's name is all that it says.
        what = Said("le rendez-vous « {id} » est scellé : la liste du jour ne pourrait pas le montrer.", id=each.id)
        yield error("E617", (*path, "class"), what, Said("Écrire « class: plain » ; le motif reste dans le dossier."))


def _bound(seen: Examined, name: str, key: str, bound: str | None) -> Iterator[Finding]:
    fields, path = seen.definition.fields, ("fields", name, key)
    if bound is None:
        return
    if fields[name].type not in DATED:
        what = Said("« {name} » n'est pas une date : « {key} » n'y veut rien dire.", name=name, key=key)
        yield error("E612", path, what, Said("L'ôter, ou écrire « type: date » ou « type: moment »."))
    elif bound == name or (bound in fields and fields[bound].type not in DATED):
        what = Said(
            "« {name} » ne peut pas être borné par « {bound} », qui n'est pas une autre date.", name=name, bound=bound
        )
        yield error("E613", path, what, Said("Nommer une donnée de type date ou moment, écrire « now », ou une date."))


def check_types(seen: Examined) -> Iterator[Finding]:
    """E613: names that exist, and are of the wrong type where they stand."""
    definition = seen.definition
    for path, name, type_ in _typed(definition):
        found = definition.fields[name].type
        if found != type_ and not (type_ == "date" and found in DATED):
            what = Said(
                "« {name} » est de type {found} ; il faut ici une donnée de type {type_}.",
                name=name,
                found=found,
                type_=type_,
            )
            yield error("E613", path, what, Said("Nommer une donnée de type {type_}.", type_=type_))
    for deadline in definition.deadlines.values():
        for anchor in deadline.starts:
            if anchor.kind == "next" and definition.values[anchor.name].type != "date":
                what = Said(
                    "la valeur « {name} » n'est pas une date : une échéance ne peut pas en partir.", name=anchor.name
                )
                yield error("E613", ("deadlines", deadline.id, "starts"), what, Said("Nommer une valeur de type date."))


def _typed(definition: Definition) -> Iterator[tuple[Path, str, str]]:
    """Every place that wants a field of one type: its path, the field named, the type."""
    for name, state in definition.states.items():
        if state.at is not None:
            yield ("states", name, "service", "at"), state.at, "commune"
    for path, group in all_groups(definition):
        if isinstance(group.count, str):
            yield (*path, "count"), group.count, "integer"
    for deadline in definition.deadlines.values():
        anchors = (anchor.name for anchor in deadline.starts if anchor.kind == "field")
        yield from ((("deadlines", deadline.id, "starts"), name, "date") for name in anchors)
    for path, action in all_actions(definition):
        later = (opened.after[0] for opened in action.opens if opened.after is not None)
        yield from (((*path, "do"), name, "date") for name in later)


def check_idle(seen: Examined) -> Iterator[Finding]:
    """W626, W627, W628: what is declared and serves nothing."""
    definition = seen.definition
    used = set(all_asked(definition))
    for _, text, _state in all_conditions(definition):
        used |= {name for kind, name in names(parse(text)) if kind == "field"}
    used |= {anchor.name for each in definition.deadlines.values() for anchor in each.starts if anchor.kind == "field"}
    used |= {state.at for state in definition.states.values() if state.at}
    used |= {group.count for _, group in all_groups(definition) if isinstance(group.count, str)}
    used |= {word for _, action in all_actions(definition) for word in action.requires}
    for name in definition.fields:
        if name not in used:
            what = Said("la donnée « {name} » n'est ni demandée, ni regardée par une condition.", name=name)
            yield warning("W626", ("fields", name), what, Said("La demander dans une étape (« ask »), ou l'ôter."))
    shared = {word for each in definition.actions.values() for word in each.action.requires}
    for name, state in definition.states.items():
        yield from _idle_groups(name, state, shared)
    for name, alert in definition.alerts.items():
        if alert.level == "stop" and not alert.lets:
            what = Said("l'alerte « {name} » refuse tout, et ne laisse aucune action pour en sortir.", name=name)
            yield warning("W628", ("alerts", name), what, Said("Nommer sous « lets » ce qui reste possible."))


def _idle_groups(name: str, state: State, shared: set[str]) -> Iterator[Finding]:
    required = shared | {word for action in state.actions.values() for word in action.requires}
    looked_at = " ".join(action.when or "" for action in state.actions.values())
    for group_id, group in state.documents.items():
        if group.need == "required" and group_id not in required and f"satisfied({group_id})" not in looked_at:
            what = Said(
                "le groupe de pièces « {group_id} » est dû, et aucune action ne l'exige : il ne retient rien.",
                group_id=group_id,
            )
            remedy = Said("L'ajouter à « requires » d'une action de l'étape, ou écrire « need: useful ».")
            yield warning("W627", ("states", name, "documents", group_id), what, remedy)


def check_consents(seen: Examined) -> Iterator[Finding]:
    """E614: transmissions that no consent covers."""
    definition = seen.definition
    receivers = {each.service for each in definition.consents.values() if each.purpose == "share"}
    for name, consent in definition.consents.items():
        if consent.purpose == "share" and consent.service is None:
            what = Said("le consentement « {name} » ne dit pas à quel service il permet de transmettre.", name=name)
            yield error("E614", ("consents", name), what, Said("Ajouter « service: »."))
    for path, action in all_actions(definition):
        if action.share is not None and action.share.service not in receivers:
            what = Said(
                "« {id} » transmet à « {service} », et aucun consentement ne le permet.",
                id=action.id,
                service=action.share.service,
            )
            remedy = Said(
                "Déclarer un consentement « for: share » avec « service: {service} ».", service=action.share.service
            )
            yield error("E614", (*path, "share"), what, remedy)


def check_values(seen: Examined) -> Iterator[Finding]:
    """E615: dated values of the wrong type, or out of order."""
    kinds: dict[str, type] = {"integer": int, "date": str, "boolean": bool}
    for name, each in seen.definition.values.items():
        path: Path = ("catalogue", "values", name, "series")
        if any(type(value) is not kinds[each.type] for _, value in each.series):
            what = Said("« {name} » est de type {type}, et une de ses valeurs ne l'est pas.", name=name, type=each.type)
            yield error("E615", path, what, Said("Corriger la valeur, ou le type."))
        days = [day for day, _ in each.series]
        if days != sorted(set(days)):
            what = Said("les dates d'effet de « {name} » ne se suivent pas.", name=name)
            yield error("E615", path, what, Said("Les ranger de la plus ancienne à la plus récente, sans doublon."))


def check_notes(seen: Examined) -> Iterator[Finding]:
    """E616: notes in a protected pathway."""
    definition = seen.definition
    if definition.confidentiality == "protected" and definition.notes != "none":
        what = Said("un parcours protégé ne garde pas de notes.")
        yield error("E616", ("notes",), what, Said("Écrire « notes: none »."))
