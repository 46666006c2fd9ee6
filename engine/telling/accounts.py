"""What is told of accounts and of broken glasses, at a terminal and on a page, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

ACCOUNTS: Mapping[str, Text] = {
    "done_user_added": Text(
        "compte ajouté par {}",
        "أضيف الحساب من طرف {}",
        "account added by {}",
    ),
    "done_user_changed": Text(
        "rôle ou commune changés par {}",
        "غير الدور أو الجماعة من طرف {}",
        "role or commune changed by {}",
    ),
    "done_user_disabled": Text(
        "compte fermé par {}",
        "أغلق الحساب من طرف {}",
        "account closed by {}",
    ),
    "done_user_enabled": Text(
        "compte rouvert par {}",
        "أعيد فتح الحساب من طرف {}",
        "account opened again by {}",
    ),
    "done_user_attested": Text(
        "titulaire attesté par {}",
        "شهد بصاحب الحساب {}",
        "owner attested by {}",
    ),
    "done_password_set": Text(
        "mot de passe refait par {}",
        "أعيدت كلمة السر من طرف {}",
        "password given anew by {}",
    ),
    "done_password_chosen": Text(
        "mot de passe choisi par {}",
        "اختار كلمة السر {}",
        "password chosen by {}",
    ),
    "done_second_factor_set": Text(
        "téléphone oublié par {}",
        "نسي الهاتف من طرف {}",
        "telephone forgotten by {}",
    ),
    "done_second_factor_enrolled": Text(
        "téléphone enrôlé par {}",
        "سجل الهاتف من طرف {}",
        "telephone enrolled by {}",
    ),
    "done_glass_broken": Text(
        "dossier d'un autre bureau ouvert dans l'urgence par {}",
        "اطلاع استعجالي على ملف مكتب آخر من طرف {}",
        "case of another desk opened in an emergency by {}",
    ),
    "account_news": Text(
        "Compte {} : {}, le {}.",
        "الحساب {}: {}، يوم {}.",
        "Account {}: {}, on {}.",
    ),
    "glass_running": Text(
        "Dossier {} d'un autre bureau : lisible encore {} minutes.",
        "الملف {} لمكتب آخر: يمكن الاطلاع عليه لمدة {} دقيقة أخرى.",
        "Case {} of another desk: {} minutes left to read it.",
    ),
    "glass_by": Text(
        "{} a ouvert dans l'urgence le dossier {} du bureau {}, le {}.",
        "{} اطلع بصفة استعجالية على الملف {} لمكتب {}، يوم {}.",
        "{} opened case {} of the desk of {} in an emergency, on {}.",
    ),
    "account_altered": Text(
        "Le compte « {} » est altéré et n'ouvre plus rien : un administrateur le refait (baom db rebuild).",
        "الحساب « {} » محرف ولم يعد يفتح شيئا: يعيده المسؤول (baom db rebuild).",
        "The account “{}” is altered and opens nothing: an administrator makes it again (baom db rebuild).",
    ),
    "lines_left": Text(
        "L'historique du compte « {} » est altéré : les lignes que rien ne garantit ne sont pas montrées. Voir : baom"
        " audit verify.",
        "سجل الحساب « {} » محرف: الأسطر التي لا يضمنها شيء غير معروضة. انظر: baom audit verify.",
        "The history of account “{}” is altered: lines that nothing vouches for aren't shown. See: baom audit verify.",
    ),
    "user_altered": Text("altéré", "محرف", "altered"),
    "user_closed": Text("fermé", "مغلق", "closed"),
    "user_in_hands": Text("non attesté", "دون شهادة", "not attested"),
    "user_provisional": Text("mot de passe provisoire", "كلمة سر مؤقتة", "provisional password"),
    "user_telephone": Text("téléphone enrôlé", "هاتف مسجل", "telephone enrolled"),
    "alert_recovered": Text(
        "Le {} : l'administration a été reprise avec la clé maîtresse, compte {}. Si cela étonne, le dire aussitôt.",
        "يوم {}: استعيدت الإدارة بالمفتاح الرئيسي، حساب {}. إن كان الأمر غريبا فيجب التبليغ فورا.",
        "On {}: the administration was taken back with the master key, account {}. If it surprises you, say so.",
    ),
    "alert_kept": Text(
        "Le {} : la base a été refaite, restaurée, ou une clé changée, sans que personne soit connecté. Si cela étonne,"
        " le dire aussitôt.",
        "يوم {}: أعيد بناء القاعدة أو استرجاعها أو تغيير مفتاح دون أن يكون أحد متصلا. إن كان الأمر غريبا فيجب"
        " التبليغ فورا.",
        "On {}: the base was rebuilt or restored, or a key changed, with nobody logged in."
        " If it surprises you, say so.",
    ),
    "own_user_added": Text(
        "Le {} : votre compte a été ajouté par {}.",
        "يوم {}: أضيف حسابكم من طرف {}.",
        "On {}: your account was added by {}.",
    ),
    "own_user_changed": Text(
        "Le {} : votre rôle ou votre commune ont été changés par {}.",
        "يوم {}: غير دوركم أو جماعتكم من طرف {}.",
        "On {}: your role or your commune was changed by {}.",
    ),
    "own_user_disabled": Text(
        "Le {} : votre compte a été fermé par {}.",
        "يوم {}: أغلق حسابكم من طرف {}.",
        "On {}: your account was closed by {}.",
    ),
    "own_user_enabled": Text(
        "Le {} : votre compte a été rouvert par {}.",
        "يوم {}: أعيد فتح حسابكم من طرف {}.",
        "On {}: your account was opened again by {}.",
    ),
    "own_user_attested": Text(
        "Le {} : {} a attesté que vous tenez votre compte.",
        "يوم {}: شهد {} أنكم تتحكمون في حسابكم.",
        "On {}: {} attested that you hold your account.",
    ),
    "own_password_set": Text(
        "Le {} : votre mot de passe a été refait par {}. Si vous ne l'aviez pas demandé, le dire à un auditeur.",
        "يوم {}: أعيدت كلمة سركم من طرف {}. إن لم تطلبوا ذلك فأخبروا مدققا فورا.",
        "On {}: your password was given anew by {}. If you hadn't asked for it, tell an auditor at once.",
    ),
    "own_second_factor_set": Text(
        "Le {} : votre téléphone a été oublié par {}. Si vous ne l'aviez pas demandé, le dire à un auditeur.",
        "يوم {}: نسي هاتفكم من طرف {}. إن لم تطلبوا ذلك فأخبروا مدققا فورا.",
        "On {}: your telephone was forgotten by {}. If you hadn't asked for it, tell an auditor at once.",
    ),
    "refused_to": Text(
        "Le {} : {} a refusé votre demande ({}). Motif : {}",
        "يوم {}: رفض {} طلبكم ({}). السبب: {}",
        "On {}: {} refused your request ({}). Reason: {}",
    ),
    "alert_rewritten": Text(
        "{} : l'historique de la base elle-même est altéré, ce qu'il dit peut manquer. Voir : baom audit verify.",
        "{}: تاريخ القاعدة نفسها محرف، وقد ينقص ما يقوله. انظر: baom audit verify.",
        "{}: the history of the base itself is altered, and may not tell all. See: baom audit verify.",
    ),
    "alert_unwatched": Text(
        "Le {} : {}, auditeur ou administrateur, ne l'est plus ou est fermé, par {}. Si cela étonne, le dire.",
        "يوم {}: {} لم يعد مدققا أو مسؤولا أو أغلق حسابه، من طرف {}. إن كان الأمر غريبا فيجب التبليغ فورا.",
        "On {}: {}, auditor or administrator, is so no more or was closed, by {}. If it surprises you, say so.",
    ),
}
