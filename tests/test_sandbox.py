"""Parsers in child processes: limits, named errors, crashes, threads, no network."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.documents.sandbox import Sandbox
from assistant.errors import DamagedSource, ParsingStopped, ProtectedSource
from assistant.schema import Clue, Extracted, RawSource

HERE = "odd_parsers"


# --- promises -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))
        patch.setenv("ASSISTANT_SECRET", "sésame")
        sandbox = Sandbox(seconds=20, memory_mb=1024, size=2, preload="")
        yield sandbox
        sandbox.close()


def source(text: str = "Un texte accentué : été.", name: str = "note.txt") -> RawSource:
    return RawSource(name, name, text.encode(), url="https://exemple.test/é")


def test_returns_what_the_function_made(sandbox: Sandbox) -> None:
    extracted = sandbox.run(f"{HERE}:echo", source(), prefix="> ")

    assert extracted == Extracted(
        "text",
        "> Un texte accentué : été.",
        ("note.txt",),
        (Clue("url", "url", "https://exemple.test/é"),),
    )


def test_keeps_its_child_warm_over_sources_and_errors(sandbox: Sandbox) -> None:
    first = sandbox.run(f"{HERE}:tell_process", source()).body
    with pytest.raises(ProtectedSource):
        sandbox.run(f"{HERE}:refuse", source())

    assert sandbox.run(f"{HERE}:tell_process", source()).body == first
    assert first != str(os.getpid())


def test_named_errors_travel_through(sandbox: Sandbox) -> None:
    with pytest.raises(ProtectedSource) as caught:
        sandbox.run(f"{HERE}:refuse", source(name="plan.pdf"))

    assert str(caught.value) == "plan.pdf: a password is needed."


def test_a_parser_that_fails_is_a_damaged_source(sandbox: Sandbox) -> None:
    with pytest.raises(DamagedSource, match="gave up"):
        sandbox.run(f"{HERE}:stumble", source())


def test_a_crash_ends_one_source_and_the_next_gets_a_new_child(sandbox: Sandbox) -> None:
    with pytest.raises(DamagedSource, match="broke its parser"):
        sandbox.run(f"{HERE}:crash", source())

    assert sandbox.run(f"{HERE}:echo", source("encore")).body == "encore"


def test_stops_a_parser_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    sandbox = Sandbox(seconds=1, memory_mb=1024, preload="odd_parsers")
    started = time.monotonic()
    with pytest.raises(ParsingStopped, match="longer than 1 seconds"):
        sandbox.run(f"{HERE}:hang", source())

    assert time.monotonic() - started < 15
    assert sandbox.run(f"{HERE}:echo", source("encore")).body == "encore"
    sandbox.close()


def test_stops_a_parser_that_devours_memory(sandbox: Sandbox) -> None:
    with pytest.raises(ParsingStopped, match="memory"):
        sandbox.run(f"{HERE}:devour", source())

    assert sandbox.run(f"{HERE}:echo", source("encore")).body == "encore"


@pytest.mark.parametrize("forbidden", ["open_link", "run_program", "write_file"])
def test_parsing_reaches_neither_network_nor_programs_nor_disk(
    sandbox: Sandbox, forbidden: str, tmp_path: Path
) -> None:
    target = tmp_path / "written"
    with pytest.raises(DamagedSource):
        sandbox.run(f"{HERE}:{forbidden}", source(name=str(target)))

    assert not target.exists() or target.stat().st_size == 0


def test_the_child_knows_no_secret(sandbox: Sandbox) -> None:
    assert sandbox.run(f"{HERE}:tell_secret", source()).body == "none"


def test_serves_several_threads_each_its_own_answer(sandbox: Sandbox) -> None:
    texts = [f"texte {n} " * 2000 for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda text: sandbox.run(f"{HERE}:echo", source(text)).body, texts)

        assert list(found) == texts
