"""What the command line says of people and their rights, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

PEOPLE: Mapping[str, Text] = {
    "person_added": Text("Bénéficiaire ajouté : {}", "أضيف المستفيد: {}", "Subject added: {}"),
    "alike": Text(
        "Peut-être déjà connu. Si c'est la même personne, fusionner :",
        "قد يكون معروفا. إذا كان نفس الشخص، يدمج:",
        "May be known already. If this is the same person, merge:",
    ),
    "people_unshown": Text(
        "Fiches altérées, qui ne peuvent pas être montrées : {}. La personne peut en être. Voir : baom audit verify.",
        "بطاقات محرفة لا يمكن عرضها: {}. قد يكون الشخص من بينها. انظر: baom audit verify.",
        "Altered records, that can't be shown: {}. The person may be one of them. See: baom audit verify.",
    ),
    "person_damaged": Text(
        "Endommagé, ne peut pas être montré : {}. Voir : baom audit verify.",
        "معطوب، لا يمكن عرضه: {}. انظر: baom audit verify.",
        "Damaged, can't be shown: {}. See: baom audit verify.",
    ),
    "unjudged": Text(
        "Endommagé, la durée de conservation n'en est pas connue : {}. Voir : baom audit verify.",
        "معطوب، ومدة حفظه غير معروفة: {}. انظر: baom audit verify.",
        "Damaged, how long it may be kept isn't known: {}. See: baom audit verify.",
    ),
    "nobody": Text("Aucune personne de ce nom.", "لا أحد بهذا الاسم.", "Nobody of that name."),
    "corrected": Text("Fiche corrigée : {}", "تم تصحيح البطاقة: {}", "Record corrected: {}"),
    "erasure_asked": Text("Effacement demandé : {}", "تم طلب المحو: {}", "Erasure asked for: {}"),
    "erasure_next": Text(
        "Rien n'est encore effacé : quelqu'un d'autre doit l'approuver.",
        "لم يمح أي شيء بعد: يجب أن يوافق شخص آخر.",
        "Nothing is erased yet: somebody else has to approve.",
    ),
    "erasure_asked_by": Text("demandé par {}, le {}", "طلبه {} بتاريخ {}", "asked for by {} on {}"),
    "erasure_own": Text(
        "C'est votre demande : un autre l'approuve ; vous pouvez la retirer.",
        "هذا طلبكم: يوافق عليه شخص آخر؛ ويمكنكم سحبه.",
        "This is your own demand: somebody else approves it; you may take it back.",
    ),
    "erasure_reason": Text("motif : {}", "السبب: {}", "reason: {}"),
    "erasure_refused": Text("Effacement refusé : {}", "تم رفض المحو: {}", "Erasure refused: {}"),
    "no_erasure": Text("Aucun effacement n'attend.", "لا يوجد أي محو في الانتظار.", "No erasure is waiting."),
    "erased": Text(
        "{} est effacée : clé détruite, dossiers vidés : {}, valeurs scellées : {}, scans : {}",
        "تم محو {}: أتلف المفتاح، ملفات أفرغت: {}، قيم مختومة: {}، نسخ: {}",
        "{} is erased: key destroyed, cases emptied: {}, sealed values: {}, scans: {}",
    ),
    "erased_log_emptied": Text(
        "Le journal d'écriture de la base est vidé.", "تم إفراغ سجل الكتابة للقاعدة.", "The write-ahead log is emptied."
    ),
    "erased_log_busy": Text(
        "Un autre programme lit la base : son journal d'écriture sera vidé quand le dernier la fermera.",
        "برنامج آخر يقرأ القاعدة: سيفرغ سجل الكتابة عندما يغلقها آخر برنامج.",
        "Another program reads the database: its write-ahead log is emptied when the last one closes it.",
    ),
    "erased_log_server": Text(
        "Serveur PostgreSQL : son administrateur lance VACUUM FULL keys ; ses journaux archivés gardent la clé jusqu'à "
        "leur suppression.",
        "خادم PostgreSQL: يشغل مسيره VACUUM FULL keys؛ وتحتفظ سجلاته المؤرشفة بالمفتاح إلى حين حذفها.",
        "PostgreSQL server: its operator runs VACUUM FULL keys; archived WAL files hold the key until deleted.",
    ),
    "erased_no_backup": Text(
        "Aucune sauvegarde ne tient la clé, à ce que sait l'historique.",
        "لا توجد نسخة احتياطية تحتفظ بالمفتاح حسب السجل.",
        "No backup holds the key, as far as the history knows.",
    ),
    "erased_backups": Text(
        "La sauvegarde du {} tient encore la clé : la détruire au plus tard le {}, vraie date de l'effacement.",
        "النسخة الاحتياطية بتاريخ {} ما زالت تحتفظ بالمفتاح: تتلف في أجل أقصاه {}. وهو التاريخ الفعلي للمحو.",
        "The backup of {} still holds the key: destroy it by {}. That is the true date of the erasure.",
    ),
    "key_rotated": Text(
        "Clé maîtresse remplacée : {} au lieu de {} ; clés reprises : {}",
        "تم استبدال المفتاح الرئيسي: {} بدل {}؛ مفاتيح أعيد تغليفها: {}",
        "Master key replaced: {} instead of {}; keys wrapped again: {}",
    ),
    "old_key_is": Text("ancienne clé, gardée : {}", "المفتاح القديم محفوظ في: {}", "old key, kept: {}"),
    "new_key_elsewhere": Text(
        "La mettre à la place de {}, ou la donner par BAOM_MASTER_KEY : l'ancienne n'ouvre plus cette base.",
        "ضعه مكان {} أو قدمه عبر BAOM_MASTER_KEY: المفتاح القديم لم يعد يفتح هذه القاعدة.",
        "Put it in the place of {}, or give it by BAOM_MASTER_KEY: the old one opens this database no more.",
    ),
    "old_key_backups": Text(
        "Copier la nouvelle en lieu sûr. L'ancienne n'ouvre que les sauvegardes d'avant : la détruire avec elles.",
        "انسخ المفتاح الجديد في مكان آمن. القديم لا يفتح إلا النسخ الاحتياطية السابقة: يتلف معها.",
        "Copy the new one to a safe place. The old one opens earlier backups alone: destroy it with them.",
    ),
    "objected": Text("{} s'oppose : {}", "{} يعترض على: {}", "{} objects to: {}"),
    "objected_withdrawn": Text(
        "accord « {} » retiré, dossier {}", "سحبت الموافقة «{}»، الملف {}", "agreement “{}” withdrawn, case {}"
    ),
    "nobody_expired": Text(
        "Personne n'est gardé trop longtemps.", "لا أحد محتفظ بمعطياته أكثر من المدة.", "Nobody is kept too long."
    ),
    "kept_until": Text("à garder jusqu'au {} ; {}", "يحتفظ به إلى غاية {}؛ {}", "to be kept until {}; {}"),
    "nothing_asked": Text(
        "Rien n'est demandé : c'est un essai.", "لم يطلب أي شيء: تجربة فقط.", "Nothing was asked: a trial."
    ),
    "all_asked": Text(
        "Effacements demandés : {}. Quelqu'un d'autre approuve chacun.",
        "عمليات محو مطلوبة: {}. يوافق شخص آخر على كل واحدة.",
        "Erasures asked for: {}. Somebody else approves each.",
    ),
    "erased_again": Text(
        "Effacées depuis cette sauvegarde, effacées de nouveau : {}",
        "محيت بعد هذه النسخة الاحتياطية ومحيت من جديد: {}",
        "Erased since this backup, and erased again: {}",
    ),
    "erased_unknown": Text(
        "La base remplacée ne se lisait plus : seuls les effacements de la liste gardée avec les clés ont été refaits.",
        "القاعدة المستبدلة لم تعد مقروءة: أعيدت فقط عمليات المحو المسجلة في اللائحة المحفوظة مع المفاتيح.",
        "The database replaced could not be read: only the erasures listed beside the keys were done again.",
    ),
    "erased_unlisted": Text(
        "Aucune liste d'effacements à côté des clés ({}) : seuls ceux que disait la base remplacée ont été refaits.",
        "لا توجد لائحة لعمليات المحو بجانب المفاتيح ({}): أعيدت فقط العمليات التي تذكرها القاعدة المستبدلة.",
        "No list of erasures beside the keys ({}): only those that the database replaced told of were done again.",
    ),
    "erased_nowhere": Text(
        "Aucune liste d'effacements à côté des clés ({}), et la base remplacée ne se lisait plus : aucun effacement n'a"
        " été refait, et personne ne peut dire qui avait été effacé depuis cette sauvegarde.",
        "لا توجد لائحة لعمليات المحو بجانب المفاتيح ({})، والقاعدة المستبدلة لم تعد مقروءة: لم تعد أي عملية محو،"
        " ولا أحد يعلم من تم محوه بعد هذه النسخة.",
        "No list of erasures beside the keys ({}), and the database replaced could not be read: no erasure was done"
        " again, and nobody can tell who had been erased since this backup.",
    ),
    "redone": Text("Effacées de nouveau : {}", "محيت من جديد: {}", "Erased again: {}"),
    "redone_nobody": Text(
        "Personne d'effacé n'est de retour dans cette base.",
        "لم يعد إلى هذه القاعدة أي شخص محي.",
        "Nobody who was erased is back in this database.",
    ),
    "redone_unproved": Text(
        "Dites effacées par des lignes qu'aucune clé d'ici n'a signées ; masquées, mais rien n'est détruit : {}",
        "مذكورة كممحية في أسطر لم يوقعها أي مفتاح لهذه القاعدة: لا تعرض، ولم يتلف شيء: {}",
        "Told as erased by lines that no key of this database signed: not shown, and nothing was destroyed: {}",
    ),
    "older_key": Text(
        "Elle était scellée par l'ancienne clé {} : ses clés sont reprises par la clé en service.",
        "كانت مختومة بالمفتاح القديم {}: أعيد ختم مفاتيحها بالمفتاح الحالي.",
        "It was sealed by the older key {}: its keys are now wrapped by the one in service.",
    ),
    "merged": Text("{} est la même personne que {}.", "{} هو نفس الشخص {}.", "{} is the same person as {}."),
    "cases_of": Text("Dossiers", "الملفات", "Cases"),
    "person_erased": Text(
        "Personne effacée : sa clé est détruite et rien de personnel ne peut plus être lu. Restent les dossiers : leurs"
        " étapes, leurs dates, qui les a faites.",
        "شخص تم محوه: أتلف مفتاحه ولم يعد ممكنا قراءة أي شيء شخصي. تبقى الملفات: مراحلها وتواريخها ومن قام بها.",
        "This person is erased: their key is destroyed, and nothing personal can be read any more. The cases remain:"
        " their steps, their days, who did them.",
    ),
    "data_name": Text("Nom", "الاسم", "Name"),
    "data_name_ar": Text("Nom en arabe", "الاسم بالعربية", "Name in Arabic"),
    "data_sex": Text("Sexe", "الجنس", "Sex"),
    "data_birth_date": Text("Date de naissance", "تاريخ الولادة", "Date of birth"),
    "data_birth_year": Text("Année de naissance", "سنة الولادة", "Year of birth"),
    "data_language": Text("Langue", "اللغة", "Language"),
    "data_nationality": Text("Nationalité", "الجنسية", "Nationality"),
    "data_contact": Text("Contact", "الاتصال", "Contact"),
    "data_household": Text("Ménage", "الأسرة", "Household"),
    "until_day": Text("jusqu'au {}", "إلى غاية {}", "until {}"),
    "good_until": Text("valable jusqu'au {}", "صالحة إلى غاية {}", "valid until {}"),
    "this_case_alone": Text("pour le dossier {} seul", "للملف {} وحده", "for case {} alone"),
    "consent_holds": Text("donné", "ممنوحة", "given"),
    "consent_expired": Text("à redemander : durée passée", "منتهية المدة: يعاد طلبها", "to be asked again: expired"),
    "consent_withdrawn": Text("refusé ou retiré", "مرفوضة أو مسحوبة", "refused or withdrawn"),
}
