"""Files broken as an editor would break them: each gets a message that somebody who doesn't program can act on.

What is compared is all that is said, so that a slip isn't drowned in what follows from it.
"""

from pathlib import Path

import pytest

from tests.reader.folders import problems_of, spoilt, told

GOLDEN = Path(__file__).parent / "golden" / "editors"
N = "naissance.yaml"

SLIPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    ("misspelt_state", ((N, "        to: collecte\n", "        to: colecte\n"),)),
    (
        "missing_quote",
        ((N, '        when: "not overdue(declaration)"\n', '        when: "not overdue(declaration)\n'),),
    ),
    ("missing_brace", ((N, "ar: جمع الوثائق}", "ar: جمع الوثائق"),)),
    ("tab", ((N, "    ask: [date_naissance, lieu", "\task: [date_naissance, lieu"),)),
    ("wrong_indentation", ((N, "    kind: legal\n", "   kind: legal\n"),)),
    ("duplicate_key", ((N, "    target: 1 day\n", "    target: 1 day\n    target: 2 days\n"),)),
    ("unknown_document", ((N, "domicile: [attestation_domicile]", "domicile: [atestation_domicile]"),)),
    ("duration_in_french", ((N, "    within: 30 days\n", "    within: 30 jours\n"),)),
    ("date_in_french", (("sources.yaml", "read: 2026-11-01", "read: 01/11/2026"),)),
    ("guard_with_one_equal_sign", ((N, "lieu == 'maternite'", "lieu = 'maternite'"),)),
    ("accent_in_an_identifier", ((N, "  hors_delai:\n    kind: task\n", "  hors_délai:\n    kind: task\n"),)),
    ("colon_in_a_text", ((N, "{fr: Demander où et quand l'enfant est né., ar", "{fr: Demander : où est-il né., ar"),)),
    ("comma_in_a_text", ((N, "{fr: Demander où et quand l'enfant est né., ar", "{fr: Demander où, quand., ar"),)),
    ("apostrophe_in_apostrophes", ((N, "{fr: Lieu de l'accouchement, ar", "{fr: 'Lieu de l'accouchement', ar"),)),
    ("colon_forgotten", ((N, "  collecte:\n", "  collecte\n"),)),
    ("key_in_french", ((N, "    title: {fr: Réunion", "    titre: {fr: Réunion"),)),
    ("text_without_its_language", ((N, "{fr: Hors délai, ar: خارج الأجل}", "Hors délai"),)),
    ("yes_in_french", ((N, "    every: true\n", "    every: oui\n"),)),
    ("removed_state_still_used", ((N, "  hors_delai:\n    kind: task\n", "  hors_delai_bis:\n    kind: task\n"),)),
    ("curly_quotes", ((N, "lieu == 'maternite'", "lieu == ’maternite’"),)),
)


@pytest.mark.parametrize(("slip", "changes"), SLIPS, ids=[slip for slip, _ in SLIPS])
def test_a_slip_is_told_so_that_one_can_mend_it(
    slip: str, changes: tuple[tuple[str, str, str], ...], tmp_path: Path
) -> None:
    assert told(problems_of(spoilt(tmp_path, *changes))) == (GOLDEN / f"{slip}.txt").read_text(encoding="utf-8")


def test_no_golden_file_is_left_of_a_slip_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {slip for slip, _ in SLIPS}
