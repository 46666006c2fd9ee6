"""What is refused about the database, and its backups.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

DATABASE: Mapping[str, tuple[str, str]] = {
    "Le fichier « {file} » n'est plus celui qui a été mis en service.": (
        "الملف «{file}» لم يعد هو الذي وضع في الخدمة.",
        "The file “{file}” is no longer the one that was put in service.",
    ),
    "Cette sauvegarde est scellée par la clé {key}, qui n'est pas celle en service.": (
        "هذه النسخة الاحتياطية مختومة بالمفتاح {key}، وهو ليس المفتاح المستعمل.",
        "This backup is sealed by the key {key}, which isn't the one in service.",
    ),
    "La base n'a pas gardé ce qui y était écrit. Rien n'a été enregistré.": (
        "لم تحتفظ القاعدة بما كتب فيها. لم يسجل أي شيء.",
        "The database didn't keep what was written in it. Nothing was recorded.",
    ),
    "Donner cette clé.": ("أعطوا هذا المفتاح.", "Give that key."),
    "Cette sauvegarde est scellée par la clé {key}, la clé donnée est {given}, et {kept} n'est pas là. Rien n'a"
    " été changé.": (
        "هذه النسخة الاحتياطية مختومة بالمفتاح {key}، والمفتاح المعطى {given}، و{kept} غير موجود. لم يغير شيء.",
        "This backup is sealed by the key {key}, the key given is {given}; {kept} isn't there. Nothing changed.",
    ),
    "Y remettre l'ancienne clé depuis sa copie, puis recommencer ; sans elle, personne n'ouvre ce que cette"
    " sauvegarde a de personnel.": (
        "أعيدوا إليه المفتاح القديم من نسخته ثم كرروا؛ بدونه لا أحد يفتح ما في هذه النسخة من معطيات شخصية.",
        "Put the older key back there from its copy, and begin again; without it, nobody opens its personal data.",
    ),
    "Une base réelle a besoin d'un premier administrateur.": (
        "تحتاج القاعدة الحقيقية إلى مسير أول.",
        "A real database needs a first administrator.",
    ),
    "baom db init --admin IDENTIFIANT ; pour apprendre : baom db init --training.": (
        "baom db init --admin IDENTIFIANT؛ وللتعلم: baom db init --training.",
        "baom db init --admin LOGIN; to learn: baom db init --training.",
    ),
    "--now et --as ne sont acceptés que par une base d'entraînement.": (
        "لا يقبل --now و--as إلا في قاعدة تدريب.",
        "--now and --as are taken by a training database only.",
    ),
    "Les retirer.": ("احذفهما.", "Take them away."),
    "Une base d'entraînement n'a pas d'administrateur.": (
        "ليس لقاعدة التدريب مسير.",
        "A training database has no administrator.",
    ),
    "Une base réelle commence par un ou deux administrateurs, aux identifiants différents.": (
        "تبدأ القاعدة الحقيقية بمسير واحد أو اثنين بمعرفين مختلفين.",
        "A real database begins with one or two administrators, of different logins.",
    ),
    "Donner --admin une ou deux fois, et --name pas plus souvent.": (
        "أعط --admin مرة أو مرتين، و--name ليس أكثر من ذلك.",
        "Give --admin once or twice, and --name no more often.",
    ),
    "Retirer --admin, ou --training.": ("احذف --admin أو --training.", "Take --admin away, or --training."),
    "L'adresse de la base n'est pas comprise.": (
        "عنوان القاعدة غير مفهوم.",
        "The address of the database isn't understood.",
    ),
    "Écrire sqlite:///chemin/vers/baom.db ou postgresql://utilisateur@serveur/base.": (
        "اكتب sqlite:///chemin/vers/baom.db أو postgresql://utilisateur@serveur/base.",
        "Write sqlite:///path/to/baom.db or postgresql://user@server/base.",
    ),
    "Le disque est plein. Rien n'a été écrit.": (
        "القرص ممتلئ. لم يكتب أي شيء.",
        "The disk is full. Nothing was written.",
    ),
    "Libérer de la place sur le disque, puis refaire l'action ; parcours et guichets restent lisibles.": (
        "حرر مكانا في القرص ثم أعد الإجراء؛ تبقى المسارات والشبابيك مقروءة.",
        "Free some room on the disk, then do the action again; pathways and offices can still be read.",
    ),
    "Le disque a refusé de lire ou d'écrire. Rien n'a été écrit.": (
        "رفض القرص القراءة أو الكتابة. لم يكتب أي شيء.",
        "The disk refused to read or write. Nothing was written.",
    ),
    "Vérifier le disque et la place qui reste, puis refaire l'action ; parcours et guichets restent lisibles.": (
        "تحقق من القرص ومن المكان الباقي ثم أعد الإجراء؛ تبقى المسارات والشبابيك مقروءة.",
        "Check the disk and the room left, then do the action again; pathways and offices can still be read.",
    ),
    "La base est occupée par un autre programme. Rien n'a été écrit.": (
        "برنامج آخر يستعمل القاعدة. لم يكتب أي شيء.",
        "Another program is using the database. Nothing was written.",
    ),
    "Attendre un instant, puis refaire l'action.": (
        "انتظر لحظة ثم أعد الإجراء.",
        "Wait a moment, then do the action again.",
    ),
    "La base n'est ouverte qu'en lecture. Rien n'a été écrit.": (
        "القاعدة مفتوحة للقراءة فقط. لم يكتب أي شيء.",
        "The database is open for reading only. Nothing was written.",
    ),
    "Vérifier les droits sur le fichier et son dossier.": (
        "تحقق من الحقوق على الملف ومجلده.",
        "Check the rights on the file and its folder.",
    ),
    "La base ne peut pas être ouverte.": ("لا يمكن فتح القاعدة.", "The database can't be opened."),
    "Vérifier le chemin (--db ou BAOM_DB) et les droits ; pour une base neuve : baom db init --training.": (
        "تحقق من المسار (--db أو BAOM_DB) ومن الحقوق؛ ولقاعدة جديدة: baom db init --training.",
        "Check the path (--db or BAOM_DB) and the rights; for a new database: baom db init --training.",
    ),
    "La base est endommagée.": ("القاعدة معطوبة.", "The database is damaged."),
    "Ne plus y écrire ; la vérifier par baom db check, puis restaurer une sauvegarde.": (
        "لا تكتب فيها بعد الآن؛ تحقق منها بـ baom db check ثم استرجع نسخة احتياطية.",
        "Write in it no more; check it with baom db check, then restore a backup.",
    ),
    "Ce fichier n'est pas une base lisible.": (
        "هذا الملف ليس قاعدة مقروءة.",
        "This file is no database that can be read.",
    ),
    "Vérifier le chemin (--db ou BAOM_DB) ; sinon, restaurer une sauvegarde.": (
        "تحقق من المسار (--db أو BAOM_DB)؛ وإلا فاسترجع نسخة احتياطية.",
        "Check the path (--db or BAOM_DB); otherwise restore a backup.",
    ),
    "{what} ({path})": ("{what} ({path})", "{what} ({path})"),
    "L'écriture a échoué. Rien n'a été écrit. ({told})": (
        "فشلت الكتابة. لم يكتب أي شيء. ({told})",
        "Writing failed. Nothing was written. ({told})",
    ),
    "Refaire l'action.": ("أعد الإجراء.", "Do the action again."),
    "Le serveur n'a plus de place. Rien n'a été écrit. ({told})": (
        "لم يعد في الخادم مكان. لم يكتب أي شيء. ({told})",
        "The server has no room left. Nothing was written. ({told})",
    ),
    "Libérer de la place sur le serveur, puis refaire l'action ; parcours et guichets restent lisibles.": (
        "حرر مكانا في الخادم ثم أعد الإجراء؛ تبقى المسارات والشبابيك مقروءة.",
        "Free some room on the server, then do the action again; pathways and offices can still be read.",
    ),
    "La base est occupée par un autre programme. Rien n'a été écrit. ({told})": (
        "برنامج آخر يستعمل القاعدة. لم يكتب أي شيء. ({told})",
        "Another program is using the database. Nothing was written. ({told})",
    ),
    "La base « {name} » n'existe pas sur ce serveur ({told}).": (
        "لا توجد قاعدة باسم « {name} » في هذا الخادم ({told}).",
        "There is no database « {name} » on this server ({told}).",
    ),
    "La créer : createdb --encoding=UTF8 --template=template0 {name}, puis baom db init ;"
    " ou vérifier son nom dans --db ou BAOM_DB.": (
        "لإنشائها: createdb --encoding=UTF8 --template=template0 {name} ثم baom db init؛ أو تحقق من --db أو BAOM_DB.",
        "To create it: createdb --encoding=UTF8 --template=template0 {name}, then baom db init; or check --db.",
    ),
    "Le serveur de la base ne répond pas ({told}).": (
        "خادم القاعدة لا يجيب ({told}).",
        "The server of the database doesn't answer ({told}).",
    ),
    "Vérifier l'adresse et le serveur, puis relire le dossier avant de refaire l'action.": (
        "تحقق من العنوان ومن الخادم ثم أعد قراءة الملف قبل إعادة الإجراء.",
        "Check the address and the server, then read the case again before doing the action again.",
    ),
    "Le pilote de PostgreSQL n'est pas installé.": (
        "سائق PostgreSQL غير مثبت.",
        "The driver of PostgreSQL isn't installed.",
    ),
    "L'installer : pip install 'baom[postgres]'": (
        "لتثبيته: pip install 'baom[postgres]'",
        "To install it: pip install 'baom[postgres]'",
    ),
    "Le fichier {path} existe déjà.": ("الملف {path} موجود من قبل.", "The file {path} exists already."),
    "Donner un autre nom à la sauvegarde.": ("أعط اسما آخر للنسخة الاحتياطية.", "Give the backup another name."),
    "La copie {path} n'est pas intacte : {message}": (
        "النسخة {path} ليست سليمة: {message}",
        "The copy {path} isn't intact: {message}",
    ),
    "Prendre une autre sauvegarde ; vérifier la base elle-même : baom db check.": (
        "خذ نسخة أخرى؛ وتحقق من القاعدة نفسها: baom db check.",
        "Take another backup; check the database itself: baom db check.",
    ),
    "Un autre programme écrit dans la base depuis {patience} s. Rien n'a été écrit.": (
        "برنامج آخر يكتب في القاعدة منذ {patience} ث. لم يكتب أي شيء.",
        "Another program has been writing in the database for {patience} s. Nothing was written.",
    ),
    "Attendre qu'il finisse (sauvegarde, restauration…), ou le fermer, puis refaire l'action.": (
        "انتظر حتى ينتهي (نسخ احتياطي، استرجاع…) أو أغلقه، ثم أعد الإجراء.",
        "Wait until it ends (backup, restoration…), or close it, then do the action again.",
    ),
    "Les brouillons de cette sauvegarde ont été changés : elle n'est pas remise.": (
        "غيرت المسودات التي في هذه النسخة: لا تعاد إلى مكانها.",
        "The drafts in this backup were changed: it isn't restored.",
    ),
    "Prendre une autre sauvegarde.": ("خذوا نسخة أخرى.", "Take another backup."),
    "La copie {path} ne peut pas être écrite.": (
        "تعذرت كتابة النسخة {path}.",
        "The copy {path} can't be written.",
    ),
    "Libérer de la place, puis recommencer.": (
        "أفرغوا مساحة ثم أعيدوا.",
        "Make room, then do it again.",
    ),
    "La sauvegarde {backup} est introuvable.": (
        "النسخة الاحتياطية {backup} غير موجودة.",
        "The backup {backup} can't be found.",
    ),
    "Cette sauvegarde est celle d'une autre base : elle ne peut pas prendre la place de celle-ci.": (
        "هذه النسخة الاحتياطية لقاعدة أخرى: لا يمكن أن تحل محل هذه.",
        "This backup is that of another database: it can't take the place of this one.",
    ),
    "Vérifier l'adresse (--db), ou restaurer dans une base neuve.": (
        "تحقق من العنوان (--db)، أو استرجع في قاعدة جديدة.",
        "Check the address (--db), or restore into a new database.",
    ),
    "Aucune personne « {stream} » n'est enregistrée ici.": (
        "لا شخص «{stream}» مسجل هنا.",
        "No person “{stream}” is recorded here.",
    ),
    "La chercher : baom person search NOM.": (
        "للبحث عنه: baom person search NOM.",
        "To look for them: baom person search NAME.",
    ),
    "Cette base ne dit plus ce qu'elle est : des lignes y ont été effacées.": (
        "لم تعد هذه القاعدة تقول ما هي: محيت منها أسطر.",
        "This database no longer says what it is: lines were erased from it.",
    ),
    "Restaurer une sauvegarde.": ("استرجع نسخة احتياطية.", "Restore a backup."),
    "La clé de cette base n'est pas là : les données des personnes restent scellées.": (
        "مفتاح هذه القاعدة غير موجود: تبقى معطيات الأشخاص مختومة.",
        "The key of this database isn't there: people's data stay sealed.",
    ),
    "Remettre le fichier de clé à sa place, ou donner la clé par BAOM_MASTER_KEY.": (
        "أعد ملف المفتاح إلى مكانه، أو أعط المفتاح عبر BAOM_MASTER_KEY.",
        "Put the key's file back, or give the key by BAOM_MASTER_KEY.",
    ),
    "La clé de signature n'est pas là : rien n'est enregistré sans elle ; la consultation reste possible.": (
        "مفتاح التوقيع غير موجود: لا يسجل شيء بدونه؛ ويبقى الاطلاع ممكنا.",
        "The signing key isn't there: nothing is recorded without it; reading is still possible.",
    ),
    (
        "Remettre le fichier de cette clé à sa place, ou la donner par BAOM_SIGNING_KEY ; perdue pour toujours, en "
        "commencer une : baom db new-signing-key --lost."
    ): (
        (
            "أعد ملف هذا المفتاح إلى مكانه، أو أعطه عبر BAOM_SIGNING_KEY؛ وإن ضاع نهائيا فابدأ غيره: baom db "
            "new-signing-key --lost."
        ),
        (
            "Put this key's file back, or give it by BAOM_SIGNING_KEY; lost for ever, begin another: baom db "
            "new-signing-key --lost."
        ),
    ),
    (
        "Cette base est signée par la clé {signing_key}, et la clé de signature donnée est {public} : rien n'est "
        "enregistré ; la consultation reste possible."
    ): (
        (
            "هذه القاعدة موقعة بالمفتاح {signing_key}، ومفتاح التوقيع المعطى هو {public}: لا يسجل شيء؛ ويبقى الاطلاع "
            "ممكنا."
        ),
        (
            "This database is signed by the key {signing_key}, and the signing key given is {public}: nothing is "
            "recorded; reading is still possible."
        ),
    ),
    "Donner la clé de signature de cette base ; si elle vient de changer, relancer le programme.": (
        "أعط مفتاح توقيع هذه القاعدة؛ وإن تغير للتو فأعد تشغيل البرنامج.",
        "Give the signing key of this database; if it has just changed, start the program again.",
    ),
    "La clé maîtresse a été remplacée depuis que ce programme a ouvert la base. Rien n'a été écrit.": (
        "استبدل المفتاح الرئيسي منذ أن فتح هذا البرنامج القاعدة. لم يكتب أي شيء.",
        "The master key was replaced since this program opened the database. Nothing was written.",
    ),
    "Relancer le programme avec la nouvelle clé.": (
        "أعد تشغيل البرنامج بالمفتاح الجديد.",
        "Start the program again with the new key.",
    ),
    "Cette personne a été effacée : rien de personnel ne peut plus être enregistré à son sujet.": (
        "تم محو هذا الشخص: لا يمكن بعد الآن تسجيل أي شيء شخصي عنه.",
        "This person was erased: nothing personal can be recorded about them any more.",
    ),
    "Une base existe déjà à cette adresse : rien n'a été changé.": (
        "توجد قاعدة في هذا العنوان: لم يتغير أي شيء.",
        "There is a database at this address already: nothing was changed.",
    ),
    "Employer cette base, ou en nommer une autre (--db).": (
        "استعمل هذه القاعدة أو سم أخرى (--db).",
        "Use this database, or name another (--db).",
    ),
    "Le fichier {path} existe déjà : rien n'a été changé.": (
        "الملف {path} موجود من قبل: لم يتغير أي شيء.",
        "The file {path} exists already: nothing was changed.",
    ),
    "Donner un autre nom au fichier neuf.": ("أعط اسما آخر للملف الجديد.", "Give the new file another name."),
    "Le fichier {path} ne peut pas être créé : {why}.": (
        "لا يمكن إحداث الملف {path}: {why}.",
        "The file {path} can't be made: {why}.",
    ),
    "Choisir un dossier où l'on peut écrire.": (
        "اختر مجلدا تمكن الكتابة فيه.",
        "Choose a folder in which one can write.",
    ),
    "Cette base n'est pas encore faite.": ("لم تحدث هذه القاعدة بعد.", "This database isn't made yet."),
    "La faire : baom db init --training.": (
        "لإحداثها: baom db init --training.",
        "To make it: baom db init --training.",
    ),
    "La sauvegarder, puis la mettre à niveau : baom db backup {here} avant.db, puis baom db upgrade {here}": (
        "احفظ نسخة منها ثم حدثها: baom db backup {here} avant.db، ثم baom db upgrade {here}",
        "Save it, then upgrade it: baom db backup {here} before.db, then baom db upgrade {here}",
    ),
    "La faire : baom db init --training, ou vérifier --db et BAOM_DB.": (
        "لإحداثها: baom db init --training، أو تحقق من --db وBAOM_DB.",
        "To make it: baom db init --training, or check --db and BAOM_DB.",
    ),
    "Cette base est d'une version plus ancienne ({version}, au lieu de {current}).": (
        "هذه القاعدة من نسخة أقدم ({version} بدل {current}).",
        "This database is of an older version ({version}, instead of {current}).",
    ),
    "La sauvegarder (pg_dump), puis la mettre à niveau : baom db upgrade.": (
        "احفظ نسخة منها (pg_dump) ثم حدثها: baom db upgrade.",
        "Save it (pg_dump), then upgrade it: baom db upgrade.",
    ),
    "Cette base a été écrite par une version plus récente du logiciel ({version}).": (
        "كتبت هذه القاعدة بنسخة أحدث من البرنامج ({version}).",
        "This database was written by a newer version of the program ({version}).",
    ),
    "Installer la dernière version du logiciel ; cette base n'a pas été touchée.": (
        "ثبت آخر نسخة من البرنامج؛ لم تمس هذه القاعدة.",
        "Install the latest version of the program; this database wasn't touched.",
    ),
    "L'écriture a été interrompue. Rien n'a été écrit.": (
        "توقفت الكتابة. لم يكتب أي شيء.",
        "Writing was interrupted. Nothing was written.",
    ),
    "Trop de personnes écrivent en même temps. Rien n'a été écrit.": (
        "عدد كبير من الأشخاص يكتبون في نفس الوقت. لم يكتب أي شيء.",
        "Too many people are writing at the same time. Nothing was written.",
    ),
    "Cette base n'est plus faite comme ce programme l'a faite, et n'est pas ouverte. {fault}": (
        "لم تعد هذه القاعدة مصنوعة كما صنعها هذا البرنامج، فلا تفتح. {fault}",
        "This database is no longer made as this program made it, and isn't opened. {fault}",
    ),
    "Ne plus s'en servir ; voir tout ce qui diffère : baom db check ; puis restaurer une sauvegarde.": (
        "كف عن استعمالها؛ لرؤية كل ما يختلف: baom db check؛ ثم استرجع نسخة احتياطية.",
        "Use it no more; to see all that differs: baom db check; then restore a backup.",
    ),
}
