"""Run by an environment that has pm4py and nothing of ours: what it reads in a file, as JSON, once the schema holds.

python read_log.py FILE.xes SCHEMA.xsd
"""

import json
import sys
import warnings

import pm4py
from lxml import etree

KEYS = ("concept:name", "org:resource", "org:role", "org:group", "from", "to", "kind")


def main() -> None:
    """Validate, read, tell."""
    log, schema = sys.argv[1:]
    etree.XMLSchema(etree.parse(schema)).assertValid(etree.parse(log))
    warnings.simplefilter("ignore")
    found = pm4py.read_xes(log)
    events = [
        {
            "trace": each["case:concept:name"],
            "at": each["time:timestamp"].isoformat(),
            "undone": each.get("undone") is True,
            **{key: each[key] for key in KEYS if isinstance(each.get(key), str)},
        }
        for each in found.to_dict("records")
    ]
    print(json.dumps(events))


if __name__ == "__main__":
    main()
