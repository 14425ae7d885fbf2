"""What was written and answered stays: over a reload, another language, a lost connection."""

from __future__ import annotations

import pytest
from conftest import MEMBER, Visit, Watch
from playwright.sync_api import Page, Route, expect
from test_chat import ask

from assistant.ui.words import words_in

pytestmark = pytest.mark.browser

PRESS = "Quelle presse la forge de Bellemont a-t-elle mise en service ?"
VALVES = "Combien de vannes de turbine compte le rapport de Vaugelin ?"
FR = words_in("fr")


def answered(page: Page, question: str) -> None:
    """Ask, and wait until the browser has the answer."""
    ask(page, question)
    page.wait_for_function(
        "asked => (localStorage['assistant.conversations'] ?? '').includes(asked)", arg=question
    )


def test_a_reload_goes_on_where_the_tab_was(visit: Visit) -> None:
    page = visit("/fr/")
    answered(page, PRESS)
    page.reload()
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".reply")).to_contain_text("presse de 900 tonnes")
    ask(page, VALVES)
    expect(page.locator(".turn")).to_have_count(2)
    page.wait_for_function("JSON.parse(localStorage['assistant.conversations']).length === 1")


def test_another_language_and_the_way_back_keep_the_conversation(visit: Visit) -> None:
    page = visit("/fr/")
    answered(page, PRESS)
    page.locator(".tongues a", has_text="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".turn .asked")).to_contain_text(PRESS)
    page.locator(".places a", has_text="Documents").click()
    expect(page.locator(".turn")).to_have_count(0)
    page.go_back()
    expect(page.locator(".turn .asked")).to_contain_text(PRESS)


def test_another_tab_begins_anew(visit: Visit) -> None:
    page = visit("/fr/")
    answered(page, PRESS)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#starters .chip").first.wait_for()
    expect(other.locator(".welcome")).to_be_visible()


def test_a_duplicated_tab_goes_on_in_a_conversation_of_its_own(visit: Visit) -> None:
    page = visit("/fr/")
    answered(page, PRESS)
    kept = page.evaluate("JSON.stringify({...sessionStorage})")
    other = page.context.new_page()  # as a browser duplicates a tab: with its storage
    other.add_init_script(f"Object.assign(sessionStorage, {kept})")
    other.goto(page.url)
    expect(other.locator(".turn .asked")).to_contain_text(PRESS)
    ask(other, VALVES)
    page.wait_for_function("JSON.parse(localStorage['assistant.conversations']).length === 2")
    ask(page, "Qui dirige la forge de Bellemont ?")
    page.wait_for_function(
        "JSON.parse(localStorage['assistant.conversations'])[0].record.includes('Qui dirige')"
    )
    first, second = page.evaluate(
        "JSON.parse(localStorage['assistant.conversations']).map((one) => one.record)"
    )
    assert ("Qui dirige" in first, "vannes" in first) == (True, False)
    assert ("Qui dirige" in second, "vannes" in second) == (False, True)


def test_a_long_question_is_shown_in_part_and_wholly_where_it_is_wanted(visit: Visit) -> None:
    page = visit("/fr/", viewport={"width": 390, "height": 800})
    ask(page, f"{VALVES} " + "Je précise longuement ma question. " * 50)
    asked = page.locator(".turn .asked")
    assert asked.bounding_box()["height"] < 200
    assert "Je précise" in asked.inner_text()
    page.get_by_text(FR.say("asked.more")).click()
    assert asked.bounding_box()["height"] > 500
    for part in ("#filters", "#past summary", "#new"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    page.locator("#filters button").first.click()
    page.locator("#by-publisher input").click()
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_question_brought_by_a_link_begins_a_conversation(visit: Visit) -> None:
    page = visit("/fr/")
    answered(page, PRESS)
    page.goto(f"{page.url}?q=Vaugelin")
    expect(page.locator("#question textarea")).to_have_value("Vaugelin")
    page.locator("#starters .chip").first.wait_for()
    expect(page.locator(".turn")).to_have_count(0)


def test_who_signs_out_leaves_no_conversation_open(visit: Visit) -> None:
    page = visit("/fr/", name=MEMBER)
    answered(page, PRESS)
    page.locator("#question textarea").fill("Et combien d'ouvriers ?")
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto(page.url.split("/fr/")[0] + "/fr/")
    page.locator("#starters .chip").first.wait_for()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value("")


def test_what_was_written_and_not_sent_is_there_after_a_reload(visit: Visit) -> None:
    page = visit("/fr/")
    page.locator("#question textarea").fill("Combien de")
    page.reload()
    expect(page.locator("#question textarea")).to_have_value("Combien de")
    ask(page, VALVES)
    page.wait_for_function("(localStorage['assistant.conversations'] ?? '').includes('vannes')")
    page.reload()
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator("#question textarea")).to_have_value("")


def test_a_lost_connection_is_said_in_words_of_the_page_and_loses_nothing(
    visit: Visit, watch: Watch
) -> None:
    page = visit("/fr/")
    answered(page, PRESS)
    page.context.set_offline(True)
    page.locator("#question textarea").fill(VALVES)
    page.locator("#question textarea").press("Enter")
    expect(page.get_by_test_id("toast-text")).to_have_text(FR.say("connection.lost.how"))
    expect(page.locator(".toast-title")).to_have_text(FR.say("connection.lost"))
    page.context.set_offline(False)
    expect(page.get_by_test_id("toast-text")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator("#question textarea")).to_have_value(VALVES)
    page.locator("#send").click()
    expect(page.locator(".reply").last).to_contain_text("64 vannes")
    watch.errors[:] = [error for error in watch.errors if "ERR_INTERNET" not in error]


def test_a_question_that_is_long_on_its_way_is_said_to_leave(visit: Visit) -> None:
    page = visit("/fr/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        if VALVES in str((route.request.post_data_json or {}).get("data")):
            held.append(route)
        else:
            route.continue_()

    page.route("**/queue/join*", hold)
    page.locator("#question textarea").fill(VALVES)
    page.locator("#send").click()
    line = page.get_by_text(FR.say("sending"))
    expect(line).to_be_visible()
    held[0].continue_()
    expect(page.locator(".reply")).to_contain_text("64 vannes")
    expect(line).to_be_hidden()


def test_a_text_that_is_too_long_is_said_to_be_cut(visit: Visit) -> None:
    page = visit("/fr/")
    box = page.locator("#question textarea")
    box.focus()
    page.keyboard.insert_text("Un préambule sans fin. " * 100 + "Qui préside ?")
    line = page.get_by_text(FR.say("question.cut", limit=FR.number(2000)))
    expect(line).to_be_visible()
    box.fill("Qui préside ?")
    expect(line).to_be_hidden()


def test_sending_nothing_leads_to_the_box(visit: Visit) -> None:
    page = visit("/fr/")
    page.locator("#send").click()
    expect(page.locator("#question textarea")).to_be_focused()
    expect(page.locator(".turn")).to_have_count(0)


def test_an_answer_begins_at_the_top_of_the_window(visit: Visit) -> None:
    page = visit("/fr/", viewport={"width": 390, "height": 560})
    ask(page, VALVES)
    ask(page, PRESS)
    page.wait_for_function(
        "Math.abs(document.querySelector('.turn:last-child').getBoundingClientRect().top) < 10"
    )


def test_on_paper_stands_what_was_asked_and_answered_and_nothing_to_press(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quelle presse Bellemont a-t-elle mise en service ?")
    expect(page.locator("#chips .chip").first).to_be_visible()
    page.emulate_media(media="print")
    for pressed in ("#chips", ".again", ".actions", "#composer", ".skip"):
        assert not any(box.is_visible() for box in page.locator(pressed).all()), pressed
    expect(page.locator(".turn .asked")).to_be_visible()
    expect(page.locator(".on-paper")).to_contain_text("Réponse du")


def test_lines_of_a_question_stay_lines(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, f"Bonjour,\n{VALVES}")
    heights = page.locator(".turn .asked").evaluate(
        "h2 => [h2.offsetHeight, parseFloat(getComputedStyle(h2).lineHeight)]"
    )
    assert heights[0] > 1.9 * heights[1]
