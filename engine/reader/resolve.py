"""A merged pathway to the plain JSON that is published: with the catalogue entries it uses, and nothing else.

Its canonical bytes (RFC 8785: sorted keys, no floats, NFC texts) are what is stored and hashed; `engine.core.resolved`
reads them back. Sorting loses the file's order, which screens show: it is kept beside, under `order`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import orjson

from engine.core.events import Json
from engine.core.resolved import FORMAT

CATALOGUES = ("documents", "services", "sources", "values")
_CATALOGUE_OF = {"document": "documents", "service": "services", "source": "sources", "value": "values"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """The published form of a definition."""

    json: Mapping[str, Json]
    content: bytes
    "Its canonical bytes."
    digest: str
    "SHA-256 of `content`, in hexadecimal."


def resolve(
    text: bytes,
    process: Mapping[str, Json],
    used: Iterable[tuple[str, str]],
    catalogue: Mapping[str, Mapping[str, Json]],
    territory: str,
) -> Resolved:
    """The published form of a merged pathway.

    `text` is the pathway's file as it is written; `used` the names it refers to, as (kind, name); `catalogue` every
    entry there is, by catalogue.
    """
    whole = {
        "format": FORMAT,
        "source_sha256": hashlib.sha256(text).hexdigest(),
        "process": process,
        "order": dict(orders(process)),
        "catalogue": _used(used, catalogue),
        "territory": territory,
    }
    content = orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)
    return Resolved(orjson.loads(content), content, hashlib.sha256(content).hexdigest())


def _used(used: Iterable[tuple[str, str]], catalogue: Mapping[str, Mapping[str, Json]]) -> dict[str, dict[str, Json]]:
    """The entries named, and those that they name in turn: a paper's issuer, the sources of both."""
    found: dict[str, dict[str, Json]] = {name: {} for name in CATALOGUES}
    waiting = [(kind, name) for kind, name in used if kind in _CATALOGUE_OF]
    while waiting:
        kind, name = waiting.pop()
        of, entries = found[_CATALOGUE_OF[kind]], catalogue[_CATALOGUE_OF[kind]]
        if name in of or name not in entries:
            continue
        of[name] = entry = entries[name]
        if "issuer" in entry:
            waiting.append(("service", entry["issuer"]))
        basis = entry.get("basis", [])
        waiting += (("source", each) for each in ([basis] if isinstance(basis, str) else basis))
    return found


def orders(process: Mapping[str, Json]) -> Iterator[tuple[str, list[str]]]:
    """Path → keys in file order, for each map of identifiers that sorting would reorder."""
    for section in ("consents", "deadlines", "alerts", "invariants", "actions"):
        yield from _order(section, process)
    yield from _order("fields", process)
    for name, each in process.get("fields", {}).items():
        yield from _order("options", each, f"fields.{name}.")
    yield from _order("states", process)
    for name, state in process.get("states", {}).items():
        yield from _order("actions", state, f"states.{name}.")
        yield from _order("documents", state, f"states.{name}.")
        for group, each in state.get("documents", {}).items():
            yield from _order("any_of", each, f"states.{name}.documents.{group}.")


def _order(key: str, owner: Mapping[str, Json], path: str = "") -> Iterator[tuple[str, list[str]]]:
    names = list(owner.get(key, ()))
    if names != sorted(names):
        yield f"{path}{key}", names
