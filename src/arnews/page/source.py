"""The outlet: what the page's lines say of it, weighed, and the form of the name that the page itself uses most.

Evidence comes from the line that names the paper of an article («نشر في …», «المصدر: …»), the copyright line, the masthead, a
name by itself next to the date, the end of the title. Forms of one name («عكاظ», «مؤسسة عكاظ للصحافة والنشر») support each other.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from arnews.page import cues
from arnews.page.address import find_domain
from arnews.page.context import Context
from arnews.page.given import CITIES
from arnews.page.lines import Row, fold_page
from arnews.page.rights import rights_names, speaks_of_rights
from arnews.page.shapes import shape_of
from arnews.patterns import pattern

__all__ = ["PUBLISHED_IN", "find_source"]

PUBLISHED_IN = pattern(
    r"^(?:نشرت? (?:في|ب|علي)|(?:اضيفت?|وردت?|نقلت?) (?:من|عن)) (.{2,40}?) (?:يوم|بتاريخ|في|الساعه)\s"
)
_SOURCE = pattern(
    r"^(?:(?:ال)?مصدر(?: الخبر)?|نقلا عن|source)\s*[:：/-]\s*(.{2,60})$|^نقلا عن (.{2,40})$", re.IGNORECASE
)
_NUMBER = pattern(r"\d{4}|\d\s?[/:.-]|[/:.-]\s?\d|^\d")
_NOBODY = frozenset(
    "الاثنين|الثلاثاا|الثلاثا|الاربعاا|الاربعا|الخميس|الجمعه|السبت|الاحد|وكالات|وكاله|وكالات الانبا|متابعات|خاص|مواقع|صحف|الانترنت|مواقع التواصل|مواقع الكترونيه|وسايل اعلام|تواصل اجتماعي|اعلام|الصحافه البريطانيه".split(
        "|"
    )
)
_AGENCY = pattern(
    r"^(?:وكاله .*|رويترز|ا ?\.?ف ?\.?ب|فرانس برس|د ?\.?ب ?\.?ا|الاناضول|اسوشيتد برس|ا ?ب|سبوتنيك|نوفوستي|واس|وام|قنا|deutsche welle|afp|reuters|ap|غيتي|جيتي|getty.*)$",
    re.IGNORECASE,
)
_PARTS = pattern(r"\s+[-–—|/]\s+|\s*\|\s*|،\s|\s+\[")
_COMMON = frozenset(
    """صحيفه جريده موقع شبكه وكاله بوابه قناه مجله موسسه شركه منصه اذاعه راديو دار الاخباريه اخباريه الالكترونيه الاعلاميه للصحافه والنشر للنشر للاعلام الاعلام نيوز برس نت
    اونلاين اليوم العربيه العربي عربي الدوليه الانبا للانبا news arabic online press tv the media agency الوطنيه اخبار الاخبار الرسمي الرسميه""".split()
)


_AGO = pattern(r"\s*[•·|،/–—-]?\s*(?<!\S)(?:منذ|قبل) (?:\d{1,3} )?[^\s]{3,8}(?: واحدة?)?$")
"""How long ago an article came out, behind the paper that an aggregator names."""
_HEAD = 6
"""Lines in which a masthead stands."""


_OPENINGS = ("نشر", "اضيف", "ورد", "مصدر", "المصدر", "نقلا", "source", "Source", "SOURCE")


class _Name(NamedTuple):
    text: str
    weight: float
    rank: int
    """Which kind of line gave it; the lower is the likelier to have the name in its usual form."""
    at: int


_EXPLICIT, _BESIDE, _MASTHEAD, _SUFFIX, _RIGHTS, _OTHER = range(6)


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" .,،:;-–—|*\"'[]«»©/_#")


def _key(name: str) -> frozenset[str]:
    """Return the words that tell an outlet from others; all words where none does."""
    words = [word.strip("()،.,-") for word in fold_page(name).lower().split()]
    plain = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words if word]
    own = [bare for bare, word in zip(plain, words, strict=False) if word not in _COMMON and bare not in _COMMON]
    return frozenset(own or plain)


def _explicit(page: Context, at: int) -> _Name | None:
    """Read «نشر في … يوم …» and «المصدر: …»."""
    line = page.lines[at]
    n = len(line.words)
    if n > 16 or not line.fold.startswith(_OPENINGS):
        return None
    if found := PUBLISHED_IN.match(line.fold):
        if not _NUMBER.search(found[1]) and len(raw := line.raw.split()) == n:
            return _Name(" ".join(raw[2 : 2 + len(found[1].split())]), 10.0, _EXPLICIT, at)
    elif n <= 12 and (found := _SOURCE.match(line.fold)):
        head = line.raw.split(":", 1)[-1] if ":" in line.raw else " ".join(line.raw.split()[2:])
        name = _clean(re.split(r"\s[-–|+]\s|\s{3,}", head)[0])
        name = _clean(name.removeprefix("خاص ")) if len(name.split()) > 1 else name
        key, after = fold_page(name), at > page.last >= 0
        if name and key not in _NOBODY and not _NUMBER.search(name) and not (after and _AGENCY.match(key)):
            return _Name(name, 3.0 if after else 8.0, _OTHER if after else _EXPLICIT, at)
    return None


def _plain_name(page: Context, at: int) -> bool:
    """Tell a line that can be a name by itself: a few words, no section, date, agency, byline."""
    line = page.lines[at]
    if (
        not 1 <= len(line.words) <= 6
        or page.cues[at] not in ("", "menu")
        or line.cells
        or line.stop[:1] in (":", "؟", ".")
    ):
        return False
    if _NUMBER.search(line.fold) or line.fold in cues.SECTION:
        return False
    return _can_name(line.fold) and not page.is_header_line(at)


def _can_name(plain: str) -> bool:
    """Tell whether folded words can be an outlet: no section, day of the week, country, bare agency or editor."""
    if not cues.OWN.match(plain.removeprefix("ال")) and any(word in cues.SITE_WORDS for word in plain.split()):
        return False
    if plain.lower() in _ENGLISH_MENU:
        return False
    return (
        plain not in _NOBODY
        and plain not in cues.SECTION
        and plain not in _COUNTRIES
        and not plain.startswith(("محرر", "مراسل", "منذ "))
    )


_ENGLISH_MENU = frozenset(
    "home news sport sports business culture world tv live more menu search arabic english login opinion video".split()
)
_COUNTRIES = frozenset(
    "المملكه العربيه السعوديه|الجمهوريه اللبنانيه|جمهوريه مصر العربيه|المملكه الاردنيه الهاشميه|المملكه المغربيه|دوله الامارات العربيه المتحده|دوله قطر|دوله الكويت|السعوديه"
    "|لبنان|العراق|الجزاير|المغرب|تونس|ليبيا|اليمن|سوريا|فلسطين|الاردن|قطر|الكويت|البحرين|عمان|الامارات|السودان|موريتانيا".split(
        "|"
    )
)


def _lone(page: Context, at: int, title: int | None) -> _Name | None:
    """Read a name by itself: beside the article's date, or as the masthead."""
    line, source = page.lines[at], page.has_role(at, "source")
    kind = len(line.words) <= 6 and line.fold.removeprefix("ال").startswith(_KINDS)
    source = source and (kind or len(line.words) <= 4) and line.fold not in CITIES
    if not (kind or source) or not _plain_name(page, at) or _LABEL.search(line.fold):
        return None
    name = _clean(_PARTS.split(line.raw)[0])
    if title is not None and title < at < page.first:
        weight = 9.0 if source and kind else 5.0 if source else 6.0 if kind else 0.0
        if source and not kind and _AGENCY.match(line.fold):
            return None
        return _Name(name, weight, _BESIDE, at) if weight else None
    if at < page.first and (source or kind):
        weight = 4.0 if source and kind else 3.0 if at < _HEAD else 1.2
        return _Name(name, weight, _MASTHEAD if at < _HEAD else _OTHER, at)
    return _Name(name, 1.0, _OTHER, at) if source and at > page.last else None


_HINTS = (
    *_OPENINGS,
    *(
        f"{the}{kind}"
        for the in ("", "ال")
        for kind in (
            "صحيفه",
            "جريده",
            "موقع",
            "شبكه",
            "وكاله",
            "بوابه",
            "قناه",
            "مجله",
            "موسسه",
            "منصه",
            "اذاعه",
            "راديو",
        )
    ),
)
_KINDS = ("صحيفه", "جريده", "موقع", "شبكه", "وكاله", "بوابه", "قناه", "مجله", "موسسه", "منصه", "اذاعه", "راديو")


_NO_NAME = pattern(r"^اليوم (?:ال|\d)|الصلاه|الطبعه|النسخه|وظايف|اعلاني|^عضو|^مشرف|منتدي|القايمه|^دراسات$|تحديث")
_LABEL = pattern(r"^(?:اخر |تم )?(?:ال)?نشر$|^حدث$|^(?:اخر |تم )?(?:ال)?تحديث")
"""What stands before a date and names nobody."""


def _first_line(page: Context, title: int | None) -> list[_Name]:
    """Read the first line as a masthead: «الصحيفة», «الصحيفة | شعار», «الصحيفة - …»."""
    if (
        not page.lines
        or page.inside[0]
        or title == 0
        or page.cues[0] in ("run", "notice", "share")
        or page.is_date_line(0)
    ):
        return []
    parts = [_clean(part) for part in _PARTS.split(page.lines[0].raw)]
    names = [
        part
        for part in parts
        if 1 <= len(part.split()) <= 5 and not _NUMBER.search(part) and _can_name(fold_page(part))
    ]
    if (
        not names
        or len(page.lines[0].words) > 12
        or _NO_NAME.search(page.lines[0].fold)
        or (len(parts) == 1 and not _plain_name(page, 0))
    ):
        return []
    # Before a menu the first line may as well be its first entry.
    bare = 2.0 if len(page.lines) > 1 and (len(parts) > 1 or len(page.lines[1].words) > 3) else 1.2
    return [
        _Name(name, (bare if at == 0 else 0.7) + 1.5 * (_has_kind(name) or _has_tail(name)), _MASTHEAD, 0)
        for at, name in enumerate(names[:2])
        if ":" not in name
    ]


def _has_kind(name: str) -> bool:
    return fold_page(name).removeprefix("ال").startswith(_KINDS)


_TAIL = pattern(
    r"\S+ (?:نيوز|اونلاين|برس|نت|دوت كوم|ميديا|تي في|بلس|بوست|تايمز|الاخباريه|الالكترونيه|الاخباري|الالكتروني)$|\S\.نت$"
)


def _has_tail(name: str) -> bool:
    """Tell a name that ends as the names of sites do."""
    return _TAIL.match(fold_page(name)) is not None


_DATE_LABEL = pattern(
    r"(?:\s|[:،,|/–—-]|(?:اليوم|يوم|في|بتاريخ|الساعة|نُ?شرت? ?(?:في|بتاريخ)?|[أا]ضيفت? ?(?:في)?|ال[إا]دراج|تاريخ(?: ال\w+)?|النشر|آخر نشر|تم النشر|حرر"
    r"|ال[إا]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة|السبت|ال[أا]حد|\w+day|Published|\d{1,2}:\d\d(?: ?[صم])?)(?=[\s:،,|/–—-]|$))+$"
)


def _dated(page: Context, title: int | None) -> list[_Name]:
    """Read «الاسم | التاريخ», «الاسم - التاريخ», «الاسم التاريخ» next to the title."""
    found = []
    for at in range(0 if title is None else max(0, title - 2), page.first):
        if at == title or len(page.lines[at].words) > 16 or page.has_role(at, "caption"):
            continue
        days, line = page.days(at), page.lines[at]
        ago = None if days or line.row.size > 8 else _AGO.search(line.raw)
        if not days and ago is None:
            continue
        raw = line.raw[: days[0].start_char if days else ago.start() if ago else 0]
        head = _clean(_DATE_LABEL.sub("", _PARTS.split(raw)[0]))
        plain = fold_page(head).strip()
        if not 1 <= len(plain.split()) <= 4 or not _can_name(plain) or _NUMBER.search(plain):
            continue
        if ":" in plain or cues.WRITER.match(plain) or cues.PUBLISHED.search(plain) or cues.UPDATED.search(plain):
            continue
        if plain.partition(" ")[0] in cues.GIVEN or plain in CITIES or _LABEL.search(plain):
            continue
        if _AGENCY.match(plain) and not _has_kind(head):
            continue
        known = not _has_kind(head) and plain in {
            line.fold for line in page.lines[: page.first] if len(line.words) <= 4
        }
        apart = (
            _has_kind(head)
            or (ago is not None and not ago[0][:1].isalpha() and ago[0].strip()[:1] in "•·|،/–—-")
            or (len(raw) - len(head) > 2 and _PARTS.search(raw) is not None)
        )
        found.append(_Name(head, 1.0 if known else 12.0 if apart else 2.0, _BESIDE, at))
    return found


def _ends_of_title(page: Context, title: int) -> list[_Name]:
    """Read the name that a dash or a bar sets off from the title, where the page has it elsewhere too."""
    parts = [_clean(part) for part in re.split(r"\s+[-–—|]\s+", page.lines[title].raw)]
    if len(parts) < 2:
        return []
    ends = [part for part in (parts[0], parts[-1]) if 1 <= len(part.split()) <= 4]
    others = {line.fold for at, line in enumerate(page.lines) if at != title and len(line.words) <= 5}
    return [
        _Name(part, 3.0, _SUFFIX, title)
        for part in ends
        if fold_page(part) in others or cues.OWN.match(fold_page(part).removeprefix("ال"))
    ]


def _mastheads(page: Context, title: int | None, owners: list[frozenset[str]]) -> list[_Name]:
    """Read names by themselves above the article that share their words with the owner of the copyright."""
    top = page.first if title is None else title
    found = []
    for at in range(min(top, _HEAD)) if owners else ():
        name = _clean(_PARTS.split(page.lines[at].raw)[0])
        if not 1 <= len(name.split()) <= 5 or page.is_header_line(at):
            continue
        plain = fold_page(name)
        key, section = _key(name), plain in cues.SECTION or plain in _COUNTRIES
        if section and at > 1:
            continue
        if any(key == owner if section else key <= owner or owner <= key for owner in owners):
            found.append(_Name(name, 2.0, _MASTHEAD, at))
    return found


def _spoken(page: Context) -> list[_Name]:
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
            and _plain_name(page, at)
        ):
            found.append(_Name(_clean(row.raw), 2.5, _MASTHEAD, at))
    return found


def _is_voice(row: Row) -> bool:
    return shape_of(row)[10] in (1, 2, 3)


def _names(page: Context, title: int | None) -> list[_Name]:
    found: list[_Name] = []
    for at, line in enumerate(page.lines):
        row = line.row
        source = page.has_role(at, "source")
        if not source and not row.fold.startswith(_HINTS) and (row.size > 40 or not speaks_of_rights(row)):
            continue
        if page.inside[at] or page.cues[at] in ("menu", "run") or at == title:
            continue
        if (name := _explicit(page, at)) is not None:
            found.append(name)
        elif row.size <= 40 and speaks_of_rights(row):
            owners = [_clean(name) for name in rights_names(page, at)]
            found += [
                _Name(name, 4.2 - 0.5 * rank, _RIGHTS, at)
                for rank, name in enumerate(owners)
                if fold_page(name) not in _NOBODY
            ]
        elif (name := _lone(page, at, title)) is not None:
            found.append(name)
    found += _first_line(page, title)
    found += _mastheads(page, title, [_key(name.text) for name in found if name.rank == _RIGHTS])
    found += _spoken(page) + _dated(page, title)
    return found if title is None else found + _ends_of_title(page, title)


def _mentions(page: Context, keys: list[frozenset[str]]) -> list[int]:
    """Count for each name the short lines outside the article that have all of its words."""
    lines = [
        line.row.tokens
        for at, line in enumerate(page.lines)
        if not page.inside[at] and len(line.words) <= 14 and not page.has_role(at, "headline")
    ]
    return [sum(key <= words for words in lines) for key in keys]


def find_source(page: Context, title: int | None) -> str | None:
    """Return the outlet's name."""
    names = [
        name
        for name in _names(page, title)
        if (len(name.text) >= 3 or name.text.isupper()) and name.text.strip("-–") and _key(name.text)
    ]
    if not names:
        return find_domain(page)
    keys = [_key(name.text) for name in names]
    seen = dict(zip(dict.fromkeys(keys), _mentions(page, list(dict.fromkeys(keys))), strict=True))
    totals = []
    for name, key in zip(names, keys, strict=True):
        lines: dict[int, float] = {}
        for other, their in zip(names, keys, strict=True):
            if their == key or their < key or key < their:
                weight = other.weight - (1.4 if other.rank == _RIGHTS and seen[their] < 2 else 0.0)
                lines[other.at] = max(lines.get(other.at, 0.0), weight * (1.0 if their == key else 0.6))
        totals.append(sum(lines.values()) + (0.9 * max(0, min(3, seen[key] - 1)) if name.rank != _OTHER else 0.0))
    best = max(range(len(names)), key=lambda at: totals[at])
    if totals[best] < 1.5:
        return find_domain(page)
    alike = [at for at in range(len(names)) if keys[at] == keys[best] or keys[at] < keys[best] or keys[best] < keys[at]]
    chosen = min(alike, key=lambda at: (names[at].rank, -totals[at], at))
    return names[chosen].text
