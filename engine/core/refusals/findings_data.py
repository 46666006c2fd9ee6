"""What is found wrong in the data, the papers and the questions of a pathway.

Each French sentence stands where it is said; here, under it, Arabic and English. Words of the language of pathways are
written as they are typed.
"""

from __future__ import annotations

from collections.abc import Mapping

FINDINGS_OF_DATA: Mapping[str, tuple[str, str]] = {
    "« {id} » n'est pas un moment : un rendez-vous a un jour, et souvent une heure.": (
        "«{id}» ليس لحظة: للموعد يوم، وغالبا ساعة.",
        "“{id}” isn't a moment: an appointment has a day, and often an hour.",
    ),
    "le rendez-vous « {id} » est scellé : la liste du jour ne pourrait pas le montrer.": (
        "الموعد «{id}» مختوم: لا يمكن للائحة اليوم أن تظهره.",
        "the appointment “{id}” is sealed: the list of the day couldn't show it.",
    ),
    "« {name} » n'est pas une date : « {key} » n'y veut rien dire.": (
        "«{name}» ليس تاريخا: لا معنى فيه لـ«{key}».",
        "“{name}” isn't a date: “{key}” means nothing there.",
    ),
    "un parcours protégé ne garde pas de notes.": (
        "المسار المحمي لا يحتفظ بملاحظات.",
        "a protected pathway keeps no notes.",
    ),
    "« {name} » n'est pas un choix : il n'a pas de réponses à proposer.": (
        "«{name}» ليس اختيارا: ليست له أجوبة يقترحها.",
        "“{name}” isn't a choice: it has no answers to offer.",
    ),
    "« {name} » n'est pas un nombre : « min » et « max » n'y veulent rien dire.": (
        "«{name}» ليس عددا: لا معنى فيه لـ«min» و«max».",
        "“{name}” isn't a number: “min” and “max” mean nothing there.",
    ),
    "« {name} » ne peut pas être borné par « {bound} », qui n'est pas une autre date.": (
        "لا يمكن أن يحد «{name}» بـ«{bound}»، فهو ليس تاريخا آخر.",
        "“{name}” can't be bounded by “{bound}”, which isn't another date.",
    ),
    "« {name} » est de type {found} ; il faut ici une donnée de type {type_}.": (
        "«{name}» من نوع {found}؛ المطلوب هنا معطى من نوع {type_}.",
        "“{name}” is of type {found}; data of type {type_} is needed here.",
    ),
    "la donnée « {name} » n'est ni demandée, ni regardée par une condition.": (
        "المعطى «{name}» لا يطلب ولا ينظر فيه أي شرط.",
        "the data “{name}” is neither asked for nor looked at by a condition.",
    ),
    "l'alerte « {name} » refuse tout, et ne laisse aucune action pour en sortir.": (
        "التنبيه «{name}» يرفض كل شيء، ولا يترك أي إجراء للخروج منه.",
        "the alert “{name}” refuses everything, and leaves no action to get out of it.",
    ),
    "le groupe de pièces « {group_id} » est dû, et aucune action ne l'exige : il ne retient rien.": (
        "مجموعة الوثائق «{group_id}» مستحقة ولا يشترطها أي إجراء: فهي لا توقف شيئا.",
        "the group of papers “{group_id}” is due, and no action requires it: it holds nothing back.",
    ),
    "L'ajouter à « requires » d'une action de l'étape, ou écrire « need: useful ».": (
        "أضيفوها إلى «requires» في إجراء من المرحلة، أو اكتبوا «need: useful».",
        "Add it to “requires” of an action of the step, or write “need: useful”.",
    ),
    "le consentement « {name} » ne dit pas à quel service il permet de transmettre.": (
        "الموافقة «{name}» لا تذكر المصلحة التي تسمح بالإرسال إليها.",
        "the consent “{name}” doesn't say to which service it allows passing on.",
    ),
    "« {id} » transmet à « {service} », et aucun consentement ne le permet.": (
        "«{id}» يرسل إلى «{service}»، ولا تسمح بذلك أي موافقة.",
        "“{id}” passes on to “{service}”, and no consent allows it.",
    ),
    "Déclarer un consentement « for: share » avec « service: {service} ».": (
        "صرحوا بموافقة «for: share» مع «service: {service}».",
        "Declare a consent “for: share” with “service: {service}”.",
    ),
    "« {name} » est de type {type}, et une de ses valeurs ne l'est pas.": (
        "«{name}» من نوع {type}، وإحدى قيمه ليست كذلك.",
        "“{name}” is of type {type}, and one of its values isn't.",
    ),
    "les dates d'effet de « {name} » ne se suivent pas.": (
        "تواريخ سريان «{name}» غير متتابعة.",
        "the dates of effect of “{name}” aren't in order.",
    ),
    "« {option} » n'est pas une des réponses de « {name} ».": (
        "«{option}» ليس من أجوبة «{name}».",
        "“{option}” isn't one of the answers of “{name}”.",
    ),
    "Écrire « type: moment ».": ("اكتبوا «type: moment».", "Write “type: moment”."),
    "Écrire « class: plain » ; le motif reste dans le dossier.": (
        "اكتبوا «class: plain»؛ ويبقى السبب في الملف.",
        "Write “class: plain”; the reason stays in the case.",
    ),
    "L'ôter, ou écrire « type: date » ou « type: moment ».": (
        "احذفوه، أو اكتبوا «type: date» أو «type: moment».",
        "Take it out, or write “type: date” or “type: moment”.",
    ),
    "la valeur « {name} » n'est pas une date : une échéance ne peut pas en partir.": (
        "القيمة «{name}» ليست تاريخا: لا يمكن أن يبدأ منها أجل.",
        "the value “{name}” isn't a date: no deadline can start from it.",
    ),
    "Écrire « notes: none ».": ("اكتبوا «notes: none».", "Write “notes: none”."),
    "le choix « {name} » n'a pas de réponses.": ("الاختيار «{name}» بلا أجوبة.", "the choice “{name}” has no answers."),
    "Ajouter « options: ».": ("أضيفوا «options:».", "Add “options:”."),
    "Écrire « type: choice », ou ôter « options » et « answers ».": (
        "اكتبوا «type: choice»، أو احذفوا «options» و«answers».",
        "Write “type: choice”, or take out “options” and “answers”.",
    ),
    "Les ôter, ou écrire « type: integer ».": (
        "احذفوهما، أو اكتبوا «type: integer».",
        "Take them out, or write “type: integer”.",
    ),
    "Nommer une donnée de type date ou moment, écrire « now », ou une date.": (
        "سموا معطى من نوع تاريخ أو لحظة، أو اكتبوا «now»، أو تاريخا.",
        "Name data of type date or moment, write “now”, or a date.",
    ),
    "Nommer une donnée de type {type_}.": ("سموا معطى من نوع {type_}.", "Name data of type {type_}."),
    "La demander dans une étape (« ask »), ou l'ôter.": (
        "اطلبوه في مرحلة («ask»)، أو احذفوه.",
        "Ask for it in a step (“ask”), or take it out.",
    ),
    "Nommer sous « lets » ce qui reste possible.": (
        "سموا تحت «lets» ما يبقى ممكنا.",
        "Name under “lets” what remains possible.",
    ),
    "Ajouter « service: ».": ("أضيفوا «service:».", "Add “service:”."),
    "Corriger la valeur, ou le type.": ("صححوا القيمة أو النوع.", "Correct the value, or the type."),
    "Les ranger de la plus ancienne à la plus récente, sans doublon.": (
        "رتبوها من الأقدم إلى الأحدث دون تكرار.",
        "Put them in order from the oldest to the newest, none twice.",
    ),
    "Écrire l'une de : {names}.": ("اكتبوا أحد: {names}.", "Write one of: {names}."),
    "« {name} » : « min » est plus grand que « max ».": (
        "«{name}»: «min» أكبر من «max».",
        "“{name}”: “min” is greater than “max”.",
    ),
    "Corriger l'un des deux.": ("صححوا أحدهما.", "Correct one of the two."),
    "Nommer une valeur de type date.": ("سموا قيمة من نوع تاريخ.", "Name a value of type date."),
    "le groupe « {id} » est dû, et personne ne délivre : {names}.": (
        "المجموعة «{id}» مستحقة، ولا أحد يسلم: {names}.",
        "the group “{id}” is due, and nobody issues: {names}.",
    ),
    "Dire dans documents.yaml qui délivre la pièce (« issuer »), ou quelle action la procure (« gives »).": (
        "اذكروا في documents.yaml من يسلم الوثيقة («issuer»)، أو أي إجراء يوفرها («gives»).",
        "Say in documents.yaml who issues the paper (“issuer”), or which action yields it (“gives”).",
    ),
    "aucun bureau connu dans le territoire pour : {names}.": (
        "لا مكتب معروفا في المجال الترابي لـ: {names}.",
        "no office known in the territory for: {names}.",
    ),
    "l'échéance légale « {id} » n'a pas de base légale.": (
        "الأجل القانوني «{id}» بلا سند قانوني.",
        "the legal deadline “{id}” has no legal basis.",
    ),
    "« {name} » est « à valider », et le parcours qui s'en sert est dit validé.": (
        "«{name}» ما زال «للتأكيد»، والمسار الذي يستعمله يقال عنه مؤكد.",
        "“{name}” is “to be validated”, and the pathway that uses it is said to be validated.",
    ),
    "la pièce « {id} » est demandée sans base légale : une personne peut refuser de la donner.": (
        "الوثيقة «{id}» مطلوبة بلا سند قانوني: يمكن للشخص أن يرفض تقديمها.",
        "the paper “{id}” is demanded without a legal basis: a person may refuse to give it.",
    ),
    "« {id} » est dite non due, sans texte à montrer au guichet.": (
        "قيل عن «{id}» إنها غير مستحقة، بلا نص يعرض في الشباك.",
        "“{id}” is said not to be due, without a text to show at the counter.",
    ),
    "Ajouter son adresse dans offices.yaml.": ("أضيفوا عنوانه في offices.yaml.", "Add its address in offices.yaml."),
    "Ajouter « basis: » ; si rien n'a été lu, une source « to_validate ».": (
        "أضيفوا «basis:»؛ وإن لم يقرأ أي نص فمصدرا «to_validate».",
        "Add “basis:”; if nothing was read, a source “to_validate”.",
    ),
    "Ajouter « basis: », ou écrire « kind: internal ».": (
        "أضيفوا «basis:»، أو اكتبوا «kind: internal».",
        "Add “basis:”, or write “kind: internal”.",
    ),
    "Le faire confirmer, ou remettre le parcours à « status: draft ».": (
        "اطلبوا تأكيده، أو أعيدوا المسار إلى «status: draft».",
        "Have it confirmed, or put the pathway back to “status: draft”.",
    ),
    "cette condition regarde « {name} », que le parcours ne demande nulle part.": (
        "هذا الشرط ينظر في «{name}»، ولا يطلبه المسار في أي موضع.",
        "this condition looks at “{name}”, which the pathway asks for nowhere.",
    ),
    "selon le chemin suivi, « {name} » peut ne pas avoir été demandé avant cette condition.": (
        "حسب الطريق المتبع، قد لا يكون «{name}» قد طلب قبل هذا الشرط.",
        "depending on the way taken, “{name}” may not have been asked for before this condition.",
    ),
    "L'ajouter à « ask » d'une étape, avant celle-ci.": (
        "أضيفوه إلى «ask» في مرحلة قبل هذه.",
        "Add it to “ask” of a step, before this one.",
    ),
    "Le demander ici aussi (« ask »), ou plus tôt sur tous les chemins.": (
        "اطلبوه هنا أيضا («ask»)، أو قبل ذلك في كل الطرق.",
        "Ask for it here too (“ask”), or earlier on every way.",
    ),
}
