"""What a history says of itself, in French, Arabic and English: its events, and the few sentences that join them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.core.definition import Language, Text
from engine.core.wording import isolated
from engine.telling.accounts import ACCOUNTS

TELLING: Mapping[str, Text] = {
    "known_as": Text("{} : {}", "{}: {}", "{}: {}"),
    "no_receipt": Text("récépissé non remis", "لم يسلم الوصل", "no receipt handed over"),
    "irregular": Text("hors des règles", "خارج القواعد", "against the rules"),
    "step_number": Text("étape n° {}, {}", "المرحلة رقم {}، {}", "step {}, {}"),
    "note_withdrawn": Text("Note retirée", "سحب ملاحظة", "Note withdrawn"),
    "set_back": Text(
        "horloge reculée : l'heure n'est pas sûre, l'ordre des étapes l'est",
        "الساعة أرجعت إلى الوراء: الوقت غير مؤكد، وترتيب المراحل مؤكد",
        "clock put back: the time isn't sure, the order of the steps is",
    ),
    "to_the_desk": Text("rendu au bureau", "أعيد إلى المكتب", "back to the desk"),
    **ACCOUNTS,
}

EVENTS: Mapping[str, Text] = {
    "opened": Text("Dossier ouvert", "فتح الملف", "Case opened"),
    "moved": Text("Passage", "انتقال", "Move"),
    "acted": Text("Action", "إجراء", "Act"),
    "recorded": Text("Données enregistrées", "تسجيل معطيات", "Data recorded"),
    "document_changed": Text("Pièces mises à jour", "تحيين الوثائق", "Papers updated"),
    "noted": Text("Note", "ملاحظة", "Note"),
    "reminded": Text("Rappel", "تذكير", "Reminder"),
    "expired": Text("Échéance passée", "انقضاء أجل", "Deadline passed"),
    "assigned": Text("Attribution", "إسناد", "Assignment"),
    "transferred": Text("Transfert", "إحالة", "Transfer"),
    "linked": Text("Dossier lié", "ملف مرتبط", "Linked case"),
    "consented": Text("Accord", "موافقة", "Consent"),
    "shared": Text("Transmission", "إحالة معلومات", "Sharing"),
    "demanded_undue": Text("Pièce demandée à tort", "وثيقة طلبت دون حق", "Undue demand"),
    "corrected": Text("Correction", "تصحيح", "Correction"),
    "reverted": Text("Annulation", "إلغاء", "Undone"),
    "forced": Text("Étape forcée", "مرحلة مفروضة", "Forced step"),
    "migrated": Text("Nouvelle version du parcours", "نسخة جديدة من المسار", "New version of the pathway"),
    "merged": Text("Fusion", "دمج", "Merge"),
    "attached": Text("Scan joint", "إرفاق نسخة ممسوحة", "Scan joined"),
    "informed": Text("Personne prévenue", "إخبار الشخص", "Person told"),
}
"""What each kind of recorded event is called."""

TOLD: Mapping[tuple[str, str], Text] = {
    ("voice", "told"): Text("dit de vive voix", "قيل شفويا", "told face to face"),
    ("phone", "told"): Text("dit au téléphone", "قيل هاتفيا", "told by telephone"),
    ("slip", "printed"): Text("rappel imprimé", "طبع التذكير", "slip printed"),
    ("email", "claimed"): Text("envoi commencé", "بدأ الإرسال", "sending begun"),
    ("email", "sent"): Text("courriel parti", "أرسل البريد", "e-mail sent"),
    ("email", "refused"): Text("courriel refusé par le serveur", "رفض الخادم البريد", "e-mail refused by the server"),
}
"What came of telling a person, by the way it was done."

ACTS: Mapping[str, Text] = {
    "case.open": Text("ouverture de dossier", "فتح ملف", "case opened"),
    "process.migrate": Text("dossiers et version du parcours", "الملفات ونسخة المسار", "cases and a pathway's version"),
    "case.list": Text("liste de dossiers", "لائحة ملفات", "list of cases"),
    "case.read": Text("lecture de dossier", "اطلاع على ملف", "case read"),
    "case.act": Text("action sur un dossier", "إجراء في ملف", "act on a case"),
    "case.print": Text("impression", "طباعة", "print"),
    "case.history": Text("historique", "سجل الملف", "history"),
    "person.add": Text("ajout d'une personne", "إضافة شخص", "person added"),
    "person.search": Text("recherche par nom", "بحث بالاسم", "search by name"),
    "person.read": Text("lecture d'une fiche", "اطلاع على بطاقة", "record read"),
    "person.correct": Text("correction d'une fiche", "تصحيح بطاقة", "record corrected"),
    "person.rights": Text("droits d'une personne", "حقوق شخص", "a person's rights"),
    "person.erase": Text("effacement", "محو", "erasure"),
    "audit.replay": Text("rejeu", "إعادة عرض", "replay"),
    "audit.cases": Text("liste de dossiers à contrôler", "لائحة ملفات للمراقبة", "list of cases to audit"),
    "audit.access": Text("registre des consultations", "سجل الاطلاع", "log of reads"),
    "audit.export": Text("export de preuves", "تصدير أدلة", "evidence exported"),
    "audit.export_personal": Text("export avec données personnelles", "تصدير معطيات شخصية", "personal data exported"),
    "glass.break": Text("bris de glace", "اطلاع استعجالي", "broken glass"),
    "audit.verify": Text("vérification", "تحقق", "verification"),
    "audit.checkpoint": Text("point de contrôle", "نقطة مراقبة", "checkpoint"),
    "process.read": Text("lecture de parcours", "قراءة مسار", "pathway read"),
    "process.publish": Text("publication de parcours", "نشر مسار", "pathway published"),
    "user.list": Text("liste des comptes", "لائحة الحسابات", "list of accounts"),
    "user.manage": Text("gestion des comptes", "تدبير الحسابات", "accounts managed"),
    "user.attest": Text("attestation d'un titulaire", "إثبات صاحب حساب", "owner of an account attested"),
    "base.tick": Text("échéances sonnées", "تنبيه الآجال", "clocks rung"),
    "base.care": Text("entretien de la base", "صيانة القاعدة", "care of the database"),
    "stats.read": Text("statistiques", "إحصائيات", "statistics"),
}
"""What each act is called by which something personal is shown."""


def filled(text: Text, language: Language, *holes: object) -> str:
    """A sentence in a language, its holes filled in order; in Arabic, what is written in Latin letters set apart."""
    told = [isolated(hole, language) if isinstance(hole, str) and _LATIN.match(hole) else hole for hole in holes]
    return text.of(language).format(*told)


_LATIN = re.compile(r"[/~.]*[A-Za-z]")
"""A command, a path or an identifier: what a right-to-left sentence would put in pieces."""

AUDITED: Mapping[str, Text] = {
    "suspicion_forced": Text("étape forcée", "مرحلة فرضها المشرف", "step forced"),
    "suspicion_irregular": Text("acte hors des règles", "إجراء خارج القواعد", "act against the rules"),
    "suspicion_undone": Text("étape annulée", "مرحلة ملغاة", "step undone"),
    "suspicion_broken": Text("invariant non respecté", "ثابت لم يحترم", "invariant not kept"),
}
"""What a case may hold that whoever audits looks for."""

REPLAY: Mapping[str, Text] = {
    "came_same": Text("acceptée, même étape", "مقبولة، نفس المرحلة", "accepted, same state"),
    "came_elsewhere": Text("mènerait à « {} »", "تؤدي إلى «{}»", "would lead to “{}”"),
    "came_refused": Text("serait refusée", "كانت سترفض", "would be refused"),
    "came_without": Text("sans objet", "بدون موضوع", "without object"),
    "clock_rang": Text("échéance « {} » passée le {}", "أجل «{}» انقضى يوم {}", "deadline “{}” passed on {}"),
    "changed": Text("modifiée", "تغير", "changed"),
    "no_change": Text("Rien n'a changé.", "لم يتغير أي شيء.", "Nothing changed."),
    "part_state": Text("Étape", "المرحلة", "State"),
    "part_outcome": Text("Issue", "المآل", "Outcome"),
    "part_commune": Text("Commune", "الجماعة", "Commune"),
    "part_assigned": Text("Suivi par", "يتابعه", "Followed by"),
    "part_version": Text("Version du parcours", "نسخة المسار", "Version of the pathway"),
    "part_fields": Text("Donnée", "معطى", "Datum"),
    "part_documents": Text("Pièce", "وثيقة", "Paper"),
    "part_clocks": Text("Échéance", "أجل", "Deadline"),
    "part_links": Text("Dossier lié", "ملف مرتبط", "Linked case"),
    "part_consents": Text("Accord", "موافقة", "Consent"),
    "part_flags": Text("Marque", "علامة", "Mark"),
}
"""What differs between two moments of a case, and what another version would have made of a step."""
