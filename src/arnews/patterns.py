"""Regular expressions that are compiled when they are first used.

Compiling all that a page may need takes longer than reading dozens of pages, and most pages need few of them.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, cast

__all__ = ["Hinted", "Openings", "alternatives", "pattern"]

_ESCAPED = re.compile(r"\\.")
_SPECIAL = re.compile(r"[\\()\[\]?*+.{}^$|]")
_ARTICLE = "(?:ال)?"
_KEYS = 4096
"""First letters that are remembered."""
_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Later:
    """Stands for a pattern; its methods are the pattern's own once one of them was asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves like ``re.compile(text, flags)`` and costs nothing before its first use.

    Examples
    --------
    >>> pattern("[0-9]+").findall("12 و 13")
    ['12', '13']
    """
    return cast("re.Pattern[str]", _Later(text, flags))


def alternatives(text: str) -> list[str]:
    """Cut a pattern at the bars that stand in no bracket.

    Examples
    --------
    >>> alternatives("a|(?:b|c)d|[|]")
    ['a', '(?:b|c)d', '[|]']
    """
    parts: list[str] = []
    depth = 0
    for piece in text.split("|"):
        if depth:
            parts[-1] += "|" + piece
        else:
            parts.append(piece)
        plain = _ESCAPED.sub("", piece) if "\\" in piece else piece
        depth += plain.count("(") + plain.count("[") - plain.count(")") - plain.count("]")
    return parts


def _group(text: str) -> tuple[str, str]:
    """Return what the group that opens a pattern holds, and what comes after it."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return text[3:at], text[at + 1 :]
    raise ValueError(f"a bracket is not closed: {text}")


def _beginnings(text: str) -> set[str]:
    """Return the letters, two or one of them, that what a pattern matches begins with; ``0`` stands for any digit.

    The article ال does not count: two letters behind it belong to the key.
    """
    if text.startswith(("ال", "(?:ال)?")):
        rest = text[2:] if text[0] != "(" else text[7:]
        found = _beginnings(rest) if rest else {""}
        return {f"ال{key}" for key in found} | (found if text[0] == "(" else set())
    rest = ""
    if text.startswith("(?:"):
        inside, rest = _group(text)
        found = {key for part in alternatives(inside) for key in _beginnings(part)}
    elif text.startswith("["):
        end = text.index("]", 2)
        found, rest = set(text[1:end].replace("\\", "")), text[end + 1 :]
    elif text.startswith("\\"):
        found, rest = {{"d": "0", "s": " "}.get(text[1], text[1])}, text[2:]
    else:
        short = len(text) < 2 or text[1] in "\\[(.?*+{$" or text[2:3] in ("?", "*", "{")
        found = {text[:1]} if short else {text[:2]}
    return found | _beginnings(rest[1:]) if rest.startswith(("?", "*")) else found


class _Part(NamedTuple):
    """One alternative: plain letters, or a pattern where it is more than that."""

    letters: str
    form: re.Pattern[str] | None
    article: bool
    """The article ال may stand before it."""
    head: re.Pattern[str] | None
    tail: re.Pattern[str] | None

    def match(self, low: str) -> int:
        """Return where it ends at the beginning of a text in lower case, 0 where it does not match."""
        starts: tuple[int, ...] = (0,)
        if self.article and low.startswith("ال"):
            starts = (2, 0)
        elif self.head is not None and (head := self.head.match(low)) is not None:
            starts = (head.end(), 0)
        for start in starts:
            if self.form is not None:
                if found := self.form.match(low, start):
                    return found.end()
            elif low.startswith(self.letters, start):
                end = start + len(self.letters)
                if self.tail is None:
                    return end
                if found := self.tail.match(low, end):
                    return found.end()
        return 0


class Openings:
    """Alternatives that a line may open with, told apart by their first letters: two, or two behind the article ال.

    Few lines begin with such letters: for the others a look at them is enough, and only what comes is compiled.

    Parameters
    ----------
    *rules : tuple of str, str and str
        Alternatives between bars, in lower case; a pattern that stands before and one that stands after each of them.

    Examples
    --------
    >>> share = Openings(("شارك|انشر", "", "(?: علي)?"), ("tweet", "", ""))
    >>> share.match("شارك علي تويتر"), share.match("خبر")
    (8, 0)
    """

    def __init__(self, *rules: tuple[str, str, str]) -> None:
        self._known: dict[str, list[int]] = {}
        self._parts: list[_Part] = []
        for text, before, after in rules:
            head = pattern(before) if before not in ("", _ARTICLE) else None
            tail = pattern(after) if after else None
            for part in alternatives(text):
                for key in _beginnings(before + part):
                    self._known.setdefault(key, []).append(len(self._parts))
                form = pattern(part + after) if _SPECIAL.search(part) else None
                self._parts.append(_Part(part, form, before == _ARTICLE, head, tail))
        self._found: dict[str, list[_Part]] = {}

    def _of(self, key: str) -> list[_Part]:
        """Return the alternatives of a text that begins with these letters, and remember them."""
        low = key.lower()
        one = "0" if low[:1].isdecimal() else low[:1]
        found = {at for part in (low, low[:3], low[:2], one) for at in self._known.get(part, ())}
        parts = [self._parts[at] for at in sorted(found)]
        if len(self._found) < _KEYS:
            self._found[key] = parts
        return parts

    def match(self, text: str) -> int:
        """Return where the first alternative that matches at the beginning of `text` ends, 0 where none does."""
        key = text[:2]
        if key == "ال":
            key = text[:4]
        parts = self._found.get(key)
        if parts is None:
            parts = self._of(key)
        if not parts:
            return 0
        low = text if text.islower() else text.lower()
        if len(low) != len(text):
            low = text
        for part in parts:
            if end := part.match(low):
                return end
        return 0


class Hinted:
    """Patterns that are looked for only in texts which have a piece of them.

    Looking for a piece is ten times faster than a pattern with dozens of alternatives, and only what comes is compiled.

    Parameters
    ----------
    *rules : tuple of str and str
        Pieces, between bars, one of which is in all that the pattern matches; and the pattern. Both in lower case.

    Examples
    --------
    >>> Hinted(("حقوق", "(?:كل|جميع) الحقوق")).search("جميع الحقوق")
    True
    """

    def __init__(self, *rules: tuple[str, str]) -> None:
        self._rules = [(tuple(hints.split("|")), pattern(text)) for hints, text in rules]
        self._hints = tuple(dict.fromkeys(hint for hints, _ in self._rules for hint in hints))

    def search(self, text: str) -> bool:
        """Tell whether one of the patterns is found in a text in lower case."""
        has = text.__contains__
        if not any(map(has, self._hints)):
            return False
        return any(any(map(has, hints)) and form.search(text) is not None for hints, form in self._rules)
