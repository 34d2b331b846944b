"""What the choice looks at: numbers of a word type's pairs, and of a pair in its sentence.

A feature is a template's number mixed with a few columns and cut to `BITS` bits: a row of the weights. All of it
is integer arithmetic on whole batches; no feature is ever a string.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.candidates import FIRST_RULE, SUPPLEMENT, Groups
from arnews.morphology.hashing import Words, mix

__all__ = ["BITS", "Known", "Seen", "context_features", "look_up", "short", "word_features"]

BITS = 20
U64 = NDArray[np.uint64]


class Known(NamedTuple):
    """What is known of strings, by the upper half of their folded hash: sorted keys and small numbers."""

    name_key: NDArray[np.uint32]
    name_lists: NDArray[np.uint8]
    name_seen: NDArray[np.uint8]
    freq_key: NDArray[np.uint32]
    freq_bin: NDArray[np.uint8]


def short(hashes: U64) -> NDArray[np.uint32]:
    """Return 32 well-mixed bits of each hash."""
    return (mix(hashes) >> np.uint64(32)).astype(np.uint32)


def look_up(keys: NDArray[np.uint32], values: NDArray[np.uint8], hashes: U64) -> NDArray[np.uint8]:
    """Return the value of each hash, 0 where it is not listed."""
    if not len(keys):
        return np.zeros(len(hashes), np.uint8)
    wanted = short(hashes)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, values[place], 0).astype(np.uint8)


def _rows(templates: Sequence[tuple[NDArray[np.generic], ...]], first: int = 1) -> NDArray[np.int32]:
    """Return the row of every feature, shape (n pairs, n templates)."""
    columns = [
        (mix(np.uint64(number), *(column.astype(np.uint64) for column in template)) >> np.uint64(64 - BITS))
        for number, template in enumerate(templates, first)
    ]
    return np.stack([np.broadcast_to(c, templates[0][0].shape) for c in columns], axis=1).astype(np.int32)


def _bit_count(values: NDArray[np.uint8]) -> NDArray[np.int64]:
    return np.unpackbits(values[:, None], axis=1).sum(axis=1).astype(np.int64)


def word_features(words: Words, groups: Groups, lemma_last: NDArray[np.uint8], lemma_size: NDArray[np.uint8], known: Known,
                  row: NDArray[np.intp], tag: NDArray[np.intp]) -> NDArray[np.int32]:  # fmt: skip
    """Return the features of every pair (`row` in `groups`, `tag`), seen without a context."""
    g = {name: getattr(groups, name)[row] for name in ("word", "kind", "lemma", "cuts", "enclitic", "spelling", "article",
         "start", "end", "prefix", "suffix", "stem", "entry")}  # fmt: skip
    at, start, end = g["word"], g["start"], g["end"]
    zero, length = np.zeros(len(words), np.int64), words.lengths
    all_words = np.arange(len(words))
    word = words.piece(all_words, zero, length, "fold")[at]
    spelled = words.piece(all_words, zero, length, "exact")[at]
    n = len(words)
    exact = np.zeros(n, bool)
    listed = np.zeros(n, bool)
    exact[groups.word[groups.spelling == 0]] = True
    listed[groups.word[groups.kind < FIRST_RULE]] = True
    state = (exact + 2 * listed)[at]
    size = end - start
    piece = lambda a, b: words.piece(at, np.clip(a, 0, end), np.clip(b, 0, None), "exact")  # noqa: E731
    frame = words.piece(at, start, end, "fold")
    last2, last3 = piece(np.maximum(end - 2, start), end), piece(np.maximum(end - 3, start), end)
    first2, first3 = piece(start, np.minimum(start + 2, end)), piece(np.zeros_like(start), np.minimum(3, end))
    lexical = g["kind"] < FIRST_RULE
    entry = np.where(lexical, g["entry"], 0)
    ending = np.where(lexical, lemma_last[entry], 0)
    growth = np.where(lexical, lemma_size[entry].astype(np.int64) - size + 40, 0)
    written = np.where(g["article"], start - 2, start)
    named = words.piece(at, np.maximum(written, 0), end, "fold")
    lists = look_up(known.name_key, known.name_lists, frame) | look_up(known.name_key, known.name_lists, named)
    seen = np.maximum(look_up(known.name_key, known.name_seen, frame), look_up(known.name_key, known.name_seen, named))
    common = look_up(known.freq_key, known.freq_bin, word)
    lemma_common = look_up(known.freq_key, known.freq_bin, g["lemma"])
    frame_common = look_up(known.freq_key, known.freq_bin, frame)
    clitics = _bit_count(g["cuts"]) + (g["enclitic"] > 0)
    cut = g["cuts"].astype(np.int64) * 8 + g["enclitic"]
    guessed = (g["kind"] >= FIRST_RULE).astype(np.int64) + (g["kind"] >= SUPPLEMENT)
    long = np.minimum(size, 9)
    kind, lemma, article, spelling = g["kind"], g["lemma"], g["article"], g["spelling"]
    same = lemma == frame
    one = np.zeros(len(at), np.int64)
    return _rows((
        (one, tag), (one, kind, tag), (word, tag), (spelled, tag), (lemma, tag), (word, lemma), (spelled, cut),
        (word, cut), (cut, tag), (cut, kind), (g["prefix"], tag), (g["suffix"], tag), (g["suffix"], kind, tag),
        (article, tag, one), (article, kind, tag), (spelling, state), (spelling, kind), (last2, tag), (last3, tag),
        (last2, kind, tag), (last3, kind), (first2, tag), (long, tag, guessed), (ending, kind, tag),
        (growth, kind, tag), (guessed, state, tag), (kind, state), (lists, tag, guessed), (lists, kind, state),
        (seen, tag, guessed), (seen, lists, kind), (frame, tag), (frame, lemma), (frame, cut), (common, guessed, tag),
        (lemma_common, kind), (lemma_common, common, guessed), (g["stem"], tag), (clitics, kind, guessed),
        (first3, cut), (g["suffix"], lemma), (frame, kind), (same, kind, article), (frame_common, clitics, guessed),
        (frame_common, common, cut), (clitics, state, spelling), (last3, ending, same), (g["stem"], last2), (lemma, kind),
    ))  # fmt: skip


class Seen(NamedTuple):
    """What a neighbour shows of a token, one row a token; a row of zeros stands before and behind a sentence.

    Attributes
    ----------
    word, lemma : ndarray of uint64
    first, last : ndarray of uint64
        Hashes of the first and the last two letters.
    tag, kind, article, cut, suffix, lists : ndarray of uint64
        Of the likeliest pair of the stage before.
    """

    word: U64
    lemma: U64
    first: U64
    last: U64
    tag: U64
    kind: U64
    article: U64
    cut: U64
    suffix: U64
    lists: U64

    def at(self, rows: NDArray[np.intp]) -> Seen:
        """Return the rows of some tokens."""
        return Seen(*(column[rows] for column in self))


def context_features(own: Seen, before2: Seen, before: Seen, after: Seen, after2: Seen, stem: U64) -> NDArray[np.int32]:
    """Return the features of pairs in their sentence; `own` and `stem` of the pair, the others of its neighbours."""
    tag, lemma, word = own.tag, own.lemma, own.word
    a, b, c, d = before2, before, after, after2
    return _rows((
        (tag, b.tag), (tag, c.tag), (tag, b.tag, a.tag), (tag, c.tag, d.tag), (tag, b.tag, c.tag), (tag, b.word),
        (tag, c.word), (lemma, b.word), (lemma, c.word), (lemma, b.tag), (lemma, c.tag), (own.kind, b.kind, b.article, own.article),
        (own.kind, c.kind, c.article, own.article), (tag, own.article, b.tag, b.article), (tag, own.article, c.tag, c.article),
        (tag, own.suffix, b.tag, b.suffix), (tag, own.suffix, c.tag, c.suffix), (tag, b.lemma), (tag, c.lemma),
        (tag, c.first), (tag, c.last), (tag, b.last), (word, b.tag), (word, c.tag), (tag, b.cut, b.tag), (tag, c.cut),
        (stem, b.tag, b.lemma), (stem, c.tag), (tag, b.lists, own.lists), (tag, c.lists, own.lists), (tag, b.tag, b.lists, own.kind),
        (tag, a.word), (tag, d.word), (lemma, b.lemma), (lemma, c.lemma), (tag, own.cut, b.tag), (own.kind, b.tag, c.tag),
        (word, b.word), (word, c.word), (tag, a.tag, b.tag, c.tag),
    ), first=101)  # fmt: skip
