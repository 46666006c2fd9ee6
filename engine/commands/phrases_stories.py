"""What the command line says about stories of a pathway, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

STORIES: Mapping[str, Text] = {
    "story_told": Text(
        "{}, version {} ; pas : {}. À relire avant de le confier à quelqu'un.",
        "{}، النسخة {}؛ الخطوات: {}. يراجع قبل تسليمه لأي أحد.",
        "{}, version {}; steps: {}. Read it before handing it to anyone.",
    ),
    "story_keeps": Text(
        "valeurs gardées, car une règle de cette histoire en dépend : {}",
        "قيم أبقيت لأن قاعدة في هذه القصة تتوقف عليها: {}",
        "values kept, for a rule of this story turns on them: {}",
    ),
    "story_differs": Text(
        "Pas du dossier que le scénario ne rend pas à l'identique (échéances relevées en retard, autre version) : {}",
        "خطوات من الملف لا يعيدها السيناريو كما كانت (آجال رصدت متأخرة أو نسخة أخرى): {}",
        "Steps of the case that the scenario doesn't give back as they were (clocks read late, another version): {}",
    ),
    "walks_lived": Text(
        "Histoires vécues par parcours : {} ; trouvé sans scénario : {} ; impasses : {} ; invariants rompus : {}.",
        "القصص المعيشة لكل مسار: {}؛ وجد دون سيناريو: {}؛ طرق مسدودة: {}؛ ثوابت لم تحترم: {}.",
        "Lives lived per pathway: {}; found without a scenario: {}; dead ends: {}; broken invariants: {}.",
    ),
    "walks_more": Text("et {} de plus : --json", "و {} أخرى: --json", "and {} more: --json"),
    "broken": Text("invariant rompu", "ثابت لم يحترم", "broken invariant"),
    "invariants": Text("invariants jugés", "الثوابت المحكوم فيها", "invariants judged"),
    "dead_ends": Text("impasse", "طريق مسدود", "dead end"),
}
