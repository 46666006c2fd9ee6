"""What the command line says about versions of a pathway and their cases, in French, Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.definition import Text

VERSIONS: Mapping[str, Text] = {
    "from_to": Text("De {} à {}", "من {} إلى {}", "From {} to {}"),
    "no_change": Text("Rien ne change.", "لا شيء يتغير.", "Nothing changes."),
}
