"""Lines that hold the title beside something else: what a crawler keeps of ``<title>`` («العنوان - الصحيفة»), and the path to the article."""

from __future__ import annotations

from typing import NamedTuple

from arnews.page import cues
from arnews.page.context import Context
from arnews.page.lines import fold_page
from arnews.page.outlet import PARTS, clean
from arnews.page.row import content
from arnews.patterns import pattern

__all__ = ["Tab", "find_tab", "titled_by_path"]

_REACH, _PATHS = 4, 40
"""Lines among which the browser's title stands, and lines above the article among which a path does."""
_LEAST = 3
"""Words of a title."""
_MARK = pattern(r"(?<!\s)\s*(?:[|/»›>\\]|\s[-–—:])+\s*")
_OPENS, _CLOSES = pattern(r"\s*[-–—|/»›>\\]"), pattern(r"[-–—|/»›>\\]\s*$")


_NOBODY = cues.SECTION | frozenset("صوره|بالصور|بالفيديو|شاهد|تفاصيل|خاص|حصري|الموقع|متابعات".split("|"))


class Tab(NamedTuple):
    """The browser's title on the page."""

    at: int
    """Its line."""
    line: int | None
    """The line that has the title alone."""
    start: int
    """Where the title stands in the raw line, if no other has it."""
    end: int
    outlet: str | None


def _beside(fold: str, title: str) -> bool:
    """Tell whether a line is a title and a mark and something else, on either side."""
    if fold.startswith(title):
        return _OPENS.match(fold, len(title)) is not None
    return fold.endswith(title) and _CLOSES.search(fold[: -len(title)]) is not None


def _alone(page: Context, at: int) -> int | None:
    """Return the line above the article that has alone what line `at` has beside something else, and that is most of it."""
    fold = page.lines[at].fold
    found = [
        other
        for other in range(at + 1, page.first)
        if page.lines[other].row.size >= _LEAST
        and page.lines[other].fold != fold
        and page.lines[other].fold in fold
        and _beside(fold, page.lines[other].fold)
    ]
    longest = max(found, key=lambda other: len(page.lines[other].fold), default=None)
    return longest if longest is not None and 2 * len(page.lines[longest].fold) >= len(fold) else None


def find_tab(page: Context) -> Tab | None:
    """Return the browser's title among the first lines: the title, which may stand alone below, and the outlet's name.

    Where it does not stand alone it must have three of the article's words, and half of its own must be the article's.
    """
    for at in range(min(_REACH, page.first)):
        line = page.lines[at]
        parts = PARTS.split(line.raw)
        if line.row.size <= _LEAST or len(parts) < 2 or page.is_header_line(at):
            continue
        other = _alone(page, at)
        if other is not None:
            return Tab(at, other, 0, 0, _outlet(_without(line.raw, page.lines[other].raw)))
        longest = max(parts, key=len)
        stems = content(fold_page(longest))
        told = sum(page.topic[stem] > 0 for stem in stems)
        if len(longest.split()) > _LEAST and told >= 3 and told >= 0.5 * len(stems):
            start = line.raw.index(longest)
            name = _outlet(line.raw[:start] if parts[0] != longest else line.raw[start + len(longest) :])
            if name is not None:
                return Tab(at, None, start, start + len(longest), name)
    return None


def _without(raw: str, title: str) -> str:
    return raw.replace(title, "", 1) if title in raw else " | ".join(PARTS.split(raw)[1:])


def _outlet(rest: str) -> str | None:
    """Return the last of the names beside the title, None where it can be none."""
    names = [name for part in PARTS.split(rest) if (name := clean(part))]
    if not names:
        return None
    plain = fold_page(names[-1])
    return names[-1] if len(plain.split()) <= 5 and plain not in _NOBODY else None


def titled_by_path(page: Context) -> int | None:
    """Return the line that the path to the article ends with: «الرئيسية » محليات » العنوان»."""
    for at in range(max(0, page.first - _PATHS), page.first):
        fold = page.lines[at].fold
        if (
            (page.cues[at] == "menu" or fold.startswith("الرييسيه"))
            and _MARK.search(fold)
            and (other := _alone(page, at)) is not None
        ):
            return other
    return None
