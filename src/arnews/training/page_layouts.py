"""Pages with known answers: real articles in made-up layouts, with boilerplate written for the purpose.

Every line of a page has its role; the answers are those of `arnews.page.Page`. No page of an outlet is copied.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from typing import Any

from arnews.training.page_articles import Shelf
from arnews.training.page_blocks import BLOCKS
from arnews.training.page_dates import write_date
from arnews.training.page_draft import Draft, Row
from arnews.training.page_head import Header, caption
from arnews.training.page_inner import article_body, clocked, dateline
from arnews.training.page_lists import heading_list
from arnews.training.page_print import printed
from arnews.training.page_sites import Site, make_person, make_site

__all__ = ["make_pages"]

_FAMILIES = ("site",) * 15 + ("plain",) * 2 + ("run",) * 3 + ("paste",) * 3 + ("mail", "wire", "forum", "short")


def make_pages(shelves: Sequence[Shelf], count: int, *, seed: int, per_site: int = 4) -> Iterator[dict[str, Any]]:
    """Yield labelled pages.

    Parameters
    ----------
    shelves : sequence of Shelf
        Where articles and headlines come from; a site fills its pages from one of them.
    count : int
        How many pages.
    seed : int
        Same seed, same pages.
    per_site : int
        Pages of one made-up site.

    Yields
    ------
    dict
        ``id text roles title source source_any date byline dateline headlines paragraphs kind outlet``; ``roles``
        names the role of every line of ``text``, an empty string where the line is blank.
    """
    rng = random.Random(seed)
    site, family, shelf = make_site(rng), "site", shelves[0]
    for number in range(count):
        if number % per_site == 0:
            site, family, shelf = make_site(rng), rng.choice(_FAMILIES), rng.choice(list(shelves))
        page = _page(random.Random(f"{seed} {number}"), site, family, shelf)
        page["id"] = f"made-{seed}-{number}-{family}"
        page["outlet"] = f"{site.name} ({shelf.outlet})"
        yield page


def _bare(draft: Draft) -> list[Row]:
    """Return headlines of other articles between paragraphs, without a label."""
    form = random.Random(draft.site.name).choice(("{}", "{}", "«{}»", "* {}", "- {}", "› {}"))
    return [("headline", form.format(headline)) for headline in draft.heads(draft.rng.choice((1, 1, 2)))]


def _insert(draft: Draft) -> list[Row]:
    """Return a block that interrupts the body."""
    rng, roll = draft.rng, draft.rng.random()
    if roll < 0.34:
        found = draft.heads(1)
        lead = (
            draft.label("inline") if rng.random() < 0.85 else draft.label("related") + rng.choice((": ", " | ", " - "))
        )
        return [("headline", f"{lead} {found[0]}")] if found else []
    if roll < 0.7:
        rows = heading_list(draft, draft.label("related"), 1, 3)
        end = draft.say("endrelated")
        return [*rows, ("other", end)] if end and rng.random() < 0.4 else rows
    if roll < 0.8:
        return [("other", draft.say("ad"))]
    if roll < 0.92:
        return caption(draft)
    if roll < 0.96:
        return [("other", draft.say("player")) for _ in range(rng.randint(1, 4))]
    return [("other", draft.say("news"))]


def _page(rng: random.Random, site: Site, family: str, shelf: Shelf) -> dict[str, Any]:
    article = rng.choice(shelf.articles)
    late = rng.choice((0, 0, 0, 1, 1, 3, 20, 300, 1500))
    draft = Draft(rng, site, article, shelf, article.date + datetime.timedelta(late))
    order = site.order
    if family in _ORDERS:
        order = random.Random(site.name).choice(_ORDERS[family])
    header = Header(draft, order)
    body = article_body(rng, site, article)
    place = dateline(rng, site, body)
    top = _top(draft, family)
    head = header.rows()
    if header.lead is not None:
        body = [row for row in body if row != header.lead]
    if family == "run":
        head = [row for row in head if row[0] != "date"] + [("date", _aggregated(draft))]
        header.date = article.date
    rows = [*top, *head, *_with_inserts(draft, body, family)]
    if header.date is None and site.rare["pre"] < 0.4:
        rows.append(("date", header._day()))
    if header.byline is None and header.wrote and site.rare["bottomname"] < 0.3 and family == "site":
        rows.append(("byline", header.wrote[0]))
        header.byline = header.wrote[1]
    if site.rare["code"] < 0.15:
        rows.append(
            (
                "other",
                rng.choice(CODES).format(
                    a=rng.choice("سعمنحفر"),
                    b=rng.choice("سعمنحفر"),
                    n=make_person(rng),
                    s=site.name,
                    d=rng.randint(10, 9999),
                ),
            )
        )
    if site.rare["appeal"] < 0.12 and family in ("site", "plain"):
        rows += [("other", draft.say("appeal")) for _ in range(rng.choice((1, 1, 2)))]
    rows += _bottom(draft, family)
    text, roles, paragraphs = printed(draft, rows, family)
    named = draft.named and any(
        name in part for role, part in rows if role != "body" for name in (site.name, site.owner)
    )
    return {
        "kind": "text",
        "text": text,
        "roles": roles,
        "title": article.title,
        "title_any": [],
        "source": site.name if named else None,
        "source_any": [*site.spellings, site.owner] if named else [],
        "date": None if header.date is None else header.date.isoformat(),
        "date_any": [],
        "byline": header.byline,
        "dateline": place,
        "headlines": list(dict.fromkeys(draft.used)),
        "paragraphs": [part for role, part in rows if role == "body"] if paragraphs is None else paragraphs,
    }


CODES = (
    "{a}.{b}",
    "{a} {b}/ {b} {a}",
    "// انتهى //",
    "انتهى/{d}",
    "--({s})",
    "{s}",
    "({a}.{b})",
    "/{a} {b}/",
    "{s}/{n}",
    "#{d}",
    "=={a}.{b}",
    "ـــــ",
    "* * *",
    "{n}/ {a} {b}",
    "(انتهى) {a} {b}",
)
"""How agencies close an item."""
_ORDERS = {
    "run": ("t d", "t b d"),
    "paste": ("t s d", "t sd", "t d", "t d b", "t b d", "s t", "t"),
    "mail": ("t s d b", "t d", "s t d", "t b d"),
    "wire": ("t d", "d t", "t", "s d t"),
    "forum": ("t d", "t s", "t b d", "t"),
    "short": ("t", "t d", "d t", "t b"),
    "plain": ("t d", "t b d", "t d b", "t b", "d t", "o t d"),
}


def _aggregated(draft: Draft) -> str:
    """Write the line by which an aggregator names the paper and the day."""
    draft.named = True
    name, own = draft.site.name, random.Random(draft.site.domain)
    day = write_date(
        draft.article.date, draft.site.date_form if own.random() < 0.5 else own.choice((18, 20, 22)), draft.rng
    )
    return own.choice(
        (
            "نشر في {s} يوم {d}",
            "نشرت في {s} بتاريخ {d}",
            "{s} : {d}",
            "المصدر: {s} | {d}",
            "عن {s} - {d}",
            "نشر في {s} بتاريخ {d}",
            "{s} {d}",
            "أضيف من {s} في {d}",
        )
    ).format(s=name, d=day)


def _top(draft: Draft, family: str) -> list[Row]:
    rng, site = draft.rng, draft.site
    if family == "run":
        heads = draft.heads(rng.randint(8, 45))
        gap = random.Random(site.name).choice(
            ("    ", "\u00a0\u00a0\u00a0\u00a0", "      ", "\t", " | ", "\u00a0 \u00a0 ")
        )
        rows: list[Row] = [("headline", gap.join(heads))]
        return [
            *rows,
            *(
                ("other", draft.say(kind))
                for kind in rng.sample(("rules", "reply", "news", "ad", "player", "login"), rng.choice((0, 1, 2)))
            ),
        ]
    if family == "forum":
        return [
            ("other", line)
            for line in rng.sample(
                (
                    f"{make_person(rng)}",
                    "عضو نشيط",
                    "مشرف",
                    "المشاركات: 2140",
                    "تاريخ التسجيل: 2009",
                    "منتدى الأخبار العامة",
                    "رد: أخبار اليوم",
                    "#1",
                ),
                rng.randint(1, 5),
            )
        ]
    if family not in ("site", "plain"):
        return []
    if family == "plain":
        return BLOCKS["name"](draft) if site.rare["pre"] < 0.4 else []
    rows = [row for top in site.tops for row in BLOCKS[top](draft)]
    if site.rare["breadcrumb"] > 0.85:  # what stands in the browser's tab
        glue = random.Random(site.name).choice((" - ", " | ", " – "))
        draft.named = True
        rows.insert(0, ("other", f"{draft.article.title}{glue}{site.name}"))
    if site.rare["sidemenu"] < 0.12:
        rows += BLOCKS["menu"](draft)
    if site.rare["breadcrumb"] < 0.45:
        rows += _breadcrumb(draft)
    return rows


def _breadcrumb(draft: Draft) -> list[Row]:
    site, own = draft.site, random.Random(draft.site.city + draft.site.domain)
    first, section = site.menu[0], draft.rng.choice(site.menu)
    separator = own.choice((" / ", " > ", " » ", " « ", " | ", " - ", " ", " › "))
    roll = own.random()
    if roll < 0.3:
        return [("other", first), ("other", section)]
    parts = [first, section, draft.article.title] if roll < 0.55 else [first, section]
    return [("other", separator.join(parts))]


def _with_inserts(draft: Draft, body: list[str], family: str) -> list[Row]:
    rng, site = draft.rng, draft.site
    rows: list[list[Row]] = [[("body", text)] for text in body]
    if family in ("site", "plain") and site.rare["inlines"] < 0.5 and len(body) > 1:
        for _ in range(rng.choice((1, 1, 2, 3))):
            at = rng.randint(1, len(body) - 1)
            rows[at] = [*(_bare(draft) if site.rare["after"] > 0.8 else _insert(draft)), *rows[at]]
    if family in ("site", "plain") and len(rows) > 3 and rng.random() < 0.05:
        rows = clocked(rng, rows)
    if family == "site" and site.rare["appeal"] > 0.95:
        rows.insert(min(1, len(rows) - 1), _contents(draft, body))
    return [row for part in rows for row in part]


def _contents(draft: Draft, body: list[str]) -> list[Row]:
    """Return the table of contents of a long article: a label, and words of its paragraphs."""
    rows: list[Row] = [("other", draft.say("toc"))]
    for text in draft.rng.sample(body, min(len(body), draft.rng.randint(2, 4))):
        rows.append(("other", "• " + " ".join(text.split()[: draft.rng.randint(2, 6)]).strip("،.:؛")))
    return rows


def _bottom(draft: Draft, family: str) -> list[Row]:
    rng, site = draft.rng, draft.site
    rows: list[Row] = []
    if family == "run":
        return (
            [
                (
                    "other",
                    site.vary(
                        random.Random(site.name).choice(
                            (
                                "لقراءة المقال كاملا زوروا موقع الناشر",
                                "المصدر الأصلي",
                                "الرابط الأصلي للخبر",
                                "زيارة الموقع الأصلي",
                                "أرسل لنا ملاحظاتك حول هذه المادة",
                                "التبليغ عن خطأ",
                            )
                        )
                    ),
                )
            ]
            if rng.random() < 0.8
            else []
        )
    if family == "paste":
        if rng.random() < 0.6:
            rows += [
                (role, f"- {text}" if role == "headline" else text)
                for role, text in heading_list(draft, draft.label("related"), 2, 6)
            ]
        if rng.random() < 0.4:
            rows.append(
                (
                    "other",
                    rng.choice(
                        (
                            f"الرابط: https://{site.domain}/n/{rng.randint(100, 9999)}",
                            f"https://{site.domain}",
                            f"للتفاصيل: {site.domain}",
                            "تم التحويل",
                            f"لمتابعة القناة: t.me/{site.latin.split()[0].lower()}",
                        )
                    ),
                )
            )
        return rows
    if family in ("mail", "wire", "short"):
        return [("other", draft.say("agency"))] if rng.random() < 0.3 else []
    if family == "forum":
        return [
            *(("comment", draft.say("comment")) for _ in range(rng.randint(0, 3))),
            ("other", rng.choice(("رد مع اقتباس", "إضافة رد", "التوقيع", "«الموضوع السابق | الموضوع التالي»"))),
        ]
    if family == "plain":
        return _copyright(draft) if rng.random() < 0.5 else []
    for bottom in site.bottoms:
        rows += BLOCKS[bottom](draft)
    if site.rare["sidemenu"] < 0.4:
        rows += BLOCKS["menu"](draft)
    closing: list[Row] = [("other", draft.say("closing"))] if site.rare["closing"] < 0.3 else []
    return [
        *rows,
        *closing,
        *(("other", entry) for entry in site.footer),
        *_copyright(draft),
        *([("other", draft.say("maker"))] if rng.random() < 0.15 else []),
    ]


def _copyright(draft: Draft) -> list[Row]:
    if not draft.site.copyright:
        return [("other", draft.site.domain)] if draft.site.rare["pre"] < 0.2 else []
    draft.named = True
    return [("other", line) for line in draft.site.copyright.split("\n")]
