"""What is refused about cases and pathways.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

CASES: Mapping[str, tuple[str, str]] = {
    "Aucun compte ouvert « {login} » ne peut prendre ce dossier.{hint}": (
        "لا يوجد حساب مفتوح «{login}» يمكنه أخذ هذا الملف.{hint}",
        "No open account “{login}” may take this case.{hint}",
    ),
    "Ceux qui le peuvent : {able}.": ("من يمكنهم ذلك: {able}.", "Those who may: {able}."),
    "Ce dossier n'a aucune étape à annuler.": (
        "ليست في هذا الملف أية مرحلة يمكن إلغاؤها.",
        "This case has no step to be undone.",
    ),
    "Relire l'historique : baom case show DOSSIER.": (
        "أعد قراءة السجل: baom case show DOSSIER.",
        "Read the history again: baom case show DOSSIER.",
    ),
    "Cette clé ne peut pas servir.": ("لا يمكن استعمال هذا المفتاح.", "This key can't be used."),
    "Une clé a 1 à 128 lettres, chiffres ou signes, sans accent ni espace.": (
        "للمفتاح من 1 إلى 128 حرفا أو رقما أو علامة، دون تشكيل ولا فراغ.",
        "A key has 1 to 128 letters, figures or signs, without accent or blank.",
    ),
    "Dossier {case} : cette action ne peut pas se faire pour l'instant. Rien n'a été enregistré.": (
        "الملف {case}: لا يمكن القيام بهذا الإجراء الآن. لم يسجل أي شيء.",
        "Case {case}: this action can't be done for the moment. Nothing was recorded.",
    ),
    "Appeler le superviseur, sans rien écrire ici.": (
        "اتصل بالمشرف دون كتابة أي شيء هنا.",
        "Call the supervisor, and write nothing here.",
    ),
    "Dossier {case} : le dossier lié « {what} » ne peut pas s'ouvrir ({names}). Rien n'a été enregistré.": (
        "الملف {case}: لا يمكن فتح الملف المرتبط «{what}» ({names}). لم يسجل أي شيء.",
        "Case {case}: the linked case “{what}” can't be opened ({names}). Nothing was recorded.",
    ),
    "Corriger ces données, puis refaire l'action.": (
        "صحح هذه المعطيات ثم أعد الإجراء.",
        "Correct these data, then do the action again.",
    ),
    "Le dossier {case_id} n'a pas de rendez-vous à venir.": (
        "ليس للملف {case_id} أي موعد مقبل.",
        "Case {case_id} has no appointment to come.",
    ),
    "Enregistrer le rendez-vous d'abord ; ce qui est demandé : baom case next {case_id}.": (
        "سجل الموعد أولا؛ المطلوب: baom case next {case_id}.",
        "Record the appointment first; what is asked for: baom case next {case_id}.",
    ),
    "Il manque un nom.": ("ينقص اسم.", "A name is missing."),
    "Nommer qui s'absente, puis qui reprend.": (
        "سم من يغيب ثم من يتولى بعده.",
        "Name who is away, then who takes over.",
    ),
    "C'est deux fois le même agent.": ("إنه نفس العون مرتين.", "That is the same agent twice."),
    "Une étape est celle d'un parcours.": ("المرحلة تنتمي إلى مسار.", "A step is that of a pathway."),
    "Nommer aussi le parcours (--process).": ("يذكر المسار أيضا (--process).", "Name the pathway too (--process)."),
    "L'étape « {state} » n'est d'aucune version du parcours « {process} ».": (
        "لا توجد المرحلة « {state} » في أي نسخة من المسار « {process} ».",
        "The step « {state} » is of no version of the pathway « {process} ».",
    ),
    "Voir ses étapes : baom process show {process}": (
        "لرؤية مراحله: baom process show {process}",
        "See its steps: baom process show {process}",
    ),
    "Aucun dossier ouvert à passer de « {leaving} ».": (
        "لا ملف مفتوح ينقل من «{leaving}».",
        "No open case to pass on from “{leaving}”.",
    ),
    "Voir ses dossiers : baom worklist --assigned {leaving}.": (
        "ملفاته: baom worklist --assigned {leaving}.",
        "Their cases: baom worklist --assigned {leaving}.",
    ),
    "Aucun parcours « {process} » n'est publié dans cette base.{hint}": (
        "لا يوجد مسار «{process}» منشور في هذه القاعدة.{hint}",
        "No pathway “{process}” is published in this database.{hint}",
    ),
    "Parcours publiés : {known}. Pour publier : baom process publish FICHIER.": (
        "المسارات المنشورة: {known}. للنشر: baom process publish FICHIER.",
        "Pathways published: {known}. To publish: baom process publish FILE.",
    ),
    "Un texte n'est pas arrivé en entier : ses lettres ne sont pas en UTF-8.": (
        "نص لم يصل كاملا: حروفه ليست UTF-8.",
        "A text didn't arrive whole: its letters aren't UTF-8.",
    ),
    "L'écrire de nouveau. Rien n'a été enregistré.": (
        "اكتبه من جديد. لم يسجل أي شيء.",
        "Write it again. Nothing was recorded.",
    ),
    "aucun": ("لا شيء", "none"),
    "Le fichier « {path} » n'existe pas.": ("الملف «{path}» غير موجود.", "The file “{path}” doesn't exist."),
    "« {path} » est un dossier : il faut {wanted}.": (
        "«{path}» مجلد، والمطلوب {wanted}.",
        "“{path}” is a folder; what is wanted is {wanted}.",
    ),
    "Nommer le fichier lui-même.": ("اذكروا الملف نفسه.", "Name the file itself."),
    "un fichier du référentiel, comme naissance.yaml": (
        "ملف من المرجع، مثل naissance.yaml",
        "a file of the referential, such as naissance.yaml",
    ),
    "le fichier d'un colis, que baom process pack a écrit": (
        "ملف حزمة كتبه baom process pack",
        "the file of a pack, which baom process pack wrote",
    ),
    "le fichier d'une sauvegarde, que baom db backup a écrit": (
        "ملف نسخة احتياطية كتبه baom db backup",
        "the file of a backup, which baom db backup wrote",
    ),
    "Vérifier le chemin du fichier.": ("تحقق من مسار الملف.", "Check the path of the file."),
    "Aucun parcours « {process} » dans {folder}.{hint}": (
        "لا يوجد مسار «{process}» في {folder}.{hint}",
        "No pathway “{process}” in {folder}.{hint}",
    ),
    "Parcours connus : {processes}.": ("المسارات المعروفة: {processes}.", "Pathways known: {processes}."),
    "Cette base n'est pas une base d'entraînement : aucun dossier fictif n'y entre.": (
        "هذه ليست قاعدة تدريب: لا يدخلها أي ملف خيالي.",
        "This is no training database: no fictitious case goes into it.",
    ),
    "En créer une : baom db init --training.": (
        "لإحداث واحدة: baom db init --training.",
        "To make one: baom db init --training.",
    ),
    "Aucun scénario à vivre.": ("لا يوجد أي سيناريو.", "There is no scenario to live."),
    "Vérifier le dossier « scenarios » des parcours.": (
        "تحقق من مجلد «scenarios» في المسارات.",
        "Check the folder “scenarios” of the pathways.",
    ),
    "Aucun scénario à raconter.": ("لا يوجد أي سيناريو يحكى.", "There is no scenario to tell."),
    "Une visite se fait dans une base d'entraînement.": (
        "تتم الزيارة في قاعدة تدريب.",
        "A visit is made in a training database.",
    ),
    "Le dossier de « {title} » ne s'ouvre pas.": ("ملف «{title}» لا يفتح.", "The case of “{title}” can't be opened."),
    "Vérifier : baom process test.": ("تحقق: baom process test.", "Check: baom process test."),
    "Aucun modèle n'est installé.": ("لم يثبت أي نموذج.", "No form is installed."),
    "Vérifier --forms et BAOM_FORMS.": ("تحقق من --forms وBAOM_FORMS.", "Check --forms and BAOM_FORMS."),
    "Quelle action ? Possibles à l'étape « {title} » : {named}.": (
        "أي إجراء؟ الممكنة في المرحلة «{title}»: {named}.",
        "Which action? Possible at the step “{title}”: {named}.",
    ),
    "Avec ce qu'il faut donner à chacune : baom case next {case_id}": (
        "مع ما يلزم لكل واحد: baom case next {case_id}",
        "With what each needs: baom case next {case_id}",
    ),
    "--issued nomme « {stray} », qui n'est pas parmi les pièces.": (
        "يسمي الخيار --issued «{stray}» وليست من بين الوثائق.",
        "--issued names “{stray}”, which isn't among the papers.",
    ),
    "Ajouter « {stray}=received ».": ("أضف «{stray}=received».", "Add “{stray}=received”."),
    "« {answer} » n'est pas une réponse.": ("«{answer}» ليس جوابا.", "“{answer}” is no answer."),
    "Répondre oui ou non ; un retrait est un non.": (
        "أجب oui أو non؛ والسحب هو non.",
        "Answer oui or non; a withdrawal is non.",
    ),
    "rien": ("لا شيء", "none"),
    "« case walk » pose des questions : il lui faut un terminal.": (
        "«case walk» يطرح أسئلة: يحتاج إلى مطراف.",
        "“case walk” asks questions: it needs a terminal.",
    ),
    "Sans terminal : baom case next {case_id}, puis baom case set, document ou do.": (
        "بدون مطراف: baom case next {case_id}، ثم baom case set أو document أو do.",
        "Without a terminal: baom case next {case_id}, then baom case set, document or do.",
    ),
    "Le schéma": ("المخطط", "The schema"),
    "Pour le dossier {case}, le parcours": ("بالنسبة للملف {case}، المسار", "For case {case}, the pathway"),
    "La source": ("المصدر", "The source"),
    "Le parcours": ("المسار", "The pathway"),
    "Le service": ("المصلحة", "The office"),
    "Cette suite de liste n'est pas comprise.": (
        "تتمة اللائحة هذه غير مفهومة.",
        "This continuation of a list isn't understood.",
    ),
    "Reprendre la liste depuis son début.": ("أعد اللائحة من بدايتها.", "Take the list again from its beginning."),
    "Le scan n'est plus là : rien n'a été enregistré.": (
        "لم تعد النسخة موجودة: لم يسجل أي شيء.",
        "The scan is gone: nothing was recorded.",
    ),
    "Joindre le fichier de nouveau.": ("أرفق الملف من جديد.", "Join the file again."),
    "Cette version du parcours n'est pas dans la base.": (
        "هذه النسخة من المسار ليست في القاعدة.",
        "This version of the pathway isn't in the database.",
    ),
    "La publier d'abord : baom process publish.": (
        "انشرها أولا: baom process publish.",
        "Publish it first: baom process publish.",
    ),
    "La définition {digest} n'est plus celle qui a été publiée.": (
        "لم يعد التعريف {digest} هو الذي نشر.",
        "The definition {digest} is no longer the one that was published.",
    ),
    "Le texte {digest} n'est plus celui qui a été publié.": (
        "لم يعد النص {digest} هو الذي نشر.",
        "The text {digest} is no longer the one that was published.",
    ),
    "Le calendrier {digest} n'est plus celui qui a été publié.": (
        "لم تعد الرزنامة {digest} هي التي نشرت.",
        "The calendar {digest} is no longer the one that was published.",
    ),
    "La version {version} du parcours « {process} » est déjà publiée avec un autre contenu.": (
        "النسخة {version} من المسار «{process}» منشورة من قبل بمحتوى آخر.",
        "Version {version} of the pathway “{process}” is published already with other contents.",
    ),
    "Donner un numéro neuf à ce contenu : version: {next_version}.": (
        "أعط رقما جديدا لهذا المحتوى: version: {next_version}.",
        "Give these contents a new number: version: {next_version}.",
    ),
}
