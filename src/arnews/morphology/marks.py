"""Vowel signs that are written in a text, held against those of a reading."""

from __future__ import annotations

import re

from arnews.normalize import MARKS, plain

__all__ = ["conflict", "has_marks"]

_MARK = re.compile(f"[{MARKS}]")
_VOWELS = frozenset("ًٌٍَُِ")
_SHADDA, _SUKUN = "ّ", "ْ"
_LETTERS = str.maketrans("أإآٱىة", "اااايه")


def has_marks(token: str) -> bool:
    """Tell whether vowel signs are written that can tell readings apart (a tanwin of adverbs cannot)."""
    return bool(_MARK.search(token.removesuffix("اً").removesuffix("ًا")))


def _letters(text: str) -> list[tuple[str, set[str]]]:
    found: list[tuple[str, set[str]]] = []
    for char in text:
        if _MARK.match(char):
            if found:
                found[-1][1].add("َ" if char == "ٰ" else char)
        else:
            found.extend((letter.translate(_LETTERS), set()) for letter in plain(char))
    return found


def conflict(token: str, diac: str) -> int:
    """Return how many written signs of `token` the vocalised form `diac` contradicts.

    The vowel of the last letter is the case ending, which the lexicon does not list: it counts only where
    `diac` has one.

    Examples
    --------
    >>> conflict("عَلِمَ", "عَلِمَ"), conflict("عُلِمَ", "عَلِمَ")
    (0, 1)
    """
    written, listed = _letters(token), _letters(diac)
    if len(written) != len(listed):
        return 0
    count = 0
    for place, ((_, ours), (_, theirs)) in enumerate(zip(written, listed, strict=True)):
        last = place == len(written) - 1
        vowel, other = ours & _VOWELS, theirs & _VOWELS
        if (vowel and other and vowel != other) or (vowel and not other and _SUKUN in theirs and not last):
            count += 1
        if (_SHADDA in ours) != (_SHADDA in theirs) and (_SHADDA in ours or (vowel and not last and _SHADDA in theirs)):
            count += _SHADDA in ours
    return count
