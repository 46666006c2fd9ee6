"""How a page that stands by itself begins: its style inside it, and a policy that lets a browser do nothing else."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from engine.core.definition import Language


def opening(language: Language, title: str, style: Path) -> str:
    """Everything up to the end of its head; `title` as HTML has it."""
    text, policy = _dressed(style)
    direction = "rtl" if language == "ar" else "ltr"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{text}</style>\n</head>\n"
    )


@cache
def _dressed(style: Path) -> tuple[str, str]:
    """A style, and what a browser may do with the page that wears it: show it so, fetch nothing, run nothing."""
    text = f"\n{style.read_text(encoding='utf-8')}"
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return text, f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
