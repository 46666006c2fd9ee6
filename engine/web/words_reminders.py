"""What the page of reminders says, and the agreements to be told by some way, on a case's own page."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

REMINDER_WORDS: Mapping[str, Text] = {
    "nav_reminders": Text("À rappeler", "التذكير", "To tell"),
    "reminders": Text("Qui prévenir", "من يجب إخباره", "Whom to tell"),
    "reminders_until": Text("jusqu'au {}", "إلى غاية {}", "until {}"),
    "reminders_none": Text(
        "Personne à prévenir d'ici là.", "لا يوجد من يجب إخباره إلى ذلك الحين.", "Nobody to tell until then."
    ),
    "reminders_pending": Text("À dire ({})", "يجب إخبارهم ({})", "To tell ({})"),
    "reminders_done": Text("Déjà dit ({})", "تم إخبارهم ({})", "Told already ({})"),
    "reminders_hint": Text(
        "Un rappel dit un jour et une heure ; ni nom, ni motif, ni lieu : un papier traîne, un message se lit.",
        "يذكر التذكير يوما وساعة؛ دون اسم ولا سبب ولا مكان: الورقة قد تقع في يد الغير والرسالة قد تقرأ.",
        "A reminder says a day and an hour; no name, no reason, no place: slips lie about, messages are read.",
    ),
    "reminders_print": Text("Imprimer les rappels cochés", "طباعة التذكيرات المختارة", "Print the ticked slips"),
    "reminders_voice": Text("Dit de vive voix", "قيل شفويا", "Told face to face"),
    "reminders_phone": Text("Dit au téléphone", "قيل هاتفيا", "Told by telephone"),
    "reminders_recorded": Text("Noté : {}.", "سجل: {}.", "Recorded: {}."),
    "reminders_printed": Text(
        "Rappels prêts : {}. Le PDF s'ouvre ici, autant de fois qu'il faut.",
        "التذكيرات جاهزة: {}. يفتح ملف PDF من هنا كلما لزم.",
        "Slips ready: {}. The PDF opens here, as often as needed.",
    ),
    "reminders_open": Text("Ouvrir les rappels (PDF)", "فتح التذكيرات (PDF)", "Open the slips (PDF)"),
    "reminders_left": Text(
        "Laissés : {}. Le dossier a changé entre-temps, ou la personne n'a pas donné son accord pour cette voie.",
        "تركت: {}. تغير الملف في الأثناء، أو لم يوافق الشخص على هذه الطريقة.",
        "Left: {}. The case changed meanwhile, or the person has not agreed to that way.",
    ),
    "reminders_no_tick": Text("Aucun rappel n'est coché.", "لم يتم اختيار أي تذكير.", "No reminder is ticked."),
    "reminders_send": Text("Envoyer par courriel", "إرسال بالبريد الإلكتروني", "Send by e-mail"),
    "by_email_too": Text("courriel accepté", "يقبل البريد الإلكتروني", "e-mail agreed to"),
    "only_by_voice": Text("de vive voix seulement", "شفويا فقط", "face to face only"),
    "contact": Text("Comment prévenir la personne", "كيفية إخبار الشخص", "How to tell the person"),
    "contact_address": Text("Adresse électronique", "عنوان البريد الإلكتروني", "E-mail address"),
}
