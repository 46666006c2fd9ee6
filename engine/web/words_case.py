"""What a case's page says of what it doesn't ask for, and of what was typed and isn't recorded, in three languages."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

CASE_WORDS: Mapping[str, Text] = {
    "scan_open": Text("Ouvrir le scan", "فتح النسخة", "Open the scan"),
    "consent_below": Text(
        "Lire le texte et noter la réponse", "قراءة النص وتدوين الجواب", "Read the text, note the answer"
    ),
    "to_take_up": Text(
        "Ce dossier a été envoyé ici et personne ne l'a encore pris en charge. Le prendre l'accepte ; s'il ne revient "
        "pas à ce bureau, « Passer à un autre bureau », plus bas, le renvoie.",
        "أحيل هذا الملف إلى هذا المكتب ولم يتكفل به أحد بعد. التكفل به يعني قبوله؛ وإذا لم يكن من اختصاص هذا "
        "المكتب فليرجع إلى مرسله بواسطة «إحالة إلى مكتب آخر» أسفله.",
        "This case was sent here and nobody has taken it up yet. To take it accepts it; if it isn't this desk's, “Send "
        "to another desk”, below, sends it back.",
    ),
    "elsewhere": Text(
        "Ne concerne pas la situation telle qu'elle est connue ({})",
        "لا يخص الحالة كما هي معروفة ({})",
        "Doesn't concern the situation as it is known ({})",
    ),
    "still_typed": Text(
        "Ceci est encore écrit sur la page, et n'est pas enregistré :",
        "هذا لا يزال مكتوبا في الصفحة ولم يسجل:",
        "This is still written on the page, and isn't recorded:",
    ),
    "typed_gone": Text(
        "Ceci avait été écrit, et n'est pas enregistré : la page n'a plus de case pour cela.",
        "هذا كتب ولم يسجل: لم تعد له خانة في الصفحة.",
        "This was typed, and isn't recorded: the page has no box for it any more.",
    ),
    "typed_carried": Text(
        "Une action qui n'est plus possible ici garde ce qui était écrit pour elle : la page le rendra quand elle le "
        "redeviendra.",
        "الإجراء الذي لم يعد ممكنا هنا يحتفظ بما كتب له: ستعيده الصفحة حين يصبح ممكنا من جديد.",
        "An action that isn't possible here any more keeps what was typed for it: the page gives it back once it is "
        "possible again.",
    ),
    "typed_drop": Text("Ne plus le garder", "عدم الاحتفاظ به", "Keep it no longer"),
    "again_title": Text(
        "La session avait pris fin pendant l'envoi : rien n'est encore enregistré, et rien n'est perdu.",
        "انتهت الجلسة أثناء الإرسال: لم يسجل شيء بعد ولم يضع شيء.",
        "The session had ended while sending: nothing is recorded yet, and nothing is lost.",
    ),
    "again_what": Text("Ce qui était envoyé : {}.", "ما كان يرسل: {}.", "What was being sent: {}."),
    "again_file": Text(
        "Le fichier est à choisir de nouveau, plus bas : il n'est pas gardé.",
        "يجب اختيار الملف من جديد أسفله: لا يحتفظ به.",
        "The file is to be chosen again, below: it isn't kept.",
    ),
    "nothing_changed": Text(
        "Rien n'a été changé ; ce qui était écrit est là.",
        "لم يتغير شيء؛ وما كتبتموه هنا.",
        "Nothing was changed; what was typed is here.",
    ),
}
