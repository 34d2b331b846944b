"""The model of line roles: a linear chain over the lines of a page.

A table of weights, a sum and a best path; what it learned from stands in `models/pages/card.md`. The weights are whole
numbers, a row of them (one for each state) is one long Python integer of 32-bit lanes, so that adding up the rows of a line's
features adds up all states at once; sums are exact and the same on every machine.
"""

from __future__ import annotations

import itertools
import os
import struct
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import Any

from arnews.artifacts import load_model, model_folder
from arnews.errors import ModelError
from arnews.page.context import Context
from arnews.page.features import PAIRS, SINGLES, SIZES, answers

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
ALLOWED: tuple[tuple[bool, ...], ...] = tuple(
    tuple(left[0] <= right[0] <= left[0] + 1 for right in STATES) for left in STATES
)
"""Which state may follow which."""
BASES: tuple[int, ...] = tuple(accumulate(SIZES[:-1], initial=0))
"""Where each column's classes begin in the table of weights."""
_FILE = "roles.bin"
_N = len(STATES)
_LANES = struct.Struct(f"<{_N}I")
_SIGNED = struct.Struct(f"<{_N}i")
_EDGES = tuple(accumulate(map(len, _ZONES), initial=0))
_Numbers = Sequence[Sequence[float]]


_REMEMBERED = 8192
"""Lines whose scores are remembered: in menus and lists the same answers come again."""
_State = tuple[int, int]
"""A score and its state."""
_Live = tuple[list[_State], ...]
"""By zone, the states that the best path may go through."""


def _most(left: Sequence[int], right: Sequence[int]) -> int:
    return max([a - b for a, b in zip(left, right, strict=True)])


def _margins(steps: list[list[int]]) -> list[list[int]]:
    """Return for each state (row) and another of its zone (column) how much lower that must score to be left out.

    No step to it and from it makes up for more: whatever path leads through it, the one through the first state is better.
    """
    margins = []
    for best, (zone, _) in enumerate(STATES):
        after = [to for to, allowed in enumerate(ALLOWED[best]) if allowed]
        before = [row for row, allowed in zip(steps, ALLOWED, strict=True) if allowed[best]]
        row = []
        for other in range(_EDGES[zone], _EDGES[zone + 1]):
            onward = _most([steps[other][to] for to in after], [steps[best][to] for to in after])
            row.append(max(0, onward) + _most([way[other] for way in before], [way[best] for way in before]))
        margins.append(row)
    return margins


def _worth(steps: list[list[int]]) -> list[list[list[int]]]:
    """Return, for the way into a zone (outermost) from a state (row) and from another (column), how much lower the other may score.

    Below that, whatever it leads to is better reached from the first.
    """
    edges = itertools.pairwise(_EDGES)
    return [[[_most(other[low:high], best[low:high]) for other in steps] for best in steps] for low, high in edges]


class RoleModel:
    """Weights of the features, of the steps from state to state, and of the first state.

    Parameters
    ----------
    weights : sequence of sequence of float, shape (sum(SIZES), len(STATES))
    steps : sequence of sequence of float, shape (len(STATES), len(STATES))
        From (row) and to (column); those that are not `ALLOWED` are never taken.
    start : sequence of float
    """

    def __init__(self, weights: _Numbers, steps: _Numbers, start: Sequence[float]) -> None:
        most = max((abs(value) for row in weights for value in row), default=0.0)
        rest = max(abs(value) for row in (*steps, start) for value in row)
        bits = 24
        while bits and (2.0 * len(SIZES) * (most * 2**bits + 1.0) >= 2.0**32 or rest * 2**bits >= 2.0**31):
            bits -= 1
        unit, middle = 2.0**bits, round(most * 2**bits) + 1
        rows = [_LANES.pack(*[round(value * unit) + middle for value in row]) for row in weights]
        signed = [_SIGNED.pack(*[round(value * unit) for value in row]) for row in (*steps, start)]
        self._take(b"".join((*rows, *signed)))

    def _take(self, packed: bytes) -> None:
        size = _LANES.size
        if len(packed) != size * (sum(SIZES) + _N + 1):
            raise ModelError(f"the model of line roles holds {len(packed)} bytes, not as many; install arnews again")
        self._packed = packed
        edge = size * sum(SIZES)
        *steps, start = map(list, _SIGNED.iter_unpack(packed[edge:]))
        self._start: list[int] = start
        self._into = [list(column) for column in zip(*steps, strict=True)]
        self._margins = _margins(steps)
        self._worth = _worth(steps)
        self._known: dict[tuple[int, ...], _Live] = {}
        from_bytes = int.from_bytes
        rows = [from_bytes(packed[at : at + size], "little") for at in range(0, edge, size)]
        columns = [rows[base : base + many] for base, many in zip(BASES, SIZES, strict=True)]
        names = list(SINGLES)
        singles = dict(zip(names, columns, strict=False))
        self._pairs = []
        for (left, right), table in zip(PAIRS, columns[len(names) :], strict=True):
            many = SINGLES[right]
            nested = [table[at : at + many] for at in range(0, len(table), many)]
            if left in singles:
                nested = [[one + more for one in row] for row, more in zip(nested, singles.pop(left), strict=True)]
            if right in singles:
                more_of = singles.pop(right)
                nested = [list(map(add, row, more_of)) for row in nested]
            self._pairs.append((names.index(left), names.index(right), nested))
        self._singles = [(names.index(name), table) for name, table in singles.items()]

    def _scores(self, line: Sequence[int]) -> tuple[int, ...]:
        """Return the scores of the states of a line, all of them by the same amount too high."""
        rows = [table[line[at]] for at, table in self._singles]
        rows += [nested[line[left]][line[right]] for left, right, nested in self._pairs]
        return _LANES.unpack(sum(rows).to_bytes(_LANES.size, "little"))

    def _live(self, line: tuple[int, ...]) -> _Live:
        """Return the states of a line that the best path may go through: those not too far below the best of their zone."""
        scores = self._scores(line)
        live = []
        for low, high in itertools.pairwise(_EDGES):
            here = scores[low:high]
            top = max(here)
            margins = self._margins[low + here.index(top)]
            live.append(
                [
                    (score, state)
                    for state, score, margin in zip(range(low, high), here, margins, strict=True)
                    if score + margin >= top
                ]
            )
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[line] = found = tuple(live)
        return found

    def decode(self, found: Sequence[Sequence[int]]) -> list[int]:
        """Return the best path of states for the lines that `arnews.page.features.answers` tells of."""
        known, live, into = self._known.get, self._live, self._into
        lines = zip(*found, strict=True)
        first = [
            (score + start, state)
            for state, (score, start) in enumerate(zip(self._scores(next(lines)), self._start, strict=True))
        ]
        zones = [first[low:high] for low, high in itertools.pairwise(_EDGES)]
        kept = []
        for line in lines:
            kept.append(zones)
            after = []
            before: list[_State] = []
            for worth, here, states in zip(self._worth, zones, known(line) or live(line), strict=True):
                ways = before + here if before else here
                before = here
                if len(ways) > 2:
                    top, best = max(ways)
                    margins = worth[best]
                    ways = [way for way in ways if way[0] + margins[way[1]] >= top]
                if len(ways) == 1:
                    value, way = ways[0]
                    after.append([(score + value + into[state][way], state) for score, state in states])
                else:
                    reached = []
                    for score, state in states:
                        steps = into[state]
                        reached.append((score + max([value + steps[way] for value, way in ways]), state))
                    after.append(reached)
            zones = after
        return self._way_back(zones, kept)

    def _way_back(self, zones: list[list[_State]], kept: list[list[list[_State]]]) -> list[int]:
        """Follow the best path from the last line up."""
        state = max(itertools.chain(*zones))[1]
        path = [state]
        for before in reversed(kept):
            steps, zone = self._into[state], STATES[state][0]
            ways = before[zone - 1] + before[zone] if zone else before[0]
            state = max([(value + steps[way], way) for value, way in ways])[1] if len(ways) > 1 else ways[0][1]
            path.append(state)
        return path[::-1]

    def to_files(self) -> dict[str, bytes]:
        """Return the model as `arnews.artifacts.save_model` stores it."""
        return {_FILE: self._packed}

    @classmethod
    def load(cls, folder: str | os.PathLike[str]) -> RoleModel:
        """Read a model folder.

        Raises
        ------
        ModelError
            Where the folder holds no model of this version.
        """
        stored = load_model(folder, task="pages")
        if stored.config.get("sizes") != list(SIZES):
            raise ModelError(f"{folder} answers other questions than this version asks; train it again")
        if _FILE in stored.files:
            model = cls.__new__(cls)
            model._take(stored.files[_FILE])
            return model
        arrays: dict[str, Any] = stored.arrays
        if not {"weights", "steps", "start"} <= arrays.keys():
            raise ModelError(f"{folder} lacks the weights of a model of line roles; train it again")
        return cls(*(arrays[name].tolist() for name in ("weights", "steps", "start")))


@lru_cache(maxsize=1)
def _shipped() -> RoleModel:
    return RoleModel.load(model_folder("pages"))


def roles_of(page: Context, model: RoleModel | None = None) -> tuple[list[str], list[int]]:
    """Name the role and the zone of every line of a page, by the shipped model unless another is given."""
    if not page.lines:
        return [], []
    found = [STATES[state] for state in (model or _shipped()).decode(answers(page))]
    return [role for _, role in found], [zone for zone, _ in found]
