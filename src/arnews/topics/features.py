"""Hashed features: words, pairs of neighbours, and pieces of words.

Every feature is a number below ``2 ** bits``; there is no list of features to ship. The counts go into sparse
matrices for training; at run time the same numbers look up the weights of `arnews.topics.weights`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction import FeatureHasher

from arnews.topics.vocabulary import Rows, Vocabulary
from arnews.topics.words import pieces

__all__ = ["pair_features", "piece_counts", "piece_matrix", "word_features", "word_matrix"]

_EDGE = np.uint32(0x5BD1E995)  # stands for the word before the first
# Odd multipliers (golden ratio, and one of xxHash's primes) that mix the hashes of two neighbours.
_LEFT, _RIGHT = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)


def word_features(hashes: NDArray[np.uint32], bits: int) -> NDArray[np.int64]:
    """Return the feature of each word from its hash."""
    return (hashes >> np.uint32(32 - bits)).astype(np.int64)


def pair_features(rows: Rows, hashes: NDArray[np.uint32], bits: int) -> NDArray[np.int64]:
    """Return the feature of each word together with the word before it, parallel to ``rows.words``."""
    here = hashes[rows.words]
    before = np.empty_like(here)
    before[1:] = here[:-1]
    starts = rows.bounds[:-1]
    before[starts[starts < len(here)]] = _EDGE
    mixed: NDArray[np.uint32] = np.multiply(before, _LEFT, dtype=np.uint32)
    mixed += (here ^ (here >> np.uint32(15))) * _RIGHT
    mixed ^= mixed >> np.uint32(13)
    mixed *= _LEFT
    return word_features(mixed, bits)


def word_matrix(rows: Rows, vocabulary: Vocabulary, bits: int, *, once: bool = False) -> sp.csr_matrix:
    """Count the words and pairs of each text.

    Parameters
    ----------
    rows : Rows
        Words of the texts.
    vocabulary : Vocabulary
        Where the rows come from.
    bits : int
        Features are below ``2 ** bits``.
    once : bool, default False
        Count a feature once a text, however often it stands there.
    """
    hashes = vocabulary.hashes
    singles = word_features(hashes[rows.words], bits)
    features = np.concatenate([singles, pair_features(rows, hashes, bits)])
    texts = np.tile(rows.text_of_word, 2)
    shape = (len(rows.bounds) - 1, 1 << bits)
    matrix = sp.csr_matrix((np.ones(len(features), np.float32), (texts, features)), shape=shape)
    matrix.sum_duplicates()
    if once:
        matrix.data[:] = 1
    return matrix


def piece_counts(forms: Sequence[str], bits: int, lengths: tuple[int, int]) -> sp.csr_matrix:
    """Count the pieces of each word type."""
    hasher = FeatureHasher(1 << bits, input_type="string", alternate_sign=False, dtype=np.float32)
    counts: sp.csr_matrix = hasher.transform([pieces(form, *lengths) for form in forms])
    return counts


def piece_matrix(rows: Rows, vocabulary: Vocabulary, bits: int, lengths: tuple[int, int]) -> sp.csr_matrix:
    """Count the pieces of the words of each text."""
    shape = (len(rows.bounds) - 1, len(vocabulary))
    texts = sp.csr_matrix((np.ones(len(rows.words), np.float32), rows.words, rows.bounds), shape=shape)
    counts: sp.csr_matrix = (texts @ piece_counts(vocabulary.forms, bits, lengths)).tocsr()
    return counts
