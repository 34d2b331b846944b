"""Topics as people give them - one, several, or shares - and as the trainer needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arnews.errors import DataError, wrong_type

__all__ = ["acceptable", "shares"]

Label = str | Sequence[str] | Mapping[str, float]


def acceptable(label: Label) -> tuple[str, ...]:
    """Return every topic that a label names, the best one first."""
    if isinstance(label, str):
        return (str(label),)
    if isinstance(label, Mapping):
        return tuple(sorted(label, key=lambda name: -label[name]))
    return tuple(label)


def shares(topics: Iterable[Label], first: float) -> tuple[NDArray[np.str_], NDArray[np.float32]]:
    """Return the classes, sorted, and the share of each class in each row.

    Parameters
    ----------
    topics : iterable of str, sequence of str, or mapping of str to float
        One topic, several (the best first), or the share of each.
    first : float
        Share of the first of several topics; the others divide the rest.

    Raises
    ------
    TypeError
        When a row is none of these.
    DataError
        When a row names no topic, or all rows the same one.
    """
    rows = [_row(number, label, first) for number, label in enumerate(topics)]
    names = sorted({name for row in rows for name in row})
    if len(names) < 2:
        raise DataError(f"topics: {len(names)} class {names}; training needs rows of at least two classes")
    column = {name: index for index, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), np.float32)
    for number, row in enumerate(rows):
        for name, share in row.items():
            table[number, column[name]] += share
    return np.array(names), table


def _row(number: int, label: Any, first: float) -> dict[str, float]:
    if isinstance(label, str):
        return {_name(number, label): 1.0}
    if isinstance(label, Mapping):
        positive = {_name(number, name): float(share) for name, share in label.items() if share > 0}
        total = sum(positive.values())
        if not positive or not np.isfinite(total):
            raise DataError(f"topics[{number}] gives no topic a positive share: {dict(label)!r}")
        return {name: share / total for name, share in positive.items()}
    if not isinstance(label, Sequence | np.ndarray) or isinstance(label, bytes):
        wrong_type(f"topics[{number}]", label, "a str, a list of str (the best first) or a dict of shares")
    if len(label) == 0:
        raise DataError(f"topics[{number}] is empty; leave a headline without a topic out of the training rows")
    names = list(dict.fromkeys(_name(number, name) for name in label))
    rest = (1 - first) / max(1, len(names) - 1)
    return {name: (first if place == 0 else rest) if len(names) > 1 else 1.0 for place, name in enumerate(names)}


def _name(number: int, name: Any) -> str:
    if not isinstance(name, str):
        wrong_type(f"topics[{number}]", name, "the name of a topic, a str")
    if not name.strip():
        raise DataError(f"topics[{number}] holds an empty topic; give its name or leave the row out")
    return str(name)
