"""What every corpus file that we ship promises: it parses, names its sources, and is clean text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from assistant.language.text import detect_language
from assistant.library import parse
from assistant.schema import Document

FOLDER = Path(__file__).resolve().parent.parent / "corpus" / "articles"
PATHS = sorted(FOLDER.glob("summary-*.md"))


def read(path: Path) -> Document:
    return parse(path.read_bytes().decode("utf-8"), f"articles/{path.name}")


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def shipped(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_there_is_enough_to_ask_on_the_first_day_in_three_languages() -> None:
    languages = Counter(read(path).language for path in PATHS)
    assert len(PATHS) >= 50
    assert languages["fr"] >= 38
    assert languages["en"] >= 6
    assert languages["ar"] >= 6


def test_the_sources_reach_from_the_first_years_to_now() -> None:
    years = {s.published[:4] for path in PATHS for s in read(path).sources if s.published}
    assert min(years) <= "2006"
    assert max(years) >= "2025"
    assert len(years) >= 15


def test_a_summary_says_what_it_is_and_where_its_facts_stand(shipped: Path) -> None:
    document = read(shipped)
    assert document.id == shipped.stem
    assert document.kind == "summary"
    assert document.title
    assert document.published_from == "staff"
    assert document.sources
    for source in document.sources:
        assert source.url.startswith(("http://", "https://")) or source.title, "no way to find it"
        assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", source.published)
        assert source.published <= document.published


def test_the_text_is_clean(shipped: Path) -> None:
    data = shipped.read_bytes()
    text = data.decode("utf-8")
    assert b"\r" not in data
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    body = read(shipped).body
    assert text.endswith(body)
    assert 120 <= len(body.split()) <= 380
    assert not re.search(r"[ \t]+\n|<[a-z]+|https?://|&\w+;", body)


def test_it_is_written_in_the_language_it_names(shipped: Path) -> None:
    document = read(shipped)
    assert detect_language(document.body) == document.language


def test_no_sentence_stands_in_two_summaries() -> None:
    sentences = Counter(
        sentence
        for path in PATHS
        for sentence in re.split(r"(?<=[.؟!])\s+", read(path).body)
        if len(sentence.split()) > 6
    )
    assert [sentence for sentence, times in sentences.items() if times > 1] == []
