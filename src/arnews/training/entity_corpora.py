"""Corpora of names: CoNLL, text marked inline, tables of annotated news, JSON lines.

A file is told by its name, with or without ``.xz`` behind it:

========== ==========================================================================================
``.conll`` ``token<TAB>tag`` a line (IOB2; PERS and PERSON are PER), an empty line between sentences
``.txt``   one text a line, names inline: ``قال [PER جوش إرنست] في [?LOC واشنطن]``; ``#`` opens a comment
``.tsv``   ``id<TAB>text`` or ``id<TAB>topic|topic<TAB>text``, names inline
``.jsonl`` ``{"text": …, "entities": [[start, end, label], …]}``, offsets half-open code points
========== ==========================================================================================

``[?TYPE …]`` marks a name that two careful readers could settle differently: its words are left out of training, and in
scoring it is neither a miss nor a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from arnews.doc import LABELS
from arnews.entities.gazetteer import KINDS
from arnews.errors import DataError
from arnews.training.json_lines import parse_object, read_lines

__all__ = ["Example", "Part", "parse_marked", "read", "read_names", "read_raw"]

_MARK = re.compile(r"\[(\??)(PER|LOC|ORG) ([^\[\]]+)\]")
_OPEN = re.compile(r"\[\??(?:PER|LOC|ORG)\b")
_TOPICS = re.compile(r"[A-Za-z_*|]+")
_ALIASES = {"PERS": "PER", "PERSON": "PER"}


class Part(NamedTuple):
    """A stretch of text: a name (`label`) or what stands between names (``None``)."""

    text: str
    label: str | None = None
    optional: bool = False


class Example(NamedTuple):
    """One text with its names.

    Attributes
    ----------
    parts : tuple of Part
        In order; joined they are the text.
    group : str
        Texts of one group (an article, a block of a corpus) are held out together.
    topics : tuple of str
        Accepted topics, the best first; empty where none are given.
    whole_tokens : bool
        Names were marked on whole tokens, so a proclitic may stand inside (CoNLL).
    """

    parts: tuple[Part, ...]
    group: str
    topics: tuple[str, ...] = ()
    whole_tokens: bool = False

    @property
    def text(self) -> str:
        """The text without marks."""
        return "".join(part.text for part in self.parts)

    def spans(self) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]]]:
        """Return the names (start, end, position of the label) and the optional spans."""
        names, optional, start = [], [], 0
        for part in self.parts:
            end = start + len(part.text)
            if part.label and part.optional:
                optional.append((start, end))
            elif part.label:
                names.append((start, end, LABELS.index(part.label)))
            start = end
        return names, optional


def read(path: Path) -> list[Example]:
    """Return the examples of one file.

    Raises
    ------
    DataError
        When a line cannot be used; the message names file, line and what is wrong.
    """
    readers = {".conll": _conll, ".txt": _marked, ".tsv": _table, ".jsonl": _json_lines}
    suffix = Path(path.name.removesuffix(".xz")).suffix
    if suffix not in readers:
        raise DataError(f"{path}: names are read from {', '.join(readers)} (or the same with .xz), not {suffix!r}")
    examples = list(readers[suffix](path))
    if not examples:
        raise DataError(f"{path}: no text in it")
    return examples


def read_raw(path: Path) -> Iterator[str]:
    """Yield texts without labels: lines of ``.txt``, or titles and paragraphs of ``.jsonl`` (``title``, ``text``)."""
    for number, line in read_lines(path):
        if Path(path.name.removesuffix(".xz")).suffix == ".jsonl":
            row = parse_object(line, f"{path}:{number}")
            for text in (row.get("title"), *(row.get("text") or "").split("\n")):
                if text and text.strip():
                    yield text.strip()
        elif line.strip():
            yield line.strip()


def read_names(path: Path) -> list[tuple[str, str]]:
    """Return the rows of a list of names: ``name<TAB>kind``, further columns are not read."""
    rows = []
    for number, line in read_lines(path):
        name, _, rest = line.partition("\t")
        kind = rest.partition("\t")[0]
        if kind not in KINDS:
            raise DataError(f"{path}:{number}: the kind {kind!r} is none of {', '.join(KINDS)}")
        rows.append((name, kind))
    return rows


def parse_marked(text: str, where: str = "text") -> tuple[Part, ...]:
    """Take the marks out of one text.

    Examples
    --------
    >>> [part[:2] for part in parse_marked("زار [PER عمرو] ب[LOC غزة]")]
    [('زار ', None), ('عمرو', 'PER'), (' ب', None), ('غزة', 'LOC')]
    """
    parts, last = [], 0
    for match in _MARK.finditer(text):
        if match.start() > last:
            parts.append(Part(text[last : match.start()]))
        parts.append(Part(match[3], match[2], bool(match[1])))
        last = match.end()
    if last < len(text):
        parts.append(Part(text[last:]))
    if any(part.label is None and _OPEN.search(part.text) for part in parts):
        raise DataError(f"{where}: a mark that does not close, or one inside another: {text[:80]!r}")
    return tuple(parts)


def _marked(path: Path) -> Iterator[Example]:
    for number, line in read_lines(path):
        if line.strip() and not line.startswith("#"):
            topics, tab, text = line.partition("\t")
            if not tab or not _TOPICS.fullmatch(topics):
                topics, text = "", line
            yield Example(parse_marked(text, f"{path}:{number}"), f"{path.name}:{number}", _split(topics))


def _table(path: Path) -> Iterator[Example]:
    for number, line in read_lines(path):
        if not line.strip():
            continue
        columns = line.split("\t")
        if not 2 <= len(columns) <= 3:
            raise DataError(f"{path}:{number}: {len(columns)} columns; expected id, text or id, topics, text")
        topics = _split(columns[1]) if len(columns) == 3 else ()
        yield Example(parse_marked(columns[-1], f"{path}:{number}"), columns[0].partition("#")[0], topics)


def _split(topics: str) -> tuple[str, ...]:
    return tuple(topic for topic in topics.split("|") if topic)


def _json_lines(path: Path) -> Iterator[Example]:
    for number, line in read_lines(path):
        if not line.strip():
            continue
        row = parse_object(line, f"{path}:{number}")
        text, spans = row.get("text"), row.get("entities", row.get("spans"))
        if not isinstance(text, str) or not isinstance(spans, list):
            raise DataError(f'{path}:{number}: expected {{"text": str, "entities": [[start, end, label], …]}}')
        parts, last = [], 0
        for start, end, label in sorted(_span(span, f"{path}:{number}") for span in spans):
            if not last <= start < end <= len(text):
                raise DataError(f"{path}:{number}: the span {start}:{end} overlaps another or leaves the text")
            parts += [Part(text[last:start])] * (start > last) + [Part(text[start:end], label)]
            last = end
        parts += [Part(text[last:])] * (last < len(text))
        yield Example(tuple(parts), f"{path.name}:{number}")


def _span(span: Any, where: str) -> tuple[int, int, str]:
    if isinstance(span, dict):
        span = [span.get("start"), span.get("end"), span.get("label")]
    if not isinstance(span, list) or len(span) != 3 or not isinstance(span[0], int) or not isinstance(span[1], int):
        raise DataError(f"{where}: a span must be [start, end, label], got {span!r}")
    label = _ALIASES.get(str(span[2]), str(span[2]))
    if label not in LABELS:
        raise DataError(f"{where}: unknown label {span[2]!r}; labels are {', '.join(LABELS)}")
    return span[0], span[1], label


def _conll(path: Path) -> Iterator[Example]:
    sentence: list[tuple[str, str]] = []
    count = 0
    for number, line in (*read_lines(path), (0, "")):
        if line.strip():
            columns = line.split()
            if len(columns) < 2:
                raise DataError(f"{path}:{number}: expected a token and a tag, got {line!r}")
            sentence.append((columns[0], columns[-1]))
        elif sentence:
            # Sentences of a corpus follow one another as in the text: blocks are held out together.
            yield Example(_joined(sentence), f"{path.name}:{count // 10}", whole_tokens=True)
            sentence, count = [], count + 1


def _joined(sentence: Sequence[tuple[str, str]]) -> tuple[Part, ...]:
    runs: list[tuple[list[str], str | None]] = []
    before: str | None = None
    for token, tag in sentence:
        prefix, _, name = tag.partition("-")
        label = _ALIASES.get(name, name) if _ALIASES.get(name, name) in LABELS else None
        # An inside tag that follows nothing it could continue opens a name.
        if runs and label == before and (label is None or prefix == "I"):
            runs[-1][0].append(token)
        else:
            runs.append(([token], label))
        before = label
    parts = [Part(" ".join(tokens), label) for tokens, label in runs]
    spaced = [Part(" ")] * (2 * len(parts) - 1)
    spaced[::2] = parts
    return tuple(spaced)
