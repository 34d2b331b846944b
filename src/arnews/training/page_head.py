"""What made-up pages have between menu and body: title, date, byline, outlet, caption, in the site's order."""

from __future__ import annotations

import datetime
import random
import re

from arnews.training.page_blocks import BLOCKS
from arnews.training.page_dates import write_date
from arnews.training.page_draft import Draft, Row
from arnews.training.page_sites import make_person
from arnews.training.page_words import CITIES, expand

__all__ = ["Header", "caption"]

_SENTENCE = re.compile(r"(?<=[.؟!])\s+")


class Header:
    """What stands between the menu and the body; remembers the answers."""

    def __init__(self, draft: Draft, order: str) -> None:
        self.draft, self.order = draft, order.split()
        self.date: datetime.date | None = None
        self.byline: str | None = None
        self.lead: str | None = None
        self.wrote = _writer(draft)

    def rows(self) -> list[Row]:
        """Return the lines, in order; `date`, `byline` and `lead` are known afterwards."""
        out: list[Row] = []
        for part in self.order:
            out += getattr(self, f"_{part}")()
        if self.draft.site.rare["repeat"] < 0.15:
            at = next(number for number, row in enumerate(out) if row[0] == "title")
            out.insert(at, out[at])
        return out

    def _t(self) -> list[Row]:
        draft, site = self.draft, self.draft.site
        if site.rare["suffix"] < 0.08:
            draft.named = True
            return [("title", draft.article.title + random.Random(site.name).choice((" - ", " | ", " – ")) + site.name)]
        return [("title", draft.article.title)]

    def _day(self, prefix: str | None = None) -> str:
        draft, site = self.draft, self.draft.site
        self.date = draft.article.date
        head = site.vary(site.words["published"]) if prefix is None else prefix
        return head + write_date(draft.article.date, site.date_form, draft.rng, digits=site.digits)

    def _update(self) -> str:
        draft, site = self.draft, self.draft.site
        later = min(draft.article.date + datetime.timedelta(draft.rng.choice((0, 0, 1, 3, 30))), draft.today)
        sign = random.Random(site.name).choice((": ", " ", " : "))
        return draft.label("updatelabel") + sign + write_date(later, site.date_form, draft.rng, digits=site.digits)

    def _d(self) -> list[Row]:
        site, rng = self.draft.site, self.draft.rng
        text = self._day()
        if site.rare["update"] < 0.1:
            return [("date", text + rng.choice((" - ", " | ", "، ", " ")) + self._update())]
        if site.rare["update"] < 0.2:
            return [("date", text), ("other", self._update())]
        if site.rare["update"] < 0.24:
            return [("other", self._update()), ("date", text)]
        own = random.Random(site.domain + "date")
        if own.random() < 0.07 and site.words["published"].strip():
            return [("other", site.words["published"].strip()), ("date", self._day(""))]
        if own.random() < 0.06:
            head, _, tail = text.partition(" - ")
            return [("date", head), ("other", tail)] if tail else [("date", text)]
        return [("date", text)]

    def _v(self) -> list[Row]:
        """Write the only date with the label of updates."""
        site = self.draft.site
        return [
            ("date", self._day(self.draft.label("updatelabel") + random.Random(site.name).choice((": ", " ", " : "))))
        ]

    def _e(self) -> list[Row]:
        """Write what stands near a headline by itself: a number, a code, a word."""
        rng = self.draft.rng
        return [
            (
                "other",
                rng.choice(
                    (
                        str(rng.randint(0, 9000)),
                        "TT",
                        "0",
                        "خاص",
                        "عاجل",
                        "أ أ أ",
                        "Aa",
                        "متابعات",
                        "+ -",
                        "فيديو",
                        "DR",
                        "صور",
                        "حصري",
                        "تقرير",
                    )
                ),
            )
        ]

    def _u(self) -> list[Row]:
        return [("other", self._update())]

    def _b(self) -> list[Row]:
        if self.wrote is None:
            return []
        text, self.byline, second = self.wrote
        rows: list[Row] = [("byline", text)]
        return [*rows, ("other", second)] if second else rows

    def _s(self) -> list[Row]:
        self.draft.named = True
        name = self.draft.site.name
        return [
            (
                "source",
                random.Random(name).choice(
                    (name, name, f"المصدر: {name}", f"المصدر : {name}", f"{name}:", f"نقلا عن {name}", f"- {name}")
                ),
            )
        ]

    def _o(self) -> list[Row]:
        self.draft.named = True
        return [("source", self.draft.site.name)]

    def _k(self) -> list[Row]:
        return [("other", self.draft.rng.choice(self.draft.site.menu))]

    def _l(self) -> list[Row]:
        rows = self.draft.article.paragraphs
        lead = _SENTENCE.split(rows[-1])[0].removesuffix(".")
        if len(rows) > 2 and 9 <= len(lead.split()) <= 34:
            self.lead = lead
            return [("body", lead)]
        return []

    def _g(self) -> list[Row]:
        """Write a second headline of the article: a few words of one of its later sentences."""
        rows = self.draft.article.paragraphs
        words = _SENTENCE.split(self.draft.rng.choice(rows[len(rows) // 3 :]))[0].split()
        deck = " ".join(words[: self.draft.rng.randint(5, 13)]).strip('،.:؛"')
        return [("teaser", deck)] if len(words) >= 5 else []

    def _c(self) -> list[Row]:
        return caption(self.draft) if self.draft.rng.random() < 0.8 else []

    def _h(self) -> list[Row]:
        return BLOCKS["share"](self.draft)

    def _x(self) -> list[Row]:
        return [("other", self.draft.say("counter")) for _ in range(self.draft.rng.randint(1, 2))]

    def _bd(self) -> list[Row]:
        if self.wrote is None:
            return self._d()
        text, self.byline, second = self.wrote
        glue = random.Random(self.draft.site.name).choice((" ", " - ", " | ", " في ", "، ", "   "))
        rows: list[Row] = [("byline", text + glue + self._day(""))]
        return [*rows, ("other", second)] if second else rows

    def _db(self) -> list[Row]:
        if self.wrote is None:
            return self._d()
        text, self.byline, _ = self.wrote
        return [("date", self._day() + random.Random(self.draft.site.name).choice((" - ", " | ", " ")) + text)]

    def _sd(self) -> list[Row]:
        self.draft.named = True
        return [
            (
                "date",
                self.draft.site.name
                + random.Random(self.draft.site.name).choice((" - ", " | ", " ، ", " / ", " "))
                + self._day(),
            )
        ]

    def _bsd(self) -> list[Row]:
        if self.wrote is None:
            return self._sd()
        text, self.byline, _ = self.wrote
        return [("byline", text), *self._sd()]

    def _kd(self) -> list[Row]:
        glue = random.Random(self.draft.site.name).choice(("", " ", " | ", " - ", " / "))
        return [("date", self.draft.rng.choice(self.draft.site.menu) + glue + self._day(""))]


def _writer(draft: Draft) -> tuple[str, str | None, str] | None:
    """Return the byline's line, what of it is the byline, and a second line (a role, an address)."""
    rng, site = draft.rng, draft.site
    if rng.random() < 0.2:
        return None
    person, city = make_person(rng), rng.choice(CITIES)
    marked = expand(rng, site.byline.replace("{", "<").replace("}", ">"))  # names are filled in below
    template = marked.replace("<", "{").replace(">", "}")
    first, _, second = template.partition("//")
    role = rng.choice(
        (
            f"مراسل {site.name}",
            "كاتب وباحث",
            f"صحفي من {site.country}",
            "مراسلة",
            "محرر الشؤون الدولية",
            f"كاتب {site.country}ي",
        )
    )
    names = {"n": person, "c": city, "s": site.name, "r": role, "m": f"{site.latin.split()[-1].lower()}@mail.com"}
    text = first.format(**names)
    if "{s}" in template:
        draft.named = True
    core = (
        re.sub(r"^[^{]*?(?=\{[ncs]\})", "", first)
        if re.match(
            r"[^{]*(?:كتب|بقلم|إعداد|تحرير|حوار|حاور|الحوار|تحقيق|تقرير|مراسل|متابعة|ترجمة|الكاتب|المحرر|بواسطة|[Bb]y)",
            first,
        )
        else first
    )
    return text, core.format(**names).strip(" :-|") if "{n}" in first else None, second.format(**names)


def caption(draft: Draft) -> list[Row]:
    """Return a caption, with or without a credit."""
    rng = draft.rng
    roll = rng.random()
    if roll < 0.15:
        words = rng.choice(draft.article.paragraphs).split()
        first = rng.choice((0, 2, 4))
        text = " ".join(words[first : first + rng.randint(3, 10)]).strip('،.:؛"')
    elif roll < 0.4 and draft.shelf.teasers:
        text = " ".join(rng.choice(draft.shelf.teasers)[1].split()[: rng.randint(4, 14)]).strip('،.:؛"')
    else:
        text = draft.say("caption", city=rng.choice(CITIES))
    if rng.random() < 0.25:
        text += " " + draft.say("credit")
    return [("caption", text)]
