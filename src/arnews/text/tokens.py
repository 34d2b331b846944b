"""Tokens with offsets, on CAMeL Tools' word tokenizer.

CAMeL's tokenizer cuts at white space, punctuation, symbols and emoji, and returns strings. Here every stretch
without white space goes through it once, its pieces are mapped back to offsets, and three things that
readers of news expect are added: a number with inner marks stays one token (``3.5``, ``1,250``), a change of
script cuts (``ب4``, ``Aمصر``), and invisible format characters at the edge of a token belong to no token.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from arnews.errors import require_str

__all__ = ["tokenize"]

_STRETCH = re.compile(r"\S+")
_LONG = 200
"""Stretches of more characters are tokenized anew each time instead of being remembered."""

# One run of Arabic letters with their marks, tatweel and presentation forms; a number with inner . , ٫ ٬;
# a run of other letters with their marks; or whatever else CAMeL kept together.
_ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u0870-\u088e\u0890-\u08ff\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
_FORMAT = "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)+")
_RUNS = re.compile(rf"[{_ARABIC}][{_ARABIC}{_FORMAT}]*|\d+|(?:[^\W\d_{_ARABIC}]|[\u0300-\u036f])+|.", re.DOTALL)
_EDGE = re.compile(rf"[{_FORMAT}]")


def tokenize(text: str) -> NDArray[np.int32]:
    """Return the tokens of `text`.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    ndarray of int32, shape (n_tokens, 2)
        Start and end of every token, half-open code points, in order. Everything outside is white space
        or an invisible format character.

    Examples
    --------
    >>> text = "ارتفع 3.5% في ب4."
    >>> [text[start:end] for start, end in tokenize(text)]
    ['ارتفع', '3.5', '%', 'في', 'ب', '4', '.']
    """
    require_str("text", text)
    edges: list[int] = []
    for match in _STRETCH.finditer(text):
        start, stretch = match.start(), match[0]
        cuts = _known(stretch) if len(stretch) <= _LONG else _cuts(stretch)
        edges.extend([start + cut for cut in cuts])
    return np.array(edges, np.int32).reshape(-1, 2)


def _cuts(stretch: str) -> tuple[int, ...]:
    """Return start, end, start, end … of the tokens of a stretch without white space."""
    if stretch.isalpha() and _RUNS.fullmatch(stretch):
        return (0, len(stretch))  # one script and no mark: nothing for CAMeL's tokenizer to cut
    from camel_tools.tokenizers.word import simple_word_tokenize

    numbers = {match.start(): match.end() for match in _NUMBER.finditer(stretch)}
    pieces, position, done = [], 0, 0
    for piece in simple_word_tokenize(stretch, split_digits=True):
        start, position = position, position + len(piece)
        if start < done:
            continue
        done = numbers.get(start, position)
        pieces.append((start, done))
    return tuple(edge for start, end in pieces for edge in _runs(stretch, start, end))


def _runs(stretch: str, start: int, end: int) -> list[int]:
    piece = stretch[start:end]
    if end - start == 1 or not any(c.isalnum() or _EDGE.match(c) for c in piece) or _NUMBER.fullmatch(piece):
        spans = [(start, end)]  # a mark, an emoji sequence, a number
    else:
        spans = [(start + run.start(), start + run.end()) for run in _RUNS.finditer(piece)]
    kept = []
    for first, last in spans:
        while first < last and _EDGE.match(stretch, first):
            first += 1  # noqa: PLW2901 - the edge moves inwards
        while first < last and _EDGE.match(stretch, last - 1):
            last -= 1  # noqa: PLW2901 - the edge moves inwards
        if first < last:
            kept += [first, last]
    return kept


_known = lru_cache(maxsize=1 << 17)(_cuts)
