"""Weights of hashed features, packed into bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Weights"]


class Weights:
    """What each feature says for every class, and how much it counts in the length of a text.

    Parameters
    ----------
    features : ndarray of uint32, shape (n_features,)
        Ascending.
    packed : ndarray of int8, shape (n_features, n_classes)
        Weights in steps of `scale`.
    scale : ndarray of float32, shape (n_classes,)
        Size of a step.
    squares : ndarray of float16, shape (n_features,)
        Square of the feature's inverse document frequency.
    bits : int
        Features are below ``2 ** bits``.
    """

    def __init__(
        self,
        features: NDArray[np.uint32],
        packed: NDArray[np.int8],
        scale: NDArray[np.float32],
        squares: NDArray[np.float16],
        bits: int,
    ) -> None:
        self.features, self.packed, self.scale, self.squares = features, packed, scale, squares
        n_features, n_classes = packed.shape
        self._place = np.full(1 << bits, n_features, np.int32)
        self._place[features] = np.arange(n_features, dtype=np.int32)
        self._table = np.zeros((n_features + 1, n_classes + 1), np.float32)  # last row: an unknown feature
        self._table[:-1, :-1] = packed * scale
        self._table[:-1, -1] = squares

    @classmethod
    def pack(cls, features: NDArray[Any], weights: NDArray[np.float64], squares: NDArray[Any], bits: int) -> Weights:
        """Round weights to bytes, 127 steps each side of 0 for each class."""
        scale = np.maximum(np.abs(weights).max(axis=0, initial=0.0), 1e-12) / 127
        packed = np.rint(weights / scale).astype(np.int8)
        return cls(features.astype(np.uint32), packed, scale.astype(np.float32), squares.astype(np.float16), bits)

    def __call__(self, features: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the weights of features, and the square in the last column; zeros where unknown."""
        return self._table[self._place[features]]

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Return the arrays to store, each name beginning with `name`."""
        gaps = np.diff(self.features, prepend=np.uint32(0)).astype(np.uint32)  # small numbers: they pack better
        parts: dict[str, NDArray[Any]] = {
            "gaps": gaps,
            "packed": self.packed,
            "scale": self.scale,
            "squares": self.squares,
        }
        return {f"{name}_{part}": array for part, array in parts.items()}

    @classmethod
    def from_arrays(cls, name: str, arrays: Mapping[str, NDArray[Any]], bits: int) -> Weights:
        """Rebuild from what `arrays` returned."""
        gaps, packed, scale, squares = (arrays[f"{name}_{part}"] for part in ("gaps", "packed", "scale", "squares"))
        return cls(np.cumsum(gaps, dtype=np.uint32), packed, scale, squares, bits)
