"""The desks of staff over HTTP: questions and opinions, the journal, how everything is."""

from __future__ import annotations

import csv
import io
import re
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from accounts import MEMBER, PASSWORD, STAFF, welcome
from serving import FORGE, serving, settings_in, store
from starlette.testclient import TestClient

from assistant.errors import StorageFull
from assistant.gaps import Gaps
from assistant.kept_answers import KeptAnswer, KeptAnswers, Verdict
from assistant.schema import LANGUAGES, Question
from assistant.service import evaluation
from assistant.service.service import Service
from assistant.service.tasks import Tasks
from assistant.state import now
from assistant.ui.app import build_app
from assistant.ui.journal import unarmed
from assistant.ui.words import words_in

FR = words_in("fr")
ADMIN = "Nadia"
PAGE = {"accept": "text/html"}
ASKED = "Quelle presse la forge de Bellemont a-t-elle mise en service ?"
QUOTE = "La forge de Bellemont a mis en service une presse de 900 tonnes au mois de mars 2021."
NASTY = '<script>alert(1)</script> {{7*7}} "onload=x'
ROUTES = [
    ("GET", "gaps"),
    ("GET", "gaps?show=handled"),
    ("POST", "gaps/handle"),
    ("POST", "gaps/reopen"),
    ("POST", "gaps/delete"),
    ("POST", "gaps/again"),
    ("GET", "gaps/evaluation.jsonl"),
    ("GET", "gaps/feedback"),
    ("POST", "gaps/feedback/handle"),
    ("POST", "gaps/feedback/reopen"),
    ("GET", "gaps/question"),
    ("POST", "gaps/question"),
    ("GET", "journal"),
    ("GET", "journal.csv"),
    ("GET", "health"),
    ("POST", "health/sync"),
    ("POST", "health/rebuild"),
    ("GET", "task"),
]


@dataclass
class Desk:
    """The app, and who has signed in."""

    service: Service
    clients: dict[str, TestClient]

    @property
    def staff(self) -> TestClient:
        return self.clients[STAFF]

    def page(self, path: str, name: str = STAFF, status: int = 200) -> str:
        answer = self.clients[name].get(f"/fr/staff/{path}", headers=PAGE)
        assert answer.status_code == status, answer.text
        return unescape(answer.text.partition("<main")[2])

    def post(self, path: str, name: str = STAFF, **data: Any) -> str:
        """Send a form; return the page that it leads to."""
        answer = self.clients[name].post(f"/fr/staff/{path}", data=data, headers=PAGE)
        assert answer.status_code == 303, answer.text
        base = answer.request.url
        return self.page(str(base.join(answer.headers["location"])).partition("/fr/staff/")[2])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    service = serving(settings_in(tmp_path_factory.mktemp("desks"), keep_days=90))
    welcome(service)
    service.people.add(ADMIN, "admin", PASSWORD, "the tests")
    app = build_app(service, service.settings)
    clients = {}
    for name in (STAFF, MEMBER, ADMIN, ""):
        clients[name] = TestClient(app, follow_redirects=False)
        if name:
            given = {"name": name, "password": PASSWORD}
            assert clients[name].post("/fr/sign-in", data=given).status_code == 303
    yield Desk(service, clients)
    service.close()


@pytest.fixture
def desk(house: Desk) -> Iterator[Desk]:
    yield house
    house.service.tasks.wait(30)
    house.service.tasks = Tasks()
    for table in ("gaps", "feedback", "saved_answers", "journal"):
        house.service.state._write(f"DELETE FROM {table}", ())
    evaluation.path_in(house.service.settings).unlink(missing_ok=True)
    ids = [document.id for document in house.service.list()]
    house.service.erase(ids)


def judged(service: Service, verdict: Verdict, question: str = ASKED, comment: str = "") -> str:
    answer = {
        "question": question,
        "language": "fr",
        "citations": [{"document_id": "forge-1", "field": "body", "quote": QUOTE}],
    }
    kept = KeptAnswer(secrets.token_hex(16), now(), answer, {}, {})
    KeptAnswers(service.state).judge(kept, verdict, comment)
    found = KeptAnswers(service.state).by_page(kept.shown)
    assert found is not None
    return found.token


# --- who comes in ------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_strangers_and_members_are_refused(
    desk: Desk, method: str, path: str, language: str
) -> None:
    desk.service.state.note_gap(ASKED, "fr", "no_evidence")
    for name, status in (("", 401), (MEMBER, 403)):
        answer = desk.clients[name].request(
            method, f"/{language}/staff/{path}", data={"gaps": "1"} if method == "POST" else None
        )
        assert answer.status_code == status
        assert "Bellemont" not in answer.text
    assert Gaps(desk.service.state).counts()["open"] == 1
    assert desk.service.tasks.last is None or not desk.service.tasks.last.running


@pytest.mark.parametrize("path", [path for method, path in ROUTES if method == "POST"])
def test_a_form_of_another_site_is_refused(desk: Desk, path: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert desk.staff.post(f"/fr/staff/{path}", headers=headers).status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [path for method, path in ROUTES if method == "GET"])
def test_staff_come_in_and_nothing_is_kept_by_the_browser(
    desk: Desk, path: str, language: str
) -> None:
    desk.service.state.note_gap("كم عدد مناصب الشغل في بناء السفن؟", "ar", "no_evidence")
    answer = desk.staff.get(f"/{language}/staff/{path}", headers=PAGE)
    assert answer.status_code in (200, 303)
    assert answer.headers["cache-control"] == "no-store"


# --- questions ---------------------------------------------------------------------------------


def test_questions_are_shown_by_subject_and_asked_again_by_a_link(desk: Desk) -> None:
    for question, language in (
        ("Combien d'emplois dans le naval ?", "fr"),
        ("كم عدد مناصب الشغل في بناء السفن؟", "ar"),
    ):
        desk.service.state.note_gap(question, language, "not_stated")
    desk.service.state.note_gap(NASTY, "fr", "no_evidence")
    page = desk.page("gaps")
    assert "Naval" in page
    assert "posée 2 fois" in page, "one question, in two languages"
    assert "information absente" in page
    assert "français" in page
    assert "arabe" in page
    raw = desk.staff.get("/fr/staff/gaps", headers=PAGE).text
    assert "<script>alert" not in raw
    assert "{{7" not in raw
    assert "../?q=%D9%83%D9%85" in raw


def test_a_group_is_marked_as_handled_and_taken_back(desk: Desk) -> None:
    for _ in range(2):
        desk.service.state.note_gap(ASKED, "fr", "no_evidence")
    ids = ",".join(str(gap.id) for gap in Gaps(desk.service.state).of("open"))
    assert f'value="{ids}"' in desk.page("gaps")
    page = desk.post("gaps/handle", gaps=ids, show="open")
    assert FR.say("gaps.said.handled") in page
    assert "Bellemont" not in page
    page = desk.page("gaps?show=handled")
    assert "Bellemont" in page
    assert f"traité par {STAFF}" in page
    assert "Bellemont" in desk.post("gaps/reopen", gaps=ids, show="open")
    done = [(entry.who, entry.action) for entry in desk.service.state.journal(2)]
    assert done == [(STAFF, "gaps reopened"), (STAFF, "gaps handled")]
    for odd in ("", "x", "1;2", "9" * 30, "-1", "²"):
        assert FR.say("gaps.said.gone") in desk.post("gaps/handle", gaps=odd)


def test_what_the_documents_answer_by_now_is_marked(desk: Desk) -> None:
    desk.service.state.note_gap(ASKED, "fr", "no_evidence")
    desk.service.state.note_gap("Qui préside la savonnerie ?", "fr", "no_evidence")
    store(desk.service, "forge", FORGE)
    assert FR.say("gaps.said.started") in desk.post("gaps/again")
    desk.service.tasks.wait(60)
    page = desk.page("gaps")
    assert "2 questions posées de nouveau, 1 ont maintenant une réponse" in page
    assert "Bellemont" not in page
    assert "savonnerie" in page
    assert "Bellemont" in desk.page("gaps?show=answered")
    assert desk.staff.get("/fr/staff/task").json()["running"] is False
    assert (desk.service.state.journal(1)[0].who) == STAFF


def test_a_code_that_is_none_says_nothing(desk: Desk) -> None:
    assert NASTY not in desk.page(f"gaps?said={NASTY}&show=none&page=-1")
    assert 'class="notice"' not in desk.page("gaps?said=lead")


def test_many_subjects_have_pages(desk: Desk) -> None:
    for number in range(35):
        desk.service.state.note_gap(f"Que fabrique l'usine Zeltar{chr(97 + number % 26)}{number} ?",
                                    "fr", "no_evidence")  # fmt: skip
    first, second = desk.page("gaps"), desk.page("gaps?page=2")
    assert first.count('<section class="subject">') == 30
    assert second.count('<section class="subject">') == 5
    assert 'href="gaps?show=open&page=2"' in first


# --- opinions and the evaluation -----------------------------------------------------------------


def test_opinions_are_sifted_wrong_first_and_marked(desk: Desk) -> None:
    right = judged(desk.service, "right", "Bonne ?")
    wrong = judged(desk.service, "wrong", "Mauvaise ?", f"Non. {NASTY}")
    page = desk.page("gaps/feedback")
    assert page.index("Mauvaise ?") < page.index("Bonne ?")
    assert f'href="../../answers/{wrong}"' in page
    assert desk.staff.get(f"/fr/answers/{right}").status_code in (200, 503), "it is there"
    assert "<script>alert" not in desk.staff.get("/fr/staff/gaps/feedback").text
    only = desk.page("gaps/feedback?verdict=right")
    assert "Bonne ?" in only
    assert "Mauvaise ?" not in only
    page = desk.post("gaps/feedback/handle", token=wrong, verdict="")
    assert FR.say("opinions.said.handled") in page
    assert "Mauvaise ?" not in page
    page = desk.page("gaps/feedback?show=handled")
    assert f"traité par {STAFF}" in page
    assert "Mauvaise ?" not in desk.post("gaps/feedback/reopen", token=wrong)
    assert "Mauvaise ?" in desk.page("gaps/feedback")
    assert FR.say("opinions.said.gone") in desk.post("gaps/feedback/handle", token="none")


def test_a_question_is_given_to_the_evaluation_and_downloaded(desk: Desk) -> None:
    forge = store(desk.service, "forge", FORGE)
    token = judged(desk.service, "right", comment="Utile")
    page = desk.page(f"gaps/question?feedback={token}")
    assert ASKED in page
    assert QUOTE in page
    assert "Utile" in page
    assert QUOTE not in desk.page(f"gaps/question?feedback={judged(desk.service, 'wrong')}")
    given = {"question": ASKED, "document": forge, "quote": QUOTE, "note": "Utile"}
    page = desk.post("gaps/question", **given)
    path = evaluation.path_in(desk.service.settings)
    assert str(path.resolve()) in page
    assert f"python -m evals append --from {path.resolve()}" in page
    file = desk.staff.get("/fr/staff/gaps/evaluation.jsonl")
    assert 'filename="evaluation.jsonl"' in file.headers["content-disposition"]
    assert file.text == path.read_text("utf-8")
    assert QUOTE in file.text


def test_a_refused_question_keeps_what_was_written(desk: Desk) -> None:
    forge = store(desk.service, "forge", FORGE)
    desk.service.state.note_gap(ASKED, "fr", "no_evidence")
    gap = Gaps(desk.service.state).of("open")[0].id
    assert ASKED in desk.page(f"gaps/question?gap={gap}")
    given = {"question": ASKED, "document": forge, "quote": f"Inventée {NASTY}"}
    answer = desk.staff.post("/fr/staff/gaps/question", data=given, headers=PAGE)
    assert answer.status_code == 422
    assert unescape(FR.say("evaluation.wrong.quote")) in unescape(answer.text)
    assert f"Inventée {NASTY}" in unescape(answer.text)
    assert "<script>alert" not in answer.text
    assert evaluation.count(desk.service.settings) == 0
    assert FR.say("gaps.said.nofile") in desk.page("gaps?said=nofile")


@pytest.mark.parametrize("query", ["", "?feedback=x", "?gap=x", "?gap=" + "9" * 40, "?gap=1e3"])
def test_the_form_is_empty_where_nothing_is_known(desk: Desk, query: str) -> None:
    assert '<textarea id="f-question"' in desk.page(f"gaps/question{query}")


def test_a_form_too_large_is_refused_in_words(desk: Desk) -> None:
    answer = desk.staff.post("/fr/staff/gaps/handle", data={"gaps": "1" * 300_000}, headers=PAGE)
    assert answer.status_code == 413
    assert FR.say("desk.form") in unescape(answer.text)


def test_a_full_disk_is_said_in_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageFull("no room")

    desk.service.state.note_gap(ASKED, "fr", "no_evidence")
    monkeypatch.setattr(Gaps, "handle", full)
    answer = desk.staff.post("/fr/staff/gaps/handle", data={"gaps": "1"}, headers=PAGE)
    assert answer.status_code == 503
    assert FR.say("error.StorageFull") in unescape(answer.text)


# --- the journal -------------------------------------------------------------------------------


def test_the_journal_is_told_in_words_and_sifted(desk: Desk) -> None:
    state = desk.service.state
    forge = store(desk.service, "forge", FORGE)
    state.record("Youssef <b>", "edit", forge, fields=["title", "published"])
    state.record(STAFF, "erase", "gone-for-good")
    state.record(STAFF, "a later action", None, made="up")
    state.record("admin", "users role", None, name="leila", role="staff", was="member")
    page = desk.page("journal")
    assert "Correction de la fiche" in page
    assert f"champs{FR.say('colon')}Titre, Publié" in page
    assert f'href="documents/{forge}"' in page
    assert 'href="documents/gone-for-good"' not in page
    assert "gone-for-good" in page
    assert "a later action" in page
    assert f"rôle{FR.say('colon')}équipe" in page
    assert "Youssef <b>" not in desk.staff.get("/fr/staff/journal").text
    only = desk.page("journal?action=erase&document=good")
    assert "1 entrée" in only
    assert "Correction de la fiche</" not in only.partition("<table")[2]
    assert FR.say("journal.none") in desk.page("journal?who=nobody")


def test_the_journal_has_pages_that_keep_what_is_looked_for(desk: Desk) -> None:
    for number in range(130):
        desk.service.state.record("leila", "add", f"doc-{number}")
    first, second = desk.page("journal?who=leila"), desk.page("journal?who=leila&page=2")
    assert 'href="journal?who=leila&page=2"' in first
    assert first.count("<tr><td") == 100
    assert second.count("<tr><td") == 30
    assert second.index("doc-29") < second.index("doc-0<")


def test_the_table_for_a_spreadsheet_holds_no_formula(desk: Desk) -> None:
    desk.service.state.record('=HYPERLINK("http://evil")', "add", "é")
    desk.service.state.record("leila", "edit", "@SUM(1)", fields=["title"])
    file = desk.staff.get("/fr/staff/journal.csv?who=leila")
    assert file.headers["content-type"].startswith("text/csv")
    assert file.content.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(file.text.lstrip("\ufeff")))
    assert head[1:4] == ["Qui", "Quoi", "Document"]
    assert row[1:4] == ["leila", "Correction de la fiche", "'@SUM(1)"]
    everything = desk.staff.get("/fr/staff/journal.csv").text
    assert "'=HYPERLINK" in everything


# Morocco's clocks are an hour ahead of UTC, but for Ramadan: in 2026, until 22 March.
@pytest.mark.parametrize(
    ("noted", "shown", "exact"),
    [
        ("2026-07-01T23:30:00Z", "2\u00a0juillet 2026 à 00:30", "2026-07-02T00:30:00+01:00"),
        ("2026-03-01T10:00:00Z", "1er\u00a0mars 2026 à 10:00", "2026-03-01T10:00:00+00:00"),
    ],
)
def test_the_journal_tells_the_time_of_the_federation(
    desk: Desk, noted: str, shown: str, exact: str
) -> None:
    desk.service.state.record("leila", "restore-backup", None, made=noted)
    desk.service.state._write("UPDATE journal SET at = ?", (noted,))
    page = desk.page("journal")
    assert page.count(shown) == 2, "when it was, and of when the backup is"
    assert "Quand (heure de Casablanca)" in page
    assert "UTC" not in page
    assert exact in desk.staff.get("/fr/staff/journal.csv").text


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", " =1", "\t=1", "\rx", "＝1", "\n@x"])
def test_a_cell_that_is_a_formula_is_unarmed(cell: str) -> None:
    assert unarmed(cell) == f"'{cell}"
    assert unarmed(f"a{cell}") == f"a{cell}"


# --- how it is ---------------------------------------------------------------------------------


def test_health_names_what_is_to_be_mended(desk: Desk) -> None:
    store(desk.service, "forge", FORGE, publisher="Gazette", published="2021-03-04")
    naval = store(desk.service, "naval", "Le chantier livre trois remorqueurs.\n", title=NASTY)
    page = desk.page("health")
    assert FR.say("health.in_step") in page
    assert f"Date inconnue{FR.say('colon')}1 document" in page
    assert page.count(f'href="documents/{naval}"') == 2, "without a date, without a publisher"
    assert "au bout de 90 jours" in page
    assert "hashing" in page
    raw = desk.staff.get("/fr/staff/health").text
    assert "<script>alert" not in raw


def test_a_changed_folder_is_told_and_brought_in_step(desk: Desk) -> None:
    service = desk.service
    store(service, "forge", FORGE)
    dropped = service.settings.articles / "dropped.md"
    dropped.write_text("# Vaugelin\n\nLe relevé compte 64 vannes.\n", "utf-8")
    (service.settings.articles / "broken.md").write_bytes(b"---\ntitle: [\n---\nx\n")
    page = desk.page("health")
    assert FR.say("health.out_of_step") in page
    assert "articles/broken.md" in page
    assert FR.say("health.said.started") in desk.post("health/sync")
    service.tasks.wait(60)
    page = desk.page("health")
    assert "documents ajoutés 1" in page
    assert FR.say("health.in_step") in page
    assert desk.service.state.journal(1)[0].action == "sync"
    (service.settings.articles / "broken.md").unlink()


def test_only_an_admin_builds_afresh(desk: Desk) -> None:
    store(desk.service, "forge", FORGE)
    assert 'action="health/rebuild"' not in desk.page("health")
    refused = desk.staff.post("/fr/staff/health/rebuild", headers=PAGE)
    assert refused.status_code == 403
    assert FR.say("health.admins") in unescape(refused.text)
    assert 'action="health/rebuild"' in desk.page("health", ADMIN)
    desk.post("health/rebuild", ADMIN)
    desk.service.tasks.wait(60)
    last = desk.service.tasks.last
    assert last is not None
    assert (last.name, last.who, last.error) == ("rebuild", ADMIN, None)
    assert f"{ADMIN}" in desk.page("journal?action=rebuild")


def test_one_work_at_a_time_and_questions_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, go, inside = desk.service, threading.Event(), threading.Event()
    store(service, "forge", FORGE)
    rebuild = service.index.rebuild

    def slow(documents: Any, progress: Any) -> None:
        progress("index", 3, 9)
        inside.set()
        assert go.wait(60)
        rebuild(documents, progress)

    monkeypatch.setattr(service.index, "rebuild", slow)
    desk.post("health/rebuild", ADMIN)
    assert inside.wait(30)
    try:
        page = desk.page("health")
        assert "3 sur 9" in page
        assert 'action="health/sync"' not in page
        told = desk.staff.get("/ar/staff/task").json()
        assert (told["running"], told["done"], told["of"]) == (True, 3, 9)
        assert FR.say("health.said.busy") in desk.post("health/sync")
        assert FR.say("gaps.said.busy") in desk.post("gaps/again")
        assert service.ask(Question(ASKED)).answered, "questions are answered meanwhile"
    finally:
        go.set()
    service.tasks.wait(60)
    assert "reconstruit" in desk.page("health")


def test_work_that_failed_says_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageFull("no room is left")

    monkeypatch.setattr(Service, "sync", full)
    desk.post("health/sync")
    desk.service.tasks.wait(30)
    page = desk.page("health")
    assert FR.say("error.StorageFull") in page
    assert "no room is left" in page, "for whoever is asked for help"
    assert 'action="health/sync"' in page, "it can be tried again"


# --- one question deleted -----------------------------------------------------------------------


def test_one_question_is_deleted_for_good_and_the_others_stay(desk: Desk) -> None:
    other = "Quel est le capital du chantier naval de Port-Salin ?"
    for question in (ASKED, ASKED, other):
        desk.service.state.note_gap(question, "fr", "no_evidence")
    page = desk.page("gaps")
    forms = re.findall(
        r'action="gaps/delete"><input type="hidden" name="gaps" value="([^"]*)"', page
    )
    assert sorted(len(form.split(",")) for form in forms) == [1, 2]
    assert FR.say("gaps.delete.sure") in page
    assert "pour de bon" in page
    ids = max(forms, key=len)
    after = desk.post("gaps/delete", gaps=ids, show="open")
    assert FR.say("gaps.said.deleted") in after
    assert [gap.question for gap in Gaps(desk.service.state).of("open")] == [other]
    (entry,) = (e for e in desk.service.state.journal() if e.action == "gaps deleted")
    assert (entry.who, entry.detail) == (STAFF, {"questions": 2})
    assert "Bellemont" not in desk.service.state.path.read_bytes().decode("latin-1")
    assert FR.say("gaps.said.gone") in desk.post("gaps/delete", gaps=ids, show="open")
