"""Sentences: rules for the way news is punctuated.

A sentence ends at ``. ! ? ؟ …`` or a line break, its closing quote or bracket included. Two dots and ``…``
mostly join clauses like a dash in Egyptian papers; they end a sentence only where a clause of some length
follows one of some length and does not open with a word that continues it. Stops in numbers, addresses,
abbreviations and initials end nothing, nor does a stop that a comma follows.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from arnews.errors import require_str

__all__ = ["split_sentences"]

_BREAK = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_HIDDEN = "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_STOP = re.compile(rf"[.!?؟…][.!?؟…{_HIDDEN}]*|[{_BREAK}]+")
_CLOSING = re.compile(rf"[{_HIDDEN}]*[»”’›)\]}}\"']")
_GAP = re.compile(rf"[^\S{_BREAK}]*")
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z0-9]")
_NAME = re.compile(r"[^\W\d_]")

# One letter before a stop is an initial or an abbreviation (د. م. أ. ش.), with or without a proclitic or article.
# Longer ones are the Arabic names of Latin letters, which news writes out: إف. بي. آي., جي. دي. فانس, إتش. جي.
_ABBREVIATIONS = frozenset(
    "ايه اي إيه إي آيه أي آي بي سي دي اف إف أف جي اتش إتش جيه جاي كيه كي ال إل ام إم أم ان إن أن او أو كيو"
    " ار آر أر اس إس أس تي يو في دبليو اكس إكس واي زد زي أد دة".split()
)
_TITLE = re.compile("[وفبلك](?:أ?د|م|أ)")  # ود. ولد. بم.: a title of one letter behind a proclitic
# A clause after two dots that opens with one of these goes on with the clause before it.
_CONTINUES = frozenset(
    "حتى وهو وهي وهم والتي والذي والذين التي الذي الذين وذلك وكذلك كل وكل في على إلى من عن بعد"
    " قبل مع بين دون كما"
    " أسفر أسفرت لا ولا أو ثم بل وخاصة خاصة أي مثل بسبب وبعد وقبل ومع وفي ومن وعلى وإلى".split()
)


def split_sentences(text: str) -> NDArray[np.int32]:
    """Return the sentences of `text`.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    ndarray of int32, shape (n_sents, 2)
        Start and end of every sentence, half-open code points, in order, without white space at the edges.
        Together they hold every character that is not white space.

    Examples
    --------
    >>> text = "بلغ السعر 3.5 دولار. قال د. أحمد: «انتهى الأمر.» ثم غادر"
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['بلغ السعر 3.5 دولار.', 'قال د. أحمد: «انتهى الأمر.»', 'ثم غادر']
    """
    require_str("text", text)
    edges: list[int] = []
    start = 0
    for end in (*_boundaries(text), len(text)):
        stripped = text[start:end].strip()
        if stripped:
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            edges += [first, first + len(stripped)]
        start = end
    return np.array(edges, np.int32).reshape(-1, 2)


def _boundaries(text: str) -> list[int]:
    found: list[int] = []
    last = 0
    open_quote = _QuoteCounter(text)
    for match in _STOP.finditer(text):
        if text[match.start()] in _BREAK:
            found.append(match.end())
            last = match.end()
            continue
        end = _with_closers(text, match.end(), open_quote)
        if _ends_sentence(text, match, end, last):
            found.append(end)
            last = end
    return found


class _QuoteCounter:
    """Tell whether a straight quote closes: an odd number of them came before it in its line."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._open = text, 0, False

    def closes(self, position: int) -> bool:
        for match in re.finditer(rf"[\"{_BREAK}]", self._text[self._at : position]):
            self._open = match[0] == '"' and not self._open
        self._at = position
        return self._open


def _with_closers(text: str, end: int, quotes: _QuoteCounter) -> int:
    """Return the offset after the quotes and brackets that close behind a stop."""
    while True:
        gap = _GAP.match(text, end)
        after = gap.end() if gap else end
        closing = _CLOSING.match(text, after)
        if closing is None:
            return end
        mark = text[closing.end() - 1]
        if mark == '"' and not quotes.closes(closing.end() - 1):
            return end
        if after > end and mark in "'’":
            return end
        end = closing.end()


def _ends_sentence(text: str, match: re.Match[str], end: int, last: int) -> bool:
    mark = re.sub(rf"[{_HIDDEN}]", "", match[0])
    gap = _GAP.match(text, end)
    first = gap.end() if gap else end
    after = text[first : first + 2]
    if after[:1] in ("،", ",", "؛", ";", ":") or (after[:1] in (".", "…") and end > match.end()):
        return False
    if "!" in mark or "?" in mark or "؟" in mark:
        return not after.startswith(".")
    if mark == ".":
        where = match.start(), match.end()
        return not _inside_a_word(text, *where) and not _abbreviates(text, *where)
    return _new_clause(text, match.start(), end, last)


def _inside_a_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isdigit() and after.isdigit():
        return True
    return bool(_LATIN.match(before) and _LATIN.match(after))  # an address, a file name


def _abbreviates(text: str, start: int, end: int) -> bool:
    if text[end : end + 1].strip() and text[start - 1 : start] in (" ", "\xa0"):
        start -= 1  # a blank strayed before the stop of an initial: ع.أ .م
    begin = start
    while begin and start - begin < 8 and _NAME.match(text[begin - 1]):
        begin -= 1
    word = text[begin:start]
    if not word or word[0].isascii():
        return len(word) == 1 and word.isupper()
    if len(word) == 1 or word in _ABBREVIATIONS or _TITLE.fullmatch(word):
        return True
    # the last of several initials: إف. بي. آي
    return text[begin - 1 : begin] == "." and len(word) <= 3 and text[end : end + 1] == "."


def _new_clause(text: str, start: int, end: int, last: int) -> bool:
    """Tell whether a whole new sentence begins after two dots or an ellipsis."""
    stop = _STOP.search(text, end)
    follows = _WORD.findall(text[end : min(end + 400, stop.start() if stop else len(text))])
    before = _WORD.findall(text[max(last, start - 400) : start])
    question = stop is not None and stop[0][0] in "?؟"
    if len(before) < 5 or len(follows) < (3 if question else 6):
        return False
    first = follows[0]
    if first.removeprefix("و")[:1].isdigit():
        return False  # a figure goes on with what was counted before
    return first not in _CONTINUES and not first.startswith(("لل", "لي")) and not first[:1].isascii()
