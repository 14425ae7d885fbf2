"""The words of the command line: commands, options, and what they mean."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from assistant.errors import CorpusError
from assistant.passwords import SHORTEST_PASSWORD
from assistant.people import ROLES
from assistant.schema import LANGUAGES
from assistant.service.editing import EDITABLE, limit_date, staff_date

PROGRAM = "python -m assistant"
_ABOUT = "Answers questions about the documents of a sector, every sentence with its source."
_ANYWHERE = "Exit: 0 done; 1 something failed, the rest was done; 2 wrong usage."


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; it exits with 2 on wrong usage."""
    top = argparse.ArgumentParser(prog=PROGRAM, description=_ABOUT, epilog=_ANYWHERE)
    _add_places(top, None)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add_group in (_documents, _corpus, _questions, _answers, _people, _app):
        add_group(_Commands(commands))
    return top


class _Commands:
    """Adds commands that share their common options."""

    def __init__(self, commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        self._commands = commands

    def add(self, name: str, about: str) -> argparse.ArgumentParser:
        """Add a command; `about` is one sentence."""
        command = self._commands.add_parser(name, help=about, description=about, epilog=_ANYWHERE)
        _add_places(command, argparse.SUPPRESS)
        command.add_argument(
            "--json", action="store_true", help="print JSON on standard output and nothing else"
        )
        return command

    def group(self, name: str, about: str) -> _Commands:
        """Add a command of several actions; return what adds these."""
        command = self._commands.add_parser(name, help=about, description=about, epilog=_ANYWHERE)
        _add_places(command, argparse.SUPPRESS)
        return _Commands(command.add_subparsers(dest="action", metavar="ACTION", required=True))


def _add_places(command: argparse.ArgumentParser, default: object) -> None:
    command.add_argument(
        "--corpus", type=Path, metavar="DIR", default=default,
        help="the corpus folder (default: corpus, or ASSISTANT_CORPUS)",
    )  # fmt: skip
    command.add_argument(
        "--data", type=Path, metavar="DIR", default=default,
        help="the data directory: index and state (default: .assistant, or ASSISTANT_DATA)",
    )  # fmt: skip
    command.add_argument(
        "-v", "--verbose", action="store_true",
        default=argparse.SUPPRESS if default == argparse.SUPPRESS else False,
        help="say more of what happens, on standard error",
    )  # fmt: skip


def _documents(commands: _Commands) -> None:
    add = commands.add("add", "Bring in files, folders and web pages.")
    add.add_argument(
        "sources", nargs="+", metavar="PATH_OR_URL",
        help="html, htm, mhtml, txt, md, pdf or docx; a folder is walked",
    )  # fmt: skip
    add.add_argument("--published", type=_date, metavar="DATE", help="when it was first published")
    add.add_argument("--publisher", metavar="NAME", help="who published it")
    add.add_argument("--title", metavar="T", help="its title")
    add.add_argument("--url", type=_url, metavar="URL", help="where it was first published")
    _add_yes(add, "store without asking")

    edit = commands.add("edit", "Correct what is said of a document; its text stays.")
    edit.add_argument("id", metavar="ID")
    for name in EDITABLE:
        kind: Callable[[str], str] = {"published": _date, "url": _url}.get(name, str)
        edit.add_argument(f"--{name}", type=kind, metavar=name.upper(), help="'' empties it")

    show = commands.add("show", "Print a document and what is known of it.")
    show.add_argument("id", metavar="ID")
    remove = commands.add("remove", "Take documents out of every answer; `restore` undoes it.")
    remove.add_argument("ids", nargs="+", metavar="ID")
    restore = commands.add("restore", "Put removed documents back, for 30 days after `remove`.")
    restore.add_argument("ids", nargs="+", metavar="ID")
    erase = commands.add("erase", "Destroy the text of documents for good.")
    erase.add_argument("ids", nargs="+", metavar="ID")
    _add_yes(erase, "erase without asking")


def _corpus(commands: _Commands) -> None:
    listing = commands.add("list", "List the documents, latest first.")
    listing.add_argument("--text", default="", help="words of the title, publisher, author or id")
    listing.add_argument("--kind", default="", choices=("article", "summary", "report"))
    listing.add_argument("--language", default="", choices=LANGUAGES)
    _add_period(listing)
    commands.add("status", "Say what there is: documents, chunks, dates, recipe and health.")
    commands.add("sync", "Make the index match the corpus folder; describe dropped-in files.")
    commands.add("rebuild", "Build the index afresh from the corpus folder.")
    backup = commands.add("backup", "Write corpus and state to one zip file.")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = commands.add("restore-backup", "Put corpus and state of a backup in place of these.")
    restore.add_argument("file", type=Path, metavar="FILE")
    _add_yes(restore, "replace what is here without asking")


def _questions(commands: _Commands) -> None:
    ask = commands.add("ask", "Answer a question from the documents, with citations.")
    _add_question(ask)
    ask.add_argument(
        "--language", choices=LANGUAGES, help="of the answer (default: that of the question)"
    )
    search = commands.add("search", "Find passages; no answer is written.")
    _add_question(search)
    search.add_argument("--language", choices=LANGUAGES, help=argparse.SUPPRESS)


def _add_question(command: argparse.ArgumentParser) -> None:
    command.add_argument("question", nargs="?", metavar="QUESTION")
    command.add_argument(
        "--batch", metavar="FILE",
        help="answer the questions of a file, one JSON object a line with id, question, and "
        "optionally history, language, publishers and document_languages; - is standard input",
    )  # fmt: skip
    command.add_argument(
        "--history", nargs="+", action="extend", default=[], metavar="Q",
        help="earlier questions of the same asker, oldest first",
    )  # fmt: skip
    _add_period(command)
    command.add_argument(
        "--publisher", dest="publishers", action="append", default=[], metavar="NAME",
        help="only documents of this publisher; may be given again for another",
    )  # fmt: skip
    command.add_argument(
        "--in-language", dest="document_languages", action="append", default=[],
        choices=LANGUAGES, help="only documents in this language; may be given again for another",
    )  # fmt: skip
    command.add_argument("--top", type=_count, metavar="N", help="how many passages to look at")


def _answers(commands: _Commands) -> None:
    answers = commands.group("answers", "Look after the answers that are kept for a link.")
    answers.add("list", "List them, latest first: id, day, question.")
    delete = answers.add("delete", "Delete answers, and what was thought of them, for good.")
    delete.add_argument("ids", nargs="+", metavar="ID", help="an answer's id, or its link")


def _people(commands: _Commands) -> None:
    users = commands.group("users", "Look after the people who sign in.")
    secret = f"The password ({SHORTEST_PASSWORD} signs or more) is asked for, or read from a pipe."
    add = users.add("add", f"Let somebody sign in. {secret}")
    add.add_argument("name", metavar="NAME")
    add.add_argument(
        "--role", choices=ROLES, required=True,
        help="member: asks; staff and admin: look after the documents too",
    )  # fmt: skip
    users.add("list", "List them, with their roles.")
    users.add("password", f"Give somebody another password. {secret}").add_argument(
        "name", metavar="NAME"
    )
    role = users.add("role", "Give somebody another role.")
    role.add_argument("name", metavar="NAME")
    role.add_argument("role", choices=ROLES)
    users.add("remove", "Let somebody sign in no more.").add_argument("name", metavar="NAME")


def _app(commands: _Commands) -> None:
    serve = commands.add("serve", "Serve the web app.")
    serve.add_argument("--host", help="address to listen on (default: 127.0.0.1, this machine)")
    serve.add_argument("--port", type=_port, help="port to listen on (default: 7860)")


def _add_period(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--from", dest="since", type=_limit, default="", metavar="DATE",
        help="only documents published then or later",
    )  # fmt: skip
    command.add_argument(
        "--to", dest="until", type=_limit, default="", metavar="DATE",
        help="only documents published then or earlier",
    )  # fmt: skip


def _add_yes(command: argparse.ArgumentParser, about: str) -> None:
    command.add_argument("-y", "--yes", action="store_true", help=about)


def _date(text: str) -> str:
    return _read(staff_date, text)


def _limit(text: str) -> str:
    return _read(limit_date, text)


def _read(date: Callable[[str], str], text: str) -> str:
    try:
        return date(text)
    except CorpusError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _url(text: str) -> str:
    if text and not text.lower().startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(f"{text!r} is no web address; it begins with https://.")
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 1000.")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: a number from 1 to 65535.")
    return int(text)
