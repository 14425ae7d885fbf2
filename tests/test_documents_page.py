"""The pages of the corpus over HTTP: listed, searched, opened at a quote, closed to strangers."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urljoin

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from serving import FORGE, draft, serving, settings_in, statuses
from starlette.requests import HTTPConnection

from assistant.people import Person
from assistant.schema import OriginalSource
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.ui.access import Access
from assistant.ui.browse import PAGE, Wish
from assistant.ui.documents import add_routes

NASTY = "<img src=x onerror=alert(1)> {{7*7}} ${alert(1)} \" ' </title><script>alert(1)</script>"
QUOTE = "une presse de 900 tonnes"
TABLE = "Le bilan.\n\n| Atelier | Pièces |\n| --- | --- |\n| Nord | 1200 |\n\nLa fin du bilan.\n"


class Told(Access):
    """Access that believes what a test says of the asker in a header."""

    def person(self, request: HTTPConnection) -> Person | None:
        role = request.headers.get("x-role")
        return Person("amina", role) if role in ("staff", "admin", "member") else None  # type: ignore[arg-type]

    def may_ask(self, request: HTTPConnection) -> bool:
        return "x-stranger" not in request.headers


class Corpus(NamedTuple):
    client: TestClient
    service: Service
    ids: dict[str, str]

    def page(self, path: str, status: int = 200, **headers: str) -> str:
        answer = self.client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        assert answer.status_code == status, answer.text[:500]
        assert answer.headers["content-type"].startswith("text/html")
        return answer.text

    def listed(self, query: str = "", language: str = "fr") -> list[str]:
        """Return the names of the documents listed, in order."""
        found = re.findall(
            r'<h4><a href="documents/([^"]+)"', self.page(f"/{language}/documents{query}")
        )
        names = {quote(id, safe=""): name for name, id in self.ids.items()}
        return [names[html.unescape(id)] for id in found]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    settings = settings_in(tmp_path_factory.mktemp("pages"))
    service = serving(settings)
    sources = (
        OriginalSource("Wire Weekly", "A plant <b>opens</b>", "https://wire.example/1", "2018-07"),
        OriginalSource("جريدة المعادن", "مسبك", "javascript:alert(1)", "2017"),
    )
    given = {
        "forge": draft("forge", FORGE, publisher="La Gazette", published="2021-03-04",
                       published_from="byline", url="https://gazette.example/f", topics=("forge",),
                       author="Leïla Amrani"),
        "copie": draft("copie", FORGE + "Un mot de plus pour la reprise.\n", publisher="Écho",
                       published="2021-03-05"),
        "cable": draft("cable", "The plant draws copper wire and runs two shifts.\n",
                       language="en", publisher="Wire Weekly", published="2019"),
        "masbak": draft("مسبك الوادي", "ينتج المسبك 4500 طن من الحديد الزهر في السنة.\n",
                        language="ar", publisher="جريدة المعادن", published="2023-05"),
        "resume": draft("resume", "Notre synthèse tient en une phrase sur les fils.\n",
                        kind="summary", sources=sources, published="2026-01-01"),
        "bilan": draft("bilan", TABLE, kind="report", published="2020-02-02"),
        "nasty": draft("nasty", f"Un relevé {NASTY} de vannes.\n", publisher=NASTY, author=NASTY,
                       topics=(NASTY,), url="javascript:alert(1)", title=f"Vannes {NASTY}"),
    }  # fmt: skip
    reports = service.store(list(given.values()))
    assert statuses(reports) == ["stored"] * len(given), reports
    ids = {name: str(report.document_id) for name, report in zip(given, reports, strict=True)}
    yield Corpus(client(service, settings), service, ids)
    service.close()


def client(service: Service, settings: Settings) -> TestClient:
    app = FastAPI()
    add_routes(app, service, Told(service.people, settings))
    return TestClient(app)


def address(corpus: Corpus, name: str, text: str = "", language: str = "fr") -> str:
    path = f"/{language}/documents/{quote(corpus.ids[name], safe='')}"
    if not text:
        return path
    start = corpus.service.show(corpus.ids[name]).body.index(text)
    return f"{path}?start={start}&end={start + len(text)}"


# --- the list --------------------------------------------------------------------------------


def test_the_newest_come_first_by_year_and_the_undated_last(corpus: Corpus) -> None:
    assert corpus.listed() == ["masbak", "copie", "forge", "bilan", "cable", "resume", "nasty"]
    page = corpus.page("/fr/documents")
    headings = re.findall(r'<h3 id="y-[^"]+" tabindex="-1">([^<]+)</h3>', page)
    assert headings == ["2023", "2021", "2020", "2019", "2018", "Date inconnue"]
    assert re.findall(r'<a href="#y-(\w+)">', page) == [
        "2023", "2021", "2020", "2019", "2018", "undated",
    ]  # fmt: skip
    assert "7 documents, de 2018 à 2023" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=FORGE", ["forge"]),
        ("?q=leila+amrani", ["forge"]),
        ("?publisher=wire+weekly", ["cable", "resume"]),
        ("?publisher=ECHO", ["copie"]),
        ("?language=ar", ["masbak"]),
        ("?kind=report", ["bilan"]),
        ("?kind=summary&language=fr", ["resume"]),
        ("?year=2021", ["copie", "forge"]),
        ("?year=undated", ["nasty"]),
        ("?year=2021&publisher=La+Gazette", ["forge"]),
        ("?q=forge&year=1999", []),
        # what cannot be meant limits nothing
        ("?language=de&kind=novel&year=20x1&page=-3", "all"),
        ("?page=99", "all"),
    ],
)
def test_what_the_address_asks_for_is_listed(corpus: Corpus, query: str, found: object) -> None:
    everything = corpus.listed()
    for language in ("fr", "en", "ar"):
        assert corpus.listed(query, language) == (everything if found == "all" else found)


def test_the_form_shows_what_was_asked_for(corpus: Corpus) -> None:
    page = corpus.page("/fr/documents?q=presse+%22forge%22&publisher=La+Gazette&language=fr")
    assert 'value="presse &quot;forge&quot;"' in page
    assert '<option value="La Gazette" selected>La Gazette (1)</option>' in page
    assert '<option value="fr" selected>français (5)</option>' in page
    gone = corpus.page("/fr/documents?publisher=Nobody")
    assert '<option value="Nobody" selected>Nobody</option>' in gone


def test_nothing_found_says_what_to_do(corpus: Corpus) -> None:
    page = corpus.page("/fr/documents?q=zeppelin")
    assert "Aucun document ne correspond. Essayez" in page
    assert '<a class="clear" href="documents">' in page


def test_an_empty_corpus_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = settings_in(tmp_path_factory.mktemp("empty"))
    with client(Service(settings), settings) as empty:
        page = empty.get("/fr/documents").text
    assert "Aucun document pour l’instant." in page
    assert 'class="clear"' not in page


def test_an_entry_says_what_is_known(corpus: Corpus) -> None:
    page = corpus.page("/fr/documents")
    entry = page[page.index(">Forge<") :].partition('class="entry"')[0]
    assert "<bdi>La Gazette</bdi>" in entry
    assert "4\u00a0mars 2021" in entry
    assert "date lue dans la signature de l’article" in entry
    assert 'href="https://gazette.example/f"' in entry
    assert '<bdi lang="ar" dir="rtl">' in page
    assert "notre synthèse, d’après <bdi>Wire Weekly</bdi>" in page


def test_pages_hold_fifty_and_years_lead_to_theirs(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    settings = settings_in(tmp_path_factory.mktemp("many"))
    settings.articles.mkdir(parents=True)
    for number in range(PAGE + 20):
        year = 2020 - number // 35
        text = f"---\nid: d{number}\ntitle: T\npublished: '{year}'\n---\nTexte.\n"
        (settings.articles / f"d{number}.md").write_text(text)
    many = client(Service(settings), settings)
    first = many.get("/fr/documents?q=t").text
    assert first.count('class="entry"') == PAGE
    assert 'rel="next" href="documents?q=t&amp;page=2"' in first
    assert 'rel="prev"' not in first
    assert 'href="#y-2019"' in first
    second = many.get("/fr/documents?q=t&page=2").text
    assert second.count('class="entry"') == 20
    assert 'href="documents?q=t#y-2020"' in second
    assert 'rel="prev" href="documents?q=t"' in second
    assert many.get("/fr/documents?q=t&page=7").text == second.replace("page=2", "page=7")


def test_the_query_of_an_address_reads_back() -> None:
    wish = Wish(q="l'État & <b>", publisher="Écho #1", language="ar", year="2019", page=3)
    assert Wish.read(dict(parse_qsl(wish.query.removeprefix("?")))) == wish
    assert Wish().query == ""


# --- one document ----------------------------------------------------------------------------


def test_staff_read_the_text_opened_at_the_quote(corpus: Corpus) -> None:
    page = corpus.page(address(corpus, "forge", QUOTE), x_role="staff")
    assert f'<mark id="quote" tabindex="-1">{QUOTE}</mark>' in page
    assert '<p class="here">La forge de Bellemont' in page
    assert page.count("<mark") == 1


def test_strangers_get_the_record_and_the_way_to_the_original(corpus: Corpus) -> None:
    for role in ("", "member"):
        page = corpus.page(address(corpus, "forge", QUOTE), x_role=role)
        assert "900 tonnes" not in page
        assert "protégés par le droit d’auteur" in page
        assert 'href="https://gazette.example/f"' in page
        for known in ("La Gazette", "Leïla Amrani", "4\u00a0mars 2021", "français", "forge"):
            assert known in page
        assert "amina" not in page  # who added it is for staff
    assert "amina" in corpus.page(address(corpus, "forge"), x_role="staff")
    without = corpus.page(address(corpus, "cable"))
    assert "copper wire" not in without
    assert "l’adresse de l’original n’est pas connue" in without


def test_everybody_reads_our_own_summaries_with_their_sources(corpus: Corpus) -> None:
    page = corpus.page(address(corpus, "resume", "synthèse tient"))
    assert '<mark id="quote" tabindex="-1">synthèse tient</mark>' in page
    assert 'href="https://wire.example/1"' in page
    assert "A plant &lt;b&gt;opens&lt;/b&gt;" in page
    assert "<bdi>juillet 2018</bdi>" in page
    assert "javascript:" not in page


def test_near_copies_lead_to_each_other(corpus: Corpus) -> None:
    copy = corpus.page(address(corpus, "copie"))
    first = corpus.page(address(corpus, "forge"))
    assert f'href="../documents/{corpus.ids["forge"]}"' in copy
    assert "Presque le même texte que" in copy
    assert f'href="../documents/{corpus.ids["copie"]}"' in first
    assert "Repris presque mot pour mot dans" in first


def test_a_table_is_shown_as_a_table(corpus: Corpus) -> None:
    page = corpus.page(address(corpus, "bilan", "| Nord | 1200 |"), x_role="staff")
    assert '<th scope="col">Atelier</th>' in page
    assert '<td><mark id="quote" tabindex="-1">Nord</mark></td><td><mark>1200</mark></td>' in page


@pytest.mark.parametrize("query", ["?start=5", "?start=9&end=3", "?start=a&end=b", "?end=99999"])
def test_offsets_that_lead_nowhere_say_so(corpus: Corpus, query: str) -> None:
    page = corpus.page(address(corpus, "resume") + query)
    assert "n’est plus à cette place" in page
    assert "<mark" not in page
    assert "Notre synthèse tient" in page


@pytest.mark.parametrize(
    "name", ["none", "..%2f..%2fetc", "a" * 5000, "%3Cscript%3E", "%00", "مجهول", "a%0ab"]
)
def test_an_unknown_document_is_a_page_that_says_so(corpus: Corpus, name: str) -> None:
    answer = corpus.client.get(f"/fr/documents/{name}")
    assert answer.status_code == 404
    if "%2f" not in name:
        assert "Ce document n’existe pas" in answer.text
        assert "<script>alert" not in answer.text


def test_every_link_of_a_page_leads_somewhere(corpus: Corpus) -> None:
    """Relative links are right on each page, also where the app stands below a path."""
    pages = ["/fr/documents", "/ar/documents?q=forge", address(corpus, "masbak", language="en"),
             address(corpus, "copie"), "/fr/documents/unknown"]  # fmt: skip
    for path in pages:
        text = corpus.client.get(path).text
        for link in re.findall(r'<a [^>]*?href="([^"]+)"', text):
            there = html.unescape(link)
            if there.startswith("http"):
                continue
            leads = urljoin(f"http://host{path}", there)
            assert "javascript" not in leads.partition("?")[0]
            assert not there.startswith("/"), "a link must not leave the path the app stands below"
            below = leads.removeprefix("http://host")
            assert re.match(r"/(fr|en|ar)/", below), (path, there)
            if "/documents" in below.partition("?")[0] and "unknown" not in below:
                assert corpus.client.get(below).status_code == 200, (path, there)


# --- who may what, and what others wrote -----------------------------------------------------


def test_what_others_wrote_is_no_markup(corpus: Corpus) -> None:
    for path in (
        "/fr/documents", address(corpus, "nasty"), f"/fr/documents?q={quote(NASTY)}",
        f"/fr/documents?publisher={quote(NASTY)}&start={quote(NASTY)}",
        f"{address(corpus, 'nasty')}?start={quote(NASTY)}&end=9",
    ):  # fmt: skip
        page = corpus.page(path, x_role="staff")
        for sign in ("<img", "<script>alert", "{{7", "${", 'href="javascript'):
            assert sign not in page.partition("<body")[2].replace("<mark", ""), (path, sign)
    assert "&lt;img src=x" in corpus.page("/fr/documents")


def test_a_page_is_kept_by_no_cache_that_others_share(corpus: Corpus) -> None:
    for path in ("/fr/documents", address(corpus, "forge")):
        assert "private" in corpus.client.get(path).headers["cache-control"]


def test_who_may_not_ask_sees_neither_list_nor_record(corpus: Corpus) -> None:
    for path in ("/fr/documents", "/fr/documents?q=forge", address(corpus, "resume")):
        page = corpus.page(path, 403, x_stranger="1")
        assert "Gazette" not in page
        assert "synthèse tient" not in page
        assert "staff/" in page


def test_only_staff_take_the_corpus_home(corpus: Corpus) -> None:
    for role in ("", "member", "owner"):
        corpus.page("/fr/documents.zip", 403, x_role=role)
        assert "documents.zip" not in corpus.page("/fr/documents", x_role=role)
    assert 'href="documents.zip"' in corpus.page("/fr/documents", x_role="staff")
    for language in ("fr", "en", "ar"):
        answer = corpus.client.get(f"/{language}/documents.zip", headers={"x-role": "admin"})
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert len(archive.namelist()) == len(corpus.ids)
            path = corpus.service.show(corpus.ids["forge"]).path
            assert archive.read(path) == (corpus.service.library.corpus / path).read_bytes()
