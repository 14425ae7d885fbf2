"""A document read sentence by sentence: what it says as a whole is what its sentences say."""

from __future__ import annotations

from assistant.language.terms import entries_begun
from assistant.questions.reading import joined, read
from assistant.schema import Document

BODY = (
    "# La forge de Val-Doré\n\n"
    "L'État a versé 21 450 dirhams en 2019.La forge recrute.\n\n"
    "| Métier | 2021 |\n| --- | --- |\n| Forgerons | 410 |\n\n"
    "Elle demande :\n\n- un four ;\n- le contrat de performance.\n\nOui.\n"
)


def test_the_whole_says_what_its_lines_say_together():
    reading = read(Document(id="d", body=BODY, title="Forge", publisher="Le Pays", language="fr"))
    lines = [*reading.lines, reading.title, reading.publishers]
    together = joined([line.words for line in lines])
    assert reading.all.surfaces == together.surfaces
    assert reading.all.stems == together.stems
    assert {"21450", "forge", "pays"} <= reading.all.surfaces
    assert "oui" not in reading.all.surfaces  # too short for a sentence
    named = {concept for concept in together.concepts if reading.all.names(concept)}
    assert named == together.concepts > set()


def test_the_whole_names_no_term_across_two_sentences():
    body = "Voilà un contrat de grande\n\nperformance des forges du pays entier."
    reading = read(Document(id="d", body=body, title="Chiffre", language="fr"))
    whole = "contrat de performance"
    keys = entries_begun({"contrat"}, "fr")
    assert keys, f"the glossary has {whole}"
    assert not any(reading.all.names(key) for key in keys)


def test_a_line_knows_its_heading_and_its_items_what_introduces_them():
    lines = read(Document(id="d", body=BODY, title="Forge", language="fr")).lines
    item = next(line for line in lines if line.text.startswith("un four"))
    assert item.heading is not None
    assert "forg" in item.heading.words.stems
    assert item.under is not None
    assert "demande" in item.under.surfaces
