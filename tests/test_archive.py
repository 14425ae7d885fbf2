"""The corpus as one zip: what stands in the folder, byte for byte, under harmless names."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from serving import settings_in

from assistant.library import Library
from assistant.service.archive import corpus_zip


def unpacked(library: Library) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(b"".join(corpus_zip(library)))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_documents_and_readme_come_out_as_they_stand(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    (settings.articles / "sub").mkdir(parents=True)
    files = {
        "README.md": "À lire\n".encode(),
        "articles/a.md": b"\xff broken, but theirs",
        "articles/sub/b.md": "مصنع\n".encode() * 1000,
    }
    for name, data in files.items():
        (settings.corpus / name).write_bytes(data)
    assert unpacked(Library(settings)) == files


def test_names_lead_nowhere_and_links_are_left(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.articles.mkdir(parents=True)
    (tmp_path / "secret.md").write_text("secret")
    (settings.articles / "link.md").symlink_to(tmp_path / "secret.md")
    (settings.articles / "x\\..\\C:evil.md").write_text("a")
    (settings.articles / "note.txt").write_text("no document")
    assert unpacked(Library(settings)) == {"articles/x_.._C_evil.md": b"a"}


def test_an_empty_corpus_is_an_empty_archive(tmp_path: Path) -> None:
    assert unpacked(Library(settings_in(tmp_path))) == {}
