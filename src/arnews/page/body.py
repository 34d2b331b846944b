"""Which lines are the article's own paragraphs.

Each line gets a score, the evidence that it is a paragraph; then the best path through four states (before the
article, in it, in a block that interrupts it, after it) is taken, so that the body is one stretch with a few gaps.
"""

from __future__ import annotations

from collections import Counter

from arnews.page import cues
from arnews.page.lines import Line
from arnews.page.shapes import cue_of, score_of

__all__ = ["find_body"]

_BEFORE, _BODY, _GAP, _AFTER = range(4)
_LOW = -1e9


def roles_of_cue(lines: list[Line]) -> list[str]:
    """Name each line's cue: ``final related share menu notice credit run`` or an empty string."""
    return [cue_of(line.row) for line in lines]


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
            if cue == "related" and cues.ends_block(line.fold):
                block = ""
            continue
        if not block or cue in ("share", "menu"):
            continue
        if cues.ends_block(line.fold) and len(line.words) < 6:
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
    before, body, gap, after = 0.0, _LOW, _LOW, _LOW
    ways_in, ways_aside, ways_out = [], [], []
    for score, cue in zip(scores, found, strict=True):
        extra = 6.0 if cue == "final" else 0.0
        into, way_in = before, _BEFORE
        if body > into:
            into, way_in = body, _BODY
        if gap - 1.5 > into:
            into, way_in = gap - 1.5, _GAP
        aside, way_aside = body - 1.5 - extra, _BODY
        if gap - 0.15 - extra >= aside:
            aside, way_aside = gap - 0.15 - extra, _GAP
        way_out = _BODY
        if after >= body:
            way_out = _AFTER
        else:
            after = body
        body, gap = into + score, aside
        ways_in.append(way_in)
        ways_aside.append(way_aside)
        ways_out.append(way_out)
    state = _BEFORE if before >= body and before >= after else _BODY if body > after else _AFTER
    inside = [False] * len(scores)
    for at in range(len(scores) - 1, -1, -1):
        if state == _BODY:
            inside[at] = True
            state = ways_in[at]
        elif state == _GAP:
            state = ways_aside[at]
        elif state == _AFTER:
            state = ways_out[at]
    return inside


def find_body(lines: list[Line], found: list[str]) -> list[bool]:
    """Return for each line whether it is a paragraph of the article."""
    scores = [score_of(line.row) for line in lines]
    inside = _decode(scores, found)
    topic: Counter[str] = Counter()
    for line, is_body in zip(lines, inside, strict=True):
        if is_body:
            topic.update(line.stems)
    before = list(scores)
    _teasers(lines, found, scores, topic)
    return inside if scores == before else _decode(scores, found)
