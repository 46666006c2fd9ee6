"""What is found wrong in a territory: its differences from the pathways, its communes, offices and holidays.

Each French sentence stands where it is said; here, under it, Arabic and English. Words of the language of pathways are
written as they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping

FINDINGS_OF_TERRITORIES: Mapping[str, tuple[str, str]] = {
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
