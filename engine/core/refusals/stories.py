"""What is refused about scenarios made of cases.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

STORIES: Mapping[str, tuple[str, str]] = {
    "Écarter ce qui est personnel demande de pouvoir le lire : c'est le fait du superviseur de ce bureau.": (
        "حجب المعطيات الشخصية يتطلب إمكانية قراءتها: وهو من اختصاص مشرف هذا المكتب.",
        "To leave out what is personal one must be able to read it: that is for the supervisor of this desk.",
    ),
    "La personne de ce dossier a été effacée : ce qui en reste ne suffit pas à raconter son histoire.": (
        "محيت معطيات صاحب هذا الملف: ما بقي منها لا يكفي لسرد قصته.",
        "The person of this case was erased: what is left isn't enough to tell its story.",
    ),
    "Choisir un autre dossier du même parcours.": (
        "اختر ملفا آخر من المسار نفسه.",
        "Choose another case of the same pathway.",
    ),
}
