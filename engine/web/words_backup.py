"""What the page of backups says."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

BACKUP_WORDS: Mapping[str, Text] = {
    "nav_backup": Text("Sauvegarde", "النسخ الاحتياطي", "Backup"),
    "backup_lead": Text(
        "Toute la base en un seul fichier, vérifié avant d'être donné. Le travail continue pendant ce temps.",
        "القاعدة كلها في ملف واحد، يتم التحقق منه قبل تسليمه. ويستمر العمل في هذه الأثناء.",
        "The whole database in one file, checked before it is given. Work goes on meanwhile.",
    ),
    "backup_make": Text("Faire une sauvegarde", "إنشاء نسخة احتياطية", "Make a backup"),
    "backup_runs": Text("La sauvegarde se fait.", "يجري إنشاء النسخة الاحتياطية.", "The backup is being made."),
    "backup_where": Text("Où en est-elle ?", "أين وصلت؟", "How far is it?"),
    "backup_busy": Text(
        "Une autre sauvegarde se fait. Recommencer quand elle sera finie.",
        "يجري إنشاء نسخة أخرى. تعاد المحاولة بعد انتهائها.",
        "Another backup is being made. Try again when it is over.",
    ),
    "backup_none_made": Text("La sauvegarde n'est pas faite.", "لم تنشأ النسخة الاحتياطية.", "The backup isn't made."),
    "backup_ready": Text("Sauvegarde faite et vérifiée", "أنشئت النسخة وتم التحقق منها", "Backup made and checked"),
    "backup_along": Text("Brouillons : {}", "المسودات: {}", "Drafts: {}"),
    "backup_holds": Text("Étapes : {}", "المراحل: {}", "Events: {}"),
    "backup_take": Text("Télécharger ({} ko)", "تحميل ({} كيلوبايت)", "Download ({} kB)"),
    "backup_kept": Text(
        "À prendre maintenant : le serveur ne la garde qu'une demi-heure, pour vous seul.",
        "خذوها الآن: يحفظها الخادم نصف ساعة فقط، لكم وحدكم.",
        "Take it now: the server keeps it for half an hour only, for you alone.",
    ),
    "backup_mark": Text("Empreinte SHA-256", "بصمة SHA-256", "SHA-256 fingerprint"),
    "backup_elsewhere": Text("Ce qui se garde ailleurs", "ما يحفظ في مكان آخر", "What is kept elsewhere"),
    "backup_away": Text(
        "Ranger le fichier hors de cet ordinateur, sur un disque ou une clé USB mis sous clé.",
        "احفظوا الملف خارج هذا الحاسوب، في قرص أو مفتاح USB داخل خزانة مقفلة.",
        "Put the file away from this computer, on a disk or a USB stick that is locked up.",
    ),
    "backup_keys": Text(
        "Les clés n'y sont pas, exprès. Sans elles la sauvegarde ne se lit pas ; avec elles, n'importe qui la lit. "
        "En garder une copie, jamais au même endroit.",
        "المفاتيح ليست فيها، عن قصد. بدونها لا تقرأ النسخة؛ ومعها يقرؤها أي شخص. احفظوا نسخة من المفاتيح، وليس في "
        "المكان نفسه أبدا.",
        "The keys aren't in it, on purpose. Without them the backup can't be read; with them, anyone reads it. Keep a "
        "copy of them, never in the same place.",
    ),
    "backup_beside": Text(
        "À copier aussi, sur la machine du serveur :", "تنسخ أيضا، من حاسوب الخادم:", "To be copied too, on the server:"
    ),
    "backup_drafts": Text(
        "Les brouillons des éditeurs y sont, scellés ; les colis gardés sur le serveur n'y sont pas.",
        "مسودات المحررين فيها، مختومة؛ أما الحزم المحفوظة في الخادم فليست فيها.",
        "The editors' drafts are in it, sealed; the packs kept on the server aren't.",
    ),
    "backup_back": Text(
        "La remettre en place se fait sur la machine du serveur, par qui tient les clés.",
        "إعادتها إلى مكانها تتم في حاسوب الخادم، على يد من يحفظ المفاتيح.",
        "It is put back on the server itself, by whoever holds the keys.",
    ),
    "backup_last": Text("Dernières sauvegardes", "آخر النسخ الاحتياطية", "Last backups"),
    "backup_never": Text(
        "Aucune n'a été faite : en faire une aujourd'hui.",
        "لم تنشأ أي نسخة: أنشئوا واحدة اليوم.",
        "None was made: make one today.",
    ),
    "backup_by_program": Text("par le programme", "من طرف البرنامج", "by the program"),
}
