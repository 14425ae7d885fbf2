"""What a sentence says that its quotes do not, counted without the check."""

from __future__ import annotations

import pytest

from assistant.schema import Citation, Language, OriginalSource
from evals.falsehoods import WAYS
from evals.unheld import Unheld, unheld

FORGE = "La Forge de Bellemont a livré 13.340 pièces à l'ONCF en mars 2021."
PRESS = "بلغت صادرات المصنع 340 مليون درهم في شتنبر 2019 حسب وزارة الصناعة."


def quote(text: str, language: Language = "fr", **more: object) -> Citation:
    fields = {
        "n": 1, "document_id": "d", "path": "", "kind": "article", "title": "", "publisher": "",
        "published": None, "url": "", "field": "body", "quote": text, "start": 0,
        "end": len(text), "language": language, **more,
    }  # fmt: skip
    return Citation(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        FORGE,
        "In March 2021 the forge of Bellemont delivered 13,340 parts to ONCF.",
        "Selon la Gazette des Forges du 4 mars 2021, 13 340 pièces sont parties.",
    ],
)
def test_what_quote_and_record_say_is_held(text: str) -> None:
    told = quote(FORGE, publisher="Gazette des Forges", published="2021-03-04")
    assert unheld(text, [told]).hard == ()


def test_a_summary_s_sources_count_as_its_record() -> None:
    source = OriginalSource("Le Quai", "Bilan", "", "2020-05-07")
    assert unheld("Le Quai, mai 2020 : rien.", [quote("Rien.", sources=(source,))]).hard == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La Forge a livré 13.341 pièces.", Unheld(figures=("13341",))),
        ("La Forge a livré 13.340 pièces en avril 2021.", Unheld(dates=("avril",))),
        ("La Forge a livré 13.340 pièces, dit Karim.", Unheld(names=("karim",))),
        ("La Forge a livré 2-3 pièces.", Unheld(figures=("2", "3"))),
    ],
)
def test_what_nobody_said_is_found(text: str, found: Unheld) -> None:
    told = unheld(text, [quote(FORGE)])
    assert (told.figures, told.dates, told.names) == (found.figures, found.dates, found.names)


def test_other_words_count_where_the_languages_are_the_same() -> None:
    assert unheld("La forge a livré des wagons.", [quote(FORGE)]).words == ("wagons",)
    assert unheld("بلغت صادرات المعمل 340 مليون درهم.", [quote(PRESS, "ar")]).words == ("معمل",)
    assert unheld("The forge delivered.", [quote(PRESS, "ar")]).words == ()
    assert unheld("وزارة الصناعة", [quote(PRESS, "ar")]).words == ()


@pytest.mark.parametrize("way", ["digit", "month", "name"])
@pytest.mark.parametrize(("text", "language"), [(FORGE, "fr"), (PRESS, "ar")])
def test_what_the_inventor_changes_is_found(way: str, text: str, language: Language) -> None:
    told = unheld(WAYS[way](text, language), [quote(text, language)])
    assert told.hard or (language == "ar" and told.words)
