"""The day of publication of an HTML page: what the page shows by its title and what its metadata say check each other."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from arnews.dates import find_days
from arnews.page import cues
from arnews.page.html_body import OFF
from arnews.page.html_meta import Claims, Stamp, day_of_url, read_stamp
from arnews.page.html_tree import Tree
from arnews.page.lines import fold_page

__all__ = ["find_date"]

_CLEAR = 1.0
_DAY = datetime.timedelta(1)


class _Shown(NamedTuple):
    score: float
    day: datetime.date


def _label(lead: str) -> float:
    """Return what the words before a date say: published for, updated against."""
    fold = fold_page(lead)[-30:]
    if cues.UPDATED.search(fold):
        return -6.0
    return 2.0 if cues.PUBLISHED.search(fold) else 0.0


def _shown_in_text(tree: Tree, zone: range, body: set[int], title: int | None, claims: Claims) -> list[_Shown]:
    found: list[_Shown] = []
    marked = {mark.block for mark in tree.marks if mark.what == "date"}
    before = ""
    last = max(body, default=-1)
    for at in zone:
        block = tree.blocks[at]
        text = block.text
        if at in body or at == title or len(text) > 300:
            continue
        for day in find_days(text):
            if day.day is None:
                continue
            lead = text[: day.start_char]
            score = 1.0 + _label(lead if len(lead) > 3 else f"{before} {lead}")
            score += 1.0 if at in marked else 0.0
            score -= 1.5 if len(text) > 110 else 0.0
            score -= 3.0 if block.flags & OFF else 0.0
            if title is not None:
                score -= (
                    0.15 * (at - title)
                    if last < 0 or title < at < last
                    else 0.25 * (title - at)
                    if at < title
                    else 1.0 + 0.15 * (at - last)
                )
            score += _agreement(day.day, claims.published)
            found.append(_Shown(score, day.day))
        before = text[-30:]
    return found


def _agreement(day: datetime.date, stamps: list[Stamp]) -> float:
    if any(stamp.day == day for stamp in stamps):
        return 3.0
    return 1.5 if any(abs(stamp.day - day) <= _DAY for stamp in stamps) else 0.0


def _shown_in_marks(tree: Tree, zone: range, body: set[int]) -> list[Stamp]:
    """Return the machine-readable days of ``<time>`` and of microdata near the article, where no day is shown in words."""
    found: list[Stamp] = []
    for mark in tree.marks:
        if mark.what != "date" or mark.block not in zone or mark.block in body:
            continue
        if mark.block < len(tree.blocks) and tree.blocks[mark.block].flags & OFF:
            continue
        value = mark.element.get("datetime") or mark.element.get("content") or mark.element.get("title") or ""
        if value and (stamp := read_stamp(value)) is not None:
            found.append(stamp)
    return found


def find_date(tree: Tree, claims: Claims, zone: range, body: set[int], title: int | None) -> datetime.date | None:
    """Return the day of publication.

    A day shown beside the title wins where metadata are a day off (they count in UTC) or silent; metadata win where
    what is shown is the day of the update, or stands far away.
    """
    shown = max(_shown_in_text(tree, zone, body, title, claims), default=None)
    claimed = [stamp.day for stamp in (*claims.published, *_shown_in_marks(tree, zone, body))]
    if (written := day_of_url(claims.url)) is not None:
        claimed.append(written)
    if shown is None or shown.score < -1.0:
        return claimed[0] if claimed else None
    if not claimed or any(abs(day - shown.day) <= _DAY for day in claimed):
        return shown.day
    changed = any(stamp.day == shown.day for stamp in claims.modified)
    return claimed[0] if changed or shown.score < _CLEAR else shown.day
