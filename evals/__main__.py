"""What the assistant is worth on the fixed question set, and what changed.

Without a command: run the set and write the report to evals/out (report.md, index.html, run.json).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.errors import AssistantError
from assistant.schema import LANGUAGES
from evals.gold import HERE
from evals.trouble import EvalsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; exit 0 whatever the figures are, 1 when something failed."""
    chosen = _parser().parse_args(arguments)
    try:
        told: str | None = chosen.work(chosen)
    except (AssistantError, EvalsError) as error:
        _tell(str(error))
        return 1
    if told:
        sys.stdout.write(told.rstrip("\n") + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(work=_run)
    _run_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, work: Callable[[argparse.Namespace], str], says: str):  # type: ignore[no-untyped-def]
        added = commands.add_parser(name, help=says, description=says)
        added.set_defaults(work=work)
        return added

    _run_options(command("run", _run, "run the set and write the report"))
    check = command("check", _check, "the defects of a question set, and what it holds")
    check.add_argument("folder", type=Path, nargs="?", default=HERE, help="default: evals/")
    compare = command("compare", _compare, "what changed between two runs, question by question")
    for side in ("a", "b"):
        compare.add_argument(
            side, metavar=side.upper(), help="run.json, git revision, ASSISTANT_X=value, or now"
        )
    command("live", _live, "ask the same questions, and members' own, of today's corpus")
    append = command("append", _append, "add a member's question to evals/live.jsonl")
    append.add_argument("question", nargs="?", default="")
    append.add_argument(
        "--from", type=Path, dest="source", metavar="FILE", help="all that staff gave on the page"
    )
    append.add_argument("--language", choices=LANGUAGES, help="default: as it reads")
    append.add_argument("--note", default="", help="why it is worth asking")
    append.add_argument("--expected", default="", help="what a right answer would say")
    public = command("public", _public, "public question sets: whether what is quoted answers")
    public.add_argument("folder", type=Path, metavar="DIR", help="holds NAME.jsonl.xz")
    public.add_argument("--questions", type=_positive, default=200, metavar="N", help="of each set")
    fit = command("fit", _fit, "the weights of evidence, from public sets and the dev half")
    fit.add_argument("folder", type=Path, metavar="DIR", help="holds NAME.jsonl.xz")
    benchmark = command("benchmark", _benchmark, "retrieval beside BM25 and all-MiniLM, and costs")
    benchmark.add_argument(
        "folder", type=Path, metavar="DIR", nargs="?", help="public sets: NAME.jsonl.xz, NAME.tsv"
    )
    benchmark.add_argument(
        "--questions", type=_positive, default=0, metavar="N", help="of each set; default: all"
    )
    benchmark.add_argument(
        "--chunks", type=_positive, default=10_000, metavar="N", help="of the index that is timed"
    )
    load = command("load", _load, "members who ask while staff bring files in: latencies, errors")
    load.add_argument("--askers", type=_positive, default=20, metavar="N", help="default: 20")
    load.add_argument("--files", type=_positive, default=200, metavar="N", help="default: 200")
    load.add_argument(
        "--seconds", type=_positive, default=30, metavar="N", help="of asking alone; default: 30"
    )
    command("worded", _worded, "true sentences in other words: how many the check lets through")
    command("fresh", _fresh, "the same of the shipped summaries, by another hand, asked and shown")
    attacks = command("attacks", _attacks, "orders hidden in documents: what reaches the reader")
    attacks.add_argument("file", type=Path, metavar="FILE", help="JSON: texts by category")
    attacks.add_argument("--place", action="append", default=[], help="default: every place")
    attacks.add_argument(
        "--every", type=_positive, default=1, metavar="N", help="try one in N; default: all"
    )
    command("failures", _failures, "every way a language model fails, and what the reader sees")
    command("doubles", _doubles, "the set asked of models that are played: what is shown of them")
    pictures = command("screenshots", _screenshots, "pictures of the main views, by Chromium")
    pictures.add_argument("folder", type=Path, metavar="DIR", help="where they are written")
    return parser


def _run_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="write the record here, and no report")
    parser.add_argument("--no-baselines", action="store_true", help="ours alone, quicker")
    parser.add_argument("--model", default="", help="ask again with it, provider:name, and compare")
    parser.add_argument("--model-url", default="", help="where a server of one's own speaks")
    parser.add_argument("--update-floors", action="store_true", help="raise what was exceeded")
    parser.add_argument(
        "--allow-regression", action="store_true", help="with --update-floors: lower as well"
    )

    parser.add_argument(
        "--noise", type=Path, metavar="DIR", help="ask again with public sets' paragraphs beside"
    )
    parser.add_argument(
        "--paragraphs", type=_positive, default=1500, metavar="N", help="of --noise; default 1500"
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


# --- the commands -----------------------------------------------------------------------------


def _run(chosen: argparse.Namespace) -> str:
    if chosen.noise:
        return _run_with_noise(chosen)
    from evals.floors import update_floors
    from evals.record import RUN, write_record
    from evals.run import run, writer_named

    writer = writer_named(chosen.model, chosen.model_url)
    record = run(_tell, baselines=not chosen.no_baselines, writer=writer)
    write_record(record, chosen.out or RUN)
    if chosen.update_floors:
        for line in update_floors(record, allow_regression=chosen.allow_regression):
            _tell(line)
    if chosen.out:
        return ""
    from evals.reporting.markdown import report, write

    _tell(f"written to {write(record)}")
    return report(record)


def _run_with_noise(chosen: argparse.Namespace) -> str:
    from evals.noise import noise
    from evals.record import OUT, write_record

    if chosen.update_floors:
        raise EvalsError("Floors are those of a run without noise: leave --noise out.")
    record, told = noise(chosen.noise, chosen.paragraphs, _tell)
    write_record(record, chosen.out or OUT / "noise.json")
    if not chosen.out:
        (OUT / "noise.md").write_text(told, encoding="utf-8", newline="\n")
        _tell(f"written to {OUT / 'noise.md'}")
    return told


def _check(chosen: argparse.Namespace) -> str:
    from evals.checks import copied_documents, defects, tally
    from evals.gold import read_set

    gold = read_set(chosen.folder)
    found = [*defects(gold), *(f"{a} copies {b}" for a, b in copied_documents(gold))]
    if found:
        raise EvalsError("\n".join(found))
    return tally(gold)


def _compare(chosen: argparse.Namespace) -> str:
    from evals.compare import compare

    return compare(chosen.a, chosen.b, _tell)


def _live(_: argparse.Namespace) -> str:
    from evals.live import live

    return live(_tell)


def _append(chosen: argparse.Namespace) -> str:
    from evals.live import append, append_all

    if chosen.source is not None:
        return append_all(chosen.source)
    return append(
        chosen.question, language=chosen.language, note=chosen.note, expected=chosen.expected
    )


def _public(chosen: argparse.Namespace) -> str:
    from evals.public import public

    return public(chosen.folder, chosen.questions, _tell)


def _fit(chosen: argparse.Namespace) -> str:
    from evals.fit import fit

    return fit(chosen.folder, _tell)


def _benchmark(chosen: argparse.Namespace) -> str:
    from evals.benchmark import benchmark

    return benchmark(_tell, chosen.folder, questions=chosen.questions, chunks=chosen.chunks)


def _load(chosen: argparse.Namespace) -> str:
    from evals.load import load

    return load(_tell, askers=chosen.askers, files=chosen.files, seconds=chosen.seconds)


def _worded(_: argparse.Namespace) -> str:
    from evals.worded import worded

    return worded()


def _fresh(_: argparse.Namespace) -> str:
    from evals.fresh import fresh

    return fresh()


def _attacks(chosen: argparse.Namespace) -> str:
    from evals.attacks import attacks

    return attacks(chosen.file, _tell, chosen.place, chosen.every)


def _failures(_: argparse.Namespace) -> str:
    from evals.failing import failures

    return failures()


def _doubles(_: argparse.Namespace) -> str:
    from evals.doubled import doubles

    return doubles(_tell)


def _screenshots(chosen: argparse.Namespace) -> str:
    from evals.screenshots import screenshots

    return screenshots(chosen.folder, _tell)


if __name__ == "__main__":
    sys.exit(main())
