"""A territory's folder, from four YAML files to one `Territory`.

    territory.yaml   the region and its provinces
    communes.yaml    its communes, with their codes
    offices.yaml     its offices, and the rules that give one to every commune
    holidays.yaml    its feasts (`engine.reader.holidays`)

Every problem of the four files is reported in one pass, each with its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from engine.core.definition import Text
from engine.core.territory import Commune, Office, OfficeRule, Province, Serves, Territory
from engine.errors import DefinitionError, Place, Problem, Said
from engine.reader.holidays import calendar_from, check_holidays
from engine.reader.marks import Tree, parse_tree, plain
from engine.reader.pick import keys_at, text_at
from engine.reader.spelling import nearest
from engine.reader.territory_grammar import GRAMMARS
from engine.reader.walker import Reading, Reference, read

_CODE_FORM = re.compile(r"[0-9]{2}(\.[0-9]{2,3})*")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_PLACEHOLDERS = {"fr": {"{commune}", "{de_commune}"}, "ar": {"{commune}"}, "en": {"{commune}"}}
_LONGEST_ID = 48
_NOUNS: Mapping[str, tuple[Said, Said | str]] = {
    "province": (Said("la province"), "territory.yaml"),
    "commune": (Said("la commune"), "communes.yaml"),
    "service": (Said("le service"), Said("le catalogue des services")),
    "office_source": (Said("la source"), Said("« sources », dans ce fichier")),
}
"Kind of reference → (what it names, where that is declared)."


@dataclass(frozen=True, slots=True)
class ReadTerritory:
    """A territory, and the warnings found while reading it."""

    territory: Territory
    warnings: tuple[Problem, ...]


def read_territory(
    folder: Path, services: Collection[str] | None = None, instead: Mapping[str, bytes] = MappingProxyType({})
) -> ReadTerritory:
    """Read the four files of `folder`; `services` are the kinds of institution known, None: not judged.

    `instead`: file, as « offices.yaml », → the text that stands for it.

    Messages call a file by its folder and name: `souss_massa/offices.yaml`.

    Raises:
        DefinitionError: with every problem of the four files.
    """
    contents = tuple(_content(folder / name, instead.get(name)) for name in GRAMMARS)
    return _read(folder.name, contents, None if services is None else tuple(services))


@lru_cache(maxsize=4)  # the same four texts are read again at each opening, and at each word that an editor types
def _read(folder: str, contents: tuple[bytes | None, ...], services: tuple[str, ...] | None) -> ReadTerritory:
    reading = Reading()
    trees: dict[str, Tree] = {}
    for (name, grammar), content in zip(GRAMMARS.items(), contents, strict=True):
        tree = _tree(f"{folder}/{name}", reading, content)
        if tree is not None:
            trees[name] = tree
            found = read(tree, grammar)
            reading.problems += found.problems
            reading.references += found.references
    _check(folder, trees, services, reading)
    problems = tuple(sorted(reading.problems, key=_rank))
    if any(each.severity == "error" for each in problems):
        raise DefinitionError(problems)
    return ReadTerritory(_territory({name: plain(tree.root) for name, tree in trees.items()}, trees), problems)


def _rank(problem: Problem) -> tuple[str, int, int]:
    return problem.place.file, problem.place.line, problem.place.column


def _content(path: Path, given: bytes | None) -> bytes | None:
    """What a file holds; None when it can't be read."""
    try:
        return path.read_bytes() if given is None else given
    except OSError:
        return None


def _tree(name: str, reading: Reading, content: bytes | None) -> Tree | None:
    if content is None:
        what = Said("ce fichier du territoire manque, ou ne peut pas être lu.")
        reading.error("E900", Place(name, 1, 1), what, Said("Le remettre en place, ou vérifier ses droits d'accès."))
        return None
    tree, problems = parse_tree(content, name)
    reading.problems += problems
    return tree


# ---------------------------------------------------------------------- what the grammar can't see, file by file


def _check(folder: str, trees: Mapping[str, Tree], services: Collection[str] | None, reading: Reading) -> None:
    territory, communes, offices = (trees.get(each) for each in ("territory.yaml", "communes.yaml", "offices.yaml"))
    declared: dict[str, Collection[str] | None] = {
        "province": keys_at(territory, "provinces") if territory else None,
        "commune": keys_at(communes, "communes") if communes else None,
        "service": services,
        "office_source": keys_at(offices, "sources") if offices else None,
    }
    for reference in reading.references:
        _check_reference(reference, declared.get(reference.kind), reading)
    if territory:
        _check_provinces(folder, territory, communes, reading)
    if communes:
        _check_communes(communes, territory, reading)
    if offices:
        _check_offices(offices, communes, reading)
    if "holidays.yaml" in trees:
        check_holidays(trees["holidays.yaml"], reading)


def _check_reference(reference: Reference, known: Collection[str] | None, reading: Reading) -> None:
    if known is None or reference.name in known:
        return
    noun, where = _NOUNS[reference.kind]
    near = nearest(reference.name, known)
    remedy = (
        Said("Écrire « {near} ».", near=near)
        if near
        else Said("Corriger ce nom, ou l'ajouter dans {where}.", where=where)
    )
    reading.error(
        "E901",
        reference.place,
        Said("{noun} « {name} » n'existe pas dans {where}.", noun=noun, name=reference.name, where=where),
        remedy,
    )


def _check_provinces(folder: str, tree: Tree, communes: Tree | None, reading: Reading) -> None:
    ident = text_at(tree, "territory")
    if ident is not None and ident != folder:
        what = Said("ce territoire s'appelle « {ident} », mais son dossier « {folder} ».", ident=ident, folder=folder)
        reading.error("E902", tree.place_of(("territory",)), what, Said("Donner le même nom aux deux."))
    region = text_at(tree, "code") or ""
    begun: dict[tuple[str, ...], str] = {("code",): ""}
    begun |= {("provinces", slug, "code"): region for slug in keys_at(tree, "provinces")}
    _check_codes(tree, begun, reading)
    for slug in keys_at(tree, "provinces"):
        seat = text_at(tree, "provinces", slug, "seat")
        home = text_at(communes, "communes", seat, "province") if communes and seat else None
        if home in keys_at(tree, "provinces") and home != slug:
            what = Said("le chef-lieu « {seat} » est une commune de la province « {home} ».", seat=seat, home=home)
            place = tree.place_of(("provinces", slug, "seat"))
            reading.error(
                "E903", place, what, Said("Écrire une commune de « {slug} », ou corriger communes.yaml.", slug=slug)
            )


def _check_communes(tree: Tree, territory: Tree | None, reading: Reading) -> None:
    begun: dict[tuple[str, ...], str] = {}
    for slug in keys_at(tree, "communes"):
        province = text_at(tree, "communes", slug, "province")
        code = text_at(territory, "provinces", province, "code") if territory and province else None
        begun["communes", slug, "code"] = code or ""
    _check_codes(tree, begun, reading)


def _check_codes(
    tree: Tree,
    begun: Mapping[tuple[str, ...], str],
    reading: Reading,
) -> None:
    """Codes, whose paths are the keys of `begun`, are of the right form, begin as it says, and are given once."""
    seen: dict[str, tuple[str, ...]] = {}
    for path, above in begun.items():
        code = text_at(tree, *path)
        if code is None:
            continue
        place = tree.place_of(path)
        if not _CODE_FORM.fullmatch(code):
            what = Said("« {code} » n'est pas un code du Haut-Commissariat au Plan.", code=code)
            reading.error("E904", place, what, Said("L'écrire avec ses points, par exemple « 09.581.01.07 »."))
        elif above and not code.startswith(f"{above}."):
            what = Said("le code « {code} » ne commence pas par « {above} ».", code=code, above=f"{above}.")
            reading.error("E905", place, what, Said("Corriger le code, ou le rattachement."))
        first = seen.setdefault(code, path)
        if first != path:
            what = Said(
                "le code « {code} » est déjà celui de « {other} » (ligne {line}).",
                code=code,
                other=first[-2],
                line=tree.place_of(first).line,
            )
            reading.error("E906", place, what, Said("Corriger l'un des deux."))


def _check_offices(tree: Tree, communes: Tree | None, reading: Reading) -> None:
    slugs = keys_at(communes, "communes") if communes else ()
    for rule in keys_at(tree, "rules"):
        _check_rule(tree, rule, slugs, reading)
    for office in keys_at(tree, "offices"):
        path = ("offices", office, "serves")
        if tree.find(path) is not None and text_at(tree, *path) is None and not keys_at(tree, *path):
            what = Said("la fiche « {office} » ne dessert rien.", office=office)
            reading.error("E907", tree.place_of(path), what, Said("Écrire « region », des provinces ou des communes."))


def _check_rule(tree: Tree, rule: str, slugs: Collection[str], reading: Reading) -> None:
    for language, known in _PLACEHOLDERS.items():
        name = text_at(tree, "rules", rule, "name", language) or ""
        for found in _PLACEHOLDER.findall(name):
            if found not in known:
                what = Said(
                    "« {found} » ne sera pas remplacé ; possible ici : {known}.",
                    found=found,
                    known=", ".join(sorted(known)),
                )
                place = tree.place_of(("rules", rule, "name", language))
                reading.error("E908", place, what, Said("Corriger le nom entre accolades."))
    longest = max(slugs, key=len, default="")
    if len(f"{rule}_{longest}") > _LONGEST_ID:
        what = Said(
            "« {office} », l'identifiant que donne cette règle, dépasse {most} caractères.",
            office=f"{rule}_{longest}",
            most=_LONGEST_ID,
        )
        reading.error("E909", tree.place_of(("rules", rule)), what, Said("Donner à la règle un nom plus court."))
    service = text_at(tree, "rules", rule, "service")
    for slug in slugs:
        other = text_at(tree, "offices", f"{rule}_{slug}", "service")
        if other is not None and service is not None and other != service:
            what = Said(
                "la fiche « {office} » prend la place de celle de la règle « {rule} », mais d'un autre service.",
                office=f"{rule}_{slug}",
                rule=rule,
            )
            place = tree.place_of(("offices", f"{rule}_{slug}"))
            reading.error(
                "E910",
                place,
                what,
                Said("Lui donner le service « {service} », ou un autre identifiant.", service=service),
            )


# -------------------------------------------------------------------------------- from files without errors


def _territory(files: Mapping[str, Any], trees: Mapping[str, Tree]) -> Territory:
    head, offices = files["territory.yaml"], files["offices.yaml"]
    sources = {ident: _citation(each) for ident, each in offices["sources"].items()}
    return Territory(
        id=head["territory"],
        code=head["code"],
        title=_text(head["title"]),
        provinces={slug: Province(slug=slug, **each) for slug, each in head["provinces"].items()},
        communes={slug: _commune(slug, each) for slug, each in files["communes.yaml"]["communes"].items()},
        offices=tuple(_offices(offices["offices"], sources)),
        rules=tuple(_rules(offices.get("rules", {}), sources)),
        calendar=calendar_from(trees["holidays.yaml"]),
    )


def _text(texts: Mapping[str, str]) -> Text:
    return Text(texts["fr"], texts.get("ar", ""), texts.get("en", ""))


def _citation(source: Mapping[str, str]) -> str:
    return " — ".join(source[key] for key in ("title", "url", "dated") if key in source)


def _commune(slug: str, data: Mapping[str, Any]) -> Commune:
    baom = data.get("baom")
    return Commune(
        slug=slug,
        code=data["code"],
        fr=data["fr"],
        ar=data["ar"],
        province=data["province"],
        urban=data["kind"] == "urban",
        baom=baom["status"] if baom else "none",
        baom_confidence=baom["confidence"] if baom else None,
    )


def _offices(offices: Mapping[str, Any], sources: Mapping[str, str]) -> Iterator[Office]:
    for ident, data in offices.items():
        yield Office(
            id=ident,
            service=data["service"],
            name=_text(data["name"]),
            commune=data.get("commune"),
            serves=_serves(data["serves"]),
            address=data.get("address", ""),
            phone=data.get("phone", ""),
            hours=data.get("hours", ""),
            note=_text(data["note"]) if "note" in data else None,
            verified=date.fromisoformat(data["verified"]) if "verified" in data else None,
            confidence=data["confidence"],
            source=sources[data["source"]],
        )


def _serves(data: str | Mapping[str, list[str]]) -> Serves:
    if isinstance(data, str):
        return Serves(region=True)
    return Serves(provinces=frozenset(data.get("provinces", ())), communes=frozenset(data.get("communes", ())))


def _rules(rules: Mapping[str, Any], sources: Mapping[str, str]) -> Iterator[OfficeRule]:
    for ident, data in rules.items():
        yield OfficeRule(
            id=ident,
            service=data["service"],
            name=_text(data["name"]),
            note=_text(data["note"]) if "note" in data else None,
            confidence=data["confidence"],
            source=sources[data["source"]],
        )
