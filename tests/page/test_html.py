from __future__ import annotations

import builtins
import datetime
import json
import logging
from typing import Any

import pytest

import arnews
from arnews.page import Page, read_page

TITLE = "افتتاح جسر جديد يربط ضفتي المدينة"
FIRST = "افتتح رئيس البلدية صباح اليوم جسرا جديدا يربط شرق المدينة بغربها بعد عامين من العمل المتواصل."
SECOND = "وقال المهندس المشرف إن الجسر يخفف الازدحام ويختصر الطريق إلى نصف ساعة في أوقات الذروة للسكان."
THIRD = "وأضاف أن فريق العمل سيراقب حركة السير طوال الشهر الأول قبل أن يفتح المسار الثاني للحافلات."
BODY = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))
OTHERS = ("انطلاق معرض الكتاب في ساحة البلدية", "ارتفاع أسعار الخضار قبل نهاية الأسبوع", "فوز فريق الحي بكأس المدارس")


def page(head: str = "", top: str = "", body: str = BODY, bottom: str = "", heading: str = TITLE) -> str:
    return (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8">{head}</head><body>'
        f'<nav><ul><li><a href="/a">الرئيسية</a></li><li><a href="/b">رياضة</a></li></ul></nav>{top}'
        f'<main><h1>{heading}</h1><div class="story">{body}</div></main>{bottom}'
        "<footer><p>جميع الحقوق محفوظة لصحيفة المرفأ © 2024</p></footer></body></html>"
    )


def ld(**fields: Any) -> str:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(article, ensure_ascii=False)}</script>'


def texts(result: Page) -> list[str]:
    return [paragraph.text for paragraph in result.paragraphs]


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        f"{FIRST}<br><br>{SECOND}<br/><br/>{THIRD}",
        f"<div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div>",
        f"<p>{FIRST}<br>{SECOND}</p><p>&nbsp;</p><p>{THIRD}</p>",
        f"<section><p>{FIRST}</p></section><section><p>{SECOND}</p></section><section><p>{THIRD}</p></section>",
        f"<font size=4><p align=justify>{FIRST}<p>{SECOND}<p>{THIRD}</font>",
    ],
)
def test_body_is_read_whatever_sets_its_paragraphs_apart(body: str) -> None:
    result = read_page(page(body=body))
    assert texts(result) == [FIRST, SECOND, THIRD]
    assert result.title == TITLE
    assert result.kind == "html"
    assert all(result.text[p.start_char : p.end_char] == p.text for p in result.paragraphs)


@pytest.mark.parametrize(
    "block",
    [
        f'<div class="read-more"><span>اقرأ أيضا</span><a href="/1">{OTHERS[0]}</a></div>',
        f'<p><strong>اقرأ أيضا: <a href="/1">{OTHERS[0]}</a></strong></p>',
        "<figure><img><figcaption>جانب من الافتتاح الذي حضره عدد من السكان أمس</figcaption></figure>",
        '<div class="tags"><a href="/t">جسور</a> <a href="/u">مدن</a></div>',
        '<div class="share-buttons">شارك <a href="#">فيسبوك</a></div>',
        '<aside class="newsletter"><p>اشترك في نشرتنا البريدية ليصلك جديدنا كل صباح دون مقابل.</p></aside>',
    ],
)
def test_what_interrupts_the_body_is_left_out(block: str) -> None:
    assert texts(read_page(page(body=f"<p>{FIRST}</p>{block}<p>{SECOND}</p><p>{THIRD}</p>"))) == [FIRST, SECOND, THIRD]


def test_the_next_article_of_an_endless_page_is_another() -> None:
    other = f"<main><h1>{OTHERS[0]}</h1><span>4 مايو 2023</span><div>{BODY.replace('الجسر', 'المعرض')}</div></main>"
    assert texts(read_page(page(head=f'<meta property="og:title" content="{TITLE}">', bottom=other))) == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_summaries_of_cards_are_no_body() -> None:
    cards = "".join(f'<div class="x"><h4><a href="/1">{head}</a></h4><p>{SECOND} {THIRD}</p></div>' for head in OTHERS)
    result = read_page(page(body=f"<p>{FIRST}</p>", bottom=f"<div>{cards}</div>"))
    assert texts(result) == [FIRST]
    assert result.headlines == OTHERS


@pytest.mark.parametrize(
    "head",
    [
        f'<meta property="og:title" content="{TITLE} - المرفأ">',
        f'<meta property="og:title" content="المرفأ | {TITLE}">',
        f"<title>{TITLE} :: المرفأ</title>",
        f"<title>\u202b{TITLE}</title>",
        ld(),
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"' + TITLE + '",}</script>',
    ],
)
def test_title_is_without_the_outlet(head: str) -> None:
    logo = '<h1 class="logo">المرفأ</h1>'
    assert read_page(page(head=head, top=logo)).title == TITLE


def test_outlet_behind_the_heading_goes_too() -> None:
    head = f'<meta property="og:site_name" content="المرفأ"><title>{TITLE} - المرفأ</title>'
    assert read_page(page(head=head, heading=f"{TITLE} - المرفأ")).title == TITLE


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:site_name" content="شبكة الميناء">', "شبكة الميناء"),
        (ld(publisher={"@type": "Organization", "name": "شبكة الميناء"}), "شبكة الميناء"),
        (f"<title>{TITLE} | محليات | شبكة الميناء</title>", "شبكة الميناء"),
    ],
)
def test_source_is_read_from_structured_data(head: str, expected: str) -> None:
    assert read_page(page(head=head).replace("لصحيفة المرفأ", "")).source == expected


def test_source_is_read_from_the_copyright_line() -> None:
    assert read_page(page()).source == "المرفأ"


def test_aggregator_names_its_paper() -> None:
    line = "<p>نشر في المرفأ يوم 05 - 03 - 2024</p>"
    html = page(head='<meta property="og:site_name" content="جامع الأخبار">', body=line + BODY)
    assert (read_page(html).source, read_page(html).date) == ("المرفأ", datetime.date(2024, 3, 5))


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ('<meta property="article:published_time" content="2024-03-05T10:00:00+02:00">', ""),
        ('<meta itemprop="datePublished" content="الثلاثاء، 05 مارس 2024 - 12:09 م">', ""),
        (ld(datePublished="2024-03-05T08:00:00Z"), ""),
        ('<meta name="DC.date.issued" content="2024-03-05">', ""),
        ("", '<time datetime="2024-03-05T10:00:00+03:00">منذ 3 أيام</time>'),
        ("", "<span>الثلاثاء 5 آذار/مارس 2024</span>"),
        ("", "<span>نشر: ٢٠٢٤ / ٠٣ / ٠٥ - آخر تحديث: 2024/03/09</span>"),
        ("", "<span>24 شعبان 1445 هـ الموافق 5 مارس 2024</span>"),
        (
            ld(datePublished="2024-03-05T08:00:00Z", dateModified="2024-03-09T08:00:00Z"),
            "<span>السبت 9 مارس 2024</span>",
        ),
        ('<meta property="article:published_time" content="2024-03-04T22:10:00Z">', "<span>5/3/2024</span>"),
        ("", '<time datetime="2019-01-01">5 مارس 2024</time>'),
        ('<link rel="canonical" href="https://example.org/2024/03/05/jisr">', ""),
    ],
)
def test_date_is_the_day_of_publication(head: str, shown: str) -> None:
    today = "<div>السبت 16 مارس 2024</div>"
    aside = f'<aside class="sidebar"><ul><li><a href="/1">{OTHERS[0]}</a><span>15/3/2024</span></li></ul></aside>'
    html = page(head=head, top=today, bottom=aside).replace("</h1>", f'</h1><div class="meta">{shown}</div>')
    assert read_page(html).date == datetime.date(2024, 3, 5)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>كتب: سامي الحداد</p>", "سامي الحداد"),
        ('<span class="author">سامي الحداد</span>', "سامي الحداد"),
        ("<div>مرسلة بواسطة سامي الحداد</div>", "سامي الحداد"),
        ("<div><span>سامي الحداد</span> | <span>5 مارس 2024</span></div>", "سامي الحداد"),
        ('<span class="author">admin</span>', None),
    ],
)
def test_byline_is_the_writer_and_no_account(markup: str, expected: str | None) -> None:
    assert read_page(page().replace("</h1>", f"</h1>{markup}")).byline == expected


def test_headlines_are_links_outside_the_article() -> None:
    links = "".join(
        f'<li>10:1{n} <a href="/{n}">{head}</a> <span>5/3/2024</span></li>' for n, head in enumerate(OTHERS)
    )
    around = f'<div class="prev-next">السابق: <a href="/8">{OTHERS[0]}</a> التالي: <a href="/9">{OTHERS[1]}</a></div>'
    menu = '<div><a href="/a">سياسة</a> | <a href="/b">ثقافة وفن</a> | <a href="/c">مال وأعمال</a></div>'
    result = read_page(
        page(bottom=f"<h3>الأكثر قراءة</h3><ul>{links}</ul>{around}{menu}<a href='/l'>تسجيل الدخول إلى الموقع</a>")
    )
    assert result.headlines == OTHERS
    spans = [span for span in result.headline_spans if span is not None]
    assert [result.text[span.start_char : span.end_char] for span in spans] == list(OTHERS)


@pytest.mark.parametrize(
    "html",
    [
        "<html>" + "<div>" * 10_000 + FIRST + "</div>" * 10_000,
        "<html><body>" + "<p>" * 5_000 + FIRST,
        "<html><p>\x00" + FIRST + "\ud800",
        "<html><![if !IE]><p>" + FIRST + "</p><![endif]>",
        '<?xml version="1.0" encoding="windows-1256"?><html><p>' + FIRST,
        '<html><script type="application/ld+json">' + "[" * 50_000 + "</script><p>" + FIRST,
        '<html><script type="application/ld+json">{"@type": 3, "@graph": "x", "author": [[1]]}</script><p>' + FIRST,
        '<html><p class="' + "a-" * 50_000 + '">' + FIRST,
    ],
)
def test_broken_pages_keep_their_text(html: str) -> None:
    assert FIRST in read_page(html).text


@pytest.mark.parametrize(
    "html", ["<html>", "<html></html>", "<!-- x -->", "<html><body>\x00", "<?xml ", "<html><p>خبر"]
)
def test_pages_without_an_article_have_none(html: str) -> None:
    result = read_page(html)
    assert (result.paragraphs, result.date, result.headlines) == ((), None, ())


def test_page_in_another_language_is_a_page() -> None:
    result = read_page(
        "<html><title>A bridge opens</title><h1>A bridge opens</h1><p>The mayor opened a bridge today.</p>"
    )
    assert result.title == "A bridge opens"


def test_without_the_extra_the_error_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.split(".", maxsplit=1)[0] in ("trafilatura", "lxml"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(arnews.ArnewsError, match=r'pip install "arnews\[html\]"'):
        read_page(page())


def test_many_pages_leave_one_handler_with_the_logger_of_trafilatura() -> None:
    read_page(page())
    before = list(logging.getLogger("trafilatura").handlers)
    read_page(page())
    assert logging.getLogger("trafilatura").handlers == before
