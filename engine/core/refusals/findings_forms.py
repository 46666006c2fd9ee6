"""What is found wrong in the templates of printed forms, and in their catalogue.

Each French sentence stands where it is said; here, under it, Arabic and English. Words of the templates' own language
are written as they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping

FINDINGS_OF_FORMS: Mapping[str, tuple[str, str]] = {
    "Ajouter un filtre : {fitting}.": ("إضافة مصفاة: {fitting}.", "Add a filter: {fitting}."),
    "Ajouter « #} » à sa fin.": ("إضافة «#}» في نهايته.", "Add “#}” at its end."),
    "Ajouter « {% endif %} » ou « {% endfor %} » à sa fin.": (
        "إضافة «{% endif %}» أو «{% endfor %}» في نهايتها.",
        "Add “{% endif %}” or “{% endfor %}” at its end.",
    ),
    "Ajouter « }} » ou « %} » à sa fin.": ("إضافة «}}» أو «%}» في نهايتها.", "Add “}}” or “%}” at its end."),
    "Changer de filtre, ou de donnée.": ("تغيير المصفاة أو المعطى.", "Take another filter, or other data."),
    "Choisir un autre nom pour la boucle.": ("اختيار اسم آخر للحلقة.", "Choose another name for the loop."),
    "Comparer (==, !=) des valeurs de même genre.": (
        "مقارنة (==، !=) قيم من النوع نفسه.",
        "Compare (==, !=) values of the same kind.",
    ),
    "Connus : if, elif, else, endif, for, endfor.": (
        "المعروف: if, elif, else, endif, for, endfor.",
        "Known: if, elif, else, endif, for, endfor.",
    ),
    "Connus ici : {known}.": ("المعروف هنا: {known}.", "Known here: {known}."),
    "Donner une liste après « in ».": ("إعطاء قائمة بعد «in».", "Give a list after “in”."),
    "Employer le Markdown : **gras**, ## titre, - liste, ::: encadré.": (
        "استعمال Markdown: **نص بارز**، ## عنوان، - قائمة، ::: إطار.",
        "Use Markdown: **bold**, ## heading, - list, ::: box.",
    ),
    "Employer {% if %}.": ("استعمال {% if %}.", "Use {% if %}."),
    "Encadrés connus : {boxes}.": ("الإطارات المعروفة: {boxes}.", "Known boxes: {boxes}."),
    "Formes connues : {{ donnee.partie }}, {{ donnee.partie | filtre }}, {% if … %}, {% for x in … %}.": (
        "الصيغ المعروفة: {{ donnee.partie }} و{{ donnee.partie | filtre }} و{% if … %} و{% for x in … %}.",
        "Known forms: {{ donnee.partie }}, {{ donnee.partie | filtre }}, {% if … %}, {% for x in … %}.",
    ),
    "Imprimer moins de lignes, ou découper le modèle.": (
        "طباعة أسطر أقل، أو تقسيم النموذج.",
        "Print fewer lines, or cut the form in parts.",
    ),
    "Imprimer une de ses parties, ou la tester (if).": (
        "طباعة جزء منه، أو اختباره (if).",
        "Print one of its parts, or test it (if).",
    ),
    "L'ajouter à {catalogue}, ou l'effacer.": (
        "إضافته إلى {catalogue}، أو حذفه.",
        "Add it to {catalogue}, or delete it.",
    ),
    "L'effacer, et retaper le mot s'il vient d'un copier-coller.": (
        "حذفه، وإعادة كتابة الكلمة إن كانت منقولة بالنسخ واللصق.",
        "Delete it, and type the word again if it was pasted.",
    ),
    "L'enregistrer en UTF-8.": ("حفظه بترميز UTF-8.", "Save it as UTF-8."),
    "L'écrire, sur le modèle de l'autre langue.": (
        "كتابته على منوال اللغة الأخرى.",
        "Write it, after the one in the other language.",
    ),
    "L'ôter de « takes » et du modèle.": ("حذفه من «takes» ومن النموذج.", "Take it out of “takes” and of the form."),
    "La déclarer dans un parcours, ou l'ôter du modèle.": (
        "التصريح به في مسار، أو حذفه من النموذج.",
        "Declare it in a pathway, or take it out of the form.",
    ),
    "Lancer « baom process check » sur les modèles.": (
        "تشغيل «baom process check» على النماذج.",
        "Run “baom process check” on the forms.",
    ),
    "Le découper en deux modèles, ou le simplifier.": (
        "تقسيمه إلى نموذجين، أو تبسيطه.",
        "Cut it in two forms, or make it simpler.",
    ),
    "Le découper.": ("تقسيمه.", "Cut it in parts."),
    "Le rétablir.": ("استرجاعه.", "Put it back."),
    "Le simplifier.": ("تبسيطه.", "Make it simpler."),
    "Passer la valeur par un filtre.": ("تمرير القيمة عبر مصفاة.", "Pass the value through a filter."),
    "Tester la donnée : « if x », « if not x ».": (
        "اختبار المعطى: «if x»، «if not x».",
        "Test the data: “if x”, “if not x”.",
    ),
    "Un modèle teste (if), parcourt (for) et imprime {{ … }} : écrire en toutes lettres ce qui manque.": (
        "النموذج يختبر (if) ويمر على العناصر (for) ويطبع {{ … }}: تكتب بقية ما يلزم بالكلمات.",
        "A form tests (if), goes through (for) and prints {{ … }}: write in plain words what is missing.",
    ),
    "aucun parcours n'a de donnée « {name} ».": ("لا مسار فيه المعطى «{name}».", "no pathway has a field “{name}”."),
    "caractère invisible ou de commande (U+{code}).": (
        "محرف خفي أو محرف تحكم (U+{code}).",
        "invisible or control character (U+{code}).",
    ),
    "ce catalogue des modèles ne se lit pas.": (
        "فهرس النماذج هذا لا يقرأ.",
        "this catalogue of forms can't be read.",
    ),
    "ce modèle n'est pas dans le catalogue.": ("هذا النموذج ليس في الفهرس.", "this form isn't in the catalogue."),
    "ce modèle ne reçoit pas de donnée « {name} ».": (
        "هذا النموذج لا يتلقى المعطى «{name}».",
        "this form isn't given any data “{name}”.",
    ),
    "ce mot-clé entre {% et %} n'existe pas, ou ferme un bloc qui n'est pas ouvert.": (
        "هذه الكلمة بين {% و%} لا توجد، أو تغلق كتلة غير مفتوحة.",
        "this keyword between {% and %} doesn't exist, or closes a block that isn't open.",
    ),
    "ces deux valeurs ne se comparent pas ainsi.": (
        "هاتان القيمتان لا تقارنان هكذا.",
        "these two values aren't compared so.",
    ),
    "cet encadré": ("هذا الإطار", "this box"),
    "cette boucle ne parcourt pas une liste.": ("هذه الحلقة لا تمر على قائمة.", "this loop doesn't go through a list."),
    "cette donnée n'a pas de partie « {name} ».": (
        "ليس في هذا المعطى جزء «{name}».",
        "this data has no part “{name}”.",
    ),
    "cette expression ne se lit pas.": ("هذه العبارة لا تقرأ.", "this expression can't be read."),
    "cette valeur ne s'imprime pas telle quelle.": (
        "هذه القيمة لا تطبع كما هي.",
        "this value isn't printed as it stands.",
    ),
    "du HTML": ("HTML", "HTML"),
    "du code": ("شيفرة", "code"),
    "il manque la valeur après « else ».": ("تنقص القيمة بعد «else».", "the value after “else” is missing."),
    "l'inclusion d'un autre fichier": ("تضمين ملف آخر", "the inclusion of another file"),
    "la confiance d'une base légale": ("درجة الثقة في سند قانوني", "the confidence of a legal basis"),
    "la donnée « {name} » est sensible ou est un numéro d'identité : elle ne s'imprime pas.": (
        "المعطى «{name}» حساس أو هو رقم هوية: لا يطبع.",
        "the field “{name}” is sensitive or an identity number: it isn't printed.",
    ),
    "la feuille dépasse {most} caractères.": (
        "الورقة تتجاوز {most} حرفا.",
        "the sheet is longer than {most} characters.",
    ),
    "la feuille dépasse {most} pages.": ("الورقة تتجاوز {most} صفحة.", "the sheet is longer than {most} pages."),
    "le filtre « {name} » imprime {purpose} ; il reçoit autre chose.": (
        "المصفاة «{name}» تطبع ما يلي: {purpose}؛ وهي تتلقى شيئا آخر.",
        "the filter “{name}” prints {purpose}; it is given something else.",
    ),
    "le filtre « {name} » n'existe pas ici.": (
        "المصفاة «{name}» لا توجد هنا.",
        "the filter “{name}” doesn't exist here.",
    ),
    "le filtre « {name} » ne prend pas d'argument.": (
        "المصفاة «{name}» لا تأخذ أي قيمة إضافية.",
        "the filter “{name}” takes no argument.",
    ),
    "le modèle est trop compliqué ({nodes} éléments, {loops} boucles et {levels} niveaux au plus).": (
        "النموذج معقد أكثر مما يسمح به (العناصر {nodes} والحلقات {loops} والمستويات {levels} على الأكثر).",
        "the form is too complicated ({nodes} elements, {loops} loops and {levels} levels at most).",
    ),
    "le modèle est trop emboîté pour être lu.": (
        "النموذج متداخل أكثر مما تسمح به القراءة.",
        "the form is nested too deep to be read.",
    ),
    "le modèle fait {size} octets ; la limite est de {most}.": (
        "حجم النموذج {size} بايت؛ والحد هو {most}.",
        "the form has {size} bytes; the limit is {most}.",
    ),
    "le modèle n'est pas en UTF-8.": ("النموذج ليس بترميز UTF-8.", "the form isn't UTF-8."),
    "le modèle ne peut pas s'imprimer avec ces données.": (
        "لا يمكن طباعة النموذج بهذه المعطيات.",
        "the form can't be printed with this data.",
    ),
    "le modèle « {name} » manque dans cette langue ({language}).": (
        "النموذج «{name}» ناقص بهذه اللغة ({language}).",
        "the form “{name}” is missing in this language ({language}).",
    ),
    "le statut d'une pièce": ("حالة وثيقة", "the status of a document"),
    "les deux valeurs de ce choix ne sont pas du même genre.": (
        "قيمتا هذا الاختيار ليستا من النوع نفسه.",
        "the two values of this choice aren't of the same kind.",
    ),
    "seuls un texte et un nombre entier s'écrivent ici.": (
        "لا يكتب هنا إلا نص أو عدد صحيح.",
        "only a text and a whole number are written here.",
    ),
    "un accès entre crochets": ("ولوج بين معقوفين", "an access between brackets"),
    "un appel de fonction": ("نداء دالة", "a function call"),
    "un bloc nommé": ("كتلة مسماة", "a named block"),
    "un bloc ouvert n'est pas fermé.": ("كتلة مفتوحة لم تغلق.", "a block that is open isn't closed."),
    "un bloc « autoescape »": ("كتلة «autoescape»", "an “autoescape” block"),
    "un bloc « filter »": ("كتلة «filter»", "a “filter” block"),
    "un bloc « with »": ("كتلة «with»", "a “with” block"),
    "un calcul": ("عملية حسابية", "a calculation"),
    "un choix se compare à un mot écrit.": (
        "الاختيار يقارن بكلمة مكتوبة.",
        "a choice is compared with a written word.",
    ),
    "un commentaire n'est pas fermé.": ("تعليق لم يغلق.", "a comment isn't closed."),
    "un dictionnaire écrit dans le modèle": ("قاموس مكتوب في النموذج", "a dictionary written in the form"),
    "un lien": ("رابط", "a link"),
    "un nombre de copies": ("عدد نسخ", "a number of copies"),
    "un nombre de jours": ("عدد أيام", "a number of days"),
    "un test « is »": ("اختبار «is»", "an “is” test"),
    "un texte, ou une ligne à remplir à la main s'il est vide": (
        "نص، أو سطر يملأ باليد إن كان فارغا",
        "a text, or a line to fill in by hand where it is empty",
    ),
    "une affectation": ("إسناد قيمة", "an assignment"),
    "une boucle dans une boucle parcourt une partie de « {element} », rien d'autre.": (
        "الحلقة داخل حلقة تمر على جزء من «{element}» لا غير.",
        "a loop in a loop goes through a part of “{element}”, nothing else.",
    ),
    "une boucle récursive ou à plusieurs variables": (
        "حلقة راجعة أو متعددة المتغيرات",
        "a recursive loop, or one of several variables",
    ),
    "une date avec son jour de la semaine": ("تاريخ مع يوم الأسبوع", "a date with its day of the week"),
    "une expression n'est pas fermée.": ("عبارة لم تغلق.", "an expression isn't closed."),
    "une image": ("صورة", "an image"),
    "une liste écrite dans le modèle": ("قائمة مكتوبة في النموذج", "a list written in the form"),
    "une liste, dont on compte les éléments": ("قائمة تعد عناصرها", "a list, whose items are counted"),
    "une macro": ("ماكرو", "a macro"),
    "{what} n'est pas permis dans un modèle.": (
        "غير مسموح به في نموذج: {what}.",
        "{what} isn't allowed in a form.",
    ),
    "« {target} » est déjà le nom d'une donnée.": (
        "«{target}» اسم معطى من قبل.",
        "“{target}” is already the name of some data.",
    ),
    "« {word} » n'est pas un mot de cette liste.": (
        "«{word}» ليست كلمة من هذه القائمة.",
        "“{word}” isn't a word of this list.",
    ),
    "« ~ » ne joint que des textes et des nombres.": (
        "«~» لا تربط إلا النصوص والأعداد.",
        "“~” joins texts and numbers only.",
    ),
    "Écrire l'adresse en toutes lettres.": ("كتابة العنوان كاملا.", "Write the address in full."),
    "Écrire seulement « | {name} ».": ("كتابة «| {name}» فقط.", "Write “| {name}” only."),
    "Écrire « a if condition else b ».": ("كتابة «a if condition else b».", "Write “a if condition else b”."),
    "Écrire « fields.{near} » ?": ("هل المقصود «fields.{near}»؟", "Write “fields.{near}”?"),
    "Écrire « for {target} in {element}.… », ou sortir la boucle.": (
        "كتابة «for {target} in {element}.…»، أو إخراج الحلقة.",
        "Write “for {target} in {element}.…”, or take the loop out.",
    ),
    "Écrire « {near} » ? Connus ici : {known}.": (
        "هل المقصود «{near}»؟ المعروف هنا: {known}.",
        "Write “{near}”? Known here: {known}.",
    ),
    "Ôter l'image : une feuille ne lit aucun fichier.": (
        "حذف الصورة: الورقة لا تقرأ أي ملف.",
        "Take the image out: a sheet reads no file.",
    ),
    "Ôter les accents graves « ` ».": ("حذف العلامات «`».", "Take out the backquotes “`”."),
}
