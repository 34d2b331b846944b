from __future__ import annotations

import datetime
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arnews
from arnews.page import Page, read_page

HTML = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>x</title>
<meta property="og:title" content="افتتاح جسر جديد في المدينة"><meta property="og:site_name" content="صحيفة التجربة">
<meta property="article:published_time" content="2024-03-05T10:00:00+02:00"><script>var a = "<p>لا</p>";</script></head>
<body><nav><a>الرئيسية</a><a>رياضة</a></nav><h1>افتتاح جسر جديد في المدينة</h1>
<p>افتتح رئيس البلدية صباح اليوم جسرا جديدا يربط شرق المدينة بغربها بعد عامين من العمل المتواصل في المشروع.</p>
<p>وقال المهندس المشرف إن الجسر يخفف الازدحام ويختصر الطريق إلى نصف ساعة في أوقات الذروة للسكان جميعا.</p>
</body></html>"""


def test_seed_page_is_read_exactly(seed_page: str, seed_gold: dict[str, Any]) -> None:
    page = read_page(seed_page)
    assert list(page.headlines) == seed_gold["headlines"]
    assert (page.title, page.source, page.date) == (seed_gold["title"], "التحرير", datetime.date(2015, 9, 18))
    assert [" ".join(p.text.split()) for p in page.paragraphs] == [" ".join(p.split()) for p in seed_gold["paragraphs"]]
    assert "شكرا على الإبلاغ" not in page.body
    assert "انقر هنا" not in page.body
    assert page.kind == "text"


def test_notice_above_the_publication_line_is_no_body_whatever_it_says(
    seed_page: str, seed_gold: dict[str, Any]
) -> None:
    lines = seed_page.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("سيتم حجب"))
    lines[at] = "يراجع فريقنا كل صورة يشير إليها أكثر من قارئ خلال يوم واحد.\n"
    page = read_page("".join(lines))
    assert (page.title, page.source) == (seed_gold["title"], "التحرير")
    assert len(page.paragraphs) == 18
    assert "يراجع فريقنا" not in page.body


def test_publication_line_below_an_article_takes_nothing_from_it() -> None:
    body = "افتتح رئيس البلدية صباح اليوم جسرا جديدا يربط شرق المدينة بغربها بعد عامين من العمل المتواصل في المشروع."
    page = read_page(f"افتتاح جسر جديد في المدينة\n\n{body}\n\n{body[:-1]} أيضا.\n\nنشر في التجربة يوم 05 - 03 - 2024")
    assert len(page.paragraphs) == 2


def test_page_is_lossless_as_dict(seed_page: str) -> None:
    page = read_page(seed_page)
    assert Page.from_dict(page.to_dict()) == page


def test_stored_page_that_does_not_fit_is_refused() -> None:
    with pytest.raises(arnews.PageError, match="no stored Page"):
        Page.from_dict({"text": "نص"})


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_html_is_read_from_its_metadata_and_its_blocks(charset: str) -> None:
    html = HTML.format(charset=charset)
    for page in (read_page(html), read_page(html.encode(charset))):
        assert page.kind == "html"
        assert page.title == "افتتاح جسر جديد في المدينة"
        assert (page.source, page.date) == ("صحيفة التجربة", datetime.date(2024, 3, 5))
        assert len(page.paragraphs) == 2
        assert "لا</p>" not in page.text
        assert all(page.text[p.start_char : p.end_char] == p.text for p in page.paragraphs)


@given(st.text(st.characters(), max_size=120) | st.text(st.sampled_from("<>/\"'ابت \n-.:©12"), max_size=120))
def test_any_text_gives_a_page_with_exact_spans(text: str) -> None:
    for page in (read_page(text), read_page("<html>" + text)):
        spans = [*page.paragraphs, *(span for span in page.headline_spans if span is not None)]
        assert all(page.text[s.start_char : s.end_char] == s.text for s in spans)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "سطر واحد",
        "Only English here.",
        "<html",
        "<html><![x",
        "\x1cᐅ%:\x1c\u200d",
        "ا" * 200_000,
        "كلمة\n" * 20_000,
    ],
)
def test_odd_pages_give_a_page(text: str) -> None:
    assert isinstance(read_page(text), Page)


@pytest.mark.parametrize("value", [None, 3, ["نص"]])
def test_page_of_wrong_type_names_the_cure(value: object) -> None:
    with pytest.raises(TypeError, match=r"text_or_html must be a str \(the page's text or HTML\) or bytes of HTML"):
        read_page(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("line", ["أخبار{0}رياضة{0}ثقافة{0}اقتصاد", "كتب:{0}سامي الزين", "القاهرة{0}- أ ش أ{0}x"])
def test_runs_of_spaces_take_linear_time(line: str) -> None:
    text = "منارة الساحل\n{}\nبلدية المرسى تفتح حديقة جديدة\n{}\nافتتحت البلدية حديقة جديدة على الشاطئ، وقالت إن الدخول مجاني."
    began = time.process_time()
    read_page(text.format(line.format(" " * 3000), line.format(" " * 3000)))
    assert time.process_time() - began < 2
