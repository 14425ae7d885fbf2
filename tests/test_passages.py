"""What a model is given to read: the likeliest first, whole, within its room, none twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording_fakes import candidates, document

from assistant.questions.evidence import Scored
from assistant.questions.retrieve import Retrieved
from assistant.questions.understand import understand
from assistant.questions.writing.passages import _FRAME, Passage, pack, tokens
from assistant.schema import Document, Question

ASKED = understand(Question("Combien de personnes la forge emploie-t-elle ?"))
ROOM = 5_000
FORGE = document(
    "La forge de Settat a ouvert en 2021. Elle emploie 140 personnes. Son directeur est Karim "
    "Bensouda. L'État paie la route.",
    "forge",
)
MILL = document("Le moulin de Fès emploie 31 personnes. Il date de 1998.", "mill")
FAR = document(
    f"Le port a fermé. {'Le vent souffle fort sur la côte. ' * 12}La cale emploie 12 personnes.",
    "far",
)


def sentences(*documents: Document) -> list[Scored]:
    return [one.scored for source in documents for one in candidates(source)]


def packed(*ranked: Scored, room: int = ROOM) -> tuple[Passage, ...]:
    return pack({"q": Retrieved(sentences=ranked)}, {"q": ASKED}, room)


def keys(passages: tuple[Passage, ...]) -> list[tuple[str, int]]:
    return [one.key for passage in passages for one in passage.sentences]


def test_passages_stand_by_their_best_sentence_and_are_numbered_from_one() -> None:
    mill, forge = sentences(MILL), sentences(FORGE)
    told = packed(mill[0], *forge, mill[1])
    assert [(p.n, p.document.id) for p in told] == [(1, "mill"), (2, "forge")]


def test_a_passage_holds_its_sentences_in_the_order_of_the_document() -> None:
    (told,) = packed(*reversed(sentences(FORGE)))
    assert told.text == FORGE.body


def test_a_line_without_a_stop_is_no_part_of_the_sentence_below_it() -> None:
    titled = document("La forge « s'agrandit »\n\nElle emploie 140 personnes.", "titled")
    (told,) = packed(*sentences(titled))
    assert told.text == "La forge « s'agrandit ». Elle emploie 140 personnes."


def test_sentences_that_stand_far_apart_are_passages_of_their_own() -> None:
    some = sentences(FAR)
    assert len(packed(some[0], some[-1])) == 2


@given(st.permutations(range(20)), st.integers(1, 20), st.integers(0, 1_500))
def test_no_sentence_stands_twice_and_the_room_is_kept(order, shown, room):
    every = sentences(FORGE, MILL, FAR)[:20]
    told = packed(*[every[n] for n in order if n < len(every)][:shown], room=room)
    assert len(keys(told)) == len(set(keys(told)))
    assert [p.n for p in told] == list(range(1, len(told) + 1))
    assert len(told) == 1 or sum(tokens(p.text) + _FRAME for p in told) <= room


def test_one_passage_is_there_however_little_room_there_is() -> None:
    assert len(packed(*sentences(FORGE, MILL), room=0)) == 1


def test_at_most_twelve_passages_are_given() -> None:
    many = [document(f"L'usine {n} emploie {n} personnes.", f"d{n}") for n in range(40)]
    assert [p.document.id for p in packed(*sentences(*many))] == [f"d{n}" for n in range(12)]


def test_arabic_takes_more_tokens_a_word_than_french() -> None:
    assert tokens("سيشغل المصنع 480 عاملا") > tokens("usine de 480 ouvriers")
    assert tokens("") == 1


def test_words_quoted_with_two_sentences_are_told_once() -> None:
    first, second, *_ = sentences(FORGE)
    leaning = replace(
        second,
        evidence=replace(second.evidence, start=0, text=FORGE.body[: second.evidence.end]),
    )
    (told,) = packed(first, leaning)
    assert told.text == "La forge de Settat a ouvert en 2021. Elle emploie 140 personnes."


def test_a_row_of_a_table_is_read_with_its_labels() -> None:
    row, *_ = sentences(document("| Settat | 140 |", "table"))
    shown = replace(row, evidence=replace(row.evidence, shown="Settat, effectif : 140"))
    assert packed(shown)[0].text == "Settat, effectif : 140"


def test_several_parts_of_a_question_share_the_room() -> None:
    many = [document(f"L'usine {n} emploie {n} personnes.", f"a{n}") for n in range(40)]
    few = [document(f"Le port {n} a coûté {n} MDH.", f"b{n}") for n in range(3)]
    found = {
        "a": Retrieved(sentences=tuple(sentences(*many))),
        "b": Retrieved(sentences=tuple(sentences(*few))),
    }
    told = pack(found, {"a": ASKED, "b": ASKED}, ROOM)
    assert [p.document.id for p in told[:6]] == ["a0", "b0", "a1", "b1", "a2", "b2"]


@pytest.mark.parametrize("found", [{}, {"q": Retrieved()}])
def test_nothing_found_is_nothing_to_read(found: dict[str, Retrieved]) -> None:
    assert pack(found, dict.fromkeys(found, ASKED), ROOM) == ()
