"""The title: the line that the browser's title or a path repeats, else the likeliest of the article's headlines."""

from __future__ import annotations

import re

from arnews.page import cues
from arnews.page.beside import is_dateline, is_menu, is_signed
from arnews.page.context import Context
from arnews.page.row import fold_page
from arnews.page.shapes import shape_of
from arnews.page.tab import titled_by_path
from arnews.page.verbs import opens_with_verb
from arnews.patterns import pattern

__all__ = ["find_title", "second_headlines"]

_REACH = 30
_TRAIL = pattern(r"\S\s*>\s*\S|\s[»/]\s.*\s?[»/]\s")
_STAMP = pattern(r"(?:اخر |تم )?(?:ال)?(?:تحديث|تعديل)(?:ه)?\s?(?:[:|]|في\s)\s*(?:\S+ ){0,2}\d")
"""«آخر تحديث: 17:43»: the hour of the update, without a day."""


def _title_score(page: Context, at: int, menus: int, rivals: int) -> float:
    """Return what speaks for a line; `menus` and `rivals` are counted between it and the body."""
    line = page.lines[at]
    n = len(line.words)
    stems = line.stems
    shared = sum(1 for stem in stems if page.topic[stem])
    score = 3.0 * shared / (len(stems) + 1) + 0.25 * min(shared, 6)
    score += 1.0 if 4 <= n <= 20 else 0.0 if n == 3 else -1.0
    if line.stop[:1] in (".", "،", "؛", ":") and not line.stop.startswith(".."):
        score -= 1.5
    near = [other for other in (at - 2, at - 1, at + 1, at + 2) if 0 <= other < page.first]
    if any(page.is_header_line(other) for other in near):
        score += 1.2
    if page.repeated[line.fold] > 1:
        score += 0.7
    if page.has_role(at, "title"):
        score += 2.5
    elif page.roles is not None and page.roles[at] in ("caption", "byline", "source", "date"):
        score -= 1.5
    if at + 1 < page.first and page.is_date_line(at + 1):
        score += 1.2
    elif at > 1 and page.is_date_line(at - 1) and not page.cues[at - 2] and len(page.lines[at - 2].words) >= 4:
        score -= 3.0  # a caption under the date of the title above
    if _TRAIL.search(line.raw):
        score -= 3.0
    if shape_of(line.row)[7] == 1:
        score -= 4.0  # Latin letters on an Arabic page
    if is_signed(line.row) or (is_dateline(line.row) and not page.has_role(at, "title")):
        score -= 2.5
    score -= 0.15 * (page.first - at - 1) + 1.0 * min(3, menus)
    return score - 0.3 * rivals


def _is_rival(page: Context, at: int) -> bool:
    return not page.cues[at] and len(page.lines[at].words) >= 5 and not page.is_header_line(at)


def find_title(page: Context) -> int | None:
    """Return the index of the title's line; it may hold the outlet as well, where no other line has the title."""
    tab = page.tab
    if tab is not None and tab.line is not None:
        return tab.line
    if (path := titled_by_path(page)) is not None:
        return path
    best = _best_title(page)
    best = _ends_path(page) if best is None else _bare(page, best)
    if tab is not None and (best is None or _told(page, best) < min(0.4, _told(page, tab.at))):
        return tab.at
    return best


def _bare(page: Context, at: int) -> int:
    """Return the line near the title that has it without what stands before a mark: «أخبار البلد : العنوان»."""
    raw = page.lines[at].raw
    for other in range(max(0, at - 2), min(len(page.lines), at + 3)):
        plain = page.lines[other].raw
        is_end = page.lines[other].row.size >= 4 and len(plain) < len(raw) and raw.endswith(plain)
        before = raw[: -len(plain)].rstrip() if is_end else ""
        if before[-1:] in ("|", "/", "»", ">") or (before[-1:] == ":" and fold_page(before).startswith("اخبار ")):
            return other
    return at


_PATHS, _TITLE_WORDS = 8, 5


def _ends_path(page: Context) -> int | None:
    """Return the line of «أخبار » محليات » العنوان» above the article, where the title stands on no line of its own."""
    for at in range(page.first - 1, max(-1, page.first - 1 - _PATHS), -1):
        cells = page.lines[at].cells
        if page.cues[at] == "menu" and len(cells) > 1:
            sizes = [len(page.text[low:high].split()) for low, high in cells]
            if sizes[-1] >= _TITLE_WORDS and max(sizes[:-1]) <= 2 and _told(page, at) >= 0.4:
                return at
    return None


def _told(page: Context, at: int) -> float:
    """Return the share of a line's words that the article has too."""
    stems = page.lines[at].stems
    return sum(page.topic[stem] > 0 for stem in stems) / max(1, len(stems))


def _best_title(page: Context) -> int | None:
    best: tuple[float, int] | None = None
    places = range(page.first - 1, max(-1, page.first - 1 - _REACH), -1)
    # Where the model names a title, only headlines are rivals: what it took for one may be a caption below the real one.
    sure = page.roles is not None and any(page.roles[at] == "title" for at in places)
    menus = rivals = 0
    for at in places:
        if at + 1 < page.first:
            menus += page.cues[at + 1] in ("menu", "run")
            rivals += _is_rival(page, at + 1)
        if (
            sure
            and page.roles is not None
            and page.roles[at] in ("caption", "byline", "source", "date", "teaser", "comment")
        ):
            continue
        line = page.lines[at]
        if page.cues[at] or not 1 <= len(line.words) <= 32 or page.is_date_line(at):
            continue
        named = page.has_role(at, "title")
        if len(line.words) == 1 and not named:
            continue
        if not named and ((cues.WRITER.match(line.fold) and len(line.words) <= 6) or cues.PUBLISHED.match(line.fold)):
            continue
        if len(line.words) <= 8 and _STAMP.match(line.fold):
            continue
        if len(line.words) >= 4 and is_menu(line.row):
            continue
        score = _title_score(page, at, menus, rivals)
        if best is None or score > best[0]:
            best = (score, at)
    return _above(page, best[1]) if best and best[0] > 0.0 else None


_CLIMB = 12
"""Lines between a title and its deck or caption."""
_KICKERS = (
    "بكلفه",
    "خلال",
    "مع ",
    "رغم",
    "قبل",
    "بعد",
    "تحت",
    "ب ",
    "وسط",
    "في ",
    "عقب",
    "بمشاركه",
    "بحضور",
    "بسبب",
    "بقيمه",
    "ضمن",
)
"""How lines above a title open."""


def _of_article(page: Context, at: int, least: float = 0.28) -> bool:
    """Tell a line that can be one of the article's headlines: no label, no full stop, several of the article's words.

    `least` is the share of its words that the article must have.
    """
    row = page.lines[at].row
    if page.cues[at] or page.lines[at].bullet or not 3 <= row.size <= 25 or row.stop[:1] in ("،", "."):
        return False
    if page.roles is None or page.roles[at] not in ("title", "teaser", "headline", "other"):
        return False
    stems = row.stems
    told = sum(page.topic[stem] > 0 for stem in stems)
    told_of = page.roles[at] == "title" or (told >= 2 and told >= least * len(stems))
    return told_of and not page.is_header_line(at) and not is_signed(row) and not is_menu(row)


def _above(page: Context, at: int) -> int:
    """Return the title's line where `at` is its second headline, or a caption below the line of its date or writer.

    What stands above is the title if it has several of the article's words and no label of the site between them.
    """
    while (higher := _beyond_header(page, at)) is not None:
        at = higher
    first = last = at
    while first > 0 and at - first < 3 and _of_article(page, first - 1):
        first -= 1
    while last + 1 < page.first and last - at < 2 and _of_article(page, last + 1):
        last += 1
    return at if first == last else _chosen(page, range(first, last + 1))


def _beyond_header(page: Context, at: int) -> int | None:
    """Return the headline of the article above the date and the writer that stand above line `at`, if there is one."""
    header = False
    for above in range(at - 1, max(-1, at - _CLIMB - 1), -1):
        row, cue = page.lines[above].row, page.cues[above]
        if cue not in ("", "share", "credit", "notice"):
            return None
        if cue or page.roles is None:
            continue
        role = page.roles[above]
        if page.is_header_line(above) or role in ("date", "byline", "source"):
            header = True
        elif row.size <= 3 or _CLOCK_LAST.search(row.fold):
            continue
        elif not header:
            if role not in ("title", "teaser", "caption", "headline"):
                return None
        elif role != "title" and page.repeated[row.fold] > 1:  # «الدوري - الأسبوع 14» above every match of a strip
            continue
        elif row.stop[:1] != ":" and _of_article(page, above, 0.28 if role == "title" else 0.4):
            return above
        elif role != "caption":
            return None
    return None


_CLOCK_LAST = pattern(r"\d{1,2}:\d\d$")
_CREDIT = pattern(
    r"^(?:جانب من|صوره|لقطه|احدي|مشهد|من مباراه)|[)\]]$|تصوير|عدسه|ارشيفيه|الصوره|المصدر|getty|reuters|رويترز|shutterstock",
    re.IGNORECASE,
)


def second_headlines(page: Context, title: int) -> set[int]:
    """Return the article's headlines right above and right below its title, where no more than three stand there."""
    found: set[int] = set()
    for step in (-1, 1):
        at = title + step
        while 0 <= at < page.first and _of_article(page, at):
            at += step
        near = range(title + 1, at) if step > 0 else range(at + 1, title)
        found.update(near if len(near) <= 3 else ())
    return found


def _chosen(page: Context, stack: range) -> int:
    """Return which of the article's headlines, one below the other, is its title.

    Titles are longer than what stands above them, and have more of the words of the first paragraphs. The weights are those that
    did best on 67 such stacks of written pages.
    """
    lead: set[str] = set()
    for at in [at for at in range(page.first, page.last + 1) if page.inside[at]][:2]:
        lead |= page.lines[at].stems
    scores = []
    for at in stack:
        row = page.lines[at].row
        score = len(row.stems & lead) + 0.8 * min(row.size, 10) + page.has_role(at, "title")
        score -= (
            2.0 * row.fold.startswith(_KICKERS)
            + 3.0 * (not page.has_role(at, "title") and opens_with_verb(row))
            + 5.0 * row.stop.startswith(":")
        )
        scores.append(score - 5.0 * (_CREDIT.search(row.fold) is not None))
    scores[0] += 3.0
    return stack[scores.index(max(scores))]
