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
