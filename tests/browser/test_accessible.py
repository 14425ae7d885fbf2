"""Everybody can use the page: what axe finds, and what it does not look at (WCAG 2.2 AA).

A new view is one line of `VIEWS`: a name, and the function that brings a page there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import pytest
from accessibility import CUT_OFF, FOCUS, HEADINGS, SMALL, STOPS, Violation, overflow, violations
from conftest import PASSWORD, STAFF, App, Visit
from playwright.sync_api import Browser, Page, expect

from assistant.errors import IndexTrouble

pytestmark = pytest.mark.browser

ASKED = {
    "fr": "Quelle presse la forge de Bellemont a-t-elle mise en service ?",
    "en": "How many people does the second plant of Larkfield Cables employ?",
    "ar": "كم ينتج مسبك الوادي الأخضر من الحديد الزهر؟",
}
REFUSED = {
    "fr": "Quel est le chiffre d'affaires de la forge de Bellemont en 2021 ?",
    "en": "What was the profit of Larkfield Cables in 2020?",
    "ar": "كم يبلغ رقم معاملات مسبك الوادي الأخضر سنة 2021؟",
}
FAILING, SLOW = "§ 1", "§ 2"  # a question that fails, and one that waits until it may go on


class Setting(NamedTuple):
    """How a page is looked at."""

    language: str
    scheme: Literal["light", "dark"]
    width: int

    def open(self, browser: Browser, **options: Any) -> Page:
        size = {"width": self.width, "height": WIDTHS.get(self.width, 640)}
        options = {"viewport": size, "reduced_motion": "reduce"} | options
        page = browser.new_context(color_scheme=self.scheme, **options).new_page()
        page.set_default_timeout(15_000)
        return page


WIDTHS = {1280: 900, 390: 844}
# Each view is brought up once and looked at in both widths; English, which differs in nothing
# but words, once.
SETTINGS = [
    *(
        Setting(language, scheme, 1280)  # type: ignore[arg-type]
        for language in ("fr", "ar")
        for scheme in ("light", "dark")
    ),
    Setting("en", "light", 1280),
]


# --- the views ---------------------------------------------------------------------------------


def go(page: Page, app: App, path: str, ready: str) -> None:
    page.goto(app.address + path)
    page.locator(ready).first.wait_for()


def ask(page: Page, question: str) -> None:
    turns = page.locator("#conversation .turn")
    count = turns.count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(turns).to_have_count(count + 1)
    expect(turns.last.locator(".reply, .trouble")).to_be_visible()
    expect(page.locator("#send")).to_be_visible()


def start(page: Page, app: App, language: str) -> None:
    """Open the page of questions, or begin anew where it is open: that is quicker."""
    if page.url == f"{app.address}/{language}/":
        if page.locator(".turn").count():
            page.locator("#new").click()  # what is asked before that is over would be cancelled
        expect(page.locator(".turn")).to_have_count(0)
    else:
        go(page, app, f"/{language}/", "#question textarea")
    expect(page.locator("[data-ask]:visible").first).to_be_visible()


def answered(page: Page, app: App, language: str) -> None:
    start(page, app, language)
    ask(page, ASKED[language])
    expect(page.locator(".reply a.cite").first).to_be_visible()


def refused(page: Page, app: App, language: str) -> None:
    start(page, app, language)
    ask(page, REFUSED[language])
    expect(page.locator(".reply.refused")).to_be_visible()
    page.locator(".reply details").evaluate_all("all => all.forEach(d => d.open = true)")


def failed(page: Page, app: App, language: str) -> None:
    start(page, app, language)
    ask(page, FAILING)
    expect(page.locator("#conversation .trouble")).to_be_visible()


def filters(page: Page, app: App, language: str) -> None:
    start(page, app, language)
    page.locator("#filters > button").click()
    expect(page.locator("#filters textarea, #filters input").first).to_be_visible()


def staff_door(page: Page, app: App, language: str) -> None:
    """Open the desk as a stranger: that leads to the page of signing in."""
    page.context.clear_cookies()
    go(page, app, f"/{language}/staff/", ".signing input[type=password]")


def desk(page: Page, app: App, language: str) -> None:
    staff_door(page, app, language)
    page.locator(".signing input[name=name]").fill(STAFF)
    page.locator(".signing input[type=password]").fill(PASSWORD)
    page.locator(".signing button").click()
    page.locator("#read").wait_for()


def documents(page: Page, app: App, language: str) -> None:
    go(page, app, f"/{language}/documents", ".entry")


def record(page: Page, app: App, language: str) -> None:
    documents(page, app, language)
    page.locator(".entry h4 a").first.click()
    page.locator(".record").wait_for()


def privacy(page: Page, app: App, language: str) -> None:
    go(page, app, f"/{language}/privacy", ".words")


def kept(page: Page, app: App, language: str) -> None:
    """Open an answer under the link that a member gave it."""
    answered(page, app, language)
    page.locator("[data-act=link]").first.click()
    link = page.locator(".linked a").first
    expect(link).to_be_visible()
    page.goto(str(link.evaluate("link => link.href")))
    page.locator(".frozen").wait_for()
    page.locator("details").evaluate_all("all => all.forEach(d => d.open = true)")


View = Callable[[Page, App, str], None]
VIEWS: dict[str, View] = {
    "start": start,
    "answered": answered,
    "refused": refused,
    "failed": failed,
    "filters": filters,
    "kept": kept,
    "documents": documents,
    "record": record,
    "privacy": privacy,
    "staff door": staff_door,
    "desk": desk,
}


# --- what is let pass, and why -----------------------------------------------------------------


class Passed(NamedTuple):
    """A violation inside a component of Gradio's that cannot be mended from outside."""

    view: str
    rule: str
    selector: str
    why: str


PASSED: list[Passed] = []


def is_passed(view: str, found: Violation) -> bool:
    return any(
        (known.view, known.rule, known.selector) == (view, found.rule, found.selector)
        for known in PASSED
    )


# --- fixtures ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def going_on() -> threading.Event:
    return threading.Event()


@pytest.fixture(scope="module", autouse=True)
def odd_questions(app: App, going_on: threading.Event) -> Iterator[None]:
    """Let one question fail, and another wait."""
    stream = app.service.stream

    def odd(question: Any) -> Iterator[dict[str, Any]]:
        if question.text == FAILING:
            raise IndexTrouble("the index cannot be read: rebuild it.")
        if question.text == SLOW:
            going_on.wait(20)
        yield from stream(question)

    patch = pytest.MonkeyPatch()
    patch.setattr(app.service, "stream", odd)
    yield
    patch.undo()


Scan = dict[str, list[Violation]]


@pytest.fixture(scope="module")
def scanned(browser: Browser, app: App) -> Callable[[Setting], Scan]:
    """Return what axe finds in every view of a setting, looked at once."""
    scans: dict[Setting, Scan] = {}

    def scan(setting: Setting) -> Scan:
        if setting not in scans:
            page, scans[setting] = setting.open(browser), {}
            for name, bring in VIEWS.items():
                bring(page, app, setting.language)
                found = scans[setting][name] = []
                for width in list(WIDTHS)[: 1 if setting.language == "en" else None]:
                    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
                    found += violations(page)
                page.set_viewport_size({"width": 1280, "height": WIDTHS[1280]})
            page.context.close()
        return scans[setting]

    return scan


# --- axe ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: f"{s.language}-{s.scheme}")
def test_axe_finds_nothing_serious(setting: Setting, scanned: Callable[[Setting], Scan]) -> None:
    found = [
        f"{view}: {one.rule} at {one.selector}\n  {one.html}\n  {one.says}"
        for view, some in scanned(setting).items()
        for one in some
        if not is_passed(view, one)
    ]
    assert not found, "\n".join(found)


def test_what_is_let_pass_still_occurs(scanned: Callable[[Setting], Scan]) -> None:
    there = {
        (view, one.rule, one.selector)
        for setting in (SETTINGS if PASSED else ())
        for view, some in scanned(setting).items()
        for one in some
    }
    gone = [known for known in PASSED if (known.view, known.rule, known.selector) not in there]
    assert not gone, "these were mended: take them off the list"


# --- what axe does not look at -----------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_view_is_laid_out_for_everybody(
    browser: Browser, app: App, language: str, width: int
) -> None:
    """One h1, headings in order, language and direction, targets of 24 px, nothing beside."""
    page = Setting(language, "light", width).open(browser)
    for name, bring in VIEWS.items():
        bring(page, app, language)
        levels = page.evaluate(HEADINGS)
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)
        root = page.locator("html")
        assert root.get_attribute("lang") == language, name
        assert root.get_attribute("dir") == ("rtl" if language == "ar" else "ltr"), name
        assert page.evaluate(SMALL, 24) == [], name
        assert overflow(page) <= 0, name
    page.context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_nothing_is_lost_at_320_pixels_or_with_text_twice_as_large(
    browser: Browser, app: App, language: str
) -> None:
    page = Setting(language, "light", 320).open(browser)
    for name, bring in VIEWS.items():
        bring(page, app, language)
        assert overflow(page) <= 0, (name, "320 px")
        assert page.evaluate(CUT_OFF) == [], (name, "320 px")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert overflow(page) <= 0, (name, "200 %")
        assert page.evaluate(CUT_OFF) == [], (name, "200 %")
        page.set_viewport_size({"width": 320, "height": 640})
    page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("view", ["start", "answered", "refused", "staff door"])
def test_tab_goes_through_everything_in_the_order_it_is_read(
    browser: Browser, app: App, view: str, width: int
) -> None:
    page = Setting("fr", "light", width).open(browser)
    VIEWS[view](page, app, "fr")
    if view == "answered":  # the questions to go on with come after the answer
        page.locator("#chips .chip").first.wait_for()
    count = page.evaluate(f"() => (window.stops = ({STOPS})()).length")
    assert count > 5
    page.evaluate("stops[0].focus()")
    for place in range(count):
        if place:
            page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["place"] == place, focus
        assert focus["outlined"], focus
        assert focus["seen"], focus
    page.context.close()


def test_the_first_stop_leads_past_the_masthead(browser: Browser, app: App) -> None:
    page = Setting("fr", "light", 390).open(browser)
    start(page, app, "fr")
    skip = page.get_by_role("link", name="Aller à la question")
    assert page.evaluate(f"({STOPS})()[0].className") == "skip"
    expect(skip).not_to_be_in_viewport()
    page.evaluate("document.querySelector('#masthead nav a').focus()")
    page.keyboard.press("Shift+Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#question textarea")).to_be_focused()
    staff_door(page, app, "fr")
    page.get_by_role("link", name="Aller au contenu").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".signing input:not([type=hidden])").first).to_be_focused()
    page.context.close()


def test_an_answer_is_announced_once(visit: Visit) -> None:
    page = visit("/fr/")
    expect(page.locator("#news")).to_have_attribute("role", "status")
    page.evaluate(
        "() => { const news = document.getElementById('news'); window.heard = [];"
        "new MutationObserver(() => news.textContent && heard.push(news.textContent))"
        ".observe(news, { childList: true }); }"
    )
    ask(page, ASKED["fr"])
    ask(page, REFUSED["fr"])
    ask(page, FAILING)
    ask(page, ASKED["fr"])
    expect(page.locator("#news")).to_have_text("Réponse prête, 1 source.")
    page.wait_for_timeout(300)
    outcomes = [said for said in page.evaluate("heard") if "…" not in said]
    assert outcomes == [
        "Réponse prête, 1 source.",
        "Les documents n’y répondent pas ; la raison est affichée.",
        "Le moteur de recherche n’est pas disponible. Réessayez dans un instant.",
        "Réponse prête, 1 source.",
    ]
    live = page.locator("#conversation [role=status], #conversation [role=alert], [aria-live]")
    spoken = "all => all.filter(e => e.closest('#conversation') && e.textContent.trim()).length"
    assert live.evaluate_all(spoken) == 0, "what is drawn anew would be said anew"


def test_an_answer_that_takes_its_time_says_so(visit: Visit, going_on: threading.Event) -> None:
    page = visit("/fr/")
    page.locator("#question textarea").fill(SLOW)
    page.locator("#question textarea").press("Enter")
    try:
        expect(page.locator("#news")).to_have_text("Lecture de la question…")
        moving = "document.getAnimations().filter(a => a.playState === 'running').length"
        assert page.evaluate(moving) == 0, "who asked for less motion gets none"
        page.emulate_media(reduced_motion="no-preference")
        assert page.evaluate(moving) > 0, "others see that it works"
    finally:
        going_on.set()
    expect(page.locator(".reply")).to_be_visible()


def test_the_filters_say_whether_they_are_open(visit: Visit) -> None:
    page = visit("/ar/")
    button = page.get_by_role("button", name="تصفية الوثائق", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#filters textarea").first).to_be_visible()


@pytest.mark.parametrize("button", ["#send", "[data-ask]"])
def test_the_keyboard_is_not_left_nowhere(visit: Visit, button: str) -> None:
    page = visit("/fr/")
    expect(page.locator("[data-ask]:visible").first).to_be_visible()
    page.locator("#question textarea").fill(ASKED["fr"])
    page.locator(button).locator("visible=true").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".reply")).to_be_visible()
    expect(page.locator("#question textarea")).to_be_focused()


def test_what_measures_the_pages_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.set_content(
        "<!doctype html><html><title>T</title><main><h1>A</h1><h3>B</h3>"
        "<p style='color:#ccc;background:#fff'>pale</p><button style='all:unset;width:9px'>x"
        "</button><p id=cut style='width:20px;overflow:hidden;white-space:nowrap'>too long for it"
        "</p><div style='width:400px'>wide</div></main></html>"
    )
    assert {one.rule for one in violations(page)} >= {"color-contrast", "html-has-lang"}
    assert page.evaluate(HEADINGS) == [1, 3]
    assert len(page.evaluate(SMALL, 24)) == 1
    assert "cut" in page.evaluate(CUT_OFF)[0]
    assert overflow(page) > 0
    page.evaluate(f"() => (window.stops = ({STOPS})())[0].focus()")
    focus = page.evaluate(FOCUS)
    assert (focus["place"], focus["seen"]) == (0, True)
    page.context.close()
