"""`baom process new`: what is begun is sound from the first minute, and nothing that is there is ever replaced."""

import shutil
from pathlib import Path

import pytest

from engine.app.beginning import write_together
from engine.bootstrap import shipped
from engine.errors import UsageError
from tests.commands.conftest import Baom, flat


@pytest.fixture
def files(baom: Baom) -> Path:
    """The desk's own copy of the pathways."""
    return shutil.copytree(shipped("processes"), baom.folder / "parcours")


def test_a_new_pathway_passes_its_checks_and_its_stories_at_once(baom: Baom, files: Path):
    begun = baom.json("--processes", "parcours", "process", "new", "regroupement")
    assert begun["files"] == ["parcours/regroupement.yaml", "parcours/scenarios/regroupement.yaml"]
    for path in map(baom.folder.joinpath, begun["files"]):
        schema = path.read_text(encoding="utf-8").partition("\n")[0].rpartition("$schema=")[2]
        assert (path.parent / schema).is_file()
    checked = baom.json("--processes", "parcours", "process", "check")
    assert checked["problems"] == begun["problems"]
    assert {each["code"] for each in checked["problems"]} == {"W221"}
    tried = baom.json("--processes", "parcours", "process", "test", begun["files"][1])
    assert (tried["scenarios"], tried["failed"]) == (3, [])
    own = {"accueil_demande", "preparation", "attente_reponse", "obtenu", "refuse"}
    assert not own & set(tried["coverage"]["states"]["regroupement"]["missing"])
    said = flat(baom("--processes", "parcours", "process", "show", "regroupement").stdout)
    assert "À écrire : le titre de regroupement" in said
    baom("--processes", "parcours", "process", "publish", "parcours/regroupement.yaml", "--as", "editor")


def test_a_text_once_written_is_no_longer_asked_for(baom: Baom, files: Path):
    begun = baom.json("--processes", "parcours", "process", "new", "regroupement")
    path = files / "regroupement.yaml"
    text = path.read_text(encoding="utf-8")
    for marked in ("À écrire :", "يكتب هنا:"):
        text = text.replace(f'"{marked} ', '"')
    path.write_text(text, encoding="utf-8")
    assert len(begun["problems"]) == 9
    assert baom.json("--processes", "parcours", "process", "check", str(path))["problems"] == []


@pytest.mark.parametrize("there", ["regroupement.yaml", "scenarios/regroupement.yaml"])
def test_what_is_there_is_never_replaced(baom: Baom, files: Path, there: str):
    (files / there).write_text("à nous\n", encoding="utf-8")
    before = sorted(files.rglob("*"))
    said = flat(baom("--processes", "parcours", "process", "new", "regroupement", code=2).stderr)
    assert "est pris" in said
    assert (files / there).read_text(encoding="utf-8") == "à nous\n"
    assert sorted(files.rglob("*")) == before


def test_what_comes_there_meanwhile_is_not_replaced_either(tmp_path: Path):
    """The name was free when it was asked for: the file that came since stays, and its companion isn't left alone."""
    stories = tmp_path / "b.yaml"
    stories.write_bytes(b"a nous")
    with pytest.raises(UsageError):
        write_together("b", {tmp_path / "a.yaml": b"1", stories: b"2"})
    assert (list(tmp_path.iterdir()), stories.read_bytes()) == ([stories], b"a nous")


def test_a_folder_that_can_not_be_written_is_told(baom: Baom, files: Path):
    shutil.rmtree(files / "scenarios")
    (files / "scenarios").write_text("", encoding="utf-8")
    said = flat(baom("--processes", "parcours", "process", "new", "regroupement", code=5).stderr)
    assert "--processes DOSSIER" in said
    assert not (files / "regroupement.yaml").exists()


def test_catalogues_in_error_are_told_and_nothing_is_written(baom: Baom, files: Path):
    (files / "sources.yaml").write_text("- non\n", encoding="utf-8")
    assert "sources.yaml" in baom("--processes", "parcours", "process", "new", "regroupement", code=1).stderr
    assert not (files / "regroupement.yaml").exists()
