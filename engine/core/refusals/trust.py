"""What is refused about a history, its verification and its evidence.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

TRUST: Mapping[str, tuple[str, str]] = {
    "Le fichier {path}, qui dit jusqu'où vont les comptes, ne peut pas être lu ou écrit : {why}.": (
        "الملف {path}، الذي يبين إلى أين وصلت الحسابات، لا يمكن قراءته أو الكتابة فيه: {why}.",
        "The file {path}, which tells how far the accounts go, can't be read or written: {why}.",
    ),
    "Le fichier {path}, qui dit jusqu'où vont les comptes, a une ligne illisible : la ligne {line}.": (
        "في الملف {path}، الذي يبين إلى أين وصلت الحسابات، سطر لا يقرأ: السطر {line}.",
        "The file {path}, which tells how far the accounts go, has a line that can't be read: line {line}.",
    ),
    "Vérifier la base (baom audit verify), puis retirer cette ligne : un compte qu'elle nommait ne"
    " serait plus reconnu s'il revenait en arrière.": (
        "تحققوا من القاعدة (baom audit verify) ثم احذفوا هذا السطر: لن يعرف رجوع حساب كان يسميه إلى الوراء.",
        "Verify the base (baom audit verify), then take that line away: an account it named may go back unseen.",
    ),
    "Vérifier à qui appartient ce fichier : sans lui, un droit retiré pourrait revenir.": (
        "تحققوا من صاحب هذا الملف: بدونه قد يعود حق سبق سحبه.",
        "See whose file it is: without it, a right that was taken away could come back.",
    ),
    "L'historique de ce compte est plus ancien que ce qu'on en a vu ici : une ancienne copie a été remise, et"
    " un droit retiré serait rendu.": (
        "سجل هذا الحساب أقدم مما شوهد منه هنا: أعيدت نسخة قديمة، وقد يعود معها حق سبق سحبه.",
        "This account's history is older than what was seen of it here: an older copy would give a lost right back.",
    ),
    "Vérifier : baom audit verify ; puis restaurer une sauvegarde par baom db restore.": (
        "تحققوا: baom audit verify؛ ثم استرجعوا نسخة احتياطية: baom db restore.",
        "Verify: baom audit verify; then restore a backup by baom db restore.",
    ),
    "Ce dossier n'était pas encore ouvert à ce moment.": (
        "لم يكن هذا الملف قد فتح في تلك اللحظة.",
        "This case wasn't open yet at that moment.",
    ),
    "Il a été ouvert le {begun}.": ("فتح بتاريخ {begun}.", "It was opened on {begun}."),
    "Ce fichier est celui d'un autre parcours (« {process} »).": (
        "هذا الملف لمسار آخر («{process}»).",
        "This file is that of another pathway (“{process}”).",
    ),
    "Donner une version du parcours « {process_} ».": (
        "أعط نسخة من المسار «{process_}».",
        "Give a version of the pathway “{process_}”.",
    ),
    "Rejouer un dossier est le fait de l'auditeur et des superviseurs.": (
        "إعادة عرض ملف من شأن المدقق والمشرفين.",
        "Replaying a case is for auditors and supervisors.",
    ),
    "Ce dossier n'a pas d'étape n° {cut}.": ("ليست لهذا الملف مرحلة رقم {cut}.", "This case has no step {cut}."),
    "Ses étapes vont de 1 à {len}.": ("مراحله من 1 إلى {len}.", "Its steps go from 1 to {len}."),
    "La version {against} du parcours « {process} » n'est pas publiée.": (
        "النسخة {against} من المسار «{process}» غير منشورة.",
        "Version {against} of the pathway “{process}” isn't published.",
    ),
    "Versions publiées : {known} ; ou donner un fichier.": (
        "النسخ المنشورة: {known}؛ أو أعط ملفا.",
        "Versions published: {known}; or give a file.",
    ),
    "« {at} » n'est pas un moment.": ("«{at}» ليست لحظة.", "“{at}” is no moment."),
    "Écrire 2026-11-06, 2026-11-06T10:30, ou le numéro d'une étape.": (
        "اكتب 2026-11-06 أو 2026-11-06T10:30 أو رقم مرحلة.",
        "Write 2026-11-06, 2026-11-06T10:30, or the number of a step.",
    ),
    "il n'en a plus que {now}": ("لم يعد فيها إلا {now}", "there are only {now} left"),
    "ils ne sont plus les mêmes": ("لم تعد هي نفسها", "they are no longer the same"),
    (
        "Un point de contrôle a été signé pour {before} événements, et {missing} : rien n'est signé. Si une "
        "sauvegarde a été restaurée, commencer une nouvelle clé de signature : baom db new-signing-key ; sinon, "
        "vérifier : baom audit verify."
    ): (
        (
            "وقعت نقطة مراقبة على {before} حدث، و{missing}: لم يوقع أي شيء. إن كانت نسخة احتياطية قد استرجعت، فابدأ "
            "مفتاح توقيع جديدا: baom db new-signing-key؛ وإلا فتحقق: baom audit verify."
        ),
        (
            "A checkpoint was signed for {before} events, and {missing}: nothing is signed. If a backup was restored, "
            "begin a new signing key: baom db new-signing-key; otherwise verify: baom audit verify."
        ),
    ),
    "Le fichier des derniers points de contrôle signés, {path}, ne peut pas être lu ou écrit.": (
        "ملف آخر نقط المراقبة الموقعة، {path}، لا يمكن قراءته أو كتابته.",
        "The file of the last checkpoints signed, {path}, can't be read or written.",
    ),
    "Le remettre depuis sa sauvegarde, ou en vérifier les droits : sans lui, on pourrait se contredire.": (
        "أعده من نسخته الاحتياطية أو تحقق من حقوقه: بدونه قد نناقض أنفسنا.",
        "Put it back from its backup, or check its rights: without it one could contradict oneself.",
    ),
    "L'historique n'est plus celui d'un point de contrôle ({each}).": (
        "لم يعد السجل هو سجل نقطة مراقبة ({each}).",
        "The history is no longer that of a checkpoint ({each}).",
    ),
    "Trop de monde écrit en même temps pour exporter.": (
        "عدد من يكتبون في نفس الوقت كبير جدا للتصدير.",
        "Too many people are writing at the same time to export.",
    ),
    "Recommencer dans un moment.": ("أعد المحاولة بعد لحظة.", "Try again in a moment."),
    "Le fichier {path} existe déjà : rien n'est écrasé.": (
        "الملف {path} موجود من قبل: لم يكتب فوقه أي شيء.",
        "The file {path} exists already: nothing is overwritten.",
    ),
    "Nommer un autre fichier.": ("سم ملفا آخر.", "Name another file."),
    "Les données personnelles ne s'exportent que pour des dossiers nommés, {most_personal} au plus.": (
        "لا تصدر المعطيات الشخصية إلا لملفات مسماة، {most_personal} على الأكثر.",
        "Personal data are exported for named cases only, {most_personal} at most.",
    ),
    "Les nommer : --case DOSSIER --personal --reason « … » ; sans --personal, tout peut être exporté.": (
        "سمها: --case DOSSIER --personal --reason « … »؛ وبدون --personal يمكن تصدير كل شيء.",
        "Name them: --case DOSSIER --personal --reason “…”; without --personal, everything can be exported.",
    ),
    "Un export de données personnelles dit pourquoi il est fait.": (
        "تصدير معطيات شخصية يقول لماذا يتم.",
        "An export of personal data says why it is made.",
    ),
    'Le dire : --reason "plainte n° …".': ('اذكر السبب: --reason "plainte n° …".', 'Say why: --reason "plainte n° …".'),
    "Le point de contrôle ne couvre pas cet export.": (
        "نقطة المراقبة لا تغطي هذا التصدير.",
        "The checkpoint doesn't cover this export.",
    ),
    "Recommencer.": ("أعد المحاولة.", "Try again."),
    "Aucun dossier du parcours « {process} » n'est accessible ici.": (
        "لا يوجد هنا أي ملف متاح للمسار «{process}».",
        "No case of the pathway “{process}” can be reached here.",
    ),
    "Les parcours : baom process list ; les dossiers : baom case list.": (
        "المسارات: baom process list؛ الملفات: baom case list.",
        "The pathways: baom process list; the cases: baom case list.",
    ),
    "Le fichier {path} ne peut pas être écrit : {why}.": (
        "لا يمكن كتابة الملف {path}: {why}.",
        "The file {path} can't be written: {why}.",
    ),
    "Le dossier {path} ne peut pas être écrit : {why}.": (
        "لا يمكن كتابة المجلد {path}: {why}.",
        "The folder {path} can't be written: {why}.",
    ),
    "Nommer un dossier neuf, ou vide.": ("سم مجلدا جديدا أو فارغا.", "Name a new folder, or an empty one."),
    "Nommer un autre dossier.": ("سم مجلدا آخر.", "Name another folder."),
    "Le dossier de preuve ne se relit pas : {say}": (
        "لا يمكن إعادة قراءة ملف الأدلة: {say}",
        "The evidence bundle can't be read back: {say}",
    ),
    "Recommencer ailleurs.": ("أعد المحاولة في مكان آخر.", "Try again elsewhere."),
    "Aucun parcours « {process} » n'est publié dans cette base.": (
        "لا يوجد مسار «{process}» منشور في هذه القاعدة.",
        "No pathway “{process}” is published in this database.",
    ),
    "Publiés : {known}.": ("المنشورة: {known}.", "Published: {known}."),
    "{each} existe déjà : rien n'a été signé ni écrit.": (
        "{each} موجود من قبل: لم يوقع ولم يكتب أي شيء.",
        "{each} exists already: nothing was signed or written.",
    ),
    "Il faut dire quoi exporter, d'une seule façon.": (
        "يجب تحديد ما يصدر، بطريقة واحدة.",
        "What to export must be said, in one way only.",
    ),
    "Ajouter --case DOSSIER, --process PARCOURS ou --all.": (
        "أضف --case DOSSIER أو --process PARCOURS أو --all.",
        "Add --case CASE, --process PATHWAY or --all.",
    ),
    "Le fichier {name} ne peut pas être lu.": ("لا يمكن قراءة الملف {name}.", "The file {name} can't be read."),
    "Ce dossier de preuve dépasserait 2 Go.": (
        "سيتجاوز ملف الأدلة هذا 2 جيغا.",
        "This evidence bundle would be larger than 2 GB.",
    ),
    "Exporter par parcours, ou quelques dossiers à la fois.": (
        "صدر حسب المسار أو بضعة ملفات في كل مرة.",
        "Export by pathway, or a few cases at a time.",
    ),
    "Cette étape ne suit pas la précédente.": (
        "هذه المرحلة لا تتبع سابقتها.",
        "This step doesn't follow the one before.",
    ),
    "Événement « {kind} », forme {shape}, inconnu de cette version du logiciel.": (
        "حدث «{kind}»، شكل {shape}، غير معروف لهذه النسخة من البرنامج.",
        "Event “{kind}”, shape {shape}, isn't known to this version of the program.",
    ),
    "Installer la version du logiciel qui a écrit cet historique.": (
        "ثبت نسخة البرنامج التي كتبت هذا السجل.",
        "Install the version of the program that wrote this history.",
    ),
    "Ce qu'il enregistre n'a pas de sens.": ("ما تسجله لا معنى له.", "What it records makes no sense."),
    "Ce n'est pas un point de contrôle : trois lignes, une ligne vide et une signature sont attendues.": (
        "ليست هذه نقطة مراقبة: تنتظر ثلاثة أسطر وسطر فارغ وتوقيع.",
        "This is no checkpoint: three lines, an empty line and a signature are expected.",
    ),
    "Donner le fichier écrit par : baom audit checkpoint --out FICHIER.": (
        "أعط الملف الذي كتبه: baom audit checkpoint --out FICHIER.",
        "Give the file written by: baom audit checkpoint --out FILE.",
    ),
    "Le code d'un point de contrôle a {code_letters} chiffres et lettres, sans U.": (
        "لرمز نقطة المراقبة {code_letters} رقما وحرفا، دون U.",
        "A checkpoint's code has {code_letters} figures and letters, without U.",
    ),
    "Le recopier en entier du papier ; les espaces ne comptent pas.": (
        "انسخه كاملا من الورقة؛ الفراغات لا تحسب.",
        "Copy it whole from the paper; blanks don't count.",
    ),
    "Ce n'est pas une clé publique : 64 chiffres hexadécimaux sont attendus.": (
        "ليس هذا مفتاحا عموميا: ينتظر 64 رقما ست عشريا.",
        "This is no public key: 64 hexadecimal figures are expected.",
    ),
    "La recopier du papier où elle a été imprimée, ou la relire : baom audit checkpoint.": (
        "انسخه من الورقة التي طبع عليها، أو أعد قراءته: baom audit checkpoint.",
        "Copy it from the paper on which it was printed, or read it again: baom audit checkpoint.",
    ),
    "Les valeurs scellées ne s'ouvrent pas : elles ont été changées ou déplacées.": (
        "القيم المختومة لا تفتح: غيرت أو نقلت.",
        "The sealed values don't open: they were changed or moved.",
    ),
    "La clé de cette personne a été changée, ou vient d'ailleurs.": (
        "غير مفتاح هذا الشخص، أو جاء من مكان آخر.",
        "The key of this person was changed, or comes from elsewhere.",
    ),
    "Le scan {scan} ne s'ouvre pas : il a été changé ou déplacé.": (
        "النسخة {scan} لا تفتح: غيرت أو نقلت.",
        "The scan {scan} doesn't open: it was changed or moved.",
    ),
    "Installer la version du logiciel qui a écrit cet historique, ou vérifier la base : baom db check.": (
        "ثبت نسخة البرنامج التي كتبت هذا السجل، أو تحقق من القاعدة: baom db check.",
        "Install the version of the program that wrote this history, or check the database: baom db check.",
    ),
    "Un événement enregistré n'est pas lisible.": ("حدث مسجل غير مقروء.", "A recorded event can't be read."),
    "L'événement n° {thing} du journal manque dans son ordre.": (
        "الحدث رقم {thing} من السجل ناقص في ترتيبه.",
        "Event {thing} of the log is missing from its order.",
    ),
    "Son bénéficiaire n'est pas dans la base.": ("مستفيده ليس في القاعدة.", "Its subject isn't in the database."),
    "Sa définition {digest} n'est pas dans la base.": (
        "تعريفه {digest} ليس في القاعدة.",
        "Its definition {digest} isn't in the database.",
    ),
    "Une ligne du registre des consultations n'est pas lisible.": (
        "سطر من سجل الاطلاع غير مقروء.",
        "A line of the log of reads can't be read.",
    ),
    "Vérifier la base : baom db check.": ("تحقق من القاعدة: baom db check.", "Check the database: baom db check."),
    "La base n'a pas gardé la trace de cette consultation.": (
        "لم تحتفظ القاعدة بأثر هذا الاطلاع.",
        "The database didn't keep the trace of this sight.",
    ),
    "Cette base a été modifiée : la dernière ligne de ses consultations porte le n° {position}.": (
        "لقد غيرت هذه القاعدة: آخر سطر في سجل اطلاعاتها يحمل الرقم {position}.",
        "This database was changed: the last line of its log of reads has number {position}.",
    ),
    "Ne plus s'en servir ; la vérifier : baom audit verify.": (
        "كف عن استعمالها وتحقق منها: baom audit verify.",
        "Use it no more; verify it: baom audit verify.",
    ),
    "Cette base est scellée par la clé {key_id}, et la clé donnée est {key_id_}.": (
        "هذه القاعدة مختومة بالمفتاح {key_id}، والمفتاح المعطى هو {key_id_}.",
        "This database is sealed by the key {key_id}, and the key given is {key_id_}.",
    ),
    (
        "Donner la clé de cette base ; après un changement de clé interrompu : baom db rotate-key. La base elle-même "
        "n'est pas en cause."
    ): (
        "أعط مفتاح هذه القاعدة؛ وبعد تغيير مفتاح توقف في الطريق: baom db rotate-key. القاعدة نفسها غير معنية.",
        (
            "Give the key of this database; after a change of key that was interrupted: baom db rotate-key. The "
            "database itself isn't at fault."
        ),
    ),
    "Ce qui dit si cette base est fictive n'est pas ce qui a été scellé.": (
        "ما يقول إن هذه القاعدة خيالية ليس ما ختم.",
        "What says whether this database is fictitious isn't what was sealed.",
    ),
    "La base n'est ouverte qu'en lecture.": ("القاعدة مفتوحة للقراءة فقط.", "The database is open for reading only."),
    "L'ouvrir autrement pour y écrire.": ("افتحها بطريقة أخرى للكتابة فيها.", "Open it otherwise to write in it."),
    "Ces octets ne sont pas ceux qui ont été enregistrés.": (
        "هذه البايتات ليست التي سجلت.",
        "These bytes aren't those that were recorded.",
    ),
    "Un événement enregistré n'est pas écrit de la seule façon permise.": (
        "حدث مسجل غير مكتوب بالطريقة الوحيدة المسموح بها.",
        "A recorded event isn't written in the one way allowed.",
    ),
    "Ses valeurs scellées ne sont pas lisibles.": ("قيمه المختومة غير مقروءة.", "Its sealed values can't be read."),
    "Ce qui dit quelle demande a écrit cette étape n'est pas ce qui a été enregistré.": (
        "ما يبين أي طلب كتب هذه المرحلة ليس ما سجل.",
        "What says which demand wrote this step isn't what was recorded.",
    ),
    "Ne rien refaire sur ce dossier ; vérifier la base : baom audit verify.": (
        "لا تعيدوا أي شيء في هذا الملف؛ تحققوا من القاعدة: baom audit verify.",
        "Do nothing again on this case; check the database: baom audit verify.",
    ),
    "Sa ligne n'est pas celle que dit son historique.": (
        "سطره ليس ما يقوله سجله.",
        "Its row isn't what its history says.",
    ),
    "Vérifier la base : baom db check ; puis refaire les lignes à partir de l'historique : baom db rebuild.": (
        "تحقق من القاعدة: baom db check؛ ثم أعد بناء الأسطر من السجل: baom db rebuild.",
        "Check the database: baom db check; then make the rows again from the history: baom db rebuild.",
    ),
    "La clé du journal manque.": ("مفتاح السجل ناقص.", "The key of the log is missing."),
}
