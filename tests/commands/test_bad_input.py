"""Wrong words, five and more for each command: told in French with a remedy, and nothing is written."""

import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import KNOWN, Baom

ESCAPE = "\x1b[2J"
CASE = "{case}"
"Stands for the identifier of an open case."

USAGE, REFUSED, ENVIRONMENT = 2, 1, 5

WRONG: dict[str, list[tuple[int, list[str]]]] = {
    "audit access": [
        (USAGE, ["de trop"]),
        (USAGE, ["--since", "hier"]),
        (USAGE, ["--limit", "beaucoup"]),
        (USAGE, ["--as", "agent"]),
        (USAGE, ["--inconnue"]),
    ],
    "audit cases": [
        (USAGE, ["de trop"]),
        (USAGE, ["--process", "naissanse"]),
        (USAGE, ["--process", "naissance", "--state", "nulle_part"]),
        (USAGE, ["--state", "qualification"]),
        (USAGE, ["--commune", "atlantide"]),
        (USAGE, ["--suspicion", "force"]),
        (USAGE, ["--since", "hier"]),
        (USAGE, ["--since", "2026-11-02", "--until", "2026-11-01"]),
        (USAGE, ["--after", "plus loin"]),
        (USAGE, ["--limit", "beaucoup"]),
        (USAGE, ["--as", "agent"]),
    ],
    "audit checkpoint": [
        (USAGE, ["de trop"]),
        (USAGE, ["--out"]),
        (USAGE, ["--as", "agent"]),
        (USAGE, ["--out", "vide.yaml"]),
        (USAGE, ["--inconnue"]),
    ],
    "audit export": [
        (USAGE, []),
        (USAGE, ["preuve.zip"]),
        (USAGE, ["preuve.zip", "--case", "D-0000-0000"]),
        (USAGE, ["preuve.zip", "--case", CASE, "--as", "agent"]),
        (USAGE, ["preuve.zip", "--case", CASE, "--personal"]),
        (USAGE, ["vide.yaml", "--case", CASE]),
    ],
    "audit replay": [
        (USAGE, []),
        (USAGE, ["D-0000-0000"]),
        (USAGE, [CASE, "--at", "hier"]),
        (USAGE, [CASE, "--against", "999"]),
        (USAGE, [CASE, "--as", "agent"]),
    ],
    "audit timeline": [
        (USAGE, []),
        (USAGE, ["D-0000-0000"]),
        (USAGE, [CASE, "--at", "hier"]),
        (USAGE, [CASE, "--as", "agent"]),
        (USAGE, [CASE, "de trop"]),
    ],
    "audit verify": [
        (USAGE, ["de trop"]),
        (USAGE, ["--inconnue"]),
        (USAGE, ["--code", "ABC"]),
        (USAGE, ["--checkpoint", "absent.txt"]),
        (ENVIRONMENT, ["--db", "absente.db"]),
        (ENVIRONMENT, ["--public-key", "zzz"]),
    ],
    "audit xes": [
        (USAGE, []),
        (USAGE, ["sortie.xes", "--process", "naisance"]),
        (USAGE, ["sortie.xes", "--as", "agent"]),
        (USAGE, ["sortie.xes", "de trop"]),
        (ENVIRONMENT, ["absent/sortie.xes"]),
    ],
    "case attach": [
        (USAGE, []),
        (USAGE, [CASE, "passeport_mere"]),
        (USAGE, ["D-0000-0000", "passeport_mere", "vide.yaml"]),
        (REFUSED, [CASE, "passeport_mere", "vide.yaml"]),
        (REFUSED, [CASE, "passeport_mere", "binaire.yaml"]),
        (USAGE, [CASE, "passeport_mere", "absent.pdf"]),
    ],
    "case attachment": [
        (USAGE, []),
        (USAGE, [CASE]),
        (USAGE, [CASE, "A-0000-0000"]),
        (USAGE, ["D-0000-0000", "A-0000-0000"]),
        (USAGE, [CASE, "A-0000-0000", "--out"]),
    ],
    "case attachments": [
        (USAGE, []),
        (USAGE, ["D-0000-0000"]),
        (USAGE, [CASE, "de trop"]),
        (USAGE, [CASE, "--as", "agent@agadir"]),
        (USAGE, [CASE, "--inconnue"]),
    ],
    "db erase-again": [
        (USAGE, ["de trop"]),
        (USAGE, ["--inconnue"]),
        (ENVIRONMENT, ["--db", "absente.db"]),
        (ENVIRONMENT, ["--key-file", "absente.key"]),
        (USAGE, ["--db", "mysql://localhost/baom"]),
    ],
    "db new-signing-key": [
        (USAGE, ["de trop"]),
        (USAGE, ["--inconnue"]),
        (ENVIRONMENT, ["--db", "absente.db"]),
        (ENVIRONMENT, ["--key-file", "absente.key"]),
        (USAGE, ["--db", "mysql://localhost/baom"]),
    ],
    "db rotate-key": [
        (USAGE, ["de trop"]),
        (USAGE, ["--inconnue"]),
        (ENVIRONMENT, ["--db", "absente.db"]),
        (ENVIRONMENT, ["--key-file", "absente.key"]),
        (USAGE, ["--db", "mysql://localhost/baom"]),
    ],
    "person access": [
        (USAGE, []),
        (USAGE, ["B-0000-0000"]),
        (USAGE, ["{subject}", "--as", "agent@agadir"]),
        (USAGE, ["{subject}", "de trop"]),
        (USAGE, ["{subject}", "--as", "auditor"]),
    ],
    "person erase": [
        (USAGE, ["B-0000-0000", "--basis", "retrait", "--reason", "demande"]),
        (USAGE, ["{subject}", "--basis", "retard", "--reason", "demande"]),
        (USAGE, ["{subject}", "--basis", "retrait"]),
        (USAGE, ["{subject}", "--approve"]),
        (USAGE, ["{subject}", "--approve", "--refuse"]),
        (USAGE, ["{subject}", "--basis", "retrait", "--reason", "demande", "--as", "editor"]),
    ],
    "person object": [
        (USAGE, []),
        (USAGE, ["{subject}"]),
        (USAGE, ["{subject}", "--purpose", "statistique"]),
        (USAGE, ["{subject}", "--purpose", "statistiques"]),
        (USAGE, ["B-0000-0000", "--purpose", "statistiques", "--reason", "non"]),
    ],
    "person retention": [
        (USAGE, ["de trop"]),
        (USAGE, ["--inconnue"]),
        (USAGE, ["--as", "chef"]),
        (USAGE, ["--as", "editor"]),
        (ENVIRONMENT, ["--db", "absente.db"]),
    ],
    "process pending": [
        (USAGE, ["naissance"]),
        (USAGE, ["--tout"]),
        (USAGE, ["--as", "chef"]),
        (USAGE, ["--as", "agent"]),
        (USAGE, ["--lang", "xx"]),
    ],
    "process refuse": [
        (USAGE, []),
        (USAGE, ["Q-0000-0000"]),
        (USAGE, ["Q-0000-0000", "--reason", "Non."]),
        (USAGE, ["Q-0000-0000", "--reason", "Non.", "--as", "agent"]),
        (USAGE, ["Q-0000-0000", "--reason", "x" * 10_000, "--as", "editor"]),
    ],
    "case glass": [
        (USAGE, []),
        (USAGE, ["{case}"]),
        (USAGE, ["{case}", "--reason", ""]),
        (USAGE, ["{case}", "--reason", "Urgence."]),
        (USAGE, ["{case}", "--close"]),
        (USAGE, ["D-0000-0000", "--motif", "Urgence."]),
    ],
    "audit glass": [
        (USAGE, []),
        (USAGE, ["{case}"]),
        (USAGE, ["--tout"]),
        (USAGE, ["--as", "chef"]),
        (USAGE, ["--lang", "xx"]),
    ],
    "audit accounts": [
        (USAGE, ["f.amrani"]),
        (USAGE, ["--account", "personne"]),
        (USAGE, ["--since", "hier soir"]),
        (USAGE, ["--until", "31/02/2026"]),
        (USAGE, ["--as", "agent"]),
    ],
    "user login": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["f.amrani", "secret"]),
        (USAGE, ["f.amrani", "--password", "secret"]),
        (USAGE, ["f.amrani", "--password-stdin"]),
    ],
    "user logout": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["--tout"]),
        (USAGE, ["--as", "chef"]),
        (USAGE, ["--lang", "xx"]),
    ],
    "user whoami": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["--tout"]),
        (USAGE, ["--as", "chef"]),
        (USAGE, ["--lang", "xx"]),
    ],
    "user token": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["--tout"]),
        (USAGE, ["--as", "chef"]),
        (USAGE, ["--lang", "xx"]),
    ],
    "user password": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["f.amrani", "secret"]),
        (USAGE, ["f.amrani", "--password-stdin"]),
        (USAGE, ["f.amrani", "--as", "agent"]),
    ],
    "user add": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["f.amrani", "--role", "agnt", "--commune", "tiznit"]),
        (USAGE, ["f.amrani", "--role", "agent"]),
        (USAGE, ["f.amrani", "--role", "agent", "--commune", "paris"]),
        (USAGE, ["f.amrani", "--role", "agent", "--everywhere"]),
        (USAGE, ["f.amrani", "--role", "editor", "--commune", "tiznit"]),
        (USAGE, ["F. Amrani", "--role", "agent", "--commune", "tiznit"]),
        (USAGE, ["system", "--role", "agent", "--commune", "tiznit"]),
        (USAGE, ["f.amrani", "--role", "agent", "--commune", "tiznit"]),
        (USAGE, ["f.amrani", "--role", "agent", "--commune", "tiznit", "--password-stdin"]),
        (USAGE, ["f.amrani", "--role", "agent", "--commune", "tiznit", "--as", "supervisor"]),
    ],
    "user list": [
        (USAGE, ["f.amrani"]),
        (USAGE, ["--tout"]),
        (USAGE, ["--as", "chef"]),
        (USAGE, ["--as", "agent"]),
        (USAGE, ["--as", "editor"]),
    ],
    "user role": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["f.amrani", "chef"]),
        (USAGE, ["f.amrani", "agent"]),
        (USAGE, ["f.amrani", "agent", "--commune", "tiznit"]),
        (USAGE, ["f.amrani", "agent", "--commune", "tiznit", "--as", "agent"]),
    ],
    "user disable": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["f.amrani", "autre"]),
        (USAGE, ["f.amrani", "--as", "agent"]),
        (USAGE, ["f.amrani", "--motif", "Partie."]),
    ],
    "user enable": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["f.amrani", "autre"]),
        (USAGE, ["f.amrani", "--as", "agent"]),
        (USAGE, ["f.amrani", "--reason", "Revenue."]),
    ],
    "user second-factor": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["f.amrani", "autre"]),
        (USAGE, ["f.amrani", "--as", "agent"]),
        (USAGE, ["f.amrani", "--reset"]),
    ],
    "user attest": [
        (USAGE, []),
        (USAGE, ["f.amrani"]),
        (USAGE, ["f.amrani", "autre"]),
        (USAGE, ["f.amrani", "--as", "agent"]),
        (USAGE, ["f.amrani", "--reason", "Vue."]),
    ],
    "user recover": [
        (USAGE, []),
        (USAGE, ["k.idrissi"]),
        (USAGE, ["K. Idrissi"]),
        (USAGE, ["k.idrissi", "--password-stdin"]),
        (USAGE, ["k.idrissi", "--password", "secret"]),
    ],
    "case open": [
        (USAGE, []),
        (USAGE, ["naissance"]),
        (USAGE, ["naisance", "--commune", "tiznit"]),
        (USAGE, ["naissance", "--commune", "paris"]),
        (USAGE, ["naissance", "--commune", "tiznit", "--on", "hier"]),
        (USAGE, ["naissance", "--commune", "tiznit", "--set", "date_naissance"]),
        (USAGE, ["naissance", "--commune", "tiznit", "--subject", "B-0000-0000"]),
        (REFUSED, ["naissance", "--commune", "tiznit", "--set", "inconnue=1"]),
        (REFUSED, ["naissance", "--commune", "tiznit", "--on", "2030-01-01"]),
        (REFUSED, ["naissance", "--commune", "tiznit", "--set", "date_naissance=2030-01-01"]),
    ],
    "case next": [
        (USAGE, []),
        (USAGE, ["D-0000-0000"]),
        (USAGE, [CASE, "--lang", "es"]),
        (USAGE, [CASE, "de", "trop"]),
        (USAGE, [CASE, "--inconnue"]),
        (USAGE, [ESCAPE]),
        (USAGE, [CASE, "--as", "roi"]),
    ],
    "case show": [
        (USAGE, []),
        (USAGE, ["D-0000-0000"]),
        (USAGE, ["' OR 1=1 --"]),
        (USAGE, ["../../etc/passwd"]),
        (USAGE, [CASE, "--now", "jamais"]),
    ],
    "case do": [
        (USAGE, [CASE]),
        (USAGE, ["D-0000-0000", "completer"]),
        (REFUSED, [CASE, "inconnue"]),
        (REFUSED, [CASE, "deposer"]),
        (USAGE, [CASE, "completer", "--on", "32/01/2026"]),
        (REFUSED, [CASE, "completer", "--on", "2026-11-07"]),
        (REFUSED, [CASE, "completer", "--on", "2020-01-01"]),
        (USAGE, [CASE, "completer", "--expect", "zéro"]),
        (3, [CASE, "completer", "--expect", "99"]),
        (USAGE, [CASE, "completer", "--receipt", ":2026-11-06"]),
        (USAGE, [CASE, "completer", "--document", "passeport_mere=perdu"]),
        (REFUSED, [CASE, "completer", "--document", "passport=received"]),
        (REFUSED, [CASE, "completer", "--set", "prenom_verifie=peut-être"]),
    ],
    "case set": [
        (USAGE, [CASE]),
        (USAGE, [CASE, "prenom_verifie"]),
        (USAGE, [CASE, "=oui"]),
        (USAGE, [CASE, "prenom_verifie=oui", "prenom_verifie=non"]),
        (REFUSED, [CASE, "prenom=oui"]),
        (REFUSED, [CASE, "date_naissance=2027-01-01"]),
        (REFUSED, [CASE, "cout_supporte=-1"]),
        (REFUSED, [CASE, "cout_supporte=douze"]),
        (REFUSED, [CASE, "couple=mariés"]),
        (USAGE, [CASE, "commune_naissance=Paris"]),
        (REFUSED, [CASE, "date_naissance=2026-10-02"]),
    ],
    "case document": [
        (USAGE, [CASE]),
        (USAGE, [CASE, "passeport_mere"]),
        (USAGE, [CASE, "passeport_mere=ok"]),
        (REFUSED, [CASE, "passport=received"]),
        (USAGE, [CASE, "passeport_mere=received", "--issued", "avis_naissance=2026-11-01"]),
        (USAGE, [CASE, "passeport_mere=received", "--issued", "passeport_mere=jamais"]),
        (REFUSED, [CASE, "passeport_mere=received", "--issued", "passeport_mere=2027-01-01"]),
    ],
    "case note": [
        (USAGE, [CASE]),
        (USAGE, ["D-0000-0000", "texte"]),
        (REFUSED, [CASE, "   "]),
        (REFUSED, [CASE, "\u200d\u200c"]),
        (REFUSED, [CASE, "texte", "--on", "2027-01-01"]),
        (USAGE, [CASE, "texte", "--on", "demain"]),
    ],
    "case consent": [
        (USAGE, [CASE]),
        (REFUSED, [CASE, "inconnu"]),
        (USAGE, [CASE, "accompagnement", "peut-être"]),
        (USAGE, ["D-0000-0000", "accompagnement"]),
        (USAGE, [CASE, "accompagnement", "oui", "non"]),
        (REFUSED, [CASE, "accompagnement", "oui", "--on", "2027-01-01"]),
    ],
    "case correct": [
        (USAGE, [CASE]),
        (REFUSED, [CASE, "lieu_accouchement=trajet"]),
        (REFUSED, [CASE, "lieu_accouchement=trajet", "--reason", "  "]),
        (REFUSED, [CASE, "prenom_verifie=oui", "--reason", "rien à corriger"]),
        (REFUSED, [CASE, "lieu=trajet", "--reason", "faute"]),
        (USAGE, [CASE, "lieu_accouchement", "--reason", "faute"]),
    ],
    "case revert": [
        (USAGE, []),
        (REFUSED, [CASE]),
        (REFUSED, [CASE, "--step", "99", "--reason", "x"]),
        (REFUSED, [CASE, "--step", "1", "--reason", "x"]),
        (USAGE, [CASE, "--step", "0", "--reason", "x"]),
        (USAGE, ["D-0000-0000", "--reason", "x"]),
    ],
    "case force": [
        (USAGE, [CASE]),
        (REFUSED, [CASE, "pret_a_declarer", "--reason", "x"]),
        (REFUSED, [CASE, "inconnue", "--reason", "x", "--as", "supervisor"]),
        (REFUSED, [CASE, "pret_a_declarer", "--as", "supervisor"]),
        (REFUSED, [CASE, "collecte_pieces", "--reason", "x", "--as", "supervisor"]),
        (USAGE, [CASE, "pret_a_declarer", "--reason", "x", "--as", "system"]),
    ],
    "case transfer": [
        (USAGE, [CASE]),
        (USAGE, [CASE, "paris", "--reason", "x"]),
        (REFUSED, [CASE, "tiznit", "--reason", "x"]),
        (REFUSED, [CASE, "agadir"]),
        (USAGE, ["D-0000-0000", "agadir", "--reason", "x"]),
        (USAGE, [CASE, "", "--reason", "x"]),
    ],
    "case assign": [
        (USAGE, []),
        (USAGE, ["D-0000-0000", "fatima"]),
        (REFUSED, [CASE]),
        (USAGE, [CASE, "fatima", "amina"]),
        (REFUSED, [CASE, "fatima", "--on", "2027-01-01"]),
        (3, [CASE, "fatima", "--expect", "99"]),
    ],
    "case undue": [
        (USAGE, [CASE]),
        (REFUSED, [CASE, "inconnue"]),
        (REFUSED, [CASE, "attestation_domicile"]),
        (USAGE, ["D-0000-0000", "acte_mariage"]),
        (REFUSED, [CASE, "acte_mariage", "--on", "2027-01-01"]),
    ],
    "case print": [
        (USAGE, []),
        (USAGE, [CASE, "inconnu"]),
        (USAGE, ["D-0000-0000", "liste_pieces"]),
        (USAGE, [CASE, "liste_pieces", "--format", "docx"]),
        (ENVIRONMENT, [CASE, "liste_pieces", "--out", "absent/dossier/liste.pdf"]),
        (USAGE, [CASE, "../../forms/liste_pieces"]),
    ],
    "case list": [
        (USAGE, ["--commune", "paris"]),
        (USAGE, ["--limit", "0"]),
        (USAGE, ["--limit", "-1"]),
        (USAGE, ["--limit", "dix"]),
        (USAGE, ["de trop"]),
        (USAGE, ["--process"]),
    ],
    "case search": [
        (USAGE, []),
        (USAGE, ["Awa", "--commune", "paris"]),
        (USAGE, ["Awa", "--limit", "0"]),
        (USAGE, ["Awa", "--inconnue"]),
        (USAGE, ["Awa", "--lang", "zz"]),
    ],
    "case walk": [
        (USAGE, []),
        (USAGE, [CASE]),
        (USAGE, ["D-0000-0000"]),
        (USAGE, [CASE, "--json"]),
        (USAGE, [CASE, "--inconnue"]),
    ],
    "person add": [
        (USAGE, []),
        (USAGE, ["--commune", "paris"]),
        (USAGE, ["--commune", "tiznit", "--sex", "autre"]),
        (USAGE, ["--commune", "tiznit", "--birth-date", "1999"]),
        (USAGE, ["--commune", "tiznit", "--birth-date", "2030-01-01"]),
        (USAGE, ["--commune", "tiznit", "--birth-year", "98"]),
        (USAGE, ["--commune", "tiznit", "--nationality", "Sénégal"]),
        (USAGE, ["--commune", "tiznit", "--kind", "chat"]),
        (USAGE, ["--commune", "tiznit", "--name", "\u200d"]),
    ],
    "person show": [
        (USAGE, []),
        (USAGE, ["B-0000-0000"]),
        (USAGE, ["Awa"]),
        (USAGE, ["' OR 1=1 --"]),
        (USAGE, ["B-0000-0000", "de trop"]),
    ],
    "person search": [
        (USAGE, []),
        (USAGE, ["Awa", "--commune", "paris"]),
        (USAGE, ["Awa", "--limit", "x"]),
        (USAGE, ["Awa", "--inconnue"]),
        (USAGE, ["Awa", "--limit", "999999999"]),
    ],
    "person correct": [
        (USAGE, []),
        (USAGE, ["B-0000-0000", "--name", "Awa", "--reason", "x"]),
        (USAGE, ["{subject}", "--reason", "x"]),
        (USAGE, ["{subject}", "--name", "Awa"]),
        (USAGE, ["{subject}", "--sex", "z", "--reason", "x"]),
        (USAGE, ["{subject}", "--birth-date", "31/02/1990", "--reason", "x"]),
    ],
    "person merge": [
        (USAGE, []),
        (USAGE, ["{subject}"]),
        (USAGE, ["{subject}", "{subject}", "--reason", "x"]),
        (USAGE, ["{subject}", "B-0000-0000", "--reason", "x"]),
        (USAGE, ["B-0000-0000", "{subject}", "--reason", "x"]),
        (USAGE, ["{subject}", "B-0000-0000"]),
    ],
    "worklist": [
        (USAGE, ["--commune", "paris"]),
        (USAGE, ["--until", "bientôt"]),
        (USAGE, ["--section", "demain"]),
        (USAGE, ["--limit", "0"]),
        (USAGE, ["--now", "2026-13-45"]),
        (USAGE, ["de trop"]),
    ],
    "reminders list": [
        (USAGE, ["--commune", "paris"]),
        (USAGE, ["--until", "bientôt"]),
        (USAGE, ["--until", "31/02/2026"]),
        (USAGE, ["de trop"]),
        (USAGE, ["--inconnue"]),
    ],
    "reminders print": [
        (USAGE, []),
        (USAGE, ["D-0000-0000"]),
        (USAGE, ["{case}", "--until", "bientôt"]),
        (USAGE, ["--commune", "paris"]),
        (USAGE, ["--inconnue"]),
    ],
    "reminders told": [
        (USAGE, []),
        (USAGE, ["D-0000-0000"]),
        (USAGE, ["{case}"]),
        (USAGE, ["{case}", "--by", "pigeon"]),
        (USAGE, ["{case}", "--until", "bientôt"]),
    ],
    "reminders send": [
        (USAGE, []),
        (USAGE, ["D-0000-0000"]),
        (USAGE, ["{case}"]),
        (USAGE, ["--until", "bientôt"]),
        (USAGE, ["--commune", "paris"]),
    ],
    "reminders agree": [
        (USAGE, []),
        (USAGE, ["{case}"]),
        (USAGE, ["{case}", "pigeon"]),
        (USAGE, ["{case}", "email", "peut-être"]),
        (USAGE, ["{case}", "email", "oui"]),
        (USAGE, ["{case}", "email", "oui", "--address", "awa@example.org\nBcc: x@example.org"]),
        (USAGE, ["{case}", "slip", "oui", "--address", "awa@example.org"]),
        (USAGE, ["D-0000-0000", "slip", "oui"]),
    ],
    "case ics": [
        (USAGE, []),
        (USAGE, ["D-0000-0000"]),
        (USAGE, ["{case}"]),
        (USAGE, ["{case}", "de trop"]),
        (USAGE, ["{case}", "--inconnue"]),
    ],
    "case handover": [
        (USAGE, []),
        (USAGE, ["amina"]),
        (USAGE, ["amina", "amina"]),
        (USAGE, ["amina", "brahim"]),
        (USAGE, ["amina", "brahim", "--until", "bientôt"]),
        (USAGE, ["amina", "brahim", "--commune", "paris"]),
    ],
    "tick": [
        (USAGE, ["--limit", "0"]),
        (USAGE, ["--limit", "tout"]),
        (USAGE, ["de trop"]),
        (USAGE, ["--as", "roi"]),
        (USAGE, ["--inconnue"]),
    ],
    "process show": [
        (USAGE, []),
        (USAGE, ["naisance"]),
        (USAGE, ["../naissance"]),
        (USAGE, ["naissance", "de trop"]),
        (USAGE, ["naissance", "--lang", "zz"]),
    ],
    "process check": [
        (USAGE, ["absent.yaml"]),
        (USAGE, ["."]),
        (REFUSED, ["vide.yaml"]),
        (REFUSED, ["binaire.yaml"]),
        (USAGE, ["--inconnue"]),
    ],
    "process test": [
        (USAGE, ["absent.yaml"]),
        (USAGE, ["."]),
        (REFUSED, ["vide.yaml"]),
        (REFUSED, ["binaire.yaml"]),
        (USAGE, ["--inconnue"]),
        (USAGE, ["--walk", "zero"]),
        (USAGE, ["--walk", "0"]),
    ],
    "process scenario": [
        (USAGE, []),
        (USAGE, ["--from-case"]),
        (USAGE, ["--from-case", "D-0000-0000"]),
        (USAGE, ["--from-case", CASE, "--out", "vide.yaml"]),
        (ENVIRONMENT, ["--from-case", CASE, "--out", "absent/dossier/n.yaml"]),
        (USAGE, ["--from-case", CASE, "de trop"]),
    ],
    "process graph": [
        (USAGE, []),
        (USAGE, ["naisance"]),
        (USAGE, ["naissance", "--case", "D-0000-0000"]),
        (ENVIRONMENT, ["naissance", "--out", "absent/dossier/n.svg"]),
        (USAGE, ["naissance", "--out"]),
        (USAGE, ["accueil", "--case", CASE]),
    ],
    "process diff": [
        (USAGE, []),
        (USAGE, ["naisance"]),
        (USAGE, ["naissance@999", "naissance"]),
        (USAGE, ["naissance@un", "naissance"]),
        (USAGE, ["absent.yaml"]),
        (REFUSED, ["./vide.yaml"]),
        (USAGE, ["naissance", "sante"]),
    ],
    "process impact": [
        (USAGE, []),
        (USAGE, ["absent.yaml"]),
        (REFUSED, ["vide.yaml"]),
        (REFUSED, ["binaire.yaml"]),
        (USAGE, ["absent.yaml", "--inconnue"]),
    ],
    "process migrate": [
        (USAGE, []),
        (USAGE, ["naissance"]),
        (USAGE, ["naissance", "--to", "999"]),
        (USAGE, ["naisance", "--to", "2"]),
        (USAGE, ["naissance", "--to", "deux"]),
        (USAGE, ["naissance", "--to", "2", "--as", "agent"]),
    ],
    "territory new": [
        (USAGE, []),
        (USAGE, ["souss_massa"]),
        (USAGE, ["Été"]),
        (USAGE, ["../ailleurs"]),
        (USAGE, ["ailleurs", "de trop"]),
    ],
    "territory check": [
        (USAGE, []),
        (USAGE, ["sous_massa"]),
        (USAGE, [".."]),
        (USAGE, ["souss_massa", "de trop"]),
        (USAGE, ["souss_massa", "--inconnue"]),
    ],
    "territory diff": [
        (USAGE, []),
        (USAGE, ["sous_massa"]),
        (USAGE, ["../processes"]),
        (USAGE, ["souss_massa", "de trop"]),
        (USAGE, ["souss_massa", "--inconnue"]),
    ],
    "process new": [
        (USAGE, []),
        (USAGE, ["naissance"]),
        (USAGE, ["documents"]),
        (USAGE, ["Été"]),
        (USAGE, ["../naissance"]),
        (USAGE, ["any"]),
        (USAGE, ["nouveau", "de trop"]),
    ],
    "process publish": [
        (USAGE, ["absent.yaml"]),
        (USAGE, ["."]),
        (REFUSED, ["vide.yaml"]),
        (REFUSED, ["binaire.yaml"]),
        (USAGE, ["--inconnue"]),
    ],
    "process pack": [
        (USAGE, ["naisance", "--as", "editor"]),
        (USAGE, ["--out", "vide.yaml", "--as", "editor"]),
        (USAGE, ["--name", "x" * 81, "--as", "editor"]),
        (ENVIRONMENT, ["--out", "absent/colis.baom", "--as", "editor"]),
        (USAGE, ["--inconnue"]),
    ],
    "process install": [
        (USAGE, []),
        (USAGE, ["absent.baom", "--as", "editor"]),
        (USAGE, [".", "--as", "editor"]),
        (USAGE, ["vide.yaml", "--as", "editor"]),
        (USAGE, ["binaire.yaml", "--code", "0000", "--as", "editor"]),
        (USAGE, ["vide.yaml", "de trop"]),
    ],
    "process schema": [
        (USAGE, ["proces"]),
        (USAGE, ["../process"]),
        (USAGE, ["process", "de trop"]),
        (USAGE, ["--inconnue"]),
        (USAGE, [""]),
    ],
    "process list": [
        (USAGE, ["de trop"]),
        (USAGE, ["--inconnue"]),
        (USAGE, ["--lang", "zz"]),
        (USAGE, ["--published", "de trop"]),
        (USAGE, ["--lang"]),
    ],
    "directory list": [
        (USAGE, ["--commune", "paris"]),
        (USAGE, ["--service", "bureau_etat"]),
        (USAGE, ["--service"]),
        (USAGE, ["de trop"]),
        (USAGE, ["--commune", ""]),
    ],
    "process export": [
        (USAGE, []),
        (USAGE, ["naisance"]),
        (USAGE, ["naissance", "--format", "dessin"]),
        (USAGE, ["naissance", "--out", "vide.yaml"]),
        (ENVIRONMENT, ["naissance", "--out", "absent/naissance.bpmn"]),
    ],
    "guide build": [
        (USAGE, []),
        (USAGE, ["--out", "vide.yaml"]),
        (USAGE, ["--out", "guide", "de trop"]),
        (USAGE, ["--out", "guide", "--published", "--as", "personne"]),
        (ENVIRONMENT, ["--out", "absent/guide"]),
    ],
    "sources list": [
        (USAGE, ["de trop"]),
        (USAGE, ["--process", "naisance"]),
        (USAGE, ["--confidence", "sure"]),
        (USAGE, ["--inconnue"]),
        (USAGE, ["--lang", "zz"]),
    ],
    "sources show": [
        (USAGE, []),
        (USAGE, ["loi_55_91"]),
        (USAGE, ["loi_55_19", "de trop"]),
        (USAGE, ["loi_55_19", "--inconnue"]),
        (USAGE, ["loi_55_19", "--cases", "--as", "personne"]),
    ],
    "sources check": [
        (USAGE, ["de trop"]),
        (USAGE, ["--months", "0"]),
        (USAGE, ["--months", "beaucoup"]),
        (USAGE, ["--inconnue"]),
        (USAGE, ["--visit=oui"]),
    ],
    "directory check": [
        (USAGE, ["de trop"]),
        (USAGE, ["--inconnue"]),
        (USAGE, ["--lang", "zz"]),
        (USAGE, ["--lang"]),
        (USAGE, ["--json=oui"]),
    ],
    "db init": [
        (USAGE, []),
        (ENVIRONMENT, ["--training"]),
        (ENVIRONMENT, ["--training", "--db", "vide.yaml"]),
        (USAGE, ["--training", "--db", "mysql://localhost/baom"]),
        (USAGE, ["--training", "--now", "hier"]),
        (USAGE, ["--admin", "deux.fois", "--admin", "deux.fois"]),
        (USAGE, ["de trop"]),
    ],
    "db check": [
        (ENVIRONMENT, ["--db", "absente.db"]),
        (USAGE, ["--db", "mysql://localhost/baom"]),
        (USAGE, ["--inconnue"]),
        (ENVIRONMENT, ["--key-file", "vide.yaml"]),
        (USAGE, ["de trop"]),
    ],
    "db rebuild": [
        (ENVIRONMENT, ["--db", "absente.db"]),
        (USAGE, ["--db", "mysql://localhost/baom"]),
        (ENVIRONMENT, ["--key-file", "absente.key"]),
        (USAGE, ["de trop"]),
        (USAGE, ["--inconnue"]),
    ],
    "db backup": [
        (USAGE, []),
        (ENVIRONMENT, ["vide.yaml"]),
        (ENVIRONMENT, ["baom.db"]),
        (ENVIRONMENT, ["copie.db", "--db", "absente.db"]),
        (ENVIRONMENT, ["copie.db", "--key-file", "absente.key"]),
    ],
    "db restore": [
        (USAGE, []),
        (ENVIRONMENT, ["absente.db"]),
        (ENVIRONMENT, ["vide.yaml"]),
        (ENVIRONMENT, ["binaire.yaml"]),
        (ENVIRONMENT, ["absente.db", "--accept-loss"]),
    ],
    "db upgrade": [
        (ENVIRONMENT, ["--db", "absente.db"]),
        (USAGE, ["--db", "mysql://localhost/baom"]),
        (USAGE, ["de trop"]),
        (USAGE, ["--inconnue"]),
        (USAGE, ["--lang", "zz"]),
    ],
    "demo": [
        (USAGE, ["--cases", "-1"]),
        (USAGE, ["--cases", "mille"]),
        (USAGE, ["de trop"]),
        (USAGE, ["--story"]),
        (ENVIRONMENT, ["--db", "vide.yaml"]),
    ],
    "serve": [
        (USAGE, ["--port", "0"]),
        (USAGE, ["--port", "beaucoup"]),
        (ENVIRONMENT, ["--host", "ailleurs.invalid"]),
        (ENVIRONMENT, ["--db", "absente.db"]),
        (USAGE, ["--workers", "0"]),
        (USAGE, ["--workers", "2"]),
        (USAGE, ["de trop"]),
    ],
}


@pytest.fixture(scope="module")
def desk(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Baom:
    """One desk for all the wrong words: none of them may change anything in it."""
    baom = Baom(tmp_path_factory.mktemp("mots") / "bureau")
    shutil.copytree(made, baom.folder)
    (baom.folder / "vide.yaml").write_bytes(b"")
    (baom.folder / "binaire.yaml").write_bytes(bytes(range(256)))
    return baom


@pytest.fixture(scope="module")
def names(desk: Baom) -> dict[str, str]:
    """An open case, and the person it is for."""
    opened = desk.json(
        *("case", "open", "naissance", "--commune", "tiznit", "--set", "date_naissance=2026-11-01", *KNOWN)
    )
    desk("case", "do", opened["case"], "constituer_dossier")
    return {"case": opened["case"], "subject": opened["subject"]}


def written(desk: Baom) -> tuple[int, set[str]]:
    """How many events there are, and which files stand in the desk's folder."""
    count = desk.json("db", "check")["events"]
    # SQLite's own companions come and go.
    return count, {path.name for path in desk.folder.rglob("*") if path.suffix not in (".db-wal", ".db-shm")}


@pytest.mark.parametrize("command", WRONG)
def test_a_wrong_word_is_told_and_nothing_is_written(desk: Baom, names: dict[str, str], command: str):
    before = written(desk)
    for code, words in WRONG[command]:
        line = [*command.split(), *(word.format(**names) for word in words)]
        told = desk(*line, code=None)
        assert told.exit_code == code, (line, told.output)
        assert told.output.strip(), line
        assert "Erreur inattendue" not in told.output, line
        assert any(mark in told.output for mark in ("✗", '"error"', ": erreur ")), (line, told.output)
        assert "→" in told.output or '"remedy"' in told.output, (line, told.output)
        assert ESCAPE not in told.output
    assert written(desk) == before


def test_each_command_is_given_five_wrong_lines():
    assert {command: len(lines) for command, lines in WRONG.items() if len(lines) < 5} == {}


def test_no_command_is_forgotten():
    from tests.commands.test_frame import EVERY

    leaves = {" ".join(path) for path, command in EVERY if not hasattr(command, "commands")}
    assert leaves == set(WRONG)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["process", "install"], "baom process pack"),
        (["process", "check"], "naissance.yaml"),
        (["process", "publish"], "naissance.yaml"),
        (["db", "restore"], "baom db backup"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_a_folder_named_for_a_file_is_called_one(baom: Baom, words: list[str], wanted: str, language: str):
    """Fails when whoever named the folder of the file reads that it doesn't exist."""
    (baom.folder / "cle-usb").mkdir()
    result = baom("--lang", language, *words, "cle-usb", code=ENVIRONMENT if words[0] == "db" else USAGE)
    told = " ".join(result.stderr.split())
    assert {"fr": "est un dossier", "ar": "مجلد", "en": "is a folder"}[language] in told
    assert wanted in told
