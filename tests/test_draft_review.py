"""A draft is drawn as text alone, beside what was cut of it and what it is a copy of."""

import re
from types import SimpleNamespace

from assistant.schema import Document, Draft
from assistant.settings import Settings
from assistant.ui.asked import Asked, read_asked
from assistant.ui.desk import Given
from assistant.ui.draft_review import review
from assistant.ui.drafts_table import progress, table
from assistant.ui.items import Item
from assistant.ui.lines import lines_of
from assistant.ui.nearness import nearness
from assistant.ui.trays import Tray
from assistant.ui.words import words_in

NASTY = "<img src=x onerror=alert(1)> \"'{{7*7}} ${alert(1)} </textarea><script>x</script>"
FR = words_in("fr")
OLD = Document(id="old", title=NASTY, body="La presse pèse neuf tonnes. Elle sert depuis mai.\n")
NEW = Document(
    id="new", title=NASTY, publisher=NASTY, author=NASTY, url="javascript:alert(1)",
    body=f"La presse pèse neuf tonnes. Elle a coûté un million.\n\n{NASTY}\n",
)  # fmt: skip


def tray_with(item):
    tray = Tray(SimpleNamespace(settings=Settings()))  # nothing is read or kept
    tray._items[item.number] = item
    return tray


def test_a_draft_is_drawn_as_text():
    draft = Draft(NASTY, NEW, (NASTY,), (1,), near_duplicate_of="old")
    item = Item(1, Given(NASTY, NASTY), "read", draft, lines_of(NEW.body, (NASTY,), (1,)))
    tray = tray_with(item)
    for drawn in (review(item, tray, lambda _: OLD, FR), table(tray, FR), progress(tray, FR)):
        assert not re.search(r"<(img|script)|\{\{|\$\{|href=.javascript", drawn)
        assert drawn.count("</textarea>") <= 1
        assert "&lt;img" in drawn


def test_a_near_copy_says_what_differs():
    found = nearness(NEW, OLD)
    assert found.only_there == ("Elle sert depuis mai.",)
    assert "Elle a coûté un million." in found.only_here
    assert 0 < found.shared < 100


def test_what_cannot_be_read_asks_for_nothing():
    for text in ("", "[]", "{", "null", "[" * 5000, '{"ticked": 3, "row": "x", "values": [1]}'):
        asked = read_asked(text)
        assert (asked.do, asked.rows, asked.line, dict(asked.values)) == ("", (), -1, {})
    assert read_asked('{"do": "flip", "row": "3", "line": "0"}') == Asked("flip", 3, 0)
