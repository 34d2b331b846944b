"""Title, date, byline and dateline of the article."""

from __future__ import annotations

import datetime
import re

from arnews.dates import DayMatch, find_days
from arnews.page import cues
from arnews.page.context import Context
from arnews.page.lines import fold_page

__all__ = ["find_byline", "find_date", "find_dateline", "find_title"]

_REACH = 30
_TRAIL = re.compile(r"\S\s*>\s*\S|\s[»/]\s.*\s?[»/]\s")
_SERVER_CLOCK = re.compile(r"gmt[^a-z]{0,6}\d{1,2}:\d{2}:\d{2}|\d{1,2}:\d{2}:\d{2}", re.IGNORECASE)
_DATELINE = re.compile(
    r"^(?P<place>[^\d().,:،؛–—-]{2,24}(?:[،,] [^\d().:،؛–—-]{2,30})?)\s*(?:\((?P<agency>[^()]{2,24})\)\s*[-–—:]{1,3}"
    r"|[-–—]{1,2}\s*(?P<name>[«\"']?[^\d().:،؛–—-]{2,18}[»\"']?)\s*[-–—:])\s"
)


def _title_score(page: Context, at: int) -> float:
    line = page.lines[at]
    n = len(line.words)
    stems = line.stems
    shared = sum(1 for stem in stems if page.topic[stem])
    score = 3.0 * shared / (len(stems) + 1) + 0.25 * min(shared, 6)
    score += 1.0 if 4 <= n <= 20 else 0.0 if n == 3 else -1.0
    if line.stop[:1] in (".", "،", "؛", ":") and not line.stop.startswith(".."):
        score -= 1.5
    near = [other for other in (at - 2, at - 1, at + 1, at + 2) if 0 <= other < page.first]
    if any(page.is_header_line(other) for other in near):
        score += 1.2
    if page.repeated[line.fold] > 1:
        score += 0.7
    if page.has_role(at, "title"):
        score += 2.5
    if at + 1 < page.first and page.is_date_line(at + 1):
        score += 1.2
    elif at > 1 and page.is_date_line(at - 1) and not page.cues[at - 2] and len(page.lines[at - 2].words) >= 4:
        score -= 2.0  # a caption under the date of the title above
    if _TRAIL.search(line.raw):
        score -= 3.0
    between = range(at + 1, page.first)
    score -= 0.15 * len(between) + 1.0 * min(3, sum(page.cues[other] in ("menu", "run") for other in between))
    rivals = sum(
        not page.cues[other] and not page.is_header_line(other) and len(page.lines[other].words) >= 5
        for other in between
    )
    return score - 0.3 * rivals


def find_title(page: Context) -> int | None:
    """Return the index of the title's line."""
    best: tuple[float, int] | None = None
    for at in range(page.first - 1, max(-1, page.first - 1 - _REACH), -1):
        line = page.lines[at]
        if page.cues[at] or not 2 <= len(line.words) <= 32 or page.is_date_line(at):
            continue
        if (cues.WRITER.match(line.fold) and len(line.words) <= 6) or cues.PUBLISHED.match(line.fold):
            continue
        score = _title_score(page, at)
        if best is None or score > best[0]:
            best = (score, at)
    return best[1] if best and best[0] > 0.0 else None


def _day_score(page: Context, at: int, day: DayMatch, title: int | None) -> float:
    line = page.lines[at]
    lead = fold_page(line.raw[: day.start_char])[-28:]
    score = 0.0
    if cues.UPDATED.search(lead):
        score -= 4.0
    elif cues.PUBLISHED.search(lead):
        score += 2.5
    if not page.is_date_line(at):
        score -= 1.0
    if _SERVER_CLOCK.search(line.raw):
        score -= 4.0
    anchor = page.first if title is None else title
    if at > page.last:
        return score - 1.0 - 0.8 * (at - page.last - 1) - 2.0 * any(page.cues[page.last + 1 : at])
    if at < anchor:
        score -= 0.4 * (anchor - at - 1)
        between = range(at + 1, anchor)
        score -= 2.5 * any(page.cues[other] in ("menu", "run", "final") for other in between)
        score -= 1.5 * any(page.has_role(other, "headline") for other in between)
        score -= 0.5 * sum(not page.cues[other] and len(page.lines[other].words) >= 4 for other in between)
    else:
        score += 0.5 - 0.1 * (at - anchor)
    return score


def find_date(page: Context, title: int | None) -> datetime.date | None:
    """Return the day of publication."""
    start = max(0, (page.first if title is None else title) - 12)
    # A date below the lead stands between lines of the body.
    lead = [at for at in range(page.first, min(page.first + 4, page.last)) if not page.inside[at]]
    places = [*range(start, page.first), *lead, *range(page.last + 1, min(len(page.lines), page.last + 5))]
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


def _name_in(raw: str, fold: str) -> str:
    """Return the name of a byline: the cue word («كتب», «بقلم») and the date off."""
    found = cues.WRITER.match(fold)
    words = raw.split()
    name = " ".join(words[len(found[0].split()) :]) if found else " ".join(words)
    for day in reversed(list(find_days(name))):
        name = name[: day.start_char]
    return name.strip(" :-–|،,")


def find_byline(page: Context, title: int | None) -> str | None:
    """Return the writer as the page has it, without the cue word («كتب», «بقلم»)."""
    if title is None:
        return None
    lead = [at for at in range(page.first, min(page.first + 4, page.last)) if not page.inside[at]]
    after = range(page.last + 1, min(page.last + 3, len(page.lines))) if page.last >= 0 else ()
    places = [*range(title + 1, page.first), *lead, *after]
    for at in places:
        line = page.lines[at]
        if cues.WRITER.match(line.fold) and len(line.words) <= 10 and not page.inside[at]:
            name = _name_in(line.raw, line.fold)
            if 1 <= len(name.split()) <= 8:
                return name
    for at in places:
        line = page.lines[at]
        if page.has_role(at, "byline") and len(line.words) <= 8 and not page.is_date_line(at):
            return " ".join(line.raw.split())
    return None


def find_dateline(page: Context) -> str | None:
    """Return the place, and the agency where a dash sets it off, that open the first paragraph."""
    if page.last < 0:
        return None
    raw = page.lines[page.first].raw
    found = _DATELINE.match(raw[:120])
    if found is None:
        return None
    place = found["place"].strip()
    return f"{place} – {found['name'].strip()}" if found["name"] else place
