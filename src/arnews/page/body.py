"""Which lines are the article's own paragraphs.

Each line gets a score, the evidence that it is a paragraph; then the best path through four states (before the
article, in it, in a block that interrupts it, after it) is taken, so that the body is one stretch with a few gaps.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from arnews.page import cues
from arnews.page.lines import Line

__all__ = ["find_body"]

_BEFORE, _BODY, _GAP, _AFTER = range(4)


def roles_of_cue(lines: list[Line]) -> list[str]:
    """Name each line's cue: ``final related share menu notice credit run`` or an empty string."""
    return [_cue(line) for line in lines]


def _cue(line: Line) -> str:
    if line.cells:
        return "run" if _is_run(line) else "menu"
    n = len(line.words)
    return _short_cue(line.fold, n) if n <= 4 else _cue_of(line.fold, n)


def _cue_of(fold: str, n: int) -> str:
    if n <= 3 and (fold in cues.SECTION or cues.MENU.match(fold)):
        return "menu"
    if n <= 12:
        if cues.RELATED.match(fold):
            return "related"
        if cues.SHARE.match(fold) and n <= 6:
            return "share"
        if cues.FINAL.match(fold):
            return "final"
        if cues.CREDIT.search(fold):
            return "credit"
    elif fold.startswith(("©", "copyright", "حقوق", "جميع الحقوق")):
        return "final"
    if n >= 4 and cues.is_notice(fold):
        return "notice"
    return ""


# The entries of menus come again on the same page and from page to page.
_short_cue = lru_cache(maxsize=8192)(_cue_of)


def _is_run(line: Line) -> bool:
    """Tell a run of headlines from a menu or from a paragraph set with wide gaps."""
    sizes = [high - low for low, high in line.cells]
    return len(sizes) >= 3 and sum(sizes) / len(sizes) >= 18 and not _is_trail(line)


def _is_trail(line: Line) -> bool:
    """Tell a breadcrumb, «الرئيسية / أخبار / …», from a run of headlines: short cells first, a long one at most last."""
    sizes = [len(line.raw[low - line.start : high - line.start].split()) for low, high in line.cells]
    return len(sizes) <= 5 and max(sizes[:-1]) <= 3


_ARABIC = re.compile("[\u0620-\u064a]")
_DIGIT = re.compile(r"\d")


def _length(n: int) -> float:
    if n >= 20:
        return 3.0
    if n >= 12:
        return 1.5
    if n >= 7:
        return 0.0
    return -1.0 if n >= 4 else -2.0


def line_score(line: Line, cue: str) -> float:
    """Return the evidence, in log-odds, that a line alone is a paragraph."""
    n = len(line.words)
    if cue in ("run", "menu", "share", "final", "related"):
        return -8.0
    if cue:
        return -6.0
    score = -1.0 + _length(n)
    if line.stop[:1] in (".", "؟", "!", "?", "…", "؛") or (line.stop and n >= 12):
        score += 1.5
    elif line.stop[:1] == ":" and n >= 3:
        score += 0.5
    else:
        score -= 0.7
    if n > 6 and ("،" in line.raw or ". " in line.raw or ", " in line.raw):
        score += 0.5
    if n > 4 and cues.STARTERS.match(line.fold):
        score += 0.8
    if not _ARABIC.search(line.fold, 0, 40):
        score -= 2.0
    if not line.stop and n < 8 and _DIGIT.search(line.fold):
        score -= 1.5
    return score


def headline_like(line: Line, cue: str) -> bool:
    """Tell a line that could be a headline: a few words and no full stop."""
    return not cue and 3 <= len(line.words) <= 22 and line.stop[:1] not in (".", "؛", "،")


def _teasers(lines: list[Line], found: list[str], scores: list[float], topic: Counter[str]) -> None:
    """Lower the scores of summaries that stand below other articles' headlines."""
    block, last, _seen = "", None, 0
    for at, line in enumerate(lines):
        cue = found[at]
        if cue in ("related", "final"):
            block, last = cue, None
            if cue == "related" and cues.END_OF_BLOCK.search(line.fold):
                block = ""
            continue
        if not block or cue in ("share", "menu"):
            continue
        if cues.END_OF_BLOCK.search(line.fold) and len(line.words) < 6:
            block = ""
        elif (len(line.words) >= 12 and line.stop) or len(line.words) >= 18:
            if last is None:
                block = "" if block == "related" else block
                continue
            here = line.stems
            own = sum(1 for stem in here if topic[stem])
            scores[at] -= 2.0 + 2.5 * min(2, len(here & last)) - 1.2 * min(3, own)
            last = None
        elif headline_like(line, cue):
            last = line.stems


def _decode(scores: list[float], found: list[str]) -> list[bool]:
    """Return for each line whether the best path has it in the body."""
    low = -1e9
    best = [0.0, low, low, low]
    back: list[tuple[int, int, int, int]] = []
    for score, cue in zip(scores, found, strict=True):
        leave = 1.5 + (6.0 if cue == "final" else 0.0)
        stay = 0.15 + (6.0 if cue == "final" else 0.0)
        before, body, gap, after = best
        into = max((before, _BEFORE), (body, _BODY), (gap - 1.5, _GAP))
        aside = max((body - leave, _BODY), (gap - stay, _GAP))
        done = max((body, _BODY), (after, _AFTER))
        best = [before, into[0] + score, aside[0], done[0]]
        back.append((_BEFORE, into[1], aside[1], done[1]))
    state = max((_BEFORE, _BODY, _AFTER), key=lambda at: best[at])
    inside = [False] * len(scores)
    for at in range(len(scores) - 1, -1, -1):
        inside[at] = state == _BODY
        state = back[at][state]
    return inside


def find_body(lines: list[Line], found: list[str]) -> list[bool]:
    """Return for each line whether it is a paragraph of the article."""
    scores = [line_score(line, cue) for line, cue in zip(lines, found, strict=True)]
    inside = _decode(scores, found)
    topic: Counter[str] = Counter()
    for line, is_body in zip(lines, inside, strict=True):
        if is_body:
            topic.update(line.stems)
    _teasers(lines, found, scores, topic)
    return _decode(scores, found)
