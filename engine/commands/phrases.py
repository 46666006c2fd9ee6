"""What the command line itself says on its screens, in French, Arabic and English; the rest comes from the pathways."""

from __future__ import annotations

from collections.abc import Mapping

from engine.commands.phrases_accounts import ACCOUNTS
from engine.commands.phrases_database import DATABASE
from engine.commands.phrases_people import PEOPLE
from engine.commands.phrases_stories import STORIES
from engine.commands.phrases_versions import VERSIONS
from engine.core.definition import Language, Text
from engine.telling.words import TELLING, filled
from engine.telling.words_checks import CHECKS
from engine.telling.words_packs import PACKS
from engine.telling.words_reminders import REMINDERS
from engine.telling.words_watch import WATCH

PHRASES: Mapping[str, Text] = {
    # --- every screen ---
    "training": Text(
        "BASE D'ENTRAÎNEMENT : données fictives", "قاعدة تدريب: معطيات خيالية", "TRAINING DATABASE: fictitious data"
    ),
    "unnamed": Text("sans nom", "بدون اسم", "unnamed"),
    # --- guidance ---
    "case": Text("dossier {}", "ملف {}", "case {}"),
    "draft": Text("parcours à valider par M&D", "مسار في انتظار مصادقة M&D", "pathway to be validated by M&D"),
    "closed_word": Text("Clos", "مغلق", "Closed"),
    "closed": Text("Dossier clos : {}", "ملف مغلق: {}", "Case closed: {}"),
    "desk_of": Text("bureau : {}", "مكتب: {}", "desk: {}"),
    "deadlines": Text("Échéances", "الآجال", "Deadlines"),
    "to_do": Text("Maintenant", "الآن", "Now"),
    "to_ask": Text("À demander", "معطيات مطلوبة", "To ask"),
    "name_value": Text("NOM=VALEUR …", "NOM=VALEUR …", "NAME=VALUE …"),
    "papers": Text("Pièces", "الوثائق", "Papers"),
    "one_of": Text("au choix", "إحداها", "one of these"),
    "n_of": Text("{} au choix", "{} منها", "{} of these"),
    "useful": Text("utile, non exigée", "مفيدة غير مشترطة", "useful, not required"),
    "not_due": Text(
        "non exigible : souvent demandée, à tort", "غير مستحقة: كثيرا ما تطلب دون حق", "not due, though often asked for"
    ),
    "due_unknown": Text("peut-être demandée : il manque {}", "قد تطلب: ينقص {}", "may be due: {} is not known yet"),
    "copies": Text("{} exemplaires", "{} نسخ", "{} copies"),
    "issued_by": Text("délivrée par : {}", "تسلمها: {}", "issued by: {}"),
    "held_in": Text("déjà détenue (dossier {})", "متوفرة في الملف {}", "already held (case {})"),
    "stale": Text("trop ancienne", "متجاوزة المدة", "too old"),
    "unverified": Text("à vérifier", "يجب التحقق منها", "to be verified"),
    "shortest": Text(
        "Il reste à obtenir, au plus court : {}", "أقل ما يلزم الحصول عليه: {}", "Left to obtain, at the shortest: {}"
    ),
    "to_obtain": Text(
        "Pièces à obtenir, au plus court", "أقل ما يلزم الحصول عليه من وثائق", "Papers to obtain, at the shortest"
    ),
    "waits_for": Text("il manque : {}.", "ينقص: {}.", "lacking: {}."),
    "or_else": Text("ou {}", "أو {}", "or {}"),
    "and_others": Text(" (+ {})", " (+ {})", " (+ {})"),
    "maybe_due": Text(
        "Peut-être pas demandée : cela dépend de ce qui reste à demander.",
        "قد لا تطلب: حسب المعطيات التي لم تسجل بعد.",
        "Perhaps not asked for: it depends on what is not known yet.",
    ),
    "more_offices": Text("Autres guichets : {}, avec --all.", "شبابيك أخرى: {}، مع --all.", "{} more offices: --all."),
    "then_ask": Text("Puis : {}", "ثم: {}", "Then: {}"),
    "linked_to": Text("Dossier lié : {}, {}", "ملف مرتبط: {}، {}", "Linked case: {}, {}"),
    "linked_from": Text("Ouvert depuis : {}, {}", "فتح انطلاقا من: {}، {}", "Opened from: {}, {}"),
    "consent_to": Text("Accord : {}", "الموافقة: {}", "Consent: {}"),
    "whole": Text("Tout (textes, ce qui n'est pas dû) : {}", "الكل (النصوص وغير المستحق): {}", "All of it: {}"),
    "where": Text("Où aller", "الوجهة", "Where to go"),
    "verified_on": Text("vérifié le {}", "تم التحقق منه يوم {}", "checked on {}"),
    "to_confirm": Text("à confirmer", "للتأكيد", "to be confirmed"),
    "no_office": Text("aucun guichet connu à {}", "لا شباك معروف في {}", "no office known in {}"),
    "commune_unknown": Text(
        "la commune n'est pas encore connue", "الجماعة غير معروفة بعد", "the commune is not known yet"
    ),
    "possible": Text("Actions possibles", "الإجراءات الممكنة", "Possible actions"),
    "blocked": Text("Pas encore possible", "غير ممكن بعد", "Not possible yet"),
    "at_any_time": Text("En tout temps", "في أي وقت", "At any time"),
    "not_yet": Text("Pas encore : {}", "ليس بعد: {}", "Not yet: {}"),
    "not_now": Text("Sans objet maintenant : {}", "لا محل لها الآن: {}", "Not for now: {}"),
    "by_office": Text("acte d'un service", "إجراء مصلحة", "an office's act"),
    "bases": Text("Base légale", "السند القانوني", "Legal basis"),
    "forms": Text("À imprimer", "للطباعة", "To print"),
    "consents": Text("Accords à demander", "موافقات مطلوبة", "Consents to ask for"),
    "consents_given": Text("Accords", "الموافقات", "Consents"),
    "links": Text("Dossiers liés", "ملفات مرتبطة", "Linked cases"),
    "alerts": Text("Alertes", "تنبيهات", "Alerts"),
    "answers": Text("Que répondre au guichet", "ما يقال في الشباك", "What to answer at the counter"),
    "paused": Text("suspendue", "موقوف", "paused"),
    "estimated": Text("estimée", "تقديري", "estimated"),
    "to_validate": Text("à valider", "للتأكيد", "to be validated"),
    "common_knowledge": Text("connu, sans source lue", "معروف، بدون مصدر مقروء", "known, no source read"),
    # --- answers to a demand ---
    "already_recorded": Text(
        "Déjà enregistré : rien n'a été écrit deux fois.", "مسجل من قبل: لم يكتب أي شيء مرتين.", "Already recorded."
    ),
    "refused": Text("Refusé, rien n'a été enregistré :", "مرفوض، لم يسجل أي شيء:", "Refused, nothing was recorded:"),
    "conflict": Text(
        "Le dossier a changé entre-temps : étape n° {} attendue, n° {} trouvée. Rien n'a été écrit.",
        "تغير الملف في هذه الأثناء: كانت المرحلة رقم {} منتظرة، ووجد رقم {}. لم يكتب أي شيء.",
        "The case has changed: step {} expected, {} found. Nothing was written.",
    ),
    "read_again": Text(
        "Relire le dossier, puis refaire l'action si elle est toujours utile : {}",
        "يعاد قراءة الملف ثم يعاد الإجراء إن كان لا يزال مفيدا: {}",
        "Read the case again, then act again if it is still useful: {}",
    ),
    "since": Text("Depuis :", "منذ ذلك:", "Since then:"),
    "now_at": Text("Étape : {}", "المرحلة: {}", "Step: {}"),
    "opened": Text("Dossier ouvert : {}", "تم فتح الملف: {}", "Case opened: {}"),
    "subject_of": Text("Bénéficiaire : {}", "المستفيد: {}", "Subject: {}"),
    "written": Text("Écrit : {}", "كتب: {}", "Written: {}"),
    "print_form": Text("À imprimer : {}", "للطباعة: {}", "To print: {}"),
    "letter": Text("Courrier proposé : {}", "مراسلة مقترحة: {}", "Letter proposed: {}"),
    "linked_opened": Text("Dossier lié ouvert : {} ({})", "فتح ملف مرتبط: {} ({})", "Linked case opened: {} ({})"),
    "linked_cancelled": Text(
        "Dossier lié à reprendre : {}", "ملف مرتبط تجب مراجعته: {}", "Linked case to be reviewed: {}"
    ),
    "next_step": Text("La suite : {}", "التتمة: {}", "What next: {}"),
    # --- lists ---
    "no_case": Text("Aucun dossier.", "لا ملف.", "No case."),
    "col_person": Text("Personne", "الشخص", "Person"),
    "col_process": Text("Parcours", "المسار", "Pathway"),
    "col_case": Text("Dossier", "الملف", "Case"),
    "col_state": Text("Étape", "المرحلة", "Step"),
    "col_commune": Text("Commune", "الجماعة", "Commune"),
    "overdue": Text("En retard", "متأخر", "Overdue"),
    "today": Text("Aujourd'hui", "اليوم", "Today"),
    "soon": Text("Dans les sept jours", "خلال سبعة أيام", "Within seven days"),
    "third_party": Text("En retard chez un autre service", "متأخر لدى مصلحة أخرى", "Late with another office"),
    "referral": Text("Reçus, à prendre en charge", "ملفات واردة في انتظار من يتكفل بها", "Sent here, to be taken up"),
    "meeting_today": Text("Rendez-vous du jour", "مواعيد اليوم", "Today's appointments"),
    "appointment": Text("Rendez-vous", "المواعيد", "Appointments"),
    "day_at": Text("{}, {}", "{}، {}", "{}, {}"),
    "damaged": Text("à vérifier : baom db check", "يجب التحقق: baom db check", "to be checked: baom db check"),
    "more_of": Text(
        "Il y en a d'autres : --section {} --limit {}.",
        "هناك المزيد: --section {} --limit {}.",
        "There are more: --section {} --limit {}.",
    ),
    "waiting": Text("Chez un autre service", "لدى مصلحة أخرى", "With another office"),
    "awaiting": Text("En attente : {}", "في الانتظار: {}", "Awaited: {}"),
    "open": Text("Sans urgence", "بدون استعجال", "No hurry"),
    "col_suspicion": Text("À voir", "للنظر", "To look at"),
    "cases_go_on": Text(
        "La suite, avant le {} : --after {}",
        "البقية، قبل {}: --after {}",
        "What follows, before {}: --after {}",
    ),
    "more_lines": Text("Il y en a d'autres : --limit {}.", "هناك المزيد: --limit {}.", "There are more: --limit {}."),
    "handed_over": Text(
        "Dossiers passés : {}, de {} à {}.",
        "الملفات المنقولة: {}، من {} إلى {}.",
        "Cases passed on: {}, from {} to {}.",
    ),
    "not_handed_over": Text("{} reste où il était : {}", "{} بقي في مكانه: {}", "{} stays where it was: {}"),
    "the_desk": Text("le bureau", "المكتب", "the desk"),
    "nothing_due": Text("Rien à faire aujourd'hui.", "لا شيء مطلوب اليوم.", "Nothing to do today."),
    "nothing_rings": Text("Aucune échéance ne sonne aujourd'hui.", "لا أجل يحل اليوم.", "No clock rings today."),
    # --- offices ---
    "lacks_verified": Text("jamais vérifié", "لم يتحقق منه", "never verified"),
    "lacks_address": Text("sans adresse", "بدون عنوان", "no address"),
    "lacks_confidence": Text("incertain", "غير مؤكد", "uncertain"),
    "offices_to_verify": Text(
        "{} guichets sur {} restent à vérifier.", "{} من {} شباكا للتحقق.", "{} of {} offices to verify."
    ),
    # --- the directory ---
    "no_such_office": Text(
        "Chaque commune a le sien : nommer la commune (--commune tiznit).",
        "لكل جماعة شباكها: تذكر الجماعة (--commune tiznit).",
        "Each commune has its own: name the commune (--commune tiznit).",
    ),
    "to_verify": Text(
        "Guichets à vérifier, écrits un par un :",
        "شبابيك يجب التحقق منها:",
        "Offices to be checked, written one by one:",
    ),
    # --- pathways ---
    "no_problem": Text("Aucune anomalie ({} fichiers).", "لا خلل ({} ملف).", "No problem ({} files)."),
    "problems": Text(
        "Anomalies : {} (erreurs) et {} (avertissements).",
        "الاختلالات: {} (أخطاء) و{} (تنبيهات).",
        "Problems: {} (errors) and {} (warnings).",
    ),
    "error": Text("erreur", "خطأ", "error"),
    "warning": Text("avertissement", "تنبيه", "warning"),
    "scenarios_pass": Text(
        "Scénarios réussis : {} sur {}.", "السيناريوهات الناجحة: {} من {}.", "Scenarios passed: {} of {}."
    ),
    "coverage_in_short": Text(
        "{} : {} étapes prises sur {} ; le détail avec --coverage.",
        "{}: المراحل المسلوكة {} من {}؛ التفصيل مع --coverage.",
        "{}: {} states taken of {}; in detail with --coverage.",
    ),
    "kind_task": Text("à faire", "للإنجاز", "to do"),
    "kind_wait": Text("attente", "انتظار", "waiting"),
    "kind_final": Text("fin", "نهاية", "end"),
    "coverage": Text("Couverture de {}", "تغطية {}", "Coverage of {}"),
    "states": Text("étapes", "المراحل", "states"),
    "transitions": Text("passages", "الانتقالات", "transitions"),
    "guards": Text("réponses des conditions", "أجوبة الشروط", "answers of conditions"),
    "not_taken": Text("non pris : {}", "لم تؤخذ: {}", "not taken: {}"),
    "unchanged": Text("déjà publié, inchangé", "منشور من قبل دون تغيير", "already published, unchanged"),
    "newly_published": Text("publié", "نشر", "published"),
    "version": Text("version {}, {}", "نسخة {}، {}", "version {}, {}"),
    "status_draft": Text("brouillon, à valider", "مسودة للتأكيد", "draft, to be validated"),
    "status_validated": Text("validé", "مصادق عليه", "validated"),
    "status_retired": Text("retiré", "مسحوب", "retired"),
    "broken": Text("en erreur : baom process check", "به أخطاء: baom process check", "has errors: baom process check"),
    "state_list": Text("Étapes", "المراحل", "States"),
    "shared_actions": Text(
        "Actions ouvertes de plusieurs étapes", "إجراءات من مراحل عدة", "Actions open from several states"
    ),
    # --- scans ---
    "no_scan": Text("Aucun scan.", "لا نسخة ممسوحة.", "No scan."),
    "kilobytes": Text("Ko", "كيلوبايت", "kB"),
    "scan_gone": Text("effacé", "محي", "erased"),
    "scan_without": Text("Retiré du fichier : {}.", "أزيل من الملف: {}.", "Taken out of the file: {}."),
    "scan_unsigned": Text(
        "La signature électronique n'est plus dans le scan : garder aussi le fichier d'origine.",
        "لم يعد التوقيع الإلكتروني في النسخة: يحتفظ كذلك بالملف الأصلي.",
        "The electronic signature is no longer in the scan: keep the original file too.",
    ),
    "scan_in_clear": Text(
        "Ce fichier est en clair : l'effacer après lecture. La consultation est notée.",
        "هذا الملف غير مشفر: يحذف بعد القراءة. تم تسجيل الاطلاع.",
        "This file is in clear: delete it once read. This look is on record.",
    ),
    # --- the demonstration ---
    "filling": Text("Dossiers fictifs", "ملفات خيالية", "Fictitious cases"),
    "welcome": Text(
        "Bienvenue. Ce bureau, ces personnes et ces dossiers n'existent pas : ici, rien ne peut être abîmé.",
        "مرحبا. هذا المكتب وهؤلاء الأشخاص وهذه الملفات لا وجود لها: لا يمكن إفساد أي شيء هنا.",
        "Welcome. This desk, these people and these cases don't exist: nothing can be spoilt here.",
    ),
    "demo_made": Text(
        "Base créée : {} (dossiers fictifs : {}).",
        "أنشئت القاعدة: {} (ملفات خيالية: {}).",
        "Database made: {} (fictitious cases: {}).",
    ),
    "demo_found": Text("Base déjà là : {}.", "القاعدة موجودة: {}.", "Database already there: {}."),
    "tour_of": Text("Une histoire : {}", "حكاية: {}", "A story: {}"),
    "tour_how": Text(
        "À chaque scène : ce que l'agent tape, ce que le moteur répond, où en est le dossier.",
        "في كل مشهد: ما يكتبه العون، وجواب المحرك، ووضعية الملف.",
        "In each scene: what the agent types, what the engine answers, where the case stands.",
    ),
    "tour_end": Text(
        "Le dossier de cette histoire est dans la base, avec tout son historique :",
        "ملف هذه الحكاية في القاعدة مع سجله الكامل:",
        "The case of this story is in the database, with its whole journal:",
    ),
    "press": Text("Entrée pour continuer, q pour passer.", "Entrée للمتابعة، q للتجاوز.", "Enter to go on, q to skip."),
    "time_passes": Text(
        "Le temps passe ({}). Échéances qui ont sonné : {}.",
        "يمر الوقت ({}). الآجال التي رنت: {}.",
        "Time passes ({}). Clocks that rang: {}.",
    ),
    "the_day": Text("La journée du bureau", "يوم المكتب", "The desk's day"),
    "your_turn": Text("À vous", "دورك", "Your turn"),
    "tour_person": Text("Pour {}, personne fictive.", "من أجل {}، شخص خيالي.", "For {}, a fictitious person."),
    # --- the guided session ---
    "walk_left_but": Text(
        "Tout le reste est enregistré. Reprendre : baom case walk {}",
        "الباقي كله مسجل. للاستئناف: baom case walk {}",
        "All the rest is recorded. To resume: baom case walk {}",
    ),
    "not_recorded": Text(
        "« {} » n'a pas été fait. Non enregistré : {}.",
        "لم ينجز «{}». لم يسجل: {}.",
        "“{}” was not done. Not recorded: {}.",
    ),
    "ask_receipt_name": Text("le numéro du récépissé", "رقم الوصل", "the number of the receipt"),
    "ask_reason_name": Text("le motif", "السبب", "the reason"),
    "walk_left": Text(
        "Tout est enregistré. Reprendre : baom case walk {}",
        "كل شيء مسجل. للاستئناف: baom case walk {}",
        "Everything is recorded. To resume: baom case walk {}",
    ),
    "arrows": Text("(flèches, puis Entrée)", "(الأسهم ثم Entrée)", "(arrows, then Enter)"),
    "spaces": Text("(espace pour cocher, puis Entrée)", "(مسافة للتأشير ثم Entrée)", "(space to tick, then Enter)"),
    "pass": Text("Passer", "تجاوز", "Skip"),
    "empty_goes_back": Text("vide pour revenir", "فارغ للرجوع", "empty to go back"),
    "empty_passes": Text("vide pour passer", "فارغ للتجاوز", "empty to skip"),
    "yes": Text("Oui", "نعم", "Yes"),
    "no": Text("Non", "لا", "No"),
    "form_date": Text("jour/mois/année", "يوم/شهر/سنة", "day/month/year"),
    "form_moment": Text(
        "jour/mois/année, et l'heure : 30/11/2026 9h30",
        "يوم/شهر/سنة، والساعة: 30/11/2026 9h30",
        "day/month/year, and the time: 30/11/2026 9:30",
    ),
    "form_commune": Text("commune, par exemple tiznit", "جماعة، مثل tiznit", "commune, such as tiznit"),
    "form_country": Text("code du pays, par exemple SN", "رمز البلد، مثل SN", "country code, such as SN"),
    "tick_papers": Text("Pièces déjà là", "الوثائق المتوفرة", "Papers at hand"),
    "what_now": Text("Que faire ?", "ما العمل؟", "What now?"),
    "menu_fields": Text("Répondre aux questions", "الإجابة على الأسئلة", "Answer the questions"),
    "menu_papers": Text("Cocher les pièces", "تأشير الوثائق", "Tick the papers"),
    "menu_consents": Text("Demander les accords", "طلب الموافقات", "Ask for consents"),
    "menu_blocked": Text(
        "Ce qui n'est pas encore possible, et pourquoi", "غير الممكن بعد وأسبابه", "What isn't possible yet, and why"
    ),
    "menu_more": Text(
        "Autres actions, possibles en tout temps", "إجراءات أخرى ممكنة في أي وقت", "Other actions, open at any time"
    ),
    "menu_print": Text("Imprimer", "طباعة", "Print"),
    "menu_note": Text("Écrire une note", "كتابة ملاحظة", "Write a note"),
    "menu_undo": Text("Annuler la dernière étape", "إلغاء آخر خطوة", "Undo the last step"),
    "menu_all": Text("Tout relire : pièces, guichets, base légale", "إعادة قراءة كل شيء", "Read it all again"),
    "menu_leave": Text("Quitter", "خروج", "Leave"),
    "ask_reason": Text(
        "Motif, en une phrase (vide pour revenir)", "السبب في جملة (فارغ للرجوع)", "Reason, in a sentence (empty: back)"
    ),
    "ask_receipt": Text(
        "Numéro du récépissé (vide s'il n'a pas été remis)",
        "رقم الوصل (فارغ إذا لم يسلم)",
        "Number of the receipt (empty if none was handed over)",
    ),
    "confirm": Text("{} : est-ce fait ?", "{}: هل تم؟", "{}: is it done?"),
    "yes_today": Text("Oui, aujourd'hui", "نعم، اليوم", "Yes, today"),
    "yes_other_day": Text("Oui, un autre jour", "نعم، في يوم آخر", "Yes, another day"),
    "go_back": Text("Revenir", "رجوع", "Go back"),
    "no_go_back": Text("Non, revenir", "لا، رجوع", "No, go back"),
    "which_day": Text("Quel jour (jour/mois/année) ?", "أي يوم (يوم/شهر/سنة)؟", "Which day (day/month/year)?"),
    "print_now": Text("Imprimer « {} » ?", "طباعة «{}»؟", "Print “{}”?"),
    "agrees": Text("La personne accepte", "الشخص موافق", "The person agrees"),
    "refuses": Text("La personne refuse", "الشخص يرفض", "The person refuses"),
    "ask_note": Text("Note (vide pour revenir)", "ملاحظة (فارغ للرجوع)", "Note (empty to go back)"),
    "ask_undo": Text(
        "Annuler l'étape n° {} : motif (vide pour revenir)",
        "إلغاء المرحلة رقم {}: السبب (فارغ للرجوع)",
        "Undo step {}: reason (empty to go back)",
    ),
    "misclick": Text("erreur de saisie", "خطأ في الإدخال", "typing mistake"),
    # --- process mining ---
    "mined": Text(
        "Écrit : {} (dossiers : {} ; étapes : {}), sans rien de personnel.",
        "كتب: {} (الملفات: {}؛ المراحل: {})، بدون أي معطى شخصي.",
        "Written: {} (cases: {}; events: {}), nothing personal in it.",
    ),
    # --- case show ---
    "facts": Text("Données", "المعطيات", "Data"),
    "journal": Text("Historique", "السجل", "Journal"),
    "assigned_to": Text("Suivi par {}", "يتابعه {}", "Followed by {}"),
    "opened_on": Text("Ouvert le {}", "فتح يوم {}", "Opened on {}"),
    "by": Text("par {}", "من طرف {}", "by {}"),
    "undone": Text("annulée", "ملغاة", "undone"),
    "said": Text("« {} »", "«{}»", "“{}”"),
    "typed_late": Text("fait à temps, saisi plus tard", "تم في أجله وسجل لاحقا", "done in time, typed later"),
    # --- who saw what ---
    "seen_between": Text(
        "Du {} au {} : {} consultation(s).", "من {} إلى {}، عدد الاطلاعات: {}.", "From {} to {}: {} read(s)."
    ),
    "seen_until": Text("Jusqu'au {} : {} consultation(s).", "إلى غاية {}، عدد الاطلاعات: {}.", "Until {}: {} read(s)."),
    "seen_last": Text(
        "Les {} dernières ; davantage : --limit {}.", "آخر {}؛ للمزيد: --limit {}.", "The last {}; more: --limit {}."
    ),
    "seen_denied": Text("refusé", "مرفوض", "refused"),
    "seen_glass": Text("bris de glace", "اطلاع استعجالي", "broken glass"),
    "of_desk": Text("{} ({})", "{} ({})", "{} ({})"),
    "worth_asking": Text("À éclaircir", "يستحق التوضيح", "Worth asking about"),
    "pattern_elsewhere": Text(
        "personnes d'un autre bureau, ou accès refusés ({})",
        "أشخاص من مكتب آخر، أو اطلاع مرفوض ({})",
        "people of another desk, or refused tries ({})",
    ),
    "pattern_borrowed": Text(
        "mot de passe ou téléphone refait par une autre personne, titulaire non confirmé depuis ({})",
        "كلمة السر أو الهاتف غيرهما شخص آخر، ولم يتم بعد تأكيد صاحب الحساب ({})",
        "password or telephone undone by somebody else, owner not confirmed since ({})",
    ),
    "pattern_many": Text(
        "dossiers ou personnes ouverts sans rien y faire ({})",
        "ملفات أو أشخاص تم الاطلاع عليهم دون أي إجراء ({})",
        "cases or people opened without doing anything ({})",
    ),
    "pattern_off_hours": Text(
        "consultations quand les bureaux sont fermés ({})",
        "اطلاع خارج أوقات فتح المكاتب ({})",
        "reads when desks are closed ({})",
    ),
    # --- the web application ---
    "in_the_browser": Text("Dans le navigateur", "في المتصفح", "In the browser"),
    "serving": Text(
        "L'application est ouverte, à cette adresse :", "التطبيق مفتوح في هذا العنوان:", "The application is open, at:"
    ),
    "serving_stop": Text(
        "Ctrl-C l'arrête ; rien n'est perdu.", "Ctrl-C يوقفه دون ضياع أي شيء.", "Ctrl-C stops it; nothing is lost."
    ),
    **ACCOUNTS,
    **CHECKS,
    **TELLING,
    **PEOPLE,
    **DATABASE,
    **WATCH,
    **STORIES,
    **VERSIONS,
    **PACKS,
    **REMINDERS,
}


def phrase(name: str, language: Language, *holes: object) -> str:
    """One sentence in a language, its holes filled in order; in Arabic, what is written in Latin letters set apart."""
    return filled(PHRASES[name], language, *holes)
