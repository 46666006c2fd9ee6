"""A refusal in Arabic and English, found by its French sentence: what an error says, wherever in the engine it arose.

The tables are by subject. `tests/core/test_refusals.py` walks the sources: a sentence without its line here fails, and
so does a line that nobody says.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.bidi import read_in_order
from engine.core.definition import Language
from engine.core.refusals.accounts import ACCOUNTS
from engine.core.refusals.auditing import AUDITING
from engine.core.refusals.cases import CASES
from engine.core.refusals.database import DATABASE
from engine.core.refusals.everywhere import EVERYWHERE
from engine.core.refusals.findings_conditions import FINDINGS_OF_CONDITIONS
from engine.core.refusals.findings_data import FINDINGS_OF_DATA
from engine.core.refusals.findings_files import FINDINGS_OF_FILES
from engine.core.refusals.findings_forms import FINDINGS_OF_FORMS
from engine.core.refusals.findings_nouns import FINDINGS_OF_NOUNS
from engine.core.refusals.findings_shapes import FINDINGS_OF_SHAPES
from engine.core.refusals.findings_territories import FINDINGS_OF_TERRITORIES
from engine.core.refusals.findings_text import FINDINGS_OF_TEXT
from engine.core.refusals.findings_ways import FINDINGS_OF_WAYS
from engine.core.refusals.keys import KEYS
from engine.core.refusals.packs import PACKS
from engine.core.refusals.pages import PAGES
from engine.core.refusals.papers import PAPERS
from engine.core.refusals.people import PEOPLE
from engine.core.refusals.reminding import REMINDING
from engine.core.refusals.stories import STORIES
from engine.core.refusals.trust import TRUST
from engine.core.refusals.versions import VERSIONS

TRANSLATIONS: Mapping[str, tuple[str, str]] = {
    **EVERYWHERE,
    **ACCOUNTS,
    **PEOPLE,
    **CASES,
    **PAPERS,
    **TRUST,
    **DATABASE,
    **KEYS,
    **AUDITING,
    **PAGES,
    **FINDINGS_OF_DATA,
    **FINDINGS_OF_TEXT,
    **FINDINGS_OF_WAYS,
    **FINDINGS_OF_FILES,
    **FINDINGS_OF_SHAPES,
    **FINDINGS_OF_TERRITORIES,
    **FINDINGS_OF_CONDITIONS,
    **FINDINGS_OF_NOUNS,
    **FINDINGS_OF_FORMS,
    **STORIES,
    **VERSIONS,
    **REMINDING,
    **PACKS,
}
"French sentence → Arabic, English; with the same holes."


def translated(text: str, language: Language) -> str:
    """A sentence in a language, its holes open; as it is where nobody has translated it."""
    if language == "fr" or text not in TRANSLATIONS:
        return text
    arabic, english = TRANSLATIONS[text]
    return read_in_order(arabic) if language == "ar" else english
