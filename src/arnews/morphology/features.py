"""What the choice looks at: numbers of a word type's pairs.

A feature is a template's number mixed with a few columns and cut to `BITS` bits: a row of the weights. All of it is
integer arithmetic on whole batches; no feature is ever a string. What a template says of the group is
mixed once and then spread over the pairs, so that a pair costs one multiplication a template.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.candidates import FIRST_RULE, SUPPLEMENT, Groups
from arnews.morphology.hashing import Words, mix

__all__ = ["BITS", "SHIFT", "SPREAD", "Features", "Known", "look_up", "short", "word_features"]

BITS = 20
U64 = NDArray[np.uint64]
SPREAD = np.uint64(0x9FB21C651E98DF25)
SHIFT = np.uint64(64 - BITS)


# Bits of `Known.name_lists`: given names of trusted lists and of wide ones, names of people, places, parts of the
# names of places, bodies, new names, new words that are no names.
GIVEN, GIVEN_WIDE, PERSON, PLACE, PLACE_PART, BODY, NEW_NAME, NEW_WORD = (1 << bit for bit in range(8))


class Known(NamedTuple):
    """What is known of strings, by 32 bits of their folded hash: sorted keys and small numbers.

    Attributes
    ----------
    name_key, name_lists, name_seen : ndarray
        Words of name lists: the lists they are in, and how often they were marked as names.
    freq_key, freq_bin, freq_class, freq_group : ndarray
        Words of raw news: how frequent they are, and the fine and the coarse class of words that stand in the
        same places.
    """

    name_key: NDArray[np.uint32]
    name_lists: NDArray[np.uint8]
    name_seen: NDArray[np.uint8]
    freq_key: NDArray[np.uint32]
    freq_bin: NDArray[np.uint8]
    freq_class: NDArray[np.uint8]
    freq_group: NDArray[np.uint8]


class Features:
    """The features of pairs, as numbers of the weight table.

    Parameters
    ----------
    parts : sequence of ndarray of uint64
        For each template what it says of a group or of a token.
    owns : sequence of ndarray of uint64, or None
        For each template what it says of the pair itself; None: nothing.
    row : ndarray of intp
        The group or token of each pair.
    """

    def __init__(self, parts: Sequence[U64], owns: Sequence[U64 | None], row: NDArray[np.intp]) -> None:
        self._parts, self._owns, self._row = parts, owns, row

    def _columns(self) -> Iterator[tuple[NDArray[np.intp], bool]]:
        """Yield each template's numbers, and whether they are spread over the pairs."""
        for part, own in zip(self._parts, self._owns, strict=True):
            if own is None:
                yield (part >> SHIFT).astype(np.intp), False
            else:
                mixed = part[self._row]
                mixed += own
                mixed *= SPREAD
                yield (mixed >> SHIFT).astype(np.intp), True

    def rows(self) -> NDArray[np.int32]:
        """Return the numbers of all features, shape (n pairs, n templates)."""
        found = np.empty((len(self._row), len(self._parts)), np.int32)
        for place, (column, spread) in enumerate(self._columns()):
            found[:, place] = column if spread else column[self._row]
        return found

    def score(self, *weights: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Return for each table of weights the sum over the features of each pair."""
        n = len(self._row)
        totals = [np.zeros(n, np.float32) for _ in weights]
        shared = [np.zeros(len(self._parts[0]), np.float32) for _ in weights]
        for column, spread in self._columns():
            for place, table in enumerate(weights):
                (totals if spread else shared)[place] += table[column]
        return [total + common[self._row] for total, common in zip(totals, shared, strict=True)]


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


def _mixed(number: int, columns: Sequence[U64]) -> U64:
    """Return a template's number and its columns as one number; its upper bits are well spread."""
    start = mix(np.uint64(number))
    if not columns:
        return start
    total = (columns[0] + start) * SPREAD
    for column in columns[1:]:
        total += column
        total *= SPREAD
    return total


def _bit_count(values: NDArray[np.uint8]) -> NDArray[np.int64]:
    return np.asarray(np.unpackbits(values[:, None], axis=1).sum(axis=1), np.int64)


def _wide(values: NDArray[np.generic]) -> U64:
    return values.astype(np.uint64)


def word_features(
    words: Words,
    groups: Groups,
    lemma_last: NDArray[np.uint8],
    lemma_size: NDArray[np.uint8],
    known: Known,
    row: NDArray[np.intp],
    tag: NDArray[np.intp],
) -> Features:
    """Return the features of every pair (`row` in `groups`, `tag`), seen without a context."""
    c = _group_columns(words, groups, lemma_last, lemma_size, known)
    plain = (
        "word lemma", "spelled cut", "word cut", "cut kind", "spelling state", "spelling kind", "last3 kind",
        "kind state", "lists kind state", "seen lists kind", "frame lemma", "frame cut", "lemma_common kind",
        "lemma_common common guessed", "clitics kind guessed", "first3 cut", "suffix lemma", "frame kind",
        "same kind article", "frame_common clitics guessed", "frame_common common cut",
        "clitics state spelling", "last3 ending same", "stem last2", "lemma kind",
        "class kind", "class cut", "group kind article",
    )  # fmt: skip
    tagged = (
        "", "kind", "word", "spelled", "lemma", "cut", "prefix", "suffix", "suffix kind", "article",
        "article kind", "last2", "last3", "last2 kind", "first2", "long guessed", "ending kind", "growth kind",
        "guessed state", "lists guessed", "seen guessed", "frame", "common guessed", "stem", "article frame",
        "suffix last2", "article suffix kind", "class", "group", "class article", "group suffix", "group last2",
    )  # fmt: skip
    blank = np.zeros(len(groups.word), np.uint64)
    parts = [_mixed(i, [c[name] for name in names.split()]) for i, names in enumerate(plain, 1)]
    parts += [_mixed(i, [c[name] for name in names.split()] or [blank]) for i, names in enumerate(tagged, 60)]
    own = _wide(tag)
    return Features(parts, [None] * len(plain) + [own] * len(tagged), row)


def _group_columns(
    words: Words, groups: Groups, lemma_last: NDArray[np.uint8], lemma_size: NDArray[np.uint8], known: Known
) -> dict[str, U64]:
    at, start, end, kind = groups.word, groups.start, groups.end, groups.kind
    everything, zero = np.arange(len(words)), np.zeros(len(words), np.int64)
    exact, listed = np.zeros(len(words), bool), np.zeros(len(words), bool)
    exact[at[groups.spelling == 0]] = True
    lexical = kind < FIRST_RULE
    listed[at[lexical]] = True
    frame = words.piece(at, start, end, "fold")
    written = np.maximum(np.where(groups.article, start - 2, start), 0)
    named = words.piece(at, written, end, "fold")
    entry = np.where(lexical, groups.entry, 0)
    size = end - start
    word = words.piece(everything, zero, words.lengths, "fold")
    columns = {
        "word": word[at], "spelled": words.piece(everything, zero, words.lengths, "exact")[at],
        "lemma": groups.lemma, "frame": frame, "kind": kind, "prefix": groups.prefix + 2, "suffix": groups.suffix + 2,
        "stem": groups.stem + 2, "article": groups.article, "spelling": groups.spelling,
        "state": (exact + 2 * listed)[at], "cut": groups.cuts.astype(np.int64) * 8 + groups.enclitic,
        "clitics": _bit_count(groups.cuts) + (groups.enclitic > 0),
        "guessed": (~lexical).astype(np.int64) + (kind >= SUPPLEMENT), "long": np.minimum(size, 9),
        "ending": np.where(lexical, lemma_last[entry], 0),
        "growth": np.where(lexical, lemma_size[entry].astype(np.int64) - size + 40, 0), "same": groups.lemma == frame,
        "last2": words.piece(at, np.maximum(end - 2, start), end, "exact"),
        "last3": words.piece(at, np.maximum(end - 3, start), end, "exact"),
        "first2": words.piece(at, start, np.minimum(start + 2, end), "exact"),
        "first3": words.piece(at, np.zeros_like(start), np.minimum(3, end), "exact"),
        "lists": _both(known.name_lists, known, frame, named, np.bitwise_or),
        "seen": _both(known.name_seen, known, frame, named, np.maximum),
        "common": look_up(known.freq_key, known.freq_bin, word)[at],
        "class": look_up(known.freq_key, known.freq_class, word)[at],
        "group": look_up(known.freq_key, known.freq_group, word)[at],
        "lemma_common": look_up(known.freq_key, known.freq_bin, groups.lemma),
        "frame_common": look_up(known.freq_key, known.freq_bin, frame),
    }  # fmt: skip
    return {name: _wide(column) for name, column in columns.items()}


def _both(values: NDArray[np.uint8], known: Known, frame: U64, named: U64, join: np.ufunc) -> NDArray[np.uint8]:
    """Return what is known of a word without its article, joined with what is known of it as it is written."""
    return np.asarray(join(look_up(known.name_key, values, frame), look_up(known.name_key, values, named)), np.uint8)
