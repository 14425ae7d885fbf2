"""A date of the record covers its days; anything else covers none."""

import pytest

from assistant.index.period import period


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2019-02-01", ("2019-02-01", "2019-02-01")),
        ("2019-02", ("2019-02-01", "2019-02-28")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2019", ("2019-01-01", "2019-12-31")),
    ],
)
def test_days_months_and_years(value, days):
    assert period(value) == days


@pytest.mark.parametrize(
    "value",
    ["", "2019-13", "2019-00", "2019-02-30", "2019-02-00", "février 2019", "2019-2", "0000"],
)
def test_what_is_no_iso_date_covers_nothing(value):
    assert period(value) is None
