"""What programs may call of the page: `ask` and `search`, listed, limited, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from serving import FORGE, draft, serving, settings_in
from web import running

from assistant.schema import LANGUAGES
from assistant.service import operations
from assistant.service.service import Service
from assistant.ui.access import Access

PRESS = "Quelle presse la forge de Bellemont a-t-elle mise en service ?"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    made = serving(settings_in(tmp_path_factory.mktemp("api")))
    made.store([draft("forge", FORGE, publisher="Gazette", published="2021-03-04")])
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(service: Service) -> Iterator[str]:
    with running(service, service.settings) as address:
        yield address


def call(address: str, name: str, **values: Any) -> tuple[str, Any]:
    """Call an endpoint as a plain HTTP client does; return the last event and its data."""
    place = f"{address}/fr/gradio_api/call/v2/{name}"
    ticket = httpx.post(place, json=values).raise_for_status().json()["event_id"]
    with httpx.stream("GET", f"{place}/{ticket}", timeout=30) as told:
        lines = [line for line in told.iter_lines() if line]
    return lines[-2].removeprefix("event: "), json.loads(lines[-1].removeprefix("data: "))


def test_an_answer_is_that_of_the_command_line(address: str, service: Service) -> None:
    event, (told,) = call(address, "ask", question=PRESS)
    assert event == "complete"
    answer, expected = json.loads(told), operations.ask(service, {"text": PRESS}, None)
    for varying in ("timings_ms",):
        answer.pop(varying), expected.pop(varying)
    assert answer == json.loads(json.dumps(expected))
    assert answer["citations"][0]["path"].startswith("articles/")


def test_history_and_language_are_heeded(address: str) -> None:
    asked = "Et combien d'ouvriers va-t-elle embaucher ?"
    _, (told,) = call(address, "ask", question=asked, language="en", history=[PRESS])
    answer = json.loads(told)
    assert "Bellemont" in answer["standalone_question"]
    assert answer["language"] == "en"


def test_a_search_finds_as_many_as_asked_for(address: str) -> None:
    _, (told,) = call(address, "search", question=PRESS, top=1)
    (hit,) = json.loads(told)["hits"]
    assert "presse de 900 tonnes" in hit["text"]


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("ask", {"question": "  "}, "empty"),
        ("ask", {"question": None}, "empty"),
        ("ask", {"question": "x" * 2001}, "2000"),
        ("ask", {"question": "Combien ?", "language": "de"}, "fr, en, ar"),
        ("ask", {"question": "Combien ?", "history": ["Quand ?"] * 7}, "6"),
        ("ask", {"question": "Combien ?", "history": ["x" * 2001]}, "2000"),
        ("ask", {"question": "Combien ?", "history": {"a": 1}}, "list"),
        ("search", {"question": PRESS, "top": 0}, "1 to 50"),
        ("search", {"question": PRESS, "top": 51}, "1 to 50"),
        ("search", {"question": PRESS, "top": "many"}, "1 to 50"),
    ],
)
def test_what_is_beyond_the_limits_is_refused_in_a_sentence(
    address: str, name: str, values: dict[str, Any], said: str
) -> None:
    event, told = call(address, name, **values)
    assert event == "error"
    assert said in json.dumps(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_else_is_listed(address: str, language: str) -> None:
    page = httpx.get(f"{address}/{language}/gradio_api/info").json()
    assert sorted(page["named_endpoints"]) == ["/ask", "/search"]
    assert page["unnamed_endpoints"] == {}
    told = page["named_endpoints"]["/ask"]
    assert [one["parameter_name"] for one in told["parameters"]] == [
        "question", "language", "history",
    ]  # fmt: skip
    assert "2,000 characters" in told["description"]
    assert httpx.get(f"{address}/{language}/staff/gradio_api/info").status_code == 401


def test_who_may_not_ask_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Access, "may_ask", lambda *_: False)
    for name in ("ask", "search"):
        event, told = call(address, name, question=PRESS)
        assert event == "error"
        assert "Sign in" in json.dumps(told)
