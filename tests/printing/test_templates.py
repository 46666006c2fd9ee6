"""A template tests, loops and prints declared data; everything else is refused before it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import DefinitionError
from engine.printing.allowed import FILTERS, MAX_LOOPS
from engine.printing.data import DECLARED, MAX_ITEMS
from engine.printing.templates import MAX_OUTPUT, MAX_TEMPLATE, Rendered, filters, read_template, render

EVERYTHING = tuple(DECLARED.fields)

HOSTILE = {
    # Reaching Python.
    "class of a text": ("{{ ''.__class__ }}", "E803"),
    "class of a datum": ("{{ case.__class__ }}", "E803"),
    "subclasses": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "E802"),
    "globals of a loop": ("{% for s in steps %}{{ loop.__init__.__globals__ }}{% endfor %}", "E803"),
    "method of a dictionary": ("{{ case.items() }}", "E802"),
    "method without call": ("{{ case.items }}", "E803"),
    "method of a text": ("{{ case.number.format() }}", "E802"),
    "item of a dictionary": ("{{ case['number'] }}", "E802"),
    "item of a list": ("{{ steps[0] }}", "E802"),
    "slice": ("{{ case.number[::-1] }}", "E802"),
    "range": ("{% for i in range(10) %}{% endfor %}", "E802"),
    "the name range": ("{{ range }}", "E803"),
    "lipsum": ("{{ lipsum(100000) }}", "E802"),
    "cycler": ("{{ cycler('a').__init__ }}", "E802"),
    "joiner": ("{{ joiner(',') }}", "E802"),
    "namespace": ("{% set ns = namespace(a=1) %}", "E802"),
    "dict": ("{{ dict(a=1) }}", "E802"),
    "self": ("{{ self }}", "E803"),
    "self call": ("{{ self.__init__() }}", "E802"),
    "varargs": ("{{ varargs }}", "E803"),
    "caller": ("{{ caller() }}", "E802"),
    "request": ("{{ request.application }}", "E803"),
    "config": ("{{ config }}", "E803"),
    "loop outside": ("{{ loop.index }}", "E803"),
    "loop called": ("{% for s in steps recursive %}{{ loop(steps) }}{% endfor %}", "E802"),
    "recursive loop": ("{% for s in steps recursive %}{{ s.title }}{% endfor %}", "E802"),
    "loop cycle": ("{% for s in steps %}{{ loop.cycle('a','b') }}{% endfor %}", "E802"),
    "hidden undeclared name": ("{% if false_name %}{{ secret.key }}{% endif %}", "E803"),
    # Other files, own words.
    "include": ("{% include 'case.html' %}", "E802"),
    "include by value": ("{% include case.number %}", "E802"),
    "import": ("{% import 'x.j2' as x %}", "E802"),
    "from import": ("{% from 'x.j2' import y %}", "E802"),
    "extends": ("{% extends '/etc/passwd' %}", "E802"),
    "block": ("{% block a %}{% endblock %}", "E802"),
    "macro": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "E802"),
    "call block": ("{% call m() %}{% endcall %}", "E802"),
    "set": ("{% set x = 1 %}", "E802"),
    "set block": ("{% set x %}a{% endset %}", "E802"),
    "with": ("{% with x = 1 %}{% endwith %}", "E802"),
    "filter block": ("{% filter upper %}a{% endfilter %}", "E802"),
    "autoescape": ("{% autoescape false %}{{ case.number }}{% endautoescape %}", "E802"),
    "do": ("{% do steps.append(1) %}", "E801"),
    "debug": ("{% debug %}", "E801"),
    "trans": ("{% trans %}a{% endtrans %}", "E801"),
    "break": ("{% for s in steps %}{% break %}{% endfor %}", "E801"),
    # Filters, tests, literals, sums.
    "safe": ("{{ case.number | safe }}", "E802"),
    "attr": ("{{ case | attr('__class__') }}", "E802"),
    "format": ("{{ '%999999999d' | format(1) }}", "E802"),
    "map": ("{{ steps | map(attribute='title') | join }}", "E802"),
    "tojson": ("{{ case | tojson }}", "E802"),
    "xmlattr": ("{{ case | xmlattr }}", "E802"),
    "urlize": ("{{ case.number | urlize }}", "E802"),
    "center": ("{{ case.number | center(999999999) }}", "E802"),
    "batch": ("{% for b in steps | batch(1) %}{% endfor %}", "E802"),
    "our filter with an argument": ("{{ today | jour('%Y') }}", "E802"),
    "counting a text": ("{{ case.number | combien }}", "E804"),
    "our filter on the wrong thing": ("{{ case.number | jour }}", "E804"),
    "test defined": ("{% if secret is defined %}{% endif %}", "E802"),
    "test callable": ("{% if case is callable %}{% endif %}", "E802"),
    "power": ("{{ 9 ** (9 ** 9) }}", "E802"),
    "repeat a text": ("{{ 'a' * 999999999 }}", "E802"),
    "repeat a list": ("{% for x in steps * 9999 %}{% endfor %}", "E802"),
    "sum": ("{{ 1 + 1 }}", "E802"),
    "remainder": ("{{ '%s' % case }}", "E802"),
    "minus": ("{{ -1 }}", "E802"),
    "literal list": ("{% for x in [1, 2] %}{% endfor %}", "E802"),
    "literal dictionary": ("{{ {'a': 1} }}", "E802"),
    "tuple": ("{{ (1, 2) }}", "E802"),
    "none": ("{{ none }}", "E804"),
    "float": ("{{ 1e308 }}", "E804"),
    "in": ("{% if 'a' in case.number %}{% endif %}", "E804"),
    # Endless or huge work.
    "loop over the same list again": ("{% for a in steps %}{% for b in steps %}{% endfor %}{% endfor %}", "E802"),
    "loop over the outer of the outer": (
        "{% for d in documents %}{% for o in d.options %}{% for x in d.options %}{% endfor %}{% endfor %}{% endfor %}",
        "E802",
    ),
    "loop over a text": ("{% for c in case.number %}{% endfor %}", "E804"),
    "two variables": ("{% for a, b in steps %}{% endfor %}", "E802"),
    "loop that hides a datum": ("{% for case in steps %}{% endfor %}", "E804"),
    "too many loops": ("{% for s in steps %}{% endfor %}" * (MAX_LOOPS + 1), "E806"),
    "too many things": ("{{ case.number }}" * 3000, "E806"),
    "too deep": ("{% if today %}" * 40 + "{% endif %}" * 40, "E806"),
    "parentheses without end": ("{{ " + "(" * 20_000 + " }}", "E801"),
    "not without end": ("{{ " + "not " * 10_000 + "today }}", "E801"),
    "number too long": ("{{ " + "9" * 6_000 + " }}", "E801"),
    "too long": ("a" * (MAX_TEMPLATE + 1), "E800"),
    # Printing raw.
    "a whole record": ("{{ case }}", "E804"),
    "a whole list": ("{{ steps }}", "E804"),
    "a raw day": ("{{ today }}", "E804"),
    "a raw word": ("{% for d in documents %}{{ d.need }}{% endfor %}", "E804"),
    "a raw flag": ("{{ case.draft }}", "E804"),
    "a word that doesn't exist": ("{% for d in documents if d.need == 'requis' %}{% endfor %}", "E804"),
    "a choice without else": ("{{ case.number if today }}", "E804"),
    "a choice of two kinds": ("{{ today if today else 'x' }}", "E804"),
    "glueing a record": ("{{ case ~ 'a' }}", "E804"),
    # HTML, images, links, code in the text of the template.
    "script": ("<script>alert(1)</script>", "E805"),
    "comment": ("<!-- x -->", "E805"),
    "file image": ("![x](file:///etc/passwd)", "E805"),
    "web image": ("![x](https://example.org/a.png)", "E805"),
    "image by a value": ("![x]({{ case.number }})", "E805"),
    "image by reference": ("![x][y]\n\n[y]: file:///etc/passwd", "E805"),
    "script link": ("[x](javascript:alert(1))", "E805"),
    "link definition": ("[x]: file:///etc/passwd", "E805"),
    "autolink": ("<https://example.org>", "E805"),
    "code": ('`#read("x")`', "E805"),
    "fence": ("~~~\nx\n~~~", "E805"),
    "unknown box": ("::: script\nx\n:::", "E805"),
    # Characters.
    "bidi override": ("a\u202eb", "E800"),
    "isolate": ("a\u2068b", "E800"),
    "null": ("a\x00b", "E800"),
    "our own slot": ("\ue0000\ue001", "E800"),
    "zero width space": ("a\u200bb", "E800"),
    "line separator": ("a\u2028b", "E800"),
    "lone carriage return": ("a\rb", "E800"),
    # Not a template at all.
    "not closed": ("{% if today %}", "E801"),
    "not opened": ("{% endif %}", "E801"),
    "expression not closed": ("{{ case.number", "E801"),
    "comment not closed": ("{# a", "E801"),
    "nonsense": ("{{ a b c }}", "E801"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused_with_a_place_and_a_remedy(name: str) -> None:
    """One French sentence a problem, the file and the line, and what to do."""
    source, code = HOSTILE[name]
    _, problems = read_template(source.encode(), "forms/x.fr.md.j2", EVERYTHING)
    assert code in {problem.code for problem in problems}
    for problem in problems:
        assert problem.severity == "error"
        assert problem.place.file == "forms/x.fr.md.j2"
        assert problem.place.line >= 1
        assert problem.message.endswith(".")
        assert problem.remedy.endswith(".")


def test_there_are_enough_hostile_templates() -> None:
    assert len(HOSTILE) >= 60


def test_bytes_that_are_not_utf8_are_refused() -> None:
    _, (problem,) = read_template(b"caf\xe9", "forms/x.fr.md.j2", EVERYTHING)
    assert "UTF-8" in problem.message


def test_every_problem_is_told_at_its_line_and_column_in_one_pass() -> None:
    source = "Bonjour {{ case.numbr }}\n\n{% for d in documents %}\n{{ d.titel }} {{ today }}\n{% endfor %}\n<b>x</b>\n"
    _, problems = read_template(source.encode(), "forms/x.fr.md.j2", EVERYTHING)
    told = [f"{problem.place} {problem.message}\n  {problem.remedy}" for problem in problems]
    assert "\n".join(told).splitlines() == [
        "forms/x.fr.md.j2:1:17 cette donnée n'a pas de partie « numbr ».",
        f"  Écrire « number » ? Connus ici : {', '.join(sorted(DECLARED.fields['case'].fields))}.",
        "forms/x.fr.md.j2:4:6 cette donnée n'a pas de partie « titel ».",
        "  Écrire « title » ? Connus ici : bases, copies, need, note, options, satisfied, title.",
        "forms/x.fr.md.j2:4:1 cette valeur ne s'imprime pas telle quelle.",
        "  Ajouter un filtre : « | jour » « | jour_entier ».",
        "forms/x.fr.md.j2:6:1 du HTML n'est pas permis dans un modèle.",
        "  Employer le Markdown : **gras**, ## titre, - liste, ::: encadré.",
        "forms/x.fr.md.j2:6:5 du HTML n'est pas permis dans un modèle.",
        "  Employer le Markdown : **gras**, ## titre, - liste, ::: encadré.",
    ]


def test_a_template_sees_only_what_its_form_takes() -> None:
    _, (problem,) = read_template(b"{{ person.name }}", "forms/x.fr.md.j2", ("case", "person.language"))
    assert problem.code == "E803"
    assert "« name »" in problem.message


@pytest.mark.parametrize(
    "source",
    [
        "{% for d in documents if d.need == 'required' and not d.satisfied %}{{ loop.index }}{% endfor %}",
        (
            "{% for d in documents %}{% for o in d.options %}{% for p in o.papers %}{{ p.title }}{% endfor %}"
            "{% endfor %}{% endfor %}"
        ),
        "{% for s in steps %}{{ s.title }}{% else %}rien{% endfor %}{% if steps | combien > 3 %}…{% endif %}",
        "{% for c in consents %}{{ c.text }}{% endfor %}",
        "{{ 'oui' if case.draft else 'non' }} {{ case.number ~ ' / ' ~ 3 }}",
        "{% if deadlines and today %}{% elif steps %}{% else %}{% endif %}{# note #}",
        "{% for d in deadlines if d.days_left < 5 or d.due == today %}{{ d.days_left | jours }}{% endfor %}",
        "{% raw %}{{ case }}{% endraw %}",
        "a < b et c > d, 5 % de plus, R&D, l'œuvre — « oui »\u202f!",
        "",
    ],
)
def test_what_letters_need_is_allowed(source: str) -> None:
    assert read_template(source.encode(), "forms/x.fr.md.j2", EVERYTHING)[1] == ()


def test_each_filter_of_the_list_exists_in_each_language() -> None:
    assert set(filters("fr")) == set(filters("ar")) == set(FILTERS)


def test_each_filter_serves_a_shipped_form() -> None:
    forms = Path(__file__).parents[2] / "forms"
    written = "".join(path.read_text(encoding="utf-8") for path in forms.glob("*.md.j2"))
    assert [name for name in FILTERS if f"| {name}" not in written] == []


def test_what_is_printed_is_bounded() -> None:
    """The limit counts values too, and stops while printing, not after."""
    source = "{% for s in steps %}{{ s.title }}{% endfor %}"
    steps = [{"title": "a" * 5_000, "on": None}] * MAX_ITEMS
    with pytest.raises(DefinitionError) as refused:
        render(source, "forms/x.fr.md.j2", "fr", {"steps": steps})
    assert refused.value.problems[0].code == "E807"
    few = render(source, "x", "fr", {"steps": steps[: MAX_OUTPUT // 5_000 - 1]})
    assert len(few.values) == MAX_OUTPUT // 5_000 - 1


def test_the_words_of_a_template_are_bounded_too() -> None:
    source = "{% for s in steps %}" + "a" * 1_000 + "{% endfor %}"
    with pytest.raises(DefinitionError):
        render(source, "x", "fr", {"steps": [{"title": "", "on": None}] * MAX_ITEMS})


@pytest.mark.parametrize(
    "source",
    ["{{ range(3) }}", "{{ x.__class__ }}", "{{ x.items() }}", "{{ y }}", "{{ x.y }}", "{{ ''.__class__.__mro__ }}"],
)
def test_the_sandbox_is_a_second_lock(source: str) -> None:
    """Even a template that nobody checked reaches nothing: no global, no attribute, no undefined value."""
    with pytest.raises(DefinitionError):
        render(source, "x", "fr", {"x": {"a": 1}})


def test_a_dot_reads_a_datum_never_a_method_of_its_dictionary() -> None:
    assert render("{{ x.items }}", "x", "fr", {"x": {"items": "trois"}}) == Rendered("\ue0000\ue001", ("trois",))


def test_tags_alone_on_a_line_print_nothing_and_other_line_ends_are_kept() -> None:
    source = "a{% if x %}b{% endif %}\n  {% if x %}{# note #} \nc\n{% endif %}\nd"
    assert render(source, "x", "fr", {"x": True}).markdown == "ab\nc\nd"


def test_lines_keep_their_numbers_after_tags_alone() -> None:
    source = "{% if today %}\n{% endif %}\n\n{{ secret }}"
    _, (problem,) = read_template(source.encode(), "x", EVERYTHING)
    assert problem.place.line == 4
