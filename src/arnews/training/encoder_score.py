"""Scores of names: strict span and label, optional names counted neither way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.doc import LABELS
from arnews.entities import Tagger
from arnews.entities.calibration import calibration_error
from arnews.entities.tagger import Mention
from arnews.training.entity_corpora import Example

__all__ = ["Outcome", "compare", "figures"]

Span = tuple[int, int, int]


class Outcome(NamedTuple):
    """What became of the names found, and how many were to be found.

    Attributes
    ----------
    labels : ndarray of int, shape (n_found,)
        Label of every name found that counts.
    scores : ndarray of float, shape (n_found,)
        Its score.
    hits : ndarray of bool, shape (n_found,)
        Whether span and label are those of a name.
    wanted : list of int
        How many names there are of each label.
    """

    labels: NDArray[np.int64]
    scores: NDArray[np.float64]
    hits: NDArray[np.bool_]
    wanted: list[int]


def compare(tagger: Tagger, examples: Sequence[Example], *, raw: bool = False) -> Outcome:
    """Tag `examples` and compare with their names."""
    labels, scores, hits = [], [], []
    wanted = [0] * len(LABELS)
    for start in range(0, len(examples), 64):
        batch = examples[start : start + 64]
        found = tagger.mentions([example.text for example in batch], raw=raw)
        for example, mentions in zip(batch, found, strict=True):
            names, optional = example.spans()
            gold = set(names)
            for _, _, label in gold:
                wanted[label] += 1
            spans = _widened(mentions, example.text) if example.whole_tokens else _plain(mentions)
            for span, score in spans.items():
                if span in gold or not any(span[0] < end and start < span[1] for start, end in optional):
                    labels.append(span[2])
                    scores.append(score)
                    hits.append(span in gold)
    return Outcome(np.array(labels, np.int64), np.array(scores, np.float64), np.array(hits, np.bool_), wanted)


def figures(outcome: Outcome) -> dict[str, float]:
    """Return precision, recall and F1 of every label and of all, and the calibration error."""
    result = {}
    for name, label in (("all", None), *((name, row) for row, name in enumerate(LABELS))):
        chosen = np.full(len(outcome.labels), True) if label is None else outcome.labels == label
        wanted = sum(outcome.wanted) if label is None else outcome.wanted[label]
        right, found = int(outcome.hits[chosen].sum()), int(chosen.sum())
        result[f"{name} precision"] = right / found if found else 0.0
        result[f"{name} recall"] = right / wanted if wanted else 0.0
        result[f"{name} F1"] = 2 * right / (found + wanted) if found + wanted else 0.0
    result["calibration error"] = calibration_error(outcome.scores, outcome.hits)
    return result


def _plain(mentions: Sequence[Mention]) -> dict[Span, float]:
    return {(mention.start, mention.end, mention.label): mention.score for mention in mentions}


def _widened(mentions: Sequence[Mention], text: str) -> dict[Span, float]:
    """Grow names to whole tokens, as CoNLL corpora mark them; equal ones are merged."""
    spans: dict[Span, float] = {}
    for mention in mentions:
        start = text.rfind(" ", 0, mention.start) + 1
        end = text.find(" ", mention.end)
        span = (start, len(text) if end < 0 else end, mention.label)
        spans[span] = max(spans.get(span, 0.0), mention.score)
    return spans
