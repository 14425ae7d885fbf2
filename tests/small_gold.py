"""A gold set of one document and a question or two, read as the fixed one is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.gold import GoldSet, read_set

ARTICLE = (
    "Le moulin de Verte-Rive emploie 31 meuniers depuis le printemps dernier. Sa grande roue de "
    "chêne date de 1911 et tourne encore chaque matin. La fédération des meuniers en demande la "
    "protection, et la commune a voté un crédit pour refaire le canal qui l'alimente."
)
PAGE = f"""<!doctype html><html lang="fr"><head><title>Le moulin de Verte-Rive</title></head>
<body><article><h1>Le moulin de Verte-Rive</h1><p>{ARTICLE}</p></article></body></html>"""
ASKED: dict[str, Any] = {
    "id": "n1", "language": "fr", "type": "figure", "gold_answer": "31", "facts": [["31"]],
    "question": "Combien de meuniers emploie le moulin de Verte-Rive ?", "answerable": True,
    "evidence": [{"document": "moulin.html", "quote": "emploie 31 meuniers"}],
}  # fmt: skip


def small_set(place: Path, questions: Sequence[dict[str, Any]]) -> GoldSet:
    """Return the set of `questions`, written below `place`."""
    folder = place / "gold"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents/moulin.html").write_text(PAGE, encoding="utf-8")
    page = {"document": "moulin.html", "split": "dev", "language": "fr"}
    for name, some in (("questions", questions), ("documents", [page])):
        lines = "".join(json.dumps(one) + "\n" for one in some)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return read_set(folder)
