"""Log-linear models over sets of candidates, several of which may be right."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["fit"]

Floats = NDArray[np.float64]


def fit(rows: NDArray[np.int32], edges: NDArray[np.intp], right: NDArray[np.bool_], weight: Floats, *, bits: int,
        penalty: float, steps: int) -> NDArray[np.float32]:  # fmt: skip
    """Return the weights under which the right candidates together are likeliest (L2-penalised, by L-BFGS).

    Parameters
    ----------
    rows : ndarray of int32, shape (n candidates, n features)
        Features of each candidate, each below ``2 ** bits``.
    edges : ndarray of intp, shape (n examples + 1,)
        Where the candidates of each example begin.
    right : ndarray of bool, shape (n candidates,)
        At least one of each example.
    weight : ndarray of float64, shape (n examples,)
    bits, penalty, steps
        Size of the weight table, strength of the penalty, most steps.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    # Only the rows of the table that occur; counting is far quicker here than sorting.
    occurs = np.zeros(1 << bits, bool)
    occurs[rows.ravel()] = True
    used = np.flatnonzero(occurs)
    place = np.cumsum(occurs, dtype=np.int32) - 1
    columns = place[rows]
    shape = (len(rows), len(used))
    matrix = csr_matrix((np.ones(rows.size, np.float32), columns.ravel(), np.arange(0, rows.size + 1, rows.shape[1])), shape)
    transposed = matrix.T.tocsr()
    owner = np.repeat(np.arange(len(weight)), np.diff(edges))
    share = weight[owner]

    def objective(theta: Floats) -> tuple[float, Floats]:
        scores = (matrix @ theta.astype(np.float32)).astype(np.float64)
        everything, chance = _normalise(scores, edges, owner)
        good, wanted = _normalise(np.where(right, scores, -1e9), edges, owner)
        loss = float(weight @ (everything - good) + 0.5 * penalty * (theta @ theta))
        gradient = transposed @ ((chance - wanted) * share).astype(np.float32)
        return loss, gradient.astype(np.float64) + penalty * theta

    options: dict[str, Any] = {"maxiter": steps, "maxcor": 6}
    found = minimize(objective, np.zeros(len(used)), jac=True, method="L-BFGS-B", options=options)
    table = np.zeros(1 << bits, np.float32)
    table[used] = found.x
    return table


def _normalise(scores: Floats, edges: NDArray[np.intp], owner: NDArray[np.intp]) -> tuple[Floats, Floats]:
    top = np.maximum.reduceat(scores, edges[:-1])
    mass = np.exp(scores - top[owner])
    total = np.add.reduceat(mass, edges[:-1])
    return top + np.log(total), mass / total[owner]
