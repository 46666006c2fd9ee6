"""What is found wrong in the ways of a pathway: its steps, its actions, its deadlines.

Each French sentence stands where it is said; here, under it, Arabic and English. Words of the language of pathways are
written as they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping

FINDINGS_OF_WAYS: Mapping[str, tuple[str, str]] = {
    "l'invariant « {id} » n'est jamais jugé : {why}.": (
        "الثابت «{id}» لا يحكم فيه أبدا: {why}.",
        "the invariant “{id}” is never judged: {why}.",
    ),
    "Corriger ses étapes, ses actions ou sa condition.": (
        "تصحيح مراحله أو إجراءاته أو شرطه.",
        "Correct its steps, its actions or its condition.",
    ),
    "aucun dossier n'arrive là où il vaut": ("لا ملف يصل إلى حيث يسري", "no case comes where it holds"),
    "« {name} » n'est pas gardée": ("«{name}» لا يحفظ", "“{name}” is not kept"),
    "le groupe de pièces « {name} » est d'une autre étape": (
        "مجموعة الوثائق «{name}» من مرحلة أخرى",
        "the document group “{name}” is of another step",
    ),
    "l'invariant « {id} » ne peut pas être rompu : sa condition est toujours remplie.": (
        "الثابت «{id}» لا يمكن أن يخل به: شرطه متحقق دائما.",
        "the invariant “{id}” can't be broken: its condition is always met.",
    ),
    "Écrire ce qui pourrait être faux, ou l'ôter.": (
        "كتابة ما قد يكون خاطئا، أو حذفه.",
        "Write what could be untrue, or remove it.",
    ),
    "aucun dossier ne peut respecter l'invariant « {id} » : sa condition n'est jamais remplie.": (
        "لا ملف يمكنه احترام الثابت «{id}»: شرطه لا يتحقق أبدا.",
        "no case can keep the invariant “{id}”: its condition is never met.",
    ),
    "Corriger la condition, ou ôter l'invariant.": (
        "تصحيح الشرط، أو حذف الثابت.",
        "Correct the condition, or remove the invariant.",
    ),
    "l'étape « {name} » se quitte et se retrouve le jour même, sans que personne n'agisse.": (
        "المرحلة «{name}» تغادر ويعاد إليها في اليوم نفسه دون أن يتصرف أحد.",
        "the step “{name}” is left and found again on the same day, without anybody acting.",
    ),
    "aucune action ne mène à l'étape « {name} ».": (
        "لا إجراء يؤدي إلى المرحلة «{name}».",
        "no action leads to the step “{name}”.",
    ),
    "depuis l'étape « {name} », aucun chemin ne mène à une étape finale : le dossier y resterait.": (
        "من المرحلة «{name}» لا طريق يؤدي إلى مرحلة نهائية: سيبقى الملف فيها.",
        "from the step “{name}”, no way leads to a final step: the case would stay there.",
    ),
    "sa condition n'est jamais remplie": ("شرطه لا يتحقق أبدا", "its condition is never met"),
    "aucune de ses destinations ne peut être prise": (
        "لا يمكن اتخاذ أي من وجهاته",
        "none of its destinations can be taken",
    ),
    "seul le système peut la faire, et ni échéance ni dossier lié ne la déclenche": (
        "لا يقوم به إلا النظام، ولا يطلقه أجل ولا ملف مرتبط",
        "the system alone may do it, and neither a deadline nor a linked case pulls it",
    ),
    "elle n'est ouverte dans aucune étape qu'on puisse atteindre": (
        "لا يفتح في أي مرحلة يمكن بلوغها",
        "it is open in no step that can be reached",
    ),
    "l'action « {id} » ne peut jamais avoir lieu : {why}.": (
        "الإجراء «{id}» لا يمكن أن يقع أبدا: {why}.",
        "the action “{id}” can never take place: {why}.",
    ),
    "le groupe « {word} » demande {count} réponses sur {known} possibles": (
        "المجموعة «{word}» تطلب {count} أجوبة من {known} ممكنة",
        "the group “{word}” asks for {count} answers out of {known} possible ones",
    ),
    "l'action « {on_expiry} » n'est ouverte dans aucune étape où cette échéance court.": (
        "الإجراء «{on_expiry}» لا يفتح في أي مرحلة يسري فيها هذا الأجل.",
        "the action “{on_expiry}” is open in no step where this deadline runs.",
    ),
    "l'échéance « {id} » n'a pas de conséquence : ni rappel, ni action.": (
        "الأجل «{id}» بلا أثر: لا تذكير ولا إجراء.",
        "the deadline “{id}” has no consequence: neither reminder nor action.",
    ),
    "l'étape finale « {name} » n'a pas d'issue.": (
        "المرحلة النهائية «{name}» بلا مآل.",
        "the final step “{name}” has no outcome.",
    ),
    "l'étape finale « {name} » demande encore quelque chose ; fini veut dire fini.": (
        "المرحلة النهائية «{name}» ما زالت تطلب شيئا؛ والنهاية نهاية.",
        "the final step “{name}” still asks for something; finished means finished.",
    ),
    "Ôter ses actions, pièces et données ; une action commune peut la nommer dans « from » (rouvrir).": (
        "احذفوا إجراءاتها ووثائقها ومعطياتها؛ ويمكن لإجراء مشترك أن يسميها في «from» (إعادة الفتح).",
        "Take out its actions, papers and data; a shared action may name it in “from” (to open again).",
    ),
    "l'échéance « {id} » recommence sans cesse : elle ne dure rien et se répète.": (
        "الأجل «{id}» يبدأ من جديد بلا توقف: لا مدة له ويتكرر.",
        "the deadline “{id}” begins again without end: it lasts nothing and repeats itself.",
    ),
    "cette destination n'est jamais prise : la n° {rank} l'est toujours, avant elle.": (
        "هذه الوجهة لا تتخذ أبدا: الوجهة رقم {rank} تتخذ دائما قبلها.",
        "this destination is never taken: no. {rank} always is, before it.",
    ),
    "l'étape « {name} » n'est pas finale et porte une issue.": (
        "المرحلة «{name}» ليست نهائية ولها مآل.",
        "the step “{name}” isn't final and bears an outcome.",
    ),
    "« {id} » revient sur ses pas depuis « {name} », où l'on n'arrive d'aucune autre étape.": (
        "«{id}» يرجع من حيث أتى انطلاقا من «{name}»، ولا يوصل إليها من أي مرحلة أخرى.",
        "“{id}” goes back from “{name}”, where one comes from no other step.",
    ),
    "Donner une durée à l'une des échéances de cette boucle.": (
        "أعطوا مدة لأحد آجال هذه الحلقة.",
        "Give a length to one of the deadlines of this loop.",
    ),
    "Y mener par une action, ou ôter cette étape.": (
        "أوصلوا إليها بإجراء، أو احذفوا هذه المرحلة.",
        "Lead to it by an action, or take this step out.",
    ),
    "Ajouter une action qui mène vers la suite ou vers une clôture.": (
        "أضيفوا إجراء يؤدي إلى التتمة أو إلى إغلاق.",
        "Add an action that leads on, or to a closing.",
    ),
    "Corriger sa condition, ses exigences ou ses étapes, ou ôter l'action.": (
        "صححوا شرطه أو متطلباته أو مراحله، أو احذفوا الإجراء.",
        "Correct its condition, its requirements or its steps, or take the action out.",
    ),
    "Ouvrir l'action là où l'échéance court, ou en nommer une autre.": (
        "افتحوا الإجراء حيث يسري الأجل، أو سموا غيره.",
        "Open the action where the deadline runs, or name another.",
    ),
    "Ajouter « remind », « escalate » ou « on_expiry ».": (
        "أضيفوا «remind» أو «escalate» أو «on_expiry».",
        "Add “remind”, “escalate” or “on_expiry”.",
    ),
    "Ajouter « outcome: » (success, refused, referred…).": (
        "أضيفوا «outcome:» (success, refused, referred…).",
        "Add “outcome:” (success, refused, referred…).",
    ),
    "Lui donner une durée, ou ôter « every ».": (
        "أعطوه مدة، أو احذفوا «every».",
        "Give it a length, or take out “every”.",
    ),
    "La mettre avant, ou l'ôter.": ("ضعوها قبلها، أو احذفوها.", "Put it before, or take it out."),
    "cette destination a la même condition que la n° {rank}, qui est prise avant elle.": (
        "لهذه الوجهة شرط الوجهة رقم {rank} نفسه، وهي تتخذ قبلها.",
        "this destination has the same condition as no. {rank}, which is taken before it.",
    ),
    "Ôter « outcome », ou écrire « kind: final ».": (
        "احذفوا «outcome»، أو اكتبوا «kind: final».",
        "Take out “outcome”, or write “kind: final”.",
    ),
    "Nommer l'étape d'arrivée, ou exclure cette étape.": (
        "سموا مرحلة الوصول، أو استثنوا هذه المرحلة.",
        "Name the step to come to, or leave this one out.",
    ),
    "la condition « {when} » n'est jamais remplie : cette destination n'est jamais prise.": (
        "الشرط «{when}» لا يتحقق أبدا: هذه الوجهة لا تتخذ أبدا.",
        "the condition “{when}” is never met: this destination is never taken.",
    ),
    "plusieurs anciennes données continueraient sous « {field} ».": (
        "ستستمر عدة معطيات قديمة تحت «{field}».",
        "several former data would carry on under “{field}”.",
    ),
    "En garder une seule : une donnée n'a qu'une valeur.": (
        "أبقوا واحدا فقط: ليس للمعطى إلا قيمة واحدة.",
        "Keep one of them: a datum has one value only.",
    ),
    "la règle de passage depuis la version {number} est dans la version {version}.": (
        "قاعدة الانتقال من النسخة {number} موجودة في النسخة {version}.",
        "the rule to come from version {number} is in version {version}.",
    ),
    "Nommer une version plus ancienne, déjà publiée.": (
        "سموا نسخة أقدم سبق نشرها.",
        "Name an older version, already published.",
    ),
    "les dossiers de l'étape « {state} » passeraient à « {other} », qui est une fin.": (
        "ملفات المرحلة «{state}» ستنتقل إلى «{other}»، وهي نهاية.",
        "the cases of the step “{state}” would pass to “{other}”, which is an end.",
    ),
    "Les mener à une étape ouverte : un dossier ne se clôt que par un acte.": (
        "أوصلوها إلى مرحلة مفتوحة: لا يغلق ملف إلا بفعل.",
        "Lead them to an open step: a case is closed by an act alone.",
    ),
    "Changer sa condition, ou l'ôter.": ("غيروا شرطها، أو احذفوها.", "Change its condition, or take it out."),
    "Corriger la condition, ou ôter cette destination.": (
        "صححوا الشرط، أو احذفوا هذه الوجهة.",
        "Correct the condition, or take this destination out.",
    ),
    # --- choices ---
    "« {id} » peut être possible sans mener nulle part ; par exemple : {example}.": (
        "قد يكون «{id}» متاحا دون أن يؤدي إلى أي مرحلة؛ مثلا: {example}.",
        "“{id}” may be possible and lead nowhere; for example: {example}.",
    ),
    "Ajouter une dernière destination sans condition, ou couvrir ce cas.": (
        "أضيفوا وجهة أخيرة بلا شرط، أو غطوا هذه الحالة.",
        "Add a last destination without a condition, or cover this case.",
    ),
    "l'action « {id} » n'est pas ouverte à l'étape « {state} ».": (
        "الإجراء «{id}» غير متاح في المرحلة «{state}».",
        "the action “{id}” isn't open at the step “{state}”.",
    ),
    "L'y ouvrir, ou l'ôter du choix.": (
        "افتحوه فيها، أو احذفوه من الاختيار.",
        "Open it there, or take it out of the choice.",
    ),
    "plusieurs actions de ce choix sont possibles ({both}) ; par exemple : {example}.": (
        "عدة إجراءات من هذا الاختيار متاحة معا ({both})؛ مثلا: {example}.",
        "several actions of this choice are possible ({both}); for example: {example}.",
    ),
    "N'en laisser qu'une de possible dans ce cas.": (
        "اتركوا واحدا منها فقط متاحا في هذه الحالة.",
        "Leave only one of them possible in this case.",
    ),
    "aucune action de ce choix n'est possible ; par exemple : {example}.": (
        "لا إجراء متاح من هذا الاختيار؛ مثلا: {example}.",
        "no action of this choice is possible; for example: {example}.",
    ),
    "Couvrir ce cas par l'une d'elles.": ("غطوا هذه الحالة بأحدها.", "Cover this case by one of them."),
    "toujours": ("دائما", "always"),
    "et {count} autres données": ("و{count} معطيات أخرى", "and {count} more data"),
    "« {what} » : {value}": ("«{what}»: {value}", "“{what}”: {value}"),
    "venu de « {state} »": ("قادم من «{state}»", "come from “{state}”"),
    "venu de nulle part": ("قادم من لا مكان", "come from nowhere"),
    "« {clock} » ne court pas": ("«{clock}» لا يسري", "“{clock}” doesn't run"),
    "« {clock} » dépassée": ("«{clock}» فات", "“{clock}” is overdue"),
    "« {clock} », jours restants : {left}": ("«{clock}»، الأيام المتبقية: {left}", "“{clock}”, days left: {left}"),
    "{option}": ("{option}", "{option}"),
    "inconnu": ("غير معروف", "unknown"),
    "rien": ("لا شيء", "nothing"),
    "oui": ("نعم", "yes"),
    "non": ("لا", "no"),
}
