"""What is found wrong in the text of a condition.

Each French sentence stands where it is said; here, under it, Arabic and English. Words of the language of conditions
are written as they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping

FINDINGS_OF_CONDITIONS: Mapping[str, tuple[str, str]] = {
    "condition « {text} » : {message}": ("الشرط «{text}»: {message}", "condition “{text}”: {message}"),
    "Écrire une condition comme « not overdue(declaration) » ou « couple == 'etranger' ».": (
        "كتابة شرط مثل «not overdue(declaration)» أو «couple == 'etranger'».",
        "Write a condition such as “not overdue(declaration)” or “couple == 'etranger'”.",
    ),
    "cette condition est mal formée.": ("هذا الشرط غير سليم الصياغة.", "this condition is badly formed."),
    "cette condition ne peut pas être lue.": ("لا يمكن قراءة هذا الشرط.", "this condition can't be read."),
    "la condition est vide.": ("الشرط فارغ.", "the condition is empty."),
    "Écrire une condition, ou retirer la ligne.": (
        "كتابة شرط، أو حذف السطر.",
        "Write a condition, or take the line out.",
    ),
    "la condition dépasse {most} caractères.": (
        "الشرط يتجاوز {most} حرفا.",
        "the condition is longer than {most} characters.",
    ),
    "La couper en deux, par exemple avec une alerte ou une étape de plus.": (
        "تقسيمه إلى اثنين، مثلا بتنبيه أو بمرحلة إضافية.",
        "Cut it in two, for example with an alert or one more step.",
    ),
    "le guillemet « {character} » n'est pas lu dans une condition.": (
        "علامة الاقتباس «{character}» لا تقرأ في شرط.",
        "the quote “{character}” isn't read in a condition.",
    ),
    "Employer l'apostrophe droite : 'domicile'.": (
        "استعمال الفاصلة العلوية المستقيمة: 'domicile'.",
        "Use the straight apostrophe: 'domicile'.",
    ),
    "la condition contient un caractère invisible.": (
        "في الشرط محرف خفي.",
        "the condition holds an invisible character.",
    ),
    "Le retirer.": ("حذفه.", "Take it out."),
    "le signe « \\ » n'est pas lu dans une condition.": (
        "العلامة «\\» لا تقرأ في شرط.",
        "the sign “\\” isn't read in a condition.",
    ),
    "« {word} » n'est pas un mot des conditions.": (
        "«{word}» ليست من كلمات الشروط.",
        "“{word}” isn't a word of conditions.",
    ),
    "le signe « = » seul ne compare rien.": (
        "العلامة «=» وحدها لا تقارن شيئا.",
        "the sign “=” alone compares nothing.",
    ),
    "Écrire « == » pour dire « est égal à ».": (
        "كتابة «==» للدلالة على المساواة.",
        "Write “==” to say “is equal to”.",
    ),
    "le signe « {sign} » n'existe pas dans les conditions.": (
        "العلامة «{sign}» لا توجد في الشروط.",
        "the sign “{sign}” doesn't exist in conditions.",
    ),
    "la condition est trop compliquée.": ("الشرط معقد أكثر مما يسمح به.", "the condition is too complicated."),
    "La couper en plusieurs étapes.": ("تقسيمه إلى عدة مراحل.", "Cut it in several steps."),
    "cette écriture n'existe pas dans les conditions.": (
        "هذه الكتابة لا توجد في الشروط.",
        "this way of writing doesn't exist in conditions.",
    ),
    "la condition ne répond pas par oui ou par non.": (
        "الشرط لا يجيب بنعم أو لا.",
        "the condition doesn't answer yes or no.",
    ),
    "Comparer, par exemple « age_years(date_naissance) < 18 ».": (
        "المقارنة، مثل «age_years(date_naissance) < 18».",
        "Compare, for example “age_years(date_naissance) < 18”.",
    ),
    "on n'additionne que des nombres entiers.": (
        "لا تجمع إلا الأعداد الصحيحة.",
        "only whole numbers are added.",
    ),
    "Compter d'abord des jours : days_since(…).": (
        "عد الأيام أولا: days_since(…).",
        "Count days first: days_since(…).",
    ),
    "« not », « and » et « or » relient des réponses oui ou non.": (
        "«not» و«and» و«or» تربط بين أجوبة بنعم أو لا.",
        "“not”, “and” and “or” join answers that are yes or no.",
    ),
    "Comparer d'abord, par exemple « couple == 'etranger' ».": (
        "المقارنة أولا، مثل «couple == 'etranger'».",
        "Compare first, for example “couple == 'etranger'”.",
    ),
    "« in » demande une liste, ou une donnée à plusieurs choix.": (
        "«in» تتطلب قائمة أو معطى متعدد الاختيارات.",
        "“in” wants a list, or a field of several choices.",
    ),
    "Écrire « x in ['a', 'b'] », ou « 'a' in x » quand x a plusieurs choix.": (
        "كتابة «x in ['a', 'b']»، أو «'a' in x» إذا كان x متعدد الاختيارات.",
        "Write “x in ['a', 'b']”, or “'a' in x” where x has several choices.",
    ),
    "on ne compare pas {left} et {right} avec « {sign} ».": (
        "لا تقارن هاتان الطبيعتان ({left}، {right}) بالعلامة «{sign}».",
        "{left} and {right} aren't compared with “{sign}”.",
    ),
    "Comparer deux valeurs de même nature ; une date s'écrit date('2026-01-01').": (
        "مقارنة قيمتين من الطبيعة نفسها؛ والتاريخ يكتب date('2026-01-01').",
        "Compare two values of the same nature; a date is written date('2026-01-01').",
    ),
    "un oui ou non": ("نعم أو لا", "a yes or no"),
    "un nombre": ("عدد", "a number"),
    "une date": ("تاريخ", "a date"),
    "un mot": ("كلمة", "a word"),
    "plusieurs choix": ("عدة اختيارات", "several choices"),
    "un pays": ("بلد", "a country"),
    "une issue": ("مآل", "an outcome"),
    "une donnée de type date": ("معطى من نوع التاريخ", "a field of type date"),
    "un groupe de pièces de l'étape": ("مجموعة وثائق من المرحلة", "a document group of the step"),
    "« {value} » n'est pas une des valeurs possibles.{nearest}": (
        "«{value}» ليست من القيم الممكنة.{nearest}",
        "“{value}” isn't one of the possible values.{nearest}",
    ),
    "Choisir parmi {known}.": ("الاختيار من بين {known}.", "Choose among {known}."),
    "la fonction « {function} » n'existe pas.{nearest}": (
        "الدالة «{function}» لا توجد.{nearest}",
        "the function “{function}” doesn't exist.{nearest}",
    ),
    "« {function} » prend {wanted} nom(s), {found} trouvé(s).": (
        "«{function}» تأخذ من الأسماء {wanted}، والموجود {found}.",
        "“{function}” takes {wanted} name(s), {found} found.",
    ),
    "Écrire comme « {example} ».": ("الكتابة على نحو «{example}».", "Write as in “{example}”."),
    "« {function} » attend {kind}.": ("«{function}» تنتظر ما يلي: {kind}.", "“{function}” expects {kind}."),
    "Écrire comme « {example} », sans apostrophes.": (
        "الكتابة على نحو «{example}» دون فواصل علوية.",
        "Write as in “{example}”, without apostrophes.",
    ),
    "cette date n'est pas lisible.": ("هذا التاريخ غير مقروء.", "this date can't be read."),
    "Écrire année-mois-jour : date('2026-01-31').": (
        "كتابة السنة-الشهر-اليوم: date('2026-01-31').",
        "Write year-month-day: date('2026-01-31').",
    ),
    "« {name} » n'est pas {kind} de ce parcours.{hint}": (
        "«{name}» لا يوجد في هذا المسار (المنتظر: {kind}).{hint}",
        "“{name}” isn't {kind} of this pathway.{hint}",
    ),
    " C'est une valeur : il lui faut des apostrophes.": (
        " هي قيمة: تلزمها فواصل علوية.",
        " It is a value: it needs apostrophes.",
    ),
    "Déclarer ce nom dans le parcours.": ("التصريح بهذا الاسم في المسار.", "Declare this name in the pathway."),
}
