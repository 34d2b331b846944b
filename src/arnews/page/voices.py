"""Outlets that no masthead and no copyright line name: read from what the site says of itself."""

from __future__ import annotations

from collections import Counter

from arnews.page import cues
from arnews.page.beside import is_beside
from arnews.page.context import Context
from arnews.page.given import CITIES
from arnews.page.lines import Line, fold_page
from arnews.page.outlet import AGENCY, NUMBER, can_name, clean
from arnews.page.papers import PAPERS
from arnews.patterns import pattern

__all__ = ["find_reported", "find_voiced"]

_NAME = r"((?:\S+ ){0,3}?\S+?)"
_NET = r"(?:منصه |تطبيق |موقع |شبكه )?(?:فيسبوك|فيس بوك|تويتر|منصه|google|جوجل|غوغل|واتساب|whatsapp|تلغرام|تيليجرام|تلجرام|telegram|يوتيوب|youtube|انستغرام|انستجرام|نبض|x\b|facebook|twitter)"
_SAYS = tuple(
    pattern(says)
    for says in (
        rf"^(?:تابع(?:وا?|ونا|نا)?|انضموا الي)(?: (?:صفحه|قناه|حساب|اخر اخبار|اخبار|اخر الاخبار (?:من|عبر|مع)|كل اخبار))? {_NAME} (?:علي|عبر|في) {_NET}",
        rf"^(?:قناه|صفحه|حساب) {_NAME} علي {_NET}",
        rf"^(?:(?:حمل|حملوا|نزل|نزلوا|تحميل|تنزيل) )?تطبيق {_NAME}(?: (?:الان|مجانا|علي|ل\S+).*)?$",
        rf"(?:^|\\s)(?:اجعل|اجعلوا) {_NAME} (?:صفحتك|صفحه البدايه|صفحه البدء)",
        rf"^(?:شعار|لوجو|لوغو|logo) {_NAME}$",
        rf"^(?:عن|حول) {_NAME}$",
        rf"(?:^| )(?:نشره|لنشره|نشرات) {_NAME} (?:البريديه|الاخباريه|اليوميه|الاسبوعيه)",
        rf"^{_NAME}[،,:]? (?:هي |هو )?(?:صحيفه|جريده|موقع|شبكه|بوابه|وكاله|قناه|منصه|مجله) (?:\S+ ){{0,3}}(?:مستقل\S*|تصدر|يصدر|تاسس\S*|الكتروني\S*|اخباري\S*|شامل\S*|يوميه)",
        rf"^خاص (?:ب|ل) (?:موقع |صحيفه |جريده |وكاله |قناه )?{_NAME}$",
        rf"^(?:لمراسله|للتواصل مع|راسلوا|راسل) (?:هييه |اداره )?(?:تحرير |اداره )?{_NAME}\s?:",
        rf"تعبر? (?:\S+ ){{0,6}}(?:عن )?(?:راي|وجهه نظر|موقف)(?: (?:اداره|هييه تحرير|اسره|محرري|موقع|صحيفه|جريده))? {_NAME}\.?$",
    )
)
"""Each with the outlet's name; in folded letters."""
_DATELINE = pattern(r"^[^\d«»\"()]{2,24}?\s?[-–—:ـ،]?\s?[«\"]([^«»\"]{2,25})[»\"]\s?[-–—:]?\s")
"""«المدينة – «الاسم»: …» at the opening of the article."""
_REPORTS = pattern(
    r"^(?:و?(?:قال|قالت|أفاد|أفادت|ذكر|ذكرت|رصد|رصدت|أضاف|أضافت) )?ل?(?:مراسلة?|مراسلو|مندوبة?) [«\"“]([^«»\"“”\d]{2,25})[»\"”]"
)
"""Whose reporter speaks in the article: «قال مراسل «المنارة» إن …»."""
_MARK = pattern(r"(?<!\s)\s*[-–—|/:]\s+")
_PATH = pattern(r"\s[»>›\\/]\s")
_MEDIA = frozenset("صور فيديو بالصور بالفيديو شاهد صوره عاجل تفاصيل خاص الموقع".split())


def _name(raw: str) -> str | None:
    """Return a name as the page has it, None where it can be none."""
    name = clean(raw)
    plain = fold_page(name)
    if not 2 <= len(plain) <= 32 or NUMBER.search(plain) or plain in CITIES or plain in _MEDIA or ":" in plain:
        return None
    if plain.removeprefix("ال").startswith(("محرر", "مراسل", "تحرير")):
        return None
    if plain.endswith("نا") or plain.partition(" ")[0] in cues.GIVEN or not can_name(plain):
        return None
    return name


def _said(line: Line) -> str | None:
    """Read the name in a sentence of the site."""
    words = line.raw.split()
    if not 2 <= len(line.words) <= 20 or len(words) != len(line.words):
        return None
    fold = " ".join(line.words).lower()
    for says in _SAYS:
        if found := says.search(fold):
            at = len(fold[: found.start(1)].split())
            return _name(" ".join(words[at : at + len(found[1].split())]))
    return None


def _opening(page: Context) -> str | None:
    """Read the paper that the dateline names, and the first step of a path above the article."""
    if page.first < len(page.lines) and (found := _DATELINE.match(page.lines[page.first].raw)):
        return _name(found[1])
    for line in page.lines[: min(3, page.first)]:
        steps = _PATH.split(line.raw)
        if len(steps) > 1 and len(line.words) <= 8 and len(steps[0].split()) <= 3:
            return _name(steps[0])
    return None


def _signature(page: Context, title: int | None) -> str | None:
    """Read the paper beside a writer, a city or «خاص» between title and article: «الاسم - المدينة»."""
    for at in range(0 if title is None else title + 1, page.first):
        parts = _MARK.split(page.lines[at].raw)
        if len(page.lines[at].words) > 8 or len(parts) != 2 or page.has_role(at, "caption"):
            continue
        plain = [fold_page(part).strip() for part in parts]
        known = [one == "خاص" or one in CITIES or one.partition(" ")[0] in cues.GIVEN for one in plain]
        if known.count(True) == 1:
            other = known.index(False)
            if (
                len(plain[other].split()) <= 3
                and not AGENCY.match(plain[other])
                and not cues.WRITER.match(plain[other])
            ):
                return _name(parts[other])
    return None


def _behind_bar(page: Context, title: int | None) -> str | None:
    """Read two or three words behind a bar at the end of the title."""
    if title is None or "|" not in page.lines[title].raw:
        return None
    head, _, name = page.lines[title].raw.rpartition("|")
    told = any(word in _MEDIA for word in fold_page(name).split())
    return _name(name) if len(head.split()) >= 4 and 2 <= len(name.split()) <= 3 and not told else None


def find_reported(page: Context) -> str | None:
    """Return the paper whose reporter opens a paragraph of the article; other papers' reporters are told of further inside."""
    for at in range(page.first, page.last + 1):
        if page.inside[at] and (found := _REPORTS.search(page.lines[at].raw)) and (name := _name(found[1])):
            plain = fold_page(name)
            return None if AGENCY.match(plain) or plain.lower() in PAPERS else name
    return None


def find_voiced(page: Context, title: int | None) -> str | None:
    """Return the name that most of the site's sentences give, else that of a signature, of the dateline, of a path, of the title's end."""
    names = [
        name
        for at, line in enumerate(page.lines)
        if not page.inside[at]
        and at != title
        and (is_beside(line.row) or not page.has_role(at, "headline"))
        and (name := _said(line))
    ]
    if names:
        said = Counter(names)
        return max(names, key=lambda name: (said[name], page.text.count(name)))
    return _signature(page, title) or _opening(page) or _behind_bar(page, title)
