"""A pathway's file held against its published form: what is said to have been written, against what was signed.

The form is the file over its base, with the territory's differences over both. Where the base is the one that is here,
the file is merged again and the two must be the same. Where it isn't, what the file itself says must stand in the form;
what else stands there comes of a base of elsewhere, and is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from engine.core.events import Json
from engine.reader.marks import MapNode, Path, Tree, plain
from engine.reader.merge import SECTIONS
from engine.reader.pathway import Shelf, base_of, merged_over
from engine.reader.resolve import orders
from engine.reader.walker import Reading


class Held(NamedTuple):
    """A file held against its published form."""

    otherwise: Path = ()
    "Where the file says something else than the form; empty where it doesn't."
    elsewhere: tuple[str, ...] = ()
    "What the form has of a base that isn't the one here."


def held_against(tree: Tree, process: Json, order: Json, shelf: Shelf) -> Held:
    """Hold a pathway's file against the published form of the same pathway, and the order of what it names."""
    name, reading = str(process.get("process")), Reading()
    here = plain(merged_over(name, tree, base_of(tree, shelf), shelf, reading).root)
    if here == process and dict(orders(here)) == order:
        return Held()
    own = merged_over(name, tree, Tree("", MapNode("", 1, 1, {}, {})), shelf, reading)
    is_alone = not process.get("base")
    otherwise = next(_otherwise(plain(own.root), process, is_alone=is_alone), None)
    if otherwise is not None:
        return Held(otherwise)
    if is_alone or here == process:
        return Held(("order",))
    return Held(elsewhere=tuple(_elsewhere(here, process)))


def _otherwise(own: Json, form: Json, path: Path = (), *, is_alone: bool) -> Iterator[Path]:
    """Where a form doesn't hold what a file says; what a file takes away of its base is `null` in it."""
    if not isinstance(own, dict) or not isinstance(form, dict):
        if own != form:
            yield path
        return
    for key, each in own.items():
        if each is None:
            if key in form:
                yield (*path, key)
        elif key not in form:
            yield (*path, key)
        else:
            yield from _otherwise(each, form[key], (*path, key), is_alone=is_alone)
    if is_alone:
        yield from ((*path, key) for key in form if key not in own)


def _elsewhere(here: Mapping[str, Json], form: Mapping[str, Json]) -> Iterator[str]:
    """What differs between the pathway as it would be here and as it was published, section by section."""
    for section in (*SECTIONS, *(key for key in {**here, **form} if key not in SECTIONS)):
        mine, theirs = here.get(section), form.get(section)
        if mine == theirs:
            continue
        if isinstance(mine, dict) and isinstance(theirs, dict):
            yield from (f"{section}.{key}" for key in {**mine, **theirs} if mine.get(key) != theirs.get(key))
        else:
            yield section
