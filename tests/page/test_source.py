"""How pages name their outlet."""

from __future__ import annotations

import pytest

from arnews import read_page

TITLE = "بلدية المرسى تفتح حديقة جديدة على شاطئ المدينة"
BODY = "\n".join(
    (
        "افتتحت بلدية المرسى صباح الأحد حديقة جديدة على شاطئ المدينة، بعد عامين من بدء الأشغال، بحضور سكان الأحياء المجاورة.",
        "وقالت رئيسة البلدية إن الحديقة تضم ملاعب للأطفال ومسارا للدراجات، وإن الدخول إليها مجاني طوال أيام الأسبوع.",
        "وأضافت أن البلدية تنوي زراعة ألف شجرة أخرى على امتداد الشاطئ قبل نهاية الصيف المقبل.",
    )
)


@pytest.mark.parametrize(
    ("top", "line", "below", "source"),
    [
        ("إعلان\nمرساوي\nأخبار\nرياضة", "", "© 2019 جميع الحقوق محفوظة لدى رواسي للصحافة والإعلام", "مرساوي"),
        ("أخبار\nرياضة", "", "© 2019 جميع الحقوق محفوظة لدى رواسي للصحافة والإعلام", "رواسي للصحافة والإعلام"),
        ("المرساة\nجريدة المرساة القطرية\nأخبار", "", "جميع الحقوق محفوظة لجريدة المرساة القطرية © 2019", "المرساة"),
        ("الأخبار\nسياسة\nرأي\nالصحيفة الورقية\nالعدد 512", "الأخبار\nهدى السالمي\n", "", "الأخبار"),
        ("جامع الأنباء - دقيقة بدقيقة\nتحميل التطبيق", "مرآة اليوم منذ ساعة\n", "", "مرآة اليوم"),
    ],
)
def test_outlet_is_named_as_the_page_names_itself(top: str, line: str, below: str, source: str) -> None:
    assert read_page(f"{top}\n{TITLE}\n{line}4 أبريل 2019\n{BODY}\nشارك\n{below}").source == source


def test_hour_of_the_update_is_no_title() -> None:
    page = read_page(f"المرساة\nأخبار\n{TITLE}\nهدى السالمي\n4 أبريل 2019\nآخر تحديث: 17:43 (توقيت مكة)\n{BODY}")
    assert page.title == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "تابعوا نداء الشمال على فيسبوك",
        "تابع آخر الأخبار من نداء الشمال على Google News",
        "حمّل تطبيق نداء الشمال الآن",
        "قناة نداء الشمال على يوتيوب",
        "اشترك في نشرة نداء الشمال البريدية",
        "التعليقات المنشورة لا تعبر عن رأي نداء الشمال",
        "عن نداء الشمال",
    ],
)
def test_site_that_nothing_else_names_is_named_by_its_own_sentences(line: str) -> None:
    assert (
        read_page(f"الرئيسية\nأخبار\nرياضة\n{TITLE}\n4 أبريل 2019\n{BODY}\nشارك\nطباعة\n{line}").source == "نداء الشمال"
    )


@pytest.mark.parametrize("line", ["تابعونا على فيسبوك", "حمل تطبيق الموقع", "عن الموقع", "قناتنا على يوتيوب"])
def test_sentences_without_a_name_give_none(line: str) -> None:
    assert read_page(f"الرئيسية\nأخبار\nرياضة\n{TITLE}\n4 أبريل 2019\n{BODY}\nشارك\nطباعة\n{line}").source is None


@pytest.mark.parametrize("line", ["خاص - نداء الشمال", "نداء الشمال - طنجة", "هدى السالمي - نداء الشمال"])
def test_signature_names_the_paper(line: str) -> None:
    assert read_page(f"الرئيسية\nأخبار\n{TITLE}\n{line}\n4 أبريل 2019\n{BODY}").source == "نداء الشمال"
