"""Write the score table of the README.

    python benchmarks/table.py ../shared            # print it
    python benchmarks/table.py ../shared --write    # put it between the markers in README.md

Runs the scorers that lie beside the corpora (`score/*.py`) as a user would, one after the other, on one core,
on the development sets. Corpora are not part of this repository.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

README = Path(__file__).parents[1] / "README.md"
MARKERS = ("<!-- scores: python benchmarks/table.py ../shared --write -->", "<!-- /scores -->")


def run(shared: Path, script: str, *arguments: str) -> str:
    command = [sys.executable, str(shared / "score" / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=shared)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def json_lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def morphology(shared: Path) -> list[str]:
    files = [f"data/morph/{name}_dev.jsonl.xz" for name in ("iahlt", "pud", "padt", "modern")]
    rows = json_lines(run(shared, "morphology.py", *files))
    cells = {key: " / ".join(f"{row[key]:.1f}" for row in rows) for key in ("matched", "lemF", "uposB", "seg")}
    sets = "IAHLT / PUD / PADT / modern news"
    return [
        f"| words found with exact offsets, % ({sets}) | {cells['matched']} |",
        f"| lemma, % | {cells['lemF']} |",
        f"| part of speech, broad, % | {cells['uposB']} |",
        f"| clitic cuts, % | {cells['seg']} |",
    ]


def sentences(shared: Path) -> list[str]:
    (row,) = json_lines(run(shared, "sentences.py", "data/sentences/dev.tsv", "--json"))
    return [f"| sentence boundaries in news passages, F1 | {row['f1']:.3f} |"]


def entities(shared: Path) -> list[str]:
    files = ("modern_dev.txt", "anercorp_consensus_dev.conll", "caraner_visible_dev.conll")
    lines = []
    for size in ("fast",):
        paths = [f"data/ner/{name}" for name in files] + ["data/seed/headlines.txt", "data/seed/article.txt"]
        rows = json_lines(run(shared, "entities.py", *paths, "--json", "--ner", size))
        f1 = " / ".join(f"{100 * row['strict']['all'][2]:.1f}" for row in rows)
        lines.append(
            f"| people, places, organisations, strict F1, `{size}` (modern news / old newswire / Saudi papers / "
            f"the seed's headlines / its article) | {f1} |"
        )
        lines.append(
            f"| the same: organisations alone, modern news; calibration error; words a second | "
            f"{100 * rows[0]['strict']['ORG'][2]:.1f}; {rows[0]['ece']:.3f}; {rows[0]['words_per_second']:,.0f} |"
        )
        (names,) = json_lines(run(shared, "bearers.py", "data/bearers/dev.tsv", "--json", "--ner", size))
        lines.append(f"| fullest name of a short mention, pair F1, `{size}` | {names['f1']:.3f} |")
    return lines


def topics(shared: Path) -> list[str]:
    output = run(shared, "topics.py", "data/topics/dev_gold.jsonl", "--text", "--json")
    (rows,) = json_lines(output)
    (row,) = rows.values()
    return [
        f"| topic of a headline, acceptable / strict / macro-F1 | {row['acceptable']:.3f} / {row['strict']:.3f} / "
        f"{row['macro_f1']:.3f} |",
        f"| topic of headline and text, acceptable | {row['text']['acceptable']:.3f} |",
        "| topics: calibration error; headlines a second (300 headlines again and again, words remembered) "
        f"| {row['ece']:.3f}; {row['headlines_per_second']:,.0f} |",
    ]


def pages(shared: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pages.json"
        run(shared, "pages.py", "data/pages/dev.jsonl.xz", "--json", str(out))
        rows = json.loads(out.read_text(encoding="utf-8"))
    lines = []
    for kind in ("text", "text-mix", "html"):
        part = [row for row in rows if row["kind"] == kind]
        cells = []
        for key in ("body", "title", "source", "date", "heads"):
            values = [row[key] for row in part if key in row]
            cells.append(f"{sum(values) / len(values):.3f}" if values else "-")
        lines.append(f"| pages, {kind}: body F1 / title / source / date / headlines F1 | {' / '.join(cells)} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the score table of the README.")
    parser.add_argument("shared", type=Path, help="folder with data/ and score/")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    lines = ["| development sets | arnews |", "|---|---|"]
    for part in (sentences, morphology, entities, topics, pages):
        lines += part(options.shared.resolve())
    table = "\n".join(lines)
    if not options.write:
        print(table)
        return
    text = README.read_text(encoding="utf-8")
    start, end = map(re.escape, MARKERS)
    block = f"{MARKERS[0]}\n{table}\n{MARKERS[1]}"
    README.write_text(re.sub(f"{start}.*{end}", lambda _: block, text, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
