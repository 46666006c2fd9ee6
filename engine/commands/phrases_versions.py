"""What the command line says about versions of a pathway and their cases, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

VERSIONS: Mapping[str, Text] = {
    "from_to": Text("De {} à {}", "من {} إلى {}", "From {} to {}"),
    "versions_alike": Text("Rien ne change.", "لا شيء يتغير.", "Nothing changes."),
    "tried_on": Text(
        "{} v{}, essayée sur les dossiers ouverts : {}",
        "{} النسخة {}، جربت على الملفات المفتوحة: {}",
        "{} v{}, tried on open cases: {}",
    ),
    "unaffected_cases": Text("Sans effet : {}", "دون أثر: {}", "Unaffected: {}"),
    "no_rule_yet": Text(
        "Version {} : sans règle de passage ; ses dossiers ({}) y resteraient, et sont essayés ici tels quels.",
        "النسخة {}: لا توجد قاعدة انتقال؛ ستستمر ملفاتها ({}) وفقها. جربت هنا دون تغيير.",
        "Version {}: no migration rule; its cases ({}) would go on under it. Tried here as they are.",
    ),
    "published_by": Text("Publiée le {} par {}", "نشرت يوم {} من طرف {}", "Published on {} by {}"),
    "quoted_reason": Text("« {} »", "«{}»", "“{}”"),
    "open_under_it": Text("Dossiers ouverts : {}", "ملفات مفتوحة: {}", "Open cases: {}"),
    "open_cases_over": Text(
        "passage des dossiers ouverts à cette version, ou son annulation",
        "انتقال الملفات المفتوحة إلى هذه النسخة، أو التراجع عنه",
        "open cases brought to this version, or that undone",
    ),
    "by_step": Text("Par étape", "حسب المرحلة", "By step"),
    "at_step": Text("{} ({}), v{} :", "{} ({})، النسخة {}:", "{} ({}), v{}:"),
    "case_by_case": Text("Dossier par dossier", "ملفا بملف", "Case by case"),
    "more_cases": Text("et {} de plus : --all, --json", "و {} أخرى: --all أو --json", "and {} more: --all, --json"),
    "stays_there": Text("reste", "يبقى", "stays"),
    "left_aside": Text("laissé de côté : {}", "يترك جانبا: {}", "left aside: {}"),
    "migration_waits": Text(
        "{} v{} : rien n'est fait encore ; le passage attend qu'une autre personne le demande.",
        "{} النسخة {}: لم يتم شيء بعد؛ ينتظر الانتقال أن يطلبه شخص آخر.",
        "{} v{}: nothing is done yet; it waits for another person to ask for it.",
    ),
    "came_over": Text("{} v{} : dossiers passés : {}", "{} النسخة {}: ملفات انتقلت: {}", "{} v{}: cases moved: {}"),
    "would_move": Text(
        "{} v{} : dossiers qui passeraient : {}", "{} النسخة {}: ملفات ستنتقل: {}", "{} v{}: cases that would move: {}"
    ),
    "went_back": Text(
        "{} v{}, défait : dossiers revenus : {}",
        "{} النسخة {}، تم التراجع: ملفات عادت: {}",
        "{} v{}, undone: cases gone back: {}",
    ),
    "would_go_back": Text(
        "{} v{}, à défaire : dossiers qui reviendraient : {}",
        "{} النسخة {}، للتراجع: ملفات ستعود: {}",
        "{} v{}, to undo: cases that would go back: {}",
    ),
    "way_of_version": Text("{} (v{}) : {}", "{} (النسخة {}): {}", "{} (v{}): {}"),
    "no_office_for": Text("Services sans guichet : {}", "مصالح دون شباك: {}", "Services without an office: {}"),
    "offices_unverified": Text(
        "Guichets que personne n'a vérifiés : {}", "شبابيك لم يتحقق منها أحد: {}", "Offices that nobody checked: {}"
    ),
    "feasts_estimated": Text(
        "Fêtes dont le jour n'est qu'estimé : {}", "أعياد يومها مقدر فقط: {}", "Feasts whose day is only estimated: {}"
    ),
    "nothing_lacking": Text("Il ne manque rien : {}", "لا ينقص شيء: {}", "Nothing is lacking: {}"),
    "territory_as_base": Text(
        "{} ne change rien aux parcours.", "{} لا يغير شيئا في المسارات.", "{} changes nothing to the pathways."
    ),
    "texts_to_write": Text("Textes à écrire : {}", "نصوص في انتظار التحرير: {}", "Texts to write: {}"),
    "cases_that_stay": Text("Restent : {}", "تبقى: {}", "Stay: {}"),
}
