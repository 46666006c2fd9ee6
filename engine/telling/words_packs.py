"""What is said of packs, on screens and pages: what is in one, what becomes of each thing in it, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

PACKS: Mapping[str, Text] = {
    "pack_made": Text("Colis n° {} écrit : {}", "كتبت الحزمة رقم {}: {}", "Pack no. {} written: {}"),
    "pack_of": Text(
        "Colis n° {} de « {} », fait le {} ; programme {}",
        "الحزمة رقم {} من «{}»، أعدت يوم {}؛ البرنامج {}",
        "Pack no. {} of “{}”, made on {}; program {}",
    ),
    "pack_nameless": Text("sans nom", "دون اسم", "no name"),
    "pack_read_out": Text(
        "Code, à lire au téléphone à qui l'installera :",
        "الرمز، يقرأ في الهاتف على من سيثبتها:",
        "Code, to be read on the telephone to whoever will install it:",
    ),
    "pack_pathways": Text("Parcours", "المسارات", "Pathways"),
    "pack_files": Text("Services, jours fériés, modèles", "المصالح والعطل والنماذج", "Services, holidays, forms"),
    "pack_files_in_it": Text(
        "Services, jours fériés, modèles : {} fichiers",
        "المصالح والعطل والنماذج: عدد الملفات {}",
        "Services, holidays, forms: {} files",
    ),
    "pack_known": Text(
        "Signé par la clé que cette base connaît ; le dernier installé porte le n° {}.",
        "موقعة بالمفتاح الذي تعرفه هذه القاعدة؛ آخر حزمة مثبتة تحمل الرقم {}.",
        "Signed by the key that this base knows; the last one installed is no. {}.",
    ),
    "pack_confirmed": Text(
        "Le code donné est bien celui de ce colis.",
        "الرمز المعطى هو رمز هذه الحزمة.",
        "The code given is this pack's own.",
    ),
    "pack_unknown": Text(
        "Cette base ne connaît pas encore sa clé : il faudra le code, lu au téléphone par ses auteurs.",
        "لا تعرف هذه القاعدة مفتاحها بعد: يلزم الرمز الذي يقرؤه أصحابها في الهاتف.",
        "This base doesn't know its key yet: the code, read on the telephone by its makers, will be wanted.",
    ),
    "fate_new": Text("nouveau ici", "جديد هنا", "new here"),
    "fate_newer": Text("suit ce qui est ici", "يلي ما هو هنا", "follows what is here"),
    "fate_same": Text("le même qu'ici", "مطابق لما هنا", "the same as here"),
    "fate_older": Text("plus ancien qu'ici : laissé", "أقدم مما هنا: يترك", "older than what is here: left aside"),
    "fate_edited": Text(
        "changé ici depuis : laissé, sauf avec --replace {}",
        "غير هنا منذ ذلك: يترك، إلا مع --replace {}",
        "changed here since: left aside, unless --replace {}",
    ),
    "fate_given_way": Text(
        "changé ici depuis : cède à celui du colis",
        "غير هنا منذ ذلك: يحل محله ما في الحزمة",
        "changed here since: gives way to the pack's",
    ),
    "fate_clash": Text(
        "conflit : ce numéro est pris ici par un autre texte ; à publier chez ses auteurs sous un numéro plus grand",
        "تعارض: هذا الرقم مستعمل هنا لنص آخر؛ لينشره أصحابه برقم أكبر",
        "clash: its number is taken here by another text; to be published by its makers under a greater one",
    ),
    "fate_program": Text(
        "chaque programme a le sien : laissé, sauf avec --replace {}",
        "لكل برنامج نصه: يترك، إلا مع --replace {}",
        "each program has its own: left aside, unless --replace {}",
    ),
    "pack_version_here": Text("v{}, ici v{}", "النسخة {}، هنا النسخة {}", "v{}, here v{}"),
    "pack_version": Text("v{}", "النسخة {}", "v{}"),
    "pack_tried": Text(
        "Dossiers ouverts essayés : {} ; sans effet : {}",
        "ملفات مفتوحة جربت: {}؛ دون أثر: {}",
        "Open cases tried: {}; unaffected: {}",
    ),
    "pack_lines": Text(
        "Lignes ajoutées : {} ; retirées : {}", "أسطر مضافة: {}؛ محذوفة: {}", "Lines added: {}; removed: {}"
    ),
    "pack_more": Text("et {} de plus : --all, --json", "و {} أخرى: --all أو --json", "and {} more: --all, --json"),
    "pack_nothing": Text(
        "Rien à faire : tout ce que ce colis apporte est déjà ici, ou est laissé.",
        "لا شيء يجب فعله: كل ما في هذه الحزمة موجود هنا، أو يترك.",
        "Nothing to do: all that this pack brings is here already, or is left aside.",
    ),
    "pack_tried_only": Text(
        "Rien n'a été changé : c'était un essai.", "لم يتغير شيء: كانت تجربة.", "Nothing was changed: this was a trial."
    ),
    "pack_waits": Text(
        "Rien n'est fait encore : un autre éditeur donne la même commande, avec le même fichier.",
        "لم يتم شيء بعد: يعطي محرر آخر الأمر نفسه بالملف نفسه.",
        "Nothing is done yet: another editor gives the same command, with the same file.",
    ),
    "pack_installed": Text(
        "Installé : {} parcours, {} fichiers. Les dossiers ouverts gardent leur version (baom process migrate).",
        "تم التثبيت: مسارات {}، ملفات {}. تحتفظ الملفات المفتوحة بنسختها (baom process migrate).",
        "Installed: {} pathways, {} files. Open cases keep their version (baom process migrate).",
    ),
    "brought_new": Text(
        "Le programme apporte « {} » v{}, qui n'est pas publié ici.",
        "يحمل البرنامج «{}» النسخة {}، وهي غير منشورة هنا.",
        "The program brings “{}” v{}, which isn't published here.",
    ),
    "brought_newer": Text(
        "Le programme apporte « {} » v{} ; la v{} est en service.",
        "يحمل البرنامج «{}» النسخة {}؛ النسخة {} هي المعمول بها.",
        "The program brings “{}” v{}; v{} is in service.",
    ),
    "brought_clash": Text(
        "Le programme apporte un autre texte de « {} » v{} que celui qui est en service sous ce numéro (v{}) : lui"
        " donner un numéro plus grand.",
        "يحمل البرنامج نصا آخر لـ«{}» النسخة {} غير المعمول به تحت هذا الرقم (النسخة {}): أعطه رقما أكبر.",
        "The program brings another text of “{}” v{} than the one in service under that number (v{}): give it a"
        " greater one.",
    ),
    "pack_came_in": Text(
        "Venu du colis n° {} de « {} »", "وصل في الحزمة رقم {} من «{}»", "Came in pack no. {} of “{}”"
    ),
}
