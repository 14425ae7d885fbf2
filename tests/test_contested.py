"""A figure, and who counts otherwise in the next breath."""

from dataclasses import replace

import pytest
from weighed import weighed

from assistant.questions.contested import contested
from assistant.questions.reading import Reader
from assistant.questions.understand import understand
from assistant.schema import Document, Language, Question, Span

QUESTION = understand(Question("Combien d'emplois la fonderie garde-t-elle ?"))


def beside(text: str, body: str, marked: str, language: Language = "fr") -> str | None:
    document = Document(id="d", body=body, title="Fonderie", language=language)
    start, at = body.index(text), text.index(marked)
    scored = weighed(text, language, fit=0.9)
    evidence = replace(
        scored.evidence,
        document=document,
        start=start,
        end=start + len(text),
        spans=(Span(at, at + len(marked)),),
    )
    found = contested(replace(scored, evidence=evidence), QUESTION, Reader())
    if found is None:
        return None
    return "".join(found.evidence.text[span.start : span.end] for span in found.evidence.spans)


@pytest.mark.parametrize(
    ("first", "then", "language"),
    [
        ("La fonderie garde 240 emplois.", "Le syndicat n'en compte que 205.", "fr"),
        ("La fonderie garde 240 emplois.", "Le syndicat conteste ce chiffre et en voit 205.", "fr"),
        ("The foundry keeps 240 jobs.", "The union counts only 205.", "en"),
        ("تحتفظ المسبكة بعدد 240 منصبا.", "وتعارض النقابة هذا الرقم وتتحدث عن 205.", "ar"),
    ],
)
def test_who_counts_otherwise_is_found_from_either_side(
    first: str, then: str, language: Language
) -> None:
    body = f"{first} {then}"
    assert beside(first, body, "240", language) == "205"
    assert beside(then, body, "205", language) == "240"


@pytest.mark.parametrize(
    "then",
    [
        "Elle a formé 205 apprentis.",  # nobody contests
        "Le syndicat conteste ce chiffre.",  # with no other
        "Le syndicat conteste ce chiffre et parle de 15 %.",  # of another unit
        "Le syndicat conteste ce chiffre et parle de 2.400.",  # of another thing
    ],
)
def test_what_follows_is_mostly_something_else(then: str) -> None:
    first = "La fonderie garde 240 emplois."
    assert beside(first, f"{first} {then}", "240") is None


def test_another_paragraph_contests_something_else() -> None:
    first = "La fonderie garde 240 emplois."
    assert beside(first, f"{first}\n\nLe syndicat n'en compte que 205.", "240") is None
