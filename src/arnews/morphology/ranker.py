"""The right reading: scores of a word type first, of the word in its sentence second.

Both stages are log-linear models over a word's pairs (reading and tag) with hashed features. Stage one depends on
the word type alone and is computed once a type. Stage two adds what the neighbours' likeliest pairs of stage one
show, so that a whole batch of documents is scored in a few array operations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.candidates import Supplement
from arnews.morphology.features import Known

__all__ = ["Weights", "segment_softmax"]

Floats = NDArray[np.float32]


class Weights(NamedTuple):
    """What a model folder holds.

    Attributes
    ----------
    word, joint : ndarray of float32, shape (2**BITS,)
        Weights of stage one; weights of stage two (the features of stage one and of the context).
    tags : ndarray of bool, shape (kinds, tags)
        The tags that a kind of reading may have.
    known : Known
    supplement : Supplement
    lemma_key, lemma_count : ndarray of uint32, of uint8
        How often readers chose a vocalised lemma (2 to the power of the count), by hash.
    lemmas : tuple of str
        Lemma of each row of the supplement.
    temperature : float
        By which the scores of stage two are divided, so that they are calibrated.
    """

    word: Floats
    joint: Floats
    tags: NDArray[np.bool_]
    known: Known
    supplement: Supplement
    lemma_key: NDArray[np.uint32]
    lemma_count: NDArray[np.uint8]
    lemmas: tuple[str, ...]
    temperature: float

    @classmethod
    def unpack(cls, arrays: Mapping[str, NDArray[Any]], config: Mapping[str, Any]) -> Weights:
        """Rebuild the weights from the arrays and the settings of a model folder."""
        known = Known(*(arrays[name] for name in Known._fields))
        supplement = Supplement(*(arrays[f"supplement_{name}"] for name in Supplement._fields))
        scale = float(config["scale"])
        return cls(
            arrays["word"].astype(np.float32) * np.float32(scale),
            arrays["joint"].astype(np.float32) * np.float32(scale),
            arrays["tags"].astype(bool), known, supplement, arrays["lemma_key"], arrays["lemma_count"],
            tuple(config["supplement_lemmas"]), float(config["temperature"]),
        )  # fmt: skip


def segment_softmax(scores: Floats, edges: NDArray[np.intp]) -> Floats:
    """Return the softmax of each run ``edges[i]:edges[i + 1]``; no run is empty."""
    if not len(scores):
        return scores
    owner = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    top = np.maximum.reduceat(scores, edges[:-1])
    mass = np.exp(scores - top[owner])
    share: Floats = (mass / np.add.reduceat(mass, edges[:-1])[owner]).astype(np.float32)
    return share
