"""What is found wrong in a file as it is written: its bytes, its YAML, its shape, and the names that it uses.

Each French sentence stands where it is said; here, under it, Arabic and English. Words of the language of pathways are
written as they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping

FINDINGS_OF_FILES: Mapping[str, tuple[str, str]] = {
    "(aucun)": ("(لا شيء)", "(none)"),
    "{words}": ("{words}", "{words}"),
    "{words}… et un autre": ("{words}… وآخر", "{words}… and one more"),
    "{words}… et {more} autres": ("{words}… و{more} غيرها", "{words}… and {more} more"),
    "Écrire « {good} ».": ("كتابة «{good}».", "Write “{good}”."),
    "Écrire « {near} ».": ("كتابة «{near}».", "Write “{near}”."),
    "Vouliez-vous dire « {near} » ? Sinon, ôter cette mention, ou {declare}.": (
        "هل المقصود «{near}»؟ وإلا فحذف هذه الإشارة، أو {declare}.",
        "Did you mean “{near}”? If not, take this mention away, or {declare}.",
    ),
    "Aucun nom connu n'est proche : {declare}.": (
        "لا يوجد اسم معروف قريب منه: {declare}.",
        "No known name is near: {declare}.",
    ),
    "Choisir un des noms connus, ôter cette mention, ou {declare} : {model}.": (
        "اختيار أحد الأسماء المعروفة، أو حذف هذه الإشارة، أو {declare}: {model}.",
        "Choose one of the known names, take this mention out, or {declare}: {model}.",
    ),
    "Ôter cette mention, ou {declare} : {model}.": (
        "حذف هذه الإشارة، أو {declare}: {model}.",
        "Take this mention out, or {declare}: {model}.",
    ),
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
    # --- shape ---
    "{spot} : {found} trouvé ; attendu : {wanted}.": (
        "{spot}: وجد {found}؛ والمنتظر: {wanted}.",
        "{spot}: {found} found; expected: {wanted}.",
    ),
    "« {word} »": ("«{word}»", "“{word}”"),
    "le nombre {value}": ("العدد {value}", "the number {value}"),
    "un groupe de clés": ("مجموعة مفاتيح", "a group of keys"),
    "une liste": ("قائمة", "a list"),
    "Écrire cette valeur sous la forme attendue.": (
        "كتابة هذه القيمة على الشكل المنتظر.",
        "Write this value in the form that is expected.",
    ),
    "Écrire la valeur, ou effacer la clé : « null » ne sert qu'à ôter ce que le socle apporte.": (
        "كتابة القيمة، أو حذف المفتاح: «null» لا تصلح إلا لإزالة ما يأتي به الأساس المشترك.",
        "Write the value, or delete the key: “null” only serves to take out what the base brings.",
    ),
    "Le mettre entre guillemets.": ("وضعه بين علامتي اقتباس.", "Put it between quotes."),
    'Écrire {{fr: "{value}", ar: "…"}}.': ('كتابة {{fr: "{value}", ar: "…"}}.', 'Write {{fr: "{value}", ar: "…"}}.'),
    "Écrire « [{value}] », entre crochets.": ("كتابة «[{value}]» بين معقوفين.", "Write “[{value}]”, between brackets."),
    "« {text} » n'est pas un identifiant (lettres a-z sans accent, chiffres, « _ » ; 48 au plus).": (
        "«{text}» ليس معرفا (حروف a-z دون علامات، وأرقام، و«_»؛ 48 على الأكثر).",
        "“{text}” isn't an identifier (letters a-z without accents, digits, “_”; 48 at most).",
    ),
    "Commencer par une lettre de a à z.": ("البدء بحرف من a إلى z.", "Begin with a letter from a to z."),
    "« {text} » est un mot du langage ; il ne peut pas servir d'identifiant.": (
        "«{text}» كلمة من لغة المسارات؛ لا تصلح معرفا.",
        "“{text}” is a word of the language; it can't serve as an identifier.",
    ),
    "Choisir un nom plus précis.": ("اختيار اسم أدق.", "Choose a more precise name."),
    "{spot} : le nombre {value} n'a pas d'unité.": (
        "{spot}: العدد {value} بلا وحدة.",
        "{spot}: the number {value} has no unit.",
    ),
    "Écrire « {value} days », ou hours, months, years.": (
        "كتابة «{value} days»، أو hours أو months أو years.",
        "Write “{value} days”, or hours, months, years.",
    ),
    "{spot} : {why}": ("{spot}: {why}", "{spot}: {why}"),
    "« {text} » n'est pas une durée : écrire {forms}.": (
        "«{text}» ليست مدة: تكتب {forms}.",
        "“{text}” isn't a duration: write {forms}.",
    ),
    "« {text} » est trop long : {longest} years au plus.": (
        "«{text}» أطول مما يسمح به: {longest} years على الأكثر.",
        "“{text}” is too long: {longest} years at most.",
    ),
    "Écrire un nombre, un espace, puis l'unité en anglais.": (
        "كتابة عدد ثم مسافة ثم الوحدة بالإنجليزية.",
        "Write a number, a space, then the unit in English.",
    ),
    "L'écrire sans guillemets ni zéro devant.": (
        "كتابته دون علامتي اقتباس ودون صفر قبله.",
        "Write it without quotes and without a zero in front.",
    ),
    "Écrire des chiffres seuls.": ("كتابة أرقام فقط.", "Write digits only."),
    "{spot} : {value} est hors des bornes ; attendu : {wanted}.": (
        "{spot}: {value} خارج الحدود؛ والمنتظر: {wanted}.",
        "{spot}: {value} is out of bounds; expected: {wanted}.",
    ),
    "Corriger ce nombre.": ("تصحيح هذا العدد.", "Correct this number."),
    "Écrire true ou false, sans guillemets.": (
        "كتابة true أو false دون علامتي اقتباس.",
        "Write true or false, without quotes.",
    ),
    "{spot} : la liste est vide.": ("{spot}: القائمة فارغة.", "{spot}: the list is empty."),
    "Y écrire {wanted}.": ("كتابة ما يلي فيها: {wanted}.", "Write in it {wanted}."),
    "{spot} : {found} y est deux fois.": ("{spot}: {found} مكرر فيها.", "{spot}: {found} is in it twice."),
    "En effacer un.": ("حذف أحدهما.", "Delete one."),
    "{spot} est vide.": ("{spot}: لا شيء فيه.", "{spot} is empty."),
    "Y déclarer au moins {noun}.": ("التصريح فيه على الأقل بما يلي: {noun}.", "Declare at least {noun} in it."),
    "« {key} » ne convient pas comme clé ; attendu : {noun}.": (
        "«{key}» لا يناسب مفتاحا؛ والمنتظر: {noun}.",
        "“{key}” won't do as a key; expected: {noun}.",
    ),
    "Corriger cette clé.": ("تصحيح هذا المفتاح.", "Correct this key."),
    "{spot} : il manque « {name} » ({description}).": (
        "{spot}: ينقص «{name}» ({description}).",
        "{spot}: “{name}” is missing ({description}).",
    ),
    "Ajouter « {name}: » suivi de ceci : {wanted}.": (
        "إضافة «{name}:» متبوعا بما يلي: {wanted}.",
        "Add “{name}:” followed by this: {wanted}.",
    ),
    "la clé « {key} » n'existe pas dans {noun} ; clés connues : {keys}.": (
        "المفتاح «{key}» لا يوجد هنا ({noun})؛ المفاتيح المعروفة: {keys}.",
        "the key “{key}” doesn't exist in {noun}; known keys: {keys}.",
    ),
    "L'effacer, ou la mettre à sa place.": ("حذفه، أو وضعه في مكانه.", "Delete it, or put it where it belongs."),
    "le nom d'{noun}": ("اسم ما يلي: {noun}", "the name of {noun}"),
    "le mot « {words} »": ("الكلمة «{words}»", "the word “{words}”"),
    "un de ces mots : {words}": ("إحدى هذه الكلمات: {words}", "one of these words: {words}"),
    "un texte sur une ligne, par exemple « {example} »": (
        "نص في سطر واحد، مثل «{example}»",
        "a text on one line, for example “{example}”",
    ),
    "l'adresse d'une page, par exemple « {example} »": (
        "عنوان صفحة، مثل «{example}»",
        "the address of a page, for example “{example}”",
    ),
    "un nombre entier": ("عدد صحيح", "a whole number"),
    "un nombre entier (au moins {least})": ("عدد صحيح ({least} على الأقل)", "a whole number (at least {least})"),
    "un nombre entier (au plus {most})": ("عدد صحيح ({most} على الأكثر)", "a whole number (at most {most})"),
    "un nombre entier (au moins {least}, au plus {most})": (
        "عدد صحيح ({least} على الأقل، {most} على الأكثر)",
        "a whole number (at least {least}, at most {most})",
    ),
    "une liste « [ … ] », où chaque élément est {item}": (
        "قائمة «[ … ]» كل عنصر فيها: {item}",
        "a list “[ … ]”, of which each item is {item}",
    ),
    "{item}, ou une liste « [a, b] »": ("{item}، أو قائمة «[a, b]»", "{item}, or a list “[a, b]”"),
    "{one} ; ou {other}": ("{one}؛ أو {other}", "{one}; or {other}"),
    "un groupe de clés dont chacune nomme {noun}": (
        "مجموعة مفاتيح يسمي كل منها ما يلي: {noun}",
        "a group of keys, each of which names {noun}",
    ),
    "{noun}, en clés ({keys})": ("{noun}، بمفاتيح ({keys})", "{noun}, in keys ({keys})"),
    "un identifiant, par exemple « acte_dresse »": (
        "معرف، مثل «acte_dresse»",
        "an identifier, for example “acte_dresse”",
    ),
    "une durée, par exemple « 30 days » ou « 12 working days »": (
        "مدة، مثل «30 days» أو «12 working days»",
        "a duration, for example “30 days” or “12 working days”",
    ),
    "une date, par exemple « 2026-11-01 »": ("تاريخ، مثل «2026-11-01»", "a date, for example “2026-11-01”"),
    'un texte entre guillemets, par exemple "Réunion des pièces"': (
        'نص بين علامتي اقتباس، مثل "Réunion des pièces"',
        'a text between quotes, for example "Réunion des pièces"',
    ),
    'un texte par langue, par exemple {fr: "Dossier complet", ar: "ملف كامل"}': (
        'نص لكل لغة، مثل {fr: "Dossier complet", ar: "ملف كامل"}',
        'a text for each language, for example {fr: "Dossier complet", ar: "ملف كامل"}',
    ),
    'une condition entre guillemets, par exemple "not overdue(declaration)"': (
        'شرط بين علامتي اقتباس، مثل "not overdue(declaration)"',
        'a condition between quotes, for example "not overdue(declaration)"',
    ),
    "true (oui) ou false (non)": ("true (نعم) أو false (لا)", "true (yes) or false (no)"),
    "un mot, un nombre entier, true, false, ou une liste de mots": (
        "كلمة، أو عدد صحيح، أو true، أو false، أو قائمة كلمات",
        "a word, a whole number, true, false, or a list of words",
    ),
    # --- names ---
    "{missing}. {known} : {names}.": ("{missing}. {known}: {names}.", "{missing}. {known}: {names}."),
    "la donnée « {name} » n'existe pas dans ce parcours": (
        "المعطى «{name}» لا يوجد في هذا المسار",
        "the field “{name}” doesn't exist in this pathway",
    ),
    "Données connues": ("المعطيات المعروفة", "Known fields"),
    "la déclarer sous « fields »": ("التصريح به تحت «fields»", "declare it under “fields”"),
    "l'étape « {name} » n'existe pas dans ce parcours": (
        "المرحلة «{name}» لا توجد في هذا المسار",
        "the step “{name}” doesn't exist in this pathway",
    ),
    "Étapes connues": ("المراحل المعروفة", "Known steps"),
    "la déclarer sous « states »": ("التصريح بها تحت «states»", "declare it under “states”"),
    "l'action « {name} » n'existe pas dans ce parcours": (
        "الإجراء «{name}» لا يوجد في هذا المسار",
        "the action “{name}” doesn't exist in this pathway",
    ),
    "Actions connues": ("الإجراءات المعروفة", "Known actions"),
    "la déclarer sous « actions »": ("التصريح به تحت «actions»", "declare it under “actions”"),
    "l'échéance « {name} » n'existe pas dans ce parcours": (
        "الأجل «{name}» لا يوجد في هذا المسار",
        "the deadline “{name}” doesn't exist in this pathway",
    ),
    "Échéances connues": ("الآجال المعروفة", "Known deadlines"),
    "la déclarer sous « deadlines »": ("التصريح به تحت «deadlines»", "declare it under “deadlines”"),
    "l'alerte « {name} » n'existe pas dans ce parcours": (
        "التنبيه «{name}» لا يوجد في هذا المسار",
        "the alert “{name}” doesn't exist in this pathway",
    ),
    "Alertes connues": ("التنبيهات المعروفة", "Known alerts"),
    "la déclarer sous « alerts »": ("التصريح به تحت «alerts»", "declare it under “alerts”"),
    "l'invariant « {name} » n'existe pas dans ce parcours": (
        "الثابت «{name}» لا يوجد في هذا المسار",
        "the invariant “{name}” doesn't exist in this pathway",
    ),
    "Invariants connus": ("الثوابت المعروفة", "Known invariants"),
    "le déclarer sous « invariants »": ("التصريح به تحت «invariants»", "declare it under “invariants”"),
    "le consentement « {name} » n'existe pas dans ce parcours": (
        "الموافقة «{name}» لا توجد في هذا المسار",
        "the consent “{name}” doesn't exist in this pathway",
    ),
    "Consentements connus": ("الموافقات المعروفة", "Known consents"),
    "le déclarer sous « consents »": ("التصريح بها تحت «consents»", "declare it under “consents”"),
    "aucun dossier lié ne s'appelle « {name} » dans ce parcours": (
        "لا ملف مرتبط اسمه «{name}» في هذا المسار",
        "no linked case is called “{name}” in this pathway",
    ),
    "Liens connus": ("الروابط المعروفة", "Known links"),
    "l'ouvrir sous « do »": ("فتحه تحت «do»", "open it under “do”"),
    "« {name} » n'est ni un groupe de pièces de cette étape, ni une donnée": (
        "«{name}» ليس مجموعة وثائق من هذه المرحلة ولا معطى",
        "“{name}” is neither a document group of this step nor a field",
    ),
    "Connus": ("المعروف", "Known"),
    "déclarer ce groupe sous « documents » de cette étape (un motif se demande par « reason »)": (
        "التصريح بهذه المجموعة تحت «documents» في هذه المرحلة (ويطلب السبب بكلمة «reason»)",
        "declare this group under “documents” of this step (a reason is asked for by “reason”)",
    ),
    "la valeur « {name} » n'est pas une des réponses possibles": (
        "القيمة «{name}» ليست من الأجوبة الممكنة",
        "the value “{name}” isn't one of the possible answers",
    ),
    "Réponses": ("الأجوبة", "Answers"),
    "l'ajouter à « options »": ("إضافتها إلى «options»", "add it to “options”"),
    "l'y ajouter": ("إضافته إليه", "add it there"),
    "la pièce « {name} » n'est pas dans documents.yaml": (
        "الوثيقة «{name}» ليست في documents.yaml",
        "the document “{name}” isn't in documents.yaml",
    ),
    "Pièces connues": ("الوثائق المعروفة", "Known documents"),
    "le service « {name} » n'est pas dans services.yaml": (
        "المصلحة «{name}» ليست في services.yaml",
        "the service “{name}” isn't in services.yaml",
    ),
    "Services connus": ("المصالح المعروفة", "Known services"),
    "la source « {name} » n'est pas dans sources.yaml": (
        "المصدر «{name}» ليس في sources.yaml",
        "the source “{name}” isn't in sources.yaml",
    ),
    "Sources connues": ("المصادر المعروفة", "Known sources"),
    "la valeur « {name} » n'est pas dans values.yaml": (
        "القيمة «{name}» ليست في values.yaml",
        "the value “{name}” isn't in values.yaml",
    ),
    "Valeurs connues": ("القيم المعروفة", "Known values"),
    "le modèle « {name} » n'existe pas": ("النموذج «{name}» لا يوجد", "the form “{name}” doesn't exist"),
    "Modèles connus": ("النماذج المعروفة", "Known forms"),
    "écrire ce modèle": ("كتابة هذا النموذج", "write this form"),
    "le parcours « {name} » n'existe pas": ("المسار «{name}» لا يوجد", "the pathway “{name}” doesn't exist"),
    "Parcours connus": ("المسارات المعروفة", "Known pathways"),
    "écrire ce parcours": ("كتابة هذا المسار", "write this pathway"),
    "le socle « {name} » n'existe pas": ("الأساس المشترك «{name}» لا يوجد", "the base “{name}” doesn't exist"),
    "Socles connus": ("الأسس المعروفة", "Known bases"),
    "écrire ce socle": ("كتابة هذا الأساس", "write this base"),
    "la commune « {name} » n'existe pas dans ce territoire": (
        "الجماعة «{name}» لا توجد في هذا المجال الترابي",
        "the commune “{name}” doesn't exist in this territory",
    ),
    "Communes connues": ("الجماعات المعروفة", "Known communes"),
    "vérifier son nom": ("التحقق من اسمها", "check its name"),
    "ce fichier s'appelle « {process}.yaml » et dit être le parcours « {written} ».": (
        "اسم هذا الملف «{process}.yaml» ويقول إنه المسار «{written}».",
        "this file is called “{process}.yaml” and says it is the pathway “{written}”.",
    ),
    "Écrire « process: {process} », ou renommer le fichier.": (
        "كتابة «process: {process}»، أو تغيير اسم الملف.",
        "Write “process: {process}”, or rename the file.",
    ),
    "la donnée « {name} » n'existe pas dans le parcours « {target} », qui la recevrait.": (
        "المعطى «{name}» لا يوجد في المسار «{target}» الذي سيتلقاه.",
        "the field “{name}” doesn't exist in the pathway “{target}”, which would receive it.",
    ),
    "L'ôter de « carry », ou la déclarer dans {target}.yaml.": (
        "حذفه من «carry»، أو التصريح به في {target}.yaml.",
        "Take it out of “carry”, or declare it in {target}.yaml.",
    ),
    # --- differences of a territory ---
    "« {key}: null » n'ôte rien : il n'y a pas de « {key} » à cet endroit de ce qui est repris.": (
        "«{key}: null» لا تزيل شيئا: لا يوجد «{key}» في هذا الموضع مما أعيد استعماله.",
        "“{key}: null” takes nothing out: there is no “{key}” at that place of what is built on.",
    ),
    "Effacer cette ligne, ou corriger le nom.": (
        "حذف هذا السطر، أو تصحيح الاسم.",
        "Delete this line, or correct the name.",
    ),
    "une différence de territoire ôte la base légale {lost}.": (
        "اختلاف خاص بالمجال الترابي يزيل السند القانوني {lost}.",
        "a territory's difference takes away the legal basis {lost}.",
    ),
    "Garder cette base ; en ajouter d'autres est permis.": (
        "الاحتفاظ بهذا السند؛ وإضافة غيره مسموح بها.",
        "Keep this basis; adding others is allowed.",
    ),
    "échéance légale « {name} » : {what}.": ("الأجل القانوني «{name}»: {what}.", "legal deadline “{name}”: {what}."),
    "Retirer cette différence.": ("سحب هذا الاختلاف.", "Take this difference out."),
    "un territoire ne peut pas l'ôter": ("لا يمكن لمجال ترابي أن يزيله", "a territory can't take it away"),
    "un territoire ne peut pas en changer « {key} »": (
        "لا يمكن لمجال ترابي أن يغير «{key}» فيه",
        "a territory can't change its “{key}”",
    ),
    "« {now} » peut être plus long que « {was} »": (
        "«{now}» قد تكون أطول من «{was}»",
        "“{now}” may be longer than “{was}”",
    ),
    # --- a territory's files ---
    "ce fichier du territoire manque, ou ne peut pas être lu.": (
        "هذا الملف من ملفات المجال الترابي ناقص، أو لا يمكن قراءته.",
        "this file of the territory is missing, or can't be read.",
    ),
    "Le remettre en place, ou vérifier ses droits d'accès.": (
        "إعادته إلى مكانه، أو التحقق من حقوق الولوج إليه.",
        "Put it back, or check its access rights.",
    ),
    "{noun} « {name} » n'existe pas dans {where}.": (
        "لا يوجد في {where}: {noun} «{name}».",
        "{noun} “{name}” doesn't exist in {where}.",
    ),
    "la province": ("الإقليم", "the province"),
    "la commune": ("الجماعة", "the commune"),
    "le service": ("المصلحة", "the service"),
    "la source": ("المصدر", "the source"),
    "le catalogue des services": ("فهرس المصالح", "the catalogue of services"),
    "« sources », dans ce fichier": ("«sources» في هذا الملف", "“sources”, in this file"),
    "Corriger ce nom, ou l'ajouter dans {where}.": (
        "تصحيح هذا الاسم، أو إضافته في {where}.",
        "Correct this name, or add it in {where}.",
    ),
    "ce territoire s'appelle « {ident} », mais son dossier « {folder} ».": (
        "اسم هذا المجال الترابي «{ident}»، واسم مجلده «{folder}».",
        "this territory is called “{ident}”, but its folder “{folder}”.",
    ),
    "Donner le même nom aux deux.": ("إعطاؤهما الاسم نفسه.", "Give both the same name."),
    "le chef-lieu « {seat} » est une commune de la province « {home} ».": (
        "مقر الإقليم «{seat}» جماعة من الإقليم «{home}».",
        "the seat “{seat}” is a commune of the province “{home}”.",
    ),
    "Écrire une commune de « {slug} », ou corriger communes.yaml.": (
        "كتابة جماعة من «{slug}»، أو تصحيح communes.yaml.",
        "Write a commune of “{slug}”, or correct communes.yaml.",
    ),
    "« {code} » n'est pas un code du Haut-Commissariat au Plan.": (
        "«{code}» ليس رمزا من رموز المندوبية السامية للتخطيط.",
        "“{code}” isn't a code of the Haut-Commissariat au Plan.",
    ),
    "L'écrire avec ses points, par exemple « 09.581.01.07 ».": (
        "كتابته بنقطه، مثل «09.581.01.07».",
        "Write it with its dots, for example “09.581.01.07”.",
    ),
    "le code « {code} » ne commence pas par « {above} ».": (
        "الرمز «{code}» لا يبدأ بـ«{above}».",
        "the code “{code}” doesn't begin with “{above}”.",
    ),
    "Corriger le code, ou le rattachement.": ("تصحيح الرمز، أو الإلحاق.", "Correct the code, or what it belongs to."),
    "le code « {code} » est déjà celui de « {other} » (ligne {line}).": (
        "الرمز «{code}» هو رمز «{other}» من قبل (السطر {line}).",
        "the code “{code}” is already that of “{other}” (line {line}).",
    ),
    "la fiche « {office} » ne dessert rien.": (
        "البطاقة «{office}» لا تخدم أي مكان.",
        "the card “{office}” serves nothing.",
    ),
    "Écrire « region », des provinces ou des communes.": (
        "كتابة «region» أو أقاليم أو جماعات.",
        "Write “region”, provinces or communes.",
    ),
    "« {found} » ne sera pas remplacé ; possible ici : {known}.": (
        "«{found}» لن يعوض؛ والممكن هنا: {known}.",
        "“{found}” won't be replaced; possible here: {known}.",
    ),
    "Corriger le nom entre accolades.": ("تصحيح الاسم بين القوسين.", "Correct the name between braces."),
    "« {office} », l'identifiant que donne cette règle, dépasse {most} caractères.": (
        "«{office}»، المعرف الذي تعطيه هذه القاعدة، يتجاوز {most} حرفا.",
        "“{office}”, the identifier that this rule gives, is longer than {most} characters.",
    ),
    "Donner à la règle un nom plus court.": ("إعطاء القاعدة اسما أقصر.", "Give the rule a shorter name."),
    "la fiche « {office} » prend la place de celle de la règle « {rule} », mais d'un autre service.": (
        "البطاقة «{office}» تأخذ مكان بطاقة القاعدة «{rule}» لكنها لمصلحة أخرى.",
        "the card “{office}” takes the place of the one of the rule “{rule}”, but of another service.",
    ),
    "Lui donner le service « {service} », ou un autre identifiant.": (
        "إعطاؤها المصلحة «{service}»، أو معرفا آخر.",
        "Give it the service “{service}”, or another identifier.",
    ),
    "les sept jours de la semaine sont chômés : aucun délai en jours ouvrables ne finirait.": (
        "أيام الأسبوع السبعة كلها عطلة: لن ينتهي أي أجل بأيام العمل.",
        "all seven days of the week are off: no deadline in working days would end.",
    ),
    "Ôter de la liste les jours ouvrables.": ("حذف أيام العمل من القائمة.", "Take the working days out of the list."),
    "la période couverte finit le {last}, avant de commencer le {first}.": (
        "الفترة المشمولة تنتهي في {last} قبل أن تبدأ في {first}.",
        "the period covered ends on {last}, before it begins on {first}.",
    ),
    "Corriger « from » ou « until ».": ("تصحيح «from» أو «until».", "Correct “from” or “until”."),
    "« {day} » n'est pas un jour de l'année sous la forme mois-jour.": (
        "«{day}» ليس يوما من السنة على شكل شهر-يوم.",
        "“{day}” isn't a day of the year in the form month-day.",
    ),
    "Écrire par exemple « 11-18 ».": ("يكتب مثلا «11-18».", "Write for example “11-18”."),
    "cette fête finit en {until}, avant de commencer en {since}.": (
        "هذا العيد ينتهي في {until} قبل أن يبدأ في {since}.",
        "this feast ends in {until}, before it begins in {since}.",
    ),
    "Corriger « since » ou « until ».": ("تصحيح «since» أو «until».", "Correct “since” or “until”."),
    "« {ident} » n'a pas de date pour {missing}, que le fichier dit couvrir.": (
        "«{ident}» بلا تاريخ لسنة {missing} التي يقول الملف إنه يشملها.",
        "“{ident}” has no date for {missing}, which the file says it covers.",
    ),
    "Ajouter la date, « status: estimated » si elle n'est pas annoncée, ou raccourcir « covers ».": (
        "إضافة التاريخ، مع «status: estimated» إن لم يعلن عنه، أو تقصير «covers».",
        "Add the date, “status: estimated” if it isn't announced, or shorten “covers”.",
    ),
    "le {day} est hors de la période couverte : cette date ne sert à rien.": (
        "اليوم {day} خارج الفترة المشمولة: لا فائدة من هذا التاريخ.",
        "{day} is outside the period covered: this date is of no use.",
    ),
    "Étendre « covers », ou effacer cette date.": (
        "تمديد «covers»، أو حذف هذا التاريخ.",
        "Extend “covers”, or delete this date.",
    ),
}
