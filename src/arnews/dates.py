"""The grammar of written dates: one place that says how a day is written in Arabic news.

Months in Egyptian, Levantine, Iraqi and Maghrebi names, also two names side by side («آب/أغسطس»); days as
digits (Western, Arabic-Indic, Persian) or as ordinals («الثامن عشر من»); the Hijri calendar (Umm al-Qura,
through ``hijridate``); numeric dates with the year first or last. Every pattern is bounded, so that the time
is linear in the length of the text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from arnews.errors import require_str, wrong_type
from arnews.patterns import pattern

__all__ = ["DayMatch", "find_days", "find_relative", "flatten", "parse_date"]

_GREGORIAN = (
    "يناير|كانون الثاني|كانون ثاني|جانفي|january|jan",
    "فبراير|شباط|فيفري|february|feb",
    "مارس|اذار|march|mar",
    "ابريل|نيسان|افريل|april|apr",
    "مايو|ايار|ماي|may",
    "يونيو|حزيران|جوان|يونيه|june|jun",
    "يوليو|تموز|جويليه|يوليوز|يوليه|july|jul",
    "اغسطس|اب|اوت|غشت|august|aug",
    "سبتمبر|ايلول|شتنبر|september|sept|sep",
    "اكتوبر|تشرين الاول|تشرين اول|october|oct",
    "نوفمبر|تشرين الثاني|تشرين ثاني|نونبر|november|nov",
    "ديسمبر|كانون الاول|كانون اول|دجنبر|december|dec",
)
_HIJRI = (
    "محرم|المحرم",
    "صفر",
    "ربيع الاول|ربيع اول",
    "ربيع الثاني|ربيع الاخر|ربيع ثاني|ربيع ثان",
    "جمادي الاولي|جمادي الاول|جماد الاول|جمادي اول",
    "جمادي الاخره|جمادي الثانيه|جمادي الاخر|جمادي الثاني|جماد الاخر|جماد الثاني",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعده|ذي القعده|ذوالقعده|ذيالقعده",
    "ذو الحجه|ذي الحجه|ذوالحجه|ذيالحجه",
)
_UNITS = ("الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
_TEENS = ("الحادي عشر", *(f"{unit} عشر" for unit in _UNITS[1:9]))
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")


def _numbered(names: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, row in enumerate(names, 1) for name in row.split("|")}


_MONTHS = _numbered(_GREGORIAN)
_HIJRI_MONTHS = _numbered(_HIJRI)
_ORDINALS = {
    "غره": 1,
    "فاتح": 1,
    **{name: number for number, name in enumerate(_UNITS, 1)},
    **{name: number for number, name in enumerate(_TEENS, 11)},
    "العشرين": 20,
    "العشرون": 20,
    "الحادي والعشرين": 21,
    "الحادي والعشرون": 21,
    **{f"{unit} والعشرين": number for number, unit in enumerate(_UNITS[1:9], 22)},
    "الثلاثين": 30,
    "الحادي والثلاثين": 31,
}


def _either(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_LATIN = tuple(name for name in _MONTHS if name.isascii() and len(name) == 3)
_EASTERN = tuple(name for name in _MONTHS if not name.isascii() and len(name) > 3)
_SHORT = re.compile(  # these letters are in many words
    rf"(?<![^\W\d_])(?:{_either({name: 0 for name in _MONTHS if len(name) <= 3 and not name.isascii()})})(?![^\W\d_])"
)
_SOLAR_YEAR, _LUNAR_YEAR = re.compile(r"1[89]\d\d|20\d\d"), re.compile(r"1[345]\d\d")
_ENDS = r"(?!\d(?!\d?:\d\d))"  # no further digit, unless a clock is glued on: «19 أكتوبر 202311:42»
_YEAR = rf"(?P<year>(?:1[89]|20)\d\d){_ENDS}"
_OF = r"(?:(?:من |ل)?(?:لعام|عام|العام|سنه|لسنه) )?"
_DAY_IN_DIGITS = r"(?P<day>(?<!\d)\d{1,2})(?:st|nd|rd|th)?"
_DAY = rf"(?:{_DAY_IN_DIGITS}|(?P<ordinal>{_either(_ORDINALS)}))"


def _named(names: dict[str, int]) -> tuple[str, str]:
    """Return the pattern of any month, and of one with its second name behind it."""
    any_month = rf"(?:{_either(names)})"
    both = rf"(?P<month>{_either(names)})\.?(?:\s{{0,2}}[/ (-]\s{{0,2}}{any_month}(?![^\W\d])\)?)?"
    return any_month, both


def _with_month(day: str, names: dict[str, int]) -> tuple[str, str, str]:
    any_month, both = _named(names)
    return (
        rf"{day}\s{{0,2}}[-/,]?\s{{0,2}}(?:من )?(?:شهر )?(?:{both})\s{{0,2}}[-/,،.]?\s{{0,2}}{_OF}{_YEAR}",
        rf"(?P<month2>(?<![^\W\d]){any_month})\.?\s{{1,2}}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s{{0,2}}[,،]?"
        rf"\s{{1,2}}(?P<year2>(?:19|20)\d\d){_ENDS}",
        # «GMT 7:30 2022 الأربعاء 16 نوفمبر»
        rf"(?<!\d)(?P<year6>20\d\d)\s{{1,2}}(?:{'|'.join(_WEEKDAYS)})\s{{0,2}}[,،]?\s{{0,2}}(?P<day6>\d{{1,2}})\s{{1,2}}"
        rf"(?P<month6>{any_month})(?:\s?/\s?{any_month})?(?![^\W\d_])(?!\s{{0,2}}[,،]?\s{{0,2}}20\d\d)",
    )


def _with_hijri_month(day: str) -> str:
    return (
        rf"{day.replace('<day>', '<day3>').replace('<ordinal>', '<ordinal3>')}\s{{0,2}}(?:من )?(?:شهر )?"
        rf"(?P<month3>{_either(_HIJRI_MONTHS)})\s{{0,2}}[-/,،]?\s{{0,2}}(?:ل?هذا العام )?{_OF}(?P<year3>1[345]\d\d)(?!\d)"
    )


_IN_DIGITS = (
    r"(?<!\d)(?P<year4>(?:1[3-59]|20)\d\d)\s{0,2}(?P<sep>[-/.])\s{0,2}(?P<month4>\d{1,2})\s{0,2}(?P=sep)"
    rf"\s{{0,2}}(?P<day4>\d{{1,2}}){_ENDS}",
    r"(?<!\d)(?<!\d[-/.])(?P<day5>\d{1,2})\s{0,2}(?P<sep5>[-/.])\s{0,2}(?P<month5>\d{1,2})\s{0,2}(?P=sep5)"
    r"\s{0,2}(?P<year5>(?:1[3-59]|20)\d\d|(?<=[/.-])\d\d)(?!\d(?!\d?:\d\d)|\s{0,2}[-/.]\s{0,2}\d(?!\d?:\d\d))",  # a clock may follow
)


@lru_cache(maxsize=32)
def _forms(eastern: bool, latin: bool, hijri: bool, ordinal: bool) -> re.Pattern[str]:
    """Return the pattern, in lower case, of the dates that a text with such words can have: compiling all takes long."""
    names = {name: month for name, month in _MONTHS.items() if (latin if name.isascii() else eastern)}
    day = _DAY if ordinal else _DAY_IN_DIGITS
    parts = [*(_with_month(day, names) if names else ()), *((_with_hijri_month(day),) if hijri else ()), *_IN_DIGITS]
    return re.compile("|".join(parts))


def _matches(flat: str) -> Iterator[re.Match[str]]:
    low = flat.lower()
    if len(low) != len(flat):  # a letter such as U+0130
        low = flat
    has = low.__contains__
    solar = _SOLAR_YEAR.search(low) is not None
    eastern = solar and (any(map(has, _EASTERN)) or _SHORT.search(low) is not None)
    latin = solar and any(map(has, _LATIN))
    hijri = _LUNAR_YEAR.search(low) is not None and any(map(has, _HIJRI_MONTHS))
    ordinal = (eastern or latin or hijri) and any(map(has, _ORDINALS))
    return _forms(eastern, latin, hijri, ordinal).finditer(low)


_MAYBE = pattern(r"\d\d")
_TABLE = str.maketrans(
    {
        **dict(zip("أإآٱىیةک", "ااااييهك", strict=True)),
        **{chr(base + digit): str(digit) for base in (0x0660, 0x06F0) for digit in range(10)},
        **dict.fromkeys("\u00a0\u2007\u202f\t\n\r", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2044\u2215\u060d", "/"),  # U+060D: the Arabic date separator
        "\u066b": ".",  # Arabic decimal separator
    }
)
_DROP = pattern("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u064b-\u065f\u0670]")


class DayMatch(NamedTuple):
    """One written day: where it stands and what it says."""

    start_char: int
    end_char: int
    day: datetime.date | None
    """None where the day does not exist (31/06/2018) or its calendar year is out of range."""
    calendar: str
    """``gregorian`` or ``hijri``."""


def flatten(text: str) -> tuple[str, list[int] | None]:
    """Fold letters, digits and dashes of `text`; drop marks.

    Returns
    -------
    tuple of str and list of int or None
        The folded text, and for each of its characters the offset in `text`; None where nothing was dropped
        and offsets are equal.
    """
    if not _DROP.search(text):
        return text.translate(_TABLE), None
    kept = [index for index, letter in enumerate(text) if not _DROP.match(letter)]
    return "".join([text[index] for index in kept]).translate(_TABLE), kept


def _gregorian(year: int, month: int, day: int) -> datetime.date | None:
    if month > 12 >= day:  # 12/25/2017 can only be month first
        month, day = day, month
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _hijri(year: int, month: int, day: int) -> datetime.date | None:
    from hijridate import Hijri

    try:
        return datetime.date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None


def _read(match: re.Match[str]) -> tuple[datetime.date | None, str]:
    found = match.groupdict()
    if found.get("year3"):
        day = int(found["day3"]) if found["day3"] else _ORDINALS[found["ordinal3"]]
        return _hijri(int(found["year3"]), _HIJRI_MONTHS[found["month3"]], day), "hijri"
    if found.get("year"):
        day = int(found["day"]) if found["day"] else _ORDINALS[found["ordinal"]]
        return _gregorian(int(found["year"]), _MONTHS[found["month"]], day), "gregorian"
    if found.get("year2"):
        return _gregorian(int(found["year2"]), _MONTHS[found["month2"]], int(found["day2"])), "gregorian"
    if found.get("year6"):
        return _gregorian(int(found["year6"]), _MONTHS[found["month6"]], int(found["day6"])), "gregorian"
    tail = "4" if found["year4"] else "5"
    year, month, day = (int(found[name + tail]) for name in ("year", "month", "day"))
    if 1300 <= year < 1600:
        return _hijri(year, month, day), "hijri"
    return _gregorian(year + 2000 if year < 100 else year, month, day), "gregorian"


def find_days(text: str) -> Iterator[DayMatch]:
    """Yield the full dates (day, month and year) of `text`, in order.

    Examples
    --------
    >>> [str(found.day) for found in find_days("نشر في ٢٨ آب/أغسطس ٢٠١٣، آخر تحديث 2/9/2013")]
    ['2013-08-28', '2013-09-02']
    """
    flat, kept = flatten(text)
    if not _MAYBE.search(flat):
        return
    for match in _matches(flat):
        start, end = match.span()
        if kept is not None:
            start, end = kept[start], kept[end - 1] + 1
        yield DayMatch(start, end, *_read(match))


_SHIFTS = (
    (pattern(r"(?<!\w)(?:اول (?:من )?امس|امس الاول)(?!\w)"), -2),
    (pattern(r"(?<!\w)(?:امس|البارحه|الامس)(?!\w)"), -1),
    (pattern(r"(?<!\w)بعد غدا?(?!\w)"), 2),
    (pattern(r"(?<!\w)(?:غدا|الغد)(?!\w)"), 1),
    (pattern(r"(?<!\w)اليوم(?!\w)"), 0),
)
_WEEKDAY = pattern(rf"(?<!\w)(?P<name>{'|'.join(_WEEKDAYS)})(?: (?P<way>الماضي|الفائت|المنصرم|المقبل|القادم))?(?!\w)")
_AFTER = ("المقبل", "المقبله", "القادم", "القادمه")
_YEARLESS = pattern(
    rf"{_DAY}\s{{0,2}}(?:من )?(?:شهر )?(?:{_named(_MONTHS)[1]})(?: (?P<way>الماضي|الفائت|المنصرم|المقبل|القادم|الجاري|الحالي))?(?!\w)",
    re.IGNORECASE,
)
_COUNTS = {
    "ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثماني": 8, "ثمان": 8, "تسع": 9, "عشر": 10,
}  # fmt: skip
_AGO = pattern(
    rf"(?<!\w)(?:قبل|منذ) (?:نحو |حوالي )?(?:(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})ه? )?"
    r"(?P<unit>دقيقتين|دقايق|دقائق|دقيقه|ساعتين|ساعات|ساعه|يومين|ايام|يوما|يوم|اسبوعين|اسابيع|اسبوع)(?!\w)"
)
_UNIT_DAYS = {"يوم": 1, "ايا": 1, "اسب": 7, "اسا": 7}


def _ago(flat: str, reference: datetime.date) -> tuple[int, datetime.date] | None:
    """Read «قبل 3 أيام», «منذ يومين», «منذ ساعتين»; hours and minutes are of the day of reading."""
    match = _AGO.search(flat)
    if match is None:
        return None
    unit = match["unit"]
    count = match["count"]
    number = (int(count) if count.isdigit() else _COUNTS[count]) if count else 2 if unit.endswith("ين") else 1
    return match.start(), reference - datetime.timedelta(number * _UNIT_DAYS.get(unit[:3], 0))


def _nearest(month: int, day: int, reference: datetime.date, way: str | None) -> datetime.date | None:
    """Return the day in the year nearest to the reference, or on the side of it that `way` names."""
    days = [found for shift in (-1, 0, 1) if (found := _gregorian(reference.year + shift, month, day)) is not None]
    if way in _AFTER:
        days = [found for found in days if found > reference]
    elif way in ("الجاري", "الحالي"):
        days = [found for found in days if found.year == reference.year]
    elif way is not None:
        days = [found for found in days if found < reference]
    return min(days, key=lambda found: abs(found - reference), default=None)


def find_relative(text: str, reference: datetime.date) -> datetime.date | None:
    """Return the first day that `text` names relative to `reference`: yesterday, a weekday, a day and month.

    A bare weekday is the last one up to the reference; a day and month without a year are those nearest to it.
    """
    flat, _ = flatten(text)
    found: list[tuple[int, datetime.date]] = []
    for form, shift in _SHIFTS:
        if match := form.search(flat):
            found.append((match.start(), reference + datetime.timedelta(shift)))
            break
    if match := _WEEKDAY.search(flat):
        back = (reference.weekday() - _WEEKDAYS.index(match["name"])) % 7
        if match["way"] in ("المقبل", "القادم"):
            back -= 7
        elif match["way"]:
            back = back or 7
        found.append((match.start(), reference - datetime.timedelta(back)))
    if match := _YEARLESS.search(flat):
        day = int(match["day"]) if match["day"] else _ORDINALS[match["ordinal"]]
        if near := _nearest(_MONTHS[match["month"].lower()], day, reference, match["way"]):
            found.append((-1, near))  # a day and month say more than the weekday before them
    if (ago := _ago(flat, reference)) is not None:
        found.append(ago)
    return min(found)[1] if found else None


_APART = datetime.timedelta(2)


def parse_date(text: str, reference: datetime.date | None = None) -> datetime.date | None:
    """Read the first date of a text.

    Parameters
    ----------
    text : str
        A date, or any text that holds one.
    reference : datetime.date, optional
        The day of reading. With it, «أمس», «الثلاثاء الماضي», «قبل 3 أيام» and «15 يونيو» are read as well.

    Returns
    -------
    datetime.date or None
        The first day written with day, month and year; else the first relative one where `reference` is given;
        None where there is none or it does not exist.

    Examples
    --------
    >>> parse_date("نشر في ١٨ أيلول/سبتمبر ٢٠١٥").isoformat()
    '2015-09-18'
    >>> parse_date("16 / 8 / 1439هـ").isoformat()
    '2018-05-02'
    >>> parse_date("أمس", reference=datetime.date(2018, 6, 14)).isoformat()
    '2018-06-13'
    """
    require_str("text", text)
    if reference is not None and not isinstance(reference, datetime.date):
        wrong_type("reference", reference, "a datetime.date (the day of reading) or None")
    hijri: datetime.date | None = None
    for found in find_days(text):
        if found.day is None:
            continue
        if hijri is not None:  # the calendars side by side: announced months may start a day or two apart
            return found.day if found.calendar == "gregorian" and abs(found.day - hijri) <= _APART else hijri
        if found.calendar == "gregorian":
            return found.day
        hijri = found.day
    if hijri is not None:
        return hijri
    if reference is None:
        return None
    day = reference.date() if isinstance(reference, datetime.datetime) else reference
    return find_relative(text, day)
