"""What keeps a file from being read: its bytes, its YAML.

Each French sentence stands where it is said; here, under it, Arabic and English. Words of the language of pathways are
written as they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping

FINDINGS_OF_FILES: Mapping[str, tuple[str, str]] = {
    # --- bytes ---
    "ce fichier ne se lit pas : {why}.": ("هذا الملف لا يقرأ: {why}.", "this file can't be read: {why}."),
    "c'est un dossier, non un fichier": ("هو مجلد وليس ملفا", "it is a folder, not a file"),
    "ce n'est pas un fichier ordinaire": ("ليس ملفا عاديا", "it isn't an ordinary file"),
    "sa lecture n'est pas permise": ("قراءته غير مسموح بها", "reading it isn't allowed"),
    "il a disparu, ou le disque ne le rend pas": (
        "اختفى، أو لا يعيده القرص",
        "it is gone, or the disk doesn't give it back",
    ),
    "Le déplacer ou le renommer.": ("نقله أو تغيير اسمه.", "Move it or rename it."),
    "Le remplacer par un fichier.": ("تعويضه بملف.", "Replace it by a file."),
    "Changer ses droits d'accès.": ("تغيير حقوق الولوج إليه.", "Change its access rights."),
    "Le remettre en place.": ("إعادته إلى مكانه.", "Put it back."),
    "le fichier fait {size} octets ; la limite est de {most}.": (
        "حجم الملف {size} بايت؛ والحد هو {most}.",
        "the file has {size} bytes; the limit is {most}.",
    ),
    "Le découper, ou ôter ce qui n'en fait pas partie.": (
        "تقسيمه، أو حذف ما ليس منه.",
        "Cut it in parts, or take out what doesn't belong in it.",
    ),
    "le fichier a plus de {most} mots, listes et crochets.": (
        "في الملف أكثر من {most} كلمة وقائمة وقوس.",
        "the file has more than {most} words, lists and brackets.",
    ),
    "l'octet 0x{byte} n'est pas de l'UTF-8.": ("البايت 0x{byte} ليس من UTF-8.", "byte 0x{byte} isn't UTF-8."),
    "Enregistrer le fichier en UTF-8.": ("حفظ الملف بترميز UTF-8.", "Save the file as UTF-8."),
    "caractère invisible ou de contrôle U+{code} ({name}), interdit dans le référentiel.": (
        "محرف خفي أو محرف تحكم U+{code} ({name})، ممنوع في المرجع.",
        "invisible or control character U+{code} ({name}), forbidden in the referential.",
    ),
    "L'effacer, et retaper le mot autour s'il vient d'un copier-coller.": (
        "حذفه، وإعادة كتابة الكلمة حوله إن كانت منقولة بالنسخ واللصق.",
        "Delete it, and type the word around it again if it was pasted.",
    ),
    "ce catalogue manque au dossier des parcours.": (
        "هذا الفهرس غير موجود في مجلد المسارات.",
        "this catalogue is missing from the folder of pathways.",
    ),
    "L'écrire ; vide, il contient « {} ».": ("كتابته؛ وإن كان فارغا فمحتواه «{}».", "Write it; empty, it holds “{}”."),
    # --- YAML ---
    "texte YAML illisible ({error}).": ("نص YAML غير مقروء ({error}).", "unreadable YAML text ({error})."),
    "Reprendre le fichier.": ("إعادة كتابة الملف.", "Write the file again."),
    "le fichier est vide.": ("الملف فارغ.", "the file is empty."),
    "Y écrire au moins une ligne « clé: valeur ».": (
        "كتابة سطر واحد فيه على الأقل على شكل «clé: valeur».",
        "Write at least one line “key: value” in it.",
    ),
    "une clé (« mot: ») était attendue ici.": (
        "كان المنتظر هنا مفتاحا («mot:»).",
        "a key (“word:”) was expected here.",
    ),
    "Vérifier le retrait de cette ligne et les guillemets de la précédente.": (
        "التحقق من مسافة بداية هذا السطر ومن علامتي الاقتباس في السطر السابق.",
        "Check the indent of this line and the quotes of the one before.",
    ),
    "ici, une virgule ou l'accolade fermante « } » était attendue.": (
        "كان المنتظر هنا فاصلة أو القوس المغلق «}».",
        "a comma or the closing brace “}” was expected here.",
    ),
    "Fermer l'accolade, séparer par des virgules ; un texte avec « : » ou « , » se met entre guillemets.": (
        "إغلاق القوس، والفصل بالفواصل؛ والنص الذي فيه «:» أو «,» يوضع بين علامتي اقتباس.",
        "Close the brace, separate by commas; a text with “:” or “,” goes between quotes.",
    ),
    "ici, une virgule ou le crochet fermant « ] » était attendu.": (
        "كان المنتظر هنا فاصلة أو المعقوف المغلق «]».",
        "a comma or the closing bracket “]” was expected here.",
    ),
    "Fermer le crochet, et séparer les éléments par des virgules.": (
        "إغلاق المعقوف، والفصل بين العناصر بالفواصل.",
        "Close the bracket, and separate the items by commas.",
    ),
    "un tiret de liste « - » était attendu ici.": (
        "كانت المنتظرة هنا شرطة القائمة «-».",
        "a list's dash “-” was expected here.",
    ),
    "Commencer chaque élément par « - », ou sortir cette ligne de la liste par son retrait.": (
        "بدء كل عنصر بالعلامة «-»، أو إخراج هذا السطر من القائمة بتغيير مسافة بدايته.",
        "Begin each item with “-”, or take this line out of the list by its indent.",
    ),
    "une valeur était attendue ici.": ("كانت المنتظرة هنا قيمة.", "a value was expected here."),
    "Écrire la valeur, ou ôter le signe en trop.": (
        "كتابة القيمة، أو حذف العلامة الزائدة.",
        "Write the value, or take out the extra sign.",
    ),
    "cette ligne n'est pas de la forme « clé: valeur ».": (
        "هذا السطر ليس على شكل «clé: valeur».",
        "this line isn't of the form “key: value”.",
    ),
    "Ajouter « : » et un espace après la clé.": (
        "إضافة «:» ومسافة بعد المفتاح.",
        "Add “:” and a space after the key.",
    ),
    "après « \\ », ce caractère n'a pas de sens.": (
        "بعد «\\» لا معنى لهذا المحرف.",
        "after “\\”, this character means nothing.",
    ),
    "Doubler la barre « \\\\ », ou mettre le texte entre apostrophes '…'.": (
        "تكرار الشرطة «\\\\»، أو وضع النص بين فاصلتين علويتين '…'.",
        "Double the bar “\\\\”, or put the text between apostrophes '…'.",
    ),
    "une liste ne peut pas commencer ici.": ("لا يمكن أن تبدأ قائمة هنا.", "a list can't begin here."),
    "Mettre le tiret « - » seul au début d'une nouvelle ligne, en retrait sous sa clé.": (
        "وضع الشرطة «-» في بداية سطر جديد، بمسافة تحت مفتاحها.",
        "Put the dash “-” at the start of a new line, indented under its key.",
    ),
    "cet échappement « \\u… » ne désigne aucun caractère.": (
        "هذا الرمز «\\u…» لا يدل على أي محرف.",
        "this escape “\\u…” stands for no character.",
    ),
    "Écrire le caractère lui-même.": ("كتابة المحرف نفسه.", "Write the character itself."),
    "l'accolade « { » ouverte ici n'est pas fermée": (
        "القوس «{» المفتوح هنا غير مغلق",
        "the brace “{” opened here isn't closed",
    ),
    "le crochet « [ » ouvert ici n'est pas fermé": (
        "المعقوف «[» المفتوح هنا غير مغلق",
        "the bracket “[” opened here isn't closed",
    ),
    "{opened} avant la ligne {line}.": ("{opened} قبل السطر {line}.", "{opened} before line {line}."),
    "Ajouter le signe fermant à la fin de ce groupe.": (
        "إضافة علامة الإغلاق في نهاية هذه المجموعة.",
        "Add the closing sign at the end of this group.",
    ),
    "le retrait de cette ligne contient une tabulation.": (
        "في بداية هذا السطر علامة جدولة (tab).",
        "the indent of this line holds a tab.",
    ),
    "La remplacer par des espaces (deux par niveau).": (
        "تعويضها بمسافات (اثنتان لكل مستوى).",
        "Replace it by spaces (two a level).",
    ),
    "le YAML ne se lit plus à partir d'ici.": ("لا يقرأ YAML ابتداء من هنا.", "the YAML can't be read from here on."),
    "Vérifier les guillemets, les « : » et les retraits alentour.": (
        "التحقق من علامات الاقتباس و«:» ومسافات البداية في ما حوله.",
        "Check the quotes, the “:” and the indents around.",
    ),
    'Mettre le texte entre guillemets "…".': ('وضع النص بين علامتي اقتباس "…".', 'Put the text between quotes "…".'),
    "Aligner cette ligne, avec des espaces, sur les clés du même groupe.": (
        "محاذاة هذا السطر، بالمسافات، مع مفاتيح المجموعة نفسها.",
        "Align this line, with spaces, on the keys of the same group.",
    ),
    "un guillemet ferme ce texte, mais aucun ne l'ouvre.": (
        "علامة اقتباس تغلق هذا النص ولا علامة تفتحه.",
        "a quote closes this text, but none opens it.",
    ),
    'Ajouter le guillemet " devant le texte.': (
        'إضافة علامة الاقتباس " قبل النص.',
        'Add the quote " in front of the text.',
    ),
    "« {sign} » n'est pas un guillemet de YAML.": (
        "«{sign}» ليست علامة اقتباس في YAML.",
        "“{sign}” isn't a quote of YAML.",
    ),
    'Employer des guillemets droits autour du texte : "…".': (
        'استعمال علامتي اقتباس مستقيمتين حول النص: "…".',
        'Use straight quotes around the text: "…".',
    ),
    "le guillemet ouvert ici n'est pas fermé avant « , {key}: ».": (
        "علامة الاقتباس المفتوحة هنا لم تغلق قبل «, {key}:».",
        "the quote opened here isn't closed before “, {key}:”.",
    ),
    'Ajouter le guillemet " à la fin de ce texte, avant la virgule.': (
        'إضافة علامة الاقتباس " في نهاية هذا النص قبل الفاصلة.',
        'Add the quote " at the end of this text, before the comma.',
    ),
    "le guillemet ouvert ici {until}.": ("علامة الاقتباس المفتوحة هنا {until}.", "the quote opened here {until}."),
    "n'est jamais fermé": ("لا تغلق أبدا", "is never closed"),
    "ne se ferme que ligne {line}": ("لا تغلق إلا في السطر {line}", "closes on line {line} only"),
    "Fermer le guillemet {where}.": ("إغلاق علامة الاقتباس {where}.", "Close the quote {where}."),
    "avant « , {key}: »": ("قبل «, {key}:»", "before “, {key}:”"),
    "avant l'accolade « } » qui finit la ligne": (
        "قبل القوس «}» في نهاية السطر",
        "before the brace “}” that ends the line",
    ),
    "à la fin de ce texte": ("في نهاية هذا النص", "at the end of this text"),
    "un texte ne peut pas commencer par « {character} » sans guillemets.": (
        "لا يمكن أن يبدأ نص بالعلامة «{character}» دون علامتي اقتباس.",
        "a text can't begin with “{character}” without quotes.",
    ),
    "il n'y a pas de clé devant ce « : ».": ("لا مفتاح قبل هذه «:».", "there is no key in front of this “:”."),
    "Écrire la clé, ou mettre le texte entre guillemets.": (
        "كتابة المفتاح، أو وضع النص بين علامتي اقتباس.",
        "Write the key, or put the text between quotes.",
    ),
    "le retrait de cette ligne n'est celui d'aucun groupe ouvert au-dessus.": (
        "مسافة بداية هذا السطر لا توافق أي مجموعة مفتوحة فوقه.",
        "the indent of this line is that of no group opened above.",
    ),
    "ce « : » est de trop : la ligne a déjà une clé et sa valeur.": (
        "هذه «:» زائدة: في السطر مفتاح وقيمته.",
        "this “:” is one too many: the line already has a key and its value.",
    ),
    "cette clé est plus en retrait que celles du même groupe.": (
        "هذا المفتاح أبعد إلى الداخل من مفاتيح المجموعة نفسها.",
        "this key is further in than those of the same group.",
    ),
    "l'apostrophe ferme ici le texte ouvert par « ' ».": (
        "الفاصلة العلوية تغلق هنا النص المفتوح بالعلامة «'».",
        "the apostrophe closes here the text opened by “'”.",
    ),
    'Entourer ce texte de guillemets droits "…" plutôt que d\'apostrophes.': (
        'إحاطة هذا النص بعلامتي اقتباس مستقيمتين "…" بدل الفواصل العلوية.',
        'Put straight quotes "…" around this text rather than apostrophes.',
    ),
    "le renvoi « *{anchor} » n'est pas permis.": (
        "الإحالة «*{anchor}» غير مسموح بها.",
        "the alias “*{anchor}” isn't allowed.",
    ),
    "Écrire la valeur en toutes lettres, ou le texte entre guillemets.": (
        "كتابة القيمة كاملة، أو النص بين علامتي اقتباس.",
        "Write the value in full, or the text between quotes.",
    ),
    "les directives « % » ne sont pas permises.": (
        "التعليمات «%» غير مسموح بها.",
        "“%” directives aren't allowed.",
    ),
    "Effacer cette ligne.": ("حذف هذا السطر.", "Delete this line."),
    "un deuxième document commence ici (« --- ») ; un fichier n'en contient qu'un.": (
        "تبدأ هنا وثيقة ثانية («---»)؛ ولا يضم الملف إلا واحدة.",
        "a second document begins here (“---”); a file holds one only.",
    ),
    "Effacer cette ligne, ou faire deux fichiers.": (
        "حذف هذا السطر، أو جعلهما ملفين.",
        "Delete this line, or make two files.",
    ),
    "plus de {most} niveaux imbriqués.": ("أكثر من {most} مستوى متداخلا.", "more than {most} nested levels."),
    "Vérifier les retraits et les crochets : le langage n'en demande pas tant.": (
        "التحقق من مسافات البداية والأقواس: لغة المسارات لا تتطلب هذا العدد.",
        "Check the indents and the brackets: the language never asks for that many.",
    ),
    "l'ancre « &{anchor} » n'est pas permise.": (
        "المرساة «&{anchor}» غير مسموح بها.",
        "the anchor “&{anchor}” isn't allowed.",
    ),
    "L'effacer, et répéter la valeur là où il la faut.": (
        "حذفها، وتكرار القيمة حيث تلزم.",
        "Delete it, and repeat the value where it is needed.",
    ),
    "l'étiquette de type « {tag} » n'est pas permise.": (
        "وسم النوع «{tag}» غير مسموح به.",
        "the type tag “{tag}” isn't allowed.",
    ),
    "L'effacer, ou mettre le texte entre guillemets.": (
        "حذفه، أو وضع النص بين علامتي اقتباس.",
        "Delete it, or put the text between quotes.",
    ),
    "élément vide.": ("عنصر فارغ.", "empty item."),
    "Écrire la valeur, ou effacer ce tiret ou cette virgule.": (
        "كتابة القيمة، أو حذف هذه الشرطة أو هذه الفاصلة.",
        "Write the value, or delete this dash or this comma.",
    ),
    "« {key} » n'a pas de valeur.": ("«{key}» بلا قيمة.", "“{key}” has no value."),
    "Écrire la valeur après « : », ou effacer la clé.": (
        "كتابة القيمة بعد «:»، أو حذف المفتاح.",
        "Write the value after “:”, or delete the key.",
    ),
    "Mettre tout le texte entre guillemets : sans eux, une virgule y commence une autre clé.": (
        "وضع النص كله بين علامتي اقتباس: فبدونهما تبدأ الفاصلة فيه مفتاحا آخر.",
        "Put the whole text between quotes: without them, a comma begins another key in it.",
    ),
    "les clés de fusion « << » ne sont pas permises.": (
        "مفاتيح الدمج «<<» غير مسموح بها.",
        "merge keys “<<” aren't allowed.",
    ),
    "Écrire les clés en toutes lettres.": ("كتابة المفاتيح كاملة.", "Write the keys in full."),
    "« {key} » ne peut pas servir de clé.": ("«{key}» لا يصلح مفتاحا.", "“{key}” can't serve as a key."),
    "Choisir un autre mot.": ("اختيار كلمة أخرى.", "Choose another word."),
    "la clé « {key} » est déjà écrite ligne {line}.": (
        "المفتاح «{key}» مكتوب من قبل في السطر {line}.",
        "the key “{key}” is already written on line {line}.",
    ),
    "Garder une seule des deux, ou lui donner un autre nom.": (
        "الاحتفاظ بواحد منهما، أو إعطاؤه اسما آخر.",
        "Keep one of the two, or give it another name.",
    ),
    "une clé doit être un mot, non une liste ou un groupe de clés.": (
        "يجب أن يكون المفتاح كلمة، لا قائمة ولا مجموعة مفاتيح.",
        "a key must be a word, not a list or a group of keys.",
    ),
    "Écrire « clé: valeur » ; un texte avec { ou [ se met entre guillemets.": (
        "كتابة «clé: valeur»؛ والنص الذي فيه { أو [ يوضع بين علامتي اقتباس.",
        "Write “key: value”; a text with { or [ goes between quotes.",
    ),
}
