"""A code is typed as it is printed, in groups, and one that vouches for nothing is said to be wrong."""

from pathlib import Path

import pytest

import cli
from engine.commands.audit_verify import with_whole_codes
from tests.commands.conftest import flat
from tests.commands.test_audit_export import verified

CODE = "7K2M9QXH3F8T0ABC1DEF2GHJ3K"


def grouped(code):
    code = code.replace(" ", "")
    return [code[at : at + 4] for at in range(0, len(code), 4)]


def spoken(code):
    """As somebody copies it: small letters, O for 0 and I for 1."""
    return code.lower().replace("0", "O").replace("1", "I")


@pytest.mark.parametrize(
    "typed", [[CODE], [" ".join(grouped(CODE))], grouped(CODE), ["-".join(grouped(CODE))], grouped(spoken(CODE))]
)
def test_the_words_of_a_code_are_one_value(typed):
    whole = " ".join(typed)
    line = with_whole_codes(["--json", "--code", *typed, "--public-key", "3f0a", "--code", *typed])
    assert line == ["--json", "--code", whole, "--public-key", "3f0a", "--code", whole]


def test_a_code_that_is_whole_takes_no_further_word():
    """Fails when what follows a code is lost in it."""
    assert with_whole_codes(["--code", CODE, "mot"])[-1] == "mot"
    assert with_whole_codes(["--code"]) == ["--code"]


def test_a_history_is_verified_by_the_groups_on_the_paper(baom):
    code = baom.json("audit", "checkpoint", "--as", "auditor")["code"]
    for words in (grouped(code), grouped(spoken(code)), [" ".join(grouped(code))], ["-".join(grouped(code))]):
        assert baom.json("audit", "verify", "--as", "auditor", "--code", *words)["vouched_to"] is not None


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Recopier de nouveau du papier"), ("en", "Copy it from the paper"), ("ar", "ينسخ من الورقة")],
)
def test_a_code_of_another_history_is_said_to_vouch_for_nothing(baom, language, said):
    """Fails when somebody who gave a code is told that none was given."""
    told = flat(baom("audit", "verify", "--as", "auditor", "--code", CODE, "--lang", language, code=None).output)
    assert said in told


@pytest.mark.parametrize(
    ("language", "events", "nobody"),
    [
        ("fr", "seules les signatures répondent", "ni de celle du registre des consultations"),
        ("en", "only signatures answer", "nor for that of the log of reads"),
        ("ar", "التوقيعات وحدها تضمن", "ولا نهاية سجل الاطلاعات"),
    ],
)
def test_what_nothing_outside_vouches_for_is_said(baom, language, events, nobody):
    """Fails when « intact » is said of what came after the checkpoint, or of its reads, without a word more."""
    code = baom.json("audit", "checkpoint", "--as", "auditor")["code"]
    asked = ("audit", "verify", "--as", "auditor", "--lang", language)
    assert events in flat(baom(*asked, "--code", code).output)
    assert nobody in flat(baom(*asked).output)


def test_a_bundle_is_verified_by_groups_and_a_wrong_code_is_told_with_those_that_it_holds(baom):
    """Fails when a wrong code is answered « neither code nor key was given »."""
    paper = baom.json("audit", "checkpoint", "--as", "auditor")["code"]
    baom("audit", "export", str(baom.folder / "preuve.zip"), "--all", "--as", "auditor")
    for words in (grouped(paper), grouped(spoken(paper)), ["-".join(grouped(paper))]):
        assert verified(baom.folder, "--code", *words)[0] == 0
    ended, told = verified(baom.folder, "--code", *grouped(CODE))
    assert ended == 6
    assert "Ni code ni clé" not in told
    assert "devait être l'un de ceux-ci" in told
    assert paper.replace(" ", "") in told


def test_one_apostrophe_stands_wherever_people_read():
    """Fails when a curly one is written among the straight ones: a search for « n'a » would miss it."""
    root = Path(cli.__file__).parent
    kept = {"engine/core/guards.py", "engine/core/names.py"}
    texts = (path for room in ("engine", "forms", "processes") for path in (root / room).rglob("*"))
    curly = [
        path.relative_to(root).as_posix()
        for path in texts
        if path.suffix in (".py", ".yaml", ".j2", ".typ", ".txt") and "\u2019" in path.read_text(encoding="utf-8")
    ]
    assert sorted(set(curly) - kept) == [], "those two read what people typed"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("case", "show", "D-0000-0000"), {"ar": "لا ملف", "en": "No case"}),
        (("person", "show", "B-0000-0000"), {"ar": "لا شخص", "en": "No person"}),
        (("case", "open", "naissanse", "--commune", "tiznit"), {"ar": "هل تقصد", "en": "Did you mean"}),
        (("case", "open", "naissance", "--commune", "tiznitt"), {"ar": "غير معروفة", "en": "isn't known"}),
        (
            ("case", "open", "naissance", "--commune", "tiznit", "--on", "hier soir"),
            {"ar": "ليس تاريخا", "en": "is no date"},
        ),
        (("case", "open", "protection", "--commune", "tiznit"), {"ar": "محمي", "en": "reserved"}),
        (("user", "list", "--as", "agent"), {"ar": "ليس لهذا الحساب", "en": "no such right"}),
        (("audit", "access", "--agent", "personne"), {"ar": "لا يوجد حساب", "en": "No account"}),
        (("case", "opne"), {"ar": "الأوامر", "en": "Commands"}),
        (("case", "list", "--limit", "beaucoup"), {"ar": "ليس عددا", "en": "is no number"}),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_refused_at_the_desk_is_told_in_the_language_asked_for(baom, words, said, language):
    told = flat(baom(*words, "--lang", language, code=2).stderr)
    assert said[language] in told
    assert "Aucun" not in told
