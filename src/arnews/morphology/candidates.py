"""Everything a word can be: readings of the lexicon and guesses, merged and paired with tags.

A group is what the scores tell apart: one folded lemma, one part of speech of the lexicon (or one rule), one way
to cut the clitics. Analyses that differ only in vowels, case or person are the variants of a group.
A pair is a group with one tag it may have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.guesses import RULES, Frames, Guesses, frames, guess
from arnews.morphology.hashing import Words, mix
from arnews.morphology.lookup import Hits, segment
from arnews.morphology.tagset import POS_TO_UPOS, UPOS

__all__ = ["FIRST_RULE", "POS", "SUPPLEMENT", "Groups", "Supplement", "group", "pair_tags", "tag_table"]

POS = ("noun", "noun_prop", "noun_num", "noun_quant", "adj", "adj_comp", "adj_num", "verb", "verb_pseudo", "adv",
       "pron", "pron_dem", "pron_rel", "pron_interrog", "prep", "conj", "conj_sub", "part", "part_neg", "part_fut",
       "part_verb", "part_interrog", "part_voc", "part_focus", "part_det", "interj", "abbrev", "punc",
       "adv_interrog", "adv_rel", "verb_nom")  # fmt: skip
"""CAMeL's parts of speech, in the order of their numbers; rules and supplements follow behind them."""
FIRST_RULE = len(POS)
SUPPLEMENT = FIRST_RULE + len(RULES)
TEH = ord("ة") - 0x600 + 1
"""Code of ة in `Words.codes`."""
WHOLE = next(number for number, rule in enumerate(RULES) if rule.name == "whole")


class Groups(NamedTuple):
    """Groups of a batch, sorted by word.

    Attributes
    ----------
    word : ndarray of intp
    kind : ndarray of int64
        Number in `POS`, or `FIRST_RULE` and the number of a rule, or `SUPPLEMENT` and a number of `UPOS`.
    lemma : ndarray of uint64
        Hash of the folded lemma.
    cuts, enclitic, spelling : ndarray of uint8
        See `Frames` and `Hits`; the spelling is the best of the group.
    article, passive : ndarray of bool
        `passive`: no variant is active.
    start, end : ndarray of int64
        The word without clitics and article.
    prefix, suffix, stem : ndarray of int64
        Codes of the sets of features of the best variant's pieces, -1 for a guess.
    entry : ndarray of int64
        Lemma number of the lexicon, or row in the supplement, -1 for a guess.
    edges, members : ndarray of intp
        The variants of group ``i`` are ``members[edges[i]:edges[i + 1]]``, rows of `hits`; best first.
    hits : Hits
    """

    word: NDArray[np.intp]
    kind: NDArray[np.int64]
    lemma: NDArray[np.uint64]
    cuts: NDArray[np.uint8]
    enclitic: NDArray[np.uint8]
    spelling: NDArray[np.uint8]
    article: NDArray[np.bool_]
    passive: NDArray[np.bool_]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    prefix: NDArray[np.int64]
    suffix: NDArray[np.int64]
    stem: NDArray[np.int64]
    entry: NDArray[np.int64]
    edges: NDArray[np.intp]
    members: NDArray[np.intp]
    hits: Hits


class Supplement(NamedTuple):
    """Words the lexicon lacks, sorted by `key`: a form without clitics, its lemma and tag."""

    key: NDArray[np.uint64]
    lemma: NDArray[np.uint64]
    tag: NDArray[np.uint8]


def _lexicon_rows(
    lexicon: Mapping[str, NDArray[Any]], words: Words, hits: Hits, flags: Mapping[str, NDArray[Any]]
) -> dict[str, NDArray[Any]]:
    lemma = lexicon["stem_lemma"][hits.stem]
    prefix_cuts, stem_cuts = lexicon["prefix_cuts"][hits.prefix], lexicon["stem_cuts"][hits.stem]
    tail = lexicon["suffix_enclitic"][hits.suffix].astype(np.int64)
    inner = (lexicon["suffix_size"][hits.suffix] == 0) & (tail == 0)
    enclitic = np.where(inner, lexicon["stem_enclitic"][hits.stem], tail).astype(np.uint8)
    prefix, suffix, stem = (
        lexicon[f"{n}_feats"][getattr(hits, n)].astype(np.int64) for n in ("prefix", "suffix", "stem")
    )
    code = lexicon["featsets_code"].astype(np.int64)
    article = flags["article"][prefix]
    passive = flags["passive"][stem]
    # An imperfect's own letter (ي ت ن أ) stays with the stem; so do endings that are no pronouns.
    cuts = (prefix_cuts.astype(np.int64) | (stem_cuts.astype(np.int64) << hits.start)).astype(np.uint8)
    first = np.zeros(len(cuts), np.int64)
    for bit in range(8):
        first = np.where(cuts >> bit & 1, bit + 1, first)
    written_l = article & (first > 0) & (hits.start == first + 1)
    start = np.where(article & ~written_l, np.minimum(first + 2, hits.start), np.where(written_l, first + 1, first))
    end = words.lengths[hits.word] - enclitic
    return {
        "word": hits.word, "kind": flags["pos"][stem], "lemma": lexicon["lemma_fold"][lemma], "cuts": cuts,
        "enclitic": enclitic, "spelling": hits.spelling, "article": article, "passive": passive, "start": start,
        "end": end, "prefix": code[prefix], "suffix": code[suffix], "stem": code[stem], "entry": lemma.astype(np.int64),
        "member": np.arange(len(cuts)), "twin": _twins(lexicon, hits),
    }  # fmt: skip


def _guess_rows(found: Frames, guesses: Guesses, keep: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    frame, rule, lemma = guesses.frame[keep], guesses.rule[keep], guesses.lemma[keep]
    none = np.full(len(frame), -1)
    return {
        "word": found.word[frame], "kind": FIRST_RULE + rule, "lemma": lemma, "cuts": found.cuts[frame],
        "enclitic": found.enclitic[frame], "spelling": np.full(len(frame), 8, np.uint8),
        "article": found.article[frame], "passive": np.zeros(len(frame), bool), "start": found.start[frame],
        "end": found.end[frame], "prefix": none, "suffix": none, "stem": none, "entry": none, "member": none,
        "twin": np.zeros(len(frame), np.uint64),
    }  # fmt: skip


def _supplement_rows(words: Words, found: Frames, extra: Supplement) -> dict[str, NDArray[Any]]:
    keys = words.piece(found.word, found.start, found.end, "fold")
    first, last = np.searchsorted(extra.key, keys), np.searchsorted(extra.key, keys, side="right")
    count = last - first
    frame = np.repeat(np.arange(len(keys)), count)
    row = np.arange(len(frame)) - (np.cumsum(count) - count)[frame] + first[frame]
    none = np.full(len(frame), -1)
    return {
        "word": found.word[frame], "kind": SUPPLEMENT + extra.tag[row].astype(np.int64), "lemma": extra.lemma[row],
        "cuts": found.cuts[frame], "enclitic": found.enclitic[frame], "spelling": np.zeros(len(frame), np.uint8),
        "article": found.article[frame], "passive": np.zeros(len(frame), bool), "start": found.start[frame],
        "end": found.end[frame], "prefix": none, "suffix": none, "stem": none, "entry": row.astype(np.int64),
        "member": none, "twin": np.zeros(len(frame), np.uint64),
    }  # fmt: skip


def group(
    lexicon: Mapping[str, NDArray[Any]], flags: Mapping[str, NDArray[Any]], words: Words, extra: Supplement
) -> Groups:
    """Return the groups of a batch of words."""
    hits = segment(lexicon, words)
    found = frames(words)
    guesses = guess(words, found)
    added = _supplement_rows(words, found, extra)
    listed = _lexicon_rows(lexicon, words, hits, flags)
    parts = [listed, _with_variants(added, listed)]
    parts.append(_guess_rows(found, guesses, _useful(words, hits, parts[0], found, guesses)))
    # A written ة is not the pronoun ه: so read, it was a slip for 5 words of 19,000, and else never right.
    teh = words.codes[np.arange(len(words)), np.maximum(words.lengths - 1, 0)] == TEH
    parts = [_kept(part, (part["enclitic"] == 0) | ~teh[part["word"]]) for part in parts]
    parts.append(_last_resort(words, parts))
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return _merge(rows, hits)


def _kept(rows: dict[str, NDArray[Any]], keep: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    return {name: column[keep] for name, column in rows.items()}


def _twins(lexicon: Mapping[str, NDArray[Any]], hits: Hits) -> NDArray[np.uint64]:
    """Return a number for each analysis that is the same for those that nobody can tell apart."""
    columns = (lexicon[f"{name}_twin"][getattr(hits, name)] for name in ("prefix", "stem", "suffix"))
    return mix(*(column.astype(np.uint64) for column in columns))


def _last_resort(words: Words, parts: Sequence[dict[str, NDArray[Any]]]) -> dict[str, NDArray[Any]]:
    """Return the whole word as its own lemma, for words (single letters) that nothing else offers."""
    found = np.zeros(len(words), bool)
    for part in parts:
        found[part["word"]] = True
    word = np.flatnonzero(~found)
    start, end = np.zeros(len(word), np.int64), words.lengths[word]
    none, zero, no = np.full(len(word), -1), np.zeros(len(word), np.uint8), np.zeros(len(word), bool)
    return {
        "word": word, "kind": np.full(len(word), FIRST_RULE + WHOLE), "lemma": words.piece(word, start, end, "fold"),
        "cuts": zero, "enclitic": zero, "spelling": zero + 8, "article": no, "passive": no, "start": start, "end": end,
        "prefix": none, "suffix": none, "stem": none, "entry": none, "member": none,
        "twin": np.zeros(len(word), np.uint64),
    }  # fmt: skip


def _useful(
    words: Words, hits: Hits, listed: dict[str, NDArray[Any]], found: Frames, guesses: Guesses
) -> NDArray[np.bool_]:
    """Drop guesses that only repeat the lexicon or that a listed word does not need."""
    known = np.zeros(len(words), bool)
    known[hits.word] = True
    word = found.word[guesses.frame]
    rule = np.array([RULES[number].kind == "verbal" for number in range(len(RULES))])[guesses.rule]
    keep = ~(rule & known[word])
    mine = mix(
        word.astype(np.uint64),
        found.cuts[guesses.frame].astype(np.uint64),
        found.enclitic[guesses.frame].astype(np.uint64),
        guesses.lemma,
    )
    theirs = mix(
        listed["word"].astype(np.uint64),
        listed["cuts"].astype(np.uint64),
        listed["enclitic"].astype(np.uint64),
        listed["lemma"],
    )
    same = np.isin(mine, theirs)
    # A name needs no guess where the lexicon lists it; as a common noun it may be listed and still be a name.
    name = guesses.rule == 0
    proper = theirs[listed["kind"] == POS.index("noun_prop")]
    frame = guesses.frame[name]
    start, end = found.start[frame], found.end[frame]
    bare = words.piece(found.word[frame], np.minimum(start + 2, end), end, "fold")
    short = mix(found.word[frame].astype(np.uint64), found.cuts[frame].astype(np.uint64), np.uint64(0), bare)
    keep &= name | ~same
    keep[name] &= ~np.isin(mine[name], proper) & ~np.isin(short, proper)
    return keep


def _key(rows: dict[str, NDArray[Any]]) -> NDArray[np.uint64]:
    """Return a number for word, lemma and cuts of each row."""
    names = ("word", "lemma", "cuts", "enclitic")
    return mix(*(rows[name].astype(np.uint64) for name in names))


def _with_variants(extra: dict[str, NDArray[Any]], listed: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Give rows of the supplement the variants of the lexicon that have the same lemma and cuts, if there are any."""
    keys, ours = _key(listed), _key(extra)
    order = np.argsort(keys, kind="stable")
    first = np.searchsorted(keys[order], ours)
    count = np.searchsorted(keys[order], ours, side="right") - first
    row = np.repeat(np.arange(len(ours)), np.maximum(count, 1))
    step = np.arange(len(row)) - (np.cumsum(np.maximum(count, 1)) - np.maximum(count, 1))[row]
    known = count[row] > 0
    hit = order[np.where(known, first[row] + step, 0)] if len(order) else np.zeros(len(row), np.intp)
    rows = {name: column[row] for name, column in extra.items()}
    rows["member"] = np.where(known, listed["member"][hit], -1) if len(order) else rows["member"]
    rows["twin"] = np.where(known, listed["twin"][hit], 0) if len(order) else rows["twin"]
    return rows


def _merge(rows: dict[str, NDArray[Any]], hits: Hits) -> Groups:
    """Make one group of the rows that agree in word, lemma, kind and cuts."""
    same = mix(rows["word"].astype(np.uint64), rows["lemma"], rows["kind"].astype(np.uint64),
               rows["cuts"].astype(np.uint64), rows["enclitic"].astype(np.uint64))  # fmt: skip
    badness = np.array([bin(bits).count("1") for bits in range(16)])[rows["spelling"]] * 2 + rows["passive"]
    order = np.lexsort((rows["member"], badness, same, rows["word"]))
    _, unlike = np.unique(mix(same, rows["twin"])[order], return_index=True)
    order = order[np.sort(unlike)]
    same = same[order]
    first = np.flatnonzero(np.concatenate([[True], same[1:] != same[:-1]])) if len(same) else np.zeros(0, np.intp)
    best = order[first]
    columns = {name: rows[name][best] for name in Groups._fields if name in rows}
    return Groups(**columns, edges=np.append(first, len(same)), members=rows["member"][order], hits=hits)


_TAGS = {
    "noun": "NOUN ADJ PROPN ADV ADP NUM", "noun_prop": "PROPN NOUN ADJ", "noun_num": "NUM NOUN ADJ",
    "noun_quant": "DET NOUN ADJ ADV", "adj": "ADJ NOUN PROPN ADV NUM", "adj_comp": "ADJ NOUN ADV PROPN",
    "adj_num": "ADJ NUM", "verb": "VERB", "verb_pseudo": "SCONJ CCONJ PART ADP VERB",
    "adv": "ADV NOUN ADP ADJ CCONJ SCONJ PART", "pron": "PRON", "pron_dem": "PRON DET ADV",
    "pron_rel": "PRON SCONJ DET ADV", "pron_interrog": "PRON ADV", "prep": "ADP ADV NOUN SCONJ CCONJ",
    "conj": "CCONJ SCONJ ADP PART ADV", "conj_sub": "SCONJ CCONJ ADP ADV PART",
    "part": "PART ADP ADV SCONJ CCONJ INTJ VERB NOUN", "part_neg": "PART VERB", "part_fut": "PART", "part_verb": "PART",
    "part_interrog": "PART PRON ADV DET NOUN", "part_voc": "PART INTJ", "part_focus": "PART", "part_det": "DET",
    "interj": "INTJ NOUN ADV PART", "abbrev": "X NOUN PROPN", "punc": "PUNCT",
}  # fmt: skip
_RULE_TAGS = {"name": "PROPN", "whole": "NOUN ADJ NUM ADV ADP", "tanwin": "NOUN ADJ ADV"}
_KIND_TAGS = {"nominal": "NOUN ADJ", "verbal": "VERB"}


def tag_table() -> NDArray[np.bool_]:
    """Return which tags each kind may have: those that readers gave it, shape (kinds, tags)."""
    rows = [_TAGS.get(pos, POS_TO_UPOS.get(pos, "NOUN")) for pos in POS]
    rows += [_RULE_TAGS.get(rule.name) or _KIND_TAGS[rule.kind] for rule in RULES]
    rows += list(UPOS)
    return np.array([[tag in row.split() for tag in UPOS] for row in rows])


def pair_tags(groups: Groups, table: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return (group, tag) for every tag that `table` (kinds by tags) allows a group to have."""
    rows, tags = np.nonzero(table[groups.kind])
    return rows, tags
