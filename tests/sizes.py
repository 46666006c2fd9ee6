"""How much is tried: enough to trust a change in CI, far more at night (`BAOM_NIGHTLY=1`)."""

import os

NIGHTLY = bool(os.environ.get("BAOM_NIGHTLY"))


def size(usual: int, nightly: int, variable: str = "") -> int:
    """That many, or as many as a variable of the environment says."""
    return int(os.environ.get(variable) or (nightly if NIGHTLY else usual))
