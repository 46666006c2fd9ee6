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
    "« {path} » n'est pas un fichier de scénarios : une histoire ne s'y ajoute pas.": (
        "«{path}» ليس ملف سيناريوهات: لا تضاف إليه قصة.",
        "“{path}” is no file of scenarios: a story isn't added to it.",
    ),
    "L'histoire d'un dossier réservé ne se confie pas d'ici : elle dirait à d'autres qu'il existe.": (
        "لا تسلم قصة ملف محمي من هنا: ستخبر غيركم بوجوده.",
        "The story of a reserved case isn't handed over from here: it would tell others that there is one.",
    ),
    "Prendre le fichier, et le remettre soi-même à qui tient le parcours.": (
        "خذوا الملف وسلموه بأنفسكم لمن يعتني بالمسار.",
        "Take the file, and give it yourself to whoever keeps the pathway.",
    ),
    "Ouvrir les scénarios du parcours.": ("افتحوا سيناريوهات المسار.", "Open the scenarios of the pathway."),
    "Cette histoire ne peut pas être ajoutée à {path} : sa liste est écrite d'une autre façon.": (
        "لا يمكن إضافة هذه القصة إلى {path}: قائمته مكتوبة بطريقة أخرى.",
        "This story can't be added to {path}: its list is written another way.",
    ),
    "La copier, et la coller soi-même à la fin de la liste.": (
        "انسخوها وألصقوها بأنفسكم في آخر القائمة.",
        "Copy it, and paste it yourself at the end of the list.",
    ),
    "Cette histoire est trop longue pour être confiée : {most} signes au plus.": (
        "هذه القصة أطول من أن تسلم: {most} حرفا على الأكثر.",
        "This story is too long to be handed over: {most} characters at most.",
    ),
    "Prendre le fichier, et l'envoyer soi-même à qui écrit le parcours.": (
        "خذوا الملف وأرسلوه بأنفسكم إلى من يكتب المسار.",
        "Take the file, and send it yourself to whoever writes the pathway.",
    ),
    "Déjà {most} histoires de ce parcours attendent un éditeur : celle-ci n'a pas été confiée.": (
        "هناك {most} قصة من هذا المسار تنتظر محررا: لم تسلم هذه.",
        "{most} stories of this pathway wait for an editor already: this one was not handed over.",
    ),
    "Demander aux éditeurs d'ajouter ou de laisser celles qui attendent ; ou prendre le fichier.": (
        "اطلبوا من المحررين إضافة المنتظرة أو تركها؛ أو خذوا الملف.",
        "Ask the editors to add or leave those that wait; or take the file.",
    ),
}
