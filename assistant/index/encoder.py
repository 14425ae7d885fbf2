"""The one door to sentence-transformers: sentences in, unit vectors out.

Opening is cheap and imports nothing heavy: the model's folder is found, its files are digested
when asked. The model itself is loaded once, at the first sentence; one that is a mere table of
vectors without torch, by `static`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import EncoderUnavailable
from assistant.index.static import Static, read_static
from assistant.schema import LANGUAGES, Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

log = logging.getLogger(__name__)

DEFAULT = "imm-static-256"  # ours, see assistant/model/README.md
_SHIPPED = Path(__file__).resolve().parent.parent / "model" / "encoder"
BATCH = 32  # passages at a time; the lock is let go between batches, so a question waits little
THREADS = 8  # at most: small models get slower with more
LONGEST = 8000  # characters of a text that the tokenizer sees; no model we know reads as far

# What a model was trained to see in front of a question and of a passage, by its family's name.
# From the model cards. A model that carries its own prompts is taken at its word instead.
PREFIXES: tuple[tuple[str, str, str], ...] = (
    (r"e5-(mistral|.*instruct)", "Instruct: Retrieve passages that answer the query\nQuery: ", ""),
    (r"(^|[-_/])e5[-_]|multilingual-e5", "query: ", "passage: "),
    (r"bge-(small|base|large)-en", "Represent this sentence for searching relevant passages: ", ""),
    (r"mxbai-embed", "Represent this sentence for searching relevant passages: ", ""),
    (r"arctic-embed-(xs|s|m|l)$", "Represent this sentence for searching relevant passages: ", ""),
    (r"arctic-embed-.*v(1\.5|2)", "query: ", ""),
    (r"nomic-embed-text", "search_query: ", "search_document: "),
    (r"solon-embeddings", "query : ", ""),
)

# Families trained on English alone; any other model is taken to read all our languages.
_ENGLISH = re.compile(
    r"all-minilm|all-mpnet|all-distilroberta|multi-qa|bge-(micro|small|base|large)-en"
    r"|(^|/)e5-(small|base|large)|(^|/)gte-(small|base|large)|mxbai-embed-large"
    r"|nomic-embed-text-v1|arctic-embed-(xs|s|m|l)$|potion-(base|retrieval)|static-retrieval-mrl-en"
)

# The files that make the vectors what they are; a README does not.
_WEIGHTS = {".safetensors", ".bin", ".pt", ".model", ".json", ".txt"}
_ASIDE = re.compile(r"^(readme.*|data_config\.json|train.*\.(txt|json)|eval.*)$", re.IGNORECASE)
_OTHER_RUNTIMES = {"onnx", "openvino", "coreml", ".git"}


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What stands in front of a question and of a passage before they are embedded."""

    question: str = ""
    passage: str = ""


class Encoder:
    """A sentence-transformers model in a folder. Thread-safe.

    `name` is what people call it; `digest` changes when the vectors would; `reads` are the
    languages it was trained on, as far as its name tells.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """Point at the model in `folder`; nothing is loaded yet."""
        self.folder = folder
        self.name = name
        self.prefixes = _prefixes(folder, name)
        self.reads: frozenset[Language] = frozenset(
            ("en",) if _ENGLISH.search(name.lower()) else LANGUAGES
        )
        self._digest = ""
        self._model: _Model | None = None
        self._lock = threading.Lock()

    @property
    def digest(self) -> str:
        """SHA-256 over the model's files and prefixes: equal digests, equal vectors."""
        if not self._digest:
            summary = hashlib.sha256(repr(self.prefixes).encode())
            for path in _model_files(self.folder):
                with path.open("rb") as file:
                    part = hashlib.file_digest(file, "sha256").hexdigest()
                summary.update(f"{path.relative_to(self.folder).as_posix()} {part}\n".encode())
            self._digest = summary.hexdigest()
        return self._digest

    @property
    def stamp(self) -> str:
        """A digest of the files' sizes and times: while it stays, so does `digest`."""
        facts = [self.folder.as_posix(), repr(self.prefixes)]
        for path in _model_files(self.folder):
            stat = path.stat()
            facts.append(f"{path.relative_to(self.folder)} {stat.st_size} {stat.st_mtime_ns}")
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()

    @property
    def dimension(self) -> int:
        """The length of a vector. Loads the model."""
        return self._loaded().dimension

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._model is not None

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """Return one unit vector a text, float32 (n, dimension), in order; nothing found is zero.

        Raises EncoderUnavailable when the model cannot be loaded.
        """
        import numpy as np

        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))  # batches of equal length
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        size = self._loaded().batch
        for start in range(0, len(order), size):
            part = order[start : start + size]
            vectors[part] = self._encode([self.prefixes.passage + texts[i] for i in part])
        return vectors

    def encode_question(self, text: str) -> Matrix:
        """Return the unit vector of a question, float32 (dimension,)."""
        vector: Matrix = self._encode([self.prefixes.question + text])[0]
        return vector

    def _encode(self, texts: list[str]) -> Matrix:
        import numpy as np

        raw = self._loaded().encode([text[:LONGEST] for text in texts])
        vectors = np.nan_to_num(raw)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Matrix = vectors / np.maximum(norms, 1e-12)
        return unit

    def _loaded(self) -> _Model:
        with self._lock:
            if self._model is None:
                self._model = _load(self.folder, self.name)
            return self._model


class _Model(Protocol):
    """What turns texts into vectors, of any length. Thread-safe."""

    batch: int
    dimension: int

    def encode(self, texts: Sequence[str]) -> Matrix: ...


class _Transformer:
    """A model that sentence-transformers runs."""

    batch = BATCH

    def __init__(self, model: Any) -> None:
        self._model = model
        self._lock = threading.Lock()
        self.dimension = int(model.get_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> Matrix:
        import numpy as np

        with self._lock:
            # `prompt=""`: a model's own prompts are already in `prefixes`, never added twice.
            raw = self._model.encode(
                list(texts),
                prompt="",
                batch_size=BATCH,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(raw, dtype=np.float32)


def open_encoder(name: str = "") -> Encoder:
    """Return the encoder of that name: a directory, a model's name, or "" for the default.

    A name is looked up in the local Hugging Face cache first and asked for on the network last.
    Raises EncoderUnavailable.
    """
    if not name:
        return Encoder(_packaged(), DEFAULT)
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
            raise EncoderUnavailable(
                f"The folder {name} holds no sentence-transformers model (no modules.json): "
                "set ASSISTANT_ENCODER to one that does, or leave it out for the default."
            )
        return Encoder(folder.resolve(), folder.resolve().name)
    if folder.is_absolute() or name.startswith(("./", "../", "~")) or name.count("/") > 1:
        raise EncoderUnavailable(
            f"The folder {name} of the embedding model does not exist: "
            "correct ASSISTANT_ENCODER, or leave it out for the default."
        )
    return Encoder(_named(name), name)


def _packaged() -> Path:
    if (_SHIPPED / "modules.json").is_file():
        return _SHIPPED
    raise EncoderUnavailable(
        f"The default embedding model is missing in {_SHIPPED}: install this program again, "
        "or set ASSISTANT_ENCODER to the folder of a sentence-transformers model."
    )


def _named(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    known = name if "/" in name else f"sentence-transformers/{name}"
    others = ["onnx/*", "openvino/*", "*.onnx", "*.h5", "*.msgpack", "*.ot", "coreml/*"]
    try:
        return Path(snapshot_download(known, local_files_only=True))
    except HFValidationError:
        raise EncoderUnavailable(
            f"{name!r} is not the name of a model: set ASSISTANT_ENCODER to a directory or "
            "to a name such as intfloat/multilingual-e5-small."
        ) from None
    except LocalEntryNotFoundError:
        log.info("fetching the embedding model %s", known)
    try:
        return Path(snapshot_download(known, ignore_patterns=others))
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        raise EncoderUnavailable(
            f"The embedding model {name} is neither on this machine nor to be had from the "
            "network: put its folder here and set ASSISTANT_ENCODER to it, or leave it out."
        ) from error


def _load(folder: Path, name: str) -> _Model:
    try:
        if folder == _SHIPPED:
            return shipped_table()
        return read_static(folder) or _Transformer(_with_torch(folder))
    except EncoderUnavailable:
        raise
    except Exception as error:
        raise EncoderUnavailable(
            f"The embedding model {name} in {folder} cannot be loaded "
            f"({type(error).__name__}: {str(error)[:200]}): put whole files there, "
            "or leave ASSISTANT_ENCODER out for the default."
        ) from error


@lru_cache(maxsize=1)
def shipped_table() -> Static:
    """Return the default model as a table of vectors, in memory once for all who read it.

    Raises EncoderUnavailable.
    """
    table = read_static(_packaged())
    if table is None:
        raise EncoderUnavailable(
            f"The default embedding model in {_SHIPPED} is broken: install this program again."
        )
    return table


def _with_torch(folder: Path) -> Any:
    # The imports take seconds and the libraries talk: only here, and quietly.
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as chatter

    logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
    torch.set_num_threads(min(torch.get_num_threads(), THREADS))
    chatter.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _prefixes(folder: Path, name: str) -> Prefixes:
    own = _prompts(folder / "config_sentence_transformers.json")
    if any(own.values()):
        passage = own.get("document") or own.get("passage") or own.get("corpus") or ""
        return Prefixes(own.get("query") or "", passage)
    for pattern, question, passage in PREFIXES:
        if re.search(pattern, name.lower()):
            return Prefixes(question, passage)
    return Prefixes()


def _prompts(path: Path) -> dict[str, str]:
    try:
        prompts = json.loads(path.read_text("utf-8")).get("prompts") or {}
    except (OSError, ValueError, AttributeError):
        return {}
    return {str(key): str(value or "") for key, value in prompts.items()}


def _model_files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in _WEIGHTS
        and not _ASIDE.match(path.name)
        and not _OTHER_RUNTIMES & set(path.relative_to(folder).parts)
        and path.is_file()
    )
