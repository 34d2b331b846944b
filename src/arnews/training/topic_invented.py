"""Headlines that nobody wrote, for an encoder to label: halves joined, words exchanged, a few words cut out.

In real texts most words stand in one kind of company, and a small network takes for a word's own what its company says.
Where companies are mixed, the encoder's answer tells the network which word it was (as Jiao et al., 2020, "TinyBERT",
exchange words of labelled texts).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from arnews.errors import DataError
from arnews.topics.words import words

__all__ = ["invented"]

_JOINED, _EXCHANGED = 0.35, 0.4  # shares of the first two kinds; the rest is cut out
_LABELLED = 0.45  # share of what is taken from the labelled headlines
_FROM_TEXTS = 0.6  # share of what is cut out of any text rather than of a headline
_CHANCE = 0.3  # that a word is exchanged
_SHORT = 3  # letters of a word that is never exchanged
_DAMPED = 0.5  # exponent of a word's frequency when it is drawn
_LONGEST = 22  # words
_PARTING = ':،.؟!»"'
_DRAWN_AT_ONCE = 100_000
_COUNTED = 150_000  # texts whose words are counted


def invented(
    labelled: Sequence[str], headlines: Sequence[str], texts: Sequence[str], many: int, *, seed: int
) -> list[str]:
    """Return headlines that nobody wrote.

    Parameters
    ----------
    labelled, headlines : sequence of str
        Labelled headlines, and those of raw news: what is joined and what words are exchanged in.
    texts : sequence of str
        Openings and sentences, of which some words are cut out as well.
    many : int
        How many to return.
    seed : int
        Seed of everything random.

    Raises
    ------
    DataError
        When there is no headline of three words.
    """
    draw = random.Random(seed)
    labelled = [line for line in labelled if len(line.split()) >= _SHORT]
    headlines = [line for line in headlines if len(line.split()) >= _SHORT]
    if not labelled and not headlines:
        raise DataError("no headline has three words; there is nothing to invent others from")
    exchanges = _Exchanges([*labelled, *headlines, *draw.sample(list(texts), min(len(texts), _COUNTED))], draw)

    def headline() -> list[str]:
        own = not headlines or (labelled and draw.random() < _LABELLED)
        return draw.choice(labelled if own else headlines).split()

    found: list[str] = []
    while len(found) < many:
        kind = draw.random()
        if kind < _JOINED:
            line = _part(headline(), draw) + _part(headline(), draw)
        elif kind < _JOINED + _EXCHANGED:
            line = [exchanges(word) if len(word) > _SHORT and draw.random() < _CHANCE else word for word in headline()]
        else:
            line = draw.choice(texts).split() if texts and draw.random() < _FROM_TEXTS else headline()
            length = draw.randint(3, 9)
            start = draw.randint(0, max(0, len(line) - length))
            line = line[start : start + length]
        text = " ".join(line[:_LONGEST])
        if words(text):
            found.append(text)
    return found


def _part(line: list[str], draw: random.Random) -> list[str]:
    """Return what stands before or behind a mark in the middle of a headline, or any place if it has none."""
    if len(line) < 6:
        return line
    marks = [at for at, word in enumerate(line[:-2], 1) if word[-1] in _PARTING and at > 1]
    at = draw.choice(marks or [draw.randint(2, len(line) - 2)])
    return draw.choice((line[:at], line[at:]))


class _Exchanges:
    """Words to put in place of others, the rarer more often than they are used."""

    def __init__(self, texts: Sequence[str], draw: random.Random) -> None:
        counts = Counter(word for text in texts for word in text.split())
        self._words = [word for word, count in counts.items() if count > 1 and len(word) > _SHORT]
        self._sums = list(accumulate(counts[word] ** _DAMPED for word in self._words))
        self._draw, self._drawn = draw, list[str]()

    def __call__(self, word: str) -> str:
        if not self._drawn:
            if not self._words:
                return word
            self._drawn = self._draw.choices(self._words, cum_weights=self._sums, k=_DRAWN_AT_ONCE)
        return self._drawn.pop()
