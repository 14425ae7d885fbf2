"""Who comes in where: every way to the staff desk, tried by strangers and by members."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from accounts import MEMBER, PASSWORD, STAFF, welcome
from fastapi import FastAPI, Request
from serving import NAVAL, serving, settings_in, three
from starlette.routing import Mount
from starlette.testclient import TestClient

from assistant.schema import LANGUAGES
from assistant.service.service import Service
from assistant.ui.access import COOKIE
from assistant.ui.app import build_app
from assistant.ui.changing import CHANGES
from assistant.ui.doors import Room
from assistant.ui.words import words_in

PAGE = {"accept": "text/html,application/xhtml+xml"}
NAMES = {"a stranger": "", "a made-up session": "made up", "a member": MEMBER}


@dataclass
class House:
    """An app, its service, and the ways into it."""

    app: FastAPI
    service: Service
    folder: Path
    ids: tuple[str, ...] = ()

    def client(self, name: str = "", **options: Any) -> TestClient:
        """Return a browser; `name` is who has signed in, or a session that nobody began."""
        client = TestClient(self.app, follow_redirects=False, **options)
        if name in (STAFF, MEMBER):
            answer = client.post("/fr/sign-in", data={"name": name, "password": PASSWORD})
            assert answer.status_code == 303, answer.text
        elif name:
            client.cookies.set(COOKIE, name)
        return client

    def room(self, path: str) -> Room:
        (found,) = (r for r in self.app.routes if isinstance(r, Mount) and r.path == path)
        assert isinstance(found.app, Room)
        return found.app

    def blocks(self, path: str) -> gr.Blocks:
        return self.room(path).app.get_blocks()  # type: ignore[attr-defined]


def build(folder: Path, **settings: Any) -> House:
    chosen = settings_in(folder, **settings)
    service = serving(chosen)
    welcome(service)
    return House(build_app(service, chosen), service, folder)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = build(tmp_path_factory.mktemp("house"))
    house.ids = three(house.service)
    yield house
    house.service.close()


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = build(tmp_path_factory.mktemp("closed"), members="signed-in")
    yield house
    house.service.close()


# --- the desk --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_desk_leads_others_to_signing_in(house: House, language: str, name: str) -> None:
    client = house.client(name)
    answer = client.get(f"/{language}/staff/", headers=PAGE)
    assert answer.status_code == 303
    there = client.get(answer.headers["location"].replace("../..", ""), headers=PAGE)
    assert there.status_code == 200
    assert 'value="staff/"' in there.text


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_route_of_the_desk_answers_others(house: House, name: str) -> None:
    client, tried = house.client(name), 0
    for method, path in routes_of(house.room("/fr/staff").app):
        answer = client.request(method, f"/fr/staff{path}")
        assert answer.status_code in (401, 403), f"{method} {path}"
        assert "Bellemont" not in answer.text
        tried += 1
    assert tried > 60, "Gradio has many more routes than these"


def routes_of(app: Any) -> Iterator[tuple[str, str]]:
    """Yield every method and path that an app of Gradio answers, its parameters filled in."""
    assert isinstance(app, FastAPI)
    for path, operations in app.openapi()["paths"].items():
        for method in operations:
            yield method.upper(), re.sub(r"\{[^}]*\}", "1", path)
    for name in ("upload", "upload_progress", "file=/etc/passwd", "queue/join", "queue/data"):
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
            yield method, f"/gradio_api/{name}"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_step_of_the_desk_is_taken_for_others(house: House, name: str) -> None:
    steps = house.client(STAFF).get("/fr/staff/config").json()["dependencies"]
    assert len(steps) >= 9
    client = house.client(name)
    for step in steps:
        body = {"fn_index": step["id"], "data": [house.ids[0]] * len(step["inputs"])}
        named = [step["api_name"]] if step["api_name"] else []
        for way in ("queue/join", *(f"{w}/{n}" for w in ("run", "call", "api") for n in named)):
            answer = client.post(f"/fr/staff/gradio_api/{way}", json=body | {"session_hash": "x"})
            assert answer.status_code in (401, 403), way
    answer = client.get("/fr/staff/gradio_api/queue/data", params={"session_hash": "x"})
    assert answer.status_code in (401, 403)
    assert len(house.service.list()) == 3


def test_the_desk_is_open_to_staff(house: House) -> None:
    client = house.client(STAFF)
    assert client.get("/fr/staff/", headers=PAGE).status_code == 200
    (path,) = client.post(
        "/fr/staff/gradio_api/upload", files={"files": ("note.txt", b"for staff alone")}
    ).json()
    assert client.get(f"/fr/staff/gradio_api/file={path}").content == b"for staff alone"


# --- past the doors --------------------------------------------------------------------------


def asked_by(house: House, name: str) -> gr.Request:
    """Return what a handler is told of a request."""
    cookies = "; ".join(f"{n}={v}" for n, v in house.client(name).cookies.items())
    headers = [(b"cookie", cookies.encode())]
    return gr.Request(Request({"type": "http", "method": "POST", "headers": headers, "path": "/"}))


ASKED = [
    json.dumps(
        {"do": do, "row": "1", "line": "0", "ticked": ["1"], "values": {"publisher": "Le Quai"}}
    )
    for do in (*CHANGES, "store", "store_whole")
]


def take_every_step(house: House, request: gr.Request) -> list[dict[Any, Any]]:
    """Call each handler of the desk as Gradio does, for every thing that can be asked of it."""
    said: list[dict[Any, Any]] = []
    for function in house.blocks("/fr/staff").fns.values():
        for asked in ASKED:
            given: dict[str, Any] = {"files": [], "links": "", "asked": asked}
            values = [given.get(part.elem_id, "Une note.") for part in function.inputs]
            said += list(function.fn(request, *values))  # type: ignore[misc]
    return said


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_each_handler_asks_for_itself(house: House, name: str) -> None:
    request = asked_by(house, name)
    before = house.service.state.journal(1000)
    for updates in take_every_step(house, request):
        ((part, said),) = updates.items()
        assert part.elem_id == "desk-said"
        assert 'role="alert"' in said
        assert "Bellemont" not in said
    assert house.service.state.journal(1000) == before
    assert len(house.service.list()) == 3


def test_a_handler_without_a_request_serves_nobody(house: House) -> None:
    for updates in take_every_step(house, gr.Request()):
        assert [part.elem_id for part in updates] == ["desk-said"]


def step(house: House, name: str) -> Any:
    """Return a handler of the desk by its name."""
    found = [f.fn for f in house.blocks("/fr/staff").fns.values() if f.name == name]
    return found[0]


def read_a_note(house: House, request: gr.Request) -> str:
    """Have the desk read a text; return what storing it asks for."""
    list(step(house, "_take_text")(request, "", NAVAL))
    list(step(house, "_watch")(request))
    return json.dumps({"do": "store", "row": "1"})


def test_those_handlers_do_serve_staff_in_their_name(tmp_path: Path) -> None:
    house = build(tmp_path)
    request = asked_by(house, STAFF)
    before = len(house.service.state.journal(1000))
    list(step(house, "_store")(request, read_a_note(house, request)))
    done = house.service.state.journal(1000)[: -before or None]
    assert [(entry.action, entry.who) for entry in done] == [("add", STAFF)]
    assert len(house.service.list()) == 1
    house.service.close()


def test_what_somebody_adds_is_on_their_own_tray_alone(tmp_path: Path) -> None:
    house = build(tmp_path)
    house.service.people.add("Karim", "staff", PASSWORD, "root")
    token = house.service.people.sign_in("Karim", PASSWORD).token
    asked = read_a_note(house, asked_by(house, STAFF))
    list(step(house, "_store")(asked_by(house, token), asked))
    assert house.service.list() == []
    house.service.close()


def test_a_step_stops_when_its_session_ends(tmp_path: Path) -> None:
    house = build(tmp_path)
    request = asked_by(house, STAFF)
    steps = step(house, "_store")(request, read_a_note(house, request))
    next(steps)
    house.service.people.change_role(STAFF, "member", "root")
    (last,) = list(steps)
    assert [part.elem_id for part in last] == ["desk-said"]
    assert house.service.list() == []
    house.service.close()


# --- the members' page -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", MEMBER, STAFF])
def test_the_members_page_takes_and_gives_no_files(house: House, name: str) -> None:
    (path,) = (
        house.client(STAFF)
        .post("/fr/staff/gradio_api/upload", files={"files": ("note.txt", b"for staff alone")})
        .json()
    )
    client = house.client(name)
    for way in (f"file={path}", f"file/{path}", "file=http://127.0.0.1/", "proxy=http://x/"):
        assert client.get(f"/fr/gradio_api/{way}").status_code == 404, way
    upload = client.post("/fr/gradio_api/upload", files={"files": ("a.txt", b"x")})
    assert upload.status_code == 404
    assert client.get("/fr/gradio_api/upload_progress?upload_id=1").status_code == 404


def test_the_members_page_answers_what_it_needs_and_nothing_more(house: House) -> None:
    client, answered = house.client(raise_server_exceptions=False), set()
    for method, path in routes_of(house.room("/fr").app):
        if "heartbeat" in path or "queue/data" in path:  # streams without an end
            continue
        if client.request(method, f"/fr{path}").status_code not in (404, 405):
            answered.add(path.removesuffix("/"))
    assert answered <= {
        "", "/config", "/theme.css", "/manifest.json", "/gradio_api/info", "/gradio_api/app_id",
        "/gradio_api/theme.css", "/gradio_api/queue/join", "/gradio_api/queue/status",
        "/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/run/1", "/gradio_api/call/1",
        "/gradio_api/call/v2/1", "/gradio_api/call/1/1", "/gradio_api/call/v2/1/1",
    }  # fmt: skip


def test_steps_of_the_desk_are_not_listed(house: House) -> None:
    for path, name in (("/fr", ""), ("/fr/staff", STAFF)):
        listed = house.client(name).get(f"{path}/gradio_api/info").json()["named_endpoints"]
        assert not any("store" in step or "remove" in step for step in listed)


# --- members who sign in ---------------------------------------------------------------------


def test_where_members_sign_in_strangers_reach_nothing_else(closed: House) -> None:
    client = closed.client()
    for path in ("/", "/fr/", "/ar/", "/fr/staff/", "/en/documents", "/anything"):
        page = client.get(path, headers=PAGE)
        assert page.status_code == 303, path
        assert "/sign-in" in page.headers["location"]
        assert client.get(path).status_code == 401, path
    for method, path in routes_of(closed.room("/fr").app):
        assert client.request(method, f"/fr{path}").status_code == 401, path
    assert client.get("/fr/sign-in").status_code == 200
    assert client.get("/favicon.ico").status_code == 204


def test_where_members_sign_in_they_come_in(closed: House) -> None:
    client = closed.client(MEMBER)
    assert client.get("/fr/", headers=PAGE).status_code == 200
    assert client.get("/fr/config").status_code == 200
    client.post("/fr/sign-out")
    assert client.get("/fr/config").status_code == 401


@pytest.mark.parametrize(
    ("settings", "stranger", "member"),
    [
        ({}, (True, False), (True, False)),
        ({"members_read": True}, (True, True), (True, True)),
        ({"members": "signed-in"}, (False, False), (True, False)),
        ({"members": "signed-in", "members_read": True}, (False, False), (True, True)),
    ],
)
def test_what_settings_let_people_do(
    tmp_path: Path,
    settings: dict[str, Any],
    stranger: tuple[bool, bool],
    member: tuple[bool, bool],
) -> None:
    house = build(tmp_path, **settings)
    access = house.room("/fr").access
    for name, expected in (("", stranger), (MEMBER, member), (STAFF, (True, True))):
        request = asked_by(house, name).request
        assert (access.may_ask(request), access.may_read(request)) == expected
        assert access.may_manage(request) == (name == STAFF)


def test_a_state_that_cannot_be_read_lets_nobody_in(tmp_path: Path) -> None:
    house = build(tmp_path)
    client = house.client(STAFF)
    house.service.close()
    (tmp_path / "data" / "state.db").write_bytes(b"no database at all" * 100)
    for rest in (tmp_path / "data").glob("state.db-*"):
        rest.unlink()
    assert client.get("/fr/staff/config").status_code == 401
    assert client.get("/fr/", headers=PAGE).status_code == 200


# --- other sites -----------------------------------------------------------------------------

ELSEWHERE: list[dict[str, str]] = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site", "origin": "http://testserver"},
    {"origin": "http://evil.example"},
    {"origin": "http://testserver:8000"},
    {"origin": "null"},
]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_what_another_site_sends_is_refused(house: House, headers: dict[str, str]) -> None:
    client = house.client(STAFF)
    for path in ("/fr/sign-in", "/fr/sign-out", "/fr/staff/gradio_api/upload", "/fr/"):
        answer = client.post(path, data={"name": STAFF, "password": PASSWORD}, headers=headers)
        assert answer.status_code == 403, path
        assert "set-cookie" not in answer.headers
    assert client.get("/fr/staff/config").status_code == 200, "still signed in"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin", "origin": "https://public.example"},  # behind a proxy
        {"origin": "http://testserver"},
    ],
)
def test_what_our_own_pages_send_is_taken(house: House, headers: dict[str, str]) -> None:
    answer = house.client().post(
        "/fr/sign-in", data={"name": STAFF, "password": PASSWORD}, headers=headers
    )
    assert answer.status_code == 303


# --- signing in ------------------------------------------------------------------------------

LEADS_AWAY = [
    "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example",
    "/fr/staff/", "../../evil", "staff/../../x", "javascript:alert(1)", "http:evil",
    "staff/\r\nSet-Cookie: a=b", " //evil.example", "%2f%2fevil.example", ".//evil.example",
    "x" * 600, "sign-out", "sign-in?next=staff/", "@evil.example", "staff/#a",
]  # fmt: skip


@pytest.mark.parametrize("there", LEADS_AWAY)
def test_signing_in_leads_nowhere_else(house: House, there: str) -> None:
    answer = house.client().post(
        "/fr/sign-in", data={"name": STAFF, "password": PASSWORD, "next": there}
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "./"
    assert there not in house.client().get("/fr/sign-in", params={"next": there}).text


@pytest.mark.parametrize(
    "there", ["staff/", "documents?year=2021&page=2", "answers/x1", "documents?q=acier%20plat"]
)
def test_signing_in_leads_back(house: House, there: str) -> None:
    answer = house.client().post(
        "/fr/sign-in", data={"name": STAFF, "password": PASSWORD, "next": there}
    )
    assert answer.headers["location"] == f"./{there}"


def test_a_page_asked_for_is_where_one_is_led_back_to(closed: House) -> None:
    client = closed.client()
    page = client.get("/fr/documents?q=%C3%A9t%C3%A9&year=2021", headers=PAGE)
    form = client.get("/fr/" + page.headers["location"].split("fr/")[-1]).text
    assert 'value="documents?q=%C3%A9t%C3%A9&amp;year=2021"' in form


def test_the_cookie_is_of_this_app_and_secure_over_https(house: House) -> None:
    form = {"name": STAFF, "password": PASSWORD}
    plain = house.client().post("/fr/sign-in", data=form).headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    assert "Path=/;" in plain
    assert "Secure" not in plain
    over = house.client(base_url="https://testserver", root_path="/assistant")
    secure = over.post("/assistant/fr/sign-in", data=form).headers["set-cookie"]
    assert "Secure" in secure
    assert "Path=/assistant;" in secure


def test_signing_in_again_begins_another_session_and_ends_the_first(house: House) -> None:
    client = house.client(STAFF)
    first = client.cookies[COOKIE]
    client.post("/fr/sign-in", data={"name": STAFF, "password": PASSWORD})
    assert client.cookies[COOKIE] != first
    assert house.service.people.person(first) is None


def test_a_session_that_others_chose_is_not_taken_over(house: House) -> None:
    client = house.client("chosen by another")
    client.post("/fr/sign-in", data={"name": STAFF, "password": PASSWORD})
    assert house.service.people.person("chosen by another") is None


def test_signing_out_ends_the_session_and_takes_the_cookie(house: House) -> None:
    client = house.client(STAFF)
    token = client.cookies[COOKIE]
    answer = client.post("/fr/sign-out")
    assert answer.status_code == 303
    assert COOKIE not in client.cookies
    assert house.service.people.person(token) is None
    assert client.get("/fr/sign-out").status_code in (404, 405), "no link signs anybody out"


def test_whoever_guesses_is_told_how_long_to_wait(tmp_path: Path) -> None:
    client = build(tmp_path).client()
    said = ""
    for _ in range(6):
        answer = client.post("/fr/sign-in", data={"name": "<b>omar</b>", "password": "wrong"})
        said = answer.text
        assert 'role="alert"' in said
        assert "<b>omar" not in said
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert "Trop d’essais" in said


def test_a_form_too_large_to_be_ours_is_not_read(house: House) -> None:
    client = house.client()
    assert client.post("/fr/sign-in", data={"name": "x" * 10_000}).status_code == 413
    many = client.post("/fr/sign-in", content="&".join(["a="] * 1_100))
    assert many.status_code == 413, "nor one of too many fields, which is no failure of ours"


def test_without_staff_the_desk_says_how_the_first_are_made(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    service = serving(settings)
    client = TestClient(build_app(service, settings), headers=PAGE)
    page = client.get("/fr/staff/").text
    assert "python -m assistant users add" in page
    assert 'type="password"' not in page, "there is nobody who could sign in"


def test_who_is_signed_in_is_told_as_text(house: House) -> None:
    house.service.people.add("<img src=x>", "staff", PASSWORD, "root")
    token = house.service.people.sign_in("<img src=x>", PASSWORD).token
    client = house.client(token)
    for path in ("/fr/whoami?depth=1", "/fr/sign-in"):
        text = client.get(path).text
        assert "&lt;img src=x&gt;" in text
        assert "<img" not in text
    house.service.people.remove("<img src=x>", "root")


@pytest.mark.parametrize("path", ["/fr//staff/", "/fr/./staff/", "//fr/staff/", "/fr/staff//"])
def test_odd_addresses_open_nothing(house: House, path: str) -> None:
    answer = house.client().get(f"http://testserver{path}config")
    assert "Bellemont" not in answer.text
    assert answer.status_code in (401, 404)


def test_the_desk_is_kept_by_no_cache(house: House) -> None:
    client = house.client(STAFF)
    for path in ("/fr/staff/", "/fr/staff/config", "/fr/whoami", "/fr/sign-in"):
        assert client.get(path, headers=PAGE).headers["cache-control"] == "no-store"


def test_a_backup_that_is_put_back_opens_no_session(tmp_path: Path) -> None:
    house = build(tmp_path)
    three(house.service)
    client = house.client(STAFF)
    house.service.backup(tmp_path / "all.zip")
    client.post("/fr/sign-out")
    house.service.restore_backup(tmp_path / "all.zip")
    assert house.service.state.read("SELECT * FROM sessions") == []
    assert [person.name for person in house.service.people.list()] == [STAFF, MEMBER]
    house.service.close()


# --- where nothing is ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", MEMBER, STAFF])
def test_a_reader_who_goes_astray_gets_a_page_that_leads_on(house: House, name: str) -> None:
    reader = {"accept": "text/html,application/xhtml+xml"}
    client = house.client(name)
    for path, home in (("/fr/nope", "./"), ("/ar/answers/x/y", "../../"), ("/en/a?b=<i>", "./")):
        page = client.get(path, headers=reader)
        assert page.status_code == 404
        assert words_in(path[1:3]).say("nowhere") in page.text
        assert f'<a href="{home}">' in page.text
        assert "<i>" not in page.text
    led = client.get("/nope", headers=reader | {"accept-language": "ar"}, follow_redirects=False)
    assert led.headers["location"] == "/ar/nope"
    assert client.get("/nope", headers={"accept": "*/*"}).json() == {"detail": "Not Found"}
