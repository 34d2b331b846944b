"""Words as numbers: a rolling hash, so that any piece of any word of a batch is one subtraction away.

``hash(w) = sum(letter(w[i]) * BASE ** (len(w) - 1 - i))`` modulo 2**64. Letters have random 64-bit values, which
makes chance collisions as rare as for any 64-bit hash (one pair in 10**8 words: below 1 in 1000).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["EXACT", "FOLDS", "LONGEST", "Words", "concat", "encode", "hash_words", "letter_hash", "mix", "same_letters"]

LONGEST = 32
"""Letters of the longest word that is analysed; the lexicon's longest entry with affixes has 26."""

_FIRST, _LAST = 0x0600, 0x06FF
_BASE = np.uint64(0x9E3779B97F4A7C15)
_POWERS = np.array([pow(int(_BASE), i, 2**64) for i in range(LONGEST + 1)], np.uint64)

_KEY = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"}
_WASLA = {"ٱ": "ا", "ی": "ي", "ک": "ك"}
_FOLD = {**_KEY, "ؤ": "و", "ئ": "ي", "ء": ""}


def _letters(fold: dict[str, str]) -> NDArray[np.uint64]:
    """Return the value of each code from U+0600 to U+06FF; code 0 of the table stands for everything else."""
    # The raw stream of a bit generator is promised to stay the same; models hold hashes, so it must.
    values = (np.random.PCG64(20150918).random_raw(_LAST - _FIRST + 2) >> np.uint64(1)) + np.uint64(1)
    for letter, same in fold.items():
        values[ord(letter) - _FIRST + 1] = values[ord(same) - _FIRST + 1] if same else 0
    return values


FOLDS = {
    "key": _letters(_KEY),
    "fold": _letters(_FOLD),
    "exact": _letters(_WASLA),
    "hamza": _letters({k: v for k, v in _KEY.items() if k not in "أإآ"}),
    "yeh": _letters({k: v for k, v in _KEY.items() if k != "ى"}),
    "teh": _letters({k: v for k, v in _KEY.items() if k != "ة"}),
}
"""Letter values: "key" merges what the lexicon's lookup merges, "fold" what lemmas are compared by, "exact"
nothing but ٱ; "hamza", "yeh" and "teh" leave apart one of the three things that "key" merges."""
EXACT = ("hamza", "yeh", "teh")
_SAME = np.unique(FOLDS["key"], return_inverse=True)[1].reshape(-1).astype(np.int16)
"""A number for each letter, the same for letters that "key" merges."""


class Words:
    """A batch of words as letter codes and prefix hashes.

    Attributes
    ----------
    codes : ndarray of int16, shape (n, LONGEST)
        Row of the letter-value table; 0 behind the end of a word.
    lengths : ndarray of int64, shape (n,)
    letters : ndarray of int16, shape (n, LONGEST)
        Numbers that are the same where "key" merges letters.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.codes, self.lengths = encode(words)
        self.letters = _SAME[self.codes]
        self._prefixes: dict[str, NDArray[np.uint64]] = {}

    def __len__(self) -> int:
        return len(self.lengths)

    def _prefix(self, fold: str) -> NDArray[np.uint64]:
        if fold not in self._prefixes:
            values = FOLDS[fold][self.codes]
            hashes = np.zeros((len(self), LONGEST + 1), np.uint64)
            silent = values == 0
            width = int(self.lengths.max(initial=0))
            some = silent.any(axis=0).tolist()
            for i in range(width):
                step = hashes[:, i] * _BASE + values[:, i]
                hashes[:, i + 1] = np.where(silent[:, i], hashes[:, i], step) if some[i] else step
            hashes[:, width + 1 :] = hashes[:, width : width + 1]
            self._prefixes[fold] = hashes
            self._prefixes[fold + "#"] = np.concatenate(
                [np.zeros((len(self), 1), np.int64), np.cumsum(~silent, axis=1)], axis=1
            ).astype(np.uint64)
        return self._prefixes[fold]

    def piece(
        self, rows: NDArray[np.intp], start: NDArray[np.int64], end: NDArray[np.int64], fold: str = "key"
    ) -> NDArray[np.uint64]:
        """Return the hash of ``word[start:end]`` for each of `rows`."""
        hashes = self._prefix(fold)
        counts = self._prefixes[fold + "#"]
        size = counts[rows, end] - counts[rows, start]
        return hashes[rows, end] - hashes[rows, start] * _POWERS[size.astype(np.intp)]

    def size(
        self, rows: NDArray[np.intp], start: NDArray[np.int64], end: NDArray[np.int64], fold: str = "fold"
    ) -> NDArray[np.uint64]:
        """Return how many letters of ``word[start:end]`` count under `fold`."""
        self._prefix(fold)
        counts = self._prefixes[fold + "#"]
        return counts[rows, end] - counts[rows, start]


def encode(words: Sequence[str]) -> tuple[NDArray[np.int16], NDArray[np.int64]]:
    """Return letter codes and lengths of `words`, none longer than `LONGEST`."""
    table = np.array(list(words), f"<U{LONGEST}")
    points = table.view(np.uint32).reshape(len(words), LONGEST).astype(np.int64)
    codes = np.where((points >= _FIRST) & (points <= _LAST), points - _FIRST + 1, 0)
    lengths = (points != 0).sum(axis=1)
    return codes.astype(np.int16), lengths


def hash_words(words: Sequence[str], fold: str = "key") -> NDArray[np.uint64]:
    """Return the hash of each whole word."""
    if not len(words):
        return np.zeros(0, np.uint64)
    batch = Words(words)
    rows = np.arange(len(batch))
    return batch.piece(rows, np.zeros(len(batch), np.int64), batch.lengths, fold)


@lru_cache(maxsize=256)
def letter_hash(letters: str, fold: str = "key") -> np.uint64:
    """Return the hash of a few letters that are asked for again and again.

    Examples
    --------
    >>> bool(letter_hash("أ") == letter_hash("ا"))
    True
    """
    found: np.uint64 = hash_words([letters], fold)[0]
    return found


def same_letters(letters: str) -> tuple[int, ...]:
    """Return the numbers that `Words.letters` has for these letters."""
    return tuple(_SAME[encode([letters])[0][0, : len(letters)]].tolist())


def concat(left: NDArray[np.uint64], right: NDArray[np.uint64], size: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the hash of two pieces written together; `size` is the length of the right one."""
    return left * _POWERS[size.astype(np.intp)] + right


def mix(*columns: NDArray[np.uint64] | np.uint64 | int) -> NDArray[np.uint64]:
    """Return one well-mixed number for each row of `columns`."""
    total: NDArray[np.uint64] = np.zeros(1, np.uint64)
    for column in columns:
        total = (total ^ np.asarray(column, np.uint64)) * np.uint64(0xBF58476D1CE4E5B9)
        total ^= total >> np.uint64(29)
    return total
