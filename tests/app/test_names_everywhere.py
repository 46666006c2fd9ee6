"""What people are called, and what is written to do harm: through every way in, to every way out.

Each text goes in as a person's name, a field, a note, a reason, a receipt's number and a step of a scenario; kept
exactly, cleaned in a known way, or refused with words. It comes out as JSON, on a terminal in three languages, as a
page, as a PDF; a page is held tag by tag against that of a tame name.
"""

import io
import json
import re
import unicodedata
from html.parser import HTMLParser
from xml.parsers import expat

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

import cli
from engine.app.answer import Done
from engine.app.people import add_person
from engine.app.printing import draw_form
from engine.app.reading import read_case
from engine.core.events import Correct, Do, Note, Receipt
from engine.core.values import clean_text, is_visible, is_word
from engine.errors import UsageError
from engine.reader.scenarios import read_scenarios
from tests.app.desk import AGENT, COMMUNE, SUPERVISOR, done, open_desk
from tests.printing.test_values import HOSTILE, NAMES, STRANGE

MORE = (
    *("\u202egnp.exe", "a\u202e\u202db", "\u2066isolé\u2069", "\u2067", "\u202a\u202b\u202c", "Ali\u2068"),
    *("\x1b]8;;http://x.example\x1b\\clic\x1b]8;;\x1b\\", "\x1b[2J\x1b[H", "\x9b31m", "\x07cloche", "a\x00b", "a\x7fb"),
    *("a\rb", "a\x08\x08b", "\x1bP+q\x1b\\", "un\ndeux", "un\ttrois", "a\x85b", "a\u2028b", "a\u2029b"),
    *("=1+1", "+212600000000", "-1", "@SOMME(A1)", "＝1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x";"y")'),
    *("\u200d", "\u200b\u200c", "\u3164", "\ufeff", "\u2800", "\u200e\u200f", "   ", "\u00ad"),
    *("ك\u200dك", "می\u200cخواهم", "👩\u200d👧", "e\u0301\u0302\u0303" * 20, "ﷺ", "ﬁ", "Ａｌｉ", "İi̇ıI"),
    *("x" * 2_000, "é" * 1_999, "ن" * 300, "\U000e0041\U000e0042", "\ufffe", "\u061cعلي", "O\u0027Brien; --"),
    *(
        "' OR 1=1 --",
        '"; DROP TABLE events; --',
        "$(id)",
        "`id`",
        "%s%n",
        "{0.__class__}",
        "${jndi:ldap://x}",
        "\\u0000",
    ),
    *(
        "C:\\CON",
        "a/../b",
        "<svg/onload=alert(1)>",
        "{{7*7}}",
        "{% raw %}",
        "#let x = 1",
        "#{sys.inputs}",
        "null",
        "true",
    ),
    *("علي\n\u202eيلع", "N’Diaye\u0301", "ߒߞߏ\u200d", "𞤀\U0001e94a", "ⵜⴰ\u2d7f", "Jean‑Paul", "D-7K2M-9QXH", "?"),
)
TEXTS = tuple(dict.fromkeys((*NAMES, *HOSTILE, *STRANGE, *MORE)))

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]")
"What no terminal, file or page is ever given."


def kept(text: str) -> str | None:
    """The text as it is kept; None when it shows nothing, and is refused."""
    cleaned = clean_text(text)
    return cleaned if cleaned and is_visible(cleaned) else None


KEPT = {text: kept(text) for text in TEXTS if kept(text) is not None and len(kept(text) or "") <= 2_000}
NAMED = {text: " ".join(told.splitlines()) for text, told in KEPT.items()}
"A person's name is of one line."


def test_there_are_enough_texts_of_every_kind():
    assert len(TEXTS) >= 180
    assert sum(any(unicodedata.category(each)[0] == "C" for each in text) for text in TEXTS) >= 30
    assert len(TEXTS) - len(KEPT) >= 6


@pytest.mark.parametrize("text", [*NAMES, *STRANGE])
def test_a_name_is_kept_exactly(text):
    """But for its composition, and blanks at its ends: fails when a letter, a joiner or an apostrophe is lost."""
    assert kept(text) == unicodedata.normalize("NFC", text).strip()


@pytest.mark.parametrize("text", KEPT)
def test_what_is_kept_can_do_nothing(text):
    """Fails when a control character or an override of direction passes."""
    assert not _FORBIDDEN.search(KEPT[text])
    assert clean_text(KEPT[text]) == KEPT[text]
    assert unicodedata.is_normalized("NFC", KEPT[text])
    json.dumps(KEPT[text]).encode()


class Names:
    """That desk, with what went in."""

    def __init__(self, desk):
        self.desk = desk
        self.people: dict[str, str] = {}
        self.cases: dict[str, str] = {}
        self.refused: dict[str, list[str]] = {}
        for text in TEXTS:
            self.add(text)
        done(desk.open("famille"))
        desk.agree("accord")
        self.chronicle = desk.case
        done(desk.set(prenom="rien"))
        for text in TEXTS:
            self.say(text)

    def add(self, text):
        desk = self.desk
        try:
            self.people[text] = add_person(desk.house, "person", COMMUNE, {"name": text}, AGENT)
        except UsageError:
            self.refuse(text, "person")
            return
        answer = desk.open("famille", subject=self.people[text], fields={"prenom": text})
        if isinstance(answer, Done):
            self.cases[text] = desk.case
        else:
            self.refuse(text, "open")

    def say(self, text):
        desk, case = self.desk, self.chronicle
        asked = {
            "note": Note(text),
            "reason": Correct({"prenom": "autre" if desk.held(case).private["prenom"] == "rien" else "rien"}, text),
            "receipt": Do("deposer", receipt=Receipt(text, desk.today)),
        }
        for way, ask in asked.items():
            if not isinstance(desk.ask(ask, case=case), Done):
                self.refuse(text, way)

    def refuse(self, text, way):
        self.refused.setdefault(text, []).append(way)

    def ask(self, *words, code=0):
        """What a command line answers over the same database."""
        environment = {
            "BAOM_DB": self.desk.url,
            "BAOM_MASTER_KEY": bytes(range(32)).hex(),
            "BAOM_SIGNING_KEY": bytes(range(32)).hex(),
        }
        result = CliRunner().invoke(cli.app, ["--now", "2026-11-06", *words], env=environment)
        assert code is None or result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result.output

    def sheet(self, case, language, *, as_pdf):
        opened = read_case(self.desk.house, case, SUPERVISOR)
        return draw_form(self.desk.house, opened, "resume_dossier", language, as_pdf=as_pdf)

    def page(self, case, language):
        """The summary of a case; its number is the same each time, so that pages can be compared."""
        return Skeleton(self.sheet(case, language, as_pdf=False).decode())


@pytest.fixture(scope="module")
def names(sqlite_models, referentials, tmp_path_factory):
    """Every text, in by every way, at a desk of the invented pathways."""
    with sqlite_models.copied("invented", tmp_path_factory.mktemp("noms")) as url:
        desk = open_desk(url, referentials)
        yield Names(desk)
        desk.house.store.close()


def test_what_shows_nothing_is_refused_and_all_the_rest_goes_in(names):
    """By every way but two it goes in whole: a note has its length, and a receipt's number stands on one line."""
    for text in TEXTS:
        refused = set(names.refused.get(text, ()))
        if text not in KEPT:
            # A blank name is no name: a person may have none.
            expected = {"note", "reason", "receipt"} | ({"person"} if text.strip() else {"open"})
        else:
            expected = set() if is_word(KEPT[text]) else {"receipt"}
        assert refused == expected, ascii(text)


def test_what_went_in_is_kept_as_it_was_cleaned(names):
    """Read back from what is on disk: a name, a field, a note, a reason, a number. Fails when a letter is lost."""
    house = names.desk.house
    for text, person in names.people.items():
        if not text.strip():
            continue
        assert house.store.read(lambda reading, one=person: reading.subject(one)).data["name"] == NAMED[text]
        assert names.desk.held(names.cases[text]).private["prenom"] == KEPT[text]
    said = [names.desk.private(event.sequence, names.chronicle) for event in names.desk.history(names.chronicle)]
    assert [each["note"] for each in said if "note" in each] == list(KEPT.values())
    assert [each["reason"] for each in said if "reason" in each] == list(KEPT.values())
    numbers = [each["receipt.number"] for each in said if "receipt.number" in each]
    assert numbers == [text for text in KEPT.values() if is_word(text)]


def strings(value):
    """Every text of a JSON answer."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in strings(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in strings(each))


@pytest.mark.parametrize("words", [("case", "list", "--limit", "1000"), ("worklist", "--limit", "1000")])
def test_json_gives_names_exactly_and_no_control(names, words):
    told = names.ask(*words, "--json")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", told)
    people = {row["person"] for row in json.loads(told)["cases" if words[0] == "case" else "rows"]}
    assert set(NAMED.values()) <= people
    assert not any(len(name.splitlines()) > 1 for name in people)


def test_json_gives_all_that_was_said_in_a_case_exactly(names):
    told = set(strings(json.loads(names.ask("case", "show", names.chronicle, "--json"))))
    assert set(KEPT.values()) <= told


def squashed(text: str) -> str:
    """The letters alone: where lines were cut, and what sets a value apart, put aside."""
    return re.sub("[\\s\u2066-\u2069\ue000]", "", text)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("screen", ["list", "show", "worklist"])
def test_a_terminal_is_given_letters_alone(names, language, screen):
    """Fails when an escape, an override or an isolate left open reaches the screen, or a name doesn't."""
    words = {
        "list": ("case", "list", "--limit", "1000"),
        "show": ("case", "show", names.chronicle),
        "worklist": ("worklist", "--limit", "1000"),
    }[screen]
    told = names.ask("--lang", language, *words)
    assert not _FORBIDDEN.search(told)
    for line in told.split("\n"):
        assert line.count("\u2068") == line.count("\u2069"), line
    if screen == "show":
        letters = squashed(told)
        # Stars make bold, as in the pathways' own texts: nothing worse.
        assert [text for text in KEPT.values() if squashed(text).replace("**", "") not in letters] == []


def test_half_a_letter_is_refused_in_words(names):
    """As a program may send it; a command line is refused at the door. Fails when the demand can't be written down."""
    desk = names.desk
    with pytest.raises(UsageError, match="pas arrivé en entier"):
        desk.ask(Note("\ud800a"), case=names.chronicle, key="moitie-1")
    with pytest.raises(UsageError, match="pas arrivé en entier"):
        desk.open("famille", fields={"prenom": "\ud800a"}, key="moitie-2")


class Skeleton(HTMLParser):
    """The tags of a page, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(f"{tag} {attributes}")

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")

    def handle_comment(self, data):
        self.tags.append(f"!{data}")

    def handle_data(self, data):
        self.text += data


def test_a_page_has_the_same_tags_whatever_the_name(names):
    """A sheet of a case, through the product; the other names, through the printer: tests/printing/test_values.py."""
    for language, texts in (("fr", MORE), ("ar", MORE[::6])):
        expected = names.page(names.cases["A"], language).tags
        for text in filter(names.cases.__contains__, texts):
            page = names.page(names.cases[text], language)
            assert page.tags == expected, ascii(text)
            assert squashed(KEPT[text]) in squashed(page.text), ascii(text)


@pytest.mark.parametrize(
    "text", ["\x1b[31mrouge\x1b[0m", '#read("/etc/passwd")', "</bdi></body><img src=x onerror=alert(1)>"]
)
def test_a_pdf_has_the_letters_of_a_hostile_name(names, text):
    """One by one through the product; all of them, through the printer alone, in tests/printing/test_values.py."""
    pdf = PdfReader(io.BytesIO(names.sheet(names.cases[text], "fr", as_pdf=True)))
    letters = squashed("".join(page.extract_text() for page in pdf.pages))
    assert squashed(KEPT[text]) in letters
    assert "root:" not in letters


@pytest.mark.parametrize(
    "words",
    [
        ("case", "next", "{}"),
        ("case", "open", "naissance", "--commune", "{}"),
        ("case", "print", "{}", "{}"),
        ("person", "show", "{}"),
        ("audit", "access", "--person", "{}", "--as", "auditor"),
        ("case", "list", "--process", "{}"),
    ],
)
@pytest.mark.parametrize("text", ["\x1b]8;;http://x\x1b\\clic", "a\u202eb\u2066c", "\x9b31m<b>"])
def test_a_word_in_the_wrong_place_is_refused_in_words_that_do_nothing(names, words, text):
    """A complaint repeats what was typed; so does its JSON."""
    for more in ((), ("--json",)):
        told = names.ask(*(word.format(text) for word in words), *more, code=None)
        assert not _FORBIDDEN.search(told if not more else json.dumps(json.loads(told), ensure_ascii=True))


def test_no_word_that_was_typed_is_in_the_log_of_reads(names):
    """Searched for, or given where a number was asked for. Fails when words are noted as they were typed."""
    for text in ("Aminata Diallo", "عائشة", "O'Brien-Kouassi"):
        names.ask("person", "search", text)
        names.ask("case", "next", text, code=2)
    lines = names.desk.house.store.read(lambda reading: list(reading.sights("", "9999")))
    seen = {name for sight in lines for name in sight.seen}
    assert all(re.fullmatch(r"[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}|\?", name) for name in seen)


def test_a_scenario_takes_what_an_editor_may_write_and_refuses_the_rest_at_its_line(tmp_path):
    """The one way in that is a file: control characters and overrides are refused there, even escaped."""
    for text in TEXTS:
        path = tmp_path / "histoire.yaml"
        step = json.dumps(text, ensure_ascii=True)
        head = "process: naissance\nscenarios:\n  - title: Une histoire\n    given: {commune: tiznit, on: 2026-11-06}\n"
        path.write_text(f"{head}    steps:\n      - note: {step}\n", encoding="utf-8")
        found = read_scenarios(path)
        if found.problems:
            assert {problem.place.line for problem in found.problems} == {6}, ascii(text)
        else:
            assert not _FORBIDDEN.search(text.replace("\t", "").replace("\x85", "")), ascii(text)


def test_the_page_of_a_life_holds_all_that_was_said_and_no_tag_of_it(names, tmp_path):
    """Every note and reason of the chronicle on one page, which can run nothing."""
    for language in ("fr", "ar"):
        path = tmp_path / f"vie.{language}.html"
        asked = ("audit", "timeline", names.chronicle, "--html", str(path), "--as", "supervisor")
        names.ask("--lang", language, *asked)
        written = path.read_text(encoding="utf-8")
        page = Skeleton(written)
        assert {tag.split()[0].lstrip("/") for tag in page.tags} & {"script", "img", "a", "iframe", "b"} == set()
        assert [tag for tag in page.tags if re.search("'on|^!|^svg/", tag)] == []
        assert not _FORBIDDEN.search(written)
        letters = squashed(page.text)
        assert [text for text in KEPT.values() if squashed(text) not in letters] == []


def test_what_goes_out_for_process_mining_holds_no_word_of_theirs(names, tmp_path):
    """Well-formed, whatever was said. Fails when a name, a note, a reason or a number is written."""
    path = tmp_path / "parcours.xes"
    names.ask("audit", "xes", str(path), "--as", "auditor")
    written = path.read_text(encoding="utf-8")
    expat.ParserCreate().Parse(written, True)
    assert [text for text in KEPT.values() if len(text) > 9 and text in written] == []


@pytest.mark.parametrize("text", ["N’Diaye", "علي Ali علي", "<svg/onload=alert(1)>", "\x1b[2J\x1b[H"])
def test_what_is_handed_to_a_person_calls_them_by_their_name(names, tmp_path, text):
    person = names.people[text]
    told = json.loads(names.ask("person", "access", person, "--out", str(tmp_path / "dossier.json"), "--json"))
    assert told
    held = (tmp_path / "dossier.json").read_text(encoding="utf-8")
    assert NAMED[text] in set(strings(json.loads(held)))
    names.ask("person", "access", person, "--out", str(tmp_path / "dossier.pdf"))
    pdf = PdfReader(tmp_path / "dossier.pdf")
    letters = set("".join(page.extract_text() for page in pdf.pages))
    assert set(squashed(KEPT[text])) <= letters
