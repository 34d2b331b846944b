"""Lists whose headlines alternate with something else, and short lists that hold no headlines."""

from __future__ import annotations

from arnews.page import cues
from arnews.page.beside import is_beside, is_person
from arnews.page.context import Context
from arnews.page.dated import days_of
from arnews.page.row import Row, fold_page
from arnews.patterns import pattern

__all__ = ["alternating", "comments_end", "dated_tail", "tagged"]

_TAGS = pattern(
    r"^(?:(?:ال)?كلمات (?:ال)?(?:داله|مفتاحيه|دلاليه|مفاتيح)|(?:ال)?(?:وسوم|اوسمه|تاجات|علامات|تاقات)|tags|keywords)\s*:?$"
)
_ON_AIR = pattern(
    r"^(?:ال)?(?:برنامج|برامج|حلقه) (?:ال)?(?:حالي|حاليه|قادم|قادمه|تالي|تاليه|ان)$|^علي الهواا?(?: الان)?$|^(?:يبث|يعرض|تسمعون|تستمعون|استمع|تشاهدون|شاهد) (?:الي )?(?:الان|مباشره?)$"
)
"""What stands above the name of a programme."""
_FIRST = (
    *(
        "كلمات",
        "الكلمات",
        "وسوم",
        "الوسوم",
        "اوسمه",
        "الاوسمه",
        "تاجات",
        "علامات",
        "العلامات",
        "تاقات",
        "tags",
        "Tags",
        "TAGS",
    ),
    *("keywords", "Keywords", "برنامج", "البرنامج", "حلقه", "الحلقه", "برامج", "البرامج", "علي الهوا", "يبث", "يعرض"),
    *("تسمعون", "تستمعون", "استمع", "تشاهدون", "شاهد"),
)
"""How both open."""
_BEFORE_DAY = pattern(
    r"(?:\s\d{1,2}:\d{2}(?:\s?[صم]|\s(?:صباحا|مسا))?\s*[-–—|،,]?|\s[-–—|])\s*(?:(?:يوم )?ال(?:اثنين|ثلاثا|اربعا|خميس|جمعه|سبت|احد)[،,]?\s*)?$"
)


_DAY_OF_WEEK = pattern(r"\s*(?:(?:يوم )?ال(?:اثنين|ثلاثا|اربعا|خميس|جمعه|سبت|احد)[،,]?\s*)?$")
_CLOCK_TAIL = pattern(r"(?:\s*[-–|،,]?\s*\d{1,2}:\d\d(?:\s?[صم])?|\))$")
"""What stands before a date, and what may stand behind it, in a list whose headlines have one."""


def dated_tail(row: Row, bare: bool = False) -> int:
    """Return how many characters a clock time or a bar and a date take behind a headline on the same line.

    With `bare` the date may follow the headline without a mark: so it does where several headlines of a list have one.
    """
    if row.size < (5 if bare else 7):
        return 0
    if not row.raw[-1].isdigit() and not (bare and row.raw[-1] in "صم)"):
        return 0
    tail = _CLOCK_TAIL.search(row.raw[-20:]) if bare else None
    end = len(row.raw) - (len(tail[0]) if tail else 0)
    days = days_of(row)
    if not days or days[-1].end_char < end:
        return 0
    before = row.raw[: days[-1].start_char].rstrip("(")
    found = _BEFORE_DAY.search(fold_page(before)) or (_DAY_OF_WEEK.search(fold_page(before)) if bare else None)
    if found is None:
        return 0
    kept = before.split()[: len(fold_page(before)[: found.start()].split())]
    length = len(row.raw) - len(" ".join(kept))
    return length if len(kept) >= 3 and row.raw.startswith(" ".join(kept)) else 0


def _kind(page: Context, at: int) -> str:
    """Name what separates headlines in a list; empty where a line can be a headline or text itself."""
    row = page.lines[at].row
    if row.fold.strip("#.-) ").isdigit():
        return "number"
    if page.is_date_line(at):
        return "date"
    if is_person(row):
        return "person"
    if row.size <= 3 and (row.fold in cues.SECTION or page.cues[at] == "menu"):
        return "section"
    return "beside" if is_beside(row) else ""


def alternating(page: Context, heads: set[int], fitting: list[int]) -> set[int]:
    """Return those of `fitting` that stand to what separates them as the headlines beside them do.

    «3 / سياسة / عنوان / 4 / رياضة / عنوان»: a line between a section and a number is a headline where its neighbours are.
    """
    found: set[int] = set()
    for at in fitting:
        for step in (2, 3):
            for other in (at - step, at + step):
                low, high = min(at, other), max(at, other)
                if low < 1 or high + 1 > len(page.lines) or (other not in heads and other not in found):
                    continue
                between = [_kind(page, one) for one in range(low + 1, high)]
                around = range(at - step + 1, at) if other > at else range(at + 1, min(at + step, len(page.lines)))
                if all(between) and [_kind(page, one) for one in around][-1:] == between[-1:]:
                    found.add(at)
    return found


_FORM = frozenset(
    (
        *("الاسم", "اسمك", "الاسم:", "الاسم *", "نص التعليق", "عنوان التعليق", "اضف تعليقك", "اضف تعليقا", "اضف تعليق"),
        *("البريد الالكتروني", "ارسال", "ارسل", "ارسل التعليق", "نشر التعليق", "اترك تعليقا", "اكتب تعليقك"),
    )
)
"""Lines of the form below the readers' comments."""


def comments_end(page: Context, heads: list[int], label: int, after: int) -> int:
    """Return where the comments below `label` end: at the form for a new one, or after the last person's words, if dated headlines follow."""
    form = [at for at in range(label + 1, after) if page.lines[at].fold in _FORM]
    if form and any(page.has_role(at, "comment") for at in range(label + 1, form[0])):
        return form[-1]
    last = max((at for at in range(label + 1, after) if is_person(page.lines[at].row)), default=label)
    text = last + 1
    while text < after and (page.is_date_line(text) or is_beside(page.lines[text].row)):
        text += 1
    dated = [
        at
        for at in heads
        if text < at < after and (page.is_date_line(at - 1) or (at + 1 < len(page.lines) and page.is_date_line(at + 1)))
    ]
    return text + 1 if last > label and len(dated) >= 2 else after


def tagged(page: Context) -> set[int]:
    """Return the lines below «كلمات دالة» and the like, as far as they are as short as tags are, and names of programmes."""
    found: set[int] = set()
    for label, line in enumerate(page.lines):
        if not line.fold.startswith(_FIRST) or line.row.size > 4 or page.inside[label]:
            continue
        if _ON_AIR.match(line.fold):
            found.update(at for at in (label + 1,) if at < len(page.lines) and page.lines[at].row.size <= 8)
        elif _TAGS.match(line.fold.lower()):
            at = label + 1
            while at < len(page.lines) and page.lines[at].row.size <= 4 and page.cues[at] in ("", "menu"):
                found.add(at)
                at += 1
    return found
