"""What the program is made of, and what is known against it: the bill of materials of the lock, and its audit.

    .venv/bin/python .ci/supply.py sbom           write sbom.cdx.json (CycloneDX 1.6) from requirements.lock
    .venv/bin/python .ci/supply.py sbom --check   whether it is the one of the lock; ends with 1 when it isn't
    .venv/bin/python .ci/supply.py audit          ask OSV about each locked version
    .venv/bin/python .ci/supply.py audit --warn   the same; where nobody can be asked, say so and go on

An audit ends with 0 when nothing is known against any version, 1 when something is, 3 when it could not be made. What
could not be asked is never told as audited. Knows the lock and the project file; nothing of what the project does.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
SBOM = ROOT / "sbom.cdx.json"
ACCEPTED = ROOT / ".ci" / "accepted.toml"
ADVISORIES = "https://api.osv.dev/v1/querybatch"
"Where advisories are asked for; `BAOM_ADVISORIES` names a mirror."
PATIENCE = 20
"Seconds to wait for an answer."
CLEAN, FOUND, NOT_AUDITED = 0, 1, 3

_ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Locked(NamedTuple):
    """One version of the lock, and the hashes of its files."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its name among all packages of all ecosystems."""
        return f"pkg:pypi/{self.name}@{self.version}"


class NotAuditedError(Exception):
    """Nobody could be asked, or the answer isn't one; the message says why."""


def locked(text: str) -> list[Locked]:
    """The versions of a lock, by name.

    Raises:
        ValueError: an entry without a hash, or a line that is none.
    """
    found = []
    for entry in re.split(r"\n(?=\S)", text.strip()):
        read = _ENTRY.match(entry)
        hashes = tuple(_HASH.findall(entry))
        if read is None or not hashes:
            raise ValueError(f"no locked version with its hashes: {entry.splitlines()[0]}")
        found.append(Locked(canonicalize_name(read["name"]), read["version"], hashes))
    return sorted(found)


def needed_by(name: str, extras: Sequence[str]) -> set[str]:
    """What a distribution needs on any system, as it declares."""
    try:
        declared = [Requirement(each) for each in requires(name) or ()]
    except PackageNotFoundError:
        # Of another system: nothing here knows what it needs, and the lock has it anyway.
        return set()
    found = set()
    for each in declared:
        wanted = "extra" not in str(each.marker) or any(f'extra == "{extra}"' in str(each.marker) for extra in extras)
        if wanted:
            found.add(canonicalize_name(each.name))
    return found


def run_time(project: dict[str, Any]) -> set[str]:
    """All that an installed program brings with it, on any system, PostgreSQL's driver included."""
    declared = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    waiting, found = [Requirement(each) for each in declared], set()
    names = [(canonicalize_name(each.name), tuple(sorted(each.extras))) for each in waiting]
    while names:
        name, extras = names.pop()
        if name not in found:
            found.add(name)
            names += [(each, ()) for each in needed_by(name, extras)]
    return found


def bill() -> dict[str, Any]:
    """The bill of materials of the lock: no date and no chance in it, so that the same lock gives the same bytes."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    text = LOCK.read_text(encoding="utf-8")
    versions, used = locked(text), run_time(project)
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, sha256(text.encode()).hexdigest())}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "purl": own,
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [component(each, each.name in used) for each in versions],
        "dependencies": [{"ref": own, "dependsOn": sorted(each.purl for each in versions if each.name in used)}],
    }


def component(each: Locked, used: bool) -> dict[str, Any]:
    """One version: what runs with the program, or what only tests and builds it."""
    return {
        "type": "library",
        "bom-ref": each.purl,
        "name": each.name,
        "version": each.version,
        "purl": each.purl,
        "scope": "required" if used else "excluded",
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{each.name}/{each.version}/",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(each.hashes)],
            }
        ],
    }


def written(found: dict[str, Any]) -> str:
    """The bill as it is kept."""
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def accepted(today: date) -> dict[str, str]:
    """Advisories that were read and found not to touch us: identifier → why; each until a day of its own."""
    if not ACCEPTED.exists():
        return {}
    read = tomllib.loads(ACCEPTED.read_text(encoding="utf-8")).get("accepted", [])
    return {each["id"]: each["why"] for each in read if each["until"] >= today}


def advisories(versions: Sequence[Locked], address: str) -> Iterator[tuple[Locked, str]]:
    """What is known against these versions: each with the identifier of an advisory.

    Raises:
        NotAuditedError: nobody answers, or the answer doesn't speak of each version that was asked about.
    """
    queries = [{"package": {"name": each.name, "ecosystem": "PyPI"}, "version": each.version} for each in versions]
    request = urllib.request.Request(  # noqa: S310 an address of https, or the one that was named
        address, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            results = json.load(answer)["results"]
        told = [[str(each["id"]) for each in result.get("vulns", ())] for result in results]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAuditedError(f"{address} : {error}") from error
    if len(told) != len(versions):
        raise NotAuditedError(f"{address} : {len(told)} réponses pour {len(versions)} questions")
    for version, identifiers in zip(versions, told, strict=True):
        yield from ((version, each) for each in identifiers)


def audit(*, warn: bool) -> int:
    """Ask about each locked version, and tell."""
    versions = locked(LOCK.read_text(encoding="utf-8"))
    known = accepted(datetime.now(UTC).date())
    try:
        found = list(advisories(versions, os.environ.get("BAOM_ADVISORIES", ADVISORIES)))
    except NotAuditedError as error:
        print(f"!!! DÉPENDANCES NON AUDITÉES : {error}", file=sys.stderr)
        print("!!! Ce passage ne vaut pas audit : relancer « make audit » avec un accès au réseau.", file=sys.stderr)
        return CLEAN if warn else NOT_AUDITED
    for version, identifier in found:
        why = known.get(identifier)
        said = f"accepté, {why}" if why else f"https://osv.dev/vulnerability/{identifier}"
        print(f"{version.name} {version.version} : {identifier} ({said})")
    unknown = [identifier for _, identifier in found if identifier not in known]
    print(f"Dépendances auditées : {len(versions)} versions, {len(unknown)} avis à traiter.")
    return FOUND if unknown else CLEAN


def main(words: Sequence[str]) -> int:
    """Do what is asked; give the exit code."""
    if words == ["sbom"]:
        SBOM.write_text(written(bill()), encoding="utf-8", newline="\n")
        return CLEAN
    if words == ["sbom", "--check"]:
        same = SBOM.exists() and SBOM.read_text(encoding="utf-8") == written(bill())
        if not same:
            print("sbom.cdx.json n'est pas celui de requirements.lock. À faire : make sbom", file=sys.stderr)
        return CLEAN if same else FOUND
    if words in (["audit"], ["audit", "--warn"]):
        return audit(warn=len(words) > 1)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
