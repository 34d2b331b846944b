"""The outlet and the writer of an HTML page."""

from __future__ import annotations

import re
from collections import defaultdict

from arnews.dates import find_days
from arnews.page import cues
from arnews.page.context import Context
from arnews.page.html_body import OFF, Evidence
from arnews.page.html_meta import Claims
from arnews.page.html_title import bars, key_of
from arnews.page.html_tree import Tree
from arnews.page.lines import fold_page
from arnews.page.source import PUBLISHED_IN, find_source
from arnews.patterns import pattern

__all__ = ["find_byline", "name_outlet"]

_ARABIC = pattern("[\u0621-\u064a]{2}")
_DOMAIN = pattern(r"^(?:https?://)?(?:www\.)?[a-z0-9.-]+\.[a-z]{2,6}/?$", re.IGNORECASE)
_NO_NAME = pattern(
    r"^(?:admin|administrator|editor|super user|superuser|user|root|webmaster|author|unknown|none|null|محرر|المحرر|ادمن|الادمن|مدير|المدير|مدير الموقع|اداره الموقع|فريق التحرير|.*@.*|https?:.*|www\..*)$",
    re.IGNORECASE,
)
_POSTED = pattern(
    r"^(?:(?:مرسله|نشرت?|تم النشر|ارسلت?|اضيفت?|اضافه|كتبت?|كتبه|كتبها|الكاتب)\s*)?(?:بواسطه|من قبل|من طرف)\s*[:：]?\s*|^(?:كتبه|كتبها|يكتبها?|الناشر)\s*[:：]?\s+"
)
_WEEKDAY = pattern(
    r"(?<!\w)(?:في|فى|يوم|بتاريخ|منذ|السبت|الأحد|الاحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|\d{1,2}:\d\d)[\s،,:|-]*$"
)
_DIGIT = pattern(r"\d")
_KIND = pattern(r"^(?:صحيفه|جريده|موقع|شبكه|بوابه|قناه)\s+")


_SURE = 7.5
"""More than what the page's text alone could outvote."""


class _Votes:
    def __init__(self) -> None:
        self.weights: defaultdict[str, float] = defaultdict(float)
        self.names: dict[str, str] = {}

    def add(self, name: str, weight: float) -> None:
        name = name.strip(" |-–—:.،")
        key = _KIND.sub("", key_of(name))
        if not key or len(name) > 60 or key.count(" ") > 6:
            return
        self.names.setdefault(key, name)
        self.weights[key] += weight * (0.4 if _DOMAIN.match(name) else 1.0)

    def weight(self, name: str) -> float:
        return self.weights[_KIND.sub("", key_of(name))]

    def best(self) -> str | None:
        if not self.weights:
            return None
        ranked = sorted(self.weights, key=lambda key: -self.weights[key])
        for key in ranked:  # the page is Arabic: its outlet's Arabic name before the Latin one
            if _ARABIC.search(self.names[key]) and self.weights[key] >= 0.4 * self.weights[ranked[0]]:
                return self.names[key]
        return self.names[ranked[0]]


def name_outlet(tree: Tree, claims: Claims, title: str | None, page: Context) -> str | None:
    """Return the outlet: an aggregator's paper, else what metadata, window title, logo and copyright line say most."""
    for line in page.lines:
        if len(line.words) <= 16 and PUBLISHED_IN.match(line.fold) and (named := find_source(page, None)):
            return named
    votes = _Votes()
    for name, weight in claims.sites:
        votes.add(name, weight)
    _vote_titles(votes, claims, title)
    for image in tree.root.iter("img"):
        text = image.get("alt") or ""
        if (
            "logo" in f"{image.get('src', '')} {image.get('class', '')} {image.get('id', '')}".lower()
            and 2 <= len(text) <= 40
        ):
            votes.add(text, 1.5)
    best = votes.best()
    if best is not None and votes.weight(best) >= _SURE and _ARABIC.search(best):
        return best
    if (said := find_source(page, None)) is not None:
        votes.add(said, 2.5)
    return votes.best()


def _vote_titles(votes: _Votes, claims: Claims, title: str | None) -> None:
    """Count what stands before or behind the title in the metadata."""
    if title is None:
        return
    own = key_of(title)
    for claim, weight in ((claims.tab, 3.0), *((text, 1.5) for text in claims.titles[:3])):
        for start, end in bars(claim):
            if key_of(claim[:start]) == own or (start > 15 and own.startswith(key_of(claim[:start]))):
                votes.add(_outer(claim[end:], last=True), weight)
            elif key_of(claim[end:]) == own:
                votes.add(_outer(claim[:start], last=False), weight)


def _outer(text: str, *, last: bool) -> str:
    """Return the outlet of «القسم | الصحيفة»: the outermost piece."""
    gaps = bars(text)
    if not gaps:
        return text
    return text[gaps[-1][1] :] if last else text[: gaps[0][0]]


def _label_of(fold: str) -> int:
    """Return where «نشر بواسطة», «كتب» or their kin end, 0 where the line opens with none."""
    posted = _POSTED.match(fold)
    return posted.end() if posted is not None else cues.WRITER.match(fold)


def _signed(fold: str) -> bool:
    return not fold.startswith("تصوير") and _label_of(fold) > 0


def _as_name(text: str, source: str | None) -> str | None:
    fold = fold_page(text)
    name = " ".join(text.split()[len(fold[: _label_of(fold)].split()) :])
    for day in reversed(list(find_days(name))):
        name = name[: day.start_char]
    while found := _WEEKDAY.search(name):
        name = name[: found.start()]
    name = re.split(r"\s+[|–—-]\s*$|\s*\|", name)[0].strip(" :-–|،,")
    key = key_of(name)
    if not key or not 1 <= len(key.split()) <= 7 or _DIGIT.search(key) or _NO_NAME.match(fold_page(name.strip())):
        return None
    return None if source and key == key_of(source) else name


def _before_day(text: str) -> str | None:
    """Return the name of «الاسم | التاريخ»."""
    day = next(iter(find_days(text)), None)
    name = text[: day.start_char] if day is not None else ""
    name = _WEEKDAY.sub("", name).strip(" -–—|،,:")
    fold = fold_page(name)
    plain = 2 <= len(fold.split()) <= 4 and not cues.PUBLISHED.search(fold) and not cues.UPDATED.search(fold)
    return name if plain and fold not in cues.SECTION and not cues.OWN.search(fold) else None


def find_byline(
    tree: Tree, claims: Claims, zone: range, known: Evidence, body: set[int], source: str | None
) -> str | None:
    """Return the writer: as the article's header or foot names him, else as the metadata does."""
    for at in zone:
        text = tree.blocks[at].text
        if (
            at not in body
            and len(text) < 90
            and not tree.blocks[at].flags & OFF
            and _signed(fold_page(text))
            and (name := _as_name(text, source))
        ):
            return name
    for mark in tree.marks:
        if mark.what == "author" and mark.block in zone and mark.block not in body:
            text = " ".join(" ".join(mark.element.itertext()).split())
            if 3 <= len(text) < 90 and (name := _as_name(text, source)):
                return name
    for claim in claims.authors:
        if name := _as_name(claim, source):
            return name
    first = min(body, default=0)
    for at in zone:  # a bare name between title and article that no markup calls a writer
        block = tree.blocks[at]
        bare = at < first and known.roles.get(at) == "byline" and at not in known.dated and not known.cues.get(at)
        if at < first and at in known.dated and (name := _before_day(block.text)):
            return _as_name(name, source)
        if (
            bare
            and 1 <= block.text.count(" ") <= 4
            and not block.flags & OFF
            and (name := _as_name(block.text, source))
        ):
            return name
    return None
