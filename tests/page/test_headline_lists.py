"""Lists of other articles' headlines on text pages, and what among them is none."""

from __future__ import annotations

import pytest

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

SECTIONS = ("سياسة", "رياضة", "اقتصاد", "ثقافة")


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


def test_short_headlines_between_numbers_and_sections_are_found() -> None:
    short = ("جسر جديد للمشاة", *HEADS[1:])
    rows = "\n".join(
        f"{at}\n{section}\n{head}" for at, (section, head) in enumerate(zip(SECTIONS, short, strict=True), 1)
    )
    assert _page(f"الأكثر شعبية\n{rows}") == short


def test_clock_and_date_behind_a_headline_come_off() -> None:
    rows = "\n".join(f"{head} 10:{at} ص | السبت 06 أبريل 2019" for at, head in enumerate(HEADS, 10))
    assert _page(f"أخبار قد تعجبك\n{rows}") == HEADS


def test_dated_headlines_below_comments_are_found() -> None:
    comments = "هدى السالمي\nالسبت 6 أبريل 2019 - 10:11\nنتمنى أن تبقى الحديقة نظيفة\nفهد العتيبي\nالأحد 7 أبريل 2019 - 12:40\nأحسنتم"
    rows = "\n".join(f"{head}\nالجمعة 5 أبريل 2019 - 09:{at}" for at, head in enumerate(HEADS, 10))
    assert _page(f"تعليقات الزوار\n2\n{comments}\nصوت وصورة\n{rows}") == HEADS


def test_tags_and_programmes_are_no_headlines() -> None:
    below = "كلمات دالة\nحديقة المرسى\nشاطئ المدينة القديمة الكبير\nأخبار ذات صلة\n" + "\n".join(HEADS)
    assert _page(f"{below}\nالبرنامج الحالي\nمساء الميناء مع هدى السالمي") == HEADS


def test_name_that_owns_the_rights_is_no_headline() -> None:
    text = f"عاجل\n{HEADS[0]}\n{HEADS[1]}\nمنارة الساحل الغربي\nالبث المباشر\nراديو\nالأخبار\n{TITLE}\n4 أبريل 2019\n{BODY}"
    assert "منارة الساحل الغربي" not in read_page(f"{text}\n© 2019 منارة الساحل الغربي، جميع الحقوق محفوظة").headlines


def test_dates_behind_the_headlines_of_a_list_come_off() -> None:
    rows = "\n".join(f"{head} 0{at} أبريل 2019" for at, head in enumerate(HEADS, 2))
    assert _page(f"أخبار قد تعجبك\n{rows}") == HEADS


def test_date_behind_one_headline_belongs_to_it() -> None:
    rows = "\n".join((*HEADS[:3], f"{HEADS[3]} 12 أبريل 2019"))
    assert _page(f"أخبار قد تعجبك\n{rows}")[-1] == f"{HEADS[3]} 12 أبريل 2019"


def test_how_long_ago_before_a_headline_comes_off() -> None:
    rows = "\n".join(f"منذ {at} ساعات {head}" for at, head in enumerate(HEADS, 3))
    assert _page(f"أخبار قد تعجبك\n{rows}") == HEADS


def test_desk_and_slash_before_a_headline_come_off() -> None:
    rows = "\n".join(f"{desk} / {head}" for desk, head in zip(("عام", "ثقافي", "رياضي", "علمي"), HEADS, strict=True))
    assert _page(f"أخبار قد تعجبك\n{rows}") == HEADS


def test_two_headlines_with_a_bar_between_are_two() -> None:
    rows = f"{HEADS[0]} | {HEADS[1]}\n{HEADS[2]}\n{HEADS[3]}"
    assert _page(f"أخبار قد تعجبك\n{rows}") == HEADS


def test_three_headlines_with_dots_between_are_a_run() -> None:
    (line,) = split_lines(" • ".join(HEADS[:3]))
    assert cue_of(line.row) == "run"
    (path,) = split_lines("الرئيسية | أخبار المدن والقرى | رياضة الشاطئ اليوم")
    assert cue_of(path.row) != "run"


@pytest.mark.parametrize("tail", ["الأحد 07 أبريل 2019 - 09:5{}", "(0{}/04/2019)"])
def test_date_with_a_clock_or_in_brackets_comes_off_behind_headlines(tail: str) -> None:
    rows = "\n".join(f"{head} {tail.format(at)}" for at, head in enumerate(HEADS, 2))
    assert _page(f"أخبار قد تعجبك\n{rows}") == HEADS


@pytest.mark.parametrize(
    "head",
    [
        "سعر الذهب اليوم الأحد 7 أبريل 2019.. عيار 24 يسجل 641 جنيها",
        "هل تؤيد تقليص الإجازة المدرسية؟ خبراء يجيبون",
        "المركزي يثبت الفائدة 27.25%",
        "فريق المرسى يهزم ضيفه 2 - 1",
        "الصين، روسيا، إيران، كوريا: محور جديد في مواجهة الغرب",
        "السنة الدراسية تبدأ في موعدها والعدد يرتفع إلى 40 ألفا",
        "البلدية تسجل 103 طلبات و19 اعتراضا وتنهي 809 معاملات في المدينة وضواحيها أمس",
    ],
)
def test_numbers_and_questions_do_not_make_a_headline_something_else(head: str) -> None:
    assert head in _page("أخبار قد تعجبك\n" + "\n".join((*HEADS, head)))


def test_summary_below_a_headline_is_none() -> None:
    rows = "\n".join(f"{head}\nقال متحدث باسم البلدية إن {head} وإن العمل يبدأ بعد أيام قليلة" for head in HEADS)
    assert _page(f"أخبار قد تعجبك\n{rows}") == HEADS


@pytest.mark.parametrize(
    "before",
    [
        "GMT 13:48 {}",
        "GMT 6:30 2022 الثلاثاء 15 نوفمبر {}",
        "27 آذار 2023 {}",
        "٣ شباط ٢٠٢٣ - {}",
        "22 أوت: {}",
        "التالي {}",
        "الخبر التالي >> {}",
        "منذ ساعتين {}",
        "خبر عاجل : {}",
        "رياضة | {}",
        "فيديو, {}, المدة 2,14",
        "{} بقلم: هدى السالمي",
        "list 1 of 4{}",
        "الاثنين-2024-05-06 06:55 pm {}",
        "{} ( 12040 )",
        "{} (12 صورة)",
        "play-arrow {} مدة الفيديو 01 minutes 22 seconds",
        "مرآة الجنوب » {}",
        "سينما ← {}",
        "{} ـ ليال شمعون",
        "{} ــ ليال شمعون",
    ],
)
def test_what_stands_before_a_headline_comes_off(before: str) -> None:
    rows = "\n".join(before.format(head) for head in HEADS)
    assert _page(f"أخبار ذات صلة\n{rows}") == HEADS


def test_numbers_that_open_a_headline_are_its_own() -> None:
    heads = ("22 مدرسة جديدة: الوزارة تكشف خطة العام المقبل", "5 نصائح لمن يزور الجبل في الشتاء", *HEADS[:2])
    assert _page("أخبار ذات صلة\n" + "\n".join(heads)) == heads


@pytest.mark.parametrize("glued", ["10:4{at}{section}{head}", "{head}{section}"])
def test_sections_that_are_glued_to_headlines_come_off(glued: str) -> None:
    rows = "\n".join(
        glued.format(at=at, section=section, head=head)
        for at, (section, head) in enumerate(zip(SECTIONS, HEADS, strict=True))
    )
    text = f"منارة الساحل\nالرئيسية\nسياسة\nاقتصاد\nرياضة\nثقافة\n{TITLE}\n4 أبريل 2019\n{BODY}\nآخر الأخبار\n{rows}"
    assert read_page(text).headlines == HEADS


def test_tables_and_the_last_line_are_no_headlines() -> None:
    table = "الترتيب\n1 اتحاد الواحة 25 31 57\n2 نادي الساحل 24 27 55\n3 شباب المرسى القديم 25 4 42"
    below = "أخبار ذات صلة\n" + "\n".join(HEADS) + f"\n{table}"
    last = "© جميع الحقوق محفوظة 2019، شركة المنارة للنشر والطباعة  |  من نحن  |  سياسة الخصوصية الكاملة للموقع"
    assert _page(f"{below}\n{last}") == HEADS


@pytest.mark.parametrize(
    "notice",
    [
        "إذا كنت تعتقد أن المقال يحوي معلومات خاطئة أرسل تصحيحا",
        "لا مانع من الاقتباس وإعادة النشر شريطة ذكر المصدر",
        "متابعينا الكرام يمكنكم متابعة أخبارنا عبر القناة",
        "الكاتب: هدى السالمي",
        "اليوم | الأسبوع | الشهر",
        "تجاوز القسم التالي مواضيع قد تهمك",
        "أهم قصص الساحل في بريدك كل خميس",
        "هل لديك ملاحظة؟ أرسل لنا رأيك",
        "عمال البلدية، الحدائق العامة، شاطئ المرسى، أشجار",
        "أخبار  رياضة  ثقافة وفن  حوادث وقضايا  المرأة والصحة  توك شو",
    ],
)
def test_what_the_site_says_among_headlines_is_none(notice: str) -> None:
    rows = [*HEADS[:2], notice, *HEADS[2:]]
    assert _page("الأكثر قراءة\n" + "\n".join(rows)) == HEADS


@pytest.mark.parametrize("line", ["السابق {} التالي {}", "المقال السابق: {} | المقال التالي: {}"])
def test_neighbours_on_one_line_are_two_headlines(line: str) -> None:
    assert _page(line.format(*HEADS[:2]) + "\nالأكثر قراءة\n" + "\n".join(HEADS[2:])) == HEADS


def test_place_before_one_colon_stays_though_the_menu_has_it() -> None:
    heads = ("الزاوية: عودة الحافلات إلى الأحياء القديمة", *HEADS[1:])
    assert _page("الزاوية\nأخبار ذات صلة\n" + "\n".join(heads)) == heads


@pytest.mark.parametrize("label", ["أيضاً:", "مختارات:", "شاهدي أيضا:", "تحقيق ذو صلة:", "تالٍ:"])
def test_labels_of_all_kinds_come_off(label: str) -> None:
    assert _page(f"أخبار ذات صلة\n{label} " + f"\n{label} ".join(HEADS)) == HEADS


def test_a_ministry_before_the_colon_stays() -> None:
    heads = ("الصحة: مواعيد جديدة لعيادات الأسنان في المراكز", *HEADS[1:])
    assert _page("الصحة\nأخبار ذات صلة\n" + "\n".join(heads)) == heads


@pytest.mark.parametrize(
    "line",
    [
        "الأكثر قراءة    1 {}    2 {}    3 {}    4 {}",
        "أخبار ذات صلة: {} • {} • {} • {}",
        "قد يعجبك أيضا: {} | {} | {} | {}",
        "1) {} 2) {} 3) {} 4) {}",
        "1. {} 2. {} 3. {} 4. {}",
        "شريط الأخبار :: {} :: {} :: {} :: {}",
        "<< {} << {} << {} << {}",
        "{} - {} - {} - {}",
        "آخر الأخبار: {} ◄ {} ◄ {} ◄ {}",
        "{} /// {} /// {} /// {} ///",
        "* {} * {} * {} * {}",
        "أخبار عاجلة   {}   {}   {}   {}",
    ],
)
def test_several_headlines_on_one_line_come_without_label_and_numbers(line: str) -> None:
    assert _page("أخبار مقترحة\n" + line.format(*HEADS)) == HEADS


def test_numbered_sentences_on_one_line_of_the_article_stay() -> None:
    rules = (
        "1- إغلاق الحديقة عند منتصف الليل. 2- منع الدراجات النارية من الممرات، 3- إعادة الألعاب إلى أماكنها قبل الخروج."
    )
    first, rest = BODY.split("\n", 1)
    page = read_page(f"منارة الساحل\nأخبار\n{TITLE}\n4 أبريل 2019\n{first}\n{rules}\n{rest}\n© 2019 منارة الساحل")
    assert rules.removeprefix("1- ") in page.body
    assert page.headlines == ()


def test_numbers_of_a_list_come_off_before_numbers() -> None:
    heads = ("9 شركات تعلن توزيعاتها النقدية هذا الأسبوع", *HEADS[:3])
    rows = "\n".join(f"{number} - {head}" for number, head in enumerate(heads, 1))
    assert _page(f"الأكثر قراءة\n{rows}") == heads
    rows = "\n".join(f"{number} {head}" for number, head in enumerate(heads, 1))
    assert _page(f"الأكثر قراءة\n{rows}") == heads


def test_headlines_below_the_form_for_comments_are_found() -> None:
    comments = "سامي - 4 أبريل 2019 10:14\nنتمنى أن تبقى الحديقة نظيفة كما هي اليوم يا رب\nأضف تعليقك\nالاسم\nنص التعليق\nإرسال"
    assert _page(f"التعليقات\n{comments}\nفي اقتصاد\n" + "\n".join(HEADS)) == HEADS


@pytest.mark.parametrize("label", ["اقرأ أيضًا:", "إقرأ أيضا :", "أخبار مشابهة:", "قد يهمك |"])
def test_long_headline_behind_its_label_is_no_paragraph(label: str) -> None:
    head = "بعد أسبوعين من الأشغال المتواصلة ليلا ونهارا.. بلدية الميناء تعلن موعد فتح الجسر القديم أمام السيارات"
    first, rest = BODY.rsplit("\n", 1)
    text = f"منارة الساحل\nأخبار\nرياضة\nثقافة\n{TITLE}\n4 أبريل 2019\n{first}\n{label} {head}\n{rest}\n© 2019 منارة الساحل"
    page = read_page(text)
    assert page.headlines == (head,)
    assert page.body.replace("\n\n", "\n") == BODY


def test_paragraph_below_a_link_with_its_headline_stays() -> None:
    first, second, rest = BODY.split("\n")
    short = "وأشارت إلى أن البلدية تنوي زراعة ألف شجرة أخرى"
    text = f"منارة الساحل\nأخبار\nرياضة\nثقافة\n{TITLE}\n4 أبريل 2019\n{first}\n{second}\nاقرأ أيضا: {HEADS[0]}\n{short}\n{rest}\n© 2019 منارة الساحل"
    page = read_page(text)
    assert page.headlines == HEADS[:1]
    assert page.body.split("\n") == [first, second, short, rest]


@pytest.mark.parametrize(
    "said", ["ملف متعلق بالمياه أثار خلافا بين الأعضاء خلال الجلسة.", "أيضا: أكدت البلدية أنها لن ترفع الرسوم."]
)
def test_sentences_that_open_like_labels_stay_in_the_article(said: str) -> None:
    first, rest = BODY.split("\n", 1)
    page = read_page(f"منارة الساحل\nأخبار\n{TITLE}\n4 أبريل 2019\n{first}\n{said}\n{rest}\n© 2019 منارة الساحل")
    assert (said in page.body, page.headlines) == (True, ())


@pytest.mark.parametrize("label", ["أخبار ذات صلة", "الأكثر قراءة", "آخر الأخبار"])
def test_headline_that_ends_in_a_date_is_one_and_takes_no_others_along(label: str) -> None:
    heads = ("انتخابات بلدية المرسى تجري يوم 11 نوفمبر 2025", "وزير المالية: الموازنة الجديدة بلا ضرائب", *HEADS[:2])
    body, text = (
        BODY.split("\n"),
        "صحيفة المنارة\nأخبار\n{}\nكتب: سامي الزين\n14 تشرين الأول 2025\n{}\n{}\n{}\n© المنارة",
    )
    page = read_page(text.format(TITLE, "\n".join(body[:2]), label, "\n".join(heads)))
    assert (page.headlines, page.body.split("\n")) == (heads, body[:2])


def test_name_of_a_round_above_every_match_is_no_title() -> None:
    strip = "دوري المرسى - الأسبوع 14\nالميناء\n17:00\nالجبل\nدوري المرسى - الأسبوع 14\nالحديقة\n1 - 0\nالشاطئ"
    lead = "نفى خالد العتيبي مدرب نجوم المرسى طلبه ضم حارس جديد قبل مباراة الأسبوع المقبل في دوري المرسى، وقال إن لديه ثلاثة حراس."
    text = f"منارة الساحل\nأخبار\n{strip}\nكتب: سامي الزين\nالثلاثاء 15 فبراير 2022\n{TITLE}\n{lead}\n{BODY}\n© 2019 منارة الساحل"
    assert read_page(text).title == TITLE


def test_label_with_a_colon_is_no_headline() -> None:
    assert _page("أخبار مقترحة\nلها صلة بما تقرأ الآن:\n" + "\n".join(HEADS)) == HEADS


SUMMARIES = (
    "تستمر الأشغال أسبوعين مع تحويل السير",
    "تسلمت المديرة الدرع في حفل مسائي",
    "بلغ سعر اللتر ضعف ما كان",
    "يقطع الرحلة في أربع ساعات",
)
PARTS = {"date": "{at} مارس 2019", "section": "{section}", "number": "{at}", "nothing": ""}


def _cards(part: str, seconds: tuple[str, ...]) -> str:
    rows = []
    for at, (section, head, second) in enumerate(zip(SECTIONS, HEADS, seconds, strict=True), 1):
        rows += [PARTS[part].format(at=at, section=section), head, second]
    return "أخبار ذات صلة\n" + "\n".join(filter(None, rows))


@pytest.mark.parametrize("part", PARTS)
def test_summaries_that_open_with_a_verb_are_no_headlines(part: str) -> None:
    assert _page(_cards(part, SUMMARIES)) == HEADS


def test_second_lines_of_cards_follow_what_most_of_them_are() -> None:
    seconds = (*SUMMARIES[:3], "رحلة من أربع ساعات بين المدن الكبرى")
    assert _page(_cards("section", seconds)) == HEADS


OTHERS = (
    "فريق الساحل يتعادل مع ضيفه في ختام الدوري",
    "وزير النقل يتفقد محطات القطار الجديدة",
    "باحثون يرسمون خريطة لشعاب الخليج الصغير",
    "أمسية شعرية في مقهى المدينة القديمة",
)


@pytest.mark.parametrize("part", PARTS)
def test_two_headlines_under_each_section_stay(part: str) -> None:
    found = [head for pair in zip(HEADS, OTHERS, strict=True) for head in pair]
    assert _page(_cards(part, OTHERS)) == tuple(found)


def test_one_headline_that_opens_with_a_verb_stays() -> None:
    heads = (*HEADS[:2], "تحاول عبور الحدود داخل صندوق خشبي", *HEADS[2:])
    assert _page("أخبار ذات صلة\n" + "\n".join(heads)) == heads


def test_headlines_of_an_outlet_that_opens_them_with_verbs_stay() -> None:
    heads = (
        "افتتحت البلدية حديقة ثانية",
        "تسلمت المدرسة جائزة القراءة",
        "بلغ سعر الوقود ضعف ما كان",
        "أطلقت السكك قطار الساحل",
    )
    rows = "\n".join(f"{head}\n{day} مارس 2019" for day, head in enumerate(heads, 1))
    assert _page(f"أخبار ذات صلة\n{rows}") == heads


def test_sections_behind_several_headlines_come_off() -> None:
    rows = "\n".join(f"{head} {name}" for head, name in zip(HEADS, SECTIONS, strict=True))
    assert _page(f"أخبار ذات صلة\n{rows}") == HEADS
    heads = (
        f"{HEADS[0]} لبنان",
        f"{HEADS[1]} مصر",
        f"{HEADS[2]} لبنان",
        HEADS[3],
    )  # countries may be the headline's own
    assert _page("لبنان\nمصر\nأخبار ذات صلة\n" + "\n".join(heads)) == heads


@pytest.mark.parametrize("line", ["اتحاد المرسى 1 - 1 نادي الجبل انتهت", "نجوم المرسى × شباب الساحل 21:00"])
def test_matches_among_headlines_are_none(line: str) -> None:
    assert _page("الأكثر قراءة\n" + "\n".join([*HEADS[:2], line, *HEADS[2:]])) == HEADS


@pytest.mark.parametrize("behind", [" 01:58 دقيقة", " Published On 4 April 2019"])
def test_length_and_date_in_other_forms_come_off(behind: str) -> None:
    assert _page("أخبار ذات صلة\n" + "\n".join(head + behind for head in HEADS)) == HEADS


def test_title_above_its_date_is_taken_before_the_caption_below() -> None:
    text = f"منارة الساحل\nمحليات\n{TITLE}\n4 أبريل 2019\nكتب: سامي الزين\nمن جولة رئيسة البلدية في حديقة المدينة الجديدة\n{BODY}"
    assert read_page(text).title == TITLE


def test_menu_on_one_line_is_no_title() -> None:
    menu = "الرئيسية تحليلات اقتصاد ثقافة سينما علوم وتكنولوجيا صحة بيئة منوعات كتّاب"
    assert read_page(f"منارة الساحل\n{menu}\n4 أبريل 2019\n{TITLE}\n{BODY}").title == TITLE


def test_prices_between_the_headlines_of_a_line_are_none() -> None:
    line = "{} | برنت 83.11 ▲ +0.39% | {} | الدولار 3.7505 | {} | مثقال الذهب عيار 21: 667,000 دينار | {}"
    assert _page("أخبار مقترحة\n" + line.format(*HEADS)) == HEADS


def test_summaries_that_were_cut_off_are_no_headlines() -> None:
    rows = "\n".join(f"{head}\nالعمل في المرحلة الأولى يشمل ثلاثة أحياء ... المزيد" for head in HEADS)
    assert _page(f"أخبار ذات صلة\n{rows}") == HEADS


def test_day_and_month_before_a_colon_are_a_date_only_in_a_list_of_them() -> None:
    about = "7 أكتوبر: ماذا تغير في المدينة بعد عامين"
    assert _page("\n".join(("اقرأ أيضا", HEADS[0], about, HEADS[1]))) == (HEADS[0], about, HEADS[1])
    for mark in (":", " |"):
        dated = "\n".join(f"{day} مارس{mark} {head}" for day, head in enumerate(HEADS, 11))
        assert _page(f"اقرأ أيضا\n{dated}") == HEADS


def test_length_of_a_film_before_its_headline_is_cut_off() -> None:
    film = "كيف تعيش قرية في الجبل بلا كهرباء"
    assert _page(f"اقرأ أيضا\n{HEADS[0]}\nفيديو مدته 03:12، {film}\n{HEADS[1]}") == (HEADS[0], film, HEADS[1])


@pytest.mark.parametrize(
    "line",
    [
        f"1 {HEADS[0]} 2 {HEADS[1]} 3 {HEADS[2]}",
        f"1 . {HEADS[0]} 2 . {HEADS[1]} 3 . {HEADS[2]}",
        f"عاجل / {HEADS[0]} / {HEADS[1]} / {HEADS[2]}",
        f"حوارات أخرى: {HEADS[0]} / {HEADS[1]} / {HEADS[2]}",
        f"{HEADS[0]} 23:21 {HEADS[1]} 22:58 {HEADS[2]}",
        f"{HEADS[0]} ...  {HEADS[1]}  ... {HEADS[2]}",
    ],
)
def test_numbers_slashes_and_clocks_part_headlines_on_one_line(line: str) -> None:
    assert _page(f"الأكثر قراءة\n{line}") == HEADS[:3]


@pytest.mark.parametrize("form", ["قائمة {} من 4: {}", "17:0{} GMT {}", "أمس في 09:1{} م {}"])
def test_place_in_a_list_and_clock_come_off(form: str) -> None:
    rows = "\n".join(form.format(*pair) for pair in enumerate(HEADS, 1))
    assert _page(f"اقرأ أيضا\nقائمة من 4 عناصر\n{rows}") == HEADS


@pytest.mark.parametrize("tail", [" 2023-11-2{} 11:20:37", " (2{}/02)", " (1{}-12)", " ::"])
def test_moment_behind_headlines_comes_off(tail: str) -> None:
    rows = "\n".join(head + tail.format(at) for at, head in enumerate(HEADS))
    assert _page(f"آخر الأخبار\n{rows}") == HEADS


def test_what_a_headline_shows_before_a_colon_stays_though_a_section_has_the_name() -> None:
    shown = "صور: ثلوج تكسو قمم الجبال الشمالية هذا الأسبوع"
    assert _page(f"أخبار ذات صلة\nصور\n{shown}\n{HEADS[0]}\n{HEADS[1]}") == (shown, *HEADS[:2])


@pytest.mark.parametrize(
    "line",
    [
        "القاهرة صافٍ العظمى: 25 الصغرى: 16",
        "طرابلس 17° غائم جزئيا | بنغازي 16° | سبها 21°",
        "سعر الدولار (السوق الرسمية) 4.91 | اليورو 5.07 | الجنيه 6.09",
        "مؤشر سوق المدينة 9,234.6 -0.12%",
        "الخط الساخن للشكاوى: 19561",
        "للاطلاع على العدد 481 من جريدة «الساحل».. اضغط هنا",
        "إعلان · قم بالتمرير للمتابعة",
        "لكي تشارك في المناقشة",
    ],
)
def test_weather_rates_and_invitations_in_a_list_are_none(line: str) -> None:
    assert _page("\n".join(("اقرأ أيضا", HEADS[0], line, *HEADS[1:]))) == HEADS


def test_two_dots_in_a_ticker_are_no_stop() -> None:
    ticker = ("عاجل.. حريق يندلع في سوق الميناء القديم", *HEADS[1:3])
    text = f"منارة الساحل\nأخبار\nرياضة\nالآن: {' - '.join(ticker)}\n{TITLE}\n4 أبريل 2019\n{BODY}\n© 2019 منارة الساحل"
    assert read_page(text).headlines[1:] == ticker[1:]


def test_headlines_that_end_in_a_space_and_a_stop_are_no_paragraphs() -> None:
    rows = tuple(f"{head} ." for head in HEADS)
    page = read_page(
        f"وكالة الساحل للأنباء\nأخبار\nرياضة\n{TITLE}\n4 أبريل 2019\n{BODY}\nآخر الأخبار\n" + "\n".join(rows)
    )
    assert (page.headlines, page.body) == (rows, BODY)


def test_papers_before_a_bar_come_off_headlines_that_only_the_second_look_finds() -> None:
    papers = ("نافذة سقطرى", "الساحل الغربي نت", "يمن ديلي", "شبوة برس نت")
    rows = "\n".join(f"{paper} | {head}" for paper, head in zip(papers, HEADS, strict=True))
    assert _page(f"من مصادر أخرى\n{rows}")[-4:] == HEADS


def test_marks_between_headlines_are_none() -> None:
    assert _page(f"عاجل\n{'   ///   '.join(HEADS)}") == HEADS


@pytest.mark.parametrize(
    "line",
    [
        "13 يناير كانون الثاني 2019 / 09:52 بتوقيت جرينتش / تم التحديث قبل 3 ساعات",
        "نشر في: 13 يناير، 2019 | آخر تحديث: 14 يناير، 2019 - 9:41 م | 1,204 مشاهدة | دقيقتان قراءة",
    ],
)
def test_date_between_slashes_and_bars_is_no_run_of_headlines(line: str) -> None:
    page = read_page(f"منارة الساحل\nأخبار\nرياضة\n{TITLE}\n{line}\n{BODY}\n© 2019 منارة الساحل")
    assert (str(page.date), page.headlines) == ("2019-01-13", ())


@pytest.mark.parametrize(
    "line",
    [
        "وقال أحد الآباء وهو يبكي ابنه ... لم أكن أعلم أن اللقاح ضروري ... ليته يعود إلينا سالما !",
        "1 تطعيم جميع الأطفال دون الخامسة 2 توفير اللقاحات في المراكز الصحية 3 تدريب الفرق الطبية المتنقلة",
        "تونس أمام ضيفها الجار 17:00 الساحل أمام فريق الجبل 19:30 المرسى أمام اتحاد الميناء 21:00 الشاطئ أمام الواحة اليوم",
        "غرس ألف شجرة على الشاطئ / توسيع ملاعب الأطفال في الحديقة / تدريب عمال البلدية الجدد / توعية سكان الأحياء المجاورة",
    ],
)
def test_line_of_the_article_is_never_taken_apart(line: str) -> None:
    text = f"{TITLE}\n4 أبريل 2019\n{BODY}\n{line}\n{BODY}\nاقرأ أيضا\n" + "\n".join(HEADS)
    assert (read_page(text).headlines, line in read_page(text).body) == (HEADS, True)


@pytest.mark.parametrize(
    "line",
    [
        "1 مليون دولار غرامة على 2 من اللاعبين بعد 3 مباريات في الدوري الممتاز",
        "مباراة المرسى والساحل اليوم 21:00 بتوقيت العاصمة الكبرى 22:00 بتوقيت الجزر البعيدة",
        "قائد المرسى يعلن رحيله ... وجماهير الفريق غاضبة جدا ... وهذه وجهته القادمة",
    ],
)
def test_numbers_clocks_and_dots_within_a_headline_part_nothing(line: str) -> None:
    assert line in _page("\n".join(("الأكثر قراءة", *HEADS[:2], line, HEADS[2])))


@pytest.mark.parametrize(
    "title",
    [
        "اليوم 21:00 تفتح البلدية حديقة جديدة 23:00 على شاطئ المدينة",
        f"{TITLE} ... والدخول إليها مجاني ... والأشغال دامت عامين",
    ],
)
def test_title_with_dots_and_clocks_is_one(title: str) -> None:
    text = f"منارة الساحل\nالرئيسية\nأخبار\nرياضة\n{title}\n4 أبريل 2019\n{BODY}\nاقرأ أيضا\n" + "\n".join(HEADS)
    assert (read_page(text).title, read_page(text).headlines) == (title, HEADS)


def test_short_paragraphs_that_end_in_a_space_and_a_stop_are_the_article() -> None:
    told = "وتناول اللقاء سبل تعزيز العلاقات بين البلدين .\nوحضر اللقاء وزير الخارجية .\nواتفق الجانبان على لقاء ثان ."
    page = read_page(f"رياضة\nثقافة\n{TITLE}\n4 أبريل 2019\n{BODY}\n{told}\nالأكثر قراءة\n" + "\n".join(HEADS))
    assert (page.body, page.headlines) == (f"{BODY}\n{told}", HEADS)


def test_scores_and_numbers_in_brackets_stay() -> None:
    heads = (
        "الساحل يقسو على المرسى في القمة (2-1)",
        "المنتخب يكتسح ضيفه في الودية (5-0)",
        "جدل حول تعديل المادة (15-3)",
    )
    assert _page("الأكثر قراءة\n" + "\n".join((*heads, *HEADS))) == (*heads, *HEADS)


def test_country_before_another_one_is_no_section() -> None:
    head = "مصر » السودان تبحثان ملف سد النهضة"
    assert _page(f"اقرأ أيضا\n{head}\n{HEADS[0]}") == (head, HEADS[0])
