"""Date, byline and dateline of the article."""

from __future__ import annotations

import datetime
import re

from arnews.dates import DayMatch, find_days
from arnews.page import cues
from arnews.page.beside import is_dateline, is_person, is_signed
from arnews.page.context import Context
from arnews.page.dated import is_day_and_month
from arnews.page.given import CITIES
from arnews.page.lines import fold_page
from arnews.page.outlet import MARK, own_words
from arnews.page.shapes import is_written, shape_of
from arnews.patterns import pattern

__all__ = ["find_byline", "find_date", "find_dateline", "without_outlet"]

_SERVER_CLOCK = pattern(r"gmt[^a-z]{0,6}\d{1,2}:\d{2}:\d{2}", re.IGNORECASE)
_DATELINE = pattern(
    r"^(?P<place>[^\d().:،؛–—/-]{2,24}(?:[،,] [^\d().:،؛–—/-]{2,30})?)\s*(?:\((?P<agency>[^()]{2,24})\)\s*[-–—:]{1,3}"
    r"|[-–—ـ]{1,2}\s*(?P<name>[«\"']?[^\d().:،؛–—-]{2,18}[»\"']?)\s*[-–—:])\s"
    r"|^[(\[](?P<bracket>[^\d().:؛–—-]{2,24})[)\]]\s?[-–—:]?\s|^(?P<alone>[^\d().:،؛–—/\s-]{3,14}(?: [^\d().:،؛–—/\s-]{3,14})?)\s?(?:[-–—ـ]{1,2}|/)\s"
)


_DATED_LINE = pattern(
    r"^(?P<place>[^\d().:،؛–—/-]{2,24}?)\s*(?:[-–]\s*)?(?:في\s+)?(?P<day>\d{1,2}(?:\s*[-–/]\s*\d{1,2}|\s+[^\W\d]{2,12}(?:[/ ][^\W\d]{2,12})?))(?:\s+\d{4})?\s*[مهـ]{0,2}\s*"
    r"(?:\([^()\d]{2,20}\)\s*[-–—]{1,3}|/\s*[^/\d]{2,16}\s*/)\s"
)
"""The place, the day and the agency, as state agencies open: «عمان 31 آذار (بترا) -», «رأس الخيمة في 7 ديسمبر / وام /»."""
_INVITES = ("اشترك", "تابع", "انضم", "احصل", "حمل")


def _day_score(page: Context, at: int, day: DayMatch, title: int | None) -> float:
    line = page.lines[at]
    lead = fold_page(line.raw[: day.start_char])[-28:]
    score = 3.0 if page.has_role(at, "date") else 1.5 if page.has_role(at, "byline") else 0.0
    if day.calendar == "hijri":
        score -= 0.6  # the Gregorian day beside it is the surer one: months begin by sight
    if cues.UPDATED.search(lead):
        score -= 3.5
    elif cues.PUBLISHED.search(lead):
        score += 2.5
    elif at and not line.raw[: day.start_char].strip() and len(page.lines[at - 1].words) <= 3 and not page.days(at - 1):
        above = page.lines[at - 1].fold
        score += -3.5 if cues.UPDATED.search(above) else 1.0 if cues.PUBLISHED.match(above) else 0.0
    if not page.is_date_line(at):
        score -= 1.0
    if _SERVER_CLOCK.search(line.raw):
        score -= 6.0
    anchor = page.first if title is None else title
    if at > page.last:
        return score - 1.0 - 0.8 * (at - page.last - 1) - 2.0 * any(page.cues[page.last + 1 : at])
    if at < anchor:
        score -= min(0.4 * (anchor - at - 1), 2.4 if page.has_role(at, "date") else 9.0)
        between = range(at + 1, anchor)
        score -= 2.5 * any(_parts(page, other) for other in between)
        score += 1.5 * any(page.has_role(other, "byline") for other in between[:3])
        score -= 1.5 * any(page.has_role(other, "headline") for other in between)
        score -= 0.5 * sum(not page.cues[other] and len(page.lines[other].words) >= 4 for other in between)
    else:
        score += 0.5 - 0.1 * (at - anchor)
    return score


def _parts(page: Context, at: int) -> bool:
    """Tell a line that parts a date from the article below: a menu, a run, another block; no invitation to subscribe."""
    cue = page.cues[at]
    return cue in ("menu", "run") or (cue == "final" and not page.lines[at].fold.startswith(_INVITES))


_NEAR_LEAD, _LEAD = 5, 8
"""Lines below the opening of the article among which the date is looked for: any; where no more than its lead stands above."""


def _in_lead(page: Context, at: int) -> bool:
    above = range(page.first, at)
    return sum(page.inside[one] for one in above) <= 3 and not any(page.has_role(one, "headline") for one in above)


def find_date(page: Context, title: int | None) -> datetime.date | None:
    """Return the day of publication."""
    between = range(0 if title is None else title + 1, page.first)
    if any(page.has_role(at, "headline") for at in between) and any(page.cues[at] in ("menu", "run") for at in between):
        title = None  # the browser's title, or one above the menu: the date stands near the article
    start = max(0, (page.first if title is None else title) - 12)
    # A date below the lead stands between lines of the body.
    below = range(page.first, min(page.first + _LEAD, page.last))
    lead = [at for at in below if not page.inside[at] and (at < page.first + _NEAR_LEAD or _in_lead(page, at))]
    places = [*range(start, page.first), *lead, *range(page.last + 1, min(len(page.lines), page.last + 6))]
    best: tuple[float, datetime.date] | None = None
    for at in places:
        if page.cues[at] == "run" or len(page.lines[at].words) > 25:
            continue
        for day in page.days(at):
            if day.day is None:
                continue
            score = _day_score(page, at, day, title)
            if best is None or score > best[0]:
                best = (score, day.day)
    return best[1] if best and best[0] > -1.9 else None


_INNER_CUE = pattern(
    r"[\s|:،,/–-]*(?:\d{1,2}\s?:\s?\d\d(?:\s?:\s?\d\d)?\s?(?:[صم](?=\s)|صباحا|مساا)?)?[\s|،,/–-]*(?=[^\W\d])"
)
"""What stands between a date and the writer behind it: a clock, a bar."""
_LABEL_OF_DATE = pattern(
    r"نشرت?|تم النشر|النشر|تاريخ|بتاريخ|اضيف|منشور|صدر|حرر|الادراج|يوم|في|الساعه|published|posted|on|الاثنين|الثلاثاا?|الاربعاا?|الخميس|الجمعه|السبت|الاحد|\d{1,2}\s?:\s?\d\d(?:\s?[صم]\b)?",
    re.IGNORECASE,
)
_OFFICE = pattern(
    r"(?<=\S) ?[|،,] (?:موفده?|مراسله?|محرره?)\b.*$|(?<=\S) (?:صحافيه?|صحفيه?|كاتبه?|مراسله?|محرره?|باحثه?|اعلاميه?|محلله?)(?: (?!في |من ).*)?$|\s@\w+$"
)
"""What a writer does, behind the name."""
_AFTER_CUE = pattern(
    r"^(?:(?:من طرف|بواسطه|الخبر|المقال|التقرير|وتحرير|وتصوير|وحاورها?|الحوار|و?كتب|في [^\s:]+(?: [^\s:]+)?(?=\s*:))\s*[:：|/\-–.]*\s*)+"
)


def _name_in(raw: str, fold: str) -> str:
    """Return the name of a byline: the cue word («كتب», «بقلم») and the date off."""
    raw, fold = raw.strip(" |[]"), fold.strip(" |[]")
    days = list(find_days(raw))
    if days:
        raw = _beside(raw, days)
        fold = fold_page(raw)
    words = raw.split()
    if end := cues.WRITER.match(fold):
        count = len(fold[:end].split())
        if rest := _AFTER_CUE.match(fold[end:]):
            count += len(rest[0].split())
        words = words[count:]
    name = " ".join(words)
    name = re.sub(
        r"\s(?:في|بتاريخ|يوم|نشر في|نشر)\s*:?$|\s+\d{1,2}:\d\d.*$|\s(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد)\s*[،,]?\s*$|\s?\|\s?(?:ال)?(?:[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة|سبت|[أا]حد)$",
        "",
        name.strip(" :-–|،,ـ"),
    )
    name = name.strip(" :-–|،,ـ/•·[]")
    folded = fold_page(name)
    if len(folded) == len(name) and (office := _OFFICE.search(folded)) and len(name[: office.start()].split()) >= 2:
        name = name[: office.start()].strip(" :-–|،,ـ/")
    return name


_NOT_WRITER = pattern(
    r"^(?:no image|app icon|article information|نسخه للطباعه|حجم الخط|متابعه المصدر|كتبه admin|قراه|قرايه|عدد|الزيارات|(?:ال)?مصدر|نقلا عن|لا تعليقات|لا توجد|مراجعه|راجعه|تدقيق)\b|^a ?[-+]+ ?a|^(?:admin|administrator|webmaster)$|^ت ?\+ ?ت\b|^.{0,16}\d (?:\S+ )?متابع$|^\(?(?:صوره|الصوره|صور|عدسه|المصدر\s*:|عاجل|فيديو)\b|^\(",
    re.IGNORECASE,
)


def _bare_name(page: Context, at: int) -> float:
    """Return how much a line without a cue looks like a writer: a given name, a place and a name, a few words beside the date."""
    line = page.lines[at]
    if is_signed(line.row):
        return 1.0
    if is_person(line.row):
        return 1.3 if 0 <= page.last < at <= page.last + 2 else 0.9
    if page.days(at) and len(line.words) <= 12 and (written := _beside_day(line.raw, page.days(at))):
        return written
    if not 2 <= len(line.words) <= 4 or line.fold in cues.SECTION:
        return 0.0
    code = shape_of(line.row)[6]
    beside = any(0 <= other < page.first and page.is_date_line(other) for other in (at - 1, at + 1))
    return 0.8 if code in (4, 5) else 0.5 if code == 2 and beside and len(line.words) <= 3 else 0.0


def _beside(raw: str, days: list[DayMatch]) -> str:
    """Return what a line says before its date, or behind it where before it stands a label or nothing."""
    head = raw[: days[0].start_char]
    if _LABEL_OF_DATE.sub("", fold_page(head)).strip(" :|،,-–/"):
        return head
    rest = raw[days[-1].end_char :]
    found = _INNER_CUE.match(fold_page(rest))
    return rest[found.end() :] if found and len(fold_page(rest)) == len(rest) else rest


def _beside_day(raw: str, days: list[DayMatch]) -> float:
    """Return how much what a line says beside its date looks like a writer: a cue word, a given name first."""
    rest = fold_page(_beside(raw, days)).strip(" |:،,-–/")
    if cues.WRITER.match(rest):
        return 1.0
    return 0.8 if 2 <= len(rest.split()) <= 4 and rest.split()[0] in cues.GIVEN else 0.0


def _byline_score(page: Context, at: int) -> float:
    """Return how much speaks for a line's being the byline: the model's word, a cue word, a bare name beside the date."""
    line = page.lines[at]
    cue, named = is_written(line.row), page.has_role(at, "byline")
    bare = 0.0 if cue or named or page.cues[at] else _bare_name(page, at)
    if not (cue or named or bare) or _NOT_WRITER.match(line.fold) or is_dateline(page.lines[at].row):
        return -9.0
    script = shape_of(line.row)[7]
    if not cue and script == 0 and re.search("[a-z]{3}", line.fold) and "@" not in line.fold:
        return -9.0  # a button of two scripts
    known = line.stems and all(page.topic[stem] > 1 for stem in line.stems)  # whom the article is about
    return 2.0 * named + 1.0 * cue + bare - 1.5 * bool(known and not cue)


def without_outlet(name: str, source: str | None) -> str | None:
    """Take the outlet's own name off a writer's: «المنارة - هدى السالمي»; None where only a place is left."""
    if source is None:
        return name
    own = own_words(source)
    parts = [part for part in MARK.split(name) if part.strip()]
    kept = [part for part in parts if own_words(part) != own]
    plain = [fold_page(part).strip() for part in kept]
    if len(kept) < len(parts) and all(part in CITIES or part in cues.SECTION for part in plain):
        return None
    if len(parts) == 3 and len(kept) == 2:  # «المدينة - الصحيفة - الاسم»
        kept = [part for part in kept if fold_page(part).strip() not in CITIES]
    if len(parts) < 2 or len(kept) != 1 or len(kept[0].split()) < 2:
        return name
    return kept[0].strip()


def find_byline(page: Context, title: int | None) -> str | None:
    """Return the writer as the page has it, without the cue word («كتب», «بقلم»)."""
    if title is None:
        title = max(0, page.first - 6) - 1
    lead = [at for at in range(page.first, min(page.first + 4, page.last)) if not page.inside[at]]
    after = range(page.last + 1, min(page.last + 4, len(page.lines))) if page.last >= 0 else range(0)
    above = range(max(0, title - 3), max(0, title))
    best: tuple[float, str] | None = None
    for places, cost in ((range(title + 1, page.first), 0.0), (lead, 0.1), (above, 0.5), (after, 0.8)):
        for rank, at in enumerate(places):
            line = page.lines[at]
            if page.inside[at] or len(line.words) > (16 if page.days(at) else 10) or page.cues[at] == "credit":
                continue
            score = _byline_score(page, at) - 0.05 * rank - cost
            if score < 0.4 or (best is not None and score <= best[0]):
                continue
            name = _name_in(line.raw, line.fold)
            if 1 <= len(name.split()) <= 8 and not name.isdigit():
                best = (score, name)
    return best[1] if best else None


def find_dateline(page: Context) -> str | None:
    """Return the place, and the agency where a dash sets it off, that open the first paragraph or stand on a line above it."""
    if page.last < 0:
        return None
    for at in range(max(0, page.first - 4), page.first):
        named = page.roles is None or page.roles[at] in ("title", "headline")
        if page.cues[at] in ("", "credit") and not named and is_dateline(page.lines[at].row):
            return page.lines[at].raw.strip(" :-–—")
    raw = page.lines[page.first].raw
    head = raw[:120]
    if not any(map(head.__contains__, "-–—ـ/([")):
        return None
    if (dated := _DATED_LINE.match(head)) and is_day_and_month(dated["day"]):
        return dated["place"].strip()
    found = _DATELINE.match(head)
    if found is None:
        return None
    place = (found["place"] or found["bracket"] or found["alone"]).strip()
    return f"{place} – {found['name'].strip()}" if found["name"] else place
