"""A small region of two provinces: naming a commune, and finding the office that serves it."""

from datetime import date

import pytest

from engine.core.calendar import calendar_of
from engine.core.definition import Text
from engine.core.territory import (
    Commune,
    Office,
    OfficeRule,
    Province,
    Serves,
    Territory,
    all_offices,
    commune_of,
    nearest,
    offices_for,
    services_with_office,
    slugs,
)


def commune(slug: str, code: str, fr: str, ar: str, province: str = "tiznit") -> Commune:
    return Commune(slug, code, fr, ar, province, urban=True, baom="none", baom_confidence=None)


def office(ident: str, service: str, at: str | None, serves: Serves, fr: str = "") -> Office:
    name = Text(fr or ident)
    return Office(ident, service, name, at, serves, "", "", "", None, None, "sourced", "source lue")


TIZNIT = commune("tiznit", "09.581.01.07", "Tiznit", "تيزنيت")
RASMOUKA = commune("rasmouka", "09.581.11.01", "Arbaa Rasmouka", "أربعاء رسموكة")
AIT_MELLOUL = commune("ait_melloul", "09.273.01.05", "Aït Melloul", "آيت ملول", "inezgane_ait_melloul")
BEC = OfficeRule(
    id="bec",
    service="bureau_etat_civil",
    name=Text("Bureau d'état civil de la commune {de_commune}", "مكتب الحالة المدنية بجماعة {commune}"),
    note=Text("À demander au guichet."),
    confidence="sourced",
    source="loi",
)
TPI_TIZNIT = office("tpi_tiznit", "tpi", "tiznit", Serves(provinces=frozenset({"tiznit"})))
TPI_INEZGANE = office("tpi_inezgane", "tpi", None, Serves(provinces=frozenset({"inezgane_ait_melloul"})))
APPEAL = office("cour_appel", "tpi", None, Serves(region=True))
CIRCUIT = office("chambre", "tpi", None, Serves(communes=frozenset({"rasmouka"})))


def region(*offices: Office, rules: tuple[OfficeRule, ...] = (BEC,)) -> Territory:
    return Territory(
        id="souss_massa",
        code="09",
        title=Text("Souss-Massa"),
        provinces={
            "tiznit": Province("tiznit", "09.581", "Tiznit", "تيزنيت", "province", "tiznit"),
            "inezgane_ait_melloul": Province(
                "inezgane_ait_melloul", "09.273", "Inezgane-Aït Melloul", "", "prefecture", "ait_melloul"
            ),
        },
        communes={each.slug: each for each in (TIZNIT, RASMOUKA, AIT_MELLOUL)},
        offices=offices,
        rules=rules,
        calendar=calendar_of([]),
    )


REGION = region(APPEAL, TPI_TIZNIT, TPI_INEZGANE, CIRCUIT)


# ------------------------------------------------------------------------------------------------- communes


@pytest.mark.parametrize("word", ["tiznit", "09.581.01.07", "095810107"])
def test_a_commune_is_named_by_its_slug_or_its_code(word: str) -> None:
    assert commune_of(REGION, word) == TIZNIT


@pytest.mark.parametrize("word", ["", "Tiznit", "tiznitt", "09.581", "09", "تيزنيت", "٠٩٥٨١٠١٠٧", "."])
def test_a_word_that_names_none_gives_none(word: str) -> None:
    """A case is never opened on a guess: not even a capital letter is forgiven."""
    assert commune_of(REGION, word) is None


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Tiznit", TIZNIT),
        ("tisnit", TIZNIT),
        ("تزنيت", TIZNIT),
        ("Ait-Melloul", AIT_MELLOUL),
        ("AÏT MELLOUL", AIT_MELLOUL),
        ("arbaa rasmuka", RASMOUKA),
        ("rasmuka", RASMOUKA),
    ],
)
def test_the_nearest_commune_is_suggested(word: str, meant: Commune) -> None:
    assert nearest(REGION, word) == meant


@pytest.mark.parametrize("word", ["", "zzz", "Casablanca", "12"])
def test_nothing_is_suggested_for_a_word_unlike_all(word: str) -> None:
    assert nearest(REGION, word) is None


def test_slugs_come_in_file_order() -> None:
    assert slugs(REGION) == ("tiznit", "rasmouka", "ait_melloul")


# -------------------------------------------------------------------------------------------------- offices


def test_the_nearest_office_comes_first() -> None:
    """Own commune, then province, then region, whatever the order of the file."""
    assert offices_for(REGION, "tpi", "rasmouka") == (CIRCUIT, TPI_TIZNIT, APPEAL)


def test_an_office_that_stands_in_the_commune_is_the_communes_own() -> None:
    itinerant = office("audience", "tpi", None, Serves(provinces=frozenset({"tiznit"})))
    assert offices_for(region(itinerant, TPI_TIZNIT), "tpi", "tiznit") == (TPI_TIZNIT, itinerant)
    assert offices_for(region(itinerant, TPI_TIZNIT), "tpi", "rasmouka") == (itinerant, TPI_TIZNIT)


def test_an_office_that_stands_there_and_serves_elsewhere_is_not_given() -> None:
    elsewhere = office("annexe", "tpi", "tiznit", Serves(communes=frozenset({"rasmouka"})))
    assert offices_for(region(elsewhere), "tpi", "tiznit") == ()


def test_a_rule_gives_each_commune_its_office() -> None:
    (found,) = offices_for(REGION, "bureau_etat_civil", "tiznit")
    assert found.id == "bec_tiznit"
    assert found.name == Text("Bureau d'état civil de la commune de Tiznit", "مكتب الحالة المدنية بجماعة تيزنيت")
    assert (found.commune, found.note, found.verified) == ("tiznit", BEC.note, None)


def test_the_name_of_a_commune_is_elided_in_french() -> None:
    (found,) = offices_for(REGION, "bureau_etat_civil", "ait_melloul")
    assert found.name.fr == "Bureau d'état civil de la commune d'Aït Melloul"


def test_an_office_written_under_a_rules_identifier_takes_its_place() -> None:
    serves = Serves(communes=frozenset({"tiznit"}))
    written = office("bec_tiznit", "bureau_etat_civil", "tiznit", serves, "Bureau central, rue Sidi Abderrahmane")
    changed = region(written)
    assert offices_for(changed, "bureau_etat_civil", "tiznit") == (written,)
    assert [each.id for each in all_offices(changed)] == ["bec_tiznit", "bec_rasmouka", "bec_ait_melloul"]


def test_an_annex_stands_beside_the_office_of_the_rule() -> None:
    annex = office("bec_annexe", "bureau_etat_civil", "tiznit", Serves(communes=frozenset({"tiznit"})))
    found = offices_for(region(annex), "bureau_etat_civil", "tiznit")
    assert [each.id for each in found] == ["bec_annexe", "bec_tiznit"]


def test_a_commune_or_a_service_that_is_unknown_has_no_office() -> None:
    assert offices_for(REGION, "bureau_etat_civil", "casablanca") == ()
    assert offices_for(REGION, "prefecture", "tiznit") == ()


def test_the_services_that_have_an_office_are_known() -> None:
    assert services_with_office(REGION) == {"tpi", "bureau_etat_civil"}


def test_a_day_of_verification_is_kept() -> None:
    checked = Office(
        "a", "tpi", Text("A"), None, Serves(region=True), "", "", "", None, date(2026, 11, 2), "sourced", "s"
    )
    assert offices_for(region(checked), "tpi", "tiznit")[0].verified == date(2026, 11, 2)
