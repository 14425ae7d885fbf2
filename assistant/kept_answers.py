"""Answers that somebody asked to keep or judged, in `state.db`, and how they are let go of.

An answer is there for a link, for feedback, or for both; with the last of them it goes.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from assistant.state_file import now, stamp

if TYPE_CHECKING:
    from assistant.state import State

Verdict = Literal["right", "wrong", "wrong_source", "outdated"]
VERDICTS: Final[tuple[Verdict, ...]] = ("right", "wrong", "wrong_source", "outdated")
_WORST_FIRST: Final = " wrong wrong_source outdated right "
_JUDGED: Final = (
    "SELECT f.at, f.verdict, f.comment, f.token, s.answer, s.recipe, f.handled, f.handled_by "
    "FROM feedback f JOIN saved_answers s ON s.token = f.token"
)
Gone = Literal["erased", "expired", "deleted"]


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was shown: the contract's JSON, what stood around its quotes, the recipe."""

    shown: str  # its id on the page that showed it: whoever has it may keep and judge
    at: str
    answer: Mapping[str, Any]
    excerpts: Mapping[str, Any]
    recipe: Mapping[str, Any]
    token: str = ""  # of its link: whoever has it may read; empty where it is not kept
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Feedback:
    """What an asker thought of an answer."""

    at: str
    verdict: str
    comment: str
    token: str
    question: str
    language: str
    answer: Mapping[str, Any]
    recipe: Mapping[str, Any]
    handled: str = ""  # when staff had done with it; empty: not yet
    handled_by: str = ""


class KeptAnswers:
    """The kept answers of one state. Raises StateTrouble and StorageFull as that does."""

    def __init__(self, state: State) -> None:
        self._state = state

    def link(self, kept: KeptAnswer) -> str:
        """Keep an answer for its link; return the link's token, the same one each time."""
        with self._state.transaction() as connection:
            token = _put(connection, kept)
            connection.execute("UPDATE saved_answers SET linked = 1 WHERE token = ?", (token,))
        return token

    def unlink(self, shown: str) -> None:
        """Let go of the link of an answer; what was thought of it stays."""
        with self._state.transaction() as connection:
            for token, linked in connection.execute(
                "SELECT token, linked FROM saved_answers WHERE shown = ?", (shown,)
            ).fetchall():
                if linked:
                    _note_gone(connection, token, "deleted")
                connection.execute("UPDATE saved_answers SET linked = 0 WHERE token = ?", (token,))
            _drop_unwanted(connection)

    def judge(self, kept: KeptAnswer, verdict: Verdict, comment: str = "") -> None:
        """Keep what an asker thinks of an answer, in place of what they thought before."""
        with self._state.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO feedback (token, at, verdict, comment) VALUES (?, ?, ?, ?)",
                (_put(connection, kept), now(), verdict, comment),
            )

    def take_back(self, shown: str) -> None:
        """Forget what an asker thought of an answer."""
        with self._state.transaction() as connection:
            connection.execute(
                "DELETE FROM feedback WHERE token IN "
                "(SELECT token FROM saved_answers WHERE shown = ?)",
                (shown,),
            )
            _drop_unwanted(connection)

    def all(self) -> list[KeptAnswer]:
        """Return every kept answer, latest first."""
        tokens = self._state.read("SELECT token FROM saved_answers ORDER BY at DESC, id DESC")
        found = (self.by_token(token) for (token,) in tokens)
        return [kept for kept in found if kept is not None]

    def by_token(self, token: str) -> KeptAnswer | None:
        """Return the answer that a link or a feedback names."""
        return self._find("token", token)

    def by_page(self, shown: str) -> KeptAnswer | None:
        """Return the answer that a page showed under that id, where it is kept."""
        return self._find("shown", shown)

    def why_gone(self, token: str) -> Gone | None:
        """Return why a link leads nowhere any more; None where there never was one."""
        rows = self._state.read("SELECT why FROM gone_answers WHERE token = ?", (token,))
        return rows[0][0] if rows else None

    def feedback(self, verdict: Verdict | None = None, limit: int = 100) -> list[Feedback]:
        """Return what askers thought, of one verdict or of all, latest first."""
        rows = self._state.read(
            "SELECT f.at, f.verdict, f.comment, f.token, s.answer, s.recipe "
            "FROM feedback f JOIN saved_answers s ON s.token = f.token "
            "WHERE ? IS NULL OR f.verdict = ? ORDER BY f.at DESC, s.id DESC LIMIT ?",
            (verdict, verdict, limit),
        )
        return [_feedback(*row) for row in rows]

    def to_handle(
        self,
        verdict: Verdict | None = None,
        *,
        handled: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Feedback]:
        """Return feedback as staff go through it: what is wrong first, then latest first."""
        rows = self._state.read(
            f"{_JUDGED} WHERE (? IS NULL OR f.verdict = ?) AND (f.handled != '') = ? "
            f"ORDER BY instr(?, ' ' || f.verdict || ' '), f.at DESC, s.id DESC LIMIT ? OFFSET ?",
            (verdict, verdict, handled, _WORST_FIRST, limit, offset),
        )
        return [_feedback(*row) for row in rows]

    def of(self, token: str) -> Feedback | None:
        """Return what was thought of one answer."""
        rows = self._state.read(f"{_JUDGED} WHERE f.token = ?", (token,))
        return _feedback(*rows[0]) if rows else None

    def counts(self) -> dict[tuple[str, bool], int]:
        """Return how much feedback there is, by verdict and whether staff have done with it."""
        rows = self._state.read(
            "SELECT verdict, handled != '', count(*) FROM feedback GROUP BY 1, 2"
        )
        return {(verdict, bool(handled)): count for verdict, handled, count in rows}

    def handle(self, token: str, who: str) -> bool:
        """Note that `who` has done with feedback; return whether there was any."""
        return self._mark(token, now(), who)

    def reopen(self, token: str) -> bool:
        """Take back that feedback was done with; return whether there was any."""
        return self._mark(token, "", "")

    def _mark(self, token: str, handled: str, who: str) -> bool:
        with self._state.transaction() as connection:
            marked = connection.execute(
                "UPDATE feedback SET handled = ?, handled_by = ? WHERE token = ?",
                (handled, who, token),
            )
        return bool(marked.rowcount)

    def delete(self, token: str) -> bool:
        """Delete an answer with what was thought of it; return whether there was one."""
        with self._state.transaction() as connection:
            deleted = _delete(connection, token, "deleted")
        if deleted:
            self._state.compact()
        return deleted

    def purge(self, days: int) -> int:
        """Delete answers, feedback and gaps older than that many days; return how many went."""
        limit = stamp(days_ago=days)
        with self._state.transaction() as connection:
            old = connection.execute("SELECT token FROM saved_answers WHERE at < ?", (limit,))
            gone = sum(_delete(connection, token, "expired") for (token,) in old.fetchall())
            gone += connection.execute("DELETE FROM gaps WHERE at < ?", (limit,)).rowcount
            connection.execute("DELETE FROM gone_answers WHERE at < ?", (limit,))
        if gone:
            self._state.compact()
        return gone

    def older(self, days: int) -> dict[str, int]:
        """Return how many answers, with feedback or a link, and gaps are older than that."""
        limit = stamp(days_ago=days)
        counted = (
            ("answers", "SELECT count(*) FROM saved_answers WHERE at < ?"),
            ("gaps", "SELECT count(*) FROM gaps WHERE at < ?"),
        )
        return {name: self._state.read(query, (limit,))[0][0] for name, query in counted}

    def _find(self, column: Literal["token", "shown"], value: str) -> KeptAnswer | None:
        fields = "shown, at, answer, excerpts, recipe, token, linked"
        query = f"SELECT {fields} FROM saved_answers WHERE {column} = ?"  # noqa: S608 -- ours
        for shown, at, *texts, token, linked in self._state.read(query, (value,)):
            answer, excerpts, recipe = map(json.loads, texts)
            return KeptAnswer(shown, at, answer, excerpts, recipe, token, bool(linked))
        return None


def erase_answers(connection: sqlite3.Connection, document_ids: Set[str]) -> dict[str, int]:
    """Delete the answers that name one of these documents, and what was thought of them."""
    gone = {"saved_answers": 0, "feedback": 0}
    rows = connection.execute("SELECT token, answer FROM saved_answers").fetchall()
    for token, answer in rows:
        if document_ids & set(documents_in(json.loads(answer))):
            judged = connection.execute("SELECT 1 FROM feedback WHERE token = ?", (token,))
            gone["feedback"] += len(judged.fetchall())
            gone["saved_answers"] += _delete(connection, token, "erased")
    return gone


def documents_in(answer: Any) -> Iterator[str]:
    """Yield every `document_id` in an answer's JSON."""
    if isinstance(answer, dict):
        if isinstance(document_id := answer.get("document_id"), str):
            yield document_id
        for value in answer.values():
            yield from documents_in(value)
    elif isinstance(answer, list | tuple):
        for value in answer:
            yield from documents_in(value)


def _put(connection: sqlite3.Connection, kept: KeptAnswer) -> str:
    """Write an answer where it is not yet; return its token."""
    texts = (
        json.dumps(part, ensure_ascii=False) for part in (kept.answer, kept.excerpts, kept.recipe)
    )
    connection.execute(
        "INSERT INTO saved_answers (shown, token, at, who, answer, excerpts, recipe, linked) "
        "VALUES (?, ?, ?, '', ?, ?, ?, 0) ON CONFLICT (shown) DO NOTHING",
        (kept.shown, secrets.token_hex(16), kept.at, *texts),
    )
    query = "SELECT token FROM saved_answers WHERE shown = ?"
    return str(connection.execute(query, (kept.shown,)).fetchone()[0])


def _drop_unwanted(connection: sqlite3.Connection) -> None:
    """Delete the answers that neither a link nor feedback keeps."""
    connection.execute(
        "DELETE FROM saved_answers WHERE NOT linked AND token NOT IN (SELECT token FROM feedback)"
    )


def _delete(connection: sqlite3.Connection, token: str, why: Gone) -> bool:
    connection.execute("DELETE FROM feedback WHERE token = ?", (token,))
    if not connection.execute("DELETE FROM saved_answers WHERE token = ?", (token,)).rowcount:
        return False
    _note_gone(connection, token, why)
    return True


def _note_gone(connection: sqlite3.Connection, token: str, why: Gone) -> None:
    connection.execute("INSERT OR REPLACE INTO gone_answers VALUES (?, ?, ?)", (token, now(), why))


def _feedback(
    at: str, verdict: str, comment: str, token: str, answer: str, recipe: str, *handled: str
) -> Feedback:
    read = json.loads(answer)
    question, language = str(read.get("question", "")), str(read.get("language", ""))
    made = json.loads(recipe)
    return Feedback(at, verdict, comment, token, question, language, read, made, *handled)
