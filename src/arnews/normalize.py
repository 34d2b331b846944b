"""Arabic letters: ``str -> str``.

Every function here may change the length of a text, so offsets are always those of the raw text and these
forms are used for looking things up, never for slicing.
"""

from __future__ import annotations

from arnews.patterns import pattern

__all__ = ["MARKS", "fold", "is_arabic", "plain"]

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
"""Vowel signs and Koranic marks, as a piece of a character class."""

# Tatweel, vowel signs, and the invisible characters that pasted text is full of:
# zero-width (non-)joiners, direction marks, embeddings and isolates, byte order mark.
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_DROP = pattern(f"[\u0640{MARKS}{_INVISIBLE}]+")
_ARABIC = pattern("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]")
_PRESENTATION = pattern("[\ufb50-\ufdff\ufe70-\ufefc]")
_LETTERS = str.maketrans("أإآٱىیکةؤئ", "ااااييكهوي", "ء")


def plain(text: str) -> str:
    """Drop vowel signs, tatweel and invisible marks; resolve presentation forms.

    Examples
    --------
    >>> plain("العَرَبـيّة")
    'العربية'
    """
    if _PRESENTATION.search(text):
        import unicodedata

        text = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _DROP.sub("", text)


def fold(text: str) -> str:
    """Return `plain` with the letters that writers mix made one (أإآ ا, ى ي, ة ه, ؤ و, ئ ي; ء dropped).

    Examples
    --------
    >>> fold("مسئولية") == fold("مسؤولية")
    False
    >>> fold("الأوروبى") == fold("الاوروبي")
    True
    """
    return plain(text).translate(_LETTERS)


def is_arabic(text: str) -> bool:
    """Tell whether `text` holds at least one Arabic letter."""
    return bool(_ARABIC.search(text) or _PRESENTATION.search(text))
