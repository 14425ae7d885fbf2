"""What staff give is read, judged and corrected; the desk opens no file of the server."""

from pathlib import Path

import pytest

from assistant.schema import AddReport, Document, Draft, RawSource
from assistant.ui import desk
from assistant.ui.desk import Given
from assistant.ui.words import words_in

FR = words_in("fr")
DOCUMENT = Document(
    id="x",
    body="Un texte assez long pour être un article. " * 6 + "\n",
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
    given = desk.uploaded([str(page)], []) + desk.sources("https://a.example/x\n", "collé", FR)
    assert [one.name for one in given] == ["page.txt", "https://a.example/x", "texte collé"]
    first, second, third = (desk.fetched(one, 1000) for one in given)
    assert first == RawSource("page.txt", "page.txt", b"Bonjour"), "no path of the server is told"
    assert second == "https://a.example/x"
    assert third.data == "collé".encode()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("www.a.example/x", "https://www.a.example/x"), ("a.example", "https://a.example"),
     ("http://a.example/x", "http://a.example/x"), ("rapport", "rapport"), ("a/b.txt", "a/b.txt")],
)  # fmt: skip
def test_an_address_may_be_typed_without_its_scheme(typed, asked):
    (given,) = desk.sources(typed, "", FR)
    assert (given.name, given.source) == (typed, asked)


@pytest.mark.parametrize("link", ["/etc/passwd", "file:///etc/passwd", "ftp://a.example/x", "a"])
def test_a_link_never_opens_a_file_of_the_server(link):
    draft = desk.fetched(Given(link, link), 1000)
    assert draft.document is None
    assert draft.error_kind == "LinkRefused"
    assert "http" in desk.failure(draft, FR)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [("big.txt", "x" * 2000, "TooLarge"), ("gone.txt", None, "SourceError"),
     ("empty.txt", " ", "EmptySource"), ("a.xlsx", "x", "UnknownFormat")],
)  # fmt: skip
def test_an_upload_that_cannot_be_read_is_a_draft_that_says_why(tmp_path, name, text, kind):
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    draft = desk.fetched(Given(name, Path(tmp_path / name)), 1000)
    assert (draft.source, draft.document, draft.error_kind) == (name, None, kind)


def test_a_date_that_staff_change_is_theirs():
    changed = desk.corrected(DRAFT, DOCUMENT, corrections(published="3 mars 2019"))
    assert (changed.document.published, changed.document.published_from) == ("2019-03-03", "staff")
    kept = desk.corrected(DRAFT, DOCUMENT, corrections())
    assert kept.document.published_from == "byline"
    emptied = desk.corrected(DRAFT, DOCUMENT, corrections(published=""))
    assert (emptied.document.published, emptied.document.published_from) == ("", "")


def test_topics_are_set_off_by_commas_of_either_script():
    changed = desk.corrected(DRAFT, DOCUMENT, corrections(topics=" forge, acier،صلب,, forge"))
    assert changed.document.topics == ("forge", "acier", "صلب")


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


def test_several_are_given_only_what_is_filled_in():
    given = desk.corrections({"publisher": " Le Quai ", "published": ""})
    changed = desk.set_together(DRAFT, DOCUMENT, given).document
    assert (changed.publisher, changed.published, changed.published_from, changed.language) == (
        "Le Quai", "2019-02-01", "byline", "fr",
    )  # fmt: skip
    dated = desk.set_together(DRAFT, DOCUMENT, desk.corrections({"published": "2020"})).document
    assert (dated.published, dated.published_from) == ("2020", "staff")
    assert isinstance(
        desk.set_together(DRAFT, DOCUMENT, desk.corrections({"published": "hier"})), desk.Refused
    )


def test_a_draft_without_fault_has_no_problems():
    assert desk.problems(DRAFT) == ()


def test_what_is_missing_is_a_problem_and_a_copy_is_graver():
    bare = Draft("a.txt", Document(id="", body="Court.\n"), near_duplicate_of="b")
    assert desk.problems(bare) == ("near", "short", "title", "date", "publisher")
    assert desk.gravity(("near", "title")) < desk.gravity(("title",)) < desk.gravity(())
    assert desk.problems(Draft("a.txt", DOCUMENT, duplicate_of="b")) == ("known",)


@pytest.mark.parametrize("status", ["stored", "unchanged", "duplicate", "failed"])
def test_every_outcome_has_words(status):
    assert "Titre" in desk.outcome(AddReport("page.html", status, title="Titre"), FR)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_problem_and_stage_has_words(language):
    table = words_in(language).table
    stages = ("waiting", "reading", "read", "known", "unread", "halted", "stored", "discarded")
    assert {f"problem.{one}" for one in desk.GRAVITY} <= set(table)
    assert {f"source.{one}" for one in stages} <= set(table)


def test_a_file_is_called_what_its_owner_calls_it(tmp_path):
    page = tmp_path / "L_t_ guillemets _ b.html"
    page.write_text("<p>x", "utf-8")
    name = 'L\'été "guillemets" & <b>.html'
    (given,) = desk.uploaded([str(page)], [name])
    assert given.name == name
    read = desk.fetched(given, 1000)
    assert (read.source, read.name) == (name, name)
    assert desk.uploaded([str(page)], ["../../a\nb.html"])[0].name == "a b.html"
    assert desk.uploaded([str(page)], [])[0].name == page.name
    assert desk.uploaded([str(page)], [""])[0].name == page.name
