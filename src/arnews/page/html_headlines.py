"""Headlines of other articles in an HTML page: links and headings outside the article."""

from __future__ import annotations

import re

from arnews.dates import find_days
from arnews.page import cues
from arnews.page.html_title import key_of
from arnews.page.html_tree import AUTHOR, COMMENT, FOOT, NAV, NOTICE, RELATED, SHARE, TAGS, TICKER, Block, Tree
from arnews.page.lines import fold_page
from arnews.patterns import pattern

__all__ = ["find_headlines"]

_NEVER = SHARE | TAGS | NOTICE | AUTHOR
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEAD = pattern(
    r"(?:\d{1,2}\s?:\s?\d{2}(?:\s?[صم](?=\s))?(?:\s?(?:am|pm))?\s*[|:–-]?\s*|(?:previous|next)\s*:\s*"
    r"|(?:ال)?(?:خبر|مقال|موضوع)? ?(?:السابق|التالي|السابقة|التالية)\s*:\s*|#?\d{1,3}\s*[.)\-]\s+"
    r"|[•·●▪■›‹*>|+-]+\s*|[»«]\s+)",
    re.IGNORECASE,
)
_TAIL = pattern(r"(?:\s+[»«›‹|]+|\s*\.{3}\s*المزيد|اقرأ المزيد)\s*$")
_RELATED_LINE = pattern(r"[^:|]{3,24}[:|]\s*(?=\S+\s+\S+\s+\S+)")
_ACCOUNT = pattern(
    r"(?:سجل|تسجيل|دخول|الدخول|اشترك|انشي|انشا|اضف|اترك|عرض|مشاهده الكل|رساله|الصفحه|العوده|نشر في|انقر|اضغط|حمل|تابع|المزيد (?:من|في|حول|عن)"
    r"|المزيد$|المزيد:|كل|جميع|ارسل|شروط|سياسه|اتصل|من نحن|حقوق|خدمه|صوره|فيديو$|(?:ال)?رييس (?:ال)?(?:تحرير|مجلس)|مدير (?:ال)?تحرير|تخطي|تجاوز|انتقل)(?:\b|\s)"
)
_WEEKDAY = pattern(
    r"[\s،,|-]*(?:يوم )?(?:السبت|الأحد|الاحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة)\s*[،,]?\s*$"
)
_ARABIC = pattern("[\u0621-\u064a]{2}")
_DIGITS = pattern(r"\d")
_PROSE_WORDS = 26
_FEW, _MANY = 5, 20


def _bounds(block: Block) -> tuple[int, int]:
    """Return where the headline proper stands in a block: bullets, clock times, «اقرأ أيضا:», dates off."""
    text = block.text
    low, high = 0, len(text)
    while found := _LEAD.match(text, low):
        low = found.end()
    if cues.RELATED.match(fold_page(text[low:])) and (found := _RELATED_LINE.match(text, low)):
        low = found.end()
    for day in find_days(text[low:]) if high - low < 300 and _DIGITS.search(text) else ():
        start, end = low + day.start_char, low + day.end_char
        if len(text[end:].split()) <= 3 and len(text[low:start].split()) >= 4 and end + 12 >= high:
            found_day = _WEEKDAY.search(text, low, start)
            high = found_day.start() if found_day else start
            break
        if start - low <= 14 and len(text[end:].split()) >= 4:
            low = end
            break
    if found := _TAIL.search(text, low, high):
        high = found.start()
    inner = text[low:high]
    strip = " -–—|،"
    return low + len(inner) - len(inner.lstrip(strip)), high - len(inner) + len(inner.rstrip(strip))


def _is_day(text: str) -> bool:
    """Tell a date with next to nothing else."""
    for day in reversed(list(find_days(text))):
        text = text[: day.start_char] + text[day.end_char :]
    return len(text.split()) <= 3


def _is_headline(tree: Tree, at: int, after_link: bool) -> bool:
    block = tree.blocks[at]
    text = block.text
    n = text.count(" ") + 1
    linked = block.links * 2 > len(text)
    if block.many >= 3 and n < 3 * block.many:
        return False  # a menu on one line
    listed = block.flags & (RELATED | TICKER) and after_link and _FEW <= n <= _MANY and text[-1] not in ".؟!:"
    if not linked and block.tag not in _HEADINGS and not listed:
        return False
    if block.flags & _NEVER or n < 3 or n > 40:
        return False
    if n < 4 and (block.flags & (NAV | FOOT) or len(text) < 14):
        return False
    if block.flags & (NAV | FOOT) and n < 5:
        return False
    if block.flags & COMMENT and not linked:
        return False
    if after_link and (n >= _PROSE_WORDS or (text.endswith((".", "...", "…")) and n >= 12)):
        return False  # the summary of a card, linked like its headline
    if not _ARABIC.search(text) or (n <= 9 and _DIGITS.search(text) and _is_day(text)):
        return False
    fold = fold_page(text)
    if n <= 7 and _ACCOUNT.match(fold):
        return False
    if n <= 12 and (cues.SHARE.match(fold) or cues.FINAL.match(fold) or cues.MENU.match(fold)) and n <= 6:
        return False
    return not (cues.RELATED.match(fold) and n <= 5) and not cues.is_notice(fold)


def find_headlines(
    tree: Tree, body: set[int], title: int | None, names: tuple[str | None, ...]
) -> list[tuple[int, int]]:
    """Return the offsets, in the page's text, of the headlines of other articles, in order, each once."""
    seen = {key_of(name) for name in names if name}
    if title is not None:
        seen.add(key_of(tree.blocks[title].text))
    found: list[tuple[int, int]] = []
    last = -9
    own = range(title, max(body)) if title is not None and body else range(0)
    for at, block in enumerate(tree.blocks):
        if at in body or at == title or not _is_headline(tree, at, at - last == 1):
            continue
        if at in own and not block.links:
            continue  # a kicker, a sub-heading
        low, high = _bounds(block)
        key = key_of(block.text[low:high])
        if key.count(" ") < 2 or key in seen:
            continue
        last = at
        seen.add(key)
        found.append((block.start + low, block.start + high))
    return found
