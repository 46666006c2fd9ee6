"""What is refused about versions of a pathway: compared, published, and open cases brought into them.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

VERSIONS: Mapping[str, tuple[str, str]] = {
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
}
