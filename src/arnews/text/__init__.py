"""Words and sentences with exact offsets."""

from __future__ import annotations

import numpy as np

from arnews.doc import Layout
from arnews.text.sentences import split_sentences
from arnews.text.tokens import tokenize

__all__ = ["layout", "split_sentences", "tokenize"]


def layout(text: str) -> Layout:
    """Return the words and sentences of `text` as the other estimators take them.

    A boundary that would fall inside a token moves in front of it, so a token lies in one sentence.

    Examples
    --------
    >>> layout("قال نعم. ومضى.").sent_tokens.tolist()
    [[0, 3], [3, 5]]
    """
    tokens = tokenize(text)
    sents = split_sentences(text)
    if len(tokens) and len(sents) > 1:
        sents = _outside_tokens(sents, tokens)
    return Layout(text, tokens, sents, np.searchsorted(tokens[:, 0], sents, side="left").astype(np.int32))


def _outside_tokens(sents: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """Join sentences whose common edge lies inside a token."""
    edges = sents[1:, 0]
    holder = np.searchsorted(tokens[:, 0], edges, side="right") - 1
    inside = (holder >= 0) & (tokens[holder, 0] < edges) & (edges < tokens[holder, 1])
    if not inside.any():
        return sents
    keep = np.concatenate([[True], ~inside])
    starts = sents[keep, 0]
    ends = np.append(sents[np.flatnonzero(keep)[1:] - 1, 1], sents[-1, 1])
    return np.stack([starts, ends], axis=1).astype(np.int32)
