"""Whoever is signed in gives themselves another password, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest
from accounts import MEMBER, PASSWORD, STAFF, quick
from fastapi import FastAPI
from httpx import Response
from serving import serving, settings_in
from starlette.testclient import TestClient

from assistant.passwords import SHORTEST_PASSWORD
from assistant.people import People
from assistant.schema import LANGUAGES
from assistant.service.service import Service
from assistant.throttle import NAME_TRIES
from assistant.ui.access import COOKIE
from assistant.ui.app import build_app
from assistant.ui.words import words_in

PAGE = {"accept": "text/html"}
ANOTHER = "fonte, acier, étain"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    service = serving(settings_in(tmp_path_factory.mktemp("passwords")))
    service.people = People(service.state, passwords=quick())
    app = build_app(service, service.settings)
    app.state.service = service
    yield app
    service.close()


@pytest.fixture
def service(app: FastAPI) -> Service:
    service: Service = app.state.service
    for table in ("people", "sessions", "tries", "journal"):
        service.state._write(f"DELETE FROM {table}", ())
    for name, role in ((STAFF, "staff"), (MEMBER, "member")):
        service.people.add(name, role, PASSWORD, "the tests")  # type: ignore[arg-type]
    return service


def signed_in(app: FastAPI, name: str, password: str = PASSWORD) -> TestClient:
    client = TestClient(app, follow_redirects=False)
    client.post("/fr/sign-in", data={"name": name, "password": password})
    return client


def change(client: TestClient, current: str, new: str, again: str = "") -> Response:
    given = {"current": current, "new": new, "again": again or new}
    return client.post("/fr/password", data=given, headers=PAGE)


@pytest.mark.parametrize("name", [STAFF, MEMBER])
def test_a_changed_password_is_the_one_that_lets_in(
    app: FastAPI, service: Service, name: str
) -> None:
    here, elsewhere = signed_in(app, name), signed_in(app, name)
    answer = change(here, PASSWORD, ANOTHER)
    assert answer.status_code == 303
    there = unescape(here.get(f"/fr/{answer.headers['location']}", headers=PAGE).text)
    assert words_in("fr").say("password.changed") in there
    assert here.get("/fr/password", headers=PAGE).status_code == 200, "this session goes on"
    assert elsewhere.get("/fr/password", headers=PAGE).status_code == 303, "the others end"
    assert COOKIE not in signed_in(app, name).cookies
    assert COOKIE in signed_in(app, name, ANOTHER).cookies


def test_the_token_of_before_lets_nobody_in(app: FastAPI, service: Service) -> None:
    client = signed_in(app, MEMBER)
    before = client.cookies[COOKIE]
    change(client, PASSWORD, ANOTHER)
    assert client.cookies[COOKIE] != before
    assert service.people.person(before) is None


@pytest.mark.parametrize(
    ("current", "new", "again", "key", "status"),
    [
        ("autre chose encore", ANOTHER, "", "password.wrong", 403),
        (PASSWORD, ANOTHER, ANOTHER + " ", "password.differ", 422),
        (PASSWORD, "xyz 9", "", "password.weak", 422),
        (PASSWORD, "Motdepasse123", "", "password.weak", 422),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    app: FastAPI, service: Service, current: str, new: str, again: str, key: str, status: int
) -> None:
    client = signed_in(app, MEMBER)
    answer = change(client, current, new, again)
    assert answer.status_code == status
    assert words_in("fr").say(key, n=SHORTEST_PASSWORD) in unescape(answer.text)
    for typed in (current, new):
        assert typed not in unescape(answer.text), "no password is written into a page"
    assert COOKIE in signed_in(app, MEMBER).cookies
    assert client.get("/fr/password", headers=PAGE).status_code == 200


def test_wrong_tries_must_wait_as_at_signing_in(app: FastAPI, service: Service) -> None:
    client = signed_in(app, MEMBER)
    for _ in range(NAME_TRIES):
        assert change(client, "autre chose encore", ANOTHER).status_code == 403
    answer = change(client, PASSWORD, ANOTHER)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert COOKIE not in signed_in(app, MEMBER).cookies, "they count together"


def test_the_journal_tells_of_it_without_the_password(app: FastAPI, service: Service) -> None:
    change(signed_in(app, MEMBER), PASSWORD, ANOTHER)
    (entry,) = (e for e in service.state.journal() if e.action == "users password")
    assert (entry.who, entry.detail) == (MEMBER, {"name": MEMBER})
    assert ANOTHER not in str(service.state.journal())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rule_is_told_beforehand_and_the_masthead_leads_there(
    app: FastAPI, service: Service, language: str
) -> None:
    client = signed_in(app, MEMBER)
    page = client.get(f"/{language}/password", headers=PAGE)
    assert page.headers["cache-control"] == "no-store"
    told = words_in(language).say("password.about", n=SHORTEST_PASSWORD)  # type: ignore[arg-type]
    assert told in unescape(page.text)
    assert 'href="../password"' in client.get(f"/{language}/whoami?depth=1").text


def test_a_stranger_is_led_to_sign_in_and_back(app: FastAPI, service: Service) -> None:
    client = TestClient(app, follow_redirects=False)
    answer = client.get("/fr/password", headers=PAGE)
    assert answer.headers["location"] == "../fr/sign-in?next=password"
    assert change(client, PASSWORD, ANOTHER).status_code == 401


def test_a_page_of_another_site_changes_nothing(app: FastAPI, service: Service) -> None:
    client = signed_in(app, MEMBER)
    given = {"current": PASSWORD, "new": ANOTHER, "again": ANOTHER}
    answer = client.post("/fr/password", data=given, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert COOKIE in signed_in(app, MEMBER).cookies
