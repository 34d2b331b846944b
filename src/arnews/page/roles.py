"""The model of line roles: a linear chain over the lines of a page.

A table of weights, a sum and a best path; what it learned from stands in `models/pages/card.md`.
"""

from __future__ import annotations

import os
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from arnews.artifacts import load_model, model_folder
from arnews.errors import ModelError
from arnews.page.context import Context
from arnews.page.features import SIZES, columns

__all__ = ["ALLOWED", "BASES", "ROLES", "STATES", "RoleModel", "roles_of"]

ROLES = ("other", "body", "title", "date", "byline", "source", "headline", "teaser", "caption", "comment")
_ZONES = (
    ("other", "headline", "teaser", "source"),
    ROLES,
    ("other", "headline", "teaser", "source", "caption", "comment"),
)
"""What may stand above the article, in it with its head, and below it."""
STATES: tuple[tuple[int, str], ...] = tuple((zone, role) for zone, roles in enumerate(_ZONES) for role in roles)
"""Zone and role: a page has one article, so the zones come once each, in order."""
ALLOWED: NDArray[np.bool_] = np.array([[left[0] <= right[0] <= left[0] + 1 for right in STATES] for left in STATES])
"""Which state may follow which."""
BASES: NDArray[np.int64] = np.concatenate([[0], np.cumsum(SIZES)[:-1]]).astype(np.int64)
"""Where each column's classes begin in the table of weights."""
_NEVER = np.float32(-1e4)
_BLOCK = 2048
"""Lines whose way back is reckoned at once: bounds the memory of long pages."""


class RoleModel:
    """Weights of the features, of the steps from state to state, and of the first state."""

    def __init__(self, weights: NDArray[np.float32], steps: NDArray[np.float32], start: NDArray[np.float32]) -> None:
        if weights.shape != (sum(SIZES), len(STATES)) or steps.shape != (len(STATES), len(STATES)):
            raise ModelError(f"the model of line roles has weights of shape {weights.shape}; install arnews again")
        self.weights, self.steps, self.start = weights, steps, start
        self._steps = np.where(ALLOWED, steps, _NEVER).astype(np.float32)
        self._into = np.ascontiguousarray(self._steps.T)

    def decode(self, table: NDArray[np.int64]) -> list[int]:
        """Return the best path of states for the rows of `features.columns`."""
        ones = np.ones(table.shape[1], dtype=np.float32)
        scores = ones @ self.weights[table + BASES]  # a sum over the columns, in half the time of sum(axis=1)
        bests = np.empty_like(scores)
        bests[0] = self.start + scores[0]
        paths, top = np.empty_like(self._steps), np.empty_like(bests[0])
        add, most, steps = np.add, np.maximum.reduce, self._steps
        for column, score, row in zip(bests[:-1, :, None], scores[1:], bests[1:], strict=True):
            add(steps, column, paths)
            most(paths, 0, None, top)
            add(top, score, row)
        state = int(bests[-1].argmax())
        path = [state]
        for start in range(len(scores) - 1, 0, -_BLOCK):
            block = bests[max(0, start - _BLOCK) : start]
            for before in (block[:, None, :] + self._into).argmax(axis=2)[::-1].tolist():
                state = before[state]
                path.append(state)
        return path[::-1]

    @classmethod
    def load(cls, folder: str | os.PathLike[str]) -> RoleModel:
        """Read a model folder.

        Raises
        ------
        ModelError
            Where the folder holds no model of this version.
        """
        arrays = load_model(folder, task="pages").arrays
        if not {"weights", "steps", "start"} <= arrays.keys():
            raise ModelError(f"{folder} lacks arrays of a model of line roles; train it again")
        return cls(arrays["weights"], arrays["steps"], arrays["start"])


@lru_cache(maxsize=1)
def _shipped() -> RoleModel:
    return RoleModel.load(model_folder("pages"))


def roles_of(page: Context, model: RoleModel | None = None) -> tuple[list[str], list[int]]:
    """Name the role and the zone of every line of a page, by the shipped model unless another is given."""
    if not page.lines:
        return [], []
    found = [STATES[state] for state in (model or _shipped()).decode(columns(page))]
    return [role for _, role in found], [zone for zone, _ in found]
