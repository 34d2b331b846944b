"""Segment a batch of words against the lexicon: arrays in, arrays out.

The same search that CAMeL's analyser makes word by word in dictionaries, for a whole batch at once: every cut of
a word into prefix, stem and suffix whose three parts are listed and whose categories may stand together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.hashing import EXACT, Words, concat

__all__ = ["Hits", "runs", "segment"]

PREFIX, SUFFIX = 4, 6
Ints = NDArray[np.intp]


class Hits(NamedTuple):
    """Analyses of a batch, one a row, sorted by word.

    Attributes
    ----------
    word, prefix, stem, suffix : ndarray of intp
        Row of the word in the batch and of the three pieces in the lexicon.
    start, end : ndarray of int64
        Where the stem lies in the word.
    spelling : ndarray of uint8
        Bit 0 hamza, bit 1 yeh, bit 2 teh marbuta: set where the word is spelled unlike the lexicon.
    """

    word: Ints
    prefix: Ints
    stem: Ints
    suffix: Ints
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    spelling: NDArray[np.uint8]


def _find(keys: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> Ints:
    """Return the row of each wanted key, -1 where it is not listed."""
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, place, -1).astype(np.intp)


def expand(edges: NDArray[np.int32], rows: Ints) -> tuple[Ints, Ints]:
    """Return (position in `rows`, entry) for every entry of every key row."""
    counts = (edges[rows + 1] - edges[rows]).astype(np.intp)
    where = np.repeat(np.arange(len(rows)), counts)
    first = np.cumsum(counts) - counts
    return where, (np.arange(len(where)) - first[where] + edges[rows][where]).astype(np.intp)


def segment(lexicon: Mapping[str, NDArray[Any]], words: Words) -> Hits:
    """Return every analysis of every word of the batch."""
    word, prefix_key, suffix_key, start, end = _affixes(lexicon, words)
    stem_key = _find(lexicon["stem_keys"], words.piece(word, start, end))
    keep = stem_key >= 0
    word, prefix_key, suffix_key, stem_key = word[keep], prefix_key[keep], suffix_key[keep], stem_key[keep]
    start, end = start[keep], end[keep]
    cut, stem = expand(lexicon["stem_edges"], stem_key)
    place, prefix = expand(lexicon["prefix_edges"], prefix_key[cut])
    fits = lexicon["ab"][lexicon["prefix_cat"][prefix], lexicon["stem_cat"][stem[place]]]
    prefix, stem, cut = prefix[fits], stem[place][fits], cut[place][fits]
    place, suffix = expand(lexicon["suffix_edges"], suffix_key[cut])
    prefix, stem, cut = prefix[place], stem[place], cut[place]
    ends = lexicon["suffix_cat"][suffix]
    fits = lexicon["bc"][lexicon["stem_cat"][stem], ends] & lexicon["ac"][lexicon["prefix_cat"][prefix], ends]
    prefix, stem, suffix, cut = prefix[fits], stem[fits], suffix[fits], cut[fits]
    order = np.lexsort((suffix, stem, prefix, word[cut]))
    prefix, stem, suffix, cut = prefix[order], stem[order], suffix[order], cut[order]
    hits = Hits(word[cut], prefix, stem, suffix, start[cut], end[cut], np.zeros(0, np.uint8))
    return hits._replace(spelling=_spelling(lexicon, words, hits))


def _affixes(
    lexicon: Mapping[str, NDArray[Any]], words: Words
) -> tuple[Ints, Ints, Ints, NDArray[np.int64], NDArray[np.int64]]:
    """Return every cut of a word at a listed prefix and a listed suffix."""
    rows, zero = np.arange(len(words)), np.zeros(len(words), np.int64)
    n, lengths = len(words), words.lengths
    prefix = np.full((PREFIX + 1, n), -1)
    for size in range(PREFIX + 1):
        inside = lengths > size
        at = np.minimum(size, lengths)
        prefix[size] = np.where(inside, _find(lexicon["prefix_keys"], words.piece(rows, zero, at)), -1)
    suffix = np.full((SUFFIX + 1, n), -1)
    for size in range(SUFFIX + 1):
        inside = lengths > size
        at = np.maximum(lengths - size, 0)
        suffix[size] = np.where(inside, _find(lexicon["suffix_keys"], words.piece(rows, at, lengths)), -1)
    p, s = np.repeat(np.arange(PREFIX + 1), SUFFIX + 1), np.tile(np.arange(SUFFIX + 1), PREFIX + 1)
    fits = (prefix[p] >= 0) & (suffix[s] >= 0) & (lengths[None, :] > (p + s)[:, None])
    pair, word = np.nonzero(fits)
    start = p[pair].astype(np.int64)
    return word, prefix[p[pair], word], suffix[s[pair], word], start, lengths[word] - s[pair]


def _spelling(lexicon: Mapping[str, NDArray[Any]], words: Words, hits: Hits) -> NDArray[np.uint8]:
    bits = np.zeros(len(hits.word), np.uint8)
    zero, lengths = np.zeros(len(hits.word), np.int64), words.lengths[hits.word]
    for bit, fold in enumerate(EXACT):
        written = words.piece(hits.word, zero, lengths, fold)
        listed = lexicon[f"prefix_{fold}"][hits.prefix]
        listed = concat(listed, lexicon[f"stem_{fold}"][hits.stem], lexicon["stem_bare_size"][hits.stem])
        listed = concat(listed, lexicon[f"suffix_{fold}"][hits.suffix], lexicon["suffix_bare_size"][hits.suffix])
        bits |= (written != listed).astype(np.uint8) << bit
    return bits


def runs(first: Ints, counts: Ints) -> Ints:
    """Return ``first[i], first[i] + 1, ...`` (`counts[i]` numbers) for every ``i``, one after the other.

    Examples
    --------
    >>> runs(np.array([5, 9]), np.array([2, 1])).tolist()
    [5, 6, 9]
    """
    owner = np.repeat(np.arange(len(first)), counts)
    return first[owner] + np.arange(len(owner)) - (np.cumsum(counts) - counts)[owner]
