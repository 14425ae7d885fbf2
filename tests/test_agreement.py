"""What a quote denies is denied and what it affirms affirmed, wherever the sentence is cut."""

from __future__ import annotations

import pytest

from assistant.questions.agreement import agrees
from assistant.questions.clauses import clauses, retold
from assistant.questions.quoted import Quote
from assistant.schema import Document, Language


def agreed(statement: str, language: Language, text: str, quoted: Language) -> bool:
    quotes = [Quote(Document("d", text, language=quoted), text, 0)]
    said = clauses(statement, language)
    told = [(clause, retold(clause, quotes[0].clauses)) for clause in said]
    return all(
        any(agrees(clause, other, said, quotes) for other in others)
        for clause, others in told
        if others
    )


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted", "expected"),
    [
        ("It had been promised for June 2022", "en",
         "La cale promise pour juin 2022 n'est pas finie.", "fr", True),
        ("La cale promise pour juin 2022 est finie", "fr",
         "La cale promise pour juin 2022 n'est pas finie.", "fr", False),
        ("Sur cinq appareils vendus ici, un appareil ne tient pas la pression", "fr",
         "Un appareil sur cinq vendu ici ne tient pas la pression.", "fr", True),
        ("Sur cinq appareils vendus ici, un appareil tient la pression", "fr",
         "Un appareil sur cinq vendu ici ne tient pas la pression.", "fr", False),
        ("La facture est de 13 millions, pas de 17 millions", "fr",
         "Au compte de la branche, la facture monte à 17 millions. Au mien, à 13 millions.", "fr",
         True),
        ("La facture ne monte pas à 17 millions", "fr",
         "Au compte de la branche, la facture monte à 17 millions. Au mien, à 13 millions.", "fr",
         False),
        ("La fédération a signé la charte", "fr", "La fédération n'a pas signé la charte.", "fr",
         False),
    ],
)  # fmt: skip
def test_denials_are_compared_by_what_they_deny(
    statement: str, language: Language, quote: str, quoted: Language, expected: bool
) -> None:
    assert agreed(statement, language, quote, quoted) is expected
