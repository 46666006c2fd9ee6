"""A pack, and what taking it in would do, as machines and screens read it."""

from __future__ import annotations

from typing import Any

from engine.app.comparing import Version, compare
from engine.app.house import House
from engine.app.migrating_view import impact_view
from engine.app.packs import Pack
from engine.app.receiving import Arriving, ArrivingFile, Plan
from engine.core.definition import Language
from engine.core.wording import finding_told, tell

View = dict[str, Any]


def pack_view(pack: Pack) -> View:
    """`process pack --json`."""
    return {
        "origin": pack.origin._asdict(),
        "serial": pack.serial,
        "made_at": pack.made_at,
        "program": pack.program,
        "training": pack.training,
        "territory": pack.territory,
        "public_key": pack.key,
        "code": pack.code,
        "pathways": [
            {"process": each.process, "version": each.version, "digest": each.digest} for each in pack.pathways
        ],
        "files": [each.name for each in pack.files],
    }


def plan_view(house: House, plan: Plan, language: Language) -> View:
    """`process install --json`; the code of a pack whose key isn't known yet isn't told: it is to be heard."""
    return {
        **pack_view(plan.pack),
        "code": None if plan.trust == "unknown" else plan.pack.code,
        "trust": plan.trust,
        "last": None if plan.last is None else plan.last.serial,
        "nothing": plan.is_empty,
        "pathways": [_pathway(house, plan, each, language) for each in plan.pathways],
        "files": [_file(plan, each) for each in plan.files],
        "problems": [finding_told(each, language) for each in plan.problems],
    }


def _pathway(house: House, plan: Plan, each: Arriving, language: Language) -> View:
    packed, definition = each.packed, each.definition
    return {
        "process": packed.process,
        "title": "" if definition is None else definition.title.of(language),
        "version": packed.version,
        "here": each.here,
        "digest": packed.digest,
        "fate": each.fate,
        "taken": plan.takes(packed.process),
        "reason": packed.reason,
        "published_at": packed.published_at,
        "role": packed.role,
        "changes": _changes(each, language),
        "impact": None if each.impact is None else impact_view(house, each.impact, language),
        "problems": [finding_told(problem, language) for problem in each.problems],
        "refusal": None if each.refusal is None else " ".join(tell(each.refusal, language)),
    }


def _changes(each: Arriving, language: Language) -> list[View]:
    if each.before is None or each.definition is None:
        return []
    before, after = (Version(f"{side.process}@{side.version}", side) for side in (each.before, each.definition))
    return [
        {"class": told.change.aspect, "decides": told.change.decides, "message": told.sentence}
        for told in compare(before, after, language).changes
    ]


def _file(plan: Plan, each: ArrivingFile) -> View:
    return {
        "name": each.packed.name,
        "fate": each.fate,
        "taken": plan.takes(each.packed.name),
        "reason": each.packed.reason,
        "added": sum(sign == "+" for sign, _ in each.changes),
        "removed": sum(sign == "-" for sign, _ in each.changes),
        "changes": [list(line) for line in each.changes],
    }
