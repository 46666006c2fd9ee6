"""Hostile, odd and slipped YAML: the first is refused with a place and advice, the second read, the third explained."""

import json
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import DefinitionError
from engine.reader.letters import MAX_BYTES, MAX_PROBLEMS
from engine.reader.marks import MAX_DEPTH, MAX_SIGNS, MapNode, ScalarNode, parse_tree, plain, read_tree, walk

HOSTILE: tuple[tuple[str, str | bytes, str], ...] = (
    # name, text, codes
    ("empty", "", "E104"),
    ("only blanks", "   \n\n  \n", "E104"),
    ("only a comment", "# rien\n", "E104"),
    ("only a document mark", "---\n", "E110"),
    ("only dots", "...\n", "E103"),
    ("a NUL", "a: b\x00c\n", "E102"),
    ("a bell", "a: b\x07c\n", "E102"),
    ("an escape of terminals", "a: \x1b[31mrouge\n", "E102"),
    ("a DEL", "a: b\x7f\n", "E102"),
    ("a C1 control", "a: b\x9bc\n", "E102"),
    ("a next line of YAML 1.1", "a: b\x85c: d\n", "E102"),
    ("a line separator", "a: b\u2028c: d\n", "E102"),
    ("a paragraph separator", "a: b\u2029c\n", "E102"),
    ("a lone carriage return", "a: b\rc: d\n", "E102"),
    ("an override to the left", "a: \u202erevers\n", "E102"),
    ("an override to the right", "a: \u202dabc\n", "E102"),
    ("an embedding", "a: \u202babc\u202c\n", "E102 E102"),
    ("an isolate", "a: \u2066abc\u2069\n", "E102 E102"),
    ("an override in a comment", "a: b # \u202ecommentaire\n", "E102"),
    ("an override in a key", "a\u202eb: c\n", "E102"),
    ("a direction mark in a key", "a\u200fb: c\n", "E102"),
    ("a joiner in a key", "a\u200db: c\n", "E102"),
    ("an escaped override", 'a: "\\u202e"\n', "E102"),
    ("an escaped NUL", 'a: "\\0"\n', "E102"),
    ("an escaped bell", 'a: "\\a"\n', "E102"),
    ("an escaped tag character", 'a: "\\U000E0041"\n', "E102"),
    ("an escaped override in a key", '"a\\u202eb": c\n', "E102"),
    ("an escaped half of a pair", 'a: "\\ud800"\n', "E103"),
    ("half of a pair", "a: \ud800\n", "E102"),
    ("a zero-width space", "a: b\u200bc\n", "E102"),
    ("a word joiner", "a: b\u2060c\n", "E102"),
    ("a soft hyphen", "a: b\u00adc\n", "E102"),
    ("a mark of order inside", "a: b\ufeffc\n", "E102"),
    ("a tag character", "a: b\U000e0041\n", "E102"),
    ("a non-character", "a: \uffff\n", "E102"),
    ("Latin-1", "a: é\n".encode("latin-1"), "E101"),
    ("UTF-16", "a: é\n".encode("utf-16"), "E101"),
    ("UTF-16 without its mark", "a: b\n".encode("utf-16-le"), "E102 E102 E102 E102 E102"),
    ("an overlong NUL", b"a: \xc0\x80\n", "E101"),
    ("a cut character", b"a: \xc3", "E101"),
    ("a surrogate in UTF-8", b"a: \xed\xa0\x80\n", "E101"),
    ("too many bytes", b"a: " + b"x" * MAX_BYTES, "E100"),
    ("an anchor", "a: &x b\n", "E106"),
    ("an anchor on a map", "a: &x {b: c}\n", "E106"),
    ("an anchor on a list", "a: &x [b]\n", "E106"),
    ("an alias", "a: &x b\nc: *x\n", "E106 E106"),
    ("an alias to nothing", "a: *x\n", "E106"),
    ("an alias as a key", "*x : a\n", "E106 E109"),
    ("billions of laughs", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "E106 E106 E106 E106 E106 E106"),
    ("a merge key", "a: {<<: {b: c}}\n", "E106"),
    ("a merge of a list", "a: {<<: [{b: c}]}\n", "E106"),
    ("a tag of Python", "a: !!python/object/apply:os.system [ls]\n", "E106"),
    ("a tag of Python on a name", "a: !!python/name:os.system ''\n", "E106"),
    ("a local tag", "a: !include autre.yaml\n", "E106"),
    ("a plain tag", "a: !!str 3\n", "E106"),
    ("a tag without a name", "a: ! b\n", "E106"),
    ("a verbatim tag", "a: !<tag:yaml.org,2002:str> b\n", "E106"),
    ("a binary", "a: !!binary aGVsbG8=\n", "E106"),
    ("a tag on a key", "!!str a: b\n", "E106"),
    ("an anchor on a key", "&x a: b\n", "E106"),
    ("a tag directive", "%TAG ! tag:example.org,2000:\n---\na: b\n", "E105"),
    ("a version directive", "%YAML 1.1\n---\na: b\n", "E105"),
    ("another version", "%YAML 3.0\n---\na: b\n", "E103"),
    ("two documents", "a: b\n---\nc: d\n", "E105"),
    ("two documents, the second empty", "a: b\n---\n", "E105"),
    ("a key twice", "a: b\na: c\n", "E107"),
    ("a key thrice", "a: b\na: c\na: d\n", "E107 E107"),
    ("a key twice in two forms", "ﬁn: b\nfin: c\n", "E107"),
    ("a key twice in two forms, the other first", "fin: b\nﬁn: c\n", "E107"),
    ("a key twice, composed and not", "é: b\ne\u0301: c\n", "E107"),
    ("a key twice, quoted once", "a: b\n'a': c\n", "E107"),
    ("a key twice in braces", "a: {b: c, b: d}\n", "E107"),
    ("a list as a key", "? [a, b]\n: c\n", "E109"),
    ("a map as a key", "{a: b}: c\n", "E109"),
    ("null as a key", "null: a\n", "E109"),
    ("true as a key", "true: a\n", "E109"),
    ("an empty key", ": a\n", "E103"),
    ("an empty quoted key", "'': a\n", "E109"),
    ("an empty value", "a:\n", "E110"),
    ("an empty item", "a:\n  -\n", "E110"),
    ("ones without end", "[" + "1," * MAX_SIGNS + "1]", "E100"),
    ("lists 100 000 deep", "[" * 100_000, "E108"),
    ("dashes 100 000 deep", "- " * 100_000, "E108"),
    ("maps 100 000 deep", "{a: " * 100_000, "E108"),
    ("keys 100 000 deep", "? " * 100_000, "E108"),
    ("one level too many", "a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, "E108"),
    ("an open bracket", "a: [b\n", "E103"),
    ("an open brace", "a: {b: c\n", "E103"),
    ("a closing bracket alone", "a: ]\n", "E103"),
    ("an open quote", 'a: "b\n', "E103"),
    ("an open apostrophe", "a: 'b\n", "E103"),
    ("a tab", "a:\n\tb: c\n", "E103"),
    ("two values", "a: b: c\n", "E103"),
    ("an unknown escape", 'a: "\\q"\n', "E103"),
    ("a percent sign", "a: %b\n", "E103"),
    ("an at sign", "a: @b\n", "E103"),
    ("a back quote", "a: `b`\n", "E103"),
    ("a long line without a colon", "a" * 100_000 + "\nb: c\n", "E103"),
)


@pytest.mark.parametrize(("text", "codes"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE])
def test_a_hostile_text_is_refused_with_its_place_and_advice(text: str | bytes, codes: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        read_tree(text, "f.yaml")
    problems = raised.value.problems
    assert " ".join(each.code for each in problems) == codes
    for each in problems:
        assert each.place.file == "f.yaml"
        assert each.place.line >= 1
        assert each.place.column >= 1
        assert each.message.endswith(".")
        assert each.remedy.endswith((".", "'…'."))


def test_a_hostile_text_is_refused_at_once() -> None:
    """The worst ones are bounded by size and depth: the processor's time is counted, not the clock's."""
    begun = time.process_time()
    for _, text, _ in HOSTILE:
        parse_tree(text, "f.yaml")
    assert time.process_time() - begun < 5


ODD: tuple[tuple[str, str | bytes, object], ...] = (
    ("words that YAML 1.1 takes for booleans", "on: off\nyes: no\ny: n\n", {"on": "off", "yes": "no", "y": "n"}),
    ("Norway", "pays: NO\n", {"pays": "NO"}),
    ("True with a capital", "a: True\nb: TRUE\n", {"a": "True", "b": "TRUE"}),
    ("a time", "heure: 12:30\n", {"heure": "12:30"}),
    ("a number in base sixty", "a: 1:30:00\n", {"a": "1:30:00"}),
    ("an octal", "a: 010\nb: 0o17\n", {"a": "010", "b": "0o17"}),
    ("an hexadecimal", "a: 0x1F\n", {"a": "0x1F"}),
    ("underscores", "a: 1_000\n", {"a": "1_000"}),
    ("a float", "a: 1.5\nb: 1e3\nc: .inf\nd: .nan\n", {"a": "1.5", "b": "1e3", "c": ".inf", "d": ".nan"}),
    ("a date", "a: 2026-11-01\n", {"a": "2026-11-01"}),
    ("a moment", "a: 2026-11-01T10:00:00Z\n", {"a": "2026-11-01T10:00:00Z"}),
    ("a phone number", "a: 0800004747\n", {"a": "0800004747"}),
    ("a very long number", "a: 12345678901234567890\n", {"a": "12345678901234567890"}),
    ("integers", "a: 0\nb: -5\nc: 30\nd: +5\n", {"a": 0, "b": -5, "c": 30, "d": "+5"}),
    ("booleans and null", "a: true\nb: false\nc: null\n", {"a": True, "b": False, "c": None}),
    ("a tilde", "a: ~\n", {"a": "~"}),
    ("an integer as a key", "1: a\n", {"1": "a"}),
    ("quoted words", "a: 'true'\nb: \"3\"\nc: 'null'\n", {"a": "true", "b": "3", "c": "null"}),
    ("an empty text", "a: ''\n", {"a": ""}),
    ("empty collections", "a: {}\nb: []\n", {"a": {}, "b": []}),
    ("a folded text", "a: >-\n  un\n  deux\n", {"a": "un deux"}),
    ("a literal text", "a: |\n  un\n  deux\n", {"a": "un\ndeux\n"}),
    ("line ends of Windows", "a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("no last line end", "a: b", {"a": "b"}),
    ("a mark of UTF-8", b"\xef\xbb\xbfa: b\n", {"a": "b"}),
    ("Arabic with its marks", "a: مرحبا\u200fبك\u200c\n", {"a": "مرحبا\u200fبك\u200c"}),
    ("Tifinagh and N'Ko", "a: ⵜⴰⵎⴰⵣⵉⵖⵜ\nb: ߒߞߏ\n", {"a": "ⵜⴰⵎⴰⵣⵉⵖⵜ", "b": "ߒߞߏ"}),
    ("emoji beyond the first plane", "a: 👶\n", {"a": "👶"}),
    ("a decomposed accent", "a: e\u0301\n", {"a": "é"}),
    ("a tab inside a text", 'a: "b\tc"\n', {"a": "b\tc"}),
    ("a document mark first", "---\na: b\n", {"a": "b"}),
    ("a document end", "a: b\n...\n", {"a": "b"}),
    ("a colon without a space", "a: b:c\nd: http://x/y\n", {"a": "b:c", "d": "http://x/y"}),
    ("a hash without a space", "a: b#c\n", {"a": "b#c"}),
    ("braces of JSON", '{"a": [1, true, null, "x"]}', {"a": [1, True, None, "x"]}),
    ("an explicit key", "? a\n: b\n", {"a": "b"}),
    ("a list at the key's own level", "a:\n- b\n- c\n", {"a": ["b", "c"]}),
    ("as deep as allowed", "[" * MAX_DEPTH + "a" + "]" * MAX_DEPTH, None),
    ("a scalar alone", "bonjour\n", "bonjour"),
)


@pytest.mark.parametrize(("text", "value"), [each[1:] for each in ODD], ids=[each[0] for each in ODD])
def test_an_odd_text_is_read_for_what_it_says(text: str | bytes, value: object) -> None:
    read_value = plain(read_tree(text, "f.yaml").root)
    if value is not None:
        assert read_value == value


def test_there_are_enough_of_both() -> None:
    assert len(HOSTILE) >= 60
    assert len(ODD) >= 20


def test_a_text_spoilt_all_over_says_so_twenty_times() -> None:
    _, problems = parse_tree("a\u202e: b\n" * 1000, "f.yaml")
    assert len(problems) == MAX_PROBLEMS
    _, problems = parse_tree("a: &x b\n" * 1000, "f.yaml")
    assert len(problems) == MAX_PROBLEMS


def test_reading_goes_on_after_a_problem_that_allows_it() -> None:
    tree, problems = parse_tree("a: &x 1\na: 2\nb: !!int 3\n? [c]\n: 4\nd:\ne: 5\n", "f.yaml")
    assert [(each.code, each.place.line) for each in problems] == [
        ("E106", 1),
        ("E107", 2),
        ("E106", 3),
        ("E109", 4),
        ("E110", 6),
    ]
    assert tree is not None
    assert plain(tree.root) == {"a": 1, "b": 3, "d": None, "e": 5}


def test_every_node_knows_its_line_and_column() -> None:
    tree = read_tree("# début\nétats:\n  a:\n    fin: [x, {y: 'z'}]\n", "f.yaml")
    assert [(path, (node.line, node.column)) for path, node in walk(tree.root)] == [
        ((), (2, 1)),
        (("états",), (3, 3)),
        (("états", "a"), (4, 5)),
        (("états", "a", "fin"), (4, 10)),
        (("états", "a", "fin", 0), (4, 11)),
        (("états", "a", "fin", 1), (4, 14)),
        (("états", "a", "fin", 1, "y"), (4, 18)),
    ]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "f.yaml:1:1"),
        (("a",), "f.yaml:1:1"),
        (("a", "b"), "f.yaml:2:6"),
        (("a", "c"), "f.yaml:3:3"),
        (("a", "c", 1), "f.yaml:3:10"),
        (("a", "c", 9), "f.yaml:3:3"),
        (("a", "absent", "x"), "f.yaml:1:1"),
        (("a", "b", "x"), "f.yaml:2:6"),
    ],
)
def test_one_is_sent_to_the_key_of_a_group_and_to_the_value_of_a_word(path: tuple[str | int, ...], place: str) -> None:
    tree = read_tree("a:\n  b: mot\n  c: [d, e]\n", "f.yaml")
    assert str(tree.place_of(path)) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: abc", "f.yaml:1:6"),
        ('a: "abc"', "f.yaml:1:7"),
        ("a: 'abc'", "f.yaml:1:7"),
        ("a: 'l''abc'", "f.yaml:1:4"),  # an escaped apostrophe: where the text begins is all that is sure
        ("a: >-\n  abc", "f.yaml:1:4"),
    ],
)
def test_the_place_of_a_character_is_known_when_the_text_stands_as_it_is(text: str, place: str) -> None:
    node = read_tree(text, "f.yaml").find(("a",))
    assert isinstance(node, ScalarNode)
    assert str(node.place_in(2)) == place


def test_a_tree_cannot_be_changed() -> None:
    tree = read_tree("a: b", "f.yaml")
    assert isinstance(tree.root, MapNode)
    with pytest.raises(AttributeError):
        tree.root.line = 5  # type: ignore[misc]


@given(st.text() | st.binary())
def test_any_text_is_read_or_refused_with_a_place(text: str | bytes) -> None:
    tree, problems = parse_tree(text, "f.yaml")
    assert tree is not None or problems
    assert all(each.place.line >= 1 and each.place.column >= 1 for each in problems)


YAMLISH = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            ": ",
            "- ",
            "\n",
            "  ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "'",
            '"',
            "#",
            "&x ",
            "*x ",
            "!t ",
            "|\n",
            "? ",
            "<<",
            "\t",
            "é",
        ]
    ),
    max_size=40,
).map("".join)


@given(YAMLISH)
def test_text_that_looks_like_yaml_is_read_or_refused(text: str) -> None:
    tree, problems = parse_tree(text, "f.yaml")
    assert tree is not None or problems
    if tree is not None:
        for path, _ in walk(tree.root):
            assert tree.find(path) is not None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | st.text("abcéعم «»'\"\\:#-{}[],&*!|>%@`\n "),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz", min_size=2), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_what_is_written_as_json_is_read_back(value: object) -> None:
    written = json.dumps({"value": value}, ensure_ascii=False)
    assert plain(read_tree(written, "f.yaml").root) == {"value": _composed(value)}


def _composed(value: object) -> object:
    """The value as the tree holds it: composed accents."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(each) for each in value]
    if isinstance(value, dict):
        return {key: _composed(each) for key, each in value.items()}
    return value
