"""The real app in a process of its own, which imports files as the staff desk does when told.

Run as `python -m evals.loaded FOLDER`: serves FOLDER/corpus and FOLDER/data on a free port. It
writes a JSON object a line: {"port"} once it is warm, then {"stored", "read_s", "store_s"} for
every line of standard input, each of which names a folder of files. It ends with its input.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import uvicorn

from assistant.schema import AddReport
from assistant.service.service import Service
from assistant.settings import read_settings
from assistant.ui import desk
from assistant.ui.app import TURN, build_app
from assistant.ui.storing import TOGETHER
from assistant.ui.trays import Trays


def main(folder: Path) -> None:
    """Serve until the input ends."""
    sys.setswitchinterval(TURN)
    settings = read_settings(corpus=folder / "corpus", data=folder / "data")
    service = Service(settings, who="load")
    try:
        service.warm().join()
        listening = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(build_app(service, settings), log_level="critical")
        server = uvicorn.Server(config)
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        serving.start()
        _tell({"port": listening.getsockname()[1]})
        for line in sys.stdin:
            _tell(_import(service, Path(line.rstrip("\n"))))
        server.should_exit = server.force_exit = True
        serving.join(10)
    finally:
        service.close()


def _import(service: Service, folder: Path) -> dict[str, Any]:
    """Take files in on a tray of their own, then store them a few at a time, as the desk does."""
    tray = Trays(service).of("load")
    started = time.perf_counter()
    tray.add(desk.uploaded([str(path) for path in sorted(folder.iterdir())], []))
    while tray.reading:
        tray.wait(tray.version, 1.0)
    read = time.perf_counter()
    drafts = [item.draft for item in tray.drafts() if item.draft]
    reports: list[AddReport] = []
    for start in range(0, len(drafts), TOGETHER):
        claimed = [report.document_id for report in reports if report.document_id]
        reports += service.store(drafts[start : start + TOGETHER], claimed=claimed)
    return {
        "stored": sum(report.status == "stored" for report in reports),
        "read_s": read - started,
        "store_s": time.perf_counter() - read,
    }


def _tell(values: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
