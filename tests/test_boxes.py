# ruff: noqa: E501 - pages in strings
"""Furniture told by its structure: menus, fields, files, tools, feeds, comments; not the text."""

from __future__ import annotations

import re

import pytest

from assistant.documents.html import read_html
from assistant.documents.plain import read_text
from assistant.schema import RawSource

FIRST = "La commune a signé mardi avec un charpentier de Tanger pour couvrir la halle aux poissons. Le marché porte sur 2,3 millions de dirhams et les travaux dureront cinq mois."
SECOND = "La charpente sera en bois, la toiture en zinc. Les mareyeurs resteront sur place pendant le chantier, sous des tentes prêtées par la région."


def web(between: str, after: str = "") -> str:
    """Return what is read of a page without telling names, with something between and after."""
    page = f"""<html><head><title>La halle sera couverte</title></head><body><div><div><h1>La halle sera couverte</h1>
    <p>{FIRST}</p>{between}<p>{SECOND}</p></div>{after}</div></body></html>"""
    return read_html(RawSource("p.html", "p.html", page.encode())).body


def text(between: str, after: str = "") -> str:
    page = f"La halle sera couverte\nPublié le 3 mai 2019\n\n{FIRST}\n\n{between}\n\n{SECOND}\n\n{after}"
    return read_text(RawSource("p.txt", "p.txt", page.encode())).body


ALONE = f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "box",
    [
        '<p><a href="/a">Le maire</a> <a href="/b">Les quais</a> <a href="/c">La criée du jour</a></p>',
        '<div>DIRECT : la digue fermée cette nuit - Pseudo : <input name="u"> Code : <input type="password"></div>',
        '<p><a href="/f">Plan de la halle (PDF, 2,4 Mo)</a></p>',
        "<p>مخطط السوق (PDF، 2 ميغا)</p>",
        "<p>[Version courte] [Retour à la liste]</p>",
        "<div><a>12:40 Régate : un voilier perdu</a></div><div><a>12:05 Le bac en panne</a></div><div><a>11h58 Orage sur Asilah</a></div>",
    ],
)
def test_structure_tells_furniture_between_paragraphs(box: str) -> None:
    assert web(box) == ALONE


@pytest.mark.parametrize(
    "kept",
    [
        'Le <a href="/a">maire</a>, les <a href="/b">mareyeurs</a> et la <a href="/c">région</a> ont signé la même page.',
        "La visite commence à 9:30 et finit à 11:45, précise la commune.",
        "Le plan de la halle [version de mai] compte douze travées [voir plus bas].",
    ],
)
def test_sentences_with_links_hours_or_brackets_stay(kept: str) -> None:
    body = web(f"<p>{kept}</p>")

    assert re.sub(r"<[^>]+>", "", kept) in body


def test_a_programme_tells_its_hours_forwards_and_stays() -> None:
    programme = [
        "09:00 Accueil des mareyeurs",
        "09:30 Pose de la première pierre",
        "11:15 Visite du quai",
    ]

    body = text("Le programme de la visite est le suivant :\n" + "\n".join(programme))
    assert all(line in body for line in programme)
    body = text("\n".join(reversed(programme)))
    assert not any(line in body for line in programme)


def test_comments_end_a_box_of_other_articles() -> None:
    after = "Lire aussi\nLe phare allumé pour la fête\nDeux barques volées à Asilah\n\nRéagir à cet article (2)\nKarim L. : et les toilettes de la halle, on les répare quand ?\nLa Feuille du quai, mensuel gratuit. Annonces reçues au kiosque de la place."

    assert (
        text("Le chantier ouvrira en juin, après la saison.", after)
        == f"{FIRST}\n\nLe chantier ouvrira en juin, après la saison.\n\n{SECOND}"
    )


def test_headlines_in_a_row_after_read_also_are_a_box_however_long() -> None:
    row = "À lire aussi " + " ".join(
        ["La criée change d'horaires", "Tempête : deux digues fermées jusqu'à jeudi", "Sardine : la caisse à 110 DH",
         "Le bac de Salé en cale sèche", "Vidéo : la fête de la mer", "Un phoque perdu dans le port de pêche"])  # fmt: skip

    assert text("", row) == ALONE
    told = "Lire aussi les pancartes est un plaisir, dit le patron de la criée. Il en garde trente."
    assert told in text(told)


def test_a_layout_of_cells_with_paragraphs_is_no_table_of_data() -> None:
    page = f"""<html><head><title>x</title></head><body><table><tr><td>Office des quais</td><td>Standard</td></tr>
    <tr><td><a>Redevances</a><br><a>Dossiers</a></td><td><h1>La halle</h1>{FIRST[:90]}.<br><br>{SECOND}<br><br>Fin.</td></tr></table></body></html>"""

    body = read_html(RawSource("p.html", "p.html", page.encode())).body

    assert "|" not in body
    assert "Redevances" not in body


@pytest.mark.parametrize(
    "line",
    [
        "Article précédent : la grève du port est levée",
        "Next: how the port strike ended",
        "Lu 1.204 fois",
        "Page vue 1207 fois.",
        "Nous avons 27 invités et aucun membre en ligne",
        "Écrire au webmestre",
        "La Feuille du quai, journal paraissant le samedi. Dépôt légal 12/98.",
        "La halle au petit matin. Photo d'archives",
        "Tanger 18° Larache 17°",
        "Page générée en 0,31 seconde",
        "Nombre de visiteurs : 88.412",
        "Site optimisé pour grand écran",
        "ISSN 2028-1234",
        "SARL au capital de 100.000 DH - RC 12345",
        "Fax : 05 22 00 00 01",
        "Anonyme - il y a 3 jours",
        "منذ 3 ساعات",
        "1 EUR = 10,74 DH",
        "Cliquez sur l'image pour agrandir",
        "Tous les articles de Rim Sbai",
        "[Signaler une erreur]",
        "Print this page",
        "Votre encart ici",
        "bimestriel, 45 DH le numéro",
        "Vous devez être connecté pour commenter",
        "Vos données ne seront pas revendues",
        "Toute reproduction, même partielle, sans accord écrit est interdite.",
        "Laiton 5.120 USD/t",
        "Indice 30 11.204,12 -0,3 %",
        "Tanger 19° | Fès 27° | Rabat 22°",
        "Sponsorisé : vos volets moins chers avec Fenêtra",
    ],
)
def test_what_a_site_says_of_itself_goes_from_between_paragraphs(line: str) -> None:
    assert web(f"<div>{line}</div>") == ALONE
    assert text(line) == ALONE


@pytest.mark.parametrize(
    "line",
    [
        "Prochaine étape : la toiture",
        "Un marché de 2,3 millions",
        "Le prix du zinc : 24.500 dirhams la tonne",
        "Les pertes reculent de 4 %",
        "Et les mareyeurs ?",
        "La page a été vue 1.207 fois en deux jours.",
        "Un four entre 1450° et 1600°",
        "Le zinc à 2.450 USD/t, un prix qui pèse sur la toiture.",
        "Il y a trois jours, la charpente est arrivée de Tanger.",
        "La SARL Charpentes du Rif, au capital de 100.000 DH, a signé le marché.",
        "Le site a été conçu pour durer, selon la commune.",
        "La page est tournée en 31 secondes, dit le maire.",
        "Cliquez et la halle s'éclaire, plaisante le charpentier.",
    ],
)
def test_lines_of_the_text_that_look_alike_stay(line: str) -> None:
    assert line in web(f"<div>{line}</div>")
    assert line in text(line)


def test_a_link_to_the_comments_cuts_no_paragraph_of_the_same_element() -> None:
    assert web("<p><a href='#c'>Ajouter un commentaire</a></p>") == ALONE


def test_a_line_that_announces_a_list_is_none_of_the_box_above_it() -> None:
    box = "À lire aussi\nLe phare allumé pour la fête\nDeux barques volées à Asilah"
    told = "La halle aura donc trois parties :\n- un quai couvert pour les poissons\n- une criée\n- des étals"

    assert "La halle aura donc trois parties :" in text(f"{box}\n\n{told}")
