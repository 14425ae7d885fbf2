"""Promises of duplicates: the same words are the same text, copies are near, siblings are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.duplicates import Signatures, fingerprint, signature

ARTICLE = """Les ateliers de Nouaceur tournent à plein régime depuis la rentrée.

Le groupe Atlas Emboutissage a inauguré mardi une ligne de presses de 2.500 tonnes, la première
de cette taille dans la région. L'investissement atteint 340 millions de dirhams, dont un tiers
financé par un emprunt bancaire. Quelque 210 postes seront pourvus avant l'été.

Selon sa directrice générale, la nouvelle ligne doit permettre de livrer deux constructeurs qui
importaient jusqu'ici leurs pièces de carrosserie. « Nous avons formé les équipes pendant neuf
mois », précise-t-elle, en saluant l'appui du centre de formation voisin.

Le site produira 1,2 million de pièces par an à pleine charge. Un second bâtiment de 8.000 mètres
carrés est à l'étude, sans calendrier arrêté. Les syndicats demandent que les intérimaires
présents depuis plus d'un an soient embauchés en priorité, ce que la direction n'exclut pas.
"""


def stored(**bodies: str) -> Signatures:
    signatures = Signatures()
    for name, body in bodies.items():
        signatures.add(name, body)
    return signatures


@pytest.mark.parametrize(
    "other",
    [
        ARTICLE.upper(),
        ARTICLE.replace("é", "e").replace("à", "a"),
        ARTICLE.replace("\n", " "),
        ARTICLE.replace("'", "’").replace("«", '"').replace("»", '"'),
        "# Une presse géante à Nouaceur\n\n" + ARTICLE,
        "Une presse géante à Nouaceur\n" + ARTICLE,
    ],
    ids=["case", "accents", "lines", "quotes", "heading", "title"],
)
def test_the_same_words_are_the_same_text(other: str) -> None:
    assert stored(a=ARTICLE).exact(other) == "a"


def test_lists_that_end_in_the_same_paragraph_are_not_the_same_text() -> None:
    about = " ".join(ARTICLE.split()[:60]) + "."
    one = "\n".join(["Commission emploi", "Commission export", "Commission énergie", about])
    other = "\n".join(["Commission fiscale", "Commission naval", "Commission eau", about])
    assert stored(a=one).exact(other) is None


def test_another_figure_is_another_text() -> None:
    changed = ARTICLE.replace("340 millions", "430 millions")
    assert fingerprint(changed) != fingerprint(ARTICLE)


@pytest.mark.parametrize(
    "other",
    [
        ARTICLE.replace(
            "Les ateliers de Nouaceur tournent à plein régime depuis la rentrée.",
            "Bonne nouvelle pour l'emploi industriel aux portes de Casablanca, avec une usine.",
        ),
        "\n\n".join(ARTICLE.split("\n\n")[:-1]),
        ARTICLE + "\nAbonnez-vous à notre lettre hebdomadaire pour ne rien manquer.\n",
        "Nouaceur, 3 mars. " + ARTICLE,
    ],
    ids=["other lead", "paragraph cut", "furniture", "dateline"],
)
def test_a_syndicated_text_is_a_near_copy(other: str) -> None:
    signatures = stored(a=ARTICLE)
    assert signatures.exact(other) is None
    assert signatures.near(other) == "a"


def test_the_same_template_with_other_figures_is_no_copy() -> None:
    body = (
        "En {y}, les exportations de la filière ont atteint {a} milliards de dirhams, contre {b} "
        "milliards un an plus tôt. Le nombre d'entreprises actives s'établit à {c}, et celui des "
        "emplois à {d}. La part des ventes vers l'Europe est de {e} pour cent. Le taux "
        "d'intégration locale progresse pour atteindre {f} pour cent à la fin de l'exercice."
    )
    old = body.format(y=2017, a="31,2", b="29,8", c=812, d="41.300", e=64, f="37,5")
    new = body.format(y=2018, a="33,9", b="31,2", c=845, d="43.150", e=61, f="38,2")
    assert stored(a=old).near(new) is None


def test_a_shared_statement_is_no_copy() -> None:
    statement = (
        "« Nous avons formé les équipes pendant neuf mois et nous recruterons dans la région, car "
        "c'est là que se trouvent les compétences dont nos clients ont besoin », a déclaré le "
        "président."
    )
    other = (
        f"Le salon de la sous-traitance a fermé ses portes samedi. {statement} Les exposants, "
        "venus de onze pays, ont signé des contrats dont le montant n'a pas été publié. La "
        "prochaine édition se tiendra à Tanger, où un nouveau parc accueille des fondeurs et des "
        "chaudronniers depuis l'automne. Plusieurs écoles y ont présenté leurs formations."
    )
    assert stored(a=ARTICLE + statement).near(other) is None


def test_very_short_texts_have_no_near_copies() -> None:
    assert stored(a="Un mot de la direction.").near("Un mot de la direction, hier.") is None


def test_removed_documents_are_forgotten_and_replaced_ones_too() -> None:
    signatures = stored(a=ARTICLE)
    signatures.add("a", "Tout autre chose. " * 20)
    assert signatures.exact(ARTICLE) is None
    signatures.add("b", ARTICLE)
    signatures.remove("b")
    assert signatures.exact(ARTICLE) is None
    assert signatures.near(ARTICLE + " Fin de la dépêche.") is None
    assert len(signatures) == 1


def test_a_kept_signature_answers_as_the_body_did() -> None:
    signatures = Signatures()
    signatures.add_signature("a", signature(ARTICLE))
    assert signatures.exact(ARTICLE) == "a"
    assert signatures.near(ARTICLE + " Fin de la dépêche.") == "a"


def test_a_broken_signature_is_refused() -> None:
    with pytest.raises(ValueError, match="not a signature"):
        Signatures().add_signature("a", signature(ARTICLE)[:-3])


@given(st.text(max_size=500))
def test_any_text_is_a_duplicate_of_itself(body: str) -> None:
    assert stored(a=body).exact(body) == "a"
    assert stored(a=body).near(body) in ("a", None)
