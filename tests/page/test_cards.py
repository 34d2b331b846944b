"""Cards of lists: what belongs together and what parts it."""

from __future__ import annotations

from arnews.page.cards import card_lists
from arnews.page.context import Context
from arnews.page.lines import split_lines
from arnews.page.summaries import opens_with_verb
from arnews.page.text import understand

PAGE = """منارة الساحل
بلدية المرسى تفتح حديقة جديدة على شاطئ المدينة
4 أبريل 2019
افتتحت بلدية المرسى صباح الأحد حديقة جديدة على شاطئ المدينة، بعد عامين من بدء الأشغال، بحضور سكان الأحياء المجاورة.
وقالت رئيسة البلدية إن الحديقة تضم ملاعب للأطفال ومسارا للدراجات، وإن الدخول إليها مجاني طوال أيام الأسبوع.
أخبار ذات صلة
إغلاق جسر الميناء القديم أسبوعين لأعمال الصيانة
الأشغال تبدأ مساء الأحد وتنتهي آخر الشهر
3 أبريل 2019
مدرسة في الجبل تفوز بجائزة القراءة الوطنية
المديرة تسلمت الدرع في حفل مسائي

قطار جديد يربط العاصمة بمدن الساحل الغربي
"""


def _page() -> tuple[Context, dict[str, int]]:
    page = understand(PAGE)
    return page, {line.raw: at for at, line in enumerate(page.lines)}


def test_dates_labels_and_empty_lines_part_cards() -> None:
    page, at = _page()
    first = at["إغلاق جسر الميناء القديم أسبوعين لأعمال الصيانة"]
    cards = card_lists(page, {first})[-1]
    assert cards == [[first, first + 1], [first + 3, first + 4], [first + 5]]


def test_verbs_that_are_nouns_too_open_no_sentence() -> None:
    rows = {text: split_lines(text)[0].row for text in ("ضبطت الشرطة سيارة مسروقة", "ضبط سيارة مسروقة في المرسى")}
    assert [opens_with_verb(row) for row in rows.values()] == [True, False]
    assert opens_with_verb(split_lines("«يضم المعرض أربعين لوحة»")[0].row)
    assert not opens_with_verb(split_lines("تقدم أشغال الطريق الساحلي")[0].row)
