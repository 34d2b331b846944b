"""The article of a made page: its paragraphs in the site's way, lists, recipes, the entries of a live report."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from arnews.training.page_articles import Article
from arnews.training.page_draft import Row
from arnews.training.page_sites import Site
from arnews.training.page_words import CITIES, expand

__all__ = ["article_body", "clocked", "dateline", "with_list"]

_SENTENCE = re.compile(r"(?<=[.؟!])\s+")

_MARKS = ("• ", "- ", "– ", "* ", "◄ ", "▪ ", "")
_MEASURES = (
    "كوب",
    "كوبان",
    "ملعقة كبيرة",
    "ملعقة صغيرة",
    "نصف كوب",
    "رشة",
    "2 كوب",
    "300 غرام",
    "ربع كيلو",
    "3 حبات",
    "لتر",
)
_FOODS = (
    *("دقيق", "سكر ناعم", "زيت نباتي", "بيض", "حليب سائل", "ملح", "فلفل أسود", "أرز مغسول", "لحم مفروم", "بصل مفروم"),
    *(
        "عصير ليمون",
        "زبدة لينة",
        "خميرة فورية",
        "سميد",
        "ماء الزهر",
        "ثوم مهروس",
        "معجون طماطم",
        "بقدونس",
        "قشطة",
        "لوز",
    ),
)
_PARTS = ("المقادير", "المكونات", "مقادير الحشو", "مكونات العجينة", "المكونات:", "المقادير:", "مقادير الصلصة")
_STEPS = ("طريقة التحضير", "طريقة العمل", "الخطوات", "طريقة التحضير:", "كيف نحضرها؟")
_PLACES = (
    *(
        "العاصمة",
        "المنطقة الشرقية",
        "المحافظات الجنوبية",
        "القطاع الخاص",
        "الذكور",
        "الإناث",
        "الربع الأول",
        "الربع الثاني",
    ),
    *("قطاع الخدمات", "الصادرات", "الواردات", "السيارات", "الفئة الأولى", "الفئة الثانية", "التعليم", "الصحة", "النقل"),
)
_UNITS = ("مليون دينار", "ألف طن", "في المئة", "مليار دولار", "ألف مشترك", "نقطة", "درهما", "حالة", "رحلة يوميا", "%")
_LIVE = (
    "{h:02d}:{m:02d}",
    "{h}:{m:02d}",
    "{h:02d}:{m:02d} بتوقيت غرينتش",
    "الساعة {h:02d}:{m:02d}",
    "{h}:{m:02d} م",
    "منذ {m} دقيقة",
)


def with_list(rng: random.Random, rows: Sequence[str]) -> list[str]:
    """Return paragraphs with a list between them: a recipe, figures, points taken from the paragraphs' words."""
    mark, numbered = rng.choice(_MARKS), rng.random() < 0.25
    roll = rng.random()
    if roll < 0.35:
        lines = [
            f"{rng.choice(_MEASURES)} {rng.choice(('من ال', '', ''))}{rng.choice(_FOODS)}"
            for _ in range(rng.randint(3, 8))
        ]
        lines = [line + rng.choice(("", ".", "")) for line in lines]
        head: list[str] = [rng.choice(_PARTS)]
        after = [rng.choice(_STEPS)]
    elif roll < 0.65:
        unit, amount = rng.choice(_UNITS), rng.choice((10, 100, 900))
        names = rng.sample(_PLACES, rng.randint(3, 7))
        lines = [f"{name}{rng.choice((':', ':', ' -'))} {rng.uniform(1, amount):.1f} {unit}" for name in names]
        head, after = (
            [
                rng.choice(
                    ("التوزيع", "أبرز الأرقام", "تفاصيل الأسعار:", "وجاءت النتائج كالتالي:", "وفيما يلي القائمة:")
                )
            ],
            [],
        )
    else:
        words = [row.split() for row in rows if len(row.split()) >= 8]
        lines = []
        for part in rng.sample(words, min(len(words), rng.randint(3, 6))):
            first = rng.randint(0, max(0, len(part) - 8))
            lines.append(" ".join(part[first : first + rng.randint(4, 9)]).strip("،.:؛") + rng.choice(("", ".")))
        head, after = [rng.choice(("أهم النقاط", "أبرز ما جاء في القرار", "أولا", "من أهم الفوائد:", "النصائح"))], []
    if numbered:
        form = rng.choice(("{}- ", "{}. ", "{} - ", "{}) "))
        lines = [form.format(at) + line for at, line in enumerate(lines, 1)]
    else:
        lines = [mark + line for line in lines]
    at = rng.randint(1, len(rows))
    return [*rows[:at], *(head if rng.random() < 0.8 else ()), *lines, *after, *rows[at:]]


def clocked(rng: random.Random, rows: Sequence[list[Row]]) -> list[list[Row]]:
    """Return the paragraphs of a live report: above each but the first the hour of its entry, and now and then a heading."""
    form, minute = rng.choice(_LIVE), rng.randint(700, 1300)
    found = [rows[0]]
    for row in rows[1:]:
        minute = max(1, minute - rng.randint(2, 50))
        stamp = form.format(h=minute // 60, m=minute % 60)
        head: list[Row] = []
        words = row[-1][1].split()
        if rng.random() < 0.3 and len(words) > 10:
            head = [("body", " ".join(words[: rng.randint(3, 7)]).strip("،.:؛"))]
        found.append([("other", stamp), *head, *row])
    return found


def article_body(rng: random.Random, site: Site, article: Article) -> list[str]:
    """Return the article's paragraphs in the site's way: short ones, sub-headings, questions, no full stops."""
    rows = list(article.paragraphs[: rng.choice((2, 3, 4, 6, 9, 14, 25))])
    own = random.Random(site.name + site.domain)
    if own.random() < 0.3:
        rows = [part for row in rows for part in _SENTENCE.split(row) if part]
    if own.random() < 0.25:
        rows = [row.removesuffix(".") for row in rows]
    if own.random() < 0.1:
        rows = [" ".join(rows)] if len(rows) < 4 else rows
    out: list[str] = []
    questions = rng.random() < 0.06
    for at, row in enumerate(rows):
        words = row.split()
        if at and site.rare["sub"] < 0.3 and rng.random() < 0.35 and len(words) > 14:
            first = rng.randint(1, 8)
            out.append(" ".join(words[first : first + rng.randint(1, 6)]).strip('،.:؛"') or words[0])
        if at and questions and len(words) > 9:
            head = rng.choice(
                ("كيف ترون ", "ماذا عن ", "ولماذا ", "هل ", "* متى ", "س: ما ", "■ هل صحيح أن ", "- وما رأيكم في ")
            )
            out.append(head + " ".join(words[2 : rng.randint(5, 10)]).strip("،.:؛") + "؟")
        if at and rng.random() < 0.04 and row.count("،") >= 2:
            parts = [part.strip(" .") for part in row.split("،") if len(part.split()) >= 2]
            out += [parts[0] + ":", *parts[1:]] if len(parts) > 1 else [row]
            continue
        out.append(row)
    if rng.random() < 0.07:
        out.insert(
            rng.randint(1, len(out)),
            expand(rng, "[وكتب على صفحته|كما غرّد قائلا|وجاء في البيان|ومن أبرز النقاط|الأسباب كما يلي]:"),
        )
    return with_list(rng, out) if rng.random() < 0.09 else out


def dateline(rng: random.Random, site: Site, rows: list[str]) -> str | None:
    """Open the first paragraph with a place and an agency, where the site does so."""
    if site.rare["dateline"] > 0.3 or re.match(r"[^\s]+ ?[-–(/:]|\S+ \S+ ?[-–(]|\S+، ", rows[0]):
        return None
    place = rng.choice(CITIES)
    agency = rng.choice(("أ ف ب", "رويترز", "د ب أ", "وكالات", site.name, "سبوتنيك", "وام", "أ ش أ", "بترا", "قنا"))
    style = random.Random(site.city + site.name).choice(
        ("{p} - ", "{p} – {a}: ", "{p} ({a}) - ", "{p} ـ ", "{p}/ ", "({p}) - ", "{p}: ", "[{p}] ", "{p}، {c} ({a})-- ")
    )
    rows[0] = style.format(p=place, a=agency, c=site.country) + rows[0]
    if style.startswith(("(", "[")):
        return place
    return f"{place}، {site.country}" if "{c}" in style else f"{place} – {agency}" if style == "{p} – {a}: " else place
