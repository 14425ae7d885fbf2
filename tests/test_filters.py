"""What a reader types as a limit is taken for what it says, or named as no date."""

import re
from collections.abc import Iterator

import pytest
from serving import serving, settings_in, three

from assistant.schema import LANGUAGES, Language
from assistant.service.service import Service
from assistant.ui.chat import converse
from assistant.ui.filters import Limited, iso, read
from assistant.ui.words import words_in


@pytest.fixture
def service(tmp_path) -> Iterator[Service]:
    service = serving(settings_in(tmp_path))
    three(service)
    yield service
    service.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("2019", "2019"), ("2019-02", "2019-02"), ("1er mai 2016", "2016-05-01"), ("2035", "2035"),
     ("hier", ""), ("2019-13-45", ""), ("", "")],
)  # fmt: skip
def test_a_date_is_read_as_people_write_it(typed: str, meant: str) -> None:
    assert iso(typed) == meant


def test_boxes_never_shown_limit_nothing() -> None:
    assert read((None, None, None, None)) == Limited()
    assert read((" 2019 ", "", ["Gazette"], ["ar", "xx"])).count == 3


def test_what_is_no_date_is_named_and_nothing_is_asked(service: Service) -> None:
    *_, last = converse(service, words_in("fr"), "Quelle presse ?", [], Limited(since="hier"))
    assert "hier" in last[-1].trouble
    assert last[-1].answer is None


def test_a_question_is_limited_to_what_was_published_then(service: Service) -> None:
    asked = "Quelle presse la forge de Bellemont a-t-elle mise en service ?"
    *_, within = converse(service, words_in("fr"), asked, [], Limited(since="mars 2021"))
    *_, after = converse(service, words_in("fr"), asked, [], Limited(since="2022"))
    assert within[-1].answer is not None
    assert within[-1].answer.answered
    assert after[-1].answer is not None
    assert not after[-1].answer.answered


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_read_as_the_hint_says_they_may_be_written(language: Language) -> None:
    hint = words_in(language).say("date.hint")
    forms = re.split(r", | ou | or | أو ", hint)
    assert [iso(form) for form in forms] == ["2019-03-12", "2019-03-12", "2019-03", "2019"]
    for key in ("review.baddate", "manage.hint.published"):
        assert all(form in words_in(language).say(key, value="x") for form in forms), key
