"""Summaries of other articles below their headlines: lines that open with a verb, and the second lines of cards."""

from __future__ import annotations

from collections.abc import Set

from arnews.page.cards import card_lists
from arnews.page.context import Context
from arnews.page.shapes import shape_of
from arnews.page.verbs import opens_with_verb
from arnews.patterns import pattern

__all__ = ["summaries"]

_CUT = pattern(r"(?:\.{2,}|…)\s*\[?(?:اقرا |قراه |قرايه )?المزيد\]?$")
"""How a summary ends that was cut off."""


def summaries(page: Context, heads: Set[int]) -> set[int]:
    """Return the lines among headlines that sum up the headline above.

    Parameters
    ----------
    page : Context
        The page, with roles.
    heads : set of int
        The lines taken for headlines.
    """
    assert page.roles is not None
    opening = [at for at in heads if at - 1 not in heads]
    if sum(opens_with_verb(page.lines[at].row) for at in opening) > 0.1 * len(opening):
        return set()  # an outlet whose headlines are sentences
    ends = {at for at in heads if _CUT.search(page.lines[at].fold)}
    cut = {at for at in ends if at - 1 in heads and at - 1 not in ends}
    found = {at for at in heads if at - 1 in heads and opens_with_verb(page.lines[at].row)}
    if len(found) == 1:  # one alone may be a headline of its own, unless it speaks of what the one above does
        found = {at for at in found if page.lines[at].stems & page.lines[at - 1].stems}
    if not found and not any(role == "teaser" for role in page.roles):
        return cut & heads
    known = {*heads} | {at for at, role in enumerate(page.roles) if role == "teaser"}
    for cards in card_lists(page, heads):
        pairs = [card for card in cards if len(card) == 2 and known.issuperset(card)]
        told = [_is_told(page, second, found) for _, second in pairs]
        if len(pairs) >= 2 and 2 * sum(told) >= len(pairs) and not any(_is_told(page, one, found) for one, _ in pairs):
            found.update(second for _, second in pairs)
    return (found | cut) & heads


def _is_told(page: Context, at: int, found: Set[int]) -> bool:
    assert page.roles is not None
    row = page.lines[at].row
    return at in found or page.roles[at] == "teaser" or (shape_of(row)[3] > 0 and row.stop[:1] in (".", "…"))
