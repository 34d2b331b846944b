"""Span: a piece of a text, with exact offsets."""

from __future__ import annotations

from typing import Any, NoReturn

__all__ = ["Span"]


class Span:
    """A piece of a text.

    Parameters
    ----------
    source : str
        The whole raw text.
    start_char, end_char : int
        Half-open code points of `source`.

    Examples
    --------
    >>> span = Span("زار القاهرة", 4, 11)
    >>> span.text, span.start_char, span.end_char
    ('القاهرة', 4, 11)
    """

    __slots__ = ("_source", "end_char", "start_char")

    _source: str
    start_char: int
    end_char: int

    def __init__(self, source: str, start_char: int, end_char: int) -> None:
        if not 0 <= start_char <= end_char <= len(source):
            raise ValueError(f"span {start_char}:{end_char} lies outside a text of {len(source)} characters")
        put = object.__setattr__
        put(self, "_source", source)
        put(self, "start_char", start_char)
        put(self, "end_char", end_char)

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def text(self) -> str:
        """The characters of the span."""
        return self._source[self.start_char : self.end_char]

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is read-only")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is read-only")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r}, {self.start_char}, {self.end_char})"

    def __len__(self) -> int:
        return self.end_char - self.start_char

    def _key(self) -> tuple[Any, ...]:
        return (self.start_char, self.end_char, self._source)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Span) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((type(self).__name__, *self._key()))

    def __reduce__(self) -> tuple[Any, ...]:
        return Span, (self._source, self.start_char, self.end_char)
