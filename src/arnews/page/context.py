"""What is known of a page once its body is found; the readers of title, date and source share it."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from arnews.dates import DayMatch, find_days
from arnews.page import cues
from arnews.page.lines import Line, fold_page

__all__ = ["Context"]

_YEAR_OR_SLASH = re.compile(r"\d\d\d|\d\s*[/.-]\s*\d")
_CLOCK = re.compile(
    r"\d{1,2}\s?[:.]\s?\d{2}(?:\s?:\s?\d{2})?|[(]?\b(?:gmt|utc|am|pm)\b\s?[+-]?\d{0,4}[)]?|الساعه|بتوقيت \w+(?: \w+)?|\b[صمهـ]\b|صباحا|مساا?|ظهرا|عصرا|فجرا|ليلا"
    r"|الاثنين|الثلاثاا?|الثلاثا|الاربعاا?|الاربعا|الخميس|الجمعه|السبت|الاحد|الموافق|يوم|monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"نشرت?|تم النشر|تاريخ|النشر|الخبر|اضيف|بتاريخ|اخر|تحديث|في|كتب|الاضافه|posted|published|updated|last|on|:|\||-|–|,|،|/|\.|\(|\)",
    re.IGNORECASE,
)


_EXPORTED = re.compile(r"\[(\d\d)\.(\d\d)\.(\d\d)[ ,]")


def _exported(raw: str) -> list[DayMatch]:
    """Read the date of a message that a chat program has exported: [21.07.15 18:22]."""
    if not (found := _EXPORTED.search(raw)):
        return []
    try:
        day = datetime.date(2000 + int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return []
    return [DayMatch(found.start(1), found.end(3), day, "gregorian")]


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

    def has_role(self, at: int, role: str) -> bool:
        """Tell whether the model gave a line this role."""
        return self.roles is not None and self.roles[at] == role

    @cached_property
    def _days(self) -> dict[int, list[DayMatch]]:
        return {}

    @cached_property
    def _date_lines(self) -> dict[int, bool]:
        return {}

    def days(self, at: int) -> list[DayMatch]:
        """Return the full dates of a line."""
        if at not in self._days:
            raw = self.lines[at].raw
            self._days[at] = (list(find_days(raw)) or _exported(raw)) if _YEAR_OR_SLASH.search(raw) else []
        return self._days[at]

    def is_date_line(self, at: int) -> bool:
        """Tell a line that holds a date and next to nothing else."""
        if self.inside[at]:
            return False
        if at not in self._date_lines:
            self._date_lines[at] = self._is_date_line(at)
        return self._date_lines[at]

    def _is_date_line(self, at: int) -> bool:
        line = self.lines[at]
        if len(line.words) > 16 or not self.days(at):
            return False
        rest = line.raw
        for day in reversed(self.days(at)):
            rest = rest[: day.start_char] + " " + rest[day.end_char :]
        rest = _LABEL.sub(" ", _CLOCK.sub(" ", fold_page(rest)))
        return len(rest.split()) <= 3

    def is_header_line(self, at: int) -> bool:
        """Tell a date line or a byline."""
        return self.is_date_line(at) or bool(cues.WRITER.match(self.lines[at].fold) and len(self.lines[at].words) <= 8)
