# ruff: noqa: E501 - pages in strings
"""The way from bytes to an article, through the sandbox."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.extract import extract, parse, tell_format
from assistant.errors import EmptySource, ProtectedSource, SourceError, UnknownFormat
from assistant.schema import RawSource
from assistant.settings import Settings

SETTINGS = Settings()
PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Une fonderie renaît à Safi</title></head>
<body>
<nav><a href="/">Accueil</a> <a href="/eco">Économie</a></nav>
<article><h1>Une fonderie renaît à Safi</h1>
<p>La fonderie du port, fermée depuis six ans, a rallumé son four principal lundi matin.</p>
<p>Ses nouveaux propriétaires annoncent quatre-vingts embauches et un second four avant l'été.</p>
</article><footer><p>© Le Marteau, tous droits réservés.</p></footer></body></html>"""


def source(data: bytes, name: str, media_type: str = "") -> RawSource:
    return RawSource(name, name, data, media_type=media_type)


def test_extracts_the_article_of_a_page() -> None:
    extracted = extract(source(PAGE.encode(), "page.html"), SETTINGS)

    assert extracted.format == "html"
    assert extracted.body.startswith("La fonderie du port")
    assert "quatre-vingts embauches" in extracted.body
    assert "tous droits" not in extracted.body
    assert any("tous droits" in line for line in extracted.removed)
    assert ("title", "Une fonderie renaît à Safi") in {(c.field, c.value) for c in extracted.clues}


@pytest.mark.parametrize(
    ("data", "name", "media_type", "kind"),
    [
        (PAGE.encode(), "page.txt", "", "html"),
        (PAGE.encode("utf-16"), "page", "", "html"),
        (b"%PDF-1.7 \n", "page.html", "text/html", "pdf"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "p.html", "",
         "mhtml"),
        (b"Un texte.", "note.txt", "", "text"),
        (b"Un texte.", "note.md", "text/plain", "markdown"),
        (b"Un texte.", "note", "text/plain; charset=utf-8", "text"),
        (b"plain", "page", "text/html", "html"),
    ],
)  # fmt: skip
def test_tells_the_format_by_bytes_then_type_then_ending(
    data: bytes, name: str, media_type: str, kind: str
) -> None:
    assert tell_format(source(data, name, media_type)) == kind


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n", "photo.html"),
        (b"PK\x03\x04not a real archive", "data.zip"),
        (b"a;b;c", "table.csv"),
        (b"bin\0ary", "text.txt"),
        (b"no pdf at all", "report.pdf"),
        (b"\xd0\xcf\x11\xe0old word", "old.doc"),
    ],
)
def test_refuses_what_it_does_not_read(data: bytes, name: str) -> None:
    with pytest.raises(UnknownFormat, match=name):
        tell_format(source(data, name))


def test_says_that_a_word_file_wants_a_password() -> None:
    data = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(ProtectedSource, match="password"):
        tell_format(source(data, "plan.docx"))


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"...\n---\n"])
def test_refuses_a_source_without_text(data: bytes) -> None:
    with pytest.raises(EmptySource):
        extract(source(data, "vide.txt"), SETTINGS)


MARKDOWN = """---
title: Un laminoir à Nador
date: 2018-05-04
topics: [acier]
---
# Un laminoir à Nador

Le **laminoir** de [Selouane](https://exemple.test/z) produit 40.000 tonnes par an.
Énergie

| Année | Tonnes |
| --- | --- |
| 2017 | 30.000 |

- Contact
- un four à arc
À lire aussi : la pluie revient

![photo](a.jpg)
"""


def test_keeps_a_markdown_body_as_it_stands() -> None:
    extracted = extract(source(MARKDOWN.encode(), "note.md"), SETTINGS)

    assert extracted.format == "markdown"
    assert (
        extracted.body
        == """Le laminoir de Selouane produit 40.000 tonnes par an.
Énergie

| Année | Tonnes |
| --- | --- |
| 2017 | 30.000 |

- Contact
- un four à arc"""
    )
    assert extracted.removed == ("À lire aussi : la pluie revient",)
    assert {(c.field, c.origin, c.value) for c in extracted.clues} == {
        ("title", "file", "Un laminoir à Nador"),
        ("published", "file", "2018-05-04"),
    }


def test_a_page_pasted_into_a_markdown_file_is_read_as_a_page() -> None:
    page = "Menu\nRecherche\nUne fonderie renaît à Safi\nPublié le 3 mai 2016\n" + (
        "La fonderie du port, fermée depuis six ans, a rallumé son four principal lundi.\n"
    )
    extracted = extract(source(page.encode(), "page.md"), SETTINGS)

    assert extracted.body.startswith("La fonderie du port")
    assert extracted.removed == ("Menu", "Recherche", "Publié le 3 mai 2016")


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(
            ["<p>", "</div>", "<table><tr><td>", "<li>", "<article>", "<!--", "-->", "<script>",
             "é",              "Un mot. ", "<a href=x>", '<script type="application/ld+json">{"@graph":[', "\x00",
             "]}",              "<h1>", "<br>", "&amp;&#0;&#xD800;", "\u202e", "Publié le 3 mai 2016",
             "<time datetime=x>"]
        ),
        max_size=25,
    ),
    name=st.sampled_from(["a.html", "a.txt", "a.md", "a.docx", "a.mhtml", "a"]),
)  # fmt: skip
def test_reading_raises_nothing_but_source_errors(pieces: list[str], name: str) -> None:
    try:
        extracted = parse(source("".join(pieces).encode(), name), 10)
    except SourceError as error:
        assert str(error).startswith(name)  # noqa: PT017 - any of them, or none
        return
    assert unicodedata.normalize("NFC", extracted.body) == extracted.body
    assert "\r" not in extracted.body
