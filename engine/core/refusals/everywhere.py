"""What any command may answer: nothing of that name, no such right, somebody came first, the system refused.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

EVERYWHERE: Mapping[str, tuple[str, str]] = {
    "le système répond {code}": ("النظام يجيب {code}", "the system answers {code}"),
    "le disque est plein": ("القرص ممتلئ", "the disk is full"),
    "la place accordée sur ce disque est prise": (
        "المساحة الممنوحة على هذا القرص مستنفدة",
        "the room granted on this disk is used up",
    ),
    "ce compte de l'ordinateur n'y a pas droit": (
        "حساب الحاسوب هذا لا حق له في ذلك",
        "this account of the computer has no right to it",
    ),
    "ce fichier ou ce dossier n'existe pas": ("هذا الملف أو المجلد غير موجود", "this file or folder doesn't exist"),
    "un dossier de ce chemin est en fait un fichier": (
        "أحد مجلدات هذا المسار هو ملف في الواقع",
        "a folder of this path is in fact a file",
    ),
    "c'est un dossier": ("إنه مجلد", "it is a folder"),
    "il existe déjà": ("هو موجود من قبل", "it exists already"),
    "ce disque ne peut être que lu": ("هذا القرص للقراءة فقط", "this disk can only be read"),
    "le disque a refusé de lire ou d'écrire": ("رفض القرص القراءة أو الكتابة", "the disk refused to read or write"),
    "ce nom est trop long": ("هذا الاسم طويل جدا", "this name is too long"),
    "ce nom n'est pas possible": ("هذا الاسم غير ممكن", "this name isn't possible"),
    "ses raccourcis tournent en rond": ("اختصاراته تدور في حلقة", "its shortcuts go round in circles"),
    "trop de fichiers sont ouverts": ("عدد كبير من الملفات مفتوح", "too many files are open"),
    "il serait trop gros pour ce disque": ("سيكون أكبر مما يسعه هذا القرص", "it would be too big for this disk"),
    "un autre programme s'en sert": ("برنامج آخر يستعمله", "another program is using it"),
    " Vouliez-vous dire « {word} » ?": (" هل تقصد «{word}»؟", " Did you mean “{word}”?"),
    "{count} anomalie(s) dans le référentiel. {first}": (
        "{count} خلل في المرجع. {first}",
        "{count} finding(s) in the referential. {first}",
    ),
    "Aucun dossier « {word} » n'est accessible ici.": (
        "لا ملف «{word}» متاح هنا.",
        "No case “{word}” can be reached here.",
    ),
    "Vérifier le numéro du dossier, ou chercher la personne : baom person search NOM.": (
        "تحقق من رقم الملف أو ابحث عن الشخص: baom person search NOM.",
        "Check the number of the case, or look for the person: baom person search NAME.",
    ),
    "{what} Rien n'a été enregistré.": ("{what} لم يسجل أي شيء.", "{what} Nothing was recorded."),
    "Le dossier a changé entre-temps : étape n° {expected} attendue, n° {found} trouvée. Rien n'a été écrit.": (
        "تغير الملف في هذه الأثناء: كانت المرحلة رقم {expected} منتظرة، ووجد رقم {found}. لم يكتب أي شيء.",
        "The case has changed meanwhile: step {expected} expected, {found} found. Nothing was written.",
    ),
    "Relire le dossier, puis refaire l'action si elle est toujours utile.": (
        "أعد قراءة الملف ثم أعد الإجراء إن كان لا يزال مفيدا.",
        "Read the case again, then do the action again if it is still useful.",
    ),
    "La clé « {key} » a déjà servi pour une autre demande. Rien n'a été écrit.": (
        "المفتاح «{key}» استعمل من قبل لطلب آخر. لم يكتب أي شيء.",
        "The key “{key}” was used for another demand already. Nothing was written.",
    ),
    "Employer une clé neuve pour une demande neuve.": (
        "استعمل مفتاحا جديدا لطلب جديد.",
        "Use a new key for a new demand.",
    ),
    "Historique altéré : dossier {stream}, étape n° {sequence}. {what}": (
        "سجل محرف: الملف {stream}، المرحلة رقم {sequence}. {what}",
        "History altered: case {stream}, step {sequence}. {what}",
    ),
    "Aucune personne « {word} » n'est accessible ici.": (
        "لا شخص «{word}» متاح هنا.",
        "No person “{word}” can be reached here.",
    ),
    "Chercher : baom person search NOM.": ("للبحث: baom person search NOM.", "To search: baom person search NAME."),
    "{why} Rien n'a été fait (rôle : {role}).": (
        "{why} لم يتم أي شيء (الدور: {role}).",
        "{why} Nothing was done (role: {role}).",
    ),
    "Demander à qui a ce droit : un superviseur pour un dossier, l'administrateur pour les comptes.": (
        "اطلب ذلك ممن له هذا الحق: مشرف بالنسبة لملف، والمسير بالنسبة للحسابات.",
        "Ask whoever has this right: a supervisor for a case, the administrator for accounts.",
    ),
    "Ce bureau n'est pas le vôtre.": ("هذا المكتب ليس مكتبكم.", "This desk isn't yours."),
    "Ce compte n'a pas ce droit.": ("ليس لهذا الحساب هذا الحق.", "This account has no such right."),
    "Ce parcours est réservé : seul un superviseur ouvre et lit ses dossiers.": (
        "هذا المسار محمي: لا يفتح ملفاته ولا يقرؤها إلا مشرف.",
        "This pathway is reserved: only a supervisor opens and reads its cases.",
    ),
    "Appeler le superviseur, sans rien écrire ici. Danger immédiat : police 19, gendarmerie 177, SAMU 141.": (
        "اتصل بالمشرف دون كتابة أي شيء هنا. خطر فوري: الشرطة 19، الدرك 177، الإسعاف 141.",
        "Call the supervisor, and write nothing here. Immediate danger: police 19, gendarmerie 177, ambulance 141.",
    ),
    "La commune « {word} » n'est pas connue dans ce territoire.{hint}": (
        "الجماعة «{word}» غير معروفة في هذا المجال.{hint}",
        "The commune “{word}” isn't known in this territory.{hint}",
    ),
    "Employer le nom court (tiznit) ou le code HCP ; la liste : baom directory list --communes.": (
        "استعمل الاسم المختصر (tiznit) أو رمز HCP؛ اللائحة: baom directory list --communes.",
        "Use the short name (tiznit) or the HCP code; the list: baom directory list --communes.",
    ),
    (
        "Le calendrier des jours fériés de ce programme n'est pas publié dans cette base : aucun délai ne peut être "
        "compté."
    ): (
        "رزنامة العطل لهذا البرنامج غير منشورة في هذه القاعدة: لا يمكن احتساب أي أجل.",
        "This program's calendar of holidays isn't published in this database: no deadline can be counted.",
    ),
    "Un éditeur le publie : baom process publish ; ou retirer --processes et BAOM_PROCESSES.": (
        "ينشرها محرر: baom process publish؛ أو احذف --processes وBAOM_PROCESSES.",
        "An editor publishes it: baom process publish; or take --processes and BAOM_PROCESSES away.",
    ),
    " Vouliez-vous dire « {slug} » ({name}) ?": (" هل تقصد «{slug}» ({name})؟", " Did you mean “{slug}” ({name})?"),
    "La définition {digest} n'est pas dans la base.": (
        "التعريف {digest} ليس في القاعدة.",
        "The definition {digest} isn't in the database.",
    ),
    "Vérifier la base : baom db check ; puis restaurer une sauvegarde.": (
        "تحقق من القاعدة: baom db check؛ ثم استرجع نسخة احتياطية.",
        "Check the database: baom db check; then restore a backup.",
    ),
    "Cette consultation n'a pas pu être notée : rien de personnel n'est montré. {message}": (
        "تعذر تسجيل هذا الاطلاع: لا يظهر أي شيء شخصي. {message}",
        "This sight couldn't be noted: nothing personal is shown. {message}",
    ),
    "Voir : {path} --help": ("انظر: {path} --help", "See: {path} --help"),
    "Il y a un mot de trop.": ("هناك كلمة زائدة.", "There is a word too many."),
    "Il y a des mots de trop.": ("هناك كلمات زائدة.", "There are words too many."),
    "une valeur": ("قيمة", "a value"),
    "Recommencer ; si cela se répète : baom db check, puis relancer avec --debug et signaler l'erreur {name}.": (
        "أعد المحاولة؛ وإن تكرر ذلك: baom db check، ثم أعد التشغيل مع --debug وبلغ عن الخطأ {name}.",
        "Try again; if it happens again: baom db check, then run it with --debug and report the error {name}.",
    ),
    "Erreur inattendue n° {name}. Rien de plus n'a été enregistré.": (
        "خطأ غير متوقع رقم {name}. لم يسجل أي شيء آخر.",
        "Unexpected error {name}. Nothing more was recorded.",
    ),
    "l'option « {option} »": ("الخيار «{option}»", "the option “{option}”"),
    "« {word} »": ("«{word}»", "“{word}”"),
    "Le détail est dans {path}.": ("التفاصيل في {path}.", "The detail is in {path}."),
    "Interrompu.": ("توقف.", "Interrupted."),
    "Ce qui avait été enregistré le reste.": ("ما سبق تسجيله باق.", "What was recorded stays recorded."),
    "Il manque {what}.": ("ينقص {what}.", "{what} is missing."),
    "L'option « {option} » n'existe pas ici.{hint}": (
        "الخيار «{option}» غير موجود هنا.{hint}",
        "There is no option “{option}” here.{hint}",
    ),
    "L'option « {option} » est mal employée : il lui manque une valeur, ou elle n'en prend pas.": (
        "الخيار «{option}» مستعمل خطأ: تنقصه قيمة أو لا يأخذ قيمة.",
        "The option “{option}” is misused: it lacks a value, or takes none.",
    ),
    "Valeur refusée pour {what} : {why}": ("قيمة مرفوضة لـ {what}: {why}", "Value refused for {what}: {why}"),
    "La commande « {command_path} {word} » n'existe pas.{hint}": (
        "الأمر «{command_path} {word}» غير موجود.{hint}",
        "There is no command “{command_path} {word}”.{hint}",
    ),
    "Commandes : {known}.": ("الأوامر: {known}.", "Commands: {known}."),
    "« {word} » n'est pas prévu ({known}).{hint}": (
        "«{word}» غير منتظر ({known}).{hint}",
        "“{word}” isn't one of these ({known}).{hint}",
    ),
    "« {word} » n'est pas un nombre entre {least} et {most}.": (
        "«{word}» ليس عددا بين {least} و{most}.",
        "“{word}” is no number between {least} and {most}.",
    ),
    "les langues sont fr, ar et en.": ("اللغات هي fr وar وen.", "the languages are fr, ar and en."),
    "L'entrée standard s'arrête avant la réponse attendue.": (
        "انتهى الإدخال القياسي قبل الجواب المنتظر.",
        "The standard input ends before the answer awaited.",
    ),
    "Donner une réponse par ligne.": ("أعط جوابا في كل سطر.", "Give one answer a line."),
    "Personne n'est au terminal pour répondre.": (
        "لا أحد أمام المطراف للجواب.",
        "Nobody is at the terminal to answer.",
    ),
    "Lancer la commande dans un terminal, ou donner les réponses par l'entrée standard : --password-stdin.": (
        "شغل الأمر في مطراف، أو أعط الأجوبة عبر الإدخال القياسي: --password-stdin.",
        "Run the command in a terminal, or give the answers by the standard input: --password-stdin.",
    ),
    "Personne n'est connecté, ou la session est finie.": (
        "لا أحد متصل، أو انتهت الجلسة.",
        "Nobody is logged in, or the session is over.",
    ),
    "Le rôle « {word} » n'existe pas.{hint}": ("الدور «{word}» غير موجود.{hint}", "There is no role “{word}”.{hint}"),
    "Les retirer, ou changer de base.": ("احذفهما أو غير القاعدة.", "Take them away, or use another database."),
    "Une base d'entraînement ne demande pas de se connecter.": (
        "قاعدة التدريب لا تطلب الدخول.",
        "A training database asks nobody to log in.",
    ),
    "Agir dans un autre rôle : --as supervisor, --as agent@tiznit.": (
        "تصرف بدور آخر: --as supervisor، --as agent@tiznit.",
        "Act in another role: --as supervisor, --as agent@tiznit.",
    ),
    "{what} « {word} » n'existe pas.{hint}": (
        "{what} «{word}» غير موجود.{hint}",
        "{what} “{word}” doesn't exist.{hint}",
    ),
    "Connus : {every}.": ("المعروف: {every}.", "Known: {every}."),
    "« {shown} » n'est pas arrivé en entier : ses lettres ne sont pas en UTF-8.": (
        "لم تصل «{shown}» كاملة: حروفها ليست UTF-8.",
        "“{shown}” didn't arrive whole: its letters aren't UTF-8.",
    ),
    "Régler le terminal en UTF-8 (par exemple LANG=C.UTF-8), puis recommencer. Rien n'a été écrit.": (
        "اضبط المطراف على UTF-8 (مثلا LANG=C.UTF-8) ثم أعد المحاولة. لم يكتب أي شيء.",
        "Set the terminal to UTF-8 (for instance LANG=C.UTF-8), then try again. Nothing was written.",
    ),
    "{path} existe déjà : rien n'a été écrit.": (
        "{path} موجود من قبل: لم يكتب أي شيء.",
        "{path} exists already: nothing was written.",
    ),
    "La session ne peut pas être gardée dans {path} : {why}.": (
        "لا يمكن حفظ الجلسة في {path}: {why}.",
        "The session can't be kept in {path}: {why}.",
    ),
    "Vérifier le dossier de réglages de l'utilisateur.": (
        "تحقق من مجلد إعدادات المستخدم.",
        "Check the user's folder of settings.",
    ),
    "Le fichier de session {path} est lisible par d'autres que son propriétaire.": (
        "ملف الجلسة {path} يستطيع غير صاحبه قراءته.",
        "The session's file {path} can be read by others than its owner.",
    ),
    "L'effacer, puis se connecter de nouveau : rm {path} ; baom user login": (
        "احذفه ثم ادخل من جديد: rm {path} ; baom user login",
        "Remove it, then log in again: rm {path} ; baom user login",
    ),
    "Le dossier « {folder} » manque dans l'installation.": (
        "المجلد «{folder}» ناقص في التثبيت.",
        "The folder “{folder}” is missing from the installation.",
    ),
    "Réinstaller le programme.": ("أعد تثبيت البرنامج.", "Install the program again."),
    "La clé en service est donnée par {variable} : elle n'a pas de fichier à remplacer.": (
        "المفتاح المستعمل يعطيه {variable}: ليس له ملف يستبدل.",
        "The key in use is given by {variable}: it has no file to be replaced.",
    ),
    "Nommer le fichier de la nouvelle : --new-key-file FICHIER, puis changer la variable.": (
        "سم ملف المفتاح الجديد: --new-key-file FICHIER، ثم غير المتغير.",
        "Name the file of the new one: --new-key-file FILE, then change the variable.",
    ),
}
