"""The outlet: from the line that names it, from the copyright line, from the page's own name."""

from __future__ import annotations

import re
from collections import defaultdict

from arnews.page import cues
from arnews.page.context import Context
from arnews.page.lines import fold_page

__all__ = ["PUBLISHED_IN", "find_source"]

PUBLISHED_IN = re.compile(r"^نشرت? (?:في|ب|علي) (.{2,40}?) (?:يوم|بتاريخ|في|الساعه)\s")
_SOURCE = re.compile(r"^(?:ال)?مصدر\s*[:：/-]\s*(.{2,60})$|^source\s*:\s*(.{2,60})$", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:جميع|كل|كافه)?\s*(?:ال)?حقوق (?:ال)?(?:نشر |طبع |ملكيه |الطبع والنشر |النشر )?(?:ال)?محفوظه|©|\(c\)|copyright|all rights reserved",
    re.IGNORECASE,
)
_RIGHTS_HINTS = ("محفوظ", "©", "(c)", "copyright", "reserved")
_NOISE = re.compile(
    r"(?:جميع|كل|كافه)?\s*(?:ال)?حقوق (?:(?:ال)?نشر |(?:ال)?طبع |(?:ال)?ملكيه |(?:ال)?طبع و(?:ال)?نشر )?(?:ال)?محفوظه|(?:جميع |كل |كافه )?(?:ال)?حقوق (?:(?:ال)?طبع و)?(?:ال)?نشر|محفوظه(?= ?ل)|©|\(c\)|copyright|all rights reserved"
    r"|(?:managed|powered|designed|developed) by.*|(?:تصميم|تطوير|برمجه).*|(?:19|20)\d\d|[-–—|.,،]+(?=\s)|\bby\b",
    re.IGNORECASE,
)
_KIND = re.compile(r"^ل?(?:موقع|صحيفه|جريده|شبكه|موسسه|شركه)$")
_OF = re.compile(r"^ل(?:ـ|(?=ال|[A-Za-z]|بوابه|وكاله|قناه|مجله|دار))")
_PLACES_IN_L = ("لبنان", "لندن", "ليبيا", "لها", "لوسيل")
_OWNED = re.compile(r"محفوظه ل[^\s]{4}")
_NUMBER = re.compile(r"\d")
_NOBODY = frozenset(
    "وكالات|وكاله|وكالات الانبا|متابعات|خاص|مواقع|صحف|الانترنت|مواقع التواصل|مواقع الكترونيه|وسايل اعلام|تواصل اجتماعي|اعلام".split(
        "|"
    )
)
_AGENCY = re.compile(
    r"^(?:وكاله .*|رويترز|ا ?\.?ف ?\.?ب|فرانس برس|د ?ب ?ا|الاناضول|اسوشيتد برس|ا ?ب|deutsche welle|afp|reuters|ap|غيتي|جيتي|getty.*)$",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|info|ae|sa|eg|ma|tn|dz|jo|lb|iq|ps|sy|ye|ly|sd|qa|kw|bh|om|tv|news|io|co|me))(?:/|\b)",
    re.IGNORECASE,
)


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" .,،:;-–—|*\"'()[]«»©/")


def _strip_for(name: str) -> str:
    """Take «لـ», «ل» and «لموقع» off a name: «محفوظة لصحيفة الوطن» is of «الوطن»."""
    words = name.split()
    while words and (fold_page(words[0]) in ("ل", "لدي", "لصالح", "©") or _KIND.match(fold_page(words[0]))):
        words = words[1:]
    if words and words[0].startswith("لل") and len(words[0]) > 4:
        words[0] = "ال" + words[0][2:]
    elif words and (found := _OF.match(fold_page(words[0]))):
        words[0] = words[0].removeprefix("ل").removeprefix("ـ") if found[0] else words[0]
    return " ".join(words)


def _rights_name(page: Context, at: int) -> str | None:
    """Return the owner that a copyright line names, or the line after it where the line is cut off."""
    raw = page.lines[at].raw
    if len(page.lines[at].words) > 24:
        return None
    name = _clean(_strip_for(_clean(_raw_without(raw))))
    if _OWNED.search(page.lines[at].fold) and name.startswith("ل") and not name.startswith(_PLACES_IN_L):
        name = name[1:]  # «محفوظة لمصراوي»
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


def _speaks_of_rights(fold: str) -> bool:
    low = fold.lower()
    return any(hint in low for hint in _RIGHTS_HINTS) and _RIGHTS.search(low) is not None


class _Votes:
    """Names with the weight of what speaks for them."""

    def __init__(self) -> None:
        self.weights: defaultdict[str, float] = defaultdict(float)
        self.names: dict[str, str] = {}

    def add(self, name: str, weight: float) -> None:
        """Give a name more weight."""
        key = fold_page(name)
        if key:
            self.weights[key] += weight
            self.names.setdefault(key, name)

    def best(self) -> str | None:
        """Return the name with the most weight, the first of equals."""
        return self.names[max(self.weights, key=lambda key: self.weights[key])] if self.weights else None


def _vote_line(page: Context, at: int, votes: _Votes) -> None:
    """Count what one line says of the outlet."""
    line = page.lines[at]
    n = len(line.words)
    if n <= 16 and (found := PUBLISHED_IN.match(line.fold)):
        size = len(found[1].split())
        if not _NUMBER.search(found[1]):
            votes.add(" ".join(line.raw.split()[2 : 2 + size]), 10.0)
    elif n <= 12 and (found := _SOURCE.match(line.fold)):
        head = line.raw.split(":", 1)[-1] if ":" in line.raw else line.raw
        name = _clean(re.split(r"\s[-–|]\s", head)[0])
        key = fold_page(name)
        if key not in _NOBODY:
            after = at > page.last >= 0
            if not (after and _AGENCY.match(key)):  # the agency that wired the story is not the outlet
                votes.add(name, 3.0 if after else 8.0)
    elif n <= 24 and _speaks_of_rights(line.fold) and (name := _rights_name(page, at) or ""):
        votes.add(name, 5.0)
    elif _names_itself(page, at):
        votes.add(_clean(line.raw), 3.0 if at < page.first else 1.0)


def _names_itself(page: Context, at: int) -> bool:
    """Tell a line that the model takes for the outlet's name, and that is no section, date or agency."""
    line = page.lines[at]
    if len(line.words) > 5 or not page.has_role(at, "source") or page.is_date_line(at):
        return False
    return line.fold not in _NOBODY and line.fold.partition(" ")[0] not in cues.SECTION and not _AGENCY.match(line.fold)


def find_source(page: Context, title: int | None) -> str | None:
    """Return the outlet's name."""
    votes = _Votes()
    for at in range(len(page.lines)):
        if not page.inside[at] and page.cues[at] not in ("menu", "run"):
            _vote_line(page, at, votes)
    if title is not None:
        for at in range(title + 1, page.first):
            key = page.lines[at].fold
            if not page.cues[at] and votes.weights.get(key, 0.0) >= 5.0:
                votes.weights[key] += 3.0
    if not votes.weights and title is not None:
        _vote_dated(page, title, votes)
    if not votes.weights and page.lines:
        head = page.lines[0]
        plain = not page.cues[0] and page.first > 1 and title != 0 and not page.is_header_line(0)
        if plain and len(head.words) <= 4 and not page.has_role(0, "title") and ":" not in head.raw:
            votes.add(_clean(head.raw), 1.0)
    if not votes.weights:
        for line in reversed(page.lines):
            if len(line.words) <= 12 and (found := _DOMAIN.search(line.raw)):
                votes.add(found[1], 0.5)
                break
    return votes.best()


def _vote_dated(page: Context, title: int, votes: _Votes) -> None:
    """Read «الاسم | التاريخ» and «الاسم - التاريخ» next to the title."""
    for at in range(max(0, title - 2), page.first):
        days = page.days(at) if at != title else []
        if not days:
            continue
        head = re.split(r"\s[|–-]\s", page.lines[at].raw[: days[0].start_char])
        plain = fold_page(head[0]).strip()
        named = 1 <= len(plain.split()) <= 4 and not plain.startswith("منذ ") and plain not in cues.SECTION
        if len(head) > 1 and named:
            votes.add(_clean(head[0]), 1.0)
