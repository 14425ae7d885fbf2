"""Long names find acronyms and acronyms long names, after the documents at hand."""

import pytest

from assistant.language.acronyms import Expansion
from assistant.questions.aliases import as_texts, learn, same_name
from assistant.questions.need import SAID, Need, analyse, match, need
from assistant.questions.reading import Reader
from assistant.schema import Document

DEFINED = Document(
    id="defined",
    body="Le Groupement des fondeurs de l'Oriental (GFO) ouvre son salon mardi.",
    title="Un salon",
)
LONG = "Quand le Groupement des fondeurs de l'Oriental a-t-il signé ?"


def learned(question: str, *documents: Document) -> Need:
    return learn(need(question, (), lambda word, language: 0.8), documents, Reader())


def said(wanted: Need, sentence: str) -> list[str]:
    text = analyse(sentence, "fr")
    return [word.text for word in wanted.words if match(word, text, "fr") >= SAID]


def test_a_long_name_is_said_by_its_acronym() -> None:
    assert said(learned(LONG, DEFINED), "Le GFO attend.") == ["Groupement", "fondeurs", "Oriental"]


def test_an_acronym_is_said_by_its_whole_long_name_only() -> None:
    wanted = learned("Quand le GFO a-t-il signé ?", DEFINED)
    assert said(wanted, "Le groupement des fondeurs de l'Oriental attend.") == ["GFO"]
    assert said(wanted, "Les fondeurs de l'Oriental attendent.") == []


def test_without_the_document_nothing_is_known() -> None:
    assert said(learned(LONG), "Le GFO attend.") == []
    assert as_texts(learned(LONG)) == []


def test_the_other_name_is_looked_for_as_well() -> None:
    assert as_texts(learned(LONG, DEFINED)) == ["gfo"]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Expansion("FSM", "Federation of Steel Manufacturers"), True),
        (Expansion("FSM", "Foundation for Study and Music"), False),
    ],
)
def test_a_name_told_in_another_language_is_the_same_name(other: Expansion, same: bool) -> None:
    french = Expansion("FSM", "Fédération des fabricants d'acier")
    assert same_name(french, "fr", other, "en") is same
