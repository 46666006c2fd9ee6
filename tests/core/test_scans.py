"""A scan joins a paper of a case: what it changes, what it leaves, and when it is refused."""

import pytest

from engine.core.decision import Accepted
from engine.core.events import Attach, ChangeDocuments, Force, Receipt
from tests.core.desk import bytes_of, codes
from tests.core.refusals import closed, filed, ready, told

SHA = "e" * 64
ORIGINAL = "0" * 64


def scan(document="passeport_mere", attachment="A-7K2M-9QXH"):
    return Attach(document, attachment, SHA, "application/pdf", 48213, ORIGINAL)


def test_a_paper_waited_for_has_come_with_its_scan():
    """Fails when a scan changes nothing: the agent who scans a passport has it in hand."""
    desk = told()
    assert isinstance(desk.ask(scan()), Accepted)
    event = desk.history[-1][0]
    assert event.kind == "attached"
    assert {name: event.body[name] for name in ("document", "attachment", "sha256", "media", "size")} == {
        "document": "passeport_mere",
        "attachment": "A-7K2M-9QXH",
        "sha256": SHA,
        "media": "application/pdf",
        "size": 48213,
    }
    assert desk.case.documents["passeport_mere"] == {"status": "received", "on": "2026-11-06"}


def test_the_hash_of_the_file_as_it_was_brought_is_private():
    """In clear, it would tell whoever has the file whose case it is in, for ever."""
    desk = told()
    desk.ask(scan())
    assert ORIGINAL not in repr(desk.history[-1][0].body)
    assert desk.seals["original", desk.case.sequence] == ORIGINAL


@pytest.mark.parametrize("status", ["received", "verified", "rejected", "waived"])
def test_a_paper_already_looked_at_stays_as_it_was(status):
    """Scanned again it is no younger, not verified by that, and not accepted where an office refused it."""
    desk = told()
    desk.ask(ChangeDocuments({"passeport_mere": status}))
    before = dict(desk.case.documents["passeport_mere"])
    desk.wait(2)
    assert isinstance(desk.ask(scan()), Accepted)
    assert "documents" not in desk.history[-1][0].body
    assert desk.case.documents["passeport_mere"] == before


def test_a_paper_asked_for_has_come():
    desk = told()
    desk.ask(ChangeDocuments({"passeport_mere": "requested"}))
    desk.ask(scan())
    assert desk.case.documents["passeport_mere"]["status"] == "received"


def test_the_scan_of_a_receipt_proves_the_filing_and_starts_no_clock_anew():
    """Fails when the paper is changed without what its coming means."""
    desk = ready()
    desk.do("deposer", receipt=Receipt(None, None), reason="non remis")
    clock = dict(desk.clock("reponse"))
    assert desk.case.flags == ["unproved:recepisse"]
    desk.wait(3)
    assert isinstance(desk.ask(scan("recepisse")), Accepted)
    assert desk.case.flags == []
    assert desk.clock("reponse")["due"] == clock["due"]


def test_a_paper_that_the_pathway_does_not_know_takes_no_scan():
    desk = told()
    before = bytes_of(desk.case)
    assert codes(desk.ask(scan("permis_de_conduire"))) == ["unknown_document"]
    assert bytes_of(desk.case) == before


def test_a_closed_case_takes_no_scan():
    assert codes(closed().ask(scan())) == ["case_closed"]
    reopened = closed()
    reopened.ask(Force("accueil", "rouvert"), role="supervisor")
    assert isinstance(reopened.ask(scan()), Accepted)


def test_a_scan_joined_to_the_wrong_case_is_undone_in_one_gesture():
    """Fails when `attached` can't be undone: another person's paper would count as received for ever."""
    desk = told()
    before = dict(desk.case.documents)
    desk.ask(scan())
    desk.revert()
    assert desk.case.documents == before
    assert desk.kinds[-2:] == ["attached", "reverted"]


def test_a_scan_of_the_day_before_is_dated_so():
    desk = filed()
    desk.wait(3)
    desk.ask(scan(), on=desk.today.replace(day=desk.today.day - 1))
    assert desk.history[-1][0].happened_on < desk.today.isoformat()
