"""What a page sends after its session has ended: a page answers, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from accounts import MEMBER, PASSWORD, STAFF, welcome
from serving import serving, settings_in
from starlette.testclient import TestClient

from assistant.schema import LANGUAGES
from assistant.service.service import Service
from assistant.ui.access import COOKIE
from assistant.ui.app import build_app
from assistant.ui.words import words_in

PAGE = {"accept": "text/html,application/xhtml+xml"}
TYPED = 'Combien d’ouvriers ? <script>alert(1)</script> "\n\nDeuxième ligne'
FORMS = [
    ("staff/gaps/question", {"question": TYPED, "note": ""}),
    ("staff/gaps/handle", {"gaps": "1,2", "show": "open"}),
    ("staff/documents?q=forge", {"id": ["a", "b"], "do": "remove"}),
    ("staff/health/sync", {}),
]


def opened(folder: Path, **settings: Any) -> Service:
    service = serving(settings_in(folder, **settings))
    welcome(service)
    return service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = opened(tmp_path_factory.mktemp("resuming"))
    yield service
    service.close()


@pytest.fixture(scope="module")
def visitor(service: Service) -> TestClient:
    return TestClient(build_app(service, service.settings), follow_redirects=False)


def as_person(visitor: TestClient, name: str) -> TestClient:
    visitor.cookies.clear()
    if name:
        given = {"name": name, "password": PASSWORD}
        assert visitor.post("/fr/sign-in", data=given).status_code == 303
    return visitor


def kept(page: str) -> list[tuple[str, str]]:
    found = re.findall(r'<textarea name="([^"]*)" hidden>\n(.*?)</textarea>', page, re.S)
    return [(unescape(name), unescape(value)) for name, value in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "form"), FORMS)
@pytest.mark.parametrize(
    ("name", "status", "key"), [("", 401, "session.ended"), (MEMBER, 403, "signin.notstaff")]
)
def test_a_refused_form_is_answered_by_a_page_that_keeps_it(
    visitor: TestClient,
    language: Any,
    path: str,
    form: dict[str, Any],
    name: str,
    status: int,
    key: str,
) -> None:
    answer = as_person(visitor, name).post(f"/{language}/{path}", data=form, headers=PAGE)
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    words, page = words_in(language), unescape(answer.text)
    for said in (key, "session.again", "manage.resume"):
        assert words.say(said) in page
    assert f'<html lang="{language}"' in page
    up = "../" * path.count("/")
    assert f'<a href="{up}sign-in" target="_blank"' in page
    values = [
        (n, v) for n, some in form.items() for v in ([some] if isinstance(some, str) else some)
    ]
    assert kept(answer.text) == values
    assert "<script>alert(1)" not in answer.text


def test_what_was_kept_is_taken_after_signing_in(visitor: TestClient, service: Service) -> None:
    form = {"question": TYPED, "document": "", "quote": "", "note": ""}
    path = "/fr/staff/gaps/question"
    page = as_person(visitor, "").post(path, data=form, headers=PAGE).text
    answer = as_person(visitor, STAFF).post(path, data=dict(kept(page)), headers=PAGE)
    assert answer.status_code == 303
    assert "evaluation" in [entry.action for entry in service.state.journal()]


def test_a_password_is_written_into_no_page(visitor: TestClient) -> None:
    form = {"current": PASSWORD, "new": "fonte, acier, étain", "again": "fonte, acier, étain"}
    answer = as_person(visitor, "").post("/ar/password", data=form, headers=PAGE)
    assert answer.status_code == 401
    page = unescape(answer.text)
    assert words_in("ar").say("session.ended") in page
    assert 'href="sign-in?next=password"' in page
    assert "fonte" not in page
    assert PASSWORD not in page


def test_a_form_over_the_limit_leads_to_signing_in(visitor: TestClient) -> None:
    form = {"question": "x" * (8 * 2**20)}
    answer = as_person(visitor, "").post("/fr/staff/gaps/question", data=form, headers=PAGE)
    assert answer.status_code == 401
    assert 'href="../../sign-in?next=staff%2F"' in answer.text


def test_programs_are_answered_as_before(visitor: TestClient) -> None:
    answer = as_person(visitor, "").post("/fr/staff/gaps/handle", data={"gaps": "1"})
    assert answer.json() == {"detail": words_in("fr").say("session.ended")}


def test_members_of_a_closed_house_get_a_page_too(tmp_path: Path) -> None:
    service = opened(tmp_path, members="signed-in")
    visitor = TestClient(build_app(service, service.settings), follow_redirects=False)
    visitor.cookies.set(COOKIE, "ended")
    answer = visitor.post("/en/answers/keep", data={"remark": TYPED}, headers=PAGE)
    assert answer.status_code == 401
    assert kept(answer.text) == [("remark", TYPED)]
    assert visitor.post("/en/sign-out", headers=PAGE).headers["location"] == "./"
    assert visitor.post("/en/answers/keep", json={}).status_code == 401
    service.close()
