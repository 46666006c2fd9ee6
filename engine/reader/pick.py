"""What a tree holds at a path, when it is what one hopes for; None, or nothing, when it isn't.

For the checks that come after the grammar's: they go on over a file that has problems, so that all of them are told
in one pass, and say nothing of what was already reported.
"""

from __future__ import annotations

from datetime import date

from engine.reader.marks import ListNode, MapNode, Path, ScalarNode, Tree
from engine.reader.slips import is_day


def text_at(tree: Tree, *path: str | int) -> str | None:
    """The text at that path."""
    node = tree.find(path)
    if isinstance(node, ScalarNode) and isinstance(node.value, str) and not node.damaged:
        return node.value
    return None


def number_at(tree: Tree, *path: str | int) -> int | None:
    """The whole number at that path."""
    node = tree.find(path)
    if isinstance(node, ScalarNode) and isinstance(node.value, int) and not isinstance(node.value, bool):
        return node.value
    return None


def day_at(tree: Tree, *path: str | int) -> date | None:
    """The day at that path."""
    text = text_at(tree, *path)
    return date.fromisoformat(text) if text is not None and is_day(text) else None


def keys_at(tree: Tree, *path: str | int) -> tuple[str, ...]:
    """The keys of the map at that path, in file order."""
    node = tree.find(path)
    return tuple(node.entries) if isinstance(node, MapNode) else ()


def paths_at(tree: Tree, *path: str | int) -> tuple[Path, ...]:
    """The path of each item of the list at that path."""
    node = tree.find(path)
    return tuple((*path, index) for index in range(len(node.items))) if isinstance(node, ListNode) else ()
