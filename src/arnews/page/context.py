"""What is known of a page once its body is found; the readers of title, date and source share it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from arnews.dates import DayMatch
from arnews.page.dated import days_of, is_dated
from arnews.page.lines import Line
from arnews.page.shapes import is_written

if TYPE_CHECKING:
    from arnews.page.tab import Tab

__all__ = ["Context"]


@dataclass
class Context:
    """The lines of a page with their cues and the stretch of the body."""

    text: str
    lines: list[Line]
    cues: list[str]
    inside: list[bool]
    roles: list[str] | None = None
    """Role of each line, where the model has named them."""
    zones: list[int] | None = None
    """Where each line stands: above the article (0), in it or in its head (1), below it (2)."""
    tab: Tab | None = None
    """The browser's title, where it stands among the first lines."""

    @cached_property
    def first(self) -> int:
        """Index of the first body line; the number of lines where there is no body."""
        return self.inside.index(True) if True in self.inside else len(self.lines)

    @cached_property
    def last(self) -> int:
        """Index of the last body line; -1 where there is no body."""
        return len(self.inside) - 1 - self.inside[::-1].index(True) if True in self.inside else -1

    @cached_property
    def topic(self) -> Counter[str]:
        """Stems of the body with their counts."""
        counts: Counter[str] = Counter()
        for line, is_body in zip(self.lines, self.inside, strict=True):
            if is_body:
                counts.update(line.stems)
        return counts

    @cached_property
    def repeated(self) -> Counter[str]:
        """How often each folded line stands on the page."""
        return Counter(line.fold for line in self.lines)

    def only(self, kept: list[int]) -> Context:
        """Return some of the page's lines, the body among them; what repeats, and what it is about, is that of the whole page."""
        lines, found, inside = self.lines, self.cues, self.inside
        part = Context(self.text, [lines[at] for at in kept], [found[at] for at in kept], [inside[at] for at in kept])
        part.repeated, part.topic = self.repeated, self.topic
        return part

    def has_role(self, at: int, role: str) -> bool:
        """Tell whether the model gave a line this role."""
        return self.roles is not None and self.roles[at] == role

    def days(self, at: int) -> list[DayMatch]:
        """Return the full dates of a line."""
        return days_of(self.lines[at].row)

    def is_date_line(self, at: int) -> bool:
        """Tell a line that holds a date and next to nothing else."""
        return not self.inside[at] and is_dated(self.lines[at].row)

    def is_header_line(self, at: int) -> bool:
        """Tell a date line or a byline."""
        row = self.lines[at].row
        return self.is_date_line(at) or (row.size <= 8 and is_written(row))
