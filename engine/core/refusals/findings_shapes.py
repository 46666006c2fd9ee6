"""What is found wrong in a file that was read: the shape of what stands in it, and the names that it uses.

Each French sentence stands where it is said; here, under it, Arabic and English. Words of the language of pathways are
written as they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping

FINDINGS_OF_SHAPES: Mapping[str, tuple[str, str]] = {
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
}
