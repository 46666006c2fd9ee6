"""What a page weighs on the wire: sixty kilobytes the first time, fifteen after it, in Arabic too."""

import re
from collections.abc import Callable

import pytest

from tests.app.desk import Desk
from tests.web.conftest import Browser

Enter = Callable[..., Browser]
FIRST, AFTER = 60_000, 15_000
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
