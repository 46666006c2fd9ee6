"""What is refused at a page of the web application, and where it listens.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

PAGES: Mapping[str, tuple[str, str]] = {
    "Rien n'a été rempli.": ("لم يملأ أي شيء.", "Nothing was filled in."),
    "Répondre à une question au moins.": ("أجيبوا عن سؤال واحد على الأقل.", "Answer one question at least."),
    "Aucune pièce n'a changé.": ("لم تتغير أية وثيقة.", "No paper has changed."),
    "Choisir l'état d'une pièce, puis enregistrer.": (
        "اختاروا حالة وثيقة ثم سجلوا.",
        "Choose the state of a paper, then save.",
    ),
    "Aucun fichier n'a été choisi.": ("لم يختر أي ملف.", "No file was chosen."),
    "Choisir un fichier PDF, JPEG ou PNG.": (
        "اختاروا ملف PDF أو JPEG أو PNG.",
        "Choose a PDF, JPEG or PNG file.",
    ),
    "Ce rôle n'existe pas ici.": ("هذا الدور غير موجود هنا.", "There is no such role here."),
    "En choisir un autre.": ("اختاروا غيره.", "Choose another."),
    "Ce compte de formation a été fermé.": ("أغلق حساب التدريب هذا.", "This training account was closed."),
    "Le rouvrir : baom user enable, ou en choisir un autre.": (
        "أعيدوا فتحه: baom user enable، أو اختاروا غيره.",
        "Open it again: baom user enable, or choose another.",
    ),
    "Impossible d'écouter à l'adresse {host}, port {port}.": (
        "تعذر الاستماع في العنوان {host}، المنفذ {port}.",
        "Unable to listen at {host}, port {port}.",
    ),
    "Est-elle déjà ouverte dans le navigateur ? Sinon, vérifier l'adresse, ou changer --port.": (
        "ربما التطبيق مفتوح مسبقا: انظروا في المتصفح. وإلا فتحققوا من العنوان، أو اختاروا --port.",
        "The application may be open already: look in the browser. Otherwise check the address, or choose --port.",
    ),
}
