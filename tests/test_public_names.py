"""The package's table of contents: every name is there, and none is paid for before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import assistant

HEAVY = {"torch", "chromadb", "gradio", "langchain_core", "sentence_transformers", "numpy", "lxml"}


@pytest.mark.parametrize("name", assistant.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(assistant, name).__doc__


def test_importing_the_package_imports_nothing_heavy() -> None:
    program = "import sys, assistant; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(run.stdout.split())
    assert "assistant" in loaded
    assert not loaded & HEAVY
    assert not {name for name in loaded if name.startswith("assistant.")}


def test_a_name_that_is_not_public_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        assistant.nothing  # noqa: B018


def test_what_is_public_can_be_seen() -> None:
    assert set(assistant.__all__) <= set(dir(assistant))
