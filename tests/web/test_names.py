"""What people are called, and what is written to do harm, on every page: kept exactly, and inert."""

from collections.abc import Callable
from html.parser import HTMLParser

from tests.app.desk import Desk
from tests.app.test_names_everywhere import NAMED, TEXTS, kept
from tests.web.conftest import Browser

Enter = Callable[..., Browser]
VOID = frozenset(("meta", "link", "input", "img", "br"))
TAME = "Amina"
SOME = tuple(each for each in TEXTS[::3] if each.strip())
"One in three: the others go the same ways in tests/app/test_names_everywhere.py; blanks alone leave the name empty."


class Page(HTMLParser):
    """A page as a browser sees it: its tags in their order with the names of their attributes, and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []
        self.feed(text[text.index("<main") :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.texts += [value for name, value in attrs if name == "value" and value]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_name_stands_on_each_page_as_it_was_written_and_changes_no_tag(desk: Desk, browser: Enter):
    """Fails when one hole of one template isn't escaped: the page would have a tag that a tame name's has not."""
    agent = browser("agent.tiznit")
    shapes: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for text in (TAME, *SOME):
        clean = text if text == TAME else NAMED.get(text)
        agent.get("/cases/new")
        agent.post("/cases/new", words="zzz")
        answer = agent.post("/cases/people", name=text, another="1", contact=text)
        if clean is None or "/cases/new?subject=" not in str(answer.url):
            # Nothing that shows, or too long: refused in words, and what was typed comes back inert.
            assert answer.status_code == 422, text
            Page(answer.text)
            continue
        subject = str(answer.url).partition("subject=")[2]
        desk.open("naissance", commune="tiznit", subject=subject)
        for name, path in (
            ("person", f"/people/{subject}"),
            ("case", f"/cases/{desk.case}"),
            ("open", str(answer.url)),
        ):
            page = Page(agent.get(path).text)
            assert any(clean in each for each in page.texts), (name, text)
            tags = [each for each in page.tags if each[0] not in ("li", "a", "small", "bdi", "ul", "div", "p")]
            assert tags == shapes.setdefault(name, tags), (name, text)


def test_a_note_and_a_reason_stand_in_the_history_as_they_were_written(desk: Desk, browser: Enter):
    desk.open("naissance", commune="tiznit")
    agent = browser("agent.tiznit")
    shown = 0
    for text in SOME:
        agent.get(f"/cases/{desk.case}")
        answer = agent.post(f"/cases/{desk.case}/notes", note__text=text, expect=desk.held().case.sequence)
        clean = kept(text)
        if answer.status_code == 200 and clean is not None:
            assert any(clean in each for each in Page(answer.text).texts), text
            shown += 1
    assert shown > 40
    assert len(SOME) >= 60
