"""A checkpoint on paper: one page in French and Arabic, its short code and its QR code, to be kept away from the desk.

Drawn by a fixed Typst program of its own, fed with data, as sheets are (`engine.printing.pdf`).
"""

from __future__ import annotations

import io
from datetime import datetime

import segno
import typst

from engine.errors import EnvironmentUnusable
from engine.printing import words
from engine.printing.pdf import typeset

_GROUP = 16
"Digits of a key or of an identifier on one line."

_WHAT = {
    "fr": (
        "Cette feuille dit ce que contenait l'historique du bureau au moment où elle a été faite. Gardée ailleurs, elle"
        " permet de montrer plus tard que rien n'y a été changé, retiré ni ajouté depuis."
    ),
    "ar": (
        "تبين هذه الورقة ما كان يحتويه سجل المكتب ساعة إعدادها. وبحفظها في مكان آخر يمكن أن يثبت لاحقا أنه لم يغير فيه"
        " شيء ولم يحذف منه ولم يضف إليه منذ ذلك الحين."
    ),
}
_HOW = {
    "fr": (
        "La garder hors du bureau : un supérieur, un notaire, un partenaire. Pour vérifier : baom audit verify --code,"
        " suivi du code ci-dessus, et --public-key, suivi de la clé publique."
    ),
    "ar": (
        "تحفظ خارج المكتب: لدى مسؤول أو موثق أو شريك. وللتحقق: \u2066baom audit verify --code\u2069 متبوعا بالرمز"
        " أعلاه، و \u2066--public-key\u2069 متبوعا بالمفتاح العمومي."
    ),
}


def checkpoint_pdf(
    note: str, code: str, facts: tuple[str, str, str, str], *, issued_at: datetime, watermark: bool
) -> bytes:
    """The page as a PDF: the same data and the same moment give the same bytes.

    `facts` are the log's identifier, how many events, when it was taken, and the public key.

    Raises:
        EnvironmentUnusable: the typesetter failed.
    """
    log_id, events, taken_at, public = facts
    page = {
        "title": "Point de contrôle de l'historique",
        "title-ar": "نقطة مراقبة السجل",
        "what": _WHAT,
        "how": _HOW,
        "code-words": "Code · الرمز",
        "code": code,
        "facts": [
            ["Historique · السجل", _in_lines(log_id)],
            ["Événements · الأحداث", events],
            ["Fait le (UTC) · أعدت في", taken_at.replace("T", " ")[:16]],
            ["Clé publique · المفتاح العمومي", _in_lines(public)],
        ],
        "signatures": ["Remis par, le · سلمها، بتاريخ", "Gardé par, lieu · يحفظها، المكان"],
        "qr": qr(note),
        "watermark": words.WATERMARK if watermark else "",
    }
    try:
        return typeset("checkpoint", page, issued_at)
    except typst.TypstError as error:
        raise EnvironmentUnusable(
            "Le PDF n'a pas pu être composé.", "Réinstaller le programme, ou garder le point de contrôle par --out."
        ) from error


def _in_lines(digits: str) -> str:
    return "\n".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def qr(note: str, *, fluid: bool = False) -> str:
    """The whole signed note as a QR code: whoever scans it holds the checkpoint itself.

    `fluid`: as large as the place that it is put in.
    """
    drawn = io.BytesIO()
    made = segno.make(note, error="m", micro=False, encoding="utf-8")
    made.save(drawn, kind="svg", xmldecl=False, svgns=True, omitsize=fluid)
    return drawn.getvalue().decode()
