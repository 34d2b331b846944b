"""The model of line roles: a linear chain over the lines of a page.

A table of weights, a sum and a best path; what it learned from stands in `models/pages/card.md`.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from arnews.artifacts import load_model, model_folder
from arnews.errors import ModelError
from arnews.page.context import Context
from arnews.page.features import SIZES, columns

__all__ = ["BASES", "ROLES", "RoleModel", "roles_of"]

ROLES = ("other", "body", "title", "date", "byline", "source", "headline", "teaser", "caption", "comment")
BASES: NDArray[np.int64] = np.concatenate([[0], np.cumsum(SIZES)[:-1]]).astype(np.int64)
"""Where each column's classes begin in the table of weights."""


class RoleModel:
    """Weights of the features, of the steps from role to role, and of the first role."""

    def __init__(self, weights: NDArray[np.float32], steps: NDArray[np.float32], start: NDArray[np.float32]) -> None:
        if weights.shape != (sum(SIZES), len(ROLES)) or steps.shape != (len(ROLES), len(ROLES)):
            raise ModelError(f"the model of line roles has weights of shape {weights.shape}; install arnews again")
        self.weights, self.steps, self.start = weights, steps, start

    def decode(self, table: NDArray[np.int64]) -> list[int]:
        """Return the best path of roles for the rows of `features.columns`."""
        scores = self.weights[table + BASES].sum(axis=1)
        into = np.ascontiguousarray(self.steps.T)
        best = self.start + scores[0]
        back: list[NDArray[np.intp]] = []
        for row in scores[1:]:
            paths = into + best
            back.append(paths.argmax(axis=1))
            best = np.maximum.reduce(paths, axis=1) + row
        role = int(best.argmax())
        path = [role]
        for row_back in reversed(back):
            role = int(row_back[role])
            path.append(role)
        return path[::-1]


@lru_cache(maxsize=1)
def _shipped() -> RoleModel:
    arrays = load_model(model_folder("pages"), task="pages").arrays
    return RoleModel(arrays["weights"], arrays["steps"], arrays["start"])


def roles_of(page: Context) -> list[str]:
    """Name the role of every line of a page."""
    if not page.lines:
        return []
    return [ROLES[role] for role in _shipped().decode(columns(page))]
