"""Fit the linear model: weighted features in, weights for every class out."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.svm import LinearSVC

from arnews.topics.weights import Weights

__all__ = ["Block", "fit_linear"]


class Block(NamedTuple):
    """One kind of features, weighted: ``counts * idf / length``.

    Attributes
    ----------
    matrix : csr_matrix
        A row a text, unit length but for pieces that stand in it twice, a column a kept feature.
    features : ndarray of int64
        Number of the feature of each column.
    idf : ndarray of float64
        Inverse document frequency of each column.
    """

    matrix: sp.csr_matrix
    features: NDArray[np.int64]
    idf: NDArray[np.float64]

    @classmethod
    def weigh(cls, counts: sp.csr_matrix, min_df: int) -> Block:
        """Drop features that stand in fewer than `min_df` texts and weigh the others."""
        n_texts = counts.shape[0]
        texts_with = np.bincount(counts.indices, minlength=counts.shape[1])
        features = np.flatnonzero(texts_with >= min_df)
        idf = np.log((1 + n_texts) / (1 + texts_with[features])) + 1
        squares = (idf**2).astype(np.float16).astype(np.float64)  # as they will be stored
        kept = counts[:, features].astype(np.float64)
        length = np.sqrt(np.maximum(kept @ squares, 1e-12))
        return cls((sp.diags(1 / length) @ kept @ sp.diags(idf)).tocsr(), features, idf)

    def pack(self, weights: NDArray[np.float64], bits: int) -> Weights:
        """Return the weights to look up, with the inverse document frequency multiplied in."""
        return Weights.pack(self.features, weights * self.idf[:, None], self.idf**2, bits)


def fit_linear(
    matrix: sp.csr_matrix, shares: NDArray[np.float32], weight: NDArray[np.float64], **options: Any
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights (n_features, n_classes) and intercepts (n_classes,) of a one-against-rest linear SVM.

    A row with several topics stands once for each, weighted by its share.
    """
    rows, classes = np.nonzero(shares > 0)
    weights, intercept = np.zeros((matrix.shape[1], shares.shape[1])), np.full(shares.shape[1], -1.0)
    present = np.unique(classes)
    if len(present) == 1:  # a part of few rows: what is held out may be all of the other classes
        intercept[present] = 1.0
        return weights, intercept
    model = LinearSVC(tol=1e-2, **options)  # a tighter one takes twice as long and decides the same
    model.fit(matrix[rows], classes, sample_weight=weight[rows] * shares[rows, classes])
    if len(present) == 2:  # scikit-learn keeps one side of two
        weights[:, present] = model.coef_.T * [-1, 1]
        intercept[present] = model.intercept_ * [-1, 1]
    else:
        weights[:, present], intercept[present] = model.coef_.T, model.intercept_
    return weights, intercept
