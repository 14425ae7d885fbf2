"""The questions of a run by kind, and what each kind came to; what both reports are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.figures import ANSWERS, CITATIONS, FORM, KIN, REFUSALS, RETRIEVAL, figure
from evals.intervals import Difference, Share, paired
from evals.judged import STAGES, Extraction, Judged
from evals.metrics import Verdict
from evals.record import Record
from evals.risk import RISKS, selective

SPLITS = ("dev", "test")
VERDICTS: tuple[Verdict, ...] = ("right", "partly", "refused", "wrong")
OURS = "ours"
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "Retrieval": RETRIEVAL,
    "Answers": ANSWERS,
    "Citations": CITATIONS,
    "Refusals": REFUSALS,
    "Form": FORM,
    "Twins and translations": KIN,
}
COMPARED = (
    "recall@1", "recall@4", "recall@10", "MRR", "right", "wrong", "facts found",
    "citation precision",
)  # fmt: skip
OUTCOMES = ("right", "partly", "wrong", "wrongly refused", "refused when due")
BESIDE = ("recall@10", "facts found", "citation precision")  # what explains them by language
# The steps of a question that the documents answer, in order, and what it is lost as at each.
STEPS: Mapping[str, str] = {
    "its evidence stored": "not extracted",
    "its evidence retrieved": "not retrieved",
    "answered at all": "wrongly refused",
    "from the right place": "not selected",
    "right as a whole": "not composed",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to an answer: how many questions are left after it, and were lost."""

    name: str
    left: int
    lost: int
    stage: str


@dataclass(frozen=True, slots=True)
class Kin:
    """Twins of a variant or translations into a language, the questions they repeat, how alike."""

    name: str
    twins: bool
    asked: tuple[Judged, ...]
    roots: tuple[Judged, ...]
    alike: Share


def of_split(judged: Sequence[Judged], split: str) -> list[Judged]:
    """Return the questions of one half of the set."""
    return [one for one in judged if one.split == split]


def verdicts(judged: Sequence[Judged]) -> dict[str, int]:
    """Return how many came out right, partly, refused and wrong."""
    counts = Counter(one.verdict for one in judged)
    return {name: counts[name] for name in VERDICTS}


def by_type(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the questions by type, the larger types first."""
    found: dict[str, list[Judged]] = {}
    for one in judged:
        found.setdefault(one.type, []).append(one)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def by_variant(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the badly asked twins by the way they are badly asked."""
    found: dict[str, list[Judged]] = {}
    for one in judged:
        if one.twin_of:
            found.setdefault(one.variant or "other", []).append(one)
    return dict(sorted(found.items()))


def by_translation(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the translated questions by the language they were put into."""
    found: dict[str, list[Judged]] = {}
    for one in judged:
        if one.translation_of:
            found.setdefault(one.language, []).append(one)
    return dict(sorted(found.items()))


def kin(judged: Sequence[Judged]) -> list[Kin]:
    """Return twins by variant, then translations by language, with what they repeat."""
    asked = {one.id: one for one in judged}
    found = []
    for figure_name, link, kinds in (
        ("twins as good", "twin_of", by_variant(judged)),
        ("translations alike", "translation_of", by_translation(judged)),
    ):
        for name, some in kinds.items():
            roots = [asked[root] for one in some if (root := getattr(one, link)) in asked]
            together = {one.id: one for one in [*roots, *some]}
            alike = figure(list(together.values()), figure_name)
            found.append(Kin(name, link == "twin_of", tuple(some), tuple(roots), alike))
    return found


def lost(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the questions that are not right by the stage that lost them, in order of stages."""
    found: dict[str, list[Judged]] = {stage: [] for stage in STAGES}
    for one in judged:
        if one.stage:
            found.setdefault(one.stage, []).append(one)
    return {stage: some for stage, some in found.items() if some}


def way(judged: Sequence[Judged]) -> list[Step]:
    """Return how many of the answerable questions are left after each step to a right answer."""
    some = [one for one in judged if one.answerable]
    counts, left, steps = Counter(one.stage for one in some), len(some), []
    for name, stage in STEPS.items():
        left -= counts[stage]
        steps.append(Step(name, left, counts[stage], stage))
    return steps


def systems(record: Record) -> dict[str, tuple[Judged, ...]]:
    """Return what was judged by system: ours, then the baselines."""
    return {OURS: record.judged, **record.baselines}


def gained(ours: Sequence[Judged], theirs: Sequence[Judged]) -> Difference:
    """Return by how much more of the same questions we have right than another system."""
    other = {one.id: one for one in theirs}
    both = [(one, other[one.id]) for one in ours if one.id in other]
    return paired(
        [float(their.verdict == "right") for _, their in both],
        [float(our.verdict == "right") for our, _ in both],
        [our.cluster for our, _ in both],
    )


def risks(judged: Sequence[Judged]) -> dict[str, Share]:
    """Return what the curve of risk against coverage comes to.

    What stands there only to compare with has no interval.
    """
    found = selective(judged)

    def bound(of: float) -> Share:
        return Share(of, found.area.of, of, of)

    reached = {
        f"coverage at a risk of {100 * risk:.0f} %": of
        for risk, of in zip(RISKS, found.reached, strict=True)
    }
    return {
        "area under the curve (AURC)": found.area,
        "area of the best order": bound(found.perfect),
        "area of no order": bound(found.blind),
        **reached,
        "coverage in use": found.coverage,
        "risk in use": found.risk,
        "risk at that coverage by confidence alone": bound(found.alone),
    }


def not_stored(record: Record) -> tuple[dict[str, str], int]:
    """Return the pages not stored with why, and how many more are of the test half (not named)."""
    hidden = {page.document for page in record.extraction if page.split == "test"}
    failed = dict(record.about.get("not_stored", {}))
    named = {page: str(why) for page, why in failed.items() if page not in hidden}
    return named, len(failed) - len(named)


def pages_of(record: Record, split: str) -> list[Extraction]:
    """Return the pages of one half of the set."""
    return [page for page in record.extraction if page.split == split]
