"""Summaries of other articles below their headlines: lines that open with a verb, and the second lines of cards."""

from __future__ import annotations

from collections.abc import Set

from arnews.page.cards import card_lists
from arnews.page.context import Context
from arnews.page.row import Row
from arnews.page.shapes import shape_of
from arnews.patterns import pattern

__all__ = ["opens_with_verb", "summaries"]

_PAST = """اعلن اكد قال اوضح ناقش واصل سجل ارتفع انخفض انطلق اختتم افتتح قاد فاز حقق شهد شارك نظم اقام وقع اطلق قدم دعا حذر
    نفي اصدر قرر وافق بدا انهي استقبل بحث التقي وصل غادر زار شدد اشار لفت بلغ تجاوز حصد توج خسر اقصي تاهل انضم عاد ظهر تصدر اثار
    خصص تسلم سلم دشن خفض القي اوقف احال قضي لقي اصيب تسبب ادي اندلع نشر روي تحدث عبر اعرب شيع نعي رحل توفي وثق استعاد احتضن
    استضاف نجح تمكن سيطر كرم تلقي اقر صادق انتخب تولي تعهد قتل اسفر اغلق اكتشف طور صمم اظهر امضي باشر صدر وزع نفذ اضطر استفاد""".split()
_ONLY_SHE = "ضبط فتح تراجع طالب حكم رفع عرض كشف نقل رصد منح تناول عقد جمع طرح عين تفقد بين اجر".split()
"""Verbs that are nouns without an ending: «ضبط شبكة» is a headline, «ضبطت الشرطة» a sentence."""
_PRESENT = """ضم شارك عقد قام روي سعي هدف تتبع واصل شهد نظم قدم نطلق فتتح حتضن ستضيف عرض ستعد نتظر توقع جمع قول كشف حكي حاول خوض لتقي واجه عود
    ستمر تضمن شمل حمل ستعيد حفظ منح وفر تيح عد مثل بلغ ستقبل رصد وثق ستهدف شرف جري عتزم حتفل كتب شرح قطع ستغرق ستقطب قضي هدد ضع مضي شكو ستعرض تناول بحث ناقش""".split()
_NOUNS = frozenset("تقدم تناول تتبع تعرض تجمع توقع تحمل تشرح".split())
_VERBS = (
    frozenset(
        [*_PAST, *(f"{verb}ت" for verb in (*_PAST, *_ONLY_SHE)), *(f"{who}{verb}" for who in "يت" for verb in _PRESENT)]
    )
    - _NOUNS
)
"""Verbs with which one summary in three opens, and one headline in a thousand: headlines open with who acts, or a noun."""
_CUT = pattern(r"(?:\.{2,}|…)\s*\[?(?:اقرا |قراه |قرايه )?المزيد\]?$")
"""How a summary ends that was cut off."""


def opens_with_verb(row: Row) -> bool:
    """Tell a line of four words and more that opens with a verb."""
    return row.size >= 4 and row.words[0].lstrip('"«“(') in _VERBS


def summaries(page: Context, heads: Set[int]) -> set[int]:
    """Return the lines among headlines that sum up the headline above.

    Parameters
    ----------
    page : Context
        The page, with roles.
    heads : set of int
        The lines taken for headlines.
    """
    assert page.roles is not None
    opening = [at for at in heads if at - 1 not in heads]
    if sum(opens_with_verb(page.lines[at].row) for at in opening) > 0.1 * len(opening):
        return set()  # an outlet whose headlines are sentences
    ends = {at for at in heads if _CUT.search(page.lines[at].fold)}
    cut = {at for at in ends if at - 1 in heads and at - 1 not in ends}
    found = {at for at in heads if at - 1 in heads and opens_with_verb(page.lines[at].row)}
    if len(found) == 1:  # one alone may be a headline of its own, unless it speaks of what the one above does
        found = {at for at in found if page.lines[at].stems & page.lines[at - 1].stems}
    if not found and not any(role == "teaser" for role in page.roles):
        return cut & heads
    known = {*heads} | {at for at, role in enumerate(page.roles) if role == "teaser"}
    for cards in card_lists(page, heads):
        pairs = [card for card in cards if len(card) == 2 and known.issuperset(card)]
        told = [_is_told(page, second, found) for _, second in pairs]
        if len(pairs) >= 2 and 2 * sum(told) >= len(pairs) and not any(_is_told(page, one, found) for one, _ in pairs):
            found.update(second for _, second in pairs)
    return (found | cut) & heads


def _is_told(page: Context, at: int, found: Set[int]) -> bool:
    assert page.roles is not None
    row = page.lines[at].row
    return at in found or page.roles[at] == "teaser" or (shape_of(row)[3] > 0 and row.stop[:1] in (".", "…"))
