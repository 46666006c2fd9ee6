"""What the page of a case says, in French, Arabic and English: its questions, papers, agreements and acts."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

DESK_WORDS: Mapping[str, Text] = {
    "press_a_button": Text(
        "Rien n'a été enregistré : appuyer sur le bouton du geste voulu. Tout ce qui était écrit est encore là.",
        "لم يسجل شيء: اضغطوا على زر الإجراء المطلوب. كل ما كتبتموه لا يزال هنا.",
        "Nothing was recorded: press the button of the act that is wanted. All that was typed is still here.",
    ),
    "next_acts": Text("Puis :", "ثم:", "Then:"),
    "keys_save": Text("ou Ctrl + Entrée", "أو \u2066Ctrl + Enter\u2069", "or Ctrl + Enter"),
    "save_answers": Text("Enregistrer les réponses", "تسجيل الأجوبة", "Save the answers"),
    "so_far": Text("À compléter ({})", "للاستكمال ({})", "To be completed ({})"),
    "n_reasons": Text("ce qui manque ({})", "ما ينقص ({})", "what is missing ({})"),
    "reason_without_receipt": Text(
        "Sans récépissé : pourquoi, en une phrase", "بدون وصل: السبب في جملة", "Without a receipt: why, in a sentence"
    ),
    "written_on": Text("Date écrite sur la pièce", "التاريخ المكتوب على الوثيقة", "Date written on the paper"),
    "complete_groups": Text("Déjà complet ({})", "مكتمل ({})", "Complete already ({})"),
    "receipts": Text("Récépissés", "الوصول", "Receipts"),
    "receipt_held": Text("n° {}, du {}", "رقم {}، بتاريخ {}", "no. {}, of {}"),
    "receipt_came": Text(
        "dépôt du {}, récépissé venu depuis", "إيداع {}، والوصل جاء بعده", "filed on {}, receipt come since"
    ),
    "receipt_withheld": Text(
        "dépôt du {} : récépissé non remis", "إيداع {}: لم يسلم الوصل", "filed on {}: no receipt given"
    ),
    "receipt_since": Text("Il est arrivé depuis, daté du", "وصل بعد ذلك، بتاريخ", "It came since, dated"),
    "held_papers": Text("Autres pièces du dossier", "وثائق أخرى في الملف", "Other papers of the case"),
    "one_paper": Text(
        "Une pièce en particulier : état, scan, demande à tort",
        "وثيقة بعينها: حالتها، نسختها، طلبها دون حق",
        "One paper: its state, a scan, an undue demand",
    ),
    "save_paper": Text("Enregistrer son état", "تسجيل حالتها", "Save its state"),
    "note_undue": Text("Noter l'exigence indue : {}", "تسجيل طلب غير مستحق: {}", "Note the undue demand: {}"),
    "undue_why": Text(
        "Demandée à tort par un bureau : ce qui s'est passé",
        "طلبها مكتب دون حق: ما الذي جرى",
        "Demanded by an office though not due: what happened",
    ),
    "its_state": Text("Son état", "حالتها", "Its state"),
    "consent_refused": Text("La personne refuse", "الشخص يرفض", "The person refuses"),
    "consent_withdraw": Text("La personne retire son accord", "الشخص يسحب موافقته", "The person withdraws"),
    "consent_until": Text("valable jusqu'au {}", "صالحة إلى غاية {}", "holds until {}"),
    "consent_over": Text(
        "a pris fin le {} : à redemander", "انتهت يوم {}: تطلب من جديد", "ended on {}: to be asked again"
    ),
    "consent_by": Text("Enregistré par {} ; lu en : {}", "سجلها {}؛ قرئت بلغة: {}", "Recorded by {}; read in: {}"),
    "all_events": Text("Plus ancien ({})", "الأقدم ({})", "Older ({})"),
    "all_sources": Text("Les autres textes ({})", "النصوص الأخرى ({})", "The other texts ({})"),
    # --- undoing a step ---
    "undo_title": Text("Annuler une étape", "إلغاء مرحلة", "Undo a step"),
    "undo_this": Text("Annuler…", "إلغاء…", "Undo…"),
    "undo_from_history": Text(
        "Annuler une étape : la choisir dans l'historique",
        "إلغاء مرحلة: اختاروها من السجل",
        "Undo a step: choose it in the history",
    ),
    "undo_takes_back": Text("Ce que cela remet comme avant", "ما سيعود كما كان", "What would be as it was"),
    "undo_line_alone": Text("Rien d'autre que cette ligne.", "لا شيء سوى هذا السطر.", "Nothing but this line."),
    "undo_stays": Text(
        "L'historique garde l'étape, barrée, avec le motif.",
        "يحتفظ السجل بالمرحلة مشطوبة مع السبب.",
        "The history keeps the step, struck through, with the reason.",
    ),
    "undo_do": Text("Annuler cette étape", "إلغاء هذه المرحلة", "Undo this step"),
    "undo_leave": Text("Ne rien changer", "عدم التغيير", "Change nothing"),
    "undo_impossible": Text(
        "Cette étape ne peut pas être annulée : une étape plus récente repose sur elle, ou elle l'est déjà, ou elle "
        "n'est pas de celles qui s'annulent.",
        "لا يمكن إلغاء هذه المرحلة: مرحلة أحدث مبنية عليها، أو سبق إلغاؤها، أو ليست مما يلغى.",
        "This step can't be undone: a later one rests on it, it is already, or it is none to undo.",
    ),
    "withdraw_title": Text("Retirer une note", "سحب ملاحظة", "Withdraw a note"),
    "withdraw_this": Text("Retirer cette note…", "سحب هذه الملاحظة…", "Withdraw this note…"),
    "withdraw_means": Text(
        "Le texte sera effacé de la base pour toujours : personne ne pourra plus l'y lire. L'historique garde qu'une "
        "note a été retirée, par qui, quand, et le motif : n'y écrivez rien de la note.",
        "سيُمحى النص من القاعدة إلى الأبد ولن يقرأه فيها أحد. يحتفظ السجل بأن ملاحظة سُحبت، وبمن سحبها ومتى "
        "ولماذا: لا تعيدوا كتابة شيء منها في السبب.",
        "Its text will be erased from the base for ever: nobody will read it there again. The history keeps that a "
        "note was withdrawn, by whom, when and why: write nothing of the note in the reason.",
    ),
    "withdraw_do": Text("Retirer la note", "سحب الملاحظة", "Withdraw the note"),
    "withdraw_anothers": Text(
        "Cette note est de quelqu'un d'autre : son auteur la retire, ou un superviseur.",
        "كتب هذه الملاحظة شخص آخر: يسحبها كاتبها أو أحد المشرفين.",
        "This note is somebody else's: whoever wrote it withdraws it, or a supervisor.",
    ),
    "undo_later": Text("Étapes plus récentes", "المراحل الأحدث", "Later steps"),
    "undo_state": Text("Étape", "المرحلة", "Step"),
    "undo_commune": Text("Bureau", "المكتب", "Desk"),
    "undo_assigned": Text("Confié à", "مسند إلى", "Assigned to"),
    "undo_nothing": Text("rien", "لا شيء", "nothing"),
    "undo_sealed": Text("une réponse scellée", "جواب مختوم", "a sealed answer"),
    # --- another desk's case, in an emergency ---
    "urgent_title": Text(
        "Lire un dossier dans l'urgence", "الاطلاع على ملف بصفة استعجالية", "Read a case in an emergency"
    ),
    "urgent_what": Text(
        "Pour le dossier d'un autre bureau, quand on ne peut pas attendre : une heure, en lecture seule. Le motif est "
        "enregistré ; les superviseurs et les auditeurs en sont avertis aussitôt.",
        "لملف مكتب آخر حين لا يمكن الانتظار: ساعة واحدة، للاطلاع فقط. يسجل السبب، ويخبر المشرفون والمدققون فورا.",
        "For another desk's case, when it can't wait: an hour, to read and no more. The reason is recorded; "
        "supervisors and auditors are told at once.",
    ),
    "urgent_read": Text("Lire ce dossier", "الاطلاع على هذا الملف", "Read this case"),
    "urgent_close": Text("Refermer maintenant", "إنهاء الاطلاع الآن", "Close it now"),
    "urgent_closed": Text(
        "Refermé : ce dossier ne se lit plus d'ici. La lecture et son motif restent au registre.",
        "انتهى الاطلاع: لم يعد الملف مقروءا من هنا. يبقى الاطلاع وسببه في السجل.",
        "Closed: this case can't be read from here any more. The read and its reason stay in the log.",
    ),
    "urgent_left": Text(
        "Dossier d'un autre bureau, lu dans l'urgence : encore {} min, en lecture seule.",
        "ملف مكتب آخر، بصفة استعجالية: الدقائق المتبقية {}، للاطلاع فقط.",
        "Another desk's case, read in an emergency: {} min left, to read and no more.",
    ),
    "calendar_file": Text(
        "Rendez-vous : fichier de calendrier", "المواعيد: ملف التقويم", "Appointments: calendar file"
    ),
    # --- colleagues ---
    "to_the_desk": Text("Le bureau, à qui le prendra", "المكتب، لمن يأخذه", "The desk, for whoever takes it"),
}
