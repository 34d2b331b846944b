"""The site's address, where nothing else on a page names the outlet."""

from __future__ import annotations

import re

from arnews.page.context import Context
from arnews.patterns import pattern

__all__ = ["find_domain"]

_DOMAIN = pattern(
    r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|info|ae|sa|eg|ma|tn|dz|jo|lb|iq|ps|sy|ye|ly|sd|qa|kw|bh|om|tv|news|io|co|me))(?:/|\b)",
    re.IGNORECASE,
)
_ELSEWHERE = pattern(
    r"t\.me|wa\.me|facebook|twitter|youtube|google|instagram|goo\.gl|bit\.ly|whatsapp|mail\.|(?<![\w.])example\.",
    re.IGNORECASE,
)


_LONGEST = 400
"""Letters of a line with an address at most."""


def find_domain(page: Context) -> str | None:
    """Return the site's address where nothing else names it."""
    for at in range(len(page.lines) - 1, -1, -1):
        line = page.lines[at]
        if (
            not page.inside[at]
            and len(line.words) <= 12
            and "." in line.raw
            and len(line.raw) <= _LONGEST
            and (found := _DOMAIN.search(line.raw))
            and not _ELSEWHERE.search(line.raw)
        ):
            return found[1]
    return None
