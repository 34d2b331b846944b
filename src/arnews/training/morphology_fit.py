"""Fit both stages of the choice of readings: from nothing, or from weights that were fitted before.

Stage one is fitted to word types. Stage two sees neighbours as stage one reads them; so that it learns from
readings as wrong as they will be, each tenth of the documents is read by a stage one fitted to the others.
Weights that were fitted before can be moved by a few small steps instead: that takes no teacher, and minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.artifacts import load_model
from arnews.morphology.lexicon import load_lexicon
from arnews.morphology.ranker import segment_softmax
from arnews.training.loglinear import total
from arnews.training.morphology_corpus import Corpus, Extras, word_pieces
from arnews.training.morphology_soft import MOST, Taught, open_pairs
from arnews.training.morphology_stages import Read, fit_stage, mean, read_tokens, type_examples
from arnews.training.treebank import Sentence, same_cuts

__all__ = ["Fitted", "fitted", "moved"]

FOLDS = 10
ENCODER = "ner"
"""The shipped entity model whose encoder the teacher begins with."""
STEPS, NEAR = 2, 0.008
"""Passes and rate with which weights that were fitted before are moved: a third of the passes, a third of the rate."""
Rows = NDArray[np.intp]
Floats = NDArray[np.float32]


class Fitted(NamedTuple):
    """Weights of both stages, the temperature of the second, and the scores on what was held out."""

    word: Floats
    joint: Floats
    temperature: float
    scores: dict[str, float]


def fitted(
    corpus: Corpus, known: Extras, raw: Sequence[Sentence], settings: Mapping[str, Any], seeds: Sequence[int],
    teachers: Sequence[int], progress: Callable[[str], None],
) -> Fitted:  # fmt: skip
    """Fit both stages from nothing, with what teachers say of raw sentences."""
    folds = _folds(corpus, seeds[0])
    types = [type_examples(corpus, folds != fold) for fold in range(FOLDS)]
    taught = None
    if raw:
        stages = [fit_stage([part], settings) for part in types]
        taught = _taught(corpus, folds, stages, raw, known, teachers, progress)
    progress("fitting stage one")
    more = [] if taught is None else [taught.types()]
    stages = [fit_stage([part, *more], settings) for part in types]
    every = [type_examples(corpus, folds >= 0), *more]
    word = mean(fit_stage(every, {**settings, "seed": number}) for number in seeds)
    progress("fitting stage two")
    examples = [read_tokens(corpus, np.flatnonzero(folds == fold), stages[fold]) for fold in range(FOLDS)]
    parts = [part.examples for part in examples]
    more = [] if taught is None else [taught.tokens(stages[-1])]
    first = fit_stage([*parts[:-1], *more], settings)
    temperature, scores = _held_out(corpus, examples[-1], first)
    joint = mean(fit_stage([*parts, *more], {**settings, "seed": number}) for number in seeds)
    return Fitted(word, joint, temperature, scores)


def moved(
    corpus: Corpus, start: Sequence[Path], settings: Mapping[str, Any], progress: Callable[[str], None],
    *, rate: float = NEAR,
) -> Fitted:  # fmt: skip
    """Move the mean of other models by a few small steps."""
    models = [load_model(folder, task="morphology") for folder in start]
    word, joint = (
        mean(model.arrays[name] * np.float32(model.config["scale"]) for model in models) for name in ("word", "joint")
    )
    near = {**settings, "rate": rate, "epochs": STEPS}
    every = np.ones(len(corpus.types), bool)
    progress("moving stage one")
    first = fit_stage([type_examples(corpus, every)], {**near, "start": word})
    progress("moving stage two")
    tokens = read_tokens(corpus, np.flatnonzero(every), word)
    second = fit_stage([tokens.examples], {**near, "start": joint})
    return Fitted(first, second, float(models[0].config["temperature"]), {})


def _folds(corpus: Corpus, seed: int) -> Rows:
    names = sorted(set(corpus.docs))
    numbers = np.random.default_rng(seed).permutation(len(names)) % FOLDS
    fold = dict(zip(names, numbers.tolist(), strict=True))
    return np.array([fold[doc] for doc in corpus.docs], np.intp)


def _taught(
    corpus: Corpus, folds: Rows, stages: Sequence[Floats], raw: Sequence[Sentence], known: Extras, seeds: Sequence[int],
    progress: Callable[[str], None],
) -> Taught:  # fmt: skip
    """Return raw sentences as teachers read them that have not seen the documents of the last fold."""
    from arnews.training.encoder_base import from_model
    from arnews.training.morphology_teacher import Open, Teacher

    chances = [segment_softmax(total(stage, corpus.features), corpus.edges) for stage in stages]
    read: dict[int, Open] = {}
    for fold in range(FOLDS - 1):
        part = read_tokens(corpus, np.flatnonzero(folds == fold), stages[fold])
        for place, token in enumerate(part.tokens.tolist()):
            rows = slice(part.examples.edges[place], part.examples.edges[place + 1])
            pairs = part.pairs[rows]
            read[token] = Open(pairs, chances[fold][pairs], part.examples.right[rows])
    unlabelled = Corpus(raw, load_lexicon(), known)
    chance = segment_softmax(total(stages[-1], unlabelled.features), unlabelled.edges)
    words = np.flatnonzero((unlabelled.types > 0) & (unlabelled.types <= len(unlabelled.forms))).tolist()
    open_ = {token: open_pairs(unlabelled, token, chance) for token in words}
    none = np.zeros(MOST, np.float32)
    asked = {token: Open(pairs, chance[pairs], none[: len(pairs)]) for token, pairs in open_.items()}
    said: dict[int, Floats] = {}
    for number in seeds:
        teacher = Teacher(from_model(ENCODER), seed=number)
        teacher.learn(corpus, read, progress=progress)
        progress(f"reading {len(raw)} sentences of raw news")
        for token, share in teacher.read(unlabelled, asked).items():
            said[token] = (said.get(token, 0) + share / len(seeds)).astype(np.float32)
    return Taught(unlabelled, open_, said)


def _held_out(corpus: Corpus, part: Read, joint: Floats) -> tuple[float, dict[str, float]]:
    """Return the temperature that suits the held-out words best, and the scores on them."""
    edges, right = part.examples.edges, part.examples.right
    scores = total(joint, part.examples.features)
    owner = np.repeat(np.arange(len(part.tokens)), np.diff(edges))

    def loss(temperature: float) -> float:
        chance = segment_softmax((scores / temperature).astype(np.float32), edges)
        return float(-np.log(np.maximum(np.bincount(owner, chance * right), 1e-9)).mean())

    temperature = min((0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0), key=loss)
    order = np.lexsort((-scores, owner))
    best = part.pairs[order[edges[:-1]]]
    exact = right[order[edges[:-1]]].mean()
    words = [word for sentence in corpus.sentences for word in sentence.words]
    judged = Counter[str]()
    for pair, token in zip(best.tolist(), part.tokens.tolist(), strict=True):
        row, word = corpus.row[pair], words[token]
        form = corpus.forms[corpus.groups.word[row]]
        judged["cuts"] += same_cuts(
            word.segments, word_pieces(form, int(corpus.groups.cuts[row]), int(corpus.groups.enclitic[row]))
        )
    return temperature, {"reading": round(100 * float(exact), 2), "cuts": round(100 * judged["cuts"] / len(best), 2),
                         "log_loss": round(loss(temperature), 4), "temperature": temperature}  # fmt: skip
