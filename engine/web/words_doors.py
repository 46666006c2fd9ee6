"""The words of the doors: a login that another page sent, work that was cut short."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

DOOR_WORDS: Mapping[str, Text] = {
    "foreign_login": Text(
        "Cette connexion n'a pas été demandée depuis cette page, ou la page était trop ancienne : personne n'est"
        " connecté.",
        "لم يطلب هذا الدخول من هذه الصفحة، أو كانت الصفحة قديمة جدا: لم يدخل أحد.",
        "This login was not asked for from this page, or the page was too old: nobody is logged in.",
    ),
    "foreign_login_remedy": Text(
        "Se connecter ici. Si cela revient, autoriser les cookies de ce site, et ouvrir son adresse dans un nouvel"
        " onglet.",
        "سجلوا الدخول هنا. إذا تكرر ذلك، فاسمحوا بملفات تعريف الارتباط لهذا الموقع وافتحوا عنوانه في لسان جديد.",
        "Log in here. If it happens again, allow this site's cookies, and open its address in a new tab.",
    ),
}
