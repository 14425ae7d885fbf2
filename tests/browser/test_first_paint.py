"""The page is there at once: it says that the search gets ready, and a question waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import FORGE, hashing, serving, settings_in, store
from web import running

from assistant.errors import EncoderUnavailable
from assistant.index.encoder import Encoder
from assistant.service.service import Service
from assistant.settings import Settings

pytestmark = pytest.mark.browser
PRESS = "Quelle presse la forge de Bellemont a-t-elle mise en service ?"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = settings_in(tmp_path)
    service = serving(made)
    store(service, "forge", FORGE, publisher="Gazette", published="2021-03-04")
    service.close()
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.context.close()


def test_a_question_waits_for_a_slow_model_and_is_answered(settings: Settings, page: Page) -> None:
    loaded = threading.Event()

    def slow() -> Encoder:
        assert loaded.wait(60)
        return hashing()

    service = Service(settings, encoder=slow)
    service.warm()
    try:
        with running(service, settings) as address:
            begun = time.monotonic()
            page.goto(f"{address}/fr/")
            expect(page.locator("#question textarea")).to_be_visible()
            expect(page.locator("#holds")).to_contain_text("1 document")
            expect(page.locator("#holds .warming")).to_contain_text("se prépare")
            assert time.monotonic() - begun < 30, "the page did not wait for the model"
            page.locator("#question textarea").fill(PRESS)
            page.keyboard.press("Enter")
            expect(page.locator(".turn .stage")).to_be_visible()
            loaded.set()
            expect(page.locator(".reply")).to_contain_text("900 tonnes", timeout=20_000)
            expect(page.locator("#holds .warming")).to_have_count(0)
            expect(page.locator("#holds")).to_contain_text("1 document")
    finally:
        loaded.set()
        service.close()


def test_a_model_that_cannot_be_loaded_is_told_and_nothing_hangs(
    settings: Settings, page: Page
) -> None:
    def missing() -> Encoder:
        raise EncoderUnavailable("no such model")

    service = Service(settings, encoder=missing)
    service.warm().join()
    with running(service, settings) as address:
        page.goto(f"{address}/fr/")
        expect(page.locator("#holds .warming")).to_contain_text("n’a pas pu démarrer")
        page.locator("#question textarea").fill(PRESS)
        page.keyboard.press("Enter")
        expect(page.locator(".turn .trouble")).to_be_visible()
    service.close()
