"""Word types, their pairs, groups and variants as columns of numbers.

The same columns serve the store at run time and the corpora of the training.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.candidates import POS, Groups
from arnews.morphology.features import Known, look_up
from arnews.morphology.hashing import Words, mix
from arnews.morphology.lexicon import Lexicon
from arnews.morphology.ranker import segment_softmax
from arnews.morphology.signs import sign_kind
from arnews.morphology.tagset import UPOS

__all__ = [
    "GROUP", "PAIR", "TYPE", "VARIANT", "choices", "flags", "group_rows", "leaders", "pair_columns", "penalties",
    "shares", "sign_columns", "type_columns", "variant_rows",
]  # fmt: skip

Rows = NDArray[np.intp]
Floats = NDArray[np.float32]

POSSIBLE = 0.05
"""A tag that is less likely than this in stage one is no choice that neighbours hear of."""
RANK = 3.0
"""What a variant loses, in log units, against the next better one of its group."""
PAIR = np.dtype([
    ("prior", "f4"), ("base", "f4"), ("lemma", "u8"), ("tag", "u1"), ("shown", "u1"), ("kind", "u1"),
    ("article", "u1"), ("cut", "u2"), ("suffix", "u8"), ("stem", "u8"), ("lists", "u1"), ("group", "i4"),
    ("count", "u2"), ("readings", "u2"), ("leader", "i2"),
])  # fmt: skip
GROUP = np.dtype([
    ("kind", "u1"), ("entry", "i4"), ("cuts", "u1"), ("enclitic", "u1"), ("article", "?"), ("start", "u1"),
    ("end", "u1"), ("first", "i4"), ("count", "u2"),
])  # fmt: skip
VARIANT = np.dtype([("prefix", "i2"), ("stem", "i4"), ("suffix", "i2"), ("weight", "f4")])
TYPE = np.dtype([
    ("word", "u8"), ("head", "u8"), ("tail", "u8"), ("choices", "u8"), ("group", "u1"), ("first", "i4"),
    ("count", "u2"), ("sure", "?"),
])  # fmt: skip


def sign_columns(token: str) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the type and the pair of a token that is no word: marks by their first character, the rest by class."""
    upos, _ = sign_kind(token)
    tag = UPOS.index(upos)
    mark = ord(token[0]) if upos in ("PUNCT", "SYM") else tag
    pair = np.zeros(1, PAIR)
    pair["prior"], pair["tag"], pair["shown"], pair["count"], pair["lemma"] = 1, tag, tag + 1, 1, mark + 1
    return np.array([(mark + 1, tag + 1, tag + 1, 1 << tag, 0, 0, 1, True)], TYPE), pair


def type_columns(words: Words, known: Known) -> NDArray[Any]:
    """Return what word types show to their neighbours."""
    at = np.arange(len(words))
    zero = np.zeros(len(words), np.int64)
    types = np.zeros(len(words), TYPE)
    types["word"] = words.piece(at, zero, words.lengths, "fold")
    types["group"] = look_up(known.freq_key, known.freq_group, types["word"])
    types["head"] = words.piece(at, zero, np.minimum(2, words.lengths), "exact")
    types["tail"] = words.piece(at, np.maximum(words.lengths - 2, 0), words.lengths, "exact")
    return types


def choices(chance: Floats, tag: Rows, word: Rows, n_words: int) -> NDArray[np.uint64]:
    """Return for each word a bit for each tag that is likely enough to matter to a neighbour."""
    mass = np.zeros((n_words, len(UPOS)), np.float32)
    np.add.at(mass, (word, tag), chance)
    bits: NDArray[np.uint64] = (
        ((mass > POSSIBLE).astype(np.uint64) << np.arange(len(UPOS), dtype=np.uint64)).sum(axis=1).astype(np.uint64)
    )
    return bits


def leaders(pairs: NDArray[Any], word: Rows) -> NDArray[np.int16]:
    """Return how far behind each pair stands the one that says the same: lemma, tag and cuts, from a better source."""
    same = mix(word.astype(np.uint64), pairs["lemma"], pairs["tag"].astype(np.uint64), pairs["cut"].astype(np.uint64))
    order = np.lexsort((pairs["kind"], same))
    opens = np.concatenate([[True], same[order][1:] != same[order][:-1]]) if len(order) else np.zeros(0, bool)
    first = order[np.flatnonzero(opens)[np.cumsum(opens) - 1]] if len(order) else order
    lead = np.empty(len(pairs), np.int64)
    lead[order] = first
    return (lead - np.arange(len(pairs))).astype(np.int16)


def pair_columns(words: Words, groups: Groups, row: Rows, tag: Rows, known: Known) -> NDArray[Any]:
    """Return the columns of pairs (`row` in `groups`, `tag`), sorted by word; scores are left to the caller."""
    pairs = np.zeros(len(row), PAIR)
    pairs["tag"], pairs["shown"] = tag, tag + 1
    pairs["lemma"], pairs["kind"], pairs["article"] = groups.lemma[row], groups.kind[row] + 1, groups.article[row] + 1
    pairs["cut"] = groups.cuts[row].astype(np.int64) * 8 + groups.enclitic[row]
    pairs["suffix"], pairs["stem"] = groups.suffix[row] + 2, groups.stem[row] + 2
    frame = words.piece(groups.word, groups.start, groups.end, "fold")
    pairs["lists"] = look_up(known.name_key, known.name_lists, frame)[row]
    counts = np.diff(groups.edges)[row]
    pairs["group"], pairs["count"] = row, counts
    word = groups.word[row]
    before = np.cumsum(counts) - counts
    pairs["readings"] = before - before[np.searchsorted(word, word)]
    return pairs


def shares(cost: Floats, edges: Rows) -> Floats:
    """Return the share of each variant in its group: nearly all of it for the least costly.

    Nothing is known of how often the variants of a group occur, so they must not take from the group's chance to be
    read first.
    """
    owner = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    order = np.lexsort((cost, owner))
    rank = np.empty(len(cost), np.float32)
    rank[order] = np.arange(len(cost)) - edges[:-1][owner]
    return segment_softmax(-cost - RANK * rank, edges)


def group_rows(groups: Groups, first: int) -> NDArray[Any]:
    """Return the columns of groups whose variants begin at row `first`."""
    rows = np.zeros(len(groups.word), GROUP)
    for name in ("kind", "entry", "cuts", "enclitic", "article", "start", "end"):
        rows[name] = getattr(groups, name)
    rows["first"], rows["count"] = first + groups.edges[:-1], np.diff(groups.edges)
    return rows


def variant_rows(groups: Groups, share: Floats) -> NDArray[Any]:
    """Return the columns of the variants of groups, with the share of each."""
    rows = np.zeros(len(groups.members), VARIANT)
    listed = groups.members >= 0
    rows["weight"], rows["stem"] = share, -1
    for name in ("prefix", "stem", "suffix"):
        rows[name][listed] = getattr(groups.hits, name)[groups.members[listed]]
    return rows


def flags(lexicon: Lexicon) -> dict[str, NDArray[Any]]:
    """Return what the candidates ask of a set of features: its part of speech, article, voice."""
    number = {pos: i for i, pos in enumerate(POS)}
    return {
        "article": np.array([feats.get("prc0") == "Al_det" for feats in lexicon.featsets]),
        "passive": np.array([feats.get("vox") == "p" for feats in lexicon.featsets]),
        "pos": np.array([number.get(feats.get("pos", ""), 0) for feats in lexicon.featsets]),
    }


def penalties(lexicon: Lexicon) -> Floats:
    """Return how unusual each set of features is in news: the variants of a group are ordered by it."""
    table = (
        (("vox", "p"), 2.0), (("per", "2"), 3.0), (("asp", "c"), 4.0), (("prc1", "la_emph"), 2.5),
        (("prc1", "la_rc"), 2.5), (("num", "d"), 1.5), (("mod", "s"), 0.5), (("cas", "a"), 0.1),
    )  # fmt: skip
    costs = [
        sum(cost for (name, value), cost in table if feats.get(name) == value)
        + (2.0 if feats.get("per") == "3" and feats.get("gen") == "f" and feats.get("num") == "p" else 0.0)
        for feats in lexicon.featsets
    ]
    return np.array(costs, np.float32)
