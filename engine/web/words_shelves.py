"""What the files that pathways share are called on an editor's pages."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

SHELF_WORDS: Mapping[str, Text] = {
    "file_socle": Text("Socle commun", "الأساس المشترك", "Common base"),
    "file_documents": Text("Pièces", "الوثائق", "Papers"),
    "file_services": Text("Services", "المصالح", "Services"),
    "file_sources": Text("Sources et textes de loi", "المصادر والنصوص القانونية", "Sources and legal texts"),
    "file_values": Text(
        "Valeurs : délais, montants, seuils", "القيم: آجال ومبالغ وعتبات", "Values: terms, sums, limits"
    ),
    "file_territory": Text("Préfectures et provinces", "العمالات والأقاليم", "Prefectures and provinces"),
    "file_communes": Text("Communes", "الجماعات", "Communes"),
    "file_offices": Text("Bureaux et guichets", "المكاتب والشبابيك", "Offices and counters"),
    "file_holidays": Text("Jours fériés", "أيام العطل", "Holidays"),
    "file_forms": Text(
        "Catalogue : titres et données des modèles",
        "الفهرس: عناوين النماذج ومعطياتها",
        "Catalogue: titles and data of forms",
    ),
    "shelf_fr": Text("français", "بالفرنسية", "French"),
    "shelf_ar": Text("arabe", "بالعربية", "Arabic"),
}
