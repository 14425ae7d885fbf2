"""The reports of a run: the figures of its record, the test half only summed, no text let loose."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from evals.figures import MEANING, figure
from evals.judged import Extraction, Judged
from evals.record import Record
from evals.reporting.breakdown import COMPARED, FAMILIES, OUTCOMES, gained, kin, lost, of_split, way
from evals.reporting.markdown import plain, report, write
from evals.reporting.page import page

HOSTILE = (
    '<script>alert("x")</script><img src="http://evil.example/x.png">![i](http://evil.example)'
)
RIGHT = Judged(
    id="d1", language="fr", over=("fr",), type="figure", split="dev", cluster="moulin.html",
    answerable=True, verdict="right", stage="", reason="",
    scores={
        "right": 1.0, "partly": 0.0, "wrong": 0.0, "crag": 1.0, "wrongly refused": 0.0,
        "recall@1": 0.5, "recall@4": 1.0, "recall@10": 1.0, "nDCG@10": 0.8, "MRR": 1.0,
        "lexical recall@1": 1.0, "lexical MRR": 1.0, "dense recall@1": 0.0, "dense MRR": 0.25,
        "facts found": 1.0, "citation precision": 1.0, "citation recall": 0.5,
        "figures supported": 1.0, "quotes faithful": 1.0, "within 200 words": 1.0,
    },
    confidence=0.9, if_shown="right",
    timings_ms={"understand": 2.0, "retrieve": 8.0, "total": 10.0},
    asked="Combien de meuniers ?", expected="31 meuniers.", said="Il y a 31 meuniers [1].",
    cited=("moulin: Le moulin occupe 31 meuniers.",),
)  # fmt: skip
FAILED = replace(
    RIGHT, id="d2", verdict="wrong", stage="not selected", confidence=0.4, if_shown="wrong",
    scores={**RIGHT.scores, "right": 0.0, "wrong": 1.0, "crag": -1.0, "facts found": 0.0},
    asked="De quand date la roue ?", expected="De 1911.", said="De 1897 [1].",
    cited=("moulin: La roue est neuve.",), distractors=("1897",),
)  # fmt: skip
REFUSED = replace(
    RIGHT, id="d3", language="ar", type="list", verdict="refused", stage="wrongly refused",
    reason="no_evidence", said="", cited=(), asked="كم عدد الطحانين؟", expected="31", twin_of="d1",
    variant="typos", scores={"right": 0.0, "wrongly refused": 1.0, "refusals that were due": 0.0},
)  # fmt: skip
# What `judge` leaves empty is filled here: the reports must not show it even if it were there.
SECRET = replace(
    FAILED, id="secret-id", split="test", cluster="secret-page.html", asked="Question secrète ?",
    expected="Attendu secret.", said="Dit secret.", cited=("secret-page: Cité secret.",),
    distractors=("piège secret",), over=("en",), confidence=0.2,
)  # fmt: skip
PAGE = Extraction("moulin.html", "dev", "fr", 0.95, 0.1, "right", True, False)
ABOUT: dict[str, Any] = {
    "day": "2026-11-22", "revision": "abc1234+", "digest": "f" * 64, "questions": 4,
    "documents": 20, "pages": 12, "not_stored": {}, "build_s": 18.0, "cores": 2, "python": "3.11.7",
}  # fmt: skip
JUDGED = (RIGHT, FAILED, REFUSED, SECRET)
RECORD = Record(
    ABOUT, JUDGED, (PAGE, replace(PAGE, document="secret-page.html", split="test")),
    {"BM25 alone": tuple(replace(one, verdict="wrong") for one in JUDGED)},
)  # fmt: skip


def cells(text: str, name: str) -> list[str]:
    """Return the cells of the first row of a Markdown report under this name."""
    found = next(line for line in text.splitlines() if line.startswith(f"| {name} "))
    return [cell.strip() for cell in found.strip("|").split("|")][1:]


def rows(tree: Any, caption: str) -> dict[str, list[str]]:
    """Return the rows of one table of the page by their name."""
    one = next(t for t in tree.iter("table") if t.findtext("caption") == caption)
    return {
        re.sub(r"[\s↓]*( from -1 to 1)?$", "", tr.find("th").text_content()): [
            td.text_content() for td in tr.findall("td")
        ]
        for tr in one.iter("tr")
        if tr.find("td") is not None
    }


@pytest.mark.parametrize("made", [report, page])
def test_of_the_test_half_nothing_is_shown_but_sums(made):
    shown = made(RECORD)
    assert "secret" not in shown.lower()
    assert "piège" not in shown
    assert "De quand date la roue ?" in shown
    for split, missed in (("dev", 2), ("test", 1)):
        assert sum(map(len, lost(of_split(JUDGED, split)).values())) == missed


@pytest.mark.parametrize("made", [report, page])
def test_a_test_page_that_was_not_stored_is_counted_not_named(made):
    failed = {"secret-page.html": "no text in secret", "moulin.html": "too big"}
    shown = made(replace(RECORD, about={**ABOUT, "not_stored": failed}))
    assert "secret" not in shown
    assert "moulin.html (too big)" in shown
    assert "1 of the test half" in shown


def hostile(record: Record) -> Record:
    """Return a record in which every text that is not ours is an attack."""
    bad = tuple(
        replace(
            one, id=f"q{number}{HOSTILE}", asked=HOSTILE, expected=HOSTILE, said=HOSTILE,
            cited=(HOSTILE, f"{HOSTILE}: {HOSTILE}"), distractors=(HOSTILE,), type=HOSTILE,
            variant=HOSTILE, stage=HOSTILE if one.stage else "", reason=HOSTILE,
            timings_ms={HOSTILE: 1.0, "total": 2.0},
        )
        for number, one in enumerate(record.judged)
    )  # fmt: skip
    about = {**ABOUT, "revision": HOSTILE, "day": HOSTILE, "not_stored": {HOSTILE: HOSTILE}}
    return Record(about, bad, (replace(PAGE, document=HOSTILE),), {HOSTILE: bad})


def test_text_of_others_never_becomes_markup():
    shown = page(hostile(RECORD))
    assert "<script>alert" not in shown
    assert "<img" not in shown
    tree = html.fromstring(shown)
    assert len(tree.findall(".//script")) == 1  # ours, at the end of the page
    assert HOSTILE in tree.text_content()
    assert tree.xpath("//dd//p[contains(., 'alert')]")


def test_text_of_others_never_becomes_markdown():
    shown = report(hostile(RECORD))
    assert not re.search(r"<\w|(?<!\\)\[|(?<!\\)\]", shown)
    assert plain("a | b\n\n# c") == r"a \| b # c"
    assert plain("x" * 50, 10) == "x" * 9 + "…"


def test_the_page_needs_nothing_from_outside():
    tree = html.fromstring(page(RECORD))
    targets = [*tree.xpath("//@href"), *tree.xpath("//@src"), *tree.xpath("//@action")]
    assert targets
    assert all(target.startswith("#") for target in targets)
    styles = "".join(tree.xpath("//style/text()"))
    assert "url(" not in styles
    assert "@import" not in styles
    assert not tree.xpath("//link | //iframe | //object | //img | //script[@src]")


@pytest.mark.parametrize("record", [RECORD, hostile(RECORD)], ids=["plain", "hostile"])
def test_every_link_of_the_page_leads_somewhere_and_only_to_one_place(record):
    tree = html.fromstring(page(record))
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    assert {target[1:] for target in tree.xpath("//@href")} <= set(names)


def test_the_page_is_a_document_that_anyone_can_be_read_to():
    tree = html.document_fromstring(page(RECORD), parser=html.HTMLParser(recover=False))
    assert tree.get("lang") == "en"
    assert tree.xpath("//th")
    assert all(th.get("scope") in ("col", "row", "rowgroup") for th in tree.iter("th"))
    assert all(table.findtext("caption") for table in tree.iter("table"))
    drawn = [svg for svg in tree.iter("svg") if svg.get("role")]
    assert drawn
    assert all(svg.get("aria-label") for svg in drawn)
    asked = tree.xpath("//*[@class='asked']")
    assert [(one.get("dir"), one.get("lang")) for one in asked] == [("auto", "fr"), ("auto", "ar")]
    for one in tree.iter("table"):  # no row is wider or narrower than the head says
        wide = len(one.xpath("./thead/tr/th"))
        spans = [sum(int(x.get("colspan", "1")) for x in tr) for tr in one.xpath("./tbody/tr")]
        assert set(spans) <= {wide}


def test_both_reports_give_the_figures_of_the_record():
    text = report(RECORD)
    shown = rows(html.fromstring(page(RECORD)), "Figures of the run")
    for name in (name for names in FAMILIES.values() for name in names):
        whole, dev, test = (figure(some, name) for some in (JUDGED, JUDGED[:3], JUDGED[3:]))
        given = [f"{of.value:.3f}" if of.of else "–" for of in (whole, dev, test)]
        assert cells(text, name)[:2] == [x.replace("–", "-") for x in given[1:]]
        assert shown[name][0].split()[0] == given[0]
        assert shown[name][2:] == [*given[1:], str(whole.of)]
        if whole.of:
            told = f"({whole.low:.2f} to {whole.high:.2f}, n {whole.of})"
            assert cells(text, name)[2] == f"{given[0]} {told}"
            assert f"{whole.low:.2f} to {whole.high:.2f}" in shown[name][0]


def test_ours_stand_beside_the_baselines():
    others = tuple(replace(one, verdict="wrong") for one in JUDGED)
    record = replace(RECORD, baselines={"BM25 alone": others})
    tree = html.fromstring(page(record))
    bars = rows(tree, "What became of the questions, by system")
    assert bars["our assistant"][1:] == ["4", "1", "0", "1", "2"]
    assert bars["BM25 alone"][1:] == ["4", "0", "0", "0", "4"]
    assert set(COMPARED) <= set(rows(tree, "Figures by system"))
    assert gained(JUDGED, others).value == 0.25
    assert "+0.250" in report(record)


def test_the_risk_of_answering_more_is_drawn_and_told_by_half():
    tree = html.fromstring(page(RECORD))
    (drawn,) = tree.xpath("//svg[@class='curve-plot']")
    assert "in use, 0.67 are at a coverage of 0.75" in drawn.get("aria-label")
    assert drawn.xpath(".//*[@class='aim']")
    shown = rows(tree, "Risk against coverage in figures")
    assert [cell.split()[0] for cell in shown["risk in use"]] == ["0.667", "0.500", "1.000"]
    assert shown["area of no order"] == ["0.500", "0.333", "1.000"]
    told = cells(report(RECORD), "risk in use")
    assert told[:2] == ["0.500", "1.000"]
    assert told[2].startswith("0.667 (")
    assert told[2].endswith(", n 3)")


def test_verdicts_are_counted_by_type():
    counted = rows(html.fromstring(page(RECORD)), "Verdicts by type")
    assert counted["figure"][1:] == ["3", "1", "0", "0", "2"]
    assert counted["list"][1:] == ["1", "0", "0", "1", "0"]


@pytest.mark.parametrize(
    ("heading", "caption", "kind", "some"),
    [
        ("## By type", "Figures by type", "figure", (RIGHT, FAILED, SECRET)),
        ("## By language", "Figures by language", "fr", (RIGHT, FAILED, SECRET)),
        ("## By language", "Figures by language", "ar over fr", (REFUSED,)),
        ("## By language", "Figures by language", "fr over en", (SECRET,)),
    ],
)
def test_what_became_of_each_kind_of_question_has_its_interval(heading, caption, kind, some):
    told = cells(report(RECORD).split(heading)[1], kind)
    assert told[0] == str(len(some))
    (table,) = html.fromstring(page(RECORD)).xpath(f"//table[caption='{caption}']")
    (body,) = table.xpath(f"./tbody[tr/th[@scope='rowgroup']='{kind} ({len(some)})']")
    for name, shown in zip(OUTCOMES, told[1:], strict=False):
        of = figure(some, name)
        row = body.xpath(f"./tr[th//dfn='{name}']")
        if of.of:
            spread = f"{of.low:.2f} to {of.high:.2f}"
            assert shown == f"{of.value:.3f} ({spread}, n {of.of})"
            assert f"{of.value:.3f} {spread}" in row[0].text_content()
        else:
            assert (shown, row) == ("-", [])


def test_questions_are_lost_one_by_one_on_the_way():
    assert [(step.left, step.lost) for step in way(JUDGED)] == [
        (4, 0), (4, 0), (3, 1), (1, 2), (1, 0),
    ]  # fmt: skip
    assert way(JUDGED)[-1].left == sum(one.verdict == "right" for one in JUDGED)


def test_a_badly_typed_twin_stands_beside_its_original():
    (typos,) = kin(JUDGED)
    assert (typos.name, len(typos.asked), [one.id for one in typos.roots]) == ("typos", 1, ["d1"])
    assert (typos.alike.value, typos.alike.of) == (0.0, 1)


def test_a_failed_question_is_told_with_all_that_led_to_it():
    tree = html.fromstring(page(RECORD))
    (one,) = tree.xpath("//details[@id='q-d2']")
    told = one.text_content()
    for part in (
        "De quand date la roue ?", "De 1911.", "De 1897 [1].", "La roue est neuve.", "1897",
        "0.400", "fused 1, lexical 1, dense 4", "BM25 alone: wrong",
    ):  # fmt: skip
        assert part in told
    assert one.xpath("ancestor::section[@id='lost-not-selected']")
    assert one.xpath(".//blockquote[@dir='auto']")


def test_every_figure_is_explained():
    tree = html.fromstring(page(RECORD))
    assert {one.get("title") for one in tree.iter("dfn")} <= set(MEANING.values())
    assert set(MEANING) <= {dt.text for dt in tree.xpath("//*[@class='meanings']//dt")}


@pytest.mark.parametrize(
    "record",
    [
        Record(ABOUT, JUDGED),
        Record(ABOUT, (RIGHT,)),
        Record(ABOUT, (replace(RIGHT, confidence=None, timings_ms={}, over=()),)),
        Record({}, ()),
    ],
    ids=["no baselines", "no failures", "nothing weighed", "nothing asked"],
)
def test_both_reports_are_made_of_a_record_with_little_in_it(record):
    assert report(record).startswith("# Evals\n")
    assert html.fromstring(page(record)).xpath("//h1")


def test_both_reports_are_written_side_by_side(tmp_path: Path):
    place = write(RECORD, tmp_path / "out")
    assert place == tmp_path / "out/index.html"
    assert place.read_text(encoding="utf-8") == page(RECORD)
    assert (tmp_path / "out/report.md").read_text(encoding="utf-8") == report(RECORD)
