"""Speed, memory and calibration of the entity models, beside a BERT-base of random weights in the same run.

    python benchmarks/entities.py FILE [FILE ...] [--model DIR]

A FILE is a corpus as ``arnews train ner`` takes it. One thread; tokenising and decoding are in the times.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

import numpy as np

from arnews.artifacts import model_folder
from arnews.entities import Tagger
from arnews.entities.words import split_words
from arnews.training.encoder_score import compare, figures
from arnews.training.entity_corpora import read

NAMES = ("ner", "ner-tiny")


def words_per_second(tagger: Tagger, texts: list[str]) -> float:
    tagger.mentions(texts[:8])
    start = time.perf_counter()
    for first in range(0, len(texts), 64):
        tagger.mentions(texts[first : first + 64])
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - start)


def bert_words_per_second(tagger: Tagger, texts: list[str]) -> float:
    """Time the encoder of BERT-base (12 layers, 768 wide, float32, one thread) on the same pieces, by length.

    The best of 4, 16 and 64 rows at once. Its own vocabulary would need a fifth fewer pieces; no time is taken for
    cutting pieces or for tags.
    """
    import torch
    from transformers import BertConfig, BertModel

    torch.set_num_threads(1)
    network = BertModel(BertConfig(vocab_size=32000)).eval()
    rows = [[piece % 32000 for word in split_words(text)[1] for piece in tagger.encoder.pieces(word)] for text in texts]
    rows = sorted((row[:510] for row in rows if row), key=len)
    words, best = sum(len(text.split()) for text in texts), 0.0
    for size in (4, 16, 64):
        start = time.perf_counter()
        with torch.no_grad():
            for first in range(0, len(rows), size):
                batch = rows[first : first + size]
                ids = torch.zeros(len(batch), max(map(len, batch)), dtype=torch.long)
                mask = torch.zeros_like(ids)
                for line, row in enumerate(batch):
                    ids[line, : len(row)] = torch.tensor(row)
                    mask[line, : len(row)] = 1
                network(input_ids=ids, attention_mask=mask)
        best = max(best, words / (time.perf_counter() - start))
    return best


def reliability(tagger: Tagger, paths: list[Path]) -> None:
    for path in paths:
        outcome = compare(tagger, read(path))
        scores = figures(outcome)
        print(f"{path.name}: " + ", ".join(f"{name} {value:.3f}" for name, value in scores.items()))
        place = np.minimum((outcome.scores * 10).astype(int), 9)
        for row in range(10):
            chosen = place == row
            if chosen.any():
                mean, share = outcome.scores[chosen].mean(), outcome.hits[chosen].mean()
                print(f"  {row / 10:.1f}  n {chosen.sum():5d}  mean score {mean:.3f}  right {share:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", type=Path, action="append", help="a model folder; default: the shipped ones")
    parser.add_argument("--no-bert", action="store_true")
    options = parser.parse_args()
    folders = options.model or [model_folder(name) for name in NAMES]
    texts = [example.text for path in options.files for example in read(path)]
    for folder in folders:
        tagger = Tagger.load(folder)
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        speed = words_per_second(tagger, texts)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{folder.name}: {size:.1f} MB, {speed:,.0f} words/s, peak memory of the process so far {peak:.0f} MB")
        reliability(tagger, options.files)
    if not options.no_bert:
        speed = bert_words_per_second(Tagger.load(folders[0]), texts[::4])
        print(f"BERT-base of random weights, torch float32: {speed:,.0f} words/s")


if __name__ == "__main__":
    main()
