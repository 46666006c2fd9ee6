"""What the pages of acts say, in French, Arabic and English: passing cases on, sending one away, what is damaged."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

ACT_WORDS: Mapping[str, Text] = {
    # --- what isn't as it was recorded ---
    "altered_title": Text(
        "Ceci ne peut pas être montré pour l'instant", "لا يمكن عرض هذا الآن", "This can't be shown for now"
    ),
    "altered_whom": Text(
        "Ne rien refaire ici. Donner ce message à l'administrateur, qui vérifie la base et la remet en état, et à un "
        "auditeur. Ce qui n'en dépend pas reste ouvert.",
        "لا تعيدوا شيئا هنا. سلموا هذه الرسالة إلى المسير، الذي يتحقق من القاعدة ويصلحها، وإلى أحد المدققين. وما لا "
        "يتعلق بذلك يبقى مفتوحا.",
        "Redo nothing here. Give this message to the administrator, who checks the database and sets it right, and to "
        "an auditor. What doesn't depend on it stays open.",
    ),
    # --- before a case is sent to another desk ---
    "transfer_title": Text(
        "Passer le dossier à un autre bureau", "إحالة الملف إلى مكتب آخر", "Send the case to another desk"
    ),
    "transfer_see": Text("Voir ce que cela change", "عرض ما سيتغير", "See what it changes"),
    "transfer_seen": Text("Ce que l'autre bureau verra", "ما سيراه المكتب الآخر", "What the other desk will see"),
    "transfer_steps": Text(
        "Tout le dossier : ses données, ses pièces, ses notes et son historique (étapes : {}).",
        "الملف كله: معطياته ووثائقه وملاحظاته وسجله، {} مرحلة.",
        "The whole case: its data, papers, notes and history (steps: {}).",
    ),
    "transfer_scans": Text("Les scans joints : {}.", "النسخ المرفقة: {}.", "Its scans: {}."),
    "transfer_person": Text(
        "La fiche de la personne : noms, contact, langue.",
        "بطاقة الشخص: الأسماء ووسيلة الاتصال واللغة.",
        "The person's record: names, contact, language.",
    ),
    "transfer_stays": Text("Ce qui reste ici", "ما يبقى هنا", "What stays here"),
    "transfer_others": Text(
        "Les autres dossiers de la personne : chacun garde son bureau.",
        "ملفات الشخص الأخرى: يبقى كل منها في مكتبه.",
        "The person's other cases: each keeps its desk.",
    ),
    "transfer_then": Text("Ensuite", "بعد ذلك", "Then"),
    "transfer_lost_sight": Text(
        "Le dossier reste visible ici, et peut être repris, jusqu'à ce que quelqu'un s'en charge à {}. Après, ce "
        "bureau ne le voit plus.",
        "يبقى الملف ظاهرا هنا ويمكن استرجاعه إلى أن يتكفل به أحد في {}. بعد ذلك لا يراه هذا المكتب.",
        "The case stays visible here, and can be taken back, until somebody takes it up in {}. After that this desk no "
        "longer sees it.",
    ),
    "transfer_kept_sight": Text(
        "Ce compte voit tous les bureaux : il verra encore ce dossier.",
        "هذا الحساب يرى كل المكاتب: سيظل يرى هذا الملف.",
        "This account sees every desk: it will still see this case.",
    ),
    "transfer_nobody": Text(
        "Il n'est plus confié à {} : là-bas, quelqu'un le prendra.",
        "لن يبقى مسندا إلى {}: سيأخذه أحد هناك.",
        "It is no longer assigned to {}: somebody there will take it.",
    ),
    "transfer_clock": Text("L'échéance court toujours : {}, {}.", "الأجل يستمر: {}، {}.", "Still running: {}, {}."),
    "transfer_why": Text("Motif : {}", "السبب: {}", "Reason: {}"),
    "transfer_do": Text("Passer à {}", "الإحالة إلى {}", "Send to {}"),
    "transfer_no_desk": Text(
        "Personne n'a de compte au bureau de destination ({}) : le dossier y attendrait, vu des seuls superviseurs. "
        "Vérifier la commune, ou appeler le superviseur.",
        "لا أحد له حساب في المكتب المقصود ({}): سيبقى الملف هناك منتظرا، لا يراه إلا المشرفون. تحققوا من الجماعة أو "
        "اتصلوا بالمشرف.",
        "Nobody has an account at that desk ({}): the case would wait there, seen by supervisors alone. Check the "
        "commune, or call the supervisor.",
    ),
    "sent_away": Text(
        "Personne ne s'en est encore chargé au bureau de destination ({}) : le dossier se voit encore ici.",
        "لم يتكفل به أحد بعد في المكتب المقصود ({}): لا يزال الملف ظاهرا هنا.",
        "Nobody has taken it up yet at the desk it was sent to ({}): the case is still seen here.",
    ),
    "take_it_back": Text("Le reprendre…", "استرجاعه…", "Take it back…"),
    # --- a colleague's cases, passed on ---
    "handover_title": Text("Passer les dossiers d'un collègue", "تسليم ملفات زميل", "Pass a colleague's cases on"),
    "handover_what": Text(
        "Quand quelqu'un s'absente : ses dossiers ouverts passent à un collègue, qui les lui rend au retour. La liste "
        "est montrée avant que rien ne change.",
        "حين يغيب أحد: تنتقل ملفاته المفتوحة إلى زميل يعيدها إليه عند رجوعه. تعرض اللائحة قبل أي تغيير.",
        "When somebody is away: their open cases go to a colleague, who gives them back on their return. The list is "
        "shown before anything changes.",
    ),
    "handover_leaving": Text("Qui s'absente", "من يغيب", "Who is away"),
    "handover_taking": Text("Qui reprend", "من يتكفل", "Who takes them"),
    "handover_taking_hint": Text(
        "Laisser vide pour les rendre au bureau, à qui les prendra.",
        "اتركوه فارغا لإعادتها إلى المكتب، لمن يأخذها.",
        "Leave it empty to give them back to the desk, for whoever takes them.",
    ),
    "handover_process": Text("Parcours", "المسار", "Pathway"),
    "handover_every": Text("Tous les parcours", "كل المسارات", "Every pathway"),
    "handover_until": Text(
        "Seulement ceux dont l'échéance tombe jusqu'au", "فقط ما ينتهي أجله إلى غاية", "Only those due by"
    ),
    "handover_back": Text(
        "Au retour : seulement ceux que « qui reprend » avait avant",
        "عند الرجوع: فقط الملفات التي كانت من قبل لدى من يتكفل",
        "On the return: only those that whoever takes them had before",
    ),
    "handover_see": Text("Voir ces dossiers", "عرض هذه الملفات", "See these cases"),
    "handover_would": Text("Dossiers qui passeraient : {}", "الملفات التي ستنتقل: {}", "Cases that would go: {}"),
    "handover_do": Text("Passer ces dossiers ({})", "تسليم هذه الملفات ({})", "Pass these cases on ({})"),
    "handover_done": Text("Dossiers passés : {}.", "عدد الملفات المسلمة: {}.", "Cases passed on: {}."),
    "handover_more": Text("Et d'autres : {}.", "و{} أخرى.", "And {} more."),
    "handover_left": Text("Restés où ils étaient ({})", "بقيت حيث كانت ({})", "Left where they were ({})"),
    # --- the sections of a case's page ---
    "contents": Text("Sur cette page", "في هذه الصفحة", "On this page"),
    "contents_now": Text("À faire", "ما يجب عمله", "To do"),
}
