"""Versions of a pathway at the command line: compared, tried on open cases, published, and cases brought into them."""

import re
import shutil
from pathlib import Path

import pytest

from engine.bootstrap import shipped
from tests.commands.conftest import Baom, flat


class Bench:
    """A desk, and a copy of the referential that an editor writes in."""

    def __init__(self, baom: Baom) -> None:
        self.baom = baom
        self.folder = baom.folder / "parcours"
        shutil.copytree(shipped("processes"), self.folder)
        self.file = self.folder / "naissance.yaml"
        self.version = int(re.search(r"^version: (\d+)", self.file.read_text(encoding="utf-8"), re.MULTILINE)[1])

    def edit(self, *changes: tuple[str, str], version: int | None = None) -> Path:
        """The file with some words changed, under the next number."""
        text = self.file.read_text(encoding="utf-8")
        for before, after in (*changes, (f"version: {self.version}\n", f"version: {version or self.version + 1}\n")):
            assert before in text
            text = text.replace(before, after, 1)
        self.file.write_text(text, encoding="utf-8")
        return self.file


@pytest.fixture
def bench(baom: Baom) -> Bench:
    return Bench(baom)


LONGER = ("    within: 30 days\n", "    within: 45 days\n")


def test_a_file_alone_is_compared_with_the_newest_published(bench: Bench):
    file = bench.edit(LONGER)
    told = flat(bench.baom("process", "diff", str(file)).output)
    assert f"De naissance@{bench.version} à " in told
    assert "(declaration) : 30 jours → 45 jours." in told
    found = bench.baom.json("process", "diff", str(file))
    delay, number = found["changes"]
    assert (delay["class"], delay["path"], delay["decides"]) == (
        "deadline",
        ["deadlines", "declaration", "within"],
        True,
    )
    assert file.read_text(encoding="utf-8").splitlines()[delay["line"] - 1] == "    within: 45 days"
    assert number["class"] == "identity"


def test_a_version_and_itself_change_nothing(bench: Bench):
    assert bench.baom.json("process", "diff", "naissance", f"naissance@{bench.version}")["changes"] == []
    assert "Rien ne change." in bench.baom("process", "diff", "naissance", "naissance").output


def test_the_page_of_a_comparison_stands_alone_with_both_diagrams(bench: Bench):
    file = bench.edit(LONGER)
    bench.baom("process", "diff", str(file), "--html", "changements.html", "--lang", "ar")
    page = (bench.baom.folder / "changements.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert '<html lang="ar" dir="rtl">' in page
    assert "45 يوما" in page
    assert "http" not in re.sub(r'xmlns="[^"]+"|http-equiv', "", page)
