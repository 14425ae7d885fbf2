"""What there is and how it is, told from the files alone: no lock, no model, about a second."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assistant.index.index import Index
from assistant.index.lock import read_owner

if TYPE_CHECKING:
    from assistant.service.service import Service


def status(service: Service) -> dict[str, Any]:
    """Return the numbers of the index, its recipe and health, and what stands outside it."""
    folder = service.settings.data / "index"
    index = Index.peek(folder)
    files, problems = service.shelf.look()
    owner = read_owner(folder)
    health = index.health
    if health == "ok" and len(files) != index.documents:
        health = (
            f"out of step: {len(files)} documents in the corpus folder; "
            "`sync` brings the index in step"
        )
    return {
        "documents": index.documents,
        "chunks": index.chunks,
        "languages": dict(sorted(index.languages.items())),
        "dates": {"first": index.first or None, "last": index.last or None},
        "undated": index.undated,
        "recipe": asdict(index.recipe) if index.recipe else None,
        "health": health,
        "model": service.settings.model or None,
        "corpus": str(service.settings.corpus),
        "data": str(service.settings.data),
        "corpus_documents": len(files),
        "not_indexed": [{"path": file.path, "error": file.message} for file in problems],
        "removed": len(service.state.removed()) if service.state.path.exists() else 0,
        "running": None if owner is None else {"pid": owner.pid, "address": owner.address or None},
    }
