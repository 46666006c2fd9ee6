"""`baom directory`: the offices and communes of the territory, and what there is still to verify."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.commands.desk import Desk, pass_desk
from engine.commands.frame import Group, command
from engine.core.territory import Office, all_offices, offices_for
from engine.errors import Said

if TYPE_CHECKING:
    from engine.commands.screen import Screen
    from engine.core.territory import Territory

directory = Group(
    "directory",
    help="""Les guichets et les communes du territoire.

    Exemple :
      baom directory list --commune tiznit
      baom directory check
    """,
)


def _territory(desk: Desk) -> Territory:
    """The territory with what editors put in service, where there is a database; else as its files have it."""
    from engine.bootstrap import database_exists, territory_of

    return (
        desk.house.territory
        if database_exists(desk.settings)
        else territory_of(desk.settings.processes, desk.settings.territory)
    )


@command("list")
@click.option("--commune", metavar="COMMUNE", help="Les guichets qui servent cette commune, les plus proches d'abord.")
@click.option("--service", metavar="SERVICE", help="Un seul genre de service, par exemple tpi.")
@click.option("--communes", "communes", is_flag=True, help="Les communes, avec leur nom court et leur code HCP.")
@pass_desk
def list_(desk: Desk, commune: str | None, service: str | None, communes: bool) -> None:
    """Les guichets connus, ou les communes.

    Exemple :
      baom directory list --commune tiznit
      baom directory list --communes
    """
    territory = _territory(desk)
    if communes:
        _communes(desk, territory)
        return
    if service is not None:
        desk.known(service, _services(territory), Said("Le service"))
    found = list(_offices(territory, commune, service))
    view = {"offices": [_office_view(office, desk) for office in found]}

    def human(screen: Screen) -> None:
        if not found:
            screen.line(screen.say("no_such_office"))
        rows = [
            (
                office.service,
                office.name.of(screen.language),
                office.verified.isoformat() if office.verified else screen.say("to_confirm"),
            )
            for office in found
        ]
        screen.columns(rows, styles=("dim", "", "yellow"), flexible=1)

    desk.answer(view, human)


def _offices(territory: Territory, commune: str | None, service: str | None) -> list[Office]:
    from engine.app.house import commune_slug

    if commune is None:
        # Those that every commune has by its nature are told for one commune, not 175 times.
        return [office for office in territory.offices if service in (None, office.service)]
    slug = commune_slug(territory, commune)
    return [
        office
        for name in _services(territory)
        if service in (None, name)
        for office in offices_for(territory, name, slug)
    ]


def _services(territory: Territory) -> list[str]:
    """The services that have an office somewhere, in the order of the directory."""
    return list(dict.fromkeys(office.service for office in all_offices(territory)))


def _communes(desk: Desk, territory: Territory) -> None:
    known = territory.communes.values()
    view = {
        "communes": [
            {
                "slug": each.slug,
                "code": each.code,
                "fr": each.fr,
                "ar": each.ar,
                "province": each.province,
                "baom": each.baom,
            }
            for each in known
        ]
    }

    def human(screen: Screen) -> None:
        screen.blank()
        rows = [(each.slug, each.code, each.name.of(screen.language), each.province) for each in known]
        screen.columns(rows, styles=("bold", "dim", "", "dim"), flexible=2)

    desk.answer(view, human)


def _office_view(office: Office, desk: Desk) -> dict[str, Any]:
    return {
        "id": office.id,
        "service": office.service,
        "name": office.name.of(desk.language),
        "commune": office.commune,
        "address": office.address,
        "phone": office.phone,
        "hours": office.hours,
        "verified": office.verified.isoformat() if office.verified else None,
        "confidence": office.confidence,
        "source": office.source,
    }


@command("check")
@pass_desk
def check(desk: Desk) -> None:
    """Ce qui reste à vérifier sur place ou au téléphone : guichets jamais vérifiés, sans adresse, incertains.

    Exemple :
      baom directory check
    """
    offices = _territory(desk).offices
    lacking = [
        (office, [word for word, lacks in _lacks(office) if lacks])
        for office in offices
        if any(x for _, x in _lacks(office))
    ]
    view = {"offices": len(offices), "to_verify": [{"id": office.id, "lacks": words} for office, words in lacking]}

    def human(screen: Screen) -> None:
        screen.blank()
        rows = [
            (office.id, office.name.of(screen.language), ", ".join(screen.say(f"lacks_{word}") for word in words))
            for office, words in lacking
        ]
        screen.columns(rows, styles=("dim", "", "yellow"), flexible=1)
        screen.blank()
        screen.line(screen.say("offices_to_verify", len(lacking), len(offices)), "bold")

    desk.answer(view, human)


def _lacks(office: Office) -> tuple[tuple[str, bool], ...]:
    return (
        ("verified", office.verified is None),
        ("address", not office.address),
        ("confidence", office.confidence == "to_validate"),
    )


for each in (list_, check):
    directory.add_command(each)
