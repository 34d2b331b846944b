"""The outlet: from the line that names it, from the copyright line, from the page's own name."""

from __future__ import annotations

import re
from collections import defaultdict

from arnews.page import cues
from arnews.page.context import Context
from arnews.page.lines import fold_page

__all__ = ["find_source"]

_PUBLISHED_IN = re.compile(r"^نشرت? (?:في|ب|علي) (.{2,40}?) (?:يوم|بتاريخ|في|الساعه)\s")
_SOURCE = re.compile(r"^(?:ال)?مصدر\s*[:：/-]\s*(.{2,60})$|^source\s*:\s*(.{2,60})$", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:جميع|كل|كافه)?\s*(?:ال)?حقوق (?:ال)?(?:نشر |طبع |ملكيه |الطبع والنشر |النشر )?(?:ال)?محفوظه|©|\(c\)|copyright|all rights reserved", re.IGNORECASE
)
_NOISE = re.compile(
    r"(?:جميع|كل|كافه)?\s*(?:ال)?حقوق (?:(?:ال)?نشر |(?:ال)?طبع |(?:ال)?ملكيه |الطبع والنشر )?(?:ال)?محفوظه|حقوق النشر|©|\(c\)|copyright|all rights reserved"
    r"|(?:managed|powered|designed|developed) by.*|(?:تصميم|تطوير|برمجه).*|(?:19|20)\d\d|[-–—|.,،]+(?=\s)|\bby\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"^(?:لدي|ل(?:صالح|فايده)?)\s+|^ل(?=ل|موقع|صحيفه|جريده|موسسه|شبكه|وكاله|قناه|بوابه|مجله|شركه|دار)")
_KIND = re.compile(r"^ل?ل?(?:موقع|صحيفه|جريده|شبكه|بوابه|لموقع|لصحيفه|لجريده|لشبكه|لبوابه|قناه|لقناه|موسسه|لموسسه|وكاله|لوكاله|مجله|لمجله)$")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|info|ae|sa|eg|ma|tn|dz|jo|lb|iq|ps|sy|ye|ly|sd|qa|kw|bh|om|tv|news|io|co|me))(?:/|\b)", re.IGNORECASE)


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" .,،:;-–—|*\"'()[]«»©/")


def _strip_for(name: str) -> str:
    """Take «لـ», «ل» and «لموقع» off a name: «محفوظة لصحيفة الوطن» is of «الوطن»."""
    words = name.split()
    while words and (fold_page(words[0]) in ("ل", "لدي", "لصالح", "©") or _KIND.match(fold_page(words[0]))):
        words = words[1:]
    if words and words[0].startswith("لل") and len(words[0]) > 4:
        words[0] = "ال" + words[0][2:]
    elif words and words[0].startswith("لـ") and len(words[0]) > 3:
        words[0] = words[0][2:]
    return " ".join(words)


def _rights_name(page: Context, at: int) -> str | None:
    """Return the owner that a copyright line names, or the line after it where the line is cut off."""
    raw = page.lines[at].raw
    if len(page.lines[at].words) > 24:
        return None
    name = _raw_without(raw)
    name = _clean(_strip_for(_clean(name)))
    if len(name) >= 2 and 1 <= len(name.split()) <= 6:
        return name
    if not name and at + 1 < len(page.lines) and len(page.lines[at + 1].words) <= 4:
        return _clean(_strip_for(page.lines[at + 1].raw))
    return None


def _raw_without(raw: str) -> str:
    """Drop the words of a copyright line that name nobody."""
    kept = [word for word in raw.split()]
    folded = [fold_page(word) for word in kept]
    text = " ".join(folded)
    marks = [False] * len(text)
    for match in _NOISE.finditer(text):
        for at in range(*match.span()):
            marks[at] = True
    out, at = [], 0
    for word, plain in zip(kept, folded, strict=True):
        if not all(marks[at : at + len(plain)]) and plain:
            out.append(word)
        at += len(plain) + 1
    return " ".join(out)


def find_source(page: Context, title: int | None) -> tuple[str | None, str | None]:
    """Return the outlet's name, and the rest of the title where the title's line names the outlet too."""
    votes: defaultdict[str, float] = defaultdict(float)
    names: dict[str, str] = {}

    def vote(name: str, weight: float) -> None:
        key = fold_page(name)
        if key:
            votes[key] += weight
            names.setdefault(key, name)

    for at, line in enumerate(page.lines):
        if page.inside[at] or page.cues[at] in ("menu", "run"):
            continue
        n = len(line.words)
        if n <= 16 and (found := _PUBLISHED_IN.match(line.fold)):
            size = len(found[1].split())
            vote(" ".join(line.raw.split()[2 : 2 + size]), 10.0)
        elif n <= 12 and (found := _SOURCE.match(line.fold)):
            head = line.raw.split(":", 1)[-1] if ":" in line.raw else line.raw
            vote(_clean(re.split(r"\s[-–|]\s", head)[0]), 8.0)
        elif n <= 24 and _RIGHTS.search(line.fold) and (name := _rights_name(page, at)):
            vote(name, 5.0)
    start = 0 if title is None else title
    for at in range(start, page.first):
        line = page.lines[at]
        if at != title and not page.cues[at] and len(line.words) <= 4 and (key := line.fold) in votes:
            votes[key] += 3.0
    rest = None
    if not votes and page.lines:
        head = page.lines[0]
        if len(head.words) <= 4 and not page.cues[0] and page.first > 1 and title != 0 and not page.is_header_line(0):
            vote(_clean(head.raw), 1.0)
    if not votes:
        for line in reversed(page.lines):
            if found := _DOMAIN.search(line.raw):
                vote(found[1], 0.5)
                break
    if not votes:
        return None, rest
    return names[max(votes, key=lambda key: votes[key])], rest
