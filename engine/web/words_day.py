"""What the pages of the desk's day say: its lines, news above the pages; who is found; what is asked twice."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

DAY_WORDS: Mapping[str, Text] = {
    "whose_any": Text("Tous les dossiers", "كل الملفات", "Every case"),
    "every_desk": Text("Tous les bureaux", "كل المكاتب", "Every desk"),
    "nav_appointments": Text("Rendez-vous", "المواعيد", "Appointments"),
    "appointments": Text("Rendez-vous de la semaine", "مواعيد الأسبوع", "Appointments of the week"),
    "week_of": Text("du {} au {}", "من {} إلى {}", "from {} to {}"),
    "week_before": Text("Semaine précédente", "الأسبوع السابق", "Previous week"),
    "week_after": Text("Semaine suivante", "الأسبوع التالي", "Next week"),
    "no_appointment": Text(
        "Aucun rendez-vous à venir cette semaine.", "لا موعد قادم هذا الأسبوع.", "No appointment to come this week."
    ),
    "no_hour": Text("dans la journée", "خلال اليوم", "during the day"),
    "calendar_file": Text("Fichier pour un calendrier", "ملف للتقويم", "Calendar file"),
    "calendar_one": Text("fichier calendrier", "ملف التقويم", "calendar file"),
    "calendar_of": Text("Fichier calendrier du dossier {}", "ملف التقويم للملف {}", "Calendar file of case {}"),
    "calendar_hint": Text(
        "Le fichier ne dit ni nom, ni motif, ni parcours : le numéro du dossier, l'heure et le lieu seulement.",
        "لا يذكر الملف اسما ولا سببا ولا مسارا: رقم الملف والساعة والمكان فقط.",
        "The file tells no name, no reason, no pathway: the number of the case, the hour and the place only.",
    ),
    "other_news": Text("Autres nouvelles : {}", "أخبار أخرى: {}", "Other news: {}"),
    "sure_title": Text("Êtes-vous sûr ?", "هل أنتم متأكدون؟", "Are you sure?"),
    "confirm": Text("Confirmer", "تأكيد", "Confirm"),
    "change_nothing": Text("Ne rien changer", "عدم التغيير", "Change nothing"),
    "sure_password": Text(
        "Donner un nouveau mot de passe à {} ? L'ancien n'ouvrira plus rien, et ses sessions se ferment.",
        "إعطاء كلمة سر جديدة لـ {}؟ لن تفتح القديمة شيئا وستغلق جلساته.",
        "Give {} a new password? The old one will open nothing, and their sessions end.",
    ),
    "sure_rights": Text(
        "Changer les droits de {} : {}, {} ? Ses sessions se ferment.",
        "تغيير صلاحيات {}: {}، {}؟ ستغلق جلساته.",
        "Change the rights of {}: {}, {}? Their sessions end.",
    ),
    "sure_closing": Text(
        "Fermer le compte de {} ? Il n'entrera plus, et sort tout de suite s'il est connecté. Ce qu'il a fait reste "
        "signé de son nom ; le compte peut être rouvert.",
        "إغلاق حساب {}؟ لن يدخل بعد ذلك، ويخرج فورا إن كان متصلا. ما أنجزه يبقى موقعا باسمه، ويمكن إعادة فتح الحساب.",
        "Close the account of {}? They come in no more, and are out at once where they are logged in. What they did "
        "stays signed by them; the account can be opened again.",
    ),
    "sure_closing_cases": Text(
        "Les dossiers qui lui sont confiés ne changent pas : ils restent ouverts, à son nom, sur la liste de leur "
        "bureau, et leurs échéances courent. Quelqu'un de ce bureau les reprend en une fois, par la page « {} ».",
        "الملفات المسندة إليه لا تتغير: تبقى مفتوحة باسمه في لائحة مكتبها، وآجالها جارية. يتكفل بها شخص من ذلك المكتب "
        "دفعة واحدة، من صفحة «{}».",
        "The cases given to them don't change: they stay open, in their name, on their desk's list, and their "
        "deadlines run. Somebody of that desk takes them over all at once, on the page « {} ».",
    ),
    "sure_telephone": Text(
        "Oublier le téléphone de {} ? Il faudra en inscrire un autre à la prochaine connexion.",
        "نسيان هاتف {}؟ سيلزم تسجيل هاتف آخر عند الدخول القادم.",
        "Forget the telephone of {}? Another one will have to be enrolled at the next login.",
    ),
    "person_damaged": Text(
        "Endommagé, ne peut pas être montré : prévenir l'administrateur.",
        "معطوب، لا يمكن عرضه: أخبروا المسير.",
        "Damaged, can't be shown: tell the administrator.",
    ),
    "people_unshown": Text(
        "Fiches altérées, qui ne peuvent pas être montrées : {}. La personne peut en être : prévenir l'administrateur.",
        "بطاقات محرفة لا يمكن عرضها: {}. قد يكون الشخص من بينها: أخبروا المسير.",
        "Altered records, that can't be shown: {}. The person may be one of them: tell the administrator.",
    ),
}
