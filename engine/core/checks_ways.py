"""Where a case can go: states without a way in or out, actions and destinations that never serve, clocks that loop."""

from __future__ import annotations

from collections.abc import Iterator

from engine.core.definition import Action, Definition
from engine.core.examined import Examined, Finding, Path, all_actions, error, pulled_by_system, warning, why_never
from engine.core.guard_logic import constant, form
from engine.core.guards import parse
from engine.errors import Said


def check_reachable(seen: Examined) -> Iterator[Finding]:
    """E601: states that nothing leads to."""
    for name in seen.definition.states:
        if name not in seen.graph.reached:
            what = Said("aucune action ne mène à l'étape « {name} ».", name=name)
            yield error("E601", ("states", name), what, Said("Y mener par une action, ou ôter cette étape."))


def check_traps(seen: Examined) -> Iterator[Finding]:
    """E602: states from which no end can be reached."""
    for name in seen.definition.states:
        if name not in seen.graph.ending:
            what = Said(
                "depuis l'étape « {name} », aucun chemin ne mène à une étape finale : le dossier y resterait.",
                name=name,
            )
            yield error(
                "E602", ("states", name), what, Said("Ajouter une action qui mène vers la suite ou vers une clôture.")
            )


def check_possible(seen: Examined) -> Iterator[Finding]:
    """E603: actions that can never happen."""
    definition, graph = seen.definition, seen.graph
    pulled = pulled_by_system(definition)
    somewhere = {id(action) for name in graph.reached for action in graph.open[name].values()}
    for path, action in all_actions(definition):
        why = why_never(action, pulled)
        if why is None and path[0] == "actions" and id(action) not in somewhere:
            why = Said("elle n'est ouverte dans aucune étape qu'on puisse atteindre")
        if why is None:
            why = _impossible_group(definition, path, action)
        if why is not None:
            what = Said("l'action « {id} » ne peut jamais avoir lieu : {why}.", id=action.id, why=why)
            yield error(
                "E603", path, what, Said("Corriger sa condition, ses exigences ou ses étapes, ou ôter l'action.")
            )


def _impossible_group(definition: Definition, path: Path, action: Action) -> Said | None:
    """For an action of a state: a group it requires that asks for more than there is."""
    if path[0] != "states":
        return None
    groups = definition.states[str(path[1])].documents
    for word in action.requires:
        group = groups.get(word)
        if group is not None and isinstance(group.count, int) and group.count > len(group.any_of):
            return Said(
                "le groupe « {word} » demande {count} réponses sur {known} possibles",
                word=word,
                count=group.count,
                known=len(group.any_of),
            )
    return None


def check_branches(seen: Examined) -> Iterator[Finding]:
    """E604: destinations that can never be taken."""
    for path, action in all_actions(seen.definition):
        conditions: dict[str, int] = {}
        always: int | None = None
        for rank, branch in enumerate(action.to):
            here = (*path, "to", rank)
            if always is not None:
                what = Said(
                    "cette destination n'est jamais prise : la n° {rank} l'est toujours, avant elle.", rank=always + 1
                )
                yield error("E604", here, what, Said("La mettre avant, ou l'ôter."))
            elif branch.when is None or constant(parse(branch.when)) is True:
                always = rank
            else:
                tree = parse(branch.when)
                first = conditions.setdefault(form(tree), rank)
                if first != rank:
                    what = Said(
                        "cette destination a la même condition que la n° {rank}, qui est prise avant elle.",
                        rank=first + 1,
                    )
                    yield error("E604", here, what, Said("Changer sa condition, ou l'ôter."))
                elif constant(tree) is False:
                    what = Said(
                        "la condition « {when} » n'est jamais remplie : cette destination n'est jamais prise.",
                        when=branch.when,
                    )
                    yield error("E604", here, what, Said("Corriger la condition, ou ôter cette destination."))


def check_expiries(seen: Examined) -> Iterator[Finding]:
    """E605, W623: expiries open nowhere, deadlines without consequence."""
    definition, graph = seen.definition, seen.graph
    where: dict[str, set[str]] = {}
    for name in graph.reached:
        for trigger in graph.open[name]:
            where.setdefault(trigger, set()).add(name)
    for deadline in definition.deadlines.values():
        path = ("deadlines", deadline.id)
        if deadline.on_expiry is not None and not where.get(deadline.on_expiry, set()) - deadline.until:
            what = Said(
                "l'action « {on_expiry} » n'est ouverte dans aucune étape où cette échéance court.",
                on_expiry=deadline.on_expiry,
            )
            yield error(
                "E605",
                (*path, "on_expiry"),
                what,
                Said("Ouvrir l'action là où l'échéance court, ou en nommer une autre."),
            )
        if deadline.on_expiry is None and not deadline.remind and not deadline.escalate:
            what = Said("l'échéance « {id} » n'a pas de conséquence : ni rappel, ni action.", id=deadline.id)
            yield warning("W623", path, what, Said("Ajouter « remind », « escalate » ou « on_expiry »."))


def check_finals(seen: Examined) -> Iterator[Finding]:
    """E606, E607: final states that still ask for something; outcomes missing or out of place."""
    for name, state in seen.definition.states.items():
        path = ("states", name)
        if state.kind != "final":
            if state.outcome is not None:
                what = Said("l'étape « {name} » n'est pas finale et porte une issue.", name=name)
                yield error("E607", (*path, "outcome"), what, Said("Ôter « outcome », ou écrire « kind: final »."))
            continue
        if state.outcome is None:
            what = Said("l'étape finale « {name} » n'a pas d'issue.", name=name)
            yield error("E607", path, what, Said("Ajouter « outcome: » (success, refused, referred…)."))
        if state.actions or state.documents or state.ask:
            what = Said("l'étape finale « {name} » demande encore quelque chose ; fini veut dire fini.", name=name)
            remedy = Said(
                "Ôter ses actions, pièces et données ; une action commune peut la nommer dans « from » (rouvrir)."
            )
            yield error("E606", path, what, remedy)


def check_ways_back(seen: Examined) -> Iterator[Finding]:
    """E608: `back` from where nobody came."""
    graph = seen.graph
    lost: dict[str, list[str]] = {}
    for name in seen.definition.states:
        for action in graph.open[name].values():
            if action.back and name in graph.reached and not graph.entered_from[name]:
                lost.setdefault(action.id, []).append(name)
    for path, action in all_actions(seen.definition):
        for name in lost.get(action.id, ()) if action.back else ():
            if path[0] == "actions" or path[1] == name:
                what = Said(
                    "« {id} » revient sur ses pas depuis « {name} », où l'on n'arrive d'aucune autre étape.",
                    id=action.id,
                    name=name,
                )
                yield error("E608", (*path, "to"), what, Said("Nommer l'étape d'arrivée, ou exclure cette étape."))


def check_loops(seen: Examined) -> Iterator[Finding]:
    """E610: deadlines of no length, started by entering a state, that would pull a case round and round in one day."""
    definition, graph = seen.definition, seen.graph
    at_once: dict[str, set[str]] = {}
    cause: dict[str, str] = {}
    for deadline in definition.deadlines.values():
        if deadline.within.amount or deadline.on_expiry is None:
            continue
        if deadline.every:
            what = Said("l'échéance « {id} » recommence sans cesse : elle ne dure rien et se répète.", id=deadline.id)
            yield error("E610", ("deadlines", deadline.id), what, Said("Lui donner une durée, ou ôter « every »."))
        for anchor in deadline.starts:
            action = graph.open.get(anchor.name, {}).get(deadline.on_expiry) if anchor.kind == "enter" else None
            if action is not None:
                at_once.setdefault(anchor.name, set()).update(branch.state for branch in action.to)
                cause[anchor.name] = deadline.id
    for name in _on_a_cycle(at_once):
        what = Said("l'étape « {name} » se quitte et se retrouve le jour même, sans que personne n'agisse.", name=name)
        yield error(
            "E610", ("deadlines", cause[name]), what, Said("Donner une durée à l'une des échéances de cette boucle.")
        )


def _on_a_cycle(edges: dict[str, set[str]]) -> list[str]:
    """States that can be found again from themselves: what is left once every way out has been peeled off."""
    left = {name: {target for target in targets if target in edges} for name, targets in edges.items()}
    while True:
        done = [name for name, targets in left.items() if not targets]
        if not done:
            return sorted(left)
        for name in done:
            del left[name]
        for targets in left.values():
            targets.difference_update(done)
