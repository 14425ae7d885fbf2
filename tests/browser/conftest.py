"""A small corpus behind the real page, in a real browser that tells what it should not have done.

`app` serves one module's tests; `visit(path, **context)` opens a page of it in a fresh browser
context. A test fails when its pages asked anything of another origin, opened a dialog or wrote an
error to the console. Without Chromium these tests are skipped, or fail where
ASSISTANT_BROWSER_TESTS=required.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from driving import CHROMIUM, launch
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    expect,
    sync_playwright,
)
from serving import draft, serving, settings_in, statuses
from web import running

from assistant.service.service import Service
from assistant.settings import Settings

expect.set_options(timeout=15_000)  # a busy machine is slow, and nothing here is timed

PASSWORD = "laiton, cuivre, zinc"
STAFF, MEMBER = "Amina Berrada", "youssef"
Visit = Callable[..., Page]
# What Gradio writes when a page is left while it still waits for its queue, or for its own parts.
_LEFT = re.compile(
    r"AbortError: signal is aborted|Unexpected error Connection errored out|"
    r"TypeError: (?:Failed to fetch|network error)|net::ERR_(?:ABORTED|NETWORK_CHANGED)"
)

FORGE = (
    "La forge de Bellemont a mis en service une presse de 900 tonnes au mois de mars 2021.\n\n"
    "La direction prévoit d'embaucher quarante ouvriers avant la fin de l'année 2022.\n"
)
CABLE = (
    "Larkfield Cables opened its second plant with a staff of two hundred and ten people.\n\n"
    "The plant draws copper wire for car makers and runs two shifts from September.\n"
)
FOUNDRY = (
    "أعلن مدير مسبك الوادي الأخضر أن المصنع ينتج 4500 طن من الحديد الزهر في السنة.\n\n"
    "ويشغل المسبك مائة وعشرين عاملا منذ افتتاحه في مدينة الريحان.\n"
)
# What someone who means harm would write wherever a document or a person can write something.
HOSTILE = (
    "<img src=x onerror=alert(1)> {{7*7}} ${alert(1)} `${alert(1)}` <script>alert(1)</script> "
    "[lien](javascript:alert(1))"
)
NASTY = f"{HOSTILE} ![image](http://evil.example/a.png)"  # no sentence with a picture is quoted
NASTY_BODY = (
    f"Le rapport de Vaugelin compte 64 vannes de turbine {HOSTILE} selon le relevé.\n\n"
    "<svg onload=alert(1)> <iframe src=http://evil.example></iframe> fin du relevé.\n"
)


@dataclass(frozen=True)
class App:
    """The app under test: where it is, and the service behind it."""

    address: str
    service: Service
    settings: Settings


@dataclass
class Watch:
    """What the pages of one test did that they must not do."""

    origin: str
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("dialog", self._dialog)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" != (
            self.origin
        ):
            self.strangers.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _LEFT.search(message.text):
            self.errors.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("ASSISTANT_BROWSER_TESTS") == "required":
            pytest.fail("ASSISTANT_BROWSER_TESTS=required, and there is no chromium on the PATH")
        pytest.skip("no chromium on the PATH: install the chromium package to run these")
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    settings = settings_in(tmp_path_factory.mktemp("app"))
    service = serving(settings)
    service.people.add(STAFF, "staff", PASSWORD, "the tests")
    service.people.add(MEMBER, "member", PASSWORD, "the tests")
    reports = service.store(
        [
            draft(
                "forge",
                FORGE,
                title="La forge de Bellemont s'équipe",
                publisher="La Gazette des forges",
                published="2021-03-04",
                published_from="byline",
                url="https://gazette.example/forge",
                topics=("forge",),
            ),
            draft("cable", CABLE, title="A second plant for Larkfield", language="en",
                  publisher="Wire Weekly", published="2019", topics=("cable",)),
            draft("foundry", FOUNDRY, title="مسبك الوادي الأخضر", language="ar",
                  publisher="جريدة المعادن", published="2023-05", topics=("سباكة",)),
            draft("nasty", NASTY_BODY, title=f"Vannes de Vaugelin {NASTY}",
                  publisher=f"Relevé {NASTY}", author=NASTY, url="javascript:alert(1)",
                  published="2020-02-02"),
        ]
    )  # fmt: skip
    assert statuses(reports) == ["stored"] * 4, reports
    service.index.search("warm", "en", 1)
    with running(service, settings) as address:
        yield App(address, service, settings)
    service.close()


@pytest.fixture
def watch(app: App) -> Iterator[Watch]:
    watched = Watch(app.address)
    yield watched
    assert not watched.strangers, "the page asked another origin"
    assert not watched.dialogs, "the page opened a dialog"
    assert not watched.errors, "the page wrote errors to the console"


@pytest.fixture
def visit(app: App, browser: Browser, watch: Watch) -> Iterator[Visit]:
    """Open a page of the app once `ready` is there; other arguments go to the browser context.

    `name` is who has signed in before.
    """
    contexts: list[BrowserContext] = []

    def visiting(path: str = "/fr/", ready: str = "", name: str = "", **options: Any) -> Page:
        options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | options
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        watch.over(context)
        if name:
            form = {"name": name, "password": PASSWORD}
            assert context.request.post(f"{app.address}/fr/sign-in", form=form).ok
        page = context.new_page()
        page.goto(app.address + path)
        page.locator(ready or "#question textarea").wait_for()
        return page

    yield visiting
    for context in contexts:
        context.close()
