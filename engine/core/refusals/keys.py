"""What is refused about keys, and the list of those who were erased.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

KEYS: Mapping[str, tuple[str, str]] = {
    "La personne est effacée, mais la liste {path} n'a pas pu être complétée : {why}.": (
        "تم محو الشخص، لكن تعذر إتمام اللائحة {path}: {why}.",
        "The person is erased, but the list {path} couldn't be completed: {why}.",
    ),
    "Rendre ce fichier accessible, et prendre une sauvegarde de la base : elle portera l'effacement.": (
        "اجعل هذا الملف متاحا وخذ نسخة احتياطية من القاعدة: ستحمل المحو.",
        "Make this file reachable, and take a backup of the database: it will carry the erasure.",
    ),
    "La liste des effacements {path} a {count} ligne(s) illisible(s), dont la ligne {line}.": (
        "في لائحة المحو {path} أسطر لا تقرأ (العدد: {count})، منها السطر {line}.",
        "The list of erasures {path} has {count} line(s) that can't be read, line {line} among them.",
    ),
    "La remettre depuis la copie des clés. Sans copie, retirer ces lignes : une personne qu'elles nommaient"
    " ne serait plus reconnue si une ancienne copie de la base revenait.": (
        "أعيدوها من نسخة المفاتيح. وبدونها احذفوا هذه الأسطر: لن يعرف شخص كانت تسميه إذا عادت نسخة قديمة.",
        "Put it back from the copy of the keys. Or take the lines away: whom they named is unknown in an old copy.",
    ),
    "La liste des effacements {path} ne peut pas être lue : {why}.": (
        "لا يمكن قراءة لائحة المحو {path}: {why}.",
        "The list of erasures {path} can't be read: {why}.",
    ),
    "Vérifier à qui appartient ce fichier : sans elle, une personne effacée pourrait revenir.": (
        "تحقق من صاحب هذا الملف: بدونه قد يعود شخص تم محوه.",
        "Check whose file this is: without it, an erased person could come back.",
    ),
    "{origin} ne contient pas une clé : {key_bytes} octets en base64 ou en hexadécimal sont attendus.": (
        "{origin} لا يحتوي على مفتاح: ينتظر {key_bytes} بايت بصيغة base64 أو ست عشرية.",
        "{origin} holds no key: {key_bytes} bytes in base64 or hexadecimal are expected.",
    ),
    "Remettre la clé depuis sa sauvegarde, sans y ajouter de texte.": (
        "أعد المفتاح من نسخته الاحتياطية دون إضافة أي نص.",
        "Put the key back from its backup, without adding any text.",
    ),
    "Le fichier de clé {path} existe déjà : il n'est jamais remplacé.": (
        "ملف المفتاح {path} موجود من قبل: لا يستبدل أبدا.",
        "The key's file {path} exists already: it is never replaced.",
    ),
    "Employer cette clé, ou en nommer une autre ; ne jamais effacer une clé qui a servi.": (
        "استعمل هذا المفتاح أو سم غيره؛ ولا تمح أبدا مفتاحا سبق استعماله.",
        "Use this key, or name another; never remove a key that has served.",
    ),
    "Le fichier de clé {path} ne peut pas être créé : {why}.": (
        "لا يمكن إحداث ملف المفتاح {path}: {why}.",
        "The key's file {path} can't be made: {why}.",
    ),
    "Choisir un dossier où l'on peut écrire, hors du dossier de la base.": (
        "اختر مجلدا تمكن الكتابة فيه، خارج مجلد القاعدة.",
        "Choose a folder in which one can write, outside the database's own.",
    ),
    "La clé {drawn} est en service, mais n'a pas pu prendre la place de {path} : {why}.": (
        "المفتاح {drawn} مستعمل، لكن تعذر وضعه مكان {path}: {why}.",
        "The key {drawn} is in use, but couldn't take the place of {path}: {why}.",
    ),
    "Recommencer, ou l'y mettre à la main.": (
        "أعد المحاولة، أو ضعه هناك يدويا.",
        "Try again, or put it there by hand.",
    ),
    "Le fichier de clé {path} est lisible par d'autres que son propriétaire.": (
        "ملف المفتاح {path} يستطيع غير صاحبه قراءته.",
        "The key's file {path} can be read by others than its owner.",
    ),
    "Le fermer : chmod 600 {path}": ("أغلقه: chmod 600 {path}", "Close it: chmod 600 {path}"),
    "Le fichier de clé {path} est introuvable.": (
        "ملف المفتاح {path} غير موجود.",
        "The key's file {path} can't be found.",
    ),
    "Le remettre à sa place depuis sa sauvegarde, ou donner la clé par {variable}.": (
        "أعده إلى مكانه من نسخته الاحتياطية، أو أعط المفتاح عبر {variable}.",
        "Put it back from its backup, or give the key by {variable}.",
    ),
    "Le fichier de clé {path} ne peut pas être lu : {why}.": (
        "لا يمكن قراءة ملف المفتاح {path}: {why}.",
        "The key's file {path} can't be read: {why}.",
    ),
    "Vérifier à qui appartient ce fichier.": ("تحقق من صاحب هذا الملف.", "Check whose file this is."),
    "La clé de signature est donnée par {variable} : elle n'a pas de fichier à remplacer.": (
        "مفتاح التوقيع يعطيه {variable}: ليس له ملف يستبدل.",
        "The signing key is given by {variable}: it has no file to be replaced.",
    ),
    "L'écrire dans son fichier, retirer la variable, et recommencer.": (
        "اكتبه في ملفه، احذف المتغير، ثم أعد المحاولة.",
        "Write it in its file, take the variable away, and try again.",
    ),
    "C'est la clé déjà en service.": ("هذا هو المفتاح المستعمل حاليا.", "This is the key in use already."),
    "Nommer un fichier qui n'existe pas encore.": ("سم ملفا غير موجود بعد.", "Name a file that doesn't exist yet."),
    "Cette base est scellée par la clé {sealed_by}, et la clé donnée est {key_id}. Rien n'a été changé.": (
        "هذه القاعدة مختومة بالمفتاح {sealed_by}، والمفتاح المعطى هو {key_id}. لم يتغير أي شيء.",
        "This database is sealed by the key {sealed_by}, and the key given is {key_id}. Nothing was changed.",
    ),
    "Donner la clé de cette base.": ("أعط مفتاح هذه القاعدة.", "Give the key of this database."),
    "La clé de signature de cette base ({before}) n'est pas là : elle ne peut pas dire quelle clé lui succède.": (
        "مفتاح توقيع هذه القاعدة ({before}) غير موجود: لا يمكنها أن تقول أي مفتاح يخلفه.",
        "The signing key of this database ({before}) isn't there: it can't say which key follows it.",
    ),
    "La remettre à sa place ; perdue pour toujours : baom db new-signing-key --lost.": (
        "أعده إلى مكانه؛ وإن ضاع نهائيا: baom db new-signing-key --lost.",
        "Put it back; lost for ever: baom db new-signing-key --lost.",
    ),
}
