"""From labelled headlines and raw news to the network that reads headlines in doubt.

An encoder that is far too slow to ship is fine-tuned on the labelled headlines and asked about the headlines, openings
and sentences of raw news, and about headlines that nobody wrote; a small network learns what it says. How much the
network counts beside the linear model is measured on half of the outlets, by an encoder and a network that saw nothing
of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from arnews.entities.pieces import UNKNOWN, Pieces
from arnews.entities.words import bare, split_words
from arnews.errors import DataError
from arnews.topics import TopicClassifier
from arnews.topics.calibration import fit_sharpness, softmax
from arnews.topics.context import ContextModel, ContextScorer
from arnews.topics.network import Network
from arnews.topics.raw import Raw, excerpts
from arnews.topics.words import words
from arnews.training import topic_student, topic_teacher
from arnews.training.encoder import Arrays
from arnews.training.topic_invented import invented

__all__ = ["Settings", "Start", "Task", "add_context", "balanced", "from_e5", "parts_of"]

Progress = Callable[[str], None]
Floats = NDArray[np.float32]

_SENTENCES = 2  # of an article, besides its opening
_RARE = 0.4  # exponent by which rare topics weigh more
_READ_TWICE = 2.0  # weight of a headline that was read, beside one the teacher labels
_INVENTED = 0.6  # weight of one that nobody wrote
_ASKED_AT_ONCE = 8_000
_FIRST_GUESS = (0.5, 0.5)
_HARD = 0.02  # weight of a headline that was chosen for being hard, when both models are weighed
_PULL = 0.2  # of the constants to nothing


class Start(NamedTuple):
    """Where the encoder begins."""

    pieces: Pieces
    weights: Arrays
    heads: int


class Settings(NamedTuple):
    """How the network comes about.

    Attributes
    ----------
    texts : int
        Texts of raw news that the encoder labels at most.
    invented : float
        Headlines that nobody wrote (`arnews.training.topic_invented.invented`) for each of these texts.
    unsure : float
        Headlines whose likeliest topic has a lower probability by the linear model will be read by the network.
    teacher, student
        Schedules and sizes of encoder and network.
    """

    texts: int = 330_000
    invented: float = 1.5
    unsure: float = 0.9
    teacher: topic_teacher.Settings = topic_teacher.Settings()
    student: topic_student.Settings = topic_student.Settings()


SHIPPED = Settings()
"""How the shipped network came about."""


class Task(NamedTuple):
    """What the network learns from.

    Attributes
    ----------
    headlines : sequence of str
        Labelled headlines; those from number `scored` on are never held out.
    shares, weight : ndarray
        Share of each topic in each headline, and its weight.
    groups : sequence of str
        Outlet of each of the first `scored` headlines.
    accepted : ndarray of bool, shape (n_scored, n_classes)
        Which topics are acceptable.
    ordinary : ndarray of bool, shape (n_scored,)
        Which headlines were not chosen for being hard: on them the two models are weighed.
    raw : Raw
        Raw articles.
    bits, lengths
        Hashes and lengths of pieces of words, as the classifier has them.
    """

    headlines: Sequence[str]
    shares: Floats
    weight: Floats
    groups: Sequence[str]
    accepted: NDArray[np.bool_]
    ordinary: NDArray[np.bool_]
    raw: Raw
    bits: int
    lengths: tuple[int, int]

    @property
    def scored(self) -> int:
        """Headlines that may be held out."""
        return len(self.groups)


def from_e5(texts: Sequence[str]) -> Start:
    """Return multilingual-e5-small with the pieces that `texts` need."""
    from arnews.training import encoder_e5

    pieces, weights = encoder_e5.prune(encoder_e5.load(), (word for text in texts for word in split_words(text)[1]))
    return Start(pieces, weights, encoder_e5.HEADS)


def add_context(
    classifier: TopicClassifier,
    task: Task,
    *,
    start: Callable[[Sequence[str]], Start] = from_e5,
    settings: Settings = SHIPPED,
    seed: int = 0,
    progress: Progress = lambda _: None,
) -> Floats:
    """Train a network for a fitted classifier, and give it to the classifier.

    Parameters
    ----------
    classifier : TopicClassifier
        Fitted on `task`, with `held_out_decision_`.
    task : Task
        What is learnt from.
    start : callable
        Takes texts, returns where the encoder begins.
    settings : Settings
        How the network comes about.
    seed : int
        Seed of everything random.
    progress : callable
        Gets a line of text now and then.

    Returns
    -------
    ndarray of float32, shape (n_scored, n_classes)
        Margins of the headlines that were held out, by both models together, weighed on other outlets among them; nan
        where a headline was not held out.
    """
    heard = _heard(task.raw, settings.texts, seed)
    begin = start([*task.headlines, *(part.text for part in heard)])
    test = _half(task.groups)
    kept = np.setdiff1d(np.arange(len(task.headlines)), test)
    away = {str(task.groups[row]) for row in test}
    others = [part for part in heard if part.outlet not in away]
    progress(f"without {len(away)} outlets, to weigh the network: {len(kept):,} headlines, {len(others):,} texts")
    network = _network(task, kept, others, begin, settings, seed, progress)
    lines = [task.headlines[row] for row in test]
    scorer = ContextScorer(network, task.bits, task.lengths)
    known = classifier.held_out_decision_[test]
    sharp = classifier.sharpness_
    model = ContextModel(scorer, settings.unsure, *_FIRST_GUESS)
    asked = np.flatnonzero(model.is_asked(known, sharp))
    logits = scorer([lines[row] for row in asked])
    rows = test[asked]
    weighed = _weigh(known[asked] * sharp, logits, task.shares[rows], task.accepted[rows], task.ordinary[rows])
    model = model._replace(linear=weighed.linear, context=weighed.context)
    progress(
        f"of {len(test):,} held-out headlines {len(asked):,} are in doubt; weights {weighed.linear:.2f} and "
        f"{weighed.context:.2f}, added {np.round(weighed.shift, 2).tolist()}"
    )
    margins = np.full((task.scored, known.shape[1]), np.nan, np.float32)
    margins[test] = known
    groups = [task.groups[row] for row in rows]
    for fitted, scored in _apart(groups):  # what is scored is not what the weights were fitted on
        other = _weigh(
            known[asked][fitted] * sharp, logits[fitted], task.shares[rows[fitted]], task.accepted[rows[fitted]],
            task.ordinary[rows[fitted]],
        )  # fmt: skip
        part = model._replace(linear=other.linear, context=other.context)
        mixed = part.linear * known[asked][scored] + part.factor(sharp) * (logits[scored] + other.shift)
        margins[rows[scored]] = mixed
    progress("with all outlets")
    final = _network(task, np.arange(len(task.headlines)), heard, begin, settings, seed, progress)
    final.top[-1] += weighed.shift
    classifier._context = model._replace(scorer=ContextScorer(final, task.bits, task.lengths))
    return margins


class _Part(NamedTuple):
    """A headline, an opening or a sentence of a raw article."""

    text: str
    outlet: str
    is_headline: bool


def _heard(raw: Raw, most: int, seed: int) -> list[_Part]:
    """Return headlines, openings and later sentences of articles in random order."""
    draw = random.Random(seed)
    found = []
    for title, body, outlet in zip(raw.titles, raw.bodies, raw.groups, strict=True):
        found += [_Part(part, str(outlet), part is title) for part in parts_of(title, body, draw)]
    if not found:
        raise DataError("the network learns from raw news; give --raw")
    draw.shuffle(found)
    return found[:most]


def parts_of(title: str, body: str, draw: random.Random) -> list[str]:
    """Return the headline of an article, its opening, and words of two later sentences, as far as they have words."""
    parts = [title, *(excerpts(body, _SENTENCES, draw) if body.strip() else ())]
    return [part for part in parts if words(part)]


def _half(groups: Sequence[str]) -> NDArray[np.int64]:
    """Return the rows of half of the outlets."""
    names = np.array([str(group) for group in groups])
    if len(np.unique(names)) < 2:
        raise DataError("the network is weighed on outlets that are held out; give rows of two outlets at least")
    _, test = next(iter(GroupKFold(2).split(names, groups=names)))
    return np.asarray(test)


def _apart(groups: Sequence[str]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return rows to weigh both models on, and rows of other outlets to score; the same where there is one outlet."""
    names = np.array([str(group) for group in groups])
    folds = min(5, len(np.unique(names)))
    every = np.arange(len(names))
    return list(GroupKFold(folds).split(every, groups=names)) if folds > 1 else [(every, every)]


def _network(
    task: Task,
    rows: NDArray[np.int64],
    heard: Sequence[_Part],
    start: Start,
    settings: Settings,
    seed: int,
    progress: Progress,
) -> Network:
    """Fine-tune an encoder on some of the labelled headlines, and teach a network what it says of texts."""
    rows = np.array([row for row in rows if words(task.headlines[row])], np.int64)
    lines, shares = [task.headlines[row] for row in rows], task.shares[rows]
    teacher = topic_teacher.fine_tune(
        lines, shares, balanced(task.weight[rows], shares), pieces=start.pieces, weights=start.weights,
        heads=start.heads, settings=settings.teacher, seed=seed, progress=progress,
    )  # fmt: skip
    texts = [part.text for part in heard]
    if settings.invented:
        headlines = [part.text for part in heard if part.is_headline]
        others = [part.text for part in heard if not part.is_headline]
        texts += invented(lines, headlines, others, round(settings.invented * len(heard)), seed=seed)
    said = []
    for first in range(0, len(texts), _ASKED_AT_ONCE):
        said.append(teacher(texts[first : first + _ASKED_AT_ONCE]))
        progress(f"the encoder has read {min(first + _ASKED_AT_ONCE, len(texts)):,} of {len(texts):,} texts")
    every = np.concatenate([*said, shares])
    counted = np.repeat(np.array([1, _INVENTED], np.float32), [len(heard), len(texts) - len(heard)])
    weight = np.concatenate([counted, _READ_TWICE * task.weight[rows]])
    table = start.weights["emb.weight"]

    def vectors(forms: Sequence[str]) -> Floats:
        cut = [start.pieces(bare(form) or form) or (UNKNOWN,) for form in forms]
        return np.stack([table[list(pieces)].mean(axis=0) for pieces in cut])

    return topic_student.distil(
        [*texts, *lines], every, balanced(weight, every), settings=settings.student, seed=seed, progress=progress,
        vectors=vectors, bits=task.bits, lengths=task.lengths,
    )  # fmt: skip


def balanced(weight: Floats, shares: Floats) -> Floats:
    """Return weights in which rare topics count more, 1 in the mean."""
    common = (weight @ shares) / weight.sum()
    weight = weight * (shares @ ((common.mean() / np.maximum(common, 1e-6)) ** _RARE))
    result: Floats = (weight / weight.mean()).astype(np.float32)
    return result


class _Weighed(NamedTuple):
    """How much both models count, and what is added to the logits of the network."""

    linear: float
    context: float
    shift: Floats


def _weigh(
    linear: NDArray[Any], logits: Floats, shares: Floats, accepted: NDArray[np.bool_], rows: NDArray[np.bool_]
) -> _Weighed:
    """Return the weights of both models, and a constant for each topic, under which the shares of topics are likeliest.

    Both models were fitted so that rare topics count more; the constants give back a part of what common ones lost.
    Rows that were chosen for being hard count little. All is scaled so that the top probability is the chance that the
    top topic of ordinary `rows` is acceptable.
    """
    known, n_classes = np.flatnonzero(shares.sum(axis=1)), shares.shape[1]
    if not len(known):
        return _Weighed(*_FIRST_GUESS, np.zeros(n_classes, np.float32))
    weight = np.where(rows, 1.0, _HARD)[known]
    weight /= weight.sum()
    one, other, right = linear[known], logits[known], shares[known]

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = softmax(one * values[0] + other * values[1] + values[2:], 1.0)
        slope = weight[:, None] * (scores - right)
        found = (
            -(weight * (right * np.log(np.clip(scores, 1e-9, 1))).sum(axis=1)).sum() + _PULL * (values[2:] ** 2).sum()
        )
        of_weights = [(slope * one).sum(), (slope * other).sum()]
        return float(found), np.concatenate([of_weights, slope.sum(axis=0) + 2 * _PULL * values[2:]])

    start = np.concatenate([_FIRST_GUESS, np.zeros(n_classes)])
    bounds = [(0.0, 4.0), (0.05, 4.0)] + [(None, None)] * n_classes
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    fitting = rows if rows.any() else np.ones(len(rows), bool)
    mixed = linear * best[0] + logits * best[1] + best[2:]
    sharp = fit_sharpness(mixed[fitting], accepted[fitting])
    shift = ((best[2:] - best[2:].mean()) / best[1]).astype(np.float32)
    return _Weighed(float(best[0] * sharp), float(best[1] * sharp), shift)
