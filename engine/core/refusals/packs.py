"""What is refused about packs, files that carry the referential from its makers to the desks.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

PACKS: Mapping[str, tuple[str, str]] = {
    "Ce nom est trop long : {most} signes au plus.": (
        "هذا الاسم طويل جدا: {most} حرفا على الأكثر.",
        "This name is too long: {most} characters at most.",
    ),
    "Aucun colis n'a été choisi.": ("لم تختر أي حزمة.", "No pack was chosen."),
    "Choisir le fichier, puis l'envoyer.": ("اختر الملف ثم أرسله.", "Choose the file, then send it."),
    "L'abréger.": ("اختصره.", "Shorten it."),
    "Aucun parcours n'est publié dans cette base : il n'y a rien à envoyer.": (
        "لا مسار منشور في هذه القاعدة: لا شيء يرسل.",
        "No pathway is published in this database: there is nothing to send.",
    ),
    "Publier d'abord : baom process publish.": (
        "انشر أولا: baom process publish.",
        "Publish first: baom process publish.",
    ),
    "Le fichier {path} ne peut pas être lu : {why}.": (
        "تعذرت قراءة الملف {path}: {why}.",
        "The file {path} can't be read: {why}.",
    ),
    "Le recopier.": ("أعد نسخه.", "Copy it again."),
    "Ce fichier n'est pas un colis de parcours : {why}. Rien n'a été changé.": (
        "هذا الملف ليس حزمة مسارات: {why}. لم يتغير شيء.",
        "This file is no pack of pathways: {why}. Nothing was changed.",
    ),
    "Le demander de nouveau à qui l'a fait (baom process pack), et le recopier sans l'ouvrir.": (
        "اطلبه من جديد ممن أعده (baom process pack)، وانسخه دون فتحه.",
        "Ask for it again from whoever made it (baom process pack), and copy it without opening it.",
    ),
    "il est trop gros": ("حجمه كبير جدا", "it is too big"),
    "il ne commence pas comme un colis": ("لا يبدأ كما تبدأ الحزمة", "it doesn't begin as a pack does"),
    "il n'est pas écrit comme ce programme les écrit": (
        "ليس مكتوبا كما يكتبها هذا البرنامج",
        "it isn't written as this program writes them",
    ),
    "Ce colis n'est plus tel qu'il a été signé : {why}. Rien n'a été changé.": (
        "هذه الحزمة لم تعد كما وقعت: {why}. لم يتغير شيء.",
        "This pack is no longer as it was signed: {why}. Nothing was changed.",
    ),
    "sa fin manque": ("نهايتها ناقصة", "its end is missing"),
    "sa signature n'est pas la sienne": ("توقيعها ليس لها", "its signature isn't its own"),
    "Ne pas s'en servir : le demander de nouveau à qui l'a fait, et chercher qui a pu le changer en chemin.": (
        "لا تستعملها: اطلبها من جديد ممن أعدها، وابحث عمن قد يكون غيرها في الطريق.",
        "Don't use it: ask for it again from whoever made it, and look for who may have changed it on its way.",
    ),
    "Ce colis a été fait par un programme plus récent que celui-ci. Rien n'a été changé.": (
        "أعدت هذه الحزمة ببرنامج أحدث من هذا. لم يتغير شيء.",
        "This pack was made by a newer program than this one. Nothing was changed.",
    ),
    "Mettre à jour le programme, puis recommencer.": (
        "حدث البرنامج ثم أعد المحاولة.",
        "Update the program, then begin again.",
    ),
    "Ce colis vient d'une base d'entraînement : une base réelle ne l'accepte pas. Rien n'a été changé.": (
        "هذه الحزمة من قاعدة تدريب: لا تقبلها قاعدة حقيقية. لم يتغير شيء.",
        "This pack comes from a training database: a real one doesn't take it. Nothing was changed.",
    ),
    "Le faire dans la base réelle où deux personnes ont publié ces parcours : baom process pack.": (
        "أعدها في القاعدة الحقيقية حيث نشر شخصان هذه المسارات: baom process pack.",
        "Make it in the real database where two people published these pathways: baom process pack.",
    ),
    "Ce colis est d'un autre territoire ({theirs}) que cette base ({ours}). Rien n'a été changé.": (
        "هذه الحزمة من مجال ترابي آخر ({theirs}) غير مجال هذه القاعدة ({ours}). لم يتغير شيء.",
        "This pack is of another territory ({theirs}) than this database ({ours}). Nothing was changed.",
    ),
    "En demander un de ce territoire : ses services, ses jours fériés et ses différences sont les siens.": (
        "اطلب حزمة لهذا المجال: مصالحه وعطله واختلافاته خاصة به.",
        "Ask for one of this territory: its services, holidays and differences are its own.",
    ),
    "Le code donné n'est pas celui de ce colis. Rien n'a été changé.": (
        "الرمز المعطى ليس رمز هذه الحزمة. لم يتغير شيء.",
        "The code given isn't this pack's. Nothing was changed.",
    ),
    "Se le faire relire au téléphone ; si c'est bien lui, ce fichier n'est pas celui qui a été envoyé.": (
        "اطلب قراءته مرة أخرى في الهاتف؛ إن كان هو فعلا فهذا الملف ليس الذي أرسل.",
        "Have it read again on the telephone; if it is the right one, this file isn't the one that was sent.",
    ),
    "Ce colis n'est pas signé par la clé de « {name} », que cette base connaît. Rien n'a été changé.": (
        "هذه الحزمة غير موقعة بمفتاح «{name}» الذي تعرفه هذه القاعدة. لم يتغير شيء.",
        "This pack isn't signed by the key of “{name}”, which this database knows. Nothing was changed.",
    ),
    "Ne pas s'en servir. Si ses auteurs disent au téléphone avoir changé de clé, ajouter --new-key et --code.": (
        "لا تستعملها. إن قال أصحابها في الهاتف إنهم غيروا المفتاح، أضف --new-key و--code.",
        "Don't use it. If its makers say on the telephone that they changed their key, add --new-key and --code.",
    ),
    "Ce colis porte le n° {serial}, et le n° {newest} de la même origine est déjà installé. Rien n'a été changé.": (
        "تحمل هذه الحزمة الرقم {serial}، والرقم {newest} من المصدر نفسه مثبت من قبل. لم يتغير شيء.",
        "This pack is no. {serial}, and no. {newest} of the same origin is installed already. Nothing was changed.",
    ),
    "Demander le plus récent ; pour revenir à un ancien texte, le faire publier sous un numéro neuf.": (
        "اطلب الأحدث؛ وللرجوع إلى نص قديم، ليعد نشره برقم جديد.",
        "Ask for the newest; to come back to an older text, have it published under a new number.",
    ),
    "Deux colis différents de la même origine portent le n° {serial}. Rien n'a été changé.": (
        "حزمتان مختلفتان من المصدر نفسه تحملان الرقم {serial}. لم يتغير شيء.",
        "Two different packs of the same origin are both no. {serial}. Nothing was changed.",
    ),
    "En demander un nouveau, et chercher pourquoi : une base restaurée, ou quelqu'un d'autre.": (
        "اطلب حزمة جديدة، وابحث عن السبب: قاعدة مستعادة، أو شخص آخر.",
        "Ask for a new one, and look for the reason: a restored database, or somebody else.",
    ),
    "« {name} » n'a pas à céder : ce colis ne l'apporte pas, ou rien n'en a été changé ici.": (
        "«{name}» لا يحتاج إلى استبدال: هذه الحزمة لا تحمله، أو لم يتغير منه شيء هنا.",
        "“{name}” needn't give way: this pack doesn't bring it, or nothing of it was changed here.",
    ),
    "Lire ce qui a été changé ici : baom process install FICHIER --dry-run.": (
        "اقرأ ما تغير هنا: baom process install FICHIER --dry-run.",
        "Read what was changed here: baom process install FICHIER --dry-run.",
    ),
    "Cette base ne connaît pas encore la clé qui signe ce colis. Rien n'a été changé.": (
        "لا تعرف هذه القاعدة بعد المفتاح الذي يوقع هذه الحزمة. لم يتغير شيء.",
        "This database doesn't know yet the key that signs this pack. Nothing was changed.",
    ),
    "Appeler ses auteurs à un numéro que l'on connaît déjà, se faire lire le code de 26 signes, et le donner :"
    ' --code "…".': (
        'اتصل بأصحابها على رقم معروف من قبل، واطلب قراءة الرمز المكون من 26 علامة، ثم أعطه: --code "…".',
        'Call its makers at a number already known, have the code of 26 characters read out, and give it: --code "…".',
    ),
    "Quelque chose a été publié ici entre-temps : ce qui a été lu de ce colis n'est plus exact.": (
        "نشر شيء هنا في هذه الأثناء: ما قرئ من هذه الحزمة لم يعد صحيحا.",
        "Something was published here meanwhile: what was read of this pack isn't exact any more.",
    ),
    "Recommencer, et relire ce qui change.": ("أعد المحاولة واقرأ ما يتغير.", "Begin again, and read what changes."),
    "sa forme publiée n'est pas de celles que ce programme écrit.": (
        "شكلها المنشور ليس مما يكتبه هذا البرنامج.",
        "its published form isn't one that this program writes.",
    ),
    "il porte les différences d'un autre territoire.": (
        "يحمل اختلافات مجال ترابي آخر.",
        "it bears the differences of another territory.",
    ),
    "son texte dit autre chose que sa forme publiée, à « {at} ».": (
        "نصها يقول غير ما في صيغتها المنشورة، في «{at}».",
        "its text says something else than its published form, at “{at}”.",
    ),
    "il n'a pas été lu : d'autres parcours de ce colis ont déjà des erreurs.": (
        "لم يقرأ: في مسارات أخرى من هذه الحزمة أخطاء.",
        "it wasn't read: other pathways of this pack have errors already.",
    ),
    "il a été publié sur un socle qui n'est pas celui d'ici : {names}.": (
        "نشر على أساس مشترك غير الذي هنا: {names}.",
        "it was published on a base that isn't the one here: {names}.",
    ),
    "Il est installé tel qu'il a été publié ; un brouillon écrit ici partirait du socle d'ici.": (
        "يثبت كما نشر؛ أما المسودة التي تكتب هنا فتنطلق من الأساس المشترك الذي هنا.",
        "It is taken in as it was published; a draft written here would begin from the base here.",
    ),
    "son texte n'est pas celui de cette version.": ("نصها ليس نص هذه النسخة.", "its text isn't that of this version."),
    "Ne pas installer ce colis, et en parler à qui l'a fait ; ou mettre à jour ce programme.": (
        "لا تثبت هذه الحزمة، وأخبر من أعدها؛ أو حدث هذا البرنامج.",
        "Don't install this pack, and tell whoever made it; or update this program.",
    ),
}
