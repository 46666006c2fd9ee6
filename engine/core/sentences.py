"""The engine's own sentences, in French, Arabic and English: refusals and what unlocks them, values expected, alerts.

One place for every sentence that no pathway writes. A sentence has holes; `engine.core.wording` fills them.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.decision import ReasonCode
from engine.core.definition import Text

REASONS: Mapping[ReasonCode, tuple[Text, Text]] = {
    "case_closed": (
        Text(
            "Le dossier est clos (« {state} ») : cette action n'y est plus possible.",
            "الملف مغلق («{state}»): لم يعد هذا الإجراء ممكنا.",
            "The case is closed (“{state}”): this action is no longer possible.",
        ),
        Text(
            "Rouvrir le dossier si le parcours le permet, ou ouvrir un nouveau dossier.",
            "أعد فتح الملف إذا كان المسار يسمح بذلك، أو افتح ملفا جديدا.",
            "Reopen the case if its pathway allows it, or open a new one.",
        ),
    ),
    "unknown_action": (
        Text(
            "L'action « {trigger} » n'existe pas dans ce parcours.{nearest}",
            "الإجراء «{trigger}» غير موجود في هذا المسار.{nearest}",
            "This pathway has no action “{trigger}”.{nearest}",
        ),
        Text("Actions ouvertes ici : {here}.", "الإجراءات المتاحة هنا: {here}.", "Actions open here: {here}."),
    ),
    "not_open_here": (
        Text(
            "L'action « {trigger} » n'est pas ouverte à l'étape « {state} ».",
            "الإجراء «{trigger}» غير متاح في مرحلة «{state}».",
            "The action “{trigger}” is not open at the step “{state}”.",
        ),
        Text(
            "Elle s'ouvre à l'étape : {elsewhere}. Ici, on peut : {here}.",
            "يكون متاحا في: {elsewhere}. المتاح هنا: {here}.",
            "It opens at: {elsewhere}. Possible here: {here}.",
        ),
    ),
    "system_only": (
        Text(
            "« {title} » est fait par le système seul.",
            "«{title}» يقوم به النظام وحده.",
            "“{title}” is done by the system alone.",
        ),
        Text(
            "Rien à faire : l'action se déclenche à son heure.",
            "لا شيء مطلوب: يتم في وقته.",
            "Nothing to do: it comes in its time.",
        ),
    ),
    "role_refused": (
        Text(
            "Cette action n'est pas permise au rôle « {what} ».",
            "هذا الإجراء غير مسموح به لدور «{what}».",
            "This action is not allowed to the role “{what}”.",
        ),
        Text("La demander à : {roles}.", "اطلبه من: {roles}.", "Ask: {roles}."),
    ),
    "stopped_by_alert": (
        Text(
            "Action suspendue par une alerte : {text}",
            "الإجراء موقوف بسبب تنبيه: {text}",
            "Stopped by an alert: {text}",
        ),
        Text("D'abord : {lets}.", "أولا: {lets}.", "First: {lets}."),
    ),
    "condition_false": (
        Text("{otherwise}", "{otherwise}", "{otherwise}"),
        Text(
            "Choisir une autre action de cette étape.",
            "اختر إجراء آخر من هذه المرحلة.",
            "Choose another action of this step.",
        ),
    ),
    "condition_unknown": (
        Text(
            "On ne peut pas encore savoir si cette action est possible. Il manque : {missing}.",
            "لا يمكن بعد معرفة ما إذا كان هذا الإجراء ممكنا. ينقص: {missing}.",
            "It is not known yet whether this is possible. Missing: {missing}.",
        ),
        Text("Renseigner d'abord : {names}.", "أدخل أولا: {names}.", "First record: {names}."),
    ),
    "document_missing": (
        Text(
            "Pièce à obtenir pour « {title} » : {papers}.",
            "وثيقة مطلوبة من أجل «{title}»: {papers}.",
            "Paper to obtain for “{title}”: {papers}.",
        ),
        Text(
            "Quand la pièce est là, la cocher comme reçue ({names}).",
            "عند توفر الوثيقة، سجل استلامها ({names}).",
            "When it is there, mark it as received ({names}).",
        ),
    ),
    "document_stale": (
        Text(
            "Pièce trop ancienne pour « {title} » : {papers}.",
            "وثيقة متجاوزة المدة من أجل «{title}»: {papers}.",
            "Paper too old for “{title}”: {papers}.",
        ),
        Text("En demander une récente ({names}).", "اطلب وثيقة حديثة ({names}).", "Ask for a recent one ({names})."),
    ),
    "document_unverified": (
        Text(
            "Pièce à vérifier pour « {title} » : {papers}.",
            "وثيقة يجب التحقق منها من أجل «{title}»: {papers}.",
            "Paper to verify for “{title}”: {papers}.",
        ),
        Text(
            "La vérifier, puis la marquer « vérifiée » ({names}).",
            "تحقق منها ثم سجلها «متحقق منها» ({names}).",
            "Check it, then mark it as verified ({names}).",
        ),
    ),
    "document_condition_unknown": (
        Text(
            "On ne sait pas encore si « {title} » est demandé. Il manque : {missing}.",
            "لا يعرف بعد ما إذا كان «{title}» مطلوبا. ينقص: {missing}.",
            "It is not known yet whether “{title}” is due. Missing: {missing}.",
        ),
        Text("Renseigner d'abord : {names}.", "أدخل أولا: {names}.", "First record: {names}."),
    ),
    "field_missing": (
        Text("Il manque la donnée « {label} ».", "ينقص المعطى «{label}».", "The field “{label}” is missing."),
        Text("La demander et la saisir ({what}).", "اسأل عنه وسجله ({what}).", "Ask for it and record it ({what})."),
    ),
    "reason_missing": (
        Text("Un motif est nécessaire.", "يلزم ذكر السبب.", "A reason is needed."),
        Text(
            "Écrire le motif en une phrase simple.",
            "اكتب السبب في جملة بسيطة.",
            "Write the reason in one plain sentence.",
        ),
    ),
    "receipt_missing": (
        Text(
            "Il faut le récépissé du dépôt : « {title} ».",
            "يلزم وصل الإيداع: «{title}».",
            "The receipt of the filing is needed: “{title}”.",
        ),
        Text(
            "Donner son numéro et sa date. S'il n'a pas été remis : « --receipt none » avec un motif, "
            "le délai court quand même.",
            "أدخل رقمه وتاريخه. إذا لم يسلم: «--receipt none» مع السبب، والأجل يسري على كل حال.",
            "Give its number and date. If none was handed over: “--receipt none” with a reason; "
            "the clock runs all the same.",
        ),
    ),
    "consent_missing": (
        Text(
            "Il manque l'accord de la personne : « {title} ».",
            "تنقص موافقة الشخص: «{title}».",
            "The person's consent is missing: “{title}”.",
        ),
        Text(
            "Lire le texte, demander l'accord, l'enregistrer ({what}).",
            "اقرأ النص واطلب الموافقة وسجلها ({what}).",
            "Read the text out, ask, record the answer ({what}).",
        ),
    ),
    "unknown_field": (
        Text(
            "La donnée « {what} » n'existe pas dans ce parcours.{nearest}",
            "المعطى «{what}» غير موجود في هذا المسار.{nearest}",
            "This pathway has no field “{what}”.{nearest}",
        ),
        Text("Données connues : {known}.", "المعطيات المعروفة: {known}.", "Known fields: {known}."),
    ),
    "unknown_document": (
        Text(
            "La pièce « {what} » n'existe pas dans ce parcours.{nearest}",
            "الوثيقة «{what}» غير موجودة في هذا المسار.{nearest}",
            "This pathway has no paper “{what}”.{nearest}",
        ),
        Text("Pièces connues : {known}.", "الوثائق المعروفة: {known}.", "Known papers: {known}."),
    ),
    "unknown_consent": (
        Text(
            "Le consentement « {what} » n'existe pas dans ce parcours.{nearest}",
            "الموافقة «{what}» غير موجودة في هذا المسار.{nearest}",
            "This pathway has no consent “{what}”.{nearest}",
        ),
        Text("Consentements connus : {known}.", "الموافقات المعروفة: {known}.", "Known consents: {known}."),
    ),
    "unknown_state": (
        Text(
            "L'étape « {what} » n'existe pas dans ce parcours.{nearest}",
            "المرحلة «{what}» غير موجودة في هذا المسار.{nearest}",
            "This pathway has no step “{what}”.{nearest}",
        ),
        Text("Étapes connues : {known}.", "المراحل المعروفة: {known}.", "Known steps: {known}."),
    ),
    "already_known": (
        Text(
            "« {label} » est déjà renseigné, avec une autre valeur.",
            "«{label}» مسجل من قبل بقيمة أخرى.",
            "“{label}” is already recorded, with another value.",
        ),
        Text(
            "Si la première valeur est fausse, la corriger avec un motif.",
            "إذا كانت القيمة الأولى خاطئة، صححها مع ذكر السبب.",
            "If the first value is wrong, correct it with a reason.",
        ),
    ),
    "not_known": (
        Text(
            "« {label} » n'est pas encore renseigné : il n'y a rien à corriger.",
            "«{label}» غير مسجل بعد: لا شيء للتصحيح.",
            "“{label}” is not recorded yet: nothing to correct.",
        ),
        Text("Enregistrer la donnée.", "سجل المعطى.", "Record it."),
    ),
    "bad_value": (
        Text(
            "Valeur refusée pour « {label} »{shown}.",
            "قيمة مرفوضة بالنسبة إلى «{label}»{shown}.",
            "Value refused for “{label}”{shown}.",
        ),
        Text("{expected}", "{expected}", "{expected}"),
    ),
    "in_the_future": (
        Text(
            "Le {what} est après le {today} : cela ne peut pas encore avoir eu lieu.",
            "{what} بعد {today}: لا يمكن أن يكون قد حدث.",
            "{what} is after {today}: it cannot have happened yet.",
        ),
        Text("Vérifier la date.", "تحقق من التاريخ.", "Check the date."),
    ),
    "before_opening": (
        Text(
            "Le {what} est avant l'ouverture du dossier ({opened}).",
            "{what} قبل فتح الملف ({opened}).",
            "{what} is before the case was opened ({opened}).",
        ),
        Text("Vérifier la date.", "تحقق من التاريخ.", "Check the date."),
    ),
    "notes_closed": (
        Text(
            "Ce parcours ne garde pas de note libre, pour protéger la personne.",
            "هذا المسار لا يحتفظ بملاحظات حرة، حماية للشخص.",
            "This pathway keeps no free notes, to protect the person.",
        ),
        Text(
            "Ne rien écrire ; en parler de vive voix au superviseur.",
            "لا تكتب شيئا؛ تحدث شفويا مع المشرف.",
            "Write nothing; speak to the supervisor.",
        ),
    ),
    "text_refused": (
        Text(
            "Le texte est vide, trop long, ou contient ce qui ne se voit pas.",
            "النص فارغ أو طويل جدا أو يحتوي على ما لا يرى.",
            "The text is empty, too long, or holds what can't be seen.",
        ),
        Text("Écrire une phrase simple.", "اكتب جملة بسيطة.", "Write one plain sentence."),
    ),
    "nothing_to_do": (
        Text("Rien n'est demandé.", "لم يطلب أي شيء.", "Nothing is asked."),
        Text(
            "Donner au moins une valeur, sous la forme NOM=VALEUR.",
            "أدخل قيمة واحدة على الأقل على شكل NOM=VALEUR.",
            "Give at least one value, as NAME=VALUE.",
        ),
    ),
    "not_revertible": (
        Text(
            "L'étape n° {what} ne peut pas être annulée : une étape plus récente repose sur elle, elle l'a déjà été, "
            "ou elle n'est pas de celles qui s'annulent.",
            "لا يمكن إلغاء المرحلة رقم {what}: مرحلة أحدث مبنية عليها، أو سبق إلغاؤها، أو ليست مما يلغى.",
            "Step no. {what} cannot be undone: a later one rests on it, it already was, or it is not one to undo.",
        ),
        Text(
            "Annuler d'abord les étapes plus récentes, une par une.",
            "ألغ أولا المراحل الأحدث، واحدة واحدة.",
            "Undo the later steps first, one by one.",
        ),
    ),
    "note_of_another": (
        Text(
            "La note n° {what} est de quelqu'un d'autre : son auteur la retire, ou un superviseur.",
            "الملاحظة رقم {what} كتبها شخص آخر: يسحبها كاتبها أو أحد المشرفين.",
            "Note no. {what} is somebody else's: whoever wrote it withdraws it, or a supervisor.",
        ),
        Text(
            "Le demander à son auteur, ou au superviseur du bureau.",
            "اطلب ذلك من كاتبها أو من مشرف المكتب.",
            "Ask whoever wrote it, or the desk's supervisor.",
        ),
    ),
    "already_there": (
        Text("C'est déjà le cas.", "الأمر كذلك من قبل.", "It is already so."),
        Text("Rien à faire.", "لا شيء مطلوب.", "Nothing to do."),
    ),
    "not_undue": (
        Text(
            "Cette pièce est demandée à bon droit ici : « {title} ».",
            "هذه الوثيقة مطلوبة هنا بحق: «{title}».",
            "This paper is rightly asked for here: “{title}”.",
        ),
        Text(
            "L'obtenir, ou choisir une autre pièce du même groupe.",
            "احصل عليها، أو اختر وثيقة أخرى من نفس المجموعة.",
            "Obtain it, or choose another paper of the same group.",
        ),
    ),
}

EXPECTED: Mapping[str, Text] = {
    "text": Text("Écrire un texte lisible.", "اكتب نصا مقروءا.", "Write a readable text."),
    "integer": Text("Écrire un nombre entier.", "اكتب عددا صحيحا.", "Write a whole number."),
    "boolean": Text("Répondre oui ou non (true ou false).", "أجب بنعم أو لا (true أو false).", "Answer true or false."),
    "date": Text(
        "Écrire la date comme 2026-11-01, ou jour/mois/année comme 01/11/2026.",
        "اكتب التاريخ مثل 2026-11-01، أو يوم/شهر/سنة مثل 01/11/2026.",
        "Write the date like 2026-11-01, or day/month/year like 01/11/2026.",
    ),
    "moment": Text(
        "Écrire le jour, et l'heure si elle est connue : 2026-11-30, ou 2026-11-30 09:30.",
        "اكتب اليوم، والساعة إن كانت معروفة: 2026-11-30 أو 2026-11-30 09:30.",
        "Write the day, and the time if it is known: 2026-11-30, or 2026-11-30 09:30.",
    ),
    "option": Text("Choisir parmi : {options}.", "اختر من بين: {options}.", "Choose among: {options}."),
    "options": Text(
        "Choisir une ou plusieurs valeurs parmi : {options}.",
        "اختر قيمة أو أكثر من بين: {options}.",
        "Choose one or more among: {options}.",
    ),
    "commune": Text(
        "Nommer une commune, par exemple tiznit.", "اذكر اسم جماعة، مثل tiznit.", "Name a commune, such as tiznit."
    ),
    "country": Text(
        "Nommer un pays par son code, par exemple SN.",
        "اذكر رمز البلد، مثل SN.",
        "Name a country by its code, such as SN.",
    ),
    "date_after": Text(
        "La date ne peut pas être après le {bound}.",
        "لا يمكن أن يكون التاريخ بعد {bound}.",
        "The date cannot be after {bound}.",
    ),
    "date_before": Text(
        "La date ne peut pas être avant le {bound}.",
        "لا يمكن أن يكون التاريخ قبل {bound}.",
        "The date cannot be before {bound}.",
    ),
    "minimum": Text(
        "Le plus petit nombre permis est {bound}.",
        "أصغر عدد مسموح به هو {bound}.",
        "The smallest number allowed is {bound}.",
    ),
    "maximum": Text(
        "Le plus grand nombre permis est {bound}.",
        "أكبر عدد مسموح به هو {bound}.",
        "The largest number allowed is {bound}.",
    ),
    "never": Text(
        "Cette donnée n'est jamais conservée : la donner avec l'action qui s'en sert.",
        "هذا المعطى لا يحفظ أبدا: قدمه مع الإجراء الذي يستعمله.",
        "This is never kept: give it with the action that uses it.",
    ),
}

ALERTS: Mapping[str, Text] = {
    "overdue": Text(
        "Délai dépassé : {title} (le {due}).", "انقضى الأجل: {title} ({due}).", "Overdue: {title} ({due})."
    ),
    "estimated": Text(
        "Échéance estimée, un jour férié n'est pas encore annoncé : {title} (vers le {due}).",
        "أجل تقديري، عطلة لم يعلن عنها بعد: {title} (حوالي {due}).",
        "Estimated due day, a holiday is not announced yet: {title} (about {due}).",
    ),
    "unproved": Text(
        "Dépôt sans preuve : le récépissé n'a pas été remis (« {title} »).",
        "إيداع بدون إثبات: لم يسلم الوصل («{title}»).",
        "Filing without proof: no receipt was handed over (“{title}”).",
    ),
    "irregular": Text(
        "Un acte d'un service n'a pas suivi la règle : le relire dans l'historique.",
        "إجراء إحدى المصالح لم يتبع القاعدة: راجعه في السجل.",
        "An office's act did not follow the rule: read it again in the journal.",
    ),
    "forced": Text(
        "Une étape a été forcée par un superviseur.",
        "مرحلة فرضها مشرف.",
        "A step was forced by a supervisor.",
    ),
    "undue": Text(
        "Pièce demandée sans être due : {title}.",
        "وثيقة طلبت دون وجه حق: {title}.",
        "Paper demanded though not due: {title}.",
    ),
    "slow": Text(
        "L'étape dure plus que prévu (depuis le {since}, prévu : {target}).",
        "المرحلة تدوم أكثر من المتوقع (منذ {since}، المتوقع: {target}).",
        "The step lasts longer than usual (since {since}, usual: {target}).",
    ),
}
