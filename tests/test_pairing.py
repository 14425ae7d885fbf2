"""Which words a figure stands with: two figures of a quote do not change places unseen."""

from __future__ import annotations

import pytest

from assistant.language.figures import find_figures
from assistant.questions.pairing import exchanged
from assistant.questions.quoted import Quote
from assistant.schema import Document, Language


def wrong(statement: str, quote: str, language: Language = "fr", quoted: Language = "fr") -> bool:
    document = Document(id="d", body=quote, language=quoted, published="2021-02-01")
    figures = [f for f in find_figures(statement, language) if len(f.words) != 4]
    return any(exchanged(statement, language, figures, [Quote(document, quote, 0)]))


HARBOUR = "Le port a reçu 31 cargos en mai et 52 en juin."
GUILDS = "La guilde des tailleurs réunit 740 membres, celle des relieurs 96."
TABLE = "| Atelier | Effectif 2018 | Effectif 2019 |\n| --- | --- | --- |\n| Verrerie | 64 | 81 |"


@pytest.mark.parametrize(
    ("true", "untrue", "language", "quote", "quoted"),
    [
        ("31 cargos sont arrivés en mai, 52 en juin.", "52 cargos sont arrivés en mai, 31 en juin.",
         "fr", HARBOUR, "fr"),
        ("In June the port received 52 freighters.", "In June the port received 31 freighters.",
         "en", HARBOUR, "fr"),
        ("Les relieurs sont 96 et les tailleurs 740.", "Les relieurs sont 740 et les tailleurs 96.",
         "fr", GUILDS, "fr"),
        ("في ماي استقبل الميناء 31 سفينة، وفي يونيو 52.",
         "في ماي استقبل الميناء 52 سفينة، وفي يونيو 31.", "ar", HARBOUR, "fr"),
        ("Les tailleurs sont 740.", "Les tailleurs sont 96.",
         "fr", "The guild has 740 tailors and 96 binders.", "en"),
    ],
)  # fmt: skip
def test_a_figure_keeps_the_words_of_its_own(
    true: str, untrue: str, language: Language, quote: str, quoted: Language
) -> None:
    assert not wrong(true, quote, language, quoted)
    assert wrong(untrue, quote, language, quoted)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        # what is counted, and who acts, is said once of both
        ("La mine a vendu en juin 90 tonnes de sel et en mai 40.",
         "La mine a vendu 40 tonnes de sel en mai, 90 en juin."),
        # one is set against the other, by whichever of the two
        ("Ines Dorval perd par 36 voix contre 61.", "Il gagne par 61 voix contre 36 à Mme Dorval."),
        ("Avant 2012, la taxe était de 20 % ; elle est passée à 25 %.",
         "Depuis 2012, la taxe est de 25 %, contre 20 % auparavant."),
        # nothing tells the two apart
        ("Il y en a 12 ici et 14 là.", "On en compte 14 d'un côté et 12 de l'autre."),
    ],
)  # fmt: skip
def test_words_said_of_both_figures_tell_nothing(statement: str, quote: str) -> None:
    assert not wrong(statement, quote)


def test_a_cell_of_a_table_has_the_words_of_its_column() -> None:
    row = TABLE.splitlines()[-1]
    document = Document(id="d", body=TABLE, language="fr")
    quote = Quote(document, row, TABLE.index(row))
    for statement, right in (
        ("En 2019, la verrerie comptait 81 personnes.", True),
        ("En 2019, la verrerie comptait 64 personnes.", False),
    ):
        found = [f for f in find_figures(statement, "fr") if len(f.words) != 4]
        assert any(exchanged(statement, "fr", found, [quote])) is not right
