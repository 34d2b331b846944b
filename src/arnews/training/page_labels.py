"""The role of every line of a labelled page."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arnews.page.context import Context
from arnews.page.lines import fold_page
from arnews.page.roles import STATES

__all__ = ["roles_of_lines", "states_of"]

_STATE = {state: number for number, state in enumerate(STATES)}
_REACH, _FAR = 8, 25
"""Lines between title, date and byline that still are the head of one article; between a title and the first paragraph."""


def _key(text: str | None) -> str:
    return " ".join(fold_page(text or "").split())


def roles_of_lines(page: dict[str, Any], context: Context) -> list[str]:
    """Return a role for every line of `context`.

    Made pages bring the role of every line of their text along (``roles``). On other pages a line is what it equals:
    a paragraph, the title, the byline, a headline; a line that holds the date is the date; the rest is ``other``.
    """
    if page.get("roles"):
        starts = list(accumulate((len(row) for row in page["text"].splitlines(keepends=True)), initial=0))
        given = page["roles"]
        return [given[bisect_right(starts, line.start) - 1] or "other" for line in context.lines]
    bodies = {_key(text) for text in page["paragraphs"]}
    heads = {_key(text) for text in page.get("headlines") or ()}
    titles = {_key(page.get("title")), *map(_key, page.get("title_any") or ())} - {""}
    byline, source = _key(page.get("byline")), _key(page.get("source"))
    found = []
    for at, line in enumerate(context.lines):
        key = _key(line.raw)
        days = {day.day.isoformat() for day in context.days(at) if day.day is not None}
        if key in titles:
            found.append("title")
        elif key in bodies or (line.end - line.start > 60 and any(key in body for body in bodies)):
            found.append("body")
        elif key in heads or (line.cells and any(_key(context.text[low:high]) in heads for low, high in line.cells)):
            found.append("headline")
        elif byline and byline in key and len(key) < 2 * len(byline) + 12:
            found.append("byline")
        elif page.get("date") in days and len(line.words) <= 16:
            found.append("date")
        elif source and key == source:
            found.append("source")
        else:
            found.append("other")
    return found


def _zones(roles: list[str]) -> tuple[int, int]:
    """Return the first line of the article's head, and the line after its last paragraph, date or byline."""
    own = [at for at, role in enumerate(roles) if role in ("body", "title", "date", "byline")]
    if not own:
        return len(roles), len(roles)
    anchor = next((at for at in own if roles[at] == "body"), own[0])
    named = [at for at in range(max(0, anchor - _FAR), anchor) if roles[at] == "title"]
    start = at = named[-1] if named and "headline" not in roles[named[-1] : anchor] else anchor
    while at > 0 and start - at < _REACH and roles[at - 1] not in ("headline", "teaser"):
        at -= 1
        if roles[at] in ("title", "date", "byline"):
            start = at
    last = max(at for at in own if roles[at] == "body" or at >= anchor)
    return start, last + 1


def states_of(roles: list[str]) -> NDArray[np.int8]:
    """Return the states (`arnews.page.roles.STATES`) of a page's lines; what may not stand in its zone is ``other``."""
    start, end = _zones(roles)
    found = []
    for at, role in enumerate(roles):
        zone = 0 if at < start else 1 if at < end else 2
        wanted = "headline" if zone != 1 and role == "title" else role
        found.append(_STATE.get((zone, wanted), _STATE[zone, "other"]))
    return np.array(found, dtype=np.int8)
