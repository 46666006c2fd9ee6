"""What a program is given: the keys that stay; others may be added beside them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from engine.web.api.problems import SAID

Views = list[dict[str, Any]]


class Shape(BaseModel):
    """An answer."""

    model_config = ConfigDict(extra="allow")


class Entered(Shape):
    """A token, and whose it is."""

    token: str
    ends_at: str
    account: dict[str, Any]


class Who(Shape):
    """Who is logged in, until when at the latest."""

    ends_at: str
    account: dict[str, Any]


class Day(Shape):
    """The desk's day; `after` of a section alone asks for its next lines."""

    today: str
    sections: Views
    rows: Views
    more: bool


class Cases(Shape):
    """Cases of a list."""

    cases: Views
    more: bool


class CasesFound(Cases):
    """Cases of the people sought; `unshown` counts records that can't be read."""

    unshown: int


class People(Shape):
    """People whose name sounds like the one looked for; `unshown` counts records that can't be read."""

    matches: Views
    unshown: int


class Added(Shape):
    """Somebody added, and those whose name sounds the same."""

    subject: str
    commune: str
    kind: str
    alike: Views
    unshown: int


class Person(Shape):
    """What a desk knows of a person; `damaged` names cases and records that aren't what was written."""

    subject: str
    commune: str
    data: dict[str, Any]
    cases: Views
    papers: Views
    consents: Views
    deadlines: Views
    damaged: list[str]


class Record(Shape):
    """A person's record after a change."""

    subject: str
    commune: str
    data: dict[str, Any]


class Done(Shape):
    """What was recorded, and what follows from it; `repeated` when it had been already."""

    case: str
    state: str
    sequence: int
    events: Views
    effects: Views
    repeated: bool


class Joined(Done):
    """A scan that was joined, and what of the file wasn't kept."""

    removed: list[str]


class Scans(Shape):
    """The scans of a case."""

    case: str
    attachments: Views


class Case(Shape):
    """A case with its journal."""

    case: str
    process: str
    version: int
    digest: str
    subject: str
    commune: str
    state: str
    outcome: str | None
    fields: dict[str, Any]
    documents: dict[str, Any]
    deadlines: Views
    journal: Views


class Next(Shape):
    """What to do now."""

    case: str
    sequence: int
    digest: str
    status: str
    state: dict[str, Any]
    fields: Views
    documents: Views
    deadlines: Views
    alerts: Views
    offices: Views
    actions: Views
    forms: list[str]
    links: Views


class Replayed(Case):
    """A case as it stood, each step judged again."""

    agrees: bool
    differences: Views


class Audited(Shape):
    """Cases to audit, without a name."""

    cases: Views
    after: str | None
    reached: str | None


class Access(Shape):
    """Who saw what."""

    since: str | None
    until: str
    found: int
    sights: Views
    patterns: Views


class Pathways(Shape):
    """The pathways published."""

    processes: Views


class Pathway(Shape):
    """One pathway."""

    process: str
    title: str
    version: int
    status: str
    digest: str
    states: Views
    actions: Views
    deadlines: Views
    fields: Views


def answers(shape: type[Shape], status: int = 200) -> dict[int | str, dict[str, Any]]:
    """How a demand's description tells of its answers."""
    return {status: {"model": shape, "description": "Done"}, **SAID}
