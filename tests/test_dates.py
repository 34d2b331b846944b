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
        ("٢٠٢٤ / ٠٣ / ٠٥", "2024-03-05"),
        ("۵ مارس ۲۰۲۴", "2024-03-05"),
        ("5 نيسان / أبريل 2019", "2019-04-05"),
        ("الاثنين 5 آذار (مارس) 2018", "2018-03-05"),
        ("7 غشت 2022", "2022-08-07"),
        ("1 أوت 2016", "2016-08-01"),
        ("12 جويلية 2016", "2016-07-12"),
        ("الثاني من مارس 2021", "2021-03-02"),
        ("فاتح مارس 2021", "2021-03-01"),
        ("18-09-15", "2015-09-18"),
        ("18/9/15", "2015-09-18"),
        ("March 5, 2024", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"),
        ("رياضة2017/03/02 10:22", "2017-03-02"),
        ("13 شعبان 1445هـ", "2024-02-23"),
        ("12 شعبان 1445هـ الموافق 23 فبراير 2024", "2024-02-23"),
        ("12/25/2017", "2017-12-25"),
        ("نشرت في 23/08/2024 - 15:40 GMT+2", "2024-08-23"),
        ("12-03-2021 - 8:30", "2021-03-12"),
        ("12.03.2021-18:30", "2021-03-12"),
    ],
)
def test_written_dates_are_read(text: str, expected: str) -> None:
    assert arnews.parse_date(text) == datetime.date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    ["", "لا تاريخ هنا", "7:30", "2-1", "31/06/2020", "30 فبراير 2021", "192.168.1.20", "5-6-07-08", "1/2/2013 - 6"],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert arnews.parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اليوم", "2024-03-13"),
        ("أمس", "2024-03-12"),
        ("أول من أمس", "2024-03-11"),
        ("غدا", "2024-03-14"),
        ("بعد غد", "2024-03-15"),
        ("الثلاثاء الماضي", "2024-03-12"),
        ("الأربعاء الماضي", "2024-03-06"),
        ("الخميس المقبل", "2024-03-14"),
        ("قبل 3 أيام", "2024-03-10"),
        ("منذ ٥ أيام", "2024-03-08"),
        ("قبل ثلاثة أيام", "2024-03-10"),
        ("قبل أسبوعين", "2024-02-28"),
        ("منذ ساعتين", "2024-03-13"),
        ("15 يونيو", "2024-06-15"),
        ("15 يونيو الماضي", "2023-06-15"),
        ("15 تشرين الأول المقبل", "2024-10-15"),
        ("الأربعاء 10 يناير", "2024-01-10"),
    ],
)
def test_relative_dates_are_read_from_the_day_of_reading(text: str, expected: str) -> None:
    assert arnews.parse_date(text, reference=datetime.date(2024, 3, 13)) == datetime.date.fromisoformat(expected)
    assert arnews.parse_date(text) is None


def test_reference_of_a_wrong_type_names_the_cure() -> None:
    with pytest.raises(TypeError, match=r"reference must be a datetime\.date"):
        arnews.parse_date("أمس", reference="2024-03-13")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["1" * 200_000, "1/" * 100_000, "١ / " * 50_000, "الثاني من " * 20_000])
def test_long_runs_of_digits_and_slashes_are_no_date(text: str) -> None:
    assert arnews.parse_date(text, reference=datetime.date(2024, 3, 13)) is None
