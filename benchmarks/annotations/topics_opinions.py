"""Make a file like `topics_opinions.jsonl.xz`: what an encoder fine-tuned on labelled headlines says of raw articles.

    python benchmarks/annotations/topics_opinions.py LABELLED... --raw ARTICLES... --held-out GOLD -o OUT.jsonl.xz

It reads the headline, the opening and two later sentences of each article; the opinion is the mean of the four.
The shipped file is the mean of two such encoders, which had read the written headlines as well (docs/topics.md).
Forty minutes to fine-tune and forty to read on one core with bfloat16 matrices (AMX), many times that on others.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from arnews.topics.labels import shares
from arnews.topics.words import words
from arnews.training import topic_teacher
from arnews.training.topic_context import balanced, from_e5, parts_of
from arnews.training.topic_corpora import read_articles, read_rows

_BATCH = 8_000
_LEAST = 1e-4
_SHARPER = 1.5  # a mean of logarithms is more modest than its parts
_FAINT = 0.02


def opinion(said: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the shares of topics of an article from those of its headline (the first row) and its other parts."""
    weight = np.array([1.0, *[1 / 3] * (len(said) - 1)])
    logs = _SHARPER * (weight @ np.log(np.maximum(said.astype(np.float64), _LEAST))) / weight.sum()
    found = np.exp(logs - logs.max())
    result: NDArray[np.float64] = found / found.sum()
    return result


def written(name: str, found: Sequence[float], topics: Sequence[str]) -> str:
    """Return the line of one article, faint topics left out."""
    kept = {topic: round(share, 2) for topic, share in zip(topics, found, strict=True) if share >= _FAINT}
    return json.dumps({"id": name, "topic": kept}, ensure_ascii=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", nargs="+", type=Path)
    parser.add_argument("--raw", nargs="+", type=Path, required=True)
    parser.add_argument("--held-out", nargs="*", type=Path, default=[])
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    articles: Mapping[str, tuple[str, str, str]] = read_articles(options.raw)
    gone = {" ".join(words(row.headline)) for row in read_rows(options.held_out)}
    articles = {name: row for name, row in articles.items() if " ".join(words(row[0])) not in gone}
    rows = [row for row in read_rows(options.labelled, by_id=True) if row.topics]
    lines = [row.headline or articles.get(row.id, ("", "", ""))[0] for row in rows]
    known = [at for at, line in enumerate(lines) if words(line)]
    topics, table = shares((rows[at].topics for at in known), 0.7)
    draw = random.Random(0)
    parts = {name: parts_of(title, text, draw) for name, (title, text, _) in articles.items()}
    lines = [lines[at] for at in known]
    start = from_e5([*lines, *(part for own in parts.values() for part in own)])
    weight = balanced(np.ones(len(lines), np.float32), table)
    teacher = topic_teacher.fine_tune(
        lines, table, weight, pieces=start.pieces, weights=start.weights, heads=start.heads,
        settings=topic_teacher.Settings(), seed=0, progress=lambda line: print(line, file=sys.stderr),
    )  # fmt: skip
    with lzma.open(options.output, "wt", encoding="utf-8", preset=9) as file:
        names = [name for name, own in parts.items() if own]
        for first in range(0, len(names), _BATCH // 4):
            group = names[first : first + _BATCH // 4]
            said = teacher([part for name in group for part in parts[name]])
            ends = np.cumsum([len(parts[name]) for name in group])
            for name, end in zip(group, ends, strict=True):
                found = opinion(said[end - len(parts[name]) : end])
                file.write(written(name, found.tolist(), topics.tolist()) + "\n")


if __name__ == "__main__":
    main()
