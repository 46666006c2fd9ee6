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
    "recovery_told": Text(
        "L'administration a été reprise avec la clé maîtresse : compte {}, le {}. Si cela étonne, le dire aussitôt.",
        "استعيدت الإدارة بالمفتاح الرئيسي: حساب {}، يوم {}. إن كان الأمر غريبا فيجب التبليغ فورا.",
        "The administration was taken back with the master key: account {}, on {}. If it surprises you, say so.",
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
    "no_user": Text("Aucun compte.", "لا يوجد أي حساب.", "No account."),
    "user_closed": Text("fermé", "مغلق", "closed"),
    "user_provisional": Text("mot de passe provisoire", "كلمة سر مؤقتة", "provisional password"),
    "user_telephone": Text("téléphone enrôlé", "هاتف مسجل", "telephone enrolled"),
}
