"""Lines that the model took for headlines and that their place makes something else."""

from __future__ import annotations

import re
from itertools import pairwise

from arnews.page.beside import is_person, is_signed
from arnews.page.context import Context
from arnews.page.rhythm import comments_end
from arnews.page.rights import speaks_of_rights
from arnews.page.row import Row
from arnews.page.shapes import shape_of
from arnews.page.summaries import summaries
from arnews.page.title import second_headlines

__all__ = ["doubted"]

_COMMENTS = 7
"""The cue of comments, as `arnews.page.shapes.shape_of` numbers it."""


def doubted(page: Context, title: int | None, filled: set[int], tags: set[int]) -> tuple[set[int], set[int]]:
    """Return the lines that the model took for headlines and that their place makes something else, and the surest of them.

    A lone line between the title and the article (a caption), a comment among comments, the summary of the headline
    above it, the label of a list whose lines have bullets. The summaries in a list of cards are sure: no second look takes
    them for headlines again.
    """
    if page.roles is None:
        return set(), set()
    heads = [at for at, role in enumerate(page.roles) if (role == "headline" or at in filled) and not page.inside[at]]
    found: set[int] = set()
    if title is not None:
        lone = [at for at in heads if title < at < page.first]
        found.update(lone if len(lone) == 1 and not any(page.cues[title + 1 : lone[0]]) else ())
        found.update(at for at in heads if title < at <= page.first + 3 and is_signed(page.lines[at].row))
        found.update(second_headlines(page, title))
    lines, last = page.lines, -9
    for at in heads:
        row = lines[at].row
        told = row.size >= 10 and row.stop[:1] in (".", "…") and 0 < at - last <= 2 and not lines[at].bullet
        if told and len(row.stems & lines[last].stems) >= (2 if row.stop.startswith(("..", "…")) else 3):
            found.add(at)
            continue
        if at - last == 1 and _sums_up(row, lines[last].row):
            found.add(at)
            continue
        last = at
        if (
            row.size <= 5
            and not lines[at].bullet
            and all(one.bullet for one in lines[at + 1 : at + 4])
            and at + 3 < len(lines)
        ):
            found.add(at)
    summed = summaries(page, set(heads) - found)
    found.update(summed)
    found.update(_among_comments(page, heads))
    found.update(tags)
    found.update(_owners(page, heads))
    return found, summed


def _sums_up(row: Row, head: Row) -> bool:
    """Tell the summary right below a headline: longer, with its words, and opening as sentences do."""
    if row.size < 9 or row.size <= head.size or not shape_of(row)[3]:
        return False
    return len(row.stems & head.stems) >= 2


def _owners(page: Context, heads: list[int]) -> list[int]:
    """Return the lines of a few words that a copyright line of the page has as well: names of the outlet."""
    short = [at for at in heads if page.lines[at].row.size <= 5]
    if not short:
        return []
    rights = " ".join(f" {line.fold} " for line in page.lines if line.row.size <= 24 and speaks_of_rights(line.row))
    rights = re.sub(r"[،,.|©]", " ", rights)
    return [at for at in short if f" {page.lines[at].fold} " in rights]


def _among_comments(page: Context, heads: list[int]) -> list[int]:
    """Return the lines between the label of the comments and the next label, where the model saw a comment among them."""
    assert page.roles is not None
    labels = [at for at, cue in enumerate(page.cues) if cue] + [len(page.lines)]
    found = []
    for label, after in pairwise(labels):
        if shape_of(page.lines[label].row)[4] == _COMMENTS and (
            "comment" in page.roles[label:after] or any(is_person(line.row) for line in page.lines[label + 1 : after])
        ):
            end = comments_end(page, heads, label, after)
            found += [at for at in heads if label < at < end]
    return found
