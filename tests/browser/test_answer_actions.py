"""What members do with an answer, in a real browser: copy, link, print, download, judge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import App, Visit
from playwright.sync_api import Locator, Page, Route, expect
from test_chat import ask, overflows

from assistant.ui.words import words_in

pytestmark = pytest.mark.browser

FR, AR = words_in("fr"), words_in("ar")
FORGE = "Quelle presse la forge de Bellemont a-t-elle mise en service ?"
FOUNDRY = "كم ينتج مسبك الوادي الأخضر من الحديد الزهر؟"
REMARK = "La presse a été vendue."


def asked(visit: Visit, path: str = "/fr/", **options: object) -> Page:
    """Return a page with one answered question; what it copies can be read back."""
    page = visit(path, permissions=["clipboard-read", "clipboard-write"], **options)
    ask(page, FOUNDRY if path == "/ar/" else FORGE)
    return page


def act(page: Page, name: str) -> Locator:
    return page.locator(".actions").last.locator(f"[data-act={name}], [data-verdict={name}]")


def told(page: Page) -> Locator:
    return page.locator(".actions").last.locator(".told")


def test_an_answer_is_copied_with_its_sources(visit: Visit) -> None:
    page = asked(visit)
    act(page, "copy").click()
    expect(told(page)).to_have_text(FR.say("actions.copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(FORGE.replace(" ?", ""))
    assert "[1] La forge de Bellemont s'équipe, La Gazette des forges, 4\u00a0mars 2021" in copied
    assert "https://gazette.example/forge" in copied
    expect(act(page, "copy")).to_be_focused()


def test_an_answer_is_copied_where_the_page_may_not_ask_for_the_clipboard(visit: Visit) -> None:
    page = asked(visit)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate("document.addEventListener('copy', () => { window.old = "
                  "document.activeElement.value; })")  # fmt: skip
    act(page, "copy").click()
    expect(told(page)).to_have_text(FR.say("actions.copied"))
    assert "La Gazette des forges" in page.evaluate("window.old")
    expect(act(page, "copy")).to_be_focused()


@pytest.mark.parametrize("path", ["/fr/", "/ar/"])
def test_a_link_leads_to_the_frozen_answer(visit: Visit, path: str) -> None:
    words = FR if path == "/fr/" else AR
    page = asked(visit, path)
    act(page, "link").click()
    expect(told(page)).to_have_text(words.say("actions.linked"))
    link = page.locator(".actions .linked a")
    address = str(link.get_attribute("href"))
    assert re.search(rf"{path}answers/[0-9a-f]{{32}}$", address)
    assert page.evaluate("navigator.clipboard.readText()") == address
    quoted = page.locator(".evidence mark").first.inner_text()
    link.click()
    page.wait_for_url("**/answers/*")
    expect(page.locator(".about")).to_be_visible()
    expect(page.locator(".evidence mark").first).to_have_text(quoted)
    expect(page.locator("html")).to_have_attribute("dir", words.direction)
    page.locator(".reply a.cite").first.click()
    expect(page.locator(".card.current summary")).to_be_focused()
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/answers/*")
    expect(page.locator(".evidence mark").first).to_have_text(quoted)


def test_a_link_is_deleted_and_the_keyboard_stays(visit: Visit) -> None:
    page = asked(visit)
    act(page, "link").click()
    address = str(page.locator(".actions .linked a").get_attribute("href"))
    act(page, "unlink").click()
    expect(told(page)).to_have_text(FR.say("actions.unlinked"))
    expect(page.locator(".actions .linked")).to_be_hidden()
    expect(act(page, "link")).to_be_focused()
    assert page.request.get(address).status == 410


def test_an_answer_is_downloaded_as_markdown(visit: Visit) -> None:
    page = asked(visit)
    with page.expect_download() as download:
        act(page, "markdown").click()
    assert re.fullmatch(r"reponse-\d{4}-\d\d-\d\d\.md", download.value.suggested_filename)
    text = Path(download.value.path()).read_text("utf-8")
    assert "> La forge de Bellemont a mis en service une presse de 900 tonnes" in text
    expect(told(page)).to_have_text(FR.say("actions.saved"))


@pytest.mark.parametrize("path", ["/fr/", "/ar/"])
def test_feedback_is_given_changed_and_taken_back_by_keyboard(
    visit: Visit, app: App, path: str
) -> None:
    words = FR if path == "/fr/" else AR
    page = asked(visit, path)
    act(page, "wrong").focus()
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text(words.say("feedback.thanks"))
    expect(act(page, "wrong")).to_have_attribute("aria-pressed", "true")
    expect(act(page, "wrong")).to_be_focused()
    box = page.locator(".actions textarea")
    box.fill(REMARK)
    act(page, "why").focus()
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text(words.say("feedback.noted"))
    assert [(f.verdict, f.comment) for f in app.service.answers.feedback()] == [("wrong", REMARK)]
    act(page, "outdated").click()
    expect(act(page, "outdated")).to_have_attribute("aria-pressed", "true")
    expect(act(page, "wrong")).to_have_attribute("aria-pressed", "false")
    expect(box).to_have_value(REMARK)
    act(page, "take-back").focus()
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text(words.say("feedback.taken_back"))
    expect(box).to_be_hidden()
    expect(act(page, "outdated")).to_be_focused()
    expect(act(page, "outdated")).to_have_attribute("aria-pressed", "false")
    assert app.service.answers.feedback() == []


def test_the_next_question_takes_nothing_from_the_bar_above(visit: Visit, app: App) -> None:
    page = asked(visit)
    act(page, "right").click()
    expect(act(page, "right")).to_have_attribute("aria-pressed", "true")
    page.locator(".actions textarea").fill(REMARK)
    page.locator("#question textarea").fill("Et combien d'ouvriers prévoit-elle d'embaucher ?")
    page.locator("#question textarea").press("Enter")
    page.locator(".actions textarea").first.focus()
    expect(page.locator(".turn .actions")).to_have_count(2)
    first = page.locator(".turn").first
    expect(first.locator("[data-verdict=right]")).to_have_attribute("aria-pressed", "true")
    expect(first.locator("textarea")).to_have_value(REMARK)
    expect(first.locator("textarea")).to_be_focused()
    expect(page.locator(".turn").last.locator("textarea")).to_be_hidden()
    first.locator("[data-act=take-back]").click()
    expect(first.locator("textarea")).to_be_hidden()
    assert app.service.answers.feedback() == []


def test_what_was_judged_is_still_known_when_the_conversation_is_opened_again(
    visit: Visit, app: App
) -> None:
    page = asked(visit)
    act(page, "wrong").click()
    expect(told(page)).to_have_text(FR.say("feedback.thanks"))
    page.reload()
    page.locator("#question textarea").wait_for()
    page.locator("#past summary").click()
    page.locator("#past li button").first.click()
    expect(act(page, "wrong")).to_have_attribute("aria-pressed", "true")
    act(page, "take-back").click()
    expect(told(page)).to_have_text(FR.say("feedback.taken_back"))
    assert app.service.answers.feedback() == []


def test_a_refusal_can_be_judged_and_a_greeting_has_nothing_to_judge(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quel est le chiffre d'affaires de la forge de Bellemont en 2021 ?")
    expect(page.locator(".reply.refused")).to_be_visible()
    expect(page.locator(".actions [data-verdict]")).to_have_count(4)
    ask(page, "Bonjour")
    expect(page.locator(".turn").last.locator(".actions")).to_have_count(0)


def test_what_is_pressed_while_the_server_answers_is_not_lost(visit: Visit) -> None:
    page = asked(visit)
    waiting: list[Route] = []
    page.route("**/feedback", lambda route: waiting.append(route))
    with page.expect_request("**/feedback"):
        act(page, "wrong_source").click()
    for _ in range(2):  # the second is the same, and done once
        act(page, "link").click()
    page.wait_for_timeout(300)
    expect(page.locator(".actions .linked a")).to_have_count(0)
    kept: list[str] = []
    page.on("request", lambda request: kept.append(request.url))
    waiting[0].continue_()
    expect(page.locator(".actions .linked a")).to_be_visible()
    expect(act(page, "wrong_source")).to_have_attribute("aria-pressed", "true")
    assert sum(url.endswith("/keep") for url in kept) == 1


def test_what_goes_wrong_is_said(visit: Visit, app: App, watch: object) -> None:
    page = asked(visit)
    page.route("**/feedback", lambda route: route.abort())
    act(page, "right").click()
    expect(told(page)).to_have_text(FR.say("actions.offline"))
    expect(act(page, "right")).to_have_attribute("aria-pressed", "false")
    page.unroute("**/feedback")
    app.service.answers._held.clear()
    act(page, "right").click()
    expect(told(page)).to_have_text(FR.say("error.AnswerNotFound"))
    watch.errors.clear()  # type: ignore[attr-defined]  # the browser notes what we made fail


@pytest.mark.parametrize("path", ["/fr/", "/ar/"])
def test_on_paper_every_card_is_open_and_nothing_else_is_in_the_way(
    visit: Visit, path: str
) -> None:
    page = asked(visit, path)
    act(page, "link").click()
    page.locator(".actions .linked a").click()
    page.wait_for_url("**/answers/*")
    page.emulate_media(media="print")
    expect(page.locator(".evidence .card > blockquote mark").first).to_be_visible()
    for unwanted in ("#masthead nav", ".actions", ".card .back"):
        expect(page.locator(unwanted).first).to_be_hidden()
    assert page.locator(".card").first.evaluate("c => getComputedStyle(c).breakInside") == "avoid"
    if path == "/fr/":
        after = "a => getComputedStyle(a, '::after').content"
        written = page.locator("a.outside").first.evaluate(after)
        assert "https://gazette.example/forge" in written
    assert not overflows(page)
    assert len(page.pdf()) > 1000


def test_print_takes_one_answer_of_a_conversation(visit: Visit) -> None:
    page = asked(visit)
    ask(page, "Combien de vannes de turbine compte le rapport de Vaugelin ?")
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    first, last = page.locator(".turn").first, page.locator(".turn").last
    cards = first.locator(".evidence .card")
    cards.evaluate_all("cards => cards.forEach(card => card.open = false)")
    first.locator("[data-act=print]").click()
    page.emulate_media(media="print", color_scheme="dark")
    expect(last).to_be_hidden()
    expect(first).to_be_visible()
    expect(first.locator(".evidence mark").first).to_be_visible()
    expect(page.locator("#composer")).to_be_hidden()
    assert first.locator(".said").first.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(last).to_be_visible()
    assert first.locator(".evidence .card[open]").count() == 0


@pytest.mark.parametrize("path", ["/fr/", "/ar/"])
def test_a_phone_has_room_for_the_bar(visit: Visit, path: str) -> None:
    page = asked(visit, path, viewport={"width": 390, "height": 844}, is_mobile=True)
    act(page, "wrong_source").click()
    act(page, "link").click()
    expect(page.locator(".actions .linked a")).to_be_visible()
    assert not overflows(page)
    for button in page.locator(".actions button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= 24
    act(page, "take-back").click()
    page.locator(".actions .linked a").click()
    page.wait_for_url("**/answers/*")
    assert not overflows(page)


def test_the_notice_leads_to_what_is_kept(visit: Visit) -> None:
    page = visit("/fr/")
    page.locator("#notice a").click()
    page.wait_for_url("**/fr/privacy")
    expect(page.get_by_role("heading", name=FR.say("privacy"))).to_be_visible()
    expect(page.locator("main")).to_contain_text("365 jours")
