"""Reading the catalogues of open software, and pairing what two languages say."""

from __future__ import annotations

import io
import json
import lzma
import struct
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.schema import Language
from assistant.training import catalogues
from assistant.training.catalogues import (
    PAIRS,
    SOURCES,
    PackageUnavailable,
    Source,
    download,
    main,
    paired,
    plain,
    read_fluent,
    read_gettext,
    read_json,
    read_properties,
    read_source,
)
from assistant.training.translations import read_pairs

SAID: dict[Language, dict[str, str]] = {
    "ar": {"works": "مصنع", "steel": "فولاذ"},
    "fr": {"works": "Usine", "steel": "Acier"},
    "en": {"works": "Factory", "steel": "Steel"},
}


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, raw in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return path


def gettext_file(texts: dict[str, str]) -> bytes:
    keys = sorted(texts)
    start = 28 + 16 * len(keys)
    blob = b""
    rows: list[bytes] = []
    for strings in (keys, [texts[key] for key in keys]):
        for string in strings:
            raw = string.encode()
            rows.append(struct.pack("<II", len(raw), start + len(blob)))
            blob += raw + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return head + b"".join(rows) + blob


def test_json_gives_its_strings_by_the_names_they_lie_under() -> None:
    raw = json.dumps({"ar": {"a": {"name": "مصنع"}, "list": ["فرن", "صهر"], "n": 3}}).encode()
    assert read_json(raw, "ar") == {"/a/name": "مصنع", "/list": "فرن, صهر"}


def test_gettext_gives_translations_by_context_and_english_text() -> None:
    raw = gettext_file({"": "Content-Type: text/plain; charset=UTF-8\n", "menu\x04Open": "افتح"})
    assert read_gettext(raw) == {"menu\x04Open": "افتح"}


def test_fluent_gives_messages_and_attributes_but_no_variants() -> None:
    raw = b"""# a comment
save = Enregistrer
    le fichier
    .title = Un titre
count = { $n ->
    [one] un
   *[other] plusieurs
}
last = Fin
"""
    assert read_fluent(raw) == {
        "save": "Enregistrer le fichier",
        "save.title": "Un titre",
        "last": "Fin",
    }


def test_properties_are_read_with_their_escapes() -> None:
    assert read_properties(b"# no\na.b = \\u0641\\u0631\\u0646\nbroken\n") == {"a.b": "فرن"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Delete <b>{ $name }</b> now", "Delete now"),
        ("~Open %d files", "Open files"),
        ("%(count)s pages\nof %1$s", "pages of"),
        ("Fermer {{tab}} &amp; quitter", "Fermer quitter"),
        ("50 % de plus", "50 % de plus"),
    ],
)
def test_placeholders_and_marks_are_taken_out(text: str, left: str) -> None:
    assert plain(text) == left


@given(st.text(max_size=40))
def test_any_text_becomes_one_line(text: str) -> None:
    assert not set("\t\n\r") & set(plain(text))


def test_pairs_are_what_two_languages_say_under_one_key() -> None:
    assert paired(SAID, "ar", "fr") == ["مصنع\tUsine", "فولاذ\tAcier"]


def test_what_is_not_translated_is_no_pair() -> None:
    texts: dict[Language, dict[str, str]] = {
        "ar": {"same": "Firefox", "mostly": "Mozilla Firefox و", "once": "فرن", "again": "فرن"},
        "fr": {"same": "Firefox", "once": "Four", "again": "Four", "more": "Acier"},
        "en": {"same": "Firefox", "mostly": "Mozilla Firefox and", "more": "فولاذ"},
    }
    assert paired(texts, "ar", "en") == []
    assert paired(texts, "fr", "en") == []
    assert paired(texts, "ar", "fr") == ["فرن\tFour"]  # once


def test_each_language_is_found_by_its_folder_or_file(tmp_path: Path) -> None:
    folders = {f"package/{at}/x.json": json.dumps(said).encode() for at, said in SAID.items()}
    files = {f"package/t/{at}.json": json.dumps(said).encode() for at, said in SAID.items()}
    other = {"package/ar/y.txt": b"", "package/de/x.json": b'{"works": "Werk"}'}
    package = packed(tmp_path / "one.tgz", folders | files | other)
    texts = read_source(Source("one", "MIT", "npm", ("one@1",)), [package])
    assert {at: sorted(said.values()) for at, said in texts.items()} == {
        at: sorted([*said.values()] * 2) for at, said in SAID.items()
    }


def test_the_english_of_gettext_stands_in_its_keys(tmp_path: Path) -> None:
    header = {"": "Content-Type: text/plain; charset=UTF-8\n"}
    packages = [
        packed(
            tmp_path / f"{at}.tgz",
            {f"usr/{at}/LC_MESSAGES/x.mo": gettext_file(header | {"menu\x04Factory": text})},
        )
        for at, text in (("ar", "مصنع"), ("fr", "Usine"))
    ]
    texts = read_source(Source("one", "MIT", "debian", ()), packages)
    assert paired(texts, "ar", "en") == ["مصنع\tFactory"]
    assert paired(texts, "ar", "fr") == ["مصنع\tUsine"]


def test_an_add_on_is_opened_and_its_english_has_another_tag(tmp_path: Path) -> None:
    packages = []
    for at, text in (("ar", "مصنع"), ("en-GB", "Factory")):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as archive:
            archive.writestr(f"browser/{at}/x.ftl", f"works = {text}\n")
        packages.append(packed(tmp_path / f"{at}.tgz", {"usr/lib/pack.xpi": inner.getvalue()}))
    texts = read_source(Source("one", "MIT", "debian", (), english="en-GB"), packages)
    assert paired(texts, "ar", "en") == ["مصنع\tFactory"]


def test_the_command_writes_pairs_that_learning_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"package/{at}/x.json": json.dumps(said).encode() for at, said in SAID.items()}
    package = packed(tmp_path / "one.tgz", files)
    monkeypatch.setattr(catalogues, "SOURCES", (Source("one", "MIT", "npm", ("one@1",)),))
    monkeypatch.setattr(catalogues, "download", lambda _source, _folder: [package])
    main([str(tmp_path / "out")])
    assert len(list((tmp_path / "out").iterdir())) == len(PAIRS)
    found = list(read_pairs(tmp_path / "out", "ar", "fr", 10))
    assert found == [("مصنع", "Usine"), ("فولاذ", "Acier")]
    first = (tmp_path / "out" / "one.ar-fr.tsv.xz").read_bytes()
    main([str(tmp_path / "out")])
    assert (tmp_path / "out" / "one.ar-fr.tsv.xz").read_bytes() == first
    assert lzma.decompress(first).decode().count("\n") == 2


@pytest.mark.parametrize("error", [FileNotFoundError(), subprocess.CalledProcessError(1, "npm")])
def test_a_package_that_is_not_given_says_so(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", refuse)
    with pytest.raises(PackageUnavailable, match="npm does not give one@1"):
        download(Source("one", "MIT", "npm", ("one@1",)), tmp_path)


def test_every_package_has_one_version_and_every_source_a_free_licence() -> None:
    for source in SOURCES:
        assert source.licence in {"Unicode-3.0", "ISC", "MPL-2.0"}
        mark = "@" if source.registry == "npm" else "="
        assert all(package.rpartition(mark)[2][0].isdigit() for package in source.packages)
