"""What stands beside headlines on their own lines."""

from __future__ import annotations

import pytest

from arnews.page.lead import lead
from arnews.page.row import fold_page
from arnews.page.trims import Trims

HEADS = (
    "إغلاق جسر الميناء القديم أسبوعين",
    "مدرسة في الجبل تفوز بجائزة القراءة",
    "صيادو الخليج يشكون من أسعار الوقود",
    "قطار جديد يربط العاصمة بالساحل",
)
WRITERS = ("هدى السالمي", "محمد العتيبي", "د. وفاء الخطيب", "خالد الزين")
PAPERS = ("جريدة النخيل", "الرصيف نيوز", "وكالة دجلة", "صحيفة الطيف")


def trimmed(lines: list[str]) -> list[str]:
    trims = Trims(lines)
    return [line[slice(*trims(line))] for line in lines]


@pytest.mark.parametrize(
    "form",
    [
        "{} 24/01/2012 | اقتصاد وأعمال",
        "{} Oct 12, 2022 8:02 AM",
        "{} [03/ديسمبر/2017]",
        "{} 2024-02-10 | 12,840 مشاهدة",
        "{} الثلاثاء 13 فبراير 2024 09:10 م",
        "{} GMT 10:44 2020 الثلاثاء ,21 كانون الثاني / يناير",
        "{} GMT 5:58",
        "{} منذ 6 ساعات",
        "{} منذ سنة واحدة",
        "« {} »",
        "{} التالي >",
        "· {} · هدى السالمي",
        "{} · 18 ديسمبر 2018 · هدى السالمي",
        "{} خميس, 18/04/2019 - 11:02",
        "{} 07:15 مـ",
        "{} الأحد 11 فبراير 2024 04:22 مـ",
        "{} 41,220",
        "{} (86)",
        "{} 16 دقيقة | رياضات أخرى",
        "هدى السالمي تكتب: {}",
        "{} (منذ 3 أيام)",
        "{} 64 تعليق",
        "{} - 11 ألف",
        "{} 4.2 ألف استماع",
        "{} 34 دق",
        "{} | 28 دقيقة",
        "{} ◄",
        "← {}",
        "{} -",
        "| {}",
        "{} ....-|-....",
        "{} (العدد 88)",
    ],
)
def test_times_and_marks_come_off(form: str) -> None:
    assert trimmed([form.format(head) for head in HEADS]) == list(HEADS)


@pytest.mark.parametrize(
    "form", ["{h} – {n}", "{h} / {n}", "{h} | {n}", "{h} ({n})", "{n} - {h}", "{n} | {h}", "{n} : {h}"]
)
def test_writers_of_a_list_come_off(form: str) -> None:
    lines = [form.format(h=head, n=name) for head, name in zip(HEADS, WRITERS, strict=True)]
    assert trimmed(lines) == list(HEADS)


def test_writers_behind_two_dots_come_off_and_what_headlines_go_on_with_stays() -> None:
    assert trimmed([f"{head} .. {name}" for head, name in zip(HEADS, WRITERS, strict=True)]) == list(HEADS)
    dotted = [f"{head} .. {more}" for head, more in zip(HEADS, ("صور", "سكان يشكون", "الأسباب", "تفاصيل"), strict=True)]
    assert trimmed(dotted) == dotted


def test_sections_behind_clocks_come_off_where_every_such_line_has_one() -> None:
    sections = {"رياضه", "محليات", fold_page("شؤون بحرية")}
    names = ("رياضة", "محليات", "شؤون بحرية", "محليات")
    lines = [f"31/10 15:4{at} {name} {head}" for at, (name, head) in enumerate(zip(names, HEADS, strict=True))]
    trims = Trims(lines, sections)
    cuts = [lead(line, sections) for line in lines]
    assert [line[cut + trims.section(line, cut) :] for line, cut in zip(lines, cuts, strict=True)] == list(HEADS)


@pytest.mark.parametrize(
    "lines",
    [
        ["مصر تستضيف قمة المناخ العربية", "لبنان يوقع اتفاقا مع الصندوق", "العالم العربي يواجه أزمة مياه"],
        [
            "10:20 مصر تستضيف قمة المناخ العربية",
            "10:31 لبنان يوقع اتفاقا مع الصندوق",
            "10:40 حريق في سوق المرسى القديم",
        ],
    ],
)
def test_what_a_headline_is_about_stays_though_a_section_is_called_so(lines: list[str]) -> None:
    sections = {"مصر", "لبنان", "العالم العربي"}
    trims = Trims(lines, sections)
    for line in lines:
        cut = lead(line, sections)
        assert (trims.section(line, cut), trims(line[cut:])) == (0, (0, len(line) - cut))


@pytest.mark.parametrize(
    "lines",
    [
        ["هدى السالمي: سعيدة بالجائزة الوطنية", "محمد العتيبي: لا زيادة في الرسوم", "خالد الزين: نلعب للفوز"],
        ["مصر - السودان: اتفاق على إدارة السد", "لبنان - قبرص: جولة مفاوضات", "العراق - تركيا: استئناف الضخ"],
        ["ضحايا العاصفة في الساحل إلى 2,300", "عدد الزوار يتجاوز 12,000", "المؤشر يتخطى حاجز 38,000"],
        ["حفل الميناء يحقق 20 ألف مشاهدة", "أغنية الجبل تتجاوز 100 ألف مشاهدة", "فيلم النهر يحصد 3 آلاف مشاهدة"],
        ["حكم نهائي في قضية من قبل 10 سنوات", "الكهرباء تنقطع حتى الساعة 18:00", "إغلاق الجسر من الساعة 20:00"],
    ],
)
def test_speakers_places_and_numbers_of_headlines_stay(lines: list[str]) -> None:
    assert trimmed(lines) == lines


def test_papers_of_a_list_come_off() -> None:
    assert trimmed([f"{head} - {paper}" for head, paper in zip(HEADS, PAPERS, strict=True)]) == list(HEADS)


def test_day_of_the_week_that_one_headline_ends_with_is_its_own() -> None:
    lines = [f"{head} 1{day} مارس، 2023" for day, head in enumerate((*HEADS[:3], "موجة الحر تمتد حتى الجمعة"))]
    assert trimmed(lines) == [*HEADS[:3], "موجة الحر تمتد حتى الجمعة"]


def test_any_name_behind_most_headlines_comes_off() -> None:
    names = ("سواحل", "عين المناطق", "نوافذ تقنية", "ملاعب الجزيرة", "أفق", "سنابل")
    lines = [f"{head} - {name}" for head, name in zip(HEADS + HEADS, names, strict=False)]
    assert trimmed(lines) == list((HEADS + HEADS)[:6])


def test_names_in_brackets_behind_many_headlines_come_off_and_what_they_announce_stays() -> None:
    names = ("المشهد", "اقتصاد برس", "مأرب أونلاين", "الرصيف")
    assert trimmed([f"{head} ({name})" for head, name in zip(HEADS, names, strict=True)]) == list(HEADS)
    films = [f"{head} (فيديو)" for head in HEADS]
    assert trimmed(films) == films


def test_one_name_before_all_comes_off() -> None:
    assert trimmed([f"الأطلس اليوم - {head}" for head in HEADS]) == list(HEADS)


@pytest.mark.parametrize(
    "lines",
    [
        [
            "محمد الصباح: سنفتح الجسر قريبا",
            "الأرصاد: أمطار على الساحل غدا",
            "البنك: لا تغيير في سعر الفائدة",
            "كيف نقرأ؟",
        ],
        ["كرة يد - المنتخب يفتتح معسكره غدا", "رسميا - طنطا يعين مدربا جديدا", "سلة - الأهلي إلى النهائي مجددا"],
        ["يعود البرد الخميس 6,018", "افتتاح المعرض غدا", "المدينة تستقبل الزوار"],
        ["هدى السالمي تكتب: عن المدينة", "افتتاح المعرض غدا", "المدينة تستقبل الزوار"],
        ["اجتماع وزراء النقل في عمان 2022/3/4", "افتتاح المعرض غدا", "المدينة تستقبل الزوار"],
    ],
)
def test_what_belongs_to_headlines_stays(lines: list[str]) -> None:
    assert trimmed(lines) == lines


@pytest.mark.parametrize(
    "before",
    [
        "list 3 of 5 ",
        "(08:10 ص) ",
        "9 صور | ",
        "2021-12-01 19:15 ",
        "ديسمبر 11, 2021 | ",
        "رياضة / 10:20 - ",
        "[13:05] ",
        "عاجل ",
        "عاجل :: ",
        "الخبر السابق ",
        "Previous ",
        "Next ",
        "الاثنين، 05-06-2023 ",
        "18 أغسطس 2023 ● ",
        "المقالة السابقة ",
        "المقالة التالية ",
        "سابق: ",
        "(2) ",
        "(12 صورة) ",
        "ص 3 ",
        "31/10 15:40 ",
        "الحلقة 37: ",
        "حلقة 21 جويلية: ",
        "للمزيد → ",
    ],
)
def test_lead_is_measured(before: str) -> None:
    assert lead(before + HEADS[0], {"رياضه"}) == len(before)


@pytest.mark.parametrize(
    "line", ["عاجل| افتتاح الجسر القديم غدا", "عاجل | افتتاح الجسر القديم غدا", "صور | المدينة تستقبل الزوار اليوم"]
)
def test_what_a_headline_announces_before_a_bar_stays(line: str) -> None:
    assert lead(line, {"صور", "عاجل"}) == 0


@pytest.mark.parametrize("line", ["تونس: انطلاق موسم جني الزيتون في الشمال", "الصحة: مواعيد جديدة للعيادات"])
def test_places_and_ministries_before_a_colon_belong_to_the_headline(line: str) -> None:
    assert lead(line, {"تونس", "الصحه"}) == 0


@pytest.mark.parametrize(
    "line",
    [
        "السابقة تاريخية: المحكمة تلغي القانون",
        "ص 3 من الدستور تثير جدلا في المجلس",
        "ملف متعلق بالمياه أمام المجلس غدا",
        "السابق لأوانه الحديث عن صفقة في يناير",
        "قبل ساعة الصفر بقليل.. انسحاب مرشحين من السباق",
        "عاجل إلى وزير التعليم من أولياء الأمور",
        "2 - 1 الأهلي يفوز على الاتحاد في الدوري",
    ],
)
def test_words_that_look_like_labels_stay(line: str) -> None:
    assert lead(line, frozenset()) == 0


def test_offices_before_a_colon_belong_to_the_headline() -> None:
    assert lead("وزير الري: لا نقص في مياه الشرب هذا الصيف", {"وزير الري"}) == 0
