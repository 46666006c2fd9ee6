"""What is refused about versions of a pathway: compared, published, and open cases brought into them.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

VERSIONS: Mapping[str, tuple[str, str]] = {
    "« {name} » ne peut pas nommer un parcours.": (
        "«{name}» لا يصلح اسما لمسار.",
        "“{name}” can't name a pathway.",
    ),
    "Écrire des minuscules sans accent, des chiffres et « _ », une lettre d'abord : regroupement_familial.": (
        "اكتب حروفا لاتينية صغيرة دون علامات وأرقاما و«_»، بدءا بحرف: regroupement_familial.",
        "Write unaccented lower case, digits and “_”, a letter first: regroupement_familial.",
    ),
    "Le passage s'est arrêté en chemin. Dossiers déjà passés : {moved} ; aucun autre n'a changé.": (
        "توقف الانتقال في منتصف الطريق. الملفات التي انتقلت: {moved}؛ ولم يتغير أي ملف آخر.",
        "This stopped on its way. Cases moved already: {moved}; no other has changed.",
    ),
    "Libérer de la place, ou attendre que la base réponde ; puis redemander ce passage : il reprend là.": (
        "وفروا مساحة على القرص، أو انتظروا حتى تجيب القاعدة؛ ثم أعيدوا الطلب نفسه: فهو يستأنف من هناك.",
        "Free some space, or wait until the database answers; then ask for the same again: it goes on from there.",
    ),
    "« {name} » ne peut pas nommer un territoire.": (
        "«{name}» لا يصلح اسما لمجال ترابي.",
        "“{name}” can't name a territory.",
    ),
    "Écrire des minuscules sans accent, des chiffres et « _ », une lettre d'abord : ma_region.": (
        "اكتب حروفا لاتينية صغيرة دون علامات وأرقاما و«_»، بدءا بحرف: ma_region.",
        "Write unaccented lower case, digits and “_”, a letter first: ma_region.",
    ),
    "Le territoire": ("المجال الترابي", "The territory"),
    "Le nom « {name} » est pris : {file} est déjà là. Rien n'a été écrit.": (
        "الاسم «{name}» مستعمل: {file} موجود. لم يكتب أي شيء.",
        "The name “{name}” is taken: {file} is there already. Nothing was written.",
    ),
    "Choisir un autre nom, ou corriger ce fichier.": (
        "اختر اسما آخر، أو صحح هذا الملف.",
        "Choose another name, or correct that file.",
    ),
    "Ces fichiers ne peuvent pas être écrits dans {folder} : {why}.": (
        "تعذرت كتابة هذه الملفات في {folder}: {why}.",
        "These files can't be written in {folder}: {why}.",
    ),
    "Copier le dossier des parcours là où l'on peut écrire, et le nommer : --processes DOSSIER.": (
        "انسخ مجلد المسارات إلى مكان تمكن الكتابة فيه، وسمه: --processes DOSSIER.",
        "Copy the folder of pathways to a place that can be written, and name it: --processes DOSSIER.",
    ),
    "Le parcours « {process} » n'est pas publié dans cette base.{hint}": (
        "المسار «{process}» غير منشور في هذه القاعدة.{hint}",
        "The pathway “{process}” isn't published in this database.{hint}",
    ),
    "Voir ce qui l'est : baom process list --published": (
        "لمعرفة المنشور: baom process list --published",
        "See what is: baom process list --published",
    ),
    "« {before} » et « {after} » sont deux parcours : une comparaison va d'une version à une autre du même.": (
        "«{before}» و«{after}» مساران مختلفان: تتم المقارنة بين نسختين من المسار نفسه.",
        "“{before}” and “{after}” are two pathways: a comparison goes from one version to another of the same.",
    ),
    "Nommer deux versions d'un parcours.": ("سم نسختين من مسار واحد.", "Name two versions of one pathway."),
    "« {word} » ne nomme pas une version.": ("«{word}» لا يدل على نسخة.", "“{word}” names no version."),
    "Écrire naissance@2, naissance, ou un fichier .yaml.": (
        "اكتب naissance@2 أو naissance أو ملفا .yaml.",
        "Write naissance@2, naissance, or a .yaml file.",
    ),
    "étape « {title} » ({state}) de la version {number} : {count}": (
        "المرحلة «{title}» ({state}) من النسخة {number}: {count}",
        "step “{title}” ({state}) of version {number}: {count}",
    ),
    "Version {version} de « {process} » non publiée : elle laisserait des dossiers ouverts sans étape. {lines}.": (
        "لم تنشر النسخة {version} من «{process}»: ستترك ملفات مفتوحة دون مرحلة. {lines}.",
        "Version {version} of “{process}” isn't published: it would leave open cases without a step. {lines}.",
    ),
    "Ajouter où ils vont, sous « migration » : {rule} ; puis voir ce que cela change : baom process impact FICHIER": (
        "يضاف تحت «migration» إلى أين تنتقل: {rule}؛ ثم ينظر ما يتغير: baom process impact FICHIER",
        "Add where they go, under “migration”: {rule}; then see what that changes: baom process impact FICHIER",
    ),
    "Écrire où ils vont, dans le fichier : {rule} ; puis voir ce que cela change : baom process impact FICHIER": (
        "اكتب في الملف إلى أين تنتقل: {rule}؛ ثم انظر ما يتغير: baom process impact FICHIER",
        "Write in the file where they go: {rule}; then see what that changes: baom process impact FICHIER",
    ),
}
