"""Staff in a real browser: many files read, reviewed and stored, then asked about."""

import random
import re
import threading

import pytest
from conftest import FORGE, STAFF
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PASTED = (
    "Accueil\nÉconomie\nSports\nS'abonner\n\n"
    "La scierie de Montclair change de lames\n"
    "Publié dans La Gazette du Bois le 04 - 05 - 2020\n\n"
    "La scierie de Montclair a remplacé ses 36 lames de scie au mois d'avril 2020, selon son "
    "directeur technique.\n\n"
    "Lire aussi : la raboterie d'Hautbois emploie 17 menuisiers\n\n"
    "Le chantier a coûté 2,4 millions de dirhams et il a duré six semaines, sans arrêt de la "
    "production.\n\n"
    "Partager sur Facebook\nTous droits réservés\n"
)


def desk_of(visit, **options):
    return visit("/fr/staff/", ready="#desk", name=STAFF, **options)


WORDS = (
    "atelier bobine calandre chaudière convoyeur cuivre échangeur étau fonderie forge fraise "
    "gabarit laminoir levier limaille moteur moule navire ouvrier palan pompe poulie presse "
    "profilé réservoir ressort rivet rouage soudure tôle tournage treuil tube turbine vanne vérin"
).split()


def note(name, *, publisher="La Gazette du Bois", published="2020-05-04"):
    """Return a Markdown file about `name`, of words of its own."""
    chosen = random.Random(name)
    front = f"---\ntitle: {name}\npublisher: {publisher}\npublished: {published}\n---\n"
    lines = [
        f"La fabrique de {name} livre {' et '.join(chosen.sample(WORDS, 6))} à ses clients.",
        f"Le directeur de {name} annonce un atelier de {' puis '.join(chosen.sample(WORDS, 6))}.",
        f"Les ouvriers de {name} ont appris {' avec '.join(chosen.sample(WORDS, 6))} en un mois.",
    ]
    return front + "\n\n".join(lines) + "\n"


def write(folder, notes):
    for name, text in notes.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [str(folder / name) for name in notes]


def give(page, paths):
    page.locator("#files input[type=file]").set_input_files(paths)


def empty_the_desk(page):
    """Take off what an earlier test left for the same person."""
    expect(page.locator("#board .tray")).to_be_attached()
    if page.locator("#board #drafts").count():
        page.locator("[data-ticks=all]").click()
        page.locator("[data-do=discard]").first.click()
        expect(page.locator("#drafts")).to_have_count(0)
    if page.locator("[data-do=clear]").count():
        page.locator("[data-do=clear]").click()
        expect(page.locator("#add-progress ol")).to_have_count(0)


def row(page, text):
    return page.locator("#drafts tbody tr").filter(has_text=text)


def asked(page, question, answer):
    page.get_by_role("link", name="Questions", exact=True).click()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".reply")).to_contain_text(answer, timeout=60_000)


def test_twelve_files_are_one_task(visit, tmp_path):
    page = desk_of(visit)
    empty_the_desk(page)
    notes = {f"{name}.md": note(name) for name in ("Alba", "Brion", "Cerval", "Dorne", "Elvas")}
    notes |= {
        "Falco.md": note("Falco", publisher="''"),
        "Galion.md": note("Galion", published="''"),
        "double.md": note("Alba"),
        "forge.txt": FORGE,
        "vide.txt": "  \n",
        "faux.pdf": "%PDF-1.4 rien d'autre",
        "Horn.html": f"<h1>Horn</h1><p>{note('Horn').split('---')[2]}</p>",
    }
    give(page, write(tmp_path, notes))
    lines = page.locator("#add-progress ol")
    expect(lines.locator("li.read, li.known, li.unread")).to_have_count(12, timeout=90_000)
    expect(lines.locator("li.unread")).to_have_count(2)
    expect(lines.locator("li", has_text="vide.txt")).to_contain_text("pas de texte à lire")
    expect(lines.locator("li", has_text="forge.txt")).to_contain_text("déjà présente")
    expect(page.locator("#drafts tbody tr")).to_have_count(10)
    expect(page.locator("#drafts tbody tr").first).to_contain_text("déjà enregistré")
    expect(row(page, "double.md")).to_contain_text("Même texte que Alba.md")
    expect(row(page, "Falco.md")).to_contain_text("Éditeur manquant")

    # Two are corrected: one by itself, one as several are.
    row(page, "Galion.md").get_by_role("button").click()
    expect(page.locator("#review h2")).to_be_focused()
    page.locator("#review [name=published]").fill("un jour")
    page.get_by_role("button", name="Garder les corrections").click()
    expect(page.locator("#desk-said [role=alert]")).to_contain_text("un jour")
    page.locator("#review [name=published]").fill("3 mars 2021")
    page.get_by_role("button", name="Garder les corrections").click()
    expect(row(page, "Galion.md")).to_contain_text("3 mars 2021")
    expect(row(page, "Galion.md").get_by_role("button")).to_be_focused()
    row(page, "Falco.md").locator("[data-tick]").check()
    page.locator("details.together summary").click()
    page.locator("#drafts [name=publisher]").fill("Le Quai")
    page.locator("[data-do=set]").click()
    expect(row(page, "Falco.md")).to_contain_text("Le Quai")
    expect(page.locator("#drafts .ticked")).to_have_text("Cochés : 1")

    assert not [d for d in page_titles(page) if d in ("Galion", "Falco")], "nothing is stored yet"
    page.get_by_role("button", name="Enregistrer tout ce qui est complet").click()
    expect(page.locator("#desk-said")).to_contain_text("7 documents enregistrés", timeout=90_000)
    expect(row(page, "Alba.md")).to_have_count(0)
    expect(row(page, "double.md")).to_contain_text("déjà enregistré")  # as what it was a twin of
    asked(page, "Que dit le directeur de Galion ?", "Le directeur de Galion annonce")


def page_titles(page):
    text = page.request.get(re.sub(r"/fr/.*", "/fr/documents", page.url)).text()
    return re.findall(r"<h4><a[^>]*>([^<]*)", text)


def test_a_page_is_pasted_and_a_cut_line_brought_back_to_its_place(visit):
    page = desk_of(visit)
    empty_the_desk(page)
    page.locator("#pasted textarea").fill(PASTED)
    page.locator("#read").click()
    row(page, "La scierie de Montclair").get_by_role("button").click(timeout=60_000)
    expect(page.locator("#review [name=title]")).to_have_value(
        "La scierie de Montclair change de lames"
    )
    expect(page.locator("#review [name=published]")).to_have_value("2020-05-04")
    page.locator("#review [name=author]").fill("Une plume")
    page.get_by_role("button", name="Remettre : Lire aussi").click()
    back = page.locator(".line.back")
    expect(back).to_contain_text("raboterie")
    expect(page.locator("#review [name=author]")).to_have_value("Une plume")
    body = page.locator("[name=body]").input_value()
    assert body.index("36 lames") < body.index("raboterie") < body.index("2,4 millions")
    page.get_by_role("button", name="Retirer : Le chantier").click()
    expect(page.locator(".cut").filter(has_text="2,4 millions")).to_be_visible()
    page.get_by_role("button", name="Enregistrer ce document").click()
    expect(page.locator("#desk-said")).to_contain_text("Montclair", timeout=60_000)
    asked(page, "Combien de menuisiers la raboterie d'Hautbois emploie-t-elle ?", "17 menuisiers")


def test_reading_stops_and_drafts_outlive_a_reload(visit, tmp_path):
    page = desk_of(visit)
    empty_the_desk(page)
    give(page, write(tmp_path, {f"p{n}.md": note(f"Pavois {n}") for n in range(60)}))
    page.locator("[data-do=halt]").click(timeout=60_000)
    resume = page.get_by_role("button", name="Reprendre la lecture")
    expect(resume).to_be_visible(timeout=60_000)
    expect(page.locator("#add-progress li.halted").first).to_be_attached()
    read = page.locator("#add-progress li.read").count()
    assert read < 60
    page.reload()
    expect(page.locator("#add-progress li")).to_have_count(60)
    expect(page.locator("#drafts tbody tr")).to_have_count(read)
    expect(page.locator(".lost")).to_be_hidden()
    resume.click()
    expect(page.locator("#drafts tbody tr")).to_have_count(60, timeout=90_000)
    rows = page.locator("#drafts tbody tr")
    expect(rows.filter(visible=True)).to_have_count(50)
    page.get_by_role("button", name="Afficher la suite (10)").click()
    expect(rows.filter(visible=True)).to_have_count(60)
    expect(rows.nth(50).get_by_role("button")).to_be_focused()
    page.locator("[data-ticks=all]").click()
    page.locator("[data-do=discard]").first.click()
    expect(page.locator("#desk-said")).to_contain_text("60 documents écartés")
    page.get_by_role("button", name="Remettre dans la liste").click()
    expect(page.locator("#drafts tbody tr")).to_have_count(60)


def test_a_slow_file_is_named_and_skipped_while_the_others_are_read(
    visit, tmp_path, app, monkeypatch
):
    stuck, prepare = threading.Event(), app.service.prepare

    def slowly(source):
        if "Lenteur" in source.source:
            assert stuck.wait(90)
        return prepare(source)

    monkeypatch.setattr(app.service, "prepare", slowly)
    page = desk_of(visit)
    empty_the_desk(page)
    notes = {f"{name}.md": note(name) for name in ("Lenteur", "Rabot", "Cisaille")}
    give(page, write(tmp_path, notes))
    expect(page.locator("#drafts tbody tr")).to_have_count(2, timeout=60_000)
    expect(page.locator("#add-progress .slow")).to_contain_text("Lenteur.md")
    page.get_by_role("button", name="Passer cette source").click()
    expect(page.locator("#add-progress li.skipped")).to_contain_text("Lenteur.md")
    stuck.set()
    page.get_by_role("button", name="Reprendre la lecture").click()
    expect(page.locator("#drafts tbody tr")).to_have_count(3, timeout=60_000)


def test_a_list_is_sifted_and_what_it_was_made_from_is_folded_away(visit, tmp_path):
    page = desk_of(visit)
    empty_the_desk(page)
    expect(page.locator("#files")).to_be_visible()
    notes = {
        "Navette.md": note("Navette"),
        "Ourdissoir.md": note("Ourdissoir", publisher="''"),
        "vide.txt": "  \n",
    }
    give(page, write(tmp_path, notes))
    rows = page.locator("#drafts tbody tr").filter(visible=True)
    expect(rows).to_have_count(2, timeout=60_000)
    for part in ("#files", "#links", "#pasted", "#read"):
        expect(page.locator(part)).to_be_hidden()
    page.locator("[data-ticks=all]").click()
    page.get_by_role("button", name="À compléter (1)").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Ourdissoir")
    expect(page.locator(".ticked")).to_have_text("Cochés : 1")  # nothing is ticked out of sight
    page.get_by_role("button", name="Prêts (1)").click()
    expect(rows).to_contain_text("Navette")
    page.get_by_role("button", name="Illisibles (1)").click()
    expect(rows).to_have_count(0)
    expect(page.locator(".unreadable")).to_contain_text("vide.txt")
    page.get_by_role("button", name="Ajouter d’autres sources").click()
    expect(page.locator("#files")).to_be_visible()

    phone = desk_of(visit, viewport={"width": 390, "height": 800})
    expect(phone.locator("#drafts tbody tr").filter(visible=True)).to_have_count(1)
    expect(phone.get_by_role("button", name="À compléter")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(phone.locator("#files")).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_storing_goes_on_though_the_page_is_left(visit, tmp_path):
    page = desk_of(visit)
    empty_the_desk(page)
    give(page, write(tmp_path, {f"s{n}.md": note(f"Sablier {n}") for n in range(30)}))
    expect(page.locator("#drafts tbody tr")).to_have_count(30, timeout=90_000)
    page.get_by_role("button", name="Enregistrer tout ce qui est complet").click()
    expect(page.locator("#desk-said")).to_contain_text("Enregistrement")
    desk = page.url
    page.goto(desk.replace("staff/", "documents"))
    page.goto(desk)
    expect(page.locator("#desk-said")).to_contain_text("30 documents enregistrés", timeout=90_000)
    expect(page.locator("#drafts")).to_have_count(0)
    page.reload()
    expect(page.locator("#desk-said")).to_contain_text("30 documents enregistrés")


def test_what_cannot_be_taken_is_named_and_the_rest_is_read(visit, tmp_path, app):
    page = desk_of(visit)
    empty_the_desk(page)
    large = tmp_path / "annuel.pdf"
    with large.open("wb") as file:
        file.truncate(app.settings.max_source_mb * 1024 * 1024 + 1)
    given = write(tmp_path, {"Tamis.md": note("Tamis"), "vieux.doc": "x", "lot.zip": "x"})
    give(page, [*given, str(large)])
    expect(row(page, "Tamis.md")).to_be_visible(timeout=60_000)
    expect(page.locator("#add-progress li")).to_have_count(1)
    expect(page.locator("[data-unread]")).to_contain_text("vieux.doc")
    expect(page.locator("[data-unread]")).to_contain_text("lot.zip")
    expect(page.locator("[data-large]")).to_contain_text("annuel.pdf")
    expect(page.locator(".toast-body")).to_have_count(0)
    give(page, write(tmp_path, {"Treuil.md": note("Treuil")}))
    expect(row(page, "Treuil.md")).to_be_visible(timeout=60_000)
    expect(page.locator("[data-unread]")).to_be_hidden()
    expect(page.locator("[data-large]")).to_be_hidden()


def test_a_file_is_shown_under_the_name_that_its_owner_gave_it(visit):
    page = desk_of(visit)
    empty_the_desk(page)
    name = 'L\'été "guillemets" & <b>.md'
    text = note("Guillemet").encode()
    give(page, {"name": name, "mimeType": "text/markdown", "buffer": text})
    expect(row(page, "Guillemet").locator(".meta bdi")).to_have_text(name, timeout=60_000)
    expect(page.locator("#add-progress li bdi")).to_have_text(name)


def test_files_are_dropped_as_they_are_chosen(visit):
    page = desk_of(visit)
    empty_the_desk(page)
    page.evaluate(
        """(text) => {
          const given = new DataTransfer();
          given.items.add(new File([text], "Vilebrequin.md"));
          given.items.add(new File(["x"], "vieux.doc"));
          const drop = { dataTransfer: given, bubbles: true, cancelable: true };
          document.querySelector("#files button").dispatchEvent(new DragEvent("drop", drop));
        }""",
        note("Vilebrequin"),
    )
    expect(row(page, "Vilebrequin.md")).to_be_visible(timeout=60_000)
    expect(page.locator("#add-progress li")).to_have_count(1)
    expect(page.locator("[data-unread]")).to_contain_text("vieux.doc")


def test_a_table_breaks_no_word_of_a_narrow_column(visit, tmp_path):
    page = desk_of(visit)
    empty_the_desk(page)
    give(page, write(tmp_path, {"Rabot.md": note("Rabot", publisher="Challenge.ma")}))
    expect(row(page, "Rabot.md")).to_be_visible(timeout=60_000)
    for name in ("language", "publisher"):
        lines = page.locator(f"#drafts td.{name}").first.evaluate(
            "(cell) => { const r = document.createRange(); r.selectNodeContents(cell);"
            " return new Set([...r.getClientRects()].map((one) => Math.round(one.top))).size; }"
        )
        assert lines == 1, name


def test_drafts_that_are_gone_are_said_to_be(visit):
    page = desk_of(visit)
    empty_the_desk(page)
    expect(page.locator(".lost")).to_be_hidden()
    whose = page.locator("#board .tray").get_attribute("data-whose")
    desk = page.url
    page.goto(desk.replace("staff/", "documents"))  # where nothing else writes it
    page.evaluate(
        "(key) => localStorage.setItem(key, JSON.stringify({ id: 'an earlier start', held: 3 }))",
        f"assistant.tray.{whose}",
    )
    page.goto(desk)
    expect(page.locator(".lost")).to_be_visible()
    page.reload()
    expect(page.locator("#board .tray")).to_be_attached()
    expect(page.locator(".lost")).to_be_hidden()


def test_a_saved_page_is_dropped_with_its_folder(visit, tmp_path):
    page = desk_of(visit)
    empty_the_desk(page)
    write(
        tmp_path / "presse",
        {
            "Article.html": f"<h1>Quille</h1><p>{note('Quille').split('---')[2]}</p>",
            "Article_files/pub.html": "<p>Une publicité qui n'est pas un article.</p>",
            "Article_files/style.css": "p {}",
            "autre/note.md": note("Rade"),
        },
    )
    with page.expect_file_chooser() as chooser:
        page.locator("[data-folder]").click()
    chooser.value.set_files(str(tmp_path / "presse"))
    expect(page.locator("#drafts tbody tr")).to_have_count(2, timeout=60_000)
    expect(page.locator("#add-progress li")).to_have_count(2)
    expect(row(page, "Rade")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "browser_speaks", "said"),
    [
        ("fr", "en-US", "Déposez vos fichiers ici"),
        ("fr", "zh-TW", "Déposez vos fichiers ici"),
        ("fr", "is", "Déposez vos fichiers ici"),
        ("ar", "fr-FR", "أسقط ملفاتك هنا"),
        ("en", "ar-MA", "Drop your files here"),
    ],
)
def test_the_box_of_files_speaks_the_language_of_the_page(visit, language, browser_speaks, said):
    page = visit(f"/{language}/staff/", ready="#desk", name=STAFF, locale=browser_speaks)
    expect(page.locator("#files")).to_contain_text(said)
