"""The words of the page of accounts about what waits for a second person."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

ACCOUNT_WORDS: Mapping[str, Text] = {
    "waits_title": Text("Attend une seconde personne", "في انتظار شخص ثان", "Waiting for a second person"),
    "waits_hint": Text(
        "Quelqu'un d'une autre origine que la première, ou le titulaire lui-même, demande la même chose ; oublié après"
        " trente jours.",
        "شخص من أصل آخر غير الأول، أو صاحب الحساب نفسه، يطلب الشيء ذاته؛ وينسى الطلب بعد ثلاثين يوما.",
        "Somebody of another origin than the first, or the owner, asks for the same; forgotten after thirty days.",
    ),
    "waits_join": Text("Donner son accord", "إعطاء الموافقة", "Agree to it"),
    "sure_rights_now": Text("Aujourd'hui : {}, {}.", "حاليا: {}، {}.", "At present: {}, {}."),
    "attested_what": Text(
        "« Non attesté » : celui qui a fait le compte, ou donné son mot de passe, pourrait encore s'en servir. "
        "Quelqu'un d'une autre origine, qui a vu le titulaire se connecter, atteste que lui seul le tient ; jusque-là, "
        "les deux ne comptent que pour une personne là où il en faut deux.",
        "«دون شهادة»: من أنشأ الحساب أو أعطى كلمة سره قد يستعمله بعد. يشهد شخص من أصل آخر، رأى صاحب الحساب يدخل، بأنه "
        "وحده يستعمله؛ وحتى ذلك الحين لا يحسب الاثنان إلا شخصا واحدا حيث يلزم شخصان.",
        "“Not attested”: whoever made the account, or gave its password, could still use it. Somebody of another "
        "origin, who saw the owner log in, attests that they alone hold it; until then the two count as one person "
        "wherever two are needed.",
    ),
    "waits_close": Text("Fermer {}, demandé par {}", "إغلاق {}، بطلب من {}", "To close {}, asked for by {}"),
    "waits_rights": Text(
        "Donner à {} le rôle {}, {}, demandé par {}",
        "منح {} دور {}، {}، بطلب من {}",
        "To give {} the role {}, {}, asked for by {}",
    ),
    "waits_second_factor": Text(
        "Oublier le téléphone de {}, demandé par {}",
        "نسيان هاتف {}، بطلب من {}",
        "To forget the telephone of {}, asked for by {}",
    ),
}
