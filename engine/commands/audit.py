"""`baom audit …`: whether the history can be trusted, what it says, and who looked at what."""

from __future__ import annotations

from engine.commands.frame import LazyGroup

PLACES: dict[str, tuple[str, str, str]] = {
    "verify": ("engine.commands.audit_verify", "verify", "L'historique est-il intact, et qui en répond ?"),
    "replay": ("engine.commands.audit_replay", "replay", "Un dossier, étape par étape, à tout moment."),
    "cases": ("engine.commands.audit_cases", "cases", "Les dossiers à contrôler, sans aucun nom."),
    "checkpoint": ("engine.commands.audit_checkpoint", "checkpoint", "Signer l'état de tout l'historique."),
    "timeline": ("engine.commands.audit_timeline", "timeline", "La vie du dossier, jour après jour ; en page HTML."),
    "glass": ("engine.commands.glass", "seen", "Qui a lu dans l'urgence le dossier d'un autre bureau."),
    "export": ("engine.commands.audit_export", "export", "Des historiques et leurs preuves, dans un fichier."),
    "access": ("engine.commands.audit_access", "access", "Qui a vu quoi, et ce qui mérite une question."),
    "accounts": ("engine.commands.audit_accounts", "accounts", "Ce qui a été fait aux comptes, par qui."),
    "xes": ("engine.commands.audit_xes", "xes", "Pour la fouille de processus, sans rien de personnel."),
}
"Name → its module, its object there, and its line in the help."

audit = LazyGroup(
    "audit",
    places=PLACES,
    help="""Vérifier l'historique, rejouer un dossier, savoir qui a vu quoi.

    Exemple :
      baom audit verify
      baom audit access --since 2026-11-01
    """,
)
