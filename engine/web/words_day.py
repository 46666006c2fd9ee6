"""What the pages of the desk's day say: its lines, news above the pages; who is found; what is asked twice."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

DAY_WORDS: Mapping[str, Text] = {
    "every_desk": Text("Tous les bureaux", "كل المكاتب", "Every desk"),
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
    "sure_telephone": Text(
        "Oublier le téléphone de {} ? Il faudra en inscrire un autre à la prochaine connexion.",
        "نسيان هاتف {}؟ سيلزم تسجيل هاتف آخر عند الدخول القادم.",
        "Forget the telephone of {}? Another one will have to be enrolled at the next login.",
    ),
    "people_unshown": Text(
        "Fiches altérées, qui ne peuvent pas être montrées : {}. La personne peut en être : prévenir l'administrateur.",
        "بطاقات محرفة لا يمكن عرضها: {}. قد يكون الشخص من بينها: أخبروا المسير.",
        "Altered records, that can't be shown: {}. The person may be one of them: tell the administrator.",
    ),
}
