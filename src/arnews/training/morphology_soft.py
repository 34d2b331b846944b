"""Raw sentences that a teacher has read, as examples with probabilities for both stages of the choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.model import context
from arnews.morphology.ranker import segment_softmax
from arnews.training.loglinear import total
from arnews.training.morphology_corpus import Corpus

__all__ = ["Examples", "Taught", "join", "open_pairs"]

Rows = NDArray[np.intp]
Floats = NDArray[np.float32]
LEAST, MOST = 1e-3, 10
"""Pairs that stage two learns to tell apart: at least so likely in stage one, at most so many."""
SEEN = 2
"""Word types that the teacher met so often teach stage one."""
CERTAIN = 0.985, 0.95
"""Words that the teacher and stage one are surer of than this, and of the same pair, teach stage two nothing."""
WEIGHT = 0.5
"""What a word counts that the teacher read, beside one that was read by hand."""


class Examples(NamedTuple):
    """Word types or tokens with the pairs that are open; `taught`: `right` holds probabilities."""

    features: NDArray[np.int32]
    edges: Rows
    right: Floats
    weight: Floats
    taught: NDArray[np.bool_]


def join(parts: Sequence[Examples]) -> Examples:
    """Return the examples of all parts as one."""
    sizes = np.concatenate([np.diff(part.edges) for part in parts])
    features, right, weight, taught = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("features", "right", "weight", "taught")
    )
    return Examples(features, np.concatenate([[0], np.cumsum(sizes)]), right, weight, taught)


def open_pairs(corpus: Corpus, token: int, chance: Floats) -> Rows:
    """Return the pairs that stage one leaves open for a token that is a word."""
    kind = int(corpus.types[token]) - 1
    first = int(corpus.edges[kind])
    share = chance[first : corpus.edges[kind + 1]]
    likely = np.flatnonzero(share > LEAST)
    return first + np.sort(likely[np.argsort(-share[likely], kind="stable")[:MOST]])


class Taught:
    """A corpus without labels and what a teacher says of its words.

    Parameters
    ----------
    corpus : Corpus
    pairs : mapping of int to ndarray
        The open pairs of each token.
    chances : mapping of int to ndarray
        Their probabilities.
    """

    def __init__(self, corpus: Corpus, pairs: Mapping[int, Rows], chances: Mapping[int, Floats]) -> None:
        self._corpus, self._pairs, self._chances = corpus, pairs, chances

    def types(self) -> Examples:
        """Return word types with the mean of what was said of their tokens."""
        edges = self._corpus.edges
        mass = np.zeros(int(edges[-1]), np.float32)
        count = np.zeros(len(edges) - 1, np.int64)
        for token, chance in self._chances.items():
            np.add.at(mass, self._pairs[token], chance)
            count[self._corpus.types[token] - 1] += 1
        kept = np.flatnonzero(count >= SEEN)
        rows = np.concatenate([np.arange(edges[kind], edges[kind + 1]) for kind in kept])
        sizes = np.diff(edges)[kept]
        right = mass[rows] / np.repeat(count[kept], sizes).astype(np.float32)
        weight = WEIGHT * np.sqrt(count[kept]).astype(np.float32)
        return Examples(
            self._corpus.features[rows],
            np.concatenate([[0], np.cumsum(sizes)]),
            right,
            weight,
            np.ones(len(kept), bool),
        )

    def tokens(self, word: Floats) -> Examples:
        """Return the tokens that are not plain, in their sentences as a stage one (`word`) reads them."""
        corpus = self._corpus
        scores = total(word, corpus.features)
        chance = segment_softmax(scores, corpus.edges)
        table = corpus.best(scores, chance)
        kept = [token for token, said in self._chances.items() if self._teaches(said, chance[self._pairs[token]])]
        pairs = np.concatenate([self._pairs[token] for token in kept])
        sizes = np.array([len(self._pairs[token]) for token in kept])
        owner = np.repeat(np.arange(len(kept)), sizes)
        around = context(table, corpus.batch, corpus.types, np.array(kept, np.intp), pairs + 1, owner)
        return Examples(
            np.concatenate([corpus.features[pairs], around.rows()], axis=1), np.concatenate([[0], np.cumsum(sizes)]),
            np.concatenate([self._chances[token] for token in kept]), np.full(len(kept), WEIGHT, np.float32),
            np.ones(len(kept), bool),
        )  # fmt: skip

    @staticmethod
    def _teaches(said: Floats, chance: Floats) -> bool:
        best = int(said.argmax())
        return len(said) > 1 and not (said[best] > CERTAIN[0] and chance[best] > CERTAIN[1])
