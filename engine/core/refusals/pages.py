"""What is refused at a page of the web application, and where it listens.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

PAGES: Mapping[str, tuple[str, str]] = {
    "Rien n'a été rempli.": ("لم يملأ أي شيء.", "Nothing was filled in."),
    "Répondre à une question au moins.": ("أجيبوا عن سؤال واحد على الأقل.", "Answer one question at least."),
    "Aucune pièce n'a changé.": ("لم تتغير أية وثيقة.", "No paper has changed."),
    "Choisir l'état d'une pièce, puis enregistrer.": (
        "اختاروا حالة وثيقة ثم سجلوا.",
        "Choose the state of a paper, then save.",
    ),
    "Aucun fichier n'a été choisi.": ("لم يختر أي ملف.", "No file was chosen."),
    "Choisir un fichier PDF, JPEG ou PNG.": (
        "اختاروا ملف PDF أو JPEG أو PNG.",
        "Choose a PDF, JPEG or PNG file.",
    ),
    "La pièce du scan n'est pas dite.": ("لم تحدد وثيقة هذه النسخة.", "The paper of the scan isn't said."),
    "Choisir la pièce, puis le fichier de nouveau.": (
        "اختاروا الوثيقة ثم الملف من جديد.",
        "Choose the paper, then the file again.",
    ),
    "Aucune étape n'a été choisie.": ("لم تختر أية مرحلة.", "No step was chosen."),
    "La choisir dans l'historique du dossier.": (
        "اختاروها من سجل الملف.",
        "Choose it in the history of the case.",
    ),
    "Personne n'a été choisi.": ("لم يختر أحد.", "Nobody was chosen."),
    "Choisir un collègue, ou le bureau.": ("اختاروا زميلا أو المكتب.", "Choose a colleague, or the desk."),
    "Ce rôle n'existe pas ici.": ("هذا الدور غير موجود هنا.", "There is no such role here."),
    "En choisir un autre.": ("اختاروا غيره.", "Choose another."),
    "Ce compte de formation a été fermé.": ("أغلق حساب التدريب هذا.", "This training account was closed."),
    "Le rouvrir : baom user enable, ou en choisir un autre.": (
        "أعيدوا فتحه: baom user enable، أو اختاروا غيره.",
        "Open it again: baom user enable, or choose another.",
    ),
    "Impossible d'écouter à l'adresse {host}, port {port}.": (
        "تعذر الاستماع في العنوان {host}، المنفذ {port}.",
        "Unable to listen at {host}, port {port}.",
    ),
    "Est-elle déjà ouverte dans le navigateur ? Sinon, vérifier l'adresse, ou changer --port.": (
        "ربما التطبيق مفتوح مسبقا: انظروا في المتصفح. وإلا فتحققوا من العنوان، أو اختاروا --port.",
        "The application may be open already: look in the browser. Otherwise check the address, or choose --port.",
    ),
    "Demande refusée : rien n'a été enregistré.": (
        "رفض الطلب: لم يسجل أي شيء.",
        "Refused: nothing was recorded.",
    ),
    "Chaque raison dit ce qui la lève.": ("كل سبب يذكر ما يرفعه.", "Each reason says what lifts it."),
    "La demande n'a pas la forme attendue. Rien n'a été enregistré.": (
        "الطلب ليس على الشكل المنتظر. لم يسجل أي شيء.",
        "The demand isn't of the expected shape. Nothing was recorded.",
    ),
    "La comparer à /api/openapi.json.": ("قارنه مع /api/openapi.json.", "Compare it with /api/openapi.json."),
    "Cette adresse n'existe pas, ou pas ainsi.": (
        "هذا العنوان غير موجود، أو ليس بهذه الطريقة.",
        "This address doesn't exist, or not in this way.",
    ),
    "Réessayer ; si elle revient, donner ce numéro.": (
        "أعد المحاولة؛ وإن تكرر الخطأ فأعط هذا الرقم.",
        "Try again; if it comes back, give this number.",
    ),
    "Demander un jeton : POST /api/session.": (
        "اطلب رمزا: POST /api/session.",
        "Ask for a token: POST /api/session.",
    ),
    "Ce compte donne aussi le code de son téléphone.": (
        "هذا الحساب يعطي أيضا رمز هاتفه.",
        "This account gives the code of its telephone too.",
    ),
    "L'ajouter à la demande : code ; chacun ne sert qu'une fois.": (
        "أضفه إلى الطلب: code؛ كل رمز يستعمل مرة واحدة.",
        "Add it to the demand: code; each serves only once.",
    ),
    "Ce compte n'a pas encore son propre mot de passe, ou son téléphone.": (
        "ليس لهذا الحساب بعد كلمة سر خاصة به أو هاتف.",
        "This account doesn't have a password or a telephone of its own yet.",
    ),
    "Se connecter une fois à la page de l'application, qui les demande.": (
        "ادخل مرة واحدة من صفحة التطبيق، وهي تطلبهما.",
        "Log in once at the application's page, which asks for them.",
    ),
    "« issued » nomme « {stray} », qui n'est pas parmi les pièces.": (
        "«issued» يذكر «{stray}» وهي ليست بين الوثائق.",
        "“issued” names “{stray}”, which isn't among the papers.",
    ),
    "L'ajouter à « documents ».": ("أضفها إلى «documents».", "Add it to “documents”."),
    "Ce texte est trop long : {most} signes au plus. Rien n'a été enregistré.": (
        "هذا النص طويل جدا: {most} حرفا على الأكثر. لم يسجل شيء.",
        "This text is too long: {most} characters at most. Nothing was saved.",
    ),
    "Le découper ; il est encore sur la page.": (
        "قسموه؛ فهو ما زال في الصفحة.",
        "Divide it; it is still on the page.",
    ),
    "C'est trop lourd de la part de qui n'est pas connecté : {most} octets au plus. Rien n'a été enregistré.": (
        "هذا أثقل مما يقبل ممن لم يدخل إلى التطبيق: {most} بايت على الأكثر. لم يسجل شيء.",
        "This is too large from somebody who isn't logged in: {most} bytes at most. Nothing was recorded.",
    ),
    "Se connecter (la session est peut-être finie), puis l'envoyer de nouveau.": (
        "ادخلوا إلى التطبيق (ربما انتهت الجلسة)، ثم أعيدوا الإرسال.",
        "Log in (the session may be over), then send it again.",
    ),
    "Ce formulaire est trop lourd : 1 Mo au plus. Rien n'a été enregistré.": (
        "هذا النموذج ثقيل جدا: 1 ميغا على الأكثر. لم يسجل شيء.",
        "This form is too large: 1 MB at most. Nothing was recorded.",
    ),
    "Raccourcir ce qui est écrit ; pour un fichier, se connecter puis le joindre à sa place.": (
        "اختصروا ما كتب؛ وإن كان ملفا فادخلوا إلى التطبيق ثم أرفقوه في مكانه.",
        "Shorten what is written; for a file, log in, then join it where it belongs.",
    ),
    "Ce fichier est trop lourd : 10 Mo au plus. Rien n'a été enregistré.": (
        "هذا الملف ثقيل جدا: 10 ميغا على الأكثر. لم يسجل شيء.",
        "This file is too large: 10 MB at most. Nothing was recorded.",
    ),
    "Le numériser ou le photographier moins finement, ou en plusieurs fichiers.": (
        "امسحوه أو صوروه بدقة أقل، أو في عدة ملفات.",
        "Scan or photograph it less finely, or in several files.",
    ),
    "Le brouillon {path} ne peut être ni lu ni gardé : {why}.": (
        "تعذرت قراءة المسودة {path} أو حفظها: {why}.",
        "The draft {path} can be neither read nor kept: {why}.",
    ),
    "{path} n'est pas un brouillon tel que ce programme les garde.": (
        "{path} ليس مسودة كما يحفظها هذا البرنامج.",
        "{path} isn't a draft as this program keeps them.",
    ),
    "Le remettre d'une copie, ou l'ôter de ce dossier.": (
        "أعيدوه من نسخة، أو أخرجوه من هذا المجلد.",
        "Put it back from a copy, or take it out of this folder.",
    ),
    "Libérer de la place ou rendre ce dossier accessible ; ce qui est sur la page n'est pas perdu.": (
        "حرروا مساحة أو اجعلوا هذا المجلد متاحا؛ ما في الصفحة لم يضع.",
        "Free some room or make this folder accessible; what is on the page isn't lost.",
    ),
    "Seul un parcours se publie ; « {path} » n'en est pas un.": (
        "لا ينشر إلا مسار؛ و«{path}» ليس مسارا.",
        "Only a pathway is published; “{path}” isn't one.",
    ),
    "Seul un parcours a des versions ; « {path} » n'en est pas un.": (
        "لا نسخ إلا لمسار؛ و«{path}» ليس مسارا.",
        "Only a pathway has versions; “{path}” isn't one.",
    ),
    "Ouvrir un parcours.": ("افتحوا مسارا.", "Open a pathway."),
    "Publier les parcours qui s'en servent ; ou confier le texte à qui tient les fichiers du programme.": (
        "انشروا المسارات التي تستعمله؛ أو سلموا النص لمن يتولى ملفات البرنامج.",
        "Publish the pathways that use it; or hand the text to whoever keeps the program's files.",
    ),
    "Il faut un motif, de {most} caractères au plus. Rien n'a été mis en service.": (
        "لا بد من سبب لا يتجاوز {most} حرفا. لم يوضع شيء في الخدمة.",
        "A reason is needed, of {most} characters at most. Nothing was put in service.",
    ),
    "Dire d'où vient ce changement : qui l'a dit, quel texte, quel jour.": (
        "بينوا مصدر هذا التغيير: من قاله، أي نص، في أي يوم.",
        "Tell where this change comes from: who said it, which text, on which day.",
    ),
    "Ce texte est déjà en service.": ("هذا النص في الخدمة أصلا.", "This text is in service already."),
    "Ce modèle n'est pas au catalogue des modèles.": (
        "هذا النموذج ليس في فهرس النماذج.",
        "This form isn't in the catalogue of forms.",
    ),
    "L'ajouter à forms.yaml.": ("أضيفوه إلى forms.yaml.", "Add it to forms.yaml."),
    "Ce fichier n'est pas un modèle à imprimer.": (
        "هذا الملف ليس نموذجا للطباعة.",
        "This file isn't a form to be printed.",
    ),
    "Ouvrir le modèle, en français ou en arabe.": (
        "افتحوا النموذج بالفرنسية أو بالعربية.",
        "Open the form, in French or in Arabic.",
    ),
    "Ce modèle ne s'imprime plus dans cette histoire.": (
        "لم يعد هذا النموذج يطبع في هذه القصة.",
        "This form isn't printed in this story any more.",
    ),
    "Reprendre la liste des exemples.": ("ارجعوا إلى لائحة الأمثلة.", "Go back to the list of examples."),
    "Rien n'est à faire.": ("لا شيء يلزم فعله.", "Nothing is to be done."),
    "Cette publication n'attend pas, ou son texte n'est pas ici.": (
        "هذا النشر ليس في الانتظار، أو نصه ليس هنا.",
        "This publication isn't waiting, or its text isn't here.",
    ),
    "Reprendre la liste ; ce qui a été demandé à la ligne de commande y est accepté : baom process publish.": (
        "ارجعوا إلى اللائحة؛ ما طلب من سطر الأوامر يقبل فيه: baom process publish.",
        "Go back to the list; what was asked at the command line is agreed to there: baom process publish.",
    ),
    "Aucune demande « {request} » n'attend : elle a pu être acceptée, refusée ou retirée.": (
        "لا ينتظر أي طلب «{request}»: ربما قبل أو رفض أو سحب.",
        "No request “{request}” waits: it may have been agreed to, refused or taken back.",
    ),
    "Reprendre la liste : baom process pending": (
        "ارجعوا إلى اللائحة: baom process pending",
        "Go back to the list: baom process pending",
    ),
    "Il faut un motif : l'autre personne le lira.": (
        "لا بد من سبب: سيقرؤه الشخص الآخر.",
        "A reason is needed: the other person will read it.",
    ),
    "La proposition gardée de {named} n'est plus celle qui a été faite.": (
        "الاقتراح المحفوظ من {named} لم يعد كما قدم.",
        "The proposal that was kept of {named} is no longer the one that was made.",
    ),
    "Ne pas y croire : la faire proposer de nouveau, et chercher qui écrit dans le dossier des brouillons.": (
        "لا تثقوا به: اطلبوا تقديمه من جديد، وابحثوا عمن يكتب في مجلد المسودات.",
        "Don't believe it: have it proposed again, and find out who writes in the drafts' folder.",
    ),
    "« {text} » n'est pas un nombre de jours.": (
        "«{text}» ليس عدد أيام.",
        "“{text}” isn't a number of days.",
    ),
    "Écrire un nombre de 1 à {most}.": ("اكتبوا عددا من 1 إلى {most}.", "Write a number from 1 to {most}."),
    "Ce travail a été interrompu : le processus du serveur qui le faisait s'est arrêté.": (
        "انقطع هذا العمل: توقفت عملية الخادم التي كانت تنجزه.",
        "This work was cut short: the server's process that was doing it stopped.",
    ),
    "Ce qui avait été préparé ne se lit plus : le dossier temporaire du serveur a été changé.": (
        "لم يعد ما تم إعداده مقروءا: تغير المجلد المؤقت للخادم.",
        "What had been prepared can't be read any more: the server's temporary folder was changed.",
    ),
    "Ce compte a tout le territoire : de quelle commune est-ce ?": (
        "هذا الحساب يشمل المجال كله: أي جماعة هي المعنية؟",
        "This account has the whole territory: which commune is it?",
    ),
    "L'ajouter à la demande : commune.": ("أضيفوها إلى الطلب: commune.", "Add it to the demand: commune."),
    "Le demander de nouveau.": ("اطلبوه من جديد.", "Ask for it again."),
    "Plusieurs processus sur une base SQLite n'iraient pas plus vite : un seul écrit à la fois.": (
        "عدة عمليات على قاعدة SQLite لن تكون أسرع: عملية واحدة تكتب في كل مرة.",
        "Several processes on a SQLite database would be no faster: one writes at a time.",
    ),
    "Retirer --workers, ou mettre la base sur PostgreSQL : --db postgresql://…": (
        "احذف --workers أو ضع القاعدة على PostgreSQL: --db postgresql://…",
        "Leave --workers out, or put the database on PostgreSQL: --db postgresql://…",
    ),
}
