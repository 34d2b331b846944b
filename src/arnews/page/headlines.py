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
_INLINE = re.compile(r"[^:|]{3,30}?(?:[:|]|\.{2,}|\s[-–])\s*(?=\S+\s+\S+\s+\S+)")
_COUNT = re.compile(r"(\d{1,2})\s+(?=[^\d\s])")
_HEAD_MARKS = re.compile(r"(?:[\s*•|-]|[«»‹›/>](?=\s))+")
_TAIL_MARKS = re.compile(r"(?:[\s*•|-]|(?<=\s)[«»‹›/>])+$")


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


def _after_label(raw: str, fold: str) -> int:
    """Return how many characters «اقرأ أيضا:» and its kin take, 0 where nothing of three words follows."""
    if found := _INLINE.match(raw):
        label = fold_page(raw[: found.end()]).strip(" :|.-–")
        if cues.RELATED.match(label) or len(label.split()) <= 3:
            return found.end()
    if label_found := cues.RELATED.match(fold):
        count = len(label_found[0].split())
        words = raw.split(None, count)
        if len(words) > count and len(words[count].split()) >= 3:
            return len(raw) - len(words[count])
    return 0


class _Collector:
    """Walks down the lines and keeps the headlines."""

    def __init__(self, page: Context, title: int | None) -> None:
        self.page = page
        self.title = title
        self.sections = cues.SECTION | {line.fold for line in page.lines if len(line.words) <= 3}
        self.found: list[tuple[int, int]] = []
        self.seen = {"" if title is None else page.lines[title].fold}
        self.counted = self._counted()

    def _counted(self) -> dict[int, int]:
        """Return the lines of numbered lists (1, 2, 3 …) with the length of their number."""
        lists: list[list[tuple[int, int]]] = []
        for at, line in enumerate(self.page.lines):
            if line.raw[:1].isdigit() and not self.page.inside[at] and (found := _COUNT.match(line.raw)):
                number = int(found[1])
                if number == 1:
                    lists.append([])
                if lists and number == len(lists[-1]) + 1:
                    lists[-1].append((at, found.end()))
        return {at: size for entries in lists if len(entries) >= 3 for at, size in entries}

    def add(self, start: int, end: int) -> None:
        """Keep a headline, what stands before it cut off, unless it is the article's own or kept already."""
        raw = self.page.text[start:end]
        cut = _lead(raw, self.sections)
        key = " ".join(fold_page(raw[cut:]).split())
        if key and key not in self.seen:
            self.seen.add(key)
            self.found.append((start + cut, end))

    def walk(self) -> list[tuple[int, int]]:
        """Return the offsets of the headlines."""
        page = self.page
        for at, line in enumerate(page.lines):
            if page.inside[at] or at == self.title:
                continue
            named = page.has_role(at, "headline")
            if page.cues[at] == "run" or (named and line.cells):
                for start, end in line.cells:
                    if page.cues[at] == "run" or len(page.text[start:end].split()) >= 3:
                        self.add(*_strip(page.text, start, end))
            elif at in self.counted and named:
                self.add(line.start + self.counted[at], line.end)
            elif named or page.cues[at] == "related":
                self._labelled(at, named)
        return self.found

    def _labelled(self, at: int, named: bool) -> None:
        line, cue = self.page.lines[at], self.page.cues[at]
        cut = _after_label(line.raw, line.fold) if cue == "related" or (named and cues.RELATED.match(line.fold)) else 0
        if cut:
            self.add(line.start + cut, line.end)
        elif named and cue not in ("related", "share") and len(line.words) >= 2:
            self.add(line.start, line.end)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Take white space, bullets and arrows off both ends of a cell."""
    raw = text[start:end]
    head, tail = _HEAD_MARKS.match(raw), _TAIL_MARKS.search(raw[-6:])
    return start + (head.end() if head else 0), end - (len(tail[0]) if tail else 0)


def find_headlines(page: Context, title: int | None) -> list[tuple[int, int]]:
    """Return the offsets of the other articles' headlines, in order."""
    return _Collector(page, title).walk()
