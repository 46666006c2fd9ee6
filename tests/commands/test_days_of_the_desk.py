"""A moment is told by the desk's own calendar: what was done after midnight there was done that day."""

import pytest

from tests.commands.conftest import Baom, flat

LATE = "2026-11-23T00:42"
"On the desk's clock; still the day before in universal time."


@pytest.mark.parametrize(("language", "by"), [("fr", "le système"), ("ar", "النظام")])
def test_a_version_is_told_by_the_day_of_the_desk_and_by_whoever_published_it(baom: Baom, language: str, by: str):
    """Fails when the day is cut from the moment as it is stored, or the program bears an internal name."""
    baom("process", "publish", "--as", "editor", now=LATE)
    told = flat(baom("--lang", language, "process", "list", "--published").output)
    assert "systeme" not in told
    assert by in told


def test_a_replay_before_the_opening_names_the_desk_s_day(baom: Baom):
    case = baom.json("case", "open", "naissance", "--commune", "tiznit", now=LATE)["case"]
    told = flat(baom("audit", "replay", case, "--at", "2026-11-20", "--as", "auditor", code=2, now=LATE).output)
    assert "2026-11-23" in told
