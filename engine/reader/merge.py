"""Merging of trees: a pathway over its base, a territory's differences over a pathway (RFC 7396, key by key).

Nodes are merged, not values: each one that results still knows the file, line and column that it comes from. Lists are
replaced whole, never by position.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.core.calendar import Duration, parse_duration
from engine.errors import Place, Said
from engine.reader.marks import MapNode, Node, Path, ScalarNode, Tree, plain, walk
from engine.reader.walker import Reading

SECTIONS = ("consents", "fields", "deadlines", "alerts", "invariants", "states", "actions")
"What both a base and a pathway declare by identifier."

_FIXED_IN_LEGAL = ("kind", "starts", "until", "in", "ends", "pauses_in")
"Keys of a legal deadline that decide when it ends, beside its length."


def merge(base: Node, patch: Node, reading: Reading) -> Node:
    """`patch` over `base`; a `null` that removes nothing is noted as a warning."""
    return _merge(base, patch, (), reading)


def _merge(base: Node | None, patch: Node, path: Path, reading: Reading) -> Node:
    if not isinstance(patch, MapNode):
        return patch
    below = base if isinstance(base, MapNode) else None
    entries = dict(below.entries) if below else {}
    key_places = dict(below.key_places) if below else {}
    for key, each in patch.entries.items():
        if _removes(each):
            if entries.pop(key, None) is None:
                what = Said(
                    "« {key}: null » n'ôte rien : il n'y a pas de « {key} » à cet endroit de ce qui est repris.",
                    key=key,
                )
                reading.warning("W501", patch.key_places[key], what, Said("Effacer cette ligne, ou corriger le nom."))
            continue
        entries[key] = _merge(entries.get(key), each, (*path, key), reading)
        key_places[key] = patch.key_places[key]
    return MapNode(patch.file, patch.line, patch.column, entries, key_places)


def _removes(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value is None and not node.damaged


def own_first(merged: Node, pathway: Node) -> Node:
    """The merged tree with, in each section, what the pathway declares before what its base adds."""
    if not isinstance(merged, MapNode) or not isinstance(pathway, MapNode):
        return merged
    entries = dict(merged.entries)
    for name in SECTIONS:
        section, own = merged.entries.get(name), pathway.entries.get(name)
        if isinstance(section, MapNode) and isinstance(own, MapNode):
            order = [*(key for key in own.entries if key in section.entries), *section.entries]
            ordered = {key: section.entries[key] for key in order}
            entries[name] = MapNode(section.file, section.line, section.column, ordered, section.key_places)
    return MapNode(merged.file, merged.line, merged.column, entries, merged.key_places)


def check_differences(before: Tree, after: Tree, differences: Tree, process: str, reading: Reading) -> None:
    """Note where a territory's differences take away a basis, or make a legal deadline longer."""
    for path, node in walk(before.root):
        if path and path[-1] == "basis":
            kept = after.find(path)
            lost = _sources(node) - (_sources(kept) if kept is not None else set())
            if lost:
                what = Said("une différence de territoire ôte la base légale {lost}.", lost=", ".join(sorted(lost)))
                reading.error(
                    "E502",
                    _cause(differences, process, path),
                    what,
                    Said("Garder cette base ; en ajouter d'autres est permis."),
                )
    deadlines = before.find(("deadlines",))
    for name, each in deadlines.entries.items() if isinstance(deadlines, MapNode) else ():
        for key, what in _loosened(each, after.find(("deadlines", name))):
            place = _cause(differences, process, ("deadlines", name, *key))
            reading.error(
                "E503",
                place,
                Said("échéance légale « {name} » : {what}.", name=name, what=what),
                Said("Retirer cette différence."),
            )


def _sources(node: Node) -> set[str]:
    value = plain(node)
    return set(map(str, value)) if isinstance(value, list) else {str(value)}


def _cause(differences: Tree, process: str, path: Path) -> Place:
    return differences.place_of((process, *path))


def _loosened(before: Node, after: Node | None) -> Iterator[tuple[Path, Said]]:
    """How a legal deadline was made looser: the key, and what a message says of it."""
    was = plain(before)
    if not isinstance(was, dict) or was.get("kind") != "legal":
        return
    now = plain(after) if after is not None else None
    if not isinstance(now, dict):
        yield (), Said("un territoire ne peut pas l'ôter")
        return
    for key in _FIXED_IN_LEGAL:
        if was.get(key) != now.get(key):
            yield (key,), Said("un territoire ne peut pas en changer « {key} »", key=key)
    if was.get("within") != now.get("within") and not _surely_shorter(now.get("within"), was.get("within")):
        yield (
            ("within",),
            Said("« {now} » peut être plus long que « {was} »", now=now.get("within"), was=was.get("within")),
        )


def _surely_shorter(now: object, was: object) -> bool:
    try:
        new, old = parse_duration(str(now)), parse_duration(str(was))
    except ValueError:
        return True  # an unreadable duration is the walker's to report
    if new.unit == old.unit:
        return new.amount <= old.amount
    return _days(new)[1] <= _days(old)[0]


def _days(duration: Duration) -> tuple[int, int]:
    """The fewest and the most civil days that a duration can last."""
    amount = duration.amount
    match duration.unit:
        case "hours":
            return amount // 24, amount // 24
        case "days":
            return amount, amount
        case "clear_days":
            return amount + 1, amount + 1
        case "working_days":
            return amount, 3 * amount + 10  # long bridges and feasts never close more than that
        case "months":
            return 28 * amount, 31 * amount
        case "years":
            return 365 * amount, 366 * amount
