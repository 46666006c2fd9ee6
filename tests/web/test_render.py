"""What templates are given to write with: choices, and the names of communes, put in order once."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.web.render import TEMPLATES, options, prose
from tests.app.desk import Desk
from tests.web.conftest import Browser

Enter = Callable[..., Browser]


def test_choices_are_escaped_and_the_chosen_one_is_marked():
    """Fails when what an editor or a file calls a choice is written into the page as it is."""
    assert options({'a"b': "<b>x</b>", "c": "d"}, "c") == (
        '<option value="a&quot;b">&lt;b&gt;x&lt;/b&gt;</option><option value="c" selected>d</option>'
    )
    assert options({"c": "d"}) == '<option value="c">d</option>'


def test_another_territory_has_its_own_names(desk: Desk, browser: Enter):
    """Fails when the names put in order once outlive the territory that they are of."""
    reader = browser("superviseur.formation")
    assert ">Tiznit</option>" in reader.get("/").text
    few = {slug: each for slug, each in desk.house.territory.communes.items() if slug != "tiznit"}
    desk.house.territory = replace(desk.house.territory, communes=few)
    assert ">Tiznit</option>" not in reader.get("/").text


def test_no_line_begins_with_a_question_mark_and_no_hour_is_parted_from_its_minutes():
    """Fails when « ? » may stand alone at the head of a line; what a pathway quotes as typed is left as it is."""
    assert prose("Où aller ? « Ici » : à 11 h 30, 3 h.").unescape() == (
        "<p>Où aller\u00a0? «\u00a0Ici\u00a0»\u00a0: à\u00a011\u00a0h\u00a030, 3\u00a0h.</p>"
    )
    assert prose("a:b, 11 heures") == "<p>a:b, 11 heures</p>"


STANDING = (
    "reads_altered",
    "people_unshown",
    "person_damaged",
    "reminders_no_tick",
    "transfer_no_desk",
    "offline",
    "migration_waits",
    "watch_summary",
    "alert.level",
    "view.agrees",
)
"What a page says whoever comes: it answers nobody, and takes nobody's focus."


@pytest.mark.parametrize("page", sorted(TEMPLATES.glob("*.html")), ids=lambda each: each.stem)
def test_what_answers_somebody_has_the_focus(page: Path):
    """Fails when a refusal or an outcome is somewhere on a page, and whoever has no mouse at the top of it."""
    text = page.read_text(encoding="utf-8")
    for found in re.finditer(r'class="notice[^>]*role="(?:alert|status|\{\{)[^\n]*', text):
        line = found[0]
        if not any(each in line[:400] for each in STANDING):
            assert 'tabindex="-1"' in line[:300], line[:200]
            assert "autofocus" in line[:300], line[:200]
