"""What gives a list, and what only has commas."""

import pytest

from assistant.questions.listing import enumerates


@pytest.mark.parametrize(
    "text",
    [
        "En font partie Laminor, les Aciéries Belkhir et Métal Ourika.",
        "Le bureau : Karim Tahri, président, Nora Sbai, trésorière, et Ali Bennis, secrétaire.",
        "Trois axes : l'export, la formation.",
        "Deux ateliers ont renoncé : la forge Tahri et un tourneur espagnol.",
        "The members are Anfra Mills, Holm Brass and Marsh Foundry.",
        "أعضاء الجمعية هم شركة زلال وشركة بلخير ومجموعة أوريكا.",
    ],
)
def test_several_things_one_after_the_other_are_a_list(text: str) -> None:
    assert enumerates(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le président de l'ASM, Karim Tahri, a salué l'accord et les membres.",
        "Karim Tahri, président de l'ASM, a salué les membres.",
        "L'ASM, association des sidérurgistes, a été fondée en 2001.",
        "The chairwoman of the guild, Nora Whitlow, thanked its members.",
        "شكر رئيس الجمعية، سعيد بناني، أعضاء الجمعية.",
        "En 2023, la branche a vendu et acheté.",
    ],
)
def test_who_somebody_is_and_what_begins_a_sentence_are_no_items(text: str) -> None:
    assert not enumerates(text)
