"""True sentences that a second hand wrote of the shipped summaries: what passes, what is shown.

The rules were made with `worded.jsonl` in sight; `worded_fresh.jsonl` tells what they are worth on
sentences they were not made with. The summaries are indexed in a temporary folder, each sentence's
question is asked, and a model that is played answers it with the sentence.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.index.encoder import open_encoder
from assistant.schema import Question
from assistant.settings import read_settings
from evals.doubled import Heard, good_told, hear, tellings
from evals.doubles import truthful
from evals.run import TOP, open_service
from evals.worded import FRESH, SHIPPED, Worded, read_worded, worded


def fresh(path: Path = FRESH, summaries: Path = SHIPPED) -> str:
    """Return what the check says of the sentences of a file, then what is shown of them, asked."""
    answers = read_worded(path)
    return "\n\n".join((worded(path), shown(_heard(answers, summaries), answers)))


def _heard(answers: Sequence[Worded], summaries: Path) -> Heard:
    """Return what a truthful model comes to, asked each question of the summaries in a folder."""
    encoder = open_encoder(read_settings().encoder)
    with tempfile.TemporaryDirectory(prefix="evals-") as name:
        folder = Path(name)
        with open_service(folder, encoder) as service:
            service.settings.articles.mkdir(parents=True)
            for file in sorted(summaries.glob("summary-*.md")):
                shutil.copyfile(file, service.settings.articles / file.name)
            service.sync()
        play = truthful({one.question: tellings(one) for one in answers})
        asked = [Question(one.question, id=one.id, top=TOP) for one in answers]
        return hear("truthful", play, asked, folder, encoder)


def shown(heard: Heard, answers: Sequence[Worded]) -> str:
    """Return the share shown of what was written, and each sentence that was not.

    One of which a quote was in no passage was not written: that is retrieval's.
    """
    lines = []
    for one in answers:
        told = heard.by_question.get(one.id, {})
        for sentence in one.sentences:
            if sentence.text not in told:
                lines.append(f"{one.id} not written, no passage holds it\n    {sentence.text}")
            elif not told[sentence.text]:
                passed = any(c.passed for c in heard.checks if c.text == sentence.text)
                why = "borne out, not shown" if passed else "withheld"
                lines.append(f"{one.id} {why}\n    {sentence.text}")
    parts = (good_told(heard, answers), "\n".join(lines))
    return "\n\n".join(part for part in parts if part)
