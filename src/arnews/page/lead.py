"""What stands before a headline on its line: a clock, a number, a date, a section."""

from __future__ import annotations

import re

from arnews.dates import find_days
from arnews.page import cues
from arnews.page.dated import is_day_and_month
from arnews.page.given import CITIES
from arnews.page.outlet import COUNTRIES
from arnews.page.row import fold_page
from arnews.patterns import pattern

__all__ = ["MEDIA", "NAMED", "PATH_MARKS", "SECTIONS", "WEEKDAY", "lead", "month_before", "section_before"]

_DIGIT = pattern(r"\d")
WEEKDAY = r"(?:ال)?(?:[اإ]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة|سبت|[أا]حد)"
_FROM_WEEKDAY = pattern(rf"(?:يوم )?{WEEKDAY}\s?[،,]?\s+(?=\d)")
_LEAD = pattern(
    r"(?:list \d+ of \d+\s*|قائمة \d+ من \d+\s*:?\s*|أمس (?:في )?(?:الساعة )?\d{1,2}:\d\d\s?[صم]?\s+|play-arrow\s+|"
    + WEEKDAY
    + r"\s?-\s?\d{4}-\d\d-\d\d\s+\d{1,2}:\d\d\s?(?:am|pm)?\s+|\[\d{1,2}:\d\d\]\s*|(?:خبر )?عاجل\s*(?:::?|–|-)?\s+(?![إا]لى\s)(?=[^\s|]\S*\s+\S+\s+\S)|\(\d{1,2}:\d\d(?:\s?[صم])?\)\s*|\d{1,2} (?:صور|صورة) \|\s|gmt \d{1,2}:\d\d (?:20\d\d \S+ \d{1,2} \S+ )?|خبر عاجل\s*:\s*|(?:فيديو|صوت)[,،] (?=.*[,،] المدة \d)|(?:فيديو|صوت) مدته \d{1,2}[:,]\d\d\s?[,،] |(?:(?:(?:الخبر|المقال|الموضوع) )?(?:السابق|التالي|التالى)|(?:المقالة|القصة) (?:السابقة|التالية))\s+(?!ل[أا]وان)(?=(?:\S+\s+){2}\S)"
    r"|\(\d{1,2}\)\s+|\(\d{1,3} (?:صورة|صور|فيديو)\)\s*|ص\s?\d{1,2}\s+(?!من\s)|\d{1,2}/\d{1,2}\s+\d{1,2}:\d\d\s+"
    r"|(?:ال)?حلقة \d{1,4}(?: [^\s:]{3,9})?\s*[:|–-]\s+|(?:للمزيد|التفاصيل|تابع)\s*[→←►◄]\s*|(?:سابق|تال[ٍي]?)\s?:\s+"
    r"|(?:منذ|قبل) (?:ساعة|ساعتين|دقيقة|دقيقتين|يومين)\s+(?!(?:من|على|في|عن|الصفر)\s)(?=(?:\S+\s+){2}\S)"
    r"|\d{1,2}\s?:\s?\d{2}(?:\s?[صم](?=\s))?(?:\s?(?:am|pm|gmt(?=\s)))?\s*[|:–-]?\s*|(?:previous|next)(?:\s*:\s*|\s+(?=(?:\S+\s+){2}\S))|(?:الخبر|المقال|المقالة|الموضوع|القصة)? ?(?:السابق|التالي|السابقة|التالية)\s*(?::|>>|»|›)\s*"
    r"|#?\d{1,2}\s*[.)\-]\s+(?!\d+\s)"
    r"|(?:[l|•·]\s(?:منذ|قبل)(?: \d{1,2})?|(?:منذ|قبل) \d{1,2}) (?:ثاني|ثوان|دقيق|دقائق|ساع|يوم|[أا]يام|[أا]سبوع|[أا]سابيع|شهر|[أا]شهر)\w*\s+(?!(?:من|على|في|عن)\s))",
    re.IGNORECASE,
)
_LEADING = frozenset("([عاأ0123456789٠١٢٣٤٥٦٧٨٩#pPnNgGالخملقفصتحسl|•·")


def lead(raw: str, sections: frozenset[str] | set[str], *, months: bool = True) -> int:
    """Return how many characters stand before the headline itself: a clock time, a number, a date, a section.

    A day and a month before a colon are a date where several headlines have them (`months`); one alone is what the headline
    is about: «7 أكتوبر: …».
    """
    cut = 0
    for _ in range(3):
        more = _step(raw[cut:], sections, months)
        if not more:
            break
        cut += more
    return cut if cut < len(raw) else 0


def _step(raw: str, sections: frozenset[str] | set[str], months: bool) -> int:
    cut = 0
    if raw[:1] in _LEADING:
        while found := _LEAD.match(raw, cut):
            cut = found.end()
    colon = raw.find(":", cut, cut + 30)
    if (
        colon > 0
        and (name := fold_page(raw[cut:colon]).strip()) in sections
        and name not in NAMED
        and name not in MEDIA
        and name.partition(" ")[0] not in _OFFICES
    ):
        cut = colon + 1
        cut += len(raw[cut:]) - len(raw[cut:].lstrip())
    cut += section_before(raw[cut:], sections)
    return cut + _day_before(raw[cut:], months)


_DAY_MONTH = pattern(r"[\d٠-٩]{1,2} \S{3,8}\s?[:|]\s+(?=\S+ \S+ \S)")


def month_before(raw: str) -> int:
    """Return how many characters «22 أوت: » takes before a headline."""
    month = _DAY_MONTH.match(raw)
    return month.end() if month and is_day_and_month(month[0].rstrip(" :|")) else 0


def _day_before(raw: str, months: bool) -> int:
    """Return how many characters the date of another article takes before its headline: «27 آذار 2023 العنوان»."""
    if not _DIGIT.search(raw, 0, 14):
        return 0
    named = _FROM_WEEKDAY.match(raw)
    found = next(find_days(raw[:40]), None)
    if found is not None and found.start_char == (named.end() if named else 0):
        rest = raw[found.end_char :].lstrip(" :|،,-–—●•·")
        return len(raw) - len(rest) if len(rest.split()) >= 3 else 0
    return month_before(raw) if months else 0


_MINISTRIES = frozenset("الصحه التعليم الاقتصاد الثقافه السياحه البيءه البييه الزراعه الداخليه الخارجيه العدل".split())
"""Sections whose name before a colon is a ministry's: «الصحة: مواعيد جديدة للعيادات»."""
_OFFICES = frozenset("وزير وزيره رييس رييسه مدير نايب محافظ والي امين سفير عميد مفتي ملك امير".split())
"""How the name of an office opens, which a tag of the page may be as well: «وزير الري: …»."""
NAMED = _MINISTRIES | CITIES | COUNTRIES
"""What a headline may open with before a colon, also where a section has the name."""
SECTIONS = cues.SECTION - NAMED


PATH_MARKS = (" / ", " » ", " >> ")
"""What parts the steps of the path to an article."""


def section_before(raw: str, names: frozenset[str] | set[str], marks: tuple[str, ...] = (" / ",)) -> int:
    """Return how many characters «عام / », «محليات » », «محليات >> » or «رياضة | » take before a headline: a section's name and a mark."""
    mark = next((mark for mark in marks if mark in raw), " | ")
    head, slash, rest = raw.partition(mark)
    if not slash or len(head.split()) > 2 or len(rest.split()) < 3:
        return 0
    plain = fold_page(head)
    if plain.strip() in MEDIA:
        return 0
    known = plain.strip() in names or plain.removesuffix("ي") in names or plain in cues.DESKS
    return len(head) + len(mark) if known else 0


MEDIA = ("صور", "فيديو", "بالصور", "بالفيديو", "عاجل", "صوت", "شاهد")
"""What a headline announces of itself before a bar or a colon: real pages have it as a part of the headline."""
