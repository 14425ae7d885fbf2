"""Boxes to tick as they are painted: of the page's light or dark, and seen on their ground."""

from __future__ import annotations

import io

import pytest
from conftest import STAFF
from PIL import Image
from playwright.sync_api import Locator

pytestmark = pytest.mark.browser
PLACES = [
    ("/fr/staff/documents", "main h2", ".held input[type=checkbox]"),
    ("/ar/staff/documents", "main h2", ".finder input[type=checkbox]"),
    ("/fr/", "#question textarea", "#by-language input[type=checkbox]"),
]


def bright(pixel: tuple[int, ...]) -> float:
    """Return the relative luminance of WCAG."""
    linear = [v / 3294.6 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in pixel[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def painted(box: Locator) -> tuple[float, float, float]:
    """Return how bright the ground beside a box is, its middle, and what stands out most."""
    box.scroll_into_view_if_needed()
    box.page.mouse.move(0, 0)
    box.evaluate("box => box.blur()")
    at = box.bounding_box()
    assert at is not None
    clip = {"x": at["x"] - 3, "y": at["y"] - 1, "width": at["width"] + 6, "height": at["height"]}
    image = Image.open(io.BytesIO(box.page.screenshot(clip=clip))).convert("RGB")
    wide, high = image.size
    row = [bright(image.getpixel((x, high // 2))) for x in range(wide)]
    ground, middle = row[0], row[wide // 2]
    return ground, middle, max(row[:8], key=lambda one: contrast(one, ground))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "ready", "where"), PLACES)
def test_a_box_is_of_the_theme_and_stands_out(visit, path, ready, where, scheme):
    page = visit(path, ready=ready, name=STAFF, color_scheme=scheme)
    if path == "/fr/":
        page.get_by_role("button", name="Filtrer les documents").click()
    box = page.locator(where).first
    box.wait_for()
    ground, middle, edge = painted(box)
    assert (middle < 0.3) == (scheme == "dark"), "no white boxes in the dark"
    assert contrast(ground, edge) >= 3, "the edge of an empty box"
    box.check()
    ground, _, edge = painted(box)
    assert contrast(ground, edge) >= 3, "a ticked box"
