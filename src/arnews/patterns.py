"""Regular expressions that are compiled when they are first used.

Compiling all that a page may need takes longer than reading dozens of pages, and most pages need few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["pattern"]

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
