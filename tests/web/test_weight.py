"""What a page weighs on the wire: sixty kilobytes the first time, fifteen after it, in Arabic too."""

import html
import re
from collections.abc import Callable

import pytest

from engine.web.referential import PARTS
from tests.app.desk import Desk
from tests.web.conftest import Browser

Enter = Callable[..., Browser]
FIRST, AFTER = 60_000, 15_000
LEADS, PICTURE = 6_000, 18_000
"The page of a pathway, and its picture, which comes once until the pathway changes."
FILES = re.compile(r'"(/static/[^"]+)"')


def weight(answer: object) -> int:
    """Bytes as they were sent: packed, with their headers."""
    return int(answer.headers["content-length"]) + sum(len(n) + len(v) + 4 for n, v in answer.headers.items())  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_first_view_is_light_and_the_next_ones_lighter(desk: Desk, browser: Enter, language: str):
    desk.open("pension_vieillesse", commune="tiznit")
    agent = browser("agent.tiznit")
    agent.get(f"/?lang={language}")
    seen: set[str] = set()
    for path in ("/", f"/cases/{desk.case}", "/referential"):
        answer = agent.get(path)
        files = set(FILES.findall(answer.text))
        style = next(each for each in files if each.endswith(".css"))
        if language == "ar":
            files |= set(FILES.findall(agent.client.get(style).text))
        bytes_ = weight(answer) + sum(weight(agent.client.get(each)) for each in files - seen)
        assert bytes_ <= (AFTER if seen else FIRST), path
        seen |= files


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_of_a_pathway_is_light(browser: Enter, language: str):
    """Fails when a pathway's page holds its drawing again, or all of its text; its picture is kept by the browser."""
    editor = browser("editeur.formation")
    processes = re.findall('href="/referential/([a-z_]+)"', editor.get(f"/referential?lang={language}").text)
    assert len(processes) > 5
    for process in processes:
        page = editor.get(f"/referential/{process}")
        heaviest = {
            "page": weight(page),
            "picture": weight(editor.get(html.unescape(re.findall('<image href="([^"]+)"', page.text)[0]))),
            **{part: weight(editor.get(f"/referential/{process}/parts/{part}")) for part in PARTS},
            "changes": weight(editor.get(f"/referential/{process}/changes")),
        }
        assert heaviest.pop("page") <= LEADS
        assert heaviest.pop("picture") <= PICTURE
        assert max(heaviest.values()) <= AFTER, heaviest
    for step in re.findall('href="(/referential/naissance/steps/[^"]+)"', editor.get("/referential/naissance").text)[
        :9
    ]:
        assert weight(editor.get(step)) <= AFTER
