"""Headlines of other articles: runs on one line, lists, related blocks."""

from __future__ import annotations

from arnews.page import cues
from arnews.page.beside import is_beside
from arnews.page.context import Context
from arnews.page.doubted import doubted
from arnews.page.glued import Glued
from arnews.page.lead import lead, month_before
from arnews.page.lines import fold_page, row_of
from arnews.page.listed import listed
from arnews.page.rhythm import dated_tail, tagged
from arnews.page.rights import speaks_of_rights
from arnews.page.runs import after_label, after_list_label, apart, cells_of, is_ticker
from arnews.page.second import SecondLook
from arnews.page.trims import Trims, is_played
from arnews.patterns import pattern

__all__ = ["find_headlines", "headline_lines"]

_COUNT = pattern(r"(\d{1,2})(?:\s*[-.)]\s+|\s+(?=\S)|(?=[«\"\u0621-\u064a]))")


_DIGIT = pattern(r"\d")
_MORE = ("للمزيد", "التفاصيل..", "المزيد..", "المزيد -", "المزيد:", "تابع المزيد", "تابعي المزيد", "الاخبار الرييسيه:")
"""How a headline between paragraphs is announced besides «اقرأ أيضا»."""
_RIGHTS = ("©", "جميع الحقوق", "كل الحقوق", "كافه الحقوق", "حقوق ", "copyright", "Copyright")
"""How a last line opens that has the menu behind it."""


class _Collector:
    """Walks down the lines and keeps the headlines."""

    def __init__(self, page: Context, title: int | None) -> None:
        self.page = page
        self.title = title
        tags = tagged(page)
        self.sections = cues.SECTION | {
            line.fold for at, line in enumerate(page.lines) if len(line.words) <= 3 and at not in tags
        }
        self.found: list[tuple[int, int]] = []
        self.at: list[int] = []
        """The line of each headline."""
        self.seen: set[str] = set()
        self.counted = self._counted()
        self.glued = Glued(
            [
                line.raw.strip()
                for at, line in enumerate(page.lines)
                if page.has_role(at, "other") and line.row.size <= 2
            ],
            [line.raw for at, line in enumerate(page.lines) if page.has_role(at, "headline")],
        )
        self.filled = listed(page)
        self.dropped, self.summed = doubted(page, title, self.filled, tags)
        if (tab := page.tab) is not None:
            self.dropped.add(tab.at)
        self.fit({at for at in range(len(page.lines)) if page.has_role(at, "headline")} | self.filled)

    def fit(self, heads: set[int]) -> None:
        """Learn from the lines that hold headlines what stands beside these."""
        page = self.page
        self.proper: dict[tuple[int, int], tuple[int, int, str]] = {}
        """Where the headline proper stands in what was offered, and its words, folded."""
        before = {
            head for at in heads if (head := fold_page(page.lines[at].raw.partition(":")[0]).strip()) in self.sections
        }
        if len(before) < 2:  # one name before one colon is the headline's own: «أغادير: …»
            self.sections = self.sections - (before - cues.SECTION)
        self.months = sum(month_before(page.lines[at].raw) > 0 for at in heads) > 1
        self.trims = Trims([page.lines[at].raw for at in sorted(heads) if not page.lines[at].cells], self.sections)

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
        full = [entries for entries in lists if len(entries) >= 3 or (len(entries) == 2 and _near(entries))]
        return {at: size for entries in full for at, size in entries}

    def add(self, at: int, start: int, end: int, fold: str | None = None) -> None:
        """Keep a headline, what stands before it cut off, unless it is the article's own or kept already."""
        if (known := self.proper.get((start, end))) is None:
            known = self.proper[start, end] = self._proper(start, end, fold)
        low, high, key = known
        if key not in self.seen and any(map(str.isalpha, key)):
            self.seen.add(key)
            self.found.append((low, high))
            self.at.append(at)

    def _proper(self, start: int, end: int, fold: str | None) -> tuple[int, int, str]:
        raw = self.page.text[start:end]
        cut = lead(raw, self.sections, months=self.months)
        cut += self.trims.section(raw, cut)
        key = " ".join(fold_page(raw[cut:]).split()) if cut or fold is None else fold
        if (ends := self.glued(raw[cut:])) != (0, len(raw) - cut):
            raw, start, cut = raw[cut + ends[0] : cut + ends[1]], start + cut + ends[0], 0
            end, fold = start + len(raw), None
            key = " ".join(fold_page(raw).split())
        low, high = self.trims(raw[cut:])
        if (low, high) != (0, len(raw) - cut):
            start, end = start + cut + low, start + cut + high
            raw, cut = self.page.text[start:end], 0
            cut = lead(raw, self.sections, months=self.months)
            key = " ".join(fold_page(raw[cut:]).split())
        return start + cut, end, key

    def walk(self) -> list[tuple[int, int]]:
        """Return the offsets of the headlines."""
        page = self.page
        self.found, self.at = [], []
        self.seen = {"" if self.title is None else " ".join(page.lines[self.title].words)}
        for at, line in enumerate(page.lines):
            if page.inside[at] or at == self.title or at in self.dropped:
                continue
            if line.cells and line.fold.startswith(_RIGHTS):
                continue
            named = page.has_role(at, "headline") or at in self.filled or self._is_card(at)
            if page.cues[at] == "run" or (named and line.cells):
                for start, end in cells_of(page.text, line.cells):
                    cell = page.text[start:end]
                    if (page.cues[at] == "run" or len(cell.split()) >= 3) and not _is_number(cell):
                        self.add(at, start, end)
            elif (
                (named or page.cues[at] == "related" or is_ticker(line.raw))
                and not speaks_of_rights(line.row)
                and (pieces := apart(line.raw))
                and not dated_tail(line.row, bare=True)
            ):
                for low, high in pieces:
                    cut = 0 if low else after_list_label(line.raw)
                    self.add(at, line.start + max(low, cut), line.start + high)
            elif at in self.counted and named and not is_beside(line.row):
                self.add(at, line.start + self.counted[at], line.end)
            elif named or page.cues[at] == "related":
                self._labelled(at, named)
        return self.found

    def _is_card(self, at: int) -> bool:
        """Tell a card below the opening of the article.

        It was taken for a title, for a summary that stands there twice, or for text with a date behind it.
        """
        page, line = self.page, self.page.lines[at]
        if is_played(line.raw):
            return True
        if at < page.first or not 4 <= line.row.size < 24:
            return False
        if page.has_role(at, "teaser") and page.repeated[line.fold] > 1:
            return True
        if page.has_role(at, "teaser") or page.has_role(at, "body"):
            return dated_tail(line.row) > 0
        return page.has_role(at, "title")

    def _labelled(self, at: int, named: bool) -> None:
        line, cue = self.page.lines[at], self.page.cues[at]
        cut = (
            after_label(line.raw, line.fold)
            if cue == "related" or (named and (cues.RELATED.match(line.fold) or line.fold.startswith(_MORE)))
            else 0
        )
        if cut:
            self.add(at, line.start + cut, line.end)
        elif named and cue not in ("related", "share", "notice") and self._is_long_enough(at):
            cut = dated_tail(line.row)
            self.add(at, line.start, line.end - cut, None if cut else " ".join(line.words))

    def _is_long_enough(self, at: int) -> bool:
        row = self.page.lines[at].row
        if is_beside(row) or row.stop[:1] == ":":
            return False
        return not speaks_of_rights(row) and (row.size >= 3 or (row.size == 2 and self._dated(at)))

    def _dated(self, at: int) -> bool:
        """Tell whether a date stands right above or below: two words with a date are a headline, without they are a label."""
        near = (other for other in (at - 1, at + 1) if 0 <= other < len(self.page.lines))
        return any(self.page.is_date_line(other) for other in near)


def _is_number(cell: str) -> bool:
    """Tell a cell that gives a price, a rate or a date."""
    if not _DIGIT.search(cell):
        return False
    row = row_of(cell)
    return row is not None and row.size <= 8 and is_beside(row)


def _near(entries: list[tuple[int, int]]) -> bool:
    return entries[-1][0] - entries[0][0] <= 2


def find_headlines(page: Context, title: int | None, second: SecondLook | None = None) -> list[tuple[int, int]]:
    """Return the offsets of the other articles' headlines, in order.

    Parameters
    ----------
    page : Context
        The page.
    title : int or None
        The line of the title.
    second : SecondLook, optional
        Looks again at which lines are headlines.
    """
    collector = _Collector(page, title)
    found = collector.walk()
    if second is None:
        return found
    dropped, added = second(page, title, set(collector.at), collector.filled)
    if not dropped and not added:
        return found
    added -= collector.summed
    collector.dropped = (collector.dropped | dropped) - added
    collector.filled = collector.filled | added
    if added:
        collector.fit((set(collector.at) - dropped) | added)
    return collector.walk()


def headline_lines(page: Context, title: int | None) -> tuple[set[int], set[int]]:
    """Return the lines that the first look takes for headlines, and those that their place in a list makes headlines."""
    collector = _Collector(page, title)
    collector.walk()
    return set(collector.at), collector.filled
