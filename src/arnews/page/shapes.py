"""What a line says by itself: its cue, its dates, the evidence that it is a paragraph, its shape in small numbers."""

from __future__ import annotations

import re
from bisect import bisect_right

from arnews.page import cues
from arnews.page.dated import days_of, is_dated
from arnews.page.row import Row
from arnews.patterns import pattern

__all__ = ["cue_of", "inside_body", "is_written", "score_of", "shape_of"]


def is_written(row: Row) -> bool:
    """Tell a line that opens as bylines do: «كتب», «بقلم»."""
    if row.writer is None:
        row.writer = cues.WRITER.match(row.fold) > 0
    return row.writer


def cue_of(row: Row) -> str:
    """Name a line's cue: ``final related share menu notice credit run`` or an empty string."""
    if row.cue is None:
        row.cue = ("run" if _is_run(row) else "menu") if row.cells else _cue_of(row.fold.lstrip("«» "), row.size)
    return row.cue


_NEXT = pattern(r"(?:(?:الخبر|المقال|الموضوع) )?(?:السابق|التالي)(?: [^:|]+$|\s?: (?:\S+ ){3})")
"""The link to the next article, with its headline."""
_PLAYED = pattern(r"[,،] المده \d{1,2}[,:]\d\d$|(?:فيديو|صوت) مدته \d")


_LONGEST_LINK = 32
_OPENERS = (":", "|", "-", "–", "»", "«")
"""What stands between «اقرأ أيضا» and a headline on the same line."""


def _cue_of(fold: str, n: int) -> str:
    if n <= 3 and (fold in cues.SECTION or cues.MENU.match(fold)):
        return "menu"
    if 8 <= n <= _LONGEST_LINK and " التالي" in fold and cues.NEIGHBOURS.match(fold):
        return "related"
    if n <= 12:
        if fold.endswith(".") and fold.startswith(("ايضا", "وايضا")):
            return ""  # a sentence of the article
        if cues.RELATED.match(fold) or (n <= 6 and fold.rstrip(" :").endswith((" ذات صله", " ذات الصله"))):
            return "related"
        if cues.SHARE.match(fold) and n <= 6:
            return "share"
        if cues.FINAL.match(fold):
            return "" if n >= 4 and _NEXT.match(fold) else "final"
        if cues.is_credit(fold) or cues.is_captioned(fold):
            return "" if _PLAYED.search(fold) else "credit"
    elif fold.startswith(("©", "copyright", "حقوق", "جميع الحقوق")):
        return "final"
    elif n <= _LONGEST_LINK and (end := cues.RELATED.match(fold)) and fold[end : end + 2].lstrip()[:1] in _OPENERS:
        return "related"
    elif cues.is_captioned(fold):
        return "credit"
    if n >= 4 and cues.is_notice(fold):
        return "notice"
    return ""


def _is_run(row: Row) -> bool:
    """Tell a run of headlines from a menu, from a paragraph set with wide gaps, and from «نشر في … | آخر تحديث … | …»."""
    if cues.PUBLISHED.match(row.fold) and days_of(row):
        return False
    sizes = [high - low for low, high in row.cells]
    return len(sizes) >= 3 and sum(sizes) / len(sizes) >= 18 and not _is_trail(row)


def _is_trail(row: Row) -> bool:
    """Tell a breadcrumb, «الرئيسية / أخبار / …», from a run of headlines: short cells first, a long one at most last."""
    sizes = [len(row.raw[low:high].split()) for low, high in row.cells]
    return len(sizes) <= 5 and max(sizes[:-1]) <= 3


def score_of(row: Row) -> float:
    """Return the evidence, in log-odds, that a line alone is a paragraph."""
    if row.score is None:
        row.score = _score(row, cue_of(row))
    return row.score


_ARABIC = pattern("[\u0620-\u064a]")
_DIGIT = pattern(r"\d")


def _length(n: int) -> float:
    if n >= 20:
        return 3.0
    if n >= 12:
        return 1.5
    if n >= 7:
        return 0.0
    return -1.0 if n >= 4 else -2.0


def _score(line: Row, cue: str) -> float:
    n = line.size
    if cue in ("run", "menu", "share", "final", "related"):
        return -8.0
    if cue:
        return -6.0
    score = -1.0 + _length(n)
    if line.stop[:1] in (".", "؟", "!", "?", "…", "؛") or (line.stop and n >= 12):
        score += 1.5
    elif line.stop[:1] == ":" and n >= 3:
        score += 0.5
    else:
        score -= 0.7
    if n > 6 and ("،" in line.raw or ". " in line.raw or ", " in line.raw):
        score += 0.5
    if n > 4 and cues.STARTERS.match(line.fold):
        score += 0.8
    if not _ARABIC.search(line.fold, 0, 40):
        score -= 2.0
    if not line.stop and n < 8 and _DIGIT.search(line.fold):
        score -= 1.5
    return score


_CUES = ("", "run", "menu", "share", "related", "notice", "credit", "comment", "tags", "most", "copyright", "final")
_COMMENT = pattern(r"(?:ال)?تعليق|ردود|اضف|اترك|كن اول|شارك ب|لا ت?يوجد|اكتب|comments|leave|\d+ تعليق")
_TAGS = pattern(r"(?:ال)?(?:كلمات|وسوم|وسم|تاغات|تاجز|هاشتاج|علامات)|tags", re.IGNORECASE)
_MOST = pattern(r"(?:ال)?(?:اكثر|اخر|احدث|اهم|مختارات|ترشيحاتنا|اخترنا|شريط|مقترحات|من اختيار)|trending", re.IGNORECASE)
_COPYRIGHT = pattern(r"©|\(c\)|copyright|(?:جميع |كل |كافه )?(?:ال)?حقوق", re.IGNORECASE)
_SOURCE = pattern(r"(?:ال)?مصدر\s*[:：/-]|source\s*:", re.IGNORECASE)
_ADDRESS = pattern(r"https?:|www\.|\w@\w|\.com\b|\.net\b|\.org\b", re.IGNORECASE)
_NAME = pattern(r"^[^\d:؟!?.،,«»\"()|©]{4,40}$")
_PAIR = pattern(r"^[^:|/-]{2,24}\s*[:|/-]\s*[^:|/-]{3,30}$")
_LATIN = pattern("[A-Za-z]")
_LETTERS = pattern(r"[\u0621-\u064a]+")
_N_SIZES = (0, 1, 2, 3, 4, 6, 9, 13, 20, 31)
_STOPS = {".": 1, "؟": 2, "!": 2, "?": 2, ":": 3, "…": 4, "،": 5, "؛": 1}


def _stop(raw: str, stop: str) -> int:
    if not stop:
        return 0
    if raw.endswith(("..", "…")):
        return 4
    return _STOPS.get(stop[0], 6)


def _inner(raw: str) -> int:
    return ("،" in raw or ", " in raw) + 2 * (". " in raw)


def _fine_cue(row: Row) -> int:
    cue = cue_of(row)
    if cue == "final":
        for pattern, name in ((_COMMENT, "comment"), (_TAGS, "tags"), (_MOST, "most"), (_COPYRIGHT, "copyright")):
            if pattern.match(row.fold):
                return _CUES.index(name)
    return _CUES.index(cue)


_AGO = pattern(
    r"(?:^|[•|·،/–—)-]\s?|^\S+ (?:\S+ )?)(?:منذ|قبل) (?:\d{1,3} )?(?:ال)?(?:ثاني|دقيق|دقايق|ساع|يوم|اسبوع|اسابيع|شهر|اشهر|عام|سن|ايام|لحظ|قليل)\w*(?: واحد\w*)?$"
)
"""How long ago another article came out, by itself or behind the name of a paper."""


def _is_ago(fold: str) -> bool:
    return ("منذ" in fold or "قبل" in fold) and _AGO.search(fold) is not None


def _date(row: Row) -> int:
    if row.size > 25 or not _DIGIT.search(row.raw):
        if row.size <= 7 and _is_ago(row.fold):
            return 5
        return 4 if row.size <= 6 and cues.PUBLISHED.match(row.fold) else 0
    if not days_of(row):
        return 5 if row.size <= 3 or (row.size <= 8 and _is_ago(row.fold)) else 0
    if cues.UPDATED.search(row.fold):
        return 3
    return 2 if is_dated(row) else 1


_COMPOUND = frozenset("عبد ابو بن ولد ال ام بنت عبدال".split())
_NO_PERSON = frozenset(",:؛،«»\"'|/-–()0123456789")


def _is_person(raw: str, fold: str, n: int) -> bool:
    """Tell, of a line that opens with a given name, two or three words, four and five of compound names."""
    return n <= 5 and n - sum(word in _COMPOUND for word in fold.split()) <= 3 and not _NO_PERSON & set(raw)


def _writer(raw: str, fold: str, n: int) -> int:
    if n <= 9 and cues.WRITER.match(fold):
        return 1
    if 2 <= n <= 8 and fold.partition(" ")[0] in cues.GIVEN and raw[-1] not in ".؟!…":
        return 5 if _is_person(raw, fold, n) else 4
    if 2 <= n <= 5 and _NAME.match(raw):
        return 2
    return 3 if n <= 6 and _PAIR.match(raw) else 0


def _script(fold: str) -> int:
    head = fold[:60]
    arabic = len(head) - len(_LETTERS.sub("", head))
    if arabic * 2 >= len(head.replace(" ", "")):
        return 0
    if _LATIN.search(head):
        return 1
    return 2 if not arabic else 3


def _marks(raw: str) -> int:
    if "|" in raw or " / " in raw or ">" in raw or "»" == raw[-1:]:
        return 1
    if 0 < raw.find(":", 0, 34) < 34:
        return 2
    if ".." in raw:
        return 3
    if raw[:1] in "«\"“'":
        return 4
    return 5 if " - " in raw or " – " in raw else 0


def _names(raw: str, fold: str, n: int) -> int:
    if n > 20:
        return 0
    if _SOURCE.match(fold):
        return 1
    if ("." in raw or ":" in raw or "@" in raw) and _ADDRESS.search(raw):
        return 2
    if n > 6:
        return 0
    if cues.ends_block(fold):
        return 3
    return 4 if cues.OWN.search(fold) else 0


_OPENING = pattern(
    r"^[(\[«]?[^\s\d()\[\]:/«»-]{2,14}(?: [^\s\d()\[\]:/«»-]{2,14}){0,3}[)\]»]?\s?(?:[-–—ـ/:]|\([^()]{2,20}\)\s?[-–—:]|،[^()]{2,30}\(\w+\))\s?"
)
_CODE = pattern(r"^[\W_]*(?:\w{1,2}[\W_]+){1,4}\w{0,2}[\W_]*$|^[\W_]+$|انتهي")


def _speaks(raw: str, fold: str, n: int, words: list[str]) -> int:
    """Tell how a line speaks: of the site and to the reader (1 to 3), a place and a dash first (4), a code (5)."""
    if n <= 6 and len(fold) <= 24 and _CODE.match(fold):
        return 5
    count = sum(map(cues.SITE_WORDS.__contains__, words[:40]))
    if count and (count > 1 or n < 12):
        return min(3, count) if n < 30 or count > 2 else 1
    return 4 if n >= 8 and _OPENING.match(raw[:70]) else 0


def _starter(fold: str, n: int) -> int:
    if n <= 4 or not cues.STARTERS.match(fold):
        return 0
    return 1 if fold.lstrip('"“«( ').startswith("و") else 2


_PERSON = 16
"""The class of a line that is a person's name."""


def _class(n: int, stop: int, cue: int, date: int, writer: int, script: int) -> int:
    """Return the class of a whole line, for use by its neighbours."""
    if 0 < cue < 12:
        return (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9)[cue]
    if date in (2, 3):
        return 10
    if writer == 5:
        return _PERSON
    if writer == 1:
        return 11
    if script == 1:
        return 12
    if n >= 18 or (n >= 8 and stop in (1, 6)):
        return 13
    if n >= 6:
        return 14
    return 15 if n >= 4 or stop else 0


def inside_body(shape: tuple[int, ...], size: int) -> tuple[int, ...]:
    """Return the shape of a date line that the body holds: there it is a line with a date, and no date line."""
    kind = _class(size, shape[1], shape[4], 1, shape[6], shape[7])
    return (*shape[:5], 1, *shape[6:-1], kind)


def shape_of(row: Row) -> tuple[int, ...]:
    """Return what the letters of a line say.

    In order: length, end, inside, opening, cue, date, writer, script, marks, names, speech, and the class of it all.
    """
    if row.shape is None:
        raw, fold, n = row.raw, row.fold, row.size
        stop, cue, date, writer, script = (
            _stop(raw, row.stop),
            _fine_cue(row),
            _date(row),
            _writer(raw, fold, n),
            _script(fold),
        )
        row.shape = (
            bisect_right(_N_SIZES, n) - 1,
            stop,
            _inner(raw),
            _starter(fold, n),
            cue,
            date,
            writer,
            script,
            _marks(raw),
            _names(raw, fold, n),
            _speaks(raw, fold, n, row.words),
            _class(n, stop, cue, date, writer, script),
        )
    return row.shape
