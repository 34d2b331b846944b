"""Raw news as further training rows: articles that nobody labelled teach words that no labelled headline holds.

The model of headline and article knows the topic of an article better than a headline alone tells it. So its opinion of
a raw article becomes the label of the article's headline, of its opening words, and of words from later sentences.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.topics.calibration import softmax

if TYPE_CHECKING:
    from arnews.topics.fitting import BodyModel, HeadlineModel, Recipe

__all__ = ["Raw", "excerpts", "opinions", "with_raw"]

_SENTENCE = re.compile(r"(?<=[.!؟?؛])\s+|\n+|\.\.+")
_DATELINE = re.compile(r"[^:.،\n]{2,40}(?::| - |--)\s*")  # where and by whom, in front of the first sentence
_READ = 2_500  # letters of an article that excerpts are taken from
_FEWEST = 5  # words of a sentence worth an excerpt
_PER_ARTICLE = 4  # sentences of one article at most, besides its opening
_SHARPNESS = 4.0  # what held-out outlets asked for, between headlines (4.5) and articles (3.7)
_BOTH = 0.6  # two opinions that agree are surer than one, but not twice as sure
_LEAST = 0.01  # share of a topic that a hint does not name
_FAINT = 0.15  # smaller shares of a topic are dropped
_BATCH = 10_000  # articles scored at a time, for the memory's sake
# A headline says what an article is about, its opening mostly does, a sentence may be about anything.
WEIGHTS = (0.5, 0.3, 0.15)


class Raw(NamedTuple):
    """Articles without labels.

    Attributes
    ----------
    titles, bodies : sequence of str
        Headline and text of each; either may be empty.
    groups : sequence of str
        Outlet of each: where an outlet is held out, its raw articles are too.
    hints : sequence of mapping, optional
        Shares of topics that another model gives each article; empty where it gives none.
    """

    titles: Sequence[str]
    bodies: Sequence[str]
    groups: Sequence[str]
    hints: Sequence[Mapping[str, float]] | None = None

    def without(self, groups: set[str]) -> Raw:
        """Return the articles of other outlets, without hints: whatever gave them may have seen the outlets."""
        kept = [row for row, group in enumerate(self.groups) if group not in groups]
        titles, bodies, names = ([column[row] for row in kept] for column in (self.titles, self.bodies, self.groups))
        return Raw(titles, bodies, names)


def opinions(raw: Raw, recipe: Recipe, headline: HeadlineModel, body: BodyModel | None) -> NDArray[np.float32]:
    """Return the share of each topic in each article: as labelled where it was, else as the models find it."""
    from arnews.topics.fitting import joined

    parts = []
    for start in range(0, len(raw.titles), _BATCH):
        titles, bodies = raw.titles[start : start + _BATCH], raw.bodies[start : start + _BATCH]
        margins = headline.scorer(list(titles))[0] + headline.intercept
        margins[[not title.strip() for title in titles]] = 0
        rows = [] if body is None else [row for row, text in enumerate(bodies) if text.strip()]
        if body is not None and rows:
            margins[rows] += body.scorer([joined(titles[row], bodies[row]) for row in rows]) + body.intercept
        logs = margins * _SHARPNESS
        for row, hint in enumerate((raw.hints or ())[start : start + _BATCH]):
            if hint:
                known = np.array([hint.get(name, 0.0) for name in recipe.classes])
                logs[row] = _BOTH * (logs[row] + np.log(np.maximum(known, _LEAST)))
        parts.append(softmax(logs, 1.0))
    found = np.concatenate(parts) if parts else np.zeros((0, recipe.shares.shape[1]))
    found[found < _FAINT] = 0
    found /= np.maximum(found.sum(axis=1, keepdims=True), 1e-12)
    labelled = {title: row for row, title in enumerate(recipe.titles)}
    for place, title in enumerate(raw.titles):
        if title in labelled:
            found[place] = recipe.shares[labelled[title]]
    return found.astype(np.float32)


def excerpts(text: str, sentences: int, draw: random.Random) -> list[str]:
    """Return the opening of an article and words from some later sentences, each as long as a headline.

    Examples
    --------
    >>> excerpts("الرياض - فاز الفريق الأول في المباراة. وقال المدرب إن اللاعبين بذلوا كل جهد.", 1, random.Random(0))
    ['فاز الفريق الأول في المباراة.', 'وقال المدرب إن اللاعبين بذلوا كل جهد.']
    """
    parts = _SENTENCE.split(text[:_READ])
    dateline = _DATELINE.match(parts[0])
    if dateline and len(dateline.group().split()) <= 7:
        parts[0] = parts[0][dateline.end() :]
    words = [part.split() for part in parts]
    words = [part for part in words if len(part) >= _FEWEST]
    if not words:
        return []
    first, later = words[0], words[1:]
    length = draw.randint(8, 14)
    if len(first) > length + 6:
        later.insert(0, first[length:])
    lines = [first[:length]]
    for part in draw.sample(later, min(sentences, len(later))):
        length = draw.randint(7, 13)
        start = draw.randint(0, min(max(len(part) - length, 0), 6))
        lines.append(part[start : start + length])
    return [" ".join(line) for line in lines]


def with_raw(recipe: Recipe, raw: Raw, headline: HeadlineModel, body: BodyModel | None) -> Recipe:
    """Return the recipe for headlines with rows from raw articles added, as many of each topic as it allows."""
    most, seed = int(recipe.settings["raw_rows"]), int(recipe.settings["random_state"] or 0)
    shares = opinions(raw, recipe, headline, body)
    draw, known = random.Random(seed), set(recipe.titles)
    best = shares.argmax(axis=1)
    lines: list[tuple[str, int, float]] = []  # text, article, weight
    for topic in range(shares.shape[1]):
        articles = np.flatnonzero(best == topic).tolist()
        draw.shuffle(articles)
        titled = [row for row in articles if raw.titles[row].strip() and raw.titles[row] not in known]
        lines += [(raw.titles[row], row, WEIGHTS[0]) for row in titled[:most]]
        told = [row for row in articles if raw.bodies[row].strip()][:most]
        each = min(_PER_ARTICLE, -(-most // max(1, len(told))))
        for row in told:
            texts = excerpts(raw.bodies[row], each, draw)
            lines += [(text, row, WEIGHTS[1 + (place > 0)]) for place, text in enumerate(texts)]
    rows = [row for _, row, _ in lines]
    return recipe._replace(
        titles=[*recipe.titles, *(text for text, _, _ in lines)],
        bodies=None,
        shares=np.concatenate([recipe.shares, shares[rows]]),
        weight=np.concatenate([recipe.weight, [weight for _, _, weight in lines]]),
    )
