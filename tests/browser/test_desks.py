"""Staff go through what members ask, the journal and how everything is, in a real browser."""

from __future__ import annotations

import re
import secrets
from itertools import pairwise
from typing import Any

import pytest
from accessibility import HEADINGS, SMALL, violations
from conftest import STAFF, App, Visit, Watch
from playwright.sync_api import Page, expect

from assistant.kept_answers import KeptAnswer, KeptAnswers
from assistant.state import now

pytestmark = pytest.mark.browser

ASKED = "Quelle presse la forge de Bellemont a-t-elle mise en service ?"
JOBS = ("Combien d'emplois dans le naval ?", "كم عدد مناصب الشغل في بناء السفن؟")
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def asked(app: App) -> None:
    state = app.service.state
    for table in ("gaps", "feedback", "saved_answers"):
        state._write(f"DELETE FROM {table}", ())
    state.note_gap(JOBS[0], "fr", "not_stated")
    state.note_gap(JOBS[1], "ar", "no_evidence")
    state.note_gap(ASKED, "fr", "no_evidence")
    kept = KeptAnswer(secrets.token_hex(16), now(), {"question": ASKED, "language": "fr"}, {}, {})
    KeptAnswers(state).judge(kept, "wrong", "La presse a été vendue.")


def overflows(page: Page) -> bool:
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def desk(visit: Visit, path: str, **options: Any) -> Page:
    return visit(f"/fr/staff/{path}", "main h2", name=STAFF, **options)


def test_a_group_is_handled_and_put_back(visit: Visit) -> None:
    page = desk(visit, "gaps")
    group = page.locator(".subject", has_text="emplois")
    expect(group.locator(".meta")).to_contain_text("posée 2 fois")
    group.get_by_role("button", name="Marquer comme traité").click()
    expect(page.locator(".notice")).to_contain_text("Marqué comme traité")
    expect(page.locator(".subject", has_text="emplois")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Traités")).click()
    expect(page.locator(".subject")).to_contain_text(f"traité par {STAFF}")
    page.get_by_role("button", name="Remettre à traiter").click()
    expect(page.locator(".notice")).to_contain_text("Remis à traiter")


def test_a_question_is_put_in_the_box_again(visit: Visit) -> None:
    page = desk(visit, "gaps")
    entry = page.locator(".subject", has_text="Bellemont")
    entry.get_by_role("link", name="Poser la question").click()
    expect(page.locator("#question textarea")).to_have_value(ASKED)


def test_asking_again_shows_how_far_it_is_and_what_came_of_it(visit: Visit) -> None:
    page = desk(visit, "gaps")
    page.get_by_role("button", name="Vérifier lesquelles").click()
    expect(page.locator("#task")).to_contain_text("Vérification finie", timeout=60_000)
    expect(page.locator("#task")).to_contain_text("1 ont maintenant une réponse")
    page.get_by_role("link", name=re.compile("Ont maintenant une réponse")).click()
    expect(page.locator(".subject")).to_contain_text("Bellemont")


def test_the_desks_work_without_scripts(visit: Visit, app: App) -> None:
    page = desk(visit, "health", java_script_enabled=False)
    page.get_by_role("button", name="Mettre à jour").click()
    app.service.tasks.wait(60)
    page.goto(f"{app.address}/fr/staff/health")
    expect(page.locator("#task")).to_contain_text("à jour")
    page.get_by_role("link", name="Journal").click()
    expect(page.locator(".ledger")).to_contain_text("Mise à jour du moteur de recherche")


def test_an_opinion_becomes_an_evaluation_question(visit: Visit, watch: Watch) -> None:
    page = desk(visit, "gaps")
    page.get_by_role("link", name="Avis sur les réponses").click()
    expect(page.locator(".entry")).to_contain_text("La presse a été vendue.")
    page.get_by_role("link", name="En faire une question d’évaluation").click()
    expect(page.get_by_label("Question", exact=True)).to_have_value(ASKED)
    page.get_by_label(re.compile("^Phrase")).fill("Rien de tel.")
    page.get_by_role("button", name="Donner").click()
    expect(page.get_by_role("alert")).to_contain_text("Ce document n’existe pas")
    (error,) = watch.errors
    assert "422" in error, "the browser's own note of a form that was sent back"
    watch.errors.clear()
    page.get_by_label(re.compile("^Phrase")).fill("")
    page.get_by_role("button", name="Donner").click()
    expect(page.locator(".given")).to_contain_text("evaluation.jsonl")


@pytest.mark.parametrize("path", ["gaps", "gaps/feedback", "gaps/question", "journal", "health"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desks_are_open_to_all(visit: Visit, path: str, scheme: str) -> None:
    page = desk(visit, path, color_scheme=scheme)
    assert violations(page) == []
    assert page.evaluate(SMALL, 24) == []
    levels = page.evaluate(HEADINGS)
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("path", ["gaps", "gaps/feedback", "gaps/question", "journal", "health"])
def test_the_desks_fit_a_phone_in_arabic(visit: Visit, path: str) -> None:
    page = visit(f"/ar/staff/{path}", "main h2", name=STAFF, **PHONE)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert not overflows(page)
