"""Classes of words that stand in the same places, from raw text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["BOUNDARY", "word_classes"]

BOUNDARY = -1
"""Stands between sentences and for marks in a stream of word numbers."""
NEIGHBOURS, DIMENSIONS = 600, 40
FINE, COARSE = 250, 50


def word_classes(
    streams: Iterable[NDArray[np.int64]], n_words: int, seed: int = 0
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return a fine and a coarse class, from 1, of each of the `n_words` most frequent words.

    No more classes than words; without a word, none.

    Parameters
    ----------
    streams : iterable of ndarray of int64
        Running text as word numbers, by frequency; `n_words` for any other word, `BOUNDARY` between sentences.
    n_words : int
        How many words get a class.
    seed : int
        Seed of the decomposition and of the clustering.

    Notes
    -----
    Counts of the frequent words before and behind a word, as positive pointwise mutual information that is damped
    for rare words, reduced to `DIMENSIONS` by a randomized decomposition, then clustered by k-means.
    """
    if not n_words:
        return np.zeros(0, np.uint8), np.zeros(0, np.uint8)
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.utils.extmath import randomized_svd

    counts = np.zeros((n_words, 2 * NEIGHBOURS + 2), np.float32)
    for stream in streams:
        _count(counts, stream[:-1], stream[1:], 0)
        _count(counts, stream[1:], stream[:-1], NEIGHBOURS + 1)
    own, place, total = counts.sum(axis=1, keepdims=True) + 1e-9, counts.sum(axis=0, keepdims=True) + 1e-9, counts.sum()
    information = np.where(counts > 0, np.log(np.maximum(counts * total / (own * place), 1e-9)), 0)
    left, sizes, _ = randomized_svd(
        np.maximum(information, 0) * (own / (own + 20)), DIMENSIONS, n_iter=3, random_state=seed
    )
    points = left * np.sqrt(sizes)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    fine, coarse = (
        MiniBatchKMeans(min(size, n_words), random_state=seed, batch_size=4096, n_init=1, max_iter=30)
        .fit(points)
        .labels_
        + 1
        for size in (FINE, COARSE)
    )
    return fine.astype(np.uint8), coarse.astype(np.uint8)


def _count(counts: NDArray[np.float32], words: NDArray[np.int64], others: NDArray[np.int64], offset: int) -> None:
    column = np.where(others == BOUNDARY, NEIGHBOURS, others)
    counted = (
        (words >= 0) & (words < len(counts)) & (column <= NEIGHBOURS) & ((others < NEIGHBOURS) | (others == BOUNDARY))
    )
    np.add.at(counts, (words[counted], column[counted] + offset), 1)


def numbered(tokens: Sequence[str], numbers: dict[str, int], unknown: int) -> NDArray[np.int64]:
    """Return tokens as word numbers; anything that does not begin with an Arabic letter is a boundary."""
    found = [numbers.get(token, unknown) if "\u0621" <= token[0] <= "\u0671" else BOUNDARY for token in tokens]
    return np.array([*found, BOUNDARY], np.int64)
