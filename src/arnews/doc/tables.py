"""The columns of a document: what the estimators give back and the views read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["LABELS", "EntityTable", "Layout", "Reading", "Readings", "TopicTable", "frozen"]

LABELS = ("PER", "LOC", "ORG")
"""Entity labels; the `labels` column of an `EntityTable` holds positions in this tuple."""

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


def frozen(values: Any, dtype: Any, shape: tuple[int, ...] = (-1,)) -> NDArray[Any]:
    """Return `values` as a read-only array of its own."""
    array = np.array(values, dtype=dtype).reshape(shape)
    array.flags.writeable = False
    return array


class Layout(NamedTuple):
    """What an estimator of words or names sees of one document.

    Attributes
    ----------
    text : str
        The raw text.
    tokens : ndarray of int32, shape (n_tokens, 2)
        Start and end of every token, half-open code points of `text`.
    sents : ndarray of int32, shape (n_sents, 2)
        Start and end of every sentence, half-open code points.
    sent_tokens : ndarray of int32, shape (n_sents, 2)
        First token of every sentence and the one after its last.
    """

    text: str
    tokens: Ints
    sents: Ints
    sent_tokens: Ints


class EntityTable(NamedTuple):
    """The entities of one document, sorted, without overlap.

    Attributes
    ----------
    starts, ends : ndarray of int32, shape (n,)
        Half-open code points of the raw text.
    labels : ndarray of uint8, shape (n,)
        Positions in `LABELS`.
    scores : ndarray of float32, shape (n,)
        Calibrated probabilities that span and label are right.
    names : ndarray of int32, shape (n,)
        Row of the entity whose text is the fullest form of the same bearer; its own row when there is none.
    """

    starts: Ints
    ends: Ints
    labels: NDArray[np.uint8]
    scores: Floats
    names: Ints


class TopicTable(NamedTuple):
    """The probability of every topic, in the order of `names`."""

    names: tuple[str, ...]
    scores: Floats


class Reading(NamedTuple):
    """One reading of a word type, apart from any text.

    Attributes
    ----------
    lemma, root, pos, upos, diac, gloss : str
        `pos` in CAMeL's names, `upos` in Universal Dependencies'; empty where unknown.
    feats : tuple of (str, str)
        Universal Dependencies' features, sorted by name.
    cuts : tuple of (int, int)
        Half-open code points of the clitics and the stem inside the word, in order.
    """

    lemma: str
    root: str
    pos: str
    upos: str
    diac: str
    gloss: str
    feats: tuple[tuple[str, str], ...]
    cuts: tuple[tuple[int, int], ...]


class Readings(NamedTuple):
    """The ranked readings of every token of one document.

    Attributes
    ----------
    words : ndarray of int32, shape (n_tokens,)
        Row in `types` of the word type of each token.
    offsets : ndarray of int32, shape (n_tokens + 1,)
        The readings of token ``i`` are ``offsets[i]:offsets[i + 1]`` in `choices` and `scores`.
    choices : ndarray of uint16, shape (n_readings,)
        Position of a reading in ``types[word]``, best first within a token.
    scores : ndarray of float32, shape (n_readings,)
        Probability of each reading; sums to 1 over a token.
    types : sequence of sequences of Reading
        The readings of each word type. May build them only when asked and may be shared by many
        documents: `compact` makes it small and its own.
    """

    words: Ints
    offsets: Ints
    choices: NDArray[np.uint16]
    scores: Floats
    types: Sequence[Sequence[Reading]]

    def compact(self) -> Readings:
        """Return the same readings with only the word types of this document, all of them built."""
        used, words = np.unique(self.words, return_inverse=True)
        types = tuple(tuple(self.types[row]) for row in used.tolist())
        return self._replace(words=words.astype(np.int32).reshape(-1), types=types)
