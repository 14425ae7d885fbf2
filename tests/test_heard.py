"""A name that Arabic writes in its own letters is heard in a quote that writes it with capitals."""

from __future__ import annotations

import pytest
from wording_fakes import passage, rare

from assistant.questions.writing.draft import Drafted
from assistant.questions.writing.heard import heard
from assistant.questions.writing.support import Supported, support

AT_WORK = "Un ancien docker, Lahbib Akrad, en surveille la fonte."


def names(text: str, quote: str) -> list[str]:
    return [
        " ".join(text[at:].split()[0].strip(".،") for at in run) for run in heard(text, quote, "fr")
    ]


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("كانت نجاة بنشقرون على رأسها.", "Najat Benchekroun la dirigeait.", ["نجاة بنشقرون"]),
        ("يقود الورشة لحبيب أكراد.", AT_WORK, ["لحبيب أكراد"]),
        ("قالها سعيد أكناري.", "C'est Saïd Agnari qui le dit.", ["سعيد أكناري"]),
        ("يقودها كريم بن طالب.", "Karim Ben Taleb la conduit.", ["كريم بن طالب"]),
        ("يقود الورشة نبيل شرقي.", AT_WORK, []),
        ("أكراد لحبيب يقود الورشة.", AT_WORK, []),  # in another order
        ("يقود أكراد الورشة.", AT_WORK, []),  # one word alone may sound so by chance
        ("قاد لحبيب، أكراد.", AT_WORK, []),  # not side by side
        ("يقود الورشة لحبيب أكراد.", "lahbib akrad en surveille la fonte", []),  # no name there
    ],
)
def test_two_words_that_sound_as_two_of_a_name_are_that_name(
    text: str, quote: str, found: list[str]
) -> None:
    assert names(text, quote) == found


def test_a_sentence_about_somebody_by_name_is_borne_out_and_about_another_is_not() -> None:
    passages = (passage(1, AT_WORK),)
    told = [
        support(Drafted(f"يراقب {who} الصهر.", (1,)), passages, "ar", rare)
        for who in ("لحبيب أكراد", "نبيل شرقي")
    ]
    assert [isinstance(one, Supported) for one in told] == [True, False]
