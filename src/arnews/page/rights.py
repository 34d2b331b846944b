"""The owner that a copyright line names."""

from __future__ import annotations

import re

from arnews.page.context import Context
from arnews.page.outlet import MOTTO
from arnews.page.row import Row, fold_page
from arnews.patterns import pattern

__all__ = ["rights_names", "speaks_of_rights"]

_RIGHTS = pattern(
    r"حقوق (?:ال)?(?:نشر|طبع|ملكيه|نسخ|تاليف)|(?:ال)?حقوق محفوظه|محفوظه (?:ال)?حقوق|محفوظه|©|\(c\)|ⓒ|copyright|all rights reserved",
    re.IGNORECASE,
)
_HINTS = ("محفوظ", "©", "(c)", "ⓒ", "copyright", "reserved", "حقوق")
_NOISE = pattern(
    r"(?:جميع|كل|كافه|©)?\s*(?:ال)?(?:جميع )?(?:ال)?حقوق(?: (?:ال)?(?:نشر|طبع|ملكيه|نسخ|تاليف|فكريه))?(?: (?:و(?:ال)?(?:نشر|طبع|ملكيه|تاليف)|الفكريه))*(?: (?:ال)?محفوظه)?"
    r"|(?:ال)?محفوظه(?= ?ل|\s|$)|صادره? عن|تصدر عن|(?:لدي|لصالح)(?= )|©|ⓒ|\(c\)|copyright|all rights reserved"
    r"|(?:managed|powered|designed|developed) by.*|(?:تصميم|تطوير|برمجه|استضافه).*|(?:يمنع|يحظر|لا يجوز|ولا يجوز|دون|بغير|تحت طايله)[^.]*\.?|(?:19|20|١٩|٢٠)\d\d(?:\s?[-–]\s?(?:19|20|١٩|٢٠)\d\d)?|\bby\b",
    re.IGNORECASE,
)
_KIND = pattern(r"^(?:ل(?:ـ)?|لل)?(?:موقع|صحيفه|جريده|شركه)$")
_PAPER = pattern(r"^(?:لـ?)?(صحيفة|جريدة)$")
_OF = pattern(r"^ل(?:ـ|(?=ال|[A-Za-z]|بوابه|وكاله|قناه|مجله|دار|راديو|منصه|موسسه|شبكه))")
_PLACES_IN_L = ("لبنان", "لندن", "ليبيا", "لها", "لوسيل")
_KINDS_AFTER_AND = ("بوابه", "جريده", "صحيفه", "موقع", "مجله")
_OWNED = pattern(r"محفوظه ل[^\s]{4}")
_MAKER = pattern(r"(?:تصميم|برمجه|تطوير|تنفيذ|استضافه|انجاز)|(?:powered|designed|developed)", re.IGNORECASE)
_WITHIN = pattern(
    r"(?<![^\W\d_])ل?((?:موقع|صحيفة|جريدة|بوابة|وكالة|شبكة|قناة) (?:[^\s،,.]{3,}(?: [^\s،,.–|-]{3,}){1,2}(?=\s*[-–|،,.]|$)"
    r"|[^\s،,.]{3,}(?: نيوز| اليوم| أونلاين)?))"
)
"""A name inside a sentence on rights."""
_SPLIT = pattern(r"\s+[-–—|/]\s+|\s*\|\s*|[،,]\s|\.\s")
_EDGE = " .,،:;-–—|*\"'[]«»©/_#ـ"


def speaks_of_rights(row: Row) -> bool:
    """Tell a line that speaks of copyright."""
    if row.rights is None:
        low = row.fold.lower()
        row.rights = any(hint in low for hint in _HINTS) and _RIGHTS.search(low) is not None
    return row.rights


def _without_noise(raw: str) -> str:
    """Drop the words of a copyright line that name nobody; a bar stands where some were."""
    words = raw.replace("©", " © ").replace("|", " | ").split()
    folded = [fold_page(word) for word in words]
    text = " ".join(folded)
    gone = bytearray(len(text) + 1)
    for match in _NOISE.finditer(text):
        gone[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    out: list[str] = []
    at = 0
    for word, plain in zip(words, folded, strict=True):
        bare = plain.rstrip("،,.:؛")
        if plain and not (bare and all(gone[at : at + len(bare)])):
            out.append(word)
        elif out and out[-1] != "|":
            out.append("|")
        at += len(plain) + 1
    return " ".join(out)


def _bare(name: str, owned: bool) -> str:
    """Take «لـ», «ل», «لموقع» off a name: «محفوظة لصحيفة الوطن» is of «الوطن», «لجريدة الوطن الكويتية» of «جريدة الوطن الكويتية»."""
    words = name.strip(_EDGE).split()
    if len(words) > 2 and (found := _PAPER.match(words[0])) and fold_page(words[-1]).removeprefix("ال") in MOTTO:
        return " ".join((found[1], *words[1:]))
    while words and (
        fold_page(words[0]) in ("ل", "لدي", "لصالح", "©", "") or (len(words) > 1 and _KIND.match(fold_page(words[0])))
    ):
        words = words[1:]
    if not words:
        return ""
    if words[0].startswith("و") and fold_page(words[0][1:]).startswith(_KINDS_AFTER_AND):
        words[0] = words[0][1:]
    if words[0].startswith("لـ") and len(words[0]) > 3:  # the letter U+0640 stretches «ل»
        words[0] = words[0][2:]
    elif words[0].startswith("لل") and len(words[0]) > 4:
        words[0] = "ال" + words[0][2:]
    elif found := _OF.match(fold_page(words[0])):
        words[0] = words[0].removeprefix("ل").removeprefix("ـ") if found[0] else words[0]
    elif owned and words[0].startswith("ل") and not words[0].startswith(_PLACES_IN_L):
        words[0] = words[0][1:]
    return " ".join(words).strip(_EDGE)


def rights_names(page: Context, at: int) -> list[str]:
    """Return the owners that a copyright line names, the likeliest first; those of the next line where it is cut off."""
    line = page.lines[at]
    if len(line.words) > 12 and (inner := _WITHIN.search(line.raw)):
        return [_bare(inner[1], False)]
    if len(line.words) > 24:
        return []
    owned = _OWNED.search(line.fold) is not None
    names = [_bare(part, owned) for part in _SPLIT.split(_without_noise(line.raw))]
    names = [name for name in names if 2 <= len(name) and 1 <= len(name.split()) <= 6 and not name.isdigit()]
    if names or at + 1 >= len(page.lines):
        return names[:3]
    after = page.lines[at + 1]
    if (
        len(after.words) <= 4
        and not _MAKER.match(after.fold)
        and not page.inside[at + 1]
        and page.cues[at + 1] in ("", "menu")
    ):
        return [name for name in [_bare(after.raw, True)] if len(name) >= 2]
    return []
