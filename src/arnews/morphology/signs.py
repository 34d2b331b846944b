"""Tokens that are no Arabic words: numbers, marks, other scripts, and words too long to be any."""

from __future__ import annotations

import re
import unicodedata

from arnews.morphology.hashing import LONGEST
from arnews.normalize import plain

__all__ = ["is_word", "sign_kind"]

_WORD = re.compile("[ء-غف-يٱپچژڤکگی]+")
_NUMBER = re.compile(r"[\d٫٬.,:/%\-]*\d[\d٫٬.,:/%\-]*")
_POS = {"NUM": "digit", "PUNCT": "punc", "SYM": "punc", "X": "foreign"}


def is_word(bare: str) -> bool:
    """Tell whether `bare` (a token without marks) is a run of Arabic letters that the lexicon can look up."""
    return 0 < len(bare) <= LONGEST and _WORD.fullmatch(bare) is not None


def sign_kind(token: str) -> tuple[str, str]:
    """Return the tag and CAMeL's part of speech of a token that is no word.

    Examples
    --------
    >>> sign_kind("2015"), sign_kind("،"), sign_kind("BBC")
    (('NUM', 'digit'), ('PUNCT', 'punc'), ('X', 'foreign'))
    """
    upos = _tag(token)
    return upos, _POS[upos]


def _tag(token: str) -> str:
    if len(token) <= LONGEST and _NUMBER.fullmatch(token):
        return "NUM"
    category = unicodedata.category(token[0]) if token else "Zs"
    if len(plain(token[: LONGEST + 1])) <= LONGEST and category[0] in "PS":
        return "PUNCT" if category[0] == "P" else "SYM"
    return "X"
