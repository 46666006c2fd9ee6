"""What is said with a demand has a length, and what stands in clear is one short line; nothing else is written."""

import pytest

from engine.app.answer import NotDone
from engine.app.cases import perform
from engine.core.events import Assign, Correct, GiveConsent, Note, Transfer
from engine.core.values import MAX_SAID, MAX_WORD
from engine.errors import UsageError
from tests.app.desk import AGENT, Desk, done

LONG = "a" * (MAX_SAID + 1)


@pytest.mark.parametrize(
    "ask",
    [
        Note(LONG),
        Correct({"lieu_accouchement": "domicile"}, LONG),
        Transfer("agadir", LONG),
        Assign("b" * (MAX_WORD + 1)),
        Assign("amina\u202e"),
        Assign(" "),
        GiveConsent("accompagnement", True, "c" * (MAX_WORD + 1)),
        GiveConsent("accompagnement", True, "fr\x1b[31m"),
    ],
    ids=lambda ask: type(ask).__name__,
)
def test_words_without_end_or_unseen_are_refused(desk: Desk, ask: object) -> None:
    case = done(desk.open("naissance")).case.case
    answer = perform(desk.house, case, ask, AGENT, desk.house.today())
    assert isinstance(answer, NotDone)
    assert "text_refused" in {reason.code for reason in answer.refused.reasons}


@pytest.mark.parametrize("key", ["", "a b", "clé", "x" * 129, "a\x00b", "\x1b[31m"])
def test_a_key_only_tells_demands_apart(desk: Desk, key: str) -> None:
    case = done(desk.open("naissance")).case.case
    with pytest.raises(UsageError, match="clé"):
        perform(desk.house, case, Note("bonjour"), AGENT, desk.house.today(), key=key)
