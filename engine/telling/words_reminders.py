"""What is said of reminders wherever they are listed: where one stands, by which way, what was done."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

STANDINGS: Mapping[str, Text] = {
    "to_tell": Text("à dire", "يجب إخباره", "to tell"),
    "printed": Text("imprimé", "مطبوع", "printed"),
    "told": Text("dit", "تم الإخبار", "told"),
    "sent": Text("envoyé", "أرسل", "sent"),
    "refused": Text("refusé par le serveur ({})", "رفضه الخادم ({})", "refused by the server ({})"),
    "unsure": Text("peut-être parti : vérifier", "ربما أرسل: يجب التحقق", "may have left: check"),
}
"Where a reminder stands."
WAYS: Mapping[str, Text] = {
    "voice": Text("de vive voix", "شفويا", "face to face"),
    "phone": Text("par téléphone", "هاتفيا", "by telephone"),
    "slip": Text("sur papier", "كتابيا", "on paper"),
    "email": Text("par courriel", "بالبريد الإلكتروني", "by e-mail"),
}
"How somebody is told."

REMINDERS: Mapping[str, Text] = {
    "reminders_none": Text(
        "Personne à prévenir pour l'instant.", "لا يوجد من يجب إخباره الآن.", "Nobody to tell for now."
    ),
    "reminders_told": Text("Rappels dits : {}", "تذكيرات تم الإخبار بها: {}", "Reminders told: {}"),
    "reminders_sent": Text("Courriels partis : {}", "رسائل أرسلت: {}", "E-mails sent: {}"),
    "reminders_refused": Text(
        "Dossier {} : le serveur a refusé le message ({}).",
        "الملف {}: رفض الخادم الرسالة ({}).",
        "Case {}: the server refused the message ({}).",
    ),
    "reminders_unsure": Text(
        "Dossier {} : la liaison s'est coupée, le message est peut-être parti. Prévenir autrement.",
        "الملف {}: انقطع الاتصال، ربما أرسلت الرسالة. يجب الإخبار بطريقة أخرى.",
        "Case {}: the line was cut, the message may have left. Tell the person another way.",
    ),
    "reminders_left": Text(
        "Laissés, car le dossier a changé entre-temps : {}. Relire la liste.",
        "تركت لأن الملف تغير في الأثناء: {}. تراجع اللائحة.",
        "Left, since the case changed meanwhile: {}. Read the list again.",
    ),
    "reminders_more": Text("Déjà dit : {}, avec --all.", "تم إخبارهم: {}، مع --all.", "Told already: {}, with --all."),
}
"The sentences of the command line about them."
