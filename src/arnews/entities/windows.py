"""Windows over long lines: what the encoder reads at once, and how its answers are joined.

A line (a headline, a paragraph) is read whole when it fits. A longer one is read in windows that overlap, and
every word takes its answer from the window in which it stands farthest from an edge, so no name is lost at a
seam.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.entities.pieces import CLOSE, OPEN, PAD

__all__ = ["Window", "batches", "cut", "owners"]

Ints = NDArray[np.int32]

MULTIPLE = 4
"""Windows are padded to such a length: onnxruntime's 8-bit kernel rounds the last of an odd number of rows in
another way, and the answers for a text would depend on its neighbours in a batch."""


class Window(NamedTuple):
    """Words of one line that are read together.

    Attributes
    ----------
    first, last : int
        The words, half-open.
    keep_first, keep_last : int
        The words whose answers count, half-open; the rest is context.
    """

    first: int
    last: int
    keep_first: int
    keep_last: int


def cut(sizes: Sequence[int], limit: int, overlap: int) -> list[Window]:
    """Cut a line into windows.

    Parameters
    ----------
    sizes : sequence of int
        Pieces of every word.
    limit : int
        Pieces of a window.
    overlap : int
        Pieces that two windows share, less than half of `limit`.

    Examples
    --------
    >>> cut([1] * 10, limit=6, overlap=2)
    [Window(first=0, last=6, keep_first=0, keep_last=5), Window(first=4, last=10, keep_first=5, keep_last=10)]
    """
    ends = np.cumsum([0, *sizes])
    windows: list[tuple[int, int]] = []
    first = 0
    while first < len(sizes):
        last = max(first + 1, int(np.searchsorted(ends, ends[first] + limit, "right")) - 1)
        windows.append((first, last))
        if last == len(sizes):
            break
        first = max(first + 1, int(np.searchsorted(ends, ends[last] - overlap, "left")))
    seams = [0, *((a[1] + b[0]) // 2 for a, b in pairwise(windows)), len(sizes)]
    return [Window(*window, seams[i], seams[i + 1]) for i, window in enumerate(windows)]


def batches(sizes: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield positions of `sizes` in batches of like size, padded size at most `budget` where possible."""
    batch: list[int] = []
    for row in sorted(range(len(sizes)), key=sizes.__getitem__):
        if batch and (len(batch) + 1) * sizes[row] > budget:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def owners(rows: Sequence[Sequence[tuple[int, ...]]]) -> tuple[NDArray[np.int32], list[Ints]]:
    """Lay out the pieces of several windows.

    Returns
    -------
    ids : ndarray of int32, shape (n_windows, longest rounded up to `MULTIPLE`)
        Padded, with the opening and closing piece.
    first : list of ndarray
        Column of the first piece of every word, for each window.
    """
    flat = [[OPEN, *(piece for word in words for piece in word), CLOSE] for words in rows]
    longest = max(map(len, flat))
    ids = np.full((len(flat), longest + -longest % MULTIPLE), PAD, np.int32)
    for row, pieces in enumerate(flat):
        ids[row, : len(pieces)] = pieces
    first = [np.cumsum([1, *(len(word) for word in words)], dtype=np.int32)[:-1] for words in rows]
    return ids, first
