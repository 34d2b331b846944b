"""Readings that no lexicon lists: names, new words, and what regular endings say of an unknown word.

A frame is a word without the clitics it may have (و ف ب ل ك س, ال, pronouns). Inside a frame a rule takes an
ending off, may put another on, and says which tags the result can have: لقاحات -> لقاح, أمازيغية -> أمازيغي.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.morphology.hashing import Words, concat, letter_hash, same_letters

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


_ENDS = (end for rule in RULES for end in (rule.starts, rule.ends))
_NUMBERS = {text: same_letters(text) for text in {*_PROCLITICS, *_ENCLITICS, _ARTICLE, _ARTICLE[1], *_ENDS}}
_SIZES = np.array([len(text) for text in _PROCLITICS])
_TAILS = np.array([len(text) for text in _ENCLITICS])
_FUTURE = np.array([text.endswith("س") for text in _PROCLITICS])
_SWALLOWS = np.array([text.endswith("ل") for text in _PROCLITICS])
"""Behind ل the article is written ل."""


def _spelled(words: Words, word: Ints, at: NDArray[np.int64], text: str) -> NDArray[np.bool_]:
    """Tell for each row whether `text` stands in the word at position `at`."""
    same = at >= 0
    last = words.letters.shape[1] - 1
    for i, letter in enumerate(_NUMBERS[text]):
        same &= words.letters[word, np.minimum(at + i, last)] == letter
    return same


def frames(words: Words) -> Frames:
    """Return every frame of every word: proclitics off, article off, pronoun off, two letters or more left."""
    rows, zero = np.arange(len(words)), np.zeros(len(words), np.int64)
    opens = np.stack([_spelled(words, rows, zero, text) for text in _PROCLITICS])
    closes = np.stack([_spelled(words, rows, words.lengths - len(text), text) for text in _ENCLITICS])
    long = words.lengths >= (_SIZES[:, None] + _TAILS + 2)[..., None]
    proclitic, enclitic, word = np.nonzero(opens[:, None] & closes & long)
    bare = _without_article(words, proclitic, enclitic, word)
    article = np.repeat([False, True], [len(word), len(bare)])
    every = np.concatenate([np.arange(len(word)), bare])
    # By proclitic, pronoun, article and word.
    order = np.argsort((proclitic[every] * len(_ENCLITICS) + enclitic[every]) * 2 + article, kind="stable")
    every, article = every[order], article[order]
    word, proclitic, tail = word[every], proclitic[every], _TAILS[enclitic[every]]
    size, alef = _SIZES[proclitic], article & ~_SWALLOWS[proclitic]
    return Frames(
        word, size + article + alef, words.lengths[word] - tail, ((1 << size) - 1).astype(np.uint8),
        tail.astype(np.uint8), article, alef, _FUTURE[proclitic],
    )  # fmt: skip


def _without_article(words: Words, proclitic: Ints, enclitic: Ints, word: Ints) -> Ints:
    """Return which rows are also a frame without their article: no سـ before it, no pronoun behind it."""
    rows = np.flatnonzero((enclitic == 0) & ~_FUTURE[proclitic])
    size, swallows = _SIZES[proclitic[rows]], _SWALLOWS[proclitic[rows]]
    own = word[rows]
    plain = _spelled(words, own, size, _ARTICLE) & (words.lengths[own] >= size + 4)
    short = _spelled(words, own, size, _ARTICLE[1]) & (words.lengths[own] >= size + 3)
    return rows[np.where(swallows, short, plain)]


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
        lemma = concat(np.full(len(rows), letter_hash(rule.before, "fold")), lemma, size)
    if rule.after and rule.after != "ء":  # a fold leaves ء out
        after = np.full(len(rows), letter_hash(rule.after, "fold"))
        lemma = concat(lemma, after, np.ones(len(rows), np.uint64))
    return Guesses(rows, np.full(len(rows), number), lemma)
