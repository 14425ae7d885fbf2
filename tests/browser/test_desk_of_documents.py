"""The desk of documents in a real browser: found, corrected, compared, taken out and put back."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from accessibility import CUT_OFF, HEADINGS, SMALL, overflow, violations
from conftest import PASSWORD, STAFF, App, Visit, Watch
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True,
}  # fmt: skip
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}
ADMIN = "Zineb"


def judged(page: Page) -> None:
    """Fail where the page cannot be used by everybody: axe, headings, targets, width."""
    assert violations(page) == []
    levels = page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert page.evaluate(SMALL, 24) == []
    assert page.evaluate(CUT_OFF) == []
    assert overflow(page) <= 0


def refused(watch: Watch) -> None:
    """Leave out what a browser writes of a form that was refused on purpose."""
    watch.errors = [error for error in watch.errors if "422" not in error]


def row(page: Page, title: str) -> Any:
    return page.locator(".held tbody tr").filter(has_text=title)


def test_a_document_is_found_corrected_compared_and_restored(
    visit: Visit, app: App, watch: Watch
) -> None:
    page = visit("/fr/staff/documents", ready=".held", name=STAFF)
    judged(page)
    page.get_by_role("searchbox").fill("Bellemont")
    page.get_by_role("button", name="Chercher").click()
    expect(page.locator(".count")).to_contain_text("1 document")
    row(page, "Bellemont").get_by_role("link", name="La forge de Bellemont").click()
    body = page.get_by_label("Texte", exact=True)
    body.fill(body.input_value().replace("900 tonnes", "950 tonnes"))
    page.get_by_label("Date de publication").fill("bientôt")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("Rien n’a encore été enregistré")
    expect(page.get_by_label("Date de publication")).to_have_attribute("aria-invalid", "true")
    judged(page)
    page.get_by_label("Date de publication").fill("4 mars 2021")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".just")).to_contain_text("Enregistré")
    judged(page)
    page.get_by_role("link", name="Versions (1)").click()
    page.locator(".versions a").click()
    expect(page.locator("del")).to_contain_text("900")
    expect(page.locator("ins")).to_contain_text("950")
    judged(page)
    page.get_by_role("button", name="Rétablir cette version").click()
    expect(page.locator(".just")).to_contain_text("Version rétablie")
    expect(page.get_by_label("Texte", exact=True)).to_have_value(
        app.service.show(app.service.list(text="Bellemont")[0].id).body.rstrip("\n")
    )
    assert app.service.state.journal(1)[0].who == STAFF
    refused(watch)


def test_documents_are_taken_out_and_put_back_without_scripts(visit: Visit, app: App) -> None:
    page = visit("/fr/staff/documents", ready=".held", name=STAFF, java_script_enabled=False)
    row(page, "Larkfield").get_by_role("checkbox").check()
    row(page, "مسبك").get_by_role("checkbox").check()
    page.get_by_role("button", name="Retirer les documents choisis").click()
    expect(page.locator(".just")).to_contain_text("2 documents")
    expect(page.locator(".held tbody tr")).to_have_count(2)
    assert len(app.service.list()) == 2
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator(".just")).to_contain_text("Remis")
    assert len(app.service.list()) == 4


def test_the_table_is_put_in_order_by_its_heads(visit: Visit) -> None:
    page = visit("/fr/staff/documents", ready=".held", name=STAFF)
    page.get_by_role("link", name="Titre", exact=True).click()
    expect(page.get_by_role("columnheader", name="Titre")).to_have_attribute(
        "aria-sort", "ascending"
    )
    first = page.locator(".held tbody th").first
    expect(first).to_contain_text("A second plant")
    page.get_by_role("link", name="Titre").click()
    expect(first).to_contain_text("مسبك")


@pytest.mark.parametrize("options", [{}, PHONE, NARROW, {"color_scheme": "dark"}])
def test_the_desk_in_arabic_can_be_used_by_everybody(
    visit: Visit, app: App, watch: Watch, options: dict[str, Any]
) -> None:
    if not any(person.name == ADMIN for person in app.service.people.list()):
        app.service.people.add(ADMIN, "admin", PASSWORD, "the tests")
    page = visit("/ar/staff/documents", ready=".held", name=ADMIN, **options)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    judged(page)
    row(page, "مسبك").get_by_role("link").first.click()
    page.locator("form.correct").wait_for()
    expect(page.locator("textarea[name=body]")).to_have_attribute("dir", "rtl")
    judged(page)
    page.get_by_role("link", name="حذف نهائي").click()
    page.get_by_role("button", name="حذف نهائي").click()
    expect(page.get_by_role("alert")).to_contain_text("لم يُحذف شيء")
    judged(page)
    refused(watch)


@pytest.mark.parametrize("scripts", [True, False])
def test_all_that_a_search_found_is_chosen_taken_out_and_put_back(
    visit: Visit, app: App, scripts: bool
) -> None:
    options = PHONE if scripts else {"java_script_enabled": False}
    page = visit("/ar/staff/documents?kind=article", ready=".held", name=STAFF, **options)
    before = {document.id for document in app.service.list()}
    seen, everything = page.locator(".held input[name=id]"), page.locator("input[name=found]")
    if scripts:
        judged(page)
        everything.check()
        expect(page.locator(".held input[name=id]:checked")).to_have_count(len(before))
        seen.first.uncheck()
        expect(everything).not_to_be_checked()
    everything.check()
    page.get_by_role("button", name="سحب الوثائق المختارة").click()
    expect(page.locator("main h2")).to_contain_text(str(len(before)))
    if scripts:
        judged(page)
    assert {document.id for document in app.service.list()} == before
    page.locator("button[value=remove-found]").click()
    expect(page.locator("main").get_by_role("status").first).to_contain_text(str(len(before)))
    assert not app.service.list()
    page.locator("button[value=undo]").click()
    expect(page.locator(".held tbody tr")).to_have_count(len(before))
    assert {document.id for document in app.service.list()} == before
