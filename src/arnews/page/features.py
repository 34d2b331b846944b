"""Each line of a page as a row of small numbers, for the model of line roles.

A row has one column for each question (how long, how it ends, which cue, what stands around it); a column's number
is one of a few classes. `SIZES` says how many, so that a row is a set of one-hot features without being written out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from arnews.page.context import Context
from arnews.page.row import Row
from arnews.page.shapes import shape_of

__all__ = ["SIZES", "columns"]

_OWN = (10, 7, 4, 3, 12, 6, 5, 4, 4, 6, 3, 5, 6)
_CLASSES = 17
"""Classes of a whole line, for use by its neighbours; the last one: no line there."""
_MEMORY = 7 * 4


def _class(n: int, shape: tuple[int, ...], date: int) -> int:
    """Return the class of a whole line, for use by its neighbours."""
    cue, script, stop = shape[4], shape[7], shape[1]
    if 0 < cue < 12:
        return (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9)[cue]
    if date in (2, 3):
        return 10
    if shape[6] == 1:
        return 11
    if script == 1:
        return 12
    if n >= 18 or (n >= 8 and stop in (1, 6)):
        return 13
    if n >= 6:
        return 14
    return 15 if n >= 4 or stop else 0


def _pack(row: Row) -> bytes:
    """Return a line's shape and class as bytes, which join faster than numbers."""
    shape = shape_of(row)
    row.packed = bytes((*shape, _class(row.size, shape, shape[5])))
    return row.packed


def _own(page: Context) -> tuple[NDArray[np.int64], list[int]]:
    """Return the shapes of the lines, with how they stand on the page; and their classes."""
    packed = [line.row.packed or _pack(line.row) for line in page.lines]
    for at, is_body in enumerate(page.inside):
        if is_body and packed[at][5] == 2:  # a date in the body is no date line
            shape = (*packed[at][:5], 1, *packed[at][6:-1])
            packed[at] = bytes((*shape, _class(page.lines[at].row.size, shape, 1)))
    table = np.frombuffer(b"".join(packed), dtype=np.uint8).reshape(len(packed), -1).astype(np.int64)
    table, kinds = table[:, :-1], table[:, -1].tolist()
    repeated = page.repeated
    again = [0 if repeated[line.fold] < 2 else 1 if line.row.size >= 3 else 2 for line in page.lines]
    place = [line.bullet + 2 * line.blank for line in page.lines]
    extra = np.array((place, again), dtype=np.int64).T
    order = (table[:, :8], extra[:, :1], table[:, 8:9], extra[:, 1:], table[:, 9:])
    return np.concatenate(order, axis=1), kinds


_LEXICAL = (6, 5, 4, 4)


def _lexical(page: Context, classes: list[int]) -> list[tuple[int, int, int, int]]:
    """Compare each line's words with the body's, with the headline above it and with the summary below it."""
    none: frozenset[str] = frozenset()
    stems = [line.row.stems if line.row.size >= 3 else none for line in page.lines]
    once = page.topic.keys()
    twice = {stem for stem, count in page.topic.items() if count > 1}
    rows = []
    last: frozenset[str] = frozenset()
    gap = 9
    for at, here in enumerate(stems):
        shared = len(here & twice) if page.inside[at] else len(here & once) if here else 0
        ratio = 0 if not here else 1 + min(4, int(5 * shared / len(here)))
        above = min(3, len(here & last)) if gap <= 2 and classes[at] == 13 else 0
        below = 0
        if classes[at] in (14, 15):
            last, gap = here, 0
            if at + 1 < len(stems) and classes[at + 1] == 13:
                below = min(3, len(here & stems[at + 1]))
        gap += 1
        rows.append((ratio, min(4, shared), above, below))
    return rows


def _memory(own: NDArray[np.int64], classes: list[int]) -> list[tuple[int, int]]:
    """Return for each line the last cue above it, how far up it stands, and what came since."""
    kinds = {3: 1, 4: 2, 7: 3, 8: 4, 9: 5, 10: 6, 11: 5}
    rows = []
    kind, far, long, head = 0, 0, 0, 0
    for cue, name, of in zip(own[:, 4].tolist(), own[:, 11].tolist(), classes, strict=True):
        far += 1
        rows.append((kind * 4 + min(3, far - 1 if far < 3 else 2 if far < 5 else 3), min(3, long) * 2 + head))
        if name == 3:
            kind, far, long, head = 0, 0, 0, 0
        elif cue in kinds:
            kind, far, long, head = kinds[cue], 0, 0, 0
        else:
            long += of == 13
            head = int(of in (14, 15))
    return rows


_FROM_START = np.array([0, 1, 2, 3, 3, 3, 4])
_FROM_END = np.array([0, 1, 2, 2, 2, 3])
_ABOVE = np.array([0, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6])
_BELOW = np.array([0, 7, 8, 9, 9, 9, 10])


def _place(page: Context) -> NDArray[np.int64]:
    """Return for each line where it stands on the page and where it stands to the body found by rule."""
    n = len(page.lines)
    at = np.arange(n)
    ends = _FROM_START[np.minimum(at, 6)] * 4 + _FROM_END[np.minimum(at[::-1], 5)]
    state = np.where(np.array(page.inside, dtype=bool), 0, 11)
    first, last = page.first, page.last
    state[:first] = _ABOVE[np.minimum(first - at[:first], 13)]
    if last + 1 < n and first < n:
        state[last + 1 :] = _BELOW[np.minimum(at[last + 1 :] - last, 6)]
    joined: NDArray[np.int64] = np.stack([ends, state], axis=1)
    return joined


_PLACE = (20, 12)
_BASE = (*_OWN, _CLASSES, *_LEXICAL, _MEMORY, 8, *_PLACE, 25, 6, 7)
_SHIFTS = (-3, -2, -1, 1, 2, 3)
_AT = {
    "n": 0,
    "stop": 1,
    "cue": 4,
    "date": 5,
    "writer": 6,
    "speaks": 12,
    "class": 13,
    "ratio": 14,
    "shared": 15,
    "above": 16,
    "below": 17,
    "memory": 18,
    "since": 19,
    "state": 21,
    "near": 23,
    "block": 24,
}
_PAIRS = (
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
SIZES: tuple[int, ...] = (
    *_BASE,
    *([_CLASSES] * len(_SHIFTS)),
    _CLASSES**2,
    _CLASSES**2,
    _CLASSES**2,
    _CLASSES**2,
    *(_BASE[_AT[left]] * _BASE[_AT[right]] for left, right in _PAIRS),
)
"""Number of classes of each column."""


_LEFT, _RIGHT = (np.array([_AT[pair[side]] for pair in _PAIRS]) for side in (0, 1))
_TIMES = np.array([_BASE[_AT[right]] for _, right in _PAIRS])


def _around(classes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many of the six lines before and after are sentences, in five classes each."""
    counts = np.concatenate([[0], np.cumsum(classes == 13)])
    at = np.arange(len(classes))
    before = counts[at] - counts[np.maximum(at - 6, 0)]
    after = counts[np.minimum(at + 7, len(classes))] - counts[at + 1]
    bins = np.array([0, 1, 2, 3, 3, 4, 4])
    joined: NDArray[np.int64] = bins[before] * 5 + bins[after]
    return joined


_DATED = np.array([False, False, True, True, False, True])
_NEAR = np.array([0, 3, 5, 7, 10, 14])
_BLOCK = np.array([0.0, 2.0, 3.0, 4.0, 5.5, 8.0, 13.0])


def _lists(sizes: NDArray[np.int64], breaks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return for each line the longest of its neighbours, and the mean length of the lines up to the next cue, in classes.

    A list of headlines has long neighbours and a high mean, a menu has not.
    """
    n = len(sizes)
    open_sizes = np.where(breaks, 0, np.minimum(sizes, 24))
    padded = np.concatenate([[0, 0], open_sizes, [0, 0]])
    near = np.maximum.reduce([padded[at : at + n] for at in (0, 1, 3, 4)])
    block = np.cumsum(breaks)
    counts = np.bincount(block, weights=~breaks, minlength=block[-1] + 1)
    means = np.bincount(block, weights=open_sizes, minlength=block[-1] + 1) / np.maximum(counts, 1)
    joined: NDArray[np.int64] = np.stack(
        [np.searchsorted(_NEAR, near, "right") - 1, np.searchsorted(_BLOCK, means[block], "right") - 1], axis=1
    )
    return joined


def columns(page: Context) -> NDArray[np.int64]:
    """Return the features of a page's lines.

    Returns
    -------
    NDArray of int64, shape (n_lines, len(SIZES))
    """
    own, classes = _own(page)
    n = len(classes)
    table = np.empty((n, len(SIZES)), dtype=np.int64)
    kinds = np.array(classes, dtype=np.int64)
    sizes = np.array([line.row.size for line in page.lines])
    breaks = (own[:, 4] > 0) | _DATED[own[:, 5]] | np.array(page.inside, dtype=bool)
    table[:, :13] = own
    table[:, 13] = kinds
    table[:, 14:18] = _lexical(page, classes)
    table[:, 18:20] = _memory(own, classes)
    table[:, 20:22] = _place(page)
    table[:, 22] = _around(kinds)
    table[:, 23:25] = _lists(sizes, breaks)
    padded = np.full(n + 6, _CLASSES - 1, dtype=np.int64)
    padded[3:-3] = kinds
    near = {by: padded[3 + by : 3 + by + n] for by in _SHIFTS}
    for column, by in enumerate(_SHIFTS, 25):
        table[:, column] = near[by]
    table[:, 31] = near[-1] * _CLASSES + near[1]
    table[:, 32] = near[-2] * _CLASSES + near[-1]
    table[:, 33] = near[1] * _CLASSES + near[2]
    table[:, 34] = kinds * _CLASSES + near[-1]
    table[:, 35:] = table[:, _LEFT] * _TIMES + table[:, _RIGHT]
    return table
