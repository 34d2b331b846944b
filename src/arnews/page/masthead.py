"""The name above the menu: first line of the page, names that the copyright line and the site's own sentences repeat."""

from __future__ import annotations

import re

from arnews.page import cues
from arnews.page.beside import is_person
from arnews.page.context import Context
from arnews.page.lines import fold_page
from arnews.page.outlet import (
    AGENCY,
    COUNTRIES,
    MASTHEAD,
    NUMBER,
    OTHER,
    PARTS,
    Name,
    can_name,
    clean,
    has_kind,
    is_plain_name,
    own_words,
    without_latin,
)
from arnews.page.row import Row
from arnews.page.shapes import shape_of
from arnews.patterns import pattern

__all__ = ["HEAD", "common_word", "first_line", "mastheads", "recurring", "shorter", "spoken", "spoken_to"]

HEAD = 6
"""Lines in which a masthead stands."""


_NO_NAME = pattern(r"^اليوم (?:ال|\d)|الصلاه|الطبعه|النسخه|وظايف|اعلاني|^عضو|^مشرف|منتدي|القايمه|^دراسات$|تحديث")


_ABOVE = pattern(
    r"^(?:اعلان(?:ات)?|advertisement|ad|menu|(?:تخطي|تجاوز|انتقل|اذهب) (?:الي|ل).*|skip to .*)$", re.IGNORECASE
)
"""What may stand above the masthead: advertisements, links for those who cannot see the page."""


def first_line(page: Context, title: int | None) -> list[Name]:
    """Read the first line as a masthead: «الصحيفة», «الصحيفة | شعار», «الصحيفة - …»."""
    top = next((at for at, line in enumerate(page.lines[:3]) if not _ABOVE.match(line.fold)), 0)
    if (
        not page.lines
        or page.inside[top]
        or title == top
        or page.cues[top] in ("run", "notice", "share")
        or page.is_date_line(top)
    ):
        return []
    line = page.lines[top]
    parts = [without_latin(clean(part)) for part in PARTS.split(line.raw)]
    names = [
        part for part in parts if 1 <= len(part.split()) <= 5 and not NUMBER.search(part) and can_name(fold_page(part))
    ]
    if (
        not names
        or len(line.words) > 12
        or _NO_NAME.search(line.fold)
        or (len(parts) == 1 and not is_plain_name(page, top))
    ):
        return []
    # Before a menu the first line may as well be its first entry.
    bare = 2.0 if len(page.lines) > top + 1 and (len(parts) > 1 or len(page.lines[top + 1].words) > 3) else 1.2
    motto = ".. " in line.raw  # «الاسم .. جريدة كل الناس»
    return [
        Name(
            name,
            (bare if at == 0 else 0.7) + 1.5 * (not (at and motto) and (has_kind(name) or _has_tail(name))),
            MASTHEAD,
            top,
        )
        for at, name in enumerate(names[:2])
        if ":" not in name
    ]


def common_word(page: Context, title: int | None) -> list[Name]:
    """Read a paper called by a common word («الأخبار»): first line of the page, and alone again beside writer or date."""
    if not page.lines or title is None:
        return []
    top = page.lines[0]
    if top.row.size != 1 or top.fold not in cues.SECTION or not top.fold.startswith("ال"):
        return []
    for at in range(title + 1, min(page.first + 3, len(page.lines) - 1)):
        if page.lines[at].fold == top.fold and (
            page.is_header_line(at + 1) or page.is_header_line(at - 1) or is_person(page.lines[at + 1].row)
        ):
            return [Name(clean(top.raw), 2.0, MASTHEAD, 0)]
    return []


_TAIL = pattern(
    r"\S+ (?:نيوز|اونلاين|برس|نت|دوت كوم|ميديا|تي في|بلس|بوست|تايمز|الاخباريه|الالكترونيه|الاخباري|الالكتروني)$|\S\.نت$"
)


def _has_tail(name: str) -> bool:
    """Tell a name that ends as the names of sites do."""
    return _TAIL.match(fold_page(name)) is not None


def mastheads(page: Context, title: int | None, owners: list[frozenset[str]]) -> list[Name]:
    """Read names by themselves above the article that share their words with the owner of the copyright."""
    top = page.first if title is None else title
    found = []
    for at in range(min(top, HEAD)) if owners else ():
        name = without_latin(clean(PARTS.split(page.lines[at].raw)[0]))
        if not 1 <= len(name.split()) <= 5 or page.is_header_line(at):
            continue
        plain = fold_page(name)
        key, section = own_words(name), plain in cues.SECTION or plain in COUNTRIES
        if section and at > 1:
            continue
        if any(key == owner if section else key <= owner or owner <= key for owner in owners):
            found.append(Name(name, 2.0, MASTHEAD, at))
    return found


def spoken(page: Context) -> list[Name]:
    """Read names by themselves that the site's own sentences repeat: «تابعوا الاسم على …», «تطبيق الاسم»."""
    voices = [
        line.fold
        for at, line in enumerate(page.lines)
        if not page.inside[at] and 4 <= len(line.words) and _is_voice(line.row)
    ]
    if not voices:
        return []
    text = " \n ".join(voices) + " "
    found = []
    for at in range(min(len(page.lines), page.first)):
        row = page.lines[at].row
        if (
            row.size <= 4
            and len(row.fold) >= 4
            and row.fold not in cues.SECTION
            and f" {row.fold} " in text
            and is_plain_name(page, at)
        ):
            found.append(Name(clean(row.raw), 2.5, MASTHEAD, at))
    return found


_TOLD = pattern(
    r"(?<![^\W\d_])ل(?:ـ|ل)?\s?(?:موقع |صحيفة |وكالة |قناة |شبكة |جريدة |راديو )?[\"«“”]\s?([^\"«»“”\d]{2,26}?)\s?[\"»“”]"
)
"""To whom people speak in an article: «قال لـ«المنارة»»."""


def spoken_to(page: Context) -> list[Name]:
    """Read the outlet to which the people of the article speak."""
    found: dict[str, list[tuple[str, int]]] = {}
    for at, line in enumerate(page.lines):
        if page.inside[at] and "ل" in line.raw:
            for match in _TOLD.finditer(line.raw):
                name = clean(match[1])
                plain = fold_page(name)
                if len(plain.split()) <= 4 and can_name(plain) and not AGENCY.match(plain):
                    found.setdefault(plain, []).append((name, at))
    return [Name(rows[0][0], 3.2 if len(rows) == 1 else 4.5, OTHER, rows[0][1]) for rows in found.values()]


_OFTEN = 3
"""Entries of a menu in which a masthead's word recurs."""


def recurring(page: Context, title: int | None) -> list[Name]:
    """Read a name by itself near the top whose word recurs in entries of the menu: «المنارة», «المنارة الرياضية», «المنارة PDF»."""
    found = []
    short: set[str] = set()
    for at in range(min(page.first if title is None else title, HEAD)):
        line = page.lines[at]
        if not 1 <= line.row.size <= 3 or not is_plain_name(page, at):
            continue
        own = own_words(line.raw)
        if any(word in cues.SITE_WORDS or len(word) < 2 for word in own):
            continue
        short = short or {other.fold for other in page.lines if other.row.size <= 4}
        alike = [fold for fold in short if fold != line.fold and all(word in fold.lower() for word in own)]
        if len(alike) >= _OFTEN and sum(own <= own_words(fold) for fold in alike) >= _OFTEN:
            found.append(Name(without_latin(clean(line.raw)), 4.5, MASTHEAD, at))
    return found[:1]


def _is_voice(row: Row) -> bool:
    return shape_of(row)[10] in (1, 2, 3)


def shorter(names: list[Name], keys: list[frozenset[str]], alike: list[int], chosen: int) -> int:
    """Return the masthead's bare name where the chosen one adds its kind and its country to it: «جريدة المنارة القطرية»."""
    if names[chosen].rank != MASTHEAD or not has_kind(names[chosen].text):
        return chosen
    bare = [
        at for at in alike if names[at].at < names[chosen].at and names[at].rank == MASTHEAD and keys[at] < keys[chosen]
    ]
    return bare[0] if bare else chosen
