"""The addresses of answers: changed from our own page alone, read by whoever has the link."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from serving import FORGE, serving, settings_in, store
from starlette.requests import HTTPConnection
from starlette.testclient import TestClient

from assistant.errors import AnswerGone, AnswerNotFound
from assistant.schema import Answer, Question
from assistant.service.answers import Answers
from assistant.service.service import Service
from assistant.ui.access import Access
from assistant.ui.app import build_app
from assistant.ui.chat import converse
from assistant.ui.guarding import AT_MOST, Pace
from assistant.ui.words import words_in

FR, EN = words_in("fr"), words_in("en")
ASKED = "Quelle presse la forge de Bellemont a-t-elle mise en service ?"
HERE = {"Sec-Fetch-Site": "same-origin"}
COMMENT = "La presse a été vendue en 2023."


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = serving(settings_in(tmp_path_factory.mktemp("answers"), keep_days=90))
    yield service
    service.close()


@pytest.fixture(scope="module")
def client(service: Service) -> TestClient:
    return TestClient(build_app(service, service.settings), base_url="https://a.example")


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pace, "allows", lambda *_: True)


@pytest.fixture
def forge(service: Service) -> Iterator[str]:
    document_id = store(
        service, "forge", FORGE, publisher="La Gazette", published="2021-03-04",
        url="https://gazette.example/forge",
    )  # fmt: skip
    yield document_id
    service.erase([document_id])


@pytest.fixture
def shown(service: Service, forge: str) -> str:
    """Ask as the page does; return the id of the answer shown."""
    *_, turns = converse(service, FR, ASKED, [])
    assert turns[-1].answer is not None
    assert turns[-1].answer.citations
    return turns[-1].shown


def keep(client: TestClient, shown: str, **given: Any) -> Any:
    return client.post(f"/fr/answers/{shown}/keep", json={"keep": True, **given}, headers=HERE)


def judge(client: TestClient, shown: str, verdict: Any, comment: Any = "") -> Any:
    given = {"verdict": verdict, "comment": comment}
    return client.post(f"/fr/answers/{shown}/feedback", json=given, headers=HERE)


def link_of(client: TestClient, shown: str) -> str:
    return "/fr/" + str(keep(client, shown).json()["link"])


def kept(service: Service) -> int:
    return int(service.state.read("SELECT count(*) FROM saved_answers")[0][0])


def test_nothing_is_written_before_somebody_asks_for_it(
    client: TestClient, service: Service, shown: str
) -> None:
    assert kept(service) == 0
    assert client.get(f"/fr/answers/{shown}.md").status_code == 200
    assert client.get(f"/fr/answers/{shown}").status_code == 404
    assert kept(service) == 0
    assert keep(client, shown).status_code == 200
    assert kept(service) == 1


def test_the_page_of_a_kept_answer_shows_it_with_its_evidence(
    client: TestClient, shown: str
) -> None:
    address = link_of(client, shown)
    assert shown not in address
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-robots-tag"] == "noindex"
    text = page.text
    assert "Quelle presse la forge de Bellemont" in text
    assert "<mark>La forge de Bellemont a mis en service une presse de 900 tonnes" in text
    assert "La Gazette" in text
    assert 'href="../documents/' in text
    assert 'href="documents/' not in text
    assert 'href="https://gazette.example/forge"' in text
    assert FR.say("kept.recipe") in text
    assert "Tantivy" in text
    assert text.count('<details class="card"') == text.count('" open><summary><span class="n">') > 0
    assert 'class="since"' not in text
    assert "data-answer" not in text.partition("</head>")[2], "who has the link judges nothing"
    assert client.get(address.replace("/fr/", "/ar/")).status_code == 200


def test_the_markdown_of_an_answer_is_a_file(client: TestClient, shown: str) -> None:
    address = link_of(client, shown)
    for name, linked in ((f"/fr/answers/{shown}.md", False), (f"{address}.md", True)):
        file = client.get(name)
        assert file.headers["content-type"].startswith("text/markdown")
        assert 'attachment; filename="reponse-' in file.headers["content-disposition"]
        assert "> La forge de Bellemont a mis en service une presse" in file.text
        assert (f"<https://a.example{address}>" in file.text) == linked


@pytest.mark.parametrize("asked", ["/fr", "/below/fr"])
def test_the_file_names_its_link_below_a_path_too(
    service: Service, client: TestClient, shown: str, asked: str
) -> None:
    token = link_of(client, shown).rpartition("/")[2]
    below = TestClient(client.app, base_url="https://a.example", root_path="/below")
    file = below.get(f"{asked}/answers/{token}.md")
    assert f"<https://a.example/below/fr/answers/{token}>" in file.text


def test_a_source_that_has_changed_is_marked(
    client: TestClient, service: Service, forge: str, shown: str
) -> None:
    address = link_of(client, shown)
    service.edit(forge, {"publisher": "La Gazette du soir"})
    page = client.get(address).text
    assert FR.say("since.changed") in page
    assert "La Gazette du soir" not in page, "the evidence is as it was"
    document = service.show(forge)
    service.library.write(replace(document, body=document.body.replace("900", "800")))
    page = client.get(address).text
    assert FR.say("since.quote_gone") in page
    assert "presse de 900 tonnes" in page
    service.remove([forge])
    page = client.get(address).text
    assert FR.say("since.removed") in page
    assert "presse de 900 tonnes" in page


def test_an_erased_document_takes_the_answers_of_its_text(
    client: TestClient, service: Service, forge: str, shown: str
) -> None:
    address = link_of(client, shown)
    judge(client, shown, "wrong", COMMENT)
    *_, turns = converse(service, FR, ASKED, [])
    service.erase([forge])
    page = client.get(address)
    assert page.status_code == 410
    assert FR.say("kept.gone.erased") in page.text
    assert client.get(f"{address}.md").status_code == 410
    assert kept(service) == 0
    assert service.answers.feedback() == []
    for held in (shown, turns[-1].shown):
        answer = keep(client, held)
        assert answer.status_code == 404
        assert answer.json()["error"] == FR.say("error.AnswerNotFound")
        assert client.get(f"/fr/answers/{held}.md").status_code == 404
    assert kept(service) == 0


def test_an_answer_in_the_making_while_its_document_is_erased_is_not_kept(
    client: TestClient, service: Service, forge: str
) -> None:
    answer = service.ask(Question(ASKED))
    service.erase([forge])
    late = service.answers.show(answer, {})
    assert keep(client, late).status_code == 404
    assert judge(client, late, "right").status_code == 404
    assert kept(service) == 0


def test_an_address_that_never_was_says_so(client: TestClient) -> None:
    for token in ("0" * 32, "x", "%3Cscript%3E", "1"):
        page = client.get(f"/fr/answers/{token}")
        assert page.status_code == 404
        assert FR.say("kept.unknown.how") in page.text
        assert "<script>%" not in page.text
    assert "Check that the link" in client.get(f"/en/answers/{'0' * 32}").text


def test_feedback_is_kept_changed_and_taken_back(
    client: TestClient, service: Service, shown: str
) -> None:
    assert judge(client, shown, "outdated", f"  {COMMENT}\n").json() == {}
    (given,) = service.answers.feedback()
    assert (given.verdict, given.comment, given.question) == ("outdated", COMMENT, ASKED)
    assert client.get(f"/fr/answers/{given.token}").status_code == 200
    judge(client, shown, "right")
    assert [(one.verdict, one.comment) for one in service.answers.feedback()] == [("right", "")]
    assert service.answers.feedback("wrong") == []
    assert judge(client, shown, None).status_code == 200
    assert service.answers.feedback() == []
    assert kept(service) == 0


def test_feedback_can_be_changed_after_a_restart(
    client: TestClient, service: Service, shown: str
) -> None:
    judge(client, shown, "right")
    service.answers.__init__(service)  # type: ignore[misc]  # what was in memory is gone
    assert judge(client, shown, "wrong").status_code == 200
    assert [one.verdict for one in service.answers.feedback()] == ["wrong"]
    assert judge(client, shown, None).status_code == 200
    assert judge(client, shown, "right").status_code == 404


def test_a_link_can_be_let_go_of(client: TestClient, service: Service, shown: str) -> None:
    address = link_of(client, shown)
    assert keep(client, shown, keep=False).json() == {}
    page = client.get(address)
    assert page.status_code == 410
    assert FR.say("kept.gone.deleted") in page.text
    assert kept(service) == 0
    assert link_of(client, shown) != address


@pytest.mark.parametrize(
    ("verdict", "comment", "key"),
    [
        ("splendid", "", "error.feedback"),
        (1, "", "error.feedback"),
        (["right"], "", "error.feedback"),
        ("right", None, "error.feedback"),
        ("right", "x" * 1001, "error.comment"),
    ],
)
def test_feedback_that_is_none_is_refused(
    client: TestClient, service: Service, shown: str, verdict: Any, comment: Any, key: str
) -> None:
    answer = judge(client, shown, verdict, comment)
    assert answer.status_code == 422
    values = {"limit": FR.number(1000)} if key == "error.comment" else {}
    assert answer.json()["error"] == FR.say(key, **values)
    assert kept(service) == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://a.example"}, 200),
        ({}, 200),
    ],
)
def test_other_sites_change_nothing(
    client: TestClient, service: Service, shown: str, headers: dict[str, str], status: int
) -> None:
    for path, given in (("keep", {"keep": True}), ("feedback", {"verdict": "right"})):
        answer = client.post(f"/fr/answers/{shown}/{path}", json=given, headers=headers)
        assert answer.status_code == status
    assert bool(kept(service)) == (status == 200)


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b'{"verdict": "right"}', "text/plain", 415),
        (b"verdict=right", "application/x-www-form-urlencoded", 415),
        (b"{", "application/json", 422),
        (b"[]", "application/json", 422),
        (b"\xff", "application/json", 422),
        (b"[" * 16_000, "application/json", 422),
        (b" " * 20_000, "application/json", 413),
    ],
)
def test_what_is_no_small_json_is_refused(
    client: TestClient, service: Service, shown: str, content: bytes, kind: str, status: int
) -> None:
    headers = HERE | {"Content-Type": kind}
    answer = client.post(f"/fr/answers/{shown}/feedback", content=content, headers=headers)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert kept(service) == 0


def test_a_surrogate_in_a_remark_does_no_harm(
    client: TestClient, service: Service, shown: str
) -> None:
    content = json.dumps({"verdict": "right", "comment": "x\ud800"}).encode()
    headers = HERE | {"Content-Type": "application/json"}
    answer = client.post(f"/fr/answers/{shown}/feedback", content=content, headers=headers)
    assert answer.status_code == 200
    assert [one.comment for one in service.answers.feedback()] == ["x?"]


def test_who_may_not_ask_keeps_and_reads_nothing(
    client: TestClient, service: Service, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = link_of(client, shown)

    def closed(self: Access, request: HTTPConnection) -> bool:
        return False

    monkeypatch.setattr(Access, "may_ask", closed)
    assert keep(client, shown).status_code == 401
    assert judge(client, shown, "right").status_code == 401
    for path in (address, f"{address}.md", f"/fr/answers/{shown}.md"):
        page = client.get(path)
        assert page.status_code == 401
        assert "900 tonnes" not in page.text
        assert FR.say("kept.members.how") in page.text
    assert service.answers.feedback() == []
    assert client.get("/fr/privacy").status_code == 200


def test_where_members_sign_in_strangers_read_the_notice_alone(tmp_path: Any) -> None:
    service = serving(settings_in(tmp_path, members="signed-in"))
    stranger = TestClient(build_app(service, service.settings), follow_redirects=False)
    page = {"Accept": "text/html"}
    assert stranger.get("/fr/privacy", headers=page).status_code == 200
    link = stranger.get(f"/fr/answers/{'0' * 32}", headers=page)
    assert link.status_code == 303
    assert "sign-in?next=answers" in link.headers["location"]
    refused = stranger.post(f"/fr/answers/{'0' * 32}/keep", json={"keep": True}, headers=HERE)
    assert refused.status_code == 401
    assert refused.json()["detail"]
    service.close()


def test_too_many_changes_at_once_are_refused(
    client: TestClient, service: Service, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    codes = [judge(client, shown, "right").status_code for _ in range(AT_MOST + 1)]
    assert codes.count(200) >= AT_MOST - 20  # other tests may have asked
    assert codes[-1] == 429
    assert judge(client, shown, "right").json()["error"] == FR.say("error.too_many")


def test_each_address_has_a_pace_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    now = [0.0]
    pace = Pace(most=2, clock=lambda: now[0])
    assert [pace.allows("a") for _ in range(3)] == [True, True, False]
    assert pace.allows("b")
    now[0] = 61.0
    assert pace.allows("a")


def test_only_the_last_answers_are_held(service: Service, forge: str) -> None:
    few = Answers(service, most=2)
    answer = Answer("?", "?", "fr", "extractive", "x", True)
    first, *others = (few.show(answer, {}) for _ in range(3))
    with pytest.raises(AnswerNotFound):
        few.shown(first)
    assert all(few.shown(other).answer["answer"] == "x" for other in others)
    assert len({first, *others}) == 3


def test_a_damaged_answer_is_a_page_with_words(
    client: TestClient, service: Service, shown: str
) -> None:
    address = link_of(client, shown)
    with service.state.transaction() as db:
        db.execute("UPDATE saved_answers SET answer = '{\"answered\": 3}'")
    page = client.get(address)
    assert page.status_code == 503
    assert FR.say("error.UnreadableAnswer") in page.text


def test_what_is_kept_too_long_is_gone_at_the_link(
    client: TestClient, service: Service, shown: str
) -> None:
    address = link_of(client, shown)
    with service.state.transaction() as db:
        db.execute("UPDATE saved_answers SET at = '2020-01-01T00:00:00Z'")
    service.sync()
    page = client.get(address)
    assert page.status_code == 410
    assert FR.say("kept.gone.expired") in page.text
    with pytest.raises(AnswerGone, match="expired"):
        service.answers.read(address.rpartition("/")[2])


def test_the_notice_says_for_how_long(client: TestClient, service: Service, tmp_path: Any) -> None:
    assert "au bout de 90 jours" in client.get("/fr/privacy").text
    assert "after 90 days" in client.get("/en/privacy").text
    assert 'dir="rtl"' in client.get("/ar/privacy").text
    for_ever = serving(settings_in(tmp_path, keep_days=0))
    page = TestClient(build_app(for_ever, for_ever.settings)).get("/en/privacy").text
    assert EN.say("privacy.always") in page
    assert "after" not in page.partition("<main")[2]
    for_ever.close()


def test_the_notice_says_to_which_model_questions_go(tmp_path: Any) -> None:
    alone = serving(settings_in(tmp_path / "alone"))
    page = TestClient(build_app(alone, alone.settings)).get("/en/privacy").text
    assert EN.say("privacy.nobody") in page
    told = serving(settings_in(tmp_path / "told", model="openai:double", model_url="http://x/v1"))
    page = TestClient(build_app(told, told.settings)).get("/en/privacy").text
    assert "openai:double" in page
    assert EN.say("privacy.nobody") not in page
