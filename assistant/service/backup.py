"""One archive with the corpus folder and the state, and the way back."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from assistant.errors import StateTrouble
from assistant.service.removal import FOLDER as REMOVED
from assistant.state import now
from assistant.storage import TEMPORARY, storage_errors, sync_folder

if TYPE_CHECKING:
    from assistant.service.service import Service

logger = logging.getLogger(__name__)

MANIFEST = "manifest.json"
STATE = "state.db"
_FORMAT = 1
_FILES = 200_000  # in one archive
_BYTES = 20 * 2**30  # unpacked
_RATIO = 200  # unpacked to packed: text packs by 3 to 10
_PARTS = ("articles", REMOVED)
_INCOMING, _OUTGOING = ".incoming", ".outgoing"  # beside what they replace


def backup(service: Service, target: Path) -> dict[str, Any]:
    """Write the corpus folder's documents, what was removed, and the state to one zip file.

    The archive is there whole or not at all. Raises StorageFull.
    """
    with service.writing, storage_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=TEMPORARY) as work:
            state, archive = Path(work) / STATE, Path(work) / "archive.zip"
            service.state.backup(state)
            manifest = _pack(service, state, archive)
            archive.replace(target)
        sync_folder(target.parent)
    service.state.record(service.who, "backup", files=len(manifest["files"]))
    return {"file": str(target), "documents": manifest["documents"], "made": manifest["made"]}


def restore_backup(service: Service, source: Path) -> dict[str, Any]:
    """Put the documents, removals and state of an archive in place of what is here.

    The archive is checked and unpacked first; what is here goes when all of it is in place. The
    index then follows. Raises StateTrouble for what is no archive of ours or is damaged.
    """
    with service.writing, storage_errors(service.settings.corpus):
        service.settings.articles.mkdir(parents=True, exist_ok=True)  # lost: that is why
        service.open()  # nobody else may be writing meanwhile
        service.settings.data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=service.settings.data, prefix=TEMPORARY) as work:
            manifest = _unpack(source, Path(work))
            _swap(service, Path(work))
            service.state.restore(Path(work) / STATE)
            service.people.sign_everybody_out()  # of those days' sessions some were ended since
        for place in _places(service).values():
            shutil.rmtree(place.with_name(_OUTGOING + place.name), ignore_errors=True)
        service.shelf.forget()
        changes = service.bring_in_step()
    service.state.record(service.who, "restore-backup", made=manifest["made"])
    return {
        "file": str(source),
        "documents": manifest["documents"],
        "made": manifest["made"],
        "added": len(changes.added),
        "changed": len(changes.changed),
        "removed": len(changes.removed),
    }


def finish_restoring(service: Service) -> None:
    """After a kill between two renames: put back what was moved aside, drop what never came in."""
    for place in _places(service).values():
        aside = place.with_name(_OUTGOING + place.name)
        if aside.is_dir() and not place.exists():
            aside.replace(place)
        shutil.rmtree(place.with_name(_INCOMING + place.name), ignore_errors=True)
        shutil.rmtree(aside, ignore_errors=True)


def _places(service: Service) -> dict[str, Path]:
    return {"articles": service.settings.articles, REMOVED: service.settings.data / REMOVED}


def _pack(service: Service, state: Path, archive: Path) -> dict[str, Any]:
    files: dict[str, str] = {}
    documents = 0
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed:
        for name, path in _members(service, state):
            data = path.read_bytes()
            packed.writestr(name, data)
            files[name] = hashlib.sha256(data).hexdigest()
            documents += name.startswith("articles/") and name.endswith(".md")
        manifest = {"format": _FORMAT, "made": now(), "documents": documents, "files": files}
        packed.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False))
    return manifest


def _members(service: Service, state: Path) -> Iterator[tuple[str, Path]]:
    yield STATE, state
    for part, folder in _places(service).items():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            hidden = path.name.startswith(TEMPORARY)
            if path.is_file() and not path.is_symlink() and not hidden:
                yield f"{part}/{path.relative_to(folder).as_posix()}", path


def _unpack(source: Path, work: Path) -> dict[str, Any]:
    """Unpack an archive into `work`, every file checked against the manifest."""
    try:
        with zipfile.ZipFile(source) as packed:
            members = _checked(packed, source)
            manifest = _manifest(packed, source)
            if set(manifest["files"]) != set(members):
                raise _damaged(source, "its list of files is not what it holds")
            for name in members:
                data = packed.read(name)
                if hashlib.sha256(data).hexdigest() != manifest["files"][name]:
                    raise _damaged(source, f"{name} was changed")
                path = work / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    except FileNotFoundError:
        raise StateTrouble(f"{source}: there is no such file; check the name.") from None
    except IsADirectoryError:
        raise StateTrouble(f"{source}: it is a folder; name the backup's file.") from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _damaged(source, str(error)) from error
    return manifest


def _checked(packed: zipfile.ZipFile, source: Path) -> list[str]:
    """Return the names of the files, none of which leads elsewhere or is a bomb."""
    entries = [entry for entry in packed.infolist() if entry.filename != MANIFEST]
    if len(entries) > _FILES or sum(entry.file_size for entry in packed.infolist()) > _BYTES:
        raise _damaged(source, "it holds more than a backup does")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or STATE not in names:
        raise _damaged(source, "it is no backup of this program")
    for entry in packed.infolist():
        parts = PurePosixPath(entry.filename).parts
        known = entry.filename in (STATE, MANIFEST) or (len(parts) > 1 and parts[0] in _PARTS)
        odd = {"..", "."} & set(entry.filename.split("/")) or "\\" in entry.filename
        link = stat.S_ISLNK(entry.external_attr >> 16)
        bomb = entry.file_size > _RATIO * max(entry.compress_size, 4096)
        if not known or odd or link or bomb or entry.is_dir() or ":" in entry.filename:
            raise _damaged(source, f"{entry.filename!r} does not belong into a backup")
    return names


def _manifest(packed: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(packed.read(MANIFEST))
        if manifest["format"] != _FORMAT:
            raise _damaged(source, f"it is of format {manifest['format']}, we read {_FORMAT}")
        if not isinstance(manifest["files"], dict):
            raise TypeError
        return {"documents": int(manifest["documents"]), "made": str(manifest["made"]),
                "files": manifest["files"]}  # fmt: skip
    except (KeyError, TypeError, ValueError):
        raise _damaged(source, "it has no list of its files") from None


def _swap(service: Service, work: Path) -> None:
    """Rename what came in to where it belongs, what was there aside."""
    for part, place in _places(service).items():
        incoming = place.with_name(_INCOMING + place.name)
        aside = place.with_name(_OUTGOING + place.name)
        for rest in (incoming, aside):
            shutil.rmtree(rest, ignore_errors=True)
        (work / part).mkdir(exist_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(work / part, incoming)  # beside it: a rename stays in one file system
        if place.exists():
            place.replace(aside)
        incoming.replace(place)
        sync_folder(place.parent)


def _damaged(source: Path, why: str) -> StateTrouble:
    return StateTrouble(f"{source}: it cannot be put back ({why}); use another backup.")
