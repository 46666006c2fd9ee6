"""What is refused about forms, printing and scans.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

PAPERS: Mapping[str, tuple[str, str]] = {
    "Le modèle « {form} » n'existe pas.{hint}": (
        "النموذج «{form}» غير موجود.{hint}",
        "There is no form “{form}”.{hint}",
    ),
    "Modèles : {known}.": ("النماذج: {known}.", "Forms: {known}."),
    "« {title} » ({form}) ne s'imprime pas à l'étape « {step} » : elle dirait une chose inexacte.": (
        "«{title}» ({form}) لا يطبع في المرحلة «{step}»: سيقول شيئا غير صحيح.",
        "“{title}” ({form}) isn't printed at the step “{step}”: it would say something untrue.",
    ),
    "À imprimer ici : {offered}.": ("ما يطبع هنا: {offered}.", "To be printed here: {offered}."),
    "« {title} » ({form}) va à un service : il faut un accord de la personne, donné et encore valable.": (
        "«{title}» ({form}) موجه إلى مصلحة: لا بد من موافقة الشخص، ممنوحة ولا تزال صالحة.",
        "“{title}” ({form}) goes to an office: the person's consent is needed, given and still good.",
    ),
    "Lire le texte avec elle, puis : baom case consent {case} {asked_first}": (
        "اقرأ النص معه ثم: baom case consent {case} {asked_first}",
        "Read the text with them, then: baom case consent {case} {asked_first}",
    ),
    "Les modèles s'impriment en français ou en arabe.": (
        "تطبع النماذج بالفرنسية أو بالعربية.",
        "Forms are printed in French or in Arabic.",
    ),
    "Ajouter « --lang fr » ou « --lang ar ».": ("أضف «--lang fr» أو «--lang ar».", "Add “--lang fr” or “--lang ar”."),
    "Aucun modèle « {form_id} ».": ("لا يوجد نموذج «{form_id}».", "No form “{form_id}”."),
    "Modèles : {entries}.": ("النماذج: {entries}.", "Forms: {entries}."),
    "Le modèle « {form} » manque dans cette langue ({language}).": (
        "النموذج «{form}» ناقص بهذه اللغة ({language}).",
        "The form “{form}” is missing in this language ({language}).",
    ),
    "Choisir l'autre langue, ou lancer « baom process check ».": (
        "اختر اللغة الأخرى، أو شغل «baom process check».",
        "Choose the other language, or run “baom process check”.",
    ),
    "texte": ("نص", "text"),
    "date AAAA-MM-JJ": ("تاريخ AAAA-MM-JJ", "date YYYY-MM-DD"),
    "nombre entier": ("عدد صحيح", "whole number"),
    "oui ou non": ("نعم أو لا", "yes or no"),
    "un mot de la liste": ("كلمة من اللائحة", "a word of the list"),
    "La donnée « {path} » ne peut pas être imprimée : {why}.": (
        "لا يمكن طباعة المعطى «{path}»: {why}.",
        "The datum “{path}” can't be printed: {why}.",
    ),
    "Corriger la donnée, ou choisir un autre modèle.": (
        "صحح المعطى أو اختر نموذجا آخر.",
        "Correct the datum, or choose another form.",
    ),
    "« {word} » n'est pas du genre attendu ({kind})": (
        "«{word}» ليس من النوع المنتظر ({kind})",
        "“{word}” isn't of the kind expected ({kind})",
    ),
    "elle manque": ("ناقص", "it is missing"),
    "un groupe de valeurs est attendu": ("تنتظر مجموعة قيم", "a group of values is expected"),
    "une liste est attendue": ("تنتظر لائحة", "a list is expected"),
    "{count} lignes, {most} au plus s'impriment": (
        "{count} سطرا، يطبع {most} على الأكثر",
        "{count} lines, {most} at most are printed",
    ),
    "{count} caractères, {most} au plus s'impriment": (
        "{count} حرفا، يطبع {most} على الأكثر",
        "{count} letters, {most} at most are printed",
    ),
    "« {word} » n'est pas une date (AAAA-MM-JJ)": (
        "«{word}» ليس تاريخا (AAAA-MM-JJ)",
        "“{word}” is no date (YYYY-MM-DD)",
    ),
    "Réinstaller le programme, ou imprimer la page HTML.": (
        "أعد تثبيت البرنامج، أو اطبع صفحة HTML.",
        "Install the program again, or print the HTML page.",
    ),
    "Le PDF n'a pas pu être composé.": ("تعذر تركيب ملف PDF.", "The PDF couldn't be composed."),
    "Réinstaller le programme, ou garder le point de contrôle par --out.": (
        "أعد تثبيت البرنامج، أو احفظ نقطة المراقبة بـ --out.",
        "Install the program again, or keep the checkpoint with --out.",
    ),
    "L'imprimer dans un nouveau PDF (« Microsoft Print to PDF », « Enregistrer en PDF »), puis joindre celui-ci.": (
        "اطبعها في ملف PDF جديد («Microsoft Print to PDF»، «حفظ بصيغة PDF»)، ثم أرفقه.",
        "Print it to a new PDF (“Microsoft Print to PDF”, “Save as PDF”), then join that one.",
    ),
    "Scanner ou photographier la pièce de nouveau, puis joindre ce fichier-là.": (
        "امسح الوثيقة أو صورها من جديد، ثم أرفق ذلك الملف.",
        "Scan or photograph the paper again, then join that file.",
    ),
    "Ce fichier est vide.": ("هذا الملف فارغ.", "This file is empty."),
    "Ce fichier dépasse {limit} Mo.": ("يتجاوز هذا الملف {limit} ميغا.", "This file is larger than {limit} MB."),
    "Scanner en 200 points par pouce, en noir et blanc ou en niveaux de gris, ou joindre les pages une à une.": (
        "امسح بدقة 200 نقطة في البوصة، بالأبيض والأسود أو بالرمادي، أو أرفق الصفحات واحدة واحدة.",
        "Scan at 200 points an inch, in black and white or in greys, or join the pages one by one.",
    ),
    "Ce fichier n'est ni un PDF, ni une image JPEG ou PNG, quel que soit son nom.": (
        "ليس هذا الملف PDF ولا صورة JPEG أو PNG، أيا كان اسمه.",
        "This file is neither a PDF nor a JPEG or PNG picture, whatever its name.",
    ),
    "C'est une photographie HEIC d'iPhone, que peu de postes savent lire.": (
        "إنها صورة HEIC من iPhone، قليل من الأجهزة يقرؤها.",
        "This is an iPhone's HEIC photograph, which few machines can read.",
    ),
    "Sur le téléphone : Réglages, Appareil photo, Formats, « Le plus compatible » ; puis photographier de nouveau.": (
        "في الهاتف: الإعدادات، الكاميرا، التنسيقات، «الأكثر توافقا»؛ ثم صور من جديد.",
        "On the telephone: Settings, Camera, Formats, “Most Compatible”; then photograph it again.",
    ),
    "C'est un document de bureautique ou une archive, pas un scan.": (
        "إنها وثيقة مكتبية أو أرشيف وليست نسخة ممسوحة.",
        "This is an office document or an archive, no scan.",
    ),
    "Cette sorte d'image n'est pas gardée : seulement PDF, JPEG et PNG.": (
        "هذا النوع من الصور لا يحفظ: فقط PDF وJPEG وPNG.",
        "This kind of picture isn't kept: only PDF, JPEG and PNG.",
    ),
    "L'enregistrer en JPEG ou en PNG.": ("احفظها بصيغة JPEG أو PNG.", "Save it as JPEG or PNG."),
    "Ce fichier est abîmé ou incomplet : il ne peut pas être lu jusqu'au bout.": (
        "هذا الملف معطوب أو ناقص: لا يمكن قراءته إلى آخره.",
        "This file is damaged or cut short: it can't be read to its end.",
    ),
    "Cette image a plus de {limit} millions de points.": (
        "لهذه الصورة أكثر من {limit} مليون نقطة.",
        "This picture has more than {limit} million points.",
    ),
    "Scanner en 300 points par pouce au plus.": (
        "امسح بدقة 300 نقطة في البوصة على الأكثر.",
        "Scan at 300 points an inch at most.",
    ),
    "Ce PDF a plus de {limit} pages.": ("لهذا الملف أكثر من {limit} صفحة.", "This PDF has more than {limit} pages."),
    "Joindre les seules pages utiles.": ("أرفق الصفحات المفيدة وحدها.", "Join the useful pages alone."),
    "Ce PDF n'a aucune page.": ("ليست في هذا الملف أية صفحة.", "This PDF has no page."),
    "Ce PDF est protégé par un mot de passe ou contre la copie.": (
        "هذا الملف محمي بكلمة سر أو ضد النسخ.",
        "This PDF is protected by a password or against copying.",
    ),
    "L'ouvrir. {then}": ("افتحه. {then}", "Open it. {then}"),
    "Ce PDF est un porte-documents : il contient d'autres fichiers.": (
        "هذا PDF حافظة: فيه ملفات أخرى.",
        "This PDF is a portfolio: it holds other files.",
    ),
    "Joindre ces fichiers un à un.": ("أرفق هذه الملفات واحدا واحدا.", "Join these files one by one."),
    "Ce PDF dessine ses pages par un programme (formulaire XFA).": (
        "يرسم هذا PDF صفحاته ببرنامج (استمارة XFA).",
        "This PDF draws its pages by a program (XFA form).",
    ),
    "Ce PDF est fait d'une façon que l'on ne sait pas garder sans risque.": (
        "هذا PDF مصنوع بطريقة لا يمكن حفظها دون خطر.",
        "This PDF is made in a way that can't be kept without risk.",
    ),
    "Ce fichier demande trop de mémoire ou de calcul pour une pièce scannée.": (
        "يتطلب هذا الملف ذاكرة أو حسابا أكثر مما يلزم لوثيقة ممسوحة.",
        "This file asks for too much memory or work for a scanned paper.",
    ),
    "Le dossier {case_id} n'a pas de scan « {scan_id} ».": (
        "ليس للملف {case_id} نسخة «{scan_id}».",
        "Case {case_id} has no scan “{scan_id}”.",
    ),
    "Les voir : baom case attachments {case_id}": (
        "لرؤيتها: baom case attachments {case_id}",
        "To see them: baom case attachments {case_id}",
    ),
    "Le fichier {path} ne peut pas être lu : {why}.": (
        "لا يمكن قراءة الملف {path}: {why}.",
        "The file {path} can't be read: {why}.",
    ),
    "Vérifier son nom et son dossier.": ("تحقق من اسمه ومجلده.", "Check its name and its folder."),
    "{path} est un raccourci, pas un fichier.": ("{path} اختصار وليس ملفا.", "{path} is a shortcut, no file."),
    "Nommer le fichier lui-même.": ("سم الملف نفسه.", "Name the file itself."),
    "{path} n'est pas un fichier ordinaire.": ("{path} ليس ملفا عاديا.", "{path} is no ordinary file."),
    "Nommer un fichier PDF, JPEG ou PNG.": ("سم ملف PDF أو JPEG أو PNG.", "Name a PDF, JPEG or PNG file."),
    "Ce scan n'est plus là : la personne a été effacée.": (
        "لم تعد هذه النسخة موجودة: تم محو الشخص.",
        "This scan is gone: the person was erased.",
    ),
    "L'historique garde qu'il a été joint, et quand.": (
        "يحتفظ السجل بأنها أرفقت ومتى.",
        "The history keeps that it was joined, and when.",
    ),
    "Ce scan n'est pas celui qui a été joint.": (
        "ليست هذه النسخة هي التي أرفقت.",
        "This scan isn't the one that was joined.",
    ),
    "Cette personne a été effacée.": ("تم محو هذا الشخص.", "This person was erased."),
    "Ouvrir un nouveau dossier si la personne revient.": (
        "افتح ملفا جديدا إذا عاد الشخص.",
        "Open a new case if the person comes back.",
    ),
}
