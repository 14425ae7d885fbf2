"""Everything that can go wrong, by name.

AssistantError                  what a caller catches at the edge; says the thing and the remedy
├── SettingsError               a setting that cannot be used
├── SourceError                 a file, link or text that cannot be brought in: `source`
│   ├── UnknownFormat           not a type we read
│   ├── EmptySource             nothing in it that reads as text
│   ├── UnreadableText          bytes that are no text in any encoding we know
│   ├── DamagedSource           the parser gave up
│   ├── ProtectedSource         a password is needed
│   ├── ScannedSource           pictures of pages, without text
│   ├── TooLarge                over the limit of size or pages
│   ├── ParsingStopped          over the limit of time or memory
│   └── LinkError               a link that gave no page
│       ├── LinkRefused         an address that must not be asked (private, loopback, scheme)
│       └── LinkFailed          the server said no, or nothing, or too much
├── CorpusError                 the corpus folder or one of its files
│   ├── BrokenFrontMatter       a file whose front matter cannot be read
│   ├── DocumentNotFound        no document with that id
│   ├── EditRefused             a field that cannot be what it was to become: `fields`
│   └── EditConflict            somebody else has changed the document meanwhile
├── IndexTrouble                the index, which can always be rebuilt
│   ├── IndexBusy               another process owns it
│   ├── IndexDamaged            what is on disk cannot be opened
│   └── EncoderUnavailable      the embedding model cannot be opened
├── WriterTrouble               the language model wrote nothing to use: `kind`
├── UnreadableAnswer            a stored answer that is none: damaged, or made up
├── PersonRefused               a name, role or password that cannot be taken
│   └── PersonUnknown           nobody has that name
├── AnswerNotFound              no answer is kept under that name
│   └── AnswerGone              there was one: `why` is erased, expired or deleted
├── TaskRunning                 long work was asked for while other such work is under way
├── QuestionRefused             an evaluation question that is incomplete: `field`
├── StateTrouble                state.db or a backup cannot be read or written
└── StorageFull                 no room left, or no right to write

Messages are for people: one sentence that names the thing, then the remedy.
"""


class AssistantError(Exception):
    """Anything this project raises on purpose; `str()` is one clear sentence for people."""


class SettingsError(AssistantError):
    """A setting has a value that cannot be used."""


class SourceError(AssistantError):
    """A file, link or pasted text could not be brought in."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.message = message

    def __reduce__(self) -> tuple[type["SourceError"], tuple[str, str]]:
        return type(self), (self.source, self.message)


class UnknownFormat(SourceError):
    """The type of the file is not one we read."""


class EmptySource(SourceError):
    """The source holds nothing that reads as text."""


class UnreadableText(SourceError):
    """The bytes are no text in any encoding we know."""


class DamagedSource(SourceError):
    """The parser could make nothing of the file."""


class ProtectedSource(SourceError):
    """The file wants a password."""


class ScannedSource(SourceError):
    """The pages are pictures; there is no text to read."""


class TooLarge(SourceError):
    """The source is over the limit of size or pages."""


class ParsingStopped(SourceError):
    """Parsing went over its limit of time or memory and was stopped."""


class LinkError(SourceError):
    """A link gave no page."""


class LinkRefused(LinkError):
    """The address must not be asked: private, loopback, or not http(s)."""


class LinkFailed(LinkError):
    """The server answered with an error, with nothing, or without end."""


class CorpusError(AssistantError):
    """The corpus folder, or a file in it, cannot be used."""


class BrokenFrontMatter(CorpusError):
    """The front matter of a corpus file cannot be read."""


class DocumentNotFound(CorpusError):
    """There is no document with that id."""


class EditRefused(CorpusError):
    """What a document was to become it cannot be; `fields` are those at fault."""

    def __init__(self, message: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.fields = fields


class EditConflict(CorpusError):
    """The document is no longer the one that was to be changed."""


class IndexTrouble(AssistantError):
    """The index cannot be used; it can always be rebuilt from the corpus folder."""


class IndexBusy(IndexTrouble):
    """Another process owns the index."""


class IndexDamaged(IndexTrouble):
    """What is on disk cannot be opened as an index."""


class EncoderUnavailable(IndexTrouble):
    """The embedding model cannot be opened."""


class UnreadableAnswer(AssistantError):
    """What should be a stored answer cannot be read as one."""


class PersonRefused(AssistantError):
    """A name, a role or a password that cannot be taken."""


class PersonUnknown(PersonRefused):
    """Nobody has that name."""


class WriterTrouble(AssistantError):
    """The language model wrote nothing that can be used; `kind` tells why, and nothing secret."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"The language model gave nothing to use: {kind}.")
        self.kind = kind


class AnswerNotFound(AssistantError):
    """No answer is kept under that name."""


class AnswerGone(AnswerNotFound):
    """An answer was kept under that name and is no longer."""

    def __init__(self, why: str, message: str) -> None:
        super().__init__(message)
        self.why = why


class TaskRunning(AssistantError):
    """Long work is under way already, and there is one at a time."""


class QuestionRefused(AssistantError):
    """A question for the evaluation that cannot be taken as it is; `field` is what to change."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class StateTrouble(AssistantError):
    """`state.db`, or a backup, cannot be read or written."""


class StorageFull(AssistantError):
    """The disk is full, or the folder may not be written."""
