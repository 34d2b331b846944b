"""A page as lines: exact offsets, folded words, and the cells of a run of headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from arnews.page.row import Row, between, fold_page
from arnews.page.verbs import opens_sentence
from arnews.patterns import pattern

__all__ = ["Line", "Row", "fold_page", "row_of", "split_lines"]

_EDGE = " \t\r\n\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c"
# What stands before a headline in a list: bullets, dashes, stars, hashes and pictures of a pasted page, «1 -», «12.».
_BULLET = pattern(
    rf"(?:[{_EDGE}]|[-–—*•·●▪■□◄►◆♦»›>|+#\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff]|\d{{1,2}}[.)\-]\s)+"
)
_SENTENCE_END = pattern(r"[.!?؟…:؛»”\"')\]]*$")
_WIDE = pattern(r"(?:[ \u00a0]{3,}|[ \u00a0]*\t[ \u00a0\t]*)")
_DOUBLE = pattern(r"[ \u00a0]{2}")
"""What parts the entries of a menu of short words."""
_MENU_GAPS = 4
_BARS = pattern(r"\s/{2,}\s|\s[|•●■◆▪♦◄►◀▶★*]+\s|\s\*{2,}\s|\s-\s-\s|\s-{2,}\s|\s(?:<<|>>|:{2,3})\s")
_BAR_MARKS = (*"|•●■◆▪♦◄►◀▶★*", " - - ", "--", "<<", ">>", "::", "//")
_SLASHES = pattern(r"\s[/>»›«]\s")
_CLOCK = pattern(r"\d:\d\d")
"""Where slashes part a clock from a date, there is no path."""
_SHORT, _REMEMBERED = 110, 8192
"""Rows of at most so many characters are remembered, and how many: menus and lists come again from page to page."""


class Line:
    """One line (or one wrapped paragraph) of the page, stripped of its bullet."""

    __slots__ = ("blank", "bullet", "cells", "end", "fold", "raw", "row", "start", "stop", "words")

    def __init__(self, start: int, row: Row, blank: bool) -> None:
        self.row = row
        """What the letters alone say; lines of the same letters share it."""
        self.start = start
        self.end = start + len(row.raw)
        self.raw = row.raw
        self.fold = row.fold
        self.words = row.words
        self.bullet = row.bullet
        self.stop = row.stop
        """The punctuation that ends it."""
        self.blank = blank
        """An empty line stands before it."""
        self.cells = [(start + low, start + high) for low, high in row.cells] if row.cells else []
        """Offsets of the pieces of a run, where the line is one."""

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the words that carry meaning."""
        return self.row.stems


def _cells(raw: str) -> list[tuple[int, int]]:
    """Return the offsets of the cells of a run of headlines or of a menu on one line."""
    for gap, least in _gaps_to_try(raw):
        gaps = [match.span() for match in gap.finditer(raw)]
        if len(gaps) < least:
            continue
        pieces = between(gaps, 0, len(raw))
        if len(gaps) == 2 and gap is _BARS and any(len(raw[low:high].split()) < 4 for low, high in pieces):
            continue  # a path or a menu; three headlines have more words
        return [(low, high) for low, high in pieces if raw[low:high].strip(_EDGE)]
    if len(raw) > _LONG:
        return []
    if any(third in raw for third in _THIRD):
        return _listed(raw)
    return _dashed(raw) if raw.count(" - ") >= 2 else []


_LISTED = pattern(r"(?<=\s)([\d٠-٩]{1,2})(?:\)|[.-])\s+(?=\S)")
_THIRD = ("3)", "٣)", " 3. ", " ٣. ", " 3- ", " ٣- ")
_LONG = 1_000


def _listed(raw: str) -> list[tuple[int, int]]:
    """Return the offsets of «عنوان 2) عنوان 3) عنوان», the first number of which has come off as a bullet."""
    marks: list[tuple[int, int]] = []
    for found in _LISTED.finditer(raw):
        if int(found[1]) == len(marks) + 2:
            marks.append(found.span())
    pieces = _headlines_between(raw, marks)
    sentences = any(raw[low:high].rstrip().endswith((".", "،", "؛")) for low, high in pieces)
    return [] if sentences else pieces  # an article's own list goes on with commas and stops


def _dashed(raw: str) -> list[tuple[int, int]]:
    """Return the offsets of «عنوان - عنوان - عنوان»; a sentence with dashes has commas or a stop as well."""
    if "،" in raw or raw[-1] == "." or _STOP_INSIDE.search(raw):
        return []
    return _headlines_between(raw, [match.span() for match in _DASH.finditer(raw)])


_DASH = pattern(r"\s+-\s+")
_STOP_INSIDE = pattern(r"(?<!\.)\. ")


def _headlines_between(raw: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what stands between the marks, if it is three headlines or more."""
    pieces = between(marks, 0, len(raw))
    short = any(not 3 <= len(raw[low:high].split()) <= 20 for low, high in pieces)
    return [] if len(pieces) < 3 or short else pieces


def _gaps_to_try(raw: str) -> Iterator[tuple[re.Pattern[str], int]]:
    """Yield the patterns of gaps that a look at the letters does not rule out, and how many gaps each needs."""
    if "   " in raw or "\t" in raw or "\u00a0" in raw:
        yield _WIDE, 2
    if any(mark in raw for mark in _BAR_MARKS):
        yield _BARS, 2
    if raw.count("  ") >= _MENU_GAPS and "   " not in raw and len(raw.split()) <= 3 * (raw.count("  ") + 1):
        yield _DOUBLE, _MENU_GAPS
    if len(raw) <= _SHORT and any(mark in raw for mark in "/>»›«") and not _CLOCK.search(raw):
        yield _SLASHES, 2


def _parsed(text: str, fold: str | None = None) -> Row | None:
    """Read one line of the page, whose folded letters may be given; None where nothing is on it."""
    raw = text.strip(_EDGE)
    if not raw:
        return None
    lead = 0 if text[0] == raw[0] else text.index(raw[0])
    bullet = False
    if not raw[0].isalpha() and (head := _BULLET.match(raw)) and head.end() < len(raw):
        bullet = True
        lead += head.end()
        raw = raw[head.end() :]
        fold = None
    if raw[-1] in "*|" and (tail := raw.rstrip("*| ")):
        raw, fold = tail, None
    fold = (fold_page(raw) if fold is None else fold).strip()
    stop = ""
    if not raw[-1].isalnum() and (found := _SENTENCE_END.search(raw[-4:])):
        stop = "" if raw.endswith(" ::") else found[0]
    return Row(lead, raw, fold, bullet, stop, _cells(raw) if len(raw) > 24 else [])


_rows: dict[str, Row | None] = {}
"""Short lines of the pages read so far; emptied when there are too many."""


def row_of(text: str, fold: str | None = None) -> Row | None:
    """Return `_parsed`, remembered where the line is short."""
    if len(text) > _SHORT:
        return _parsed(text, fold)
    try:
        return _rows[text]
    except KeyError:
        if len(_rows) >= _REMEMBERED:
            _rows.clear()
        _rows[text] = row = _parsed(text, fold)
        return row


def _first_word(raw: str) -> int:
    """Return the length of the first word; a line may hold a control character and no word."""
    return len((raw.split(None, 1) or ("",))[0])


def _wrap_width(lines: list[Line]) -> int:
    """Return the width at which the page's lines were wrapped, 0 where they were not."""
    sizes = [line.end - line.start for line in lines]
    width = max(sizes, default=0)
    if not 50 <= width <= 100:
        return 0
    full = [at for at in range(len(lines) - 1) if sizes[at] >= 0.75 * width and not lines[at + 1].blank]
    broken = sum(sizes[at] + 1 + _first_word(lines[at + 1].raw) > width for at in full)
    return width if len(full) >= 5 and broken >= 0.8 * len(full) else 0


def _unwrap(text: str, lines: list[Line]) -> list[Line]:
    """Join the lines of paragraphs that a mail program or a terminal has wrapped.

    A line is broken by wrapping exactly where the next word would not have fitted.
    """
    width = _wrap_width(lines)
    if not width:
        return lines
    groups: list[list[Line]] = []
    last = 0
    for line in lines:
        fits = last + 1 + _first_word(line.raw) <= width
        last = line.end - line.start
        if not groups or line.blank or line.bullet or fits:
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_joined(text, group) for group in groups]


def _joined(text: str, group: list[Line]) -> Line:
    head, last = group[0], group[-1]
    if head is last:
        return head
    fold = " ".join(line.fold for line in group)
    row = Row(0, text[head.start : last.end], fold, head.bullet, last.stop, [])
    return Line(head.start, row, head.blank)


def split_lines(text: str) -> list[Line]:
    r"""Return the lines of `text` that hold something, in order.

    Examples
    --------
    >>> [(line.start, line.end, line.raw) for line in split_lines(" * خبر أول\n\nسطر")]
    [(3, 10, 'خبر أول'), (12, 15, 'سطر')]
    """
    lines: list[Line] = []
    at, blank = 0, False
    pieces = text.splitlines(keepends=True)
    folds: list[str | None] = list(fold_page(text).splitlines())
    if len(folds) != len(pieces):  # a rare letter whose fold breaks or joins lines
        folds = [None] * len(pieces)
    for piece, fold in zip(pieces, folds, strict=True):
        row = row_of(piece, fold)
        if row is not None:
            lines.append(Line(at + row.lead, row, blank))
        blank = row is None
        at += len(piece)
    return _unwrap(text, _without_stops(lines))


_FEWEST, _LONGEST, _BETWEEN = 3, 18, 4


def _without_stops(lines: list[Line]) -> list[Line]:
    """Take the stop off headlines that an agency ends with a space and one: «… إلى المطار .».

    They stand one below the other, three and more, with sections and dates between them, are short, and open as headlines do.
    """
    run: list[int] = []
    for at in range(len(lines) + 1):
        short = at < len(lines) and lines[at].raw.endswith(" .") and 3 < lines[at].row.size <= _LONGEST
        if short and not opens_sentence(lines[at].row):
            run.append(at)
            continue
        if at < len(lines) and lines[at].row.size <= _BETWEEN and not lines[at].stop:
            continue  # a section, a date
        if len(run) >= _FEWEST:
            for one in run:
                row = lines[one].row
                plain = Row(row.lead, row.raw, row.fold, row.bullet, "", row.cells)
                lines[one] = Line(lines[one].start, plain, lines[one].blank)
        run = []
    return lines
