"""The outlet: what the page's lines say of it, weighed, and the form of the name that the page itself uses most.

Evidence comes from the line that names the paper of an article («نشر في …», «المصدر: …»), the copyright line, the masthead, a
name by itself next to the date, the end of the title. Forms of one name («عكاظ», «مؤسسة عكاظ للصحافة والنشر») support each other.
"""

from __future__ import annotations

import re

from arnews.page import cues
from arnews.page.address import find_domain
from arnews.page.context import Context
from arnews.page.given import CITIES
from arnews.page.lines import fold_page
from arnews.page.masthead import HEAD, common_word, first_line, mastheads, recurring, shorter, spoken, spoken_to
from arnews.page.outlet import (
    AGENCY,
    BESIDE,
    EXPLICIT,
    KINDS,
    MARK,
    MASTHEAD,
    NOBODY,
    NUMBER,
    OTHER,
    PARTS,
    RIGHTS,
    SUFFIX,
    Name,
    can_name,
    clean,
    has_kind,
    is_nobody,
    is_plain_name,
    own_words,
    without_latin,
)
from arnews.page.papers import PAPERS
from arnews.page.rights import rights_names, speaks_of_rights
from arnews.page.voices import find_reported, find_voiced
from arnews.patterns import pattern

__all__ = ["PUBLISHED_IN", "find_source"]


PUBLISHED_IN = pattern(
    r"^(?:(?:\S+ ){1,3}\S+ (?=نشرت? (?:في|ب|علي) \S+(?: \S+){0,3} يوم ))?(?:نشرت? (?:في|ب|علي)|(?:اضيفت?|وردت?|نقلت?) (?:من|عن)) (.{2,40}?) (?:يوم|بتاريخ|في|الساعه)\s"
)


_SOURCE = pattern(
    r"^(?:(?:ال)?مصدر(?: الخبر)?|نقلا عن|source)\s*[:：/-]\s*(.{2,60})$|^نقلا عن (.{2,40})$"
    r"|^(?:هذا )?(?:ال)?(?:محتوي|خبر|مقال) (?:مقدم|منقول|مقتبس) (?:من|عن) (.{2,40}?)(?:[،,.] .*)?$",
    re.IGNORECASE,
)


_AGO = pattern(r"(?<!\s)\s*(?:[•·|،/–—-]\s*)?(?<!\S)(?:منذ|قبل) (?:\d{1,3} )?[^\s]{3,8}(?: واحدة?)?$")
"""How long ago an article came out, behind the paper that an aggregator names."""


_OPENINGS = (
    "نشر",
    "اضيف",
    "ورد",
    "هذا المحتوي",
    "المحتوي",
    "هذا الخبر",
    "مصدر",
    "المصدر",
    "نقلا",
    "source",
    "Source",
    "SOURCE",
)


_QUOTED = ("هذا المحتوي", "هذا الخبر", "هذا المقال")
"""How a line at the end of an aggregator's article opens."""
_COMPANY = pattern(r"(?:^|\s)ل?(?:لشركه|شركه|الشركه)\s")
_ADDRESS = pattern(r"^(?:www\.)?[A-Za-z][\w-]{2,}\.[a-z]{2,4}$")
_STATION = pattern(r"^(?:راديو|مؤسسة|مجموعة) |\s(?:TV|تي في|FM|لايف|بلس|PDF)$")
"""A sister, or the house, of a paper of the same name."""
_FIRM = pattern(
    r"(?:^| )(?:شركه|مجموعه|القابضه|قابضه|ش\.?م\.?م|group|company|ltd|llc|inc)\b|^شبكه .* الاعلاميه$|(?:^| )(?:جروب|غروب|هولدينج|holding)$|(?:للصحافه|للنشر|للاعلام|للانتاج|للطباعه|للاستثمار|للخدمات) ?(?:و|$)|للصحافه والطباعه|(?:^| )للاعلان"
)
"""The owner is a firm, which has often another name than its paper."""


def _explicit(page: Context, at: int) -> Name | None:
    """Read «نشر في … يوم …» and «المصدر: …»."""
    line = page.lines[at]
    n = len(line.words)
    if n > 16:
        return None
    if found := PUBLISHED_IN.match(line.fold):
        if not NUMBER.search(found[1]) and len(raw := line.raw.split()) == n:
            first = len(found.string[: found.start(1)].split())
            return Name(" ".join(raw[first : first + len(found[1].split())]), 10.0, EXPLICIT, at)
    elif n <= 12 and (found := _SOURCE.match(line.fold)):
        name = found[1] or found[2] or found[3]
        at_word = len(found.string[: found.start(found.lastindex or 1)].split())
        words = line.raw.split()[at_word : at_word + len(name.split())]
        head = line.raw.split(":", 1)[-1] if ":" in line.raw else " ".join(words)
        name, *rest = map(clean, re.split(r"\s[-–|+]\s|\s{3,}", head))
        signed = any(fold_page(part) in CITIES for part in rest)  # «المصدر: الاسم - المدينة» names a writer
        name = clean(name.removeprefix("خاص ")) if len(name.split()) > 1 else name
        key, after = fold_page(name), at > page.last >= 0
        if name and key not in NOBODY and not NUMBER.search(name) and not (after and AGENCY.match(key)):
            shown = at < page.first and (page.has_role(at, "caption") or (at > 0 and page.has_role(at - 1, "caption")))
            aside = after or signed or shown or AGENCY.match(key) is not None
            if line.fold.startswith("مصدر الخبر") and not after:
                return Name(name, 14.0, EXPLICIT, at)
            return Name(name, 3.0 if aside else 14.0 if has_kind(name) else 8.0, OTHER if aside else EXPLICIT, at)
    return None


def _lone(page: Context, at: int, title: int | None) -> Name | None:
    """Read a name by itself: beside the article's date, or as the masthead."""
    line, source = page.lines[at], page.has_role(at, "source")
    kind = len(line.words) <= 6 and line.fold.removeprefix("ال").startswith(KINDS)
    source = source and (kind or len(line.words) <= 4) and line.fold not in CITIES
    if not (kind or source) or not is_plain_name(page, at) or _LABEL.search(line.fold):
        return None
    name = without_latin(clean(PARTS.split(line.raw)[0]))
    if len(parts := MARK.split(line.raw)) == 2:  # «الاسم/ بغداد», «طرابلس – الاسم»
        name = next((clean(part) for part, place in (parts, parts[::-1]) if fold_page(place) in CITIES), name)
    if source and not kind and _is_section(page, at):
        return None
    if title is not None and title < at < page.first:
        weight = 9.0 if source and kind else 2.5 if source else 6.0 if kind else 0.0
        if source and not kind and AGENCY.match(line.fold):
            return None
        return Name(name, weight, BESIDE, at) if weight else None
    if at < page.first and (source or kind):
        weight = 4.0 if source and kind else 3.0 if at < HEAD else 1.2
        return Name(name, weight, MASTHEAD if at < HEAD else OTHER, at)
    return Name(name, 1.0, OTHER, at) if source and at > page.last else None


def _is_section(page: Context, at: int) -> bool:
    """Tell the article's section: its name stands in the menu as well, among other entries of few words."""
    fold = page.lines[at].fold
    return any(
        page.lines[other].fold == fold and page.lines[other - 1].row.size <= 3 and page.lines[other + 1].row.size <= 3
        for other in range(2, min(at, page.first - 1))
    )


_HINTS = (*_OPENINGS, *(f"{the}{kind}" for the in ("", "ال") for kind in KINDS))


_LABEL = pattern(r"^(?:اخر |تم )?(?:ال)?نشر$|^حدث$|^(?:اخر |تم )?(?:ال)?تحديث")
"""What stands before a date and names nobody."""


_DATE_LABEL = pattern(
    r"(?:\s|[:،,|/–—-]|(?:اليوم|يوم|في|بتاريخ|الساعة|نُ?شرت? ?(?:في|بتاريخ)?|[أا]ضيفت? ?(?:في)?|ال[إا]دراج|تاريخ(?: ال\w+)?|النشر|آخر نشر|تم النشر|حرر"
    r"|ال[إا]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة|السبت|ال[أا]حد|\w+day|Published|\d{1,2}:\d\d(?: ?[صم])?)(?=[\s:،,|/–—-]|$))+$"
)


def _dated(page: Context, title: int | None) -> list[Name]:
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
        part = PARTS.split(raw)[0]
        head = clean(part if ago is not None else _DATE_LABEL.sub("", part))  # «… اليوم منذ ساعة» is a name
        plain = fold_page(head).strip()
        if not 1 <= len(plain.split()) <= 4 or not can_name(plain) or NUMBER.search(plain):
            continue
        if ":" in plain or cues.WRITER.match(plain) or cues.PUBLISHED.search(plain) or cues.UPDATED.search(plain):
            continue
        if plain.partition(" ")[0] in cues.GIVEN or plain in CITIES or _LABEL.search(plain):
            continue
        if AGENCY.match(plain) and not has_kind(head):
            continue
        known = not has_kind(head) and plain in {line.fold for line in page.lines[: page.first] if len(line.words) <= 4}
        apart = (
            has_kind(head)
            or (ago is not None and (at - 1 == title or ago[0].strip()[:1] in "•·|،/–—-"))
            or (len(raw) - len(head) > 2 and PARTS.search(raw) is not None)
        )
        sure = 4.0 if page.has_role(at, "byline") and not has_kind(head) else 7.0
        found.append(Name(head, 1.0 if known else sure if apart else 2.0, BESIDE, at))
    return found


def _ends_of_title(page: Context, title: int) -> list[Name]:
    """Read the name that a dash or a bar sets off from the title, where the page has it elsewhere too."""
    parts = [clean(part) for part in re.split(r"\s+[-–—|]\s+", page.lines[title].raw)]
    if len(parts) < 2:
        return []
    ends = [part for part in (parts[0], parts[-1]) if 1 <= len(part.split()) <= 4]
    others = {line.fold for at, line in enumerate(page.lines) if at != title and len(line.words) <= 5}
    return [
        Name(part, 3.0, SUFFIX, title)
        for part in ends
        if fold_page(part) in others or cues.OWN.match(fold_page(part).removeprefix("ال"))
    ]


def _names(page: Context, title: int | None) -> list[Name]:
    found: list[Name] = []
    for at, line in enumerate(page.lines):
        row = line.row
        source = page.has_role(at, "source")
        told = row.fold.startswith(_HINTS) or (row.size <= 16 and " نشر" in row.fold)
        if not source and not told and (row.size > 40 or not speaks_of_rights(row)):
            continue
        quoted = row.fold.startswith(_QUOTED)
        if (page.inside[at] and not quoted) or page.cues[at] in ("menu", "run") or at == title:
            continue
        if (name := _explicit(page, at)) is not None:
            found.append(name)
        elif row.size <= 40 and speaks_of_rights(row):
            owners = [without_latin(clean(name)) for name in rights_names(page, at)]
            found += [
                Name(name, 4.2 - 0.5 * rank - 1.3 * _is_firm(page, name, at), RIGHTS, at)
                for rank, name in enumerate(owners)
                if fold_page(name) not in NOBODY
            ]
        elif (name := _lone(page, at, title)) is not None:
            found.append(name)
    heads = first_line(page, title)
    if any(name.rank == RIGHTS and _is_firm(page, name.text, name.at) for name in found):
        heads = [name._replace(weight=name.weight + 1.2) for name in heads]
    found += heads + common_word(page, title)
    found += mastheads(page, title, [own_words(name.text) for name in found if name.rank == RIGHTS])
    found += spoken(page) + spoken_to(page) + recurring(page, title) + _dated(page, title)
    if (tab := page.tab) is not None and tab.outlet is not None:
        found.append(Name(without_latin(tab.outlet), 7.0, MASTHEAD, tab.at))
    return found if title is None else found + _ends_of_title(page, title)


def _mentions(page: Context, keys: list[frozenset[str]]) -> list[int]:
    """Count for each name the short lines outside the article that have all of its words."""
    lines = [
        line.row.tokens
        for at, line in enumerate(page.lines)
        if not page.inside[at] and len(line.words) <= 14 and not page.has_role(at, "headline")
    ]
    return [sum(key <= words for words in lines) for key in keys]


_CORE = pattern(
    r"^(?:شبكة|مؤسسة|شركة|مجموعة|دار|قناة)\s|\s(?:الإعلامية|الاعلامية|للإعلام|للصحافة(?: والنشر)?|للنشر|القابضة|العالمية)(?=\s|$)"
)
"""What a firm's name has around its paper's."""
_SAID = 3
"""Times that a page has a paper's name which its own sentences say, where the copyright line names a firm."""
_KNOWN = 2.0
"""What a name weighs more for being an outlet's elsewhere."""


def find_source(page: Context, title: int | None) -> str | None:
    """Return the outlet's name."""
    names = [
        name
        for name in _names(page, title)
        if (len(name.text) >= 3 or name.text.isupper()) and not is_nobody(fold_page(name.text)) and own_words(name.text)
    ]
    if not names:
        return find_voiced(page, title) or find_domain(page) or find_reported(page)
    keys = [own_words(name.text) for name in names]
    seen = dict(zip(dict.fromkeys(keys), _mentions(page, list(dict.fromkeys(keys))), strict=True))
    totals = []
    for name, key in zip(names, keys, strict=True):
        lines: dict[int, float] = {}
        for other, their in zip(names, keys, strict=True):
            if their == key or their < key or key < their:
                weight = other.weight - (1.4 if other.rank == RIGHTS and seen[their] < 2 else 0.0)
                lines[other.at] = max(lines.get(other.at, 0.0), weight * (1.0 if their == key else 0.6))
        plain = fold_page(name.text).lower()
        known = _KNOWN if name.weight >= _KNOWN and plain in PAPERS and plain not in CITIES else 0.0
        totals.append(
            sum(lines.values()) + known + (0.9 * max(0, min(3, seen[key] - 1)) if name.rank != OTHER else 0.0)
        )
    best = max(range(len(names)), key=lambda at: totals[at])
    if totals[best] < 1.5:
        first = next((name.text for name in names if name.at == 0 and name.rank == MASTHEAD), None)
        return find_voiced(page, title) or find_domain(page) or first or find_reported(page)
    alike = [at for at in range(len(names)) if keys[at] == keys[best] or keys[at] < keys[best] or keys[best] < keys[at]]
    chosen = min(alike, key=lambda at: (_STATION.search(names[at].text) is not None, names[at].rank, -totals[at], at))
    best_name = names[shorter(names, keys, alike, chosen)]
    return _without_firm(page, best_name) if best_name.rank == RIGHTS else best_name.text


def _is_firm(page: Context, name: str, at: int) -> bool:
    """Tell the owner of the rights that is a firm, by its name or by the word before it."""
    return _FIRM.search(fold_page(name).lower()) is not None or _COMPANY.search(page.lines[at].fold) is not None


def _without_ending(page: Context, name: str) -> str:
    """Return the name in an address, «Le360» of «Le360.ma», where the page has it by itself."""
    head = name.removeprefix("www.").partition(".")[0]
    alone = _ADDRESS.match(name) and any(
        head in line.raw.split() for at, line in enumerate(page.lines) if not page.inside[at]
    )
    return head if alone else name


def _without_firm(page: Context, name: Name) -> str:
    """Return the paper's own name where the page has it by itself: «عكاظ» for «مؤسسة عكاظ للصحافة والنشر»."""
    own = own_words(name.text)
    if not _is_firm(page, name.text, name.at):
        return _without_ending(page, name.text)
    for at, line in enumerate(page.lines):
        if line.row.size <= 3 and not page.inside[at] and not page.cues[at] and own_words(line.raw) == own:
            return clean(line.raw)
    core = _CORE.sub("", name.text).strip()
    if len(core) >= 4 and core != name.text and page.text.count(core) - page.text.count(name.text) >= _SAID - 1:
        return core
    said = find_voiced(page, None)
    if said is not None and page.text.count(said) >= _SAID and not is_nobody(fold_page(said)):
        return said
    return name.text
