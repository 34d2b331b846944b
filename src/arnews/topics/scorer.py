"""The sums behind a decision: each word's share, kept for the next headline."""

from __future__ import annotations

import threading
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.topics.features import pair_features, piece_counts, word_features, word_matrix
from arnews.topics.vocabulary import Growing, Rows, Vocabulary, row_sums
from arnews.topics.weights import Weights

__all__ = ["BodyScorer", "HeadlineScorer", "Shares"]

_MOST_WORDS = 300_000  # word types remembered (about 60 MB); then the memory starts afresh
Floats = NDArray[np.float32]


class Shares(NamedTuple):
    """What the parts of one headline add to the decision.

    Attributes
    ----------
    words : list of str
        Words as they are weighed.
    of_words, of_pairs : ndarray of float32, shape (n_words, n_classes)
        Share of each word, and of each word together with the one before it.
    """

    words: list[str]
    of_words: Floats
    of_pairs: Floats


class HeadlineScorer:
    """Score headlines by words, pairs and pieces of words.

    A sum over words is divided by the square root of the summed squares, so a long headline weighs as much as a
    short one, and the decision stays a sum of shares of its words.

    Parameters
    ----------
    by_word, by_piece : Weights
        Weights of words and pairs, and of pieces of words.
    bits : int
        Features are below ``2 ** bits``.
    lengths : tuple of int
        Shortest and longest piece.
    """

    def __init__(self, by_word: Weights, by_piece: Weights, bits: int, lengths: tuple[int, int]) -> None:
        self.by_word, self.by_piece, self.bits, self.lengths = by_word, by_piece, bits, lengths
        self._lock = threading.Lock()
        self._forget()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]  # a copy in another process starts with an empty memory

    def __call__(self, headlines: list[str]) -> tuple[Floats, NDArray[np.bool_]]:
        """Return the sums of every headline, and whether any of its features is known."""
        rows, words, pieces, pairs = self._parts(headlines)
        in_words, in_pieces = row_sums(words + pairs, rows.bounds), row_sums(pieces, rows.bounds)
        known = (in_words[:, -1] + in_pieces[:, -1]) > 0
        return _scaled(in_words) + _scaled(in_pieces), known

    def shares(self, headline: str) -> Shares:
        """Return what each word and pair adds to the sums of one headline."""
        rows, words, pieces, pairs = self._parts([headline])
        by_word, by_piece = _root((words + pairs).sum(axis=0)[-1]), _root(pieces.sum(axis=0)[-1])
        forms = [self._vocabulary.forms[row] for row in rows.words]
        return Shares(forms, words[:, :-1] / by_word + pieces[:, :-1] / by_piece, pairs[:, :-1] / by_word)

    def _parts(self, headlines: list[str]) -> tuple[Rows, Floats, Floats, Floats]:
        with self._lock:
            if len(self._vocabulary) > _MOST_WORDS:
                self._forget()
            rows = self._vocabulary.read(headlines)
            self._learn()
            hashes, words, pieces = self._vocabulary.hashes, self._words.array, self._pieces.array
        pairs = self.by_word(pair_features(rows, hashes, self.bits))
        return rows, words[rows.words], pieces[rows.words], pairs

    def _learn(self) -> None:
        start = len(self._words)
        if start == len(self._vocabulary):
            return
        words = self.by_word(word_features(self._vocabulary.hashes[start:], self.bits))
        counts = piece_counts(self._vocabulary.forms[start:], self.bits, self.lengths)
        values = self.by_piece(counts.indices.astype(np.int64)) * counts.data[:, None]
        # The square of a piece that stands twice in a word counts twice, as it does across words.
        self._words.extend(words)
        self._pieces.extend(row_sums(values, counts.indptr.astype(np.int64)))

    def _forget(self) -> None:
        n_columns = self.by_word.packed.shape[1] + 1
        self._vocabulary = Vocabulary()
        self._words, self._pieces = (Growing(np.zeros((0, n_columns), np.float32)) for _ in range(2))


class BodyScorer:
    """Score headline and article together by words and pairs, each counted once a text.

    Parameters
    ----------
    by_word : Weights
        Weights of words and pairs.
    bits : int
        Features are below ``2 ** bits``.
    longest : int
        Words that are read, from the start.
    """

    def __init__(self, by_word: Weights, bits: int, longest: int) -> None:
        self.by_word, self.bits, self.longest = by_word, bits, longest

    def __call__(self, texts: list[str]) -> Floats:
        """Return the sums of every text."""
        vocabulary = Vocabulary()
        rows = vocabulary.read(texts, self.longest)
        matrix = word_matrix(rows, vocabulary, self.bits, once=True)
        values = self.by_word(matrix.indices.astype(np.int64))
        return _scaled(row_sums(values, matrix.indptr.astype(np.int64)))


def _root(square: Any) -> Any:
    return np.sqrt(np.maximum(square, np.float32(1e-12)))


def _scaled(sums: Floats) -> Floats:
    scaled: Floats = sums[:, :-1] / _root(sums[:, -1:])
    return scaled
