"""The page of a timeline: nothing in it runs or is fetched, every text is inert, and it reads in both directions."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from engine.printing.timeline import Passage, Stay, Timeline, timeline_page

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onclick='x",
    "</style><style>*{display:none}</style>",
    "</title>",
    "&lt;b&gt;",
    "{{ 7*7 }}",
    "\u202eelifoorp",
    "أمينة Aminata",
]
STAY = Stay("Accueil", "depuis le 6 novembre 2026", "3 jours", 3, False)
PASSAGE = Passage(1, "2026-11-06", "6 novembre 2026", "Dossier ouvert", [("Lieu :", "Tiznit")], "agent", True, "", "")
TOLD = Timeline(
    language="fr",
    case="D-7K2M-9QXH",
    title="Chronologie : Naissance",
    state="Dépôt",
    notes=["Tel qu'il était connu."],
    stays_title="Temps passé",
    stays=[STAY, replace(STAY, title="Dépôt", days=0, lasted="le jour même", is_now=True)],
    journal_title="Historique",
    passages=[PASSAGE, replace(PASSAGE, number=2, moves=False, mark="undone", remark="annulée")],
    verdict="Tout concorde.",
    footer="Définition 0009",
    watermark="",
)


class Tags(HTMLParser):
    """Every tag with its attributes, and whether all that was opened is closed in order."""

    VOID = ("meta",)

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def everywhere(text: str) -> Timeline:
    """A timeline with this text wherever a text can stand."""
    stay = replace(STAY, title=text, since=text, lasted=text)
    passage = Passage(1, text, text, text, [(text, text), ("", text)], text, False, "differs", text)
    words = ("case", "title", "state", "stays_title", "journal_title", "verdict", "footer", "watermark")
    return replace(TOLD, **dict.fromkeys(words, text), notes=[text], stays=[stay], passages=[passage])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_read_and_does_nothing(text):
    """Fails when any text goes out as it came."""
    plain, hostile = Tags(timeline_page(everywhere("x"))), Tags(timeline_page(everywhere(text)))
    assert [tag for tag, _ in hostile.found] == [tag for tag, _ in plain.found]
    assert [sorted(each) for _, each in hostile.found] == [sorted(each) for _, each in plain.found]
    assert "".join(hostile.text).count(text) == "".join(plain.text).count("x") - "".join(
        Tags(timeline_page(everywhere(""))).text
    ).count("x")


def test_nothing_is_fetched_and_nothing_runs():
    page = timeline_page(TOLD)
    tags = Tags(page)
    assert not tags.open
    assert {tag for tag, _ in tags.found}.isdisjoint({"script", "link", "img", "iframe", "object", "form", "a"})
    attributes = {name for _, each in tags.found for name in each}
    assert attributes.isdisjoint({"style", "src", "href"})
    assert not any(name.startswith("on") for name in attributes)
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_of_the_page_allows_its_own_style_and_nothing_else():
    """Fails when the style sheet changes and its hash doesn't: a browser would then show a bare page."""
    page = timeline_page(TOLD)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = [each["content"] for tag, each in Tags(page).found if each.get("http-equiv")]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_an_arabic_page_is_mirrored_and_its_band_too():
    def band(page):
        return [float(each["x"]) for tag, each in Tags(page).found if tag == "rect"]

    french, arabic = timeline_page(TOLD), timeline_page(replace(TOLD, language="ar"))
    assert '<html lang="ar" dir="rtl">' in arabic
    assert '<html lang="fr" dir="ltr">' in french
    assert (band(french), band(arabic)) == ([0, 80], [20, 0])


def test_values_stand_apart_and_french_lines_do_not_begin_with_a_sign():
    page = timeline_page(TOLD)
    assert "<bdi>Tiznit</bdi>" in page
    assert "<bdi>D-7K2M-9QXH</bdi>" in page
    assert "Chronologie\u00a0: Naissance" in page


def test_what_was_undone_is_struck_out_and_said():
    page = timeline_page(TOLD)
    assert '<s>Dossier ouvert</s> <strong class="remarque">annulée</strong>' in page
    assert "fictif" not in page.partition("</style>")[2]
    assert "DONNÉES FICTIVES" in timeline_page(replace(TOLD, watermark="DONNÉES FICTIVES"))


def test_a_case_of_one_day_has_a_whole_band():
    page = timeline_page(replace(TOLD, stays=[replace(STAY, days=0)]))
    assert 'width="100.00"' in page
    assert timeline_page(replace(TOLD, stays=[]))
