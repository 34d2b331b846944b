"""Words as the tagger reads them: finer than tokens, and the same in training as at run time.

A model is bound to the words that it was trained on, so they are cut here and not by `arnews.text`: a
run of Arabic letters with its marks, a run of other letters and digits, or one mark. A change of script is an
edge (``في2013``, ``مصرOPPO``), and so is an underscore (``#غزة_الآن``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from arnews.normalize import MARKS

__all__ = ["bare", "keep_letters", "letters", "split_words"]

MAX_LETTERS = 40
"""Letters of a word that are read: no word of Arabic is longer, and a text of one endless word stays cheap."""

_ARABIC = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
_UNREAD = f"\u0640{MARKS}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # tatweel, vowels, invisible marks
_WORD = re.compile(
    f"[{_ARABIC}][{_ARABIC}{_UNREAD}]*|[^\\W_{_ARABIC}{_UNREAD}][^\\W_{_ARABIC}]*|[^\\s{_UNREAD}]|[{_UNREAD}]+"
)
_DROP = re.compile(f"[{_UNREAD}]+")
_PERSIAN = str.maketrans("یک", "يك")


def bare(word: str) -> str:
    """Return the letters of a word: no vowels, tatweel or invisible marks, presentation forms resolved.

    Examples
    --------
    >>> bare("القَاهِــرة")
    'القاهرة'
    """
    return _bare(word[: 4 * MAX_LETTERS])


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    # Twice: a presentation form may bring a vowel sign with it. Lone surrogates cannot be encoded.
    word = _DROP.sub("", unicodedata.normalize("NFKC", _DROP.sub("", word)))
    return word.translate(_PERSIAN)[:MAX_LETTERS].encode("utf-8", "replace").decode("utf-8").strip()


def split_words(text: str) -> tuple[NDArray[np.int32], list[str]]:
    """Return the words of `text`.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    edges : ndarray of int32, shape (n_words, 2)
        Start and end of every word, half-open code points.
    words : list of str
        The words as `bare` leaves them; none is empty.

    Examples
    --------
    >>> split_words("في2013 #غزة_الآن")[1]
    ['في', '2013', '#', 'غزة', '_', 'الآن']
    """
    edges: list[int] = []
    words: list[str] = []
    for match in _WORD.finditer(text):
        word = bare(match[0])
        if word:
            edges += match.span()
            words.append(word)
    return np.array(edges, np.int32).reshape(-1, 2), words


def letters(text: str) -> int:
    """Return how many characters of `text` are read (marks and tatweel are not)."""
    return len(_DROP.sub("", text))


def keep_letters(text: str, start: int, end: int, skip: int) -> int:
    """Return the offset after `skip` letters of ``text[start:end]`` and the marks that belong to them.

    Returns `start` when nothing would be left.

    Examples
    --------
    >>> keep_letters("بـغزة", 0, 5, 1)
    2
    """
    at, seen = start, 0
    while at < end and (seen < skip or _DROP.match(text[at])):
        seen += not _DROP.match(text[at])
        at += 1
    return at if at < end else start
