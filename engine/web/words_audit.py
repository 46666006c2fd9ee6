"""What the auditor's pages say, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text
from engine.telling.words import AUDITED, REPLAY

AUDIT: Mapping[str, Text] = {
    **REPLAY,
    **AUDITED,
    # --- the tabs ---
    "audit_tabs": Text("Pages de l'audit", "صفحات التدقيق", "Pages of the audit"),
    "tab_replay": Text("Rejeu", "إعادة العرض", "Replay"),
    "tab_cases": Text("Dossiers", "الملفات", "Cases"),
    "tab_check": Text("Vérification", "التحقق", "Verification"),
    "tab_checkpoints": Text("Points de contrôle", "نقط المراقبة", "Checkpoints"),
    "tab_evidence": Text("Preuves", "الأدلة", "Evidence"),
    "tab_reads": Text("Consultations", "الاطلاعات", "Reads"),
    "tab_accounts": Text("Comptes", "الحسابات", "Accounts"),
    "tab_glass": Text("Urgences", "الاستعجال", "Emergencies"),
    # --- the list of cases ---
    "cases_to_audit": Text("Dossiers à contrôler", "ملفات للمراقبة", "Cases to audit"),
    "cases_lead": Text(
        "Sans aucun nom. Un parcours réservé n'est montré que s'il est choisi. La liste laisse une ligne au registre.",
        "بدون أي اسم. المسار المحفوظ لا يظهر إلا إذا اختير. هذه اللائحة تسجل في سجل الاطلاع.",
        "Without a name. A reserved pathway is shown only when it is chosen. The list leaves a line in the log.",
    ),
    "of_pathway": Text("Parcours", "المسار", "Pathway"),
    "any_pathway": Text("Tous les parcours ordinaires", "كل المسارات العادية", "Every ordinary pathway"),
    "any_step": Text("Toutes les étapes", "كل المراحل", "Every step"),
    "any_case": Text("Tous les dossiers", "كل الملفات", "Every case"),
    "step_after_pathway": Text("Choisir d'abord un parcours", "يختار المسار أولا", "Choose a pathway first"),
    "to_look_at": Text("À voir", "للنظر", "To look at"),
    "opened_since": Text("Ouverts depuis le", "المفتوحة منذ يوم", "Opened since"),
    "only_open": Text("Dossiers ouverts seulement", "الملفات المفتوحة فقط", "Open cases only"),
    "opened_on_day": Text("ouvert le {}", "فتح يوم {}", "opened on {}"),
    "case_damaged": Text("à vérifier", "يجب التحقق منه", "to be checked"),
    "cases_reached": Text(
        "Regardés ici : les dossiers ouverts depuis le {}. Le reste est derrière « Plus anciens ».",
        "ما ينظر إليه هنا: الملفات المفتوحة منذ {}. والباقي وراء « الأقدم ».",
        "Looked at here: cases opened since {}. The rest is behind « Older ».",
    ),
    "older_cases": Text("Plus anciens", "الأقدم", "Older"),
    "newest_cases": Text("Les plus récents", "الأحدث", "The newest"),
    "no_case_here": Text("Aucun dossier de cette sorte ici.", "لا ملف من هذا النوع هنا.", "No such case here."),
    "broken_hint": Text(
        "Un invariant rompu ne se sait qu'en rejugeant l'historique : chaque page relit {} dossiers au plus.",
        "لا يعرف الثابت المنتهك إلا بإعادة الحكم على السجل: كل صفحة تعيد قراءة {} ملفا على الأكثر.",
        "Only judging the history again tells of a broken invariant: each page reads {} cases at most.",
    ),
    # --- reads, accounts ---
    "reads_lead": Text(
        "Sans période, les trente derniers jours. Demander le registre y laisse aussi une ligne.",
        "بدون مدة محددة: آخر ثلاثين يوما. الاطلاع على هذا السجل يسجل فيه أيضا.",
        "Without a period, the last thirty days. To ask for the log leaves a line in it too.",
    ),
    "reads_altered": Text(
        "Comptes dont l'historique ne tient pas : rien ne répond de qui a agi sous leur nom.",
        "حسابات سجلها غير سليم: لا شيء يضمن من تصرف باسمها.",
        "Accounts whose history doesn't hold: nothing vouches for who acted under their names.",
    ),
    "by_glass": Text("bris de glace", "اطلاع استعجالي", "broken glass"),
    "nothing_to_ask": Text("Rien de particulier.", "لا شيء يستدعي السؤال.", "Nothing in particular."),
    "newest": Text("Les plus récentes", "الأحدث", "The newest"),
    "older": Text("Plus anciennes", "الأقدم", "Older"),
    "until_this_day": Text("Jusqu'au {}", "إلى غاية {}", "Until {}"),
    "reads_opened": Text(
        "Lignes relues pour cette page : {}, jusqu'au {}. Le reste est derrière « Plus anciennes ».",
        "عدد الأسطر المقروءة لهذه الصفحة: {}، إلى غاية {}. والباقي وراء « الأقدم ».",
        "Lines read for this page: {}, back to {}. The rest is behind « Older ».",
    ),
    "worth_since": Text("Depuis le {}.", "منذ {}.", "Since {}."),
    "worth_before": Text("Les jours d'avant", "الأيام السابقة", "The days before"),
    "accounts_lead": Text(
        "Qui a ajouté, changé ou fermé un compte, refait un mot de passe, oublié un téléphone. Rien de personnel.",
        "من أضاف حسابا أو غيره أو أغلقه أو أعاد كلمة سر أو نسي هاتفا. لا شيء شخصي.",
        "Who added, changed or closed an account, gave a password anew, forgot a telephone. Nothing personal.",
    ),
    "between_days": Text("Du {} au {}", "من {} إلى {}", "From {} to {}"),
    "no_account_change": Text(
        "Rien n'a été fait aux comptes.", "لم يجر أي شيء للحسابات.", "Nothing was done to accounts."
    ),
    # --- a replay ---
    "replay_lead": Text(
        "Un dossier étape par étape, chacune rejugée sous la règle de son jour.",
        "ملف مرحلة بمرحلة، يعاد الحكم على كل منها بقاعدة يومها.",
        "A case step by step, each judged again under the rule of its day.",
    ),
    "timeline_open": Text(
        "Chronologie jusqu'à cette étape", "التسلسل الزمني حتى هذه المرحلة", "Timeline up to this step"
    ),
    "timeline_keep": Text("L'enregistrer en un fichier", "حفظه في ملف", "Keep it as a file"),
    "step_rule": Text("Ce qui était demandé, et la règle", "ما كان مطلوبا والقاعدة", "What was asked, and the rule"),
    "asked_unanswered": Text("Demandé, sans réponse :", "مطلوب بدون جواب:", "Asked, not answered:"),
    "rule_when": Text("Condition :", "الشرط:", "Condition:"),
    "rule_requires": Text("Exigé :", "المطلوب:", "Required:"),
    "rule_basis": Text("Base légale :", "السند القانوني:", "Legal basis:"),
    "compare_with": Text("Comparer à l'étape", "المقارنة مع المرحلة", "Compare with step"),
    "compare_between": Text("De l'étape {} à l'étape {}", "من المرحلة {} إلى المرحلة {}", "From step {} to step {}"),
    "becomes": Text("devient", "يصبح", "becomes"),
    # --- evidence ---
    "bundle_title": Text("Emporter des preuves", "أخذ الأدلة", "Take evidence away"),
    "bundle_lead": Text(
        "Des historiques entiers et leurs preuves, dans un fichier que chacun vérifie hors ligne, avec Python seul.",
        "سجلات كاملة مع أدلتها في ملف يتحقق منه كل شخص دون اتصال، بلغة Python وحدها.",
        "Whole histories and their proofs, in a file that anybody verifies offline, with Python alone.",
    ),
    "bundle_cases": Text("Numéros des dossiers", "أرقام الملفات", "Numbers of the cases"),
    "bundle_cases_hint": Text("Un par ligne.", "واحد في كل سطر.", "One a line."),
    "bundle_process": Text("ou tous ceux d'un parcours", "أو كل ملفات مسار", "or all those of a pathway"),
    "bundle_every_process": Text("Tous les parcours ordinaires", "كل المسارات العادية", "Every ordinary pathway"),
    "bundle_plain": Text("Sans données personnelles", "بدون معطيات شخصية", "Without personal data"),
    "bundle_personal": Text("Avec les données personnelles", "مع المعطيات الشخصية", "With personal data"),
    "bundle_personal_hint": Text(
        "Dossiers nommés, vingt au plus. Le motif est scellé, et l'export s'inscrit au registre des consultations.",
        "ملفات محددة، عشرون على الأكثر. السبب يختم، والتصدير يسجل في سجل الاطلاع.",
        "Named cases, twenty at most. The reason is sealed, and the export is noted in the log of reads.",
    ),
    "bundle_make": Text("Préparer le fichier", "إعداد الملف", "Prepare the file"),
    "bundle_of_what": Text(
        "Dire quoi emporter : des numéros de dossiers, ou un parcours.",
        "حددوا ما يؤخذ: أرقام ملفات أو مسار.",
        "Say what to take away: numbers of cases, or a pathway.",
    ),
    "bundle_busy": Text(
        "Un autre export est en cours. Recommencer quand il sera fini.",
        "هناك تصدير آخر جار. تعاد المحاولة بعد انتهائه.",
        "Another export is going on. Try again when it is over.",
    ),
    "bundle_runs": Text("Le fichier se prépare.", "الملف قيد الإعداد.", "The file is being prepared."),
    "bundle_made_intact": Text("Prêt et vérifié", "جاهز وتم التحقق منه", "Ready and verified"),
    "bundle_made_altered": Text(
        "Prêt, et ce qu'il contient est altéré", "جاهز، ومحتواه محرف", "Ready, and what it holds is altered"
    ),
    "bundle_made_incomplete": Text(
        "Prêt, et tout n'a pas pu être vérifié", "جاهز، ولم يمكن التحقق من كل شيء", "Ready; not all could be verified"
    ),
    "bundle_holds": Text("Dossiers : {}. Étapes : {}.", "الملفات: {}. المراحل: {}.", "Cases: {}. Steps: {}."),
    "bundle_steps": Text(
        "Sont comptées celles de ces dossiers, de leurs personnes, et de la base elle-même (parcours publiés, clés, "
        "points de contrôle) : sans elles, rien ne se vérifie ailleurs.",
        "تحسب مراحل هذه الملفات وأشخاصها والقاعدة نفسها (المسارات المنشورة والمفاتيح ونقط المراقبة): بدونها لا يمكن "
        "التحقق من أي شيء في مكان آخر.",
        "Counted are those of these cases, of their people, and of the database itself (pathways published, keys, "
        "checkpoints): without them nothing could be verified elsewhere.",
    ),
    "bundle_download": Text(
        "Télécharger preuve.zip ({} ko)", "تحميل preuve.zip ({} كيلوبايت)", "Download preuve.zip ({} kB)"
    ),
    "bundle_kept": Text(
        "Gardé une demi-heure, pour vous seul. Recopier le code sur papier : lui seul dit que le fichier est le bon.",
        "يحفظ نصف ساعة لكم وحدكم. انسخوا الرمز على ورقة: هو وحده يثبت أن الملف هو الصحيح.",
        "Kept for half an hour, for you alone. Copy the code on paper: it alone says that the file is the right one.",
    ),
    "bundle_verifier": Text(
        "Empreinte du vérificateur (SHA-256)", "بصمة برنامج التحقق (SHA-256)", "Verifier's SHA-256"
    ),
    "bundle_how": Text("Vérifier ailleurs", "التحقق في مكان آخر", "Verify elsewhere"),
    "xes_title": Text("Fouille de processus (XES)", "تحليل المسارات (XES)", "Process mining (XES)"),
    "xes_hint": Text(
        "Toutes les étapes, avec des pseudonymes tirés pour cet export : rien de personnel. L'export s'inscrit dans "
        "l'historique.",
        "كل المراحل بأسماء مستعارة خاصة بهذا التصدير: لا شيء شخصي. التصدير يسجل في السجل.",
        "Every step, under pseudonyms drawn for this export: nothing personal. The export is recorded in the history.",
    ),
    "xes_of": Text("Parcours", "المسار", "Pathway"),
    "xes_make": Text("Télécharger", "تحميل", "Download"),
    # --- checkpoints ---
    "points_title": Text("Points de contrôle", "نقط المراقبة", "Checkpoints"),
    "points_lead": Text(
        "Un point de contrôle, gardé hors du bureau, montrera plus tard que rien d'avant n'a changé. Un par jour au "
        "moins.",
        "نقطة المراقبة المحفوظة خارج المكتب ستثبت لاحقا أن شيئا قبلها لم يتغير. واحدة في اليوم على الأقل.",
        "A checkpoint kept away from the desk will show later that nothing before it was changed. One a day at least.",
    ),
    "points_today": Text("Le point d'aujourd'hui est pris.", "أخذت نقطة اليوم.", "Today's is taken."),
    "points_none_today": Text("Aucun n'a été pris aujourd'hui.", "لم تؤخذ أي نقطة اليوم.", "None was taken today."),
    "points_take": Text("Prendre un point de contrôle", "أخذ نقطة مراقبة", "Take a checkpoint"),
    "points_taken": Text("Déjà pris", "المأخوذة من قبل", "Taken so far"),
    "points_none": Text("Aucun encore.", "لا شيء بعد.", "None yet."),
    "points_is_hint": Text(
        "Cette liste vient de la base : elle rappelle, elle ne prouve pas. Ce qui prouve est gardé ailleurs.",
        "هذه اللائحة من القاعدة نفسها: تذكر ولا تثبت. ما يثبت محفوظ في مكان آخر.",
        "This list comes from the database itself: it reminds, it proves nothing. What proves is kept elsewhere.",
    ),
    "points_wrong": Text("signature fausse", "توقيع غير صحيح", "wrong signature"),
    "point_size": Text("{} étapes", "{} مرحلة", "{} steps"),
    "point_title": Text("Point de contrôle à {} étapes", "نقطة مراقبة عند {} مرحلة", "Checkpoint at {} steps"),
    "point_kept": Text(
        "Signé. Le garder maintenant hors du bureau : papier, fichier ou photo du carré.",
        "تم التوقيع. يحفظ الآن خارج المكتب: ورقة أو ملف أو صورة للمربع.",
        "Signed. Keep it away from the desk now: paper, file, or a picture of the square.",
    ),
    "point_code": Text("Code", "الرمز", "Code"),
    "point_key": Text("Clé publique", "المفتاح العمومي", "Public key"),
    "point_text": Text("Texte signé", "النص الموقع", "Signed text"),
    "point_qr": Text(
        "Le point de contrôle entier, en QR", "نقطة المراقبة كاملة في مربع", "The whole checkpoint, as a QR code"
    ),
    "point_file": Text("Télécharger le texte", "تحميل النص", "Download the text"),
    "point_paper": Text("Télécharger la page à imprimer", "تحميل الصفحة للطباعة", "Download the page to print"),
    "point_by": Text("par {}", "من طرف {}", "by {}"),
    "point_verify": Text("Vérifier contre un point gardé", "التحقق بنقطة محفوظة", "Verify against one that was kept"),
    # --- the check of the whole history ---
    "check_title": Text("L'historique est-il intact ?", "هل السجل سليم؟", "Is the history intact?"),
    "check_lead": Text(
        "Chaque étape est relue : enchaînement, signatures, valeurs scellées, règle de son jour. Rien n'est écrit.",
        "تعاد قراءة كل مرحلة: التسلسل والتوقيعات والقيم المختومة وقاعدة يومها. لا يكتب أي شيء.",
        "Every step is read again: chain, signatures, sealed values, and the rule of its day. Nothing is written.",
    ),
    "check_start": Text("Vérifier maintenant", "التحقق الآن", "Verify now"),
    "check_again": Text("Vérifier de nouveau", "إعادة التحقق", "Verify again"),
    "check_busy": Text(
        "Une vérification est déjà en cours, demandée par un autre compte. Recommencer quand elle sera finie.",
        "هناك تحقق جار بطلب من حساب آخر. تعاد المحاولة بعد انتهائه.",
        "A verification is already going on, asked for by another account. Try again when it is over.",
    ),
    "check_own_runs": Text(
        "Votre vérification est en cours : elle continue si vous quittez cette page.",
        "التحقق الذي طلبتم جار، ويستمر إن غادرتم هذه الصفحة.",
        "Your verification is going on; it continues if you leave this page.",
    ),
    "check_progress": Text("{} étapes lues sur {}", "{} مرحلة مقروءة من {}", "{} steps read of {}"),
    "check_beginning": Text("Elle commence.", "بدأ التحقق.", "It is beginning."),
    "check_refresh": Text("Voir où cela en est", "أين وصل؟", "How far is it?"),
    "check_done_at": Text("Demandée le {}", "طلب يوم {}", "Asked for on {}"),
    "check_none": Text(
        "Vous n'avez rien vérifié depuis que l'application est ouverte.",
        "لم تقوموا بأي تحقق منذ فتح التطبيق.",
        "You have verified nothing since the application was opened.",
    ),
    "check_failed": Text("La vérification n'a pas pu se faire", "تعذر التحقق", "The verification could not be made"),
    "check_intact": Text("Intact", "سليم", "Intact"),
    "check_altered": Text("Altéré", "محرف", "Altered"),
    "check_incomplete": Text("Incomplet", "غير كامل", "Incomplete"),
    "check_unreadable": Text("Illisible", "غير مقروء", "Unreadable"),
    "check_means_intact": Text(
        "Tout ce qui est écrit ici se suit, porte la signature de ce bureau et obéit aux règles de son jour.",
        "كل ما هو مكتوب هنا متسلسل ويحمل توقيع هذا المكتب ويوافق قواعد يومه.",
        "All that is written here follows on, bears this desk's signature and obeys the rules of its day.",
    ),
    "check_means_altered": Text(
        "Quelque chose a été changé, retiré ou ajouté après coup. Ce qui suit dit où.",
        "شيء ما غير أو حذف أو أضيف لاحقا. ما يلي يبين أين.",
        "Something was changed, removed or added afterwards. What follows says where.",
    ),
    "check_means_incomplete": Text(
        "Rien ne montre de changement, mais tout n'a pas pu être vérifié.",
        "لا شيء يظهر أي تغيير، لكن لم يمكن التحقق من كل شيء.",
        "Nothing shows a change, but not all of it could be verified.",
    ),
    "check_means_unreadable": Text(
        "Une partie de la base ne se lit plus : une sauvegarde est à restaurer.",
        "جزء من القاعدة لم يعد مقروءا: يجب استرجاع نسخة احتياطية.",
        "Part of the database can no longer be read: a backup is to be restored.",
    ),
    "check_vouched": Text(
        "Garanti de l'extérieur jusqu'à l'étape {} sur {}.",
        "مضمون من الخارج إلى غاية المرحلة {} من {}.",
        "Vouched for from outside up to step {} of {}.",
    ),
    "check_unvouched": Text(
        "Sans garant extérieur : rien n'a été comparé à un point de contrôle gardé ailleurs.",
        "بدون ضامن خارجي: لم تتم المقارنة مع نقطة مراقبة محفوظة في مكان آخر.",
        "Vouched for by nothing outside: compared with no checkpoint kept elsewhere.",
    ),
    "count_steps": Text("Étapes", "المراحل", "Steps"),
    "count_cases": Text("Dossiers", "الملفات", "Cases"),
    "count_subjects": Text("Bénéficiaires", "المستفيدون", "Subjects"),
    "count_sights": Text("Consultations", "الاطلاعات", "Reads"),
    "check_claims": Text("Ce que ce verdict engage", "ما يلتزم به هذا الحكم", "What this verdict claims"),
    "check_findings": Text("Ce qui a été trouvé", "ما وجد", "What was found"),
    "finding_base": Text("La base elle-même", "القاعدة نفسها", "The database itself"),
    "finding_step": Text("étape {}", "المرحلة {}", "step {}"),
    "check_against": Text(
        "Comparer avec ce qui est gardé ailleurs",
        "المقارنة مع ما حفظ في مكان آخر",
        "Compare with what is kept elsewhere",
    ),
    "check_against_hint": Text(
        "Sans cela, une fin coupée ou une ancienne copie remise en place ne se voient pas.",
        "بدون ذلك لا يظهر حذف النهاية ولا إرجاع نسخة قديمة.",
        "Without it, a tail cut off or an old copy put back does not show.",
    ),
    "check_code": Text(
        "Code de 26 signes, du papier", "الرمز من 26 علامة، من الورقة", "26-character code, from the paper"
    ),
    "check_note": Text(
        "Point de contrôle, collé ou lu d'un QR",
        "نقطة المراقبة، ملصقة أو مقروءة من مربع",
        "Checkpoint, pasted or read from a QR code",
    ),
    "check_file": Text("ou son fichier", "أو ملفها", "or its file"),
    "check_key": Text("Clé publique, du papier", "المفتاح العمومي، من الورقة", "Public key, from the paper"),
    "note_pasted": Text("le point de contrôle collé", "نقطة المراقبة الملصقة", "the checkpoint that was pasted"),
    "note_brought": Text("le fichier du point de contrôle", "ملف نقطة المراقبة", "the file of the checkpoint"),
    # --- kinds of findings ---
    "kind_file": Text("Fichier de la base", "ملف القاعدة", "File of the database"),
    "kind_reference": Text("Ligne qui ne se rattache à rien", "سطر لا يرتبط بشيء", "Row that belongs to nothing"),
    "kind_schema": Text("Forme de la base", "بنية القاعدة", "Shape of the database"),
    "kind_log": Text("Journal de la base", "سجل القاعدة", "Log of the database"),
    "kind_chain": Text("Enchaînement rompu", "تسلسل مقطوع", "Chain broken"),
    "kind_event": Text("Étape changée", "مرحلة مغيرة", "Step changed"),
    "kind_command": Text("Demande changée", "طلب مغير", "Demand changed"),
    "kind_signature": Text("Signature fausse", "توقيع غير صحيح", "Wrong signature"),
    "kind_seal": Text("Valeur scellée changée", "قيمة مختومة مغيرة", "Sealed value changed"),
    "kind_key": Text("Clé d'une personne", "مفتاح شخص", "Somebody's key"),
    "kind_erasure": Text("Effacement défait", "محو تم التراجع عنه", "Erasure undone"),
    "kind_position": Text("Ordre changé", "ترتيب مغير", "Order changed"),
    "kind_definition": Text("Règles changées", "قواعد مغيرة", "Rules changed"),
    "kind_decision": Text(
        "Étape contraire aux règles de son jour", "مرحلة مخالفة لقواعد يومها", "Step against the rules of its day"
    ),
    "kind_desk": Text("Bureau changé", "مكتب مغير", "Desk changed"),
    "kind_projection": Text(
        "Liste qui ne suit pas l'historique", "لائحة لا توافق السجل", "List that doesn't follow the history"
    ),
    "kind_attachment": Text("Scan changé", "نسخة ممسوحة مغيرة", "Scan changed"),
    "kind_checkpoint": Text("Contredit un point de contrôle", "يناقض نقطة مراقبة", "Contradicts a checkpoint"),
    "kind_read": Text("Registre des consultations", "سجل الاطلاع", "Log of reads"),
    "kind_missing": Text("Manque", "ناقص", "Missing"),
    "kind_unvouched": Text("Sans garant", "بدون ضامن", "Vouched for by nothing"),
    "kind_unchecked": Text("Non vérifié", "لم يتحقق منه", "Not checked"),
}
