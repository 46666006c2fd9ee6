"""What the pages themselves say, in French, Arabic and English; the rest comes from the pathways and the core."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Language, Text
from engine.core.wording import isolated
from engine.telling.words_watch import WATCH
from engine.web.words_accounts import ACCOUNT_WORDS
from engine.web.words_acts import ACT_WORDS
from engine.web.words_audit import AUDIT
from engine.web.words_backup import BACKUP_WORDS
from engine.web.words_case import CASE_WORDS
from engine.web.words_day import DAY_WORDS
from engine.web.words_desk import DESK_WORDS
from engine.web.words_doors import DOOR_WORDS
from engine.web.words_editing import EDITING_WORDS
from engine.web.words_editor import EDITOR_WORDS
from engine.web.words_guide import GUIDE_WORDS
from engine.web.words_invariants import INVARIANTS
from engine.web.words_letters import LETTER_WORDS
from engine.web.words_packs import PACK_WORDS
from engine.web.words_pathway import PATHWAY_WORDS
from engine.web.words_reminders import REMINDER_WORDS
from engine.web.words_replay import REPLAYED
from engine.web.words_shelves import SHELF_WORDS
from engine.web.words_stories import STORY_WORDS
from engine.web.words_territories import TERRITORY_WORDS
from engine.web.words_versions import VERSION_WORDS
from engine.web.words_watch import WATCH_WORDS

WORDS: Mapping[str, Text] = {
    # First: pages have words of their own for some of these.
    **WATCH,
    **ACCOUNT_WORDS,
    **ACT_WORDS,
    **AUDIT,
    **BACKUP_WORDS,
    **CASE_WORDS,
    **DAY_WORDS,
    **DESK_WORDS,
    **EDITING_WORDS,
    **DOOR_WORDS,
    **EDITOR_WORDS,
    **GUIDE_WORDS,
    **INVARIANTS,
    **LETTER_WORDS,
    **PACK_WORDS,
    **REMINDER_WORDS,
    **REPLAYED,
    **SHELF_WORDS,
    **TERRITORY_WORDS,
    **STORY_WORDS,
    **VERSION_WORDS,
    **PATHWAY_WORDS,
    **WATCH_WORDS,
    # --- every page ---
    "product": Text("BAOM", "BAOM", "BAOM"),
    "tagline": Text(
        "Accompagner les démarches, pas à pas", "مواكبة المساطر خطوة بخطوة", "Administrative pathways, step by step"
    ),
    "colon": Text(" : ", ": ", ": "),
    "skip": Text("Aller au contenu", "الانتقال إلى المحتوى", "Skip to the content"),
    "training": Text(
        "Base d'entraînement : personnes et dossiers fictifs",
        "قاعدة تدريب: أشخاص وملفات خيالية",
        "Training database: fictitious people and cases",
    ),
    "menu": Text("Navigation", "التنقل", "Navigation"),
    "nav_today": Text("Aujourd'hui", "اليوم", "Today"),
    "nav_new": Text("Nouveau dossier", "ملف جديد", "New case"),
    "nav_people": Text("Chercher", "بحث", "Search"),
    "nav_referential": Text("Référentiel", "المرجع", "Referential"),
    "nav_audit": Text("Audit", "التدقيق", "Audit"),
    "first_page": Text("Revenir à la première page", "العودة إلى الصفحة الأولى", "Back to the first page"),
    "log_out": Text("Quitter", "خروج", "Log out"),
    "everywhere": Text("tout le territoire", "كل التراب", "the whole territory"),
    "save": Text("Enregistrer", "تسجيل", "Save"),
    "yes": Text("oui", "نعم", "yes"),
    "no": Text("non", "لا", "no"),
    "unnamed": Text("sans nom", "بدون اسم", "unnamed"),
    "case": Text("Dossier {}", "ملف {}", "Case {}"),
    "offline": Text(
        "Pas de réseau : rien n'est parti, rien n'est perdu. Garder cette page ouverte, puis réessayer.",
        "لا توجد شبكة: لم يرسل شيء ولم يضع شيء. اتركوا هذه الصفحة مفتوحة ثم أعيدوا المحاولة.",
        "No network: nothing was sent, nothing is lost. Keep this page open, then try again.",
    ),
    # --- login ---
    "log_in": Text("Se connecter", "الدخول", "Log in"),
    "login": Text("Identifiant", "اسم المستخدم", "User name"),
    "password": Text("Mot de passe", "كلمة السر", "Password"),
    "new_password": Text("Nouveau mot de passe", "كلمة سر جديدة", "New password"),
    "new_password_hint": Text(
        "Le mot de passe donné par l'administrateur ne sert qu'une fois. En choisir un à soi : douze caractères au "
        "moins, une phrase fait très bien l'affaire.",
        "كلمة السر التي أعطاها المسير تستعمل مرة واحدة. اختاروا كلمة سر خاصة بكم: اثنا عشر حرفا على الأقل، "
        "وجملة قصيرة تفي بالغرض.",
        "The administrator's password serves once. Choose one of your own: twelve characters or more, a phrase does "
        "very well.",
    ),
    "code": Text("Code du téléphone", "رمز الهاتف", "Code from the telephone"),
    "code_hint": Text(
        "Six chiffres, dans l'application d'authentification.",
        "ستة أرقام في تطبيق التحقق.",
        "Six digits, in the authenticator.",
    ),
    "enrol_hint": Text(
        "Première connexion : lire ce carré avec une application d'authentification, puis donner son code.",
        "أول دخول: اقرؤوا هذا المربع بتطبيق التحقق ثم أدخلوا الرمز الظاهر.",
        "First login: scan this square with an authenticator, then give the code that it shows.",
    ),
    "enrol_by_hand": Text("Ou taper cette clé : {}", "أو اكتبوا هذا المفتاح: {}", "Or type this key: {}"),
    "again_password": Text("Le mot de passe, encore une fois", "كلمة السر مرة أخرى", "The password, once more"),
    "again_given": Text(
        "Le mot de passe donné par l'administrateur, encore une fois",
        "كلمة السر التي أعطاها المسير، مرة أخرى",
        "The administrator's password, once more",
    ),
    "sent_in_vain": Text(
        "Plus personne n'était connecté ici : ce qui vient d'être envoyé n'est pas enregistré.",
        "لم يعد أحد متصلا هنا: ما أرسل الآن لم يسجل.",
        "Nobody was logged in here any more: what has just been sent isn't recorded.",
    ),
    "sent_in_vain_remedy": Text(
        "Se connecter, puis l'écrire de nouveau.", "سجلوا الدخول ثم اكتبوه من جديد.", "Log in, then write it again."
    ),
    "session_over": Text(
        "La session est finie. Ce qui était écrit n'est pas perdu : il revient après la connexion.",
        "انتهت الجلسة. ما كتبتموه لم يضع: سيعود بعد الدخول.",
        "The session is over. What was typed isn't lost: it comes back after the login.",
    ),
    "choose_part": Text("Entrer dans un rôle", "الدخول بدور", "Enter in a role"),
    "choose_part_hint": Text(
        "Personne n'est réel ici : tout essayer ne fait de tort à personne.",
        "لا أحد حقيقي هنا: يمكن تجربة كل شيء دون إضرار بأحد.",
        "Nobody is real here: trying everything harms no one.",
    ),
    "own_account": Text("Avec son propre compte", "بحسابكم الخاص", "With an account of one's own"),
    "kept_title": Text("Reprendre où vous en étiez", "المتابعة من حيث توقفتم", "Go on where you were"),
    "kept_hint": Text(
        "La session avait pris fin pendant l'envoi. Voici ce qui était écrit ; rien n'est encore enregistré.",
        "انتهت الجلسة أثناء الإرسال. هذا ما كتبتموه، ولم يسجل بعد.",
        "The session had ended while sending. Here is what was typed; nothing is recorded yet.",
    ),
    "send_again": Text("Envoyer maintenant", "الإرسال الآن", "Send now"),
    "leave_it": Text("Ne pas envoyer", "عدم الإرسال", "Don't send"),
    # --- today ---
    "section_meeting_today": Text("Rendez-vous du jour", "مواعيد اليوم", "Today's appointments"),
    "section_overdue": Text("En retard", "متأخرة", "Overdue"),
    "section_today": Text("Pour aujourd'hui", "لليوم", "For today"),
    "section_soon": Text("Dans les sept jours", "خلال سبعة أيام", "Within seven days"),
    "section_third_party": Text("Retard d'un service", "تأخر مصلحة", "An office is late"),
    "section_referral": Text(
        "Reçus, à prendre en charge", "ملفات واردة في انتظار من يتكفل بها", "Sent here, to be taken up"
    ),
    "section_appointment": Text("Rendez-vous", "المواعيد", "Appointments"),
    "section_open": Text("Sans urgence", "غير مستعجلة", "Not pressing"),
    "section_waiting": Text("Chez un autre service", "لدى مصلحة أخرى", "With another office"),
    "somebody_to_tell": Text(
        "Des personnes sont à prévenir d'un rendez-vous ou d'un délai qui approche.",
        "يجب إخبار أشخاص بموعد أو أجل قريب.",
        "People are to be told of an appointment or a deadline that nears.",
    ),
    "see_reminders": Text("Voir les rappels", "رؤية التذكيرات", "See the reminders"),
    "nothing_due": Text(
        "Rien ne presse : aucun dossier ouvert ici.",
        "لا شيء مستعجل: لا ملف مفتوح هنا.",
        "Nothing presses: no open case here.",
    ),
    "whose_all": Text("Tout le bureau", "المكتب كله", "The whole desk"),
    "whose_me": Text("Les miens", "ملفاتي", "Mine"),
    "whose_nobody": Text("À confier", "غير مسندة", "Nobody's yet"),
    "more_lines": Text("La suite", "التالي", "More"),
    "damaged": Text(
        "Illisible : prévenir l'administrateur.", "غير مقروء: أخبروا المسير.", "Unreadable: tell the administrator."
    ),
    "assigned_to": Text("confié à {}", "مسند إلى {}", "assigned to {}"),
    # --- a case ---
    "draft": Text("parcours à valider par M&D", "مسار في انتظار مصادقة M&D", "pathway to be validated by M&D"),
    "desk": Text("bureau de {}", "مكتب {}", "{} desk"),
    "closed": Text("Dossier clos", "ملف مغلق", "Case closed"),
    "clocks": Text("Échéances", "الآجال", "Deadlines"),
    "to_validate": Text("à valider", "للتأكيد", "to be validated"),
    "estimated": Text("estimée", "تقديري", "estimated"),
    "paused": Text("suspendue", "موقوف", "paused"),
    "steps_done": Text("Étapes passées", "المراحل السابقة", "Steps so far"),
    "now": Text("Maintenant", "الآن", "Now"),
    "to_ask": Text("À demander", "أسئلة", "To ask"),
    "choose": Text("— choisir —", "— اختاروا —", "— choose —"),
    "possible": Text("Ce qui est possible", "الممكن الآن", "What can be done"),
    "blocked": Text("Pas encore possible", "غير ممكن بعد", "Not possible yet"),
    "any_time": Text("À tout moment", "في أي وقت", "At any time"),
    "leads_to": Text("mène à : {}", "يؤدي إلى: {}", "leads to: {}"),
    "office_act": Text("acte d'un service", "إجراء مصلحة", "an office's act"),
    "done_on": Text("Fait le", "أنجز يوم", "Done on"),
    "do_it": Text("Enregistrer : {}", "تسجيل: {}", "Record: {}"),
    "receipt_number": Text("Numéro du récépissé", "رقم الوصل", "Receipt number"),
    "receipt_day": Text("Date du récépissé", "تاريخ الوصل", "Date of the receipt"),
    "receipt_none": Text("Le guichet n'en a pas remis", "لم يسلم الشباك وصلا", "The office gave none"),
    "reason": Text("Motif, en une phrase", "السبب في جملة", "Reason, in a sentence"),
    "papers": Text("Pièces", "الوثائق", "Papers"),
    "one_of": Text("Au choix : une seule de ces lignes suffit", "يكفي سطر واحد من هذه", "One of these lines is enough"),
    "n_of": Text("Au choix : {} de ces lignes suffisent", "تكفي {} من هذه الأسطر", "{} of these lines are enough"),
    "useful": Text("utile, non exigée", "مفيدة غير مشترطة", "useful, not required"),
    "not_due": Text(
        "non exigible, souvent demandée à tort", "غير مستحقة، وكثيرا ما تطلب دون حق", "not due, though often asked for"
    ),
    "maybe_due": Text("peut-être demandée", "قد تطلب", "may be due"),
    "complete": Text("complet", "مكتمل", "complete"),
    "held_in": Text("déjà détenue (dossier {})", "متوفرة في الملف {}", "already held (case {})"),
    "issued_by": Text("délivrée par : {}", "تسلمها: {}", "issued by: {}"),
    "stale": Text("trop ancienne", "متجاوزة المدة", "too old"),
    "unverified": Text("à vérifier", "يجب التحقق منها", "to be verified"),
    "bring_scan": Text("Joindre un scan", "إرفاق نسخة ممسوحة", "Join a scan"),
    "scan_file": Text("Fichier", "الملف", "File"),
    "scan_hint": Text(
        "PDF, JPEG ou PNG, 10 Mo au plus ; il est redessiné, et rien de caché n'en est gardé.",
        "PDF أو JPEG أو PNG، في حدود 10 ميغا؛ يعاد رسمه ولا يحتفظ بأي معلومة مخفية.",
        "PDF, JPEG or PNG, 10 MB at most; it is drawn anew, and nothing hidden in it is kept.",
    ),
    "scan_n": Text("scan {}", "نسخة {}", "scan {}"),
    "shortest": Text(
        "Il reste à obtenir, au plus court :", "أقل ما يلزم الحصول عليه:", "Left to obtain, at the shortest:"
    ),
    "not_asked_here": Text(
        "Pas demandé à cette personne ({})", "غير مطلوب من هذا الشخص ({})", "Not asked of this person ({})"
    ),
    "save_papers": Text("Enregistrer les pièces", "تسجيل الوثائق", "Save the papers"),
    "where": Text("Où aller", "الوجهة", "Where to go"),
    "verified_on": Text("vérifié le {}", "تم التحقق منه يوم {}", "checked on {}"),
    "to_confirm": Text(
        "à confirmer avant d'y envoyer quelqu'un", "للتأكيد قبل إرسال أي شخص", "to be confirmed before sending anybody"
    ),
    "no_office": Text(
        "aucun guichet connu ici : appeler la commune",
        "لا شباك معروف هنا: اتصلوا بالجماعة",
        "no office known here: call the commune",
    ),
    "hours": Text("Horaires : {}", "الأوقات: {}", "Hours: {}"),
    "consents": Text("Accords", "الموافقات", "Consents"),
    "consent_yes": Text("La personne accepte", "الشخص يوافق", "The person agrees"),
    "consent_read_in": Text("Texte lu en", "النص قرئ بلغة", "Text read in"),
    "given": Text("donné le {}", "منحت يوم {}", "given on {}"),
    "not_given": Text("refusé ou retiré le {}", "رفضت أو سحبت يوم {}", "refused or withdrawn on {}"),
    "refused_on": Text("refusé le {}", "رفضت يوم {}", "refused on {}"),
    "withdrawn_on": Text("retiré le {}", "سحبت يوم {}", "withdrawn on {}"),
    "not_asked": Text("pas encore demandé", "لم تطلب بعد", "not asked yet"),
    "print": Text("À imprimer", "للطباعة", "To print"),
    "links": Text("Dossiers liés", "ملفات مرتبطة", "Linked cases"),
    "legal_basis": Text("Base légale", "السند القانوني", "Legal basis"),
    "confidence_sourced": Text("sourcé", "موثق", "sourced"),
    "confidence_common_knowledge": Text("connu, sans source lue", "معروف دون مصدر مقروء", "known, no source read"),
    "confidence_to_validate": Text("à valider", "للتأكيد", "to be validated"),
    "answers": Text("Que répondre au guichet", "ما يقال في الشباك", "What to answer at the counter"),
    "facts": Text("Ce que l'on sait", "المعطيات المسجلة", "What is known"),
    "journal": Text("Historique", "السجل", "History"),
    "undone": Text("annulé", "ملغى", "undone"),
    "answer_gone": Text(
        "Cette réponse n'est plus gardée.", "لم يعد هذا الجواب محفوظا.", "This answer is no longer kept."
    ),
    "answer_gone_hint": Text(
        "Une réponse se relit pendant une demi-heure : refaire la demande. Ce qui avait été enregistré l'est.",
        "يمكن الرجوع إلى الجواب لمدة نصف ساعة: أعيدوا الطلب. ما سُجل بقي مسجلا.",
        "One comes back to an answer for half an hour: ask again. What was recorded is.",
    ),
    "withdrawn": Text("retirée", "مسحوبة", "withdrawn"),
    "tools": Text("Autres gestes", "إجراءات أخرى", "Other acts"),
    "tool_note": Text("Écrire une note", "كتابة ملاحظة", "Write a note"),
    "tool_correct": Text("Corriger une donnée", "تصحيح معطى", "Correct a datum"),
    "tool_assign": Text("Confier le dossier", "إسناد الملف", "Assign the case"),
    "assign_me": Text("Je m'en charge", "أتكلف به", "I take it"),
    "assign_to": Text("Confier à", "الإسناد إلى", "Assign to"),
    "tool_transfer": Text("Passer à un autre bureau", "إحالة إلى مكتب آخر", "Send to another desk"),
    "tool_undue": Text(
        "Un bureau a demandé une pièce non due",
        "طلب مكتب وثيقة غير مستحقة",
        "An office demanded a paper that isn't due",
    ),
    "tool_force": Text("Déplacer contre les règles", "نقل خارج القواعد", "Move against the rules"),
    "commune": Text("Commune", "الجماعة", "Commune"),
    "which_paper": Text("Quelle pièce", "أي وثيقة", "Which paper"),
    "to_step": Text("Vers quelle étape", "إلى أي مرحلة", "To which step"),
    "text": Text("Texte", "النص", "Text"),
    "refused": Text(
        "Rien n'a été enregistré, et voici pourquoi",
        "لم يسجل شيء، وهذا هو السبب",
        "Nothing was recorded, and here is why",
    ),
    "overtaken": Text(
        "Quelqu'un a agi entre-temps. Ce que vous aviez écrit est ci-dessous : relire, puis l'envoyer "
        "s'il le faut encore.",
        "تصرف شخص آخر في هذه الأثناء. ما كتبتموه محفوظ أسفله: أعيدوا القراءة ثم أرسلوه إن لزم.",
        "Somebody acted meanwhile. What you had typed is kept below: read again, then send it if it is still wanted.",
    ),
    "since_then": Text("Ce qui a changé :", "ما تغير:", "What changed:"),
    "recorded": Text("Enregistré", "تم التسجيل", "Recorded"),
    "person_page": Text("Fiche de la personne", "بطاقة الشخص", "The person's page"),
    # --- people and openings ---
    "search_title": Text("Chercher une personne ou un dossier", "البحث عن شخص أو ملف", "Look for a person or a case"),
    "search_hint": Text(
        "Un nom comme il s'entend, en lettres latines ou arabes ; ou le numéro du dossier.",
        "الاسم كما يسمع، بالحروف العربية أو اللاتينية؛ أو رقم الملف.",
        "A name as it sounds, in Latin or Arabic letters; or the number of the case.",
    ),
    "search": Text("Chercher", "بحث", "Search"),
    "nobody_found": Text("Personne de ce nom ici.", "لا أحد بهذا الاسم هنا.", "Nobody of that name here."),
    "born": Text("né(e) : {}", "الازدياد: {}", "born: {}"),
    "new_title": Text("Nouveau dossier", "ملف جديد", "New case"),
    "new_who": Text(
        "Pour qui ? Chercher d'abord : la personne est peut-être déjà connue.",
        "لمن؟ ابحثوا أولا: قد يكون الشخص معروفا.",
        "For whom? Search first: the person may be known already.",
    ),
    "known_people": Text("Déjà connues ici, d'un nom proche", "معروفون هنا باسم مشابه", "Known here, of a near name"),
    "this_one": Text("C'est cette personne", "هو هذا الشخص", "It is this person"),
    "somebody_new": Text("Une nouvelle personne", "شخص جديد", "Somebody new"),
    "doubt": Text(
        "Des personnes d'un nom très proche sont déjà connues : si c'est l'une d'elles, la choisir. Sinon, confirmer.",
        "هناك أشخاص بأسماء قريبة جدا: إن كان أحدهم فاختاروه، وإلا فأكدوا.",
        "People of a very near name are known already: if it is one of them, choose them. Otherwise, confirm.",
    ),
    "another": Text("C'est bien quelqu'un d'autre", "هو فعلا شخص آخر", "It is indeed somebody else"),
    "add_person": Text("Créer la fiche", "إنشاء البطاقة", "Make the record"),
    "without_name": Text(
        "Ouvrir sans nom, la fiche se complète plus tard",
        "الفتح دون اسم، وتكمل البطاقة لاحقا",
        "Open without a name, to be completed later",
    ),
    "which_pathway": Text("Quel parcours ?", "أي مسار؟", "Which pathway?"),
    "which_pathway_hint": Text(
        "En cas de doute, commencer par l'accueil : ses questions mènent au bon parcours.",
        "عند الشك ابدؤوا بالاستقبال: أسئلته تقود إلى المسار المناسب.",
        "In doubt, begin with the welcome: its questions lead to the right pathway.",
    ),
    "open_the_case": Text("Ouvrir le dossier", "فتح الملف", "Open the case"),
    "has_open_cases": Text(
        "Dossiers déjà ouverts pour cette personne :", "ملفات مفتوحة لهذا الشخص:", "Cases already open for this person:"
    ),
    "field_name": Text(
        "Nom et prénom, comme la personne les écrit", "الاسم الكامل بالحروف اللاتينية", "Name, as the person writes it"
    ),
    "field_name_ar": Text("Nom en lettres arabes", "الاسم الكامل بالعربية", "Name in Arabic letters"),
    "field_sex": Text("Sexe", "الجنس", "Sex"),
    "sex_f": Text("femme", "أنثى", "woman"),
    "sex_m": Text("homme", "ذكر", "man"),
    "sex_x": Text("autre, ou ne le dit pas", "غير ذلك أو لم يصرح", "other, or not said"),
    "field_birth_date": Text("Date de naissance", "تاريخ الازدياد", "Date of birth"),
    "born_in": Text("Année de naissance", "سنة الازدياد", "Year of birth"),
    "field_birth_year": Text("Ou seulement l'année", "أو السنة فقط", "Or only the year"),
    "field_language": Text("Langue", "اللغة", "Language"),
    "field_nationality": Text("Nationalité", "الجنسية", "Nationality"),
    "field_contact": Text("Comment la joindre", "كيفية الاتصال", "How to reach them"),
    "field_household": Text("Ménage", "الأسرة", "Household"),
    "cases": Text("Dossiers", "الملفات", "Cases"),
    "no_case": Text("Aucun dossier.", "لا ملف.", "No case."),
    "open_one": Text("Ouvrir un dossier pour elle", "فتح ملف لفائدته", "Open a case for them"),
    "correct_person": Text("Corriger la fiche", "تصحيح البطاقة", "Correct the record"),
    # --- referential ---
    "referential_hint": Text(
        "Les parcours tels que M&D les écrit.", "المسارات كما تكتبها M&D.", "The pathways as M&D writes them."
    ),
    "version": Text("version {}", "النسخة {}", "version {}"),
    "status_draft": Text("à confirmer par M&D", "للمصادقة", "to be confirmed by M&D"),
    "status_validated": Text("validé", "مصادق عليه", "validated"),
    "status_retired": Text("retiré", "مسحوب", "retired"),
    "n_steps": Text("{} étapes", "{} مرحلة", "{} steps"),
    "diagram": Text("Schéma du parcours", "رسم المسار", "Diagram of the pathway"),
    "steps": Text("Étapes", "المراحل", "Steps"),
    "sources": Text("Sources", "المصادر", "Sources"),
    # --- audit ---
    "replay_case": Text("Rejouer un dossier", "إعادة عرض ملف", "Replay a case"),
    "case_number": Text("Numéro du dossier", "رقم الملف", "Number of the case"),
    "replay": Text("Rejouer", "إعادة العرض", "Replay"),
    "reads": Text("Qui a vu quoi", "من اطلع على ماذا", "Who saw what"),
    "reads_about": Text("Dossier ou fiche (numéro)", "ملف أو بطاقة (الرقم)", "Case or record (number)"),
    "reads_agent": Text("Identifiant de l'agent", "اسم مستخدم العون", "User name"),
    "since_day": Text("Depuis le", "منذ يوم", "Since"),
    "until_day": Text("Jusqu'au", "إلى غاية يوم", "Until"),
    "show": Text("Montrer", "عرض", "Show"),
    "no_read": Text("Aucune consultation.", "لا اطلاع.", "No read."),
    "denied": Text("refusé", "مرفوض", "refused"),
    "and_more": Text("et {} autres", "و {} أخرى", "and {} more"),
    "worth_asking": Text("À éclaircir", "يستحق التوضيح", "Worth asking about"),
    "pattern_elsewhere": Text("personnes d'un autre bureau : {}", "أشخاص مكتب آخر: {}", "people of another desk: {}"),
    "pattern_borrowed": Text(
        "pendant qu'un autre pouvait tenir le compte : {}",
        "حين كان بإمكان شخص آخر استعمال الحساب: {}",
        "while another could hold the account: {}",
    ),
    "pattern_many": Text("ouverts sans rien y faire : {}", "فتحت دون أي إجراء: {}", "opened, nothing done: {}"),
    "pattern_off_hours": Text(
        "quand les bureaux sont fermés : {}", "خارج أوقات العمل: {}", "when desks are closed: {}"
    ),
    "at_step": Text("Après l'étape {} sur {}", "بعد المرحلة {} من {}", "After step {} of {}"),
    "move_in_time": Text("Aller à l'étape", "الانتقال إلى المرحلة", "Go to step"),
    "first_step": Text("Début", "البداية", "Beginning"),
    "step_before": Text("Étape précédente", "المرحلة السابقة", "Step before"),
    "step_after": Text("Étape suivante", "المرحلة التالية", "Step after"),
    "last_step": Text("Fin", "النهاية", "End"),
    "as_corrected": Text("avec ce qui a été corrigé depuis", "مع ما صحح منذ ذلك", "with what was corrected since"),
    "what_if": Text("Sous une autre version", "حسب نسخة أخرى", "Under another version"),
    "no_other": Text("aucune", "لا شيء", "none"),
    "all_agree": Text(
        "Rejugées sous les règles de leur jour, toutes les étapes concordent.",
        "أعيد الحكم على كل المراحل بقواعد يومها، وكلها مطابقة.",
        "Judged again under the rules of their day, all steps agree.",
    ),
    "some_differ": Text(
        "Des étapes ne sont pas ce que disent les règles de leur jour.",
        "مراحل تخالف قواعد يومها.",
        "Some steps aren't what the rules of their day say.",
    ),
    "impersonal": Text(
        "Sans les données personnelles : elles ne sont montrées qu'à qui peut lire le dossier.",
        "بدون المعطيات الشخصية: لا تعرض إلا لمن له حق قراءة الملف.",
        "Without personal data: they are shown to those who may read the case.",
    ),
    "verdict_agrees": Text("concorde", "مطابقة", "agrees"),
    "verdict_differs": Text("ne concorde pas", "غير مطابقة", "differs"),
    "verdict_not_redecidable": Text("ne peut plus être rejugée", "لا يمكن إعادة الحكم عليها", "can't be judged again"),
    "ends_at": Text("Le dossier en serait à « {} ».", "كان الملف سيكون في «{}».", "The case would stand at “{}”."),
    "fingerprint": Text("empreinte {}", "البصمة {}", "fingerprint {}"),
    # --- accounts ---
    "nav_users": Text("Comptes", "الحسابات", "Accounts"),
    "users_title": Text("Qui travaille ici", "من يعمل هنا", "Who works here"),
    "add_user": Text("Ajouter un compte", "إضافة حساب", "Add an account"),
    "login_hint": Text(
        "Des minuscules sans accent, comme f.amrani ; il signe chaque étape pour toujours.",
        "حروف لاتينية صغيرة مثل f.amrani؛ يوقع كل مرحلة إلى الأبد.",
        "Small letters without accents, like f.amrani; it signs each step for ever.",
    ),
    "person_name": Text("Nom de la personne", "اسم الشخص", "Name of the person"),
    "role": Text("Rôle", "الدور", "Role"),
    "change_rights": Text("Changer le rôle ou la commune", "تغيير الدور أو الجماعة", "Change the role or the commune"),
    "close_account": Text("Fermer le compte", "إغلاق الحساب", "Close the account"),
    "reopen_account": Text("Rouvrir le compte", "إعادة فتح الحساب", "Open the account again"),
    "give_password": Text("Donner un autre mot de passe", "إعطاء كلمة سر أخرى", "Give another password"),
    "forget_telephone": Text(
        "Oublier le téléphone (à deux)", "نسيان الهاتف (شخصان)", "Forget the telephone (two people)"
    ),
    "attest_account": Text(
        "Attester que son titulaire le tient", "الشهادة بأن صاحبه يستعمله", "Attest that its owner holds it"
    ),
    "your_account": Text("votre compte", "حسابكم", "your account"),
    "password_given": Text(
        "Mot de passe provisoire de {} : {}", "كلمة السر المؤقتة ل {}: {}", "Provisional password of {}: {}"
    ),
    "password_given_hint": Text(
        "Montré cette seule fois. À remettre en main propre ; il n'ouvre que le choix d'un autre.",
        "يظهر هذه المرة فقط. يسلم يدا بيد، ولا يفتح إلا اختيار غيره.",
        "Shown this once. To be handed over in person; it opens nothing but the choice of another.",
    ),
    "glass_title": Text("Lectures d'urgence", "الاطلاع الاستعجالي", "Emergency reads"),
    "no_glass": Text("Personne n'a lu dans l'urgence.", "لم يطلع أحد بصفة استعجالية.", "Nobody read in an emergency."),
    "account_changes": Text("Ce qui a été fait aux comptes", "ما جرى للحسابات", "What was done to accounts"),
    "read_them": Text("Lire", "قراءة", "Read"),
    # --- errors ---
    "oops": Text("Cela n'a pas marché", "لم ينجح ذلك", "That did not work"),
    "error_number": Text(
        "Numéro de l'incident : {}. Rien de ce qui était enregistré n'est perdu. Recommencer ; si cela revient, donner "
        "ce numéro à l'administrateur.",
        "رقم الحادث: {}. لم يضع شيء مما سجل. أعيدوا المحاولة؛ وإن تكرر ذلك فأعطوا هذا الرقم للمسير.",
        "Incident number: {}. Nothing that was recorded is lost. Try again; if it comes back, give this number to the "
        "administrator.",
    ),
    "no_page": Text("Cette page n'existe pas.", "هذه الصفحة غير موجودة.", "There is no such page."),
    "foreign_form": Text(
        "Ce formulaire vient d'une page trop ancienne, ou d'ailleurs : rien n'a été enregistré. Revenir à la page, "
        "puis recommencer.",
        "هذا النموذج من صفحة قديمة أو من مكان آخر: لم يسجل شيء. ارجعوا إلى الصفحة ثم أعيدوا.",
        "This form comes from a page that is too old, or from elsewhere: nothing was recorded. Go back to the page, "
        "then do it again.",
    ),
}


def say(language: Language, name: str, *holes: object) -> str:
    """One of the pages' own sentences, its holes filled."""
    return WORDS[name].of(language).format(*(isolated(str(hole), language) for hole in holes))
