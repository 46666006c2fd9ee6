"""What is refused about accounts that another could hold, or that can't be believed, and about who keeps a database.

Each French sentence stands where it is said; here, under it, Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping

ACCOUNTS: Mapping[str, tuple[str, str]] = {
    "Le compte « {login} » est altéré, il n'ouvre plus rien. {what}": (
        "الحساب «{login}» محرف ولم يعد يفتح شيئا. {what}",
        "The account “{login}” is altered, and opens nothing any more. {what}",
    ),
    "Un administrateur le refait d'après l'historique : baom db rebuild. Si plus aucun ne peut se connecter, qui tient"
    " les clés ajoute --unattended. Si l'historique est altéré aussi : baom db restore FICHIER.": (
        (
            "يعيده مسؤول حسب السجل: baom db rebuild. إذا لم يعد بإمكان أحد الدخول فليضف من يحمل المفاتيح"
            " --unattended. وإن"
            " كان السجل محرفا أيضا: baom db restore FICHIER."
        ),
        (
            "An administrator makes it again from the history: baom db rebuild. Where none can log in any more, whoever"
            " holds the keys adds --unattended. Where the history is altered too: baom db restore FICHIER."
        ),
    ),
    "Sa ligne manque.": ("سطره مفقود.", "Its row is missing."),
    "Ses valeurs scellées ou sa clé ne sont pas les siennes.": (
        "قيمه المختومة أو مفتاحه ليست له.",
        "Its sealed values or its key aren't its own.",
    ),
    "Sa clé ou ses valeurs scellées manquent.": (
        "مفتاحه أو قيمه المختومة مفقودة.",
        "Its key or its sealed values are missing.",
    ),
    "Ce compte n'est pas celui que dit son historique.": (
        "هذا الحساب ليس كما يقول سجله.",
        "This account isn't the one that its history tells.",
    ),
    "Le dernier événement de son historique a été changé à la main.": (
        "غير آخر حدث في سجله يدويا.",
        "The last event of its history was changed by hand.",
    ),
    "Ses droits ont été changés à la main.": ("غيرت حقوقه يدويا.", "Its rights were changed by hand."),
    "{first}\n{then}": ("{first}\n{then}", "{first}\n{then}"),
    "Personne ne peut se connecter à une base qui ne s'ouvre pas : qui tient ses clés ajoute --unattended. L'acte est "
    "alors signé du système, et tout le monde en est averti.": (
        (
            "لا يمكن لأحد الدخول إلى قاعدة لا تفتح: فليضف من يحمل مفاتيحها --unattended. يوقع النظام حينئذ"
            " العمل ويخبر به"
            " الجميع."
        ),
        (
            "Nobody can log in to a base that doesn't open: whoever holds its keys adds --unattended. The act is then"
            " signed by the system, and everybody is told."
        ),
    ),
    "Un administrateur peut se connecter : il fait cela en son nom.": (
        "يمكن لمسؤول الدخول: فليقم بذلك باسمه.",
        "An administrator can log in: this is done in their name.",
    ),
    "baom user login IDENTIFIANT, puis la même commande sans --unattended ; mot de passe ou téléphone perdu : "
    "baom user recover IDENTIFIANT.": (
        (
            "baom user login IDENTIFIANT ثم الأمر نفسه دون --unattended؛ وإن فقدت كلمة السر أو الهاتف: baom"
            " user recover"
            " IDENTIFIANT."
        ),
        (
            "baom user login IDENTIFIANT, then the same command without --unattended; password or telephone"
            " lost: baom user"
            " recover IDENTIFIANT."
        ),
    ),
    "Il faut quelqu'un d'une autre origine ; là où un seul administrateur a fait tous les comptes, c'est une personne "
    "de M&D, à distance. Elle peut aussi attester qui tient un compte : baom user attest IDENTIFIANT.": (
        (
            "يلزم شخص من أصل آخر؛ وحيث أنشأ مسؤول واحد كل الحسابات فهو شخص من M&D عن بعد. ويمكنه أيضا أن"
            " يشهد بمن يتحكم في"
            " حساب: baom user attest IDENTIFIANT."
        ),
        (
            "Somebody of another origin is needed; where one administrator made every account, somebody of M&D's, from"
            " afar. They may also attest who holds an account: baom user attest IDENTIFIANT."
        ),
    ),
    "« {one} » et « {other} » ne comptent que pour une personne : leurs comptes sont passés par « {through} »."
    " Rien n'a été fait.": (
        "«{one}» و«{other}» بمثابة شخص واحد: مر حساباهما عبر «{through}». لم يتم أي شيء.",
        "“{one}” and “{other}” count as one person: their accounts came through “{through}”. Nothing was done.",
    ),
    "« {other} » l'a demandé avant que quelqu'un atteste qui tient ce compte : la demande ne vaut rien.": (
        "طلب «{other}» ذلك قبل أن يشهد أحد بمن يتحكم في هذا الحساب: لا قيمة للطلب.",
        "“{other}” asked for it before anybody attested who holds that account: the demand counts for nothing.",
    ),
    "La refuser, ou la laisser passer, puis la faire refaire.": (
        "يرفض أو يترك حتى ينقضي، ثم يعاد.",
        "Refuse it, or let it lapse, then have it made again.",
    ),
    "On ne change pas son propre compte, ni n'en rouvre les droits. Rien n'a été fait.": (
        "لا يغير أحد حسابه بنفسه ولا يعيد حقوقه. لم يتم أي شيء.",
        "Nobody changes their own account, nor opens its rights again. Nothing was done.",
    ),
    "Un autre administrateur le fait ; changer son mot de passe : baom user password.": (
        "يقوم بذلك مسؤول آخر؛ ولتغيير كلمة السر: baom user password.",
        "Another administrator does it; to change one's password: baom user password.",
    ),
    "Personne n'a « {login} » en main que son titulaire.": (
        "لا يتحكم في «{login}» غير صاحبه.",
        "Nobody has “{login}” in hand but its owner.",
    ),
    "Rien n'est à attester.": ("لا شيء للشهادة به.", "There is nothing to attest."),
    "Le nom d'un compte tient sur une ligne, de {most} signes au plus, et se voit.": (
        "اسم الحساب سطر واحد من {most} علامة على الأكثر، ويرى.",
        "The name of an account is one line of {most} signs at most, and can be seen.",
    ),
    "Le raccourcir, ou le laisser : --name n'est pas obligatoire.": (
        "يختصر أو يترك: --name ليس إجباريا.",
        "Shorten it, or leave it out: --name isn't needed.",
    ),
    "Le motif est trop long : {most} signes au plus.": (
        "السبب طويل جدا: {most} علامة على الأكثر.",
        "The reason is too long: {most} signs at most.",
    ),
    "Dire pourquoi en une phrase.": ("يقال السبب في جملة.", "Say why in one sentence."),
    "Le bris de glace n'ouvre que la lecture de ce dossier.": (
        "الاطلاع الاستعجالي لا يفتح سوى قراءة هذا الملف.",
        "A broken glass opens the reading of this case alone.",
    ),
    "Se connecter : baom user login IDENTIFIANT": (
        "الدخول: baom user login IDENTIFIANT",
        "Log in: baom user login IDENTIFIANT",
    ),
    "Ce compte vient d'être changé.": ("تم تغيير هذا الحساب للتو.", "This account has just been changed."),
    "Se connecter de nouveau.": ("أعد تسجيل الدخول.", "Log in again."),
    "Aucune lecture d'urgence n'est ouverte sur ce dossier.": (
        "لا توجد قراءة استعجالية مفتوحة لهذا الملف.",
        "No emergency reading of this case is open.",
    ),
    "Il n'y a rien à refermer : elle est déjà finie.": (
        "لا شيء لإغلاقه: لقد انتهت.",
        "There is nothing to close: it is over.",
    ),
}
