"""What staff give is read, corrected and told about; the desk opens no file of the server."""

import pytest

from assistant.schema import AddReport, Document, Draft
from assistant.ui import desk
from assistant.ui.words import words_in

FR = words_in("fr")
DOCUMENT = Document(
    id="x",
    body="Un texte.\n",
    title="Titre",
    publisher="La Forge",
    published="2019-02-01",
    published_from="byline",
)
DRAFT = Draft("page.html", DOCUMENT)


def corrections(**changes):
    fields = {
        "title": "Titre",
        "publisher": "La Forge",
        "author": "",
        "url": "",
        "published": "2019-02-01",
        "language": "fr",
        "body": "Un texte.\n",
    }
    return desk.Corrections(**{**fields, **changes})


def test_everything_given_is_read_in_order(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Bonjour", encoding="utf-8")
    first, second, third = desk.sources([str(page)], "https://a.example/x\n", "collé", FR)
    assert (first.name, first.data) == ("page.txt", b"Bonjour")
    assert second == "https://a.example/x"
    assert third.data == "collé".encode()


@pytest.mark.parametrize("link", ["/etc/passwd", "file:///etc/passwd", "ftp://a.example/x"])
def test_a_link_never_opens_a_file_of_the_server(link):
    class Untouched:
        def prepare(self, source):
            raise AssertionError("asked for a server file")

    draft = desk.read(Untouched(), link)
    assert draft.document is None
    assert draft.error_kind == "LinkRefused"
    assert "http" in desk.failure(draft, FR)


def test_a_date_that_staff_change_is_theirs():
    changed = desk.corrected(DRAFT, DOCUMENT, corrections(published="3 mars 2019"))
    assert (changed.document.published, changed.document.published_from) == ("2019-03-03", "staff")
    kept = desk.corrected(DRAFT, DOCUMENT, corrections())
    assert kept.document.published_from == "byline"
    emptied = desk.corrected(DRAFT, DOCUMENT, corrections(published=""))
    assert (emptied.document.published, emptied.document.published_from) == ("", "")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"published": "bientôt"}, "review.baddate"),
        ({"title": " "}, "review.noname"),
        ({"body": "\n"}, "review.notext"),
    ],
)
def test_what_cannot_be_stored_is_said(changes, key):
    refused = desk.corrected(DRAFT, DOCUMENT, corrections(**changes))
    assert isinstance(refused, desk.Refused)
    assert refused.key == key


@pytest.mark.parametrize("status", ["stored", "unchanged", "duplicate", "failed"])
def test_every_outcome_has_words(status):
    assert "Titre" in desk.outcome(AddReport("page.html", status, title="Titre"), FR)
