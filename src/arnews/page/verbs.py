"""Verbs with which summaries and sentences open, and headlines hardly ever."""

from __future__ import annotations

from arnews.page.row import Row

__all__ = ["WITH_WAW", "opens_sentence", "opens_with_verb"]

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


def opens_with_verb(row: Row) -> bool:
    """Tell a line of four words and more that opens with a verb."""
    return row.size >= 4 and row.words[0].lstrip('"«“(') in _VERBS


def opens_sentence(row: Row) -> bool:
    """Tell a line that opens with a verb, or with «و» and a word that is no noun of the news: «وحضر اللقاء …»."""
    first = row.words[0].lstrip('"«“(')
    return first in _VERBS or (first.startswith("و") and not first.startswith(WITH_WAW))


WITH_WAW = tuple(
    "وزي وزار وزر وفد وفا وصول وقف وكال وكيل والي ورش وثيق وحد وعد ورق وسط وساط واشنطن وهران وجد ولي ولا".split()
)
"""How nouns and names open whose first letter is a «و»."""
