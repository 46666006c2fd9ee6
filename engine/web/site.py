"""What the web application is given when it starts, shared by all its pages; and its fixed files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from engine.web.jobs import Workbench

if TYPE_CHECKING:
    from engine.app.bench import Bench
    from engine.app.export import Exported
    from engine.app.house import House
    from engine.app.upkeep import Backup
    from engine.app.watchtower import Watchtower
    from engine.bootstrap import Settings
    from engine.core.definition import Language
    from engine.core.territory import Territory
    from engine.web.answers import Answers
    from engine.web.bundles import Bundle
    from engine.web.metrics import Counts
    from engine.web.outcomes import Checked, Guide, Rollout

STATIC = Path(str(files("engine"))) / "web" / "static"
MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One fixed file, named by what it holds: a browser keeps it for ever, and another version is another name."""

    path: str
    content: bytes = field(repr=False)
    media: str


@dataclass(frozen=True, slots=True)
class Site:
    """The web application's own parts."""

    settings: Settings
    "By which the house was opened: what concerns its keys and its files is done with them."
    secure: bool
    "Whether browsers reach it by TLS, at a reverse proxy or by itself."
    assets: dict[str, Asset]
    "File name → asset."
    counts: Counts
    "What was asked so far."
    workers: int
    "How many processes serve."
    bench: Bench
    "Where editors work on the referential; it holds the house, which is another one when they put a file in service."
    watchtower: Watchtower
    "Where the sources of the referential are watched from."
    checks: Workbench[Checked]
    "Where the whole history is checked."
    bundles: Workbench[Bundle[Exported]]
    "Where bundles of evidence are made."
    backups: Workbench[Bundle[Backup]]
    "Where backups are made."
    guides: Workbench[Guide]
    "Where the methodological guide is made."
    answers: Answers
    "The pages that answered forms, for whoever comes back to one."
    rollouts: Workbench[Rollout]
    "Where versions are tried on open cases, and cases brought over."
    communes: dict[Language, tuple[Territory, dict[str, str]]] = field(default_factory=dict, repr=False)
    "Slug → name in the order of names, by language, with the territory that they are of: put in order once."

    @property
    def house(self) -> House:
        """The house as it is now; each visit keeps to the one that it found."""
        return self.bench.house

    @property
    def cookie(self) -> str:
        """The name of the session's cookie: under TLS a name that no other host or path can set."""
        return "__Host-baom" if self.secure else "baom"

    @property
    def door_cookie(self) -> str:
        """The name of the cookie of whoever hasn't logged in yet (`engine.app.doorstep`); named alike."""
        return "__Host-baom-door" if self.secure else "baom-door"


def read_assets(folder: Path = STATIC) -> dict[str, Asset]:
    """The fixed files, those that others name (fonts in the style sheet) first."""
    found: dict[str, Asset] = {}
    for path in sorted(folder.iterdir(), key=lambda each: each.suffix == ".css"):
        if path.suffix not in MEDIA:
            continue
        content = path.read_bytes()
        if path.suffix == ".css":
            for name, asset in found.items():
                content = content.replace(f'"{name}"'.encode(), f'"{asset.path}"'.encode())
        digest = hashlib.sha256(content).hexdigest()[:12]
        found[path.name] = Asset(f"/static/{digest}/{path.name}", content, MEDIA[path.suffix])
    return found
