"""Examples as the encoder learns them: pieces, tags and proclitics of words, topics of lines."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.doc import LABELS
from arnews.entities.edges import MAX_CUT
from arnews.entities.gazetteer import MARKS, Gazetteer
from arnews.entities.pieces import CLOSE, OPEN, PAD, Pieces
from arnews.entities.words import letters, split_words
from arnews.taxonomy import TOPICS
from arnews.training.entity_corpora import Part

__all__ = ["IGNORE", "Batch", "Item", "collate", "encode", "shuffled", "topic_shares"]

IGNORE = -100
"""Tag of a word that is left out of training: in an optional name, or where a name cannot be told."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class Item(NamedTuple):
    """What is learnt from one line, or from a part of a long one.

    Attributes
    ----------
    ids : list of int
        Pieces, with the opening and the closing one.
    first, tags, cuts : ndarray of int64, shape (n_words,)
        Column of the first piece of every word; tag (`arnews.entities.decoding.TAGS`); letters of proclitics,
        known only where a name begins.
    topics : ndarray of float32, shape (10,), or None
        Share of every topic.
    soft : ndarray of float32, shape (n_words, 7), or None
        A teacher's probabilities of the tags, learnt in the place of `tags`.
    marks : ndarray of float32, shape (n_words, MARKS), or None
        Where words stand in lists of names.
    """

    ids: list[int]
    first: Ints
    tags: Ints
    cuts: Ints
    topics: Floats | None = None
    soft: Floats | None = None
    marks: Floats | None = None


def topic_shares(names: Sequence[str]) -> Floats | None:
    """Return the share of every topic: 0.7 for the best one where others are accepted.

    Returns None where there are no topics, equal shares where none of them is known (``none``).
    """
    if not names:
        return None
    keys = list(TOPICS)
    known = [name for name in names if name in keys]
    if not known:
        return np.full(len(keys), 1 / len(keys), np.float32)
    shares = np.zeros(len(keys), np.float32)
    shares[keys.index(known[0])] = 0.7 if len(known) > 1 else 1.0
    for name in known[1:]:
        shares[keys.index(name)] += 0.3 / (len(known) - 1)
    return shares


def encode(
    parts: Sequence[Part],
    pieces: Pieces,
    *,
    limit: int,
    whole_tokens: bool = False,
    topics: Sequence[str] = (),
    gazetteer: Gazetteer | None = None,
) -> list[Item]:
    """Return the items of one text: one, or several where it has more than `limit` pieces."""
    edges, words = split_words("".join(part.text for part in parts))
    tags, cuts = _answers(parts, edges, whole_tokens)
    rows = [pieces(word) for word in words]
    marks = None if gazetteer is None else gazetteer(words)
    items = []
    for first, last in _chunks([len(row) for row in rows], tags, words, limit):
        own = rows[first:last]
        starts = np.cumsum([1, *map(len, own)])[:-1]
        shares = topic_shares(topics) if first == 0 else None
        ids = [OPEN, *(piece for row in own for piece in row), CLOSE]
        own_marks = None if marks is None else marks[first:last]
        items.append(Item(ids, starts, tags[first:last], cuts[first:last], shares, None, own_marks))
    return items


def _answers(parts: Sequence[Part], edges: NDArray[np.int32], whole_tokens: bool) -> tuple[Ints, Ints]:
    text = "".join(part.text for part in parts)
    tags, cuts = np.zeros(len(edges), np.int64), np.full(len(edges), IGNORE, np.int64)
    start = 0
    for part in parts:
        end = start + len(part.text)
        if part.label:
            first = int(np.searchsorted(edges[:, 1], start, side="right"))
            last = int(np.searchsorted(edges[:, 0], end, side="left"))
            if first < last:
                tag = 2 * LABELS.index(part.label) + 1
                cut = letters(text[edges[first, 0] : start])
                tags[first:last] = IGNORE if part.optional else [tag, *[tag + 1] * (last - first - 1)]
                if edges[last - 1, 1] > end or cut > MAX_CUT:
                    tags[first:last] = IGNORE  # glued words: the name ends or begins where no word does
                elif not whole_tokens:
                    cuts[first] = cut
        start = end
    return tags, cuts


def _chunks(sizes: Sequence[int], tags: Ints, words: Sequence[str], limit: int) -> Iterator[tuple[int, int]]:
    """Yield word ranges of at most `limit` pieces, cut outside names, after a mark where one is near."""
    start, size = 0, 0
    for word, pieces in enumerate(sizes):
        if size + pieces > limit:
            free = [at for at in range(max(start + 1, word - 60), word + 1) if tags[at] == 0 or tags[at] % 2 == 1]
            marked = [at for at in free if words[at - 1] in ".،؛؟!"]
            end = (marked or free or [word])[-1]
            yield start, end
            start, size = end, sum(sizes[end:word])
        size += pieces
    if start < len(sizes):
        yield start, len(sizes)


class Batch(NamedTuple):
    """Items side by side: `ids` padded; `line` and `column` of every word; answers of every word, topics of lines."""

    ids: Ints
    line: Ints
    column: Ints
    tags: Ints
    cuts: Ints
    topic_lines: Ints
    topics: Floats
    soft_words: Ints
    soft: Floats
    marks: Floats | None


def shuffled(items: Sequence[Item], budget: int, rng: random.Random) -> list[list[int]]:
    """Return batches of items of like length, at most `budget` padded pieces where possible, in random order.

    Lengths are rounded up to four, so there are few shapes: matrix kernels are made for each shape anew.
    """
    sizes = [_rounded(len(item.ids)) for item in items]
    order = sorted(range(len(items)), key=lambda row: sizes[row] * (1 + 0.1 * rng.random()))
    groups: list[list[int]] = []
    longest = 0
    for row in order:
        longest = max(longest, sizes[row])
        if not groups or longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = sizes[row]
        groups[-1].append(row)
    rng.shuffle(groups)
    return groups


def _rounded(size: int) -> int:
    return -(-size // 4) * 4


def collate(items: Sequence[Item]) -> Batch:
    """Lay items side by side."""
    ids = np.full((len(items), _rounded(max(len(item.ids) for item in items))), PAD, np.int64)
    for row, item in enumerate(items):
        ids[row, : len(item.ids)] = item.ids
    sizes = [len(item.first) for item in items]
    with_topics = [row for row, item in enumerate(items) if item.topics is not None]
    starts = np.cumsum([0, *sizes])
    soft = [row for row, item in enumerate(items) if item.soft is not None]
    empty = np.zeros(0, np.int64)
    marks = None
    if items[0].marks is not None:
        marks = np.zeros((*ids.shape, MARKS), np.float32)
        for row, item in enumerate(items):
            marks[row, item.first] = item.marks
    return Batch(
        ids,
        np.repeat(np.arange(len(items)), sizes),
        np.concatenate([item.first for item in items]),
        np.concatenate([item.tags for item in items]),
        np.concatenate([item.cuts for item in items]),
        np.array(with_topics, np.int64),
        np.array([items[row].topics for row in with_topics], np.float32).reshape(-1, len(TOPICS)),
        np.concatenate([np.arange(starts[row], starts[row + 1]) for row in soft] or [empty]),
        np.concatenate([items[row].soft for row in soft] or [np.zeros((0, 7), np.float32)]),
        marks,
    )
