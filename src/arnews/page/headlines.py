"""Headlines of other articles: runs on one line, lists, related blocks."""

from __future__ import annotations

import re

from arnews.page import cues
from arnews.page.context import Context
from arnews.page.lines import fold_page

__all__ = ["find_headlines"]

_LEAD = re.compile(
    r"(?:\d{1,2}\s?:\s?\d{2}(?:\s?[صم](?=\s))?(?:\s?(?:am|pm))?\s*[|:–-]?\s*|(?:previous|next)\s*:\s*|(?:الخبر|المقال|الموضوع)? ?(?:السابق|التالي|السابقة|التالية)\s*:\s*"
    r"|#?\d{1,2}\s*[.)\-]\s+)",
    re.IGNORECASE,
)
_INLINE = re.compile(r"[^:|]{3,24}[:|]\s*(?=\S+\s+\S+\s+\S+)")
_COMMENTS = re.compile(
    r"(?:ال)?تعليقات|اضف تعليق|اترك|شارك بتعليق|شارك برايك|كن اول|لا توجد تعليقات|comments", re.IGNORECASE
)


def _lead(raw: str, sections: frozenset[str] | set[str]) -> int:
    """Return how many characters stand before the headline itself: a clock time, a number, a section."""
    cut = 0
    while found := _LEAD.match(raw, cut):
        cut = found.end()
    colon = raw.find(":", cut, cut + 30)
    if colon > 0 and fold_page(raw[cut:colon]).strip() in sections:
        cut = colon + 1
        cut += len(raw[cut:]) - len(raw[cut:].lstrip())
    return cut if cut < len(raw) else 0


class _Collector:
    """Walks down the lines and keeps the headlines."""

    def __init__(self, page: Context, title: int | None) -> None:
        self.page = page
        self.title = title
        self.own = "" if title is None else page.lines[title].fold
        self.sections = cues.SECTION | {line.fold for line in page.lines if len(line.words) <= 3}
        self.found: list[tuple[int, int]] = []
        self.seen = {self.own}

    def add(self, start: int, end: int) -> None:
        raw = self.page.text[start:end]
        cut = _lead(raw, self.sections)
        key = " ".join(fold_page(raw[cut:]).split())
        if key and key not in self.seen:
            self.seen.add(key)
            self.found.append((start + cut, end))

    def near_size(self, at: int) -> float:
        """Return the mean number of words of the lines around, dates left out."""
        page, sizes = self.page, []
        for step in (-1, 1):
            other, taken = at + step, 0
            while 0 <= other < len(page.lines) and taken < 2 and abs(other - at) < 6:
                if page.inside[other]:
                    break
                if not page.is_date_line(other):
                    sizes.append(len(page.lines[other].words))
                    taken += 1
                other += step
        return sum(sizes) / len(sizes) if sizes else 0.0

    def is_headline(self, at: int) -> bool:
        page, line = self.page, self.page.lines[at]
        n = len(line.words)
        if page.has_role(at, "headline") and page.cues[at] != "related" and n >= 2:
            return True
        if page.roles is not None:
            return False
        if page.cues[at] or not 2 <= n <= 30 or page.is_header_line(at):
            return False
        if (line.stop[:1] in (".", "،", "؛", ":") and not line.stop.startswith("..")) or (n >= 22 and line.stop):
            return False
        if n < 4:
            dated = at + 1 < len(page.lines) and page.is_date_line(at + 1)
            return (n >= 2 and dated and self.near_size(at) >= 4) or (
                n == 3 and line.bullet and self.near_size(at) >= 6
            )
        return n >= 7 or self.near_size(at) >= 3.0

    def walk(self) -> list[tuple[int, int]]:
        page = self.page
        comments = False
        for at, line in enumerate(page.lines):
            cue = page.cues[at]
            if page.inside[at] or at == self.title:
                comments = False
                continue
            if cue == "run":
                for start, end in line.cells:
                    self.add(*_strip(page.text, start, end))
            elif page.has_role(at, "headline") and cue != "related" and len(line.words) > 3:
                self.add(line.start, line.end)
            elif cue in ("related", "final", "share"):
                comments = bool(_COMMENTS.match(line.fold)) or (comments and cue == "share")
                if cue == "related" and (found := _INLINE.match(line.raw)):
                    self.add(line.start + found.end(), line.end)
            elif (page.roles is not None or (not comments and not self._in_header(at))) and self.is_headline(at):
                self.add(line.start, line.end)
        return self.found

    def _in_header(self, at: int) -> bool:
        return self.title is not None and self.title < at < self.page.first


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    raw = text[start:end]
    return start + len(raw) - len(raw.lstrip(" \u00a0*•-|")), end - len(raw) + len(raw.rstrip(" \u00a0*•-|"))


def find_headlines(page: Context, title: int | None) -> list[tuple[int, int]]:
    """Return the offsets of the other articles' headlines, in order."""
    return _Collector(page, title).walk()
