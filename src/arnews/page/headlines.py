"""Headlines of other articles: runs on one line, lists, related blocks."""

from __future__ import annotations

import re
from itertools import pairwise

from arnews.page import cues
from arnews.page.beside import is_beside, is_person, is_signed
from arnews.page.context import Context
from arnews.page.lines import fold_page, row_of
from arnews.page.rhythm import alternating, comments_end, dated_tail, tagged
from arnews.page.rights import speaks_of_rights
from arnews.page.row import Row
from arnews.page.runs import after_label, after_list_label, apart, cells_of
from arnews.page.second import SecondLook
from arnews.page.shapes import shape_of
from arnews.page.summaries import summaries
from arnews.page.title import second_headlines
from arnews.page.trims import PLAYED, Glued, Trims, lead
from arnews.patterns import pattern

__all__ = ["find_headlines", "headline_lines"]

_COUNT = pattern(r"(\d{1,2})(?:\s*[-.)]\s+|\s+(?=\S)|(?=[«\"\u0621-\u064a]))")


_URGENT = pattern(r"^(?:خبر |اخبار )?عاجل(?:ه)?\s*[:|]?$")
_MORE = ("للمزيد", "التفاصيل..", "المزيد..", "المزيد -", "المزيد:", "تابع المزيد", "تابعي المزيد", "الاخبار الرييسيه:")
"""How a headline between paragraphs is announced besides «اقرأ أيضا»."""
_LABELS = (4, 9)
"""Cues, as `arnews.page.shapes.shape_of` numbers them, that stand above lists of articles: related, most read."""


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


def _filled(page: Context) -> set[int]:
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


_RIGHTS = ("©", "جميع الحقوق", "كل الحقوق", "كافه الحقوق", "حقوق ", "copyright", "Copyright")
"""How a last line opens that has the menu behind it."""
_ADDRESS, _COMMENTS = 2, 7
"""A line with an address, and the cue of comments, as `arnews.page.shapes.shape_of` numbers it."""


def _dropped(page: Context, title: int | None, filled: set[int], tags: set[int]) -> set[int]:
    """Return the lines that the model took for headlines and that their place makes something else.

    A lone line between the title and the article (a caption), a comment among comments, the summary of the headline
    above it, the label of a list whose lines have bullets.
    """
    if page.roles is None:
        return set()
    heads = [at for at, role in enumerate(page.roles) if (role == "headline" or at in filled) and not page.inside[at]]
    found: set[int] = set()
    if title is not None:
        lone = [at for at in heads if title < at < page.first]
        found.update(lone if len(lone) == 1 and not any(page.cues[title + 1 : lone[0]]) else ())
        found.update(at for at in heads if title < at <= page.first + 3 and is_signed(page.lines[at].row))
        found.update(second_headlines(page, title))
    lines, last = page.lines, -9
    for at in heads:
        row = lines[at].row
        told = row.size >= 10 and row.stop[:1] in (".", "…") and 0 < at - last <= 2 and not lines[at].bullet
        if told and len(row.stems & lines[last].stems) >= (2 if row.stop.startswith(("..", "…")) else 3):
            found.add(at)
            continue
        if at - last == 1 and _sums_up(row, lines[last].row):
            found.add(at)
            continue
        last = at
        if (
            row.size <= 5
            and not lines[at].bullet
            and all(one.bullet for one in lines[at + 1 : at + 4])
            and at + 3 < len(lines)
        ):
            found.add(at)
    found.update(summaries(page, set(heads) - found))
    found.update(_among_comments(page, heads))
    found.update(tags)
    found.update(_owners(page, heads))
    return found


def _sums_up(row: Row, head: Row) -> bool:
    """Tell the summary right below a headline: longer, with its words, and opening as sentences do."""
    if row.size < 9 or row.size <= head.size or not shape_of(row)[3]:
        return False
    return len(row.stems & head.stems) >= 2


def _owners(page: Context, heads: list[int]) -> list[int]:
    """Return the lines of a few words that a copyright line of the page has as well: names of the outlet."""
    short = [at for at in heads if page.lines[at].row.size <= 5]
    if not short:
        return []
    rights = " ".join(f" {line.fold} " for line in page.lines if line.row.size <= 24 and speaks_of_rights(line.row))
    rights = re.sub(r"[،,.|©]", " ", rights)
    return [at for at in short if f" {page.lines[at].fold} " in rights]


def _among_comments(page: Context, heads: list[int]) -> list[int]:
    """Return the lines between the label of the comments and the next label, where the model saw a comment among them."""
    assert page.roles is not None
    labels = [at for at, cue in enumerate(page.cues) if cue] + [len(page.lines)]
    found = []
    for label, after in pairwise(labels):
        if shape_of(page.lines[label].row)[4] == _COMMENTS and (
            "comment" in page.roles[label:after] or any(is_person(line.row) for line in page.lines[label + 1 : after])
        ):
            end = comments_end(page, heads, label, after)
            found += [at for at in heads if label < at < end]
    return found


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
        self.filled = _filled(page)
        self.dropped = _dropped(page, title, self.filled, tags)
        if (tab := page.tab) is not None:
            self.dropped.add(tab.at)
        heads = {at for at in range(len(page.lines)) if page.has_role(at, "headline")} | self.filled
        before = {
            head for at in heads if (head := fold_page(page.lines[at].raw.partition(":")[0]).strip()) in self.sections
        }
        if len(before) < 2:  # one name before one colon is the headline's own: «أغادير: …»
            self.sections = self.sections - (before - cues.SECTION)
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
        raw = self.page.text[start:end]
        cut = lead(raw, self.sections)
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
            cut = lead(raw, self.sections)
            key = " ".join(fold_page(raw[cut:]).split())
        if key and key not in self.seen:
            self.seen.add(key)
            self.found.append((start + cut, end))
            self.at.append(at)

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
                    cell = row_of(page.text[start:end])
                    if cell is not None and (page.cues[at] == "run" or cell.size >= 3) and not _is_number(cell):
                        self.add(at, start, end)
            elif (
                (named or page.cues[at] == "related")
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
        if PLAYED.search(line.raw):
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


def _is_number(cell: Row) -> bool:
    """Tell a cell that gives a price, a rate or a date."""
    return cell.size <= 8 and any(letter.isdigit() for letter in cell.fold) and is_beside(cell)


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
    if second is None or not found:
        return found
    dropped, added = second(page, title, set(collector.at), collector.filled)
    if not dropped and not added:
        return found
    collector.dropped = (collector.dropped | dropped) - added
    collector.filled = collector.filled | added
    return collector.walk()


def headline_lines(page: Context, title: int | None) -> tuple[set[int], set[int]]:
    """Return the lines that the first look takes for headlines, and those that their place in a list makes headlines."""
    collector = _Collector(page, title)
    collector.walk()
    return set(collector.at), collector.filled
