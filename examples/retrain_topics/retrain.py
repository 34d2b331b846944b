"""Train a topic classifier on headlines of your own, with labels of your own.

    python examples/retrain_topics/retrain.py

The same from the command line::

    arnews train topics examples/retrain_topics/headlines.csv -o my-topics
    arnews evaluate topics examples/retrain_topics/headlines.csv --model my-topics
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from arnews import TopicClassifier
from arnews.training.topics import train

DATA = Path(__file__).with_name("headlines.csv")


def main(folder: Path) -> dict[str, str]:
    """Train, print the held-out scores, and tell the topics of three headlines."""
    scores = train([DATA], folder, bits=18, folds=3)
    for name, value in scores.items():
        sys.stdout.write(f"{name:<18}{value:.2f}\n")
    topics = TopicClassifier.load(folder)
    headlines = ["أمطار غزيرة مساء الغد", "هدف الفوز في مباراة الكأس", "الطلاب ينتظرون نتائج الامتحانات"]
    told = dict(zip(headlines, map(str, topics.predict(headlines)), strict=True))
    for headline, topic in told.items():
        sys.stdout.write(f"{topic:<10}{headline}\n")
    return told


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        main(Path(scratch) / "topics")
