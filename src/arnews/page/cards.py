"""Cards of a list of articles: a headline with what stands right below it, and what parts it from the next."""

from __future__ import annotations

from collections.abc import Set

from arnews.page.beside import is_beside, is_person
from arnews.page.context import Context

__all__ = ["card_lists"]

_SHORT = 3
"""Words of what parts two cards at most: a section, a number."""


def card_lists(page: Context, kept: Set[int]) -> list[list[list[int]]]:
    """Return the lists of cards of a page, and of each card the numbers of its lines.

    The article, labels and what the site says end a list. Dates, people, short and empty lines part its cards.

    Parameters
    ----------
    page : Context
        The page.
    kept : set of int
        The lines taken for headlines, which are parts of cards whatever they look like.
    """
    lists: list[list[list[int]]] = [[]]
    card: list[int] = []
    for at, line in enumerate(page.lines):
        ends = at not in kept and _ends_list(page, at)
        parts = at not in kept and (ends or _parts_cards(page, at))
        if card and (parts or line.blank):
            lists[-1].append(card)
            card = []
        if ends:
            lists.append([])
        if not parts:
            card.append(at)
    lists[-1].append(card)
    return [[card for card in cards if card] for cards in lists]


def _ends_list(page: Context, at: int) -> bool:
    if page.inside[at]:
        return True
    if page.cues[at]:
        return page.cues[at] != "menu" or page.lines[at].row.size > _SHORT
    return not _parts_cards(page, at) and is_beside(page.lines[at].row)


def _parts_cards(page: Context, at: int) -> bool:
    row = page.lines[at].row
    return row.size <= _SHORT or page.is_date_line(at) or is_person(row)
