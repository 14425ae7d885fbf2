"""What Gradio says by itself, said in the language of the page instead of the browser's."""

from __future__ import annotations

from typing import Final

import gradio as gr

from assistant.ui.words import Words

_PREFIX: Final = "gradio."  # of our words, before the name that Gradio has for them
# The languages that Gradio knows, one of which it takes from the browser; "en" for all others.
_TAKEN: Final = (
    "ar", "ca", "ckb", "de", "en", "es", "et", "eu", "fa", "fi", "fr", "he", "hi", "ja", "ko",
    "lt", "nb", "nl", "pl", "pt-BR", "pt", "ro", "ru", "sv", "ta", "th", "tr", "uk", "ur", "uz",
    "zh-CN", "zh-TW",
)  # fmt: skip


def in_its_place(words: Words) -> gr.I18n:
    """Return the words of a page for Gradio's own, whichever language it takes."""
    ours = {
        key.removeprefix(_PREFIX): said
        for key, said in words.table.items()
        if key.startswith(_PREFIX)
    }
    return gr.I18n(**dict.fromkeys(_TAKEN, ours))
