"""What pages say of invariants, in French, Arabic and English: what must always be true of a case."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

INVARIANTS: Mapping[str, Text] = {
    "invariants": Text("Ce qui doit toujours être vrai", "ما يجب أن يكون صحيحا دائما", "What must always be true"),
    "invariants_are_no_tampering": Text(
        "Ce n'est pas une altération : l'histoire est celle qui a été écrite. Le parcours l'a permis, ou quelqu'un a"
        " agi hors de ses règles ; un invariant n'arrête personne au guichet.",
        "ليس ذلك تحريفا: السجل هو ما كتب. المسار سمح بذلك، أو أن أحدا تصرف خارج قواعده؛ والثابت لا يوقف أحدا في"
        " الشباك.",
        "That is no alteration: the history is what was written. The pathway let it happen, or somebody acted outside"
        " its rules; an invariant stops nobody at the counter.",
    ),
    "invariant_in": Text("Tant que le dossier est à : {}", "ما دام الملف في: {}", "While the case is at: {}"),
    "invariant_after": Text("Juste après : {}", "مباشرة بعد: {}", "Just after: {}"),
    "invariant_everywhere": Text("À toute étape", "في كل مرحلة", "At every step"),
}
