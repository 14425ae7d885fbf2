"""The way of a document: what comes of one source, and of a thousand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.documents import ingest as module
from assistant.documents.duplicates import Signatures
from assistant.documents.ingest import Ingest
from assistant.documents.naming import make_id
from assistant.errors import EncoderUnavailable
from assistant.library import Library
from assistant.schema import AddReport, Document
from assistant.settings import Settings

PRESS = """\
# La presse de Bellemont passe à 900 tonnes

Par Nadia Alami, le 4 mars 2021

La forge de Bellemont a mis en service une presse de 900 tonnes au début du mois.
L'investissement s'élève à 12,4 millions de dirhams, dont un tiers apporté par la région.
La direction prévoit d'embaucher quarante ouvriers avant la fin de l'année prochaine.
Les premières pièces seront livrées à un constructeur de matériel agricole de Meknès.
Le directeur de la forge assure que la cadence doublera sans équipe de nuit.
"""
CABLE = """\
# A cable maker opens in Larkfield

Larkfield Cables opened its second plant on Tuesday with a staff of two hundred and ten.
The plant draws copper wire for car makers and expects to run two shifts from September.
Its owner said that the site was chosen for its rail link and for its school of engineering.
"""


class Shop:
    """A library and what an index was given, in place of the index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings(corpus=folder / "corpus", data=folder / "data")
        self.library = Library(self.settings)
        self.known = Signatures()
        self.indexed: dict[str, Document] = {}

    def add(self, *sources: Path | str, **given: str) -> list[AddReport]:
        run = Ingest(self.settings, self.library, self.known)
        drafts = list(run.prepare_all([str(source) for source in sources], given))
        return run.store(drafts, self.index, "amina")

    def index(self, documents: Sequence[Document]) -> None:
        self.indexed |= {document.id: document for document in documents}

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def files(self) -> list[str]:
        return sorted(path.name for path in self.library.articles.glob("*"))


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def statuses(reports: Iterable[AddReport]) -> list[str]:
    return [report.status for report in reports]


def test_a_source_becomes_a_corpus_file_and_is_indexed(shop: Shop) -> None:
    source = shop.file("presse.md", PRESS)
    (report,) = shop.add(source)
    assert (report.status, report.source) == ("stored", str(source))
    assert report.document_id is not None
    assert report.path == f"articles/{report.document_id}.md"
    document = shop.library.read(report.path)
    assert shop.indexed == {report.document_id: document}
    assert "900 tonnes" in document.body
    assert report.characters == len(document.body)
    assert document.language == report.language == "fr"
    assert document.added_by == "amina"
    assert document.added.endswith("Z")
    assert document.extra["added_from"] == "presse.md"


def test_what_staff_say_comes_first(shop: Shop) -> None:
    source = shop.file("presse.txt", PRESS)
    given = {"published": "2020-12", "publisher": "Gazette", "url": "https://g.example/p"}
    (report,) = shop.add(source, title="Une presse", **given)
    assert report.path is not None
    document = shop.library.read(report.path)
    assert (document.title, document.publisher) == ("Une presse", "Gazette")
    assert (document.published, document.published_from) == ("2020-12", "staff")
    assert document.url == "https://g.example/p"


def test_adding_twice_changes_nothing(shop: Shop) -> None:
    source = shop.file("presse.md", PRESS)
    (first,) = shop.add(source)
    before = {name: (shop.library.articles / name).read_bytes() for name in shop.files()}
    (again,) = shop.add(source)
    assert again.status == "unchanged"
    assert again == replace(first, status="unchanged")
    assert {name: (shop.library.articles / name).read_bytes() for name in shop.files()} == before


def test_the_same_text_under_another_name_is_a_duplicate(shop: Shop) -> None:
    (first,) = shop.add(shop.file("presse.md", PRESS))
    html = "".join(f"<p>{line}</p>" for line in PRESS.strip("# \n").splitlines() if line)
    copies = [shop.file("copie.md", PRESS), shop.file("page.html", f"<body>{html}</body>")]
    for report in shop.add(*copies):
        assert report.status == "duplicate", report.source
        assert report.duplicate_of == first.document_id
        assert report.document_id is report.path is None
    assert len(shop.files()) == 1


def test_the_same_text_twice_in_one_run_is_a_duplicate_each_time(shop: Shop) -> None:
    sources = [shop.file("a/presse.md", PRESS), shop.file("b/presse.md", PRESS)]
    assert statuses(shop.add(*sources)) == ["stored", "duplicate"]
    assert statuses(shop.add(*sources)) == ["unchanged", "duplicate"]


def test_a_near_copy_is_stored_and_linked_to_the_first(shop: Shop) -> None:
    (first,) = shop.add(shop.file("a.md", PRESS))
    lines = PRESS.splitlines()
    more = "La commune a refait la route qui mène à l'atelier et à la gare de marchandises."
    second_text = "\n".join([*lines[:6], more, *lines[6:]])
    (second,) = shop.add(shop.file("b.md", second_text), publisher="Autre journal")
    third_text = second_text.replace("avant la fin de l'année prochaine", "dans l'année")
    (third,) = shop.add(shop.file("c.md", third_text))
    for report in (second, third):
        assert report.status == "stored"
        assert report.near_duplicate_of == first.document_id
        assert report.path is not None
        assert shop.library.read(report.path).near_duplicate_of == first.document_id


def test_a_bad_file_does_not_stop_the_others(shop: Shop) -> None:
    sources = [
        shop.file("a.md", PRESS),
        shop.file("empty.txt", ""),
        shop.file("broken.pdf", b"%PDF-1.7 and then nothing of use"),
        shop.folder / "in" / "missing.html",
        shop.file("picture.html", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        shop.file("b.md", CABLE),
    ]
    reports = shop.add(*sources)
    assert [report.source for report in reports] == [str(source) for source in sources]
    assert statuses(reports) == ["stored", "failed", "failed", "failed", "failed", "stored"]
    for report in reports[1:5]:
        assert report.error
        assert report.error.startswith(report.source)
        assert report.document_id is report.path is report.title is None
    assert len(shop.files()) == 2


def test_a_parser_that_raises_anything_fails_one_source(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(module, "describe", explode)
    (report,) = shop.add(shop.file("a.md", PRESS))
    assert report.status == "failed"
    assert shop.files() == []


def test_what_the_index_refuses_leaves_no_file(shop: Shop) -> None:
    def refuse(_: object) -> None:
        raise EncoderUnavailable("The embedding model is not there.")

    run = Ingest(shop.settings, shop.library, shop.known)
    drafts = [run.prepare(str(shop.file("a.md", PRESS)), {})]
    (report,) = run.store(drafts, refuse, "amina")
    assert report.status == "failed"
    assert "embedding model" in (report.error or "")
    assert shop.files() == []
    assert statuses(shop.add(shop.file("a.md", PRESS))) == ["stored"]


def test_a_full_disk_fails_one_source_in_a_sentence(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assistant.storage.os.fsync", full)
    (report,) = shop.add(shop.file("a.md", PRESS))
    monkeypatch.undo()
    assert report.status == "failed"
    assert "no room" in (report.error or "")
    assert shop.files() == []


def test_a_text_deleted_by_hand_can_be_added_again(shop: Shop) -> None:
    source = shop.file("a.md", PRESS)
    (first,) = shop.add(source)
    assert first.path is not None
    shop.library.delete(first.path)
    (again,) = shop.add(source)
    assert (again.status, again.document_id) == ("stored", first.document_id)


def test_sources_are_read_lazily_and_in_order(shop: Shop) -> None:
    asked: list[int] = []

    def sources() -> Iterable[str]:
        for number in range(100):
            asked.append(number)
            yield str(shop.file(f"{number}.txt", ""))

    drafts = Ingest(shop.settings, shop.library, shop.known).prepare_all(sources(), {})
    first = [next(drafts) for _ in range(3)]
    drafts.close()  # type: ignore[attr-defined]
    assert [Path(draft.source).name for draft in first] == ["0.txt", "1.txt", "2.txt"]
    assert len(asked) < 100


def named(title: str, published: str = "", publisher: str = "", **fields: str) -> str:
    document = Document(id="", body="", title=title, published=published, publisher=publisher)
    return make_id(replace(document, **fields), lambda _: False)  # type: ignore[arg-type]


def test_ids_say_when_who_and_what() -> None:
    assert named(
        "La presse de Bellemont passe à 900 tonnes", "2021-03-04", "Gazette des Forges"
    ) == ("2021-03-04-gazette-des-forges-presse-bellemont-passe-900-tonnes")
    assert named("Cœur de l'œuvre", "2021") == "2021-coeur-oeuvre"
    arabic = named("افتتاح مصنع جديد", "2020-01", "الجريدة", language="ar")
    assert arabic.startswith("2020-01-aljrida-")
    assert arabic.isascii()
    assert named("") == "document"


def test_ids_are_short_and_unlike_those_taken() -> None:
    title = "mot " * 500
    taken = {"2021-mot-mot-mot-mot-mot-mot", "2021-mot-mot-mot-mot-mot-mot-2"}
    document = Document(id="", body="", title=title, published="2021")
    assert make_id(document, taken.__contains__) == "2021-mot-mot-mot-mot-mot-mot-3"
    assert len(named("x" * 5000, publisher="y" * 5000)) < 100
