"""The words of the referential's pages, for those who read it and those who write it."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

EDITOR_WORDS: Mapping[str, Text] = {
    # --- reading ---
    "ref_open": Text("dossiers ouverts : {}", "الملفات المفتوحة: \u2066{}\u2069", "open cases: {}"),
    "ref_protected": Text("parcours protégé", "مسار محمي", "protected pathway"),
    "ref_uncertain": Text(
        "À valider : {} points de ce parcours ne sont pas encore confirmés.",
        "للتأكيد: {} من عناصر هذا المسار لم تؤكد بعد.",
        "To be validated: {} points of this pathway aren't confirmed yet.",
    ),
    "ref_diagram_hint": Text(
        "Chaque étape mène à son texte.",
        "كل مرحلة تؤدي إلى نصها.",
        "Each step leads to its text.",
    ),
    "ref_diagram_alone": Text("Le schéma seul", "الرسم وحده", "The diagram alone"),
    "ref_leads": Text("vers : {}", "نحو: {}", "to: {}"),
    "ref_target": Text("Durée habituelle : {}", "المدة المعتادة: {}", "Usual stay: {}"),
    "ref_at": Text("Service :", "المصلحة:", "Service:"),
    "ref_asks": Text("Ce qui est demandé", "ما يطلب من معطيات", "What is asked"),
    "ref_papers": Text("Pièces", "الوثائق", "Papers"),
    "ref_acts": Text("Actions", "الإجراءات", "Actions"),
    "ref_offices": Text("Guichets : {}", "الشبابيك: {}", "Offices: {}"),
    "ref_unverified": Text("à vérifier", "يجب التحقق منه", "to be verified"),
    "ref_grounds": Text("Base légale ({})", "السند القانوني ({})", "Legal basis ({})"),
    "need_useful": Text("utile", "مفيدة", "useful"),
    "need_not_due": Text("jamais due", "غير مستحقة", "never due"),
    # --- writing ---
    "nav_editor": Text("Écrire", "تحرير المرجع", "Write"),
    "edit_hint": Text(
        "Chacun écrit sur son brouillon, gardé sur le serveur. Rien de publié ne change avant la publication.",
        "لكل محرر مسودته المحفوظة في الخادم. لا يتغير شيء مما نشر قبل النشر.",
        "Each writes on a draft of their own, kept on the server. Nothing published changes before it is published.",
    ),
    "kind_pathway": Text("Parcours", "المسارات", "Pathways"),
    "kind_scenarios": Text("Scénarios", "السيناريوهات", "Scenarios"),
    "kind_base": Text("Socles", "الأسس المشتركة", "Bases"),
    "kind_catalogue": Text("Catalogues", "الفهارس", "Catalogues"),
    "kind_territory": Text("Territoire", "المجال الترابي", "Territory"),
    "kind_form": Text("Modèles", "النماذج", "Forms"),
    "kind_hint_pathway": Text(
        "Un fichier par parcours ; il se publie d'ici.",
        "ملف لكل مسار؛ ينشر من هنا.",
        "One file for each pathway; it is published from here.",
    ),
    "kind_hint_scenarios": Text(
        "Les histoires que chaque parcours doit bien raconter.",
        "القصص التي يجب أن يسير عليها كل مسار.",
        "The stories that each pathway must tell rightly.",
    ),
    "kind_hint_base": Text(
        "Ce que les parcours ont en commun ; publié avec chacun d'eux.",
        "ما تشترك فيه المسارات؛ ينشر مع كل واحد منها.",
        "What pathways share; published with each of them.",
    ),
    "kind_hint_catalogue": Text(
        "Pièces, services, sources, valeurs : ce qui sert à un parcours est publié avec lui.",
        "الوثائق والمصالح والمصادر والقيم: ما يستعمله مسار ينشر معه.",
        "Papers, services, sources, values: what a pathway uses is published with it.",
    ),
    "kind_hint_territory": Text(
        "Guichets et jours fériés se mettent en service d'ici. Les communes, vérifiées ici, sont confiées à qui tient "
        "les fichiers du programme.",
        "توضع الشبابيك وأيام العطل في الخدمة من هنا. أما الجماعات فتفحص هنا ثم تسلم لمن يتولى ملفات البرنامج.",
        "Offices and holidays are put in service from here. Communes, checked here, are handed to whoever keeps the "
        "program's files.",
    ),
    "kind_hint_form": Text(
        "Lettres et fiches ; elles se mettent en service d'ici.",
        "الرسائل والأوراق؛ توضع في الخدمة من هنا.",
        "Letters and sheets; they are put in service from here.",
    ),
    "edit_this": Text("Écrire ce parcours", "تحرير هذا المسار", "Write this pathway"),
    "edit_mine": Text("votre brouillon", "مسودتكم", "your draft"),
    "edit_theirs": Text("brouillon de {}", "مسودة {}", "draft of {}"),
    "edit_draft_of": Text("Votre brouillon, enregistré le {}", "مسودتكم، سجلت في {}", "Your draft, saved on {}"),
    "edit_no_draft": Text(
        "Le texte en vigueur ; le premier enregistrement en fait votre brouillon.",
        "النص المعمول به؛ أول تسجيل يجعله مسودتكم.",
        "The text in force; the first saving makes it your draft.",
    ),
    "edit_saved": Text("Brouillon enregistré.", "سجلت المسودة.", "Draft saved."),
    "edit_met": Text(
        "Une autre de vos pages a enregistré un autre texte entre-temps : les deux sont gardés.",
        "سجلت صفحة أخرى لكم نصا آخر في هذه الأثناء: حفظ النصان معا.",
        "Another of your pages saved another text meanwhile: both are kept.",
    ),
    "edit_met_hint": Text(
        "Le texte ci-dessous est celui de cette page, mis de côté. L'enregistrer le met à la place de l'autre.",
        "النص أسفله هو نص هذه الصفحة، وقد وضع جانبا. تسجيله يضعه مكان الآخر.",
        "The text below is this page's, set aside. Saving it puts it in the place of the other.",
    ),
    "edit_other_page": Text("Ce que l'autre page a d'autre", "ما يختلف في الصفحة الأخرى", "What the other page has"),
    "edit_overtaken": Text(
        "Le texte en vigueur a changé depuis que ce brouillon a été commencé : relire les différences ci-dessous avant "
        "de publier.",
        "تغير النص المعمول به منذ بداية هذه المسودة: راجعوا الفروق أسفله قبل النشر.",
        "The text in force has changed since this draft was begun: read the differences below before publishing.",
    ),
    "edit_other_draft": Text(
        "{} a aussi un brouillon de ce fichier, enregistré le {} : chacun garde le sien.",
        "لـ {} أيضا مسودة لهذا الملف، سجلت في {}: كل يحتفظ بمسودته.",
        "{} also has a draft of this file, saved on {}: each keeps their own.",
    ),
    "edit_their_changes": Text("Ce qu'il a d'autre que le vôtre", "ما يختلف فيها عن نصكم", "How it differs from yours"),
    "edit_check": Text("Vérifier", "تحقق", "Check"),
    "edit_test": Text("Jouer les scénarios", "تشغيل السيناريوهات", "Run the scenarios"),
    "edit_preview": Text("Voir comme l'agent", "عرض كما يراه العون", "See as the agent"),
    "edit_publish": Text("Publier", "نشر", "Publish"),
    "edit_propose": Text("Proposer à un second éditeur", "اقتراح على محرر ثان", "Propose to a second editor"),
    "edit_take": Text("Emporter le texte", "تنزيل النص", "Take the text away"),
    "edit_text": Text("Texte de {}", "نص {}", "Text of {}"),
    "edit_keys": Text(
        "Ctrl + espace propose ce qui peut s'écrire ici ; flèches et Entrée choisissent, Échap referme.",
        "Ctrl + مسافة يقترح ما يمكن كتابته هنا؛ الأسهم وEntrée للاختيار، وÉchap للإغلاق.",
        "Ctrl + space proposes what may be written here; arrows and Enter choose, Escape closes.",
    ),
    "edit_choices": Text("propositions", "اقتراحات", "proposals"),
    "edit_choices_label": Text("Ce qui peut s'écrire ici", "ما يمكن كتابته هنا", "What may be written here"),
    "edit_findings": Text("Anomalies", "الاختلالات", "Findings"),
    "edit_found": Text(
        "Erreurs : {} · avertissements : {}", "الأخطاء: {} · التنبيهات: {}", "Errors: {} · warnings: {}"
    ),
    "edit_nothing": Text("Aucune anomalie.", "لا اختلال.", "Nothing wrong."),
    "edit_no_answer": Text(
        "Pas de réponse du serveur : le texte est encore sur cette page. L'enregistrer dès que possible.",
        "لا جواب من الخادم: النص ما زال في هذه الصفحة. سجلوه في أقرب وقت.",
        "No answer from the server: the text is still on this page. Save it as soon as possible.",
    ),
    "edit_changes": Text(
        "Ce qui change dans le texte (lignes : {})", "ما يتغير في النص (الأسطر: {})", "Changes in the text (lines: {})"
    ),
    "edit_decides": Text(
        "Ce qui change dans tout ce qui décide, socle et catalogues compris (lignes : {})",
        "ما يتغير في كل ما يحسم، بما فيه الأساس المشترك والفهارس (الأسطر: {})",
        "Changes in all that decides, base and catalogues included (lines: {})",
    ),
    "edit_aside": Text("Texte mis de côté le {}", "نص وضع جانبا في {}", "Text set aside on {}"),
    "edit_aside_text": Text("Le texte mis de côté", "النص الموضوع جانبا", "The text set aside"),
    "edit_drop_aside": Text("Oublier ce texte", "نسيان هذا النص", "Forget this text"),
    "edit_drop": Text("Abandonner ce brouillon", "التخلي عن هذه المسودة", "Drop this draft"),
    "edit_drop_hint": Text(
        "Le texte en vigueur reviendra ; le brouillon sera effacé.",
        "سيعود النص المعمول به؛ وستمحى المسودة.",
        "The text in force will come back; the draft will be erased.",
    ),
    "edit_cannot_try": Text(
        "Les scénarios ne peuvent pas être joués", "تعذر تشغيل السيناريوهات", "The scenarios can't be run"
    ),
    "edit_unpublished": Text(
        "Rien n'est publié : corriger d'abord",
        "لم ينشر شيء: يصحح أولا ما يلي",
        "Nothing is published: set this right first",
    ),
    "edit_trial": Text(
        "Scénarios réussis : {} sur {}", "السيناريوهات الناجحة: {} من {}", "Scenarios that pass: {} of {}"
    ),
    "edit_taken_states": Text("Étapes prises : {} sur {}", "المراحل المسلوكة: {} من {}", "Steps taken: {} of {}"),
    "edit_taken_transitions": Text(
        "Passages pris : {} sur {}", "الانتقالات المسلوكة: {} من {}", "Transitions taken: {} of {}"
    ),
    "edit_taken_guards": Text(
        "Réponses des conditions : {} sur {}", "أجوبة الشروط: {} من {}", "Answers of conditions: {} of {}"
    ),
    "edit_taken_invariants": Text(
        "Invariants jugés : {} sur {}", "الثوابت المحكوم فيها: {} من {}", "Invariants judged: {} of {}"
    ),
    "edit_not_taken": Text("Jamais pris : {}", "لم يسلك قط: {}", "Never taken: {}"),
    "edit_waits": Text(
        "Publications qui attendent un second éditeur",
        "منشورات تنتظر محررا ثانيا",
        "Publications waiting for a second editor",
    ),
    "edit_asked": Text("demandée par {} le {}", "طلبها {} في {}", "asked by {} on {}"),
    "edit_own_request": Text(
        "C'est votre demande : un autre éditeur doit l'accepter.",
        "هذا طلبكم: يجب أن يقبله محرر آخر.",
        "It is your own request: another editor must agree.",
    ),
    "edit_asked_elsewhere": Text(
        "Demandée à la ligne de commande : elle s'accepte là, avec le même fichier.",
        "طلبت من سطر الأوامر: تقبل هناك بنفس الملف.",
        "Asked at the command line: it is agreed to there, with the same file.",
    ),
    "request_refuse": Text("Refuser cette demande", "رفض هذا الطلب", "Refuse this request"),
    "request_take_back": Text("Retirer ma demande", "سحب طلبي", "Take my request back"),
    "request_why": Text(
        "Motif, que l'autre personne lira", "السبب، وسيقرؤه الشخص الآخر", "Reason, which the other person will read"
    ),
    "request_refused": Text("Refusée par {} le {}.", "رفضه {} في {}.", "Refused by {} on {}."),
    "request_taken_back": Text("Retirée par {} le {}.", "سحبه {} في {}.", "Taken back by {} on {}."),
    "request_said_no": Text(
        "C'est noté : cette demande n'attend plus, et rien n'a été publié.",
        "سجل ذلك: لم يعد هذا الطلب في الانتظار، ولم ينشر شيء.",
        "Noted: this request no longer waits, and nothing was published.",
    ),
    "edit_refused": Text("Demandes refusées ou retirées", "طلبات رفضت أو سحبت", "Requests refused or taken back"),
    "edit_refused_hint": Text(
        "Depuis trente jours. Le brouillon est resté : le corriger, puis le proposer de nouveau.",
        "منذ ثلاثين يوما. بقيت المسودة: صححوها ثم اقترحوها من جديد.",
        "These last thirty days. The draft has stayed: correct it, then propose it again.",
    ),
    "edit_agree": Text("Accepter et publier", "قبول ونشر", "Agree and publish"),
    "edit_waiting": Text(
        "{}, version {} : proposée ; elle attend un second éditeur.",
        "{}، النسخة {}: اقترحت؛ وهي تنتظر محررا ثانيا.",
        "{}, version {}: proposed; it waits for a second editor.",
    ),
    "edit_already": Text(
        "{}, version {} : déjà publiée, avec ce même texte ; il n'y avait rien à faire.",
        "{}، النسخة {}: منشورة من قبل بهذا النص نفسه؛ لم يكن هناك ما يعمل.",
        "{}, version {}: published already, with this very text; there was nothing to do.",
    ),
    "number_taken": Text(
        "La version {} est déjà publiée et ne change plus : ce texte sera la version {}.",
        "النسخة {} منشورة من قبل ولا تتغير: سيكون هذا النص النسخة {}.",
        "Version {} is published already and changes no more: this text will be version {}.",
    ),
    "number_write": Text("Écrire « version: {} »", "كتابة «version: {}»", "Write “version: {}”"),
    "number_proposed": Text(
        "La version {} est déjà publiée avec un autre texte : cette proposition ne peut plus être acceptée. La "
        "refuser, et la faire proposer de nouveau sous le numéro {}.",
        "النسخة {} منشورة من قبل بنص آخر: لم يعد ممكنا قبول هذا المقترح. يرفض ويعاد اقتراحه تحت الرقم {}.",
        "Version {} is published already with another text: this proposal can't be agreed to any more. Refuse it, and "
        "have it proposed again under the number {}.",
    ),
    "number_in_text": Text("Revenir au texte", "الرجوع إلى النص", "Back to the text"),
    "published_next": Text(
        "Les dossiers déjà ouverts continuent sous leur version, jusqu'à ce qu'on les fasse passer.",
        "تستمر الملفات المفتوحة من قبل وفق نسختها إلى أن تنقل.",
        "Cases already open go on under their version until they are brought over.",
    ),
    "edit_published": Text("{}, version {} : publiée.", "{}، النسخة {}: نشرت.", "{}, version {}: published."),
    # --- the agent's screen ---
    "preview_hint": Text(
        "Réponses inventées : rien n'est enregistré, aucun dossier n'est ouvert.",
        "أجوبة مختلقة: لا يسجل شيء ولا يفتح أي ملف.",
        "Invented answers: nothing is recorded, no case is opened.",
    ),
    "preview_begin": Text("Point de départ", "نقطة الانطلاق", "Where to begin"),
    "preview_on": Text("Jour du début", "يوم البداية", "First day"),
    "preview_state": Text("Étape", "المرحلة", "Step"),
    "preview_start": Text("le début du parcours", "بداية المسار", "the start of the pathway"),
    "preview_story": Text("Scénario à suivre", "السيناريو المتبع", "Scenario to follow"),
    "preview_no_story": Text("aucun", "بدون", "none"),
    "preview_until": Text("Jusqu'au pas n°", "إلى الخطوة رقم", "Up to its step no."),
    "preview_shown": Text("Langue de l'écran de l'agent", "لغة شاشة العون", "Language of the agent's screen"),
    "preview_go": Text("Commencer là", "ابدأ من هنا", "Begin there"),
    "preview_refused": Text("Cette action est refusée :", "هذا الإجراء مرفوض:", "This action is refused:"),
    "preview_unopened": Text(
        "Ce dossier ne s'ouvrirait pas encore ainsi ; voici sa première étape.",
        "لا يفتح هذا الملف بعد على هذا النحو؛ هذه مرحلته الأولى.",
        "This case wouldn't open yet; here is its first step.",
    ),
    "preview_days": Text("Laisser passer des jours", "مرور أيام", "Let days pass"),
    "preview_wait": Text("Attendre", "انتظار", "Wait"),
    "preview_back": Text("Revenir d'un pas", "الرجوع بخطوة", "One step back"),
}
