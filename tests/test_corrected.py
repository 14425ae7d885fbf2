"""A figure that another document takes up to say another."""

from dataclasses import replace

import pytest
from weighed import weighed

from assistant.questions.corrected import corrected
from assistant.questions.need import need
from assistant.questions.reading import Reader
from assistant.questions.understand import understand
from assistant.schema import Document, Language, Question

ASKED = "Combien de tonnes la vallée de Zerka a-t-elle collectées en 2022 ?"
FIRST = weighed("La vallée de Zerka a collecté 412.000 tonnes en 2022.", marked="412.000 tonnes")


def found(body: str, language: Language = "fr", asked: str = ASKED) -> str | None:
    understood = understand(Question(asked))
    wanted = need(asked, understood.dates, lambda word, language: 0.8)
    best = weighed(body, language)
    document = Document(id="d", body=body, title="Zerka", language=language)
    other = replace(best, evidence=replace(best.evidence, document=document))
    taken = corrected(FIRST, [FIRST, other], understood, wanted, Reader())
    if taken is None:
        return None
    assert document.body[taken.evidence.start : taken.evidence.end] == taken.evidence.text
    return "".join(taken.evidence.text[s.start : s.end] for s in taken.evidence.spans)


@pytest.mark.parametrize(
    ("body", "language", "value"),
    [
        ("À Zerka la vallée en a donné non pas 412.000 mais 380.000.", "fr", "380.000"),
        ("Zerka valley collected not 412,000 but 380,000 tonnes.", "en", "380,000 tonnes"),
        ("The tonnes collected were 380,000, not 412,000.", "en", "380,000"),
        ("جمعت في زركا ليس 412000 طن بل 380000 طن.", "ar", "380000 طن"),
        # it quotes the figure, and reckons another of the same time, or in the next breath
        (
            "« Zerka ramasse 412.000 tonnes », dit-on. La route est longue. Pour 2022, je compte "
            "380.000 tonnes, pas une de plus.",
            "fr",
            "380.000 tonnes",
        ),
        (
            "On nous parle de 412.000 tonnes. Le registre du port, lui, en donne 380.000 tonnes.",
            "fr",
            "380.000 tonnes",
        ),
    ],
)
def test_what_is_taken_up_and_set_right_is_shown(body: str, language: Language, value: str) -> None:
    assert found(body, language) == value


@pytest.mark.parametrize(
    "body",
    [
        "Zerka collecte 412.000 tonnes. Le pays en brûle 380.000 tonnes.",  # nobody's reckoning
        "Zerka collecte 412.000 tonnes. La fédération parle de 380.000 tonnes exportées.",
        "La fédération parle de 380.000 tonnes pour 2022.",  # it takes nothing up
        "Zerka collecte 412.000 tonnes. La pluie manque. Pour 2019, je compte 380.000 tonnes.",
        "Zerka a collecté 412.000 tonnes, et non du sable.",
    ],
)
def test_what_only_stands_in_the_same_document_corrects_nothing(body: str) -> None:
    assert found(body) is None


def test_a_round_figure_is_met_again_by_chance() -> None:
    first = weighed("La vallée de Zerka a collecté 40 tonnes en 2022.", marked="40 tonnes")
    understood = understand(Question(ASKED))
    wanted = need(ASKED, understood.dates, lambda word, language: 0.8)
    other = weighed("La vallée de Zerka n'a pas collecté 40 mais 38 tonnes.")
    assert corrected(first, [first, other], understood, wanted, Reader()) is None
