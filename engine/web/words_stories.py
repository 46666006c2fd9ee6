"""The words of the pages about stories: a case told about nobody, what desks hand over, what lives by chance find."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

STORY_WORDS: Mapping[str, Text] = {
    # --- a desk's ---
    "tale_title": Text("En faire un scénario", "تحويله إلى سيناريو", "Make a scenario of it"),
    "tale_hint": Text(
        "L'histoire de ce dossier, sans personne : pour que le parcours soit essayé sur ce qui arrive vraiment.",
        "قصة هذا الملف دون أي شخص: ليجرب المسار على ما يقع فعلا.",
        "The story of this case, about nobody: so that the pathway is tried on what really happens.",
    ),
    "tale_of": Text("{} · version {} · pas : {}", "{} · النسخة {} · الخطوات: {}", "{} · version {} · steps: {}"),
    "tale_veiled": Text("Ce qui a été voilé", "ما حجب", "What was veiled"),
    "tale_veiled_all": Text(
        "Ni nom, ni numéro, ni texte libre. Les jours sont tous décalés d'un même nombre de semaines, les communes "
        "changées ; chaque valeur personnelle est une autre, tirée au sort.",
        "لا اسم ولا رقم ولا نص حر. كل الأيام محولة بنفس العدد من الأسابيع، والجماعات مبدلة؛ وكل قيمة شخصية "
        "عوضت بأخرى بالقرعة.",
        "No name, no number, no free text. All days are moved by the same number of weeks, communes changed; each "
        "personal value is another one, drawn by chance.",
    ),
    "tale_kept": Text(
        "Gardées, une date décalée comme les autres, car une règle de cette histoire en dépend :",
        "أبقيت، والتاريخ محول كغيره، لأن قاعدة في هذه القصة تتوقف عليها:",
        "Kept, a date moved as the others, for a rule of this story turns on them:",
    ),
    "tale_nothing_kept": Text(
        "Aucune valeur personnelle n'est restée.", "لم تبق أي قيمة شخصية.", "No personal value stayed."
    ),
    "tale_differs": Text(
        "Pas du dossier que cette histoire ne rend pas à l'identique : {}",
        "خطوات من الملف لا تعيدها هذه القصة كما كانت: {}",
        "Steps of the case that this story doesn't give back as they were: {}",
    ),
    "tale_read": Text(
        "La relire en entier avant de la confier : elle sera lue hors de ce bureau.",
        "تقرأ كاملة قبل تسليمها: ستقرأ خارج هذا المكتب.",
        "Read it whole before handing it over: it will be read outside this desk.",
    ),
    "tale_hand": Text("La confier aux éditeurs", "تسليمها للمحررين", "Hand it to the editors"),
    "tale_take": Text("Prendre le fichier", "أخذ الملف", "Take the file"),
    "tale_handed": Text(
        "L'histoire est confiée aux éditeurs du parcours.",
        "سلمت القصة لمحرري المسار.",
        "The story is in the hands of the pathway's editors.",
    ),
    # --- an editor's ---
    "stories_title": Text("Histoires à ajouter", "قصص للإضافة", "Stories to add"),
    "stories_handed": Text("Confiées par les bureaux", "سلمتها المكاتب", "Handed over by desks"),
    "stories_handed_by": Text(
        "confiée par {}, le {} ; version {}", "سلمها {} في {}؛ النسخة {}", "handed over by {}, on {}; version {}"
    ),
    "stories_waiting": Text("Histoires confiées par les bureaux", "قصص سلمتها المكاتب", "Stories handed over by desks"),
    "stories_none": Text("Aucune pour ce parcours.", "لا شيء لهذا المسار.", "None for this pathway."),
    "stories_bound": Text(
        "En attente : {}. Un parcours en garde {} au plus : celles qui ne servent pas se laissent.",
        "في الانتظار: {}. لا يحتفظ المسار بأكثر من {}: ما لا يفيد منها يترك.",
        "Waiting: {}. A pathway keeps {} at most: those of no use are to be left.",
    ),
    "stories_take": Text("Ajouter à mon brouillon", "إضافة إلى مسودتي", "Add to my draft"),
    "stories_leave": Text("Écarter", "استبعاد", "Leave it"),
    "walk_title": Text("Vies tirées au sort", "حيوات بالقرعة", "Lives drawn by chance"),
    "walk_hint": Text(
        "Des vies que personne n'a écrites parcourent le brouillon : elles trouvent ce qu'aucun scénario ne prend, et "
        "les impasses.",
        "حيوات لم يكتبها أحد تسلك المسودة: تجد ما لا يسلكه أي سيناريو، والطرق المسدودة.",
        "Lives that nobody wrote go through the draft: they find what no scenario takes, and dead ends.",
    ),
    "walk_lives": Text("Combien de vies", "عدد الحيوات", "How many lives"),
    "walk_seed": Text("Tirage", "القرعة", "Draw"),
    "walk_do": Text("Les vivre", "عيشها", "Live them"),
    "walk_found": Text(
        "Vies : {} ; sans scénario : {} ; impasses : {} ; invariants rompus : {}.",
        "الحيوات: {}؛ دون سيناريو: {}؛ طرق مسدودة: {}؛ ثوابت لم تحترم: {}.",
        "Lives: {}; without a scenario: {}; dead ends: {}; invariants broken: {}.",
    ),
    "walk_part_states": Text("étape", "مرحلة", "step"),
    "walk_part_transitions": Text("passage", "انتقال", "transition"),
    "walk_part_guards": Text("condition", "شرط", "condition"),
    "walk_part_dead_ends": Text("impasse", "طريق مسدود", "dead end"),
    "walk_part_broken": Text("invariant rompu", "ثابت لم يحترم", "invariant broken"),
    # --- a pathway begun ---
    "begin_pathway": Text("Commencer un parcours", "بدء مسار", "Begin a pathway"),
    "begin_hint": Text(
        "Un parcours et ses scénarios, tirés du modèle, deviennent deux brouillons : rien n'est publié.",
        "مسار وسيناريوهاته، مأخوذة من النموذج، تصير مسودتين: لا شيء ينشر.",
        "A pathway and its scenarios, from the model, become two drafts: nothing is published.",
    ),
    "begin_name": Text(
        "Son nom, en minuscules sans accent : regroupement_familial",
        "اسمه بحروف لاتينية صغيرة: regroupement_familial",
        "Its name, in small letters without accents: regroupement_familial",
    ),
    "begin_do": Text("Le commencer", "البدء", "Begin it"),
}
