"""Promises of the splitter: exact ranges, nothing lost, sentences whole, tables with headers."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.split import LONGEST, SHORTEST, split
from assistant.schema import Document

PARAGRAPH = (
    "La fonderie de Berrechid a livré ses premières pièces au printemps. "
    "Elle emploie 120 personnes et prévoit d'en recruter 40 autres d'ici deux ans. "
    "Son directeur juge que la demande des constructeurs restera soutenue. "
)


def document(body: str, language: str = "fr") -> Document:
    return Document(id="d", body=body, language=language)  # type: ignore[arg-type]


def assert_sound(subject: Document) -> None:
    covered = set()
    for number, chunk in enumerate(split(subject)):
        assert chunk.number == number
        assert chunk.text == subject.body[chunk.start : chunk.end]
        assert 0 < len(chunk.text) <= LONGEST
        assert chunk.text == chunk.text.strip()
        covered.update(range(chunk.start, chunk.end))
    lost = [c for at, c in enumerate(subject.body) if at not in covered and not c.isspace()]
    assert not lost


MARKDOWN = st.lists(
    st.sampled_from([*"aé ا.؟|#-\n!,;:«»1 \t\u2028\u00a0", "mot ", "## ", "| a |\n", "\n\n"]),
    max_size=200,
).map("".join)


@given(MARKDOWN)
def test_every_character_but_space_is_in_a_chunk(body: str) -> None:
    assert_sound(document(body))


@given(st.text(max_size=300), st.integers(1, 12))
def test_any_text_at_any_length_splits_soundly(text: str, times: int) -> None:
    assert_sound(document(text * times))


@given(st.lists(st.sampled_from([PARAGRAPH, "# T\n", "## S\n", "| a | b |\n", "x" * 700, "\n\n"])))
def test_pieces_in_any_order_split_soundly(pieces: list[str]) -> None:
    assert_sound(document("\n".join(pieces)))


def test_ids_are_distinct_and_stable() -> None:
    chunks = split(document("\n\n".join([PARAGRAPH * 3] * 6)))
    assert len(chunks) > 3
    assert len({chunk.id for chunk in chunks}) == len(chunks)
    assert [c.id for c in chunks] == [
        c.id for c in split(document("\n\n".join([PARAGRAPH * 3] * 6)))
    ]


def test_a_chunk_begins_and_ends_with_whole_sentences() -> None:
    for chunk in split(document("\n\n".join([PARAGRAPH * 2] * 5))):
        assert chunk.text[0].isupper()
        assert chunk.text[-1] == "."


def test_a_heading_starts_a_chunk_and_names_it() -> None:
    body = f"# Rapport\n\n{PARAGRAPH * 2}\n\n## Emploi\n\n{PARAGRAPH * 2}\n"
    first, second = split(document(body))
    assert first.heading == ("Rapport",)
    assert second.heading == ("Rapport", "Emploi")
    assert second.text.startswith("## Emploi")


def test_a_sibling_heading_leaves_the_path() -> None:
    body = f"# A\n\n## B\n\n{PARAGRAPH * 2}\n\n## C\n\n{PARAGRAPH * 2}"
    assert [chunk.heading for chunk in split(document(body))] == [("A", "B"), ("A", "C")]


def test_a_long_paragraph_is_cut_between_sentences_without_a_small_rest() -> None:
    chunks = split(document(PARAGRAPH * 7))
    assert len(chunks) > 1
    assert all(len(chunk.text) >= SHORTEST for chunk in chunks)


def test_a_sentence_longer_than_a_chunk_is_cut_at_a_clause() -> None:
    body = "Le programme couvre " + ", ".join(f"la filière numéro {n}" for n in range(90)) + "."
    chunks = split(document(body))
    assert len(chunks) > 1
    assert all(chunk.text.endswith((",", ".")) for chunk in chunks)


def test_a_list_stays_with_the_line_that_leads_to_it() -> None:
    filler = "Le secteur a tenu son assemblée annuelle à Fès. " * 17
    body = f"{filler.strip()}\n\nQuatre chantiers sont ouverts :\n\n- la fonderie\n- la forge\n"
    assert any("ouverts :\n\n- la fonderie" in chunk.text for chunk in split(document(body)))


def test_rows_of_a_long_table_carry_its_header() -> None:
    rows = "".join(f"| Filière {n} | {n * 37} emplois créés |\n" for n in range(60))
    chunks = split(document(f"## Bilan\n\n| Filière | Emplois |\n|---|---|\n{rows}"))
    assert len(chunks) > 2
    assert "| Filière | Emplois |" in chunks[0].text
    assert chunks[1].heading == ("Bilan", "Filière | Emplois")
    assert all(line.count("|") == 3 for chunk in chunks[1:] for line in chunk.text.split("\n"))


def test_a_short_table_stays_whole() -> None:
    rows = "".join(f"| Filière {n} | {n * 37} |\n" for n in range(12))
    table = f"| Filière | Emplois |\n|---|---|\n{rows}".rstrip()
    chunks = split(document(f"{PARAGRAPH * 3}\n\n{table}\n\n{PARAGRAPH * 3}"))
    assert any(table in chunk.text for chunk in chunks)


def test_an_empty_body_has_no_chunks() -> None:
    assert split(document("")) == []
    assert split(document(" \n\n ")) == []


@pytest.mark.parametrize("piece", ["# a\n", "# ", "| a ", "|-", "- a\n", ". ", "a, ", "# a\nb\n"])
def test_the_time_taken_grows_with_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        body, begun = piece * times + "x", process_time()
        split(document(body))
        return process_time() - begun

    seconds(10)
    # the shortest of three: another process on the machine only ever makes it longer
    short, long = (min(seconds(times) for _ in range(3)) for times in (600, 12_000))
    assert long < 60 * max(short, 0.002)


def test_a_page_that_claims_to_be_a_heading_does_not_fill_every_path() -> None:
    chunks = split(document("# " + "mot " * 5000 + f"\n\n{PARAGRAPH * 9}"))
    assert all(len("".join(chunk.heading)) <= 200 for chunk in chunks)
