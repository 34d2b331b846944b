"""Several headlines on one line, and the label before a headline on its line."""

from __future__ import annotations

from arnews.page import cues
from arnews.page.row import between, fold_page
from arnews.page.trims import GOES_ON
from arnews.page.verbs import WITH_WAW
from arnews.patterns import pattern

__all__ = ["after_label", "after_list_label", "apart", "cells_of", "is_ticker"]

_INLINE = pattern(r"[^:|]{3,30}?(?:[:|]|\.{2,}|\s[-–→←►◄])\s*(?=\S+\s+\S+\s+\S+)")
_CELL_COUNT = pattern(r"([\d٠-٩]{1,2})\s*[-.)]?\s+(?=\S)")
_HEAD_MARKS = pattern(r"(?:[\s*•|-]|[«»‹›/>](?=\s))+")
_TAIL_MARKS = pattern(r"(?:[\s*•|-]|(?<=\s)[«»‹›/>])+$")


def after_label(raw: str, fold: str) -> int:
    """Return how many characters «اقرأ أيضا:» and its kin take, 0 where nothing of three words follows."""
    if found := _INLINE.match(raw):
        label = fold_page(raw[: found.end()]).strip(" :|.-–")
        if cues.RELATED.match(label) or len(label.split()) <= 3:
            return found.end()
    if end := cues.RELATED.match(fold):
        count = len(fold[:end].split())
        words = raw.split(None, count)
        if len(words) > count and len(words[count].split()) >= 3:
            return len(raw) - len(words[count])
    return 0


def after_list_label(raw: str) -> int:
    """Return how many characters «الأكثر قراءة اليوم:» and its kin take before the first of several headlines."""
    if not (found := _INLINE.match(raw)):
        return 0
    label = fold_page(raw[: found.end()]).strip(" :|.-–")
    return found.end() if cues.RELATED.match(label) or cues.FINAL.match(label) or label in _TICKERS else 0


def _is_label(raw: str) -> bool:
    """Tell what stands above a list of headlines: «شريط الأخبار», «الأكثر قراءة»."""
    fold = fold_page(raw).strip(" :")
    return len(fold.split()) <= 3 and (bool(cues.FINAL.match(fold) or cues.RELATED.match(fold)) or fold in _TICKERS)


_TICKERS = frozenset(
    "شريط الاخبار|الشريط الاخباري|شريط اخباري|اخر الاخبار|عاجل|اهم الاخبار|اخبار عاجله|خبر عاجل|اخر الانبا|اهم الانبا|اخبار اليوم|الان".split(
        "|"
    )
)


def apart(raw: str) -> list[tuple[int, int]]:
    """Return the offsets of headlines on one line, with bars between them; empty where it is one headline.

    Two have four words and more each, of three and more some may have three.
    """
    if "التالي" in raw and (found := cues.NEIGHBOURS.match(raw)):
        return [found.span(1), found.span(2)]
    if not any(bar in raw for bar in (" | ", " :: ", " * ", " ** ", " • ")):
        return _parted(raw)
    pieces = between((gap.span() for gap in _BAR.finditer(raw)), 0, len(raw))
    if len(pieces) > 2 and _is_label(raw[slice(*pieces[0])]):
        del pieces[0]
    sizes = [len(raw[low:high].split()) for low, high in pieces]
    least = 3 if len(pieces) >= 3 and sum(sizes) >= 4.5 * len(pieces) else 4
    return pieces if len(pieces) > 1 and min(sizes) >= least else []


_BAR = pattern(r"(?<!\s)\s+(?:\||:{2,3}|\*{1,3}|•)\s+")
_WEAK = (
    ("/", pattern(r"\s+/\s+")),
    ("...", pattern(r"\s+\.{3}\s+")),
    (":", pattern(r"(?<=\s)\d{1,2}:\d\d\s+(?=\S)")),
)
_FIRST = pattern(r"1(?:\s?[.-])?\s+")
_COUNTED = pattern(r"(?<=\s)(\d{1,2})(?:\s?[.-])?\s+(?=\S)")
_OPENS = pattern(r"(?:و|بتوقيت |من |في |علي |الي |او |ثم |بعد |قبل |مع |لكن )")
_LONGEST = 1_000


def is_ticker(raw: str) -> bool:
    """Tell «عاجل / عنوان / عنوان / عنوان» and «أخبار اليوم: عنوان ... عنوان ... عنوان» by the label."""
    if " / " not in raw and " ... " not in raw and raw.count(":") < 3:
        return False
    head = raw.partition(":")[0] if ":" in raw[:24] else raw.partition(" / ")[0]
    return len(head) < len(raw) and _is_label(head) and bool(_parted(raw))


def _parted(raw: str) -> list[tuple[int, int]]:
    """Return the offsets of three headlines and more between slashes, dots, clocks or numbers that count from 1.

    These stand within headlines too: a piece that goes on with the one before, or a mark at the opening but for a number, parts nothing.
    """
    if len(raw) > _LONGEST or raw[-1] == ".":
        return []
    if first := _FIRST.match(raw):
        numbers: list[tuple[int, int]] = []
        for found in _COUNTED.finditer(raw, first.end()):
            if int(found[1]) == len(numbers) + 2:
                numbers.append(found.span())
        return _whole(raw, numbers, first.end())
    for hint, mark in _WEAK:
        if hint not in raw:
            continue
        marks = [found.span() for found in mark.finditer(raw)]
        if len(marks) >= 2:
            label = raw[: marks[0][0]]
            start = marks.pop(0)[1] if len(label.split()) <= 2 else 0
            return _whole(raw, marks, start)
    return []


def _whole(raw: str, marks: list[tuple[int, int]], start: int) -> list[tuple[int, int]]:
    pieces = between(marks, start, len(raw))
    folds = [fold_page(raw[low:high]).strip() for low, high in pieces]
    words = [fold.split() for fold in folds]
    if len(pieces) < 3 or any(not 3 <= len(piece) <= 20 or piece[-1] in GOES_ON for piece in words):
        return []
    return [] if any(map(_goes_on, folds[1:])) else pieces


def _goes_on(fold: str) -> bool:
    """Tell a piece that opens as no headline does: «بتوقيت …», «وهذه …»."""
    return _OPENS.match(fold) is not None and not fold.startswith(WITH_WAW)


def cells_of(text: str, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the headlines of a run without bullets, without the label before them, and without numbers that count from 1."""
    cells = [_strip(text, *cell) for cell in cells]
    if len(cells) > 2 and _is_label(text[slice(*cells[0])]):
        cells = cells[1:]
    elif cut := after_list_label(text[slice(*cells[0])]):
        cells = [(cells[0][0] + cut, cells[0][1]), *cells[1:]]
    counts = [_CELL_COUNT.match(text[start:end]) for start, end in cells]
    numbers = [int(count[1]) for count in counts if count]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return cells
    return [(start + (count.end() if count else 0), end) for (start, end), count in zip(cells, counts, strict=True)]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Take white space, bullets and arrows off both ends of a cell."""
    raw = text[start:end]
    head, tail = _HEAD_MARKS.match(raw), _TAIL_MARKS.search(raw[-6:])
    return start + (head.end() if head else 0), end - (len(tail[0]) if tail else 0)
