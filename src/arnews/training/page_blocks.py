"""The blocks that stand around and inside an article on made-up pages: menus, lists, notices, forms, comments."""

from __future__ import annotations

import random
from collections.abc import Callable

from arnews.training.page_dates import write_date
from arnews.training.page_draft import Draft, Row
from arnews.training.page_lists import featured, latest, most, prevnext, programmes, related, writerlist
from arnews.training.page_sites import make_person
from arnews.training.page_words import phrase, phrases

__all__ = ["BLOCKS"]

_SEPARATORS = (" | ", " / ", " - ", " • ", "    ", " > ", "   |   ")


def menu(draft: Draft) -> list[Row]:
    """Return the site's menu: a line an entry, or joined."""
    entries, rng = draft.site.menu, draft.rng
    roll = random.Random(" ".join(entries)).random()
    if roll < 0.7:
        return [("other", entry) for entry in entries]
    separator = random.Random(entries[-1]).choice(_SEPARATORS)
    if roll < 0.85:
        return [("other", separator.join(entries))]
    size = rng.choice((3, 4, 5))
    return [("other", separator.join(entries[at : at + size])) for at in range(0, len(entries), size)]


def cookies(draft: Draft) -> list[Row]:
    """Return a cookie wall."""
    text = " ".join(draft.say("cookies") for _ in range(draft.rng.choice((1, 1, 2))))
    return [("other", text), *(("other", draft.say("accept")) for _ in range(draft.rng.randint(0, 2)))]


def login(draft: Draft) -> list[Row]:
    """Return the bar of log-in, search, languages."""
    return [("other", draft.say("login")) for _ in range(draft.rng.randint(1, 5))]


def today(draft: Draft) -> list[Row]:
    """Return the header's date of today."""
    rng = draft.rng
    text = write_date(draft.today, draft.site.header_form, rng, digits=draft.site.digits)
    roll = random.Random(draft.site.name).random()
    if roll < 0.12:
        head, _, tail = text.partition(" ")
        return [("other", head), ("other", tail)] if tail else [("other", text)]
    if roll < 0.2:
        return [("other", f"{draft.site.name} {rng.choice(('|', '-'))} {text}")]
    prefix = random.Random(draft.site.owner).choice(
        (
            "",
            "",
            "",
            "",
            f"{draft.site.city}: ",
            "اليوم: ",
            "اليوم ",
            f"{draft.site.city} ",
            "آخر تحديث للموقع: ",
            "العدد 4521 - ",
        )
    )
    return [("other", prefix + text)]


def name(draft: Draft) -> list[Row]:
    """Return the masthead."""
    draft.named = True
    rows = [("source", draft.site.name)]
    if draft.rng.random() < 0.3:
        rows.append(("other", draft.rng.choice((draft.site.latin, draft.site.domain))))
    return rows


def slogan(draft: Draft) -> list[Row]:
    """Return the slogan."""
    return [("other", draft.site.vary(draft.site.slogan))]


def staff(draft: Draft) -> list[Row]:
    """Return the editors' names, on one line or on two."""
    text = draft.say("staff")
    if ":" in text and draft.rng.random() < 0.4:
        head, _, tail = text.partition(":")
        return [("other", head.strip()), ("other", tail.strip())]
    return [("other", text)]


def _several(kind: str, low: int, high: int) -> Callable[[Draft], list[Row]]:
    def block(draft: Draft) -> list[Row]:
        return [("other", draft.say(kind)) for _ in range(draft.rng.randint(low, high))]

    return block


def prayer(draft: Draft) -> list[Row]:
    """Return the times of prayer."""
    rng = draft.rng
    rows = [("other", draft.say("prayer"))]
    for prayer_name in ("الفجر", "الشروق", "الظهر", "العصر", "المغرب", "العشاء"):
        clock = f"{rng.randint(3, 20)}:{rng.randint(10, 59)}"
        rows += (
            [("other", f"{prayer_name} {clock}")] if rng.random() < 0.8 else [("other", prayer_name), ("other", clock)]
        )
    return rows


def ticker(draft: Draft) -> list[Row]:
    """Return a run of headlines: a line each or on one line, with times or sections before them."""
    rng, site = draft.rng, draft.site
    heads = draft.heads(rng.randint(3, 12))
    style = random.Random(site.domain).choice(("", "", "", "time", "section", "urgent", "dated", "clock"))
    shown = list(heads)
    if rng.random() < 0.3:
        shown.insert(rng.randint(0, len(shown)), draft.article.title)
    rows: list[Row] = [("other", draft.label("ticker"))] if rng.random() < 0.7 else []
    if random.Random(site.owner).random() < 0.2:
        gap = random.Random(site.city).choice(("     ", " | ", " • ", " *** ", "\u00a0\u00a0\u00a0\u00a0", " ● "))
        return [*rows, ("headline", gap.join(shown))]
    for headline in shown:
        if style == "time":
            rows.append(
                (
                    "headline",
                    f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02} {rng.choice(('', '| ', '- '))}{headline}",
                )
            )
        elif style == "section":
            rows.append(("headline", f"{rng.choice(site.menu)}: {headline}"))
        elif style == "urgent":
            rows.append(("headline", headline))
        else:
            rows += [("other", draft.side_date())] if style == "dated" else []
            rows += [("other", f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}")] if style == "clock" else []
            rows.append(("headline", headline))
    return rows


def social(draft: Draft) -> list[Row]:
    """Return links to the site's pages elsewhere."""
    names = draft.rng.sample(
        ("Facebook", "Twitter", "YouTube", "Instagram", "RSS", "Telegram", "TikTok", "فيسبوك", "يوتيوب"),
        draft.rng.randint(2, 5),
    )
    return [("other", " ".join(names))] if draft.rng.random() < 0.3 else [("other", one) for one in names]


def banner(draft: Draft) -> list[Row]:
    """Return an advertisement."""
    return [("other", draft.say("ad" if draft.rng.random() < 0.6 else "sponsored"))]


def share(draft: Draft) -> list[Row]:
    """Return a share bar."""
    rng = draft.rng
    count = rng.randint(1, 6)
    rows = [draft.say("share") for _ in range(count)]
    return [("other", " ".join(rows))] if rng.random() < 0.15 else [("other", row) for row in rows]


def tags(draft: Draft) -> list[Row]:
    """Return the article's tags: names of two to three words of its own text."""
    rng = draft.rng
    words = " ".join(draft.article.paragraphs).split()
    names = []
    for _ in range(rng.randint(2, 7)):
        at = rng.randrange(len(words))
        names.append(" ".join(words[at : at + rng.randint(1, 3)]).strip('،.:؛"()«»“”'))
    names = [one for one in names if one] or ["أخبار"]
    if rng.random() < 0.2:
        names = ["#" + one.replace(" ", "_") for one in names]
    head: list[Row] = [("other", draft.label("tags"))] if rng.random() < 0.7 else []
    if rng.random() < 0.25:
        joined = rng.choice((" ", "، ", " | ", " - ")).join(names)
        return [("other", f"{head[0][1]} {joined}")] if head and rng.random() < 0.6 else [*head, ("other", joined)]
    return [*head, *(("other", one) for one in names)]


def comments(draft: Draft) -> list[Row]:
    """Return the comments, their rules and their form."""
    rng = draft.rng
    parts: list[list[Row]] = [[("other", draft.label("comments"))]]
    own = random.Random(draft.site.domain + "comments")
    numbered, mark = own.random() < 0.2, own.choice((" ", " - ", ". ", "- "))
    if rng.random() < 0.5:
        rules = [draft.say("rules") for _ in range(rng.randint(1, 4))]
        parts.append([("other", " ".join(rules))] if rng.random() < 0.4 else [("other", rule) for rule in rules])
    if rng.random() < 0.5:
        form = [draft.site.vary(phrase(rng, "form")) for _ in range(rng.randint(2, 5))]
        parts.append([("other", row) for row in form])
    if rng.random() < 0.5:
        for number in range(rng.randint(1, 5)):
            head = rng.choice(
                (
                    make_person(rng),
                    make_person(rng).split()[0],
                    "زائر",
                    "مواطن",
                    "عابر سبيل",
                    f"{number + 1} - {make_person(rng)}",
                    "user" + str(rng.randint(1, 99)),
                )
            )
            dated = draft.side_date()
            rows: list[Row] = (
                [("comment", f"{head} {dated}")]
                if rng.random() < 0.3
                else [("comment", head), *([("comment", dated)] if rng.random() < 0.5 else [])]
            )
            if numbered:
                rows = [("comment", f"{number + 1}{mark}{draft.say('comment')}"), ("comment", dated)]
            else:
                rows += [("comment", draft.say("comment")) for _ in range(rng.choice((1, 1, 2)))]
            rows += [("other", draft.say("reply"))] if rng.random() < 0.4 else []
            parts.append(rows)
    return [row for part in parts for row in part]


def newsletter(draft: Draft) -> list[Row]:
    """Return an invitation to the newsletter or the channels."""
    return [("other", draft.say("news")), *([("other", draft.say("newsbutton"))] if draft.rng.random() < 0.4 else [])]


def about(draft: Draft) -> list[Row]:
    """Return what the site says of itself."""
    draft.named = True
    return [("other", draft.say("about"))]


def poll(draft: Draft) -> list[Row]:
    """Return a poll."""
    return [("other", draft.site.vary(phrase(draft.rng, "poll"))) for _ in phrases("poll")]


def edition(draft: Draft) -> list[Row]:
    """Return number and price of the paper's edition."""
    return [
        (
            "other",
            draft.rng.choice(
                ("العدد {n}", "السنة {d} العدد {n}", "الطبعة الأولى", "الطبعة: العربية", "النسخة العربية")
            ).format(n=draft.rng.randint(100, 20000), d=draft.rng.randint(2, 60)),
        )
    ]


BLOCKS: dict[str, Callable[[Draft], list[Row]]] = {
    "cookies": cookies,
    "login": login,
    "today": today,
    "name": name,
    "slogan": slogan,
    "menu": menu,
    "staff": staff,
    "weather": _several("weather", 1, 4),
    "money": _several("money", 1, 6),
    "prayer": prayer,
    "ticker": ticker,
    "social": social,
    "banner": banner,
    "featured": featured,
    "edition": edition,
    "tags": tags,
    "share": share,
    "agency": _several("agency", 1, 1),
    "bio": _several("bio", 1, 1),
    "related": related,
    "most": most,
    "latest": latest,
    "comments": comments,
    "newsletter": newsletter,
    "about": about,
    "poll": poll,
    "sponsored": _several("sponsored", 1, 3),
    "prevnext": prevnext,
    "programmes": programmes,
    "writerlist": writerlist,
}
