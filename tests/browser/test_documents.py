"""The corpus as people browse it: searched, by year, and a document opened at its quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import NASTY, App, Visit
from playwright.sync_api import Browser, Page, expect
from serving import draft, serving, settings_in, statuses
from web import running

from assistant.schema import OriginalSource
from assistant.ui.words import words_in

pytestmark = pytest.mark.browser

QUOTE = "La forge de Bellemont a mis en service une presse de 900 tonnes au mois de mars 2021."
BODY = (
    f"{'Le marteau-pilon de 1950 a été vendu. ' * 60}\n\n"
    f"Deux ans de travaux. {QUOTE} La presse est neuve.\n\n"
    "| Atelier | Pièces par an | Ouvriers | Surface couverte | Année d'ouverture |\n"
    "| --- | --- | --- | --- | --- |\n| Emboutissage lourd | 120 000 | 40 | 3 200 m² | 2021 |\n\n"
    f"{'Le reste est à venir. ' * 80}\n"
)
LIST = "form.finder"
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    settings = settings_in(tmp_path_factory.mktemp("documents"))
    service = serving(settings)
    sources = (OriginalSource("La Gazette", "La forge", "https://gazette.example/1", "2021-03"),)
    many = [
        draft(
            f"note {n}", f"La note {n} compte {n} lignes de relevé.\n", published=f"{2000 + n % 9}"
        )
        for n in range(60)
    ]
    reports = service.store(
        [
            draft("forge", BODY, title="La forge de Bellemont s'équipe", kind="summary",
                  sources=sources, published="2026-01-01", topics=("forge",)),
            draft("foundry", "ينتج المسبك 4500 طن من الحديد الزهر في السنة.\n", language="ar",
                  title="مسبك الوادي الأخضر", publisher="جريدة المعادن", published="2023-05"),
            draft("nasty", f"Un relevé {NASTY} de vannes.\n", title=f"Vannes {NASTY}",
                  publisher=NASTY, author=NASTY, topics=(NASTY,), url="javascript:alert(1)"),
            *many,
        ]
    )  # fmt: skip
    assert statuses(reports) == ["stored"] * 63, reports
    with running(service, settings) as address:
        yield App(address, service, settings)
    service.close()


def overflows(page: Page) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def titles(page: Page) -> list[str]:
    return page.locator(".entry h4").all_inner_texts()


def test_the_list_is_searched_and_its_address_can_be_shared(visit: Visit, app: App) -> None:
    page = visit("/fr/documents", LIST)
    expect(page.locator(".count")).to_contain_text("63 documents, de 2000 à 2023")
    page.get_by_role("searchbox").fill("bellemont")
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_contain_text("1 document")
    assert titles(page) == ["La forge de Bellemont s'équipe"]
    shared = visit(page.url.removeprefix(app.address), LIST)
    assert titles(shared) == titles(page)
    expect(shared.get_by_role("searchbox")).to_have_value("bellemont")
    shared.get_by_label("Éditeur").select_option("جريدة المعادن")
    shared.get_by_role("button", name="Chercher").click()
    expect(shared.locator(".none")).to_contain_text("Essayez")
    shared.locator(".none .clear").click()
    expect(shared.locator(".count")).to_contain_text("63 documents")


def test_it_is_searched_without_scripts(visit: Visit) -> None:
    page = visit("/fr/documents", LIST, java_script_enabled=False)
    page.get_by_role("combobox", name="Langue").select_option("ar")
    page.get_by_role("button", name="Chercher").click()
    assert titles(page) == ["مسبك الوادي الأخضر"]


def test_a_year_leads_to_its_place_on_its_page(visit: Visit) -> None:
    page = visit("/fr/documents", LIST)
    first = titles(page)
    page.get_by_role("navigation", name="Aller à une année").get_by_text("2000").click()
    page.wait_for_url("**page=2#y-2000")
    expect(page.locator("#y-2000")).to_be_in_viewport()
    assert not set(first) & set(titles(page))
    page.get_by_role("link", name="Page précédente").click()
    page.locator(LIST).wait_for()
    assert titles(page) == first


def test_a_card_leads_to_the_quote_in_the_text(visit: Visit) -> None:
    page = visit("/fr/")
    page.locator("#question textarea").fill("Quelle presse la forge a-t-elle mise en service ?")
    page.locator("#question textarea").press("Enter")
    card = page.locator(".card", has_text="Bellemont").first
    expect(card.locator("mark")).to_contain_text("presse de 900 tonnes")
    with page.context.expect_page() as opening:
        card.get_by_role("link", name="Voir dans le texte").click()
    opened = opening.value
    mark = opened.locator("mark#quote")
    expect(mark).to_have_text(card.locator("mark").inner_text())
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    expect(opened.locator(".here")).to_contain_text("Deux ans de travaux.")
    expect(opened.locator("h2")).to_have_text("La forge de Bellemont s'équipe")


def test_a_document_leads_to_a_question_ready_to_send(visit: Visit) -> None:
    page = visit("/fr/documents?q=bellemont", LIST)
    page.locator(".entry h4 a").click()
    page.get_by_role("link", name="Interroger les documents sur « forge »").click()
    box = page.locator("#question textarea")
    asked = words_in("fr").say("example.topic", topic="forge")
    expect(box).to_have_value(asked)
    expect(box).to_be_focused()
    expect(page.locator(".turn")).to_have_count(0)
    box.press("Enter")
    expect(page.locator(".turn h2")).to_contain_text(asked)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_phone_shows_list_and_text_without_overflow(visit: Visit, language: str) -> None:
    page = visit(f"/{language}/documents", LIST, **PHONE)
    assert not overflows(page)
    page.get_by_role("searchbox").fill("bellemont")
    page.keyboard.press("Enter")
    page.locator(".entry h4 a").click()
    expect(page.locator(".stored table")).to_be_visible()
    assert not overflows(page)
    page = visit(f"/{language}/documents?q=vannes", LIST, **PHONE)
    assert not overflows(page)
    page.locator(".entry h4 a").click()
    page.locator(".facts").wait_for()
    assert not overflows(page)


def test_the_arabic_page_runs_from_right_to_left(visit: Visit) -> None:
    page = visit("/ar/documents", LIST)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".entry bdi[lang=fr]").first).to_have_attribute("dir", "ltr")
    find, box = page.locator(".finder button").bounding_box(), page.locator(".finder input")
    searched = box.bounding_box()
    assert find is not None
    assert searched is not None
    assert find["x"] < searched["x"]
    page.get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/documents")


def test_the_other_languages_show_the_same_search_and_quote(visit: Visit, app: App) -> None:
    page = visit("/fr/documents?q=bellemont", LIST)
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/documents?q=bellemont")
    assert len(titles(page)) == 1
    (document,) = app.service.list(text="bellemont")
    start = BODY.index(QUOTE)
    where = f"documents/{document.id}?start={start}&end={start + len(QUOTE)}"
    page = visit(f"/fr/{where}", "mark#quote")
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url(f"**/ar/{where}")
    expect(page.locator("mark#quote")).to_have_text(QUOTE)


def test_what_others_wrote_stays_text(visit: Visit) -> None:
    page = visit("/fr/documents?q=vannes", LIST)
    expect(page.locator(".entry h4")).to_contain_text("<img src=x onerror=alert(1)>")
    page.locator(".entry h4 a").click()
    expect(page.locator("h2")).to_contain_text("${alert(1)}")
    inside = page.locator("main")
    expect(inside.locator("img, svg, iframe, script, object, embed")).to_have_count(0)
    addresses = inside.locator("a").evaluate_all("all => all.map(a => a.protocol)")
    assert set(addresses) <= {"http:", "https:"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_serious(visit: Visit, app: App, language: str, scheme: str) -> None:
    (document,) = app.service.list(text="bellemont")
    start = BODY.index(QUOTE)
    for path, ready, options in (
        ("documents", LIST, {}),
        ("documents", LIST, PHONE),
        ("documents?q=zeppelin", ".none", {}),
        (f"documents/{document.id}?start={start}&end={start + len(QUOTE)}", "mark#quote", {}),
        ("documents?q=vannes", LIST, PHONE),
    ):
        page = visit(f"/{language}/{path}", ready, color_scheme=scheme, **options)
        found = Axe().run(page).response["violations"]
        grave = [v for v in found if v["impact"] in ("serious", "critical")]
        assert not grave, [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in grave]
