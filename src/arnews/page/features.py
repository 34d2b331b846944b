"""Each line of a page as small numbers, for the model of line roles.

There is one column for each question (how long, how it ends, which cue, what stands around it); a line's number in it is
one of a few classes. `SIZES` says how many, so that a line is a set of one-hot features without being written out. All of
it is plain lists: a page has some hundred lines, and importing numpy takes longer than reading dozens of pages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from arnews.page.context import Context
from arnews.page.shapes import inside_body, shape_of
from arnews.patterns import pattern

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PAIRS", "SINGLES", "SIZES", "answers", "columns", "kept_lines"]

_CLASSES = 18
"""Classes of a whole line (`arnews.page.shapes`), for use by its neighbours; the last one: no line there."""
_SENTENCE, _HEADLINES = 13, (14, 15)
_DATE_LINE = 2
_OWN = {
    "n": 10,
    "stop": 7,
    "inner": 4,
    "starter": 3,
    "cue": 12,
    "date": 6,
    "writer": 6,
    "script": 4,
    "place": 4,
    "marks": 6,
    "again": 3,
    "names": 5,
    "speaks": 6,
    "class": _CLASSES,
}
_AROUND = {
    "ratio": 6,
    "shared": 5,
    "above": 4,
    "below": 4,
    "memory": 28,
    "since": 8,
    "ends": 20,
    "state": 12,
    "around": 25,
    "near": 6,
    "block": 7,
}
_SHIFTS = (-3, -2, -1, 1, 2, 3)
SINGLES: dict[str, int] = {**_OWN, **_AROUND, **{f"class{by:+}": _CLASSES for by in _SHIFTS}}
"""Names of the questions, in order, with the number of answers to each."""
PAIRS: tuple[tuple[str, str], ...] = (
    ("class-1", "class+1"),
    ("class-2", "class-1"),
    ("class+1", "class+2"),
    ("class", "class-1"),
    ("n", "stop"),
    ("class", "ratio"),
    ("class", "state"),
    ("class", "memory"),
    ("class", "since"),
    ("class", "above"),
    ("class", "below"),
    ("writer", "state"),
    ("date", "state"),
    ("ratio", "state"),
    ("memory", "above"),
    ("stop", "state"),
    ("speaks", "n"),
    ("speaks", "state"),
    ("n", "near"),
    ("n", "block"),
    ("class", "block"),
)
"""Questions whose answers are also looked at together."""
SIZES: tuple[int, ...] = (*SINGLES.values(), *(SINGLES[left] * SINGLES[right] for left, right in PAIRS))
"""Number of classes of each column."""


_DIGIT = pattern(r"\d")
_RUN, _RIM = 6, 2
"""Entries from which on a menu is cut short for the model, and how many of them it sees at each end."""


def kept_lines(page: Context) -> list[int]:
    """Return the lines that the model names the roles of: all but the inner entries of long menus.

    An entry has one or two words and no digit. Half of the lines of many pages are such, and they say nothing of the article.
    """
    kept: list[int] = []
    start = 0
    for at, (line, is_body) in enumerate(zip(page.lines, page.inside, strict=True)):
        row = line.row
        if row.size <= 2 and not is_body and not row.stop and not _DIGIT.search(row.fold):
            continue
        kept += _without_inner(start, at)
        kept.append(at)
        start = at + 1
    kept += _without_inner(start, len(page.lines))
    return kept


def _without_inner(start: int, end: int) -> Sequence[int]:
    if end - start < _RUN:
        return range(start, end)
    return [*range(start, start + _RIM), *range(end - _RIM, end)]


def _own(page: Context) -> dict[str, Sequence[int]]:
    """Return what the letters of the lines say, and how they stand on the page."""
    rows = [line.row for line in page.lines]
    shapes = [row.shape or shape_of(row) for row in rows]
    for at, is_body in enumerate(page.inside):
        if is_body and shapes[at][5] == _DATE_LINE:  # a date in the body is no date line
            shapes[at] = inside_body(shapes[at], rows[at].size)
    n, stop, inner, starter, cue, date, writer, script, marks, names, speaks, kinds = zip(*shapes, strict=True)
    repeated = page.repeated
    twice = len(repeated) < len(rows)
    return {
        "n": n,
        "stop": stop,
        "inner": inner,
        "starter": starter,
        "cue": cue,
        "date": date,
        "writer": writer,
        "script": script,
        "place": [line.row.bullet + 2 * line.blank for line in page.lines],
        "marks": marks,
        "again": [0 if repeated[row.fold] < 2 else 1 if row.size >= 3 else 2 for row in rows]
        if twice
        else [0] * len(rows),
        "names": names,
        "speaks": speaks,
        "class": kinds,
    }


def _lexical(page: Context, classes: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """Compare each line's words with the body's, with the headline above it and with the summary below it."""
    none: frozenset[str] = frozenset()
    stems = [line.row.stems if line.row.size >= 3 else none for line in page.lines]
    once = frozenset(page.topic)
    twice = frozenset([stem for stem, count in page.topic.items() if count > 1])
    rows = []
    last = none
    gap = 9
    for at, (here, kind, is_body) in enumerate(zip(stems, classes, page.inside, strict=True)):
        gap += 1
        if not here:
            if kind in _HEADLINES:
                last, gap = here, 1
            rows.append((0, 0, 0, 0))
            continue
        shared = len(here & (twice if is_body else once))
        above = below = 0
        if kind == _SENTENCE:
            if gap <= 3:
                above = min(3, len(here & last))
        elif kind in _HEADLINES:
            last, gap = here, 1
            if at + 1 < len(stems) and classes[at + 1] == _SENTENCE:
                below = min(3, len(here & stems[at + 1]))
        rows.append((1 + min(4, 5 * shared // len(here)), min(4, shared), above, below))
    return rows


_KINDS = {3: 1, 4: 2, 7: 3, 8: 4, 9: 5, 10: 6, 11: 5}
"""Cues that are remembered further down, as `_memory` numbers them."""
_END_OF_BLOCK = 3
_FAR = (0, 0, 1, 2, 2, 3)


def _memory(own: dict[str, Sequence[int]]) -> list[tuple[int, int]]:
    """Return for each line the last cue above it, how far up it stands, and what came since."""
    rows = []
    kind, far, long, head = 0, 0, 0, 0
    for cue, name, of in zip(own["cue"], own["names"], own["class"], strict=True):
        if far < 5:
            far += 1
        rows.append((kind * 4 + _FAR[far], long * 2 + head))
        if name == _END_OF_BLOCK:
            kind, far, long, head = 0, 0, 0, 0
        elif cue and cue in _KINDS:
            kind, far, long, head = _KINDS[cue], 0, 0, 0
        else:
            if of == _SENTENCE and long < 3:
                long += 1
            head = 1 if of in _HEADLINES else 0
    return rows


_FROM_START = (0, 1, 2, 3, 3, 3, 4)
_FROM_END = (0, 1, 2, 2, 2, 3)
_ABOVE = (5, 5, 5, 5, 5, 5, 4, 4, 4, 3, 2, 1)
"""Twelve lines and fewer above the body; 6 further up."""
_BELOW = (7, 8, 9, 9, 9)
"""Five lines and fewer below it; 10 further down."""


def _ends(n: int) -> list[int]:
    """Return for each line where it stands on the page."""
    if n < 12:
        return [4 * _FROM_START[min(at, 6)] + _FROM_END[min(n - 1 - at, 5)] for at in range(n)]
    low, high = ([4 * _FROM_START[at] + 3 for at in range(6)], [16 + _FROM_END[at] for at in range(4, -1, -1)])
    return low + [19] * (n - 11) + high


def _state(page: Context) -> list[int]:
    """Return for each line where it stands to the body found by rule."""
    n, first, last = len(page.lines), page.first, page.last
    if first == n:
        last = n - 1
    above = [6] * (first - 12) + list(_ABOVE[max(0, 12 - first) :])
    below = [*_BELOW[: n - 1 - last], *[10] * (n - 6 - last)]
    return above + [0 if is_body else 11 for is_body in page.inside[first : last + 1]] + below


_FEW = (0, 1, 2, 3, 3, 4, 4)
_COUNTS = [[5 * before + after for after in _FEW] for before in _FEW]


def _around(classes: Sequence[int]) -> list[int]:
    """Return how many of the six lines before and after are sentences, in five classes each."""
    sums = list(accumulate([kind == _SENTENCE for kind in classes], initial=0))
    sums = [0] * 6 + sums + [sums[-1]] * 6
    return [
        _COUNTS[low - far][high - top] for far, low, top, high in zip(sums, sums[6:], sums[7:], sums[13:], strict=False)
    ]


_DATED = frozenset((2, 3, 5))
_LONG = 24
_NEAR = [bisect_right((0, 3, 5, 7, 10, 14), size) - 1 for size in range(_LONG + 1)]
_BLOCK = (0.0, 2.0, 3.0, 4.0, 5.5, 8.0, 13.0)


def _lists(page: Context, own: dict[str, Sequence[int]]) -> tuple[list[int], list[int]]:
    """Return for each line the longest of its neighbours, and the mean length of the lines up to the next cue, in classes.

    A list of headlines has long neighbours and a high mean, a menu has not.
    """
    sizes: list[int] = []
    block: list[int] = []
    total = count = start = 0
    for at, (line, cue, date, is_body) in enumerate(zip(page.lines, own["cue"], own["date"], page.inside, strict=True)):
        if cue or is_body or date in _DATED:
            block += [_mean(total, count)] * (at - start)
            total = count = 0
            start = at
            sizes.append(0)
        else:
            size = line.row.size if line.row.size < _LONG else _LONG
            sizes.append(size)
            total += size
            count += 1
    block += [_mean(total, count)] * (len(sizes) - start)
    padded = [0, 0, *sizes, 0, 0]
    near = [_NEAR[size] for size in map(max, padded, padded[1:], padded[3:], padded[4:])]
    return near, block


def _mean(total: int, count: int) -> int:
    return bisect_right(_BLOCK, total / count) - 1 if count else 0


def answers(page: Context) -> list[Sequence[int]]:
    """Return for each question of `SINGLES` what the page's lines, of which there are some, answer."""
    own = _own(page)
    kinds = own["class"]
    nothing = [_CLASSES - 1] * 3
    padded = [*nothing, *kinds, *nothing]
    n = len(kinds)
    return [
        *own.values(),
        *zip(*_lexical(page, kinds), strict=True),
        *zip(*_memory(own), strict=True),
        _ends(n),
        _state(page),
        _around(kinds),
        *_lists(page, own),
        *(padded[3 + by : 3 + by + n] for by in _SHIFTS),
    ]


def columns(page: Context) -> NDArray[Any]:
    """Return the features of a page's lines as a model is trained with them.

    Returns
    -------
    NDArray of int64, shape (n_lines, len(SIZES))
    """
    import numpy as np

    found = dict(zip(SINGLES, np.array(answers(page), dtype=np.int64), strict=True))
    pairs = [found[left] * SINGLES[right] + found[right] for left, right in PAIRS]
    return np.stack([*found.values(), *pairs], axis=1)
