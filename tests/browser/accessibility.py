"""What a page must be for everybody, measured in it: by axe, and what axe does not look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_CHOSEN: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": list(LEVELS)},
    "rules": {"target-size": {"enabled": True}},  # 2.2's own, which axe leaves off
    "resultTypes": ["violations"],
}
_SERIOUS = {"serious", "critical"}


@dataclass(frozen=True)
class Violation:
    """One element that breaks one rule of axe's."""

    rule: str
    selector: str
    html: str = ""
    says: str = ""


def violations(page: Page) -> list[Violation]:
    """Return what axe finds serious or critical on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("chosen => axe.run(chosen)", _CHOSEN)
    assert found["passes"], "axe looked at nothing"
    return [
        Violation(broken["id"], str(node["target"][0]), node["html"], node["failureSummary"])
        for broken in found["violations"]
        if broken["impact"] in _SERIOUS
        for node in broken["nodes"]
    ]


# What can be reached by keyboard and is there to be seen, in the order of the document. What a
# closed <details> holds, and the file inputs and scroll boxes inside components, are not.
STOPS = """() => {
  const all = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
  return [...document.querySelectorAll(all)].filter((e) => !e.disabled && e.tabIndex >= 0 &&
    e.checkVisibility({ visibilityProperty: true }) && e.type !== 'file');
}"""

SMALL = f"""(least) => ({STOPS})().filter((e) => {{
  if (e.matches('.skip')) return false;
  const box = e.getBoundingClientRect();
  return Math.min(box.width, box.height) < least;
}}).map((e) => `${{e.outerHTML.slice(0, 90)}} ${{JSON.stringify(e.getBoundingClientRect())}}`)"""

HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter((h) => h.checkVisibility()).map((h) => Number(h.tagName[1]))"""

# Text that its own box cuts off: more of it than the box shows, and no way to scroll there.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter((e) => {
  const style = getComputedStyle(e);
  const kept = ['hidden', 'clip'].includes(style.overflowX) || style.textOverflow === 'ellipsis';
  return kept && e.checkVisibility() && e.innerText?.trim() && !e.matches('.unseen, .skip') &&
    e.clientWidth > 2 && e.scrollWidth > e.clientWidth + 1;
}).map((e) => e.outerHTML.slice(0, 120))"""

FOCUS = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    html: e.outerHTML.slice(0, 120),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: !!at && (e.contains(at) || at.contains(e)),
    place: window.stops.indexOf(e),
  };
}"""


def overflow(page: Page) -> int:
    """Return how many pixels of the page lie beside the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
