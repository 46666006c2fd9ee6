"""What is refused of reminders: printing them, sending them, saying that somebody was told.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

REMINDING: Mapping[str, tuple[str, str]] = {
    "Aucun rappel n'est à faire de cette façon.": (
        "لا يوجد تذكير ينجز بهذه الطريقة.",
        "No reminder is to be done that way.",
    ),
    "Voir la liste : baom reminders list. Un courriel demande l'accord de la personne.": (
        "عرض اللائحة: baom reminders list. البريد الإلكتروني يستلزم موافقة الشخص.",
        "See the list: baom reminders list. An e-mail needs the person's agreement.",
    ),
    "Il faut une adresse électronique, et rien d'autre.": (
        "يلزم عنوان بريد إلكتروني، ولا شيء غيره.",
        "One e-mail address is needed, and nothing else.",
    ),
    "L'écrire comme awa@example.org, sans nom ni espace.": (
        "يكتب مثل awa@example.org، دون اسم ولا فراغ.",
        "Write it as awa@example.org, without name or blank.",
    ),
    "Une adresse n'accompagne que l'accord de recevoir des courriels.": (
        "لا يرفق العنوان إلا بالموافقة على تلقي البريد الإلكتروني.",
        "An address comes only with the agreement to be sent e-mails.",
    ),
    "La retirer.": ("احذفها.", "Take it away."),
    "Aucun de ces rappels n'a été imprimé.": ("لم يطبع أي من هذه التذكيرات.", "None of these slips was printed."),
    "Les imprimer d'abord.": ("تطبع أولا.", "Print them first."),
    "{name} ne nomme pas un serveur.": ("{name} لا يسمي خادما.", "{name} names no server."),
    "L'écrire comme smtp.example.org:587.": ("يكتب مثل smtp.example.org:587.", "Write it as smtp.example.org:587."),
    "{name} n'est pas une adresse.": ("{name} ليس عنوانا.", "{name} is no address."),
    "L'écrire comme baom@example.org.": ("يكتب مثل baom@example.org.", "Write it as baom@example.org."),
    "Le mot de passe du serveur de courriels est lisible par d'autres que son propriétaire.": (
        "كلمة سر خادم البريد يمكن أن يقرأها غير صاحبها.",
        "The password of the mail server can be read by others than its owner.",
    ),
    "Le mot de passe du serveur de courriels ne peut pas être lu : {why}.": (
        "تعذرت قراءة كلمة سر خادم البريد: {why}.",
        "The password of the mail server can't be read: {why}.",
    ),
    "Vérifier à qui appartient ce fichier : {path}": (
        "تحقق من صاحب هذا الملف: {path}",
        "Check to whom this file belongs: {path}",
    ),
    "Le serveur de courriels {host} ne chiffre pas, ou ne prend pas de mot de passe : rien n'est parti.": (
        "خادم البريد {host} لا يشفر أو لا يقبل كلمة سر: لم يرسل شيء.",
        "The mail server {host} encrypts nothing, or takes no password: nothing has left.",
    ),
    "Choisir un serveur qui prend STARTTLS.": ("اختيار خادم يقبل STARTTLS.", "Choose a server that takes STARTTLS."),
    "Le serveur de courriels {host} refuse ce compte : rien n'est parti.": (
        "خادم البريد {host} يرفض هذا الحساب: لم يرسل شيء.",
        "The mail server {host} refuses this account: nothing has left.",
    ),
    "Vérifier {user} et le mot de passe.": ("التحقق من {user} ومن كلمة السر.", "Check {user} and the password."),
    "Le serveur de courriels {host} ne répond pas comme il faut : rien n'est parti.": (
        "خادم البريد {host} لا يجيب كما يجب: لم يرسل شيء.",
        "The mail server {host} doesn't answer as it should: nothing has left.",
    ),
    "Vérifier {server} et le réseau, puis recommencer.": (
        "التحقق من {server} ومن الشبكة ثم إعادة المحاولة.",
        "Check {server} and the network, then try again.",
    ),
    "Aucun serveur de courriels n'est réglé.": ("لم يضبط أي خادم بريد.", "No mail server is set."),
    "L'administrateur règle BAOM_SMTP et BAOM_SMTP_FROM.": (
        "يضبط المسير BAOM_SMTP و BAOM_SMTP_FROM.",
        "The administrator sets BAOM_SMTP and BAOM_SMTP_FROM.",
    ),
    "Une base d'entraînement n'écrit à personne : ses dossiers sont fictifs.": (
        "قاعدة التدريب لا تراسل أحدا: ملفاتها خيالية.",
        "A training base writes to nobody: its cases are fictitious.",
    ),
    "Imprimer les rappels.": ("تطبع التذكيرات.", "Print the slips."),
    "Les rappels n'ont pas pu être composés.": ("تعذر إعداد التذكيرات.", "The reminders could not be typeset."),
    "Réinstaller le programme.": ("أعد تثبيت البرنامج.", "Install the program again."),
}
