"""Lists of names as a feature: which words stand in a list of people, places or organisations.

The encoder sees the marks beside the pieces and decides itself what they are worth, word by word: in a text
nothing is a name because a list says so.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from arnews.entities.words import split_words
from arnews.errors import ModelError
from arnews.normalize import fold

__all__ = ["KINDS", "MARKS", "Gazetteer"]

KINDS = ("LOC", "ORG", "PER", "VILLAGE", "AMBIGUOUS", "PERTOK")
"""Kinds of lists: the last one holds single words of people's names."""

MARKS = 2 * len(KINDS) - 1
"""Marks of a word: for each kind one that a listed name begins here and one that it goes on; one for PERTOK."""

_LONGEST = 6
"""Words of the longest name that is looked for."""


class Gazetteer:
    """Find listed names among the words of a line.

    Parameters
    ----------
    names : iterable of (str, str)
        Folded words joined by spaces, and a kind.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._kinds: dict[str, int] = {}
        self._sizes: dict[str, int] = {}
        for name, kind in names:
            self._kinds[name] = self._kinds.get(name, 0) | 1 << KINDS.index(kind)
            first = name.partition(" ")[0]
            self._sizes[first] = max(self._sizes.get(first, 1), min(1 + name.count(" "), _LONGEST))

    def __len__(self) -> int:
        """Return the number of names."""
        return len(self._kinds)

    @classmethod
    def collect(cls, rows: Iterable[tuple[str, str]]) -> Gazetteer:
        """Make one from names as they are written, and their kinds."""
        folded = ((" ".join(map(fold, split_words(name)[1])), kind) for name, kind in rows)
        return cls((name, kind) for name, kind in folded if name and (kind != "PERTOK" or " " not in name))

    @classmethod
    def from_bytes(cls, data: bytes) -> Gazetteer:
        """Read what `to_bytes` wrote."""
        try:
            lines = lzma.decompress(data).decode("utf-8").split("\n")
            return cls((name, kind) for line in lines if line for kind, _, name in [line.partition("\t")])
        except (lzma.LZMAError, ValueError) as error:
            raise ModelError(f"the lists of names of the model cannot be read: {error}") from error

    def to_bytes(self) -> bytes:
        """Return the lists, packed."""
        rows = [
            f"{kind}\t{name}"
            for row, kind in enumerate(KINDS)
            for name in sorted(name for name, kinds in self._kinds.items() if kinds >> row & 1)
        ]
        return lzma.compress("\n".join(rows).encode("utf-8"), preset=9)

    def __call__(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the marks of words.

        Parameters
        ----------
        words : sequence of str
            As `split_words` returns them.

        Returns
        -------
        ndarray of float32, shape (n_words, MARKS)
            0 or 1. The longest name of every kind is marked, from the left; a proclitic may stand before its
            first word.

        Examples
        --------
        >>> names = Gazetteer.collect([("الأمم المتحدة", "ORG"), ("القاهرة", "LOC")])
        >>> marks = names("زار بالقاهرة الأمم المتحدة".split())
        >>> marks[:, :4].astype(int).tolist()
        [[0, 0, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
        """
        marks = np.zeros((len(words), MARKS), np.float32)
        folded = [_folded(word) for word in words]
        free = [0] * len(KINDS)
        for at, word in enumerate(words):
            for first in _variants(word):
                longest = self._sizes.get(first)
                if longest is None:
                    continue
                for size in range(min(longest, len(words) - at), 0, -1):
                    name = first if size == 1 else " ".join((first, *folded[at + 1 : at + size]))
                    kinds = self._kinds.get(name)
                    if kinds:
                        self._mark(marks, at, size, kinds, free)
        return marks

    @staticmethod
    def _mark(marks: NDArray[np.float32], at: int, size: int, kinds: int, free: list[int]) -> None:
        for kind in range(len(KINDS)):
            if kinds >> kind & 1 and free[kind] <= at:
                marks[at, 2 * kind] = 1
                if size > 1:
                    marks[at + 1 : at + size, 2 * kind + 1] = 1
                free[kind] = at + size


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=1 << 16)
def _variants(word: str) -> tuple[str, ...]:
    """Return a folded word as it is, and without what may be proclitics: وللعراق → للعراق, العراق."""
    word = fold(word)
    forms = [word]
    for _ in range(2):
        last = forms[-1]
        if len(last) > 3 and last.startswith("لل"):
            forms.append("ا" + last[1:])
            break
        if len(last) > 3 and last[0] in "وفبلك":
            forms.append(last[1:])
        else:
            break
    return tuple(forms)
