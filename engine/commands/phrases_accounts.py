"""What the command line says about accounts and sessions, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

ACCOUNTS: Mapping[str, Text] = {
    # --- questions ---
    "ask_login": Text("Identifiant", "المعرف", "Login"),
    "ask_password": Text("Mot de passe", "كلمة السر", "Password"),
    "ask_new_password": Text("Nouveau mot de passe", "كلمة سر جديدة", "New password"),
    "ask_again": Text("Encore une fois", "مرة أخرى", "Once again"),
    "not_the_same": Text(
        "Les deux ne sont pas pareils : recommencer.", "غير متطابقتين: تعاد المحاولة.", "They differ: once more."
    ),
    "ask_code": Text("Code du téléphone (6 chiffres)", "رمز الهاتف (6 أرقام)", "Code of the telephone (6 figures)"),
    "enrol_telephone": Text(
        "Lire ce carré avec une application d'authentification, puis taper le code qu'elle montre :",
        "يقرأ هذا المربع بتطبيق مصادقة ثم يكتب الرمز الذي يظهره:",
        "Read this square with an authenticator application, then type the code that it shows:",
    ),
    "enrol_by_hand": Text("ou taper cette clé : {}", "أو كتابة هذا المفتاح: {}", "or type this key: {}"),
    "then_others": Text(
        "Ensuite : un auditeur, et un second administrateur d'une autre main, M&D par exemple (baom user recover"
        " IDENTIFIANT, avec les clés) ; sans lui, rien de ce qui demande deux personnes ne se fait.",
        "ثم: مدقق، ومسؤول ثان من جهة أخرى، M&D مثلا (baom user recover IDENTIFIANT بالمفتاحين)؛ بدونه لا يتم شيء مما"
        " يتطلب شخصين.",
        "Then: an auditor, and a second administrator of another hand, M&D's say (baom user recover IDENTIFIANT, with"
        " the keys); without them, nothing that takes two people is done.",
    ),
    # --- sessions ---
    "logged_in": Text("Connecté : {} ({}, {})", "تم الدخول: {} ({}، {})", "Logged in: {} ({}, {})"),
    "logged_in_until": Text(
        "Jusqu'à {} au plus tard ; une demi-heure sans commande y met fin.",
        "إلى غاية {} على الأكثر؛ وتنتهي بعد نصف ساعة دون أي أمر.",
        "Until {} at the latest; half an hour without a command ends it.",
    ),
    "logged_out": Text("Déconnecté.", "تم الخروج.", "Logged out."),
    "you_are": Text("{} : {}, {}", "{}: {}، {}", "{}: {}, {}"),
    "whole_territory": Text("tout le territoire", "كل المجال الترابي", "the whole territory"),
    # --- accounts ---
    "user_added": Text("Compte ajouté : {} ({}, {})", "تمت إضافة حساب: {} ({}، {})", "Account added: {} ({}, {})"),
    "user_changed": Text(
        "Compte changé : {} est maintenant {}, {}",
        "تم تغيير الحساب: {} الآن {}، {}",
        "Account changed: {} is now {}, {}",
    ),
    "user_disabled": Text("Compte fermé : {} ({}, {})", "تم إغلاق الحساب: {} ({}، {})", "Account closed: {} ({}, {})"),
    "user_enabled": Text(
        "Compte rouvert : {} ({}, {})", "أعيد فتح الحساب: {} ({}، {})", "Account open again: {} ({}, {})"
    ),
    "user_telephone_forgotten": Text(
        "Téléphone oublié : {} ({}, {}) en enrôlera un autre à la prochaine connexion.",
        "تم نسيان الهاتف: {} ({}، {}) يسجل هاتفا آخر عند الدخول المقبل.",
        "Telephone forgotten: {} ({}, {}) enrols another at the next login.",
    ),
    "telephone_asked": Text(
        "Demandé : oublier le téléphone de {}. Une seconde personne donne la même commande.",
        "طلب نسيان هاتف {}. يجب أن يعطي شخص ثان الأمر نفسه.",
        "Asked for: to forget the telephone of {}. A second person gives the same command.",
    ),
    "user_attested": Text(
        "Attesté : {} ({}, {}) tient son compte.",
        "تمت الشهادة: {} ({}، {}) يتحكم في حسابه.",
        "Attested: {} ({}, {}) holds the account.",
    ),
    "user_recovered": Text(
        "Administration reprise : {} ({}, {}). Tout le monde en sera averti.",
        "استعيدت الإدارة: {} ({}، {}). سيخبر الجميع بذلك.",
        "Administration taken back: {} ({}, {}). Everybody will be told.",
    ),
    "password_given": Text(
        "Mot de passe provisoire donné à {} : à la prochaine connexion, il faudra en choisir un autre.",
        "منحت كلمة سر مؤقتة لـ {}: يجب اختيار أخرى عند الدخول المقبل.",
        "Provisional password given to {}: another must be chosen at the next login.",
    ),
    "password_changed": Text(
        "Mot de passe changé ({}) : se connecter de nouveau.",
        "تم تغيير كلمة السر ({}): يعاد الدخول.",
        "Password changed ({}): log in again.",
    ),
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
    "rung_at_night": Text("{} dossier(s) : échéances sonnées.", "{} ملف: نبهت آجالها.", "{} case(s): clocks rung."),
    # --- two people ---
    "waits_for_second": Text(
        "attend une seconde personne : la même commande, par un autre éditeur",
        "في انتظار شخص ثان: الأمر نفسه من محرر آخر",
        "waits for a second person: the same command, by another editor",
    ),
    "none_waiting": Text("Rien n'attend.", "لا شيء في الانتظار.", "Nothing waits."),
    "asked_by": Text("{} ({}), demandé par {}, {}", "{} ({})، بطلب من {}، {}", "{} ({}), asked for by {}, {}"),
    # --- what was done to accounts ---
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
    "account_news": Text(
        "Compte {} : {}, le {}.",
        "الحساب {}: {}، يوم {}.",
        "Account {}: {}, on {}.",
    ),
    "accounts_between": Text(
        "Du {} au {} : {} événement(s) de comptes.",
        "من {} إلى {}: {} حدث يخص الحسابات.",
        "From {} to {}: {} event(s) of accounts.",
    ),
    "alert_unwatched": Text(
        "Le {} : {}, auditeur ou administrateur, ne l'est plus ou est fermé, par {}. Si cela étonne, le dire.",
        "يوم {}: {} لم يعد مدققا أو مسؤولا أو أغلق حسابه، من طرف {}. إن كان الأمر غريبا فيجب التبليغ فورا.",
        "On {}: {}, auditor or administrator, is so no more or was closed, by {}. If it surprises you, say so.",
    ),
    # --- break-glass ---
    "glass_broken": Text(
        "Dossier {} lisible pendant {} minutes, sans rien y écrire. Superviseurs et auditeurs en sont avertis.",
        "يمكن الاطلاع على الملف {} لمدة {} دقيقة دون كتابة أي شيء. أخبر المشرفون والمدققون بذلك.",
        "Case {} can be read for {} minutes, and nothing written in it. Supervisors and auditors are told.",
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
    "no_glass": Text("Personne ne l'a fait.", "لم يقم أحد بذلك.", "Nobody did."),
    "account_altered": Text(
        "Le compte « {} » est altéré et n'ouvre plus rien : un administrateur le refait (baom db rebuild).",
        "الحساب « {} » محرف ولم يعد يفتح شيئا: يعيده المسؤول (baom db rebuild).",
        "The account “{}” is altered and opens nothing: an administrator makes it again (baom db rebuild).",
    ),
    "user_altered": Text("altéré", "محرف", "altered"),
    "no_user": Text("Aucun compte.", "لا يوجد أي حساب.", "No account."),
    "user_closed": Text("fermé", "مغلق", "closed"),
    "user_in_hands": Text("non attesté", "دون شهادة", "not attested"),
    "user_provisional": Text("mot de passe provisoire", "كلمة سر مؤقتة", "provisional password"),
    "user_telephone": Text("téléphone enrôlé", "هاتف مسجل", "telephone enrolled"),
}
