"""From margins to probabilities that mean something."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar

__all__ = ["expected_calibration_error", "fit_bias", "fit_sharpness", "softmax"]


def softmax(margins: NDArray[np.floating], sharpness: float) -> NDArray[np.float64]:
    """Return probabilities: ``exp(sharpness * margin)``, each row divided by its sum.

    Examples
    --------
    >>> softmax(np.array([[1.0, 1.0]]), 5.0)
    array([[0.5, 0.5]])
    """
    scaled = np.asarray(margins, np.float64) * sharpness
    scaled -= scaled.max(axis=1, keepdims=True)
    powers = np.exp(scaled)
    result: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return result


def fit_sharpness(margins: NDArray[np.floating], accepted: NDArray[np.bool_]) -> float:
    """Return the sharpness under which the top probability is the chance that the top class is acceptable.

    Parameters
    ----------
    margins : ndarray, shape (n_rows, n_classes)
        Margins of rows that the model was not fitted on.
    accepted : ndarray of bool, shape (n_rows, n_classes)
        Which classes are acceptable in each row.
    """
    hits = accepted[np.arange(len(margins)), margins.argmax(axis=1)]

    def loss(log_sharpness: float) -> float:
        top = np.clip(softmax(margins, float(np.exp(log_sharpness))).max(axis=1), 1e-6, 1 - 1e-6)
        return float(-np.mean(np.where(hits, np.log(top), np.log1p(-top))))

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 4.0), method="bounded").x))


def fit_bias(margins: NDArray[np.floating], accepted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return what to add to the margins of each class so that the acceptable classes are likeliest.

    A model fitted with balanced classes finds rare ones too often on outlets that it does not know.

    Parameters
    ----------
    margins : ndarray, shape (n_rows, n_classes)
        Margins of rows that the model was not fitted on.
    accepted : ndarray of bool, shape (n_rows, n_classes)
        Which classes are acceptable in each row.
    """

    def loss(values: NDArray[np.float64]) -> float:
        scores = softmax(margins + values[1:], float(np.exp(values[0])))
        likely = np.clip((scores * accepted).sum(axis=1), 1e-9, 1)
        return float(-np.log(likely).mean() + 0.05 * np.square(values[1:]).sum())

    start = np.concatenate([[1.5], np.zeros(margins.shape[1])])
    bias = minimize(loss, start, method="L-BFGS-B").x[1:]
    centred: NDArray[np.float64] = bias - bias.mean()
    return centred


def expected_calibration_error(top: NDArray[np.floating], hits: NDArray[np.bool_], bins: int = 10) -> float:
    """Return the mean distance between confidence and accuracy over equal-width bins.

    Parameters
    ----------
    top : ndarray of float, shape (n_rows,)
        Largest probability of each row.
    hits : ndarray of bool, shape (n_rows,)
        Whether the class with that probability is right.
    bins : int, default 10
        Number of bins.
    """
    place = np.minimum((np.asarray(top) * bins).astype(int), bins - 1)
    gaps = np.bincount(place, weights=top - hits, minlength=bins)
    return float(np.abs(gaps).sum() / max(1, len(hits)))
