"""The referential as it is written: who may, drafts that nothing loses, findings as the command line tells them."""

import html
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI

from engine.app.bench import Bench
from engine.app.drafts import Proposal
from engine.app.publishing import check_files
from engine.core.events import EVERYWHERE, Actor
from engine.store.journal import Writing
from engine.web.editor import router
from engine.web.letters import router as letters
from engine.web.preview import router as previews
from engine.web.proposals import router as proposals
from engine.web.words import say
from tests.app.desk import Desk
from tests.web.conftest import TOKEN, Browser
from tests.web.test_visits import later

Enter = Callable[..., Browser]
AT = "/editor/files/accueil.yaml"
TEXT = re.compile(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', re.DOTALL)


@pytest.fixture
def bench(app: FastAPI) -> Bench:
    return app.state.site.bench


def text_of(page: str) -> str:
    found = TEXT.search(page)
    assert found is not None
    return html.unescape(found[1])


def seen_of(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def save(editor: Browser, text: str, act: str = "save", at: str = AT) -> str:
    editor.get(at)
    editor.post(at, text=text, seen=seen_of(editor.text), act=act)
    return editor.text


@pytest.mark.parametrize("role", ["superviseur", "auditeur", "gestion"])
def test_only_an_editor_writes(browser: Enter, role: str):
    """Fails when one of the pages forgets to ask whether this is an editor."""
    other = browser(f"{role}.formation")
    token = TOKEN.search(other.get("/referential/accueil").text)
    assert token is not None
    for each in (*router.routes, *previews.routes, *letters.routes, *proposals.routes):
        path = (
            each.path.replace("{key}", "accueil.yaml").replace("{digest}", "0" * 64).replace("{example}", "accueil:0")
        )  # type: ignore[attr-defined]
        for method in each.methods:  # type: ignore[attr-defined]
            answer = other.client.request(
                method, path, data={"token": token[1], "text": "x"} if method == "POST" else None
            )
            assert answer.status_code == 403, (method, path)


def test_a_draft_is_kept_for_its_editor_and_touches_nothing(browser: Enter, bench: Bench):
    """Fails when saving writes where something is published from, or where another editor reads."""
    editor = browser("editeur.formation")
    before = (bench.workshop.processes / "accueil.yaml").read_bytes()
    text = text_of(editor.get(AT).text) + "\n# écrit — ici\n"
    page = save(editor, text.replace("\n", "\r\n"))
    assert "Brouillon enregistré" in page
    assert text_of(browser("editeur.formation").get(AT).text) == text
    assert (bench.workshop.processes / "accueil.yaml").read_bytes() == before
    assert "votre brouillon" in editor.get("/editor").text
    editor.get(AT)
    editor.post(f"{AT}/dropping")
    assert text_of(editor.get(AT).text).encode() == before


def test_two_pages_of_one_editor_lose_neither_text(browser: Enter):
    """Fails when the second saving goes over the first one: half an hour of somebody's work."""
    one, two = browser("editeur.formation"), browser("editeur.formation")
    start = text_of(one.get(AT).text)
    two.get(AT)
    one.post(AT, text=f"{start}# premier\n", seen="", act="save")
    answer = two.post(AT, text=f"{start}# second\n", seen="", act="save")
    assert answer.status_code == 409
    assert text_of(two.text).endswith("# second\n")
    assert "# premier" in two.text
    fresh = browser("editeur.formation").get(AT).text
    assert text_of(fresh).endswith("# premier\n")
    assert "# second" in fresh


def test_what_is_typed_is_kept_by_itself_and_meets_another_page_as_a_saving_does(browser: Enter):
    """Fails when a page that goes away takes along what was typed in it."""
    one = browser("editeur.formation")
    text = text_of(one.get(AT).text)

    def typed(more: str, seen: str) -> tuple[int, dict[str, str]]:
        one.get(AT)
        answer = one.post(f"{AT}/draft", text=text + more, seen=seen)
        return answer.status_code, json.loads(answer.text)

    _, first = typed("# un\n", "")
    status, second = typed("# deux\n", first["seen"])
    assert status == 200
    assert seen_of(one.get(AT).text) == second["seen"]
    assert typed("# trois\n", first["seen"]) == (409, {"said": say("fr", "edit_met")})
    page = one.get(AT).text
    assert text_of(page).endswith("# deux\n")
    assert "# trois" in page
    assert typed("x" * 1_600_001, "")[0] == 422


def test_a_text_published_already_is_said_to_be(browser: Enter):
    editor = browser("editeur.formation")
    assert "déjà publiée, avec ce même texte" in save(editor, text_of(editor.get(AT).text), "publish")


def test_another_editors_draft_is_told_and_both_are_kept(browser: Enter, bench: Bench):
    editor = browser("editeur.formation")
    other = Actor("zineb", "editor", EVERYWHERE)
    start = bench.open(other, "accueil.yaml").text
    bench.save(other, "accueil.yaml", f"{start}# de zineb\n", "")
    page = save(editor, f"{start}# de moi\n")
    assert "zineb" in page
    assert "# de zineb" in page
    assert bench.open(other, "accueil.yaml").text.endswith("# de zineb\n")


def test_what_was_written_outlives_the_session(browser: Enter, desk: Desk):
    editor = browser("editeur.formation")
    start = text_of(editor.get(AT).text)
    desk.house.now = later(desk)
    editor.post(AT, text=f"{start}# long\n", seen="", act="save")
    assert editor.page is not None
    assert editor.page.status_code == 401
    goal, kept = (
        html.unescape(re.search(f'name="{name}" value="([^"]*)"', editor.text)[1]) for name in ("goal", "kept")
    )  # type: ignore[index]
    back = editor.post("/login", part="editeur.formation", goal=goal, kept=kept)
    assert "# long" in back.text


WRONG = [
    ("process: accueil\n", "proces: accueil\n"),
    ("kind: task", "kind: tache"),
    ("version: ", "version: x"),
]


def test_findings_are_those_of_the_command_line_to_the_column(browser: Enter, bench: Bench, tmp_path: Path):
    """Fails when the page reads the text by another way than `baom process check`."""
    editor = browser("editeur.formation")
    text = text_of(editor.get(AT).text)
    for before, after in WRONG:
        assert before in text
        text = text.replace(before, after, 1)
    told = json.loads(editor.post(f"{AT}/check", text=text).text)["problems"]
    folder = tmp_path / "processes"
    shutil.copytree(bench.workshop.processes, folder)
    (folder / "accueil.yaml").write_text(text, encoding="utf-8")
    known = check_files(replace(bench.workshop, processes=folder), [folder / "accueil.yaml"])
    assert len(known) == len(WRONG)
    assert [(each["line"], each["column"], each["code"], each["message"], each["remedy"]) for each in told] == [
        (each.place.line, each.place.column, each.code, each.message, each.remedy) for each in known
    ]
    page = save(editor, text, "check")
    for each in known:
        assert f'data-line="{each.place.line}" data-column="{each.place.column}"' in page


HOSTILE = {
    "a bomb": "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n",
    "too deep": "a: " + "[" * 5000,
    "too long": "# " + "x" * 1_100_000,
    "tabs": "process: accueil\n\tversion: 1\n",
    "turned letters": 'process: accueil\ntitle: {fr: "a\u202eb"}\n',
    "nothing": "",
    "a null byte": "process: a\x00b\n",
    "markup": "</textarea><script>alert(1)</script>\n",
}


def test_hostile_text_is_told_what_is_wrong_and_is_kept(browser: Enter):
    """Fails when a text that no reader reads makes a failure, or is lost, or runs in the page."""
    editor = browser("editeur.formation")
    for name, text in HOSTILE.items():
        hostile_text(editor, name, text)


def hostile_text(editor: Browser, name: str, text: str) -> None:
    editor.get(AT)
    answer = editor.client.post(
        f"{AT}/check",
        data={"token": TOKEN.search(editor.text)[1], "text": text},  # type: ignore[index]
    )
    assert answer.status_code == 200, name
    assert any(each["severity"] == "error" for each in answer.json()["problems"])
    page = save(editor, text)
    assert text_of(page) == text
    assert "<script>alert" not in page
    for act in ("test", "publish"):
        editor.post(AT, text=text, seen=seen_of(editor.text), act=act)
        assert editor.page is not None
        assert editor.page.status_code == 422, act


def test_a_text_beyond_all_measure_is_refused_and_comes_back(browser: Enter):
    editor = browser("editeur.formation")
    page = save(editor, "x" * 1_600_001)
    assert "trop long" in page
    assert len(text_of(page)) == 1_600_001


def test_completion_knows_the_keys_their_meaning_and_the_names_of_the_file(browser: Enter):
    """Fails when the grammar changes and what helps to write doesn't."""
    editor = browser("editeur.formation")
    helped = editor.get(f"{AT}/help").json()
    assert helped["root"] == {"record": "process"}
    told = helped["records"]["state"]["kind"]
    assert told[1]["words"].keys() == {"task", "wait", "final"}
    assert helped["records"]["process"]["start"][:2] == ["La première étape.", {"names": "state", "noun": "une étape"}]
    text = text_of(editor.get(AT).text)
    names = json.loads(editor.post(f"{AT}/check", text=text).text)["names"]
    assert {"state", "field", "document", "source", "action", "service", "form"} <= names.keys()
    assert names["state"]
    assert editor.get("/editor/files/forms~forms.yaml/help").json() == {}


@pytest.mark.parametrize(
    "key", ["scenarios~accueil.yaml", "documents.yaml", "socle.yaml", "territories~souss_massa~holidays.yaml",
            "forms~forms.yaml", "forms~liste_pieces.fr.md.j2"]
)  # fmt: skip
def test_every_kind_of_file_is_checked_by_its_own_reader(browser: Enter, key: str):
    editor = browser("editeur.formation")
    page = editor.get(f"/editor/files/{key}").text
    assert "Aucune anomalie." in page or 'class="warning"' in page
    assert '<li class="error"' not in page
    spoilt = save(editor, text_of(page) + "\n{{ [oubli: \n", "check", f"/editor/files/{key}")
    assert '<li class="error"' in spoilt


def test_a_draft_of_a_catalogue_counts_for_the_pathways_of_the_same_editor(browser: Enter, bench: Bench):
    editor = browser("editeur.formation")
    documents = text_of(editor.get("/editor/files/documents.yaml").text)
    added = re.sub(r"^([a-z_]+):", r"piece_neuve:", documents.split("\n\n")[-1], count=1, flags=re.MULTILINE)
    save(editor, f"{documents}\n{added}", at="/editor/files/documents.yaml")
    text = text_of(editor.get(AT).text)
    names = json.loads(editor.post(f"{AT}/check", text=text).text)["names"]
    assert "piece_neuve" in names["document"]


def test_no_file_is_reached_but_those_of_the_workshop(browser: Enter):
    editor = browser("editeur.formation")
    for key in (
        "..~..~pyproject.toml",
        "scenarios~..~accueil.yaml",
        "~etc~passwd",
        "baom.key",
        "schema~process.schema.json",
    ):
        assert editor.get(f"/editor/files/{key}").status_code == 422, key
    assert editor.get("/editor/files/accueil.yaml").status_code == 200
    assert editor.post(f"/editor/waiting/{'a' * 5000}").status_code == 422


def test_scenarios_of_a_draft_are_run_from_the_page(browser: Enter):
    editor = browser("editeur.formation")
    text = text_of(editor.get(AT).text)
    assert "Scénarios réussis" in save(editor, text, "test")
    stories = text_of(editor.get("/editor/files/scenarios~accueil.yaml").text)
    broken = re.sub(r"expect: \{state: \w+", "expect: {state: nulle_part", stories, count=1)
    assert broken != stories
    page = save(editor, broken, "test", "/editor/files/scenarios~accueil.yaml")
    assert "nulle_part" in page
    assert '<li class="error">' in page


def test_the_agents_screen_is_walked_in_both_languages(browser: Enter, desk: Desk):
    editor = browser("editeur.formation")
    at = "/editor/files/naissance.yaml/preview"
    page = editor.get(at).text
    state = re.search(r'<section class="card now"><h2>([^<]+)</h2>', page)
    assert state is not None
    arabic = editor.post(at, act="begin", shown="ar").text
    assert 'class="shown" lang="ar" dir="rtl"' in arabic
    screen = arabic.partition('class="shown"')[2].partition('id="days"')[0]
    assert [word for word in ("choisir", "à obtenir", "Enregistrer", "oui", "Actions") if f">{word}" in screen] == []
    assert say("ar", "save") in screen
    placed = editor.post(at, act="begin", state="collecte_pieces").text
    assert "Réunion des pièces" in placed or "<fieldset" in placed
    story = editor.post(at, act="begin", story="0", until="3").text
    assert re.search(r'<section class="card now"><h2>[^<]+</h2>', story)
    assert editor.post(at, act="wait", days="abc").status_code == 422
    assert editor.post(at, act="x", trail='[{"do": {"a": [1]}}, 3, "x"]').status_code == 200
    assert editor.post(at, act="x", trail='[{"do": "\\ud800"}]').status_code == 200
    assert desk.house.store.read(lambda reading: reading.every_case()) == []


def test_a_draft_is_published_from_the_page_under_a_new_number(browser: Enter, desk: Desk):
    """Fails when a published text stays behind the file it came from: the next draft would begin from the old one."""
    editor = browser("editeur.formation")
    text = text_of(editor.get(AT).text)
    number = int(re.search(r"^version: (\d+)", text, re.MULTILINE)[1])  # type: ignore[index]
    same = save(editor, text.replace("notes: ", "# autre\nnotes: ", 1) + "# autre\n", "publish")
    assert "déjà publiée avec un autre contenu" in same
    newer = re.sub(r"^version: \d+", f"version: {number + 1}", text, count=1, flags=re.MULTILINE)
    assert f"version {number + 1}" in re.sub("[\u2066-\u2069]", "", save(editor, newer, "publish"))
    assert f"version: {number + 1}" in text_of(editor.get(AT).text)
    kept = desk.house.store.read(lambda reading: [each for each in reading.definitions() if each.process == "accueil"])
    assert [each.version for each in kept][-1] == number + 1


def test_a_number_that_is_taken_is_told_at_once_and_changed_by_a_button(browser: Enter):
    """Fails when an editor learns only at the end, from the second one, that the number had to be raised."""
    editor = browser("editeur.formation")
    text = text_of(editor.get(AT).text)
    number = int(re.search(r"^version: (\d+)", text, re.MULTILINE)[1])  # type: ignore[index]
    assert 'value="number"' not in editor.get(AT).text
    told = save(editor, text + "# autre\n")
    assert 'value="number"' in told
    changes = editor.get(f"{AT}/changes").text
    assert say("fr", "number_taken", number, number + 1) in html.unescape(changes)
    assert f"{AT}/publication" not in changes
    numbered = save(editor, text + "# autre\n", "number")
    assert 'value="number"' not in numbered
    assert text_of(numbered) == text.replace(f"version: {number}", f"version: {number + 1}", 1) + "# autre\n"
    assert f"{AT}/publication" in editor.get(f"{AT}/changes").text
    published = save(editor, text_of(numbered), "publish")
    assert 'href="/referential/accueil/migration"' in published


def test_files_are_called_by_their_titles_and_a_form_is_one_line_with_its_languages(browser: Enter, bench: Bench):
    """Fails when an editor has to know what a file is named to find a pathway or a letter."""
    editor = browser("editeur.formation")
    page = html.unescape(editor.get("/editor").text)
    for title in ("Enregistrement d'une naissance à l'état civil", "Jours fériés", "Communes", "Pièces"):
        assert page.count(f"<bdi>{title}</bdi>") == (2 if "naissance" in title else 1)
    form = re.search(r"<li><span[^>]*><bdi>Demande de récépissé de dépôt</bdi></span>.*?</li>", page)
    assert form is not None
    links = re.findall(r'<a href="/editor/files/([^"]*)"[^>]*>(\w+)</a>', form[0])
    assert links == [
        ("forms~courrier_recepisse.fr.md.j2", "français"),
        ("forms~courrier_recepisse.ar.md.j2", "arabe"),
    ]
    listed = re.findall(r'<a href="/editor/files/([^"]*)"', page)
    actor = Actor("editeur.formation", "editor", EVERYWHERE)
    assert sorted(listed) == sorted(each.key for each in bench.files(actor))
    arabic = html.unescape(editor.get("/editor/files/naissance.yaml?lang=ar").text)
    assert "<h1><bdi>تسجيل الولادة بالحالة المدنية</bdi></h1>" in arabic


def test_a_form_that_no_catalogue_names_goes_by_its_file(browser: Enter, bench: Bench, tmp_path: Path):
    """Fails when a new form, or one in a third language, hides another or can't be opened."""
    shutil.copytree(bench.workshop.forms, tmp_path / "forms")
    bench.workshop = replace(bench.workshop, forms=tmp_path / "forms")
    for name in ("nouveau.fr.md.j2", "fiche_liaison.en.md.j2", "seul.j2"):
        (tmp_path / "forms" / name).write_text("Bonjour.\n", encoding="utf-8")
    page = browser("editeur.formation").get("/editor").text
    for name in ("nouveau.fr.md.j2", "fiche_liaison.en.md.j2", "fiche_liaison.fr.md.j2", "seul.j2"):
        assert page.count(f'href="/editor/files/forms~{name}"') == 1


def test_a_text_that_can_not_be_published_says_so_above_it(browser: Enter):
    """Fails when whoever asked to publish a wrong text has to guess that nothing came of it."""
    editor = browser("editeur.formation")
    text = text_of(editor.get(AT).text)
    told = save(editor, text.replace("process: accueil", "proces: accueil", 1), "publish")
    assert editor.page is not None
    assert editor.page.status_code == 422
    above = html.unescape(told.partition("<textarea")[0])
    assert "Rien n'est publié" in above
    assert "« proces »" in above


def test_what_was_checked_is_told_in_its_colour_with_its_places(browser: Enter):
    """Fails when a text with errors is answered by a green notice, or its findings have to be looked for."""
    editor = browser("editeur.formation")
    text = text_of(editor.get(AT).text)
    fine = save(editor, text, "check")
    assert '<div class="notice good" role="status"' in fine
    for act in ("check", "save"):
        told = save(editor, text.replace("kind: task", "kind: tache", 1), act)
        notice = told.partition('<div class="notice bad" role="alert"')[2].partition("</div>")[0]
        assert "Erreurs : 1 ·" in notice
        line = text[: text.index("kind: task")].count("\n") + 1
        assert f'<a href="#found-1" class="error" data-line="{line}"' in notice
        assert '<li class="error" id="found-1">' in told
    doubtful = save(
        editor, text.replace("\nfields:", "\nfields:\n  de_trop: {type: text, class: plain, label: {fr: a, ar: ب}}")
    )
    assert '<div class="notice warn" role="status"' in doubtful


def test_a_text_spoilt_all_over_is_told_from_its_beginning(browser: Enter):
    """Fails when a page of thousands of findings is made for whoever pasted the wrong file."""
    editor = browser("editeur.formation")
    text = text_of(editor.get(AT).text) + "".join(f"cle_{each}: {{fr: x}}\n" for each in range(300))
    page = save(editor, text, "check")
    assert page.count('<li class="error"') == 100
    assert "autres : corriger celles-ci" in page
    answer = editor.client.post(f"{AT}/check", data={"token": TOKEN.search(page)[1], "text": text}).json()  # type: ignore[index]
    assert len(answer["problems"]) == 100
    assert answer["errors"] > 100


def test_an_office_is_put_in_service_from_its_page(browser: Enter, desk: Desk):
    """Fails when what an editor put in service isn't what the next page shows, or stands without its reason."""
    editor, key = browser("editeur.formation"), "territories~souss_massa~offices.yaml"
    at = f"/editor/files/{key}"
    text = text_of(editor.get(at).text)
    number = next(each.phone for each in desk.house.territory.offices if each.phone)
    changed = text.replace(number, "05 00 00 00 01", 1)
    refused = save(editor, changed, "publish", at)
    assert "Il faut un motif" in html.unescape(refused)
    editor.post(at, text=changed, seen=seen_of(editor.text), act="publish", reason="appel du 3 novembre")
    page = editor.get(at).text
    assert "appel du 3 novembre" in page
    assert "05 00 00 00 01" in text_of(page)
    assert "votre brouillon" not in editor.get("/editor").text
    services = browser("auditeur.formation").get("/referential/naissance").text
    assert "05 00 00 00 01" in services or number not in services


def test_what_the_soundness_of_a_pathway_lacks_is_told_in_the_readers_language(browser: Enter):
    """Fails when an editor who reads Arabic is told in French what is wrong, or French passes for Arabic."""
    editor = browser("editeur.formation")
    text = text_of(editor.get(AT).text)
    wrong = text.replace("\nfields:", "\nfields:\n  de_trop: {type: text, class: plain, label: {fr: a, ar: ب}}", 1)
    save(editor, wrong, "check")
    for language, words in (
        ("ar", "لا يطلب ولا ينظر فيه أي شرط"),
        ("en", "is neither asked for"),
        ("fr", "n'est ni demandée"),
    ):
        page = html.unescape(editor.get(f"{AT}?lang={language}").text)
        assert re.search(f'<strong dir="auto">[^<]*{words}', page)
    editor.get(f"{AT}?lang=ar")
    [idle] = [each for each in editor.post(f"{AT}/check", text=wrong).json()["problems"] if each["code"] == "W626"]
    assert "احذفوه" in idle["remedy"]
    editor.get(AT)
    lacking = editor.post(f"{AT}/check", text=wrong.replace("label: {fr: a, ar: ب}", "label: {fr: a}")).json()[
        "problems"
    ]
    assert "النص العربي ناقص" in next(each["message"] for each in lacking if each["code"] == "W220")


def test_a_choice_a_way_on_and_an_invariant_are_judged_in_the_margin(browser: Enter):
    """Fails when what needs the whole pathway to be judged is left for the publication."""
    editor = browser("editeur.formation")
    wrong = text_of(editor.get(AT).text)
    for line, changed in (
        ("\n  triage:\n", "\n  triage:\n    choices: {un: [informer, orienter]}\n"),
        ("to: parcours_ouvert\n", "to: [{state: parcours_ouvert, when: \"besoin == 'retour'\"}]\n"),
        ("\ninvariants:\n", "\ninvariants:\n  un: {text: {fr: a, ar: ب}, in: any, holds: 'true'}\n"),
    ):
        assert line in wrong
        wrong = wrong.replace(line, changed, 1)
    told = {each["code"]: each for each in editor.post(f"{AT}/check", text=wrong).json()["problems"]}
    assert {"E619", "W629", "E620"} <= set(told)
    assert wrong.splitlines()[told["E620"]["line"] - 1].startswith("  un: {text")
    assert "choices:" in wrong.splitlines()[told["E619"]["line"] - 1]


def test_a_proposal_altered_or_of_another_shape_leaves_the_page_to_its_editors(
    browser: Enter, bench: Bench, desk: Desk
):
    """Fails when one file that another hand wrote shuts every editor out, or its text is shown as proposed."""

    def ask(writing: Writing) -> None:
        body = {"request": "Q-essai", "act": "process.publish", "about": "0" * 64, "named": "accueil v9"}
        writing.system(
            "approval_asked", body, {}, desk.house.stamp(Actor("zineb", "editor", EVERYWHERE), desk.house.today(), "")
        )

    desk.house.store.write(ask)
    bench.drafts.propose(Proposal("0" * 64, "accueil", 9, "texte forgé", "{}", "zineb"))
    editor = browser("editeur.formation")
    page = html.unescape(editor.get("/editor").text)
    assert "n'est plus celle qui a été faite" in page
    assert "texte forgé" not in page
    assert f"/editor/waiting/{'0' * 64}" not in page
    (bench.drafts.folder / "proposed" / f"{'0' * 64}.json").write_text("[]")
    assert "n'est pas un brouillon" in html.unescape(editor.get("/editor").text)


LETTER = "/editor/files/forms~courrier_restitution.{}.md.j2"


@pytest.mark.parametrize(("language", "kept"), [("fr", "Fatou Exemple"), ("ar", "فاتو مثال")])
def test_a_letters_draft_is_seen_filled_as_a_page_and_as_a_pdf(browser: Enter, desk: Desk, language: str, kept: str):
    """Fails when what is shown is the letter in force, or when looking at one records a case."""
    editor, at = browser("editeur.formation"), LETTER.format(language)
    before = desk.house.store.read(lambda reading: (reading.log_head(), reading.cases()))
    save(editor, f"{text_of(editor.get(at).text)}\nPhrase du brouillon.\n", at=at)
    listed = editor.get(f"{at}/sheets").text
    found = re.search(f'href="({re.escape(at)}/sheets/[^"/]+)"', listed)
    assert found is not None
    sheet = editor.client.get(found[1])
    assert "Phrase du brouillon." in sheet.text
    assert kept in sheet.text
    assert "sandbox" in sheet.headers["content-security-policy"]
    printed = editor.client.get(f"{found[1]}/pdf")
    assert printed.content.startswith(b"%PDF-")
    assert desk.house.store.read(lambda reading: (reading.log_head(), reading.cases())) == before


def test_a_letter_with_errors_or_that_no_story_prints_says_so(browser: Enter):
    editor, at = browser("editeur.formation"), LETTER.format("fr")
    here = say("fr", "letter_none")
    assert here in html.unescape(editor.get("/editor/files/forms~dossier_remis.fr.md.j2/sheets").text)
    found = re.search(f'href="({re.escape(at)}/sheets/[^"/]+)"', editor.get(f"{at}/sheets").text)
    assert found is not None
    save(editor, "{{ inconnu }}", at=at)
    assert say("fr", "letter_wrong") in html.unescape(editor.get(f"{at}/sheets").text)
    for path in (found[1], f"{at}/sheets/autre:0", f"{at}/sheets/protection:99", "/editor/files/accueil.yaml/sheets"):
        answer = editor.client.get(path)
        assert (answer.status_code in {404, 422}, "incident" in answer.text) == (True, False), path
