"""Word types met so far, each with a row number and a hash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.utils import murmurhash3_32

from arnews.topics.words import spelled, words

__all__ = ["Growing", "Rows", "Vocabulary", "row_sums"]

_ROOM = 16  # letters a word and what stands around it are given where only the first words are read
_LONGEST = 100  # a longer word is cut before it is remembered, so that noise cannot fill the memory


class Rows(NamedTuple):
    """The words of several texts, one after the other.

    Attributes
    ----------
    words : ndarray of int64
        Row in the vocabulary of every word.
    bounds : ndarray of int64, shape (n_texts + 1,)
        Words of text ``i``: ``words[bounds[i]:bounds[i + 1]]``.
    """

    words: NDArray[np.int64]
    bounds: NDArray[np.int64]

    @property
    def text_of_word(self) -> NDArray[np.int64]:
        """Number of the text in which each word stands."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))


class Growing:
    """An array that grows at its end without being copied every time.

    Parameters
    ----------
    empty : ndarray
        Without rows; gives the type and the shape of a row.
    """

    def __init__(self, empty: NDArray[Any]) -> None:
        self._room = empty
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def array(self) -> NDArray[Any]:
        """The rows so far."""
        return self._room[: self._length]

    def extend(self, rows: NDArray[Any]) -> None:
        """Add rows."""
        length = self._length + len(rows)
        if length > len(self._room):
            room = np.zeros((2 * length, *self._room.shape[1:]), self._room.dtype)
            room[: self._length] = self.array
            self._room = room
        self._room[self._length : length] = rows
        self._length = length


class Vocabulary:
    """Give every word type a row; words that are spelled alike share one.

    Attributes
    ----------
    forms : list of str
        Form of each row (see `arnews.topics.words.spelled`).
    """

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}  # word as written -> row
        self._row_of_form: dict[str, int] = {}
        self.forms: list[str] = []
        self._hashes = Growing(np.zeros(0, np.uint32))

    def __len__(self) -> int:
        return len(self.forms)

    def read(self, texts: Iterable[str], longest: int | None = None) -> Rows:
        """Return the rows of the words of each text; new words are added.

        Parameters
        ----------
        texts : iterable of str
            Headlines or bodies.
        longest : int, optional
            Words of a text that are read; default: all.
        """
        flat: list[int] = []
        bounds = [0]
        known = self._rows
        for text in texts:
            tokens: Sequence[str] = words(text if longest is None else text[: longest * _ROOM])[:longest]
            try:
                flat += [known[token] for token in tokens]
            except KeyError:
                del flat[bounds[-1] :]
                flat += [self._row(token[:_LONGEST]) for token in tokens]
            bounds.append(len(flat))
        return Rows(np.array(flat, np.int64), np.array(bounds, np.int64))

    @property
    def hashes(self) -> NDArray[np.uint32]:
        """Hash of the form of each row."""
        fresh = [murmurhash3_32(form, positive=True) for form in self.forms[len(self._hashes) :]]
        self._hashes.extend(np.array(fresh, np.uint32))
        return self._hashes.array

    def written(self) -> list[str]:
        """Return how each row was written where it was met first."""
        found = [""] * len(self.forms)
        for token, row in self._rows.items():
            found[row] = found[row] or token
        return found

    def _row(self, token: str) -> int:
        row = self._rows.get(token)
        if row is None:
            form = spelled(token)
            row = self._row_of_form.setdefault(form, len(self.forms))
            if row == len(self.forms):
                self.forms.append(form)
            self._rows[token] = row
        return row


def row_sums(values: NDArray[np.float32], bounds: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the sum of the rows of each text; a text without words gets zeros."""
    sums = np.zeros((len(bounds) - 1, values.shape[1]), np.float32)
    filled = np.flatnonzero(np.diff(bounds))
    if len(filled):
        sums[filled] = np.add.reduceat(values, bounds[filled], axis=0)
    return sums
