"""Calibration: from the raw score of a name to the share of such names that are right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Calibration", "calibration_error"]

Floats = NDArray[np.float64]


class Calibration:
    """A monotone map of scores, learnt by isotonic regression and kept as a few knots.

    Parameters
    ----------
    knots : sequence of float
        Raw scores, ascending.
    values : sequence of float
        Probability at every knot, ascending; between knots it is interpolated.

    Examples
    --------
    >>> Calibration([0.0, 1.0], [0.1, 0.9])(np.array([0.5])).tolist()
    [0.5]
    """

    def __init__(self, knots: Sequence[float] = (0.0, 1.0), values: Sequence[float] = (0.0, 1.0)) -> None:
        self.knots = np.asarray(knots, np.float64)
        self.values = np.asarray(values, np.float64)

    def __call__(self, scores: Floats) -> Floats:
        """Return a probability for every raw score."""
        result: Floats = np.interp(scores, self.knots, self.values)
        return result

    @classmethod
    def fit(cls, scores: Floats, hits: NDArray[np.bool_], *, bins: int = 15) -> Calibration:
        """Learn the map from held-out names.

        Parameters
        ----------
        scores : ndarray, shape (n,)
            Raw scores.
        hits : ndarray of bool, shape (n,)
            Whether span and label were right.
        bins : int, default 15
            Groups of equal number that become knots before they are made monotone; fewer for few names.
        """
        if len(scores) < 2 * bins:
            return cls()
        order = np.argsort(scores, kind="stable")
        groups = np.array_split(order, min(bins, len(scores) // 20 + 1))
        weights = [float(len(group)) for group in groups]
        knots = [float(scores[group].mean()) for group in groups]
        # One half of a hit and of a miss more in every group: nothing is certain.
        values = [(float(hits[group].sum()) + 0.5) / (len(group) + 1) for group in groups]
        return cls(knots, _monotone(values, weights))


def _monotone(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Pool neighbours until no value is below the one before it."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (v1, w1, n1), (v2, w2, n2) = pools[-2:]
            pools[-2:] = [((v1 * w1 + v2 * w2) / (w1 + w2), w1 + w2, n1 + n2)]
    return [value for value, _, count in pools for _ in range(count)]


def calibration_error(scores: Floats, hits: NDArray[np.bool_], *, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width."""
    if not len(scores):
        return 0.0
    place = np.minimum((scores * bins).astype(int), bins - 1)
    gaps = [abs(float((scores[place == b] - hits[place == b]).sum())) for b in range(bins)]
    return sum(gaps) / len(scores)
