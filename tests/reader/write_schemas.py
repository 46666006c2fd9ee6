"""Write the schemas that editors read, as the grammar draws them: `python -m tests.reader.write_schemas`."""

from pathlib import Path

from engine.reader.schema import json_schemas, schema_text

FOLDER = Path(__file__).parents[2] / "processes" / "schema"

if __name__ == "__main__":
    for name, schema in json_schemas().items():
        (FOLDER / f"{name}.schema.json").write_text(schema_text(schema), encoding="utf-8", newline="")
