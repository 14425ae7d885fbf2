"""A cut line comes back where it stood; a kept one is dropped; the text is the lines that stay."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.extract import parse
from assistant.schema import RawSource
from assistant.ui.lines import body_of, flipped, lines_of, moved, nearest, rewritten

BODY = "Un.\n\nDeux.\n\n- a\n- b\n\nTrois.\n"
LINES = lines_of(BODY, ("Menu", "Lire aussi", "Partager"), (0, 2, 5))


def shown(lines):
    return [line.text if line.kept else f"({line.text})" for line in lines]


def test_cut_lines_stand_where_they_stood():
    assert shown(LINES) == [
        "(Menu)", "Un.", "Deux.", "(Lire aussi)", "- a", "- b", "Trois.", "(Partager)",
    ]  # fmt: skip
    assert body_of(LINES) == BODY


def test_a_cut_line_comes_back_to_its_place():
    assert body_of(flipped(LINES, 3)) == "Un.\n\nDeux.\n\nLire aussi\n\n- a\n- b\n\nTrois.\n"


def test_a_kept_line_is_dropped_and_brought_back():
    dropped = flipped(LINES, 2)
    assert body_of(dropped) == "Un.\n\n- a\n- b\n\nTrois.\n"
    assert body_of(flipped(dropped, 2)) == BODY


def test_where_nobody_knows_the_place_lines_come_last_and_can_be_moved():
    lines = lines_of("Un.\n\nDeux.\n", ("Pied",), ())
    back = flipped(lines, 2)
    assert body_of(back) == "Un.\n\nDeux.\n\nPied\n"
    assert body_of(moved(back, 2, -1)) == "Un.\n\nPied\n\nDeux.\n"
    assert body_of(moved(moved(back, 2, -1), 1, 1)) == body_of(back)
    assert moved(back, 2, 1) == back


def test_a_text_written_anew_keeps_the_cut_lines_near():
    lines = rewritten(LINES, "Un.\n\nDeux bis.\n\n- b\n\nTrois.")
    assert shown(lines) == [
        "(Menu)", "Un.", "(Lire aussi)", "Deux bis.", "- b", "Trois.", "(Partager)",
    ]  # fmt: skip


def test_a_line_is_found_again_after_others_went():
    fewer = rewritten(LINES, "Deux.\n\nTrois.")
    assert nearest(fewer, LINES[6], 6) == shown(fewer).index("Trois.")
    assert nearest(fewer, LINES[1], 1) is None


@given(st.lists(st.text(min_size=1)), st.lists(st.integers(0, 99), max_size=4))
def test_any_text_stays_as_it_was_until_a_line_is_touched(texts, places):
    body = "\n\n".join(texts)
    lines = lines_of(body, ["x"] * len(places), places)
    kept = [text.rstrip() for text in body.split("\n") if text.strip()]
    assert [line.text for line in lines if line.kept] == kept
    assert lines_of(body_of(lines), (), ()) == tuple(line for line in lines if line.kept)


PAGE = (
    "Accueil\nÉconomie\nSports\nS'abonner\n\nLa scierie de Montclair change de lames\n\n"
    "La scierie de Montclair a remplacé ses 36 lames de scie au mois d'avril 2020, selon son "
    "directeur technique.\n\nLire aussi : une autre scierie\n\n"
    "Le chantier a coûté 2,4 millions de dirhams et il a duré six semaines, sans arrêt.\n\n"
    "Partager sur Facebook\n"
)


def test_reading_a_text_tells_where_each_line_stood():
    read = parse(RawSource("a.txt", "a.txt", PAGE.encode()), 10)
    stood = dict(zip(read.removed, read.places, strict=True))
    assert stood["S'abonner"] == 0
    assert stood["Lire aussi : une autre scierie"] == 1
    assert stood["Partager sur Facebook"] == 2


def test_reading_a_page_tells_where_each_line_stood():
    lines = PAGE.split("\n\n")
    menu = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in lines[0].split("\n"))
    texts = "".join(f"<p>{line}</p>" for line in lines[2:5])
    page = (
        f"<html><body><nav><ul>{menu}</ul></nav><article><h1>{lines[1]}</h1>{texts}</article>"
        f"<footer><a href='/f'>{lines[5]}</a></footer></body></html>"
    )
    read = parse(RawSource("a.html", "a.html", page.encode()), 10)
    stood = dict(zip(read.removed, read.places, strict=True))
    assert stood["S'abonner"] == 0
    assert stood["Lire aussi : une autre scierie"] == 1
    assert stood["Partager sur Facebook"] == 2


def test_reading_markdown_tells_where_each_line_stood():
    page = "# Titre\n\nUne phrase.\n\n- un\n- deux\n\nPartager sur Facebook\n\nUne autre phrase.\n"
    read = parse(RawSource("a.md", "a.md", page.encode()), 10)
    assert dict(zip(read.removed, read.places, strict=True)) == {"Partager sur Facebook": 3}
