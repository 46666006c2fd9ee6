"""What a version would do to open cases, in words: what each effect is called, and one sentence for each of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from engine.core.days import day_in_words, duration_in_words
from engine.core.definition import Action, Definition, Language, Text
from engine.core.impact import Effect, Felt
from engine.core.migrating_words import say_stuck

EFFECTS_IN_WORDS: Mapping[Effect, Text] = {
    "stranded": Text("sans étape où aller", "دون مرحلة ينتقل إليها", "with no step to go to"),
    "held": Text("retenus sous leur version", "باقية في نسختها", "held under their version"),
    "elsewhere": Text("passeraient à une autre étape", "ستنتقل إلى مرحلة أخرى", "would stand at another step"),
    "action_gone": Text("perdraient une action", "ستفقد إجراء", "would lose an action"),
    "document_missing": Text("auraient une pièce de plus à obtenir", "ستنقصها وثيقة", "would lack one more paper"),
    "group_added": Text(
        "auraient un groupe de pièces de plus", "ستضاف إليها مجموعة وثائق", "would have one more group of papers"
    ),
    "due_moved": Text("changeraient d'échéance", "سيتغير أجلها", "would have another due day"),
    "next_step": Text("auraient une autre suite", "سيتغير إجراؤها التالي", "would have another next act"),
    "left_aside": Text("laisseraient des données de côté", "ستترك معطيات جانبا", "would leave data aside"),
}

_ELSEWHERE = Text("passerait à « {to} »", "سينتقل إلى «{to}»", "would stand at “{to}”")
_NEXT = Text("suite : {now} → {then}", "الإجراء التالي: {now} ← {then}", "next: {now} → {then}")
_MISSING = Text("à obtenir en plus : {names}", "وثائق إضافية: {names}", "to obtain besides: {names}")
_GROUPS: Mapping[str, Text] = {
    "due": Text("groupe de pièces, dû : {name}", "مجموعة وثائق واجبة: {name}", "group of papers, due: {name}"),
    "maybe": Text(
        "groupe de pièces, dû selon ce qui n'est pas encore connu : {name}",
        "مجموعة وثائق تجب حسب ما لم يعرف بعد: {name}",
        "group of papers, due or not by what isn't known yet: {name}",
    ),
    "useful": Text(
        "groupe de pièces, utile, qui ne bloque rien : {name}",
        "مجموعة وثائق مفيدة لا تمنع شيئا: {name}",
        "group of papers, useful, that blocks nothing: {name}",
    ),
}
_DUE = Text("{name} : {now} → {then}", "{name}: {now} ← {then}", "{name}: {now} → {then}")
_GONE = Text("plus possible : {names}", "لم يعد ممكنا: {names}", "no longer possible: {names}")
_LEFT = Text("laissé de côté : {names}", "يترك جانبا: {names}", "left aside: {names}")
_KEPT = Text(
    "Échéance « {name} » : {was} → {now}, mais ces dossiers de la version {version} gardent leur date, comptée avec "
    "l'ancien délai : {cases}. Pour la recompter, écrire : migration: {{{version}: {{deadlines: recount}}}}",
    "الأجل «{name}»: {was} ← {now}، غير أن هذه الملفات من النسخة {version} تحتفظ بتاريخها المحسوب بالمدة السابقة: "
    "{cases}. لإعادة حسابه يكتب: migration: {{{version}: {{deadlines: recount}}}}",
    "Deadline “{name}”: {was} → {now}, but these cases of version {version} keep their day, counted with the former "
    "delay: {cases}. To count it again, write: migration: {{{version}: {{deadlines: recount}}}}",
)
_NONE = Text("aucune", "لا شيء", "none")


def say_felt(felt: Felt, former: Definition, there: Definition, language: Language) -> list[str]:
    """What one case would feel, a short sentence each."""
    return list(_said(felt, former, there, language))


def say_kept(deadline: str, cases: int | str, former: Definition, there: Definition, language: Language) -> str:
    """That a delay which changed moves no day of so many cases, and what to write for it to do so."""
    was, now = former.deadlines[deadline], there.deadlines[deadline]
    return _KEPT.of(language).format(
        name=now.title.of(language),
        was=duration_in_words(was.within, language),
        now=duration_in_words(now.within, language),
        version=former.version,
        cases=cases,
    )


def _said(felt: Felt, former: Definition, there: Definition, language: Language) -> Iterator[str]:
    comma = "، " if language == "ar" else ", "
    for each in felt.stuck:
        yield say_stuck(each, language)
    if felt.to is not None and felt.to != felt.state:
        yield _ELSEWHERE.of(language).format(to=there.states[felt.to].title.of(language))
    if felt.actions:
        yield _GONE.of(language).format(names=comma.join(_action(former, name, language) for name in felt.actions))
    if felt.documents:
        titles = (there.documents[name].title.of(language) for name in felt.documents)
        yield _MISSING.of(language).format(names=comma.join(titles))
    for asked in felt.groups:
        weight = "useful" if asked.group.need == "useful" else "due" if asked.due else "maybe"
        yield _GROUPS[weight].of(language).format(name=asked.group.title.of(language))
    for name, (was, due) in (felt.dues or {}).items():
        deadline = there.deadlines.get(name) or former.deadlines[name]
        days = {"now": _day(was, language), "then": _day(due, language)}
        yield _DUE.of(language).format(name=deadline.title.of(language), **days)
    if felt.next_step is not None:
        now, then = felt.next_step
        steps = {"now": _action(former, now, language), "then": _action(there, then, language)}
        yield _NEXT.of(language).format_map(steps)
    if felt.left:
        yield _LEFT.of(language).format(names=comma.join(_named(former, name, language) for name in felt.left))


def _day(day: date | None, language: Language) -> str:
    return _NONE.of(language) if day is None else day_in_words(day, language)


def _action(definition: Definition, name: str | None, language: Language) -> str:
    if name is None:
        return _NONE.of(language)
    shared = definition.actions.get(name)
    own = (state.actions[name] for state in definition.states.values() if name in state.actions)
    found: Action | None = shared.action if shared is not None else next(own, None)
    return name if found is None else found.title.of(language)


def _named(definition: Definition, name: str, language: Language) -> str:
    """A datum, paper, consent or deadline by its title."""
    if name in definition.fields:
        return definition.fields[name].label.of(language)
    named = definition.documents.get(name) or definition.consents.get(name) or definition.deadlines.get(name)
    return name if named is None else named.title.of(language)
