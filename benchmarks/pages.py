"""Measure the page reader beside trafilatura, newspaper4k and a rule of line lengths, in one run.

    python benchmarks/pages.py ../shared/data/pages/dev.jsonl.xz

The file has a page a line (`../shared/data/pages/README.md`). The comparison needs `pip install newspaper4k nltk`; a
reader that is not installed is left out. The body is token F1; title, source and date are shares of pages that are
exact; headlines are F1 of exact headlines, over pages that have some annotated. Speed is processor time of one
thread, best of `--rounds`, each round asking every reader once; trafilatura stands there twice: plain
`extract(html)`, and `bare_extraction(html, with_metadata=True)`, which also looks for title, source and date.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from arnews.training.page_score import bag_f1, plain


class Read(NamedTuple):
    """What a reader says of a page; None where it does not look for it."""

    body: str
    title: str | None = None
    source: str | None = None
    date: str | None = None
    headlines: tuple[str, ...] | None = None


def with_arnews(page: str) -> Read:
    import arnews

    read = arnews.read_page(page)
    date = None if read.date is None else read.date.isoformat()
    return Read(read.body, read.title, read.source, date, read.headlines)


def with_trafilatura(page: str) -> Read:
    from trafilatura import bare_extraction

    read: Any = bare_extraction(page, with_metadata=True)
    return Read("") if read is None else Read(read.text, read.title, read.sitename, read.date)


def with_trafilatura_text(page: str) -> Read:
    from trafilatura import extract

    return Read(extract(page) or "")


def with_newspaper(page: str) -> Read:
    import newspaper

    article = newspaper.Article("https://example.org/", language="ar", fetch_images=False)  # no network
    article.download(input_html=page)
    article.parse()
    date = article.publish_date
    return Read(article.text, article.title, article.meta_site_name or None, None if date is None else str(date)[:10])


def with_long_lines(page: str) -> Read:
    return Read("\n".join(line for line in page.splitlines() if len(line.split()) >= 20))


READERS: dict[str, tuple[Callable[[str], Read], bool]] = {
    "arnews": (with_arnews, False),
    "trafilatura + metadata": (with_trafilatura, True),
    "trafilatura extract": (with_trafilatura_text, True),
    "newspaper4k": (with_newspaper, True),
    "lines of 20+ words": (with_long_lines, False),
}


def _among(value: str | None, row: dict[str, Any], field: str) -> float:
    accepted = {plain(text) for text in (row[field], *row.get(f"{field}_any", ())) if text}
    return float(plain(value) in accepted if accepted else not value)


def score(read: Read, row: dict[str, Any]) -> dict[str, float]:
    """Return the figures of one page."""
    figures = {"body": bag_f1(plain(read.body).split(), plain(" ".join(row["paragraphs"])).split())}
    figures |= {field: _among(getattr(read, field), row, field) for field in ("title", "source", "date")}
    if row.get("headlines"):
        figures["headlines"] = bag_f1([*map(plain, read.headlines or ())], [*map(plain, row["headlines"])])
    return figures


def measure(name: str, rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return the means of one reader's figures; a page that it fails on counts as nothing."""
    reader = READERS[name][0]
    sums: dict[str, list[float]] = {}
    for row in rows:
        try:
            read = reader(row["page"])
        except ImportError:
            raise
        except Exception as error:
            print(f"{name}: {row['id']}: {error!r:.100}", file=sys.stderr)
            read = Read("")
        for field, value in score(read, row).items():
            sums.setdefault(field, []).append(value)
    return {field: sum(values) / len(values) for field, values in sums.items()}


def speeds(names: list[str], rows: list[dict[str, Any]], rounds: int) -> dict[str, float]:
    """Return pages a second of processor time, best of some rounds in which every reader takes its turn."""
    best = dict.fromkeys(names, float("inf"))
    for _ in range(rounds):
        for name in names:
            start = time.process_time()
            for row in rows:
                READERS[name][0](row["page"])
            best[name] = min(best[name], time.process_time() - start)
    return {name: len(rows) / max(spent, 1e-9) for name, spent in best.items()}


def load(path: Path) -> list[dict[str, Any]]:
    """Read the annotated pages."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [{**row, "page": row["html"] if row["kind"] == "html" else row["text"]} for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    columns = ("body", "title", "source", "date", "headlines")
    rows = load(options.pages)
    for kind in sorted({row["kind"] for row in rows}):
        chosen = [row for row in rows if row["kind"] == kind]
        figures: dict[str, dict[str, float]] = {}
        for name, (_, html_only) in READERS.items():
            if html_only and kind != "html":
                continue
            try:
                figures[name] = measure(name, chosen)
            except ImportError as error:
                print(f"{name} is not installed: {error}", file=sys.stderr)
        fast = speeds(list(figures), chosen, options.rounds)
        print(f"{kind}: {len(chosen)} pages")
        print(f"{'':24}" + "".join(f"{column:>10}" for column in columns) + f"{'pages/s':>10}")
        for name, means in figures.items():
            cells = "".join(f"{means[column]:10.3f}" if column in means else f"{'-':>10}" for column in columns)
            print(f"{name:24}{cells}{fast[name]:10.0f}")


if __name__ == "__main__":
    main()
