"""The second reader: where the linear model is unsure of a headline, a network reads its words in their order."""

from __future__ import annotations

import threading
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.topics.calibration import softmax
from arnews.topics.features import piece_counts
from arnews.topics.network import Network
from arnews.topics.vocabulary import Growing, Rows, Vocabulary

__all__ = ["ContextModel", "ContextScorer"]

Floats = NDArray[np.float32]

_LONGEST = 40  # words of a headline that are read
_MOST_WORDS = 100_000  # word types remembered (about 40 MB)


class ContextScorer:
    """Ask the network, and remember the vectors of words.

    Parameters
    ----------
    network : Network
        The network.
    bits : int
        Hashes of pieces are below ``2 ** bits``.
    lengths : tuple of int
        Shortest and longest piece of a word.
    """

    def __init__(self, network: Network, bits: int, lengths: tuple[int, int]) -> None:
        self.network, self.bits, self.lengths = network, bits, lengths
        self._lock = threading.Lock()
        self._forget()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]  # a copy in another process starts with an empty memory

    def __call__(self, headlines: list[str]) -> Floats:
        """Return the logits of every headline."""
        rows, vectors = self._read(headlines)
        return self.network(vectors[rows.words], rows.bounds)

    def shares(self, headline: str) -> Floats:
        """Return what each word adds to the logits of one headline, shape (n_words, n_classes)."""
        rows, vectors = self._read([headline])
        return self.network.shares(vectors[rows.words])

    def _read(self, headlines: list[str]) -> tuple[Rows, Floats]:
        with self._lock:
            if len(self._vocabulary) > _MOST_WORDS:
                self._forget()
            rows = self._vocabulary.read(headlines, _LONGEST)
            forms = self._vocabulary.forms[len(self._vectors) :]
            if forms:
                self._vectors.extend(self.network.vectors(forms, piece_counts(forms, self.bits, self.lengths)))
            return rows, self._vectors.array

    def _forget(self) -> None:
        self._vocabulary = Vocabulary()
        self._vectors = Growing(np.zeros((0, self.network.width), np.float32))


class ContextModel(NamedTuple):
    """The network beside the linear model.

    Attributes
    ----------
    scorer : ContextScorer
        The network.
    unsure : float
        Headlines whose likeliest topic has a lower probability by the linear model are read by the network as well.
    linear, context : float
        Weights of the linear model's scaled margins and of the network's logits in the sum that decides then.
    """

    scorer: ContextScorer
    unsure: float
    linear: float
    context: float

    def is_asked(self, margins: Floats, sharpness: float) -> NDArray[np.bool_]:
        """Tell which rows of linear margins are unsure."""
        asked: NDArray[np.bool_] = softmax(margins, sharpness).max(axis=1, initial=0.0) < self.unsure
        return asked

    def mixed(self, headlines: list[str], margins: Floats, sharpness: float) -> Floats:
        """Return margins of both, in the unit of the linear ones."""
        return self.linear * margins + self.factor(sharpness) * self.scorer(headlines)

    def factor(self, sharpness: float) -> np.float32:
        """Return what a logit of the network is worth in the unit of the linear margins."""
        return np.float32(self.context / sharpness)
