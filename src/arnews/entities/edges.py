"""Edges of a name inside its first and last word: proclitics and quote marks stay outside."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from arnews.entities.words import bare, keep_letters

__all__ = ["MAX_CUT", "proclitic", "trim"]

MAX_CUT = 3
"""Letters of the longest run of proclitics that is cut: ``ولل``."""

# The letters that may stand before a name, by how many they are. ل swallows the alef of the article (لل).
_PROCLITICS = (
    re.compile(""),
    re.compile("[وفبلكسأ]"),
    re.compile("[وفأ][بلكوفس]|لل"),
    re.compile("[وفأ](?:لل|[وف][بلك])"),
)
_OUTSIDE = re.compile(
    r"[\s\"'“”„‟‘’‚‛«»‹›()\[\]{}⟨⟩،؛,;:!؟?#_|*\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def proclitic(word: str, probs: NDArray[np.float32]) -> tuple[int, float]:
    """Return how many letters of a word to cut, and the probability of that.

    Parameters
    ----------
    word : str
        The first word of a name.
    probs : ndarray of float32, shape (4,)
        Probability of cutting 0, 1, 2 or 3 letters.

    Examples
    --------
    >>> proclitic("وباريس", np.array([0.1, 0.2, 0.6, 0.1], np.float32))[0]
    2
    >>> proclitic("باريس", np.array([0.4, 0.0, 0.6, 0.0], np.float32))[0]
    0
    """
    word = bare(word)
    legal = [
        size == 0 or (len(word) >= size + 2 and bool(_PROCLITICS[size].match(word))) for size in range(MAX_CUT + 1)
    ]
    weights = np.where(legal, probs, 0)
    size = int(weights.argmax())
    total = float(weights.sum())
    return (size, float(weights[size]) / total) if total > 0 else (0, 1.0)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the edges of a name without the quotes, brackets and signs around it.

    A bracket that closes inside the name stays. Returns an empty span where nothing is left.

    Examples
    --------
    >>> trim("«الأهلي»", 0, 8)
    (1, 7)
    """
    while start < end and _OUTSIDE.match(text[start]):
        start += 1
    while start < end and _OUTSIDE.match(text[end - 1]):
        if text[end - 1] == ")" and "(" in text[start:end]:
            break
        end -= 1
    return start, end


def skip_proclitic(text: str, start: int, end: int, letters: int) -> int:
    """Return where the name begins when `letters` of its first word are proclitics."""
    return keep_letters(text, start, end, letters) if letters else start
