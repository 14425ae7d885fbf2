"""The figures of a run: means of what was judged, with intervals, by any cut of the questions."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from evals.intervals import Share, clustered, share, wilson
from evals.judged import CUTS, LEGS, Extraction, Judged

_RANKED = (*(f"recall@{k}" for k in CUTS), "nDCG@10", "MRR")
RETRIEVAL = _RANKED
BY_LEG = {leg: tuple(f"{leg} {name}" for name in _RANKED) for leg in LEGS}
ANSWERS = (
    "right", "right where answerable", "partly", "wrongly refused", "wrong", "crag",
    "facts found", "free of distractors", "figures supported", "both sides shown",
)  # fmt: skip
CITATIONS = ("citation precision", "citation recall", "statements supported", "quotes faithful")
REFUSALS = ("refused when due", "refused with the reason", "refusals that were due", "refusal F1")
FORM = ("in the asker's language", "within 200 words")
EXTRACTION = ("article kept", "furniture let through", "date right", "date wrong", "title right",
              "publisher right")  # fmt: skip
KIN = ("twins as good", "translations alike")
LOWER_IS_BETTER = frozenset({
    "partly", "wrongly refused", "wrong", "furniture let through", "date wrong",
})  # fmt: skip
# What each figure is of, for a reader of the report.
MEANING: Mapping[str, str] = {
    "recall@1": "share of the gold quotes that the first chunk found holds whole",
    "recall@4": "share of the gold quotes that one of the first four chunks holds whole",
    "recall@10": "share of the gold quotes that one of the ten chunks retrieved holds whole",
    "nDCG@10": "how high the chunks with gold quotes stand, 1 when all come first",
    "MRR": "one over the rank of the first chunk with a gold quote",
    "right": "every fact asked for, no distractor, no unsupported figure; or refused when due",
    "right where answerable": "the same, of the questions that the documents answer",
    "partly": "some of the facts, or a distractor beside them; or refused with another reason",
    "wrongly refused": "refused, of the questions that the documents answer",
    "wrong": "an answer without the fact asked for, or to what nothing answers",
    "crag": "right 1, partly 0.5, refused 0, wrong -1 (CRAG, 2024)",
    "facts found": "share of the facts asked for that the answer states",
    "free of distractors": "answers that do not mark another figure of the same page as theirs",
    "figures supported": "answers of which every figure stands in a citation or in the question",
    "both sides shown": "answers to what sources disagree on that show both values as such",
    "citation precision": "share of the citations that stand on a gold quote",
    "citation recall": "share of the gold quotes that a citation stands on",
    "statements supported": "share of the sentences with a citation on a gold quote (ALCE)",
    "quotes faithful": "quotes that stand word for word where the citation says",
    "refused when due": "refusals, of the questions that nothing answers (recall)",
    "refused with the reason": "of the same questions, refusals with a reason that fits",
    "refusals that were due": "of all refusals, those that nothing answers (precision)",
    "refusal F1": "harmonic mean of the precision and the recall of refusing",
    "in the asker's language": "of what an answer says around its quotes",
    "within 200 words": "answers of 200 words or fewer",
    "article kept": "share of the article's sentences that were stored",
    "furniture let through": "share of menus, tickers and the like that were stored with it",
    "date right": "publication dates taken as the page gives them, none where it gives none",
    "date wrong": "another date taken: worse than none",
    "title right": "titles as the page gives them",
    "publisher right": "publishers as the page gives them",
    "twins as good": "badly typed questions answered as well as their clean twins",
    "translations alike": "translated questions that are right where the French one is",
}


def figure(judged: Sequence[Judged], name: str) -> Share:
    """Return one figure over `judged`; questions without that score are left out of its mean."""
    if name == "refusal F1":
        return _f1(judged)
    if name in KIN:
        return _alike(judged, name)
    some = [one for one in judged if name in one.scores]
    return share([one.scores[name] for one in some], [one.cluster for one in some])


def figures(judged: Sequence[Judged], names: Sequence[str]) -> dict[str, Share]:
    """Return several figures by name, in order."""
    return {name: figure(judged, name) for name in names}


def _f1(judged: Sequence[Judged]) -> Share:
    """Return F1 as the mean over what was refused and what was due, a due refusal being in both.

    That is 2 TP / (2 TP + FP + FN), and as a mean it has a bootstrap like the others.
    """
    names = ("refusals that were due", "refused when due")
    some = [
        (one.scores[name], one.cluster) for one in judged for name in names if name in one.scores
    ]
    values, due = [value for value, _ in some], figure(judged, names[1]).of
    if not due:
        return share([])
    mean = math.fsum(values) / len(values)
    if mean in (0, 1):  # every draw is the same: the bootstrap has nothing to tell
        return Share(mean, due, *wilson(mean * due, due))
    return Share(mean, due, *clustered(values, [cluster for _, cluster in some]))


def _alike(judged: Sequence[Judged], name: str) -> Share:
    """Return the share of twins (of translations) at least as good as what they repeat.

    Only repetitions of questions that came out right count: what fails cleanly says nothing of
    typing or of language.
    """
    right = {one.id for one in judged if one.verdict == "right"}
    roots = [
        (one, one.twin_of if name == "twins as good" else one.translation_of) for one in judged
    ]
    counted = [(one, root) for one, root in roots if root in right]
    return share([float(one.verdict == "right") for one, _ in counted])


def extraction_figures(pages: Sequence[Extraction]) -> dict[str, Share]:
    """Return the figures of extraction, each over all pages."""
    of: dict[str, Callable[[Extraction], float]] = {
        "article kept": lambda page: page.kept,
        "furniture let through": lambda page: page.furniture,
        "date right": lambda page: page.date == "right",
        "date wrong": lambda page: page.date == "wrong",
        "title right": lambda page: page.title,
        "publisher right": lambda page: page.publisher,
    }
    return {name: share([float(read(page)) for page in pages]) for name, read in of.items()}


def groups(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the questions by language and by the languages they cross, the larger first."""
    found: dict[str, list[Judged]] = {}
    for one in judged:
        found.setdefault(one.language, []).append(one)
        for other in one.over:
            found.setdefault(f"{one.language} over {other}", []).append(one)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value that `part` (0 to 1) of `values` do not exceed, by nearest rank below."""
    return sorted(values)[int(part * (len(values) - 1))] if values else 0.0


def latency(judged: Sequence[Judged]) -> dict[str, tuple[float, float]]:
    """Return milliseconds by step: the median, and what 95 % stay under."""
    steps = dict.fromkeys(step for one in judged for step in one.timings_ms)
    found = {}
    for step in steps:
        clock = [one.timings_ms[step] for one in judged if step in one.timings_ms]
        found[step] = (percentile(clock, 0.5), percentile(clock, 0.95))
    return found
