"""Words in their context: a small convolutional network for headlines of which the linear model is unsure.

Every word is a vector: one of its own where the word is known, plus the mean of the vectors of its pieces. Two
convolutions over three neighbours give each word a state, four poolings weigh the states, and the logits are linear in
them. So a logit is a sum of shares of words, each as its neighbours colour it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

__all__ = ["BUCKETS", "Convolution", "Network", "buckets"]

Floats = NDArray[np.float32]

BUCKETS = 1 << 15
"""Vectors of pieces; pieces whose hashes meet share one."""

_EPSILON = 1e-5  # of torch.nn.LayerNorm
_BATCH = 3_000  # words read at once: what fits the cache of a core


def buckets(features: NDArray[Any]) -> NDArray[np.int64]:
    """Return the bucket of every hashed piece (`arnews.topics.features.piece_counts`)."""
    mixed: NDArray[np.int64] = (features.astype(np.int64) * 2654435761 >> 7) & (BUCKETS - 1)
    return mixed


class Convolution(NamedTuple):
    """A layer over each word and its two neighbours.

    Attributes
    ----------
    matrix : ndarray of float32, shape (3 * width_in, width_out)
        Left neighbour, word, right neighbour.
    bias, scale, shift : ndarray of float32, shape (width_out,)
        Of the layer, and of the norm behind it.
    """

    matrix: Floats
    bias: Floats
    scale: Floats
    shift: Floats


class Network:
    """Read headlines as rows of words.

    Parameters
    ----------
    forms : sequence of str
        Known words, in the form of `arnews.topics.words.spelled`.
    words : ndarray of int8, shape (n_forms, width)
        Their vectors, in steps of ``steps[0]``.
    pieces : ndarray of int8, shape (BUCKETS, width)
        Vectors of pieces, in steps of ``steps[1]``.
    steps : ndarray of float32, shape (2, width)
        Sizes of the steps.
    layers : sequence of Convolution
        From the bottom; each but the first adds its input to its output.
    pool : ndarray of float32, shape (width + 1, n_pools)
        Weight of a state in each pooling, the bias in the last row.
    top : ndarray of float32, shape (n_pools * width + 1, n_classes)
        From the pooled states to logits, the bias in the last row.
    """

    def __init__(
        self,
        forms: Sequence[str],
        words: NDArray[np.int8],
        pieces: NDArray[np.int8],
        steps: Floats,
        layers: Sequence[Convolution],
        pool: Floats,
        top: Floats,
    ) -> None:
        self.forms, self.words, self.pieces, self.steps = tuple(forms), words, pieces, steps
        self.layers, self.pool, self.top = tuple(layers), pool, top
        self._row = {form: row for row, form in enumerate(self.forms)}
        if len(words) != len(self.forms) or words.shape[1] != pieces.shape[1] or len(pieces) != BUCKETS:
            raise ValueError("vectors of words and pieces do not fit together")
        widths = [words.shape[1], *(len(layer.bias) for layer in self.layers)]
        fits = [len(layer.matrix) == 3 * width for layer, width in zip(self.layers, widths, strict=False)]
        if not all(fits) or len(pool) != widths[-1] + 1 or len(top) != pool.shape[1] * widths[-1] + 1:
            raise ValueError("layers of the network do not fit together")

    @property
    def width(self) -> int:
        """Numbers of a word's vector."""
        return int(self.words.shape[1])

    def vectors(self, forms: Sequence[str], counts: sp.csr_matrix) -> Floats:
        """Return the vectors of words.

        Parameters
        ----------
        forms : sequence of str
            The words.
        counts : csr_matrix
            Their pieces, a row a word.
        """
        sizes = np.diff(counts.indptr)
        share = np.repeat(1 / np.maximum(sizes, 1), sizes).astype(np.float32)
        pooled = sp.csr_matrix((share, buckets(counts.indices), counts.indptr), shape=(len(forms), BUCKETS))
        used, places = np.unique(pooled.indices, return_inverse=True)
        small = sp.csr_matrix((share, places, counts.indptr), shape=(len(forms), len(used)))
        found: Floats = np.asarray(small @ self.pieces[used].astype(np.float32), np.float32) * self.steps[1]
        rows = np.array([self._row.get(form, -1) for form in forms], np.int64)
        known = np.flatnonzero(rows >= 0)
        found[known] += self.words[rows[known]] * self.steps[0]
        return found

    def __call__(self, words: Floats, bounds: NDArray[np.int64]) -> Floats:
        """Return the logits of texts, shape (n_texts, n_classes).

        Parameters
        ----------
        words : ndarray of float32, shape (n_words, width)
            Vectors of the words of all texts, one after the other.
        bounds : ndarray of int64, shape (n_texts + 1,)
            Words of text ``i``: ``words[bounds[i]:bounds[i + 1]]``.
        """
        logits = np.tile(self.top[-1], (len(bounds) - 1, 1))
        for texts, shares, places in self._batches(words, bounds):
            logits[texts] += np.add.reduceat(shares, places, axis=0)
        return logits

    def shares(self, words: Floats) -> Floats:
        """Return what each word of one text adds to the logits, shape (n_words, n_classes)."""
        for _, shares, _ in self._batches(words, np.array([0, len(words)])):
            return shares[:-1]
        return np.zeros((0, self.top.shape[1]), np.float32)

    def _batches(
        self, words: Floats, bounds: NDArray[np.int64]
    ) -> Iterator[tuple[NDArray[np.int64], Floats, NDArray[np.int64]]]:
        """Yield some texts, the shares of their words, and where each text begins; a row of zeros ends each text."""
        filled = np.flatnonzero(np.diff(bounds))
        sizes = np.diff(bounds)[filled]
        ends = np.cumsum(sizes + 1)
        first = 0
        while first < len(filled):
            read = ends[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(ends, read + _BATCH, "right")))
            texts, count = filled[first:last], sizes[first:last]
            starts = np.cumsum(count + 1) - count - 1
            there = np.ones(int((count + 1).sum()), bool)
            there[starts + count] = False
            laid = np.zeros((len(there), words.shape[1]), np.float32)
            laid[there] = np.concatenate([words[bounds[text] : bounds[text + 1]] for text in texts])
            yield texts, self._shares(laid, there, starts), starts
            first = last

    def _shares(self, states: Floats, there: NDArray[np.bool_], starts: NDArray[np.int64]) -> Floats:
        mask = there[:, None].astype(np.float32)
        for depth, layer in enumerate(self.layers):
            states = _convolved(states, layer, depth > 0) * mask
        weights = states @ self.pool[:-1] + self.pool[-1]
        weights = np.exp(
            np.minimum(weights - np.repeat(np.maximum.reduceat(weights, starts), _sizes(starts, there), 0), 0)
        )
        weights *= mask
        weights /= np.repeat(np.add.reduceat(weights, starts), _sizes(starts, there), 0)
        shares: Floats = np.zeros((len(states), self.top.shape[1]), np.float32)
        for pool, part in enumerate(self.top[:-1].reshape(weights.shape[1], states.shape[1], -1)):
            shares += weights[:, pool, None] * (states @ part)
        return shares

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays to store."""
        stored: dict[str, NDArray[Any]] = {
            "network_forms": np.frombuffer("\n".join(self.forms).encode(), np.uint8),
            "network_words": self.words,
            "network_pieces": self.pieces,
            "network_steps": self.steps,
            "network_pool": self.pool,
            "network_top": self.top,
        }
        for depth, layer in enumerate(self.layers):
            parts = layer._asdict().items()
            stored |= {f"network_{depth}_{name}": value.astype(np.float16) for name, value in parts}
        return stored

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Rebuild from what `arrays` returned."""
        get = {name.removeprefix("network_"): value for name, value in arrays.items() if name.startswith("network_")}
        depth = sum(name.endswith("_matrix") for name in get)
        layers = [
            Convolution(*(get[f"{at}_{name}"].astype(np.float32) for name in Convolution._fields))
            for at in range(depth)
        ]
        forms = get["forms"].tobytes().decode().split("\n")
        return cls(forms, get["words"], get["pieces"], get["steps"], layers, get["pool"], get["top"])


def _sizes(starts: NDArray[np.int64], there: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.diff(starts, append=len(there))


def _convolved(states: Floats, layer: Convolution, residual: bool) -> Floats:
    width = states.shape[1]
    left, here, right = layer.matrix[:width], layer.matrix[width : 2 * width], layer.matrix[2 * width :]
    out = states @ here
    out[1:] += states[:-1] @ left
    out[:-1] += states[1:] @ right
    out += layer.bias
    np.maximum(out, 0, out=out)
    if residual:
        out += states
    out -= out.mean(axis=1, keepdims=True)
    out /= np.sqrt(np.square(out).mean(axis=1, keepdims=True) + np.float32(_EPSILON))
    out *= layer.scale
    out += layer.shift
    return out
