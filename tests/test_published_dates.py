"""Promises of `parse_published`: what a page prints as its publication date, and what is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.published_dates import parse_published

TODAY = date(2026, 11, 22)

PUBLISHED = {
    "2019-02-01": "2019-02-01",
    "2019-02-01T10:32:00+01:00": "2019-02-01",
    "2019-02-01T23:30:00Z": "2019-02-01",
    "2019-02-01 10:32:00": "2019-02-01",
    "2019/02/01 10:32": "2019-02-01",
    "20190201": "2019-02-01",
    "Fri, 01 Feb 2019 10:32:00 GMT": "2019-02-01",
    "Thu Jan 31 10:00:00 UTC 2019": "2019-01-31",
    "Thu Jan 31 10:00:00 2019": "2019-01-31",
    "01 - 02 - 2019": "2019-02-01",
    "01/02/2019": "2019-02-01",
    "1/2/2019": "2019-02-01",
    "01.02.19": "2019-02-01",
    "01-02-2019 à 10:32": "2019-02-01",
    "10:32 01/02/2019": "2019-02-01",
    "02/25/2019": "2019-02-25",
    "1er février 2019 à 10h32": "2019-02-01",
    "1er FEVRIER 2019": "2019-02-01",
    "jeudi 31 janvier 2019": "2019-01-31",
    "le 12 déc. 2018": "2018-12-12",
    "Publié le 1 février 2019, mis à jour le 3 mars 2020": "2019-02-01",
    "Mis à jour le 3 mars 2020 - Publié le 1 février 2019": "2019-02-01",
    "Publié dans La Gazette le 01 - 02 - 2019": "2019-02-01",
    "Feb 1, 2019": "2019-02-01",
    "February 1st, 2019 at 9:00 am": "2019-02-01",
    "Sept. 3, 2018": "2018-09-03",
    "2nd of May 2016": "2016-05-02",
    "02-Feb-2019": "2019-02-02",
    "٢ مايو ٢٠١٦": "2016-05-02",
    "2 ماي/أيار 2016": "2016-05-02",
    "نشر في 5 يوليوز 2018": "2018-07-05",
    "3 كانون الثاني 2017": "2017-01-03",
    "فبراير 2019": "2019-02",
    "juil. 2017": "2017-07",
    "Mardi, 05 Février, 2019 - 10:32": "2019-02-05",
    "الجمعة 1 فبراير 2019 - 10:32": "2019-02-01",
    "mar, 05/02/2019 - 10:32": "2019-02-05",
    "Fri Feb 01 2019 10:32:00 GMT+0100 (CET)": "2019-02-01",
    "الجمعة 26 جمادى الأولى 1440 هـ الموافق 1 فبراير 2019": "2019-02-01",
    "10 أكتوبر، 2018": "2018-10-10",
    "1°février 2019": "2019-02-01",
    "1 er février 2019": "2019-02-01",
    "1ᵉʳ février 2019": "2019-02-01",
    "2018 أكتوبر 10": "2018-10-10",
    "N° 45 - mars 2019": "2019-03",
    "12/2018": "2018-12",
    "Updated 3 March 2020, published 1 Feb 2019": "2019-02-01",
    "May 2016": "2016-05",
    "2019-02": "2019-02",
    "2019": "2019",
    # unknown is better than wrong
    "31/02/2019": "",
    "30 février 2019": "",
    "13/13/2019": "",
    "2031-01-01": "",
    "23 novembre 2026": "",
    "Mis à jour le 3 mars 2020": "",
    "Updated: March 3, 2020": "",
    "March 3rd 2020 (updated)": "",
    "5 رجب 1440": "",
    "T1 2019": "",
    "39 mars 2019": "",
    "1549013520": "",
    "1549013520000": "",
    "31 janvier": "",
    "hier": "",
    "il y a 3 jours": "",
    "12:30": "",
    "": "",
    "1.340 entreprises": "",
}


@pytest.mark.parametrize(("value", "expected"), PUBLISHED.items())
def test_publication_dates(value: str, expected: str) -> None:
    assert parse_published(value, TODAY) == expected


def test_today_is_not_the_future() -> None:
    assert parse_published("22 novembre 2026", TODAY) == "2026-11-22"


@given(st.text(max_size=300))
def test_parse_published_never_raises_and_returns_iso(value: str) -> None:
    found = parse_published(value, TODAY)
    if found:
        date.fromisoformat((found + "-01-01")[:10])
        assert found <= "2026-11-22"


@given(st.dates(date(1950, 1, 1), TODAY))
def test_every_day_is_read_in_every_usual_form(day: date) -> None:
    for value in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d - %m - %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%a, %d %b %Y %H:%M:%S} +0100",
    ):
        assert parse_published(value, TODAY) == day.isoformat(), value
