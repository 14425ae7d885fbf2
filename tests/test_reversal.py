"""A sentence that tells the reverse of its quote, or gives it to another, is refused."""

from __future__ import annotations

import pytest

from assistant.questions.quoted import Quote
from assistant.questions.verify import check
from assistant.schema import Document, Language


def kinds(statement: str, language: Language, quote: str, quoted: Language) -> set[str]:
    document = Document(id="d", body=quote, language=quoted, published="2023-04-02")
    verdict = check(statement, language, [Quote(document, quote, 0)])
    return {problem.kind for problem in verdict.problems}


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted"),
    [
        ("La scierie a ouvert en 2018.", "fr", "The sawmill closed in 2018.", "en"),
        ("The council rejected the loan.", "en", "Le conseil a approuvé le prêt.", "fr"),
        ("Le pays exporte son sel.", "fr", "Le pays importe son sel.", "fr"),
        ("سرحت الشركة 40 عاملا.", "ar", "L'entreprise a recruté 40 ouvriers.", "fr"),
        ("The price went down to 12 dirhams.", "en", "ارتفع السعر إلى 12 درهما.", "ar"),
        ("Sales fell from 40 to 55 tonnes.", "en", "Sales went from 40 to 55 tonnes.", "en"),
        ("The rate is 9%, up from 12%.", "en", "Le taux, de 12 % d'abord, est de 9 %.", "fr"),
    ],
)
def test_the_reverse_is_refused(
    statement: str, language: Language, quote: str, quoted: Language
) -> None:
    assert "direction" in kinds(statement, language, quote, quoted)


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted"),
    [
        ("Le conseil n'a pas rejeté le prêt.", "fr", "The council approved the loan.", "en"),
        ("La scierie a repris après deux mois.", "fr", "The sawmill resumed after a stop.", "en"),
        ("Sales went from 40 to 55 tonnes.", "en", "Les ventes sont passées de 40 à 55 tonnes.",
         "fr"),
        ("Brunel sold the kiln to Tazi.", "en", "Tazi a acheté le four à Brunel.", "fr"),
        ("Exports rose 6% and imports fell 4%.", "en",
         "Les importations reculent de 4 %, les exportations gagnent 6 %.", "fr"),
        ("Five years ago it grew from 9 to 12 tonnes.", "en",
         "Il y a cinq ans, il a augmenté de 9 à 12 tonnes.", "fr"),
    ],
)  # fmt: skip
def test_what_says_the_same_is_not(
    statement: str, language: Language, quote: str, quoted: Language
) -> None:
    assert "direction" not in kinds(statement, language, quote, quoted)


@pytest.mark.parametrize(
    ("true", "untrue", "language", "quote", "quoted"),
    [
        ("The bishop blessed the boats.", "The judge blessed the boats.", "en",
         "L'évêque a béni les bateaux.", "fr"),
        ("La banque paiera la route.", "L'école paiera la route.", "fr",
         "The bank will pay for the road.", "en"),
        ("The school asked the bank for a loan.", "The bank asked the school for a loan.", "en",
         "L'école a demandé un prêt à la banque.", "fr"),
        ("SODEVA poursuit CLIMEX.", "CLIMEX poursuit SODEVA.", "fr", "SODEVA poursuit CLIMEX.",
         "fr"),
        ("L'ORMEX pèsera le sel ; le quai sera payé par la DUNAL.",
         "La DUNAL pèsera le sel ; le quai sera payé par l'ORMEX.", "fr",
         "L'ORMEX pèsera le sel. Le quai neuf sera payé par la DUNAL.", "fr"),
    ],
)  # fmt: skip
def test_what_one_does_is_not_told_of_another(
    true: str, untrue: str, language: Language, quote: str, quoted: Language
) -> None:
    assert not kinds(true, language, quote, quoted)
    assert kinds(untrue, language, quote, quoted) & {"party", "name"}


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        # somebody named in the quote is meant, or a word for any office
        ("L'entreprise a prévenu la ville.", "Brunel a prévenu la ville."),
        ("Le président a signé devant le maire.", "Le patron a signé devant le maire."),
        # a passive, and two who act together
        (
            "Le prêt a été demandé par l'école à la banque.",
            "L'école a demandé un prêt à la banque.",
        ),
        ("L'école et la banque ont signé.", "La banque et l'école ont signé."),
    ],
)
def test_who_may_well_be_meant_is_no_other(statement: str, quote: str) -> None:
    assert not kinds(statement, "fr", quote, "fr") & {"party", "name"}


@pytest.mark.parametrize(
    ("statement", "language", "praised"),
    [
        ("La forge est la plus belle du royaume.", "fr", True),
        ("The forge is the oldest of the valley.", "en", True),
        ("الحدادة هي الأجمل في الوادي.", "ar", True),
        ("La forge est dans la vallée.", "fr", False),
    ],
)
def test_a_rank_or_praise_must_be_told(statement: str, language: Language, praised: bool) -> None:
    quote = "La forge de la vallée chauffe au bois."
    assert ("degree" in kinds(statement, language, quote, "fr")) is praised
    quote = "La forge, première de la vallée, chauffe au bois."
    assert "degree" not in kinds(statement, language, quote, "fr")
