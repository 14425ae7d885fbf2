"""Imports run one way, and each third party has one door."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "assistant"
# A module may import from its own layer's package and from the layers before it.
LAYERS = [
    {"schema", "settings", "errors"},
    {"language"},
    {
        "library",
        "corpus_file",
        "corpus_yaml",
        "storage",
        "state",
        "state_file",
        "passwords",
        "people",
        "kept_answers",
        "gaps",
        "journal",
        "throttle",
    },
    {"index"},
    {"documents", "questions"},
    {"service"},
    {"ui", "__main__", "command_line"},
]
APART = [("documents", "questions"), ("questions", "documents")]
DOORS = {
    "chromadb": {"index/vectors.py"},
    "sentence_transformers": {"index/encoder.py", "training/"},
    "torch": {"index/encoder.py", "training/"},
    "tantivy": {"index/lexical.py"},
    "gradio": {"ui/"},
    "langchain_core": {"questions/"},
    "langchain": {"questions/writing/writer.py"},
    "trafilatura": {"documents/"},
    "lxml": {"documents/"},
    "pypdfium2": {"documents/pdf.py", "documents/pdf_page.py", "documents/pdf_drawn.py"},
    "docx": {"documents/"},
    "yaml": {"corpus_file.py", "corpus_yaml.py"},
    "Stemmer": {"language/"},
    "httpcore": {"documents/fetch.py", "documents/guard.py"},
    "httpx": {"documents/fetch.py", "service/remote.py"},
    "huggingface_hub": {"index/encoder.py"},
    "safetensors": {"index/static.py", "training/"},
    "tokenizers": {"index/static.py", "training/"},
    "transformers": {"index/encoder.py", "training/"},
    "scipy": {"training/"},
    "argon2": {"passwords.py"},
    "portalocker": {"index/lock.py"},
}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def level(name: str) -> int | None:
    return next((i for i, layer in enumerate(LAYERS) if name in layer), None)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    own = part(path)
    if own in {"__init__", "training", "model"}:
        return
    for name in imported(path):
        if not name.startswith("assistant."):
            continue
        other = name.split(".")[1]
        assert other not in {"training"}, f"nothing at run time imports training: {name}"
        if other == own or level(other) is None:
            continue
        assert level(own) is not None, f"{own} has no layer"
        assert level(other) <= level(own), f"{path.name} imports {name}, which is above it"
        assert (own, other) not in APART, f"{own} and {other} never import each other"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_each_third_party_has_one_door(path: Path) -> None:
    place = str(path.relative_to(ROOT))
    for name in imported(path):
        doors = DOORS.get(name.split(".")[0])
        if doors is not None:
            assert any(place.startswith(door) for door in doors), f"{place} imports {name}"


def test_only_settings_reads_our_variables() -> None:
    for path in modules():
        if path.name != "settings.py":
            assert '"ASSISTANT_' not in path.read_text("utf-8"), path.relative_to(ROOT)
