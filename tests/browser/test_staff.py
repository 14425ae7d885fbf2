"""Staff in a real browser: a page pasted, reviewed and stored, then asked about."""

import re

import pytest
from conftest import STAFF
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PASTED = (
    "Accueil\nÉconomie\nSports\nS'abonner\n\n"
    "La scierie de Montclair change de lames\n"
    "Publié dans La Gazette du Bois le 04 - 05 - 2020\n\n"
    "La scierie de Montclair a remplacé ses 36 lames de scie au mois d'avril 2020, selon son "
    "directeur technique.\n\n"
    "Le chantier a coûté 2,4 millions de dirhams et il a duré six semaines, sans arrêt de la "
    "production.\n\n"
    "Partager sur Facebook\nTous droits réservés\n"
)


def desk_of(visit):
    return visit("/fr/staff/", ready="#desk", name=STAFF)


def test_a_page_is_pasted_reviewed_stored_and_answered_from(visit):
    page = desk_of(visit)
    page.locator("#pasted textarea").fill(PASTED)
    page.locator("#read").click()
    expect(page.locator("#review")).to_be_visible(timeout=60_000)
    expect(page.locator("#r-title textarea, #r-title input")).to_have_value(
        "La scierie de Montclair change de lames"
    )
    expect(page.locator("#r-published textarea, #r-published input")).to_have_value("2020-05-04")
    expect(page.locator("#r-body textarea")).to_have_value(re.compile("36 lames"))
    assert "S'abonner" in page.locator("#r-cut textarea").input_value()
    page.locator("#store").click()
    expect(page.locator("#desk-said")).to_contain_text("Montclair", timeout=60_000)

    page.get_by_role("link", name="Questions", exact=True).click()
    page.locator("#question textarea").fill("Combien de lames la scierie de Montclair a-t-elle ?")
    page.keyboard.press("Enter")
    expect(page.locator(".reply")).to_contain_text("36 lames", timeout=60_000)


def test_a_file_is_read_and_a_bad_one_is_named(visit, tmp_path):
    page = desk_of(visit)
    good = tmp_path / "note.md"
    good.write_text("# La lime d'Orval\n\nLa limerie d'Orval emploie 58 personnes.\n", "utf-8")
    bad = tmp_path / "vide.txt"
    bad.write_text("  \n", "utf-8")
    page.locator("#files input[type=file]").set_input_files([str(good), str(bad)])
    expect(page.locator("#files")).to_contain_text("note")
    page.locator("#read").click()
    expect(page.locator("#add-progress")).to_contain_text("vide.txt", timeout=60_000)
    expect(page.locator("#r-body textarea")).to_have_value(re.compile("58 personnes"))
