"""What is refused at the auditor's pages.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

AUDITING: Mapping[str, tuple[str, str]] = {
    "Ce fichier n'est pas un point de contrôle.": ("هذا الملف ليس نقطة مراقبة.", "This file is no checkpoint."),
    "Donner celui qui a été téléchargé quand le point a été pris.": (
        "قدموا الملف الذي تم تحميله عند أخذ نقطة المراقبة.",
        "Give the one that was downloaded when the checkpoint was taken.",
    ),
    "La période demandée finit avant de commencer.": (
        "الفترة المطلوبة تنتهي قبل أن تبدأ.",
        "The period asked for ends before it begins.",
    ),
    "Échanger les deux dates ; sans date de fin, elle va jusqu'à aujourd'hui.": (
        "بدلوا مكان التاريخين؛ بدون تاريخ نهاية، تمتد إلى اليوم.",
        "Swap the two dates; without a last day, it goes up to today.",
    ),
}
