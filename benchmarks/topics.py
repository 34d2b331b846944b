"""Measure the shipped topic classifier: figures on labelled files, and speed beside plain scikit-learn.

    python benchmarks/topics.py ../shared/data/topics/dev_gold.jsonl --seed ../shared/data/seed/headlines.txt \
        --titles ../shared/data/raw/almayadeen_2023_2024.jsonl.xz

Plain scikit-learn is TF-IDF over words (1-2) and pieces of words (2-5) with a LinearSVC, fitted on the headlines of the
labelled files: how good it is does not matter here, its time per headline does. Both are asked for the headlines of
`--titles`, each of which stands there once, so that remembered headlines and words flatter nobody.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from arnews.artifacts import model_folder
from arnews.topics import TopicClassifier
from arnews.training.topic_corpora import read_articles, read_rows
from arnews.training.topics import evaluate

_MARK = re.compile(r"\[\??(?:PER|LOC|ORG) ([^\]]*)\]")


def per_second(call: Callable[[Sequence[str]], Any], headlines: Sequence[str]) -> float:
    """Return headlines a second of one pass."""
    start = time.perf_counter()
    call(headlines)
    return len(headlines) / (time.perf_counter() - start)


def seed_page(path: Path, classifier: TopicClassifier) -> None:
    """Count acceptable topics of the headlines of a page: lines of topics, a tab, a headline with marked entities."""
    lines = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    rows = [(topics.split("|"), _MARK.sub(r"\1", text)) for topics, text in lines if topics != "*"]
    found = classifier.predict([text for _, text in rows])
    right = sum(topic in topics for topic, (topics, _) in zip(found, rows, strict=True))
    sys.stdout.write(f"{path.name}: {right} of {len(rows)} headlines\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", nargs="+", type=Path)
    parser.add_argument("--seed", type=Path)
    parser.add_argument("--titles", nargs="+", type=Path, required=True)
    options = parser.parse_args()
    for name, value in evaluate(options.labelled).items():
        sys.stdout.write(f"{name:<24}{value:.4f}\n")
    folder = model_folder("topics")
    if options.seed:
        seed_page(options.seed, TopicClassifier.load(folder))
    rows = [row for row in read_rows(options.labelled) if row.topics]
    plain = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        ),
        LinearSVC(),
    ).fit([row.headline for row in rows], [row.names[0] for row in rows])
    titles = list(dict.fromkeys(title for title, _, _ in read_articles(options.titles).values() if title))
    # A fresh classifier each time: nothing is remembered from the pass before.
    ours = max(per_second(TopicClassifier.load(folder).predict, titles) for _ in range(3))
    theirs = max(per_second(plain.predict, titles) for _ in range(3))
    sys.stdout.write(f"{len(titles):,} different headlines, a second {ours:>10,.0f}\n")
    sys.stdout.write(f"TF-IDF and LinearSVC of scikit-learn      {theirs:>10,.0f}   ({ours / theirs:.1f} times)\n")
    size = sum(file.stat().st_size for file in folder.iterdir())
    sys.stdout.write(f"model, MB                                 {size / 1e6:>10.1f}\n")


if __name__ == "__main__":
    main()
