"""A draft proposed to a second editor: what is published is what was proposed and read, and nothing else."""

import json
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from engine.app.bench import Bench
from engine.app.brought import brought
from engine.app.drafts import Draft, DraftOvertakenError, Drafts
from engine.app.publishing import Workshop
from engine.app.trying import agree, changes, propose, what_waits
from engine.bootstrap import shipped
from engine.core.events import EVERYWHERE, Actor
from engine.errors import AlteredProposal, DefinitionError, EnvironmentUnusable, NotAllowed, UsageError
from tests.app.desk import ATELIER, Desk, Referentials
from tests.app.test_two_people import HUGO, NADIA, digests, real  # noqa: F401 -- the fixture

KEY = "ecole.yaml"


@pytest.fixture
def bench(real: Desk, referentials: Referentials, tmp_path: Path) -> Bench:  # noqa: F811 -- the fixture
    return Bench(
        real.house, Workshop(ATELIER, shipped("forms"), referentials.territory), Drafts(tmp_path / "brouillons")
    )


def proposed(bench: Bench) -> str:
    bench.save(NADIA, KEY, f"{bench.open(NADIA, KEY).text}# revu par Nadia\n", "")
    return propose(bench, NADIA, KEY).digest


def test_what_was_proposed_is_published_by_a_second_editor_whatever_became_of_the_draft(bench: Bench, real: Desk):  # noqa: F811
    """Fails when the draft itself is published: what Hugo read isn't what Nadia wrote since."""
    digest = proposed(bench)
    bench.save(NADIA, KEY, "tout autre chose\n", bench.open(NADIA, KEY).mark)
    (waits,) = what_waits(bench, HUGO)
    assert ("+", "# revu par Nadia") in waits.changes
    assert propose_again_is_no_agreement(bench, digest)
    done = agree(bench, HUGO, digest)
    assert (done.new, done.waiting, digests(real)) == (True, False, [digest])
    assert what_waits(bench, HUGO) == []


def propose_again_is_no_agreement(bench: Bench, digest: str) -> bool:
    return agree(bench, NADIA, digest).waiting


ALTERED = {
    "text": lambda held: held["text"].replace("fr", "en", 1),
    "content": lambda held: held["content"].replace("fr", "en", 1),
    "process": lambda _: "autre",
    "version": lambda held: held["version"] + 1,
    "editor": lambda _: "../hugo",
    "digest": lambda _: "1" * 64,
}
"What somebody who writes in the folder would change of a proposal, in itself well made."


@pytest.mark.parametrize("part", ALTERED)
def test_a_proposal_altered_on_its_way_is_shown_to_nobody_nor_published(bench: Bench, real: Desk, part: str):  # noqa: F811
    """Fails when what is kept is believed: whoever changes the file would choose what the second editor reads."""
    digest = proposed(bench)
    path = bench.drafts.folder / "proposed" / f"{digest}.json"
    held = json.loads(path.read_bytes())
    path.write_text(json.dumps({**held, part: ALTERED[part](held)}), encoding="utf-8")
    [waits] = what_waits(bench, HUGO)
    assert (waits.proposal, waits.changes, waits.decides) == (None, (), ())
    assert isinstance(waits.problem, AlteredProposal)
    with pytest.raises(AlteredProposal):
        agree(bench, HUGO, digest)
    assert digests(real) == []
    propose(bench, NADIA, KEY)
    assert [each.problem for each in what_waits(bench, HUGO)] == [None]


SHAPES = ("[]", "{}", '{"text": 5}', '{"autre": ""}', "null", "\udc00", "[" * 100_000)


def test_a_draft_of_another_shape_is_told_plainly(bench: Bench):
    """Fails when a file that another hand wrote ends in a failure of ours, for every editor."""
    digest = proposed(bench)
    kept = (bench.drafts.folder / "proposed" / f"{digest}.json", bench.drafts.folder / f"of/nadia/{KEY}.json")
    whole = {path: json.loads(path.read_bytes()) for path in kept}
    for written in (*SHAPES, ""):
        for path in kept:
            path.write_bytes((written or json.dumps({**whole[path], "text": 5})).encode("utf-8", "surrogatepass"))
        [waits] = what_waits(bench, HUGO)
        assert isinstance(waits.problem, EnvironmentUnusable)
        for act in (lambda: agree(bench, HUGO, digest), lambda: bench.open(HUGO, KEY)):
            with pytest.raises(EnvironmentUnusable, match="n'est pas un brouillon"):
                act()


def test_what_is_typed_while_a_second_editor_agrees_stays(bench: Bench, monkeypatch: pytest.MonkeyPatch):
    """Fails when a text is kept between the look at the draft that was published and its going."""
    digest = proposed(bench)
    drafts, of, saves = bench.drafts, Drafts.of, list[Thread]()
    [draft] = drafts.every()
    later = replace(draft, text=f"{draft.text}# encore\n")

    def meanwhile(held: Drafts, editor: str, file: str) -> Draft | None:
        found = of(held, editor, file)
        if not saves:
            saves.append(Thread(target=drafts.keep, args=(later, draft.mark)))
            saves[0].start()
            saves[0].join(0.3)
        return found

    proposal = drafts.proposal(digest)
    assert proposal is not None
    monkeypatch.setattr(Drafts, "of", meanwhile)
    drafts.drop_published(proposal, draft.file)
    saves[0].join()
    assert [each.text for each in drafts.every()] == [later.text]


def test_what_nobody_asked_for_is_not_agreed_to(bench: Bench):
    for digest in ("0" * 64, "../../x", ""):
        with pytest.raises(UsageError):
            agree(bench, HUGO, digest)


def test_a_draft_with_errors_or_that_is_no_pathway_is_not_proposed(bench: Bench):
    bench.save(NADIA, KEY, "process: ecole\n", "")
    with pytest.raises(DefinitionError):
        propose(bench, NADIA, KEY)
    with pytest.raises(UsageError):
        propose(bench, NADIA, "documents.yaml")
    assert what_waits(bench, HUGO) == []


def test_who_is_no_editor_neither_reads_nor_agrees(bench: Bench):
    digest = proposed(bench)
    agent = Actor("amina", "agent", EVERYWHERE)
    for act in (lambda: what_waits(bench, agent), lambda: agree(bench, agent, digest), lambda: bench.open(agent, KEY)):
        with pytest.raises(NotAllowed):
            act()


def test_a_draft_survives_its_program_and_one_damaged_is_told(bench: Bench):
    """Fails when a draft is held in memory alone, or when a file cut short ends in a failure of ours."""
    bench.save(NADIA, KEY, "process: ecole\n", "")
    again = Drafts(bench.drafts.folder)
    kept = again.of("nadia", KEY)
    assert kept is not None
    assert kept.text == "process: ecole\n"
    with pytest.raises(DraftOvertakenError):
        bench.save(NADIA, KEY, "process: autre\n", "")
    aside = again.aside("nadia", KEY)
    assert aside is not None
    assert aside.text == "process: autre\n"
    assert [each.text for each in again.every()] == ["process: ecole\n"]
    if os.name == "posix":
        folders = (bench.drafts.folder, *(each for each in bench.drafts.folder.rglob("*") if each.is_dir()))
        assert {each.stat().st_mode & 0o777 for each in folders} == {0o700}
    next(bench.drafts.folder.glob("of/nadia/*.json")).write_bytes(b'{"editor": ')
    with pytest.raises(EnvironmentUnusable):
        bench.open(NADIA, KEY)


def test_what_is_no_text_in_the_folder_keeps_no_editor_from_the_rest(
    real: Desk,  # noqa: F811 -- the fixture
    referentials: Referentials,
    tmp_path: Path,
):
    """Fails when a folder called as a file, or a file of another encoding, stops every page of the editor."""
    folder = Path(shutil.copytree(ATELIER, tmp_path / "atelier"))
    (folder / "dossier.yaml").mkdir()
    (folder / "scenarios" / "dossier.yaml").mkdir(parents=True)
    (folder / "latin.yaml").write_bytes(
        (folder / KEY).read_bytes().replace(b"ecole", b"latin") + "# été".encode("latin-1")
    )
    workshop = Workshop(folder, shipped("forms"), referentials.territory)
    here = Bench(real.house, workshop, Drafts(tmp_path / "brouillons"))
    keys = {each.key for each in here.files(NADIA)}
    assert {KEY, "latin.yaml"} <= keys
    assert not {"dossier.yaml", "scenarios~dossier.yaml"} & keys
    assert "�" in here.open(NADIA, "latin.yaml").text
    assert here.referential(NADIA).read_all()
    assert {each.process for each in brought(real.house, workshop, NADIA)} >= {"ecole"}


def test_changes_are_told_line_by_line():
    assert list(changes("a\nb\nc\n", "a\nB\nc\n")) == [
        ("@", "-1,3 +1,3"),
        (" ", "a"),
        ("-", "b"),
        ("+", "B"),
        (" ", "c"),
    ]
    assert list(changes("a\n", "a\n")) == []


def test_texts_of_more_lines_than_any_file_are_compared_in_a_moment():
    """Fails when hostile lines are paired: a minute for one text, while others wait."""
    few = [f"ligne {each % 150}" for each in range(60_000)]
    other = [f"ligne {each * 7 % 149}" for each in range(60_000)]
    began = time.process_time()
    told = list(changes("\n".join(few), "\n".join(other)))
    assert time.process_time() - began < 2
    assert [line for sign, line in told if sign in " -"] == few
    assert [line for sign, line in told if sign in " +"] == other
    assert list(changes("\n".join(few), "\n".join(few))) == []
