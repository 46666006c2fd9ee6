"""The grammar told to a program that helps while one types: which keys may stand here, what each is for, what it takes.

Drawn from the same bricks as the checks and the schemas, smaller than these: each record once, by its name.
"""

from __future__ import annotations

from engine.core.events import Json
from engine.core.guards import FUNCTIONS
from engine.reader import shapes
from engine.reader.schema import FILES
from engine.reader.shapes import Record, Shape
from engine.reader.wanted import wanted


def help_for(kind: str) -> Json:
    """What helps to write one kind of file, by its name in `engine.reader.schema.FILES`.

    `records`: name → key → [what it is for, its shape, whether it is required]. A shape is `{record}`, `{map, noun}`,
    `{list, one}` (`one`: a single thing may stand without its list), `{either}`, `{words}` (word → meaning), `{names,
    noun}` (the kind of what is named), `{guard}`, or `{wanted}`: a sentence.
    """
    telling = _Telling()
    return {"root": telling.tell(FILES[kind][0]), "records": telling.records, "functions": sorted(FUNCTIONS)}


class _Telling:
    def __init__(self) -> None:
        self.records: dict[str, Json] = {}

    def tell(self, shape: Shape) -> Json:  # noqa: C901, PLR0911 one a brick
        match shape:
            case Record():
                return self._record(shape)
            case shapes.Texts():
                return self._record(shapes.TEXT)
            case shapes.MapOf():
                return {"map": self.tell(shape.value), "noun": shape.noun}
            case shapes.ListOf():
                return {"list": self.tell(shape.item), "one": False}
            case shapes.OneOrMany():
                return {"list": self.tell(shape.item), "one": True}
            case shapes.Either():
                return {"either": [self.tell(each) for each in shape.forms]}
            case shapes.Choice():
                return {"words": dict(shape.words)}
            case shapes.Boolean():
                return {"words": {"true": "oui", "false": "non"}}
            case shapes.Ref():
                return {"names": shape.kind, "noun": shape.noun}
            case shapes.Guard():
                return {"guard": True}
        return {"wanted": str(wanted(shape))}

    def _record(self, record: Record) -> Json:
        if record.name not in self.records:
            self.records[record.name] = {}  # holds the place: a record may stand inside itself
            self.records[record.name] = {
                name: [key.description, self.tell(key.shape), key.required] for name, key in record.keys.items()
            }
        return {"record": record.name}
