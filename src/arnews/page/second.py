"""A second look at which lines are headlines, once it is known what the first look made of their neighbours.

A logistic model over yes-or-no questions: what a line's letters say, its words, its role, which of the lines around it were
taken for headlines and of what kind they are, which label stands above it, how its length compares with that of the
headlines, how many of its words the article has. What it learned from stands in `models/pages/card.md`.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from itertools import accumulate
from typing import Self

from arnews.errors import ModelError
from arnews.page.beside import is_beside, is_person, is_signed
from arnews.page.context import Context
from arnews.page.rights import speaks_of_rights
from arnews.page.runs import is_ticker
from arnews.page.shapes import shape_of
from arnews.page.trims import is_played
from arnews.page.verbs import opens_with_verb

__all__ = ["SecondLook", "candidates", "questions"]

_REACH = 6
"""Lines before and after that are looked at for headlines."""
_NEAREST = (-3, -2, -1, 1, 2, 3)
_RATIOS = (0.35, 0.5, 0.7, 1.5, 2.2)
_WORDS = 12
_FAR = 5
_BESIDE = (-2, -1, 1, 2)
_LABEL_WITHIN = 24
"""Lines above among which the label of a list is looked for."""
_DISTANCES = (2, 3, 5, 8, 12, 20)
_TOLD = (0.1, 0.2, 0.3, 0.5, 0.8)
_CUE, _CLASS = 4, 11
"""Where `arnews.page.shapes.shape_of` has a line's cue, and the class of it all."""


def candidates(page: Context, title: int | None, kept: set[int]) -> list[int]:
    """Return the lines to look at again: those taken for headlines, lines of three words and more near them or without a cue.

    Runs, tickers, headlines behind «اقرأ أيضا:» and those with the length of a film are not doubted.

    Parameters
    ----------
    page : Context
        The page.
    title : int or None
        The line of the title.
    kept : set of int
        The lines taken for headlines.
    """
    found = []
    n = len(page.lines)
    around = _counts(kept, n)
    for at, (line, cue, inside) in enumerate(zip(page.lines, page.cues, page.inside, strict=True)):
        if inside or at == title or line.cells or cue == "related":
            continue
        is_near = around[min(n, at + _REACH + 1)] > around[max(0, at - _REACH)]
        if (at in kept or (line.row.size >= 3 and (not cue or is_near))) and not _is_sure(line.raw):
            found.append(at)
    return found


def _is_sure(raw: str) -> bool:
    return is_played(raw) or is_ticker(raw)


def questions(
    page: Context, title: int | None, kept: set[int], lines: Iterable[int], filled: Set[int] = frozenset()
) -> list[list[str]]:
    """Return for each line the questions that it answers with yes.

    Parameters
    ----------
    page, title, kept
        As for `candidates`.
    lines : iterable of int
        Lines to ask about.
    filled : set of int
        Lines that their place in a list made headlines.
    """
    assert page.roles is not None
    rows = [line.row for line in page.lines]
    shapes = list(map(shape_of, rows))
    sizes = sorted(rows[at].size for at in kept)
    middle = sizes[len(sizes) // 2] if sizes else 0
    n, first, last = len(rows), page.first, page.last
    names = ["body" if inside else role for inside, role in zip(page.inside, page.roles, strict=True)]
    for at in kept:
        if not page.inside[at]:
            names[at] = "kept"
    if title is not None:
        names[title] = "title"
    edge = ["edge"] * _NEAREST[-1]
    names = [*edge, *names, *edge]
    around = _counts(kept, n)
    labels = _labels_above(page)
    topic, zones = page.topic, page.zones
    size = f"all {min(len(kept), 12) // 2}"
    found = []
    for at in lines:
        row, mine = rows[at], "k" if at in kept else "o"
        place = at + len(edge)
        asked = [mine, *_of_shape(mine, shapes[at])]
        asked += [mark + names[place + by] for by, mark in _NEAR[mine]]
        for by, mark in _NEXT[mine]:
            if 0 <= at + by < n:
                shape = shapes[at + by]
                asked += _of_neighbour(mark, shape[_CLASS], shape[_CUE])
        count = around[min(n, at + _REACH + 1)] - around[max(0, at - _REACH)] - (at in kept)
        above = next((by for by in range(1, _FAR) if at - by in kept), _FAR)
        below = next((by for by in range(1, _FAR) if at + by in kept), _FAR)
        ratio = bisect_left(_RATIOS, row.size / middle) if middle else 9
        if (label := labels[at]) >= 0:
            cue, distance = shapes[label][_CUE], bisect_right(_DISTANCES, at - label)
            asked += (f"{mine}label {cue}", f"{mine}label {cue} {distance}")
        stems = row.stems
        told = bisect_right(_TOLD, sum([topic[stem] > 0 for stem in stems]) / max(1, len(stems)))
        asked += (
            f"{mine}told {told}",
            f"{mine}role {page.roles[at]}",
            f"{mine}near {count if count < _REACH else _REACH}",
            f"{mine}gaps {above} {below}",
            mine + size,
            f"{mine}ratio {ratio}",
            mine + ("bullet 1" if row.bullet else "bullet 0"),
            f"{mine}zone {zones[at] if zones else 0}",
            mine + ("above" if at < first else "in" if at <= last else "below"),
            f"{mine}again {min(3, page.repeated[row.fold])}",
        )
        flags = (
            is_beside(row),
            is_person(row),
            is_signed(row),
            speaks_of_rights(row),
            at in filled,
            opens_with_verb(row),
        )
        asked += [f"{mine}flag{number}" for number, is_so in enumerate(flags) if is_so]
        words = ["0" if word.isdecimal() else word for word in row.words]
        asked += ["w " + word for word in words[:_WORDS]]
        asked += ("first " + words[0], "last " + words[-1])
        found.append(asked)
    return found


_NEAR, _NEXT = ({mine: [(by, f"{mine}{by:+}") for by in near] for mine in ("k", "o")} for near in (_NEAREST, _BESIDE))
"""How the questions about a neighbour begin."""


@lru_cache(maxsize=4096)
def _of_shape(mine: str, shape: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(f"{mine}{name}{value}" for name, value in enumerate(shape))


@lru_cache(maxsize=4096)
def _of_neighbour(mark: str, kind: int, cue: int) -> tuple[str, str]:
    return f"{mark}class {kind}", f"{mark}cue {cue}"


def _counts(kept: set[int], n: int) -> list[int]:
    """Return how many of the first 0 … n lines were taken for headlines."""
    return list(accumulate((at in kept for at in range(n)), initial=0))


def _labels_above(page: Context) -> list[int]:
    """Return for each line the nearest one above that has a cue, -1 where it stands too far off."""
    found, label = [], -_LABEL_WITHIN - 1
    for at, cue in enumerate(page.cues):
        found.append(label if at - label <= _LABEL_WITHIN else -1)
        if cue:
            label = at
    return found


class SecondLook:
    """Weights of the questions.

    Parameters
    ----------
    weights : mapping of str to float
        What a yes adds to the log-odds that a line is a headline; the empty question has the intercept.
    keep, add : float
        A line that was taken for a headline stays one from this probability on (half of it where its place in a list made
        it a headline); another becomes one above this.
    """

    def __init__(self, weights: Mapping[str, float], keep: float = 0.4, add: float = 0.45) -> None:
        self.weights, self.keep, self.add = dict(weights), keep, add

    def __call__(
        self, page: Context, title: int | None, kept: set[int], filled: Set[int] = frozenset()
    ) -> tuple[set[int], set[int]]:
        """Return the lines that were taken for headlines and are none, and those that were not and are."""
        weights, start = self.weights.get, self.weights.get("", 0.0)
        low, high, lowest = _log_odds(self.keep), _log_odds(self.add), _log_odds(self.keep / 2)
        dropped, added = set(), set()
        lines = candidates(page, title, kept)
        for at, asked in zip(lines, questions(page, title, kept, lines, filled), strict=True):
            odds = start + sum([weights(question, 0.0) for question in asked])
            if at in kept:
                if odds < (lowest if at in filled else low):
                    dropped.add(at)
            elif odds > high:
                added.add(at)
        return dropped, added

    def to_bytes(self) -> bytes:
        """Return the weights as `arnews.page.roles.RoleModel` stores them: JSON, in thousandths."""
        thousandths = {name: round(1000 * value) for name, value in sorted(self.weights.items())}
        kept = {name: value for name, value in thousandths.items() if value}
        stored = {"keep": self.keep, "add": self.add, "weights": kept}
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Read what `to_bytes` returned.

        Raises
        ------
        ModelError
            Where it is something else.
        """
        try:
            found = json.loads(stored)
            return cls({name: value / 1000 for name, value in found["weights"].items()}, found["keep"], found["add"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                f"the weights of the second look cannot be read ({error!r}); train the model again"
            ) from error


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
