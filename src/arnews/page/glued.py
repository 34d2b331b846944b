"""Names of sections that a crawler has glued to headlines."""

from __future__ import annotations

from collections.abc import Sequence

from arnews.page.lead import lead

__all__ = ["CLOSED", "Glued"]

_LEAST = 3
"""Names and lines that a page must have, and lines that must be torn."""
CLOSED = frozenset(":|/-–—_،.")
"""Marks that set a section's name off from a headline: then nothing is glued."""


class Glued:
    """Names of sections, where a crawler has glued them to several headlines: «أصعب أدواريفنون».

    Parameters
    ----------
    names : sequence of str
        Short lines of the page, which may be sections.
    lines : sequence of str
        Lines that hold a headline.
    """

    def __init__(self, names: Sequence[str], lines: Sequence[str]) -> None:
        known = {name for name in names if 4 <= len(name) <= 14 and name[-1].isalpha()}
        self.names = tuple(sorted(known, key=len, reverse=True)) if len(known) >= _LEAST <= len(lines) else ()
        bare = [line[lead(line, frozenset()) :] for line in lines] if self.names else []
        torn = sum(self(line) != (0, len(line)) for line in bare)
        if torn < max(_LEAST, len(lines) / 4):
            self.names = ()

    def __call__(self, raw: str) -> tuple[int, int]:
        """Return where a headline begins and ends without the section's name that is glued to it."""
        if not raw.startswith(self.names) and not raw.endswith(self.names):
            return 0, len(raw)
        for name in self.names:
            size = len(name)
            if len(raw) < size + 12:
                continue
            if raw.startswith(name) and not raw[size].isspace() and raw[size] not in CLOSED:
                return size, len(raw)
            if raw.endswith(name) and not raw[-size - 1].isspace() and raw[-size - 1] not in CLOSED:
                return 0, len(raw) - size
        return 0, len(raw)
