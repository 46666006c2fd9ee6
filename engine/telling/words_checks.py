"""What a check of the whole history says, in French, Arabic and English: its verdicts, and how far each goes."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

CHECKS: Mapping[str, Text] = {
    "intact": Text(
        "Base intacte (étapes : {} ; dossiers : {} ; bénéficiaires : {}).",
        "القاعدة سليمة (المراحل: {}؛ الملفات: {}؛ المستفيدون: {}).",
        "Intact (events: {}; cases: {}; subjects: {}).",
    ),
    "altered": Text(
        "Base altérée (lus : étapes {} ; dossiers {} ; bénéficiaires {}).",
        "القاعدة محرفة (المقروء: المراحل {}؛ الملفات {}؛ المستفيدون {}).",
        "Altered (read: events {}; cases {}; subjects {}).",
    ),
    "unreadable": Text(
        "Base illisible en partie (lus : étapes {} ; dossiers {} ; bénéficiaires {}).",
        "جزء من القاعدة غير مقروء (المقروء: المراحل {}؛ الملفات {}؛ المستفيدون {}).",
        "Unreadable in part (read: events {}; cases {}; subjects {}).",
    ),
    "incomplete": Text(
        "Historique incomplet : rien n'y montre de changement, et tout n'a pas pu être vérifié (lus : étapes {} ;"
        " dossiers {} ; bénéficiaires {}).",
        "سجل غير كامل: لا يظهر فيه أي تغيير، ولم يمكن التحقق من كل شيء (المقروء: المراحل {}؛ الملفات {}؛ المستفيدون"
        " {}).",
        "Incomplete: nothing in it shows a change, and not all of it could be checked (read: events {}; cases {};"
        " subjects {}).",
    ),
    "looked_at": Text(
        "Signatures essayées : {}. Étapes rejugées sous les règles de leur jour : {}, dont plus jugeables : {}.",
        "التوقيعات المختبرة: {}. المراحل التي أعيد النظر فيها وفق قواعد يومها: {}، منها ما لم يعد ممكنا: {}.",
        "Signatures tried: {}. Steps judged again under the rules of their day: {}, of which no longer decidable: {}.",
    ),
    "undecidable_why": Text(
        "Une étape n'est plus jugeable quand ce qu'elle regardait ne se voit plus, comme les données d'une personne "
        "effacée ou une réponse jamais gardée : elle est entière et signée, rien ne la contredit. Ce n'est pas une "
        "altération.",
        "لا يمكن إعادة النظر في مرحلة إذا لم يعد ما استندت إليه مرئيا، كمعطيات شخص محي أو جواب لا يحفظ أبدا: المرحلة "
        "كاملة وموقعة ولا شيء يناقضها. ليس ذلك تحريفا.",
        "A step can no longer be judged when what it looked at can't be seen any more, as the data of somebody erased "
        "or an answer that is never kept: it is whole and signed, and nothing speaks against it. That is no "
        "alteration.",
    ),
    "not_compared": Text(
        "Ce qui a été donné (code, clé, point de contrôle) n'a pas été comparé : la vérification s'est arrêtée avant.",
        "ما قدم (رمز، مفتاح، نقطة مراقبة) لم يقارن بشيء: توقف التحقق قبل ذلك.",
        "What was given (code, key, checkpoint) was not compared with anything: the check stopped before.",
    ),
    "vouched_by_none_of_these": Text(
        "Rien de ce qui a été donné (code, clé, point de contrôle) n'est de cette histoire telle qu'elle est ici : rien"
        " d'extérieur n'en répond. Recopier de nouveau du papier ; si cela reste, l'histoire a été changée depuis, ou"
        " n'est pas la même.",
        "لا شيء مما قدم (رمز، مفتاح، نقطة مراقبة) يطابق هذا السجل كما هو هنا: لا شيء خارجي يضمنه. ينسخ من الورقة من"
        " جديد؛ وإن بقي الأمر كذلك فقد تغير السجل منذ ذلك أو ليس هو نفسه.",
        "Nothing that was given (code, key, checkpoint) is of this history as it stands here: nothing outside vouches"
        " for it. Copy it from the paper again; if that changes nothing, the history was changed since, or is another.",
    ),
    "vouched_by_nobody": Text(
        "Aucun point de contrôle gardé ailleurs n'a été donné : rien ne répond ici de la fin de l'histoire, ni de celle"
        " du registre des consultations. Une fin coupée, une ancienne copie ou un passé refait avec la clé de signature"
        " ne se verraient pas.",
        "لم تقدم أي نقطة مراقبة محفوظة في مكان آخر: لا شيء هنا يضمن نهاية السجل ولا نهاية سجل الاطلاعات. لن يظهر حذف"
        " النهاية أو نسخة قديمة أو ماض أعيدت كتابته بمفتاح التوقيع.",
        "No checkpoint kept elsewhere was given: nothing here vouches for the end of the history, nor for that of the"
        " log of reads. A tail cut off, an old copy, or a past written anew with the signing key would not show.",
    ),
    "events_beyond": Text(
        "Du n° {} au n° {}, seules les signatures répondent : qui tient la clé de signature pouvait encore les écrire,"
        " et une fin coupée après ce point ne se verrait pas.",
        "من رقم {} إلى رقم {}، التوقيعات وحدها تضمن: من يملك مفتاح التوقيع كان ما يزال بإمكانه كتابتها، ولن يظهر حذف"
        " النهاية بعد هذه النقطة.",
        "From {} to {}, only signatures answer: whoever holds the signing key could still write them, and a tail cut"
        " off after that point would not show.",
    ),
    "reads_beyond": Text(
        "Consultations du n° {} au n° {} : ce point de contrôle n'en répond pas ; leur fin a pu être coupée.",
        "الاطلاعات من رقم {} إلى رقم {}: نقطة المراقبة هذه لا تضمنها؛ قد لا يظهر حذف النهاية.",
        "Reads from {} to {}: this checkpoint does not vouch for them; a tail cut off might not show.",
    ),
    "vouched_to": Text(
        "Les {} premiers événements sur {} sont ceux dont répond {}.",
        "الأحداث الـ{} الأولى من أصل {} هي التي تضمنها {}.",
        "The first {} events of {} are those that {} vouches for.",
    ),
    "keep_elsewhere": Text(
        "À garder hors du bureau : c'est lui qui montrera plus tard que rien n'a été changé avant.",
        "تحفظ خارج المكتب: هي التي ستثبت لاحقا أن شيئا لم يتغير قبلها.",
        "Keep it away from the desk: it is what will show later that nothing before it was changed.",
    ),
    "invariants_reserved": Text(
        "Invariants non respectés qui reposent sur des données réservées : {}. Leurs dossiers ne sont pas nommés ici :"
        " seul qui peut lire un dossier le voit en le rejouant.",
        "ثوابت لم تحترم وتقوم على بيانات محمية: {}. لا تذكر ملفاتها هنا: لا يراها عند إعادة العرض إلا من يحق له"
        " الاطلاع على الملف.",
        "Invariants not kept that rest on reserved data: {}. Their cases aren't named here: only who may read a case"
        " sees it when replaying it.",
    ),
    "invariants_broken": Text(
        "Invariants du parcours non respectés : {} (dossier et étape : {}). Ce n'est pas une altération : l'histoire"
        " est celle qui a été écrite ; le parcours l'a permis, ou quelqu'un a agi hors de ses règles. Rejouer le"
        " dossier le dit.",
        "ثوابت من المسار لم تحترم: {} (الملف والمرحلة: {}). ليس ذلك تحريفا: السجل هو ما كتب؛ المسار سمح بذلك، أو أن"
        " أحدا تصرف خارج قواعده. إعادة عرض الملف تبين ذلك.",
        "Invariants of the pathway not kept: {} (case and step: {}). That is no alteration: the history is what was"
        " written; the pathway let it happen, or somebody acted outside its rules. Replaying the case tells.",
    ),
    "clocks_set_back": Text(
        "Horloge reculée à {} étape(s), dont {} n° {} : leur heure n'est pas sûre, leur ordre l'est.",
        "الساعة أرجعت إلى الوراء في {} من المراحل، منها {} رقم {}: وقتها غير مؤكد، وترتيبها مؤكد.",
        "Clock put back at {} step(s), among them {} no. {}: their time isn't sure, their order is.",
    ),
}
