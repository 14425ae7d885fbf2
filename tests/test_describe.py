"""Promises of `describe`: what is said is what the page says, and unknown stays empty."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.dating import address_date
from assistant.documents.describe import clean_address, describe
from assistant.errors import SourceError
from assistant.schema import Clue, Description, Extracted, RawSource

TODAY = date(2026, 11, 22)
BODY = (
    "Le fondeur de Settat a livré hier ses premières culasses à un motoriste européen. "
    "Le contrat, signé le 2 mai 2016, court jusqu'en 2022 et porte sur 40.000 pièces par an."
)


def described(
    *clues: tuple[str, str, str],
    body: str = BODY,
    name: str = "page.html",
    url: str = "",
    form: str = "html",
    **given_by_staff: str,
) -> Description:
    raw = RawSource(source=url or name, name=name, data=b"x", url=url)
    extracted = Extracted(form, body, (), tuple(Clue(*clue) for clue in clues))
    return describe(raw, extracted, given_by_staff, today=TODAY)


# --- the publication date --------------------------------------------------------------------

JSON_LD = ("published", "json-ld", "2019-02-01T10:00:00+01:00")
META = ("published", "meta", "2019-02-01")
BYLINE = ("published", "byline", "01 - 02 - 2019")
TEXT = ("published", "text", "1er février 2019")
PAGE = "https://gazette.example/2019/02/01/fonderie"


@pytest.mark.parametrize(
    ("clues", "url", "expected"),
    [
        ([JSON_LD, META, BYLINE, TEXT], PAGE, ("2019-02-01", "json-ld")),
        ([META, BYLINE, TEXT], PAGE, ("2019-02-01", "meta")),
        ([BYLINE, TEXT], PAGE, ("2019-02-01", "byline")),
        ([TEXT], PAGE, ("2019-02-01", "url")),
        ([TEXT], "", ("2019-02-01", "text")),
        ([], "", ("", "")),
    ],
)
def test_the_most_trusted_origin_dates_a_document(
    clues: list[tuple[str, str, str]], url: str, expected: tuple[str, str]
) -> None:
    found = described(*clues, url=url)
    assert (found.published, found.published_from) == expected


@pytest.mark.parametrize(
    "clues",
    [
        [("crawled", "text", "Jeudi 25 Avril 2024")],
        [("modified", "json-ld", "2024-04-25")],
        [("created", "file", "2024-04-25"), ("modified", "file", "2024-04-26")],
        [("published", "file", "2024-04-25")],
        [("published", "meta", "2031-01-01")],
        [("published", "json-ld", "2019-02-31")],
        [("published", "byline", "Mis à jour le 3 mars 2020")],
        [("published", "meta", "1549013520")],
        [("published", "text", "le 11 juillet")],
    ],
    ids=["visit", "change", "file", "file's word", "future", "no such day", "update", "epoch",
         "no year"],
)  # fmt: skip
def test_what_is_no_publication_date_leaves_it_unknown(clues: list[tuple[str, str, str]]) -> None:
    found = described(*clues)
    assert (found.published, found.published_from) == ("", "")


def test_dates_of_the_body_and_of_a_file_name_are_not_taken() -> None:
    found = described(name="bilan-2019-02-01.pdf", form="pdf")
    assert found.published == ""


def test_staff_come_before_the_page() -> None:
    found = described(JSON_LD, published="3 mars 2018")
    assert (found.published, found.published_from) == ("2018-03-03", "staff")


@pytest.mark.parametrize("value", ["bientôt", "2019-02-31", "2031-01-01"])
def test_a_date_from_staff_that_cannot_be_is_refused(value: str) -> None:
    with pytest.raises(SourceError, match="write it as"):
        described(published=value)


@pytest.mark.parametrize(
    ("clues", "url", "expected"),
    [
        # the page was moved: its markup dates the move
        ([("published", "json-ld", "2023-06-10"), BYLINE], "", ("2019-02-01", "byline")),
        ([("published", "meta", "2023-06-10")], PAGE, ("2019-02-01", "url")),
        # an update that the page shows as its date
        ([JSON_LD, ("published", "byline", "5 mars 2019")], "", ("2019-02-01", "json-ld")),
        # an address made with the draft
        ([("published", "json-ld", "2019-02-12")], PAGE, ("2019-02-12", "json-ld")),
        # a late evening in UTC is the next day at home
        (
            [("published", "meta", "2019-01-31T23:30:00Z"), BYLINE],
            "",
            ("2019-02-01", "byline"),
        ),
        # the finer of two that agree
        ([("published", "meta", "2019"), BYLINE], "", ("2019-02-01", "byline")),
        # markup that is not readable leaves the others their say
        ([("published", "json-ld", "n/a"), BYLINE], "", ("2019-02-01", "byline")),
    ],
    ids=["moved, byline", "moved, address", "update", "draft", "evening", "finer", "unreadable"],
)
def test_contradictions_are_judged(
    clues: list[tuple[str, str, str]], url: str, expected: tuple[str, str]
) -> None:
    found = described(*clues, url=url)
    assert (found.published, found.published_from) == expected


def test_many_days_in_the_markup_are_those_of_teasers_unless_another_clue_agrees() -> None:
    days = [("published", "meta", day) for day in ("2024-04-23", "2019-02-01", "2024-04-25")]
    assert described(*days).published == ""
    assert described(*days, BYLINE).published == "2019-02-01"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/2019/02/01/titre", "2019-02-01"),
        ("https://a.example/eco/2019/2/1/titre", "2019-02-01"),
        ("https://a.example/2019/02/titre.html", "2019-02"),
        ("https://a.example/2019-02-01-titre", "2019-02-01"),
        ("https://a.example/20190201/titre", "2019-02-01"),
        ("https://a.example/2019/titre", ""),
        ("https://a.example/titre-2019", ""),
        ("https://a.example/titre/2019/13/40/", ""),
        ("https://a.example/reunion-du-2019-03-12-a-safi", ""),
        ("https://a.example/wp-content/uploads/2019/02/01/rapport.pdf", ""),
        ("https://a.example/article/20134512", ""),
        ("https://a.example/2031/02/01/titre", ""),
        ("https://a.example/1812/02/01/titre", ""),
    ],
)
def test_dates_in_addresses(address: str, expected: str) -> None:
    assert address_date([address], TODAY) == expected


@pytest.mark.parametrize(
    ("line", "form", "expected"),
    [
        ("*Le Courrier du Port, 17 janvier 2023*", "markdown", ("2023-01-17", "byline")),
        ("*Press release, 4 May 2023, Settat*", "markdown", ("2023-05-04", "byline")),
        ("Fonderie Alpha, le 4 mai 2023, Settat", "text", ("2023-05-04", "byline")),
        ("Assemblée générale, 4 mai 2023, Settat", "text", ("", "")),
        ("Entre le bureau, le 4 mai 2023, et Alpha", "text", ("", "")),
        ("Casablanca, le 3 mars 2019", "docx", ("2019-03-03", "byline")),
        ("3 mars 2019 | La Gazette du Fer", "text", ("2019-03-03", "byline")),
        ("Rabat – mars 2019", "pdf", ("2019-03", "byline")),
        ("الدار البيضاء، 3 مارس 2019", "text", ("2019-03-03", "byline")),
        ("Juin 2019", "pdf", ("2019-06", "text")),
        ("Juin 2019", "text", ("", "")),
        ("12 mars 2019", "pdf", ("", "")),
        ("Jeudi 25 avril 2024", "text", ("", "")),
        ("Casablanca, jeudi 25 avril 2024", "text", ("", "")),
        ("Casablanca, le 3 mars 2019", "html", ("", "")),
        ("Assemblée générale, 12 mars 2019", "pdf", ("", "")),
        ("Rapport du 12 mars 2019", "pdf", ("", "")),
        ("Signé le 2 mai 2016", "text", ("", "")),
        ("L'usine a ouvert le 12 mars 2019", "text", ("", "")),
        ("De mars 2018 à mars 2019", "pdf", ("", "")),
        ("Rabat, mars 2031", "pdf", ("", "")),
    ],
)
def test_a_line_of_its_own_dates_a_laid_out_document(
    line: str, form: str, expected: tuple[str, str]
) -> None:
    found = described(body=f"{line}\n\n{BODY}", form=form)
    assert (found.published, found.published_from) == expected


def test_the_front_matter_of_a_markdown_file_is_markup() -> None:
    clues = [("published", "file", "2019-02-01"), ("publisher", "file", "Le Fer")]
    found = described(*clues, form="markdown", name="note.md")
    assert (found.published, found.published_from) == ("2019-02-01", "meta")
    assert found.publisher == "Le Fer"


# --- title -----------------------------------------------------------------------------------

SHOWN = ("title", "text", "Fonderie : Settat livre l’Europe")
SITE = ("publisher", "meta", "La Gazette du Fer")


@pytest.mark.parametrize(
    ("clues", "expected"),
    [
        ([SHOWN], SHOWN[2]),
        ([("title", "meta", f"{SHOWN[2]} | La Gazette du Fer"), SITE], SHOWN[2]),
        ([("title", "meta", f"{SHOWN[2]} - lagazettedufer"), SITE], SHOWN[2]),
        ([("title", "meta", f"La Gazette du Fer – {SHOWN[2]}"), SITE], SHOWN[2]),
        ([("title", "meta", f"{SHOWN[2]} | {SHOWN[2]}"), SITE], SHOWN[2]),
        # who a headline speaks of is no suffix of the site
        ([("title", "meta", "Le Fer : un nouveau directeur"), ("publisher", "meta", "Le Fer")],
         "Le Fer : un nouveau directeur"),
        ([("title", "json-ld", "Fonderie : Settat livre…"), SHOWN], SHOWN[2]),
        ([("title", "json-ld", "Settat livre l&#039;Europe &amp;amp; plus"), SITE],
         "Settat livre l'Europe & plus"),
        ([("title", "meta", "La Gazette du Fer"), SHOWN, SITE], SHOWN[2]),
        ([("title", "meta", "Accueil"), SHOWN], SHOWN[2]),
        ([("title", "text", "Menu"), ("title", "meta", "Settat livre l’Europe")],
         "Settat livre l’Europe"),
        ([("title", "json-ld", "Le vrai titre"), ("title", "text", "Un intertitre")],
         "Le vrai titre"),
        ([("title", "text", "Propos recueillis par Rim Sbai"), ("title", "file", "Le vrai titre")],
         "Le vrai titre"),
        ([("title", "json-ld", "<b>Le vrai</b>\n titre\u202e")], "Le vrai titre"),
        ([("title", "meta", "مصنع جديد بسطات - الجريدة"), ("publisher", "meta", "الجريدة")],
         "مصنع جديد بسطات"),
    ],
)  # fmt: skip
def test_titles(clues: list[tuple[str, str, str]], expected: str) -> None:
    assert described(*clues).title == expected


def test_without_a_title_the_heading_file_name_or_first_sentence_stands_in() -> None:
    assert described(body=f"## Bilan de la fonderie\n\n{BODY}").title == "Bilan de la fonderie"
    assert described(name="bilan_annuel-fonderie.pdf", form="pdf").title == "Bilan annuel fonderie"
    assert described(name="scan 0012.pdf", form="pdf").title.startswith("Le fondeur de Settat")
    made_up = described(body=BODY.replace(". ", ", ")).title
    assert made_up.endswith("…")
    assert len(made_up) <= 111


# --- publisher, author, address, language ------------------------------------------------------


@pytest.mark.parametrize(
    ("clues", "url", "expected"),
    [
        ([("publisher", "json-ld", "La Gazette"), SITE], "", "La Gazette"),
        ([("publisher", "byline", "L'Écho"), ("publisher", "meta", "Revue de tout")], "", "L'Écho"),
        ([("publisher", "byline", "Économie"), SITE], "", "La Gazette du Fer"),
        ([("publisher", "meta", "Gazette - Toute l'actualité du fer")], "", "Gazette"),
        (
            [("publisher", "meta", "Toute l'actualité | Le Fer")],
            "https://lefer.example/a",
            "Le Fer",
        ),
        ([("publisher", "meta", "© 2015-2024 Le Fer. Tous droits réservés")], "", "Le Fer"),
        ([("publisher", "meta", "Copyright 2024")], "", ""),
        ([("publisher", "meta", "WordPress")], "https://www.lefer.example/a", "lefer.example"),
        ([], "https://fr.lefer.example/a", "lefer.example"),
        ([], "https://www.facebook.com/lefer/posts/1", ""),
        ([], "", ""),
    ],
)
def test_publishers(clues: list[tuple[str, str, str]], url: str, expected: str) -> None:
    assert described(*clues, url=url).publisher == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["Par Salma Berrada"], "Salma Berrada"),
        (["PAR SALMA BERRADA | 12/03/2019"], "SALMA BERRADA"),
        (["Rédigé par : Salma Berrada, journaliste"], "Salma Berrada"),
        (["By John Reed"], "John Reed"),
        (["بقلم: سلمى برادة"], "سلمى برادة"),
        (["Salma Berrada", "salma berrada", "Ali Naciri"], "Salma Berrada, Ali Naciri"),
        (["admin"], ""),
        (["Super User"], ""),
        (["La Rédaction"], ""),
        (["Rédaction de La Gazette"], ""),
        (["هيئة التحرير"], ""),
        (["La Gazette du Fer"], ""),
        (["contact@gazette.example"], ""),
        (["https://gazette.example/auteur/3"], ""),
        (["Adminou Parfait"], "Adminou Parfait"),
    ],
)
def test_authors(values: list[str], expected: str) -> None:
    clues = [("author", "meta", value) for value in values]
    assert described(SITE, *clues).author == expected


def test_properties_of_a_file_name_no_author() -> None:
    assert described(("author", "file", "Poste de Nadia")).author == ""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/b?id=3&utm_source=x#top", "https://a.example/b?id=3"),
        ("http://A.example:8080/b", "http://a.example:8080/b"),
        ("https://web.archive.org/web/20190203/https://a.example/b", "https://a.example/b"),
        ("/b", ""),
        ("//a.example/b", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://localhost/b", ""),
        ("https://user:pw@a.example/b", ""),
        ("https://a.example/b c", ""),
        ("https://a.example:port/", ""),
        ("http://[bad", ""),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    assert clean_address(address) == expected


def test_the_canonical_address_comes_before_the_fetched_one_unless_it_is_the_home_page() -> None:
    fetched = "https://m.gazette.example/a?utm_medium=mail"
    canonical = ("url", "meta", "https://gazette.example/a")
    assert described(canonical, url=fetched).url == "https://gazette.example/a"
    home = ("url", "meta", "https://gazette.example/")
    assert described(home, url=fetched).url == "https://m.gazette.example/a"
    assert described(canonical, url=fetched, **{"url_": ""}).url == "https://gazette.example/a"


def test_staff_name_everything() -> None:
    raw = RawSource("page.html", "page.html", b"x")
    extracted = Extracted("html", BODY, (), (Clue(*SHOWN), Clue(*SITE)))
    said = {"title": " Mon titre ", "publisher": "Le Fer", "url": "https://lefer.example/x"}
    found = describe(raw, extracted, said, today=TODAY)
    assert (found.title, found.publisher, found.url) == ("Mon titre", "Le Fer", said["url"])


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        (BODY, "en-US", "fr"),
        ("The foundry delivered its first parts to a maker of engines last week in Settat.", "fr",
         "en"),
        ("افتتح المصنع أبوابه أمام المستثمرين في مدينة سطات بعد سنتين من الأشغال", "fr", "ar"),
        ("Total 2019", "en_US", "en"),
    ],
)  # fmt: skip
def test_the_body_tells_its_language(body: str, declared: str, expected: str) -> None:
    assert described(("language", "meta", declared), body=body).language == expected


@pytest.mark.parametrize("title", ["— | —", " | ", "|", "A | ", " - A", "A | A | A | A"])
def test_a_title_of_signs_ends(title: str) -> None:
    described(("title", "meta", title), ("publisher", "meta", "—"), ("publisher", "json-ld", "A"))


FIELDS = st.sampled_from(["title", "published", "publisher", "author", "url", "language", "x"])
SOURCES = st.sampled_from(["json-ld", "meta", "byline", "url", "text", "file", "?"])


@given(st.lists(st.tuples(FIELDS, SOURCES, st.text(max_size=300)), max_size=8), st.text())
def test_a_hostile_page_gets_one_plain_line_a_field(
    clues: list[tuple[str, str, str]], body: str
) -> None:
    found = described(*clues, body=body)
    for value in (found.title, found.publisher, found.author, found.url, found.published):
        assert value.isprintable()
        assert value == value.strip()
    assert bool(found.published) == bool(found.published_from)
    assert len(found.title) <= 300
