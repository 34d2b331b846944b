"""Put the names of ``entities.tsv`` back into the texts they were read in.

    python benchmarks/annotations/entities.py RAW_FOLDER > more.txt && arnews train ner more.txt ... -o my-ner

A row says where a passage stands: a collection (``<collection>.jsonl.xz`` in RAW_FOLDER), the id of an article, and
half-open code points in its title, a line break and its text (in what there is of the two). ``names`` are offsets in
the passage; ``?`` marks what two careful readers could settle differently. The texts are not part of the repository.
"""

from __future__ import annotations

import csv
import json
import lzma
import sys
from pathlib import Path

TABLE = Path(__file__).with_suffix(".tsv")


def article_text(row: dict[str, str | None]) -> str:
    return "\n".join(part for part in (row["title"], row["text"]) if part)


def mark(passage: str, names: str) -> str:
    """Return a passage with its names inline, as ``arnews train ner`` reads them."""
    parts, last = [], 0
    for name in names.split():
        span, _, label = name.partition(":")
        start, end = map(int, span.split("-"))
        parts += [passage[last:start], f"[{label} {passage[start:end]}]"]
        last = end
    return "".join([*parts, passage[last:]])


def main(folder: Path) -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wanted = {(row["collection"], row["id"]) for row in rows}
    texts = {}
    for collection in sorted({row["collection"] for row in rows}):
        with lzma.open(folder / f"{collection}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                if (collection, str(article["id"])) in wanted:
                    texts[collection, str(article["id"])] = article_text(article)
    for row in rows:
        passage = texts[row["collection"], row["id"]][int(row["start"]) : int(row["end"])]
        print(mark(passage, row["names"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
