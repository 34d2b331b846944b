"""Lists of other articles' headlines on text pages, and what among them is none."""

from __future__ import annotations

from arnews import read_page
from arnews.page.lines import split_lines
from arnews.page.shapes import cue_of

TITLE = "بلدية المرسى تفتح حديقة جديدة على شاطئ المدينة"
BODY = "\n".join(
    (
        "افتتحت بلدية المرسى صباح الأحد حديقة جديدة على شاطئ المدينة، بعد عامين من بدء الأشغال، بحضور سكان الأحياء المجاورة.",
        "وقالت رئيسة البلدية إن الحديقة تضم ملاعب للأطفال ومسارا للدراجات، وإن الدخول إليها مجاني طوال أيام الأسبوع.",
        "وأضافت أن البلدية تنوي زراعة ألف شجرة أخرى على امتداد الشاطئ قبل نهاية الصيف المقبل.",
    )
)
HEADS = (
    "إغلاق جسر الميناء القديم أسبوعين لأعمال الصيانة",
    "مدرسة في الجبل تفوز بجائزة القراءة الوطنية",
    "صيادو الخليج الصغير يشكون من ارتفاع أسعار الوقود",
    "قطار جديد يربط العاصمة بمدن الساحل الغربي",
)


def _page(below: str) -> tuple[str, ...]:
    text = f"منارة الساحل\nالرئيسية\nأخبار\nرياضة\nثقافة\n{TITLE}\n4 أبريل 2019\n{BODY}\n{below}\n© 2019 منارة الساحل"
    return read_page(text).headlines


def test_papers_and_times_below_headlines_are_none() -> None:
    rows = [f"{head}\nمرآة الجنوب • منذ {hours} ساعات" for hours, head in enumerate(HEADS, 3)]
    assert _page("أخبار ذات صلة\n" + "\n".join(rows)) == HEADS


def test_comments_are_no_headlines() -> None:
    comments = "هدى السالمي\nنتمنى أن تبقى الحديقة نظيفة\nفهد العتيبي\nوأين حدائق الأحياء القديمة يا سادة"
    assert _page("اقرأ أيضا\n" + "\n".join(HEADS) + f"\nالتعليقات\n2\n{comments}") == HEADS


def test_label_above_bullets_is_no_headline() -> None:
    rows = "\n".join(f"🔹 {head}" for head in HEADS)
    assert _page(f"نشرة عناوين المساء\n{rows}") == HEADS


def test_headline_under_urgent_is_found() -> None:
    text = f"منارة الساحل\nأخبار\nرياضة\nثقافة\nعاجل\n{HEADS[0]}\nمحليات\n{TITLE}\n4 أبريل 2019\n{BODY}\n© 2019 منارة الساحل"
    assert read_page(text).headlines == HEADS[:1]


def test_card_that_stands_twice_is_one_headline() -> None:
    rows = "\n".join(f"{head}\n{head}" for head in HEADS)
    assert _page(f"أخبار مقترحة\n{rows}") == HEADS


def test_headline_that_more_announces_has_no_label() -> None:
    first, rest = BODY.split("\n", 1)
    text = f"منارة الساحل\nأخبار\nرياضة\nثقافة\n{TITLE}\n4 أبريل 2019\n{first}\nللمزيد.. {HEADS[0]}\n{rest}\n© 2019 منارة الساحل"
    assert read_page(text).headlines == HEADS[:1]


def test_headline_on_rights_of_people_is_no_copyright() -> None:
    (line,) = split_lines("حقوق الصيادين على جدول أعمال المجلس البلدي الجديد")
    assert not cue_of(line.row)
