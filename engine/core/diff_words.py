"""The words of a comparison of two versions: how each part of a pathway is called, and the sentences they come in.

One place for three languages. A French name bears its article: a sentence declines it.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

KINDS: Mapping[str, Text] = {
    "State": Text("l'étape", "المرحلة", "the step"),
    "Action": Text("l'action", "الإجراء", "the action"),
    "Deadline": Text("l'échéance", "الأجل", "the deadline"),
    "Field": Text("la donnée", "المعطى", "the datum"),
    "Option": Text("le choix", "الاختيار", "the choice"),
    "CounterAnswer": Text("la réponse au guichet", "الجواب في الشباك", "the answer at the counter"),
    "Alert": Text("l'alerte", "التنبيه", "the alert"),
    "Invariant": Text("l'invariant", "الثابت", "the invariant"),
    "DocumentGroup": Text("le groupe de pièces", "مجموعة الوثائق", "the document group"),
    "Papers": Text("l'option", "الخيار", "the option"),
    "Choice": Text("l'alternative", "البديل", "the alternative"),
    "Consent": Text("le consentement", "الموافقة", "the consent"),
    "Source": Text("la source", "المصدر", "the source"),
    "CatalogueDocument": Text("la pièce", "الوثيقة", "the document"),
    "Service": Text("le service", "المصلحة", "the service"),
    "DatedValue": Text("la valeur datée", "القيمة المؤرخة", "the dated value"),
    "MigrationRule": Text(
        "la règle de passage depuis la version", "قاعدة الانتقال من النسخة", "the migration rule from version"
    ),
}
"Kind of thing → how it is called."
FEMININE = frozenset(
    (
        *("State", "Action", "Deadline", "Field", "CounterAnswer", "Alert", "Papers", "Choice"),
        *("Source", "CatalogueDocument", "DatedValue", "MigrationRule"),
    )
)
"Those that are feminine in French."

PROCESS = Text("le parcours", "المسار", "the pathway")

PARTS_IN_WORDS: Mapping[str, Text] = {
    "Definition.process": Text("l'identifiant", "المعرف", "the identifier"),
    "Definition.version": Text("la version", "النسخة", "the version"),
    "Definition.status": Text("le statut", "الوضعية", "the status"),
    "Definition.title": Text("le nom", "الاسم", "the name"),
    "Definition.purpose": Text("la finalité", "الغرض", "the purpose"),
    "Definition.subject": Text("le bénéficiaire", "المستفيد", "the subject"),
    "Definition.confidentiality": Text("la confidentialité", "السرية", "the confidentiality"),
    "Definition.notes": Text("le régime des notes", "نظام الملاحظات", "the rule for notes"),
    "Definition.retention_after_close": Text("la durée de conservation", "مدة الحفظ", "the retention"),
    "Definition.retention_confidence": Text(
        "la certitude sur la conservation", "درجة التأكد من مدة الحفظ", "the confidence in the retention"
    ),
    "Definition.start": Text("la première étape", "المرحلة الأولى", "the first step"),
    "Definition.fields": Text("les données", "المعطيات", "the data"),
    "Definition.deadlines": Text("les échéances", "الآجال", "the deadlines"),
    "Definition.alerts": Text("les alertes", "التنبيهات", "the alerts"),
    "Definition.invariants": Text("les invariants", "الثوابت", "the invariants"),
    "Definition.states": Text("les étapes", "المراحل", "the steps"),
    "Definition.actions": Text("les actions communes", "الإجراءات المشتركة", "the shared actions"),
    "Definition.consents": Text("les consentements", "الموافقات", "the consents"),
    "Definition.forms": Text("les modèles à imprimer", "النماذج", "the forms"),
    "Definition.migration": Text("les règles de passage", "قواعد الانتقال", "the migration rules"),
    "Definition.documents": Text("les pièces", "الوثائق", "the documents"),
    "Definition.services": Text("les services", "المصالح", "the services"),
    "Definition.sources": Text("les sources", "المصادر", "the sources"),
    "Definition.values": Text("les valeurs datées", "القيم المؤرخة", "the dated values"),
    "Definition.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "Definition.territory": Text("le territoire", "المجال الترابي", "the territory"),
    "Field.id": Text("l'identifiant", "المعرف", "the identifier"),
    "Field.type": Text("le type", "النوع", "the type"),
    "Field.data_class": Text("la protection", "الحماية", "the protection"),
    "Field.label": Text("le nom", "الاسم", "the name"),
    "Field.options": Text("les choix", "الاختيارات", "the choices"),
    "Field.not_after": Text("la date la plus tardive", "أقصى تاريخ", "the latest date"),
    "Field.not_before": Text("la date la plus ancienne", "أدنى تاريخ", "the earliest date"),
    "Field.minimum": Text("le minimum", "الحد الأدنى", "the minimum"),
    "Field.maximum": Text("le maximum", "الحد الأقصى", "the maximum"),
    "Field.kept": Text("la conservation de la valeur", "حفظ القيمة", "whether the value is kept"),
    "Field.hint": Text("l'aide à la saisie", "المساعدة على الإدخال", "the hint"),
    "Field.appointment": Text("le service du rendez-vous", "مصلحة الموعد", "the service of the appointment"),
    "Field.answers": Text("les réponses au guichet", "الأجوبة في الشباك", "the answers at the counter"),
    "Field.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "Option": Text("le nom", "الاسم", "the name"),
    "CounterAnswer.text": Text("le texte", "النص", "the text"),
    "CounterAnswer.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "Deadline.id": Text("l'identifiant", "المعرف", "the identifier"),
    "Deadline.title": Text("le nom", "الاسم", "the name"),
    "Deadline.kind": Text("la nature", "الطبيعة", "the kind"),
    "Deadline.starts": Text("le point de départ", "نقطة الانطلاق", "the start"),
    "Deadline.within": Text("le délai", "المدة", "the delay"),
    "Deadline.until": Text("les étapes d'arrêt", "المراحل التي توقفه", "the steps that end it"),
    "Deadline.ends": Text("les actions d'arrêt", "الإجراءات التي توقفه", "the actions that end it"),
    "Deadline.pauses_in": Text("les étapes de suspension", "المراحل التي تعلقه", "the steps that pause it"),
    "Deadline.remind": Text("les rappels", "التذكيرات", "the reminders"),
    "Deadline.escalate": Text("les rappels au superviseur", "تذكيرات المشرف", "the reminders to the supervisor"),
    "Deadline.every": Text("la répétition", "التكرار", "whether it comes round again"),
    "Deadline.on_expiry": Text("l'action à l'expiration", "الإجراء عند الانقضاء", "the action on expiry"),
    "Deadline.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "Deadline.note": Text("la précision", "التوضيح", "the note"),
    "Alert.id": Text("l'identifiant", "المعرف", "the identifier"),
    "Alert.when": Text("la condition", "الشرط", "the condition"),
    "Alert.level": Text("le niveau", "المستوى", "the level"),
    "Alert.text": Text("le texte", "النص", "the text"),
    "Alert.to": Text("le destinataire", "المرسل إليه", "the addressee"),
    "Alert.lets": Text("les actions permises", "الإجراءات المسموح بها", "the actions that it lets"),
    "Alert.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "Invariant.id": Text("l'identifiant", "المعرف", "the identifier"),
    "Invariant.text": Text("le texte", "النص", "the text"),
    "Invariant.states": Text("les étapes où il vaut", "المراحل التي يسري فيها", "the steps where it holds"),
    "Invariant.after": Text("les actions qu'il suit", "الإجراءات التي يليها", "the actions it follows"),
    "Invariant.holds": Text("la condition", "الشرط", "the condition"),
    "Invariant.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "DocumentGroup.id": Text("l'identifiant", "المعرف", "the identifier"),
    "DocumentGroup.title": Text("le nom", "الاسم", "the name"),
    "DocumentGroup.need": Text("l'exigence", "الإلزامية", "the need"),
    "DocumentGroup.when": Text("la condition", "الشرط", "the condition"),
    "DocumentGroup.any_of": Text("les options", "الخيارات", "the options"),
    "Papers": Text("les pièces", "الوثائق", "the documents"),
    "DocumentGroup.count": Text("le nombre d'options dues", "عدد الخيارات اللازمة", "the number of options due"),
    "DocumentGroup.max_age": Text("l'âge maximal", "أقصى عمر", "the maximum age"),
    "DocumentGroup.check": Text("la vérification", "التحقق", "whether it must be verified"),
    "DocumentGroup.copies": Text("le nombre d'exemplaires", "عدد النسخ", "the number of copies"),
    "DocumentGroup.note": Text("la précision", "التوضيح", "the note"),
    "DocumentGroup.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "Action.id": Text("l'identifiant", "المعرف", "the identifier"),
    "Action.title": Text("le nom", "الاسم", "the name"),
    "Action.to": Text("la suite", "الوجهة", "where it leads"),
    "Action.back": Text("le retour à l'étape précédente", "الرجوع إلى المرحلة السابقة", "the way back"),
    "Action.when": Text("la condition", "الشرط", "the condition"),
    "Action.otherwise": Text("l'explication du refus", "تفسير الرفض", "the explanation of a refusal"),
    "Action.ask": Text("les données demandées", "المعطيات المطلوبة", "the data asked"),
    "Action.renews": Text("les données renouvelées", "المعطيات المجددة", "the data renewed"),
    "Action.requires": Text("les exigences", "المتطلبات", "the requirements"),
    "Action.roles": Text("les rôles", "الأدوار", "the roles"),
    "Action.by": Text("l'auteur", "الفاعل", "who does it"),
    "Action.receipt": Text("le récépissé", "وصل الإيداع", "the receipt"),
    "Action.gives": Text("les pièces remises", "الوثائق المسلمة", "the documents given"),
    "Action.consent": Text("les consentements nécessaires", "الموافقات اللازمة", "the consents needed"),
    "Action.share": Text("la transmission", "الإرسال", "what it transmits"),
    "Action.forms": Text("les modèles à imprimer", "النماذج", "the forms"),
    "Action.opens": Text("les dossiers liés à ouvrir", "الملفات المرتبطة", "the linked cases to open"),
    "Action.prompt": Text("la consigne", "التوجيه", "the prompt"),
    "Action.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "SharedAction.sources": Text("les étapes de départ", "مراحل الانطلاق", "the steps it is open from"),
    "SharedAction.excepted": Text("les étapes exceptées", "المراحل المستثناة", "the steps excepted"),
    "State.id": Text("l'identifiant", "المعرف", "the identifier"),
    "State.kind": Text("la nature", "الطبيعة", "the kind"),
    "State.title": Text("le nom", "الاسم", "the name"),
    "State.prompt": Text("la consigne", "التوجيه", "the prompt"),
    "State.target": Text("le séjour habituel", "المدة المعتادة", "the usual stay"),
    "State.ask": Text("les données demandées", "المعطيات المطلوبة", "the data asked"),
    "State.services": Text("les services responsables", "المصالح المختصة", "the services"),
    "State.at": Text("le lieu du service", "مكان المصلحة", "the place of the service"),
    "State.documents": Text("les groupes de pièces", "مجموعات الوثائق", "the document groups"),
    "State.actions": Text("les actions", "الإجراءات", "the actions"),
    "State.choices": Text("les alternatives", "البدائل", "the alternatives"),
    "Choice": Text("les actions", "الإجراءات", "the actions"),
    "State.forms": Text("les modèles à imprimer", "النماذج", "the forms"),
    "State.outcome": Text("l'issue", "النتيجة", "the outcome"),
    "State.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "Consent.id": Text("l'identifiant", "المعرف", "the identifier"),
    "Consent.purpose": Text("l'objet", "الموضوع", "the purpose"),
    "Consent.title": Text("le nom", "الاسم", "the name"),
    "Consent.text": Text("le texte lu", "النص المقروء", "the text read out"),
    "Consent.version": Text("la version", "النسخة", "the version"),
    "Consent.valid": Text("la durée de validité", "مدة الصلاحية", "the validity"),
    "Consent.service": Text("le service destinataire", "المصلحة المتلقية", "the receiving service"),
    "Source.id": Text("l'identifiant", "المعرف", "the identifier"),
    "Source.title": Text("le titre", "العنوان", "the title"),
    "Source.url": Text("l'adresse", "العنوان الإلكتروني", "the address"),
    "Source.dated": Text("la date du texte", "تاريخ النص", "the date of the text"),
    "Source.read": Text("la date de lecture", "تاريخ القراءة", "the date read"),
    "Source.confidence": Text("la certitude", "درجة التأكد", "the confidence"),
    "Source.note": Text("la précision", "التوضيح", "the note"),
    "CatalogueDocument.id": Text("l'identifiant", "المعرف", "the identifier"),
    "CatalogueDocument.title": Text("le nom", "الاسم", "the name"),
    "CatalogueDocument.issuer": Text("le service de délivrance", "المصلحة التي تسلمها", "the issuing service"),
    "CatalogueDocument.validity": Text("la durée de validité", "مدة الصلاحية", "the validity"),
    "CatalogueDocument.serves": Text("l'usage", "الاستعمال", "what it serves"),
    "CatalogueDocument.cost": Text("le coût", "التكلفة", "the cost"),
    "CatalogueDocument.note": Text("la précision", "التوضيح", "the note"),
    "CatalogueDocument.letter": Text("la lettre de réclamation", "رسالة المطالبة", "the letter to claim it"),
    "CatalogueDocument.confidence": Text("la certitude", "درجة التأكد", "the confidence"),
    "CatalogueDocument.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "Service.id": Text("l'identifiant", "المعرف", "the identifier"),
    "Service.title": Text("le nom", "الاسم", "the name"),
    "Service.role": Text("le rôle", "الدور", "the role"),
    "Service.confidence": Text("la certitude", "درجة التأكد", "the confidence"),
    "Service.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "DatedValue.id": Text("l'identifiant", "المعرف", "the identifier"),
    "DatedValue.title": Text("le nom", "الاسم", "the name"),
    "DatedValue.type": Text("le type", "النوع", "the type"),
    "DatedValue.series": Text("la série", "السلسلة", "the series"),
    "DatedValue.confidence": Text("la certitude", "درجة التأكد", "the confidence"),
    "DatedValue.reread_by": Text("la date de relecture", "تاريخ إعادة القراءة", "the day to read it again"),
    "DatedValue.basis": Text("la base légale", "السند القانوني", "the legal basis"),
    "MigrationRule.from_version": Text("la version d'origine", "النسخة الأصلية", "the version it comes from"),
    "MigrationRule.states": Text("la correspondance des étapes", "تطابق المراحل", "the map of steps"),
    "MigrationRule.fields": Text("la correspondance des données", "تطابق المعطيات", "the map of data"),
    "MigrationRule.documents": Text("la correspondance des pièces", "تطابق الوثائق", "the map of documents"),
    "MigrationRule.deadlines": Text("le sort des échéances", "مصير الآجال", "what becomes of the deadlines"),
    "MigrationRule.clocks": Text("le sort de certaines échéances", "مصير بعض الآجال", "what becomes of some deadlines"),
    "MigrationRule.when": Text("la condition", "الشرط", "the condition"),
}
"`Kind.field` → how it is called; a test holds that there is one for each."

ASPECTS_IN_WORDS: Mapping[str, Text] = {
    "structure": Text("Étapes et actions", "المراحل والإجراءات", "Steps and actions"),
    "guard": Text("Conditions", "الشروط", "Conditions"),
    "document": Text("Pièces", "الوثائق", "Documents"),
    "deadline": Text("Échéances", "الآجال", "Deadlines"),
    "data": Text("Données", "المعطيات", "Data"),
    "consent": Text("Consentements", "الموافقات", "Consents"),
    "service": Text("Services", "المصالح", "Services"),
    "source": Text("Bases légales et sources", "السند القانوني والمصادر", "Legal bases and sources"),
    "identity": Text("Le parcours lui-même", "المسار نفسه", "The pathway itself"),
    "label": Text("Textes affichés", "النصوص المعروضة", "Texts shown"),
    "text": Text("Fichier", "الملف", "File"),
}

VALUES: Mapping[object, Text] = {
    None: Text("rien", "لا شيء", "nothing"),
    True: Text("oui", "نعم", "yes"),
    False: Text("non", "لا", "no"),
    "legal": Text("légale", "قانوني", "legal"),
    "internal": Text("interne", "داخلي", "internal"),
    "task": Text("à faire", "مهمة", "task"),
    "wait": Text("attente d'un tiers", "انتظار طرف آخر", "waiting for a third party"),
    "final": Text("finale", "نهائية", "final"),
    "required": Text("exigée", "لازمة", "required"),
    "useful": Text("utile", "مفيدة", "useful"),
    "not_due": Text("non due", "غير لازمة", "not due"),
    "draft": Text("à valider", "للتأكيد", "to be validated"),
    "validated": Text("validé", "مصادق عليه", "validated"),
    "retired": Text("retiré", "مسحوب", "retired"),
    "sourced": Text("sourcé", "موثق", "sourced"),
    "common_knowledge": Text("connu, sans source lue", "معروف، بدون مصدر مقروء", "known, no source read"),
    "to_validate": Text("à valider", "للتأكيد", "to be validated"),
    "keep": Text("gardées", "محفوظة", "kept"),
    "recount": Text("recomptées", "يعاد حسابها", "counted again"),
    "restart": Text("reparties", "يعاد إطلاقها", "begun again"),
    "drop": Text("éteintes", "ملغاة", "dropped"),
}
"Words of the language that a reader of a comparison sees in their own."

CHANGED = Text(
    "{part} {of_owner} : {before} → {after}.",
    "{owner}، {part}: {before} ← {after}.",
    "{owner}, {part}: {before} → {after}.",
)
GAINED = Text(
    "{owner} : {part} en plus, {after}.", "{owner}: زيادة {part}، {after}.", "{owner}: {part} added, {after}."
)
LOST = Text(
    "{owner} : {part} en moins, {before}.", "{owner}: حذف {part}، {before}.", "{owner}: {part} removed, {before}."
)
SET_CHANGED = Text("{part} {of_owner} : {moves}.", "{owner}، {part}: {moves}.", "{owner}, {part}: {moves}.")
IN_PLUS = Text("en plus {names}", "زيادة {names}", "added {names}")
IN_MINUS = Text("en moins {names}", "حذف {names}", "removed {names}")
OTHERWISE_ORDERED = Text("le même contenu dans un autre ordre", "نفس المحتوى بترتيب آخر", "the same in another order")
ENTRY_ADDED = Text("{owner} est ajouté{e}.", "{owner}: إضافة.", "{owner} is added.")
ENTRY_REMOVED = Text("{owner} est supprimé{e}.", "{owner}: حذف.", "{owner} is removed.")
REORDERED = Text("{part} {of_owner} : ordre changé.", "{owner}، {part}: ترتيب جديد.", "{owner}, {part}: another order.")
ONLY_TEXT = Text(
    "Seul le texte du fichier change (commentaires, mise en forme) : rien de ce qui décide, rien de ce qui s'affiche.",
    "لا يتغير سوى نص الملف (التعليقات، التنسيق): لا شيء مما يقرر، ولا شيء مما يعرض.",
    "Only the text of the file changes (comments, spacing): nothing that decides, nothing that is shown.",
)
CONDITION_OF_WAY = Text("{state} si « {when} »", "{state} إذا «{when}»", "{state} if “{when}”")
ANY_STATE = Text("toutes", "جميعها", "all")
BETWEEN = Text(" ; ", "؛ ", "; ")
THEN = Text(", ", "، ", ", ")
QUOTED = Text("« {text} »", "«{text}»", "“{text}”")
