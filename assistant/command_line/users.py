"""People who sign in, looked after from the command line; the app may be running meanwhile."""

from __future__ import annotations

import getpass
import io
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from assistant.command_line.display import one_line
from assistant.command_line.session import Session
from assistant.command_line.usage import WrongUsage
from assistant.errors import PersonRefused

Shown = Mapping[str, Any]


def look_after(session: Session) -> None:
    """Do what `users` was told to do and print whom it concerns."""
    args, people, by = session.args, session.service.people, session.service.who
    if args.action == "list":
        session.print([asdict(person) for person in people.list()], _listing)
    elif args.action == "add":
        person = people.add(args.name, args.role, _password(session), by)
        session.print(asdict(person), lambda p: f"{_line(p)} can sign in.")
    elif args.action == "password":
        person = people.change_password(args.name, _password(session), by)
        session.print(asdict(person), lambda p: f"{_line(p)} has another password.")
    elif args.action == "role":
        person = people.change_role(args.name, args.role, by)
        session.print(asdict(person), lambda p: f"{_line(p)}, from now on.")
    else:
        person = people.remove(args.name, by)
        session.print(asdict(person), lambda p: f"{_line(p)} can sign in no more.")


def _password(session: Session) -> str:
    """Return the password: asked for twice on a terminal, else the line on standard input."""
    if not sys.stdin.isatty():
        given = _piped_line()
        if not given:
            raise WrongUsage(
                f"users {session.args.action}: there is no password; write it to standard input, "
                "on one line, or run this on a terminal."
            )
        return given
    first = getpass.getpass("Password: ", sys.stderr)
    if getpass.getpass("The same again: ", sys.stderr) != first:
        raise PersonRefused("These were two passwords: nothing was changed, try again.")
    return first


def _piped_line() -> str:
    """Return the first line of standard input as UTF-8, whatever the terminal's encoding is."""
    with suppress(AttributeError, io.UnsupportedOperation):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
    return sys.stdin.readline().rstrip("\r\n")


def _listing(people: Sequence[Shown]) -> str:
    return "\n".join(map(_line, people)) or "Nobody can sign in yet; `users add` lets somebody."


def _line(person: Shown) -> str:
    return f"{one_line(person['name'])} ({person['role']})"
