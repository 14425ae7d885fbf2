"""What a clause asserts, and what it only wishes, nears, restricts or says of a part."""

import pytest

from assistant.questions.asserted import is_asserted
from assistant.questions.clauses import Clause
from assistant.questions.need import need
from assistant.schema import Language


def asserted(question: str, text: str, language: Language) -> bool:
    wanted = need(question, (), lambda word, language: 0.8)
    return is_asserted(Clause(text, language), wanted.words, wanted)


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("L'usine a-t-elle fermé ?", "L'usine a fermé en mai.", "fr"),
        ("L'usine a-t-elle fermé ?", "Le maire nie que l'usine ait fermé.", "fr"),
        ("Le syndicat a-t-il signé l'accord ?", "Le syndicat n'a pas signé l'accord.", "fr"),
        ("Did the union approve the plan?", "Le syndicat a approuvé le plan.", "fr"),
        ("Did the mill hire workers?", "The mill hired workers in May.", "en"),
        ("Did accidents fall?", "Le nombre d'accidents a baissé de 12 %.", "fr"),
        ("هل وقعت النقابة الاتفاق؟", "وقعت النقابة الاتفاق.", "ar"),
    ],
)
def test_what_is_simply_said_is_asserted(question: str, text: str, language: Language) -> None:
    assert asserted(question, text, language)


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        # wished, feared, unknown, nearly so
        ("L'usine a-t-elle fermé ?", "On craint que l'usine ferme.", "fr"),
        ("L'usine a-t-elle fermé ?", "Personne ne sait si l'usine a fermé.", "fr"),
        ("L'usine a-t-elle fermé ?", "L'usine a presque fermé.", "fr"),
        ("Did the mill hire workers?", "The mill almost hired workers.", "en"),
        ("هل أغلق المصنع؟", "كاد المصنع أن يغلق.", "ar"),
        # in another verb's hands
        ("L'usine a-t-elle fermé ?", "L'usine a failli fermer.", "fr"),
        ("Le syndicat a-t-il signé l'accord ?", "Le syndicat hésite à signer l'accord.", "fr"),
        ("Did the mill hire workers?", "The mill agreed to hire workers.", "en"),
        ("هل وقعت النقابة الاتفاق؟", "تستعد النقابة لتوقيع الاتفاق.", "ar"),
        # restricted, or of a part
        ("L'usine a-t-elle fermé ?", "L'usine n'a fermé qu'un atelier.", "fr"),
        ("L'usine a-t-elle fermé ?", "L'usine a fermé un atelier.", "fr"),
        ("L'usine a-t-elle fermé ?", "L'usine a été fermée trois jours.", "fr"),
        ("Did the mill hire workers?", "The mill did not only hire workers.", "en"),
        ("Les exportations ont-elles augmenté ?", "Le prix des exportations a augmenté.", "fr"),
        ("Les exportations ont-elles augmenté ?", "La hausse des exportations cesse.", "fr"),
    ],
)
def test_what_is_not_so_or_not_of_all_is_not(question: str, text: str, language: Language) -> None:
    assert not asserted(question, text, language)
