"""Documents read from the corpus folder one by one, as the index asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from assistant.errors import CorpusError
from assistant.library import Library
from assistant.schema import Document


class WholeCorpus:
    """All documents of a library; says beforehand about how many, for the progress bar."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __iter__(self) -> Iterator[Document]:
        return self._library.documents()

    def __length_hint__(self) -> int:
        return len(self._library.scan())


class SomeFiles:
    """The documents at some paths; those gone or broken since are left to the next look."""

    def __init__(self, library: Library, paths: Sequence[str]) -> None:
        self._library = library
        self._paths = paths

    def __iter__(self) -> Iterator[Document]:
        for path in self._paths:
            with suppress(CorpusError):
                yield self._library.read(path)

    def __length_hint__(self) -> int:
        return len(self._paths)
