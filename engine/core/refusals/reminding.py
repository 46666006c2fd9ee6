"""What is refused of reminders: printing them, sending them, saying that somebody was told.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

REMINDING: Mapping[str, tuple[str, str]] = {
    "Aucun rappel n'est à faire de cette façon.": (
        "لا يوجد تذكير ينجز بهذه الطريقة.",
        "No reminder is to be done that way.",
    ),
    "Voir la liste : baom reminders list. Un courriel demande l'accord de la personne.": (
        "عرض اللائحة: baom reminders list. البريد الإلكتروني يستلزم موافقة الشخص.",
        "See the list: baom reminders list. An e-mail needs the person's agreement.",
    ),
    "Il faut une adresse électronique, et rien d'autre.": (
        "يلزم عنوان بريد إلكتروني، ولا شيء غيره.",
        "One e-mail address is needed, and nothing else.",
    ),
    "L'écrire comme awa@example.org, sans nom ni espace.": (
        "يكتب مثل awa@example.org، دون اسم ولا فراغ.",
        "Write it as awa@example.org, without name or blank.",
    ),
    "Une adresse n'accompagne que l'accord de recevoir des courriels.": (
        "لا يرفق العنوان إلا بالموافقة على تلقي البريد الإلكتروني.",
        "An address comes only with the agreement to be sent e-mails.",
    ),
    "La retirer.": ("احذفها.", "Take it away."),
    "Aucun de ces rappels n'a été imprimé.": ("لم يطبع أي من هذه التذكيرات.", "None of these slips was printed."),
    "Les imprimer d'abord.": ("تطبع أولا.", "Print them first."),
    "Les rappels n'ont pas pu être composés.": ("تعذر إعداد التذكيرات.", "The reminders could not be typeset."),
    "Réinstaller le programme.": ("أعد تثبيت البرنامج.", "Install the program again."),
}
