"""A sheet as one HTML page that stands alone: no script, no address, no file but itself.

Its look is in `sheet.css`, copied into the page. Every text is escaped here, at the last moment; every value stands in
a `<bdi>`, so that a Latin name in an Arabic line (or the reverse) doesn't reorder its neighbours.
"""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from engine.printing.tree import Node, Sheet

_STYLE = Path(__file__).with_name("sheet.css")
_LONG = 8
"Boxes to tick in one list, beyond which they stand in two columns where there is room."
_TAGS = {"paragraph": "p", "strong": "strong", "em": "em"}
_EMPTY = {"blank": '<span class="vide" role="img" aria-label="…"></span>', "break": "<br>", "rule": "<hr>"}


def page_of(sheet: Sheet) -> str:
    """The whole page, in UTF-8 text."""
    direction = "rtl" if sheet.language == "ar" else "ltr"
    head = "" if sheet.layout == "courrier" else _head(sheet)
    mark = f'<div class="filigrane" aria-hidden="true">{escape(sheet.watermark)}</div>\n' if sheet.watermark else ""
    note = f'<p class="fictif">{escape(sheet.watermark)}</p>\n' if sheet.watermark else ""
    body = "\n".join(_block(node, _shift(sheet)) for node in sheet.body)
    return (
        f'<!DOCTYPE html>\n<html lang="{sheet.language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(sheet.title)}</title>\n<style>\n{_style()}</style>\n</head>\n"
        f'<body class="{sheet.layout}">\n{mark}<div class="feuille">\n{note}{head}<main>\n{body}\n</main>\n'
        f"<footer>{_footer(sheet)}</footer>\n</div>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _head(sheet: Sheet) -> str:
    return f'<header><p class="bureau">{_said(*sheet.desk)}</p><h1>{escape(sheet.title)}</h1></header>\n'


def _said(words: str, value: str) -> str:
    """Fixed words, then a value isolated from them; either may be empty."""
    return " ".join(part for part in (escape(words), f"<bdi>{escape(value)}</bdi>" if value else "") if part)


def _footer(sheet: Sheet) -> str:
    return " ".join(f"<span>{_said(words, value)}</span>" for words, value in sheet.footer)


def _shift(sheet: Sheet) -> int:
    """A letter has no title of its own: its « ## Objet » is the first heading."""
    return 1 if sheet.layout == "courrier" else 0


def _block(node: Node, shift: int) -> str:
    match node.kind:
        case "text":
            return escape(node.text)
        case "value":
            return f"<bdi>{escape(node.text)}</bdi>"
        case "tick":
            return _tick(node)
        case "table":
            return _table(node, shift)
        case "blank" | "break" | "rule":
            return _EMPTY[node.kind]
        case _:
            return _around(node, "".join(_block(child, shift) for child in node.children), shift)


def _around(node: Node, inner: str, shift: int) -> str:
    """A node that holds others, already drawn."""
    match node.kind:
        case "heading":
            level = max(node.level - shift, 1)
            return f"<h{level}>{inner}</h{level}>"
        case "list":
            tag = "ol" if node.mark else "ul"
            look = "cases longue" if len(node.children) > _LONG else "cases"
            kind = f' class="{look}"' if any(child.mark for child in node.children) else ""
            return f"<{tag}{kind}>{inner}</{tag}>"
        case "item":
            return _item(node, inner)
        case "box":
            return f'<section class="{node.mark}">{inner}</section>'
        case _:
            return f"<{_TAGS[node.kind]}>{inner}</{_TAGS[node.kind]}>"


def _item(node: Node, inner: str) -> str:
    if not node.mark:
        return f"<li>{inner}</li>"
    return f"<li>{_tick(node)}<div>{inner}</div></li>"


def _tick(node: Node) -> str:
    # Drawn by the style sheet, said by the label: a box that looks ticked and isn't read so would mislead.
    look, label = ("case cochee", "☑") if node.mark == "ticked" else ("case", "☐")
    return f'<span class="{look}" role="img" aria-label="{label}"></span>'


def _table(node: Node, shift: int) -> str:
    """A table; without a head (`| | |`) its first column names the rows."""
    rows = node.children
    headless = not any(cell.children for cell in rows[0].children)
    body = "".join(_row(row, shift, named=headless) for row in rows[1:])
    head = "" if headless else f"<thead>{_row(rows[0], shift, named=False)}</thead>"
    kind = "fiche" if headless else "grille"
    return f'<table class="{kind}">{head}<tbody>{body}</tbody></table>'


def _row(row: Node, shift: int, *, named: bool) -> str:
    """One row; `named` when its first cell says what the row is."""
    cells = []
    for rank, cell in enumerate(row.children):
        inner = "".join(_block(child, shift) for child in cell.children)
        scope = "col" if row.mark == "head" else "row" if named and rank == 0 else ""
        cells.append(f'<th scope="{scope}">{inner}</th>' if scope else f"<td>{inner}</td>")
    return f"<tr>{''.join(cells)}</tr>"
