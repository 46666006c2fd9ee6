"""What a page says otherwise than a terminal: the same refusals, where nothing is typed and no identifier is known.

A reason that isn't here is said as everywhere. On a page, named things are called by their titles alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.decision import ReasonCode
from engine.core.definition import Text

_ANSWER = Text(
    "Répondre d'abord à la question, sous « À demander » ou « À compléter ».",
    "أجيبوا أولا عن السؤال، تحت «أسئلة» أو «للاستكمال».",
    "Answer the question first, under “To ask” or “To be completed”.",
)
_IN_THE_ACT = Text(
    "Répondre à la question dans l'action même ou, si elle n'y est pas, sous « À demander » ou « À compléter ».",
    "أجيبوا عن السؤال في الإجراء نفسه، أو تحت «أسئلة» أو «للاستكمال» إن لم يطرح فيه.",
    "Answer the question in the action itself or, if it isn't there, under “To ask” or “To be completed”.",
)
_LOAD_AGAIN = Text(
    "Recharger la page, puis recommencer.", "أعيدوا تحميل الصفحة ثم حاولوا من جديد.", "Load the page again, then retry."
)

PAGE_REASONS: Mapping[ReasonCode, tuple[Text | None, Text | None]] = {
    "unknown_action": (
        Text(
            "Cette action n'existe pas dans ce parcours.",
            "هذا الإجراء غير موجود في هذا المسار.",
            "This pathway has no such action.",
        ),
        None,
    ),
    "not_open_here": (
        Text(
            "Cette action n'est pas ouverte à l'étape « {state} ».",
            "هذا الإجراء غير متاح في مرحلة «{state}».",
            "This action is not open at the step “{state}”.",
        ),
        None,
    ),
    "condition_false": (
        None,
        Text(
            "Choisir une autre action de cette étape.",
            "اختاروا إجراء آخر من هذه المرحلة.",
            "Choose another action of this step.",
        ),
    ),
    "condition_unknown": (None, _IN_THE_ACT),
    "document_condition_unknown": (None, _ANSWER),
    "field_missing": (None, _IN_THE_ACT),
    "document_missing": (
        None,
        Text(
            "Quand la pièce est là, la marquer « reçue », sous « Pièces ».",
            "عند توفر الوثيقة، سجلوها «مستلمة» تحت «الوثائق».",
            "When the paper is there, mark it “received”, under “Papers”.",
        ),
    ),
    "document_stale": (
        None,
        Text(
            "En obtenir une récente ; sinon, donner la date écrite sur la pièce.",
            "احصلوا على وثيقة حديثة، أو سجلوا التاريخ المكتوب عليها.",
            "Obtain a recent one; otherwise give the date written on the paper.",
        ),
    ),
    "document_unverified": (
        None,
        Text(
            "La regarder, puis la marquer « vérifiée », sous « Pièces ».",
            "تحققوا منها ثم سجلوها «متحقق منها» تحت «الوثائق».",
            "Look at it, then mark it “verified”, under “Papers”.",
        ),
    ),
    "receipt_missing": (
        None,
        Text(
            "Donner son numéro et sa date. Si le guichet n'en a pas remis, cocher la case et écrire pourquoi : le "
            "délai court quand même.",
            "أدخلوا رقمه وتاريخه. وإذا لم يسلم الشباك وصلا، ضعوا علامة في الخانة واكتبوا السبب: الأجل يسري على كل حال.",
            "Give its number and date. If the office gave none, tick the box and say why: the clock runs all the same.",
        ),
    ),
    "consent_missing": (
        None,
        Text(
            "Lire le texte à la personne, puis enregistrer sa réponse, sous « Accords ».",
            "اقرؤوا النص على الشخص ثم سجلوا جوابه، تحت «الموافقات».",
            "Read the text out to the person, then record the answer, under “Consents”.",
        ),
    ),
    "unknown_field": (
        Text(
            "Cette donnée n'existe pas dans ce parcours.",
            "هذا المعطى غير موجود في هذا المسار.",
            "This pathway has no such datum.",
        ),
        _LOAD_AGAIN,
    ),
    "unknown_document": (
        Text(
            "Cette pièce n'existe pas dans ce parcours.",
            "هذه الوثيقة غير موجودة في هذا المسار.",
            "This pathway has no such paper.",
        ),
        _LOAD_AGAIN,
    ),
    "unknown_consent": (
        Text(
            "Cet accord n'existe pas dans ce parcours.",
            "هذه الموافقة غير موجودة في هذا المسار.",
            "This pathway has no such consent.",
        ),
        _LOAD_AGAIN,
    ),
    "unknown_state": (
        Text(
            "Cette étape n'existe pas dans ce parcours.",
            "هذه المرحلة غير موجودة في هذا المسار.",
            "This pathway has no such step.",
        ),
        _LOAD_AGAIN,
    ),
    "nothing_to_do": (
        None,
        Text(
            "Remplir au moins une case, puis enregistrer.",
            "املؤوا خانة واحدة على الأقل ثم سجلوا.",
            "Fill in one box at least, then save.",
        ),
    ),
}

PAGE_EXPECTED: Mapping[str, Text] = {
    "boolean": Text("Répondre oui ou non.", "أجيبوا بنعم أو لا.", "Answer yes or no."),
    "commune": Text("Choisir une commune dans la liste.", "اختاروا جماعة من اللائحة.", "Choose a commune in the list."),
}

PAGE_CONDITION = Text(
    "Ses conditions ne sont pas remplies dans ce dossier.",
    "شروطه غير متوفرة في هذا الملف.",
    "Its conditions aren't met in this case.",
)
"In the place of a condition that its pathway says in its own language only."
