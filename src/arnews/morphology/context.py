"""What a pair's sentence says of it: features of its neighbours, for all templates at once.

A document is short, so the cost of a numpy call matters as much as that of its numbers: every step is made on one
array with a row for each template, not template by template.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.features import SHIFT, SPREAD
from arnews.morphology.hashing import mix

__all__ = ["OWN", "SEEN", "ContextFeatures"]

U64 = NDArray[np.uint64]
SEEN = ("word", "head", "tail", "choices", "group", "lemma", "shown", "kind", "article", "cut", "suffix", "lists")
"""What a token shows its neighbours: of its type the folded word, the first and the last two letters, the tags that
stage one finds possible, the class; of the likeliest pair lemma, tag and so on. Zeros stand around a sentence."""
OWN = ("shown", "lemma", "kind", "article", "cut", "suffix", "stem", "lists")
"""What is compared of a pair."""
CHUNK = 1024
"""Pairs that are scored together: their features stay in the processor's cache."""
_PLACES = {"a": -2, "b": -1, "w": 0, "c": 1, "d": 2}
# What a template says of the pair -> what it says of the tokens around it: a two before, b before, c after,
# d two after, w the word itself.
_TEMPLATES = {
    "shown": (
        "b.shown", "c.shown", "b.shown a.shown", "c.shown d.shown", "b.shown c.shown", "b.word", "c.word", "b.lemma",
        "c.lemma", "c.head", "c.tail", "b.tail", "b.cut b.shown", "c.cut", "a.word", "d.word",
        "a.shown b.shown c.shown", "b.choices", "c.choices", "b.choices c.choices", "w.word b.shown",
        "w.word c.shown", "w.word b.word", "w.word c.word", "w.tail b.shown", "w.tail c.shown",
        "w.choices b.shown c.shown", "w.choices b.word", "w.choices c.word", "b.group", "c.group", "b.group c.group",
        "w.group b.shown", "w.group c.shown", "a.group b.group", "w.group b.group",
    ),
    "lemma": ("b.word", "c.word", "b.shown", "c.shown", "b.lemma", "c.lemma", "b.kind", "b.suffix", "b.group",
              "c.group"),
    "kind": ("b.shown c.shown",),
    "kind article": ("b.kind b.article", "c.kind c.article", "b.shown b.article c.shown c.article"),
    "shown article": ("b.shown b.article", "c.shown c.article", "b.lemma", "b.kind b.article a.shown"),
    "shown suffix": ("b.shown b.suffix", "c.shown c.suffix", "b.kind b.suffix b.article"),
    "stem": ("b.shown b.lemma", "c.shown"),
    "shown lists": ("b.lists", "c.lists", "b.shown b.lists", "c.shown c.lists", "b.word", "b.lists c.lists"),
    "kind lists": ("b.shown b.lists",),
    "shown cut": ("b.shown", "b.word"),
}  # fmt: skip


class _Plan(NamedTuple):
    """The templates, those with fewest columns first, as rows of arrays."""

    owns: tuple[tuple[int, ...], ...]
    own: NDArray[np.intp]
    start: U64
    columns: tuple[NDArray[np.intp], ...]


def _plan() -> _Plan:
    row = {f"{place}.{name}": i * len(SEEN) + j for i, place in enumerate(_PLACES) for j, name in enumerate(SEEN)}
    flat = [(own, [row[item] for item in text.split()]) for own, texts in _TEMPLATES.items() for text in texts]
    order = sorted(range(len(flat)), key=lambda i: len(flat[i][1]))
    names = list(_TEMPLATES)
    deepest = max(len(columns) for _, columns in flat)
    return _Plan(
        tuple(tuple(OWN.index(part) for part in name.split()) for name in names),
        np.array([names.index(flat[i][0]) for i in order]),
        np.array([mix(np.uint64(100 + i))[0] for i in order], np.uint64),
        tuple(np.array([flat[i][1][k] for i in order if len(flat[i][1]) > k]) for k in range(deepest)),
    )  # fmt: skip


_PLAN = _plan()


class ContextFeatures:
    """The features of pairs in their sentences, as numbers of the weight table.

    Parameters
    ----------
    seen : ndarray of uint64, shape (len(SEEN), n)
        What each token of a line of sentences shows.
    here : ndarray of intp
        Places in the line of the tokens that are open.
    own : ndarray of uint64, shape (len(OWN), n pairs)
    token : ndarray of intp, shape (n pairs,)
        The open token of each pair.
    """

    def __init__(self, seen: U64, here: NDArray[np.intp], own: U64, token: NDArray[np.intp]) -> None:
        around = np.concatenate([seen[:, here + step] for step in _PLACES.values()])
        first, *others = _PLAN.columns
        parts = around[first]
        parts += _PLAN.start[:, None]
        parts *= SPREAD
        for rows in others:
            deep = parts[-len(rows) :]
            deep += around[rows]
            deep *= SPREAD
        self._parts, self._token = parts, token
        self._owns = np.stack([self._own(own, columns) for columns in _PLAN.owns])

    @staticmethod
    def _own(own: U64, columns: tuple[int, ...]) -> U64:
        mine: U64 = own[columns[0]]
        for column in columns[1:]:
            mine = mine * SPREAD + own[column]
        return mine

    def _numbers(self, pairs: slice) -> NDArray[np.int64]:
        mixed = self._parts[:, self._token[pairs]]
        mixed += self._owns[:, pairs][_PLAN.own]
        mixed *= SPREAD
        mixed >>= SHIFT
        return mixed.view(np.int64)

    def rows(self) -> NDArray[np.int32]:
        """Return the numbers of all features, shape (n pairs, n templates)."""
        return self._numbers(slice(None)).T.astype(np.int32)

    def score(self, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the sum of the weights of each pair's features."""
        total = np.zeros(len(self._token), np.float32)
        for first in range(0, len(total), CHUNK):
            part = slice(first, first + CHUNK)
            total[part] = weights.take(self._numbers(part), mode="clip").sum(axis=0, dtype=np.float32)
        return total
