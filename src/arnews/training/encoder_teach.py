"""Distillation: news without labels, read by an accurate model, learnt word by word."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from arnews.entities import Tagger
from arnews.entities.decoding import log_softmax
from arnews.entities.words import split_words
from arnews.training.encoder_base import Base
from arnews.training.encoder_examples import IGNORE, Item, encode
from arnews.training.entity_corpora import Part, read_raw

__all__ = ["Teaching"]


class Teaching:
    """Lines without labels, with the probabilities of accurate models.

    Parameters
    ----------
    taggers : sequence of Tagger
        Their log probabilities are averaged.
    raw : sequence of Path
        Texts, read again from the start when they end.
    lines : int
        How many texts an epoch takes.
    """

    def __init__(self, taggers: Sequence[Tagger], raw: Sequence[Path], lines: int) -> None:
        self.taggers = taggers
        self.lines = lines
        self.texts = self._endless(raw)

    def _endless(self, raw: Sequence[Path]) -> Iterator[str]:
        found = True
        while found:
            found = False
            for path in raw:
                for line in read_raw(path):
                    found = True
                    yield line

    def items(self, base: Base, limit: int, rng: random.Random) -> list[Item]:
        """Return the items of the next lines, in which no name is known and every word is taught."""
        texts = list(itertools.islice(self.texts, self.lines))
        answers = []
        for first in range(0, len(texts), 64):
            answers += self._read([split_words(text)[1] for text in texts[first : first + 64]])
        items = []
        for text, (tags, cuts) in zip(texts, answers, strict=True):
            probs, at = np.exp(tags), 0
            for item in encode([Part(text)], base.pieces, limit=limit, gazetteer=base.gazetteer):
                own = slice(at, at + len(item.first))
                begins = np.isin(tags[own].argmax(-1), (1, 3, 5))
                taught = np.where(begins, cuts[own].argmax(-1), IGNORE)
                items.append(item._replace(tags=np.full(len(item.first), IGNORE), cuts=taught, soft=probs[own]))
                at += len(item.first)
        rng.shuffle(items)
        return items

    def _read(self, lines: list[list[str]]) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """Return log probabilities of the tags and of the proclitics of every word, for each line."""
        answers = [tagger.encoder(lines) for tagger in self.taggers]
        return [
            (_mean([tags for tags, _ in line]), _mean([cuts for _, cuts in line]))
            for line in zip(*answers, strict=True)
        ]


def _mean(logits: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = np.mean([log_softmax(one) for one in logits], axis=0)
    return log_softmax(mean)
