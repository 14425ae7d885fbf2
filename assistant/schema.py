"""The frozen records that pass between steps, in the order of the two stories."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Language = Literal["fr", "ar", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en", "ar")
Kind = Literal["article", "summary", "report"]
Status = Literal["stored", "unchanged", "duplicate", "failed"]
Reason = Literal[
    "no_evidence", "not_stated", "other_party", "out_of_period", "out_of_scope", "false_premise"
]

# told the stage, how much is done, and of how much in all (0 when nobody knows)
Progress = Callable[[str, int, int], None]

# --- the way of a document: RawSource -> Extracted -> Description -> Document -> Chunk ------


@dataclass(frozen=True, slots=True)
class RawSource:
    """Bytes as they came in: a file, an answered link, or pasted text (`name` ends in .txt)."""

    source: str  # as the user gave it or the walk found it
    name: str  # file name, its ending tells the format when the bytes do not
    data: bytes
    url: str = ""  # where a link led after redirects; empty for files
    media_type: str = ""  # what the server said; empty for files


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing a page says of itself, with where it says it.

    `field` is one of title, published, modified, author, publisher, url, language, crawled.
    `origin` is one of json-ld, meta, byline, url, text, file (a document's own properties).
    `value` is as found: `describe` judges it.
    """

    field: str
    origin: str
    value: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The article of a source and nothing else, and what was cut from around it."""

    format: str  # html, mhtml, text, markdown, pdf, docx
    body: str  # Markdown, NFC, LF; the article's text only, no title line
    removed: tuple[str, ...]  # the cut lines, in order
    clues: tuple[Clue, ...] = ()  # in order of appearance
    places: tuple[int, ...] = ()  # lines of the body above each cut one; empty: not known


@dataclass(frozen=True, slots=True)
class Description:
    """What a document is called and where it comes from; empty strings for what is unknown."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    language: Language = "fr"
    published: str = ""  # ISO day, month or year
    published_from: str = ""  # json-ld, meta, byline, url, text, staff; empty when unknown


@dataclass(frozen=True, slots=True)
class OriginalSource:
    """A published text that a summary was written after."""

    publisher: str = ""
    title: str = ""
    url: str = ""
    published: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)  # unknown keys, as they are


def _dated(kind: Kind, published: str, sources: tuple[OriginalSource, ...]) -> str:
    if kind == "summary":
        return max((source.published for source in sources if source.published), default="")
    return published


@dataclass(frozen=True, slots=True)
class Document:
    """One corpus file: front matter and body. `body` is the truth that quotes are cut from."""

    id: str
    body: str
    kind: Kind = "article"
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    sources: tuple[OriginalSource, ...] = ()
    language: Language = "fr"
    published: str = ""
    published_from: str = ""
    added: str = ""
    added_by: str = ""
    topics: tuple[str, ...] = ()
    near_duplicate_of: str = ""  # the id of the document this is a near copy of
    path: str = ""  # relative to the corpus folder
    extra: Mapping[str, Any] = field(default_factory=dict)  # unknown keys, kept as they are

    @property
    def dated(self) -> str:
        """The date for filters, order and "latest": a summary's latest source, else `published`."""
        return _dated(self.kind, self.published, self.sources)

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who published it, none twice; of a summary, also who published its sources."""
        sources = self.sources if self.kind == "summary" else ()
        named = (self.publisher, *(source.publisher for source in sources))
        return tuple(dict.fromkeys(name for name in named if name))


@dataclass(frozen=True, slots=True)
class Chunk:
    """A few sentences of a document: what is embedded, found and quoted. 1,000 characters or fewer.

    `text == body[start:end]`, in code points. `heading` is the path of headings above it.
    """

    id: str
    document_id: str
    number: int
    start: int
    end: int
    text: str
    heading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A source read and described, ready to be stored: what staff review. Serialisable."""

    source: str
    document: Document | None  # None when reading failed
    removed: tuple[str, ...] = ()
    places: tuple[int, ...] = ()  # of those cut lines, see `Extracted`
    duplicate_of: str | None = None
    near_duplicate_of: str | None = None
    error: str | None = None
    error_kind: str | None = None  # the name of the error's class: the page has words for it


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of one source given to `add`; the fields of the command line's contract."""

    source: str
    status: Status
    document_id: str | None = None
    path: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = None
    characters: int | None = None
    removed: tuple[str, ...] | None = None
    duplicate_of: str | None = None
    near_duplicate_of: str | None = None
    error: str | None = None


# --- language: what words say ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time that a text names: the days `first` to `last`, both included, and where it stands."""

    first: date
    last: date
    span: Span
    words: str
    precision: Literal["day", "month", "quarter", "half", "year", "range"] = "day"
    relative: bool = False  # resolved against a reference day


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that a text names: `value` in `unit` (a canonical unit, "" for a bare number)."""

    value: Decimal
    unit: str
    span: Span
    words: str
    approximate: bool = False
    bound: Literal["", "over", "under"] = ""  # "more than", "less than" it


# --- the way of a question: Question -> Understood -> Hit -> Evidence -> Answer --------------


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, with the earlier questions of the same asker, oldest first."""

    text: str
    history: tuple[str, ...] = ()
    id: str | None = None
    language: Language | None = None  # of the answer; None: the question's own
    since: str = ""  # hard limits on the publication date, ISO
    until: str = ""
    publishers: tuple[str, ...] = ()  # hard limits too: of one of these, in one of these languages
    document_languages: tuple[Language, ...] = ()
    top: int = 10  # chunks to retrieve


AnswerKind = Literal[
    "figure", "date", "person", "organisation", "place", "list", "definition",
    "commitment", "yes_no", "document", "reason", "other",
]  # fmt: skip
Intent = Literal["ask", "overview", "greeting", "help", "thanks", "listing", "latest"]


@dataclass(frozen=True, slots=True)
class Understood:
    """A question read as constraints."""

    standalone: str  # the question, complete without its history
    language: Language  # of the question
    intent: Intent
    kind: AnswerKind
    parts: tuple[str, ...]  # the sub-questions; one for a simple question
    dates: tuple[DateMention, ...] = ()
    party: str | None = None  # a key of the glossary's parties
    commits: bool = False  # it asks what that party commits to, does or gives
    claims: bool = False  # it asks for that party's word: "selon l'État", "the State says"
    claimant: str = ""  # or for that of some other body or person, as the question writes its name
    entities: tuple[str, ...] = ()
    negated: bool = False
    latest: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that retrieval found; ranks count from 1, None where that leg did not find it."""

    chunk: Chunk
    document: Document
    score: float
    dense_rank: int | None = None
    lexical_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence (or a few that need each other) of one document, `text == body[start:end]`."""

    document: Document
    start: int
    end: int
    text: str
    score: float
    spans: tuple[Span, ...] = ()  # the words that answer, within `text`
    speaker: str | None = None
    header: Span | None = None  # of the table that `text` is a row of, in the body
    shown: str = ""  # a row as a reader takes it: label, column, value


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence stands: `quote` is an exact substring of the document's `field`."""

    n: int
    document_id: str
    path: str
    kind: Kind
    title: str
    publisher: str
    published: str | None
    url: str
    field: Literal["body", "title", "published", "publisher", "author"]
    quote: str
    start: int | None
    end: int | None
    language: Language
    published_from: str = ""
    sources: tuple[OriginalSource, ...] = ()

    @property
    def dated(self) -> str:
        """The date that says which of two sources is newer, as of its document; "" unknown."""
        return _dated(self.kind, self.published or "", self.sources)


Claim = Literal[
    "quote", "figure", "unit", "date", "name", "negation", "direction", "party", "degree"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What the check found wrong with a sentence: what kind of claim, and the words at fault."""

    kind: Claim
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found of a sentence: whether it is supported, and how much was compared."""

    supported: bool
    problems: tuple[Problem, ...] = ()
    quotes: int = 0  # verbatim, each in its document
    figures: int = 0
    dates: int = 0
    names: int = 0


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence shown, with the numbers of its citations and the words in it that answer."""

    text: str
    citations: tuple[int, ...]
    supported: bool
    spans: tuple[tuple[int, int], ...] = ()
    speaker: str | None = None
    firmness: str | None = None  # planned, promised, signed, under_way, achieved
    checked: Verdict | None = None  # None where nothing is claimed: a greeting, a listing
    unsure: bool = False  # it or another sentence that is unsure answers, and which is not known


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One side of a disagreement."""

    value: str
    citation: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that give different values for the same thing."""

    about: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer contract: what the command line prints, the page shows and the evals judge."""

    question: str
    standalone_question: str
    language: Language
    mode: str
    answer: str
    answered: bool
    id: str | None = None
    reason: Reason | None = None
    understood: Mapping[str, Any] = field(default_factory=dict)
    sentences: tuple[AnswerSentence, ...] = ()
    missing: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    nearest: tuple[Citation, ...] = ()
    consulted: tuple[Citation, ...] = ()  # weighed for an answer that does not rest on them
    # 0 to 1: of the best sentence, shown or not, or of all that are unsure; None: none weighed
    confidence: float | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    usage: Mapping[str, Any] = field(default_factory=dict)  # of the language model that was asked
