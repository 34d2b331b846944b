"""The two stages of the choice, fitted to a corpus and to what a teacher said of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.model import context
from arnews.morphology.ranker import segment_softmax
from arnews.training.loglinear import fit, total
from arnews.training.morphology_corpus import Corpus, Target
from arnews.training.morphology_soft import Examples, join, open_pairs

__all__ = ["Read", "fit_stage", "mean", "read_tokens", "type_examples"]

Rows = NDArray[np.intp]
Floats = NDArray[np.float32]


class Read(NamedTuple):
    """Tokens as examples, with the rows of their pairs and their own numbers."""

    examples: Examples
    pairs: Rows
    tokens: Rows


def mean(tables: Iterable[Floats]) -> Floats:
    """Return the mean of some tables of weights."""
    every = list(tables)
    return np.asarray(sum(every[1:], every[0]) / np.float32(len(every)), np.float32)


def fit_stage(parts: Sequence[Examples], settings: Mapping[str, Any]) -> Floats:
    """Return weights fitted to all examples of `parts`."""
    every = join(parts)
    return fit(every.features, every.edges, every.right, every.weight, taught=every.taught, **settings)


def type_examples(corpus: Corpus, mask: NDArray[np.bool_]) -> Examples:
    """Return the word types of the tokens of `mask` with what was right for them; the more often, the heavier."""
    counts: Counter[tuple[int, int]] = Counter()
    masks: dict[int, Target] = {}
    for place in np.flatnonzero(mask).tolist():
        target = corpus.targets[place]
        if target is not None:
            counts[target[0], id(target[1])] += 1
            masks[id(target[1])] = target
    chosen = [masks[number] for _, number in counts]
    rows = np.concatenate([np.arange(corpus.edges[kind], corpus.edges[kind + 1]) for kind, _ in chosen])
    return Examples(
        corpus.features[rows], np.concatenate([[0], np.cumsum([len(right) for _, right in chosen])]),
        np.concatenate([right for _, right in chosen]).astype(np.float32),
        np.sqrt(np.array(list(counts.values()), np.float32)), np.zeros(len(chosen), bool),
    )  # fmt: skip


def read_tokens(corpus: Corpus, tokens: Rows, word: Floats) -> Read:
    """Return tokens whose right readings are known, in their sentences as a stage one (`word`) reads them."""
    scores = total(word, corpus.features)
    chance = segment_softmax(scores, corpus.edges)
    table = corpus.best(scores, chance)
    rows, right, owner = [], [], []
    for token in tokens.tolist():
        target = corpus.targets[token]
        if target is None:
            continue
        first = corpus.edges[target[0]]
        open_ = open_pairs(corpus, token, chance) - first
        if not target[1][open_].any():
            open_ = np.union1d(open_, np.flatnonzero(target[1]))
        rows.append(first + open_)
        right.append(target[1][open_])
        owner.append(token)
    pairs = np.concatenate(rows)
    counts = np.array([len(part) for part in rows])
    where = np.repeat(np.arange(len(owner)), counts)
    around = context(table, corpus.batch, corpus.types, np.array(owner, np.intp), pairs + 1, where)
    examples = Examples(
        np.concatenate([corpus.features[pairs], around.rows()], axis=1), np.concatenate([[0], np.cumsum(counts)]),
        np.concatenate(right).astype(np.float32), np.ones(len(owner), np.float32), np.zeros(len(owner), bool),
    )  # fmt: skip
    return Read(examples, pairs, np.array(owner, np.intp))
