"""What is refused about people, their rights, and the accounts of those who work at the desks.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE: Mapping[str, tuple[str, str]] = {
    "« {kind} » n'est pas un genre de bénéficiaire.": (
        "«{kind}» ليس نوعا من المستفيدين.",
        "“{kind}” is no kind of subject.",
    ),
    "Genres : {kinds}.": ("الأنواع: {kinds}.", "Kinds: {kinds}."),
    "Aucune donnée n'est donnée.": ("لم تعط أية معطيات.", "No data are given."),
    "Nommer ce qui change : {fields}.": ("سم ما يتغير: {fields}.", "Name what changes: {fields}."),
    "Un motif est nécessaire pour corriger.": ("لا بد من سبب للتصحيح.", "Correcting needs a reason."),
    "Un motif est nécessaire pour fusionner.": ("لا بد من سبب للدمج.", "Merging needs a reason."),
    "Écrire à quoi l'on reconnaît la même personne.": (
        "اكتب كيف عرف أنه نفس الشخص.",
        "Write by what the same person is recognised.",
    ),
    "C'est deux fois la même fiche.": ("إنها نفس البطاقة مرتين.", "That is the same record twice."),
    "Donner deux fiches différentes.": ("أعط بطاقتين مختلفتين.", "Give two different records."),
    "Données refusées : {wrong}.": ("معطيات مرفوضة: {wrong}.", "Data refused: {wrong}."),
    "Corriger, puis recommencer. Rien n'a été écrit.": (
        "صحح ثم أعد المحاولة. لم يكتب أي شيء.",
        "Correct, then try again. Nothing was written.",
    ),
    "Ces deux fiches ne sont pas du même genre.": (
        "هاتان البطاقتان ليستا من نفس النوع.",
        "These two records aren't of the same kind.",
    ),
    "Fusionner deux personnes, ou deux ménages.": ("ادمج شخصين أو أسرتين.", "Merge two people, or two households."),
    "L'une de ces fiches est déjà fusionnée.": (
        "إحدى البطاقتين مدمجة من قبل.",
        "One of these records is merged already.",
    ),
    "Voir : baom person show FICHE.": ("انظر: baom person show FICHE.", "See: baom person show RECORD."),
    "le sexe s'écrit f, m ou x": ("يكتب الجنس f أو m أو x", "sex is written f, m or x"),
    "la date de naissance s'écrit année-mois-jour, comme 1995-04-30": (
        "يكتب تاريخ الميلاد سنة-شهر-يوم، مثل 1995-04-30",
        "the date of birth is written year-month-day, as 1995-04-30",
    ),
    "l'année de naissance est entre {first} et {last}": (
        "سنة الازدياد تكون بين {first} و{last}",
        "the year of birth is between {first} and {last}",
    ),
    "l'année de naissance s'écrit en quatre chiffres": (
        "تكتب سنة الميلاد بأربعة أرقام",
        "the year of birth is written in four figures",
    ),
    "« {name} » n'est pas une donnée d'un bénéficiaire ({known})": (
        "«{name}» ليس من معطيات المستفيد ({known})",
        "“{name}” isn't kept of a subject ({known})",
    ),
    "« {name} » ne contient aucun caractère visible": (
        "«{name}» ليس فيه أي حرف ظاهر",
        "“{name}” holds no visible letter",
    ),
    "« {name} » dépasse {most} caractères": ("«{name}» يتجاوز {most} حرفا", "“{name}” is longer than {most} letters"),
    "la date de naissance est dans le futur": ("تاريخ الميلاد في المستقبل", "the date of birth is in the future"),
    "Le fondement « {basis} » n'existe pas.{hint}": (
        "الأساس «{basis}» غير موجود.{hint}",
        "There is no ground “{basis}”.{hint}",
    ),
    "Fondements : {bases}.": ("الأسس: {bases}.", "Grounds: {bases}."),
    "Un motif est nécessaire pour effacer.": ("لا بد من سبب للمحو.", "Erasing needs a reason."),
    "Écrire le motif en une phrase simple.": ("اكتب السبب في جملة بسيطة.", "Write the reason in one simple sentence."),
    "Un motif est nécessaire pour refuser.": ("لا بد من سبب للرفض.", "Refusing needs a reason."),
    "Cette personne a déjà été effacée.": ("سبق محو هذا الشخص.", "This person was erased already."),
    "Rien d'autre n'est à faire.": ("لا شيء آخر مطلوب.", "Nothing else is to be done."),
    "Cette personne a encore un dossier ouvert : {seen}. Rien n'a été effacé.": (
        "لا يزال لهذا الشخص ملف مفتوح: {seen}. لم يمح أي شيء.",
        "This person still has an open case: {seen}. Nothing was erased.",
    ),
    "Le clore d'abord (baom case next {first}), puis recommencer.": (
        "أغلقه أولا (baom case next {first}) ثم أعد المحاولة.",
        "Close it first (baom case next {first}), then try again.",
    ),
    "Cette personne est encore accompagnée. Rien n'a été effacé.": (
        "لا تزال مواكبة هذا الشخص جارية. لم يمح أي شيء.",
        "This person is still being accompanied. Nothing was erased.",
    ),
    "Demander au superviseur de son bureau de mener l'effacement.": (
        "اطلب من مشرف مكتبه القيام بالمحو.",
        "Ask the supervisor of their desk to carry the erasure out.",
    ),
    "Personne n'a demandé l'effacement de cette personne.": (
        "لم يطلب أحد محو هذا الشخص.",
        "Nobody asked for this person to be erased.",
    ),
    'Le demander d\'abord : baom person erase {subject_id} --basis retrait --reason "…"': (
        'اطلبه أولا: baom person erase {subject_id} --basis retrait --reason "…"',
        'Ask for it first: baom person erase {subject_id} --basis retrait --reason "…"',
    ),
    "Cette demande n'attend plus.": ("لم يعد هذا الطلب في الانتظار.", "This demand no longer waits."),
    "Relire la fiche de la personne.": ("أعد قراءة بطاقة الشخص.", "Read the person's record again."),
    "L'effacement de cette personne est déjà demandé.": (
        "سبق طلب محو هذا الشخص.",
        "The erasure of this person is asked for already.",
    ),
    "Quelqu'un d'autre l'approuve (baom person erase {subject_id} --approve) ou le refuse.": (
        "يوافق عليه شخص آخر (baom person erase {subject_id} --approve) أو يرفضه.",
        "Somebody else approves it (baom person erase {subject_id} --approve) or refuses it.",
    ),
    "Qui a demandé un effacement ne l'approuve pas.": (
        "من طلب المحو لا يوافق عليه.",
        "Whoever asked for an erasure doesn't approve it.",
    ),
    "Le faire approuver par un autre nom. Rien n'a été effacé.": (
        "يوافق عليه اسم آخر. لم يمح أي شيء.",
        "Have it approved by another name. Nothing was erased.",
    ),
    "Le but « {purpose} » n'existe pas.{hint}": (
        "الغرض «{purpose}» غير موجود.{hint}",
        "There is no purpose “{purpose}”.{hint}",
    ),
    "Buts : {purposes}.": ("الأغراض: {purposes}.", "Purposes: {purposes}."),
    "Un motif est nécessaire pour s'opposer.": ("لا بد من سبب للتعرض.", "Objecting needs a reason."),
    "« {word} » n'est pas l'état d'une pièce.{hint}": (
        "«{word}» ليست حالة وثيقة.{hint}",
        "“{word}” is no status of a paper.{hint}",
    ),
    "États : {statuses}.": ("الحالات: {statuses}.", "Statuses: {statuses}."),
    "« {text} » n'est pas une date.": ("«{text}» ليس تاريخا.", "“{text}” is no date."),
    "Écrire la date comme 2026-11-06, ou jour/mois/année comme 06/11/2026.": (
        "اكتب التاريخ هكذا 2026-11-06، أو يوم/شهر/سنة هكذا 06/11/2026.",
        "Write the date as 2026-11-06, or day/month/year as 06/11/2026.",
    ),
    "L'année {year} n'est pas possible ici.": ("السنة {year} غير ممكنة هنا.", "The year {year} isn't possible here."),
    "Écrire un jour entre {first_day} et {last_day}.": (
        "اكتب يوما بين {first_day} و{last_day}.",
        "Write a day between {first_day} and {last_day}.",
    ),
    "« {word} » n'est pas un code de pays.{hint}": (
        "«{word}» ليس رمز بلد.{hint}",
        "“{word}” is no country code.{hint}",
    ),
    "Écrire les deux lettres du code ISO (SN pour le Sénégal, CI pour la Côte d'Ivoire), apatride ou inconnu.": (
        "اكتب حرفي رمز ISO (SN للسنغال، CI لكوت ديفوار)، أو apatride أو inconnu.",
        "Write the two letters of the ISO code (SN for Senegal, CI for Côte d'Ivoire), apatride or inconnu.",
    ),
    "Le récépissé n'a pas de numéro.": ("الوصل بدون رقم.", "The receipt has no number."),
    "Écrire NUMÉRO:DATE, par exemple 118/2026:2026-11-10 ; s'il n'a pas été remis : none, avec un motif.": (
        "اكتب رقم:تاريخ، مثل 118/2026:2026-11-10؛ وإن لم يسلم: none مع ذكر السبب.",
        "Write NUMBER:DATE, for instance 118/2026:2026-11-10; if it wasn't given: none, with a reason.",
    ),
    "« {word} » n'a pas la forme NOM=VALEUR.": (
        "«{word}» ليست على شكل NOM=VALEUR.",
        "“{word}” hasn't the form NAME=VALUE.",
    ),
    "Écrire par exemple : {example}.": ("اكتب مثلا: {example}.", "Write for instance: {example}."),
    "« {name} » est donné deux fois.": ("«{name}» أعطي مرتين.", "“{name}” is given twice."),
    "Le donner une seule fois.": ("أعطه مرة واحدة.", "Give it once."),
    "Un motif est nécessaire pour lire le dossier d'un autre bureau.": (
        "لا بد من سبب لقراءة ملف مكتب آخر.",
        "Reading a case of another desk needs a reason.",
    ),
    'Dire pourquoi en une phrase : --reason "Enfant seul à l\'hôpital, bureau fermé." Il reste scellé.': (
        'اذكر السبب في جملة: --reason "Enfant seul à l\'hôpital, bureau fermé." ويبقى مختوما.',
        'Say why in one sentence: --reason "Enfant seul à l\'hôpital, bureau fermé." It stays sealed.',
    ),
    "Ce dossier est déjà lisible : il n'y a rien à briser.": (
        "هذا الملف متاح للقراءة: لا شيء يكسر.",
        "This case can be read already: there is nothing to break.",
    ),
    "Le lire : baom case show {case_id}": ("لقراءته: baom case show {case_id}", "To read it: baom case show {case_id}"),
    "Le rôle « {role} » n'existe pas.": ("الدور «{role}» غير موجود.", "There is no role “{role}”."),
    "Rôles : {known}.": ("الأدوار: {known}.", "Roles: {known}."),
    "Un agent est d'une seule commune.": ("العون ينتمي إلى جماعة واحدة.", "An agent belongs to one commune only."),
    "La nommer (--commune), et pas tout le territoire (--everywhere).": (
        "سموها (--commune) لا كل المجال الترابي (--everywhere).",
        "Name it (--commune), and not the whole territory (--everywhere).",
    ),
    ", ou tout le territoire (--everywhere)": (
        "، أو كل المجال الترابي (--everywhere)",
        ", or the whole territory (--everywhere)",
    ),
    "Il manque la commune de ce compte.": ("تنقص جماعة هذا الحساب.", "The commune of this account is missing."),
    "La nommer (--commune){other}.": ("سموها (--commune){other}.", "Name it (--commune){other}."),
    "Un identifiant s'écrit en minuscules sans accent, comme f.amrani (32 lettres au plus).": (
        "يكتب المعرف بحروف لاتينية صغيرة دون علامات، مثل f.amrani (32 حرفا على الأكثر).",
        "A login is written in small letters without accents, as f.amrani (32 letters at most).",
    ),
    "En choisir un autre ; il signe chaque étape, et ne se change pas.": (
        "اختر معرفا آخر؛ فهو يوقع كل مرحلة ولا يتغير.",
        "Choose another: it signs every step, and never changes.",
    ),
    "Aucun compte « {login} ».": ("لا يوجد حساب «{login}».", "No account “{login}”."),
    "C'est le dernier administrateur : après lui, personne ne pourrait gérer les comptes.": (
        "هذا آخر مسير: بعده لا يستطيع أحد تدبير الحسابات.",
        "This is the last administrator: after them nobody could manage the accounts.",
    ),
    "En ajouter un autre d'abord : baom user add LOGIN --role admin.": (
        "أضف مسيرا آخر أولا: baom user add LOGIN --role admin.",
        "Add another first: baom user add LOGIN --role admin.",
    ),
    "En choisir un autre. Rien n'a été écrit.": ("اختر غيره. لم يكتب أي شيء.", "Choose another. Nothing was written."),
    "Le rôle « {role} » n'est d'aucune commune.": (
        "الدور «{role}» لا ينتمي إلى أية جماعة.",
        "The role “{role}” belongs to no commune.",
    ),
    "Ne nommer aucune commune (--commune).": ("لا تسموا أية جماعة (--commune).", "Name no commune (--commune)."),
    "Identifiant, mot de passe ou code refusé.": (
        "المعرف أو كلمة السر أو الرمز مرفوض.",
        "Login, password or code refused.",
    ),
    (
        "Vérifier les majuscules et le clavier. Après plusieurs essais, attendre : d'une seconde à un quart d'heure, "
        "deux fois plus à chaque fois. Mot de passe oublié : l'administrateur en donne un autre."
    ): (
        (
            "تحقق من الحروف الكبيرة ومن لوحة المفاتيح. بعد عدة محاولات يجب الانتظار: من ثانية إلى ربع ساعة، ويتضاعف كل "
            "مرة. نسيت كلمة السر: يعطي المسير أخرى."
        ),
        (
            "Check capital letters and the keyboard. After several tries, wait: from a second to a quarter of an hour, "
            "twice as long each time. Password forgotten: the administrator gives another."
        ),
    ),
    "Ce code n'est pas le bon, ou il a déjà servi : attendre le suivant.": (
        "إنها نفسها: لا بد من أخرى.",
        "It is the same: another is needed.",
    ),
    "C'est le même : il en faut un autre.": (
        "إنها التي أعطيت للتو: لا بد من أخرى.",
        "It is the one just given: another is needed.",
    ),
    "C'est celui qui vient d'être donné : il en faut un autre.": (
        "هذا الرمز غير صحيح أو سبق استعماله: انتظر الرمز التالي.",
        "This code is wrong, or was used already: wait for the next.",
    ),
    "Un mot de passe a au moins {least} caractères : trois ou quatre mots sans lien conviennent bien.": (
        "لكلمة السر {least} حرفا على الأقل: ثلاث أو أربع كلمات لا رابط بينها تناسب جيدا.",
        "A password has at least {least} letters: three or four words that don't go together do well.",
    ),
    "Un mot de passe a au plus {most} caractères.": (
        "لكلمة السر {most} حرفا على الأكثر.",
        "A password has at most {most} letters.",
    ),
    (
        "Ce mot de passe est fait de mots, de suites ou de chiffres que tout le monde essaie : y ajouter un ou deux "
        "mots inattendus."
    ): (
        "كلمة السر هذه من كلمات أو متتاليات أو أرقام يجربها الجميع: أضف إليها كلمة أو كلمتين غير متوقعتين.",
        "This password is made of words, runs or figures that everybody tries: add one or two unexpected words to it.",
    ),
    "Rien n'est à corriger.": ("لا شيء للتصحيح.", "There is nothing to correct."),
    'Donner au moins une donnée, par exemple --name "Aminata Diallo".': (
        'أعط معطى واحدا على الأقل، مثلا --name "Aminata Diallo".',
        'Give at least one thing, for instance --name "Aminata Diallo".',
    ),
    "Demander, approuver ou refuser : une seule chose à la fois.": (
        "طلب أو موافقة أو رفض: شيء واحد في كل مرة.",
        "Ask, approve or refuse: one thing at a time.",
    ),
    "Voir : baom person erase --help": ("انظر: baom person erase --help", "See: baom person erase --help"),
    "Ce compte n'est pas celui que dit son historique.": (
        "هذا الحساب ليس ما يقوله سجله.",
        "This account isn't what its history says.",
    ),
    "L'identifiant « {login} » est déjà pris.": ("المعرف «{login}» مأخوذ.", "The login “{login}” is taken already."),
    "En choisir un autre : il signe les étapes pour toujours, et ne sert qu'à une personne.": (
        "اختر غيره: فهو يوقع المراحل إلى الأبد ولا يستعمله إلا شخص واحد.",
        "Choose another: it signs steps for ever, and serves one person only.",
    ),
    "Ce compte n'existe pas.": ("هذا الحساب غير موجود.", "There is no such account."),
    "Aucun compte « {agent} ».": ("لا يوجد حساب «{agent}».", "No account “{agent}”."),
    "Les comptes : baom user list.": ("الحسابات: baom user list.", "The accounts: baom user list."),
    "Ce qui est cherché est trop long : {most} signes au plus.": (
        "ما يبحث عنه طويل جدا: {most} حرف على الأكثر.",
        "What is looked for is too long: {most} characters at most.",
    ),
    "Chercher le nom seul, sans rien autour.": (
        "ابحثوا عن الاسم وحده، دون شيء حوله.",
        "Look for the name alone, with nothing around it.",
    ),
}
