"""Rows under their header, items under the sentence that introduces them: found, shown, cited."""

from __future__ import annotations

import pytest
from hashing_encoder import HashingEncoder

from assistant.documents.split import SPLITTER_VERSION, split
from assistant.index.index import Index
from assistant.questions.blocks import row_in_words
from assistant.questions.chain import build_chain
from assistant.questions.reading import read
from assistant.schema import Document, Question

REPORT = Document(
    id="rapport",
    title="La serrurerie de Val-Doré en 2023",
    publisher="Chambre des serruriers",
    published="2024-02",
    path="articles/rapport.md",
    body=(
        "La chambre suit trois métiers. Voici les effectifs par métier :\n\n"
        "| Métier | 2021 | 2022 | 2023 |\n"
        "| --- | --- | --- | --- |\n"
        "| Serrures de porte | 410 | 455 | 502 |\n"
        "| Coffres | 88 | 91 | 97 |\n"
        "| Cadenas | 1.205 | 1.190 | 1.260 |\n\n"
        "La chambre demande trois mesures aux communes :\n\n"
        "- un apprentissage payé dès le premier mois ;\n"
        "- des loyers plafonnés dans la zone ;\n"
        "- un guichet pour les exportations.\n\n"
        "Elle n'a pas chiffré leur coût.\n"
    ),
)


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    index = Index.open(
        tmp_path_factory.mktemp("index"),
        encoder=HashingEncoder,
        splitter=split,
        splitter_version=SPLITTER_VERSION,
        documents=lambda: [REPORT],
    )
    yield build_chain(index)
    index.close()


def test_a_row_knows_its_columns_and_the_sentence_before_its_table():
    lines = read(REPORT).lines
    rows = [line for line in lines if line.row is not None]
    assert [[(c.text, c.head.text) for c in line.row.cells][3] for line in rows] == [
        ("502", "2023"), ("97", "2023"), ("1.260", "2023"),
    ]  # fmt: skip
    assert {lines[line.opener].text for line in rows} == {"Voici les effectifs par métier :"}
    assert not any("---" in line.text for line in lines)


def test_items_know_the_sentence_that_introduces_them_and_what_follows_does_not():
    lines = read(REPORT).lines
    introduced = [line.text for line in lines if line.opener is not None and line.row is None]
    assert introduced == [
        "un apprentissage payé dès le premier mois ;",
        "des loyers plafonnés dans la zone ;",
        "un guichet pour les exportations.",
    ]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Quel était l'effectif du métier des coffres en 2022 ?", "91"),
        ("Quels étaient les effectifs des serrures de porte en 2021 ?", "410"),
        ("How many workers did the door trade have in 2023?", "502"),
    ],
)
def test_a_cell_is_found_by_its_row_and_its_column(chain, question, value):
    answer = chain.invoke(Question(question))["answer"]
    assert answer.answered
    sentence = answer.sentences[0]
    assert [sentence.text[a:b] for a, b in sentence.spans] == [value]
    for citation in answer.citations:
        assert REPORT.body[citation.start : citation.end] == citation.quote
    quotes = [c.quote for c in answer.citations if c.n in sentence.citations]
    assert any(value in quote for quote in quotes)
    assert any("Métier" in quote for quote in quotes), "the header says what the column is"


def test_a_list_is_given_whole_with_what_introduces_it(chain):
    answer = chain.invoke(Question("Quelles mesures la chambre des serruriers demande-t-elle ?"))
    answer = answer["answer"]
    assert answer.answered
    quote = answer.citations[0].quote
    assert quote.startswith("La chambre demande")
    assert quote.endswith("guichet pour les exportations.")
    assert REPORT.body[answer.citations[0].start : answer.citations[0].end] == quote


def test_a_row_is_shown_with_its_label_and_column():
    row = next(line.row for line in read(REPORT).lines if line.row is not None)
    assert row_in_words(row, row.cells[2].span, "fr") == "Serrures de porte — 2022 : 455"
    assert row_in_words(row, None, "en").startswith("Serrures de porte — 2021: 410; 2022: 455")


def test_a_row_that_nobody_asked_about_is_no_answer_because_of_its_year(chain):
    answer = chain.invoke(Question("Quel est le chiffre d'affaires de la chambre en 2023 ?"))[
        "answer"
    ]
    assert not answer.answered


def test_clauses_after_an_introduction_are_items_and_the_next_sentence_is_not():
    body = (
        "Elle veut trois choses :\n\nun toit ;\n\nun four ;\n\nun guichet.\n\nRien de plus ici.\n"
    )
    lines = read(Document(id="d", body=body)).lines
    assert [line.opener for line in lines] == [None, 0, 0, 0, None]
