"""What stands beside the headlines of a list and is none: how long ago, which outlet, who wrote it, how often it was read."""

from __future__ import annotations

import re

from arnews.page import cues
from arnews.page.dated import days_of
from arnews.page.given import CITIES
from arnews.page.outlet import AGENCY, COUNTRIES, MARK
from arnews.page.row import Row, fold_page
from arnews.page.shapes import shape_of
from arnews.patterns import pattern

__all__ = ["is_beside", "is_dateline", "is_menu", "is_person", "is_signed"]

_OUTLET = pattern(
    r"^(?:صحيفه|جريده|موقع|شبكه|وكاله|بوابه|قناه|مجله) \S+(?: \S+)?$|^[«\"(][^«»\"()]{2,25}[»\")]\s*(?:[-–]\s*\(?[^()]{2,20}\)?|\([^()]{2,20}\)?|\S{2,12})$"
)
"""«صحيفة كذا»; «الاسم» (المدينة), as agencies and papers sign a summary."""
_INVITES = pattern(
    r"^(?:اشترك|اشتركوا|تابعونا|تابعنا|تابعو|انضم|انضموا|احصل|احصلوا|تخطي|تجاوز الي|انتقل الي|حملوا|نزلوا|كن علي|كونوا علي|سجل الدخول|ادخل بريدك|click|share|download)\b"
    r"|^(?:ال)?مصدر\s?:|^اقرا في هذا|^\S+ / \S+$|^تابع(?:وا)? .{3,40} (?:علي|عبر) |^(?:ابلغ|ابلغوا|(?:ال)?ابلاغ|(?:ال)?تبليغ|شكرا علي (?:ال)?ابلاغ) ?(?:عن |!)|^(?:تنويه|اخلاء مسووليه)\b|^لقد تم |^تابعوا? (?:ال)?تغطيه|^تابعوا? (?:اخر|احدث|كل) (?:ال)?اخبار|^(?:اخر|احدث|اهم) الاخبار (?:و|.{0,25}بريد)|^(?:يرجي|الرجا) |^(?:الان علي|اقرا في) \S+(?: \S+)?$|^تاسست? (?:عام|سنه|في) |^نهايه اقرا|^هذا المحتوي (?:لا|ل|محمي)|^(?:ال)?تطبيق .*(?:app store|google play|متجر)|^تردد (?:ال)?قنا\w*\s?:|^(?:ال)?كلمات (?:ال)?(?:مفتاحيه|دلاليه|داله|مفاتيح)\b|^(?:نشره|نشرتنا) .{0,20}(?:بريد|اخباريه|بريديه)|^تجاوز (?:القسم|قسم)\b|^قايمه من \d+ عناصر|^(?:ال)?خط (?:ال)?ساخن\b|^للاطلاع علي .*اضغط|^اطلعوا علي عدد|^لكي تشارك|^هل كانت (?:هذه )?(?:ال)?مقاله|^(?:اعلان\W+)?قم بالتمرير",
    re.IGNORECASE,
)
"""How a site turns to its readers."""
_ASKS = pattern(r"(?:الي|في) بريدكم?\b|(?:ارسل|اكتب|شارك)(?:وا)? (?:لنا|الينا|معنا)(?: \S+)?$")
"""Letters by mail, and a wish for the reader's own."""
_PATH = ("الرييسيه/", "الرييسيه /", "الرييسيه >", "الرييسيه »", "الرييسيه ›", "الرييسيه \\", "home >", "home /")
"""How the path to an article opens; the title may stand at its end."""
_CONTROLS = pattern(
    r"^(?:زر )?(?:ال)?(?:ذهاب|عوده|رجوع|صعود|انتقال|اذهب|عد|عوده) (?:الي |ل)(?:ال?اعلي|بدايه|اول|راس)|^لا (?:توجد|يوجد) (?:نتايج|تعليقات|مشاركات|بيانات|محتوي)|^(?:back|scroll) to (?:the )?top"
)
_MAKERS = pattern(
    r"^(?:ال)?(?:برمجه|تصميم|تطوير|استضافه|تنفيذ|انجاز)\s?(?:و\s?(?:ال)?(?:برمجه|استضافه|تصميم|تطوير)|:|/|by\b)|^(?:powered|designed|developed)\b|^خدمه \S+ (?:الاخباريه|الصحفيه)$",
    re.IGNORECASE,
)
_STAFF = pattern(
    r"^(?:رييس (?:ال)?تحرير|رييس مجلس (?:ال)?اداره|مدير (?:ال)?تحرير|(?:ال)?مدير (?:ال)?عام|(?:ال)?مشرف (?:ال)?عام|(?:ال)?كاتبه?(?=\s?:)|سكرتير (?:ال)?تحرير|نايب رييس (?:ال)?تحرير|(?:ال)?ناشر)\s?(?:[:/|–-]|$)"
)
_TWO_OFFICES = pattern(r"(?:رييس (?:ال)?تحرير|مجلس (?:ال)?اداره).*(?:رييس (?:ال)?تحرير|مجلس (?:ال)?اداره)")
_STAMP = pattern(r"^(?:اخر تحديث|تحديث|تاريخ (?:ال)?(?:نشر|تحديث)|منشور|نشر (?:في|يوم)|اضيف)\b.*\d")
_READ = pattern(
    r"^(?:ال)?(?:دقايق|دقيقه|دقيقتان|وقت|مده|زمن) (?:ال)?(?:قرايه|قراه|للقرايه|للقراه)\b|^(?:\S+ ){0,2}\d+ (?:دقيقه|دقايق|min)(?: (?:للقراه|قراه|read))?$|^\d+ (?:مشاهده|قرايه|قراه|زياره|تعليق|مشاركه)\w*$"
)
_TIMES = pattern(r"\d{1,2}:\d\d(?!\d).*?\d{1,2}:\d\d.*?\d{1,2}:\d\d")
"""The hours of prayer on one line."""
_STREET = pattern(
    r"^(?:العنوان|المقر|شارع|نهج|عماره|بنايه|ص\.? ?ب)\b.*(?:،|\d)|^[^،]{2,20}\s?[-–]\s?(?:شارع|نهج) .*،|(?<!\w)ص\.? ?ب\.?:? ?\d"
)
_HOUSE = pattern(
    r"^(?:ال)?(?:دار|موسسه|شركه|صحيفه|جريده) \S+(?: \S+){0,2} (?:للصحافه|للطباعه|للنشر|للاعلام|الصحفيه|الصحافيه|الالكترونيه|الاعلاميه)(?: \S+){0,3}$"
)
"""The house that publishes a paper."""
_NAME_AND_CITY = pattern(r"^(\S+)(?: \S+){1,3} \([^()\d]{3,14}\)$")
"""«محمود القاضي (القاهرة)»."""
_TABS = pattern(r"^\S+(?: [|/] \S+){1,4}$|^(?:ال)?يوم\s+(?:ال)?اسبوع\s+(?:ال)?شهر$")
"""«اليوم | الأسبوع | الشهر»."""
_BRACKET = pattern(r"^[\[(][^\[\]()]*[\])]$|^(?:\[[^\[\]]*\]\s*)+$")
_SISTERS = pattern(
    r"^[^-–|]{3,25}(?: [-–|] [^-–|]{3,25}){3,}$|^(?!(?:المشهد|شاهد|فيديو|صور|عاجل|تقرير|ملخص) )\S+(?: \S+)?(?: \| \S+(?: \S+)?){2}$"
)
"""The papers of one house, one behind the other."""


def is_menu(row: Row) -> bool:
    """Tell a menu on one line: most of its words are names of sections, of desks or of countries."""
    least = 0.4 if row.words[0] in ("الرييسيه", "الاستقبال") else 0.6
    return sum(map(_is_entry, row.words)) >= least * row.size


def _is_entry(word: str) -> bool:
    bare = word.removeprefix("و")
    return word in cues.SECTION or bare in cues.SECTION or word in COUNTRIES or word.removeprefix("ال") in cues.DESKS


_WEATHER = pattern(r"^(?:حاله )?(?:ال)?طقس\b.*العظمي.*\d.*الصغري.*\d|^مواقيت (?:ال)?صلاه\b|العظمي:\s?\d.*الصغري:\s?\d")
"""The highest and the lowest temperature of a day; the hours of prayer. A headline gives one of them at most."""
_RATE = pattern(
    r"^(?:(?:اسعار|سعر|مثقال|جرام|غرام) )?(?:ال)?(?:ذهب\s?:?\s)?عيار \d\d(?: [غج]رام)?\s?[:=]?\s?\d|^(?:ال)?(?:دولار|يورو|جنيه|ريال|دينار|درهم|ليره|ذهب|اونصه|برنت|نفط|عيار \d\d)(?: (?:ال)?(?:امريكي|استرليني|سعودي|كويتي|اماراتي|قطري|اردني|مصري|عراقي|يمني|ليبي|تونسي|مغربي|جزايري|لبنانيه|سوريه|تركيه))?\s?[:=]?\s?\d[\d,]*(?:\.\d| (?:ل\.? ?س|ل\.? ?ل|للمثقال|للجرام|للغرام)\.?$)"
)
"""What a currency or a gramme of gold costs: a headline has a verb before the number."""


_ISSUE = pattern(r"(?:السنه|العام|سنه) \S+(?: \S+)? ?[-–—|،,]? ?(?:رقم )?العدد\s?:? \d")
"""The number of an issue of a paper."""
_CREDITED = pattern(r"\(([^()]{2,20})\)$")
"""Who took a picture, behind its caption."""
_EXACT = pattern(r"(?<!\d)\d+\.\d{2,4}\s?%?$")
"""A rate to the hundredth; a headline of so few words rounds."""
_EQUALS = pattern(r"\d[\d,.]*(?: \S+)?\s?=\s?\d")
"""What a hundred dollars cost."""
_WARM = pattern(r"^\S+ -?\d{1,2}\s?°(?! (?:في|من|علي|خلال) )")
"""How warm it is."""
_INDEX = pattern(r"^\D{3,30} \d[\d,.]*\s[-+]?\d{1,2}(?:\.\d+)?\s?%$")
"""A market, where it stands and by how much it moved."""
_POINTS = pattern(r"^\S{1,3}\. ?\S+(?: \S+)? \d{1,2}$")
"""«ش. القبائل 25», a team and its points."""


_POLL = pattern(
    r"^(?:استفتا|استطلاع|تصويت|سبر ارا)?\s?:?\s?(?:هل|ما|كيف) (?:تويد|تفضل|تعتقد|تتوقع|تري|تتابع|رايك|تقييمك|تقيم|ترون)\w*"
)
_TITLED = pattern(r"^(?:ا?\.?د|ا|م|المهندس|الدكتور|دكتور|ا\.د)\.? ?\S+(?: \S+){1,2}$")
_LENGTH = pattern(
    r"^(?:مده|طول) (?:ال)?(?:فيديو|مقطع)|^\S+(?: \S+){0,2} \d{1,2}:\d\d \S+(?: \S+){0,2}$|^\S+(?: \S+)? [-–] \S+(?: \S+)? \d{1,2}:\d\d$"
)
"""The length of a film; two teams and the hour of their match."""


_MATCH = pattern(r"^[^\d:×]{3,30} (?:\d{1,2} - \d{1,2}|×) [^\d:×]{3,30}?(?: (?:انتهت|مباشر|لم تبدا|\d{1,2}:\d\d))?$")
"""Two teams, and how their match ended or when it begins."""
_PRICES = pattern(r"(?:شراا?|مبيع|بيع)\s?:?\s?\d.*(?:بيع|شراا?|مبيع)\s?:?\s?[\d.,]+(?: \| \S+)?$")
"""What a currency costs and brings."""


_NUMBER = pattern(r"[-+]?\d[\d.,]*")
_ENDS_IN_NUMBER = pattern(r"[^\W\d] \(?\d[\d.,]*$|\) \d[\d.,]*$")
_TAGS = pattern(
    r"^(?:ملفات|مواضيع|(?:ال)?وسوم|تاغات|كلمات|قضايا)\b[^:|]{0,20}:(?:\s*[^\s:|]+(?: [^\s:|]+){0,2}\s*\|)+\s*[^\s:|]+(?: [^\s:|]+){0,2}$"
)
"""«ملفات خاصة: … | … | …» with names of a few words."""


def _is_rate(fold: str, n: int) -> bool:
    return ("=" in fold and _EQUALS.search(fold) is not None) or (
        "°" in fold and (n <= 4 or fold.count("°") > 1) and _WARM.match(fold) is not None
    )


def _is_table(row: Row) -> bool:
    """Tell prices, temperatures and ranks: three numbers and more, and few words to each; a name and numbers between bars."""
    words = row.words[2:] if row.words[0][0].isdigit() and ":" in row.words[1] else row.words  # a day and a clock
    numbers = sum(word[-1].isdigit() or word[0].isdigit() for word in words)
    if " | " in row.fold and numbers >= 2:
        cells = [cell.strip(" %") for cell in row.fold.split("|")]
        return all(_NUMBER.fullmatch(cell) for cell in cells[1:]) or all(_ENDS_IN_NUMBER.search(cell) for cell in cells)
    return numbers >= 3 and row.size <= 3 * numbers and not days_of(row)


def _has_marks(fold: str) -> bool:
    """Tell the hours of prayer, and the papers of one house, by their many marks."""
    if fold.count(":") >= 3 and _TIMES.search(fold):
        return True
    return fold.count(" - ") + fold.count(" – ") + 1.5 * fold.count(" | ") >= 3 and _SISTERS.match(fold) is not None


_PERSON, _AGO = 5, 5
"""How `arnews.page.shapes.shape_of` numbers a line that is a name, and one that says how long ago."""


def is_person(row: Row) -> bool:
    """Tell a line that is a person's name and nothing else."""
    return row.size <= 5 and not row.stop and shape_of(row)[6] == _PERSON


_PLACE_AND_NAME = pattern(r"[^:]{2,20}:\s?(\S+)(?: \S+){1,3}$")
_SIGNED = pattern(
    r"(([^\s:–|/-]+)(?: [^\s:–|/-]+){0,4})\s?[–|/ـ-]{1,2}\s?(([^\s:–|/-]+)(?: [^\s:–|/-]+){0,3})(?:\s?[–|/-]\s?\S+(?: \S+)?)?\s?-?$"
)


def is_signed(row: Row) -> bool:
    """Tell «المدينة: الاسم» and «الصحيفة - الاسم» by a given name after the mark, «الاسم - المدينة» by one before it."""
    if row.signed is None:
        row.signed = 3 <= row.size <= 10 and _is_signed(row)
    return row.signed


def _is_signed(row: Row) -> bool:
    if (found := _PLACE_AND_NAME.match(row.fold)) and found[1] in cues.GIVEN:
        return True
    dashed = fold_page(row.raw.replace(" \u0640 ", " - ")) if " \u0640 " in row.raw else row.fold
    found = _SIGNED.match(dashed)
    return found is not None and (found[4] in cues.GIVEN or found[2] in cues.GIVEN)


_PLACE_LINE = pattern(
    r"(?P<place>[^\d().:؛–—/-]{2,24}?)\s?(?:[-–—:/،]\s?|\((?=[^()]*\)))[«\"'(]?(?P<name>[^\d().:؛–—/-]{2,18}(?:\s?[-–—:/]\s?[^\d().:؛–—/-]{2,18})?)[»\"')]?\s?[-–—:]?$"
)
"""A dateline on a line of its own: «القاهرة - أ ش أ»."""
_AGENCIES = frozenset(
    "سونا|سانا|ومع|واج|وفا|بترا|وال|كونا|العمانيه|شينخوا|الاناضول|تاس|ارنا|بنا|مينا|واع|وات|سبا|سبانت"
    "|رويترز|واس|وام|قنا|ا ش ا|ا ف ب|د ب ا|فرانس برس|اسوشيتد برس".split("|")
)
_WIRE = _AGENCIES | {"وكالات", "وكالات الانبا", "متابعات", "خاص"}
"""Agencies, and what stands in place of one."""


def _is_agency(name: str) -> bool:
    return name in _AGENCIES or AGENCY.match(name) is not None


def is_dateline(row: Row) -> bool:
    """Tell a line that is a place and an agency, or the paper, and no writer: «القاهرة - أ ش أ»."""
    if not 2 <= row.size <= 8 or not (found := _PLACE_LINE.match(row.fold)) or days_of(row):
        return False
    names = [one.strip(" «»\"'") for one in MARK.split(found["name"])]
    wired = any(one in _WIRE or AGENCY.match(one) for one in names)
    people = any(one.partition(" ")[0] in cues.GIVEN and one not in _WIRE for one in names)
    place = found["place"].strip()
    if people or place.removeprefix("ال") == "مصدر":
        return False
    return wired or (place in CITIES and len(found["name"].split()) <= 2 and row.raw.rstrip().endswith((":", "»")))


def is_beside(row: Row) -> bool:
    """Tell a line that stands beside headlines and is none."""
    if row.beside is None:
        row.beside = row.fold.startswith(_PATH) or (row.size <= 20 and _is_beside(row))
    return row.beside


def _is_beside(row: Row) -> bool:
    fold, n = row.fold, row.size
    if n >= 4 and (is_menu(row) or _has_marks(fold) or _is_table(row)):
        return True
    if n <= 14 and (fold.startswith(("حاله", "طقس", "الطقس", "مواقيت")) or "العظمي:" in fold) and _WEATHER.search(fold):
        return True
    if n <= 8 and ("." in fold or "عيار" in fold or "ل" in fold[-9:]) and _RATE.match(fold):
        return True
    if fold.startswith("عدد اليوم") or (n <= 14 and "العدد" in fold and _ISSUE.search(fold)):
        return True
    if n <= 16 and fold[-1:] == ")" and (found := _CREDITED.search(fold)) and _is_agency(found[1]):
        return True
    if n <= 14 and fold.count("°") > 1 and " | " in fold:
        return True
    if n <= 8 and len(fold) <= 80 and (_is_rate(fold, n) or "▲" in fold or "▼" in fold):
        return True
    if n <= 8 and fold[-1:] == "%" and _INDEX.match(fold):
        return True
    if n <= 3 and "." in fold and _EXACT.search(fold):
        return True
    if n <= 4 and "." in fold[:4] and _POINTS.match(fold):
        return True
    if n <= 10 and "بيع" in fold and _PRICES.search(fold) and not days_of(row):
        return True
    if n <= 16 and " | " in fold and ":" in fold and _TAGS.match(fold):
        return True
    if n > 14:
        return False
    if _INVITES.match(fold) or _MAKERS.match(fold) or (("بريدك" in fold or "نا" in fold) and _ASKS.search(fold)):
        return True
    if n <= 12 and fold.startswith(("هل ", "ما ", "كيف ", "است", "تصويت")) and fold.endswith("؟") and _POLL.match(fold):
        return True
    if n <= 9 and (_LENGTH.match(fold) or (n <= 4 and "." in fold[:4] and _TITLED.match(fold))):
        return True
    if n <= 7 and (_HOUSE.match(fold) or fold.startswith("by ")):
        return True
    if n <= 10 and (fold.endswith(("انتهت", "مباشر")) or fold[-1:].isdigit() or "×" in fold) and _MATCH.match(fold):
        return True
    if fold.count("،") >= 3 and all(len(part.split()) <= 3 for part in fold.split("،")):
        return True  # tags
    if n <= 6 and fold.endswith(")") and (found := _NAME_AND_CITY.match(fold)) and found[1] in cues.GIVEN:
        return True
    if n <= 9 and (" | " in fold or (n == 3 and "اسبوع" in fold)) and _TABS.match(fold):
        return True
    if n <= (16 if fold[:1] == "[" else 10) and fold.startswith(("[", "(")) and _BRACKET.match(fold):
        return True
    if n <= 10 and ("،" in fold or fold[-1:].isdigit()) and _STREET.search(fold):
        return True
    if n <= 12 and (_STAFF.match(fold) or _TWO_OFFICES.search(fold)):
        return True
    if n <= 6 and _CONTROLS.match(fold.lower()):
        return True
    if n <= 8 and (_STAMP.match(fold) or _READ.search(fold)):
        return True
    if n <= 8 and shape_of(row)[5] == _AGO:
        return True
    if n > 5:
        return False
    return row.stop[:1] == ":" or _OUTLET.match(fold) is not None or is_person(row)
