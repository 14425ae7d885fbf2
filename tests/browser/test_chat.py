"""The chat page as people meet it: asked, answered, checked, in three languages."""

from __future__ import annotations

import pytest
from conftest import NASTY, Visit
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def ask(page: Page, question: str) -> None:
    """Ask and wait for the turn's answer."""
    turns = page.locator("#conversation .turn")
    count = turns.count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(turns).to_have_count(count + 1)
    expect(turns.last.locator(".reply, .trouble")).to_be_visible()


def overflows(page: Page) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def test_a_marker_opens_its_card_at_the_quote_and_the_card_leads_back(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    expect(page.locator(".reply")).to_contain_text("presse de 900 tonnes")
    marker = page.locator(".reply a.cite").first
    card = page.locator(f"#{marker.get_attribute('data-cite')}")
    card.evaluate("card => card.open = false")
    marker.click()
    expect(card).to_have_attribute("open", "")
    expect(card.locator("mark")).to_have_text(
        "La forge de Bellemont a mis en service une presse de 900 tonnes au mois de mars 2021."
    )
    expect(card.locator("blockquote > mark")).to_be_in_viewport()
    expect(card).to_contain_text("La Gazette des forges")
    expect(card).to_contain_text("4 mars 2021")
    expect(card.locator("a.outside")).to_have_attribute("href", "https://gazette.example/forge")
    expect(card.locator("summary")).to_be_focused()
    card.locator("a.back").click()
    expect(marker).to_be_focused()


def test_the_arabic_page_runs_from_right_to_left(visit: Visit) -> None:
    page = visit("/ar/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    ask(page, "كم ينتج مسبك الوادي الأخضر من الحديد الزهر؟")
    expect(page.locator(".reply")).to_contain_text("4500 طن")
    expect(page.locator(".reply [dir=rtl], .reply[dir=rtl]").first).to_be_visible()
    reply, cards = page.locator(".reply").bounding_box(), page.locator(".evidence").bounding_box()
    assert reply is not None
    assert cards is not None
    assert cards["x"] < reply["x"], "the evidence stands on the left of a page that starts right"


def test_a_quote_in_another_language_says_so(visit: Visit) -> None:
    page = visit("/en/")
    ask(page, "Which press was put into service at the Bellemont forge?")
    card = page.locator(".card", has_text="Bellemont").first
    page.locator("details.nearest").evaluate_all("all => all.forEach(d => d.open = true)")
    card.evaluate("card => card.open = true")
    expect(card.locator(".tag")).to_have_text("in French")
    expect(card.locator("blockquote")).to_have_attribute("lang", "fr")


def test_a_refusal_says_why_and_keeps_the_nearest_passages_folded(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quel est le chiffre d'affaires de la forge de Bellemont en 2021 ?")
    reply = page.locator(".reply.refused")
    expect(reply.locator(".reason")).to_contain_text("documents")
    expect(page.locator(".reply a.cite")).to_have_count(0)
    nearest = reply.locator("details.nearest")
    expect(nearest).not_to_have_attribute("open", "")
    expect(nearest.locator("mark").first).to_be_hidden()
    nearest.locator("> summary").click()
    nearest.locator(".card summary").first.click()
    expect(nearest.locator("mark").first).to_be_visible()


def test_a_follow_up_is_read_with_what_was_asked_before(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    ask(page, "Et combien d'ouvriers prévoit-elle d'embaucher ?")
    last = page.locator(".turn").last
    expect(last.locator(".understood")).to_contain_text("Bellemont")
    expect(last.locator(".reply")).to_contain_text("quarante ouvriers")


def test_what_others_wrote_stays_text(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, f"Combien de vannes de turbine compte le rapport de Vaugelin ? {NASTY}")
    ask(page, "Combien de vannes de turbine compte le rapport de Vaugelin ?")
    turns = page.locator("#conversation")
    turns.locator("details").evaluate_all("all => all.forEach(d => d.open = true)")
    last = page.locator(".turn").last
    expect(last.locator("mark").first).to_contain_text("64 vannes")
    for text in ("<img src=x onerror=alert(1)>", "{{7*7}}", "${alert(1)}", "<script>alert(1)"):
        expect(page.locator(".turn").first.locator("h2")).to_contain_text(text)
        expect(last.locator(".reply")).to_contain_text(text)
        expect(last.locator(".card .name").first).to_contain_text(text)
        expect(last.locator(".card .meta").first).to_contain_text(text)
    expect(turns.locator("img, svg, iframe, script, object, embed, form, input")).to_have_count(0)
    expect(turns.locator("[onerror], [onload]")).to_have_count(0)
    addresses = turns.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert addresses
    assert all(address.startswith(("#", "http", "documents/")) for address in addresses)
    assert not any("evil.example" in address for address in addresses)


def test_the_language_that_was_chosen_is_kept(visit: Visit) -> None:
    page = visit("/fr/")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/")
    page.locator("#question textarea").wait_for()
    origin = page.url.removesuffix("/en/")
    page.goto(origin + "/")
    page.wait_for_url("**/en/")
    expect(page.get_by_role("link", name="English")).to_have_attribute("aria-current", "page")


def test_a_new_conversation_starts_empty(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    expect(page.locator("#starters .chip:visible")).to_have_count(0)
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("#starters .chip:visible").first).to_be_visible()
    ask(page, "Et combien d'ouvriers prévoit-elle d'embaucher ?")
    expect(page.locator(".turn")).not_to_contain_text("Bellemont a-t-elle")


def test_an_example_is_asked_by_one_click(visit: Visit) -> None:
    page = visit("/fr/")
    example = page.locator("#starters .chip:visible").first
    expect(example).not_to_have_text("")
    asked = example.inner_text()
    example.click()
    expect(page.locator(".turn h2")).to_contain_text(asked)
    expect(page.locator(".reply")).to_be_visible()


def test_a_phone_shows_the_evidence_below_the_answer(visit: Visit) -> None:
    page = visit("/fr/", viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    assert not overflows(page)
    ask(page, "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    ask(page, "Combien de vannes de turbine compte le rapport de Vaugelin ?")
    assert not overflows(page)
    last = page.locator(".turn").last
    reply, cards = last.locator(".reply").bounding_box(), last.locator(".evidence").bounding_box()
    assert reply is not None
    assert cards is not None
    assert cards["y"] >= reply["y"] + reply["height"]
    assert abs(cards["x"] - reply["x"]) < 2


def test_the_keyboard_is_enough(visit: Visit) -> None:
    page = visit("/fr/")
    page.locator("#question textarea").focus()
    page.keyboard.type("Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    page.keyboard.press("Enter")
    expect(page.locator(".reply a.cite").first).to_be_visible()
    expect(page.locator("#send")).to_be_visible()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('a.cite')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".card.current summary")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.card.current') !== null")


def test_an_arabic_question_runs_from_the_right_on_a_french_page(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "كم عدد عمال Bellemont في المصنع؟")
    line = page.locator("h2.asked").first
    expect(line).to_be_visible()
    assert line.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_questions_to_go_on_with_are_answered_when_asked(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quelle presse Bellemont a-t-elle mise en service ?")
    chips = page.locator("#chips .chip")
    expect(chips.first).to_be_visible()
    offered = chips.first.inner_text()
    chips.first.click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn h2").last).to_contain_text(offered)
    expect(page.locator(".turn").last.locator(".reply:not(.refused)")).to_be_visible()


def test_a_question_is_edited_and_replaces_what_followed_it(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    ask(page, "Combien de vannes de turbine compte le rapport de Vaugelin ?")
    page.locator(".turn").first.get_by_role("button", name="Modifier la question").click()
    box = page.locator("#question textarea")
    expect(box).to_be_focused()
    expect(box).to_have_value("Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    expect(page.locator("#editing")).to_be_visible()
    box.fill("Combien d'ouvriers la forge de Bellemont prévoit-elle d'embaucher ?")
    box.press("Enter")
    expect(page.locator(".turn h2")).to_have_count(1)
    expect(page.locator(".turn h2")).to_contain_text("embaucher")
    expect(page.locator("#editing [data-tell=editing]")).to_be_hidden()


def test_editing_is_given_up_by_its_button(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    page.get_by_role("button", name="Modifier la question").click()
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("#question textarea")).to_have_value("")
    ask(page, "Combien de vannes de turbine compte le rapport de Vaugelin ?")
    expect(page.locator(".turn")).to_have_count(2)


def test_a_conversation_is_kept_in_the_browser_and_opened_again(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    ask(page, "Combien de vannes de turbine compte le rapport de Vaugelin ?")
    page.wait_for_function("(localStorage['assistant.conversations'] ?? '').includes('vannes')")
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    page.reload()
    expect(page.locator(".chips").first).to_be_visible()
    expect(page.locator(".welcome")).to_be_visible()
    page.get_by_text("Conversations passées").click()
    kept = page.locator("#past li")
    expect(kept).to_have_count(1)
    kept.get_by_role("button").first.click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").first).to_contain_text("presse de 900 tonnes")
    expect(page.locator(".turn .card mark").first).to_contain_text("900 tonnes")
    ask(page, "Et combien d'ouvriers prévoit-elle d'embaucher ?")
    expect(page.locator(".turn")).to_have_count(3)


def test_a_kept_conversation_is_forgotten(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    page.get_by_text("Conversations passées").click()
    page.locator("#past .forget").click()
    expect(page.locator("#past li")).to_have_count(0)
    assert page.evaluate("localStorage['assistant.conversations']") == "[]"


def test_a_new_conversation_is_another_one(visit: Visit) -> None:
    page = visit("/fr/")
    ask(page, "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    page.wait_for_function("(localStorage['assistant.conversations'] ?? '').includes('presse')")
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, "Combien de vannes de turbine compte le rapport de Vaugelin ?")
    page.wait_for_function("JSON.parse(localStorage['assistant.conversations']).length === 2")


def test_a_question_is_limited_to_a_publisher_and_says_so(visit: Visit) -> None:
    page = visit("/fr/")
    page.get_by_role("button", name="Filtrer les documents").click()
    page.get_by_label("Éditeurs").click()
    page.get_by_role("option", name="Wire Weekly (1)").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Filtrer les documents (1)")).to_be_visible()
    ask(page, "Quelle presse la forge de Bellemont a-t-elle mise en service ?")
    expect(page.locator(".reply.refused")).to_be_visible()
    expect(page.locator(".turn")).not_to_contain_text("900 tonnes")
