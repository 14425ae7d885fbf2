"""Signing in and out in a real browser: in three languages, by keyboard, without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import MEMBER, PASSWORD, STAFF
from playwright.sync_api import expect

from assistant.ui.access import COOKIE
from assistant.ui.words import words_in

pytestmark = pytest.mark.browser


def sign_in(page, name=STAFF, password=PASSWORD):
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")


def ended(watch):
    """Leave out what Gradio writes of a session that ended: its answer, once as an object."""
    watch.errors = [e for e in watch.errors if "401" not in e and e != "Response"]


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_desk_leads_to_signing_in_and_back(visit, watch, language):
    words = words_in(language)
    page = visit(f"/{language}/staff/", ready="#name")
    expect(page.locator("main")).to_contain_text(words.say("signin.staff"))
    expect(page.locator("#name")).to_be_focused()
    sign_in(page)
    expect(page.locator("#desk")).to_be_visible()
    assert page.url.endswith(f"/{language}/staff/")
    person = page.locator("#masthead .person")
    expect(person).to_contain_text(STAFF)
    person.get_by_role("button", name=words.say("signout")).click()
    page.locator("#question textarea").wait_for()
    assert page.url.endswith(f"/{language}/")
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == COOKIE]
    page.goto(page.url + "staff/")
    expect(page.locator("#name")).to_be_visible()
    ended(watch)  # the desk that was left may have been on its way to its tray


def test_it_works_without_scripts(visit):
    page = visit("/ar/sign-in", ready="#name", java_script_enabled=False)
    sign_in(page, MEMBER)
    page.wait_for_url("**/ar/")
    page.goto(page.url + "sign-in")
    expect(page.locator("#masthead .person")).to_contain_text(MEMBER)
    page.locator("#masthead .person button").click()
    page.wait_for_url("**/ar/")
    page.goto(page.url + "sign-in")
    expect(page.locator("#masthead .person")).to_be_empty()


def test_a_wrong_password_is_said_beside_the_fields(visit, watch):
    page = visit("/fr/sign-in?next=staff/", ready="#name")
    sign_in(page, password="autre chose encore")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("mot de passe")
    for field in ("#name", "#password"):
        expect(page.locator(field)).to_have_accessible_description(alert.inner_text())
    expect(page.locator("#name")).to_have_value(STAFF)
    expect(page.locator("#password")).to_be_focused()
    expect(page.locator("#password")).to_have_value("")
    sign_in(page)
    expect(page.locator("#desk")).to_be_visible()
    watch.errors = [error for error in watch.errors if "401" not in error]  # the wrong password


def test_a_member_is_told_that_the_desk_is_for_staff(visit):
    page = visit("/en/staff/", ready="#name", name=MEMBER)
    expect(page.locator("main")).to_contain_text("does not open the staff desk")
    expect(page.locator("#masthead .person")).to_contain_text(MEMBER)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visit):
    page = visit("/fr/sign-in", ready="#name")
    sign_in(page)
    page.locator("#question textarea").wait_for()
    (cookie,) = [cookie for cookie in page.context.cookies() if cookie["name"] == COOKIE]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert page.evaluate("document.cookie") == ""


def test_a_desk_whose_session_ended_says_so_and_goes_on_after_signing_in(visit, app, watch):
    page = visit("/fr/staff/", ready="#desk", name=STAFF)
    page.locator("[data-tray]").wait_for(state="attached")
    page.locator("#pasted textarea").fill("La limerie d'Orval emploie 58 personnes.")
    app.service.people.sign_everybody_out()
    page.locator("#read").click()
    alert = page.locator("#masthead .person").get_by_role("alert")
    expect(alert).to_contain_text("pris fin")
    page.locator("#files input[type=file]").set_input_files(
        {"name": "Orval.txt", "mimeType": "text/plain", "buffer": b"Orval emploie 58 personnes."}
    )
    page.wait_for_timeout(1500)  # in which Gradio would have told of it, too
    assert page.locator(".toast-body").count() == 0
    with page.context.expect_page() as opened:
        alert.get_by_role("link").click()
    sign_in(opened.value)
    opened.value.locator("#question textarea").wait_for()
    opened.value.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("#masthead .person")).to_contain_text(STAFF)
    page.locator("#read").click()
    expect(page.locator("#drafts tbody tr")).to_contain_text("limerie")
    ended(watch)


def test_a_session_that_ends_between_two_requests_does_not_reload_the_desk(visit, app, watch):
    app.service.people.add("Karima", "staff", PASSWORD, "the tests")
    page = visit("/fr/staff/", ready="#desk", name="Karima")
    page.locator("[data-tray]").wait_for(state="attached")
    page.wait_for_timeout(500)  # until the desk asks for nothing more of itself
    page.locator("#pasted textarea").fill("La tannerie de Selmouna emploie 71 personnes.")
    page.evaluate("window.same = true")
    cut = []

    def once(route):
        if not cut:
            cut.append(app.service.people.sign_everybody_out())
        route.continue_()

    page.route("**/queue/data*", once)
    page.locator("#read").click()
    alert = page.locator("#masthead .person").get_by_role("alert")
    with page.context.expect_page() as opened:
        alert.get_by_role("link").click()
    sign_in(opened.value, "Karima")
    opened.value.locator("#question textarea").wait_for()
    opened.value.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("#masthead .person")).to_contain_text("Karima")
    # Read before the session ended, or refused since: then what was typed is still there.
    refused = page.locator("main [role=alert]:not(#masthead [role=alert])")
    expect(page.locator("#drafts tbody tr").or_(refused).filter(visible=True)).not_to_have_count(0)
    page.wait_for_timeout(2000)  # in which what was read unfolds, and the box to read closes
    if page.locator("#read").is_visible():
        page.locator("#read").click()
    expect(page.locator("#drafts tbody tr")).to_contain_text("Selmouna")
    assert page.evaluate("window.same")
    assert cut
    ended(watch)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_on_the_page_of_signing_in(visit, watch, language, scheme):
    page = visit(f"/{language}/sign-in", ready="#name", color_scheme=scheme, name=MEMBER)
    sign_in(page, name=f"{language} {scheme}")
    expect(page.get_by_role("alert")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    watch.errors = [error for error in watch.errors if "401" not in error]  # the wrong password


def test_one_gives_oneself_another_password_by_keyboard(visit, app, watch):
    name, another = "Hind Tazi", "fonte, acier, étain"
    app.service.people.add(name, "member", PASSWORD, "the tests")
    page = visit("/fr/", ready="#masthead .person button", name=name)
    page.locator("#masthead .person a").click()
    expect(page.locator("#current")).to_be_focused()
    expect(page.locator("#new")).to_have_accessible_description(re.compile("10 signes"))
    for attempt in ("autre chose encore", PASSWORD):
        page.locator("#current").fill(attempt)
        page.keyboard.press("Tab")
        page.keyboard.type(another)
        page.keyboard.press("Tab")
        page.keyboard.type(another)
        page.keyboard.press("Enter")
        if attempt != PASSWORD:
            expect(page.get_by_role("alert")).to_contain_text("Rien n’a été changé")
            expect(page.locator("#current")).to_be_focused()
    expect(page.locator("main").get_by_role("status")).to_contain_text("est changé")
    expect(page.locator("#masthead .person")).to_contain_text(name)
    assert app.service.people.sign_in(name, another).token
    watch.errors = [error for error in watch.errors if "403" not in error]  # the wrong password


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_another_password(visit, scheme):
    narrow = {"viewport": {"width": 390, "height": 844}}
    page = visit("/ar/password", ready="#current", color_scheme=scheme, name=MEMBER, **narrow)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
