# ruff: noqa: E501 - pages in strings
"""Offers: lines that sell or invite go from between paragraphs; prices that the text tells stay."""

from __future__ import annotations

import pytest

from assistant.documents.html import read_html
from assistant.documents.offers import invites, offer_cues, offer_runs
from assistant.documents.plain import read_text
from assistant.schema import RawSource

FIRST = "Le chantier de Larache a livré lundi sa première barque en bois lamellé. Elle mesure neuf mètres et coûte 84.000 dirhams, moteur compris, soit un tiers de moins que les coques en résine."
SECOND = "Le patron du chantier en promet douze avant l'été. Les pêcheurs, eux, demandent à voir la coque de leurs barques après un hiver en mer."


def web(between: str) -> str:
    page = f"<html><head><title>Des barques</title></head><body><div><h1>Des barques</h1><p>{FIRST}</p>{between}<p>{SECOND}</p></div></body></html>"
    return read_html(RawSource("p.html", "p.html", page.encode())).body


OFFERS = [
    "Volets roulants à partir de 1.250 DH, pose comprise",
    "Crédit maison dès 3,9 %, réponse en 24 heures",
    "Used lathes from $14,900, delivery included",
    "All our archives for 3 months, from €9 a month",
    "شقق بطنجة ابتداء من 250.000 درهم بالتقسيط",
]
INVITATIONS = [
    "Recevez nos enquêtes chaque vendredi",
    "Chaque matin à 7 h, l'essentiel du port",
    "Réservez votre stand au salon de la pêche",
    "Rejoignez les 803 autres abonnés",
    "Book your seat at BoatExpo, doors open in May",
    "Every Monday, ten stories in your inbox",
    "توصل كل صباح بأهم الأخبار",
]
TOLD = [
    "Une barque à 84.000 dirhams",
    "Le mètre carré à 250 dirhams",
    "Un crédit à 3,75 % sur sept ans",
    "Des barques à partir de 84.000 dirhams",
    "Les ventes ont reculé de 12 %",
    "Chaque matin, les barques partent à quatre heures.",
    "Recevez-vous encore des commandes de la région ?",
    "Le prix du kilo est tombé à 12 DH le kilo, pose comprise, ce qui est peu.",
    "L'essentiel de la production part chaque matin au port.",
    "Prices from $14,900 are out of reach for most crews.",
]  # fmt: skip


@pytest.mark.parametrize("line", OFFERS)
def test_offers_are_told_by_a_price_and_another_mark(line: str) -> None:
    assert offer_cues(line) >= 2
    assert line not in web(f"<p>{line}</p>")


@pytest.mark.parametrize("line", INVITATIONS)
def test_lines_that_bid_the_reader_do_something_go(line: str) -> None:
    assert invites(line)
    assert line not in web(f"<p>{line}</p>")


@pytest.mark.parametrize("line", TOLD)
def test_what_the_text_tells_of_prices_and_mornings_stays(line: str) -> None:
    assert not invites(line)
    assert offer_cues(line) < 2
    assert line in web(f"<p>{line}</p>")


def test_a_box_under_the_label_of_an_advertisement_goes_whole() -> None:
    box = "<div><div>Publicité</div><div>Cuisines Alma : 3.990 DH le mètre posé</div><div>Visite sur rendez-vous</div></div>"

    assert web(box) == f"{FIRST}\n\n{SECOND}"
    assert "Cuisines" not in web("<p>Publicité</p><p>Cuisines Alma : 3.990 DH le mètre posé</p>")


def test_an_empty_label_takes_no_subheading_with_it() -> None:
    subheading = "<h2>Des coques plus légères</h2>"

    assert "Des coques plus légères" in web(f"<div><p>Publicité</p></div>{subheading}")
    assert "Des coques plus légères" in web(f"<div><p>Publicité</p>{subheading}</div>")
    assert "Des coques plus légères" in web("<p>Publicité</p><p>Des coques plus légères</p>")


def test_a_labelled_element_with_sentences_of_the_text_stays() -> None:
    told = "Les barques du chantier dureront vingt ans, dit son patron."

    assert told in web(f"<div><div>À télécharger</div><p>{told}</p></div>")
    assert told in web(f"<div><div>Publicité</div><p>{told}</p></div>")


def test_a_box_that_serves_the_reader_goes_by_its_label() -> None:
    box = "<div><b>Documents à télécharger</b><br>Barème des droits de quai<br>Formulaire de mouillage</div>"

    assert web(box) == f"{FIRST}\n\n{SECOND}"


def test_two_paragraphs_hold_together_over_the_boxes_between_them() -> None:
    boxes = "<div><div>Publicité</div><div>Pneus dès 389 DH, pose offerte</div></div><div><div>Lire aussi</div><div><a href='/a'>Le bac en panne</a></div><div><a href='/b'>Le phare rouvre</a></div></div>"

    assert web(boxes) == f"{FIRST}\n\n{SECOND}"


def test_a_labelled_offer_goes_from_a_page_on_one_line() -> None:
    line = f"{FIRST} Publicité Volets roulants à partir de 1.250 DH, pose comprise Nous avons suivi la mise à l'eau. {SECOND}"
    assert [line[a:b].strip() for a, b in offer_runs(line)] == [
        "Publicité Volets roulants à partir de 1.250 DH, pose comprise"
    ]

    body = read_text(
        RawSource("p.txt", "p.txt", f"Des barques\n{line}\n© Quai Info 2019".encode())
    ).body

    assert body == f"{FIRST} Nous avons suivi la mise à l'eau. {SECOND}"


def test_a_sentence_about_advertising_is_no_labelled_offer() -> None:
    for told in (
        "Publicité et promotion ont coûté 40.000 dirhams.",
        "Annonces en hausse Le port a vendu dès 300 DH.",
    ):
        assert offer_runs(f"{FIRST} {told} {SECOND}") == []
