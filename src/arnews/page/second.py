"""A second look at which lines are headlines, once it is known what the first look made of their neighbours.

A logistic model over yes-or-no questions: what a line's letters say, its words, its role, which of the lines around it were
taken for headlines and of what kind they are, which label stands above it, how its length compares with that of the
headlines, how many of its words the article has. What it learned from stands in `models/pages/card.md`.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Set
from typing import Self

from arnews.errors import ModelError
from arnews.page.beside import is_beside, is_person, is_signed
from arnews.page.context import Context
from arnews.page.rights import speaks_of_rights
from arnews.page.shapes import shape_of
from arnews.page.summaries import opens_with_verb
from arnews.page.trims import PLAYED

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

    Runs, headlines behind «اقرأ أيضا:» and those with the length of a film are not doubted.

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
    for at, line in enumerate(page.lines):
        if page.inside[at] or at == title or line.cells or page.cues[at] == "related" or PLAYED.search(line.raw):
            continue
        if at in kept or (
            line.row.size >= 3
            and (not page.cues[at] or any(one in kept for one in range(at - _REACH, at + _REACH + 1)))
        ):
            found.append(at)
    return found


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
    sizes = sorted(page.lines[at].row.size for at in kept)
    middle = sizes[len(sizes) // 2] if sizes else 0
    n, first, last = len(page.lines), page.first, page.last
    found = []
    for at in lines:
        row = page.lines[at].row
        mine = "k" if at in kept else "o"
        own = [f"{mine}{name}{value}" for name, value in enumerate(shape_of(row))]
        near = [mine]
        for by in _NEAREST:
            other = at + by
            if not 0 <= other < n:
                name = "edge"
            elif other == title:
                name = "title"
            elif page.inside[other]:
                name = "body"
            else:
                name = "kept" if other in kept else page.roles[other]
            near.append(f"{mine}{by:+}{name}")
        for by in _BESIDE:
            if 0 <= at + by < n:
                shape = shape_of(page.lines[at + by].row)
                near += [f"{mine}{by:+}class {shape[_CLASS]}", f"{mine}{by:+}cue {shape[_CUE]}"]
        count = sum(one in kept for one in range(at - _REACH, at + _REACH + 1)) - (at in kept)
        above = next((by for by in range(1, _FAR) if at - by in kept), _FAR)
        below = next((by for by in range(1, _FAR) if at + by in kept), _FAR)
        ratio = sum(row.size / middle > edge for edge in _RATIOS) if middle else 9
        near += [
            f"{mine}role {page.roles[at]}",
            f"{mine}near {count if count < _REACH else _REACH}",
            f"{mine}gaps {above} {below}",
            f"{mine}all {min(len(kept), 12) // 2}",
            f"{mine}ratio {ratio}",
            f"{mine}bullet {page.lines[at].bullet:d}",
            f"{mine}zone {page.zones[at] if page.zones else 0}",
            f"{mine}{'above' if at < first else 'in' if at <= last else 'below'}",
            f"{mine}again {min(3, page.repeated[page.lines[at].fold])}",
        ]
        label = next((one for one in range(at - 1, max(-1, at - 1 - _LABEL_WITHIN), -1) if page.cues[one]), None)
        if label is not None:
            cue, distance = shape_of(page.lines[label].row)[_CUE], bisect_right(_DISTANCES, at - label)
            near += [f"{mine}label {cue}", f"{mine}label {cue} {distance}"]
        stems = page.lines[at].stems
        told = bisect_right(_TOLD, sum(page.topic[stem] > 0 for stem in stems) / max(1, len(stems)))
        near.append(f"{mine}told {told}")
        flags = (
            is_beside(row),
            is_person(row),
            is_signed(row),
            speaks_of_rights(row),
            at in filled,
            opens_with_verb(row),
        )
        near += [f"{mine}flag{number}" for number, is_so in enumerate(flags) if is_so]
        words = ["0" if word.isdecimal() else word for word in row.words]
        found.append([*own, *near, *(f"w {word}" for word in words[:_WORDS]), f"first {words[0]}", f"last {words[-1]}"])
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
