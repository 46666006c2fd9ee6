"""Conditions read: what is in the language, and how everything else is refused, with its place and a remedy."""

import ast
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.guard_types import OUTCOMES, Scope, check
from engine.core.guards import (
    FUNCTIONS,
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_NODES,
    Call,
    Compare,
    Constant,
    GuardError,
    Junction,
    Name,
    Not,
    Sum,
    names,
    parse,
)
from tests.core.definitions import SCOPE


def refusal(text: str) -> GuardError | None:
    try:
        parse(text)
    except GuardError as error:
        return error
    return None


def problems(text: str) -> list[str]:
    return [str(problem.message) for problem in check(parse(text), SCOPE)]


# ------------------------------------------------------------------------------------------------- the tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("danger", Name("danger", 0)),
        ("not danger", Not(Name("danger", 4), 0)),
        ("true", Constant(True, "boolean", 0)),
        ("false", Constant(False, "boolean", 0)),
        ("enfants == 3", Compare("==", Name("enfants", 0), Constant(3, "integer", 11), 0)),
        ("enfants > -3", Compare(">", Name("enfants", 0), Constant(-3, "integer", 10), 0)),
        ('lieu == "domicile"', Compare("==", Name("lieu", 0), Constant("domicile", "text", 8), 0)),
        ("lieu in ['a', 'b']", Compare("in", Name("lieu", 0), Constant(("a", "b"), "list", 8), 0)),
        ("lieu not in ('a', 'b')", Compare("not in", Name("lieu", 0), Constant(("a", "b"), "list", 12), 0)),
        ("times(relancer)", Call("times", (Name("relancer", 6),), 0)),
        ("a and b and c", Junction("and", (Name("a", 0), Name("b", 6), Name("c", 12)), 0)),
        ("enfants + 1", Sum("+", Name("enfants", 0), Constant(1, "integer", 10), 0)),
    ],
)
def test_a_condition_becomes_a_tree_with_its_places(text, tree):
    assert parse(text) == tree


def test_a_day_between_two_others_is_two_comparisons():
    assert parse("ne_le <= today <= depot") == Junction(
        "and",
        (
            Compare("<=", Name("ne_le", 0), Name("today", 9), 0),
            Compare("<=", Name("today", 9), Name("depot", 18), 0),
        ),
        0,
    )


def test_or_binds_less_than_and_and_not_the_most():
    tree = parse("a or not b and c")
    assert tree == Junction("or", (Name("a", 0), Junction("and", (Not(Name("b", 9), 5), Name("c", 15)), 5)), 0)


def test_a_condition_may_run_over_several_lines():
    """A folded text of YAML keeps its line ends; places still count from its first character."""
    tree = parse("danger\n  and overdue(declaration)\n")
    assert tree == Junction("and", (Name("danger", 0), Call("overdue", (Name("declaration", 21),), 13)), 0)


def test_places_count_characters_not_bytes():
    """The editor's cursor counts « عيد » as three."""
    tree = parse("recit == 'عيد' and danger")
    assert isinstance(tree, Junction)
    assert tree.parts[1] == Name("danger", 19)


def test_places_count_the_blanks_that_come_first():
    assert parse("   danger") == Name("danger", 3)
    error = refusal("    danger danger")
    assert error is not None
    assert error.problems[0].offset == 11


# ------------------------------------------------------------------------------------------------ hostile texts

HOSTILE = {
    "a call of the system": "__import__('os').system('id')",
    "a class from an attribute": "().__class__.__bases__[0].__subclasses__()",
    "an attribute": "lieu.upper() == 'X'",
    "an attribute of a literal": "'a'.join(['b'])",
    "an index": "besoins[0] == 'logement'",
    "a slice": "lieu[1:2] == 'o'",
    "a lambda": "(lambda: true)()",
    "a comprehension": "[x for x in besoins]",
    "a generator": "any(x for x in besoins)",
    "a set": "lieu in {'a', 'b'}",
    "a dictionary": "{'a': 1}",
    "an assignment": "lieu = 'domicile'",
    "a walrus": "(n := 3) > 2",
    "an f-string": "f'{lieu}' == 'x'",
    "a format string": "'{0.__class__}'.format(lieu)",
    "a percent format": "'%s' % lieu == 'x'",
    "bytes": "b'a' == lieu",
    "a raw string": "r'a' == lieu",
    "a string in three quotes": "'''a''' == lieu",
    "two strings side by side": "lieu == 'dom' 'icile'",
    "an escape": "lieu == '\\x64omicile'",
    "an escaped quote": "lieu == 'it\\'s'",
    "a float": "enfants > 1.5",
    "an exponent": "enfants > 1e3",
    "a complex number": "enfants == 1j",
    "a hexadecimal number": "enfants == 0x10",
    "a number with underscores": "enfants == 1_000",
    "a number too large": f"enfants < {2**53}",
    "a negative number too large": f"enfants > -{2**60}",
    "a number of a thousand digits": "enfants < " + "9" * 480,
    "a power": "enfants == 9 ** 9",
    "a power of a power": "9**9**9**9 > 1",
    "a product": "enfants * 2 > 3",
    "a division": "enfants / 0 == 1",
    "a remainder": "enfants % 2 == 0",
    "a bit shift": "1 << 1000000000 > 0",
    "a bitwise and": "danger & danger",
    "a bitwise or": "danger | danger",
    "an inversion": "~enfants == 1",
    "a plus sign alone": "+enfants == 1",
    "a double minus": "--5 < enfants",
    "a minus before a word": "-'a' == lieu",
    "a minus before true": "-True == danger",
    "a choice of values": "1 if danger else 2",
    "a keyword argument": "times(action=relancer)",
    "a star argument": "known(*besoins)",
    "two stars": "known(**besoins)",
    "a call of a call": "times(relancer)(relancer)",
    "a call of a literal": "'times'(relancer)",
    "three comparisons in a row": "1 < enfants < 3 < 4",
    "an identity": "lieu is lieu",
    "an identity at the head of a chain": "lieu is lieu == lieu",
    "an identity at the tail of a chain": "lieu == lieu is lieu",
    "a none": "lieu == None",
    "an ellipsis": "...",
    "an await": "await x",
    "a yield": "(yield)",
    "a print": "print 'x'",
    "a keyword": "class",
    "an import": "import os",
    "two statements": "danger; danger",
    "a comment": "danger # or true",
    "a decorator": "@danger",
    "an empty list": "lieu in []",
    "an empty tuple": "lieu in ()",
    "a list of lists": "lieu in [['a'], ['b']]",
    "a list of names": "lieu in [recit, pays]",
    "a starred list": "lieu in [*besoins]",
    "a full-width letter": "\uff44anger",
    "a Cyrillic letter": "d\u0430nger",
    "a Greek question mark": "danger\u037e",
    "an Arabic comma": "known(lieu\u060c pays)",
    "an accent": "déclaré",
    "a no-break space": "not\u00a0danger",
    "a zero-width space": "dan\u200bger",
    "a zero-width space in a literal": "lieu == 'dom\u200bicile'",
    "a change of direction in a literal": "lieu == 'dom\u202eicile'",
    "a nul": "danger\x00",
    "a tab": "not\tdanger",
    "a carriage return": "danger\r\n",
    "an escape of the terminal": "danger\x1b[2J",
    "a lone surrogate": "danger\ud800",
    "typographic quotes": "lieu == ‘domicile’",
    "French quotes": "lieu == «domicile»",
    "English quotes": "lieu == “domicile”",
    "a quote left open": "lieu == 'domicile",
    "a parenthesis left open": "not (danger",
    "a parenthesis too many": "danger)",
    "two names side by side": "danger danger",
    "a lone equals": "enfants = 3",
    "another language's and": "danger && danger",
    "another language's or": "danger || danger",
    "a French or": "danger ou danger",
    "a French and": "danger et danger",
    "a mathematical sign": "enfants ≤ 3",
    "another language's different": "enfants <> 3",
    "nothing": "",
    "blanks": "  \n ",
    "a condition of 100,000 characters": "danger and " * 9_000 + "danger",
    "a hundred thousand parentheses": "(" * 100_000 + ")" * 100_000,
    "parentheses in parentheses": "(" * 240 + "danger" + ")" * 240,
    "brackets in brackets": "[" * 220 + "]" * 220,
    "not of not of not": "not " * 60 + "danger",
    "calls in calls": "known(" * 60 + "lieu" + ")" * 60,
    "comparisons in comparisons": "1 < (" * 20 + "2" + ")" * 20,
    "chains in the middle of chains": "1 < (" * 12 + "2" + ") < 3" * 12,
    "too many parts": " and ".join(["a"] * 121),
    "a long sum": "+".join(["1"] * 200) + " > 1",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_not_in_the_language_is_refused_with_a_place_and_a_remedy(text):
    error = refusal(text)
    assert error is not None
    for problem in error.problems:
        assert 0 <= problem.offset <= len(text)
        assert str(problem.message).endswith(".")
        assert str(problem.remedy).endswith(".")


@pytest.mark.parametrize(
    ("text", "offset", "words"),
    [
        ("enfants = 3", 8, "=="),
        ("danger && danger", 7, "and"),
        ("danger ou danger", 7, "Écrire « or »."),
        ("danger || danger", 7, "Écrire « or »."),
        ("danger et danger", 7, "Écrire « and »."),
        ("enfants ≤ 3", 8, "<="),
        ("lieu == ‘domicile’", 8, "apostrophe droite"),
        ("danger # toujours", 7, "#"),
        ("lieu == 'domicile' and enfants = 3", 31, "=="),
        ("recit == 'un\\deux'", 12, "\\"),
        ("", 0, "vide"),
        ("a" * (MAX_LENGTH + 1), MAX_LENGTH, "500"),
        ("danger and lieu.upper", 15, "."),
    ],
)
def test_a_usual_slip_is_told_in_its_own_words(text, offset, words):
    error = refusal(text)
    assert error is not None
    first = error.problems[0]
    assert first.offset == offset
    assert words in f"{first.message} {first.remedy}"


def test_a_condition_may_be_as_long_as_the_limit_and_no_longer():
    """Fails when the last character that is allowed is refused."""
    filled = "danger".ljust(MAX_LENGTH)
    assert parse(filled) == Name("danger", 0)
    assert refusal(filled + " ") is not None


def test_a_condition_may_be_as_deep_as_the_limit_and_no_deeper():
    deepest = "not " * MAX_DEPTH + "danger"
    assert list(names(parse(deepest))) == [("field", "danger")]
    assert refusal(f"not {deepest}") is not None


def test_a_condition_may_have_as_many_parts_as_the_limit_and_no_more():
    """The comparison, the name and the list count too."""
    assert parse(f"enfants in [{','.join('1' * (MAX_NODES - 3))}]")
    assert refusal(f"enfants in [{','.join('1' * (MAX_NODES - 2))}]") is not None


def test_the_greatest_number_is_read_and_the_next_one_is_not():
    assert parse(f"enfants < {2**53 - 1}") == Compare("<", Name("enfants", 0), Constant(2**53 - 1, "integer", 10), 0)
    assert refusal(f"enfants < {2**53}") is not None


def test_what_is_told_of_a_condition_is_told_as_an_error_too():
    """Whoever only shows the error shows the first of its problems."""
    error = refusal("enfants = 3")
    assert error is not None
    assert str(error) == str(error.problems[0].message)


def test_words_between_quotes_are_no_slip():
    """« ou », « = » and « & » inside a literal belong to the editor."""
    parse("recit == 'a = b ou c && d' and danger")


@given(st.text(max_size=60) | st.text(alphabet="abdnotrue ()[]'\"=<>!+-,.:0129\n", max_size=60))
def test_any_text_is_read_or_refused(text):
    """A third way would be a crash, in front of an editor."""
    error = refusal(text)
    if error is None:
        assert check(parse(text), SCOPE) is not None
    else:
        assert error.problems


WORDS = st.sampled_from(
    [
        *SCOPE.fields,
        *FUNCTIONS,
        "and",
        "or",
        "not",
        "in",
        "==",
        "<",
        "(",
        ")",
        "[",
        "]",
        ",",
        "'domicile'",
        "3",
        "today",
    ]
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_order_of_its_own_words_is_read_or_refused(text):
    error = refusal(text)
    if error is None:
        check(parse(text), SCOPE)


def test_the_hostile_texts_try_every_kind_of_expression_that_python_has_and_conditions_do_not():
    seen = set()
    for text in HOSTILE.values():
        try:
            tree = ast.parse(text.strip(), mode="eval")
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            continue
        seen |= {type(node).__name__ for node in ast.walk(tree) if isinstance(node, ast.expr)}
    assert seen >= {
        *("Attribute", "Await", "Dict", "FormattedValue", "GeneratorExp", "IfExp", "JoinedStr", "Lambda", "ListComp"),
        *("NamedExpr", "Set", "Slice", "Starred", "Subscript", "Yield"),
    }


# -------------------------------------------------------------------------------------------- names and types


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_the_example_of_each_function_is_in_the_language(function):
    parse(function.example)


@pytest.mark.parametrize(
    "text",
    [
        "danger",
        "not danger or lieu == 'domicile'",
        "overdue(declaration)",
        "running(declaration)",
        "days_left(declaration) <= 5",
        "age_years(ne_le) < 18",
        "age_months(ne_le) >= 9",
        "days_since(depot) > 30",
        "known(lieu, ne_le)",
        "held(passeport)",
        "satisfied(identite)",
        "times(relancer) + 1 >= 3",
        "times_since(relancer, repondre) >= 3",
        "came_from(recours)",
        "linked(sante) == 'success'",
        "linked(sante) in ['success', 'partial']",
        "enfants == 1",
        "enfants <= value(plafond)",
        "value(ouvert)",
        "depot > value(rentree)",
        "consent(accompagnement)",
        "ne_le < date('2026-01-01')",
        "ne_le <= today",
        "'langue' in besoins",
        "'langue' not in besoins",
        "lieu in ['maternite', 'domicile']",
        "enfants in [1, 2]",
        "commune == 'tiznit'",
        "pays != 'SN'",
        "danger == true",
        "commune == recit",
    ],
)
def test_a_condition_on_what_the_pathway_declares_is_right(text):
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dangr", "Vouliez-vous dire « danger »"),
        ("domicile == lieu", "il lui faut des apostrophes"),
        ("lieu == 'domicil'", "Vouliez-vous dire « domicile »"),
        ("'domicil' == lieu", "Vouliez-vous dire « domicile »"),
        ("lieu in ['domicile', 'hotel']", "« hotel » n'est pas une des valeurs"),
        ("'argent' in besoins", "« argent » n'est pas une des valeurs"),
        ("linked(sante) == 'reussi'", "« reussi » n'est pas une des valeurs"),
        ("lieu", "ne répond pas par oui ou par non"),
        ("enfants + 1", "ne répond pas par oui ou par non"),
        ("['a', 'b']", "ne répond pas par oui ou par non"),
        ("value(plafond)", "ne répond pas par oui ou par non"),
        ("not lieu", "relient des réponses oui ou non"),
        ("danger and enfants", "relient des réponses oui ou non"),
        ("danger or 3", "relient des réponses oui ou non"),
        ("lieu == 3", "on ne compare pas un choix et un nombre"),
        ("ne_le == '2026-01-01'", "on ne compare pas une date et un mot"),
        ("ne_le < 3", "on ne compare pas une date et un nombre"),
        ("recit < 'b'", "avec « < »"),
        ("danger < true", "avec « < »"),
        ("enfants < [1, 2]", "on ne compare pas un nombre et une liste"),
        ("['a'] == ['a']", "on ne compare pas une liste et une liste"),
        ("besoins == 'langue'", "plusieurs choix"),
        ("besoins in ['langue', 'logement']", "plusieurs choix"),
        ("enfants in ['a']", "on ne compare pas un nombre et un mot"),
        ("danger in [1]", "on ne compare pas un oui ou non et un nombre"),
        ("3 in besoins", "« in » demande une liste"),
        ("'a' in lieu", "« in » demande une liste"),
        ("lieu in besoins", "« in » demande une liste"),
        ("enfants + lieu > 3", "on n'additionne que des nombres"),
        ("today - 5 < ne_le", "on n'additionne que des nombres"),
        ("ages(ne_le) < 18", "la fonction « ages » n'existe pas"),
        ("__import__('os')", "la fonction « __import__ » n'existe pas"),
        ("overdue('declaration')", "attend une échéance"),
        ("overdue(depot)", "« depot » n'est pas une échéance"),
        ("age_years(lieu) < 3", "n'est pas une donnée de type date"),
        ("age_years(today) < 3", "n'est pas une donnée de type date"),
        ("times(relancr) > 1", "Vouliez-vous dire « relancer »"),
        ("times_since(relancer) > 1", "prend 2 nom(s), 1 trouvé"),
        ("overdue(declaration, declaration)", "prend 1 nom(s), 2 trouvé"),
        ("known()", "prend 1 nom(s), 0 trouvé"),
        ("held(visa)", "« visa » n'est pas une pièce"),
        ("satisfied(mariage)", "n'est pas un groupe de pièces"),
        ("came_from(ici)", "n'est pas une étape"),
        ("linked(ecole) == 'open'", "n'est pas un dossier lié"),
        ("value(fortune) > 3", "n'est pas une valeur datée"),
        ("consent(tout)", "n'est pas un consentement"),
        ("ne_le < date('2026-02-30')", "cette date n'est pas lisible"),
        ("ne_le < date('20260101')", "cette date n'est pas lisible"),
        ("ne_le < date(depot)", "cette date n'est pas lisible"),
    ],
)
def test_a_wrong_name_or_a_wrong_type_is_told(text, said):
    assert any(said in problem for problem in problems(text))


@pytest.mark.parametrize(("count", "more"), [(12, False), (13, True)])
def test_a_dozen_names_are_listed_and_the_others_are_told_to_be_there(count, more):
    """A line's worth; fails when twelve are cut short, or thirteen are not."""
    scope = Scope(states=frozenset(f"etape_{number:02}" for number in range(count)))
    (problem,) = check(parse("came_from(nulle)"), scope)
    assert str(problem.remedy).endswith(f"etape_11{', …' if more else ''}.")
    assert "etape_12" not in str(problem.remedy)


def test_one_word_is_proposed_in_the_place_of_another():
    (problem,) = check(parse("overdue(declaratio)"), Scope(deadlines=frozenset({"declaration", "declarations"})))
    assert str(problem.message).endswith(" Vouliez-vous dire « declaration » ?")


def test_each_problem_is_told_at_its_own_place():
    """A value of a list at the list; the wrong half of a comparison at the comparison."""
    places = {
        text: [each.offset for each in check(parse(text), SCOPE)]
        for text in (
            "danger and lieu in ['hotel']",
            "danger and times_since(relancer) > 1",
            "danger and overdue(declaration, declaration)",
            "danger and times_since(relancr, repondr) > 1",
        )
    }
    assert list(places.values()) == [[19], [11], [11], [23, 32]]


def test_every_problem_of_a_condition_is_told_at_once():
    assert len(problems("dangr and lieu == 'hotel' and times(relancr) > 'x'")) == 4


def test_every_outcome_may_be_asked_of_a_linked_case():
    assert all(problems(f"linked(sante) == '{outcome}'") == [] for outcome in OUTCOMES)


def test_names_tells_each_name_with_its_kind():
    tree = parse("known(lieu, pays) and not overdue(declaration) and age_years(ne_le) + enfants > 3 and today > depot")
    assert list(names(tree)) == [
        ("field", "lieu"),
        ("field", "pays"),
        ("deadline", "declaration"),
        ("field", "ne_le"),
        ("field", "enfants"),
        ("field", "depot"),
    ]
    tree = parse("times_since(relancer, repondre) > 1 and linked(sante) == 'open' and value(plafond) in [1, 2]")
    assert list(names(tree)) == [
        ("action", "relancer"),
        ("action", "repondre"),
        ("link", "sante"),
        ("value", "plafond"),
    ]


COMPARED = [
    "lieu",
    "besoins",
    "ne_le",
    "enfants",
    "danger",
    "recit",
    "linked(sante)",
    "value(plafond)",
    "'domicile'",
    "3",
]


@pytest.mark.parametrize("sign", ["==", "!=", "<", "<=", ">", ">="])
def test_what_is_compared_is_compared_both_ways(sign):
    """Whether a comparison is right doesn't depend on the side that a value stands on."""
    for left, right in product(COMPARED, COMPARED):
        assert bool(problems(f"{left} {sign} {right}")) == bool(problems(f"{right} {sign} {left}"))
