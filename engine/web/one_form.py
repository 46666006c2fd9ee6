"""The one form of a case's page: each act has names of its own in it, `act.name`, and a button that says where it goes.

A browser sends the whole form whichever button is pressed. So what was typed for another act comes along, and the page
that answers gives it back: nobody loses a note by ticking a paper, with a script or without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.web.sent import Form

_OF_EACH_FORM = frozenset(("token", "expect", "key"))
_OFTEN_SET = frozenset(("on", "receipt_day", "language"))
"Ends of names that the page fills by itself: alone, they are nothing that somebody typed."
_BEFORE, _AFTER = "papers.was.", "papers.is."
"The status of a paper as the page showed it, and as it is sent."


def typed(form: Form, but: str = "") -> Form:
    """What somebody typed, without what the page had filled by itself; and without one act's own."""
    return Form({name: values for name, values in _changed(form.values) if not _is_of(name, but)})


def answered_once(form: Form, act: str, asked: Iterable[str]) -> Form:
    """The form with what an action asks taken from the questions of the step, where it was answered there alone."""
    values = dict(form.values)
    for name in asked:
        there, here = f"set.{name}", f"{act}.set.{name}"
        if any(values.get(there, ())) and not any(values.get(here, ())):
            values[here] = values.pop(there)
    return Form(values, form.files)


def touched(form: Form) -> frozenset[str]:
    """The acts for which something was typed: each name, and all that it stands under."""
    found = set[str]()
    for name, values in form.values.items():
        parts = name.split(".")
        if any(values) and parts[-1] not in _OFTEN_SET:
            found.update(".".join(parts[:rank]) for rank in range(1, len(parts) + 1))
    return frozenset(found)


def filled(form: Form) -> list[str]:
    """What somebody filled in, of a form of any page: without what its page had filled by itself."""
    return [
        value
        for name, values in form.values.items()
        if name not in _OF_EACH_FORM and not name.startswith(_BEFORE) and not _is_as_it_was(form.values, name)
        for value in values
        if value and not ("." in name and name.rpartition(".")[2] in _OFTEN_SET)
    ]


def is_anything(form: Form) -> bool:
    """Whether anything at all was typed in it."""
    return bool(touched(form))


def _is_of(name: str, act: str) -> bool:
    return bool(act) and (name == act or name.startswith(f"{act}."))


def _changed(values: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    for name, given in values.items():
        if name in _OF_EACH_FORM or "." not in name or name.startswith(_BEFORE):
            continue
        if not _is_as_it_was(values, name):
            yield name, given


def _is_as_it_was(values: Mapping[str, list[str]], name: str) -> bool:
    """Whether it is the status of a paper, and the one that the page showed."""
    return name.startswith(_AFTER) and values[name] == values.get(_BEFORE + name.removeprefix(_AFTER))
