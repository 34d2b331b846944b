"""Sentences of unlabelled articles, and readings of single words of them that were made by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from arnews.errors import DataError
from arnews.text import layout
from arnews.training.json_lines import parse_object, read_lines, read_objects
from arnews.training.treebank import Sentence, Word

__all__ = ["raw_files", "read_readings", "sample_sentences"]

LETTERS = 1500
"""Letters of an article that are read: the beginning says what the rest is about."""
FEWEST, MOST = 4, 80
"""Tokens of a sentence that is worth learning from."""
_NOT_FREE = ("saudinewsnet_2015",)
"""Files whose licence forbids commercial use: nothing is counted or learned from them."""
Reading = tuple[int, int, str, str, tuple[str, ...]]


def raw_files(folder: Path) -> list[Path]:
    """Return the files of a folder of articles that may be learned from."""
    return [path for path in sorted(folder.glob("*.jsonl.xz")) if not path.name.startswith(_NOT_FREE)]


def read_readings(path: Path, raw: Path) -> list[Sentence]:
    """Return the sentences in which words were read by hand; all other words are unlabelled.

    Parameters
    ----------
    path : Path
        Lines of article, start, end (code points of its text), lemma, tag, pieces joined by ``+``.
    raw : Path
        Folder of the articles (``*.jsonl.xz`` with ``id`` and ``text``).

    Raises
    ------
    DataError
        For a line that has not six fields or does not fit its article.
    """
    rows: dict[str, list[Reading]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            try:
                article, start, end, lemma, tag, pieces = line.split("\t")
                rows[article].append((int(start), int(end), lemma, tag, tuple(pieces.split("+"))))
            except ValueError as error:
                raise DataError(f"{path} line {number} is no reading: {error}") from error
    found: list[Sentence] = []
    for article, text in _articles(raw):
        if article in rows:
            found += _labelled(article, text, rows.pop(article))
    if rows:
        raise DataError(f"{path} names articles that {raw} does not hold: {', '.join(sorted(rows)[:3])}")
    return found


def _labelled(article: str, text: str, rows: Sequence[Reading]) -> Iterator[Sentence]:
    known = {row[:2]: row[2:] for row in rows}
    for row in rows:
        if text[row[0] : row[1]] != "".join(row[4]):
            raise DataError(f"the reading {row[2]} does not fit {article} at {row[0]}")
    for sentence, offset in _sentences(article, text):
        words = []
        for word in sentence.words:
            lemma, tag, cut = known.get((word.start + offset, word.end + offset), ("", "X", ()))
            words.append(Word(word.start, word.end, lemma, tag, cut))
        if any(word.lemma for word in words):
            yield sentence._replace(words=tuple(words))


def sample_sentences(raw: Path, words: int, *, seed: int, without: Iterable[str] = ()) -> list[Sentence]:
    """Return unlabelled sentences from the beginnings of articles, the same number of articles from every file.

    Parameters
    ----------
    raw : Path
        Folder of the articles.
    words : int
        About so many tokens.
    seed : int
        Decides which articles are taken.
    without : iterable of str
        Articles that are left out: those that are scored.
    """
    left_out = set(without)
    files = [[line for _, line in read_lines(path)] for path in raw_files(raw)]
    random = np.random.default_rng(seed)
    orders = [random.permutation(len(lines)).tolist() for lines in files]
    found: list[Sentence] = []
    count = turn = 0
    while count < words and any(turn < len(order) for order in orders):
        for lines, order in zip(files, orders, strict=True):
            if turn < len(order) and count < words:
                article = parse_object(lines[order[turn]], "raw article")
                if article["text"] and article["id"] not in left_out:
                    for sentence, _ in _sentences(article["id"], article["text"]):
                        if FEWEST <= len(sentence.words) <= MOST:
                            found.append(sentence)
                            count += len(sentence.words)
        turn += 1
    return found


def _sentences(article: str, text: str) -> Iterator[tuple[Sentence, int]]:
    """Yield the sentences of the beginning of a text, unlabelled, and where each begins."""
    whole = layout(text[:LETTERS])
    for (first, last), (start, end) in zip(whole.sent_tokens.tolist(), whole.sents.tolist(), strict=True):
        if last > first:
            words = tuple(Word(a - start, b - start, "", "X", ()) for a, b in whole.tokens[first:last].tolist())
            yield Sentence(text[start:end], words, "modern", article), start


def _articles(raw: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(raw.glob("*.jsonl.xz")):
        for _, article in read_objects(path):
            if article["text"]:
                yield article["id"], article["text"]
