"""Why a case stays under its version, in words, with what would let it go."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Definition, Language, Text
from engine.core.migrating import Obstacle, Stuck
from engine.core.wording import isolated

OBSTACLES: Mapping[Obstacle, Text] = {
    "closed": Text("Le dossier est clos.", "الملف مغلق.", "The case is closed."),
    "already_there": Text("Il est déjà à cette version.", "هو في هذه النسخة من قبل.", "It is of that version already."),
    "no_rule": Text(
        "La version demandée n'a pas de règle pour la sienne ({what}) : l'écrire sous « migration ».",
        "ليست للنسخة المطلوبة قاعدة لنسخته ({what}): تكتب تحت «migration».",
        "The version asked for has no rule for its own ({what}): write one under “migration”.",
    ),
    "not_concerned": Text(
        "La condition de la règle n'est pas remplie : {what}",
        "شرط القاعدة غير مستوفى: {what}",
        "The condition of the rule isn't met: {what}",
    ),
    "unknown": Text(
        "La règle tient à ce qui n'est pas encore connu : {titles}.",
        "القاعدة رهينة بما لم يعرف بعد: {titles}.",
        "The rule turns on what isn't known yet: {titles}.",
    ),
    "state_gone": Text(
        "Son étape, « {titles} », n'existe plus : dire sous « states » où vont ses dossiers.",
        "مرحلته «{titles}» لم تعد موجودة: يجب أن يقال تحت «states» إلى أين تنتقل ملفاتها.",
        "Its step, “{titles}”, is gone: say under “states” where its cases go.",
    ),
    "no_way": Text(
        "Aucune des suites écrites pour son étape, « {titles} », ne lui convient.",
        "لا تناسبه أي من الوجهات المكتوبة لمرحلته «{titles}».",
        "None of the ways written for its step, “{titles}”, is its own.",
    ),
    "now_final": Text(
        "Son étape, « {titles} », y est une fin : un dossier ne se clôt que par un acte.",
        "مرحلته «{titles}» صارت نهائية: لا يغلق ملف إلا بإجراء.",
        "Its step, “{titles}”, is an end there: a case is closed by an act alone.",
    ),
    "value_refused": Text(
        "Ce qui est enregistré n'y est plus admis : {titles}.",
        "ما سجل لم يعد مقبولا فيها: {titles}.",
        "What is recorded is no longer accepted there: {titles}.",
    ),
    "would_be_bared": Text(
        "Une donnée scellée y serait en clair : {titles}.",
        "معطى مختوم سيصير فيها مكشوفا: {titles}.",
        "A sealed datum would stand in clear there: {titles}.",
    ),
    "erased": Text("La personne a été effacée.", "تم محو الشخص.", "The person was erased."),
    "altered": Text(
        "Le dossier n'est plus tel qu'il a été écrit : un auditeur doit vérifier la base.",
        "الملف لم يعد كما كتب: يجب أن يفحص مدقق القاعدة.",
        "The case is no longer as it was written: an auditor has to check the base.",
    ),
    "of_another_kind": Text(
        "Le parcours n'a plus la même protection, ou le même bénéficiaire.",
        "لم تعد للمسار نفس الحماية أو نفس المستفيد.",
        "The pathway no longer has the same protection, or the same subject.",
    ),
    "acted_since": Text(
        "Des actes faits depuis sous cette version reposent sur ce passage.",
        "إجراءات تمت منذ ذلك وفق هذه النسخة مبنية على هذا الانتقال.",
        "Acts done since under that version rest on this passage.",
    ),
}


def say_stuck(stuck: Stuck, language: Language) -> str:
    """One reason in one sentence."""
    comma = "، " if language == "ar" else ", "
    titles = comma.join(each.of(language) if isinstance(each, Text) else each for each in stuck.titles)
    return OBSTACLES[stuck.code].of(language).format(what=isolated(stuck.what, language), titles=titles)


_RENAMED = Text(
    "« {was} » ({former}) continue sous « {now} » ({name})",
    "«{was}» ({former}) يستمر تحت «{now}» ({name})",
    "“{was}” ({former}) carries on under “{now}” ({name})",
)


def say_renamed(before: Definition, former: str, after: Definition, name: str, language: Language) -> str:
    """That what is known of a datum carries on under another name."""
    was, now = (
        definition.fields[each].label.of(language) if each in definition.fields else each
        for definition, each in ((before, former), (after, name))
    )
    names = {"former": isolated(former, language), "name": isolated(name, language)}
    return _RENAMED.of(language).format(was=was, now=now, **names)
