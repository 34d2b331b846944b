"""Subword pieces of words: a pruned Unigram vocabulary with a memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["CLOSE", "OPEN", "PAD", "UNKNOWN", "Pieces"]

OPEN, PAD, CLOSE, UNKNOWN = 0, 1, 2, 3
"""Rows of the four special pieces, in the order of XLM-R."""

MAX_PIECES = 16
"""Pieces of one word that are read."""

_MEMORY = 1 << 16


class Pieces:
    """Cut words into pieces of a vocabulary.

    Parameters
    ----------
    names : sequence of str
        The pieces; the first four are special. A piece that opens a word begins with ``▁``.
    scores : ndarray of float32, shape (n_pieces,)
        Log probabilities of the Unigram model.
    """

    def __init__(self, names: Sequence[str], scores: NDArray[np.float32]) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram

        self.names = tuple(names)
        self.scores = np.asarray(scores, np.float32)
        self._rows = {name: row for row, name in enumerate(self.names)}
        pairs = list(zip(self.names, self.scores.tolist(), strict=True))
        self._model = Tokenizer(Unigram(pairs, unk_id=UNKNOWN, byte_fallback=False))
        self._known: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        """Return the size of the vocabulary."""
        return len(self.names)

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the rows of the pieces of one word, at least one and at most sixteen."""
        known = self._known.get(word)
        if known is None:
            known = self._cut(word)
            if len(self._known) >= _MEMORY:
                self._known.clear()
            self._known[word] = known
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        opened = "▁" + word
        if len(word) == 1 and not word.isalnum() and opened not in self._rows and word in self._rows:
            return (self._rows[word],)  # "." has no piece of its own after a space: one piece, not "▁" and "."
        rows = self._model.encode(opened, add_special_tokens=False).ids
        return tuple(rows[:MAX_PIECES]) or (UNKNOWN,)
