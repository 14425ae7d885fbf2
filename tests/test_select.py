"""What is shown, of sentences already weighed."""

from dataclasses import replace

from weighed import weighed

from assistant.questions.evidence import Scored
from assistant.questions.need import need
from assistant.questions.reading import Reader
from assistant.questions.select import select
from assistant.questions.understand import understand
from assistant.schema import Question

FOUNDRY, MILL = "La fonderie emploie 340 personnes.", "Le moulin emploie 120 personnes."


def scored(text: str, *, odds: float, confidence: float, date: float = 1.0) -> Scored:
    sentence = weighed(text, title="Ateliers", fit=1.0, odds=odds, confidence=confidence)
    return replace(sentence, date=date)


def shown(*sentences: Scored) -> list[str]:
    text = "Combien de personnes la fonderie employait-elle en 2019 ?"
    understood = understand(Question(text))
    wanted = need(text, understood.dates, lambda word, language: 0.8)
    return [s.evidence.text for s in select(sentences, wanted, understood, Reader()).chosen]


def test_one_that_is_only_unsure_passes_where_a_worse_one_is_sure() -> None:
    best, worse = (
        scored(FOUNDRY, odds=1.0, confidence=0.1),
        scored(MILL, odds=0.6, confidence=0.8),
    )
    assert shown(best, worse) == [FOUNDRY]


def test_none_is_shown_where_all_are_unsure() -> None:
    assert shown(scored(FOUNDRY, odds=1.0, confidence=0.1)) == []


def test_one_of_another_time_does_not_pass_with_a_sure_one() -> None:
    other = scored(FOUNDRY, odds=1.0, confidence=0.9, date=0.0)
    assert shown(other, scored(MILL, odds=0.6, confidence=0.8)) == [MILL]


def test_a_time_since_when_something_is_so_is_no_time_to_come() -> None:
    question = "Quand la zone doit-elle être livrée ?"
    understood = understand(Question(question))
    wanted = need(question, (), lambda word, language: 0.8)
    stopped = weighed("La zone est arrêtée depuis juin 2025.", marked="depuis juin 2025", fit=1.0)
    due = weighed("La zone sera livrée en mars 2026.", marked="mars 2026", fit=1.0, odds=0.5)
    chosen = select([stopped, due], wanted, understood, Reader()).chosen
    assert [one.evidence.text for one in chosen] == [due.evidence.text]
