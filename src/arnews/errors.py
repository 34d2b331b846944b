"""The errors of arnews.

::

    ArnewsError
    ├── ModelError        a model folder that is missing, damaged or of another task
    ├── LexiconError      a lexicon that cannot be found, built or read
    ├── PageError         a page that cannot be read at all
    ├── DataError         training or evaluation data that cannot be used; names the row
    ├── DocError          a stored document that does not fit together
    └── MissingExtraError an optional dependency is needed; names the command that installs it

An argument of a wrong type is a ``TypeError`` that names the argument and the cure.
"""

from __future__ import annotations

from typing import NoReturn

__all__ = [
    "ArnewsError",
    "DataError",
    "DocError",
    "LexiconError",
    "MissingExtraError",
    "ModelError",
    "PageError",
]


class ArnewsError(Exception):
    """Catch every error that arnews raises on purpose."""


class ModelError(ArnewsError):
    """Report a model folder that is missing, damaged or made for another task."""


class LexiconError(ArnewsError):
    """Report a lexicon that cannot be found, built or read."""


class PageError(ArnewsError):
    """Report a page that cannot be read at all."""


class DataError(ArnewsError):
    """Report training or evaluation data that cannot be used, with its row."""


class DocError(ArnewsError):
    """Report a stored document whose parts do not fit together."""


class MissingExtraError(ArnewsError, ImportError):
    """Report an optional dependency that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f'{what} needs an extra that is not installed: pip install "arnews[{extra}]"')


def wrong_type(argument: str, value: object, cure: str) -> NoReturn:
    """Raise the ``TypeError`` that names an argument, what came in, and the cure."""
    raise TypeError(f"{argument} must be {cure}, got {type(value).__name__}")


def require_str(argument: str, value: object) -> str:
    """Return `value` when it is a str, else raise ``TypeError`` with the cure.

    Examples
    --------
    >>> require_str("text", b"abc")
    Traceback (most recent call last):
    TypeError: text must be a str (decode bytes first: data.decode("utf-8")), got bytes
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bytes | bytearray):
        wrong_type(argument, value, 'a str (decode bytes first: data.decode("utf-8"))')
    if value is None:
        wrong_type(argument, value, "a str (use an empty string for a missing text)")
    wrong_type(argument, value, "a str")
