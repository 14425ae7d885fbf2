"""Read question sets: what was asked, and the paragraph that answers."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path


def read_questions(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the answerable questions of the train splits with their paragraphs, in file order.

    A set is `*.jsonl.xz`, an object a line with question, context, title, answerable and split;
    what is marked otherwise than `train` is for measuring and never read. The paragraph has its
    title in front, as in the index.
    """
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                asked = json.loads(line)
                if asked["split"] == "train" and asked["answerable"]:
                    yield asked["question"], f"{asked['title'] or ''}\n{asked['context']}".strip()
