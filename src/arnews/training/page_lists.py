"""Lists of other articles on made-up pages: related, most read, latest, columns, programmes."""

from __future__ import annotations

import random

from arnews.training.page_draft import Draft, Row, cut
from arnews.training.page_sites import make_person, paper

__all__ = ["featured", "heading_list", "latest", "most", "prevnext", "programmes", "related", "writerlist"]


def heading_list(draft: Draft, label: str | None, low: int, high: int) -> list[Row]:
    """Return a list of other articles under a label: numbers, dates, sections, summaries as the site has them."""
    rng, site = draft.rng, draft.site
    rows: list[Row] = [] if label is None else [("other", label)]
    if site.rare["teasers"] < 0.25 and draft.shelf.teasers:
        for _ in range(rng.randint(1, min(high, 5))):
            headline, lead = rng.choice(draft.shelf.teasers)
            if headline == draft.article.title:
                continue
            draft.used.append(headline)
            rows.append(("headline", headline))
            rows += [("other", draft.side_date())] if site.rare["sidedates"] < 0.25 else []
            rows.append(("teaser", lead if rng.random() < 0.6 else cut(rng, lead)))
            rows += (
                [("other", draft.site.vary(rng.choice(("المزيد", "اقرأ المزيد", "التفاصيل", "أكمل القراءة"))))]
                if rng.random() < 0.2
                else []
            )
        return rows
    before = random.Random(site.latin + site.owner).random() < 0.5
    for number, headline in enumerate(draft.heads(rng.randint(low, high)), 1):
        meta: list[Row] = []
        if site.rare["numbers"] < 0.18:
            rows.append(("other", str(number)))
        if site.rare["sections"] < 0.18:
            meta.append(("other", rng.choice(site.menu)))
        if site.rare["sidedates"] < 0.3:
            glue = rng.choice(("", " ", " | ")) if meta and rng.random() < 0.4 else None
            meta = (
                [("other", meta[0][1] + glue + draft.side_date())]
                if glue is not None
                else [*meta, ("other", draft.side_date())]
            )
        shown = (
            f"{number}{'.' if site.rare['numbers'] < 0.22 else ''} {headline}"
            if 0.18 < site.rare["numbers"] < 0.25
            else headline
        )
        if site.rare["papers"] < 0.07:
            meta = [("other", paper(rng)), ("other", draft.side_date())][: rng.choice((1, 2, 2))]
        elif site.rare["papers"] < 0.2:
            meta = [("other", _signed(draft))]
        elif site.rare["papers"] < 0.26:
            meta.append(("other", make_person(rng)))
        if site.rare["after"] < 0.12:
            meta.append(("other", _after(draft)))
        rows += [*meta, ("headline", shown)] if before else [("headline", shown), *meta]
    if rng.random() < 0.12:
        rows.append(("headline", draft.article.title))
    return rows


def _signed(draft: Draft) -> str:
    """Write a paper and how long ago, as aggregators do below each headline."""
    rng, own = draft.rng, random.Random(draft.site.latin + draft.site.city)
    form = own.choice(
        ("{p} • {a}", "{p} - {a}", "{p} | {a}", "{p} {a}", "«{p}» ({c})", "{a} · {p}", "{p}، {a}", "({p})", "{c} - {p}")
    )
    unit = rng.choice(("ساعات", "دقائق", "أيام", "أسابيع"))
    ago = rng.choice(
        (
            "منذ ساعة",
            "منذ يومين",
            "قبل ساعتين",
            "أمس",
            f"منذ {rng.randint(3, 10)} {unit}",
            f"قبل {rng.randint(11, 50)} دقيقة",
        )
    )
    return form.format(p=paper(rng), a=ago, c=draft.site.city)


def _after(draft: Draft) -> str:
    """Write what some sites put below every headline: a link, a count, a button."""
    rng, own = draft.rng, random.Random(draft.site.owner + draft.site.domain)
    return draft.site.vary(
        own.choice(("اقرأ المزيد", "التفاصيل", "المزيد", "{n} مشاهدة", "{n}", "شارك", "{d} دقائق قراءة", "({n})", "+"))
    ).format(n=rng.randint(40, 9000), d=rng.randint(2, 9))


def related(draft: Draft) -> list[Row]:
    """Return the list of related articles."""
    return heading_list(draft, draft.label("related") if draft.rng.random() < 0.93 else None, 2, 7)


def most(draft: Draft) -> list[Row]:
    """Return the list of most-read articles."""
    return heading_list(draft, draft.label("most"), 3, 14)


def latest(draft: Draft) -> list[Row]:
    """Return the list of latest articles."""
    return heading_list(draft, draft.label("latest"), 3, 16)


def featured(draft: Draft) -> list[Row]:
    """Return one to four headlines by themselves: under a section's name, a label or nothing, with or without dates."""
    rng, site = draft.rng, draft.site
    own = random.Random(site.owner + site.latin)
    kind, dated = own.choice(("section", "section", "label", "none")), own.choice(("", "", "above", "below"))
    rows: list[Row] = []
    for _ in range(own.choice((1, 1, 2))):
        if kind != "none":
            label = rng.choice(site.menu) if kind == "section" else draft.say(rng.choice(("most", "related", "ticker")))
            rows.append(("other", label))
        for headline in draft.heads(rng.randint(1, 4)):
            rows += [("other", draft.side_date())] if dated == "above" else []
            rows.append(("headline", headline))
            rows += [("other", draft.side_date())] if dated == "below" else []
    return rows


def prevnext(draft: Draft) -> list[Row]:
    """Return the links to the previous and the next article."""
    rows: list[Row] = []
    apart = draft.rng.random() < 0.5
    for word, headline in zip(
        draft.rng.choice(
            (
                ("السابق", "التالي"),
                ("الخبر السابق", "الخبر التالي"),
                ("المقال السابق", "المقال التالي"),
                ("Previous", "Next"),
            )
        ),
        draft.heads(2),
        strict=False,
    ):
        rows += [("other", word), ("headline", headline)] if apart else [("headline", f"{word}: {headline}")]
    return rows


def programmes(draft: Draft) -> list[Row]:
    """Return a list of programmes."""
    rows: list[Row] = [
        ("other", draft.rng.choice(("برامجنا", "البرامج", "شاهد البرامج", "بودكاست", "جدول البث", "حلقات سابقة")))
    ]
    for _ in range(draft.rng.randint(2, 5)):
        rows.append(("other", draft.say("programme")))
        rows += [("other", draft.side_date())] if draft.rng.random() < 0.4 else []
    return rows


def writerlist(draft: Draft) -> list[Row]:
    """Return a list of columns: writer and headline."""
    rows: list[Row] = [("other", draft.rng.choice(("كتّاب وآراء", "مقالات الرأي", "أقلام", "أعمدة", "كتاب الموقع")))]
    for headline in draft.heads(draft.rng.randint(2, 5)):
        rows += (
            [("headline", headline), ("other", make_person(draft.rng))]
            if draft.rng.random() < 0.5
            else [("other", make_person(draft.rng)), ("headline", headline)]
        )
    return rows
