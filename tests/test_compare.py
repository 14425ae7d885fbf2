"""What changed between two runs: paired figures, questions, and where a side is taken from."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace

import pytest

from assistant.errors import SettingsError
from evals import compare as door
from evals.compare import NothingToCompare, RunFailed, Side, compare, read_changes, read_side, why
from evals.differences import difference, moves, report, sense, share_questions
from evals.figures import figure
from evals.intervals import Difference, paired
from evals.judged import Extraction, Judged
from evals.record import Record, write_record

WORTH = {"right": 1.0, "partly": 0.5, "refused": 0.0, "wrong": -1.0}


def judged(id, verdict="right", *, split="dev", answerable=True, cluster="", said="", **scores):
    shown = split == "dev"
    refused = verdict == "refused" or (not answerable and verdict != "wrong")
    marks = {name: float(verdict == name) for name in ("right", "partly", "wrong")}
    if answerable:
        marks["wrongly refused"] = float(refused)
    else:
        marks["refused when due"] = float(refused)
    if refused:
        marks["refusals that were due"] = float(not answerable)
    return Judged(
        id=id, language="fr", over=("fr",), type="figure", split=split, cluster=cluster or id,
        answerable=answerable, verdict=verdict, stage="" if verdict == "right" else "not selected",
        reason="no_evidence" if refused else "", confidence=0.5, timings_ms={"total": 1.0},
        scores={**marks, "crag": WORTH[verdict], **scores},
        asked=f"Question {id} ?" if shown else "", expected=f"Attendu {id}." if shown else "",
        said=(said or f"Réponse {verdict}.") if shown else "",
    )  # fmt: skip


def record(*some, digest="d", pages=()):
    about = {"digest": digest, "revision": "abc1234", "day": "2026-01-01"}
    return Record(about, some, pages)


def page(document, kept, split="dev"):
    return Extraction(document, split, "fr", kept, 0.0, "right", True, True)


BEFORE = record(
    judged("q1", "wrong"), judged("q2"), judged("q3"), judged("q4", "refused"),
    judged("t1", "wrong", split="test"), judged("t2", split="test"),
)  # fmt: skip
AFTER = record(
    judged("q1"), judged("q2", "refused"), judged("q3", said="Autrement."),
    judged("q4", "refused"), judged("t1", split="test"), judged("t2", split="test"),
)  # fmt: skip


# --- questions --------------------------------------------------------------------------------


def test_questions_are_sorted_by_the_worth_of_their_verdict():
    found = moves(share_questions(BEFORE, AFTER).pairs)
    assert [b.id for _, b in found.better] == ["q1", "t1"]
    assert [b.id for _, b in found.worse] == ["q2"]
    assert [b.id for _, b in found.otherwise] == ["q3"]


def test_a_run_beside_itself_shows_nothing():
    pairs = share_questions(BEFORE, BEFORE).pairs
    found = moves(pairs)
    assert (found.better, found.worse, found.otherwise) == ((), (), ())
    assert difference(pairs, "right") == Difference(0.0, 6, 0.0, 0.0, 0, 0)
    assert "Nothing is sure." in report(BEFORE, BEFORE, "one", "one")


def test_only_what_both_were_asked_is_compared_and_the_report_says_so():
    changed = replace(judged("q2"), asked="Une autre question ?")
    other = record(judged("q1"), changed, judged("q9"), digest="e")
    shared = share_questions(BEFORE, other)
    assert [b.id for _, b in shared.pairs] == ["q1"]
    assert shared.left_out == 5  # q3, q4, t1, t2 on one side, q9 on the other
    assert shared.reworded == ("q2",)
    told = report(BEFORE, other, "one", "two")
    assert "1 questions, those of both" in told
    assert "different sets: 5 questions that only one has" in told
    assert "Changed under the same id, left out: q2." in told


def test_two_records_with_no_question_in_common_have_no_figures():
    told = report(BEFORE, record(judged("z"), digest="e"), "one", "two")
    assert told.startswith("# From A to B")
    assert "0 questions" in told
    assert "## Figures" not in told


# --- figures ----------------------------------------------------------------------------------


def test_a_score_of_every_question_is_compared_in_pairs():
    pairs = share_questions(BEFORE, AFTER).pairs
    moved = difference(pairs, "right")
    before, after = ([p[side].scores["right"] for p in pairs] for side in (0, 1))
    assert moved == paired(before, after, [p[0].cluster for p in pairs])
    assert (moved.value, moved.better, moved.worse) == (pytest.approx(1 / 6), 2, 1)


def test_less_of_what_is_bad_is_better():
    moved = difference(share_questions(BEFORE, AFTER).pairs, "wrong")
    assert moved.value == pytest.approx(-2 / 6)
    assert (moved.better, moved.worse) == (2, 0)
    assert sense(replace(moved, low=-0.5, high=-0.1), "wrong") == "better"
    assert sense(replace(moved, low=-0.5, high=-0.1), "right") == "worse"
    assert sense(replace(moved, low=-0.5, high=0.1), "wrong") == ""


def test_a_share_of_refusals_is_compared_though_each_run_refuses_others():
    before = record(judged("a", "refused"), judged("b", answerable=False), judged("c"))
    after = record(judged("a"), judged("b", answerable=False), judged("c"))
    pairs = share_questions(before, after).pairs
    for name, value in (("refusals that were due", 0.5), ("refusal F1", 1 / 3)):
        moved = difference(pairs, name)
        sides = [figure([pair[side] for pair in pairs], name).value for side in (0, 1)]
        assert moved.value == pytest.approx(sides[1] - sides[0]) == pytest.approx(value)
        assert moved.low <= moved.value <= moved.high


def test_what_one_side_never_measured_has_no_difference():
    pairs = ((judged("a"), judged("a", **{"facts found": 1.0})),)
    assert difference(pairs, "facts found").of == 0
    assert difference((), "right").of == 0


def test_a_change_of_every_document_is_sure_and_one_of_a_single_document_is_not():
    wrong = record(*(judged(f"q{n}", "wrong", cluster=f"d{n % 10}") for n in range(30)))
    good = record(*(judged(f"q{n}", cluster=f"d{n % 10}") for n in range(30)))
    assert sense(difference(share_questions(wrong, good).pairs, "right"), "right") == "better"
    assert "**right** better: +1.000" in report(wrong, good, "one", "two")
    here = record(
        *(judged(f"q{n}", "wrong" if n % 10 else "right", cluster=f"d{n % 10}") for n in range(30))
    )
    one = difference(share_questions(wrong, here).pairs, "right")
    assert one.value == pytest.approx(0.1)
    assert sense(one, "right") == ""


# --- the report -------------------------------------------------------------------------------


def test_the_report_tells_dev_questions_and_only_counts_those_of_test():
    told = report(BEFORE, AFTER, "record a.json", "the working tree")
    assert "* A: record a.json (abc1234, asked on 2026-01-01)" in told
    assert "## For the better: 1 of dev, 1 of test" in told
    assert "**q1** (fr, figure) wrong → right: Question q1 ?" in told
    assert "* A (not selected): Réponse wrong." in told
    assert "* B: Réponse right." in told
    assert "## For the worse: 1 of dev, 0 of test" in told
    assert "* **q3** (right): said in other words" in told
    assert "t1" not in told
    assert "t2" not in told
    assert "| not selected | 3 | 2 |" in told


def test_pages_stored_otherwise_are_told_and_those_of_test_only_counted():
    one = record(judged("q"), pages=(page("a", 0.5), page("b", 1.0), page("s", 0.0, "test")))
    two = record(judged("q"), pages=(page("a", 1.0), page("b", 1.0), page("s", 1.0, "test")))
    told = report(one, two, "one", "two")
    assert "## Extraction, 3 pages" in told
    assert "Dev pages stored otherwise: a." in told
    (kept,) = (line for line in told.splitlines() if line.startswith("| article kept"))
    assert [cell.strip() for cell in kept.strip("|").split("|")] == [
        "article kept",
        "0.500",
        "1.000",
    ]
    assert "| total | 1     | 1     | 1     | 1     |" in told


def test_two_saved_records_are_compared_without_running_anything(tmp_path):
    for name, one in (("a.json", BEFORE), ("b.json", AFTER)):
        write_record(one, tmp_path / name)
    lines = []
    told = compare(str(tmp_path / "a.json"), str(tmp_path / "b.json"), lines.append)
    assert "**q2** (fr, figure) right → refused: Question q2 ?" in told
    assert lines == []


@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"judged": []})])
def test_a_file_that_is_no_record_is_told_in_a_sentence(tmp_path, text):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(NothingToCompare, match=r"a\.json cannot be read as a saved run"):
        compare(str(tmp_path / "a.json"), str(tmp_path / "a.json"), lambda _: None)


# --- sides ------------------------------------------------------------------------------------


def test_a_side_is_a_record_a_revision_a_setting_or_now(tmp_path, monkeypatch):
    write_record(BEFORE, tmp_path / "a.json")
    monkeypatch.setattr(door, "_commit", lambda text: "f" * 40 if text == "main~3" else "")
    assert read_side("now") == Side("tree", "now")
    assert read_side("main~3") == Side("revision", "main~3", "f" * 40)
    assert read_side(str(tmp_path / "a.json")).kind == "record"
    assert read_side("ASSISTANT_MAX_PAGES=9").changes == (("ASSISTANT_MAX_PAGES", "9"),)
    with pytest.raises(NothingToCompare, match="nowhere is no saved record, no revision"):
        read_side("nowhere")


def test_settings_are_read_and_a_comma_may_stand_in_a_value():
    assert read_changes("ASSISTANT_ENCODER=/a,b,ASSISTANT_MAX_PAGES=3") == (
        ("ASSISTANT_ENCODER", "/a,b"),
        ("ASSISTANT_MAX_PAGES", "3"),
    )
    with pytest.raises(SettingsError, match="not a number"):
        read_changes("ASSISTANT_MAX_PAGES=many")


@pytest.mark.parametrize("name", ["ASSISTANT_CORPUS", "ASSISTANT_DATA", "ASSISTANT_NO_SUCH"])
def test_a_setting_that_a_run_does_not_read_is_refused(name):
    with pytest.raises(NothingToCompare, match=rf"{name} changes nothing.*ASSISTANT_ENCODER"):
        read_side(f"{name}=x")


def test_an_option_of_git_is_no_revision():
    with pytest.raises(NothingToCompare):
        read_side("--all")


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A repository of two revisions of a program, whose evals answer what the program says."""

    def git(*words):
        named = ["-c", "user.name=Essai", "-c", "user.email=essai@invalid"]
        subprocess.run(["git", *named, *words], cwd=root, check=True, capture_output=True)

    root = tmp_path / "checkout"
    (root / "evals").mkdir(parents=True)
    git("init", "-q", "-b", "main")
    for revision, said in (("first", "BEFORE"), ("second", "AFTER")):
        (root / "program.py").write_text(f"SAID = {said!r}\n", encoding="utf-8")
        (root / "evals" / "old.py").write_text("", encoding="utf-8")
        git("add", ".")
        git("commit", "-q", "-m", revision)
    for name, one in (("BEFORE", BEFORE), ("AFTER", AFTER)):
        dirty = replace(one, about={**one.about, "revision": "abc1234+"})
        write_record(dirty, root / "evals" / f"{name}.json")
    (root / "evals" / "old.py").unlink()
    (root / "evals" / "__init__.py").touch()
    (root / "evals" / "__main__.py").write_text(
        "import os, shutil, sys, program\n"
        "assert not os.path.exists('evals/old.py')\n"
        "said = os.environ.get('ASSISTANT_ENCODER') or program.SAID\n"
        "print('saying', said, file=sys.stderr)\n"
        "if said == 'nothing': raise SystemExit('The encoder is not there: name another.')\n"
        "shutil.copy(f'evals/{said}.json', sys.argv[sys.argv.index('--out') + 1])\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(door, "ROOT", root)
    monkeypatch.setattr(door, "HERE", root / "evals")
    return root


def test_a_revision_is_asked_with_the_evals_of_today_and_leaves_no_trace(checkout):
    lines = []
    told = compare("main~1", "now", lines.append)
    assert "**q1** (fr, figure) wrong → right" in told
    assert [line for line in lines if "saying" in line] == ["A: saying BEFORE", "B: saying AFTER"]
    listed = subprocess.run(
        ["git", "worktree", "list"], cwd=checkout, capture_output=True, text=True, check=True
    )
    assert len(listed.stdout.splitlines()) == 1
    assert "* A: revision main~1 under today's evals (abc1234, " in told


def test_a_setting_reaches_the_run_and_only_its_own(checkout):
    told = compare("ASSISTANT_ENCODER=BEFORE", "now", lambda _: None)
    assert "* A: the working tree with ASSISTANT_ENCODER=BEFORE" in told
    assert "**q2** (fr, figure) right → refused" in told


def test_a_run_that_fails_says_why(checkout):
    with pytest.raises(RunFailed, match=r"could not be run \(The encoder is not there"):
        compare("ASSISTANT_ENCODER=nothing", "now", lambda _: None)


def test_an_assistant_too_old_for_these_evals_is_told_so():
    side = Side("revision", "v0", "f" * 40)
    told = why(side, ["Traceback", "ImportError: cannot import name 'pointer'"])
    assert told.startswith("v0 lacks what today's evals ask of an assistant (ImportError")
    assert "later revision" in told
    assert "it said nothing" in why(side, [])
