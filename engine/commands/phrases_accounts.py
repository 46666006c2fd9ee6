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
    "then_auditor": Text(
        "Ensuite : un auditeur (baom user add IDENTIFIANT --role auditor --everywhere), que l'autre administrateur"
        " atteste.",
        "ثم: مدقق (baom user add IDENTIFIANT --role auditor --everywhere) يشهد له المسؤول الآخر.",
        "Then: an auditor (baom user add IDENTIFIANT --role auditor --everywhere), whom the other administrator"
        " attests.",
    ),
    "chooses_password": Text(
        "{} choisit son mot de passe, seul au clavier :",
        "{} يختار كلمة سره وحده أمام لوحة المفاتيح:",
        "{} chooses a password, alone at the keyboard:",
    ),
    # --- sessions ---
    "logged_in": Text("Connecté : {} ({}, {})", "تم الدخول: {} ({}، {})", "Logged in: {} ({}, {})"),
    "logged_in_until": Text(
        "Jusqu'à {} au plus tard ; une demi-heure sans commande y met fin.",
        "إلى غاية {} على الأكثر؛ وتنتهي بعد نصف ساعة دون أي أمر.",
        "Until {} at the latest; half an hour without a command ends it.",
    ),
    "token_until": Text(
        "Jeton à garder secret, bon jusqu'à {} au plus tard.",
        "رمز يجب أن يبقى سريا، صالح إلى غاية {} على أبعد تقدير.",
        "A token to be kept secret, good until {} at the latest.",
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
    "closing_asked": Text(
        "Demandé : fermer {}. Une seconde personne, d'une autre origine, donne la même commande.",
        "طلب إغلاق {}. يجب أن يعطي شخص ثان من أصل آخر الأمر نفسه.",
        "Asked for: to close {}. A second person, of another origin, gives the same command.",
    ),
    "rights_asked": Text(
        "Demandé : changer les droits de {}. Une seconde personne, d'une autre origine, donne la même commande.",
        "طلب تغيير حقوق {}. يجب أن يعطي شخص ثان من أصل آخر الأمر نفسه.",
        "Asked for: to change the rights of {}. A second person, of another origin, gives the same command.",
    ),
    "waits_user.close": Text(
        "attend une seconde personne : fermer {} (demandé par {}, {})",
        "في انتظار شخص ثان: إغلاق {} (بطلب من {}، {})",
        "waits for a second person: to close {} (asked for by {}, {})",
    ),
    "waits_user.rights": Text(
        "attend une seconde personne : donner à {} le rôle {}, {} (demandé par {}, {})",
        "في انتظار شخص ثان: منح {} دور {}، {} (بطلب من {}، {})",
        "waits for a second person: to give {} the role {}, {} (asked for by {}, {})",
    ),
    "waits_user.second_factor": Text(
        "attend une seconde personne : oublier le téléphone de {} (demandé par {}, {})",
        "في انتظار شخص ثان: نسيان هاتف {} (بطلب من {}، {})",
        "waits for a second person: to forget the telephone of {} (asked for by {}, {})",
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
    "rung_at_night": Text("{} dossier(s) : échéances sonnées.", "{} ملف: نبهت آجالها.", "{} case(s): clocks rung."),
    # --- two people ---
    "waits_for_second": Text(
        "attend une seconde personne : la même commande, par un autre éditeur",
        "في انتظار شخص ثان: الأمر نفسه من محرر آخر",
        "waits for a second person: the same command, by another editor",
    ),
    "none_waiting": Text("Rien n'attend.", "لا شيء في الانتظار.", "Nothing waits."),
    "asked_by": Text("{} ({}), demandé par {}, {}", "{} ({})، بطلب من {}، {}", "{} ({}), asked for by {}, {}"),
    "passage_unfinished": Text(
        "{} : passage accepté ({}, {}), pas arrivé au bout ; l'un des deux le reprend :",
        "{}: نقل مقبول ({}، {}) لم يبلغ نهايته؛ يستأنفه أحدهما:",
        "{}: passage agreed to ({}, {}), not come to its end; one of the two goes on with it:",
    ),
    "refused_lately": Text("Refusées ou retirées", "رفضت أو سحبت", "Refused or taken back"),
    "refused_by": Text("refusée par {}, {}", "رفضه {}، {}", "refused by {}, {}"),
    "taken_back_by": Text("retirée par {}, {}", "سحبه {}، {}", "taken back by {}, {}"),
    "request_refused": Text(
        "{} : demande refusée ; rien n'est publié.", "{}: رفض الطلب؛ لم ينشر شيء.", "{}: refused; nothing is published."
    ),
    "request_taken_back": Text(
        "{} : demande retirée ; rien n'est publié.",
        "{}: سحب الطلب؛ لم ينشر شيء.",
        "{}: taken back; nothing is published.",
    ),
    # --- what was done to accounts ---
    "accounts_between": Text(
        "Du {} au {} : {} événement(s) de comptes.",
        "من {} إلى {}: {} حدث يخص الحسابات.",
        "From {} to {}: {} event(s) of accounts.",
    ),
    "account_left": Text(
        "L'historique du compte « {} » est altéré : rien n'en est refait. Voir : baom audit verify.",
        "سجل الحساب « {} » محرف: لم يعد بناء أي شيء منه. انظر: baom audit verify.",
        "The history of account “{}” is altered: nothing is made again of it. See: baom audit verify.",
    ),
    # --- break-glass ---
    "glass_closed": Text(
        "Lecture d'urgence du dossier {} refermée.",
        "أغلقت القراءة الاستعجالية للملف {}.",
        "Emergency reading of case {} closed.",
    ),
    "glass_broken": Text(
        "Dossier {} lisible pendant {} minutes, sans rien y écrire. Superviseurs et auditeurs en sont avertis.",
        "يمكن الاطلاع على الملف {} لمدة {} دقيقة دون كتابة أي شيء. أخبر المشرفون والمدققون بذلك.",
        "Case {} can be read for {} minutes, and nothing written in it. Supervisors and auditors are told.",
    ),
    "no_glass": Text("Personne ne l'a fait.", "لم يقم أحد بذلك.", "Nobody did."),
    "no_user": Text("Aucun compte.", "لا يوجد أي حساب.", "No account."),
}
