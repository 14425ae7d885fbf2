"""What a question may be limited to: when it was published, by whom, in which language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import gradio as gr

from assistant.language.published_dates import parse_published
from assistant.schema import LANGUAGES, Language
from assistant.service.holdings import Holdings
from assistant.ui.words import OWN_NAMES, Words

_LONGEST = 40  # characters of a date, in words or figures


@dataclass(frozen=True, slots=True)
class Limited:
    """The limits as the reader left them; empty ones limit nothing."""

    since: str = ""
    until: str = ""
    publishers: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()

    @property
    def count(self) -> int:
        """How many of the four limit anything."""
        return sum(map(bool, (self.since, self.until, self.publishers, self.languages)))


@dataclass(frozen=True, slots=True)
class Boxes:
    """The components of the filters, in the order that `read` takes their values."""

    frame: gr.Accordion
    since: gr.Textbox
    until: gr.Textbox
    publishers: gr.Dropdown
    languages: gr.CheckboxGroup

    @property
    def all(self) -> list[Any]:
        """The components that hold values."""
        return [self.since, self.until, self.publishers, self.languages]


def lay_out(words: Words) -> Boxes:
    """Lay the filters out, folded, inside the open Blocks."""
    with gr.Accordion(words.say("filters"), open=False, elem_id="filters") as frame:
        with gr.Row():
            hint = words.say("date.hint")
            since = gr.Textbox(label=words.say("since"), placeholder=hint, max_length=_LONGEST)
            until = gr.Textbox(label=words.say("until"), placeholder=hint, max_length=_LONGEST)
        with gr.Row():
            publishers = gr.Dropdown(
                [], label=words.say("filters.publishers"), multiselect=True, elem_id="by-publisher"
            )
            languages = gr.CheckboxGroup(
                [(OWN_NAMES[language], language) for language in LANGUAGES],
                label=words.say("filters.languages"),
                elem_id="by-language",
            )
    return Boxes(frame, since, until, publishers, languages)


def wire(boxes: Boxes, words: Words) -> None:
    """Say on the folded filters how many of them are in use."""

    def told(*values: Any) -> Any:
        count = read(values).count
        label = words.say("filters")
        return gr.update(label=f"{label} ({words.number(count)})" if count else label)

    for box in boxes.all:
        box.change(told, boxes.all, [boxes.frame], show_progress="hidden", api_visibility="private")


def read(values: Sequence[Any]) -> Limited:
    """Return the limits that the values of the boxes say; a box never shown holds None."""
    since, until, publishers, languages = values
    return Limited(
        (since or "").strip(),
        (until or "").strip(),
        tuple(publishers or ()),
        tuple(language for language in LANGUAGES if language in (languages or ())),
    )


def iso(day: str) -> str:
    """Return a date that limits a question as ISO day, month or year; "" for what is none."""
    return parse_published(day, today=date.max) if day else ""


def choices(holdings: Holdings, words: Words) -> Any:
    """Return the update that offers the publishers there are, each with its documents counted."""
    offered = [(f"{name} ({words.number(n)})", name) for name, n in holdings.publishers]
    return gr.update(choices=offered)
