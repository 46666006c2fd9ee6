"""The words of a person's rights over their data: on which ground one is erased, and to what one may object.

Identifiers are recorded in events, and never change; the sentences may be said better. The articles of law 09-08 that
they rest on wait for M&D's lawyers, and are shown as such.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

BASES: Mapping[str, Text] = {
    "retrait": Text("la personne retire son accord", "سحب الشخص موافقته", "the person withdraws their agreement"),
    "opposition": Text("la personne s'oppose", "تعرض الشخص", "the person objects"),
    "duree": Text("la durée de conservation est passée", "انتهت مدة الحفظ", "the retention period is over"),
    "erreur": Text("enregistrée par erreur ou sans droit", "سجل خطأ أو دون حق", "recorded by mistake or without right"),
}
"On what ground a person is erased (law 09-08, to be validated)."

PURPOSES: Mapping[str, Text] = {
    "statistiques": Text("être compté dans les chiffres", "الاحتساب في الإحصائيات", "being counted in the figures"),
    "partage": Text(
        "que des données passent à un autre service", "إرسال معطيات إلى مصلحة أخرى", "data going to another service"
    ),
    "accompagnement": Text("être accompagné", "المواكبة", "being accompanied"),
}
"To what a person may object; what depends on it refuses from then on."

BACKUP_DAYS = 30
"A backup is kept no longer: what the key of an erased person sealed can then be read nowhere (rule P4)."

DATA: Mapping[str, Text] = {
    "name": Text("Nom", "الاسم بالحروف اللاتينية", "Name"),
    "name_ar": Text("Nom en lettres arabes", "الاسم", "Name in Arabic letters"),
    "sex": Text("Sexe", "الجنس", "Sex"),
    "birth_date": Text("Date de naissance", "تاريخ الازدياد", "Date of birth"),
    "birth_year": Text("Année de naissance", "سنة الازدياد", "Year of birth"),
    "language": Text("Langue", "اللغة", "Language"),
    "nationality": Text("Nationalité", "الجنسية", "Nationality"),
    "contact": Text("Moyen de joindre la personne", "وسيلة الاتصال", "Way to reach the person"),
    "household": Text("Ménage", "الأسرة", "Household"),
}
"What may be kept of a person, as it is told to them."

WRITTEN: Mapping[str, Text] = {
    "note": Text("note", "ملاحظة", "note"),
    "reason": Text("motif", "سبب", "reason"),
    "address": Text("adresse électronique", "عنوان البريد الإلكتروني", "e-mail address"),
    "receipt.number": Text("numéro de récépissé", "رقم الوصل", "receipt number"),
}
"What is written by hand about a person, by its name among the sealed values of an event."
