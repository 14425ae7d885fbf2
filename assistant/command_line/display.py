"""Results of the command line as text for people.

Titles and texts are strangers' words: what would move the cursor or turn the line goes.
"""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
_CUT_LINES = 5  # of what was cut, shown of each source


def plain(text: object) -> str:
    """Return `text` without control characters and without signs that reorder a line."""
    return "".join(
        letter
        for letter in str(text)
        if letter in "\n\t" or (unicodedata.category(letter) != "Cc" and letter not in _TURNING)
    )


def one_line(text: object) -> str:
    """Return `text` on one line."""
    return " ".join(plain(text).split())


def width() -> int:
    """Return how many columns the terminal has."""
    return shutil.get_terminal_size((100, 24)).columns


def hits(values: Mapping[str, Any]) -> str:
    """Return what a search found, best first."""
    shown = []
    for number, hit in enumerate(values["hits"], 1):
        text = textwrap.fill(one_line(hit["text"]), max(40, width() - 4))
        place = f"{hit['document_id']} [{hit['start']}:{hit['end']}]"
        ranks = f"dense {hit['dense_rank'] or '-'}, lexical {hit['lexical_rank'] or '-'}"
        head = f"{number}. {place}  {hit['score']:.4f} ({ranks})"
        if met := _met(hit["matches"]):
            head += f"\n    found by: {met}"
        shown.append(f"{head}\n{textwrap.indent(text, '    ')}")
    return "\n\n".join(shown) or "Nothing was found."


def _met(matches: Sequence[Mapping[str, Any]]) -> str:
    """Return the words of a question with what they met, where that is another word."""
    pairs = [(one_line(match["asked"]), one_line(match["found"])) for match in matches]
    return ", ".join(
        found if asked.lower() == found.lower() else f"{asked} → {found}" for asked, found in pairs
    )


def draft(values: Mapping[str, Any]) -> str:
    """Return a source as it was read, before it is stored."""
    document = values["document"]
    if document is None:
        return f"{one_line(values['source'])}\n  cannot be read: {_why(values)}"
    lines = [one_line(values["source"]), *_facts(document)]
    if values["duplicate_of"]:
        lines.append(f"  the same text is already there: {values['duplicate_of']}")
    elif values["near_duplicate_of"]:
        lines.append(f"  a near copy of {values['near_duplicate_of']}; it will be linked to it")
    return "\n".join([*lines, *_cut(values["removed"])])


def report(values: Mapping[str, Any]) -> str:
    """Return what became of a source."""
    head = f"{values['status']}: {one_line(values['source'])}"
    if values["status"] == "failed":
        return f"{head}\n  {_why(values)}"
    if values["status"] == "duplicate":
        return f"{head}\n  the same text is already there: {values['duplicate_of']}"
    if values["status"] == "unchanged":
        return f"{head}\n  already there: {values['document_id']}"
    lines = [head, f"  {values['path']}", *_facts(values)]
    if values["near_duplicate_of"]:
        lines.append(f"  a near copy of {values['near_duplicate_of']}, linked to it")
    return "\n".join([*lines, *_cut(values["removed"] or ())])


def _why(values: Mapping[str, Any]) -> str:
    """Return what is wrong with a source without naming it again: the line above does."""
    return one_line(str(values["error"]).removeprefix(f"{values['source']}: "))


def _facts(values: Mapping[str, Any]) -> list[str]:
    characters = values.get("characters") or len(values.get("body", ""))
    published = values["published"] or "unknown"
    origin = f" (from {values['published_from']})" if values["published_from"] else ""
    return [
        f"  title      {one_line(values['title'] or 'unknown')}",
        f"  publisher  {one_line(values['publisher'] or 'unknown')}",
        f"  published  {one_line(published)}{origin}",
        f"  language   {values['language']}, {characters} characters",
    ]


def _cut(lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    shown = [f"    - {one_line(line)[: width() - 6]}" for line in lines[:_CUT_LINES]]
    more = [f"    … and {len(lines) - _CUT_LINES} more"] if len(lines) > _CUT_LINES else []
    return [f"  cut        {len(lines)} lines", *shown, *more]


def listing(documents: Sequence[Mapping[str, Any]]) -> str:
    """Return the documents, two lines each: what they are, and the id that commands take."""
    return "\n".join(map(_entry, documents)) or "There is no document that fits."


def _entry(document: Mapping[str, Any]) -> str:
    name = ": ".join(one_line(document[key]) for key in ("publisher", "title") if document[key])
    line = f"{document['published'] or 'undated':<10}  {document['language']}  {name}"
    kind = "" if document["kind"] == "article" else f" ({document['kind']})"
    return f"{_shortened(line)}\n{'':<16}{one_line(document['document_id'])}{kind}"


def _shortened(line: str) -> str:
    return line if len(line) <= width() else line[: width() - 1] + "…"


def document(values: Mapping[str, Any]) -> str:
    """Return a document: its record, then its text."""
    keys = [key for key in values if key not in ("body", "sources", "topics", "extra")]
    record = [f"{key:<18} {one_line(values[key])}" for key in keys if values[key] is not None]
    if values["topics"]:
        record.append(f"{'topics':<18} {one_line(', '.join(values['topics']))}")
    for source in values["sources"]:
        said = ", ".join(one_line(part) for part in source.values() if part)
        record.append(f"{'source':<18} {said}")
    return "\n".join(record) + "\n\n" + plain(values["body"]).strip()


def status(values: Mapping[str, Any]) -> str:
    """Return what there is and how it is."""
    languages = ", ".join(f"{count} {name}" for name, count in values["languages"].items())
    first, last = values["dates"]["first"], values["dates"]["last"]
    recipe = values["recipe"] or {}
    lines = [
        f"documents  {values['documents']}" + (f" ({languages})" if languages else ""),
        f"chunks     {values['chunks']}",
        f"dates      {first} to {last}" if first else "dates      none",
        f"undated    {values['undated']}",
        f"removed    {values['removed']} (can be restored)",
        "recipe     " + (", ".join(f"{k} {_short(v)}" for k, v in recipe.items()) or "none"),
        f"health     {values['health']}",
    ]
    if values["running"]:
        where = values["running"]["address"] or "no address yet"
        lines.append(f"running    process {values['running']['pid']}, {where}")
    lines += [f"not indexed: {one_line(problem['error'])}" for problem in values["not_indexed"]]
    return "\n".join(lines)


def _short(value: object) -> str:
    text = one_line(value)
    return text if len(text) <= 20 else text[:12] + "…"


def changes(values: Mapping[str, Any]) -> str:
    """Return what `sync` or `rebuild` did."""
    counts = ", ".join(f"{len(values[key])} {key}" for key in ("added", "changed", "removed"))
    lines = [f"{counts}, {values['unchanged']} unchanged"]
    return "\n".join(lines + [f"left out: {one_line(p['error'])}" for p in values["problems"]])


def outcomes(values: Iterable[Mapping[str, Any]]) -> str:
    """Return what became of documents."""
    return "\n".join(
        f"{o['status']}: {one_line(o['document_id'])}" + (f"\n  {o['error']}" if o["error"] else "")
        for o in values
    )


def erased(values: Mapping[str, Any]) -> str:
    """Return what was destroyed and what could not be reached."""
    gone = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in values["gone"].items())
    lines = [outcomes(values["outcomes"])]
    for copy in values["copies"]:
        lines.append(f"still there: {copy}, a near copy with much of the text; erase it too?")
    if gone:
        lines += [f"destroyed: {gone}", "out of reach, look after them yourself:"]
        lines += [f"  - {place}" for place in values["out_of_reach"]]
    return "\n".join(lines)
