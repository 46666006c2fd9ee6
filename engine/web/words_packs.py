"""The words of the pages that make packs of the referential and take them in."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text
from engine.telling.words_packs import PACKS

_SHARED = (
    *("pack_pathways", "pack_files", "pack_files_in_it", "pack_nameless"),
    *("brought_new", "brought_newer", "brought_clash"),
    *("fate_new", "fate_newer", "fate_same", "fate_older", "fate_clash"),
)

PACK_WORDS: Mapping[str, Text] = {
    **{name: PACKS[name] for name in _SHARED},
    "pack_title": Text("Porter le référentiel ailleurs", "نقل المرجع إلى مكان آخر", "Carry the referential elsewhere"),
    "pack_lead": Text(
        "Un fichier signé : la dernière version de chaque parcours publié, les services, les jours fériés, les modèles."
        " Aucun dossier, aucune personne, aucun compte.",
        "ملف موقع: آخر نسخة من كل مسار منشور، والمصالح والعطل والنماذج. لا ملف شخص ولا اسم ولا حساب.",
        "One signed file: the newest version of each published pathway, services, holidays, forms. No case, no person,"
        " no account.",
    ),
    "pack_name": Text("Qui l'envoie", "من يرسلها", "Who sends it"),
    "pack_name_hint": Text(
        "Le nom de l'association ou du bureau ; vide, celui de la fois d'avant.",
        "اسم الجمعية أو المكتب؛ إن ترك فارغا فاسم المرة السابقة.",
        "The association's or the desk's name; left empty, that of the time before.",
    ),
    "pack_make": Text("Faire le colis", "إعداد الحزمة", "Make the pack"),
    "pack_ready": Text("Le colis n° {} est prêt", "الحزمة رقم {} جاهزة", "Pack no. {} is ready"),
    "pack_code_hint": Text(
        "Son code, à lire au téléphone à qui l'installera ; ne pas l'envoyer avec le fichier.",
        "رمزها، يقرأ في الهاتف على من سيثبتها؛ لا يرسل مع الملف.",
        "Its code, to be read on the telephone to whoever will install it; not to be sent with the file.",
    ),
    "pack_take": Text("Télécharger le colis", "تحميل الحزمة", "Download the pack"),
    "pack_n": Text("Colis n° {} de « {} »", "الحزمة رقم {} من «{}»", "Pack no. {} of “{}”"),
    "pack_made_on": Text("Fait le {} ; programme {}", "أعدت في {}؛ البرنامج {}", "Made on {}; program {}"),
    "pack_here": Text("ici : version {}", "هنا: النسخة {}", "here: version {}"),
    "pack_key_known": Text(
        "Signé par la clé que cette base connaît.",
        "موقعة بالمفتاح الذي تعرفه هذه القاعدة.",
        "Signed by the key that this base knows.",
    ),
    "pack_key_unknown": Text(
        "Cette base ne connaît pas encore la clé de ce colis : son code sera demandé.",
        "لا تعرف هذه القاعدة مفتاح هذه الحزمة بعد: سيطلب رمزها.",
        "This base doesn't know this pack's key yet: its code will be asked for.",
    ),
    "fate_edited": Text("changé ici depuis : laissé", "غير هنا منذ ذلك: يترك", "changed here since: left aside"),
    "fate_program": Text(
        "chaque programme a le sien : laissé", "لكل برنامج نصه: يترك", "each program has its own: left aside"
    ),
    "install_title": Text("Installer un colis", "تثبيت حزمة", "Install a pack"),
    "install_lead": Text(
        "Un colis est vérifié, expliqué et essayé avant d'être accepté ; dans une base réelle, par deux éditeurs.",
        "تفحص الحزمة وتشرح وتجرب قبل قبولها؛ في قاعدة حقيقية من محررين اثنين.",
        "A pack is verified, explained and tried before it is accepted; in a real base, by two editors.",
    ),
    "install_file": Text("Le fichier du colis", "ملف الحزمة", "The pack's file"),
    "install_read": Text("Lire ce qu'il changerait", "قراءة ما ستغيره", "Read what it would change"),
    "install_read_hint": Text("Rien n'est encore changé.", "لا يتغير شيء بعد.", "Nothing is changed yet."),
    "install_code": Text("Code du colis", "رمز الحزمة", "The pack's code"),
    "install_code_hint": Text(
        "Vingt-six signes. Appeler ses auteurs à un numéro que l'on connaît déjà, et se le faire lire.",
        "ست وعشرون علامة. اتصل بأصحابها على رقم معروف من قبل واطلب قراءته.",
        "Twenty-six characters. Call its makers at a number already known, and have it read out.",
    ),
    "install_new_key": Text(
        "Ses auteurs ont dit au téléphone avoir changé de clé",
        "قال أصحابها في الهاتف إنهم غيروا المفتاح",
        "Its makers said on the telephone that they changed their key",
    ),
    "install_give_way": Text(
        "Ce qui diffère ici, et qui doit céder",
        "ما يختلف هنا ويجب أن يستبدل",
        "What differs here, and gives way",
    ),
    "install_give_way_hint": Text(
        "Rien n'est coché : tout ce qui diffère ici reste. La version d'ici reste publiée pour ses dossiers.",
        "دون اختيار: يبقى كل ما يختلف هنا. وتبقى النسخة المحلية منشورة لملفاتها.",
        "Nothing ticked: all that differs here stays. The version here stays published for its cases.",
    ),
    "install_do": Text("Installer", "تثبيت", "Install"),
    "install_ask": Text("Installer, à deux éditeurs", "تثبيت بمحررين اثنين", "Install, by two editors"),
    "install_wrong": Text(
        "Ce colis a des erreurs : rien n'a été changé.",
        "في هذه الحزمة أخطاء: لم يتغير شيء.",
        "This pack has errors: nothing was changed.",
    ),
    "install_waits": Text(
        "Rien n'est fait encore : un autre éditeur ouvre « Installer un colis » et l'accepte.",
        "لم يتم شيء بعد: يفتح محرر آخر «تثبيت حزمة» ويقبلها.",
        "Nothing is done yet: another editor opens “Install a pack” and agrees to it.",
    ),
    "install_done": Text(
        "Le colis est installé. Les dossiers ouverts gardent leur version.",
        "ثبتت الحزمة. تحتفظ الملفات المفتوحة بنسختها.",
        "The pack is installed. Open cases keep their version.",
    ),
    "install_nothing": Text(
        "Rien à faire : tout ce que ce colis apporte est déjà ici, ou est laissé.",
        "لا شيء يجب فعله: كل ما في هذه الحزمة موجود هنا، أو يترك.",
        "Nothing to do: all that this pack brings is here already, or is left aside.",
    ),
    "install_waits_here": Text("Le lire, et l'accepter ou non", "قراءتها وقبولها أو لا", "Read it, and agree or not"),
}
