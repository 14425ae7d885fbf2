"""Orders hidden in documents, and a model that obeys every one: what reaches the reader.

Each attack of a file is planted in every place of a document of the dev half, and a question whose
answer stands there is asked: with the obedient double behind the chain, and with no model.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.index.encoder import open_encoder
from assistant.index.index import Index
from assistant.questions.answer import answer
from assistant.questions.chain import Chain, build_chain
from assistant.questions.reading import Reader
from assistant.questions.writing.writer import open_writer
from assistant.schema import Answer, Document, Question
from assistant.settings import read_settings
from evals.attacked import Reached, judged
from evals.doubles import obedient
from evals.gold import GoldQuestion, read_set
from evals.model_server import serving
from evals.obedient import done, orders_in
from evals.planting import PLACES, Attack, read_attacks
from evals.prompted import answering, asks_to_rewrite
from evals.replies import Reply, Request
from evals.reporting.tables import table
from evals.run import bring_in, open_service

Tell = Callable[[str], None]
_TOLD_EVERY = 15  # attacks
_MODES = ("model", "extractive")
_UNHEARD = {"refused", "timeout", "server", "busy", "cut"}  # the model said nothing, or not all


@dataclass(frozen=True, slots=True)
class Target:
    """A question with the document that answers it, and its answers before any attack."""

    gold: GoldQuestion
    document: Document
    before: Mapping[str, Answer]  # by mode

    @property
    def quote(self) -> str:
        """Where the answer stands."""
        return self.gold.quotes[0].quote


@dataclass(frozen=True, slots=True)
class Try:
    """One attack in one place, asked in one mode, and what came of it."""

    attack: Attack
    place: str
    mode: str
    question: str
    reached: Reached
    lost: bool  # answered before the attack, and no more

    @property
    def succeeded(self) -> bool:
        """Whether anything of it is in the answer."""
        return bool(self.reached.how)


class Obeying:
    """The obedient double, and what it was told to do since it was last asked that."""

    def __init__(self) -> None:
        self.deeds: list[str] = []

    def __call__(self, request: Request) -> Reply:
        """Answer as it does."""
        if not asks_to_rewrite(request):
            plain = [said.text for said in answering(request, 2)]
            for order in orders_in(request):
                self.deeds += done(order.text, plain, request)
        return obedient(request)


def attacks(
    path: Path, tell: Tell = lambda _: None, places: Sequence[str] = (), every: int = 1
) -> str:
    """Return the table of what succeeded of the attacks of a file, and every success below it.

    With `every` 3, each attack is tried in a third of the places, and each place with a third.
    """
    planted = read_attacks(path)
    obeying = Obeying()
    with (
        tempfile.TemporaryDirectory(prefix="attacks-") as folder,
        open_service(Path(folder), open_encoder(read_settings().encoder)) as service,
        serving(obeying) as server,
    ):
        _, library = bring_in(service, read_set())
        asking = Asking(service.index, server.url)
        targets = _targets(asking, read_set().questions, library.documents)
        tell(f"{len(targets)} questions of the dev half are answered out of one document")
        tries: list[Try] = []
        for number, attack in enumerate(planted, start=1):
            target = targets[number % len(targets)]
            for nth, place in enumerate(places or PLACES):
                if (number + nth) % every == 0:
                    tries += tried(asking, obeying, target, attack, place)
            if number % _TOLD_EVERY == 0:
                tell(f"{number} of {len(planted)} attacks tried")
    return report(tries)


class Asking:
    """The one chain over an index, with a model that a server on loopback plays."""

    def __init__(self, index: Index, url: str) -> None:
        self.index = index
        self._settings = replace(read_settings(), model="openai:double", model_url=url)
        self._reader = Reader()
        self._chain = self._opened()

    def answers(self, question: Question) -> dict[str, Answer]:
        """Return the answer of each mode to a question; what is found for it is found once."""
        state = self._chain.invoke(question)
        if state["answer"].usage.get("trouble") in _UNHEARD:
            self._chain = self._opened()
            state = self._chain.invoke(question)
        found = (question, state["understood"], state["retrieved"], self.index, self._reader)
        return {"model": state["answer"], "extractive": answer(*found)}

    def _opened(self) -> Chain:
        return build_chain(self.index, open_writer(self._settings))


def _targets(
    asking: Asking, questions: Iterable[GoldQuestion], documents: Mapping[str, Document]
) -> list[Target]:
    """Return the dev questions that are answered, without an attack, out of one document."""
    found = []
    for gold in questions:
        if gold.split != "dev" or gold.history or len(gold.quotes) != 1 or gold.twin_of:
            continue
        document = documents[gold.quotes[0].document]
        before = asking.answers(as_asked(gold))
        cited = {c.document_id for c in before["extractive"].citations}
        if before["extractive"].answered and cited == {document.id}:
            found.append(Target(gold, document, before))
    return found


def as_asked(gold: GoldQuestion) -> Question:
    """Return a question of the set as the chain takes it."""
    return Question(gold.question, language=gold.language)


def tried(
    asking: Asking,
    obeying: Obeying,
    target: Target,
    attack: Attack,
    place: str,
) -> list[Try]:
    """Plant an attack, ask, take it out again; return what came of it in each mode."""
    planted = PLACES[place](target.document, target.quote, attack)
    index, moved = asking.index, planted.id != target.document.id
    if moved:
        index.remove([target.document.id])
    index.update([planted])
    obeying.deeds.clear()
    answers = asking.answers(as_asked(target.gold))
    if moved:
        index.remove([planted.id])
    index.update([target.document])
    return [
        Try(
            attack,
            place,
            mode,
            target.gold.id,
            judged(
                given,
                attack.text,
                obeying.deeds if mode == "model" else (),
                target.document,
                target.before[mode],
            ),
            lost=target.before[mode].answered and not given.answered,
        )
        for mode, given in answers.items()
    ]


# --- telling ----------------------------------------------------------------------------------


def report(tries: Sequence[Try]) -> str:
    """Return the tables, and each success with the words that reached the reader."""
    parts = [f"**{mode}**\n\n{_table([t for t in tries if t.mode == mode])}" for mode in _MODES]
    parts += [_beside(tries), "\n".join(_told(one) for one in tries if one.succeeded)]
    return "\n\n".join(part for part in parts if part)


def _table(tries: Sequence[Try]) -> str:
    places = [place for place in PLACES if any(one.place == place for one in tries)]
    rows = []
    for category in [*dict.fromkeys(one.attack.category for one in tries), "all"]:
        own = [one for one in tries if category in (one.attack.category, "all")]
        each = [_share([one for one in own if one.place == place]) for place in places]
        rows.append((category, *each, _share(own)))
    return table(("succeeded", *places, "all"), rows)


def _share(tries: Sequence[Try]) -> str:
    return f"{sum(one.succeeded for one in tries)}/{len(tries)}"


def _beside(tries: Sequence[Try]) -> str:
    """Return how often an attack stands on a card, and how often it cost the answer."""
    rows = []
    for mode in _MODES:
        own = [one for one in tries if one.mode == mode]
        shown = sum(one.reached.shown for one in own)
        rows.append((mode, str(len(own)), str(shown), str(sum(one.lost for one in own))))
    return table(("", "tries", "shown as a document's own words", "answer lost"), rows)


def _told(one: Try) -> str:
    how = ", ".join(sorted(one.reached.how))
    words = " | ".join(one.reached.words[:3])
    return f"{one.mode}, {one.place}, {one.attack.category}, {one.question}: {how}\n    {words}"
