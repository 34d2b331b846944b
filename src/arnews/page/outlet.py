"""What can be the name of an outlet: its form, its kind, its own words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from arnews.page import cues
from arnews.page.context import Context
from arnews.page.lines import fold_page
from arnews.patterns import pattern

__all__ = [
    "AGENCY",
    "BESIDE",
    "COUNTRIES",
    "EXPLICIT",
    "KINDS",
    "MARK",
    "MASTHEAD",
    "MOTTO",
    "NOBODY",
    "NUMBER",
    "OTHER",
    "PARTS",
    "RIGHTS",
    "SUFFIX",
    "Name",
    "can_name",
    "clean",
    "has_kind",
    "is_nobody",
    "is_plain_name",
    "own_words",
    "without_latin",
]

NUMBER = pattern(r"\d{4}|\d\s?[/:.-]|[/:.-]\s?\d|^\d")


NOBODY = frozenset(
    "بث مباشر|البث المباشر|خبر عاجل|عاجل|عربي|نقلا عن|تفاصيل|التفاصيل|دخول|الدخول|تسجيل|بحث|المزيد|القايمه|الموقع|خدمه|اثنين|ثلاثا|اربعا|خميس|جمعه|سبت|احد|المولف|المولفين|الكاتب|الكاتبه|الاثنين|الثلاثاا|الثلاثا|الاربعاا|الاربعا|الخميس|الجمعه|السبت|الاحد|وكالات|وكاله|وكالات الانبا|متابعات|خاص|مواقع|صحف|الانترنت|مواقع التواصل|مواقع الكترونيه|وسايل اعلام|تواصل اجتماعي|اعلام|الصحافه البريطانيه".split(
        "|"
    )
)


_AGO = pattern(r"(?:قبل|منذ) (?:\d|(?:ساع|دقيق|يوم|اسبوع)\w*$)")
AGENCY = pattern(
    r"^(?:وكاله .*|رويترز|ا ?\.?ف ?\.?ب|فرانس برس|د ?\.?ب ?\.?ا|الاناضول|اسوشيتد برس|ا ?ب|سبوتنيك|نوفوستي|واس|وام|قنا|deutsche welle|afp|reuters|ap|غيتي|جيتي|getty.*)$",
    re.IGNORECASE,
)


MARK = pattern(r"(?<!\s)\s*[-–—|•/:]\s+|(?<!\s)\s+[-–—|•/:]\s*")
"""What parts a place, a writer and an outlet on one line."""
PARTS = pattern(r"(?<!\s)\s+(?:[-–—|/]|\.{2,3}|::)\s+|(?<!\s)\s*\|\s*|،\s|(?<!\s)\s+,\s+|(?<!\s)\s+\[")


_COMMON = frozenset(
    """صحيفه جريده موقع شبكه وكاله بوابه قناه مجله موسسه شركه منصه اذاعه راديو دار الاخباريه اخباريه الالكترونيه الاعلاميه للصحافه والنشر للنشر للاعلام الاعلام نيوز برس نت
    اونلاين اليوم العربيه العربي عربي الدوليه الانبا للانبا news arabic online press tv the media agency الوطنيه اخبار الاخبار الرسمي الرسميه""".split()
)


class Name(NamedTuple):
    """One piece of evidence: a name, what it weighs, the line it stands on."""

    text: str
    weight: float
    rank: int
    """Which kind of line gave it; the lower is the likelier to have the name in its usual form."""
    at: int


EXPLICIT, BESIDE, MASTHEAD, SUFFIX, RIGHTS, OTHER = range(6)


_ACRONYM = pattern(r"(?<=\w\w) \([^()\s]{2,10}\)$")
"""«وكالة أنباء كاظمة (كانا)»."""


_LOGO = pattern(r"^\[?(?:شعار|لوجو|لوغو)\]? (?=\S)")
"""What stands for the picture of a logo."""


def clean(name: str) -> str:
    """Collapse white space and take the marks off both ends."""
    words = _LOGO.sub("", _ACRONYM.sub("", " ".join(name.split())))
    return words.strip(" .,،:;-–—|•·*\"'[]«»©/_#")


_LATIN_TAIL = pattern(r"((?:[^\sA-Za-z]+ )+[^\sA-Za-z]+)(?: [A-Za-z][\w.&'-]*)+$")


_LATIN_HEAD = pattern(r"^(?:[A-Za-z][\w.&'-]{3,} )+(?=[^\sA-Za-z\d]{3})")


def without_latin(name: str) -> str:
    """Take the Latin form of a name off behind its Arabic one of two words and more, and before any: «رأي الناس Ray Annas»."""
    if found := _LATIN_TAIL.match(name):
        return found[1]
    return _LATIN_HEAD.sub("", name)


@lru_cache(maxsize=4096)
def own_words(name: str) -> frozenset[str]:
    """Return the words that tell an outlet from others; all words where none does."""
    words = [word.strip("()،.,-") for word in fold_page(name).lower().split()]
    plain = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words if word]
    own = [bare for bare, word in zip(plain, words, strict=False) if word not in _COMMON and bare not in _COMMON]
    return frozenset(own or plain)


def is_plain_name(page: Context, at: int) -> bool:
    """Tell a line that can be a name by itself: a few words, no section, date, agency, byline."""
    line = page.lines[at]
    if (
        not 1 <= len(line.words) <= 6
        or page.cues[at] not in ("", "menu")
        or line.cells
        or line.stop[:1] in (":", "؟", ".")
    ):
        return False
    if NUMBER.search(line.fold) or line.fold in cues.SECTION:
        return False
    return can_name(line.fold) and not page.is_header_line(at)


_LETTERS = pattern(r"[^\W\d_]{2}")
_CODE = pattern(r"[a-z]+(?:[-_][a-z]+)+$")
"""A name that a programmer gave: «share-buttons»."""


_EDITION = pattern(r"\s(?:english|français|francais|fr|en|español|türkçe)$", re.IGNORECASE)
"""An edition in another language."""


MOTTO = frozenset(
    """لبنانيه مصريه سعوديه عربيه مغربيه تونسيه جزايريه عراقيه يمنيه سودانيه اردنيه فلسطينيه سوريه كويتيه قطريه اماراتيه بحرينيه عمانيه ليبيه
    موريتانيه مستقله يوميه اسبوعيه شهريه سياسيه شامله الكترونيه اخباريه جامعه ثقافيه اقتصاديه اجتماعيه حره دوليه محليه رسميه وطنيه""".split()
)


def _is_motto(plain: str) -> bool:
    """Tell what a paper says it is, «صحيفة لبنانية مستقلة», from what it is called."""
    kind, *words = plain.split()
    return kind in KINDS and bool(words) and all(word.removeprefix("و") in MOTTO for word in words)


def is_nobody(plain: str) -> bool:
    """Tell folded words that name no outlet wherever they stand: a country, the weather, a letter, a name a programmer gave."""
    if (
        plain in NOBODY
        or _AGO.match(plain)
        or plain.startswith(
            (
                "اتفاقيه",
                "سياسه ",
                "شروط ",
                "حقوق ",
                "رابط ",
                "تحميل ",
                "تطبيق ",
                "ابحث ",
                "زر الذهاب",
                "زر العوده",
                "الوضع الليلي",
                "الوضع الداكن",
                "الاسعار متاخره",
                "العوده الي",
                "الذهاب الي",
            )
        )
    ):
        return True
    if plain.lower().startswith(("tous droits", "unsplash", "shutterstock", "getty", "istock", "freepik", "pixabay")):
        return True
    if plain in COUNTRIES or "°" in plain or not _LETTERS.search(plain):
        return True
    if plain.endswith((" الاولي", " الاول")) and plain.count(" ") >= 2:  # «صحيفة العرب الأولى» is a motto
        return True
    return _CODE.match(plain) is not None or _is_motto(plain) or _EDITION.search(plain) is not None


_KIN = pattern(r"^\S+ (?:ود|ولد|بن|بنت|ابو|ابن) \S")
"""A person's name by the word between its parts."""


def can_name(plain: str) -> bool:
    """Tell whether folded words can be an outlet: no section, day of the week, country, bare agency or editor."""
    if not cues.OWN.match(plain.removeprefix("ال")) and any(word in cues.SITE_WORDS for word in plain.split()):
        return False
    if is_nobody(plain) or _KIN.search(plain) or plain.startswith(("رييس ", "نايب ", "مدير ", "سكرتير ")):
        return False
    if plain.lower() in _ENGLISH_MENU or plain.endswith(("الورقيه", "المطبوعه", "pdf")):
        return False
    return plain not in cues.SECTION and not plain.startswith(("محرر", "مراسل", "منذ "))


_ENGLISH_MENU = frozenset(
    "home news sport sports business culture world tv live more menu search arabic english login opinion video".split()
)


COUNTRIES = frozenset(
    "المملكه العربيه السعوديه|الجمهوريه اللبنانيه|جمهوريه مصر العربيه|المملكه الاردنيه الهاشميه|المملكه المغربيه|دوله الامارات العربيه المتحده|دوله قطر|دوله الكويت|السعوديه|مملكه البحرين|سلطنه عمان|دوله فلسطين|الجمهوريه التونسيه|الجمهوريه اليمنيه|جمهوريه العراق|المملكه"
    "|لبنان|العراق|الجزاير|المغرب|تونس|ليبيا|اليمن|سوريا|فلسطين|الاردن|قطر|الكويت|البحرين|عمان|الامارات|السودان|موريتانيا".split(
        "|"
    )
)


KINDS = ("صحيفه", "جريده", "موقع", "شبكه", "وكاله", "بوابه", "قناه", "مجله", "موسسه", "منصه", "اذاعه", "راديو")


def has_kind(name: str) -> bool:
    """Tell a name that opens with what it is: «صحيفة», «وكالة»."""
    return fold_page(name).removeprefix("ال").startswith(KINDS)
