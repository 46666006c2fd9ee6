"""What is found wrong in the text of a file of the referential, line by line.

Each French sentence stands where it is said; here, under it, Arabic and English. Words of the language of pathways are
written as they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping

FINDINGS_OF_TEXT: Mapping[str, tuple[str, str]] = {
    "plus de {most} anomalies dans ce fichier : les autres ne sont pas dites.": (
        "أكثر من {most} اختلال في هذا الملف: البقية لا تذكر.",
        "more than {most} findings in this file: the others aren't told.",
    ),
    "Corriger celles-ci, puis vérifier de nouveau.": (
        "صححوا هذه ثم تحققوا من جديد.",
        "Set these right, then check again.",
    ),
    "le fichier": ("الملف", "the file"),
    "« {key} »": ("«{key}»", "“{key}”"),
    "l'élément n° {rank} de {whole}": ("العنصر رقم {rank} من {whole}", "item no. {rank} of {whole}"),
    "{spot} : « {text} » n'est pas possible ici ; mots possibles : {words}.": (
        "{spot}: «{text}» غير ممكن هنا؛ الكلمات الممكنة: {words}.",
        "{spot}: “{text}” isn't possible here; possible words: {words}.",
    ),
    "Écrire « {word} ».": ("اكتبوا «{word}».", "Write “{word}”."),
    "Choisir un de ces mots.": ("اختاروا إحدى هذه الكلمات.", "Choose one of these words."),
    "{spot} : l'année {year} n'est pas possible ici.": (
        "{spot}: السنة {year} غير ممكنة هنا.",
        "{spot}: the year {year} isn't possible here.",
    ),
    "Écrire un jour entre {first} et {last}.": (
        "اكتبوا يوما بين {first} و{last}.",
        "Write a day between {first} and {last}.",
    ),
    "{spot} : « {text} » n'est pas une date du calendrier sous la forme année-mois-jour.": (
        "{spot}: «{text}» ليس تاريخا على شكل سنة-شهر-يوم.",
        "{spot}: “{text}” isn't a date of the calendar in the form year-month-day.",
    ),
    "Écrire la date comme « 2026-11-01 ».": (
        "اكتبوا التاريخ على شكل «2026-11-01».",
        "Write the date as “2026-11-01”.",
    ),
    "{spot} : saut de ligne, ou marque de direction invisible, dans un texte qui n'en admet pas.": (
        "{spot}: رجوع إلى السطر أو علامة اتجاه خفية في نص لا يقبلها.",
        "{spot}: a line break, or an invisible mark of direction, in a text that admits none.",
    ),
    "Retaper ce texte sur une seule ligne.": (
        "أعيدوا كتابة هذا النص في سطر واحد.",
        "Type this text again on a single line.",
    ),
    "{spot} : « {text} » n'est pas l'adresse d'une page du web.": (
        "{spot}: «{text}» ليس عنوان صفحة على الويب.",
        "{spot}: “{text}” isn't the address of a page of the web.",
    ),
    "Écrire l'adresse entière, sans espace, de « https:// » à sa fin.": (
        "اكتبوا العنوان كاملا دون فراغ، من «https://» إلى آخره.",
        "Write the whole address, without a space, from “https://” to its end.",
    ),
    "{spot} : le texte est vide.": ("{spot}: النص فارغ.", "{spot}: the text is empty."),
    "L'écrire, ou effacer la clé.": ("اكتبوه، أو امحوا المفتاح.", "Write it, or erase the key."),
    "{spot} : texte de {count} caractères ; {most} au plus.": (
        "{spot}: نص من {count} حرفا؛ والحد الأقصى {most}.",
        "{spot}: a text of {count} characters; {most} at most.",
    ),
    "Le raccourcir.": ("اختصروه.", "Shorten it."),
    "{spot} : le texte arabe manque.": ("{spot}: النص العربي ناقص.", "{spot}: the Arabic text is missing."),
    "Ajouter « ar: » et le texte arabe.": ("أضيفوا «ar:» والنص العربي.", "Add “ar:” and the Arabic text."),
    "{spot} : texte à écrire ({languages}).": (
        "{spot}: نص في انتظار التحرير ({languages}).",
        "{spot}: text to be written ({languages}).",
    ),
    "Mettre le vrai texte à la place de celui du modèle.": (
        "ضعوا النص الحقيقي مكان نص النموذج.",
        "Put the real text in the place of the model's.",
    ),
    "{spot} : il faut une de ces clés : {keys}.": (
        "{spot}: لا بد من أحد هذه المفاتيح: {keys}.",
        "{spot}: one of these keys is needed: {keys}.",
    ),
    "En écrire une.": ("اكتبوا أحدها.", "Write one of them."),
    "{spot} : ces clés s'excluent : {keys}.": (
        "{spot}: هذه المفاتيح يلغي بعضها بعضا: {keys}.",
        "{spot}: these keys exclude each other: {keys}.",
    ),
    "N'en garder qu'une.": ("احتفظوا بواحد منها فقط.", "Keep only one of them."),
}
