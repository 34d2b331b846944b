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
        ("مرساوي .. جريدة أهل البحر\nأخبار", "", "جميع الحقوق محفوظة لموقع مرساوي © 2019", "مرساوي"),
        ("مرساوي .. جريدة أهل البحر\nأخبار", "", "", "مرساوي"),
        ("أخبار\nرياضة", "مرساوي نيوز/ بغداد\n", "", "مرساوي نيوز"),
        ("أخبار\nرياضة", "طرابلس – عين المرسى\n", "تابعوا عين المرسى على فيسبوك", "عين المرسى"),
        ("[شعار] مرآة الساحل\nأخبار", "", "© 2019 مرآة الساحل", "مرآة الساحل"),
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
        "لمراسلة تحرير نداء الشمال: barid@example.com",
        "كل المقالات تعبّر عن رأي أصحابها لا عن رأي موقع نداء الشمال",
    ],
)
def test_site_that_nothing_else_names_is_named_by_its_own_sentences(line: str) -> None:
    assert (
        read_page(f"الرئيسية\nأخبار\nرياضة\n{TITLE}\n4 أبريل 2019\n{BODY}\nشارك\nطباعة\n{line}").source == "نداء الشمال"
    )


@pytest.mark.parametrize("line", ["تابعونا على فيسبوك", "حمل تطبيق الموقع", "عن الموقع", "قناتنا على يوتيوب"])
def test_sentences_without_a_name_give_none(line: str) -> None:
    assert read_page(f"الرئيسية\nأخبار\nرياضة\n{TITLE}\n4 أبريل 2019\n{BODY}\nشارك\nطباعة\n{line}").source is None


@pytest.mark.parametrize(
    "line", ["خاص - نداء الشمال", "خاص بـ «نداء الشمال»", "نداء الشمال - طنجة", "هدى السالمي - نداء الشمال"]
)
def test_signature_names_the_paper(line: str) -> None:
    assert read_page(f"الرئيسية\nأخبار\n{TITLE}\n{line}\n4 أبريل 2019\n{BODY}").source == "نداء الشمال"


def test_reporter_names_the_paper() -> None:
    body = BODY.replace("وأضافت أن", "وقال مراسل «نداء الشمال» إن")
    assert read_page(f"الرئيسية\nأخبار\n{TITLE}\n4 أبريل 2019\n{body}").source == "نداء الشمال"


@pytest.mark.parametrize("said", ["وكان مراسل «الجزيرة» قد تعرض لاعتداء أمس.", "وقال مراسل «رويترز» إن الشاطئ نظيف."])
def test_reporters_of_others_do_not_name_the_paper(said: str) -> None:
    page = read_page(f"منارة المرسى\nأخبار\n{TITLE}\n4 أبريل 2019\n{BODY}\n{said}\nاتصل بنا")
    assert page.source == "منارة المرسى"
    assert read_page(f"الرئيسية\nأخبار\n{TITLE}\n4 أبريل 2019\n{BODY}\n{said}").source is None


@pytest.mark.parametrize("title", ["القاهرة: «الحديقة حق للجميع»", "بغداد: «لا للمصنع الجديد»"])
def test_a_place_and_what_it_says_is_a_title(title: str) -> None:
    assert read_page(f"المرساة\nأخبار\nرياضة\n{title}\nكتب: سامي الزين\nالثلاثاء 14 أبريل 2020\n{BODY}").title == title


@pytest.mark.parametrize(
    "line",
    [
        "الدار البيضاء/ ومع",
        "دمشق – سانا",
        "رام الله - وفا",
        "بغداد/ واع",
        "تونس (وات)",
        "لندن: «مرآة الشمال»",
        "القاهرة (رويترز)",
    ],
)
def test_place_and_agency_above_the_article_are_its_dateline(line: str) -> None:
    page = read_page(f"المرساة\nأخبار\n{TITLE}\n4 أبريل 2019\n{line}\n{BODY}")
    assert (page.title, page.dateline, page.byline) == (TITLE, line, None)


@pytest.mark.parametrize(
    "line",
    [
        "المصدر",
        "لا تعليقات",
        "A- A A+",
        "مراجعة: هدى السالمي",
        "نسخة للطباعة",
        "Article Information",
        "+ متابعة 1.8 مليون متابع",
    ],
)
def test_what_stands_beside_the_date_is_no_writer(line: str) -> None:
    assert read_page(f"المرساة\nأخبار\n{TITLE}\n{line}\n4 أبريل 2019\n{BODY}").byline is None


@pytest.mark.parametrize(
    "tab", ["{} - نداء الشمال", "{} | نداء الشمال", "نداء الشمال | {}", "{} - أخبار | نداء الشمال"]
)
def test_title_of_the_browser_names_title_and_outlet(tab: str) -> None:
    page = read_page(f"{tab.format(TITLE)}\nأخبار\nرياضة\n{TITLE}\n4 أبريل 2019\nحديقة المرسى يوم افتتاحها\n{BODY}")
    assert (page.title, page.source) == (TITLE, "نداء الشمال")
    assert page.headlines == ()


def test_title_may_stand_only_in_that_of_the_browser() -> None:
    page = read_page(f"{TITLE} - نداء الشمال\nأخبار\nرياضة\n4 أبريل 2019\nصورة من الحديقة\n{BODY}")
    assert (page.title, page.source) == (TITLE, "نداء الشمال")
    assert page.title_span is not None
    assert page.title_span.text == TITLE


def test_outlet_behind_the_title_is_not_taken_for_the_title() -> None:
    page = read_page(f"{TITLE} - صحيفة نداء الشمال\nصحيفة نداء الشمال\nأخبار\n{TITLE}\n4 أبريل 2019\n{BODY}")
    assert page.title == TITLE


def test_path_to_the_article_ends_with_its_title() -> None:
    top = f"المرساة\nأخبار\nرياضة\nالرئيسية » محليات » {TITLE}\nافتتاح في المرسى"
    assert read_page(f"{top}\n{TITLE}\n4 أبريل 2019\nمدخل الحديقة الجديدة\n{BODY}").title == TITLE


@pytest.mark.parametrize(
    "head",
    [
        "{}\nملاعب للأطفال ومسار للدراجات\nهدى السالمي\n4 أبريل 2019",
        "بعد عامين من الأشغال\n{}\nهدى السالمي\n4 أبريل 2019",
        "{}\n4 أبريل 2019\nشارك\nأطفال في ملاعب الحديقة الجديدة",
    ],
)
def test_title_is_told_from_deck_kicker_and_caption(head: str) -> None:
    assert read_page(f"المرساة\nأخبار\nرياضة\nصحة\n{head.format(TITLE)}\n{BODY}\nشارك").title == TITLE


def test_word_that_recurs_in_the_menu_is_the_masthead() -> None:
    menu = "المنارة\nأخبار\nالمنارة الرياضية\nالمنارة الاقتصادية\nمزاد المنارة\nكتاب"
    below = "© 2019 حقوق النشر، شركة الخليج للنشر والطباعة"
    assert read_page(f"{menu}\n{TITLE}\n4 أبريل 2019\n{BODY}\nشارك\n{below}").source == "المنارة"


def test_paper_is_named_by_its_own_name_rather_than_by_its_firm() -> None:
    below = "المنارة\nاتصل بنا\nجميع الحقوق محفوظة لمؤسسة المنارة للصحافة والنشر © 2019"
    assert read_page(f"أخبار\nرياضة\n{TITLE}\n4 أبريل 2019\n{BODY}\nشارك\n{below}").source == "المنارة"


def test_latin_form_behind_the_name_comes_off() -> None:
    page = read_page(f"رأي الناس Ray Annas\nأخبار\n{TITLE}\n4 أبريل 2019\n{BODY}\n© 2019 صحيفة رأي الناس")
    assert page.source == "رأي الناس"


def test_aggregator_may_name_the_writer_before_the_paper() -> None:
    page = read_page(f"مصب الأنباء\n{TITLE}\nهدى السالمي نشر في المرساة يوم 04 - 04 - 2019\n{BODY}")
    assert page.source == "المرساة"


def test_writer_behind_the_word_source_is_no_outlet() -> None:
    page = read_page(f"المرساة\nأخبار\n{TITLE}\nالمصدر: بشاير الزين - دبي\n4 أبريل 2019\n{BODY}\n© 2019 المرساة")
    assert page.source == "المرساة"


@pytest.mark.parametrize(
    "line",
    [
        "بث مباشر",
        "الوضع الليلي",
        "الأسعار متأخرة 15 دقيقة",
        "صحيفة لبنانية مستقلة",
        "للتواصل: barid@example.com",
        "مملكة البحرين",
        "share-buttons",
        "A- A A+",
        "اتفاقية استخدام الموقع",
        "رئيس حزب المرسى",
    ],
)
def test_what_names_nobody_is_no_outlet(line: str) -> None:
    assert read_page(f"{line}\nأخبار\n{TITLE}\n{line}\n4 أبريل 2019\n{BODY}\nشارك\n{line}").source is None


def test_first_line_names_the_outlet_where_nothing_else_does() -> None:
    assert read_page(f"نداء الشمال\nجاري التحميل...\nأخبار\n{TITLE}\n4 أبريل 2019\n{BODY}").source == "نداء الشمال"


def test_agency_behind_the_word_source_is_no_outlet() -> None:
    page = read_page(f"المرساة\nأخبار\n{TITLE}\nالمصدر: رويترز\n4 أبريل 2019\n{BODY}\nشارك\n© 2019 المرساة")
    assert page.source == "المرساة"


def test_the_weather_and_editions_in_other_languages_are_no_outlets() -> None:
    top = "جريدة المرساة\nدبي 31°\nAlmarsa English\nالرئيسية\nأخبار\nرياضة"
    page = read_page(f"{top}\n{TITLE}\n4 أبريل 2019\n{BODY}\nشارك\nAlmarsa © 2019 جميع الحقوق محفوظة")
    assert page.source in ("Almarsa", "المرساة", "جريدة المرساة")


def test_paper_of_two_words_is_named_whole_in_a_long_line_on_rights() -> None:
    rights = (
        "© 2024 حقوق النشر محفوظة لصحيفة ضفاف الجنوب - الشركة المتحدة للأبحاث والنشر وتخضع لشروط الاستخدام والاتفاق"
    )
    assert read_page(f"أخبار\nرياضة\n{TITLE}\n4 أبريل 2019\n{BODY}\nشارك\n{rights}").source.endswith("ضفاف الجنوب")


def test_aggregator_names_the_paper_at_the_end() -> None:
    text = f"جامع\nحمل التطبيق\n{TITLE}\nمنذ 7 ساعات\n{BODY}\nهذا المحتوى مقدم من مجلة ضفاف"
    assert read_page(text).source == "مجلة ضفاف"


def test_writer_behind_city_and_outlet() -> None:
    text = f"منارة الساحل\nأخبار\n{TITLE}\nلندن- منارة الساحل- هدى السالمي\n4 أبريل 2019\n{BODY}\n© 2019 منارة الساحل"
    assert read_page(text).byline == "هدى السالمي"


def test_the_day_near_the_article_counts_where_the_title_stands_above_the_menu() -> None:
    top = f"{TITLE} | منارة الساحل\nالثلاثاء 28 مارس 2023\nالرئيسية\nأخبار\nعاجل\nإغلاق جسر الميناء القديم أسبوعين لأعمال الصيانة"
    page = read_page(
        f"{top}\nمحليات\nالسبت 25-03-2023 14:12\nكتب: سعيد المرابط\nمشاركة\n{BODY}\nجميع الحقوق محفوظة لمنارة الساحل"
    )
    assert page.date is not None
    assert page.date.isoformat() == "2023-03-25"


def test_long_captions_are_no_paragraphs() -> None:
    caption = "التعليق على الصورة، يقول سكان الحي إن الحديقة غيرت وجه الشاطئ بعد أعوام طويلة من الإهمال والغبار."
    page = read_page(f"منارة الساحل\nأخبار\n{TITLE}\n{caption}\n4 أبريل 2019\n{BODY}")
    assert page.body == BODY


def test_year_in_arabic_digits_is_no_part_of_the_name() -> None:
    text = f"أخبار\nرياضة\n{TITLE}\n4 أبريل 2019\n{BODY}\nشارك\nجميع الحقوق محفوظة لجريدة ضفاف الجنوب ٢٠٢٢"
    assert read_page(text).source in ("ضفاف الجنوب", "جريدة ضفاف الجنوب")


def _source(top: str, body: str, below: str, beside: str = "") -> str | None:
    return read_page(f"{top}\n{TITLE}\n{beside}4 أبريل 2019\n{body}\nشارك\n{below}").source


def test_people_of_the_article_speak_to_the_outlet() -> None:
    body = f"{BODY}\nوقال مدير الحديقة لـ«نداء الشمال» إن الزوار تجاوزوا ألفا في اليوم الأول، وأضاف لـ«رويترز» أن العدد سيزيد."
    assert _source("أخبار\nرياضة", body, "طباعة") == "نداء الشمال"


def test_paper_is_named_without_its_firm_where_the_page_has_it_so() -> None:
    body = f"{BODY}\nوقال مدير الحديقة للزملاء في نداء الشمال إن نداء الشمال حضرت الافتتاح."
    assert _source("أخبار\nرياضة", body, "جميع الحقوق محفوظة © شبكة نداء الشمال الإعلامية") == "نداء الشمال"


@pytest.mark.parametrize("line", ["المصدر: صحيفة ضفاف الجنوب\n", "مصدر الخبر / وكالة أنباء ضفاف الجنوب\n"])
def test_paper_from_which_an_aggregator_took_the_article(line: str) -> None:
    source = _source("جامع نت\nأخبار\nرياضة\nجامع نت", BODY, "جامع نت © 2019\nعن جامع نت", line)
    assert source is not None
    assert source.endswith("ضفاف الجنوب")


def test_acronym_behind_an_agency_comes_off() -> None:
    rights = "جميع الحقوق محفوظة لوكالة أنباء ضفاف (وأض)"
    assert _source("أخبار\nرياضة", BODY, rights) == "وكالة أنباء ضفاف"


def test_known_papers_are_kept_apart_from_mottos() -> None:
    assert _source("صحيفة العرب الأولى\nهسبريس\nأخبار", BODY, "2007-2024 © Hespress جميع الحقوق محفوظة") in (
        "هسبريس",
        "Hespress",
    )


@pytest.mark.parametrize(
    ("rights", "source"),
    [
        ("نداء.example • © 2024 - Tous droits réservés", None),
        ("© 2024 Nidaa نداء الشمال", "نداء الشمال"),
        ("جميع الحقوق محفوظة لمؤسسة ضفاف © بوابة ضفاف", "بوابة ضفاف"),
        ("جميع الحقوق محفوظة لجريدة ضفاف العمانية © 2024", "جريدة ضفاف العمانية"),
        ("شعار ضفاف\nجميع الحقوق محفوظة لضفاف © 2024", "ضفاف"),
    ],
)
def test_forms_of_names_in_a_copyright_line(rights: str, source: str | None) -> None:
    found = _source("أخبار\nرياضة", BODY, rights)
    assert found is None or "droits" not in found
    assert source is None or found == source


def test_sister_in_the_menu_is_not_the_outlet_of_a_firm() -> None:
    below = (
        "تطبيق نداء الشمال\nلمتابعة أخبار نداء الشمال عبر تيليجرام اضغط هنا\nجميع الحقوق محفوظة لدى شركة رواسي ميديا"
    )
    body = f"{BODY}\nويقدم لكم نداء الشمال تغطية كاملة لمراسم الافتتاح."
    assert _source("أخبار\nمصراوي\nرياضة", body, below) == "نداء الشمال"


def test_city_of_a_signature_is_no_known_paper() -> None:
    assert _source("غووول.كوم\nأخبار", BODY, "جميع الحقوق محفوظة © غووول", "الرياض - غووول\n") != "الرياض"
