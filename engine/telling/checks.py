"""What a verdict on the whole history claims, told alike at a terminal and on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

SHOWN = 5
"Cases named where invariants weren't kept: each is told whole where it is replayed."


def claims(view: Mapping[str, Any], *, brought: bool) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """What a verdict rests on and up to where: names of `engine.telling.words_checks`, with what fills their holes.

    `brought`: whether anything kept elsewhere was given to compare with.
    """
    yield "looked_at", (view["signatures"], view["judged"], view["undecidable"])
    if view["undecidable"]:
        yield "undecidable_why", ()
    if view["set_back"]:
        first = view["set_back"][0]
        yield "clocks_set_back", (len(view["set_back"]), first["case"], first["sequence"])
    if view["invariants"]:
        shown = [f"{each['case']} ({each['since']})" for each in view["invariants"][:SHOWN]]
        more = ["…"] if view["invariants_broken"] > SHOWN else []
        yield "invariants_broken", (view["invariants_broken"], ", ".join(shown + more))
    if view["invariants_reserved"]:
        yield "invariants_reserved", (view["invariants_reserved"],)
    vouched = view["vouched_to"]
    if vouched is None:
        compared = "vouched_by_none_of_these" if view["compared"] else "not_compared"
        yield (compared if brought else "vouched_by_nobody"), ()
        return
    yield "vouched_to", (vouched["events"], view["events"], vouched["checkpoint"])
    for told, first, last in (
        ("events_beyond", vouched["events"] + 1, view["events"]),
        ("reads_beyond", vouched["reads"] + 1, view["reads"]),
    ):
        if first <= last:
            yield told, (first, last)
