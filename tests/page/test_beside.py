"""What stands beside headlines, and what only looks like one."""

from __future__ import annotations

import pytest

from arnews.page.beside import is_beside, is_person, is_signed
from arnews.page.lines import split_lines
from arnews.page.row import Row


def _row(text: str) -> Row:
    (line,) = split_lines(text)
    return line.row


@pytest.mark.parametrize(
    "text",
    [
        "مرآة الجنوب • منذ ساعتين",
        "منارة البحر - قبل 12 دقيقة",
        "«نداء الشمال» (تطوان)",
        "رئيس التحرير: هدى السالمي",
        "رئيس مجلس الإدارة فهد العتيبي رئيس التحرير هدى السالمي",
        "آخر تحديث: 4 أبريل 09:10 2019",
        "دقائق القراءة - 4",
        "برمجة واستضافة بيت الرقم",
        "أبلغ عن خطأ في الصفحة",
        "الإبلاغ عن إساءة",
        "إبلاغ عن خطأ",
        "[صورة 1 من 3]",
        "الدولار شراء 558 بيع 560",
        "الدولار: 5.17 السوق الموازي",
        "الزمالك - سيراميكا 22:00",
        "حالة الطقس: حار نسبيا، العظمى 34 والصغرى 27",
        "مواقيت الصلاة | الفجر 04:09 ص",
        "الرئيسية عمان الاقتصادي الرياضي الثقافي المنوعات أعمدة",
        "لبنان مصر السعودية العراق الأردن المغرب رياضة تكنولوجيا فن",
        "دولار شراء 558 بيع 560 يورو 610",
        "9 المرسى 20 24",
        "هل تؤيد توسيع الحديقة؟",
        "د. هدى السالمي",
        "مدة الفيديو 02 دقيقة 46 ثانية",
        "نجوم المرسى 21:00 اتحاد الجبل",
        "الفجر 4:25 - الظهر 12:51 - العصر 4:28 - المغرب 7:37",
        "مرآة اليوم - مرآة المساء - مرآة الرياضة - مجلة المرآة",
        "شارع الميناء، المرسى، عمارة 4",
        "أخبار رياضة اقتصاد فنون كتاب",
        "المصدر: نداء الشمال",
        "دينار / درهم",
        "عبد الرحيم القاسم",
        "زر الذهاب إلى الأعلى",
        "لا توجد نتائج",
        "الرئيسية/سلايد/بلدية المرسى تفتح حديقة جديدة على شاطئ المدينة",
    ],
)
def test_lines_beside_headlines_are_none(text: str) -> None:
    assert is_beside(_row(text))


@pytest.mark.parametrize(
    "text",
    [
        "«مرجان» يفتح أبوابه للزوار",
        "رئيس التحرير يستقبل وفدا من طلبة الصحافة",
        "إغلاق جسر الميناء القديم منذ ثلاثة أيام",
        "أحمد يفوز بجائزة القصة القصيرة",
        "الذهب / ارتفاع جديد في أسواق المدينة",
        "مصدر مسؤول: لا نية لرفع الأسعار هذا العام",
        "الدولار يتراجع أمام اليورو للمرة الثالثة",
        "الدولار يسجل 47.18 جنيه في البنوك",
        "حالة الطقس غدا: أمطار والعظمى بالقاهرة 35 درجة",
        "رسميا - الأهلي يضم مدافعا من النجم 15:48",
        "طقس الغد: أمطار رعدية على الساحل الشمالي",
        "مصر والسعودية والأردن تبحث الربط الكهربائي",
    ],
)
def test_headlines_are_not_taken_for_what_stands_beside_them(text: str) -> None:
    assert not is_beside(_row(text))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("هدى السالمي", True),
        ("فهد بن سالم العتيبي", True),
        ("هدى السالمي: نعم", False),
        ("هدى", False),
        ("بلدية المدينة القديمة", False),
    ],
)
def test_person_is_a_given_name_and_little_more(text: str, person: bool) -> None:
    assert is_person(_row(text)) == person


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("تطوان: هدى السالمي", True),
        ("نداء الشمال – هدى السالمي", True),
        ("تطوان ـ هدى السالمي", True),
        ("هدى السالمي - تطوان", True),
        ("تطوان: بلدية المدينة", False),
        ("سباق القوارب - الجولة الثانية", False),
    ],
)
def test_signed_lines_have_a_given_name_at_a_mark(text: str, signed: bool) -> None:
    assert is_signed(_row(text)) == signed


def test_tabs_and_post_boxes_are_beside() -> None:
    for text in ("اليوم أسبوع شهر", "دار المرساة للنشر - ص.ب 5300 المنامة، البحرين"):
        (line,) = split_lines(text)
        assert is_beside(line.row)
