"""An answer as Markdown and as plain text: complete, in the reader's language, and only text."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from test_contract import answers

from assistant.schema import (
    Answer,
    AnswerSentence,
    Citation,
    Conflict,
    ConflictValue,
    OriginalSource,
)
from assistant.ui.export import as_markdown, as_text
from assistant.ui.words import words_in

FR, EN, AR = words_in("fr"), words_in("en"), words_in("ar")
AT = "2026-11-22T10:00:00Z"
QUOTE = "La forge de Bellemont a mis en service une presse de 900 tonnes."
ARTICLE = Citation(
    n=1,
    document_id="forge",
    path="articles/forge.md",
    kind="article",
    title="La forge s'équipe",
    publisher="La Gazette",
    published=None,
    url="https://gazette.example/forge?a=1&b=2",
    field="body",
    quote=QUOTE,
    start=0,
    end=len(QUOTE),
    language="fr",
)
SUMMARY = replace(
    ARTICLE,
    n=2,
    kind="summary",
    title="Les presses",
    url="",
    sources=(OriginalSource("Fil", "Presse", "https://fil.example/1", "2019-02-01"),),
)
ANSWER = Answer(
    question="Quelle presse ?",
    standalone_question="Quelle presse ?",
    language="fr",
    mode="extractive",
    answer=f"Une presse :\n« {QUOTE} » [1]\n\nSelon le Fil aussi [2].",
    answered=True,
    sentences=(AnswerSentence("x", (1,), True),),
    missing=("le prix",),
    notes=("une note",),
    conflicts=(Conflict("tonnes", (ConflictValue("900", 1), ConflictValue("800", 2))),),
    citations=(ARTICLE, SUMMARY),
)


def rendered(markdown: str) -> list[Token]:
    """Return the tokens of a renderer that lets HTML through, tables and strikes too."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = []
    for token in reader.parse(markdown):
        found += [token, *(token.children or [])]
    return found


def test_markdown_holds_question_date_answer_and_sources() -> None:
    assert as_markdown(ANSWER, AT, FR, "https://a.example/fr/answers/x") == (
        "# Quelle presse ?\n\n"
        "Réponse du 22\u00a0novembre 2026\n\n"
        f"Une presse :\\\n« {QUOTE} » \\[1\\]\n\n"
        "Selon le Fil aussi \\[2\\].\n\n"
        "Les documents ne répondent pas à\u00a0:\n\n- le prix\n\n"
        "Les sources ne donnent pas la même valeur\n\n- 900 \\[1\\]\n- 800 \\[2\\]\n\n"
        "À noter\n\n- une note\n\n"
        "## Sources citées\n\n"
        "**\\[1\\]** La forge s'équipe, La Gazette, date inconnue\n\n"
        f"> {QUOTE}\n\n"
        "<https://gazette.example/forge?a=1&b=2>\n\n"
        "**\\[2\\]** Les presses, notre synthèse, d’après Fil, 1er\u00a0février 2019\n\n"
        f"> {QUOTE}\n\n"
        "<https://fil.example/1>\n\n"
        "Lien permanent\u00a0: <https://a.example/fr/answers/x>\n"
    )


def test_the_frame_is_in_the_readers_language_and_the_quote_in_its_own() -> None:
    english, arabic = as_markdown(ANSWER, AT, EN), as_markdown(ANSWER, AT, AR)
    assert "Answer of 22 November 2026" in english.replace("\u00a0", " ")
    assert "date unknown" in english
    assert "إجابة بتاريخ" in arabic
    assert "،" in arabic
    assert all(f"> {QUOTE}" in text for text in (english, arabic))


def test_a_refusal_says_what_came_nearest_and_a_day_nobody_knows_is_left_out() -> None:
    refused = replace(ANSWER, answered=False, answer="Rien.", citations=(), nearest=(ARTICLE,))
    text = as_markdown(refused, "", FR)
    assert FR.say("nearest") in text
    assert QUOTE in text
    assert "date inconnue" not in text.partition("## ")[0]


def test_plain_text_has_the_sources_and_no_marks() -> None:
    text = as_text(ANSWER, AT, FR)
    assert "\\" not in text
    assert "[1] La forge s'équipe, La Gazette, date inconnue" in text
    assert f"«\u00a0{QUOTE}\u00a0»" in text
    assert "https://gazette.example/forge?a=1&b=2" in text
    assert "- 800 [2]" in text


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("\\`*_{}[]()<>#+-.!|~&@:/=\"'$^1a \t\n\r\x0b\x0c\x85\u2028")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
) | st.sampled_from(
    [
        "![x](http://evil.example/a.png)",
        "[x](javascript:alert(1))",
        "<script>alert(1)</script>",
        "<http://evil.example>",
        "[x]: http://evil.example\n\n[x]",
        "```\ncode\n```",
        "    indented",
        "1. one\n2) two",
        "title\n===\n---",
        "a | b\n--|--\n1 | 2",
        "&lt;img src=x&gt; &#60;b&#62;",
        "line  \nbreak\\\nbreak",
        "> deeper\n>> still",
        "~~gone~~ **bold** _em_ `code`",
        "www.evil.example http://evil.example me@evil.example",
        "\ufeff# head",
    ]
)


def hostile_answer(texts: tuple[str, ...]) -> Answer:
    question, said, title, publisher, quote, source, note = texts
    return replace(
        ANSWER,
        question=question,
        answer=said,
        missing=(note,),
        notes=(note,),
        conflicts=(Conflict(note, (ConflictValue(note, 1),)),),
        citations=(
            replace(ARTICLE, title=title, publisher=publisher, quote=quote, url=source),
            replace(SUMMARY, title=title, sources=(OriginalSource(publisher, title, source, ""),)),
        ),
    )


@settings(deadline=None)
@given(st.tuples(*[HOSTILE] * 7))
def test_no_text_of_others_becomes_anything_but_text(texts: tuple[str, ...]) -> None:
    tokens = rendered(as_markdown(hostile_answer(texts), AT, FR))
    kinds = {token.type for token in tokens}
    assert kinds <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text",
        "text_special", "hardbreak", "strong_open", "strong_close", "blockquote_open",
        "blockquote_close", "bullet_list_open", "bullet_list_close", "list_item_open",
        "list_item_close", "link_open", "link_close",
    }  # fmt: skip
    assert [token.tag for token in tokens if token.type == "heading_open"] in (["h1", "h2"],)
    assert sum(token.type == "strong_open" for token in tokens) == 2
    assert sum(token.type == "blockquote_open" for token in tokens) == 2
    assert sum(token.type == "bullet_list_open" for token in tokens) == 3
    for token in tokens:
        if token.type == "link_open":
            assert str(token.attrs["href"]).lower().startswith(("http://", "https://"))
            assert token.info == "auto"


@settings(deadline=None)
@given(HOSTILE, HOSTILE)
def test_what_a_reader_sees_is_what_was_written(title: str, quote: str) -> None:
    answer = replace(ANSWER, citations=(replace(ARTICLE, title=title, quote=quote),))
    seen = "".join(
        {"hardbreak": " ", "paragraph_close": " "}.get(token.type, token.content)
        for token in rendered(as_markdown(answer, AT, FR))
        if token.type != "inline"
    )
    for text in (title, quote if "|" not in quote else ""):
        assert squeezed(text) in squeezed(seen)


@settings(deadline=None)
@given(st.sampled_from(["https://a.example/", "http://a.example/?q="]), st.text(max_size=20))
def test_a_link_leads_where_the_record_says_or_nowhere(start: str, rest: str) -> None:
    tokens = rendered(
        as_markdown(replace(ANSWER, citations=(replace(ARTICLE, url=start + rest),)), AT, FR)
    )
    links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert len(links) <= 1
    assert all(link.startswith(start) for link in links)


@settings(deadline=None)
@given(answers())
def test_every_answer_can_be_written(answer: Answer) -> None:
    for words in (FR, EN, AR):
        as_markdown(answer, AT, words).encode("utf-8")
        as_text(answer, AT, words).encode("utf-8")


def squeezed(text: str) -> str:
    """Return a text without spaces and signs that nobody sees."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", "", text)
