"""Hands on a keyboard: the one way that the tests of the keyboard have of touching a page.

Nothing is clicked, focused or filled in for them. At each stop what has the focus must be seen: within the window,
under nothing, and marked.
"""

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect(), width = innerWidth, height = innerHeight;
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, width)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, height)];
  const above = document.elementFromPoint((left + right) / 2, Math.min((top + bottom) / 2, bottom - 1));
  const fits = box.top >= -1 && box.bottom <= height + 1 || box.height > height / 2 || e.matches('textarea');
  const whole = fits && box.left >= -1 && box.right <= width + 1;
  return {
    what: `${e.tagName.toLowerCase()}#${e.id} « ${(e.labels?.[0] ?? e).textContent.trim().slice(0, 60)} »`,
    where: [box.left, box.top, box.width, box.height].map(Math.round),
    seen: right > left && bottom > top && whole && !!above && (e.contains(above) || above.contains(e)),
    marked: getComputedStyle(e).outlineStyle !== 'none' || e.matches('main, [type=date], [type=datetime-local]'),
  };
}"""
"""What has the focus; of a long text, the part that one types in.

A box of a date draws its own mark, round the part of it that is being typed.
"""
MOST_STOPS = 90
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"Until a page is painted a browser gives the focus to nothing that asks for it, and takes no key."


@dataclass
class Hands:
    """Somebody who has a keyboard and no mouse."""

    page: Page
    stops: int = 0
    "Times that Tab was pressed, from the beginning."

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def has(self, selector: str) -> bool:
        """Whether what has the focus is that."""
        return bool(self.page.evaluate("selector => document.activeElement.matches(selector)", selector))

    def stop(self) -> dict[str, Any] | None:
        """What has the focus, which must be seen; None where nothing has it."""
        found = self.page.evaluate(STOP)
        assert found is None or (found["seen"] and found["marked"]), (self.page.url, found)
        return found  # type: ignore[no-any-return]

    def reach(self, selector: str, within: int = MOST_STOPS, key: str = "Tab") -> int:
        """Tab until it has the focus; gives the number of stops, and fails beyond `within`."""
        met = []
        for rank in range(1, within + 1):
            self.press(key)
            self.stops += 1
            met.append(self.stop())
            if self.has(selector):
                return rank
        raise AssertionError(f"{selector}: not within {within} stops, but {[each and each['what'] for each in met]}")

    def choose(self, value: str) -> None:
        """Bring the list that has the focus to a value, line by line."""
        away = self.page.evaluate(
            "value => { const list = document.activeElement;"
            " return [...list.options].findIndex(each => each.value === value) - list.selectedIndex; }",
            value,
        )
        self.press(*["ArrowDown" if away > 0 else "ArrowUp"] * abs(away))
        assert self.page.evaluate("document.activeElement.value") == value

    def unfold(self, selector: str, within: int = MOST_STOPS) -> None:
        """Reach the head of something folded and open it: its first box is ready."""
        self.reach(f"{selector} > summary", within)
        self.press("Enter")
        expect(self.page.locator("summary:focus")).to_have_count(0)
        self.stop()

    def follow(self, selector: str, within: int = MOST_STOPS) -> None:
        """Reach a link within the page and follow it: Tab goes on from there."""
        self.reach(selector, within)
        self.press("Enter")

    def send(self, key: str = "Enter") -> None:
        """Press what has the focus, which leads to a page; what the page has to tell has the focus then."""
        with self.page.expect_navigation():
            self.press(key)
        self.page.evaluate(PAINTED)
        self.stop()

    def told(self) -> str:
        """What the page tells, which has the focus."""
        expect(self.page.locator(".notice:focus")).to_be_visible()
        return re.sub(r"\s+", " ", str(self.page.evaluate("document.activeElement.innerText")))
