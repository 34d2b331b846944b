"""Words of a headline, and the pieces of a word that the classifier weighs."""

from __future__ import annotations

import re

from arnews.normalize import MARKS, fold

__all__ = ["MAX_WORD", "pieces", "spelled", "words"]

MAX_WORD = 40
"""Letters of a word that are read; longer "words" are noise, and reading them whole would not be linear."""

# Letters and digits of any script, with the vowel signs, tatweel and invisible marks that may stand between them.
_MARKS = f"\u0640{MARKS}\u200b-\u200f\u202a-\u202e\u2060-\u2069"
_WORD = re.compile(f"[^\\W_{_MARKS}][\\w{_MARKS}]*")
_DIGIT = re.compile(r"\d")


def words(text: str) -> list[str]:
    """Return the words of a text as they are written, in order.

    Examples
    --------
    >>> words("#كأس_العالم: 2-1!")
    ['كأس', 'العالم', '2', '1']
    """
    return _WORD.findall(text.replace("_", " "))


def spelled(word: str) -> str:
    """Return the form under which a word is weighed: letters folded, every digit 0, at most `MAX_WORD` letters.

    Examples
    --------
    >>> spelled("الأُوروبى"), spelled("٢٠١٥"), spelled("NATO")
    ('الاوروبي', '0000', 'nato')
    """
    return _DIGIT.sub("0", fold(word[: 2 * MAX_WORD]).lower())[:MAX_WORD]


def pieces(word: str, shortest: int, longest: int) -> list[str]:
    """Return the runs of letters of a word, its edges marked by a space.

    Parameters
    ----------
    word : str
        A word in the form of `spelled`.
    shortest, longest : int
        Lengths of the runs, edges included.

    Examples
    --------
    >>> pieces("مصر", 3, 4)
    [' مص', 'مصر', 'صر ', ' مصر', 'مصر ']
    """
    edged = f" {word} "
    runs = []
    for length in range(shortest, min(longest, len(edged)) + 1):
        runs += [edged[start : start + length] for start in range(len(edged) - length + 1)]
    return runs
