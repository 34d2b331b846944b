"""One made-up page in the making: its site, its article, and the headlines that it has used."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field

from arnews.training.page_articles import Article, Shelf
from arnews.training.page_dates import write_date
from arnews.training.page_sites import Site, make_person
from arnews.training.page_words import phrase

__all__ = ["Draft", "Row", "cut"]

Row = tuple[str, str]
"""Role of a line, and its text."""


@dataclass
class Draft:
    """One page in the making."""

    rng: random.Random
    site: Site
    article: Article
    shelf: Shelf
    today: datetime.date
    used: list[str] = field(default_factory=list)
    """Headlines of other articles, as they stand on the page."""
    named: bool = False
    """The page says which outlet it is from."""
    stock: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        count = min(70, len(self.shelf.headlines))
        picked = self.rng.sample(self.shelf.headlines, count)
        self.stock = [headline for headline in picked if headline != self.article.title]

    def say(self, kind: str, **names: object) -> str:
        """Make a text of the grammar's kind, spelt as the site spells."""
        site = self.site
        given: dict[str, object] = {
            "site": site.name,
            "owner": site.owner,
            "city": site.city,
            "country": site.country,
            "year": self.today.year,
            "section": self.rng.choice(site.menu),
            "person": make_person(self.rng),
            "second": make_person(self.rng),
            **names,
        }
        return site.vary(phrase(self.rng, kind, **given))

    def label(self, kind: str) -> str:
        """Return the site's own label of a block; now and then another one, so that no wording is certain."""
        return (
            self.site.vary(self.site.words[kind])
            if self.rng.random() < 0.9
            else self.say("most" if kind == "latest" else kind)
        )

    def heads(self, count: int) -> list[str]:
        """Take headlines of other articles."""
        stock = self.stock
        if self.site.rare["realshort"] < 0.3 and self.rng.random() < 0.7:
            short = [headline for headline in stock if len(headline.split()) <= 6]
            if len(short) >= count:
                stock = short[:count]
                self.stock = [headline for headline in self.stock if headline not in stock]
        taken = [stock.pop() for _ in range(min(count, len(stock)))]
        if self.rng.random() < 0.08:
            taken = [cut(self.rng, headline) for headline in taken]
        elif self.site.rare["shorthead"] < 0.42:
            taken = [shortened(self.rng, headline) for headline in taken]
        self.used.extend(taken)
        return taken

    def side_date(self) -> str:
        """Write the date of another article."""
        day = self.today - datetime.timedelta(self.rng.choice((0, 0, 1, 1, 2, 3, 7, 40, 400, 1100)))
        if self.rng.random() < 0.12:
            return self.rng.choice(("منذ ساعة", "قبل ساعتين", "منذ 3 أيام", "منذ يوم واحد", "أمس", "قبل 20 دقيقة"))
        return write_date(day, self.site.side_form, self.rng, digits=self.site.digits)


def cut(rng: random.Random, headline: str) -> str:
    """Cut a long headline off with dots."""
    words = headline.split()
    return " ".join(words[: rng.randint(5, 9)]) + rng.choice(("...", "…", "..")) if len(words) > 9 else headline


def shortened(rng: random.Random, headline: str) -> str:
    """Return the first words of a headline, as the headlines of columns are: two to five words."""
    words = headline.split()
    return " ".join(words[: rng.randint(2, 5)]).strip('،.:؛"«»“”-') or headline if rng.random() < 0.5 else headline
