"""Cards of a list of articles: a headline with what stands right below it, and what parts it from the next."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from arnews.page.beside import is_beside, is_person
from arnews.page.context import Context

__all__ = ["Card", "cards_of"]

_SHORT = 3
"""Words of what parts two cards at most: a section, a number."""


class Card(NamedTuple):
    """Lines one below the other.

    Attributes
    ----------
    lines : list of int
        Their numbers.
    before : str
        What stands above: ``body``, ``cue``, ``date``, ``person``, ``short``, ``beside``, ``blank``, or ``start``.
    """

    lines: list[int]
    before: str


def cards_of(page: Context, kept: Set[int]) -> list[Card]:
    """Return the cards of a page, in order.

    Parameters
    ----------
    page : Context
        The page.
    kept : set of int
        The lines taken for headlines, which never part cards.
    """
    found: list[Card] = []
    card: list[int] = []
    before = "start"
    for at, line in enumerate(page.lines):
        kind = "" if at in kept else _between(page, at)
        if card and (kind or line.blank):
            found.append(Card(card, before))
            card, before = [], "blank"
        if kind:
            before = kind
        else:
            card.append(at)
    return [*found, Card(card, before)]


def _between(page: Context, at: int) -> str:
    """Name what parts cards; empty where a line can be a part of one."""
    row = page.lines[at].row
    if page.inside[at]:
        return "body"
    if page.cues[at] and (page.cues[at] != "menu" or row.size > _SHORT):
        return "cue"
    if page.is_date_line(at):
        return "date"
    if is_person(row):
        return "person"
    return "short" if row.size <= _SHORT else "beside" if is_beside(row) else ""
