"""Labelled headlines from files: JSON lines, CSV, TSV, and tab-separated lines with marked entities."""

from __future__ import annotations

import csv
import io
import lzma
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from arnews.errors import DataError
from arnews.training.json_lines import read_objects

__all__ = ["NO_TOPIC", "Row", "read_articles", "read_rows"]

NO_TOPIC = "none"
"""Written in place of a topic: the headline says nothing about one. Such rows are not learnt from."""

_TITLE = ("title", "headline")
_TOPIC = ("topic", "topics", "label", "labels")
_TEXT = ("text", "body", "article")
_SOURCE = ("source", "outlet")
_ENTITY = re.compile(r"\[\??(?:PER|LOC|ORG) ([^\]]*)\]")


class Row(NamedTuple):
    """A labelled headline.

    Attributes
    ----------
    where : str
        File and line, for messages.
    id : str
        Empty when the file gives none.
    headline : str
        The headline.
    topics : tuple of str, or dict of str to float
        The best topic first; or the share of each. Empty: no topic.
    text : str
        The article; empty when the file gives none.
    source : str
        Outlet; empty when the file gives none.
    """

    where: str
    id: str
    headline: str
    topics: tuple[str, ...] | dict[str, float]
    text: str = ""
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The topics, the best one first."""
        shares = self.topics
        return tuple(sorted(shares, key=lambda name: -shares[name])) if isinstance(shares, dict) else shares


def read_rows(paths: Iterable[Path], *, by_id: bool = False) -> list[Row]:
    """Read labelled headlines, file after file.

    Each file may be compressed (``.xz``). By the ending of its name:

    - ``.jsonl``: an object a line, fields as below; ``topic`` may be a str, a list, or an object of shares;
    - ``.csv``, ``.tsv`` with a first line of column names: ``title`` (or ``headline``), ``topic`` (or ``label``;
      several joined by ``|``, the best first), and, if they are there, ``id``, ``text`` (or ``body``) and ``source``;
    - ``.tsv`` without one: id, topics joined by ``|``, headline, in which entities may be marked (``[LOC مصر]``).

    Parameters
    ----------
    paths : iterable of Path
        The files.
    by_id : bool, default False
        Take rows that have an ``id`` in place of a headline (JSON lines, or a table with the columns ``id`` and
        ``topic``); the headline is then looked up elsewhere.

    Raises
    ------
    DataError
        When a file cannot be read, lacks a column, or a row lacks its topic or headline; the message names the
        row and the cure.
    """
    rows: list[Row] = []
    for path in paths:
        rows += _file_rows(Path(path), by_id)
    return rows


def read_articles(paths: Iterable[Path], wanted: set[str] | None = None) -> dict[str, tuple[str, str, str]]:
    """Return headline, text and outlet of articles by id.

    Parameters
    ----------
    paths : iterable of Path
        JSON lines with ``id``, ``title``, ``text`` and ``source``.
    wanted : set of str, optional
        Ids that are kept. Default: all.
    """
    found: dict[str, tuple[str, str, str]] = {}
    for path in paths:
        for where, record in read_objects(Path(path)):
            if "id" not in record:
                raise DataError(f"{where}: no field 'id'; articles are found by the id of their headline")
            if wanted is None or record["id"] in wanted:
                title, text, source = (str(_first(record, names) or "") for names in (_TITLE, _TEXT, _SOURCE))
                found[record["id"]] = title, text, source
    return found


def _file_rows(path: Path, by_id: bool) -> Iterator[Row]:
    kind = path.name.removesuffix(".xz").rpartition(".")[2]
    if kind == "jsonl":
        for where, record in read_objects(path):
            if by_id and record.get("id") and _first(record, _TITLE) is None:
                yield _bare_row(where, record)
            else:
                yield _row(where, record)
    elif kind in ("csv", "tsv"):
        yield from _table_rows(path, "\t" if kind == "tsv" else ",", by_id)
    else:
        raise DataError(f"{path}: cannot tell the format from the name; use .jsonl, .csv or .tsv (or these and .xz)")


def _table_rows(path: Path, delimiter: str, by_id: bool) -> Iterator[Row]:
    # Headlines are full of lone quotes, so a tab-separated file has no quoting.
    text = io.StringIO(_text(path))
    csv.field_size_limit(1 << 30)
    if delimiter == "\t":
        lines = csv.reader(text, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        lines = csv.reader(text, delimiter=delimiter)
    header = next(lines, None)
    if header is None:
        raise DataError(f"{path.name}: the file is empty; give it a line of column names and a row each headline")
    names = [name.strip().lower().lstrip("\ufeff") for name in header]
    marked = len(names) == 3 and delimiter == "\t" and not {*_TITLE, *_TOPIC, "id"} & set(names)
    bare = by_id and "id" in names and not {*_TITLE} & set(names)
    if marked:
        yield _marked_row(f"{path.name}:1", header)
    elif not bare:
        _check_columns(f"{path.name}:1", names)
    for fields in lines:
        where = f"{path.name}:{lines.line_num}"
        if not any(field.strip() for field in fields):
            continue
        if len(fields) != len(names):
            raise DataError(f"{where}: {len(fields)} fields, the first line has {len(names)}; check the delimiters")
        record = dict(zip(names, fields, strict=True))
        yield _marked_row(where, fields) if marked else _bare_row(where, record) if bare else _row(where, record)


def _check_columns(where: str, names: list[str]) -> None:
    for wanted in (_TITLE, _TOPIC):
        if not set(wanted) & set(names):
            raise DataError(
                f"{where}: no column {wanted[0]!r} (or {', '.join(wanted[1:])}) among {', '.join(names)}; "
                f"name the column in the first line"
            )


def _marked_row(where: str, fields: list[str]) -> Row:
    return _checked(Row(where, fields[0], _ENTITY.sub(r"\1", fields[2]), _topics(where, fields[1])))


def _bare_row(where: str, record: Mapping[str, Any]) -> Row:
    return Row(where, str(record["id"]), "", _topics(where, _first(record, _TOPIC)))


def _row(where: str, record: Mapping[str, Any]) -> Row:
    _check_columns(where, list(record))
    headline, label = _first(record, _TITLE), _first(record, _TOPIC)
    if not isinstance(headline, str):
        raise DataError(f"{where}: the headline is {headline!r}; give text or leave the row out")
    text, source = _first(record, _TEXT), _first(record, _SOURCE)
    topics = _topics(where, label)
    alternatives = record.get("alt")  # further topics that are acceptable, as in evaluation files
    if isinstance(alternatives, list) and isinstance(topics, tuple):
        topics = tuple(dict.fromkeys([*topics, *map(str, alternatives)]))
    return _checked(Row(where, str(record.get("id") or ""), headline, topics, str(text or ""), str(source or "")))


def _checked(row: Row) -> Row:
    if not row.headline.strip():
        raise DataError(f"{row.where}: the headline is empty; give text or leave the row out")
    return row


def _topics(where: str, label: Any) -> tuple[str, ...] | dict[str, float]:
    if isinstance(label, Mapping):
        if not label or not all(isinstance(share, int | float) and share >= 0 for share in label.values()):
            raise DataError(f"{where}: shares of topics must be numbers of at least 0, got {dict(label)!r}")
        return {str(name): float(share) for name, share in label.items()}
    if isinstance(label, str):
        label = label.split("|")
    if not isinstance(label, list) or not all(isinstance(name, str) for name in label):
        raise DataError(f"{where}: the topic is {label!r}; give its name, or several joined by |")
    names = [name.strip() for name in label if name.strip()]
    if not names:
        raise DataError(f"{where}: the topic is empty; give its name, or {NO_TOPIC!r} for a headline without one")
    return tuple(name for name in dict.fromkeys(names) if name != NO_TOPIC)


def _first(record: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((record[name] for name in names if record.get(name) is not None), None)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise DataError(f"{path}: no such file") from error
    except (OSError, lzma.LZMAError, EOFError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 at byte {error.start}; convert the file to UTF-8 first") from error
