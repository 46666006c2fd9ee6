"""A database made whole: its key, its first event, and the pathways that are shipped; or nothing at all."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.app.answer import Done
from engine.app.cases import open_case
from engine.app.opening import Opening
from engine.bootstrap import Settings, make_database, open_house, shipped
from engine.core.events import Actor
from engine.errors import DefinitionError, EnvironmentUnusable
from tests.app.desk import COMMUNE

NOW = datetime(2026, 11, 6, 9, tzinfo=UTC)
AGENT = Actor("amina", "agent", COMMUNE)


KEPT = {"naissance", "scolarisation", "sante"}
"A pathway and those that it opens: enough to be made, where which ones are shipped isn't the question."


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """The shipped referential with these pathways alone: it is read in less than half the time."""
    whole, folder = shipped("processes"), tmp_path_factory.mktemp("few") / "processes"
    left_out = {each.stem for each in (whole / "scenarios").glob("*.yaml")} - KEPT
    shutil.copytree(whole, folder, ignore=lambda _, names: [each for each in names if Path(each).stem in left_out])
    return folder


@pytest.fixture
def settings(sqlite_url, tmp_path, few):
    """A database and a key that aren't made yet, and a few pathways."""
    return Settings(sqlite_url, tmp_path / "keys" / "key", few, shipped("forms"), {}, now=NOW)


def make(settings: Settings):
    house, made = make_database(settings, training=True)
    house.store.close()
    return made


def made(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def broken(settings: Settings, folder: Path) -> Settings:
    """The same with a pathway that leads to a state that isn't there."""
    shutil.copytree(settings.processes, folder)
    path = folder / "naissance.yaml"
    text = path.read_text(encoding="utf-8").replace("to: collecte_pieces", "to: colecte_pieces")
    path.write_text(text, encoding="utf-8")
    return replace(settings, processes=folder)


@pytest.mark.parametrize("url", ["sqlite_url", "postgres_url"])
def test_what_is_shipped_is_published_and_a_case_opens(settings, request, url):
    settings = replace(settings, database=request.getfixturevalue(url), processes=shipped("processes"))
    house, published = make_database(settings, training=True)
    assert {("accueil", 2, True), ("naissance", 2, True)} <= {
        (each.process, each.version, each.new) for each in published
    }
    assert all(each.new for each in published)
    assert house.store.training
    assert isinstance(open_case(house, Opening("naissance", COMMUNE, house.today()), AGENT), Done)
    house.store.close()
    again = open_house(settings)
    assert len(again.store.read(lambda reading: reading.cases())) == 1
    again.store.close()


def test_the_first_event_is_of_the_day_on_the_desks_wall(settings):
    """Half past eleven at night in London is tomorrow here."""
    house, _ = make_database(replace(settings, now=datetime(2026, 11, 6, 23, 30, tzinfo=UTC)), training=True)
    first = house.store.read(lambda reading: reading.history("system"))[0][0]
    house.store.close()
    assert (first.kind, first.happened_on, first.recorded_at) == ("log_begun", "2026-11-07", "2026-11-06T23:30:00.000Z")


def test_the_key_is_made_once_and_used_again(settings, tmp_path):
    make(settings)
    key = settings.key_file.read_bytes()
    other = replace(settings, database=f"sqlite:///{(tmp_path / 'autre.db').as_posix()}")
    make(other)
    assert settings.key_file.read_bytes() == key
    for each in (settings, other):
        open_house(each).store.close()


def test_the_signing_key_is_made_beside_the_master_key_and_used_again(settings, tmp_path):
    """Fails when one is made again: a log signed by two keys would look forged from there on."""
    make(settings)
    assert settings.signing_file == settings.key_file.with_name("key.sign")
    key = settings.signing_file.read_bytes()
    assert key != settings.key_file.read_bytes()
    make(replace(settings, database=f"sqlite:///{(tmp_path / 'autre.db').as_posix()}"))
    assert settings.signing_file.read_bytes() == key


def test_no_key_file_is_taken_for_the_other(settings):
    """Fails when a master key named `….sign` would sign too."""
    odd = replace(settings, key_file=settings.key_file.with_name("baom.sign"))
    assert odd.signing_file.name == "baom.sign.sign"


def test_a_signing_key_given_by_the_environment_needs_no_file(settings):
    settings = replace(settings, environ={"BAOM_SIGNING_KEY": "7" * 64})
    make(settings)
    assert not settings.signing_file.exists()


@pytest.mark.parametrize("given", [{"BAOM_MASTER_KEY": "7" * 64}, {"BAOM_MASTER_KEY": ""}], ids=["given", "empty"])
def test_a_key_given_by_the_environment_needs_no_file(settings, given):
    settings = replace(settings, environ=given)
    make(settings)
    assert settings.key_file.exists() == (not given["BAOM_MASTER_KEY"])
    open_house(settings).store.close()


def test_an_unusable_key_is_never_replaced(settings):
    settings.key_file.parent.mkdir()
    settings.key_file.write_text("ceci n'est pas une clé", encoding="utf-8")
    settings.key_file.chmod(0o600)
    with pytest.raises(EnvironmentUnusable, match="clé"):
        make(settings)
    assert settings.key_file.read_text(encoding="utf-8") == "ceci n'est pas une clé"
    assert not Path(settings.database.removeprefix("sqlite:///")).exists()


def test_a_broken_pathway_stops_it_before_anything_is_made(settings, tmp_path):
    work = tmp_path / "travail"
    work.mkdir()
    settings = replace(settings, database=f"sqlite:///{(work / 'baom.db').as_posix()}", key_file=work / "keys" / "key")
    with pytest.raises(DefinitionError, match="colecte_pieces"):
        make(broken(settings, tmp_path / "processes"))
    assert made(work) == set()


@pytest.mark.parametrize("url", ["sqlite_url", "postgres_url"])
def test_a_second_one_is_refused_and_the_first_untouched(settings, request, url):
    settings = replace(settings, database=request.getfixturevalue(url))
    make(settings)
    house = open_house(settings)
    before = house.store.read(lambda reading: reading.history("system"))
    house.store.close()
    with pytest.raises(EnvironmentUnusable, match="existe déjà"):
        make(settings)
    house = open_house(settings)
    assert house.store.read(lambda reading: reading.history("system")) == before
    house.store.close()


def test_a_lost_key_is_not_replaced_by_a_new_one(settings):
    """It would stand where the old one is to be put back."""
    make(settings)
    settings.key_file.unlink()
    with pytest.raises(EnvironmentUnusable, match="existe déjà"):
        make(settings)
    assert not settings.key_file.exists()
    with pytest.raises(EnvironmentUnusable, match="introuvable"):
        open_house(settings)


def test_a_real_database_is_no_fictitious_one(settings):
    house, _ = make_database(settings, training=False)
    assert not house.store.training
    house.store.close()


def test_another_key_is_told_from_a_damaged_database(settings):
    make(settings)
    with pytest.raises(EnvironmentUnusable, match="scellée par la clé"):
        open_house(replace(settings, environ={"BAOM_MASTER_KEY": "7" * 64}))


def test_a_mistyped_address_makes_no_database(settings, tmp_path):
    make(settings)
    with pytest.raises(EnvironmentUnusable):
        open_house(replace(settings, database=f"sqlite:///{(tmp_path / 'ailleurs.db').as_posix()}"))
    assert not (tmp_path / "ailleurs.db").exists()


def test_a_house_opened_for_reading_writes_nothing(settings):
    make(settings)
    house = open_house(settings, readonly=True)
    with pytest.raises(EnvironmentUnusable, match="lecture"):
        open_case(house, Opening("naissance", COMMUNE, house.today()), AGENT)
    house.store.close()
