"""`baom user …`: who may work here, in which role, and being one of them."""

from __future__ import annotations

from engine.commands.frame import LazyGroup

_KEPT = "engine.commands.user_accounts"
_SELF = "engine.commands.user_login"

PLACES: dict[str, tuple[str, str, str]] = {
    "login": (_SELF, "login", "Se connecter ; les autres commandes agissent alors en votre nom."),
    "logout": (_SELF, "logout", "Se déconnecter."),
    "whoami": (_SELF, "whoami", "Dire qui est connecté, et jusqu'à quand."),
    "token": (_SELF, "token", "Donner à un programme un jeton pour l'API."),
    "password": (_SELF, "password", "Changer son mot de passe, ou en donner un à quelqu'un."),
    "add": (_KEPT, "add", "Ajouter un compte."),
    "list": (_KEPT, "list_", "Les comptes."),
    "role": (_KEPT, "role", "Changer le rôle ou la commune d'un compte."),
    "disable": (_KEPT, "disable", "Fermer un compte, aussitôt."),
    "enable": (_KEPT, "enable", "Rouvrir un compte."),
    "second-factor": (_KEPT, "second_factor", "Oublier le téléphone d'un compte, pour en enrôler un autre."),
    "attest": (_KEPT, "attest", "Attester qu'un compte est tenu par son titulaire."),
    "recover": (_KEPT, "recover", "Reprendre l'administration avec la clé maîtresse."),
}

user = LazyGroup(
    "user",
    places=PLACES,
    help="""Les comptes : qui travaille ici, dans quel rôle, pour quelle commune.

    Une base d'entraînement n'en demande pas ; une base réelle ne montre rien à qui n'est pas connecté.

    Exemple :
      baom user login f.amrani
      baom user add f.amrani --role agent --commune tiznit
    """,
)
