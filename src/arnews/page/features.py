"""Each line of a page as a row of small numbers, for the model of line roles.

A row has one column for each question (how long, how it ends, which cue, what stands around it); a column's number
is one of a few classes. `SIZES` says how many, so that a row is a set of one-hot features without being written out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from arnews.page import cues
from arnews.page.context import Context
from arnews.page.lines import Line

__all__ = ["SIZES", "columns"]

_CUES = ("", "run", "menu", "share", "related", "notice", "credit", "comment", "tags", "most", "copyright", "final")
_COMMENT = re.compile(r"(?:ال)?تعليق|ردود|اضف|اترك|كن اول|شارك ب|لا ت?يوجد|اكتب|comments|leave|\d+ تعليق")
_TAGS = re.compile(r"(?:ال)?(?:كلمات|وسوم|وسم|تاغات|تاجز|هاشتاج|علامات)|tags", re.IGNORECASE)
_MOST = re.compile(
    r"(?:ال)?(?:اكثر|اخر|احدث|اهم|مختارات|ترشيحاتنا|اخترنا|شريط|مقترحات|من اختيار)|trending", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|(?:جميع |كل |كافه )?(?:ال)?حقوق", re.IGNORECASE)
_SOURCE = re.compile(r"(?:ال)?مصدر\s*[:：/-]|source\s*:", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\.com\b|\.net\b|\.org\b", re.IGNORECASE)
_NAME = re.compile(r"^[^\d:؟!?.،,«»\"()|©]{4,40}$")
_PAIR = re.compile(r"^[^:|/-]{2,24}\s*[:|/-]\s*[^:|/-]{3,30}$")
_DIGIT = re.compile(r"\d")
_LATIN = re.compile("[A-Za-z]")
_LETTER = re.compile(r"[\u0621-\u064a]")

_N_SIZES = (0, 1, 2, 3, 4, 6, 9, 13, 20, 31)
_STOPS = {".": 1, "؟": 2, "!": 2, "?": 2, ":": 3, "…": 4, "،": 5, "؛": 1}
_OWN = (10, 7, 4, 3, 12, 6, 5, 4, 4, 6, 3, 5, 6)
_CLASSES = 17
"""Classes of a whole line, for use by its neighbours; the last one: no line there."""
_MEMORY = 7 * 4


def _stop(raw: str, stop: str) -> int:
    if not stop:
        return 0
    if raw.endswith(("..", "…")):
        return 4
    return _STOPS.get(stop[0], 6)


def _inner(raw: str) -> int:
    return ("،" in raw or ", " in raw) + 2 * (". " in raw)


def _fine_cue(line: Line, cue: str) -> int:
    if cue == "final":
        for pattern, name in ((_COMMENT, "comment"), (_TAGS, "tags"), (_MOST, "most"), (_COPYRIGHT, "copyright")):
            if pattern.match(line.fold):
                return _CUES.index(name)
    return _CUES.index(cue)


def _date(page: Context, at: int) -> int:
    line = page.lines[at]
    if len(line.words) > 25 or not _DIGIT.search(line.raw):
        return 4 if len(line.words) <= 6 and cues.PUBLISHED.match(line.fold) else 0
    if not page.days(at):
        return 5 if len(line.words) <= 3 else 0
    if cues.UPDATED.search(line.fold):
        return 3
    return 2 if page.is_date_line(at) else 1


def _writer(raw: str, fold: str, n: int) -> int:
    if n <= 9 and cues.WRITER.match(fold):
        return 1
    if 2 <= n <= 8 and fold.partition(" ")[0] in cues.GIVEN and raw[-1] not in ".؟!…":
        return 4
    if 2 <= n <= 5 and _NAME.match(raw):
        return 2
    return 3 if n <= 6 and _PAIR.match(raw) else 0


def _script(fold: str) -> int:
    head = fold[:60]
    arabic = len(_LETTER.findall(head))
    if arabic * 2 >= len(head.replace(" ", "")):
        return 0
    if _LATIN.search(head):
        return 1
    return 2 if not arabic else 3


def _marks(raw: str) -> int:
    if "|" in raw or " / " in raw or ">" in raw or "»" == raw[-1:]:
        return 1
    if 0 < raw.find(":", 0, 34) < 34:
        return 2
    if ".." in raw:
        return 3
    if raw[:1] in "«\"“'":
        return 4
    return 5 if " - " in raw or " – " in raw else 0


def _names(raw: str, fold: str, n: int) -> int:
    if n > 20:
        return 0
    if _SOURCE.match(fold):
        return 1
    if _ADDRESS.search(raw):
        return 2
    if n <= 6 and cues.END_OF_BLOCK.search(fold):
        return 3
    return 4 if cues.OWN.search(fold) and n <= 6 else 0


_OPENING = re.compile(
    r"^[(\[«]?[^\s\d()\[\]:/«»-]{2,14}(?: [^\s\d()\[\]:/«»-]{2,14}){0,3}[)\]»]?\s?(?:[-–—ـ/:]|\([^()]{2,20}\)\s?[-–—:]|،[^()]{2,30}\(\w+\))\s?"
)
_CODE = re.compile(r"^[\W_]*(?:\w{1,2}[\W_]+){1,4}\w{0,2}[\W_]*$|^[\W_]+$|انتهي")


def _speaks(raw: str, fold: str, n: int) -> int:
    """Tell how a line speaks: of the site and to the reader (1 to 3), a place and a dash first (4), a code (5)."""
    if n <= 6 and len(fold) <= 24 and _CODE.match(fold):
        return 5
    words = cues.SITE_WORDS
    count = sum(1 for word in fold.split()[:40] if word.strip("،.:؛!") in words)
    if count and (count > 1 or n < 12):
        return min(3, count) if n < 30 or count > 2 else 1
    return 4 if n >= 8 and _OPENING.match(raw[:70]) else 0


def _starter(fold: str, n: int) -> int:
    if n <= 4 or not cues.STARTERS.match(fold):
        return 0
    return 1 if fold.lstrip('"“«( ').startswith("و") else 2


def _shape(raw: str, fold: str, stop: str, n: int) -> tuple[int, int, int, int, int, int, int, int]:
    """Return what the letters of a line alone say: end, inside, opening, writer, script, marks, names."""
    return (
        _stop(raw, stop),
        _inner(raw),
        _starter(fold, n),
        _writer(raw, fold, n),
        _script(fold),
        _marks(raw),
        _names(raw, fold, n),
        _speaks(raw, fold, n),
    )


# The entries of menus come again on the same page and from page to page.
_short_shape = lru_cache(maxsize=8192)(_shape)


def _class(n: int, own: list[int]) -> int:
    cue, date, script = own[4], own[5], own[7]
    if 0 < cue < 12:
        return (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9)[cue]
    if date in (2, 3):
        return 10
    if own[6] == 1:
        return 11
    if script == 1:
        return 12
    if n >= 18:
        return 13
    if n >= 8 and own[1] in (1, 6):
        return 13
    if n >= 6:
        return 14
    return 15 if n >= 4 else 0 if own[1] == 0 else 15


def _own(page: Context, at: int) -> list[int]:
    line = page.lines[at]
    n = len(line.words)
    shape = _short_shape if n <= 4 else _shape
    stop, inner, starter, writer, script, marks, names, speaks = shape(line.raw, line.fold, line.stop, n)
    return [
        bisect_right(_N_SIZES, n) - 1,
        stop,
        inner,
        starter,
        _fine_cue(line, page.cues[at]),
        _date(page, at),
        writer,
        script,
        line.bullet + 2 * line.blank,
        marks,
        0 if page.repeated[line.fold] < 2 else 1 if n >= 3 else 2,
        names,
        speaks,
    ]


_LEXICAL = (6, 5, 4, 4)


def _lexical(page: Context, classes: list[int]) -> list[tuple[int, int, int, int]]:
    """Compare each line's words with the body's, with the headline above it and with the summary below it."""
    stems = [line.stems if len(line.words) >= 3 else frozenset() for line in page.lines]
    rows = []
    last: frozenset[str] = frozenset()
    gap = 9
    for at, here in enumerate(stems):
        inside = page.inside[at]
        shared = sum(1 for stem in here if page.topic[stem] > inside)
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


def _memory(page: Context, own: list[list[int]], classes: list[int]) -> list[tuple[int, int]]:
    """Return for each line the last cue above it, how far up it stands, and what came since."""
    kinds = {3: 1, 4: 2, 7: 3, 8: 4, 9: 5, 10: 6, 11: 5}
    rows = []
    kind, far, long, head = 0, 0, 0, 0
    for at, row in enumerate(own):
        far += 1
        rows.append((kind * 4 + min(3, far - 1 if far < 3 else 2 if far < 5 else 3), min(3, long) * 2 + head))
        if row[11] == 3:
            kind, far, long, head = 0, 0, 0, 0
        elif row[4] in kinds:
            kind, far, long, head = kinds[row[4]], 0, 0, 0
        else:
            long += classes[at] == 13
            head = int(classes[at] in (14, 15))
    return rows


def _place(page: Context) -> list[tuple[int, int]]:
    """Return for each line where it stands on the page and where it stands to the body found by rule."""
    n = len(page.lines)
    rows = []
    for at in range(n):
        start = 4 if at >= 6 else 3 if at >= 3 else at
        end = 3 if n - 1 - at >= 5 else 2 if n - 1 - at >= 2 else n - 1 - at
        if at < page.first:
            far = page.first - at
            state = 1 + (far - 1 if far <= 3 else 3 if far <= 6 else 4 if far <= 12 else 5)
        elif at > page.last:
            far = at - page.last
            state = 7 + (far - 1 if far <= 2 else 2 if far <= 5 else 3)
        else:
            state = 0 if page.inside[at] else 11
        rows.append((start * 4 + end, state))
    return rows


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


def _shifted(column: NDArray[np.int64], by: int) -> NDArray[np.int64]:
    out = np.full_like(column, _CLASSES - 1)
    if by < 0:
        out[-by:] = column[:by]
    else:
        out[:-by] = column[by:]
    return out


def _around(classes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many of the six lines before and after are sentences, in five classes each."""
    counts = np.concatenate([[0], np.cumsum(classes == 13)])
    at = np.arange(len(classes))
    before = counts[at] - counts[np.maximum(at - 6, 0)]
    after = counts[np.minimum(at + 7, len(classes))] - counts[at + 1]
    bins = np.array([0, 1, 2, 3, 3, 4, 4])
    joined: NDArray[np.int64] = bins[before] * 5 + bins[after]
    return joined


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
    own = [_own(page, at) for at in range(len(page.lines))]
    classes = [_class(len(line.words), row) for line, row in zip(page.lines, own, strict=True)]
    rows = [
        (*mine, kind, *lexical, *memory, *place)
        for mine, kind, lexical, memory, place in zip(
            own, classes, _lexical(page, classes), _memory(page, own, classes), _place(page), strict=True
        )
    ]
    table = np.array(rows, dtype=np.int64).reshape(len(rows), len(_BASE) - 3)
    sizes = np.array([len(line.words) for line in page.lines])
    breaks = (table[:, _AT["cue"]] > 0) | np.isin(table[:, _AT["date"]], (2, 3, 5)) | np.array(page.inside, dtype=bool)
    kinds = table[:, _AT["class"]]
    near = {by: _shifted(kinds, by) if len(rows) > abs(by) else np.full_like(kinds, _CLASSES - 1) for by in _SHIFTS}
    table = np.concatenate([table, _around(kinds)[:, None], _lists(sizes, breaks)], axis=1)
    parts = [
        table,
        np.stack([near[by] for by in _SHIFTS], axis=1),
        np.stack(
            [
                near[-1] * _CLASSES + near[1],
                near[-2] * _CLASSES + near[-1],
                near[1] * _CLASSES + near[2],
                kinds * _CLASSES + near[-1],
            ],
            axis=1,
        ),
        np.stack([table[:, _AT[a]] * _BASE[_AT[b]] + table[:, _AT[b]] for a, b in _PAIRS], axis=1),
    ]
    return np.concatenate(parts, axis=1)
