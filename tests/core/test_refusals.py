"""Every sentence that an error may say stands in three languages: the sources are walked, so that none is forgotten."""

import ast
import errno
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from engine import errors
from engine.core.definition import Text
from engine.core.refusals.translations import TRANSLATIONS
from engine.core.wording import tell, tell_said
from engine.errors import CaseNotFound, EngineError, EnvironmentUnusable, NotAllowed, Said, UsageError, why_not
from engine.printing.forms import form_grammar
from engine.reader import grammar, shapes, territory_grammar
from engine.reader.catalogue_grammar import CATALOGUE_FILES
from engine.reader.scenario_grammar import SCENARIOS_FILE
from engine.reader.walker import inside

ROOT = Path(__file__).parents[2]
APART = {"engine/evidence/verify_bundle.py", "engine/core/rehearsal.py"}
"It shares no line with the engine; and the findings of a rehearsal are an editor's."


def _subclasses(kind: type[EngineError]) -> Iterator[type[EngineError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _subclasses(each)


SAYING = {each.__name__ for each in _subclasses(EngineError)} - {"DefinitionError"}
"Classes whose first words are said as they stand; what is wrong with a file is an editor's, and French."
BY_VALUE = {"CaseNotFound", "PersonNotFound", "KeyReused", "ConcurrentChange"}
"Those that are only given what fills their own sentence."


@cache  # at the first test that asks, and not whenever tests are gathered: every source is parsed
def _calls() -> tuple[tuple[str, str, ast.Call], ...]:
    return tuple(_found())


def _found() -> Iterator[tuple[str, str, ast.Call]]:
    for path in (ROOT / "cli.py", *sorted((ROOT / "engine").rglob("*.py"))):
        name = path.relative_to(ROOT).as_posix()
        if name in APART:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).rpartition(".")[2]
                own = name == "engine/errors.py" and called == "__init__"
                if called == "Said" or own or called in SAYING - BY_VALUE:
                    yield f"{name}:{node.lineno}", called, node


def _words(call: ast.Call) -> Iterator[str]:
    """The literal sentences that a call is given, both of a choice included."""
    for given in call.args:
        for each in (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value:
                yield each.value


def _is_sentence(called: str, words: str) -> bool:
    # What isn't said among the arguments of an error is a code (`too_large`) or a stream's name.
    return called == "Said" or " " in words or words.endswith(".")


@cache
def _said() -> set[str]:
    written = {words for _, called, call in _calls() for words in _words(call) if _is_sentence(called, words)}
    return written | {words for shape in GRAMMARS for words in _of_grammar(shape)}


GRAMMARS = (
    grammar.PROCESS_FILE,
    grammar.BASE_FILE,
    SCENARIOS_FILE,
    *CATALOGUE_FILES.values(),
    *territory_grammar.GRAMMARS.values(),
    form_grammar([]),
)
"What files may hold: findings call things by its nouns, and say what a missing key is for."


def _of_grammar(shape: shapes.Shape) -> Iterator[str]:
    match shape:
        case shapes.Ref():
            yield shape.noun
        case shapes.ListOf() | shapes.OneOrMany():
            yield from _of_grammar(shape.item)
        case shapes.Either():
            yield from (words for each in shape.forms for words in _of_grammar(each))
        case shapes.MapOf():
            yield shape.noun
            yield from _of_grammar(shape.value)
        case shapes.Record():
            yield shape.noun
            for key in shape.keys.values():
                yield from [inside(key.description)] if key.required else []
                yield from _of_grammar(key.shape)


def test_every_sentence_of_an_error_stands_in_arabic_and_english():
    """Fails when an error is added, or a word of one changed, without its translations."""
    assert sorted(_said() - TRANSLATIONS.keys()) == []


def test_no_translation_is_of_a_sentence_that_nobody_says():
    assert sorted(TRANSLATIONS.keys() - _said()) == []


def test_no_error_is_built_with_its_values_already_in_it():
    """Fails when a sentence is an f-string, or put together: nobody could find its translation."""
    built = [
        place for place, _, call in _calls() for given in call.args if isinstance(given, ast.JoinedStr | ast.BinOp)
    ]
    assert built == []


def _holes(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None and name.isidentifier()}
    except ValueError:  # a lone brace that the sentence speaks of: it has no holes, and is never filled
        return set()


EVERY = [(french, text) for french, texts in TRANSLATIONS.items() for text in texts]


def test_translations_have_the_same_holes_and_the_same_blank_before():
    assert [each for each in EVERY if _holes(each[0]) != _holes(each[1])] == []
    assert [each for each in EVERY if each[0].startswith(" ") != each[1].startswith(" ")] == []


def test_options_are_typed_the_same_in_every_language():
    """What is to be typed is typed as it stands, whatever the language around it."""
    lacking = [
        (option, text)
        for french, text in EVERY
        for option in (word.strip(".,;:«»)") for word in french.split() if word.startswith("--"))
        if option not in text
    ]
    assert lacking == []


def test_values_are_set_apart_in_arabic_and_roles_are_translated():
    message, remedy = tell(
        NotAllowed(Text("auditeur", "المدقق", "auditor"), Said("Ce bureau n'est pas le vôtre.")), "ar"
    )
    assert message == "هذا المكتب ليس مكتبكم. لم يتم أي شيء (الدور: المدقق)."
    assert remedy
    message, _ = tell(CaseNotFound("D-7K2M-9QXH"), "ar")
    assert "\u2068D-7K2M-9QXH\u2069" in message


def test_a_sentence_within_a_sentence_is_told_in_the_same_language():
    error = UsageError("Données refusées : {wrong}.", wrong=(Said("le sexe s'écrit f, m ou x"), Said("elle manque")))
    assert tell(error, "en")[0] == "Data refused: sex is written f, m or x; it is missing."
    assert str(error) == "Données refusées : le sexe s'écrit f, m ou x ; elle manque."


def test_a_sentence_without_holes_is_never_filled():
    """Fails when braces in a plain sentence are read as holes."""
    assert str(Said("{x} n'est pas rempli")) == "{x} n'est pas rempli"
    assert tell_said(Said("{x} n'est pas rempli"), "ar") == "{x} n'est pas rempli"


@pytest.mark.parametrize("value", ["{0}", "{x.__class__}", "%s", "{"])
def test_a_value_is_never_read_as_a_sentence(value):
    assert value in str(UsageError("« {text} » n'est pas une date.", text=value))
    assert value in tell(UsageError("« {text} » n'est pas une date.", text=value), "en")[0]


@pytest.mark.parametrize("code", ["ENOSPC", "EACCES", "ENOENT", "EISDIR", "EROFS", "ENOTDIR", "ENAMETOOLONG", "EIO"])
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_usual_reasons_of_the_system_are_in_words(code, language):
    """Fails when the system's own English stands in a French sentence."""
    error = OSError(getattr(errno, code), "System words")
    told = tell(
        EnvironmentUnusable("Le fichier {path} ne peut pas être lu : {why}.", path="f", why=why_not(error)), language
    )
    assert "System words" not in told[0]
    assert code not in told[0]


def test_a_reason_that_nobody_foresaw_is_told_by_its_code():
    assert "EPROTO" in str(why_not(OSError(errno.EPROTO, "Protocol error")))
    assert errors.why_not(ValueError("embedded null byte"))
