"""The model of line roles: a linear chain over the lines of a page.

A table of weights, a sum and a best path; what it learned from stands in `models/pages/card.md`. The weights are whole
numbers, a row of them (one for each state) is one long Python integer of 32-bit lanes, so that adding up the rows of a line's
features adds up all states at once; sums are exact and the same on every machine.
"""

from __future__ import annotations

import itertools
import os
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import add, getitem, sub
from typing import Any, cast

from arnews.artifacts import load_model, model_folder
from arnews.errors import ModelError
from arnews.page.context import Context
from arnews.page.features import PAIRS, SINGLES, SIZES, answers, kept_lines
from arnews.page.second import SecondLook

__all__ = ["ALLOWED", "BASES", "ROLES", "STATES", "RoleModel", "roles_of", "shipped"]

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
_FILE, _SECOND_FILE = "roles.bin", "headlines.json"
_N = len(STATES)
_LANES = struct.Struct(f"<{_N}I")
_SIGNED = struct.Struct(f"<{_N}i")
_EDGES = tuple(accumulate(map(len, _ZONES), initial=0))
_RANGES = tuple((low, range(low, high)) for low, high in itertools.pairwise(_EDGES))
_Numbers = Sequence[Sequence[float]]


_REMEMBERED = 8192
"""Lines whose scores are remembered: in menus and lists the same answers come again."""
_BITS, _MASK = 5, 31
_Live = tuple[list[int], ...]
"""By zone, the states that the best path may go through: a score, and the state in the last five bits.

One number for both is compared as a score is, and makes no work for the garbage collector.
"""


def _margins(steps: list[list[int]]) -> list[list[int]]:
    """Return for each state (row) and another of its zone (column) how much lower that must score to be left out.

    No step to it and from it makes up for more: whatever path leads through it, the one through the first state is better.
    """
    into = list(zip(*steps, strict=True))
    margins = []
    for best, (zone, _) in enumerate(STATES):
        low, high = _EDGES[zone], _EDGES[zone + 1]
        end, start = _EDGES[min(zone + 2, len(_ZONES))], _EDGES[max(zone - 1, 0)]
        margins.append(
            [
                max(0, *map(sub, steps[other][low:end], steps[best][low:end]))
                + max(map(sub, into[other][start:high], into[best][start:high]))
                for other in range(low, high)
            ]
        )
    return margins


def _worth(steps: list[list[int]]) -> list[dict[int, dict[int, int]]]:
    """Return, for the way into a zone from a state (outer) and from another (inner), how much lower the other may score.

    Below that, whatever it leads to is better reached from the first.
    """
    found = []
    for zone, (low, high) in enumerate(itertools.pairwise(_EDGES)):
        rows = {state: steps[state][low:high] for state in range(_EDGES[max(zone - 1, 0)], high)}
        found.append(
            {
                best: {way: (max(map(sub, other, row)) << _BITS) + _MASK for way, other in rows.items()}
                for best, row in rows.items()
            }
        )
    return found


class RoleModel:
    """Weights of the features, of the steps from state to state, and of the first state.

    Parameters
    ----------
    weights : sequence of sequence of float, shape (sum(SIZES), len(STATES))
    steps : sequence of sequence of float, shape (len(STATES), len(STATES))
        From (row) and to (column); those that are not `ALLOWED` are never taken.
    start : sequence of float

    Attributes
    ----------
    second : SecondLook or None
        Looks again at which lines are headlines.
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
        self.second: SecondLook | None = None
        self._take(b"".join((*rows, *signed)))

    def _take(self, packed: bytes) -> None:
        size = _LANES.size
        if len(packed) != size * (sum(SIZES) + _N + 1):
            raise ModelError(f"the model of line roles holds {len(packed)} bytes, not as many; install arnews again")
        self._packed = packed
        edge = size * sum(SIZES)
        *steps, start = map(list, _SIGNED.iter_unpack(packed[edge:]))
        self._start: list[int] = start
        self._into = [[(step << _BITS) - way for way, step in enumerate(column)] for column in zip(*steps, strict=True)]
        """To a state (outer) from another (inner), by which the score changes and the last bits are cleared."""
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

    def _scores(self, lines: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Return the scores of the states of each line, all of a line by the same amount too high."""
        found = list(zip(*lines, strict=True))
        rows = [map(table.__getitem__, found[at]) for at, table in self._singles]
        rows += [
            map(getitem, map(nested.__getitem__, found[left]), found[right]) for left, right, nested in self._pairs
        ]
        unpack, size = _LANES.unpack, _LANES.size
        return [unpack(total.to_bytes(size, "little")) for total in map(sum, zip(*rows, strict=True))]

    def _live(self, lines: list[tuple[int, ...]]) -> list[_Live]:
        """Return the states of each line that the best path may go through: those not too far below the best of their zone."""
        known, margins = self._known, self._margins
        if len(known) > _REMEMBERED:
            known.clear()
        found = list(map(known.get, lines))
        new = [at for at, live in enumerate(found) if live is None]
        for at, scores in zip(new, self._scores([lines[at] for at in new]) if new else (), strict=True):
            live = []
            for low, states in _RANGES:
                here = scores[low : states.stop]
                top = max(here)
                row = margins[low + here.index(top)]
                live.append(
                    [
                        (score << _BITS) + state
                        for state, score, margin in zip(states, here, row, strict=True)
                        if score + margin >= top
                    ]
                )
            known[lines[at]] = found[at] = tuple(live)
        return cast("list[_Live]", found)

    def decode(self, found: Sequence[Sequence[int]]) -> list[int]:
        """Return the best path of states for the lines that `arnews.page.features.answers` tells of."""
        into = self._into
        lines = list(zip(*found, strict=True))
        opening = map(add, self._scores(lines[:1])[0], self._start)
        starts = [(score << _BITS) + state for state, score in enumerate(opening)]
        zones = [starts[low:high] for low, high in itertools.pairwise(_EDGES)]
        kept = []
        for live in self._live(lines[1:]):
            kept.append(zones)
            after = []
            before: list[int] = []
            for worth, here, states in zip(self._worth, zones, live, strict=True):
                ways = before + here if before else here
                before = here
                if len(ways) > 2:
                    top = max(ways)
                    margins = worth[top & _MASK]
                    ways = [way for way in ways if way + margins[way & _MASK] >= top]
                first, way = ways[0], ways[0] & _MASK
                if len(ways) == 1:
                    after.append([state + first + into[state & _MASK][way] for state in states])
                elif len(ways) == 2:
                    second, other = ways[1], ways[1] & _MASK
                    reached = []
                    for state in states:
                        steps = into[state & _MASK]
                        one, two = first + steps[way], second + steps[other]
                        reached.append(state + (one if one >= two else two))
                    after.append(reached)
                else:
                    reached = []
                    for state in states:
                        steps = into[state & _MASK]
                        reached.append(state + max([way + steps[way & _MASK] for way in ways]))
                    after.append(reached)
            zones = after
        return self._way_back(zones, kept)

    def _way_back(self, zones: list[list[int]], kept: list[list[list[int]]]) -> list[int]:
        """Follow the best path from the last line up."""
        state = max(itertools.chain(*zones)) & _MASK
        path = [state]
        for before in reversed(kept):
            steps, zone = self._into[state], STATES[state][0]
            ways = before[zone - 1] + before[zone] if zone else before[0]
            if len(ways) > 1:
                values = [way + steps[way & _MASK] for way in ways]
                state = ways[values.index(max(values))] & _MASK
            else:
                state = ways[0] & _MASK
            path.append(state)
        return path[::-1]

    def to_files(self) -> dict[str, bytes]:
        """Return the model as `arnews.artifacts.save_model` stores it."""
        files = {_FILE: self._packed}
        if self.second is not None:
            files[_SECOND_FILE] = self.second.to_bytes()
        return files

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
            model.second = SecondLook.from_bytes(stored.files[_SECOND_FILE]) if _SECOND_FILE in stored.files else None
            model._take(stored.files[_FILE])
            return model
        arrays: dict[str, Any] = stored.arrays
        if not {"weights", "steps", "start"} <= arrays.keys():
            raise ModelError(f"{folder} lacks the weights of a model of line roles; train it again")
        return cls(*(arrays[name].tolist() for name in ("weights", "steps", "start")))


@lru_cache(maxsize=1)
def shipped() -> RoleModel:
    """Return the model that ships with arnews."""
    return RoleModel.load(model_folder("pages"))


def roles_of(page: Context, model: RoleModel | None = None) -> tuple[list[str], list[int]]:
    """Name the role and the zone of every line of a page, by the shipped model unless another is given."""
    if not page.lines:
        return [], []
    kept = kept_lines(page)
    found = [STATES[state] for state in (model or shipped()).decode(answers(page.only(kept)))]
    roles, zones = ["other"] * len(page.lines), list[int]()
    for at, (zone, role) in zip(kept, found, strict=True):  # the last line is always among them
        roles[at] = role
        zones += [zone] * (at + 1 - len(zones))
    return roles, zones
