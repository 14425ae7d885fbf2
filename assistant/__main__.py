"""The command line: `python -m assistant COMMAND`. Results on standard output, the rest on error.

Exit codes: 0 done; 1 something failed and the rest was done; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from assistant.command_line import answers, display
from assistant.command_line.parser import PROGRAM, parser
from assistant.command_line.session import Session
from assistant.command_line.streams import log_to_stderr, own_output, readable
from assistant.command_line.usage import WrongUsage
from assistant.errors import AssistantError
from assistant.index.period import period
from assistant.service.records import document_json, listing_json
from assistant.service.remote import open_door
from assistant.service.service import Service
from assistant.settings import Settings
from assistant.storage import storage_errors

if TYPE_CHECKING:
    from assistant.index.index import Index

Command = Callable[[Session], int]
DONE, FAILED, WRONG_USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command on the process's own streams; the entry point."""
    with own_output() as out:
        try:
            return run(sys.argv[1:] if argv is None else argv, out)
        except BrokenPipeError:  # whoever read us has gone: `| head`
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
            return FAILED


def own_service(settings: Settings) -> Service:
    """Return the service that commands of this process use, in the name of its user."""
    return Service(settings, who=_user())


def run(
    argv: Sequence[str], out: IO[str], serving: Callable[[Settings], Service] = own_service
) -> int:
    """Run one command, its results written to `out`; return the exit code.

    `serving` makes the service: another one has, for example, another encoder.
    """
    try:
        args = parser().parse_args([readable(word) for word in argv])
    except SystemExit as stop:  # --help, or wrong usage, which argparse has explained
        return int(stop.code or 0)
    log_to_stderr(args.verbose)
    session: Session | None = None
    try:
        session = Session(args, out, serving)
        return COMMANDS[args.command](session)
    except WrongUsage as error:
        sys.stderr.write(f"{PROGRAM}: {error}\n")
        return WRONG_USAGE
    except AssistantError as error:
        sys.stderr.write(f"{display.one_line(error)}\n")
        if args.json:
            out.write(json.dumps({"error": str(error)}, ensure_ascii=False) + "\n")
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped; what was stored stays stored.\n")
        return FAILED
    finally:
        if session is not None:
            session.close()


# --- documents -------------------------------------------------------------------------------


def add(session: Session) -> int:
    """Bring sources in."""
    from assistant.command_line.adding import add_sources

    return add_sources(session)


def edit(session: Session) -> int:
    """Correct fields of a document."""
    from assistant.service.editing import EDITABLE

    values = {name: getattr(session.args, name) for name in EDITABLE}
    changes = {name: value for name, value in values.items() if value is not None}
    if not changes:
        raise WrongUsage("edit: say what to change, for example --published 2019-02-01.")
    edited = session.call("edit", document_id=session.args.id, changes=changes)
    session.print(edited, lambda document: display.listing([document]))
    return DONE


def show(session: Session) -> int:
    """Print a document."""
    session.print(document_json(session.service.show(session.args.id)), display.document)
    return DONE


def remove(session: Session) -> int:
    """Take documents out of every answer."""
    return _outcomes(session, session.call("remove", document_ids=session.args.ids))


def restore(session: Session) -> int:
    """Put removed documents back."""
    return _outcomes(session, session.call("restore", document_ids=session.args.ids))


def erase(session: Session) -> int:
    """Destroy the text of documents."""
    names = ", ".join(session.args.ids)
    if not session.agreed(f"Destroy the text of {names} for good?"):
        session.print(
            {"outcomes": [], "gone": {}, "copies": [], "out_of_reach": []},
            lambda _: "Nothing erased.",
        )
        return DONE
    erased = session.call("erase", document_ids=session.args.ids)
    session.print(erased, display.erased)
    return _code(outcome["status"] == "failed" for outcome in erased["outcomes"])


def _outcomes(session: Session, outcomes: Sequence[Mapping[str, Any]]) -> int:
    session.print(outcomes, display.outcomes)
    return _code(outcome["status"] == "failed" for outcome in outcomes)


# --- the corpus ------------------------------------------------------------------------------


def list_(session: Session) -> int:
    """List the documents."""
    args = session.args
    _check_period(args)
    found = session.service.list(
        text=args.text, kind=args.kind, language=args.language, since=args.since, until=args.until
    )
    session.print([listing_json(document) for document in found], display.listing)
    return DONE


def status(session: Session) -> int:
    """Say what there is."""
    session.print(session.service.status(), display.status)
    return DONE


def sync(session: Session) -> int:
    """Make the index match the corpus folder."""
    return _changes(session, session.call("sync"))


def rebuild(session: Session) -> int:
    """Build the index afresh."""
    return _changes(session, session.call("rebuild"))


def _changes(session: Session, changes: Mapping[str, Any]) -> int:
    session.print(changes, display.changes)
    return _code([bool(changes["problems"])])


def backup(session: Session) -> int:
    """Write corpus and state to one file."""
    made = session.call_light("backup", file=str(session.args.file.absolute()))
    session.print(made, lambda m: f"{m['documents']} documents and the state are in {m['file']}")
    return DONE


def restore_backup(session: Session) -> int:
    """Put a backup in place of what is here."""
    file = session.args.file
    if not session.agreed(f"Replace the corpus folder and the state by those of {file}?"):
        session.print({"file": None}, lambda _: "Nothing was replaced.")
        return DONE
    with storage_errors(session.settings.articles):  # a lost folder is what backups are for
        session.settings.articles.mkdir(parents=True, exist_ok=True)
    back = session.call("restore_backup", file=str(file.absolute()))
    session.print(back, lambda b: f"{b['documents']} documents are back, as of {b['made']}")
    return DONE


def _check_period(args: argparse.Namespace) -> None:
    first, last = period(args.since), period(args.until)
    if first and last and first[0] > last[1]:
        raise WrongUsage(
            f"{args.command}: nothing lies between --from {args.since} and --to {args.until}; "
            "the earlier date goes to --from."
        )


# --- questions -------------------------------------------------------------------------------


def ask(session: Session) -> int:
    """Answer a question, or those of a file."""
    return _asked(session, "ask", answers.answer)


def search(session: Session) -> int:
    """Find passages for a question, or for those of a file."""
    return _asked(session, "search", display.hits)


def _asked(session: Session, operation: str, shown: Callable[[Any], str]) -> int:
    from assistant.command_line.batch import answer_lines

    args = session.args
    limits = {
        name: getattr(args, name)
        for name in ("since", "until", "publishers", "document_languages", "top", "language")
    }
    if (args.question is None) == (args.batch is None):
        raise WrongUsage(f"{operation}: give one question, or --batch FILE.")
    _check_period(args)
    if args.batch is not None:
        results = answer_lines(session.call, operation, args.batch, limits, session.line)
        code = _code("error" in values for values in results)
    elif args.question.strip():
        values = session.call(operation, text=args.question, history=args.history, **limits)
        session.print(values, shown)
        code = DONE
    else:
        raise WrongUsage(f"{operation}: the question is empty.")
    if not session.service.library.scan():
        folder = session.settings.articles
        sys.stderr.write(f"{folder}: there are no documents yet; bring some in with `add`.\n")
    return code


# --- kept answers ----------------------------------------------------------------------------


def kept(session: Session) -> int:
    """List the kept answers, or delete some."""
    from assistant.command_line.kept import look_after

    return FAILED if look_after(session) else DONE


# --- people ----------------------------------------------------------------------------------


def users(session: Session) -> int:
    """Look after the people who sign in."""
    from assistant.command_line.users import look_after

    look_after(session)
    return DONE


# --- the app ---------------------------------------------------------------------------------


def serve(session: Session) -> int:
    """Serve the web app until it is stopped."""
    from assistant.ui.app import serve as serve_app

    host = session.args.host or session.settings.host
    port = session.args.port or session.settings.port
    writer = session.service.writer  # what is wrong with it is said before anything is served
    with open_door(session.service):
        session.service.warm(session.bars, lambda index: _told(session, index))
        worded = f" Answers are worded by {writer.name}." if writer else ""
        said = f"Open http://{host}:{port}/ in a browser; Ctrl+C stops.{worded}"
        serve_app(session.service, session.settings, host, port, lambda: session.tell(said))
    return DONE


def _told(session: Session, index: Index) -> None:
    """Say what there is once the index is open, and begin what the running app does by itself."""
    from assistant.service.removal import purge_each_day

    session.bars.close()
    purge_each_day(session.service)
    session.tell(f"{index.statistics().documents} documents can be searched.")


COMMANDS: Mapping[str, Command] = {
    "add": add, "edit": edit, "show": show, "remove": remove, "restore": restore, "erase": erase,
    "list": list_, "status": status, "sync": sync, "rebuild": rebuild, "backup": backup,
    "restore-backup": restore_backup, "ask": ask, "search": search, "answers": kept, "users": users,
    "serve": serve,
}  # fmt: skip


def _user() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "staff"


def _code(failures: Iterable[bool]) -> int:
    """Return the exit code; every one is looked at, for it may be work that is still to do."""
    return FAILED if sum(failures) else DONE


if __name__ == "__main__":
    sys.exit(main())
