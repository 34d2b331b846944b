"""Readings that no lexicon lists: names, new words, and what regular endings say of an unknown word.

A frame is a word without the clitics it may have (و ف ب ل ك س, ال, pronouns). Inside a frame a rule takes an
ending off, may put another on, and says which tags the result can have: لقاحات -> لقاح, أمازيغية -> أمازيغي.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.hashing import FOLDS, Words, concat, hash_words

__all__ = ["RULES", "Frames", "Guesses", "Rule", "frames", "guess"]

Ints = NDArray[np.intp]
_ARTICLE = "ال"
# Proclitics of a frame, and after how many letters each ends.
_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "فب", "فل", "وس", "فس")
_ENCLITICS = ("", "ه", "ها", "هم", "نا", "هما", "هن", "ي", "ك", "كم", "ني")
_NOMINAL, _VERBAL = "nominal", "verbal"


class Rule(NamedTuple):
    """How a lemma is guessed from what is left of a word.

    Attributes
    ----------
    name : str
    kind : str
        "name" (no pronoun may follow), "nominal" or "verbal".
    starts, ends : str
        Letters the frame must begin and end with; they are taken off.
    before, after : str
        Letters put in their place.
    enclitic : bool or None
        Whether a pronoun must follow (True), must not (False), or may.
    least : int
        Letters that must be left in the middle.
    """

    name: str
    kind: str
    starts: str = ""
    ends: str = ""
    before: str = ""
    after: str = ""
    enclitic: bool | None = None
    least: int = 2


RULES = (
    Rule("name", "name"),
    Rule("whole", _NOMINAL),
    Rule("teh", _NOMINAL, ends="ة", enclitic=False),
    Rule("teh-open", _NOMINAL, ends="ت", after="ة", enclitic=True),
    Rule("teh-open-masculine", _NOMINAL, ends="ت", enclitic=True),
    Rule("plural-at", _NOMINAL, ends="ات"),
    Rule("plural-at-teh", _NOMINAL, ends="ات", after="ة"),
    Rule("plural-in", _NOMINAL, ends="ين", enclitic=False),
    Rule("plural-un", _NOMINAL, ends="ون", enclitic=False),
    Rule("dual-an", _NOMINAL, ends="ان", enclitic=False),
    Rule("dual-tin", _NOMINAL, ends="تين", after="ة", enclitic=False),
    Rule("dual-tan", _NOMINAL, ends="تان", after="ة", enclitic=False),
    Rule("dual-tin-masculine", _NOMINAL, ends="تين", enclitic=False),
    Rule("dual-ty", _NOMINAL, ends="تي", after="ة"),
    Rule("construct-y", _NOMINAL, ends="ي"),
    Rule("construct-w", _NOMINAL, ends="و"),
    Rule("tanwin", _NOMINAL, ends="ا", enclitic=False),
    Rule("hamza", _NOMINAL, ends="ئ", after="ء", enclitic=True),
    Rule("alef", _NOMINAL, ends="ا", after="ى", enclitic=True),
    Rule("perfect", _VERBAL, least=3),
    Rule("perfect-t", _VERBAL, ends="ت", least=3),
    Rule("perfect-wa", _VERBAL, ends="وا", enclitic=False, least=3),
    Rule("perfect-w", _VERBAL, ends="و", enclitic=True, least=3),
    Rule("perfect-a", _VERBAL, ends="ا", enclitic=False, least=3),
    Rule("perfect-na", _VERBAL, ends="نا", enclitic=False, least=3),
    *(
        Rule(f"imperfect-{letter}{'-' + ending if ending else ''}{'-a' if before else ''}", _VERBAL,
             starts=letter, ends=ending, before=before, enclitic=False if ending in ("ن", "وا") else None, least=3)
        for letter in "يتنأ" for ending in ("", "ون", "وا", "ان", "ن", "و")
        for before in ("", "أ") if not (ending and letter in "نأ")
    ),
)  # fmt: skip


class Frames(NamedTuple):
    """What is left of words without their clitics, one a row.

    Attributes
    ----------
    word : ndarray of intp
    start, end : ndarray of int64
        Where the frame lies in the word, without the article.
    cuts, enclitic : ndarray of uint8
        Bit ``i`` of `cuts`: a proclitic ends after ``i + 1`` letters; letters of the pronoun at the end.
    article, alef, future : ndarray of bool
        Whether an article was taken off, whether it was written with its alef, whether سـ was taken off.
    """

    word: Ints
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    cuts: NDArray[np.uint8]
    enclitic: NDArray[np.uint8]
    article: NDArray[np.bool_]
    alef: NDArray[np.bool_]
    future: NDArray[np.bool_]


class Guesses(NamedTuple):
    """Guessed lemmas: row in the frames, number of the rule, hash of the folded lemma."""

    frame: Ints
    rule: Ints
    lemma: NDArray[np.uint64]


_TABLE = {chr(c): c - 0x600 + 1 for c in range(0x600, 0x700)}


def _spelled(words: Words, word: Ints, at: NDArray[np.int64], text: str) -> NDArray[np.bool_]:
    """Tell for each row whether `text` stands in the word at position `at`."""
    same = np.ones(len(word), bool)
    for i, letter in enumerate(text):
        found = words.codes[word, np.minimum(at + i, words.codes.shape[1] - 1)]
        folded = FOLDS["key"][found] == FOLDS["key"][_TABLE[letter]]
        same &= folded & (at + i >= 0)
    return same


def frames(words: Words) -> Frames:
    """Return every frame of every word: proclitics off, article off, pronoun off, two letters or more left."""
    rows = np.arange(len(words))
    zero = np.zeros(len(words), np.int64)
    parts = []
    for proclitic in _PROCLITICS:
        for enclitic in _ENCLITICS:
            size, tail = len(proclitic), len(enclitic)
            fits = words.lengths >= size + tail + 2
            if proclitic:
                fits &= _spelled(words, rows, zero, proclitic)
            if enclitic:
                fits &= _spelled(words, rows, words.lengths - tail, enclitic)
            word = rows[fits]
            parts.append(_frame(words, word, proclitic, tail))
            parts.append(_with_article(words, word, proclitic) if not tail else parts[-1]._replace(
                **{name: getattr(parts[-1], name)[:0] for name in Frames._fields}))  # fmt: skip
    return Frames(*(np.concatenate([getattr(part, name) for part in parts]) for name in Frames._fields))


def _frame(words: Words, word: Ints, proclitic: str, tail: int) -> Frames:
    n = len(word)
    cuts = (1 << len(proclitic)) - 1
    return Frames(
        word, np.full(n, len(proclitic)), words.lengths[word] - tail, np.full(n, cuts, np.uint8),
        np.full(n, tail, np.uint8), np.zeros(n, bool), np.zeros(n, bool), np.full(n, proclitic.endswith("س")),
    )  # fmt: skip


def _with_article(words: Words, word: Ints, proclitic: str) -> Frames:
    """Return the frames whose article is taken off; after ل it is written ل."""
    size = len(proclitic)
    written = "ل" if proclitic.endswith("ل") else _ARTICLE
    fits = _spelled(words, word, np.full(len(word), size), written)
    fits &= (words.lengths[word] >= size + len(written) + 2) & (not proclitic.endswith("س"))
    base = _frame(words, word[fits], proclitic, 0)
    yes = np.ones(len(base.word), bool)
    return base._replace(start=base.start + len(written), article=yes, alef=yes & (written == _ARTICLE))


def guess(words: Words, found: Frames) -> Guesses:
    """Return the lemma that each rule gives for each frame it fits."""
    parts = [_apply(words, found, number, rule) for number, rule in enumerate(RULES)]
    return Guesses(*(np.concatenate([getattr(part, name) for part in parts]) for name in Guesses._fields))


def _apply(words: Words, found: Frames, number: int, rule: Rule) -> Guesses:
    fits = found.end - found.start >= rule.least + len(rule.starts) + len(rule.ends)
    if rule.kind == "name":
        # A name keeps its article, unless ل has swallowed the alef.
        fits &= (found.enclitic == 0) & ~found.future & ~(found.article & found.alef)
    elif rule.kind == "nominal":
        fits &= ~found.future
    else:
        fits &= ~found.article
        if not rule.name.startswith("imperfect"):
            fits &= ~found.future
    if rule.enclitic is not None:
        fits &= (found.enclitic > 0) == rule.enclitic
    rows = np.flatnonzero(fits)
    if rule.starts:
        rows = rows[_spelled(words, found.word[rows], found.start[rows], rule.starts)]
    if rule.ends:
        rows = rows[_spelled(words, found.word[rows], found.end[rows] - len(rule.ends), rule.ends)]
    word, start, end = found.word[rows], found.start[rows] + len(rule.starts), found.end[rows] - len(rule.ends)
    lemma = words.piece(word, start, end, "fold")
    if rule.before:
        size = words.size(word, start, end)
        lemma = concat(np.full(len(rows), hash_words([rule.before], "fold")[0]), lemma, size)
    if rule.after:
        after = hash_words([rule.after], "fold")[0]
        silent = rule.after == "ء"
        lemma = lemma if silent else concat(lemma, np.full(len(rows), after), np.ones(len(rows), np.uint64))
    return Guesses(rows, np.full(len(rows), number), lemma)
