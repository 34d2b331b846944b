"""Measure the shipped topic classifier: figures on labelled files, and speed beside plain scikit-learn.

    python benchmarks/topics.py ../shared/data/topics/dev_gold.jsonl

Plain scikit-learn is TF-IDF over words (1-2) and pieces of words (2-5) with a LinearSVC, fitted on the headlines of the
given files and asked for the same headlines: how good it is does not matter here, its time per headline does.
"""

from __future__ import annotations

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
from arnews.training.topic_corpora import read_rows
from arnews.training.topics import evaluate


def per_second(call: Callable[[Sequence[str]], Any], headlines: Sequence[str]) -> float:
    """Return headlines a second, the best of three passes."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        call(headlines)
        best = min(best, time.perf_counter() - start)
    return len(headlines) / best


def main(paths: list[Path]) -> None:
    for name, value in evaluate(paths).items():
        sys.stdout.write(f"{name:<24}{value:.4f}\n")
    rows = [row for row in read_rows(paths) if row.topics]
    headlines = [row.headline for row in rows]
    plain = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        ),
        LinearSVC(),
    ).fit(headlines, [row.names[0] for row in rows])
    many = headlines * max(1, 2000 // len(headlines))
    fresh = TopicClassifier.load(model_folder("topics"))
    start = time.perf_counter()
    fresh.predict(headlines)
    first = len(headlines) / (time.perf_counter() - start)
    ours, theirs = per_second(fresh.predict, many), per_second(plain.predict, many)
    sys.stdout.write(f"headlines a second, words never met before {first:>10,.0f}\n")
    sys.stdout.write(f"headlines a second                         {ours:>10,.0f}\n")
    sys.stdout.write(f"TF-IDF and LinearSVC of scikit-learn       {theirs:>10,.0f}   ({ours / theirs:.1f} times)\n")
    size = sum(file.stat().st_size for file in model_folder("topics").iterdir())
    sys.stdout.write(f"model, MB                                  {size / 1e6:>10.1f}\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
