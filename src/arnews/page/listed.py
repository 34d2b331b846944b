"""Lines of a list that the model passed over and that their place makes headlines."""

from __future__ import annotations

from arnews.page.beside import is_beside, is_person
from arnews.page.context import Context
from arnews.page.rhythm import alternating
from arnews.page.rights import speaks_of_rights
from arnews.page.shapes import shape_of
from arnews.patterns import pattern

__all__ = ["listed"]

_URGENT = pattern(r"^(?:خبر |اخبار )?عاجل(?:ه)?\s*[:|]?$")
_LABELS = (4, 9)
"""Cues, as `arnews.page.shapes.shape_of` numbers them, that stand above lists of articles: related, most read."""
_ADDRESS = 2
"""A line with an address, as `arnews.page.shapes.shape_of` numbers it."""


def _fits(page: Context, at: int) -> bool:
    """Tell a line that can be a headline among headlines: three words and more, nothing of the site's own voice."""
    row = page.lines[at].row
    shape = shape_of(row)
    return (
        3 <= row.size <= 30
        and not is_beside(row)
        and page.roles is not None
        and page.roles[at] in ("other", "comment")
        and shape[10] in (0, 4)
        and shape[7] == 0
        and shape[9] != _ADDRESS
        and not row.cells
        and row.stop[:1] not in (":", "،")
        and not speaks_of_rights(row)
    )


def listed(page: Context) -> set[int]:
    """Return the lines that the model passed over in a list of headlines.

    A list is what stands between two cues, dates and numbers left out. In a list under «الأكثر قراءة» and its kin, or in one
    most of whose lines are headlines, the other lines of three words and more are headlines too.
    """
    found: set[int] = set()
    if page.roles is None:
        return found
    label, block, people = False, [], 0
    for at in range(len(page.lines) + 1):
        ends = at == len(page.lines) or page.inside[at] or bool(page.cues[at])
        if not ends:
            row = page.lines[at].row
            people += is_person(row)
            if row.size >= 3 and not page.is_date_line(at) and not is_beside(row):
                block.append(at)
            continue
        heads = sum(page.roles[one] == "headline" for one in block)
        fitting = [one for one in block if _fits(page, one)]
        label = label or people >= 2
        few = len(fitting) <= heads or (label and len(fitting) == len(block) <= 8)
        if fitting and few and (label or heads >= 2):
            found.update(fitting)
        label, block, people = False, [], 0
        if at < len(page.lines) and not page.inside[at]:
            row = page.lines[at].row
            label = shape_of(row)[4] in _LABELS or _URGENT.match(row.fold) is not None
    return found | _between(page, found)


def _between(page: Context, filled: set[int]) -> set[int]:
    """Return the lines that alternate with numbers, dates, people or sections as the headlines beside them do."""
    assert page.roles is not None
    heads = {at for at, role in enumerate(page.roles) if role == "headline"} | filled
    near = {at + step for step in (-3, -2, 2, 3) for at in heads} - heads
    fitting = [
        at
        for at in sorted(near)
        if 0 <= at < len(page.lines)
        and 3 <= page.lines[at].row.size <= 20
        and not (page.inside[at] or page.cues[at] or page.is_date_line(at))
        and _fits(page, at)
    ]
    return alternating(page, heads, fitting) if fitting else set()
