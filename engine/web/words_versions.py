"""The words of the pages about versions: their register, what changes, what that does to cases, cases that pass."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

VERSION_WORDS: Mapping[str, Text] = {
    # --- the register ---
    "versions": Text("Versions", "النسخ", "Versions"),
    "versions_hint": Text(
        "Chaque version publiée reste telle quelle ; un dossier garde la sienne tant qu'on ne l'a pas fait passer.",
        "كل نسخة منشورة تبقى كما هي؛ ويحتفظ كل ملف بنسخته ما لم ينقل إلى غيرها.",
        "Each published version stays as it is; a case keeps its own until it is brought over.",
    ),
    "version_n": Text("Version {}", "النسخة {}", "Version {}"),
    "version_by": Text("publiée le {} par {}", "نشرت في {} من طرف {}", "published on {} by {}"),
    "version_by_two": Text(
        "demandée par {}, publiée le {} par {}",
        "طلبها {} ونشرت في {} من طرف {}",
        "asked for by {}, published on {} by {}",
    ),
    "version_since": Text(
        "Ce qui a changé depuis la version {}", "ما تغير منذ النسخة {}", "What changed since version {}"
    ),
    "version_digest": Text("empreinte", "البصمة", "digest"),
    "compare": Text("Comparer deux versions", "مقارنة نسختين", "Compare two versions"),
    "compare_from": Text("De la version", "من النسخة", "From version"),
    "compare_to": Text("à la version", "إلى النسخة", "to version"),
    "compare_do": Text("Comparer", "مقارنة", "Compare"),
    # --- what changes ---
    "changes_title": Text("Ce qui change", "ما يتغير", "What changes"),
    "changes_from_to": Text("Avant : {} ; après : {}", "قبل: {}؛ بعد: {}", "Before: {}; after: {}"),
    "changes_first": Text(
        "Un parcours nouveau : aucune version n'en est publiée, aucun dossier n'en est ouvert. Le lire en entier.",
        "مسار جديد: لم تنشر منه أي نسخة ولم يفتح وفقه أي ملف. يقرأ كاملا.",
        "A new pathway: no version of it is published, no case of it is open. Read it whole.",
    ),
    "changes_none": Text("Rien ne change.", "لا شيء يتغير.", "Nothing changes."),
    "changes_count": Text("Changements : {}", "عدد التغييرات: {}", "Changes: {}"),
    "changes_words_only": Text(
        "Rien de ce qui décide ne change : des mots seulement.",
        "لا يتغير شيء مما يقرر: الكلمات فقط.",
        "Nothing that decides changes: words alone.",
    ),
    "changes_diagrams": Text("Les deux schémas", "الرسمان", "Both diagrams"),
    "side_before": Text("Avant : {}", "قبل: {}", "Before: {}"),
    "side_after": Text("Après : {}", "بعد: {}", "After: {}"),
    "side_draft": Text("le brouillon", "المسودة", "the draft"),
    "side_proposed": Text("ce qui est proposé", "ما هو مقترح", "what is proposed"),
    "side_version": Text("la version {}", "النسخة {}", "version {}"),
    "draft_changes": Text("Changements et effet", "التغييرات وأثرها", "Changes and effect"),
    "unsound_title": Text(
        "Ce texte a des erreurs : les corriger d'abord",
        "في هذا النص أخطاء: تصحح أولا",
        "This text has errors: set them right first",
    ),
    # --- what that does to open cases ---
    "rollout_busy": Text(
        "Un autre essai ou passage est en cours, peut-être d'une autre personne : attendre qu'il se termine.",
        "هناك تجربة أو انتقال آخر جار، ربما لشخص آخر: انتظروا انتهاءه.",
        "Another trial or migration is under way, perhaps somebody else's: wait until it ends.",
    ),
    "rollout_runs": Text("En cours", "جار", "Under way"),
    "rollout_progress": Text("{} dossiers regardés sur {}", "{} ملف تم النظر فيه من {}", "{} cases looked at of {}"),
    "rollout_case_by_case": Text("Dossier par dossier ({})", "ملفا بملف ({})", "Case by case ({})"),
    "rollout_stays": Text("reste où il est", "يبقى حيث هو", "stays where it is"),
    "impact_title": Text("Effet sur les dossiers ouverts", "الأثر على الملفات المفتوحة", "Effect on open cases"),
    "impact_do": Text("Essayer sur les dossiers ouverts", "تجربة على الملفات المفتوحة", "Try on open cases"),
    "impact_again": Text("Essayer à nouveau", "إعادة التجربة", "Try again"),
    "impact_hint": Text(
        "Chaque dossier ouvert est essayé sous cette version ; rien n'est écrit.",
        "يجرب كل ملف مفتوح وفق هذه النسخة؛ ولا يكتب شيء.",
        "Each open case is tried under this version; nothing is written.",
    ),
    "impact_cases": Text("dossiers essayés", "ملفات مجربة", "cases tried"),
    "impact_unaffected": Text("sans effet", "دون أثر", "unaffected"),
    "impact_no_rule": Text(
        "Version {} : pas de règle de passage ; ses dossiers ({}) y resteraient. Ils sont essayés ici tels quels.",
        "النسخة {}: لا توجد قاعدة انتقال؛ ستبقى ملفاتها ({}) فيها. جربت هنا كما هي.",
        "Version {}: no rule of migration; its cases ({}) would stay under it. They are tried here as they are.",
    ),
    "impact_by_step": Text("Par étape", "حسب المرحلة", "By step"),
    "proposal_read": Text(
        "Lire les changements et leur effet, puis accepter",
        "قراءة التغييرات وأثرها ثم القبول",
        "Read the changes and their effect, then agree",
    ),
    # --- cases brought into a version ---
    "migration_title": Text("Faire passer les dossiers", "نقل الملفات", "Bring cases over"),
    "migration_to": Text(
        "Dossiers ouverts, vers la version {}", "الملفات المفتوحة، نحو النسخة {}", "Open cases, into version {}"
    ),
    "migration_lead": Text(
        "Essayer d'abord : chaque dossier est dit, et pourquoi il ne peut pas passer. Un dossier clos ne bouge "
        "jamais ; ce qui est fait peut être défait.",
        "التجربة أولا: يذكر كل ملف، ولماذا لا يمكن نقله. الملف المغلق لا يتحرك أبدا؛ وما تم يمكن التراجع عنه.",
        "Try first: each case is told, and why it can't move. A closed case never moves; what is done can be undone.",
    ),
    "migration_which": Text("Version", "النسخة", "Version"),
    "migration_choose": Text("Choisir", "اختيار", "Choose"),
    "migration_rules": Text(
        "Cette version a des règles de passage pour : {}.",
        "لهذه النسخة قواعد انتقال من: {}.",
        "This version has rules of migration for: {}.",
    ),
    "migration_no_rules": Text(
        "Cette version n'a pas de règle de passage : aucun dossier n'y peut passer.",
        "ليست لهذه النسخة قاعدة انتقال: لا يمكن نقل أي ملف إليها.",
        "This version has no rule of migration: no case can come into it.",
    ),
    "migration_try": Text("Essayer le passage", "تجربة النقل", "Try the passage"),
    "migration_move": Text("Faire passer ces dossiers", "نقل هذه الملفات", "Bring these cases over"),
    "migration_try_undo": Text("Essayer de revenir", "تجربة التراجع", "Try to go back"),
    "migration_undo": Text("Défaire ce passage", "التراجع عن هذا النقل", "Undo this passage"),
    "migration_would_move": Text("Passeraient : {}", "ستنتقل: {}", "Would move: {}"),
    "migration_did_move": Text("Dossiers passés : {}", "ملفات انتقلت: {}", "Cases moved: {}"),
    "migration_would_undo": Text("Reviendraient : {}", "ستعود: {}", "Would go back: {}"),
    "migration_did_undo": Text("Dossiers revenus : {}", "ملفات عادت: {}", "Cases gone back: {}"),
    "migration_stays": Text("Restent où ils sont : {}", "تبقى حيث هي: {}", "Stay where they are: {}"),
    "migration_obstacles": Text("Ce qui les retient", "ما يمنعها", "What holds them"),
    "migration_waits": Text(
        "Rien n'est fait encore : une autre personne doit demander le même passage.",
        "لم يتم شيء بعد: يجب أن يطلب شخص آخر نفس النقل.",
        "Nothing is done yet: another person has to ask for the same.",
    ),
    "migration_asked": Text(
        "{} a demandé ce passage le {}.", "طلب {} هذا النقل في {}.", "{} asked for this passage on {}."
    ),
    "migration_asked_undo": Text(
        "{} a demandé de défaire ce passage le {}.",
        "طلب {} التراجع عن هذا النقل في {}.",
        "{} asked to undo this passage on {}.",
    ),
    "migration_of": Text("Passage demandé :", "النقل المطلوب:", "Passage asked for:"),
    "migration_of_undo": Text("Retour demandé :", "التراجع المطلوب:", "Undoing asked for:"),
    "migration_begun": Text(
        "Passage accepté par {} et {} le {}, qui n'est pas encore arrivé au bout.",
        "قبل {} و{} هذا النقل في {}، ولم يبلغ نهايته بعد.",
        "Passage agreed to by {} and {} on {}, which hasn't come to its end yet.",
    ),
    "migration_begun_undo": Text(
        "Retour accepté par {} et {} le {}, qui n'est pas encore arrivé au bout.",
        "قبل {} و{} هذا التراجع في {}، ولم يبلغ نهايته بعد.",
        "Undoing agreed to by {} and {} on {}, which hasn't come to its end yet.",
    ),
    "migration_go_on": Text("Le reprendre où il s'est arrêté", "استئنافه من حيث توقف", "Go on where it stopped"),
    "migration_go_on_hint": Text(
        "L'accord vaut encore : rien n'est refait.",
        "ما زال الاتفاق ساريا: لا يعاد شيء.",
        "The agreement still holds: nothing is done twice.",
    ),
    "migration_own": Text(
        "Une autre personne doit le demander aussi.",
        "يجب أن يطلبه شخص آخر أيضا.",
        "Another person has to ask for it too.",
    ),
    "migration_other_desks": Text(
        "Ce n'est pas pour les mêmes bureaux que les vôtres : quelqu'un qui a les mêmes doit le demander aussi.",
        "ليس للمكاتب نفسها التي لكم: يجب أن يطلبه أيضا من له المكاتب نفسها.",
        "It isn't for the same desks as yours: somebody who has the same must ask for it too.",
    ),
    "migration_join": Text(
        "Le demander aussi, après l'avoir essayé, le fait.",
        "طلبه أيضا بعد تجربته ينجزه.",
        "To ask for it too, once tried, does it.",
    ),
}
