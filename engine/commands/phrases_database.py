"""What the command line says of the database, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

DATABASE: Mapping[str, Text] = {
    "made": Text("Base créée : {}", "أنشئت القاعدة: {}", "Database made: {}"),
    "key_is": Text(
        "Clé maîtresse : {} (à sauvegarder ailleurs que la base)",
        "المفتاح الرئيسي: {} (تحفظ نسخة منه بعيدا عن القاعدة)",
        "Master key: {} (keep a copy of it away from the database)",
    ),
    "published": Text("Parcours publiés : {}", "المسارات المنشورة: {}", "Pathways published: {}"),
    "checkpointed": Text(
        "Point de contrôle signé : il répond de {} événements. Son code :",
        "وقعت نقطة المراقبة، وهي تضمن {} من الأحداث. رمزها:",
        "Checkpoint signed: it vouches for {} events. Its code:",
    ),
    "signing_key_changed": Text(
        "Une nouvelle clé signe désormais, à la suite de {}.",
        "أصبح مفتاح جديد يوقع ابتداء من الآن بعد {}.",
        "A new key signs from now on, after {}.",
    ),
    "signing_key_lost": Text(
        "L'ancienne clé ne l'atteste pas : jusqu'ici, seuls les points de contrôle gardés ailleurs répondent.",
        "لا يشهد المفتاح القديم على ذلك: حتى الآن، نقط المراقبة المحفوظة في مكان آخر وحدها تضمن.",
        "The old key doesn't attest it: up to here, checkpoints kept elsewhere alone vouch.",
    ),
    "checkpoint_now": Text(
        "Prendre aussitôt un point de contrôle et l'imprimer : baom audit checkpoint --print controle.pdf",
        "خذ نقطة مراقبة فورا واطبعها: baom audit checkpoint --print controle.pdf",
        "Take a checkpoint at once and print it: baom audit checkpoint --print controle.pdf",
    ),
    "signing_key_is": Text(
        "Clé de signature : {} (à sauvegarder ailleurs que la base)",
        "مفتاح التوقيع: {} (يحفظ في مكان غير القاعدة)",
        "Signing key: {} (to be backed up elsewhere than the database)",
    ),
    "public_key_is": Text("Clé publique : {}", "المفتاح العمومي: {}", "Public key: {}"),
    "exported": Text(
        "Exporté et vérifié : {} (dossiers : {} ; événements : {}).",
        "تم التصدير والتحقق: {} (الملفات: {}؛ الأحداث: {}).",
        "Exported and verified: {} (cases: {}; events: {}).",
    ),
    "exported_altered": Text(
        "Exporté, et ce qu'il contient ne se vérifie pas : {}",
        "تم التصدير، لكن محتواه لا يجتاز التحقق: {}",
        "Exported, and what it holds doesn't verify: {}",
    ),
    "code_is": Text("Code, à garder sur papier : {}", "الرمز، يحفظ على الورق: {}", "Code, to keep on paper: {}"),
    "verifier_is": Text(
        "Empreinte du vérificateur (SHA-256) : {}", "بصمة برنامج التحقق (SHA-256): {}", "Verifier's SHA-256: {}"
    ),
    "verify_elsewhere": Text(
        "Vérifier ailleurs, avec Python seul : "
        "python3 -m zipfile -e {0} sorti ; python3 sorti/verify_bundle.py {0} --code …",
        "التحقق في مكان آخر بلغة Python وحدها: "
        "python3 -m zipfile -e {0} sorti ; python3 sorti/verify_bundle.py {0} --code …",
        "Verify elsewhere, with Python alone: "
        "python3 -m zipfile -e {0} out ; python3 out/verify_bundle.py {0} --code …",
    ),
    "and_more": Text("tout avec --json (en plus : {}).", "الكل مع --json (زيادة: {}).", "all with --json (more: {})."),
    "rebuilt": Text(
        "Refait (dossiers : {} ; bénéficiaires : {}). Lignes changées : {}.",
        "أعيد البناء (الملفات: {}؛ المستفيدون: {}). الأسطر المتغيرة: {}.",
        "Rebuilt (cases: {}; subjects: {}). Rows changed: {}.",
    ),
    "backed_up": Text(
        "Sauvegarde vérifiée : {} (étapes : {}).",
        "نسخة تم التحقق منها: {} (المراحل: {}).",
        "Backup checked: {} (events: {}).",
    ),
    "keep_key": Text(
        "La clé maîtresse n'y est pas : la garder ailleurs, sans elle la sauvegarde ne se lit pas.",
        "المفتاح الرئيسي ليس فيها: يحفظ في مكان آخر، فبدونه لا تقرأ النسخة.",
        "The master key isn't in it: keep it elsewhere; without it the backup can't be read.",
    ),
    "drafts_in_it": Text(
        "Avec les brouillons des éditeurs, scellés : {}.",
        "معها مسودات المحررين، مختومة: {}.",
        "With the editors' drafts, sealed: {}.",
    ),
    "drafts_back": Text(
        "Brouillons des éditeurs qui sont là de nouveau : {}.",
        "مسودات المحررين التي عادت: {}.",
        "Editors' drafts that are there again: {}.",
    ),
    "drafts_not_back": Text(
        "Brouillons laissés de côté, car d'autres ont leur nom ici, ou le disque les refuse : {}.",
        "مسودات تركت جانبا، لأن أخرى بنفس الاسم موجودة هنا، أو لأن القرص يرفضها: {}.",
        "Drafts left aside, for others here have their names, or the disk refuses them: {}.",
    ),
    "restored": Text(
        "Sauvegarde remise en place (étapes : {}).", "أعيدت النسخة (المراحل: {}).", "Restored (events: {})."
    ),
    "lost": Text(
        "Rien n'a été touché. Étapes qui seraient perdues : {}, depuis le {} ({}).",
        "لم يمس أي شيء. المراحل التي ستضيع: {}، منذ {} ({}).",
        "Nothing was touched. Events that would be lost: {}, since {} ({}).",
    ),
    "lost_of_cases": Text(
        "Dossiers qui en perdraient : {} ({}).", "الملفات المعنية: {} ({}).", "Cases losing some: {} ({})."
    ),
    "lost_of_no_case": Text(
        "Aucune n'est d'un dossier : elles sont de personnes, de comptes, ou de la base elle-même.",
        "لا تخص أي ملف: هي لأشخاص أو حسابات أو للقاعدة نفسها.",
        "None is of a case: they are of people, of accounts, or the database's own.",
    ),
    "loss_covered": Text(
        "Un point de contrôle signé depuis, à {} étapes, couvre ce que cette sauvegarde n'a pas : avec lui, baom audit "
        "verify --checkpoint répondra « incomplet », puis « altérée » quand le travail aura repris. Noter à côté de ce "
        "point le jour et le motif de la restauration ; ensuite, une nouvelle clé (baom db new-signing-key) et un "
        "nouveau point (baom audit checkpoint).",
        "نقطة مراقبة وقعت بعد ذلك، عند {} مرحلة، تشمل ما لا تحتويه هذه النسخة: سيجيب baom audit verify --checkpoint "
        "معها «غير كامل»، ثم «محرف» بعد استئناف العمل. يسجل بجانب تلك النقطة يوم الاسترجاع وسببه؛ ثم مفتاح جديد "
        "(baom db new-signing-key) ونقطة جديدة (baom audit checkpoint).",
        "A checkpoint signed since, at {} events, covers what this backup lacks: with it, baom audit verify "
        "--checkpoint will answer “incomplete”, then “altered” once work has begun again. Note beside that checkpoint "
        "the day and the reason of the restoration; then a new key (baom db new-signing-key) and a new checkpoint "
        "(baom audit checkpoint).",
    ),
    "lost_unknown": Text(
        "Rien n'a été touché. La base présente ne se lit pas : on ne peut pas dire ce qui serait perdu.",
        "لم يمس أي شيء. القاعدة الحالية غير مقروءة: لا يمكن تحديد ما سيضيع.",
        "Nothing was touched. The present database can't be read: nobody can tell what would be lost.",
    ),
    "up_to_date": Text(
        "Base déjà à jour : rien à faire.", "القاعدة محينة: لا شيء يلزم.", "Already up to date: nothing to do."
    ),
    "upgraded": Text("Base mise à niveau : de {} à {}.", "تم تحيين القاعدة: من {} إلى {}.", "Upgraded: from {} to {}."),
    "folded_again": Text(
        "Historique vérifié ; dossiers refaits : {}, bénéficiaires : {}.",
        "تم التحقق من السجل؛ الملفات المعاد بناؤها: {}، المستفيدون: {}.",
        "History checked; cases made again: {}, subjects: {}.",
    ),
}
