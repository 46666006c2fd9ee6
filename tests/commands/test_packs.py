"""The referential from one desk to another at the command line: made, read, refused, taken in, in three languages."""

import re
import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.bootstrap import shipped
from tests.commands.conftest import Baom, flat


@pytest.fixture(scope="module")
def sent(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A pack of those who write the referential: the birth at its next version, counted otherwise."""
    desk = Baom(tmp_path_factory.mktemp("auteurs") / "bureau")
    shutil.copytree(made, desk.folder)
    shutil.copytree(shipped("processes"), desk.folder / "parcours")
    file = desk.folder / "parcours" / "naissance.yaml"
    text = file.read_text(encoding="utf-8").replace("    within: 30 days\n", "    within: 45 days\n", 1)
    found = re.search(r"^version: (\d+)", text, re.MULTILINE)
    assert found is not None
    file.write_text(text.replace(found[0], f"version: {int(found[1]) + 1}", 1), encoding="utf-8")
    desk("process", "publish", str(file), "--reason", "Circulaire du 3 novembre", "--as", "editor")
    view = desk.json("process", "pack", "--name", "M&D Agadir", "--out", "referentiel.baom")
    assert (view["serial"], len(view["code"].replace(" ", ""))) == (1, 26)
    return desk.folder / "referentiel.baom", view


def test_a_pack_is_told_believed_and_taken_in_once(sent: tuple[Path, dict[str, Any]], baom: Baom):
    """Fails when the code stands on the receiver's screen, or when taking in again changes something."""
    file, pack = sent
    case = baom.open()
    line = ("process", "install", str(file))
    for language in ("fr", "ar", "en"):
        told = flat(baom("--lang", language, *line, "--dry-run").output)
        for word in ("M&D Agadir", "45", "Circulaire du 3 novembre", "naissance"):
            assert word in told, (language, word)
        refused = flat(baom("--lang", language, *line, code=2).output)
        assert "--code" in refused
        assert pack["code"] not in told + refused
    view = baom.json(*line, "--code", pack["code"].lower())
    assert (view["installed"], view["waiting"], view["trust"]) == (["naissance"], False, "confirmed")
    [birth] = [each for each in view["pathways"] if each["taken"]]
    assert birth["impact"]["cases"] == "< 5"
    assert baom.json(*line)["nothing"] is True
    assert flat(baom("process", "list", "--published").output).count("M&D Agadir") == 1
    assert baom.json("case", "show", case)["version"] == birth["here"], "an open case keeps to its own"
    assert baom.json("case", "show", baom.open())["version"] == birth["version"]


def test_a_pack_is_never_written_over_anything_nor_counted_for_nothing(baom: Baom):
    baom("process", "pack", "--out", "un.baom")
    assert "rien n'a été signé" in flat(baom("process", "pack", "--out", "un.baom", code=2).output)
    assert orjson.loads((baom.folder / "un.baom").read_bytes().split(b"\n")[1])["serial"] == 1
    made = baom.json("process", "pack", "naissance")
    assert (made["file"], made["serial"]) == ("colis.baom", 2)


def test_what_is_wrong_in_a_pack_is_told_and_nothing_is_installed(sent: tuple[Path, dict[str, Any]], baom: Baom):
    """Fails when a finding of the reader is left out: here, a form that the birth prints and this desk lost."""
    file, pack = sent
    shutil.copytree(shipped("forms"), baom.folder / "modeles")
    catalogue = baom.folder / "modeles" / "forms.yaml"
    text = catalogue.read_text(encoding="utf-8")
    assert "\ncourrier_recepisse:" in text
    catalogue.write_text(text.replace("\ncourrier_recepisse:", "\ncourrier_autre:", 1), encoding="utf-8")
    before = baom.json("process", "list", "--published")
    line = ("--forms", "modeles", "process", "install", str(file), "--code", pack["code"])
    assert "courrier_recepisse" in flat(baom(*line, code=1).output)
    assert baom.json("process", "list", "--published") == before


def test_what_a_newer_program_brings_is_told_once_with_what_explains_it(baom: Baom):
    """Fails when a desk goes on with an old text and nobody hears of the new one; or hears of it once published."""
    shutil.copytree(shipped("processes"), baom.folder / "neuf")
    assert baom.json("process", "list", "--published")["brought"] == []
    for name, change in (("naissance", r"version: 9"), ("sante", r"\g<0>\n# relu")):
        file = baom.folder / "neuf" / f"{name}.yaml"
        file.write_text(re.sub(r"(?m)^version: \d+", change, file.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copy(baom.folder / "neuf" / "accueil.yaml", baom.folder / "neuf" / "autre.yaml")
    line = ("--processes", "neuf", "process", "list", "--published")
    found = {each["process"]: each["published"] for each in baom.json(*line)["brought"]}
    assert found.keys() == {"naissance", "sante", "autre"}
    assert (found["naissance"] is not None, found["autre"]) == (True, None)
    for language, word in (("fr", "Le programme apporte"), ("ar", "يحمل البرنامج"), ("en", "The program brings")):
        told = flat(baom("--lang", language, *line).output)
        assert told.count(word) == len(found), language
        assert "baom process publish neuf/" in told
    baom("--processes", "neuf", "process", "publish", "neuf/naissance.yaml", "--as", "editor")
    assert {each["process"] for each in baom.json(*line)["brought"]} == {"sante", "autre"}
