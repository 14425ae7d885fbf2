"""The contract of a corpus file, and what the library promises about hostile ones."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant import storage
from assistant.corpus_file import one_line
from assistant.errors import BrokenFrontMatter, CorpusError, DocumentNotFound, StorageFull
from assistant.library import Library, clean, digest, is_id, parse, serialise
from assistant.schema import Document, OriginalSource
from assistant.settings import Settings


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "corpus" / "articles").mkdir(parents=True)
    return Library(Settings(corpus=tmp_path / "corpus", data=tmp_path / "data"))


def put(library: Library, name: str, content: str | bytes) -> str:
    file = library.articles / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return f"articles/{name}"


FULL = Document(
    id="2021-03-04-gazette-des-forges-presse",
    body="Une presse de 400 tonnes.\n\n--- fin ---\n",
    title="Presse : l'atelier s'agrandit",
    publisher="Gazette des forges",
    author="N. Alami",
    url="https://gazette.example/presse",
    language="fr",
    published="2021-03-04",
    published_from="byline",
    added="2026-11-22T10:00:00Z",
    added_by="staff",
    topics=("presses", "2021"),
    path="articles/2021-03-04-gazette-des-forges-presse.md",
)


def test_a_file_has_the_keys_of_the_contract_in_its_order(library: Library) -> None:
    written = library.write(FULL)
    text = (library.corpus / written.path).read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert list(front) == [
        "id", "kind", "title", "publisher", "author", "url", "sources", "language", "published",
        "published_from", "added", "added_by", "topics",
    ]  # fmt: skip
    assert "\npublished: 2021-03-04\n" in text
    assert "\nadded: 2026-11-22T10:00:00Z\n" in text
    assert text.endswith("---\n" + FULL.body)
    assert library.read(written.path) == FULL


def test_unknown_dates_are_empty_texts_for_other_readers() -> None:
    text = serialise(Document(id="a", body="x"))
    assert yaml.safe_load(text.split("---\n")[1])["published"] == ""


WORDS = st.text(max_size=60).map(lambda text: one_line(clean(text)))


@given(body=st.text(max_size=300), title=WORDS, publisher=WORDS, topics=st.lists(WORDS, max_size=3))
def test_what_is_written_reads_back(
    body: str, title: str, publisher: str, topics: list[str]
) -> None:
    document = Document(
        id="a",
        body=clean(body),
        title=title or "t",
        publisher=publisher,
        topics=tuple(filter(None, topics)),
        path="articles/a.md",
    )
    assert parse(serialise(document), "articles/a.md") == document


TANGLE = st.lists(
    st.sampled_from(
        ["---", "id: a", "title: ", "- ", "? ", ": ", "&a ", "*a", "!!int ", "[", "}", '"', "|",
         "\n", "  ", "\t", "#", "sources:", "published: ", "2019-02-01", "\x00", "\u2028",
         "<<: ", "%TAG"]
    )
    | st.text(max_size=4),
    max_size=30,
)  # fmt: skip


@given(TANGLE)
def test_whatever_a_file_holds_it_is_a_document_or_said_to_be_broken(parts: list[str]) -> None:
    text = clean("---\n" + "".join(parts) + "\n---\nbody\n")
    said = ""
    try:
        document = parse(text, "articles/x.md")
    except BrokenFrontMatter as error:
        said = str(error)
    else:
        assert parse(serialise(document), "articles/x.md") == document
    assert said == "" or said.startswith("articles/x.md, line ")


def test_what_utf_8_cannot_write_is_replaced(library: Library) -> None:
    hostile = Document(
        id="a", body="x\udce9y", title="t\udce9\x1b[2J", extra={"k\udc80": ["\udce9"]}
    )
    written = library.write(hostile)
    assert (written.title, written.body) == ("t? [2J", "x?y")
    assert library.read(written.path) == written


def test_a_name_that_cannot_be_written_is_left_out(library: Library) -> None:
    (library.articles / "a.md").write_text("x")
    Path(os.fsdecode(os.fsencode(library.articles) + b"/\xe9.md")).write_text("x")
    assert list(library.scan()) == ["articles/a.md"]


KEPT = """\
id: a
title: t
language: fr
draft: true
ratio: 1.10
opened: 10:30
seen: 2020-01-02
quoted: 'true'
nested:
  list: [1, 'two', null]
  empty:
note: |
  first
  second
"""


def test_unknown_keys_are_kept_as_they_were_written() -> None:
    document = parse(f"---\n{KEPT}---\nbody", "articles/a.md")
    again = serialise(document)
    for line in ("draft: true", "ratio: 1.10", "opened: 10:30", "seen: 2020-01-02"):
        assert f"\n{line}\n" in again
    assert "quoted: 'true'" in again
    before, after = yaml.safe_load(KEPT), yaml.safe_load(again.split("---\n")[1])
    assert {key: after[key] for key in before} == before


def test_unknown_keys_of_a_source_are_kept() -> None:
    text = "---\nid: a\nkind: summary\nsources:\n- publisher: P\n  read: 2024-05-06\n---\nb"
    document = parse(text, "articles/a.md")
    assert document.sources == (OriginalSource(publisher="P", extra={"read": "2024-05-06"}),)
    assert "read: 2024-05-06" in serialise(document)


def test_values_that_yaml_reads_as_something_else_are_texts() -> None:
    text = "---\nid: 2020\ntitle: 007\npublisher: no\nauthor: null\npublished: 2019\n---\nb"
    document = parse(text, "articles/x.md")
    assert (document.id, document.title, document.publisher) == ("2020", "007", "no")
    assert (document.author, document.published) == ("", "2019")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2019-02-01", "2019-02-01"),
        ("2019-02", "2019-02"),
        ("01/02/2019", "2019-02-01"),
        ("''", ""),
    ],
)
def test_dates_are_iso(written: str, read: str) -> None:
    assert parse(f"---\npublished: {written}\n---\nb", "articles/x.md").published == read


BROKEN = {
    "never closed": ("---\nid: a\nbody", 1),
    "not a mapping": ("---\n- a\n- b\n---\nbody", 2),
    "not yaml": ("---\nid: a\ntitle: x: y: z\n---\nbody", 3),
    "tab": ("---\nid: a\n\ttitle: b\n---\nbody", 3),
    "a key twice": ("---\nid: a\ntitle: b\nid: c\n---\nbody", 4),
    "list for a title": ("---\nid: a\ntitle:\n- b\n---\nbody", 4),
    "mapping for topics": ("---\nid: a\ntopics: {a: b}\n---\nbody", 3),
    "text for sources": ("---\nid: a\nsources: here\n---\nbody", 3),
    "unknown kind": ("---\nid: a\nkind: poem\n---\nbody", 3),
    "unknown language": ("---\nid: a\nlanguage: de\n---\nbody", 3),
    "no such day": ("---\nid: a\npublished: 2019-02-30\n---\nbody", 3),
    "no date": ("---\nid: a\npublished: soon\n---\nbody", 3),
    "id that leaves the folder": ("---\nid: ../../etc/passwd\n---\nbody", 2),
    "id that is a path": ("---\nid: a/b\n---\nbody", 2),
    "python object": ("---\nid: a\nx: !!python/object/apply:os.system [ls]\n---\nbody", 3),
    "alias": ("---\nid: a\nx: &a [1]\ny: *a\n---\nbody", 4),
    "key that is a list": ("---\nid: a\n? [a]\n: b\n---\nbody", 3),
    "control character": ("---\nid: a\ntitle: b\x07\n---\nbody", 3),
    "too deep": ("---\nid: a\nx: " + "[" * 500 + "]" * 500 + "\n---\nbody", 3),
    "too long": ("---\nid: a\nx: " + "y" * 300_000 + "\n---\nbody", 1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_front_matter_names_the_file_and_the_line(name: str) -> None:
    text, line = BROKEN[name]
    with pytest.raises(BrokenFrontMatter, match=rf"^articles/x\.md, line {line}: .*\.$"):
        parse(text, "articles/x.md")


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)
    )
    with pytest.raises(BrokenFrontMatter):
        parse(f"---\n{bomb}---\nbody", "articles/x.md")


def test_a_file_without_front_matter_is_described(library: Library) -> None:
    path = put(library, "Note d'Atelier n° 7.md", "\n# La fonderie double\n\nTexte de la note.\n")
    document = library.read(path)
    assert document.id == "note-d-atelier-n-7"
    assert document.title == "La fonderie double"
    assert document.language == "fr"
    assert document.published == ""
    assert document.body.startswith("\n# La fonderie")


@pytest.mark.parametrize(
    ("text", "language"),
    [("The foundry opened a new line and hired staff.", "en"), ("افتتح المصنع خطا جديدا", "ar")],
)
def test_the_language_of_a_dropped_file_is_detected(
    library: Library, text: str, language: str
) -> None:
    assert library.read(put(library, "a.md", text)).language == language


def test_adopting_writes_front_matter_once(library: Library) -> None:
    path = put(library, "x.md", b"\xef\xbb\xbf# Titre\r\n\r\nE\xcc\x81tat\r\n")
    adopted = library.adopt(path)
    raw = (library.corpus / path).read_bytes()
    assert adopted.id == "x"
    assert adopted.body == "# Titre\n\nÉtat\n"
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert library.read(path) == adopted
    before = (library.corpus / path).stat().st_mtime_ns
    assert library.adopt(path) == adopted
    assert (library.corpus / path).stat().st_mtime_ns == before


def test_a_bad_file_does_not_stop_the_others(library: Library) -> None:
    put(library, "a.md", "---\nid: a\n---\nfirst")
    put(library, "b.md", "---\nid: [\n---\n")
    put(library, "c.md", b"---\nid: c\n---\nLatin-1: \xe9t\xe9")
    put(library, "d.md", "---\nid: a\n---\nsame id")
    put(library, "e.md", "---\nid: e\n---\nlast")
    put(library, ".hidden.md", "x")
    put(library, "picture.png", "x")
    assert [document.id for document in library.documents()] == ["a", "e"]
    assert [problem.path for problem in library.problems] == [
        "articles/b.md", "articles/c.md", "articles/d.md",
    ]  # fmt: skip
    assert "line 4" in library.problems[1].message
    assert "'a'" in library.problems[2].message
    assert "articles/a.md" in library.problems[2].message


def test_links_out_of_the_folder_and_pipes_are_left_alone(library: Library, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    (library.articles / "link.md").symlink_to(secret)
    (library.articles / "folder").symlink_to(tmp_path)
    os.mkfifo(library.articles / "pipe.md")
    assert library.scan() == {}
    with pytest.raises(CorpusError):
        library.read("articles/link.md")
    with pytest.raises(CorpusError):
        library.read("articles/pipe.md")


@pytest.mark.parametrize(
    "path", ["../x.md", "articles/../../x.md", "/etc/passwd.md", "x.md", "articles/x.txt"]
)
def test_no_path_leaves_the_articles(library: Library, path: str, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("outside")
    for act in (library.read, library.delete):
        with pytest.raises(CorpusError):
            act(path)
    with pytest.raises(CorpusError):
        library.write(Document(id="a", body="", path=path))
    assert (tmp_path / "x.md").read_text() == "outside"


@pytest.mark.parametrize(
    "bad", ["", "..", "a/b", "a\\b", ".a", "a\n", "a b", "x" * 121, "-", "a..b"]
)
def test_ids_that_cannot_be_file_names(bad: str, library: Library) -> None:
    assert not is_id(bad)
    with pytest.raises(CorpusError):
        library.write(Document(id=bad, body=""))


def test_find_and_delete(library: Library) -> None:
    library.write(FULL)
    put(library, "renamed.md", "---\nid: other\n---\nx")
    assert library.find(FULL.id) == FULL
    assert library.find("other").path == "articles/renamed.md"
    library.delete(FULL.path)
    library.delete(FULL.path)
    for missing in (FULL.id, "../x"):
        with pytest.raises(DocumentNotFound, match="list"):
            library.find(missing)


def test_the_stamp_of_a_file_changes_with_it(library: Library) -> None:
    path = library.write(FULL).path
    before = library.scan()[path]
    os.utime(library.corpus / path, ns=(1, 1))
    assert library.scan()[path] != before


def test_the_digest_changes_with_anything_in_the_file() -> None:
    changed = [
        Document(id="a", body="x", path="p"),
        Document(id="a", body="y", path="p"),
        Document(id="a", body="x", path="q"),
        Document(id="a", body="x", path="p", published="2019"),
        Document(id="a", body="x", path="p", extra={"k": "v"}),
    ]
    assert len({digest(document) for document in changed}) == len(changed)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_full_disk_keeps_the_old_file(
    library: Library, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    library.write(FULL)

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(storage.os, "fsync", refuse)
    with pytest.raises(StorageFull, match=r"\.md: .+"):
        library.write(Document(id=FULL.id, body="new"))
    monkeypatch.undo()
    assert library.read(FULL.path) == FULL
    assert [file.name for file in library.articles.iterdir()] == [f"{FULL.id}.md"]


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    library = Library(Settings(corpus=tmp_path, max_source_mb=1))
    path = put(library, "big.md", "x" * (2**20 + 1))
    with pytest.raises(CorpusError, match="limit"):
        library.read(path)
