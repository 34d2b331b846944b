from __future__ import annotations

import datetime

import pytest

import arnews


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 - 09 - 2015", "2015-09-18"),
        ("2017/03/02 10:22", "2017-03-02"),
        ("الجمعة 18 سبتمبر 2015", "2015-09-18"),
        ("18 أيلول/سبتمبر 2015", "2015-09-18"),
        ("5 آب 2020", "2020-08-05"),
        ("3 جانفي 2019", "2019-01-03"),
        ("٠٥/٠٦/٢٠٢١", "2021-06-05"),
        ("2024-03-05T10:00:00+02:00", "2024-03-05"),
    ],
)
def test_written_dates_are_read(text: str, expected: str) -> None:
    assert arnews.parse_date(text) == datetime.date.fromisoformat(expected)


@pytest.mark.parametrize("text", ["", "لا تاريخ هنا", "7:30", "2-1", "31/06/2020"])
def test_what_is_no_date_gives_none(text: str) -> None:
    assert arnews.parse_date(text) is None
