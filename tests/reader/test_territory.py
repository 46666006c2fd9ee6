"""Territories: the shipped one, whole, and a small one spoilt in every way that has a code."""

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

import processes
from engine.core.calendar import Due, Duration
from engine.core.territory import all_offices, commune_of, nearest, offices_for, services_with_office, slugs
from engine.errors import DefinitionError, Problem
from engine.reader.marks import plain, read_tree
from engine.reader.territory import ReadTerritory, read_territory

PROCESSES = Path(processes.__file__ or "").parent
GOLDEN = Path(__file__).parent / "golden" / "territory"
SOUSS_MASSA = PROCESSES / "territories" / "souss_massa"
REQUIRED = """
agadir inezgane ait_melloul lqliaa dcheira_el_jihadia tiznit taroudant tata biougra belfaa ait_amira sidi_bibi
taliouine sidi_bouabdelli rasmouka ammeln
"""


@pytest.fixture(scope="module")
def services() -> frozenset[str]:
    catalogue = PROCESSES / "services.yaml"
    return frozenset(plain(read_tree(catalogue.read_bytes(), catalogue.name).root))


@pytest.fixture(scope="module")
def shipped(services: frozenset[str]) -> ReadTerritory:
    return read_territory(SOUSS_MASSA, services)


# ------------------------------------------------------------------------------------------ the shipped files


def test_every_office_is_of_a_service_of_the_catalogue(shipped: ReadTerritory, services: frozenset[str]) -> None:
    """The shipped files read, with the catalogue's services as the only ones allowed."""
    assert services_with_office(shipped.territory) <= services


def test_nothing_is_left_to_say_but_a_few_arabic_names(shipped: ReadTerritory) -> None:
    """Names of associations that no source gives in Arabic: they are not invented."""
    assert {each.code for each in shipped.warnings} == {"W220"}
    assert len(shipped.warnings) == 9


def test_the_region_has_six_provinces_and_175_communes(shipped: ReadTerritory) -> None:
    territory = shipped.territory
    counted = Counter(each.province for each in territory.communes.values())
    assert counted == {
        "agadir_ida_outanane": 13,
        "inezgane_ait_melloul": 6,
        "chtouka_ait_baha": 22,
        "taroudant": 89,
        "tiznit": 25,
        "tata": 20,
    }
    assert (territory.id, territory.code, territory.title.fr) == ("souss_massa", "09", "Souss-Massa")


def test_every_commune_has_its_own_code_and_is_found_by_it(shipped: ReadTerritory) -> None:
    territory = shipped.territory
    codes = {each.code for each in territory.communes.values()}
    assert len(codes) == len(slugs(territory))
    assert all(commune_of(territory, each.code) == each for each in territory.communes.values())
    assert all(re.fullmatch(r"09\.\d{3}\.\d{2}\.\d{2}", code) for code in codes)


def test_the_communes_that_the_referential_names_are_there(shipped: ReadTerritory) -> None:
    assert set(REQUIRED.split()) <= set(slugs(shipped.territory))


def test_the_names_of_the_communes_are_in_the_right_letters(shipped: ReadTerritory) -> None:
    for each in shipped.territory.communes.values():
        assert re.fullmatch(r"[A-Za-zÀ-ÿ' -]+", each.fr)
        assert re.fullmatch("[\u0621-\u064a -]+", each.ar)


def test_a_name_as_people_write_it_is_recognised(shipped: ReadTerritory) -> None:
    words = {"Aït Melloul": "ait_melloul", "Taroudant": "taroudant", "تيزنيت": "tiznit", "Lqlia": "lqliaa"}
    assert {word: getattr(nearest(shipped.territory, word), "slug", None) for word in words} == words


def test_the_desks_known_are_those_that_a_source_names(shipped: ReadTerritory) -> None:
    communes = shipped.territory.communes
    attested = {slug for slug, each in communes.items() if each.baom == "atteste"}
    assert attested == {"belfaa", "ait_melloul", "tiznit", "sidi_bouabdelli", "rasmouka", "ammeln"}
    assert {communes[slug].baom_confidence for slug in attested} == {"sourced"}
    assert attested == {each.commune for each in shipped.territory.offices if each.service == "baom"}
    to_confirm = {each.baom_confidence for each in communes.values() if each.baom == "a_confirmer"}
    assert to_confirm == {"to_validate"}


def test_offices_have_identifiers_of_their_own(shipped: ReadTerritory) -> None:
    identifiers = [each.id for each in all_offices(shipped.territory)]
    assert len(set(identifiers)) == len(identifiers)
    assert all(re.fullmatch("[a-z][a-z0-9_]{0,47}", each) for each in identifiers)


@pytest.mark.parametrize(
    "service", ["bureau_etat_civil", "autorite_locale", "tpi", "parquet", "maternite", "province_collectivites"]
)
def test_every_commune_knows_where_a_birth_is_declared(shipped: ReadTerritory, service: str) -> None:
    """Wherever a child is born in the region, each office of the birth pathway can be named."""
    for slug in slugs(shipped.territory):
        assert offices_for(shipped.territory, service, slug), slug


@pytest.mark.parametrize(
    ("service", "commune", "first"),
    [
        ("bureau_etat_civil", "tiznit", "bec_tiznit"),
        ("tpi", "tiznit", "tpi_tiznit"),
        ("tpi", "ait_melloul", "tpi_inezgane"),
        ("tpi", "taliouine", "tpi_taroudant"),
        ("autorite_locale", "rasmouka", "autorite_rasmouka"),
        ("hopital", "oulad_teima", "hopital_oulad_teima"),
        ("centre_sante", "belfaa", "centre_sante_belfaa"),
        ("cour_appel", "tata", "cour_appel_agadir"),
        ("baom", "ait_melloul", "baom_ait_melloul"),
    ],
)
def test_the_office_of_a_commune_is_found(shipped: ReadTerritory, service: str, commune: str, first: str) -> None:
    assert offices_for(shipped.territory, service, commune)[0].id == first


def test_the_court_of_chtouka_is_to_be_validated(shipped: ReadTerritory) -> None:
    """Created in law, not known to be open: shown, with its warning."""
    (court,) = offices_for(shipped.territory, "tpi", "belfaa")
    assert court.confidence == "to_validate"
    assert court.note is not None
    assert court.note.fr.startswith("À valider")


def test_no_office_claims_a_verification_that_nobody_made(shipped: ReadTerritory) -> None:
    assert {each.verified for each in all_offices(shipped.territory)} == {None}


@pytest.mark.parametrize(
    ("day", "name", "estimated"),
    [
        (date(2024, 1, 14), "Nouvel An amazigh", False),
        (date(2024, 4, 11), "Aïd Al-Fitr", False),
        (date(2024, 4, 12), "Congé exceptionnel de l'Aïd Al-Fitr", False),
        (date(2025, 6, 9), "Congé exceptionnel de l'Aïd Al-Adha", False),
        (date(2026, 3, 20), "Aïd Al-Fitr", False),
        (date(2026, 10, 31), "Fête de l'Unité (Aïd Al Wahda)", False),
        (date(2026, 11, 18), "Fête de l'Indépendance", False),
        (date(2027, 3, 11), "Aïd Al-Fitr", True),
        (date(2028, 8, 5), "Aïd Al-Mawlid", True),
    ],
)
def test_a_feast_is_known(shipped: ReadTerritory, day: date, name: str, estimated: bool) -> None:
    found = shipped.territory.calendar.holiday(day)
    assert found is not None
    assert (found.fr, found.estimated) == (name, estimated)
    assert found.ar


@pytest.mark.parametrize("day", [date(2025, 10, 31), date(2026, 3, 24), date(2026, 11, 17)])
def test_a_day_that_was_no_feast_yet_is_open(shipped: ReadTerritory, day: date) -> None:
    assert shipped.territory.calendar.holiday(day) is None


def test_every_year_covered_has_its_feasts(shipped: ReadTerritory) -> None:
    """17 in 2024 and 2025 (10 fixed, 7 religious), 18 since the feast of unity; and the exceptional days."""
    counted = Counter(each.day.year for each in shipped.territory.calendar.holidays)
    assert counted == {2024: 18, 2025: 18, 2026: 19, 2027: 18, 2028: 18}


def test_an_estimate_of_the_file_makes_a_count_an_estimate(shipped: ReadTerritory) -> None:
    add = shipped.territory.calendar.add
    assert add(date(2026, 11, 13), Duration(3, "working_days")) == Due(date(2026, 11, 19), estimated=False)
    assert add(date(2027, 3, 4), Duration(5, "working_days")).estimated
    assert add(date(2028, 12, 28), Duration(5, "working_days")).estimated
    assert add(date(2023, 12, 20), Duration(5, "working_days")).estimated


# --------------------------------------------------------------------------------- a small territory, spoilt

SMALL = {
    "territory.yaml": """\
territory: souss
code: "09"
title: {fr: Souss, ar: سوس}
provinces:
  tiznit: {code: "09.581", kind: province, fr: Tiznit, ar: تيزنيت, seat: tiznit}
  tata: {code: "09.551", kind: province, fr: Tata, ar: طاطا, seat: tata}
""",
    "communes.yaml": """\
source: {title: HCP, url: "https://www.hcp.ma", licence: CC BY 4.0, read: 2026-11-22, confidence: sourced}
communes:
  tiznit: {code: "09.581.01.07", fr: Tiznit, ar: تيزنيت, province: tiznit, kind: urban}
  tata: {code: "09.551.01.07", fr: Tata, ar: طاطا, province: tata, kind: urban}
""",
    "offices.yaml": """\
sources:
  carte: {title: Carte judiciaire, url: "https://www.justice.gov.ma", dated: 12/2023}
rules:
  bec:
    service: bureau_etat_civil
    each: commune
    name: {fr: "Bureau d'état civil {de_commune}", ar: "مكتب الحالة المدنية {commune}"}
    source: carte
    confidence: sourced
offices:
  tpi_tiznit:
    service: tpi
    commune: tiznit
    serves: {provinces: [tiznit], communes: [tata]}
    name: {fr: Tribunal de Tiznit, ar: المحكمة الابتدائية}
    phone: "05 28 00 00 00"
    verified: 2026-11-02
    source: carte
    confidence: sourced
""",
    "holidays.yaml": """\
covers: {from: 2026-01-01, until: 2027-12-31}
weekend: {days: [saturday, sunday], source: usage, confidence: common_knowledge}
fixed:
  independance: {day: "11-18", title: {fr: Indépendance, ar: عيد}, source: usage, confidence: sourced}
  jour_rare: {day: "02-29", since: 2020, title: {fr: Jour rare, ar: يوم}, source: usage, confidence: sourced}
religious:
  fitr:
    title: {fr: Aïd Al-Fitr, ar: عيد الفطر}
    days: 2
    dates:
      - {first: 2026-03-20, status: announced, source: communiqué}
      - {first: 2027-03-10, status: estimated, source: calcul}
""",
}
SERVICES = frozenset({"bureau_etat_civil", "tpi", "parquet"})


def small(tmp_path: Path, file: str = "", old: str = "", new: str = "") -> Path:
    """The folder of the small territory, one passage of one file replaced."""
    folder = tmp_path / "souss"
    folder.mkdir()
    for name, content in SMALL.items():
        text = content
        if name == file:
            assert text.count(old) == 1
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(DefinitionError) as raised:
        read_territory(folder, SERVICES)
    return raised.value.problems


def test_a_small_territory_reads_without_a_word(tmp_path: Path) -> None:
    found = read_territory(small(tmp_path), SERVICES)
    assert found.warnings == ()
    (court,) = found.territory.offices
    assert (court.phone, court.verified, court.address) == ("05 28 00 00 00", date(2026, 11, 2), "")
    assert court.source == "Carte judiciaire — https://www.justice.gov.ma — 12/2023"
    assert [each.day for each in found.territory.calendar.holidays] == [
        date(2026, 3, 20),
        date(2026, 3, 21),
        date(2026, 11, 18),
        date(2027, 3, 10),
        date(2027, 3, 11),
        date(2027, 11, 18),
    ]


WEEK = "monday, tuesday, wednesday, thursday, friday"
COURT_SOURCE = 'phone: "05 28 00 00 00"\n    verified: 2026-11-02\n    source: carte'
SPOILT = {
    "E901_province": ("communes.yaml", "province: tata", "province: tatta"),
    "E901_commune": ("offices.yaml", "communes: [tata]", "communes: [agadir]"),
    "E901_service": ("offices.yaml", "service: tpi", "service: tpo"),
    "E901_office_source": ("offices.yaml", COURT_SOURCE, "source: cartes"),
    "E902": ("territory.yaml", "territory: souss", "territory: sous"),
    "E903": ("territory.yaml", "seat: tata", "seat: tiznit"),
    "E904": ("communes.yaml", '"09.551.01.07"', '"095510107"'),
    "E905": ("communes.yaml", '"09.551.01.07"', '"09.541.01.07"'),
    "E906": ("communes.yaml", '"09.551.01.07"', '"09.581.01.07"'),
    "E907": ("offices.yaml", "{provinces: [tiznit], communes: [tata]}", "{}"),
    "E908": ("offices.yaml", "المدنية {commune}", "المدنية {de_commune}"),
    "E909": ("offices.yaml", "  bec:", f"  bec_{'x' * 40}:"),
    "E910": ("offices.yaml", "  tpi_tiznit:", "  bec_tiznit:"),
    "E920": ("holidays.yaml", "[saturday, sunday]", f"[{WEEK}, saturday, sunday]"),
    "E921": ("holidays.yaml", "until: 2027-12-31", "until: 2025-12-31"),
    "E922": ("holidays.yaml", '"11-18"', '"18-11"'),
    "E923": ("holidays.yaml", "since: 2020", "since: 2020, until: 2019"),
    "E924": ("holidays.yaml", "until: 2027-12-31", "until: 2029-06-30"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_each_slip_is_told_at_its_place_with_its_remedy(tmp_path: Path, case: str) -> None:
    """The messages stand in `golden/territory/`, as an editor reads them."""
    found = problems_of(small(tmp_path, *SPOILT[case]))
    told = "".join(f"{each.code} {each.place}: {each.message}\n  À faire : {each.remedy}\n" for each in found)
    assert told == (GOLDEN / f"{case}.txt").read_text(encoding="utf-8")
    assert case[:4] in {each.code for each in found}


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    folder = small(tmp_path)
    (folder / "holidays.yaml").unlink()
    (found,) = problems_of(folder)
    assert (found.code, str(found.place)) == ("E900", "souss/holidays.yaml:1:1")


def test_a_date_that_serves_no_purpose_is_only_a_warning(tmp_path: Path) -> None:
    more = "      - {first: 2029-02-15, status: estimated, source: calcul}\n"
    line = "      - {first: 2027-03-10, status: estimated, source: calcul}\n"
    found = read_territory(small(tmp_path, "holidays.yaml", line, line + more), SERVICES)
    assert [(each.code, str(each.place)) for each in found.warnings] == [("W925", "souss/holidays.yaml:13:17")]


def test_feasts_outside_the_covered_period_are_left_out(tmp_path: Path) -> None:
    """Half a year is covered: the autumn feast of that year is beyond, where every count is an estimate."""
    folder = small(tmp_path, "holidays.yaml", "until: 2027-12-31", "until: 2027-06-30")
    calendar = read_territory(folder, SERVICES).territory.calendar
    assert calendar.holiday(date(2026, 11, 18)) is not None
    assert calendar.holiday(date(2027, 11, 18)) is None
    assert calendar.add(date(2027, 11, 16), Duration(1, "working_days")).estimated


def test_services_are_not_judged_when_none_are_given(tmp_path: Path) -> None:
    folder = small(tmp_path, "offices.yaml", "service: tpi", "service: tpo")
    assert read_territory(folder).territory.offices[0].service == "tpo"


def test_every_slip_of_every_file_is_told_in_one_pass(tmp_path: Path) -> None:
    """Unreadable YAML in one file, a misspelt key, a bad date and a bad code in the others."""
    folder = small(tmp_path)
    spoil = {
        "territory.yaml": ("kind: province, fr: Tata", "kind: provence, fr: Tata"),
        "communes.yaml": ('"09.551.01.07"', '"09.541.01.07"'),
        "offices.yaml": ("  tpi_tiznit:", "\ttpi_tiznit:"),
        "holidays.yaml": ("first: 2027-03-10", "first: 10/03/2027"),
    }
    for name, (old, new) in spoil.items():
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = problems_of(folder)
    assert {each.place.file for each in found} == {f"souss/{name}" for name in SMALL}
    assert {each.code for each in found} == {"E205", "E905", "E103", "E207"}
    assert list(found) == sorted(found, key=lambda each: (each.place.file, each.place.line, each.place.column))


def test_what_is_of_the_wrong_kind_is_told_and_not_built_upon(tmp_path: Path) -> None:
    """A list where a map is wanted, a number where a text is: told, without a second complaint or a crash."""
    folder = small(tmp_path)
    for name in SMALL:
        (folder / name).write_text("[1, 2]\n", encoding="utf-8")
    assert {each.code for each in problems_of(folder)} == {"E203"}


def test_yaml_dates_and_feasts_agree_with_the_calendar(shipped: ReadTerritory) -> None:
    """Every religious date of the file is in the calendar, for as many days as it says."""
    data = yaml.safe_load((SOUSS_MASSA / "holidays.yaml").read_text(encoding="utf-8"))
    for feast in data["religious"].values():
        for each in feast["dates"]:
            for offset in range(feast["days"]):
                day = each["first"] + timedelta(days=offset)
                assert shipped.territory.calendar.holiday(day) is not None
