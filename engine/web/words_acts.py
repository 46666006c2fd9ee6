"""What the pages of acts say, in French, Arabic and English: passing cases on, sending one away, what is damaged."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

ACT_WORDS: Mapping[str, Text] = {
    # --- what isn't as it was recorded ---
    "altered_title": Text(
        "Ceci ne peut pas être montré pour l'instant", "لا يمكن عرض هذا الآن", "This can't be shown for now"
    ),
    "altered_whom": Text(
        "Ne rien refaire ici. Donner ce message à l'administrateur, qui vérifie la base et la remet en état, et à un "
        "auditeur. Ce qui n'en dépend pas reste ouvert.",
        "لا تعيدوا شيئا هنا. سلموا هذه الرسالة إلى المسير، الذي يتحقق من القاعدة ويصلحها، وإلى أحد المدققين. وما لا "
        "يتعلق بذلك يبقى مفتوحا.",
        "Redo nothing here. Give this message to the administrator, who checks the database and sets it right, and to "
        "an auditor. What doesn't depend on it stays open.",
    ),
}
