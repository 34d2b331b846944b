"""Lines of UTF-8 files, plain or packed (``.xz``), and the objects of JSON lines: how every corpus is opened."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from arnews.errors import DataError

__all__ = ["parse_object", "read_lines", "read_objects"]


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file with their numbers, from 1, without the line's end.

    Raises
    ------
    DataError
        When the file is missing, damaged or not UTF-8.
    """
    try:
        with (
            lzma.open(path, "rt", encoding="utf-8-sig")
            if path.suffix == ".xz"
            else path.open(encoding="utf-8-sig") as lines
        ):
            for number, line in enumerate(lines, 1):
                yield number, line.rstrip("\n")
    except FileNotFoundError as error:
        raise DataError(f"{path}: no such file") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8; convert the file to UTF-8 first") from error
    except (OSError, lzma.LZMAError, EOFError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error


def parse_object(line: str, where: str) -> dict[str, Any]:
    """Return the JSON object of a line.

    Raises
    ------
    DataError
        When the line is no JSON, or JSON of another kind; the message begins with `where`.
    """
    try:
        found = json.loads(line)
    except ValueError as error:
        raise DataError(f"{where}: no JSON: {error}; write one object a line") from error
    if not isinstance(found, dict):
        raise DataError(f"{where}: {type(found).__name__} in place of an object; write one object a line")
    return found


def read_objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of a file of JSON lines, each with its file and line for messages; empty lines are passed over.

    Raises
    ------
    DataError
        As `read_lines` and `parse_object` do.
    """
    for number, line in read_lines(path):
        if line.strip():
            where = f"{path.name}:{number}"
            yield where, parse_object(line, where)
