"""The full dates of a line, and lines that hold a date and next to nothing else."""

from __future__ import annotations

import datetime
import re

from arnews.dates import DayMatch, find_days, parse_date
from arnews.page.row import Row, fold_page
from arnews.patterns import pattern

__all__ = ["days_of", "is_dated", "is_day_and_month"]

_YEAR_OR_SLASH = pattern(r"\d\d\d|\d\s*[/.-]\s*\d")
_CLOCK = pattern(
    r"\d{1,2}\s?[:.]\s?\d{2}(?:\s?:\s?\d{2})?|[(]?\b(?:gmt|utc|am|pm)\b\s?[+-]?\d{0,4}[)]?|الساعه|بتوقيت \w+(?: \w+)?|\b[صمهـ]\b|صباحا|مساا?|ظهرا|عصرا|فجرا|ليلا"
    r"|الاثنين|الثلاثاا?|الثلاثا|الاربعاا?|الاربعا|الخميس|الجمعه|السبت|الاحد|الموافق|يوم|monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    re.IGNORECASE,
)
_LABEL = pattern(
    r"نشرت?|تم النشر|تاريخ|النشر|الخبر|اضيف|بتاريخ|اخر|تحديث|في|كتب|الاضافه|posted|published|updated|last|on|:|\||-|–|,|،|/|\.|\(|\)",
    re.IGNORECASE,
)


_PARTS = pattern(r"\s*[-–/]\s*|\s+")


def is_day_and_month(text: str) -> bool:
    """Tell a date without its year: «22 أوت», «14 - 6»."""
    return parse_date("/".join((*_PARTS.split(text.strip(), maxsplit=1), "2020"))) is not None


_EXPORTED = pattern(r"\[(\d\d)\.(\d\d)\.(\d\d)[ ,]")


def _exported(raw: str) -> list[DayMatch]:
    """Read the date of a message that a chat program has exported: [21.07.15 18:22]."""
    if not (found := _EXPORTED.search(raw)):
        return []
    try:
        day = datetime.date(2000 + int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return []
    return [DayMatch(found.start(1), found.end(3), day, "gregorian")]


def days_of(row: Row) -> list[DayMatch]:
    """Return the full dates of a line."""
    if row.days is None:
        raw = row.raw
        row.days = (list(find_days(raw)) or _exported(raw)) if _YEAR_OR_SLASH.search(raw) else []
    return row.days


def is_dated(row: Row) -> bool:
    """Tell a line that holds a date and next to nothing else."""
    if row.dated is None:
        row.dated = row.size <= 16 and _is_dated(row)
    return row.dated


def _is_dated(row: Row) -> bool:
    days = days_of(row)
    if not days:
        return False
    rest = row.raw
    for day in reversed(days):
        rest = rest[: day.start_char] + " " + rest[day.end_char :]
    rest = _LABEL.sub(" ", _CLOCK.sub(" ", fold_page(rest)))
    return len(rest.split()) <= 3
