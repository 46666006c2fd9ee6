"""Write again what the migrations make, after one was added: `python -m tests.store.remake`.

On both databases, each new; the server is that of the tests. What is written is what an opening compares with.
"""

import tempfile
from pathlib import Path

from engine.store.connect import reach
from engine.store.schema import MADE, schema_of
from engine.store.upkeep import init
from tests.postgres_server import PostgresServer
from tests.store.samples import LOG, STAMP, vault


def made(url: str) -> list[str]:
    """What a database just made at this address is made of."""
    init(url, vault(), log_id=LOG, training=True, stamp=STAMP)
    database = reach(url)
    link = database.link()
    try:
        return schema_of(database, link)
    finally:
        link.close()
        database.close()


def main() -> None:
    server = PostgresServer({"fsync": "off"})
    try:
        server.start()
        with tempfile.TemporaryDirectory() as folder:
            urls = {"sqlite": str(Path(folder) / "baom.db"), "postgresql": server.url()}
            for dialect, url in urls.items():
                text = "".join(f"{line}\n" for line in made(url))
                (MADE / f"made.{dialect}.txt").write_text(text, encoding="utf-8", newline="\n")
    finally:
        server.remove()


if __name__ == "__main__":
    main()
