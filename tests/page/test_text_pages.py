"""Pages of many kinds, written for these tests: the sentences, the names and the outlets are made up."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from arnews.page import Page, read_page

TITLE = "بلدية الواحة تفتتح مكتبة عامة في حي النخيل بعد عامين من الأشغال"
LEAD = "افتتحت بلدية الواحة صباح أمس مكتبة عامة في حي النخيل، تضم أكثر من عشرين ألف كتاب وقاعة للأطفال."
REST = [
    "وقال رئيس البلدية إن المكتبة تستقبل القراء كل يوم من الثامنة صباحا حتى العاشرة ليلا، وإن الاشتراك فيها مجاني لسكان الحي.",
    "وأوضح أن كلفة المشروع بلغت ثلاثة ملايين، دفعت البلدية نصفها وتبرع تجار المدينة بالنصف الآخر.",
    "ورحب سكان الحي بالمكتبة الجديدة، وطالبوا بتمديد خط الحافلات حتى بابها قبل بداية العام الدراسي.",
]
BODY = "\n".join([LEAD, *REST])
HEADS = [
    "سباق الدراجات يجمع مئة متسابق من خمس مدن في الساحل الشرقي",
    "المزارعون يبدؤون جني التمور مبكرا هذا الموسم بسبب الحرارة",
    "الجامعة تعلن فتح باب القبول في ثلاثة تخصصات جديدة",
    "إغلاق الجسر القديم أسبوعين لإصلاح أعمدته المتشققة",
]
LIST = "\n".join(HEADS)

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "portal with today's date above and a list of the most read below": (
        f"الخميس 14 مارس 2019\nالرئيسية\nأخبار\nسياسة\nرياضة\nثقافة\nمنوعات\n{TITLE}\nالثلاثاء 12 مارس 2019 10:45 ص\nكتبت: هدى السالمي\n{BODY}\nشارك\nفيسبوك\nتويتر\nالأكثر قراءة\n{LIST}\nجميع الحقوق محفوظة لصحيفة الواحة 2019",
        {"source": "الواحة", "date": "2019-03-12", "byline": "هدى السالمي", "headlines": HEADS},
    ),
    "Levantine double month, update beside publication": (
        f"صدى المدينة\nالرئيسية / محليات\n{TITLE}\nتاريخ النشر: 3 آذار/مارس 2021 - آخر تحديث: 5 آذار/مارس 2021\n{BODY}\nمواضيع ذات صلة\n{LIST}\n© 2021 صدى المدينة",
        {"source": "صدى المدينة", "date": "2021-03-03", "headlines": HEADS},
    ),
    "Maghrebi month and a related link inside the body": (
        f"جريدة الضفاف الإلكترونية\nالأولى\nجهات\nمجتمع\n{TITLE}\nالضفاف - سعيد المرابط\nالإثنين 17 غشت 2020 - 09:30\n{LEAD}\n{REST[0]}\nاقرأ أيضا: {HEADS[0]}\n{REST[1]}\n{REST[2]}\nجميع الحقوق محفوظة لجريدة الضفاف الإلكترونية © 2020",
        {"date": "2020-08-17", "headlines": [HEADS[0]]},
    ),
    "Arabic-Indic digits and the Hijri day beside the Gregorian": (
        f"صحيفة المرسى\nمحليات\nاقتصاد\nزوايا\n{TITLE}\nالأربعاء - ٢٤ رجب ١٤٤٠ هـ - ٣ أبريل ٢٠١٩ م\nفهد العتيبي (الواحة)\n{BODY}\nأخبار ذات صلة\n{LIST}\nجميع الحقوق محفوظة لصحيفة المرسى",
        {"source": "صحيفة المرسى", "date": "2019-04-03", "byline": "فهد العتيبي (الواحة)", "headlines": HEADS},
    ),
    "message in a chat, with a star on both sides of the title": (
        f"🔴 *{TITLE}*\nصحيفة المرسى | 9 مايو 2022\n\n{LEAD}\n\n{REST[0]}\n\n{REST[1]}\n\nللتفاصيل: https://almarsa.example/123",
        {"source": "صحيفة المرسى", "date": "2022-05-09", "headlines": []},
    ),
    "aggregator that names the paper below the title": (
        f"{HEADS[0]}    {HEADS[1]}    {HEADS[2]}    {HEADS[3]}\n\n\n{TITLE}\nنشر في الضفاف يوم 21 - 11 - 2014\n\n{BODY}\n\n\nلقراءة الخبر كاملا من مصدره اضغط هنا",
        {"source": "الضفاف", "date": "2014-11-21", "headlines": HEADS},
    ),
    "teasers in the middle and at the end": (
        f"الرئيسية\nالعالم\nاقتصاد\n{TITLE}\n2018/09/30\n{LEAD}\n{REST[0]}\nقد يهمك أيضا\n{HEADS[1]}\nبدأ مزارعو النخيل في الواحات الشرقية جني محصولهم قبل موعده بأسبوعين، بعد أن تجاوزت الحرارة خمسا وأربعين درجة طوال أيام.\n{REST[1]}\n{REST[2]}\nشارك\n© 2018 موقع الرسالة",
        {"source": "الرسالة", "date": "2018-09-30", "headlines": [HEADS[1]]},
    ),
    "comments with their rules": (
        f"بوابة الساحل\nالرئيسية\nسياسة\nمجتمع\n{TITLE}\n12/06/2017\n{BODY}\nالتعليقات (2)\nالتعليقات المنشورة تعبر عن أصحابها فقط ولا تمثل رأي الموقع، ونرجو الابتعاد عن الإساءة إلى الأشخاص.\nزائر\nخبر جميل والله يوفقهم\nالاسم\nالبريد الإلكتروني\nإرسال\nحقوق النشر محفوظة © بوابة الساحل 2017",
        {"source": "بوابة الساحل", "date": "2017-06-12", "headlines": []},
    ),
    "cookie wall above, copyright on two lines below": (
        f"نستخدم ملفات تعريف الارتباط لتحسين تصفحك، وبمتابعة التصفح فإنك توافق على سياسة الخصوصية.\nموافق\nالقائمة\nأخبار\nرياضة\nفن\n{TITLE}\n{BODY}\nوسوم\nمكتبة\nالواحة\nمن نحن\nاتصل بنا\n© 2023 جميع الحقوق محفوظة لـ\nنداء الشمال",
        {"source": "نداء الشمال", "date": None, "headlines": []},
    ),
    "date of the header only": (
        f"الأحد 5 يناير 2020\nنداء الشمال\nالرئيسية\nأخبار\nرياضة\nفن\nآراء\nصور\n{TITLE}\n{BODY}\nجميع الحقوق محفوظة © نداء الشمال 2020",
        {"source": "نداء الشمال", "date": None, "headlines": []},
    ),
    "text with title and paragraphs alone": (
        f"{TITLE}\n\n" + BODY.replace("\n", "\n\n"),
        {"source": None, "date": None, "headlines": []},
    ),
    "agency item that opens with a place": (
        f"وكالة أنباء الجنوب\nمحليات\nاقتصاد\nرياضة\n{TITLE}\nالسبت 8 شباط 2014 الساعة 16:20\nالواحة - {BODY}\nس.ع/م.ن\nجميع الحقوق محفوظة لوكالة أنباء الجنوب",
        {
            "source": "وكالة أنباء الجنوب",
            "date": "2014-02-08",
            "headlines": [],
            "dateline": "الواحة",
            "first": "الواحة - ",
        },
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_read_right(name: str) -> None:
    text, right = PAGES[name]
    page = read_page(text)
    assert page.title == TITLE
    assert page.source == right["source"] if "source" in right else page.source
    assert page.date == (None if right["date"] is None else datetime.date.fromisoformat(right["date"]))
    assert list(page.headlines) == right["headlines"]
    if "byline" in right:
        assert page.byline == right["byline"]
    if "dateline" in right:
        assert page.dateline == right["dateline"]
    first = right.get("first", "")
    paragraphs = [first + LEAD, *REST]
    found = [paragraph.text for paragraph in page.paragraphs]
    assert found == [paragraph for paragraph in paragraphs if paragraph in text]


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("كتب - سامي الخطيب:", "سامي الخطيب"),
        ("كتبت ريم حداد", "ريم حداد"),
        ("بقلم: خالد بن ناصر", "خالد بن ناصر"),
        ("حوار: منى القاسم", "منى القاسم"),
        ("تقرير: عمر الطيب", "عمر الطيب"),
        ("نادية منصور - تونس", "نادية منصور - تونس"),
        ("الواحة: سالم البلوشي", "الواحة: سالم البلوشي"),
        ("كتب الخبر ماهر القاسم", "ماهر القاسم"),
        ("بواسطة: ليلى شاهين", "ليلى شاهين"),
        ("يوسف عثمان", "يوسف عثمان"),
        ("نداء الشمال - هدى السالمي", "هدى السالمي"),
        ("هدى السالمي - نداء الشمال", "هدى السالمي"),
        ("هدى السالمي •", "هدى السالمي"),
        ("الاثنين 11 مارس 2019 10:20 | كتب: سامي الخطيب |", "سامي الخطيب"),
        ("ريم حداد | الاثنين, 11 مارس 2019", "ريم حداد"),
        ("نشر بتاريخ الاثنين 11 مارس 2019 - سالم البلوشي", "سالم البلوشي"),
        ("منى القاسم صحافية ومراسلة @mona_news", "منى القاسم"),
        ("منى القاسم | موفدة الواحة إلى الجبل", "منى القاسم"),
        ("الثلاثاء 12 مارس 2019 | كتب: [سامي الخطيب]", "سامي الخطيب"),
        ("كتابة: سالم البلوشي", "سالم البلوشي"),
    ],
)
def test_byline_is_the_name_without_its_cue(line: str, byline: str) -> None:
    page = read_page(f"الرئيسية\nأخبار\nرياضة\nثقافة\n{TITLE}\n{line}\n12 مارس 2019\n{BODY}\nشارك\n© 2019 نداء الشمال")
    assert page.byline == byline
    assert page.title == TITLE


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("القاهرة - أ ش أ - ", "القاهرة – أ ش أ"),
        ("بيروت (رويترز) - ", "بيروت"),
        ("دبي، الإمارات العربية المتحدة (CNN)-- ", "دبي، الإمارات العربية المتحدة"),
        ("تونس/ ", "تونس"),
        ("[الرباط] ", "الرباط"),
        ("عمان 31 آذار (بترا) - ", "عمان"),
        ("سرت 14 أكتوبر 2023 (وانا) – ", "سرت"),
        ("الكويت - 14 - 6 (كونا) -- ", "الكويت"),
        ("رأس الخيمة في 7 ديسمبر / وام / ", "رأس الخيمة"),
        ("بغداد 12 قتيلا (حصيلة أولى) - ", None),
        ("", None),
    ],
)
def test_dateline_is_read_and_stays_in_the_paragraph(opening: str, dateline: str | None) -> None:
    page = read_page(f"{TITLE}\n12 مارس 2019\n{opening}{BODY}")
    assert page.dateline == dateline
    assert page.paragraphs[0].text == opening + LEAD


@pytest.mark.parametrize(
    ("rights", "source"),
    [
        ("جميع الحقوق محفوظة لصحيفة نداء الشمال 2019", "نداء الشمال"),
        ("© 2019 نداء الشمال. كل الحقوق محفوظة", "نداء الشمال"),
        ("Copyright © 2019 Northern Call. All rights reserved", "Northern Call"),
        ("حقوق الطبع والنشر محفوظة © نداء الشمال", "نداء الشمال"),
        ("يمنع نسخ المواد دون إذن. الحقوق محفوظة لـنداء الشمال", "نداء الشمال"),
        ("© 2019 محفوظة ل\nنداء الشمال", "نداء الشمال"),
        ("جميع حقوق الطبع والنشر محفوظة، نداء الشمال, 2019", "نداء الشمال"),
        ("http://www.northcall.example.com/news/1", "northcall.example.com"),
    ],
)
def test_source_is_the_owner_of_the_rights(rights: str, source: str) -> None:
    assert read_page(f"{TITLE}\n12 مارس 2019\n{BODY}\nشارك\nطباعة\n{rights}").source == source


def test_aggregator_names_the_paper_beside_how_long_ago() -> None:
    page = read_page(f"جامع الأخبار\nالرئيسية\nأهم الأخبار\n{TITLE}\nمرآة الجنوب • منذ ساعتين\n{BODY}\nتغطية كاملة")
    assert page.source == "مرآة الجنوب"


@pytest.mark.parametrize("line", ["أضيف من نداء الشمال في 12 مارس 2019", "وكالة نداء الشمال | نشر بتاريخ 12 مارس 2019"])
def test_outlet_beside_the_date_is_the_source(line: str) -> None:
    source = read_page(f"{TITLE}\n{line}\n{BODY}").source
    assert source is not None
    assert source.endswith("نداء الشمال")


def test_title_may_say_that_it_has_pictures() -> None:
    page = read_page(f"الرئيسية\nأخبار\nرياضة\nصور| {TITLE}\n12 مارس 2019\n{BODY}\n© 2019 نداء الشمال")
    assert page.title == f"صور| {TITLE}"


def _menu(rows: int) -> str:
    return "\n".join(("أخبار", "رياضة", "اقتصاد", "ثقافة")[at % 4] for at in range(rows))


@pytest.mark.parametrize(
    "text",
    [
        f"{_menu(15_000)}\n{TITLE}\n12 مارس 2019\n{BODY}\n{_menu(15_000)}",
        f"{TITLE}\n12 مارس 2019\n{BODY}\n" + "\n".join(HEADS * 5_000),
    ],
    ids=["menus without end", "headlines without end"],
)
def test_article_in_a_very_long_page_is_found(text: str) -> None:
    page = read_page(text)
    assert (page.title, page.date) == (TITLE, datetime.date(2019, 3, 12))
    assert [paragraph.text for paragraph in page.paragraphs] == [LEAD, *REST]


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD} " * 10_000,
        "\n".join([LEAD, *REST] * 2_500),
        "كلمة " * 200_000,
        "ا" * 1_000_000,
        "- " * 300_000,
        "12/03/2019 " * 60_000,
        "| " * 300_000,
    ],
    ids=["one long line", "dump of paragraphs", "words", "letters", "dashes", "dates", "bars"],
)
def test_long_text_gives_a_page_with_exact_spans(text: str) -> None:
    page = read_page(text)
    assert isinstance(page, Page)
    assert all(page.text[span.start_char : span.end_char] == span.text for span in page.paragraphs)


def test_page_in_another_language_gives_what_its_shapes_say() -> None:
    english = "The city opened a public library in the old town on Monday, two years after work began on the site."
    page = read_page(
        f"Home\nNews\nSport\nCity opens library in old town\nMarch 12, 2019\n{english}\n{english}\n© 2019 The Example"
    )
    assert page.date == datetime.date(2019, 3, 12)
    assert page.source == "The Example"


def test_line_without_a_word_among_wrapped_lines() -> None:
    lines = ["كلمة " * 11 + "آخرها" for _ in range(12)]
    lines[6] = "\x1f"  # white space, and no line break
    assert read_page("\n".join(lines)).kind == "text"


@pytest.mark.parametrize("path", ["محليات » ", "أخبار » محليات » ", "محليات >> "])
def test_path_before_the_title_is_no_part_of_it(path: str) -> None:
    page = read_page(f"نداء الشمال\nأخبار\nمحليات\nرياضة\n{path}{TITLE}\n12 مارس 2019\n{BODY}\n© 2019 نداء الشمال")
    assert page.title == TITLE


def test_date_below_pictures_and_writer_is_found() -> None:
    above = "سيارات في ميناء المدينة صباح الأحد\nصدر الصورة، Getty Images\nالتعليق على الصورة، ميناء المدينة كما يبدو من التل\nArticle Information\nريم حداد\nRole, نداء الشمال - تونس"
    page = read_page(f"الرئيسية\nأخبار\n{TITLE}\n{above}\n12 مارس/ آذار 2019\nآخر تحديث 13 مارس/ آذار 2019\n{BODY}")
    assert str(page.date) == "2019-03-12"
    assert page.body == BODY
    assert page.byline == "ريم حداد"


@pytest.mark.parametrize(
    "lines",
    [
        f"أخبار البلد : {TITLE}\n{TITLE}\n12 مارس 2019",
        f"12 مارس 2019\n{TITLE}\nريم حداد\nمديرة المكتبة في حي النخيل ليلى شاهين. صورة: الواحة",
        f"افتتحت المكتبة بعد عامين من الأشغال في حي النخيل\n{TITLE}\n12 مارس 2019",
    ],
)
def test_title_is_neither_its_longer_form_nor_a_caption_nor_a_summary(lines: str) -> None:
    page = read_page(f"الواحة\nأخبار\nمحليات\nرياضة\n{lines}\n{BODY}\n© 2019 الواحة")
    assert (page.title, str(page.date)) == (TITLE, "2019-03-12")


def test_speaker_before_a_title_stays() -> None:
    title = f"مدير المكتبة للسكان: {TITLE}"
    page = read_page(f"الواحة\nأخبار\nمحليات\nرياضة\n{title}\n{TITLE}\n12 مارس 2019\n{BODY}\n© 2019 الواحة")
    assert page.title == title


def test_date_of_another_article_below_the_opening_is_not_taken() -> None:
    other = "حريق في سوق القرية يوقع عشرات المصابين\nنشر في: 12 يناير 2018 - 10:20"
    page = read_page(f"{TITLE}\n{BODY}\n{BODY}\n{other}\n{BODY}\nالأكثر قراءة\nمدرسة في الجبل تفوز بجائزة القراءة")
    assert page.date is None


def test_digits_without_end_take_linear_time() -> None:
    assert read_page("1" * 200_000).headlines == ()


@pytest.mark.parametrize(
    "line", ["» | » |", "/ / / /", " | | أخبار محلية من المدينة اليوم", "» أخبار محلية من المدينة اليوم » »"]
)
def test_menu_of_few_cells_above_an_article_without_a_title(line: str) -> None:
    page = read_page(f"{line}\n{BODY}")
    assert page.body == BODY
