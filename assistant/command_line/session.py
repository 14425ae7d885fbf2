"""One run of the command line: what it was told, whom it asks, where it writes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import IO, Any

from assistant.command_line.progress import Bars
from assistant.command_line.usage import WrongUsage
from assistant.service.remote import Caller, Here, connect, running_app
from assistant.service.service import Service
from assistant.settings import Settings, read_settings


class Session:
    """One run of the command line: its arguments, its service, its output."""

    def __init__(
        self, args: argparse.Namespace, out: IO[str], serving: Callable[[Settings], Service]
    ) -> None:
        self.args = args
        self.settings = read_settings(corpus=args.corpus, data=args.data)
        self.service = serving(self.settings)
        self.bars = Bars()
        self._out = out
        self._caller: Caller | None = None

    def call(self, operation: str, **arguments: Any) -> Any:
        """Run an operation on the index, here or in the app that owns it; return its JSON."""
        if self._caller is None:
            self._caller = connect(self.service, self.bars)
        if operation in ("ask", "search") and isinstance(self._caller, Here):
            self.bars.say_once("loading the language model…")
        return self._caller.call(operation, arguments, self.bars)

    def call_light(self, operation: str, **arguments: Any) -> Any:
        """Run an operation that needs no index: in the app where one runs, so as not to race it."""
        caller = running_app(self.service) or Here(self.service)
        return caller.call(operation, arguments, self.bars)

    def say(self, text: str) -> None:
        """Print text for people."""
        self._out.write(text + "\n")
        self._out.flush()

    def tell(self, text: str) -> None:
        """Print text for people that is not the result: beside it where that is JSON."""
        if self.args.json:
            sys.stderr.write(text + "\n")
        else:
            self.say(text)

    def print(self, values: Any, show: Callable[[Any], str]) -> None:
        """Print a result: as JSON where that was asked for, else as `show` writes it."""
        self.say(
            json.dumps(values, ensure_ascii=False, indent=2) if self.args.json else show(values)
        )

    def line(self, values: Any) -> None:
        """Print one JSON line."""
        self.say(json.dumps(values, ensure_ascii=False))

    def agreed(self, question: str) -> bool:
        """Ask on the terminal; without one, wrong usage: the command wanted `--yes`."""
        if self.args.yes:
            return True
        if not sys.stdin.isatty():
            raise WrongUsage(f"{self.args.command}: there is no terminal to ask on; add --yes.")
        sys.stderr.write(f"{question} [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in ("y", "yes", "o", "oui")

    def close(self) -> None:
        """Let go of everything."""
        self.bars.close()
        self.service.close()
