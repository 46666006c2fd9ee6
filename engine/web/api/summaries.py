"""What each demand does, in a line: in French and in English, as the description of the interface gives it."""

from __future__ import annotations

from collections.abc import Mapping

SUMMARIES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("post", "/api/session"): ("Se connecter : recevoir un jeton", "Log in: be given a token"),
    ("get", "/api/session"): ("Dire à qui est le jeton", "Tell whose token this is"),
    ("delete", "/api/session"): ("Se déconnecter", "Log out"),
    ("get", "/api/day"): ("La journée du bureau, le plus pressé d'abord", "The desk's day, the most pressing first"),
    ("post", "/api/people/search"): (
        "Chercher une personne par le son de son nom",
        "Look for a person by name",
    ),
    ("post", "/api/people"): ("Ajouter une personne", "Add a person"),
    ("get", "/api/people/{subject}"): ("Lire la fiche d'une personne", "Read a person's record"),
    ("post", "/api/people/{subject}/corrections"): ("Corriger une fiche", "Correct a record"),
    ("post", "/api/people/{subject}/merges"): ("Réunir deux fiches d'une personne", "Join two records of one person"),
    ("get", "/api/cases"): ("Lister les dossiers", "List cases"),
    ("post", "/api/cases"): ("Ouvrir un dossier", "Open a case"),
    ("post", "/api/cases/search"): (
        "Chercher un dossier par un nom",
        "Look for a case by name",
    ),
    ("get", "/api/cases/{case}"): ("Lire un dossier et son historique", "Read a case and its journal"),
    ("get", "/api/cases/{case}/next"): ("Que faire maintenant", "What to do now"),
    ("get", "/api/cases/{case}/print/{form}"): ("Imprimer une feuille ou une lettre", "Print a sheet or a letter"),
    ("post", "/api/cases/{case}/do/{trigger}"): ("Faire une action", "Do an action"),
    ("post", "/api/cases/{case}/fields"): ("Enregistrer des données", "Record data"),
    ("post", "/api/cases/{case}/papers"): ("Changer l'état des pièces", "Change the state of papers"),
    ("post", "/api/cases/{case}/consents/{consent}"): (
        "Enregistrer un accord, ou un refus",
        "Record a consent",
    ),
    ("post", "/api/cases/{case}/notes"): ("Écrire une note", "Write a note"),
    ("post", "/api/cases/{case}/corrections"): ("Corriger des données", "Correct data"),
    ("post", "/api/cases/{case}/reverts"): ("Annuler une étape", "Undo a step"),
    ("post", "/api/cases/{case}/assignments"): ("Confier le dossier à un agent", "Give the case to an agent"),
    ("post", "/api/cases/{case}/transfers"): ("Transférer à une autre commune", "Transfer to another commune"),
    ("post", "/api/cases/{case}/undue"): ("Noter une pièce exigée et non due", "Note a paper demanded and not due"),
    ("post", "/api/cases/{case}/forced"): ("Forcer une étape, marquée pour toujours", "Force a step, marked for ever"),
    ("get", "/api/cases/{case}/scans"): ("Lister les scans d'un dossier", "List a case's scans"),
    ("post", "/api/cases/{case}/scans"): ("Joindre le scan d'une pièce", "Join the scan of a paper"),
    ("get", "/api/cases/{case}/scans/{scan}"): ("Ouvrir un scan", "Open a scan"),
    ("get", "/api/referential"): ("Lister les parcours publiés", "List the published pathways"),
    ("get", "/api/referential/{process}"): ("Lire un parcours", "Read a pathway"),
    ("get", "/api/audit/cases/{case}"): ("Rejouer un dossier", "Replay a case"),
    ("get", "/api/audit/cases"): ("Lister les dossiers à contrôler", "List the cases to audit"),
    ("get", "/api/audit/access"): ("Qui a consulté quoi", "Who has seen what"),
}
"(method, address) → French, English."
