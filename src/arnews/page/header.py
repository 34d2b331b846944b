"""Title, date, byline and dateline of the article."""

from __future__ import annotations

import datetime
import re

from arnews.dates import DayMatch, find_days
from arnews.page import cues
from arnews.page.body import content
from arnews.page.context import Context
from arnews.page.lines import fold_page

__all__ = ["find_byline", "find_date", "find_dateline", "find_title"]

_REACH = 30
_SPLIT = re.compile(r"\s+[|:–—-]\s+|\s*\|\s*")
_SERVER_CLOCK = re.compile(r"gmt[^a-z]{0,6}\d{1,2}:\d{2}:\d{2}|\d{1,2}:\d{2}:\d{2}", re.IGNORECASE)
_DATELINE = re.compile(
    r"^(?P<place>[^\d().,:،؛–—-]{2,24}(?:[،,] [^\d().:،؛–—-]{2,30})?)\s*(?:\((?P<agency>[^()]{2,24})\)\s*[-–—:]{1,3}"
    r"|[-–—]{1,2}\s*(?P<name>[«\"']?[^\d().:،؛–—-]{2,18}[»\"']?)\s*[-–—:])\s"
)
_NAME = re.compile(r"^[^\d:؟!?.،,«»\"()|]{4,40}$")


def _title_score(page: Context, at: int) -> float:
    line = page.lines[at]
    n = len(line.words)
    stems = content(line.words)
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
    between = range(at + 1, page.first)
    score -= 0.15 * len(between) + 1.0 * min(3, sum(page.cues[other] in ("menu", "run") for other in between))
    rivals = sum(not page.cues[other] and not page.is_header_line(other) and len(page.lines[other].words) >= 5 for other in between)
    return score - 0.3 * rivals


def find_title(page: Context) -> int | None:
    """Return the index of the title's line."""
    best: tuple[float, int] | None = None
    for at in range(page.first - 1, max(-1, page.first - 1 - _REACH), -1):
        line = page.lines[at]
        if page.cues[at] or not 2 <= len(line.words) <= 32 or page.is_date_line(at):
            continue
        if cues.WRITER.match(line.fold) and len(line.words) <= 6 or cues.PUBLISHED.match(line.fold):
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
        score -= 0.5 * sum(not page.cues[other] and len(page.lines[other].words) >= 4 for other in between)
    else:
        score += 0.5 - 0.1 * (at - anchor)
    return score


def find_date(page: Context, title: int | None) -> datetime.date | None:
    """Return the day of publication."""
    start = max(0, (page.first if title is None else title) - 12)
    places = [*range(start, page.first), *range(page.last + 1, min(len(page.lines), page.last + 5))]
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


def find_byline(page: Context, title: int | None) -> str | None:
    """Return the writer as the page has it, the cue word («كتب», «بقلم») off."""
    if title is None:
        return None
    bare: list[str] = []
    for at in range(title + 1, page.first):
        line = page.lines[at]
        if found := cues.WRITER.match(line.fold):
            words = line.raw.split()
            skip = len(found[0].split())
            name = " ".join(words[skip:]) if len(words) > skip else ""
            for day in reversed(list(find_days(name))):
                name = name[: day.start_char]
            if name and len(name.split()) <= 8:
                return name.strip(" :-–|،,")
        if not page.cues[at] and 2 <= len(line.words) <= 5 and _NAME.match(line.raw) and not page.is_date_line(at):
            bare.append(line.raw)
    own = [name for name in bare if not content(fold_page(name).split()) & set(page.topic)]
    return " ".join(own[-1].split()) if own else None


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
