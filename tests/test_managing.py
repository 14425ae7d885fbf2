"""The desk of documents over HTTP: found, corrected, restored, taken out, destroyed."""

from __future__ import annotations

import html
import io
import re
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from accounts import MEMBER, PASSWORD, STAFF, welcome
from serving import CABLE, FORGE, NAVAL, draft, serving, settings_in, statuses
from starlette.testclient import TestClient

from assistant.schema import LANGUAGES, Progress, Question
from assistant.service.service import Service
from assistant.ui import erasing
from assistant.ui.app import build_app
from assistant.ui.safety import safe
from assistant.ui.words import words_in

ADMIN, OTHER = "Zineb", "Omar"
NASTY = "<img src=x onerror=alert(1)> {{7*7}} ${alert(1)} \" ' </title><script>alert(1)</script>"
TOP = "/fr/staff/documents"
FR = words_in("fr")


@dataclass
class Desk:
    """The whole app over a few documents, and browsers of those who come."""

    service: Service
    folder: Path
    ids: dict[str, str]
    browsers: dict[str, TestClient]
    anybody: TestClient

    def of(self, name: str) -> TestClient:
        return self.browsers[name]

    def page(self, name: str = "", below: str = "", who: str = STAFF, status: int = 200) -> str:
        answer = self.of(who).get(self.address(name, below))
        assert answer.status_code == status, answer.text[:400]
        return answer.text

    def post(self, address: str, data: dict[str, object], who: str = STAFF) -> tuple[int, str]:
        answer = self.of(who).post(address, data=data)
        return answer.status_code, answer.text

    def address(self, name: str = "", below: str = "") -> str:
        return f"{TOP}/{quote(self.ids[name], safe='')}{below}" if name else TOP + below

    def form(self, name: str, who: str = STAFF) -> dict[str, object]:
        return form_of(self.page(name, who=who))

    def found(self, words: str) -> list[str]:
        _, hits = self.service.search(Question(words, top=5))
        return [hit.chunk.text for hit in hits]


def form_of(page: str) -> dict[str, object]:
    """Return what a browser would send of the form that corrects a document."""
    (drawn,) = re.findall(r'<form class="correct".*?</form>', page, re.S)
    fields = dict(re.findall(r'<input [^>]*?name="(\w+)"[^>]*? value="([^"]*)"', drawn))
    fields |= re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', drawn)
    for name, inside in re.findall(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', drawn, re.S):
        fields[name] = re.findall(r'value="(\w+)" selected', inside)[0]
    fields |= re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', drawn, re.S)
    return {k: html.unescape(v).replace("\n", "\r\n") for k, v in fields.items()}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    settings = settings_in(folder)
    service = serving(settings)
    welcome(service)
    service.people.add(ADMIN, "admin", PASSWORD, "the tests")
    service.people.add(OTHER, "staff", PASSWORD, "the tests")
    given = {
        "forge": draft("forge", FORGE, publisher="Gazette", published="2021-03-04",
                       published_from="byline", topics=("forge", "presse, lourde")),
        "copie": draft("copie", FORGE + "Un mot de plus pour la reprise.\n", publisher="Écho"),
        "cable": draft("cable", CABLE, language="en", published="2019"),
        "naval": draft("naval", NAVAL, publisher="Le Quai"),
        "masbak": draft("مسبك الوادي", "ينتج المسبك 4500 طن من الحديد الزهر في السنة.\n",
                        language="ar", published="2023-05"),
        "nasty": draft("nasty", f"Un relevé {NASTY} de vannes.\n", publisher=NASTY, author=NASTY,
                       topics=(NASTY,), url="javascript:alert(1)", title=f"Vannes {NASTY}"),
    }  # fmt: skip
    reports = service.store(list(given.values()))
    assert statuses(reports) == ["stored"] * len(given), reports
    ids = {name: str(report.document_id) for name, report in zip(given, reports, strict=True)}
    app = build_app(service, settings)
    browsers = {}
    for name in (STAFF, MEMBER, ADMIN, OTHER):
        browsers[name] = TestClient(app, headers={"accept": "text/html"})
        browsers[name].post("/fr/sign-in", data={"name": name, "password": PASSWORD})
    anybody = TestClient(app, follow_redirects=False)
    yield Desk(service, folder, ids, browsers, anybody)
    service.close()


# --- who comes in ----------------------------------------------------------------------------


def test_others_than_staff_get_nowhere(desk: Desk) -> None:
    one = desk.address("naval")
    pages = [TOP, f"{TOP}/-removed", f"{TOP}/-erasing", one, f"{one}/versions",
             f"{one}/versions/1", f"{one}/erase"]  # fmt: skip
    posts = [TOP, f"{TOP}/-backup", one, f"{one}/remove", f"{one}/versions/1", f"{one}/erase"]
    for who, status in ((desk.anybody, 401), (desk.of(MEMBER), 403)):
        for method, paths in (("GET", pages), ("POST", posts)):
            for path in paths:
                answer = who.request(method, path, headers={"accept": "*/*"})
                assert answer.status_code == status, (method, path)
                assert "Port-Salin" not in answer.text
    assert len(desk.service.list()) == len(desk.ids)


def test_what_another_site_sends_changes_nothing(desk: Desk) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    answer = desk.of(STAFF).post(f"{desk.address('naval')}/remove", headers=headers)
    assert answer.status_code == 403
    assert len(desk.service.list()) == len(desk.ids)


# --- the table -------------------------------------------------------------------------------


def listed(desk: Desk, query: str = "") -> list[str]:
    names = {id: name for name, id in desk.ids.items()}
    found = re.findall(r'name="id" value="([^"]+)"', desk.page(below=query))
    return [names[html.unescape(id)] for id in found]


def test_all_documents_stand_in_the_table_with_what_is_known(desk: Desk) -> None:
    assert set(listed(desk)) == set(desk.ids)
    assert listed(desk)[:3] == ["masbak", "forge", "cable"]
    page = desk.page()
    assert f'<bdi lang="ar" dir="rtl">{desk.service.show(desk.ids["masbak"]).title}</bdi>' in page
    assert FR.say("origin.byline") in page
    assert '<th scope="col" role="columnheader" aria-sort="descending">' in page
    assert page.count('aria-sort="') == 1
    assert "6 documents" in page
    assert FR.say("record.copy_of") in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=naval", ["naval"]),
        ("?language=ar", ["masbak"]),
        ("?year=2019", ["cable"]),
        ("?publisher=Le+Quai", ["naval"]),
        ("?copies=1", ["forge", "copie"]),
        ("?language=fr&year=undated&q=quai", ["naval"]),
        ("?q=nothing+of+the+kind", []),
    ],
)
def test_the_table_can_be_limited(desk: Desk, query: str, names: list[str]) -> None:
    assert listed(desk, query) == names


def test_each_column_puts_the_table_in_its_order_and_back(desk: Desk) -> None:
    assert listed(desk, "?sort=title")[:3] == ["cable", "copie", "forge"]
    assert listed(desk, "?sort=-title")[-3:] == ["forge", "copie", "cable"]
    assert listed(desk, "?sort=dated") == [
        "cable", "forge", "masbak", *[n for n in listed(desk) if n in ("copie", "naval", "nasty")],
    ]  # fmt: skip
    page = desk.page(below="?sort=title&language=fr")
    assert "?language=fr&amp;sort=-title" in page
    assert 'aria-sort="ascending"' in page
    assert listed(desk, "?sort=nonsense") == listed(desk)


# --- taking out ------------------------------------------------------------------------------


def test_several_are_taken_out_and_put_back_at_once(desk: Desk) -> None:
    ids = [desk.ids["cable"], desk.ids["naval"]]
    status, page = desk.post(f"{TOP}?sort=title", {"do": "remove", "id": ids})
    assert status == 200
    assert "Retiré des réponses" in page
    assert "2 documents" in page
    assert "cable" not in listed(desk)
    assert "naval" not in listed(desk)
    gone = desk.page(below="/-removed")
    assert STAFF in gone
    assert "Naval" in gone
    status, page = desk.post(TOP, undo_of(page))
    assert "Remis dans les réponses" in page
    assert set(listed(desk)) == set(desk.ids)
    done = [(entry.who, entry.action) for entry in desk.service.state.journal(4)]
    assert done == [(STAFF, "restore")] * 2 + [(STAFF, "remove")] * 2


def test_nobody_undoes_what_another_has_removed_by_its_address(desk: Desk) -> None:
    desk.of(STAFF).post(f"{desk.address('cable')}/remove")
    at = desk.service.state.removed(desk.ids["cable"])[0].at
    query = f"?said=removed&n=1&from={at}&to={at}"
    undo = undo_of(desk.page(below=query))
    assert not undo_of(desk.page(below=query, who=OTHER))
    assert FR.say("manage.said.late") in desk.post(TOP, undo, who=OTHER)[1]
    assert desk.service.state.removed(desk.ids["cable"])
    assert not undo_of(desk.page(below="?said=removed&n=1&from='&to=%3Cb%3E"))
    desk.post(TOP, {"do": "restore", "id": [desk.ids["cable"]]})


@pytest.fixture
def several(desk: Desk) -> Iterator[list[str]]:
    """Store more documents than a page of the table shows."""
    drafts = [
        draft(f"tour {n}", f"Le tour numéro {n} usine {n + 70} pièces par jour à Ifrane.\n",
              publisher="Le Copeau") for n in range(60)
    ]  # fmt: skip
    reports = desk.service.store(drafts)
    assert statuses(reports) == ["stored"] * 60
    ids = [str(report.document_id) for report in reports]
    yield ids
    desk.service.erase(ids)


def test_all_that_is_found_is_taken_out_after_a_plain_warning_and_put_back_as_one(
    desk: Desk, several: list[str]
) -> None:
    search = f"{TOP}?publisher=Le+Copeau&page=2"
    assert "sur toutes les pages : 60 documents" in desk.page(below="?publisher=Le+Copeau")
    status, page = desk.post(search, {"do": "remove", "found": "all", "id": several[:1]})
    assert status == 200
    assert not desk.service.state.removed(), "nothing goes before it is sure"
    for said in ("60 documents", "encore 50 documents", "pendant 30 jours"):
        assert said in page.replace("\u202f", " "), said
    status, page = desk.post(search, surely(page))
    assert FR.say("manage.said.removed", documents="60 documents") in page
    assert {removed.document_id for removed in desk.service.state.removed()} == set(several)
    assert set(desk.ids.values()) <= {document.id for document in desk.service.list()}
    assert not any("Ifrane" in text for text in desk.found("tour numéro Ifrane"))
    status, page = desk.post(TOP, undo_of(page))
    assert "60 documents" in page
    assert not desk.service.state.removed()
    assert any("Ifrane" in text for text in desk.found("tour numéro Ifrane"))


def test_what_is_found_only_after_the_warning_stays(desk: Desk, several: list[str]) -> None:
    search = f"{TOP}?publisher=Le+Copeau"
    _, page = desk.post(search, {"do": "remove", "found": "all"})
    desk.service.remove(several[:1])
    _, again = desk.post(search, surely(page))
    assert FR.say("manage.found.changed") in again
    assert "59 documents" in again
    assert len(desk.service.state.removed()) == 1
    desk.service.restore(several[:1])


def surely(page: str) -> dict[str, object]:
    """Return what the page that asks would send."""
    return {"do": "remove-found", "found": re.findall(r'name="found" value="(\w+)"', page)[0]}


def undo_of(page: str) -> dict[str, object]:
    """Return what the button that takes it back would send; nothing where there is none."""
    forms = re.findall(r'<form method="post" action="documents">(.*?)</form>', page)
    fields = [re.findall(r'name="(\w+)" value="([^"]*)"', form) for form in forms if "undo" in form]
    return dict(fields[0]) if fields else {}


def test_what_the_address_says_is_no_text_of_others(desk: Desk) -> None:
    page = desk.page(below="?said=%3Cb%3E&n=%3Cb%3E")
    assert "<b>" not in page
    _, page = desk.post(TOP, {"do": "remove"})
    assert FR.say("manage.said.nothing") in html.unescape(page)
    _, page = desk.post(TOP, {"do": "remove", "id": ["no-such-document"]})
    assert "Sans effet" in page


# --- correcting ------------------------------------------------------------------------------


def test_a_text_that_is_corrected_is_found_at_once_and_the_old_one_is_not(desk: Desk) -> None:
    form = desk.form("naval")
    form |= {"title": "Le quai neuf", "published": "5 mai 2022", "topics": "quai\r\n\r\nport"}
    form["body"] = "La darse de Montereau accueille onze péniches de zinc.\r\n\r\nUn mot."
    status, page = desk.post(desk.address("naval"), form)
    assert status == 200
    assert "Enregistré." in page
    after = desk.service.show(desk.ids["naval"])
    assert after.body == "La darse de Montereau accueille onze péniches de zinc.\n\nUn mot.\n"
    assert (after.title, after.topics) == ("Le quai neuf", ("quai", "port"))
    assert (after.published, after.published_from) == ("2022-05-05", "staff")
    assert any("Montereau" in text for text in desk.found("péniches de zinc à Montereau"))
    assert not any("remorqueurs" in text for text in desk.found("remorqueurs de Port-Salin"))
    assert desk.service.state.journal(1)[0].who == STAFF
    (version,) = desk.service.state.versions(desk.ids["naval"])
    assert "remorqueurs" in version.content

    listing = desk.page("naval", "/versions")
    assert f'href="versions/{version.id}"' in listing
    assert STAFF in listing
    compared = desk.page("naval", f"/versions/{version.id}")
    assert re.search(r"<del><span class=\"unseen\">\[supprimé\] </span>[^<]*remorqueurs", compared)
    assert re.search(r"<ins><span class=\"unseen\">\[ajouté\] </span>[^<]*Montereau", compared)
    (stamp,) = re.findall(r'name="stamp" value="(\w+)"', compared)
    status, page = desk.post(desk.address("naval", f"/versions/{version.id}"), {"stamp": "x"})
    assert status == 409
    status, page = desk.post(desk.address("naval", f"/versions/{version.id}"), {"stamp": stamp})
    assert status == 200
    assert "Version rétablie" in page
    back = desk.service.show(desk.ids["naval"])
    assert (back.body, back.title, back.topics) == (NAVAL, "Naval", ())
    assert any("remorqueurs" in text for text in desk.found("remorqueurs de Port-Salin"))
    assert "Montereau" in desk.service.state.versions(desk.ids["naval"])[0].content


@pytest.mark.parametrize("name", ["forge", "copie", "masbak", "nasty"])
def test_a_form_sent_back_as_it_came_changes_nothing(desk: Desk, name: str) -> None:
    before = desk.service.show(desk.ids[name])
    status, page = desk.post(desk.address(name), desk.form(name))
    assert status == 200
    assert "rien n’a été enregistré" in page
    assert desk.service.show(desk.ids[name]) == before
    assert desk.service.state.versions(desk.ids[name]) == []


@pytest.mark.parametrize("written", ["12/03/2019", "12 mars 2019", "2019-03-12"])
def test_a_date_may_be_written_as_people_write_it(desk: Desk, written: str) -> None:
    assert desk.post(desk.address("forge"), desk.form("forge") | {"published": written})[0] == 200
    assert desk.service.show(desk.ids["forge"]).published == "2019-03-12"


def test_the_publishers_there_are_are_offered_as_text(desk: Desk) -> None:
    page = desk.page("cable")
    assert 'list="publishers"' in page
    offered = re.search(r'<datalist id="publishers">(.*?)</datalist>', page)
    assert offered
    names = [name for name, _ in desk.service.holdings().publishers]
    assert names
    assert offered[1] == "".join(f'<option value="{safe(name)}">' for name in names)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    before = desk.service.show(desk.ids["forge"])
    form = desk.form("forge") | {
        "published": "bientôt", "url": "javascript:alert(1)", "body": " ",
        "title": f"Un autre {NASTY}",
    }  # fmt: skip
    status, page = desk.post(desk.address("forge"), form)
    assert status == 422
    for field in ("published", "url", "body"):
        assert f'id="w-{field}"' in page
        assert re.search(
            rf'id="e-{field}"[^>]* aria-invalid="true" aria-describedby="[^"]*w-', page
        )
    assert 'id="w-title"' not in page
    again = form_of(page)
    assert again["title"] == form["title"]
    assert again["published"] == "bientôt"
    assert "<script>alert(1)</script>" not in page
    assert desk.service.show(desk.ids["forge"]) == before


def test_the_second_of_two_editors_is_told_and_both_texts_are_kept(desk: Desk) -> None:
    mine, theirs = desk.form("cable"), desk.form("cable", who=OTHER)
    theirs |= {"body": CABLE.replace("two hundred", "three hundred"), "publisher": "Wire Weekly"}
    assert desk.post(desk.address("cable"), theirs, who=OTHER)[0] == 200
    mine |= {"body": CABLE.replace("copper", "brass"), "author": "Leïla Amrani"}
    status, page = desk.post(desk.address("cable"), mine)
    assert status == 409
    assert OTHER in page
    assert "three hundred" in desk.service.show(desk.ids["cable"]).body, "theirs still stands"
    again = form_of(page)
    assert "brass" in str(again["body"])
    assert again["author"] == "Leïla Amrani"
    assert again["publisher"] == "Wire Weekly", "what only the other changed stays changed"
    assert 'id="b-body"' in page
    assert 'id="b-publisher"' not in page
    assert "<del>" in page
    assert "<ins>" in page
    (version,) = re.findall(r'<a href="[^"/]*/(versions/\d+)" target="_blank">', page)
    compared = desk.page("cable", f"/{version}")
    assert re.search(r"<del>[^/]*(?:</span>)?[^/]*two", compared)
    assert re.search(r"<ins>[^/]*(?:</span>)?[^/]*three", compared)
    assert desk.post(desk.address("cable"), again)[0] == 200
    after = desk.service.show(desk.ids["cable"])
    assert ("brass" in after.body, after.author) == (True, "Leïla Amrani")
    assert "three hundred" in desk.service.state.versions(desk.ids["cable"])[0].content


def test_what_is_sent_after_the_session_has_ended_is_given_back(desk: Desk) -> None:
    form = desk.form("masbak") | {"author": f"Leïla {NASTY}", "stamp": "x"}
    before = desk.service.show(desk.ids["masbak"])
    answer = desk.anybody.post(desk.address("masbak"), data=form, headers={"accept": "text/html"})
    assert answer.status_code == 401
    kept = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', answer.text, re.S)
    assert {k: html.unescape(v) for k, v in kept}["author"] == form["author"]
    assert "<script>alert(1)" not in answer.text
    assert desk.service.show(desk.ids["masbak"]) == before


def test_a_near_copy_that_is_rewritten_is_none_any_more(desk: Desk) -> None:
    assert desk.service.show(desk.ids["copie"]).near_duplicate_of == desk.ids["forge"]
    form = desk.form("copie") | {"body": CABLE}
    assert desk.post(desk.address("copie"), form)[0] == 200
    assert desk.service.show(desk.ids["copie"]).near_duplicate_of == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_holds_hostile_text_as_text(desk: Desk, language: str) -> None:
    one = f"/{language}/staff/documents/{quote(desk.ids['nasty'], safe='')}"
    for path in (f"/{language}/staff/documents", one, f"{one}/versions", f"{one}/erase"):
        page = desk.of(ADMIN).get(path)
        assert page.status_code == 200, path
        assert "<img src=x" not in page.text
        assert "<script>alert" not in page.text
        assert 'href="javascript' not in page.text


def test_no_such_document_is_said(desk: Desk) -> None:
    for below in ("/nobody", "/nobody/versions", "/nobody/versions/3", "/%3Cb%3E"):
        page = desk.page(below=below, status=404)
        assert FR.say("record.missing") in page
        assert "<b>" not in page
    assert desk.page("nasty", "/versions/999999", status=404)


def test_staff_go_from_the_public_page_to_the_desk_and_back(desk: Desk) -> None:
    public = f"/fr/documents/{desk.ids['forge']}"
    assert f'href="../staff/documents/{desk.ids["forge"]}"' in desk.of(STAFF).get(public).text
    assert "../staff/documents" not in desk.of(MEMBER).get(public).text
    assert f'href="../../documents/{desk.ids["forge"]}"' in desk.page("forge")


def test_one_document_is_destroyed_at_a_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    may_go, erased = threading.Event(), []

    def erase(ids: list[str], progress: Progress) -> None:
        progress("index", 3, 7)
        may_go.wait(20)
        erased.extend(ids)

    assert "effacé" not in desk.page(below="/-erasing", who=ADMIN)
    monkeypatch.setattr(erasing, "_PATIENCE", 0.05)
    monkeypatch.setattr(desk.service, "erase", erase)
    address = desk.address("forge", "/erase")
    status, page = desk.post(address, {"sure": "yes"}, who=ADMIN)
    assert status == 200
    assert 'max="7" value="3"' in page
    status, page = desk.post(desk.address("cable", "/erase"), {"sure": "yes"}, who=ADMIN)
    assert status == 409
    assert FR.say("erase.busy") in html.unescape(page)
    may_go.set()
    while "en cours" in page:
        page = desk.page(below="/-erasing", who=ADMIN)
    assert "effacé définitivement" in desk.page(below="/-erasing", who=ADMIN)
    assert erased == [desk.ids["forge"]]


# --- downloads and the end -------------------------------------------------------------------


def test_a_backup_is_for_admins_and_leaves_nothing_behind(desk: Desk) -> None:
    assert "-backup" not in desk.page()
    assert desk.of(STAFF).post(f"{TOP}/-backup").status_code == 403
    assert "restore-backup" in desk.page(who=ADMIN)
    answer = desk.of(ADMIN).post(f"{TOP}/-backup")
    assert answer.headers["content-disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {"state.db", "manifest.json"} <= set(archive.namelist())
        assert sum(name.startswith("articles/") for name in archive.namelist()) == len(desk.ids)
    assert not list(desk.service.settings.uploads.rglob("*.zip"))


def test_erasing_is_for_admins_who_say_that_they_mean_it(desk: Desk) -> None:
    address = desk.address("nasty", "/erase")
    assert "/erase" not in desk.page("nasty")
    assert desk.page("nasty", "/erase", status=403)
    assert desk.post(address, {"sure": "yes"})[0] == 403
    page = desk.page("nasty", "/erase", who=ADMIN)
    for said in ("git", "sauvegardes", "moteur de recherche", "réponses conservées", "versions"):
        assert said in page
    assert desk.post(address, {}, who=ADMIN)[0] == 422
    assert desk.service.show(desk.ids["nasty"])

    desk.post(f"{desk.address('nasty')}/remove", {})  # what was taken out can be destroyed too
    assert "/erase" in desk.page(below="/-removed", who=ADMIN)
    status, page = desk.post(address, {"sure": "yes"}, who=ADMIN)
    assert status == 200
    while "en cours" in page:
        page = desk.page(below="/-erasing", who=ADMIN)
    assert "effacé définitivement" in page
    assert desk.service.state.removed() == []
    entries = [e for e in desk.service.state.journal(5) if e.action == "erase"]
    assert [(e.who, e.document_id) for e in entries] == [(ADMIN, desk.ids.pop("nasty"))]
    written = [p for p in desk.folder.rglob("*") if p.is_file() and b"relev" in p.read_bytes()]
    assert written == []
