"""Headlines and articles as they come in: lists of str, or a TypeError that names the cure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from arnews.errors import require_str, wrong_type

__all__ = ["as_headlines", "as_texts"]


def as_headlines(headlines: Any) -> list[str]:
    """Return the headlines as a list.

    Raises
    ------
    TypeError
        When `headlines` is one str, no iterable, or holds something else than str.
    """
    return [require_str(f"headlines[{number}]", line) for number, line in enumerate(_listed("headlines", headlines))]


def as_texts(texts: Any) -> list[str] | None:
    """Return the articles as a list, ``None`` in it as an empty text."""
    if texts is None:
        return None
    listed = _listed("texts", texts)
    return ["" if text is None else require_str(f"texts[{number}]", text) for number, text in enumerate(listed)]


def _listed(argument: str, value: Any) -> list[Any]:
    if isinstance(value, str):
        wrong_type(argument, value, f"a list of str (for one of them write [{argument[:-1]}])")
    if isinstance(value, bytes | bytearray):
        wrong_type(argument, value, 'a list of str (decode bytes first: data.decode("utf-8"))')
    if not isinstance(value, Iterable):
        wrong_type(argument, value, "a list of str")
    return list(value)
