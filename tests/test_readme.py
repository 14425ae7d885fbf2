"""What the README says of settings and commands is what there is; `.ci/readme` runs them."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from assistant.__main__ import COMMANDS
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `(ASSISTANT_\w+)` \| (.*?) \|", README, re.MULTILINE))


def test_the_table_of_settings_is_whole() -> None:
    assert set(ROWS) == {f"ASSISTANT_{field.name.upper()}" for field in fields(Settings)}


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_the_default_of_a_setting_is_the_one_written(field: object) -> None:
    name = field.name  # type: ignore[attr-defined]
    default, written = getattr(Settings(), name), ROWS[f"ASSISTANT_{name.upper()}"]
    if default == "":
        assert "`" not in written
    else:
        number = f"{default:g}" if isinstance(default, float) else str(default)
        number = {"True": "yes", "False": "no"}.get(number, number)
        assert written == f"`{number}`"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_shown(command: str) -> None:
    assert f"python -m assistant {command}" in README


def test_every_linked_file_is_there() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert linked
    assert [path for path in linked if not (ROOT / path).is_file()] == []


def test_the_modules_that_contributing_names_are_there() -> None:
    named = re.findall(
        r"`(?:\w+/)*(\w+\.(?:py|json|css))`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    )
    there = {
        path.name for top in ("assistant", "evals", "tests") for path in (ROOT / top).rglob("*.*")
    }
    there |= {path.name for path in ROOT.glob("*.py")}
    made = {"recipe.json"}  # by the index, in its folder
    assert len(named) > 40
    assert sorted(set(named) - there - made) == []
