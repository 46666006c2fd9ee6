"""Brings cases over until it is killed, as a power cut would: `python -m tests.app.killed ADDRESS LOGIN`."""

import os
import signal
import sys

from engine.app import open_cases
from engine.app.house import House
from engine.app.migrating import Asked, migrate
from engine.bootstrap import shipped, territory_of
from engine.core.events import EVERYWHERE, Actor
from engine.printing.printer import Printer
from engine.store.journal import Store
from tests.app.desk import Wall, desk_vault

PAGE, DIES_AFTER = 5, 10
"Cases of one transaction, and how many have moved when it dies."


def main(url: str, login: str) -> None:
    open_cases.PAGE = PAGE
    house = House(
        Store.open(url, desk_vault()), territory_of(shipped("processes")), Printer(shipped("forms")), "fr", Wall(), {}
    )

    def die(done: int, of: int) -> None:
        del of
        if done >= DIES_AFTER:
            os.kill(os.getpid(), signal.SIGKILL)

    migrate(house, Asked("famille", 2), Actor(login, "editor", EVERYWHERE), die)


if __name__ == "__main__":
    main(*sys.argv[1:])
